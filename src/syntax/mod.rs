//! Document → tags, lemmas and trees.

use crate::types::Document;

/// Tags the tokens of `document` and hangs each sentence on a tree.
pub fn parse(document: Document) -> Document {
    document
}
