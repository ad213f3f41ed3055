//! Timeline → its times or its actors alone, as text or JSON.

use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::types::timeline::{TimeEntry, Timeline};

use super::text::plain;

/// The time expressions, a line each: value, type, place, words, rule.
pub fn times_text(timeline: &Timeline) -> String {
    let width = |cell: fn(&TimeEntry) -> usize| timeline.times.iter().map(cell).max().unwrap_or(0);
    let value = |time: &TimeEntry| plain(time.value.as_deref().unwrap_or("?"));
    let values = timeline
        .times
        .iter()
        .map(|time| value(time).chars().count())
        .max()
        .unwrap_or(0);
    let words = width(|time| plain(&time.place.text).chars().count());
    let mut out = String::new();
    for time in &timeline.times {
        let _ = writeln!(
            out,
            "{:values$}  {:8}  {:words$}  {}..{}  {}",
            value(time),
            time.kind,
            plain(&time.place.text),
            time.place.start,
            time.place.end,
            time.rule
        );
    }
    out
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

/// `{"schema": …, "documents": […], "times": […]}`, as in the timeline JSON.
pub fn times_json(timeline: &Timeline) -> String {
    list_json(timeline, "times", &timeline.times)
}

/// `{"schema": …, "documents": […], "actors": […]}`, as in the timeline JSON.
pub fn actors_json(timeline: &Timeline) -> String {
    list_json(timeline, "actors", &timeline.actors)
}

fn list_json(timeline: &Timeline, name: &'static str, list: &impl Serialize) -> String {
    let mut json = Vec::new();
    let mut serializer = serde_json::Serializer::pretty(&mut json);
    let fields = serializer.serialize_map(Some(3)).and_then(|mut fields| {
        fields.serialize_entry("schema", &timeline.schema)?;
        fields.serialize_entry("documents", &timeline.documents)?;
        fields.serialize_entry(name, list)?;
        fields.end()
    });
    fields.expect("entries hold no number that JSON lacks");
    json.push(b'\n');
    String::from_utf8(json).expect("JSON is UTF-8")
}
