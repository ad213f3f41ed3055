//! Timeline → the timeline JSON, keys in a fixed order.

use serde::Serialize;

use crate::types::timeline::Timeline;

/// The JSON Schema (2020-12) of the timeline JSON.
pub const SCHEMA: &str = include_str!("timeline.schema.json");

/// The timeline JSON, indented, with a line end.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let analysis = analyze("The envoys met in Geneva.", &Options::default());
/// let json = output::json(&timeline::lay_out(&analysis, Offsets::Char));
/// assert!(json.starts_with("{\n  \"schema\": \"demarche.timeline/1\""));
/// ```
pub fn json(timeline: &Timeline) -> String {
    let json = serde_json::to_string_pretty(timeline);
    json.expect("a timeline holds no map and no number that JSON lacks") + "\n"
}

/// The timeline JSON on one line, with a line end: a line of JSONL.
pub fn json_line(timeline: &Timeline) -> String {
    let json = serde_json::to_string(timeline);
    json.expect("a timeline holds no map and no number that JSON lacks") + "\n"
}

/// Why a document gave no timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RecordError<'a> {
    /// The line of the record, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What kind of error: `bad-json`, `no-text`, …
    pub code: &'a str,
    /// One line for a person.
    pub message: &'a str,
}

/// The line of JSONL that stands in place of the timeline of document `id`.
///
/// ```
/// let error = demarche::output::RecordError { line: Some(2), code: "no-text", message: "‘text’ is missing" };
/// assert_eq!(
///     demarche::output::error_line(None, &error),
///     "{\"documents\":[{\"id\":null}],\"error\":{\"line\":2,\"code\":\"no-text\",\"message\":\"‘text’ is missing\"}}\n"
/// );
/// ```
pub fn error_line(id: Option<&str>, error: &RecordError) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        id: Option<&'a str>,
    }
    #[derive(Serialize)]
    struct Line<'a> {
        documents: [Document<'a>; 1],
        error: &'a RecordError<'a>,
    }
    let line = Line {
        documents: [Document { id }],
        error,
    };
    serde_json::to_string(&line).expect("strings and a number are JSON") + "\n"
}
