//! Timeline → a report for a browser: one file that needs no network, reads without JavaScript, and lets nothing an article says
//! become markup.

mod article;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::types::timeline::{EventEntry, Place, Timeline};

use super::timelinejs::escape;
use super::view::{Listed, View, clock, date, mark};

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
    let document = timeline.documents.first();
    let title = document.and_then(|document| document.title.as_deref());
    let title = escape(
        title
            .filter(|title| !title.trim().is_empty())
            .unwrap_or("Timeline"),
    );
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
    story(&mut out, &view);
    out.push_str("</section>\n");
    if has_text {
        article::write(&mut out, &view);
    }
    out.push_str("</div>\n");
    table(&mut out, &view);
    conflicts(&mut out, timeline);
    notes(&mut out, timeline);
    let _ = write!(
        out,
        "</main>\n<footer>Made by demarche {}. Every event points at its words and names its rule.</footer>\n\
         <script type=\"application/json\" id=\"data\">{}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        env!("CARGO_PKG_VERSION"),
        data(timeline)
    );
    out
}

/// What only works with JavaScript, and shows itself with it.
const CONTROLS: &str = r#"<form id="filters" role="search" aria-label="Filter events" hidden>
<select id="actor" aria-label="Actor"><option value="">All actors</option></select>
<select id="type" aria-label="Type"><option value="">All types</option></select>
<select id="status" aria-label="Status"><option value="">Any status</option></select>
<select id="certainty" aria-label="Certainty of place"><option value="">Any certainty</option></select>
<input id="q" type="search" placeholder="Find words" aria-label="Find words">
<button type="button" id="reset">Show all</button><button type="button" id="theme">Light or dark</button>
<span id="count" role="status"></span></form>
<section id="lanes" aria-labelledby="h-lanes" hidden><h2 id="h-lanes">Who and when</h2>
<div class="frame" id="lanes-frame" role="application" aria-label="Lanes: arrows move between events, Enter selects, plus and minus zoom, A and D pan, 0 shows all"></div>
<p class="legend"><button type="button" id="in" aria-label="Zoom in">+</button> <button type="button" id="out" aria-label="Zoom out">−</button> <button type="button" id="fit">Fit</button>
Solid: dated by the text. Hatched: follows from the order, or not done. Dashed: an end is open. Drag to pan; Ctrl and wheel zoom.</p></section>
<section id="graph" aria-labelledby="h-graph" hidden><h2 id="h-graph">Order</h2><div class="frame" id="graph-frame" tabindex="0" role="region" aria-labelledby="h-graph"></div>
<p class="legend">Solid arrow: before. Dotted: starts before. Dashed: includes. Thick: same time. Pale: likely. Red: rejected, it contradicts better evidence.</p></section>
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

fn facts(view: &View) -> String {
    let timeline = view.timeline;
    let mut facts = Vec::new();
    let documents = timeline.documents.len();
    let published = timeline
        .documents
        .first()
        .and_then(|document| document.published.as_deref());
    if documents > 1 {
        facts.push(format!("{documents} documents"));
    } else if let Some(published) = published {
        facts.push(format!("Published {}", escape(published)));
    } else {
        facts.push("Day of publication unknown".to_owned());
    }
    facts.push(format!("{} events", view.listed.len()));
    facts.push(format!("{} actors", timeline.actors.len()));
    facts.push(format!("{} without a date", timeline.undated.len()));
    facts.join(" · ")
}

/// The events by date, in the order of the timeline.
fn story(out: &mut String, view: &View) {
    if view.listed.is_empty() {
        out.push_str("<p>No events were found.</p>\n");
        return;
    }
    let events = view.timeline.events.iter();
    let names: std::collections::BTreeMap<&str, &EventEntry> =
        events.map(|event| (event.id.as_str(), event)).collect();
    let mut reasons = std::collections::BTreeMap::<&str, Vec<String>>::new();
    for relation in &view.timeline.relations {
        for (id, other, first) in [
            (&relation.from, &relation.to, true),
            (&relation.to, &relation.from, false),
        ] {
            let Some(other) = names.get(other.as_str()) else {
                continue;
            };
            let words = match (relation.relation.as_str(), first) {
                ("BEFORE", true) => "before",
                ("BEFORE", false) => "after",
                ("INCLUDES", true) => "includes",
                ("INCLUDES", false) => "within",
                ("START_BEFORE", true) => "starts before",
                ("START_BEFORE", false) => "starts after",
                _ => "at the same time as",
            };
            reasons.entry(id).or_default().push(format!(
                "{words} <a href=\"#event-{}\">{}</a>: {} {}({})",
                escape(&other.id),
                escape(&other.summary),
                escape(&relation.rule),
                quoted(&relation.evidence),
                escape(&relation.certainty)
            ));
        }
    }
    out.push_str("<ol class=\"days\">\n");
    let mut last = None;
    for listed in &view.listed {
        let date = match listed.band {
            Some(_) => date(listed.event.time.as_ref()),
            None => "Undated".to_owned(),
        };
        if last.as_ref() != Some(&date) {
            out.push_str(if last.is_some() { "</ol></li>\n" } else { "" });
            let _ = writeln!(
                out,
                "<li class=\"day\"><p class=\"date\">{}</p><ol>",
                escape(&date)
            );
        }
        last = Some(date);
        let none = Vec::new();
        event(
            out,
            view,
            listed,
            reasons.get(listed.event.id.as_str()).unwrap_or(&none),
        );
    }
    out.push_str("</ol></li>\n</ol>\n");
}

