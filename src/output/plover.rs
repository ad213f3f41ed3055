//! Timeline → PLOVER event records, a JSON object a line.

use serde_json::{Map, Value, json};

use crate::types::timeline::{ActorEntry, EventEntry, Timeline};

use super::view::{Bounds, View};

/// The types PLOVER has; a statement is no event to it.
const TYPES: &[&str] = &[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

/// A record for every listed event of a PLOVER type that has a date, or a window with both ends. What is planned has the
/// context `future`, what is not certain `hypothetical`; what is denied has no record.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let analysis = analyze("France thanked Italy on May 3, 2021.", &Options::default());
/// let records = output::plover(&timeline::lay_out(&analysis, Offsets::Char));
/// assert!(records.contains("\"date\":\"2021-05-03\""));
/// ```
pub fn plover(timeline: &Timeline) -> String {
    let view = View::of(timeline);
    let mut out = String::new();
    for listed in &view.listed {
        if let Some(record) = record(&view, listed.event) {
            out.push_str(&record.to_string());
            out.push('\n');
        }
    }
    out
}

fn record(view: &View, event: &EventEntry) -> Option<Value> {
    if !TYPES.contains(&event.class.as_str()) || event.status == "denied" {
        return None;
    }
    let bounds = Bounds::of(event);
    let (first, last) = (bounds.first?.date(), bounds.last_day()?);
    let context = match event.status.as_str() {
        "planned" => vec!["future"],
        "hypothetical" => vec!["hypothetical"],
        _ => Vec::new(),
    };
    let document = view.timeline.documents.get(event.place.doc);
    let sha256 = document.map_or("", |document| document.sha256.as_str());
    let id = document.and_then(|document| document.id.as_deref());
    let [mut sources, targets, sides] =
        ["source", "target", "participant"].map(|role| entities(view.actors_as(event, role)));
    let symmetric = sources.is_empty() && targets.is_empty();
    // Both sides of a meeting act, and both are met.
    let recipients = if symmetric { sides.clone() } else { targets };
    sources.extend(sides);
    let mut record = Map::new();
    record.insert("id".to_owned(), format!("{sha256:.16}-{}", event.id).into());
    record.insert("date".to_owned(), first.to_string().into());
    if last != first {
        record.insert("enddate".to_owned(), last.to_string().into());
    }
    record.insert("actor".to_owned(), sources.into());
    record.insert("recipient".to_owned(), recipients.into());
    record.insert("event".to_owned(), json!([event.class]));
    record.insert("mode".to_owned(), json!([]));
    record.insert("context".to_owned(), json!(context));
    record.insert("event_text".to_owned(), json!([event.summary]));
    record.insert(
        "text_info".to_owned(),
        json!({"sequence": event.id, "start": event.sentence.start, "end": event.sentence.end}),
    );
    record.insert(
        "cite_info".to_owned(),
        json!({
            "url": id,
            "title": document.and_then(|document| document.title.as_deref()),
            "publication": document.and_then(|document| document.published.as_deref()),
            "language": "en",
            "coder": "demarche",
            "codebook": "PLOVER",
            "version": env!("CARGO_PKG_VERSION"),
        }),
    );
    Some(Value::Object(record))
}

fn entities(actors: Vec<&ActorEntry>) -> Vec<Value> {
    let entity = |actor: &ActorEntry| {
        let code = actor.code.as_deref().unwrap_or_default();
        let country = actor.country.as_deref().unwrap_or_default();
        let sector = code.strip_prefix(country).unwrap_or(code);
        json!({
            "code": country,
            "sector": sector.get(..3).unwrap_or(sector),
            "entity_text": actor.name,
            "identifier_id": actor.id,
        })
    };
    actors.into_iter().map(entity).collect()
}
