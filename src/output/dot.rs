//! Timeline → Graphviz DOT: a box a day, arrows for the order. `dot -Tsvg` draws it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use petgraph::algo::{toposort, tred};
use petgraph::graph::{DiGraph, NodeIndex};

use crate::types::timeline::{EventEntry, RelationEntry, Timeline};

/// The order of the listed events as a graph for Graphviz: a cluster a day, one for the undated, what follows from other
/// arrows left out. Line and arrowhead tell the relations apart, so that it prints in black and white.
pub fn dot(timeline: &Timeline) -> String {
    let mut out = String::from(
        "digraph timeline {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"Helvetica\"];\n  edge [fontname=\"Helvetica\"];\n",
    );
    clusters(timeline, &mut out);
    for relation in drawn(timeline) {
        edge(relation, &mut out);
    }
    legend(&mut out);
    out.push_str("}\n");
    out
}

fn clusters(timeline: &Timeline, out: &mut String) {
    let undated: BTreeSet<&str> = timeline.undated.iter().map(String::as_str).collect();
    let mut days: BTreeMap<String, Vec<&EventEntry>> = BTreeMap::new();
    for event in timeline.events.iter().filter(|event| event.listed) {
        let value = event.time.as_ref().and_then(|time| time.value.as_deref());
        let day = match value {
            _ if undated.contains(event.id.as_str()) => "undated",
            Some(value) => value.split('T').next().unwrap_or(value),
            None => "placed by the order alone",
        };
        days.entry(day.to_owned()).or_default().push(event);
    }
    for (number, (day, events)) in days.iter().enumerate() {
        let _ = writeln!(out, "  subgraph cluster_{number} {{");
        let _ = writeln!(out, "    label=\"{}\"; style=dashed;", escape(day));
        for event in events {
            node(event, out);
        }
        out.push_str("  }\n");
    }
}

fn node(event: &EventEntry, out: &mut String) {
    let date = event.time.as_ref().and_then(|time| time.value.as_deref());
    let mut label = escape(&event.summary);
    for line in [date, Some(event.status.as_str())].into_iter().flatten() {
        label.push_str("\\n");
        label.push_str(&escape(line));
    }
    let style = if event.status == "happened" {
        "rounded"
    } else {
        "rounded,dashed"
    };
    let _ = writeln!(
        out,
        "    \"{}\" [label=\"{label}\", style=\"{style}\", tooltip=\"{}\"];",
        escape(&event.id),
        escape(&format!("{}: {}", event.rule, event.place.text))
    );
}

/// The relations between listed events, without those that follow from others.
fn drawn(timeline: &Timeline) -> Vec<&RelationEntry> {
    let listed: BTreeMap<&str, usize> = timeline
        .events
        .iter()
        .filter(|event| event.listed)
        .enumerate()
        .map(|(index, event)| (event.id.as_str(), index))
        .collect();
    let between: Vec<(usize, usize, &RelationEntry)> = timeline
        .relations
        .iter()
        .filter_map(|relation| {
            let from = *listed.get(relation.from.as_str())?;
            let to = *listed.get(relation.to.as_str())?;
            Some((from, to, relation))
        })
        .collect();
    let kept = reduced(listed.len(), &between);
    between
        .into_iter()
        .filter(|&(from, to, relation)| relation.relation != "BEFORE" || kept.contains(&(from, to)))
        .map(|(_, _, relation)| relation)
        .collect()
}

/// The transitive reduction of the BEFORE relations: the others do not compose with them as one arrow.
fn reduced(count: usize, between: &[(usize, usize, &RelationEntry)]) -> BTreeSet<(usize, usize)> {
    let mut graph = DiGraph::<(), ()>::with_capacity(count, between.len());
    for _ in 0..count {
        graph.add_node(());
    }
    let mut all = BTreeSet::new();
    for &(from, to, relation) in between {
        if relation.relation == "BEFORE" && all.insert((from, to)) {
            graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), ());
        }
    }
    let Ok(order) = toposort(&graph, None) else {
        return all; // a timeline from elsewhere may run in circles
    };
    let (list, place) = tred::dag_to_toposorted_adjacency_list::<_, u32>(&graph, &order);
    let (reduction, _) = tred::dag_transitive_reduction_closure(&list);
    all.into_iter()
        .filter(|&(from, to)| reduction.contains_edge(place[from], place[to]))
        .collect()
}

/// The line and arrowhead of a relation.
fn style(relation: &str) -> &'static str {
    match relation {
        "INCLUDES" => "style=dashed, arrowhead=diamond",
        "SIMULTANEOUS" => "style=bold, dir=none",
        "START_BEFORE" => "style=dotted, arrowhead=empty",
        _ => "style=solid, arrowhead=normal",
    }
}

fn edge(relation: &RelationEntry, out: &mut String) {
    let words: Vec<&str> = relation
        .evidence
        .iter()
        .map(|place| place.text.as_str())
        .collect();
    let _ = write!(
        out,
        "  \"{}\" -> \"{}\" [{}, tooltip=\"{}\"",
        escape(&relation.from),
        escape(&relation.to),
        style(&relation.relation),
        escape(&format!("{}: {}", relation.rule, words.join(" … ")))
    );
    if let Some(offset) = &relation.offset {
        let _ = write!(out, ", label=\"{}\"", escape(offset));
    }
    out.push_str("];\n");
}

fn legend(out: &mut String) {
    out.push_str("  subgraph cluster_legend {\n    label=\"legend\"; node [shape=plaintext];\n");
    for (number, (relation, words)) in [
        ("BEFORE", "before"),
        ("INCLUDES", "includes"),
        ("SIMULTANEOUS", "same time"),
        ("START_BEFORE", "starts before"),
    ]
    .into_iter()
    .enumerate()
    {
        let _ = writeln!(
            out,
            "    legend_{number}a [label=\"\"]; legend_{number}b [label=\"{words}\"]; legend_{number}a -> legend_{number}b [{}];",
            style(relation)
        );
    }
    out.push_str("  }\n");
}

/// The inside of a quoted DOT string: quotes and backslashes escaped, breaks of lines as spaces, control characters gone.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => escaped.push(' '),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_quotes() {
        let check = |text: &str, wanted: &str| assert_eq!(escape(text), wanted);
        check("plain – “quoted”", "plain – “quoted”");
        check("say \"no\"", "say \\\"no\\\"");
        check("a\\", "a\\\\");
        check("\\\"", "\\\\\\\"");
        check("two\nlines\r", "two lines ");
        check("nul\0 bell\u{7}", "nul bell");
    }
}
