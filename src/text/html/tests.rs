use super::{is_html, read};

const LEAD: &str = "French President Jean Moreau met Indian Prime Minister Rohan Mehta in Paris on Monday, and both sides said that the talks would go on for another week.";

/// The text, the day and its title of a page.
#[track_caller]
fn check(html: &str, text: &str, published: &str) {
    let page = read(html);
    assert_eq!(page.text, text);
    let day = page
        .published
        .map_or_else(String::new, |found| found.date.to_string());
    assert_eq!(day, published);
}

#[test]
fn pages_and_what_is_none() {
    for page in [
        "<!DOCTYPE html><p>x",
        " \n<HTML lang=en>",
        "<?xml version='1.0'?><!-- a --><html>",
        "<p>They met.</p>",
    ] {
        assert!(is_html(page), "{page}");
    }
    for other in [
        "They met.",
        "<TimeML>",
        "<pre-war> They",
        "a <p>",
        "<",
        "<!-- They met",
        "<3 they met",
    ] {
        assert!(!is_html(other), "{other}");
    }
}

#[test]
fn the_article_alone() {
    check(
        &format!(
            "<html><head><title>Talks – The Paper</title><style>p{{}}</style></head><body><nav><p>Home</p></nav><article>\
             <h1>Talks</h1><div class='social-share'>Share this</div><p>{LEAD}</p><p>It was <b>the first</b> visit&nbsp;since\n\
             2019.</p><aside><p>Read this too: they met.</p></aside><ul><li><a href=x>More news</a></li></ul></article>\
             <article><p>Another story.</p></article><footer>© The Paper</footer></body></html>"
        ),
        &format!("{LEAD}\n\nIt was the first visit since 2019."),
        "",
    );
}

/// A page of a newspaper with all that is around an article on one.
#[test]
fn a_page_of_a_newspaper() {
    check(
        &format!(
            r#"<!DOCTYPE html><html class="has-comments no-js"><head><meta charset=utf-8><title>Talks go on | The Paper</title>
            <script>var a = "<p>They met.</p>";</script><noscript><p>Turn scripts on.</p></noscript></head>
            <body class="with-sidebar"><div id="cookie-consent"><p>We use cookies. Accept them all?</p></div>
            <header><a href="/"><img src=logo.png></a><p>Wednesday's paper is out.</p></header>
            <nav><ul><li><a href=/world>World</a><ul><li><a href=/asia>Asia</a></li></ul></li></ul></nav>
            <main class="layout has-sidebar"><div class="col-8"><h1>Talks go on</h1><div class="byline">By Ann Lee</div>
            <div class="dateTime"><time datetime="2024-05-06T21:00:00-04:00">May 6, 9 p.m.</time></div>
            <figure><img src=a.jpg><figcaption>The leaders met in Rome last year.</figcaption></figure>
            <p>{LEAD}</p><div class="socialShare"><p>Share this story.</p></div>
            <div class="ad-slot"><p>Buy a car today.</p></div>
            <h2>What was said</h2><p>They meet again on <time datetime=2024-05-13>Monday</time>.</p>
            <blockquote>“It was <em>inter&shy;national</em> news,” he&nbsp;said.</blockquote>
            <h3>Read also</h3><ul><li><a href=1>Envoy recalled in March</a><li><a href=2>Envoy returned in April</a></ul>
            <p>Related: <a href=3>Japan and China signed a pact on Friday</a></p>
            </div><aside><h2>Most read</h2><p>China met Japan on Sunday.</p></aside>
            <section id="comments"><article><p>I met him on Tuesday!</p></article></section></main>
            <footer><p>© 2026 The Paper. All rights reserved.</p></footer></body></html>"#
        ),
        &format!(
            "{LEAD}\n\nWhat was said\n\nThey meet again on Monday.\n\n“It was international news,” he said."
        ),
        "",
    );
}

