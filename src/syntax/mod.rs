//! Document → tags, lemmas and trees.
//!
//! An averaged perceptron tags from left to right, suffix rules give the lemma, and a greedy arc-eager parser hangs
//! the sentence on a tree. All three read their weights straight from `model.bin`; `model.md` says how it was trained and
//! how good it is. Scores are integers: the same trees on every machine.

#[doc(hidden)] // shared with the trainer, examples/train_syntax
pub mod arcs;
mod arguments;
mod closing;
mod conllu;
mod coordinated;
mod finite;
mod headline;
mod irregular;
mod joined;
#[doc(hidden)]
pub mod lemmas;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod parser;
mod relatives;
mod slips;
mod subjects;
#[doc(hidden)]
pub mod table;
#[doc(hidden)]
pub mod tagger;
mod verbs;
#[doc(hidden)]
pub mod words;

use crate::types::{Depth, Document};
pub use conllu::Misfit;
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
    parse_with(&own_model(), document)
}

/// Takes tokens, sentences, tags and trees of `document` from `trees` in CoNLL-U instead, the work of another parser or of a
/// person. They have to spell the text from its first word to its last; what the file leaves open (lemmas, Penn Treebank tags)
/// is filled in.
///
/// ```
/// use demarche::{Options, syntax, text};
///
/// let trees = "1\tEnvoys\t_\tNOUN\t_\t_\t2\tnsubj\t_\t_\n2\tmeet\t_\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n";
/// let document = text::read("Envoys meet", &Options::default());
/// let document = syntax::read_conllu(document, trees).unwrap();
/// assert_eq!(document.subject(1), Some(0));
/// ```
///
/// # Errors
///
/// Where the trees do not fit the text, or are none.
pub fn read_conllu(document: Document, trees: &str) -> Result<Document, Misfit> {
    conllu::read(&own_model(), document, trees)
}

fn own_model() -> Model<'static> {
    Model::read(MODEL).expect("the trainer writes a well-formed model")
}

/// As [`parse`], with another model.
#[doc(hidden)]
pub fn parse_with(model: &Model, mut document: Document) -> Document {
    let mut tools = Tools::default();
    for index in 0..document.sentences.len() {
        tools.parse(model, &mut document, index, Depth::Tree);
    }
    document
}

/// As [`parse`], for one sentence at a time and no deeper than wanted: call it with a document and the index of a sentence.
///
/// ```
/// use demarche::{Options, syntax, text, types::Depth};
///
/// let mut document = text::read("The envoys met. They left.", &Options::default());
/// syntax::on_demand()(&mut document, 1, Depth::Tree);
/// assert!(!document.sentences[0].parsed);
/// assert!(document.sentences[1].parsed);
/// ```
pub fn on_demand() -> impl FnMut(&mut Document, usize, Depth) {
    let model = own_model();
    let mut tools = Tools::default();
    move |document, index, depth| tools.parse(&model, document, index, depth)
}

/// The tagger and the parser, with room to work in.
#[derive(Default)]
struct Tools {
    tagger: tagger::Tagger,
    parser: parser::Parser,
}

impl Tools {
    fn parse(&mut self, model: &Model, document: &mut Document, index: usize, depth: Depth) {
        let tokens = document.sentences[index].tokens.clone();
        if tokens.is_empty() {
            return;
        }
        self.tagger.tag(model, document, tokens.clone());
        finite::ensure(model, document, tokens.clone(), &mut self.tagger);
        for at in tokens.clone() {
            lemmas::write(model, document, at);
        }
        if depth == Depth::Tree {
            self.parser
                .parse(model, document, tokens.clone(), &self.tagger);
            relatives::set_apart(document, tokens.clone());
            verbs::govern(document, tokens.clone());
            verbs::rejoin(document, tokens.clone());
            verbs::raise_infinitive(document, tokens.clone());
            verbs::free_participle(document, tokens.clone());
            verbs::bind_participle(document, tokens.clone());
            joined::share_noun(document, tokens.clone());
            arguments::second_subject(document, tokens.clone());
            arguments::with_the_verb(document, tokens.clone());
            arguments::each_other(document, tokens.clone());
            arguments::agent(document, tokens.clone());
            arguments::named(document, tokens.clone());
            joined::perfect(document, tokens.clone());
            joined::unflatten(document, tokens.clone());
            joined::measured_clause(document, tokens.clone());
            joined::second_object(document, tokens.clone());
            joined::object_behind_adjective(document, tokens.clone());
            joined::join_title(document, tokens.clone());
            verbs::subordinate(document, tokens.clone());
            arguments::free_object(document, tokens.clone());
            verbs::part_from_times(document, tokens.clone());
            subjects::seek(document, tokens.clone());
            arguments::is_to(document, tokens.clone());
            arguments::weekday_object(document, tokens.clone());
            coordinated::object_of_the_second(document, tokens.clone());
            coordinated::settle(document, tokens.clone());
            document.index_children(document.sentences[index].tokens.clone());
            verbs::settle(model, document, tokens, &self.tagger);
            document.sentences[index].parsed = true;
        }
    }
}

/// Fails where the first word of this form does not hang so on a head of this form.
#[cfg(test)]
fn check_head(text: &str, word: &str, wanted: (&str, crate::types::Dependency)) {
    let document = parse(crate::text::read(text, &crate::Options::default()));
    let at = (0..document.tokens.len())
        .find(|&at| document.form(at) == word)
        .expect("the word is there");
    let head = document.head(at).map_or("-", |head| document.form(head));
    assert_eq!((head, document.tokens[at].dependency), wanted, "{text:?}");
}
