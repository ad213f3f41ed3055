//! Timeline → its times or its actors alone, as text or JSON.

use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use crate::types::timeline::{TimeEntry, Timeline};

use super::view::plain;

/// The time expressions, a line each: id, value, type, mod, granularity, interval, EDTF, what it begins or ends with, words,
/// place, rule; `-` where there is nothing to say. The notes stand below.
pub fn times_text(timeline: &Timeline) -> String {
    let rows: Vec<[String; 10]> = timeline.times.iter().map(time_row).collect();
    let mut widths = [0; 10];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut out = String::new();
    for (row, time) in rows.iter().zip(&timeline.times) {
        for (cell, width) in row.iter().zip(widths) {
            let _ = write!(out, "{cell:width$}  ");
        }
        let _ = writeln!(out, "{}", time.rule);
    }
    for (index, note) in timeline.notes.iter().enumerate() {
        let gap = if index == 0 && !rows.is_empty() {
            "\n"
        } else {
            ""
        };
        let _ = writeln!(out, "{gap}note: {}", plain(&note.message));
    }
    out
}

fn time_row(time: &TimeEntry) -> [String; 10] {
    let cell = |text: &Option<String>| text.as_deref().map_or("-".to_owned(), plain);
    let interval = match (&time.earliest, &time.latest) {
        (None, None) => "-".to_owned(),
        (earliest, latest) => format!("{}..{}", day(earliest.as_deref()), day(latest.as_deref())),
    };
    let ends = match (&time.begin_point, &time.end_point) {
        (None, None) => "-".to_owned(),
        (begin, end) => format!(
            "{}..{}",
            begin.as_deref().unwrap_or_default(),
            end.as_deref().unwrap_or_default()
        ),
    };
    [
        time.id.clone(),
        time.value.as_deref().map_or("?".to_owned(), plain),
        time.kind.clone(),
        cell(&time.modifier),
        cell(&time.granularity),
        interval,
        cell(&time.edtf),
        ends,
        plain(&time.place.text),
        format!("{}..{}", time.place.start, time.place.end),
    ]
}

/// A moment without its clock where that is midnight; nothing for none.
fn day(moment: Option<&str>) -> &str {
    let moment = moment.unwrap_or_default();
    moment.strip_suffix("T00:00:00").unwrap_or(moment)
}

/// The actors, a line each: name, kind, country, code, how often they are mentioned, and as what.
pub fn actors_text(timeline: &Timeline) -> String {
    let names = timeline
        .actors
        .iter()
        .map(|actor| plain(&actor.name).chars().count())
        .max()
        .unwrap_or(0);
    let mut out = String::new();
    for actor in &timeline.actors {
        let mut mentions: Vec<String> = Vec::new();
        for mention in &actor.mentions {
            let words = plain(&mention.text);
            if !mentions.contains(&words) {
                mentions.push(words);
            }
        }
        let _ = writeln!(
            out,
            "{:names$}  {:6}  {:3}  {:6}  {}× {}",
            plain(&actor.name),
            actor.kind,
            actor.country.as_deref().unwrap_or("-"),
            actor.code.as_deref().unwrap_or("-"),
            actor.mentions.len(),
            mentions.join(", ")
        );
    }
    out
}

/// `{"schema": …, "documents": […], "times": […], "notes": […]}`, as in the timeline JSON.
pub fn times_json(timeline: &Timeline) -> String {
    list_json(timeline, "times", &timeline.times, PrettyFormatter::new())
}

/// As [`times_json`] on one line, with a line end: a line of JSONL.
pub fn times_line(timeline: &Timeline) -> String {
    list_json(timeline, "times", &timeline.times, CompactFormatter)
}

/// `{"schema": …, "documents": […], "actors": […], "notes": […]}`, as in the timeline JSON.
pub fn actors_json(timeline: &Timeline) -> String {
    list_json(timeline, "actors", &timeline.actors, PrettyFormatter::new())
}

fn list_json(
    timeline: &Timeline,
    name: &'static str,
    list: &impl Serialize,
    formatter: impl Formatter,
) -> String {
    let mut json = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut json, formatter);
    let fields = serializer.serialize_map(Some(4)).and_then(|mut fields| {
        fields.serialize_entry("schema", &timeline.schema)?;
        fields.serialize_entry("documents", &timeline.documents)?;
        fields.serialize_entry(name, list)?;
        fields.serialize_entry("notes", &timeline.notes)?;
        fields.end()
    });
    fields.expect("entries hold no number that JSON lacks");
    json.push(b'\n');
    String::from_utf8(json).expect("JSON is UTF-8")
}
