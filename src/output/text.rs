//! Timeline → text for a terminal.

use crate::types::timeline::Timeline;

/// How text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextStyle {
    /// Whether terminal colours are used.
    pub color: bool,
}

/// The timeline as lines for a reader.
pub fn text(timeline: &Timeline, style: TextStyle) -> String {
    let _ = style;
    timeline
        .events
        .iter()
        .map(|event| format!("{}\n", event.summary))
        .collect()
}
