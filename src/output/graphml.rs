//! Timeline → GraphML: the temporal graph for networkx, igraph, yEd and Gephi.

use std::collections::BTreeMap;

use crate::types::timeline::{Place, Timeline};

use super::Style;
use super::view::View;
use super::xml::{attribute, escape};

/// The attributes, what they belong to and their type.
const KEYS: &[(&str, &str, &str)] = &[
    ("kind", "node", "string"),
    ("label", "node", "string"),
    ("type", "node", "string"),
    ("cameo", "node", "string"),
    ("status", "node", "string"),
    ("listed", "node", "boolean"),
    ("value", "node", "string"),
    ("earliest", "node", "string"),
    ("latest", "node", "string"),
    ("edtf", "node", "string"),
    ("parties", "node", "string"),
    ("band", "node", "int"),
    ("confidence", "node", "double"),
    ("rule", "node", "string"),
    ("relation", "edge", "string"),
    ("certainty", "edge", "string"),
    ("offset", "edge", "string"),
    ("reason", "edge", "string"),
    ("evidence", "edge", "string"),
    ("against", "edge", "string"),
];

/// Events, times and the publication of each document as nodes, every accepted assertion as an edge; with `conflicts` the rejected ones too,
/// whose `certainty` is `rejected`.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let timeline = timeline::lay_out(&analyze("The envoys met.", &Options::default()), Offsets::Char);
/// let graphml = output::graphml(&timeline, &output::Style::default());
/// assert!(graphml.contains("<node id=\"e1\">"));
/// ```
pub fn graphml(timeline: &Timeline, style: &Style) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (name, of, kind) in KEYS {
        let of_edge = if *of == "edge" { "edge-" } else { "" };
        out.push_str("  <key");
        attribute(&mut out, "id", &format!("{of_edge}{name}"));
        attribute(&mut out, "for", of);
        attribute(&mut out, "attr.name", name);
        attribute(&mut out, "attr.type", kind);
        out.push_str("/>\n");
    }
    out.push_str("  <graph id=\"timeline\" edgedefault=\"directed\">\n");
    published(&mut out, timeline);
    times(&mut out, timeline);
    events(&mut out, timeline);
    for relation in &timeline.relations {
        edge(&mut out, &relation.id, &relation.from, &relation.to);
        data(&mut out, "edge-relation", Some(&relation.relation));
        data(&mut out, "edge-certainty", Some(&relation.certainty));
        data(&mut out, "edge-offset", relation.offset.as_deref());
        data(&mut out, "edge-reason", Some(&relation.rule));
        data(&mut out, "edge-evidence", Some(&words(&relation.evidence)));
        out.push_str("</edge>\n");
    }
    let conflicts = timeline.conflicts.iter().filter(|_| style.conflicts);
    for (number, conflict) in conflicts.enumerate() {
        let id = format!("c{}", number + 1);
        edge(&mut out, &id, &conflict.from, &conflict.to);
        data(&mut out, "edge-relation", Some(&conflict.relation));
        data(&mut out, "edge-certainty", Some("rejected"));
        data(&mut out, "edge-reason", Some(&conflict.rule));
        data(&mut out, "edge-evidence", Some(&words(&conflict.evidence)));
        data(&mut out, "edge-against", Some(&conflict.against.join(" ")));
        out.push_str("</edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

fn published(out: &mut String, timeline: &Timeline) {
    for (number, document) in timeline.documents.iter().enumerate() {
        let id = match number {
            0 => "published".to_owned(),
            number => format!("published/{number}"),
        };
        node(out, &id);
        data(out, "kind", Some("published"));
        data(out, "label", Some("published"));
        data(out, "value", document.published.as_deref());
        out.push_str("</node>\n");
    }
}

fn times(out: &mut String, timeline: &Timeline) {
    for time in &timeline.times {
        node(out, &time.id);
        data(out, "kind", Some("time"));
        data(out, "label", Some(&time.place.text));
        data(out, "type", Some(&time.kind));
        data(out, "value", time.value.as_deref());
        data(out, "earliest", time.earliest.as_deref());
        data(out, "latest", time.latest.as_deref());
        data(out, "edtf", time.edtf.as_deref());
        data(out, "rule", Some(&time.rule));
        out.push_str("</node>\n");
    }
}

fn events(out: &mut String, timeline: &Timeline) {
    let view = View::of(timeline);
    let listed = view.listed.iter();
    let bands: BTreeMap<&str, usize> = listed
        .filter_map(|listed| Some((listed.event.id.as_str(), listed.band?)))
        .collect();
    for event in &timeline.events {
        let when = event.time.as_ref();
        node(out, &event.id);
        data(out, "kind", Some("event"));
        data(out, "label", Some(&event.summary));
        data(out, "type", Some(&event.class));
        data(out, "cameo", event.cameo.as_deref());
        data(out, "status", Some(&event.status));
        data(
            out,
            "listed",
            Some(if event.listed { "true" } else { "false" }),
        );
        data(out, "value", when.and_then(|time| time.value.as_deref()));
        data(
            out,
            "earliest",
            when.and_then(|time| time.earliest.as_deref()),
        );
        data(out, "latest", when.and_then(|time| time.latest.as_deref()));
        data(out, "edtf", when.and_then(|time| time.edtf.as_deref()));
        data(out, "parties", Some(&view.parties(&event.participants)));
        let band = bands.get(event.id.as_str());
        data(out, "band", band.map(usize::to_string).as_deref());
        data(out, "confidence", Some(&event.confidence.to_string()));
        data(out, "rule", Some(&event.rule));
        out.push_str("</node>\n");
    }
}

fn node(out: &mut String, id: &str) {
    out.push_str("    <node");
    attribute(out, "id", id);
    out.push('>');
}

fn edge(out: &mut String, id: &str, from: &str, to: &str) {
    out.push_str("    <edge");
    attribute(out, "id", id);
    attribute(out, "source", from);
    attribute(out, "target", to);
    out.push('>');
}

/// An attribute, where there is something to say.
fn data(out: &mut String, key: &str, value: Option<&str>) {
    let Some(value) = value.filter(|value| !value.is_empty()) else {
        return;
    };
    out.push_str("<data");
    attribute(out, "key", key);
    out.push('>');
    escape(out, value);
    out.push_str("</data>");
}

fn words(evidence: &[Place]) -> String {
    let words: Vec<&str> = evidence.iter().map(|place| place.text.as_str()).collect();
    words.join(" … ")
}
