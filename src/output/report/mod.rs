//! Timeline → a report for a browser: one file that needs no network, reads without JavaScript, and lets nothing an article says
//! become markup.

mod article;
mod data;
mod story;
mod words;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::types::timeline::Timeline;

use super::timelinejs::escape;
use super::view::View;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// The report: an ordered list of events by day, the article with what was found in it, a table; with JavaScript also lanes an
/// actor, the order as a graph, and filters kept in the URL's hash. Its policy allows its own style and script by their hashes
/// and nothing else. Documents that carry their text are shown.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let analysis = analyze("France thanked <b>Italy</b>.", &Options::default());
/// let mut timeline = timeline::lay_out(&analysis, Offsets::Char);
/// timeline.documents[0].text = Some(analysis.document.text.clone());
/// let report = output::html(&timeline);
/// assert!(report.starts_with("<!doctype html>") && !report.contains("<b>"));
/// ```
pub fn html(timeline: &Timeline) -> String {
    let view = View::of(timeline);
    let title = words::shown(&match &timeline.documents[..] {
        [] => "Timeline".to_owned(),
        [_] => words::name(timeline, 0),
        several => format!("Timeline of {} articles", several.len()),
    });
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        hash(STYLE),
        hash(SCRIPT)
    );
    let _ = writeln!(
        out,
        "<header><h1 dir=\"auto\">{title}</h1>\n<p class=\"facts\">{}</p></header>\n<main>",
        facts(&view)
    );
    out.push_str(CONTROLS);
    let has_text = timeline
        .documents
        .iter()
        .any(|document| document.text.is_some());
    let _ = writeln!(
        out,
        "<div id=\"both\"{}>\n<section aria-labelledby=\"h-story\"><h2 id=\"h-story\">What happened, in order</h2>",
        if has_text { "" } else { " class=\"alone\"" }
    );
    story::write(&mut out, &view);
    out.push_str("</section>\n");
    if has_text {
        article::write(&mut out, &view);
    }
    out.push_str("</div>\n");
    story::table(&mut out, &view);
    story::conflicts(&mut out, &view);
    story::notes(&mut out, &view);
    let _ = write!(
        out,
        "</main>\n<footer>Made by demarche {}. Every event points at its words and names its rule.</footer>\n\
         <script type=\"application/json\" id=\"data\">{}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        env!("CARGO_PKG_VERSION"),
        data::json(&view)
    );
    out
}

/// What only works with JavaScript, and shows itself with it.
const CONTROLS: &str = r#"<form id="filters" role="search" aria-label="Filter events" hidden>
<select id="actor" aria-label="Actor"><option value="">All actors</option></select>
<select id="type" aria-label="Type"><option value="">All types</option></select>
<select id="status" aria-label="Status"><option value="">Any status</option></select>
<select id="certainty" aria-label="Certainty of place"><option value="">Any certainty</option></select>
<select id="doc" aria-label="Article" hidden><option value="">All articles</option></select>
<input id="q" type="search" placeholder="Find words" aria-label="Find words">
<button type="button" id="reset">Show all</button><button type="button" id="theme">Light or dark</button>
<span id="count" role="status"></span></form>
<section id="lanes" aria-labelledby="h-lanes" hidden><h2 id="h-lanes">Who and when</h2>
<div class="frame" id="lanes-frame" role="application" tabindex="0" aria-label="Lanes: arrows move between events, Enter selects, plus and minus zoom, A and D pan, 0 shows all"></div>
<p class="legend"><button type="button" id="in" aria-label="Zoom in">+</button> <button type="button" id="out" aria-label="Zoom out">−</button> <button type="button" id="fit">Fit</button>
Solid: dated by the text. Hatched: follows from the order, or not done. Dashed: an end is open. Drag to pan, Ctrl and wheel to zoom; keys: arrows, Enter, + − 0, A D.</p></section>
<section id="graph" aria-labelledby="h-graph" hidden><h2 id="h-graph">Order</h2><div class="frame" id="graph-frame" tabindex="0" role="group" aria-label="Graph of the order"></div>
<p class="legend">Solid arrow: before. Dotted: starts before. Dashed: includes. Thick: same time. Pale: likely. Red: set aside, it contradicts better evidence. Point at an arrow for its reason.</p></section>
<aside id="chosen" aria-label="Chosen event" hidden></aside>
"#;

/// The source expression of a policy that lets `content` in.
fn hash(content: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(content.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk
            .iter()
            .fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte));
        let bits = bits << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= chunk.len() {
                letter as char
            } else {
                '='
            });
        }
    }
    out
}

/// What stands below the title.
fn facts(view: &View) -> String {
    let timeline = view.timeline;
    let mut facts = Vec::new();
    let days = timeline.documents.iter();
    let mut days: Vec<&str> = days.filter_map(|it| it.published.as_deref()).collect();
    days.sort_unstable();
    facts.push(match (days.first(), days.last()) {
        (Some(first), Some(last)) if first == last => format!("Published {}", escape(first)),
        (Some(first), Some(last)) => format!("Published {} – {}", escape(first), escape(last)),
        _ => "Day of publication unknown".to_owned(),
    });
    let counted = |count: usize, one: &str| {
        let many = if count == 1 { "" } else { "s" };
        format!("{count} {one}{many}")
    };
    facts.push(counted(view.listed.len(), "event"));
    facts.push(counted(timeline.actors.len(), "actor"));
    facts.push(format!("{} without a date", timeline.undated.len()));
    facts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let check = |text: &str, wanted: &str| assert_eq!(base64(text.as_bytes()), wanted);
        check("", "");
        check("f", "Zg==");
        check("fo", "Zm8=");
        check("foo", "Zm9v");
        check("foobar", "Zm9vYmFy");
    }

    #[test]
    fn style_and_script_stay_small_and_inside_their_elements() {
        assert!(STYLE.len() + SCRIPT.len() + CONTROLS.len() < 60_000);
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("innerHTML") && !STYLE.contains("</"));
    }
}
