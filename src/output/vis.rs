//! Timeline → items and groups for vis-timeline.

use serde_json::{Map, Value, json};

use crate::types::timeline::{EventEntry, Timeline};

use super::timelinejs::escape;
use super::view::{Bounds, View, date_and_clock, marked_summary};

/// `{"groups": […], "items": […], "undated": […]}`: a group an actor, an item for each event in the lane of each of its
/// actors. vis-timeline stops at an item without a start, so those stand apart. Contents are HTML to it and are escaped.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let analysis = analyze("France thanked Italy on May 3, 2021.", &Options::default());
/// let items = output::vis(&timeline::lay_out(&analysis, Offsets::Char));
/// assert!(items.contains("\"start\": \"2021-05-03T00:00:00\""));
/// ```
pub fn vis(timeline: &Timeline) -> String {
    let view = View::of(timeline);
    let mut items = Vec::new();
    let mut undated = Vec::new();
    let mut used: Vec<&str> = Vec::new();
    let mut alone = false;
    for listed in &view.listed {
        let event = listed.event;
        let mut lanes: Vec<&str> = Vec::new();
        for part in &event.participants {
            if let Some(actor) = view.actor(&part.actor)
                && !lanes.contains(&actor.id.as_str())
            {
                lanes.push(&actor.id);
            }
        }
        if lanes.is_empty() {
            lanes.push("");
        }
        for lane in lanes {
            let (item, dated) = item(event, lane);
            if dated {
                alone |= lane.is_empty();
                used.push(lane);
                items.push(item);
            } else {
                undated.push(item);
            }
        }
    }
    used.sort_unstable();
    let actors = timeline.actors.iter();
    let actors = actors.filter(|actor| used.binary_search(&actor.id.as_str()).is_ok());
    let mut groups: Vec<Value> = actors
        .map(|actor| json!({"id": actor.id, "content": escape(&actor.name)}))
        .collect();
    if alone {
        groups.push(json!({"id": "", "content": "nobody named"}));
    }
    let file = json!({"groups": groups, "items": items, "undated": undated});
    serde_json::to_string_pretty(&file).expect("a JSON value is JSON") + "\n"
}

/// The item of `event` in the lane of an actor, and whether it has a start.
fn item(event: &EventEntry, lane: &str) -> (Value, bool) {
    let bounds = Bounds::of(event);
    let text = |moment: chrono::NaiveDateTime| moment.format("%Y-%m-%dT%H:%M:%S").to_string();
    let mut item = Map::new();
    item.insert("id".to_owned(), format!("{}@{lane}", event.id).into());
    item.insert("group".to_owned(), lane.into());
    item.insert("content".to_owned(), escape(&marked_summary(event)).into());
    let title = escape(&format!("{}: {}", date_and_clock(event), event.class));
    item.insert("title".to_owned(), title.into());
    item.insert("className".to_owned(), class_name(&event.status).into());
    match (bounds.first, bounds.end) {
        (Some(first), Some(end)) if end > first => {
            item.insert("start".to_owned(), text(first).into());
            item.insert("end".to_owned(), text(end).into());
            item.insert("type".to_owned(), "range".into());
        }
        (Some(at), _) | (None, Some(at)) => {
            item.insert("start".to_owned(), text(at).into());
            item.insert("type".to_owned(), "point".into());
        }
        (None, None) => return (Value::Object(item), false),
    }
    (Value::Object(item), true)
}

/// A status as a word of CSS.
fn class_name(status: &str) -> &'static str {
    match status {
        "ongoing" => "ongoing",
        "planned" => "planned",
        "denied" => "denied",
        "hypothetical" => "hypothetical",
        _ => "happened",
    }
}
