//! What every target does with its bytes: the promises that the property tests check too.

#[path = "../../tests/support/promises/mod.rs"]
mod promises;

pub use promises::{
    comparison, cutting, dictionary, formats, html, pipeline, timeline_json, timeml, times, together,
    trees,
};