#[test]
fn pages_without_an_article() {
    // boxes alone, of which some are labels
    check(
        &format!(
            "<div><div>Home</div><div>News</div><div><p>{LEAD}</p>He left. <span>She</span> stayed.</div></div>"
        ),
        &format!("{LEAD}\n\nHe left. She stayed."),
        "",
    );
    // no paragraph at all: every box may be one
    check(
        "<div>Talks</div><div>They met</div>",
        "Talks\n\nThey met",
        "",
    );
    // lists in lists, tables, and lines that stand as they are
    check(
        &format!(
            "<p>{LEAD}<ul><li>Mr. Roe left.<ol><li>On Monday<li>On Tuesday</ol></li><li>He came back.</li></ul>"
        ),
        &format!("{LEAD}\n\nMr. Roe left.\n\nOn Monday\n\nOn Tuesday\n\nHe came back."),
        "",
    );
    check(
        "<table><tr><td>Japan<td>recalled its envoy.</table><pre>They met\n  twice.\n\nThey left.</pre>",
        "Japan\n\nrecalled its envoy.\n\nThey met\ntwice.\n\nThey left.",
        "",
    );
    check("<h1>They met.</h1><h2>They left.</h2>", "They left.", "");
}

#[test]
fn several_articles() {
    let update = |day: &str| format!("<article><h2>{day}</h2><p>{LEAD}</p></article>");
    // one that grows through the day, with its entries within an article or side by side
    let both = format!("Later\n\n{LEAD}\n\nFirst\n\n{LEAD}");
    let entries = update("Later") + &update("First");
    check(&format!("<article>{entries}</article>"), &both, "");
    check(
        &format!("<main>{entries}{entries}</main>"),
        &format!("{both}\n\n{both}"),
        "",
    );
    // the story and teasers of others
    let teaser = "<article><p>They met on Friday.</p></article>";
    check(
        &format!("{teaser}<article><p>{LEAD}</p></article>{teaser}"),
        LEAD,
        "",
    );
    // what the page calls the body, even in a box that sounds like another
    check(
        &format!(
            "<article><p>Before. {LEAD}</p><div class=social><div itemprop=articleBody><p>{LEAD}</p></div></div>"
        ),
        LEAD,
        "",
    );
}

#[test]
fn the_title() {
    let title = |html: &str| read(html).title;
    assert_eq!(
        title("<title>A – B</title><h1>A</h1>").as_deref(),
        Some("A")
    );
    assert_eq!(title("<title>A\n B</title>").as_deref(), Some("A B"));
    assert_eq!(title("<p>They met.</p>"), None);
}

#[test]
fn the_day_of_publication() {
    let json = |kind: &str, field: &str, day: &str| {
        format!(
            "<script type=application/ld+json>{{\"@graph\":[{{\"@type\":\"{kind}\",\"{field}\":\"{day}\"}}]}}</script>"
        )
    };
    let meta = "<meta property=article:published_time content=2024-05-03T23:30:00-05:00>";
    let time = "<article><time datetime=2024-05-04>May 4</time>";
    let body = format!("<p>{LEAD}</p>");
    let article = json("NewsArticle", "datePublished", "2024-05-02T10:00:00+02:00");
    check(&format!("{meta}{article}{time}{body}"), LEAD, "2024-05-02");
    check(&format!("{time}{meta}{body}"), LEAD, "2024-05-03");
    check(&format!("{time}{body}"), LEAD, "2024-05-04");
    // the day of a change is no day of publication, and one of no calendar none at all
    check(
        &format!(
            "{}{body}",
            json("NewsArticle", "dateModified", "2024-05-09")
        ),
        LEAD,
        "",
    );
    check(
        &format!("<article><time class=updated datetime=2024-05-09></time>{body}"),
        LEAD,
        "",
    );
    check(
        &format!(
            "{}{body}",
            json("NewsArticle", "datePublished", "2024-02-30")
        ),
        LEAD,
        "",
    );
    check(
        &format!("<meta property=article:modified_time content=2024-05-09>{body}"),
        LEAD,
        "",
    );
}

