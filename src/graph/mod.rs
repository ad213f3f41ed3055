//! Events → temporal graph: what came before what, and why we think so.

use crate::types::{Actor, Document, Event, TemporalGraph, Timex};

/// The order of `events` in time.
pub fn build(
    document: &Document,
    timexes: &[Timex],
    actors: &[Actor],
    events: &[Event],
) -> TemporalGraph {
    let _ = (document, timexes, actors, events);
    TemporalGraph::default()
}
