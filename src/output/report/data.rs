//! What the report's script works with, as JSON that stands in an element of the page.

use serde::Serialize;

use crate::types::timeline::{ConflictEntry, EventEntry, Place, RelationEntry};

use super::super::dot::drawn;
use super::super::view::{View, plain};
use super::words;

/// The parts of a timeline that are drawn or filtered by, its words on one line each; the page itself holds the rest.
#[derive(Serialize)]
struct Data<'a> {
    /// The names of the documents.
    names: Vec<String>,
    actors: Vec<Actor<'a>>,
    /// In the order of the timeline, the undated last.
    events: Vec<Event<'a>>,
    /// The accepted relations that do not follow from others, and those that were set aside.
    edges: Vec<Edge<'a>>,
}

#[derive(Serialize)]
struct Actor<'a> {
    id: &'a str,
    name: String,
}

#[derive(Serialize)]
struct Event<'a> {
    id: &'a str,
    summary: String,
    /// Its trigger.
    text: String,
    #[serde(rename = "type")]
    class: &'a str,
    status: &'a str,
    /// The index of its document.
    doc: usize,
    /// The ids of those that take part.
    actors: Vec<&'a str>,
    earliest: Option<&'a str>,
    latest: Option<&'a str>,
    /// Whether the text gives its date.
    claimed: bool,
    /// The number of its band; none where it is undated.
    band: Option<usize>,
    /// How sure its place is.
    certainty: &'a str,
}

#[derive(Serialize)]
struct Edge<'a> {
    from: &'a str,
    to: &'a str,
    relation: &'a str,
    /// `sure`, `likely` or `rejected`.
    kind: &'a str,
    rule: &'a str,
    evidence: Vec<String>,
}

/// The data of the script; nothing in it ends the element it stands in.
pub(super) fn json(view: &View) -> String {
    let timeline = view.timeline;
    let relations = drawn(timeline).into_iter().map(accepted);
    let data = Data {
        names: (0..timeline.documents.len())
            .map(|doc| plain(&words::name(timeline, doc)))
            .collect(),
        actors: timeline
            .actors
            .iter()
            .map(|actor| Actor {
                id: &actor.id,
                name: plain(&actor.name),
            })
            .collect(),
        events: view
            .listed
            .iter()
            .map(|listed| event(view, listed.event, listed.band, listed.certainty))
            .collect(),
        edges: relations
            .chain(timeline.conflicts.iter().map(rejected))
            .collect(),
    };
    let json = serde_json::to_string(&data);
    harmless(&json.expect("strings and numbers are JSON"))
}

fn event<'a>(
    view: &View<'a>,
    event: &'a EventEntry,
    band: Option<usize>,
    certainty: &'a str,
) -> Event<'a> {
    let mut actors: Vec<&str> = Vec::new();
    for part in &event.participants {
        let known = view.actor(&part.actor).is_some();
        if known && !actors.contains(&part.actor.as_str()) {
            actors.push(&part.actor);
        }
    }
    let time = event.time.as_ref();
    Event {
        id: &event.id,
        summary: plain(&event.summary),
        text: plain(&event.place.text),
        class: &event.class,
        status: &event.status,
        doc: event.place.doc,
        actors,
        earliest: time.and_then(|time| time.earliest.as_deref()),
        latest: time.and_then(|time| time.latest.as_deref()),
        claimed: time.is_some_and(|time| time.value.is_some()),
        band,
        certainty,
    }
}

fn accepted(relation: &RelationEntry) -> Edge<'_> {
    Edge {
        from: &relation.from,
        to: &relation.to,
        relation: &relation.relation,
        kind: if relation.certainty == "sure" {
            "sure"
        } else {
            "likely"
        },
        rule: &relation.rule,
        evidence: evidence(&relation.evidence),
    }
}

fn rejected(conflict: &ConflictEntry) -> Edge<'_> {
    Edge {
        from: &conflict.from,
        to: &conflict.to,
        relation: &conflict.relation,
        kind: "rejected",
        rule: &conflict.rule,
        evidence: evidence(&conflict.evidence),
    }
}

fn evidence(places: &[Place]) -> Vec<String> {
    places.iter().map(|place| plain(&place.text)).collect()
}

/// JSON in which no sign can mean anything to HTML, or end a line to a script.
fn harmless(json: &str) -> String {
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
