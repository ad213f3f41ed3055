//! Timeline → GEXF 1.3: who dealt with whom and when, for Gephi.

use crate::types::timeline::{EventEntry, Timeline};

use super::view::{Bounds, View, marked_summary};
use super::xml::attribute;

const NODE_ATTRIBUTES: &[&str] = &["kind", "country", "code", "role"];
const EDGE_ATTRIBUTES: &[&str] = &["event", "type", "cameo", "status", "summary", "date"];

/// Actors as nodes; for every listed event an edge from each who acts to each who is acted upon, and between the two sides of
/// a meeting. Edges carry the days between which the event was, where both are known, so that Gephi's timeline filters them.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let timeline = timeline::lay_out(&analyze("France thanked Italy.", &Options::default()), Offsets::Char);
/// assert!(output::gexf(&timeline).contains("<node id=\"a1\" label=\"France\">"));
/// ```
pub fn gexf(timeline: &Timeline) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n  \
         <graph mode=\"dynamic\" defaultedgetype=\"directed\" timeformat=\"date\" timerepresentation=\"interval\">\n",
    );
    declare(&mut out, "node", NODE_ATTRIBUTES);
    declare(&mut out, "edge", EDGE_ATTRIBUTES);
    out.push_str("    <nodes>\n");
    for actor in &timeline.actors {
        out.push_str("      <node");
        attribute(&mut out, "id", &actor.id);
        attribute(&mut out, "label", &actor.name);
        out.push('>');
        let values = [
            Some(actor.kind.as_str()),
            actor.country.as_deref(),
            actor.code.as_deref(),
            actor.role.as_deref(),
        ];
        values_of(&mut out, &values);
        out.push_str("</node>\n");
    }
    out.push_str("    </nodes>\n    <edges>\n");
    let view = View::of(timeline);
    for listed in &view.listed {
        edges(&mut out, &view, listed.event);
    }
    out.push_str("    </edges>\n  </graph>\n</gexf>\n");
    out
}

fn declare(out: &mut String, of: &str, names: &[&str]) {
    out.push_str("    <attributes");
    attribute(out, "class", of);
    attribute(out, "mode", "static");
    out.push_str(">\n");
    for (number, name) in names.iter().enumerate() {
        out.push_str("      <attribute");
        attribute(out, "id", &number.to_string());
        attribute(out, "title", name);
        out.push_str(" type=\"string\"/>\n");
    }
    out.push_str("    </attributes>\n");
}

fn edges(out: &mut String, view: &View, event: &EventEntry) {
    let bounds = Bounds::of(event);
    let days = bounds
        .first
        .zip(bounds.last_day())
        .map(|(first, last)| (first.date().to_string(), last.to_string()));
    let summary = marked_summary(event);
    let date = event.time.as_ref().and_then(|time| time.edtf.as_deref());
    let values = [
        Some(event.id.as_str()),
        Some(event.class.as_str()),
        event.cameo.as_deref(),
        Some(event.status.as_str()),
        Some(summary.as_str()),
        date,
    ];
    for (number, pair) in view.pairs(event).into_iter().enumerate() {
        let (Some(source), Some(target)) = pair else {
            continue; // nobody to lead an edge to
        };
        out.push_str("      <edge");
        attribute(out, "id", &format!("{}-{}", event.id, number + 1));
        attribute(out, "source", &source.id);
        attribute(out, "target", &target.id);
        attribute(out, "label", &event.class);
        attribute(out, "weight", "1");
        if let Some((first, last)) = &days {
            attribute(out, "start", first);
            attribute(out, "end", last);
        }
        out.push('>');
        values_of(out, &values);
        out.push_str("</edge>\n");
    }
}

fn values_of(out: &mut String, values: &[Option<&str>]) {
    out.push_str("<attvalues>");
    for (number, value) in values.iter().enumerate() {
        if let Some(value) = value {
            out.push_str("<attvalue");
            attribute(out, "for", &number.to_string());
            attribute(out, "value", value);
            out.push_str("/>");
        }
    }
    out.push_str("</attvalues>");
}
