//! Timeline → a task for Label Studio with our findings as predictions, for a person to correct.

use serde_json::{Value, json};

use crate::types::timeline::{Offsets, Place, Timeline};

use super::documents::of_document;
use super::units::Units;

/// A list with one task a document: its text, and predictions with a region for every actor mention, time and listed event,
/// the status of events as choices, and the order as relations. Offsets count code points, as Label Studio does since 2022.
/// Documents have to carry their text.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let analysis = analyze("France thanked Italy.", &Options::default());
/// let mut timeline = timeline::lay_out(&analysis, Offsets::Char);
/// timeline.documents[0].text = Some(analysis.document.text.clone());
/// assert!(output::label_studio(&timeline).contains("\"from_name\": \"label\""));
/// ```
pub fn label_studio(timeline: &Timeline) -> String {
    let tasks: Vec<Value> = timeline
        .documents
        .iter()
        .enumerate()
        .map(|(index, document)| {
            let text = document.text.as_deref().unwrap_or_default();
            let units = Units::new(text, document.offsets, Offsets::Char);
            let result = regions(&of_document(timeline, index), text, &units);
            json!({
                "data": {"text": text, "id": document.id, "title": document.title, "published": document.published},
                "predictions": [{
                    "model_version": concat!("demarche ", env!("CARGO_PKG_VERSION")),
                    "result": result,
                }],
            })
        })
        .collect();
    serde_json::to_string_pretty(&tasks).expect("a JSON value is JSON") + "\n"
}

/// The regions of the one document of `timeline`.
fn regions(timeline: &Timeline, text: &str, units: &Units) -> Vec<Value> {
    let chars: Vec<char> = text.chars().collect();
    let region = |id: &str, label: &str, place: &Place| {
        let (start, end) = units.range(place.start, place.end)?;
        let words: String = chars.get(start..end)?.iter().collect();
        Some(json!({
            "id": id, "from_name": "label", "to_name": "text", "type": "labels",
            "value": {"start": start, "end": end, "text": words, "labels": [label]},
        }))
    };
    let about = |id: &str, name: &str, value: &str, label: &Value| {
        let place = &label["value"];
        json!({
            "id": id, "from_name": name, "to_name": "text", "type": "textarea",
            "value": {"start": place["start"], "end": place["end"], "text": [value]},
        })
    };
    let mut result = Vec::new();
    for actor in &timeline.actors {
        for (number, place) in actor.mentions.iter().enumerate() {
            let id = format!("{}-{}", actor.id, number + 1);
            if let Some(found) = region(&id, "Actor", place) {
                let name = about(&id, "name", &actor.name, &found);
                result.extend([found, name]);
            }
        }
    }
    for time in &timeline.times {
        if let Some(found) = region(&time.id, "Time", &time.place) {
            let value = time.value.as_deref().unwrap_or_default();
            let value = about(&time.id, "value", value, &found);
            result.extend([found, value]);
        }
    }
    let mut shown = std::collections::BTreeSet::new();
    for event in timeline.events.iter().filter(|event| event.listed) {
        let Some(found) = region(&event.id, &event.class, &event.place) else {
            continue;
        };
        shown.insert(event.id.as_str());
        let place = found["value"].clone();
        let time = event.time.as_ref().and_then(|time| time.value.as_deref());
        let value = time.map(|time| about(&event.id, "value", time, &found));
        result.push(found);
        result.push(json!({
            "id": event.id, "from_name": "status", "to_name": "text", "type": "choices",
            "value": {"start": place["start"], "end": place["end"], "choices": [event.status]},
        }));
        result.extend(value);
        for part in &event.participants {
            let mention = timeline
                .actors
                .iter()
                .find(|actor| actor.id == part.actor)
                .zip(part.place)
                .and_then(|(actor, place)| {
                    let mentions = actor.mentions.iter();
                    let at = mentions
                        .take_while(|mention| mention.start != place.start)
                        .count();
                    (at < actor.mentions.len()).then(|| format!("{}-{}", actor.id, at + 1))
                });
            if let Some(mention) = mention {
                result.push(json!({
                    "type": "relation", "from_id": event.id, "to_id": mention,
                    "direction": "right", "labels": [part.role],
                }));
            }
        }
    }
    for relation in &timeline.relations {
        if shown.contains(relation.from.as_str()) && shown.contains(relation.to.as_str()) {
            result.push(json!({
                "type": "relation", "from_id": relation.from, "to_id": relation.to,
                "direction": "right", "labels": [relation.relation],
            }));
        }
    }
    result
}
