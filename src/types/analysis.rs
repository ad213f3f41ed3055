//! Everything found in one text.

use super::{Actor, ActorId, Document, Event, EventId, TemporalGraph, Timex, TimexId};

/// Everything found in one text, stage by stage.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The text with its sentences, tokens and trees.
    pub document: Document,
    /// Time expressions in text order.
    pub timexes: Vec<Timex>,
    /// Actors in order of first mention.
    pub actors: Vec<Actor>,
    /// Events in order of first mention.
    pub events: Vec<Event>,
    /// Their order in time, with reasons.
    pub graph: TemporalGraph,
}

impl Analysis {
    /// The actor with this id.
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.0]
    }

    /// The event with this id.
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.0]
    }

    /// The time expression with this id.
    pub fn timex(&self, id: TimexId) -> &Timex {
        &self.timexes[id.0]
    }
}
