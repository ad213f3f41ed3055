//! Timeline → a format: one file a format, one function each.

mod json;
mod lists;
mod text;

pub use json::{RecordError, SCHEMA, error_line, json, json_line};
pub use lists::{actors_json, actors_text, times_json, times_text};
pub use text::{TextStyle, text};

pub mod dot;

pub use dot::dot;