#[test]
fn days_as_pages_write_them() {
    let meta = |day: &str, wanted: &str| {
        let html = format!("<meta property='article:published_time' content='{day}'><p>{LEAD}</p>");
        check(&html, LEAD, wanted);
    };
    // the day counts where it was published, whatever the zone
    meta("2024-05-02T23:30:00-05:00", "2024-05-02");
    meta("2024-05-02T00:30:00.000+09:00", "2024-05-02");
    meta("2024-05-02T23:30Z", "2024-05-02");
    meta("2024-05-02 23:30:00 +0200", "2024-05-02");
    meta("2024/05/02", "2024-05-02");
    meta("20240502", "2024-05-02");
    meta("20240502T1030Z", "2024-05-02");
    meta("Thu, 02 May 2024 23:30:00 -0500", "2024-05-02");
    meta("May 2, 2024", "2024-05-02");
    meta("2 May 2024", "2024-05-02");
    meta("1714600000", "");
    meta("20240502123456", "");
    meta("2024-05-021", "");
    meta("yesterday", "");
    meta("", "");
}

#[test]
fn what_a_page_says_of_itself() {
    let check = |ld: &str, day: &str| {
        let html = format!("<script type='application/ld+json'>{ld}</script><p>{LEAD}</p>");
        check(&html, LEAD, day);
    };
    check(
        r#"{"@type":"NewsArticle","datePublished":"2024-05-02","dateModified":"2024-05-09"}"#,
        "2024-05-02",
    );
    check(
        r#"[{"@type":"Organization"},{"@type":["Thing","ReportageNewsArticle"],"datePublished":"2024-05-02"}]"#,
        "2024-05-02",
    );
    check(
        r#"{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},{"@type":"NewsArticle","datePublished":"2024-05-02T08:00:00Z"}]}"#,
        "2024-05-02",
    );
    check(
        r#"{"@type":"WebPage","mainEntity":{"@type":"Article","datePublished":"2024-05-02"}}"#,
        "2024-05-02",
    );
    // an entry of a page that grows is not the page
    check(
        r#"{"@type":"LiveBlogPosting","datePublished":"2024-05-02","liveBlogUpdate":[{"@type":"BlogPosting","datePublished":"2024-05-04"}]}"#,
        "2024-05-02",
    );
    check(
        "<!--\n{\"@type\":\"Article\",\"headline\":\"A\nB\",\"datePublished\":\"2024-05-02\"}\n-->",
        "2024-05-02",
    );
    check(r#"{"@type":"Article","datePublished":"2024-05-02""#, "");
    check(r#"{"@type":"Article","datePublished":20240502}"#, "");
    check("]{", "");
}

#[test]
fn broken_and_hostile_pages() {
    check("<p>They met.<p>They left.", "They met.\n\nThey left.", "");
    check("They met.<br><br>They left.", "They met.\n\nThey left.", "");
    check("<div>They met.</div></p></b>", "They met.", "");
    // navigation that never ends
    check(&format!("<nav><p>{LEAD}</p>"), LEAD, "");
    check(
        &format!("<article><p>{LEAD} &lt;sic&gt;</p>"),
        &format!("{LEAD} <sic>"),
        "",
    );
    let deep = 200_000;
    let nested = format!("{}They met.{}", "<div>".repeat(deep), "</div>".repeat(deep));
    check(&nested, "They met.", "");
    check(
        &format!("{}They met.", "</p></b>".repeat(deep)),
        "They met.",
        "",
    );
    check(&format!("{}They met.", "<b>".repeat(deep)), "They met.", "");
    let json = format!(
        "<script type=application/ld+json>{}</script><p>They met.",
        "[".repeat(deep)
    );
    check(&json, "They met.", "");
    let open = format!(
        "<a href=x class=b itemprop=c>{}They met.",
        "<p><a href=x class='d e'>".repeat(deep)
    );
    check(&open, "They met.", "");
    check(
        &format!(
            "{}<script>They left.</script>They met.",
            "<div>".repeat(deep)
        ),
        "They met.",
        "",
    );
    check(
        &format!("<p {}>They met.", "a=b ".repeat(deep)),
        "They met.",
        "",
    );
    check("<script>They met.", "", "");
    check("<p>They met.<", "They met.<", "");
    check(
        "<p>AT&T &amp; &#8220;x&#8221; &bogus; &#xD800; &#0;",
        "AT&T & “x” &bogus; \u{fffd} \u{fffd}",
        "",
    );
}
