//! `demarche explain --order e4 e7`: which of two events came first, and why; or what is missing.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;

use demarche::types::{Analysis, Assertion, Certainty, EventId, Fate, Node, RelationKind, Status};

use super::explain::Explainer;

/// A point of a node: its start, or its end.
type Point = (Node, Side);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    Start,
    End,
}

/// Why `first` and `second` lie as they do.
pub(super) fn explain(explainer: &Explainer<'_>, first: usize, second: usize) -> String {
    let analysis = explainer.analysis;
    let (a, b) = (Node::Event(EventId(first)), Node::Event(EventId(second)));
    let (name_a, name_b) = (explainer.node(a), explainer.node(b));
    let ways = [
        (
            a,
            Side::End,
            b,
            Side::Start,
            format!("{name_a} was over before {name_b} began"),
        ),
        (
            b,
            Side::End,
            a,
            Side::Start,
            format!("{name_b} was over before {name_a} began"),
        ),
    ];
    for (from, side, to, other, claim) in ways {
        if let Some(chain) = path(analysis, (from, side), (to, other)) {
            return told(explainer, &claim, &chain);
        }
        if let Some(dates) = by_date(explainer, from, to) {
            return format!("{claim}: {dates}\n");
        }
    }
    let within = |outer: Node, inner: Node| {
        let mut chain = path(analysis, (outer, Side::Start), (inner, Side::Start))?;
        chain.extend(path(analysis, (inner, Side::End), (outer, Side::End))?);
        chain.dedup();
        Some(chain)
    };
    for (outer, inner) in [(a, b), (b, a)] {
        if let Some(chain) = within(outer, inner) {
            let claim = format!(
                "{} lies within {}",
                explainer.node(inner),
                explainer.node(outer)
            );
            return told(explainer, &claim, &chain);
        }
    }
    for (from, to) in [(a, b), (b, a)] {
        if let Some(chain) = path(analysis, (from, Side::Start), (to, Side::Start)) {
            let claim = format!(
                "{} began before {}",
                explainer.node(from),
                explainer.node(to)
            );
            return told(explainer, &claim, &chain);
        }
    }
    missing(explainer, first, second)
}

fn told(explainer: &Explainer<'_>, claim: &str, chain: &[&Assertion]) -> String {
    let certainty = chain.iter().map(|assertion| assertion.certainty).max();
    let certainty = certainty.unwrap_or(Certainty::Sure).name();
    let mut out = format!("{claim}, {certainty}\n");
    for assertion in chain {
        let _ = writeln!(out, "{}", explainer.assertion(assertion));
    }
    out
}

/// The shortest way from one point to a later one, over what the accepted assertions say of points.
fn path(analysis: &Analysis, from: Point, to: Point) -> Option<Vec<&Assertion>> {
    let mut steps: HashMap<Point, Vec<(Point, &Assertion)>> = HashMap::new();
    for assertion in &analysis.graph.assertions {
        if assertion.fate != Fate::Accepted {
            continue;
        }
        let (a, b) = (assertion.from, assertion.to);
        let mut step = |from: Point, to: Point| {
            steps.entry(from).or_default().push((to, assertion));
        };
        match assertion.kind {
            RelationKind::Before => step((a, Side::End), (b, Side::Start)),
            RelationKind::StartBefore => step((a, Side::Start), (b, Side::Start)),
            RelationKind::Includes => {
                step((a, Side::Start), (b, Side::Start));
                step((b, Side::End), (a, Side::End));
            }
            RelationKind::Simultaneous => {
                for side in [Side::Start, Side::End] {
                    step((a, side), (b, side));
                    step((b, side), (a, side));
                }
            }
        }
    }
    let mut came: HashMap<Point, Option<(Point, Option<&Assertion>)>> =
        HashMap::from([(from, None)]);
    let mut queue = VecDeque::from([from]);
    while let Some(here) = queue.pop_front() {
        if here == to {
            break;
        }
        // a thing ends after it starts
        let own = (here.1 == Side::Start).then_some(((here.0, Side::End), None));
        let next = steps.get(&here).into_iter().flatten();
        for (point, why) in next.map(|&(point, why)| (point, Some(why))).chain(own) {
            if let std::collections::hash_map::Entry::Vacant(entry) = came.entry(point) {
                entry.insert(Some((here, why)));
                queue.push_back(point);
            }
        }
    }
    let mut chain = Vec::new();
    let mut here = to;
    while let Some((before, why)) = *came.get(&here)? {
        chain.extend(why);
        here = before;
    }
    chain.reverse();
    Some(chain)
}

/// The dates that order two events, where these alone do.
fn by_date(explainer: &Explainer<'_>, first: Node, second: Node) -> Option<String> {
    let window = |node| match node {
        Node::Event(id) => Some(explainer.analysis.graph.times.get(id.0)?.window),
        _ => None,
    };
    let (end, start) = (window(first)?.latest?, window(second)?.earliest?);
    (end <= start).then(|| {
        let (end, start) = (end.format("%Y-%m-%dT%H:%M"), start.format("%Y-%m-%dT%H:%M"));
        format!("the one had ended by {end}, the other did not begin before {start}")
    })
}

/// What would order two events that nothing orders.
fn missing(explainer: &Explainer<'_>, first: usize, second: usize) -> String {
    let node = |index| explainer.node(Node::Event(EventId(index)));
    let mut out = format!("nothing orders {} and {}\n", node(first), node(second));
    for index in [first, second] {
        let event = &explainer.analysis.events[index];
        let time = &explainer.analysis.graph.times[index];
        let why = match (event.status, &time.claimed) {
            (Status::Denied | Status::Hypothetical, _) => "did not happen, or is only spoken of",
            (_, None) => "has no date",
            (_, Some(_)) => "has a date, which overlaps the bounds of the other",
        };
        let _ = writeln!(out, "missing       {} {why}", node(index));
    }
    let _ = writeln!(
        out,
        "missing       no rule reads both, by a connective, a report or their forms"
    );
    out
}
