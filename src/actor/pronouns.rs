//! Pronouns: where they stand, and how many and whom they can mean.

use crate::types::Document;

/// Whom a pronoun can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
    I,
    We,
}

/// The pronoun at token `at`.
pub(super) fn at(document: &Document, at: usize) -> Option<Pronoun> {
    Some(match document.form(at) {
        "he" | "him" | "his" => Pronoun::He,
        "she" | "her" => Pronoun::She,
        "it" | "its" => Pronoun::It,
        "they" | "them" | "their" => Pronoun::They,
        "i" | "me" | "my" => Pronoun::I,
        "we" | "us" | "our" => Pronoun::We,
        _ => return None,
    })
}
