//! Whether the name of a state, capital or seat of government acts or is where something happens.

use crate::types::{Document, MentionKind};

use super::composition::Raw;

/// The rule for the place a text was sent from.
pub(super) const IN_DATELINE: &str = "place-in-dateline";

/// The words "here" to which somebody has come: "arrived *here* on Sunday".
pub(super) fn goals(document: &Document) -> impl Iterator<Item = usize> + '_ {
    (0..document.tokens.len()).filter(|&at| {
        document.form(at) == "here"
            && document.head(at).is_some_and(|verb| {
                matches!(
                    document.lemma(verb),
                    "arrive" | "come" | "fly" | "land" | "return" | "travel"
                )
            })
    })
}

/// The rule that makes `raw` a place; `None` where it acts.
pub(super) fn rule(document: &Document, raw: &Raw) -> Option<&'static str> {
    let span = document.span_of(raw.first, raw.last);
    if document
        .dateline
        .as_ref()
        .is_some_and(|dateline| dateline.span.overlaps(span))
    {
        return Some(IN_DATELINE);
    }
    let first = document.sentence_of(raw.first).tokens.start;
    let before = (raw.first > first).then(|| document.form(raw.first - 1))?;
    let metonym = raw.kind == MentionKind::Metonym;
    match before {
        "in" | "at" | "inside" | "near" | "outside" | "throughout" | "across" | "around"
        | "within" => Some("place-after-in"),
        "into" | "through" | "via" => Some("place-after-into"),
        "from" | "to" | "for" | "toward" | "towards"
            if metonym && is_motion(document, raw.first - 1, first) =>
        {
            Some("place-after-motion")
        }
        "from" | "to" if metonym => Some("place-after-to"),
        _ => None,
    }
}

/// Whether a word of motion stands just before the preposition: "flew to", "left for".
fn is_motion(document: &Document, preposition: usize, first: usize) -> bool {
    let from = preposition.saturating_sub(3).max(first);
    (from..preposition).any(|at| {
        matches!(
            document.form(at),
            "left"
                | "leave"
                | "leaves"
                | "leaving"
                | "flew"
                | "fly"
                | "flies"
                | "flying"
                | "headed"
                | "heading"
                | "bound"
                | "travel"
                | "travels"
                | "traveled"
                | "travelled"
                | "traveling"
                | "travelling"
                | "went"
                | "go"
                | "goes"
                | "going"
                | "came"
                | "return"
                | "returned"
                | "returning"
                | "trip"
                | "visit"
                | "departed"
                | "set"
                | "sailed"
                | "drove"
                | "moved"
                | "flight"
                | "journey"
        )
    })
}
