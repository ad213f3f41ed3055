//! Events → temporal graph: what came before what, and why we think so.

mod bounds;
mod kinds;
mod listing;
mod network;
mod points;
mod rules;
mod story;
mod times;

#[cfg(test)]
mod tests;

use petgraph::graph::{DiGraph, NodeIndex};

use crate::types::{
    Actor, Assertion, AssertionId, Document, Event, EventId, Fate, Node, TemporalGraph, Timex,
    TimexId,
};
use network::{Network, Places};
pub use rules::Feature;
use story::Story;

/// The order of `events` in time.
///
/// Rules make assertions; these are tried in the order of their trust, and each stands only if it contradicts none that
/// stands already. Nothing is dropped: an assertion that lost says what it lost to.
///
/// ```
/// use demarche::{Options, analyze};
///
/// let analysis = analyze("The envoys met after the army withdrew.", &Options::default());
/// assert_eq!(analysis.graph.times.len(), analysis.events.len());
/// ```
pub fn build(
    document: &Document,
    timexes: &[Timex],
    actors: &[Actor],
    events: &[Event],
) -> TemporalGraph {
    let story = Story::new(document, timexes, actors, events);
    settle(&story, rules::assertions(&story))
}

/// The order of the events of several texts: `assertions` are those of the graphs of each, made again into one consistent
/// order, in which the better evidence of one text weighs against that of another. The order they come in does not matter.
pub fn reconcile(
    document: &Document,
    timexes: &[Timex],
    actors: &[Actor],
    events: &[Event],
    mut assertions: Vec<Assertion>,
) -> TemporalGraph {
    rules::sort(&mut assertions);
    settle(&Story::new(document, timexes, actors, events), assertions)
}

/// The features by which the rule `forms-of-the-pair` orders two events of `analysis`, of which `first` stands first in the
/// text: what its weights are learned from.
pub fn pair_features(
    analysis: &crate::types::Analysis,
    first: usize,
    second: usize,
    take: impl FnMut(Feature),
) {
    let (first, second) = (&analysis.events[first], &analysis.events[second]);
    rules::features(&analysis.document, first, second, take);
}

/// The graph in which as many of `assertions` stand as fit together, the first tried first.
fn settle(story: &Story, mut assertions: Vec<Assertion>) -> TemporalGraph {
    let mut network = Network::new(story);
    // what the forms of two events suggest orders them, and gives no dates
    let firm = assertions.partition_point(|assertion| !assertion.is_leaning());
    let all = assertions.len();
    network.settle(&mut assertions, 0..firm);
    times::bound_by_tense(story, &mut network);
    let times = times::settle(story, &network, &assertions[..firm]);
    for (id, _) in story.events() {
        if let Some(claimed) = times[id.0].claimed {
            network.lies_within(Node::Event(id), claimed);
        }
    }
    network.settle(&mut assertions, firm..all);
    let sequence = listing::sequence(story, &network);
    let (steps, undated) = listing::steps(story, &mut network, &assertions, &times, &sequence);
    TemporalGraph {
        order: order(story, &assertions),
        assertions,
        times,
        sequence,
        steps,
        undated,
    }
}

/// The accepted assertions as a graph; its nodes stand in the order publications, times, events.
fn order(story: &Story, assertions: &[Assertion]) -> DiGraph<Node, AssertionId> {
    let mut order = DiGraph::new();
    for part in story.parts() {
        order.add_node(Node::Published(part));
    }
    for index in 0..story.timexes.len() {
        order.add_node(Node::Timex(TimexId(index)));
    }
    for index in 0..story.events.len() {
        order.add_node(Node::Event(EventId(index)));
    }
    let places = Places::new(story);
    let place = |node| NodeIndex::new(places.of(node));
    for (index, assertion) in assertions.iter().enumerate() {
        if assertion.fate == Fate::Accepted {
            order.add_edge(
                place(assertion.from),
                place(assertion.to),
                AssertionId(index),
            );
        }
    }
    order
}
