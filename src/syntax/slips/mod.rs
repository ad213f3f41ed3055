//! Words whose tag the words around them show to be a slip.

mod modifiers;
mod nouns;
mod verbs;

use std::ops::Range;

use crate::types::{Document, FineTag};

/// What the word at `at` is by the words before it, where that is not what it was taken for: the verb in "threatened to
/// *block* it", the noun in "an arrest *warrant* for him".
pub(super) fn better(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    modifiers::as_modifier(document, tokens.clone(), at)
        .or_else(|| verbs::as_verb(document, tokens.clone(), at))
        .or_else(|| nouns::as_noun(document, tokens, at))
}

/// Whether it is a word of three capitals or more: "WHO".
pub(super) fn is_capitals(word: &str) -> bool {
    word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// The conjunctions that open a clause of time.
fn is_opener(form: &str) -> bool {
    matches!(
        form,
        "after" | "as" | "before" | "since" | "until" | "when" | "while"
    )
}

/// Verbs of news in the present that are hardly ever the plural of a noun.
fn is_only_present(form: &str) -> bool {
    matches!(
        form,
        "accepts"
            | "accuses"
            | "agrees"
            | "approves"
            | "asks"
            | "condemns"
            | "denies"
            | "deploys"
            | "expels"
            | "extends"
            | "frees"
            | "hails"
            | "imposes"
            | "invades"
            | "jails"
            | "joins"
            | "kills"
            | "mulls"
            | "rejects"
            | "resumes"
            | "says"
            | "seeks"
            | "seizes"
            | "sends"
            | "slams"
            | "summons"
            | "suspends"
            | "threatens"
            | "urges"
            | "vows"
            | "warns"
            | "welcomes"
            | "withdraws"
    )
}
