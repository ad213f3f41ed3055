//! The HTML report: what an article says stays text, and the page needs nothing but itself.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test stops where it finds something wrong

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use demarche::timeline::lay_out;
use demarche::types::Analysis;
use demarche::{Offsets, Options, Timeline, analyze, analyze_together, output, publication};
use sha2::{Digest, Sha256};

/// What must not become markup, a program, or a turn of the line it stands in.
const HOSTILE: &[&str] = &[
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "<!--<script>",
    "\u{2028}\u{2029}\u{202e}&lt;b&gt;",
    "]]><iframe srcdoc=x>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "\u{202e}gnp.exe \u{2066}x",
    "<base href=//x.invalid><link rel=stylesheet href=//x.invalid/a.css>",
    "${alert(1)}{{alert(1)}}",
    "<b>\0\u{7}</b>\r\n",
];

fn read(text: &str, title: Option<&str>, published: Option<&str>) -> Analysis {
    let options = Options {
        published: published.and_then(publication),
        title: title.map(str::to_owned),
        raw: true,
        ..Options::default()
    };
    analyze(text, &options)
}

/// The timeline, with the text of each document.
fn with_text(analysis: &Analysis, offsets: Offsets) -> Timeline {
    let mut timeline = lay_out(analysis, offsets);
    let document = &analysis.document;
    if document.parts.is_empty() {
        timeline.documents[0].text = Some(document.text.clone());
    }
    for (entry, part) in timeline.documents.iter_mut().zip(&document.parts) {
        entry.text = Some(document.slice(part.span).to_owned());
    }
    timeline
}

fn report(text: &str, title: Option<&str>) -> String {
    let analysis = read(text, title, Some("2022-02-15"));
    output::html(&with_text(&analysis, Offsets::Char))
}

/// All stories in one timeline.
fn several(offsets: Offsets) -> Timeline {
    let stories = support::stories().into_iter().map(|folder| {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(folder.join("article.txt")).unwrap();
        // Where a story's name ends in its day of publication.
        read(&text, Some(&name), name.get(name.len() - 10..))
    });
    with_text(&analyze_together(stories.collect()), offsets)
}

/// A real timeline with hostile words in place of its own.
fn hostile() -> Timeline {
    let mut next = 0;
    let mut spoil = |words: &mut String| {
        next += 1;
        words.push_str(HOSTILE[next % HOSTILE.len()]);
    };
    let article = &support::articles()[0];
    let mut words: Vec<String> = article.split_inclusive(' ').map(str::to_owned).collect();
    words.iter_mut().skip(3).step_by(19).for_each(&mut spoil);
    let analysis = read(&words.concat(), Some(HOSTILE[0]), Some("2022-02-15"));
    let mut timeline = with_text(&analysis, Offsets::Utf16);
    support::spoil(&mut timeline, &mut spoil);
    for event in &mut timeline.events {
        spoil(&mut event.status);
        spoil(&mut event.class);
    }
    timeline
}

/// What takes a browser long to lay out is closed until somebody asks for it; in a short report it stands open.
#[test]
fn long_lists_are_closed() {
    let analysis = read("France met Italy on May 3, 2021.", None, None);
    let mut timeline = with_text(&analysis, Offsets::Char);
    let conflict = demarche::types::timeline::ConflictEntry {
        from: "e1".to_owned(),
        to: "t1".to_owned(),
        relation: "BEFORE".to_owned(),
        rule: "earlier".to_owned(),
        evidence: Vec::new(),
        against: Vec::new(),
    };
    for (count, closed) in [(1, false), (500, false), (501, true)] {
        timeline.conflicts = vec![conflict.clone(); count];
        let page = output::html(&timeline);
        let list = page.split("id=\"h-conflicts\"").nth(1).unwrap();
        assert_eq!(
            list.starts_with(">Evidence set aside</h2><details><summary>"),
            closed,
            "{count}"
        );
        assert_eq!(list.matches("by the rule earlier").count(), count);
    }
}

