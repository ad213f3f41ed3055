//! Timeline → a format, and trees for who writes rules: one file a format, one function each.

mod conllu;
mod json;
mod lists;
mod text;
mod timeml;
mod trees;

pub use conllu::conllu;
pub use json::{RecordError, SCHEMA, error_line, json, json_line};
pub use lists::{actors_json, actors_text, times_json, times_line, times_text};
pub use text::{TextStyle, text};
pub use timeml::timeml;
pub use trees::tree;

pub mod dot;

pub use dot::dot;
