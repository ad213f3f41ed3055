//! Document → tags, lemmas and trees.
//!
//! An averaged perceptron tags from left to right, suffix rules give the lemma, and a greedy arc-eager parser hangs
//! the sentence on a tree. All three read their weights straight from `model.bin`; `model.md` says how it was trained and
//! how good it is. Scores are integers: the same trees on every machine.

#[doc(hidden)] // shared with the trainer, examples/train_syntax
pub mod arcs;
#[doc(hidden)]
pub mod lemmas;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod parser;
#[doc(hidden)]
pub mod tagger;
#[doc(hidden)]
pub mod words;

use crate::types::Document;
use model::Model;

/// The trained weights: see `model.md`.
static MODEL: &[u8] = include_bytes!("model.bin");

/// Tags the tokens of `document`, gives them lemmas and hangs each sentence on a tree.
///
/// ```
/// use demarche::{Options, syntax, text, types::{Dependency, Tag}};
///
/// let document = syntax::parse(text::read("The envoys met in Geneva.", &Options::default()));
/// assert_eq!(document.tokens[1].tag, Tag::Noun);
/// assert_eq!(document.tokens[1].dependency, Dependency::Nsubj);
/// assert_eq!(document.lemma(2), "meet");
/// ```
pub fn parse(document: Document) -> Document {
    let model = Model::read(MODEL).expect("the trainer writes a well-formed model");
    parse_with(&model, document)
}

/// As [`parse`], with another model.
#[doc(hidden)]
pub fn parse_with(model: &Model, mut document: Document) -> Document {
    let mut tagger = tagger::Tagger::default();
    let mut parser = parser::Parser::default();
    for index in 0..document.sentences.len() {
        let tokens = document.sentences[index].tokens.clone();
        if tokens.is_empty() {
            continue;
        }
        tagger.tag(model, &mut document, tokens.clone());
        for at in tokens.clone() {
            lemmas::write(model, &mut document, at);
        }
        parser.parse(model, &mut document, tokens, &tagger);
        document.sentences[index].parsed = true;
    }
    document
}