/// tests/formats/browser.mjs does with these pages what a reader does. Without Chromium or the modules it needs this is skipped
/// with a line; `DEMARCHE_REQUIRE_BROWSER`, as CI sets it, allows no skipping.
#[test]
fn a_browser_shows_what_is_in_it_and_a_reader_can_use_it() {
    let required = std::env::var_os("DEMARCHE_REQUIRE_BROWSER").is_some();
    let there = ["DEMARCHE_CHROMIUM", "DEMARCHE_NODE_MODULES"]
        .iter()
        .all(|name| std::env::var_os(name).is_some());
    if !there {
        assert!(
            !required,
            "DEMARCHE_CHROMIUM and DEMARCHE_NODE_MODULES are not set, and DEMARCHE_REQUIRE_BROWSER asks for them"
        );
        println!(
            "skipped: DEMARCHE_CHROMIUM and DEMARCHE_NODE_MODULES are not set; no browser opens the report"
        );
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let seed = fs::read_to_string("fixtures/ukraine-2022-02-15/article.txt").unwrap();
    let far = "In 44 BC Rome attacked Egypt. France met Italy in 1648. On 3 March 2024 France condemned Italy. \
               Germany will visit Japan in 12000. China thanked Chad on Monday.";
    let pages = [
        (
            "seed",
            with_text(&read(&seed, None, Some("2022-02-15")), Offsets::Byte),
        ),
        ("several", several(Offsets::Char)),
        ("hostile", hostile()),
        (
            "undated",
            with_text(&read(&seed, None, None), Offsets::Char),
        ),
        (
            "far",
            with_text(&read(far, Some("Far"), None), Offsets::Char),
        ),
        ("empty", with_text(&read("", None, None), Offsets::Char)),
    ];
    for (name, timeline) in &pages {
        fs::write(
            folder.join(name).with_extension("html"),
            output::html(timeline),
        )
        .unwrap();
        fs::write(
            folder.join(name).with_extension("json"),
            output::json(timeline),
        )
        .unwrap();
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/browser.mjs");
    let done = Command::new("node")
        .arg(script)
        .arg(&folder)
        .output()
        .unwrap();
    let lines = String::from_utf8_lossy(&done.stdout);
    println!("{lines}");
    assert!(
        done.status.success(),
        "{lines}\n{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

#[test]
fn several_articles_share_a_report() {
    for offsets in [Offsets::Char, Offsets::Byte, Offsets::Utf16] {
        let timeline = several(offsets);
        let page = output::html(&timeline);
        let stories = timeline.documents.len();
        assert!(stories > 1);
        assert_eq!(page.matches("<div class=\"article\"").count(), stories);
        assert!(page.contains(&format!(
            "<h1 dir=\"auto\">Timeline of {stories} articles</h1>"
        )));
        for (at, story) in timeline.documents.iter().enumerate() {
            let article = page
                .split("<div class=\"article\" dir=\"auto\">")
                .nth(at + 1);
            let article = article.unwrap().split("</div></div>").next().unwrap();
            // Every trigger stands in its own article, around its own words.
            let events = timeline.events.iter();
            for event in events.filter(|event| event.listed && event.place.doc == at) {
                let anchor = format!("<span id=\"text-{}\"></span>", event.id);
                assert_eq!(page.matches(&anchor).count(), 1, "{anchor}");
            }
            let plain = without_tags(article);
            assert_eq!(plain, *story.text.as_ref().unwrap());
        }
    }
}

/// The text of an element, with the references for signs resolved.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    signs
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
}

/// The names of all elements, closing ones left out.
fn elements(page: &str) -> Vec<&str> {
    let opened = page.split('<').skip(1);
    opened
        .map(|rest| {
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(rest.len());
            &rest[..end]
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn what_an_article_says_never_becomes_markup() {
    let plain = report(
        "France condemned the attack in Paris on Monday.",
        Some("A title"),
    );
    for bad in HOSTILE {
        let text = format!("France {bad} condemned the attack in {bad} on Monday, {bad} said.");
        let page = report(&text, Some(bad));
        let names = elements(&page);
        let count = |wanted: &str| names.iter().filter(|name| **name == wanted).count();
        assert_eq!(count("script"), 2, "{bad:?}"); // the data, and the program
        for name in ["img", "iframe", "object", "embed", "link", "base"] {
            assert_eq!(count(name), 0, "{bad:?}: {name}");
        }
        let onload = elements(&plain)
            .iter()
            .filter(|name| **name == "svg")
            .count();
        assert_eq!(count("svg"), onload, "{bad:?}");
    }
}

#[test]
fn the_page_allows_its_own_style_and_script_and_asks_for_nothing() {
    for article in support::articles() {
        let page = report(&article, None);
        let between = |from: &str, to: &str| {
            let start = page.rfind(from).unwrap() + from.len();
            &page[start..start + page[start..].find(to).unwrap()]
        };
        let policy = between("Content-Security-Policy\" content=\"", "\"");
        assert!(policy.starts_with("default-src 'none';"), "{policy}");
        for part in [
            between("<style>", "</style>"),
            between("<script>", "</script>"),
        ] {
            let hash = base64(&Sha256::digest(part.as_bytes()));
            assert!(policy.contains(&format!("'sha256-{hash}'")), "{policy}");
        }
        for asks in [
            " src=",
            "url(http",
            "url(/",
            "@import",
            "fetch(",
            "XMLHttpRequest",
            "import(",
        ] {
            assert!(!page.contains(asks), "{asks}");
        }
        let data: serde_json::Value = serde_json::from_str(between(
            "<script type=\"application/json\" id=\"data\">",
            "</script>",
        ))
        .unwrap();
        assert!(data.is_object());
    }
    let empty = report("", None);
    assert!(empty.len() < 60_000, "{} bytes before data", empty.len());
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let mut bits = 0u32;
        for index in 0..3 {
            bits = bits << 8 | u32::from(chunk.get(index).copied().unwrap_or_default());
        }
        for index in 0..4 {
            out.push(if index <= chunk.len() {
                char::from(LETTERS[(bits >> (18 - 6 * index) & 63) as usize])
            } else {
                '='
            });
        }
    }
    out
}
