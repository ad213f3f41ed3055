//! Document → actors: who is named, and which mentions are one actor.

use crate::types::{Actor, Document};

/// The actors of `document`, in order of first mention.
pub fn find(document: &Document) -> Vec<Actor> {
    let _ = document;
    Vec::new()
}
