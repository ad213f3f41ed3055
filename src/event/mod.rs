//! Document, time expressions, actors → events: what was done, by whom, to whom, whether it happened, and when.

use crate::types::{Actor, Document, Event, Options, Timex};

/// The events of `document`, in order of first mention.
pub fn find(
    document: &Document,
    timexes: &[Timex],
    actors: &[Actor],
    options: &Options,
) -> Vec<Event> {
    let _ = (document, timexes, actors, options);
    Vec::new()
}
