//! Timeline → CSV as RFC 4180 has it, for spreadsheets, R and pandas: a row an event, and in a second file a row a mention.

use crate::types::timeline::{EventEntry, Place, ReporterEntry, Timeline};

use super::view::{Listed, View};

/// The columns of [`csv`].
pub const CSV_HEAD: &str = "document,event,band,certainty,date,earliest,latest,granularity,edtf,type,cameo,status,summary,\
    sources,targets,participants,countries,reported_by,topic,trigger,lemma,start,end,mentions,confidence,rule\r\n";

/// The columns of [`csv_mentions`].
pub const CSV_MENTIONS_HEAD: &str = "document,of,id,name,start,end,text\r\n";

/// A row an event, in the order of the timeline, the undated last and without a band, events that are not listed after them.
/// Where a cell lists several, `; ` parts them.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let timeline = timeline::lay_out(&analyze("France thanked Italy.", &Options::default()), Offsets::Char);
/// assert!(output::csv(&timeline).starts_with(output::CSV_HEAD));
/// ```
pub fn csv(timeline: &Timeline) -> String {
    CSV_HEAD.to_owned() + &csv_rows(timeline)
}

/// [`csv`] without its first line.
pub(super) fn csv_rows(timeline: &Timeline) -> String {
    let view = View::of(timeline);
    let mut out = String::new();
    for listed in &view.listed {
        event_row(&mut out, &view, listed.event, Some(listed));
    }
    for event in timeline.events.iter().filter(|event| !event.listed) {
        event_row(&mut out, &view, event, None);
    }
    out
}

fn event_row(out: &mut String, view: &View, event: &EventEntry, listed: Option<&Listed>) {
    let time = event.time.as_ref();
    let names = |role| join(view.actors_as(event, role).iter().map(|actor| &*actor.name));
    let mut countries: Vec<&str> = Vec::new();
    for part in &event.participants {
        let actor = view.actor(&part.actor);
        if let Some(country) = actor.and_then(|actor| actor.country.as_deref())
            && !countries.contains(&country)
        {
            countries.push(country);
        }
    }
    let band = listed.and_then(|listed| listed.band);
    row(
        out,
        &[
            &document(view.timeline, event.place.doc),
            &event.id,
            &band.map(|band| band.to_string()).unwrap_or_default(),
            listed.map_or("", |listed| listed.certainty),
            time.and_then(|time| time.value.as_deref()).unwrap_or(""),
            time.and_then(|time| time.earliest.as_deref()).unwrap_or(""),
            time.and_then(|time| time.latest.as_deref()).unwrap_or(""),
            time.and_then(|time| time.granularity.as_deref())
                .unwrap_or(""),
            time.and_then(|time| time.edtf.as_deref()).unwrap_or(""),
            &event.class,
            event.cameo.as_deref().unwrap_or(""),
            &event.status,
            &event.summary,
            &names("source"),
            &names("target"),
            &names("participant"),
            &join(countries.into_iter()),
            match &event.reported_by {
                Some(ReporterEntry::Event(id) | ReporterEntry::Actor(id)) => id,
                None => "",
            },
            event.topic.as_ref().map_or("", |topic| &topic.class),
            &event.place.text,
            &event.lemma,
            &event.place.start.to_string(),
            &event.place.end.to_string(),
            &event.mentions.len().to_string(),
            &event.confidence.to_string(),
            &event.rule,
        ],
    );
}

/// A row a mention of an event or an actor, and a row a time expression.
pub fn csv_mentions(timeline: &Timeline) -> String {
    CSV_MENTIONS_HEAD.to_owned() + &csv_mentions_rows(timeline)
}

/// [`csv_mentions`] without its first line.
pub(super) fn csv_mentions_rows(timeline: &Timeline) -> String {
    let mut out = String::new();
    for event in &timeline.events {
        for place in &event.mentions {
            mention(
                &mut out,
                timeline,
                ["event", &event.id, &event.summary],
                place,
            );
        }
    }
    for actor in &timeline.actors {
        for place in &actor.mentions {
            mention(&mut out, timeline, ["actor", &actor.id, &actor.name], place);
        }
    }
    for time in &timeline.times {
        let value = time.value.as_deref().unwrap_or("");
        mention(&mut out, timeline, ["time", &time.id, value], &time.place);
    }
    out
}

fn mention(out: &mut String, timeline: &Timeline, [of, id, name]: [&str; 3], place: &Place) {
    row(
        out,
        &[
            &document(timeline, place.doc),
            of,
            id,
            name,
            &place.start.to_string(),
            &place.end.to_string(),
            &place.text,
        ],
    );
}

/// The document's id, else its number.
fn document(timeline: &Timeline, index: usize) -> String {
    let document = timeline.documents.get(index);
    let id = document.and_then(|document| document.id.clone());
    id.unwrap_or_else(|| index.to_string())
}

fn join<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<&str>>().join("; ")
}

fn row(out: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        push(out, cell);
    }
    out.push_str("\r\n");
}

/// A cell. A spreadsheet would run one that begins like a formula, so an apostrophe goes before it; and before one that has
/// apostrophes there already, so that taking one off gives what was meant.
fn push(out: &mut String, cell: &str) {
    let formula = cell.trim_start_matches('\'').starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
    ]);
    let quoted = cell.contains([',', '"', '\r', '\n']);
    out.push_str(if quoted { "\"" } else { "" });
    out.push_str(if formula { "'" } else { "" });
    for c in cell.chars() {
        match c {
            '"' => out.push_str("\"\""),
            '\0' => out.push('\u{fffd}'), // many readers stop at it
            c => out.push(c),
        }
    }
    out.push_str(if quoted { "\"" } else { "" });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        let check = |cells: &[&str], wanted: &str| {
            let mut out = String::new();
            row(&mut out, cells);
            assert_eq!(out, format!("{wanted}\r\n"));
        };
        check(&["a", "b"], "a,b");
        check(
            &["a, b", "say \"no\"", "two\nlines"],
            "\"a, b\",\"say \"\"no\"\"\",\"two\nlines\"",
        );
        check(&["=1+1", "@x", "+7", "-3", "\tx"], "'=1+1,'@x,'+7,'-3,'\tx");
        check(&["'=1", "'twas", ""], "''=1,'twas,");
        check(&["1-2", "a=b", "\0"], "1-2,a=b,'\u{fffd}");
    }
}