fn quoted(evidence: &[Place]) -> String {
    let mut words = String::new();
    for place in evidence {
        let _ = write!(words, "“{}” ", escape(&place.text));
    }
    words
}

fn event(out: &mut String, view: &View, listed: &Listed, reasons: &[String]) {
    let event = listed.event;
    let id = escape(&event.id);
    let band = if listed.of_band.1 > 1 { " band" } else { "" };
    let _ = write!(
        out,
        "<li class=\"event{band}\" id=\"event-{id}\"><h3 dir=\"auto\"><a href=\"#event-{id}\" data-id=\"{id}\">{}</a></h3>",
        escape(&event.summary)
    );
    let parties = view.parties(&event.participants);
    if !parties.is_empty() {
        let _ = write!(
            out,
            "<p class=\"who\" dir=\"auto\">{}</p>",
            escape(&parties)
        );
    }
    let _ = write!(out, "<span class=\"tag\">{}</span>", escape(&event.class));
    let value = event.time.as_ref().and_then(|time| time.value.as_deref());
    if let Some(clock) = value.and_then(clock) {
        let _ = write!(out, "<span class=\"tag\">{}</span>", escape(&clock));
    }
    if let Some(mark) = mark(event) {
        let denied = if mark == "denied" { " denied" } else { "" };
        let _ = write!(out, "<span class=\"tag mark{denied}\">{mark}</span>");
    }
    let _ = write!(
        out,
        "<details><summary>Why</summary><ul class=\"why\"><li>“{}” by {}, confidence {}</li>",
        escape(&event.place.text),
        escape(&event.rule),
        event.confidence
    );
    if let Some(time) = &event.time {
        let basis = view
            .timeline
            .times
            .iter()
            .filter(|at| time.basis.contains(&at.id));
        let basis: Vec<Place> = basis.map(|at| at.place.clone()).collect();
        let bound = |moment: &Option<String>| moment.as_deref().map_or("…".to_owned(), escape);
        let _ = write!(
            out,
            "<li>when: {} to {} {}</li>",
            bound(&time.earliest),
            bound(&time.latest),
            if basis.is_empty() {
                "from the order".to_owned()
            } else {
                quoted(&basis)
            }
        );
    }
    for reason in reasons {
        let _ = write!(out, "<li>{reason}</li>");
    }
    out.push_str("</ul></details></li>\n");
}

fn table(out: &mut String, view: &View) {
    out.push_str(
        "<section aria-labelledby=\"h-table\"><h2 id=\"h-table\">As a table</h2><details open><summary>Table of events</summary>\
         <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"h-table\"><table><thead><tr><th scope=\"col\">Date</th><th scope=\"col\">Event</th><th scope=\"col\">Actors</th><th scope=\"col\">Type</th><th scope=\"col\">Status</th></tr></thead><tbody>\n",
    );
    for listed in &view.listed {
        let event = listed.event;
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td dir=\"auto\">{}</td><td dir=\"auto\">{}</td><td>{}</td><td>{}</td></tr>",
            escape(&super::view::date_and_clock(event)),
            escape(&event.summary),
            escape(&view.parties(&event.participants)),
            escape(&event.class),
            escape(&event.status)
        );
    }
    out.push_str("</tbody></table></div></details></section>\n");
}

fn conflicts(out: &mut String, timeline: &Timeline) {
    if timeline.conflicts.is_empty() {
        return;
    }
    out.push_str("<section aria-labelledby=\"h-conflicts\"><h2 id=\"h-conflicts\">Evidence set aside</h2><ul class=\"why\">\n");
    for conflict in &timeline.conflicts {
        let _ = writeln!(
            out,
            "<li>{} {} {}: {} {}against {}</li>",
            escape(&conflict.from),
            escape(&conflict.relation),
            escape(&conflict.to),
            escape(&conflict.rule),
            quoted(&conflict.evidence),
            escape(&conflict.against.join(" "))
        );
    }
    out.push_str("</ul></section>\n");
}

fn notes(out: &mut String, timeline: &Timeline) {
    if timeline.notes.is_empty() {
        return;
    }
    out.push_str("<section aria-labelledby=\"h-notes\"><h2 id=\"h-notes\">What stayed open</h2><ul class=\"why\">\n");
    for note in &timeline.notes {
        let _ = writeln!(out, "<li dir=\"auto\">{}</li>", escape(&note.message));
    }
    out.push_str("</ul></section>\n");
}

/// The timeline for the script, without the texts, which the page shows anyway; nothing in it ends the element it stands in.
fn data(timeline: &Timeline) -> String {
    let mut timeline = timeline.clone();
    for document in &mut timeline.documents {
        document.text = None;
    }
    let json = serde_json::to_string(&timeline);
    let json = json.expect("a timeline holds no map and no number that JSON lacks");
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
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
