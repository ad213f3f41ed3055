//! Timeline → Graphviz DOT: a box a day, the days in order, arrows for the order of events. `dot -Tsvg` draws it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::NaiveDateTime;
use petgraph::algo::{toposort, tred};
use petgraph::graph::{DiGraph, NodeIndex};

use crate::types::timeline::{ConflictEntry, EventEntry, RelationEntry, Timeline};

use super::Style;
use super::view::{Bounds, View, date_and_clock, length, mark, turns};

/// The order of the listed events as a graph for Graphviz: a cluster a day, later days after earlier ones, one cluster for
/// the undated, what follows from other arrows left out. Line and arrowhead tell the relations apart, so that it prints in
/// black and white.
pub fn dot(timeline: &Timeline, style: &Style) -> String {
    let rankdir = if style.downward { "TB" } else { "LR" };
    let mut out = format!(
        "digraph timeline {{\n  rankdir={rankdir}; newrank=true;\n  node [shape=box, style=rounded, fontname=\"Helvetica\"];\n  edge [fontname=\"Helvetica\"];\n",
    );
    clusters(timeline, &mut out);
    for relation in drawn(timeline) {
        edge(relation, &mut out);
    }
    if style.conflicts {
        conflicts(timeline, &mut out);
    }
    legend(style, &mut out);
    out.push_str("}\n");
    out
}

/// The events that say the same day.
#[derive(Default)]
pub(super) struct Day<'a> {
    /// `2022-02-15`, or why there is none.
    pub(super) label: String,
    pub(super) events: Vec<&'a EventEntry>,
    /// When the first of them can have begun, and the last be over.
    bounds: Option<(NaiveDateTime, NaiveDateTime)>,
}

/// The listed events by the day they say, in the order of the calendar; those placed by the order alone and the undated last.
pub(super) fn days(timeline: &Timeline) -> Vec<Day<'_>> {
    let mut days = BTreeMap::<(u8, String), Day>::new();
    for listed in View::of(timeline).listed {
        let event = listed.event;
        let value = event.time.as_ref().and_then(|time| time.value.as_deref());
        let (rank, label) = match value {
            _ if listed.band.is_none() => (2, "undated"),
            Some(value) => (0, value.split('T').next().unwrap_or(value)),
            None => (1, "placed by the order alone"),
        };
        let day = days.entry((rank, label.to_owned())).or_default();
        label.clone_into(&mut day.label);
        day.events.push(event);
        let bounds = Bounds::of(event);
        if let (0, Some(first), Some(end)) = (rank, bounds.first, bounds.end) {
            let (from, to) = day.bounds.unwrap_or((first, end));
            day.bounds = Some((from.min(first), to.max(end)));
        }
    }
    let mut days: Vec<Day> = days.into_values().collect();
    days.sort_by_key(|day| day.bounds.map_or(NaiveDateTime::MAX, |(first, _)| first));
    days
}

fn clusters(timeline: &Timeline, out: &mut String) {
    let days = days(timeline);
    for (number, day) in days.iter().enumerate() {
        let _ = writeln!(out, "  subgraph cluster_{number} {{");
        let _ = writeln!(out, "    label=\"{}\"; style=dashed;", escape(&day.label));
        for event in &day.events {
            node(event, out);
        }
        out.push_str("  }\n");
    }
    // Nothing drawn: points between the days, so that a day stands after those that are over by then.
    let dated: Vec<(&Day, (NaiveDateTime, NaiveDateTime))> = days
        .iter()
        .filter_map(|day| Some((day, day.bounds?)))
        .collect();
    for (number, pair) in dated.windows(2).enumerate() {
        let [(before, (_, over)), (after, (begins, _))] = pair else {
            continue;
        };
        if over > begins {
            continue;
        }
        let point = format!("between_{number}");
        let _ = writeln!(
            out,
            "  {point} [shape=point, style=invis, width=0, height=0];"
        );
        for event in &before.events {
            let _ = writeln!(out, "  \"{}\" -> {point} [style=invis];", escape(&event.id));
        }
        for event in &after.events {
            let _ = writeln!(out, "  {point} -> \"{}\" [style=invis];", escape(&event.id));
        }
    }
}

fn node(event: &EventEntry, out: &mut String) {
    let mut label = lines(&event.summary);
    for line in [Some(date_and_clock(event).as_str()), mark(event)]
        .into_iter()
        .flatten()
    {
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
pub(super) fn drawn(timeline: &Timeline) -> Vec<&RelationEntry> {
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
fn line(relation: &str) -> &'static str {
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
        line(&relation.relation),
        escape(&format!("{}: {}", relation.rule, words.join(" … ")))
    );
    if let Some(offset) = &relation.offset {
        let _ = write!(out, ", label=\"{}\"", escape(&length(offset)));
    }
    if relation.certainty != "sure" {
        out.push_str(", color=gray45");
    }
    out.push_str("];\n");
}

/// The rejected assertions between listed events: drawn, but moving nothing.
fn conflicts(timeline: &Timeline, out: &mut String) {
    for conflict in conflicts_between_listed(timeline) {
        let reason = format!(
            "rejected: {} by {}, against {}",
            conflict.relation,
            conflict.rule,
            conflict.against.join(" ")
        );
        let _ = writeln!(
            out,
            "  \"{}\" -> \"{}\" [{CONFLICT}, label=\"rejected\", tooltip=\"{}\"];",
            escape(&conflict.from),
            escape(&conflict.to),
            escape(&reason)
        );
    }
}

const CONFLICT: &str = "color=red, fontcolor=red, style=dashed, arrowhead=tee, constraint=false";

pub(super) fn conflicts_between_listed(
    timeline: &Timeline,
) -> impl Iterator<Item = &ConflictEntry> {
    let listed = timeline.events.iter().filter(|event| event.listed);
    let listed: BTreeSet<&str> = listed.map(|event| event.id.as_str()).collect();
    timeline.conflicts.iter().filter(move |conflict| {
        listed.contains(conflict.from.as_str()) && listed.contains(conflict.to.as_str())
    })
}

fn legend(style: &Style, out: &mut String) {
    out.push_str("  subgraph cluster_legend {\n    label=\"legend\"; node [shape=plaintext];\n");
    let relations = [
        ("BEFORE", "before"),
        ("INCLUDES", "includes"),
        ("SIMULTANEOUS", "same time"),
        ("START_BEFORE", "starts before"),
    ];
    let lines = relations.map(|(relation, words)| (line(relation), words));
    let rejected = style.conflicts.then_some((CONFLICT, "rejected"));
    let likely = [("style=solid, color=gray45", "likely, not sure")];
    for (number, (line, words)) in lines.into_iter().chain(likely).chain(rejected).enumerate() {
        let _ = writeln!(
            out,
            "    legend_{number}a [label=\"\"]; legend_{number}b [label=\"{words}\"]; legend_{number}a -> legend_{number}b [{line}];",
        );
    }
    out.push_str("  }\n");
}

/// Columns after which a label goes on below.
const LABEL: usize = 32;

/// A label of several lines, escaped.
fn lines(text: &str) -> String {
    let mut label = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let wide = word.chars().count();
        if used > 0 {
            label.push_str(if used + wide > LABEL { "\\n" } else { " " });
            used = if used + wide > LABEL { 0 } else { used + 1 };
        }
        label.push_str(&escape(word));
        used += wide;
    }
    label
}

/// The inside of a quoted DOT string: quotes and backslashes escaped, breaks of lines as spaces, control characters gone.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => {} // no XML, and so no SVG, holds them
            c if c.is_control() || turns(c) => {}
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
