//! Timeline → a format: one file a format, one function each.

mod json;
mod text;

pub use json::{RecordError, error_line, json, json_line};
pub use text::{TextStyle, text};
