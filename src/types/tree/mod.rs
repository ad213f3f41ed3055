//! What a tree says: subject and object of a verb (`arguments`), its clause (`clauses`), its verb group (`verb_group`), a noun
//! phrase with its name and partners (`phrases`); and what tags say without one (`shallow`).

mod arguments;
mod clauses;
mod phrases;
mod shallow;
mod verb_group;

use super::{Dependency, Document};

impl Document {
    /// Every child of `at` that hangs there as one of `wanted`, left to right.
    pub fn children_as<'a>(
        &'a self,
        at: usize,
        wanted: &'a [Dependency],
    ) -> impl DoubleEndedIterator<Item = usize> + 'a {
        self.children(at)
            .filter(move |&child| wanted.contains(&self.tokens[child].dependency))
    }
}

/// What the tables of examples share.
#[cfg(test)]
mod examples {
    use super::Document;
    use crate::types::Options;

    /// The text, with `*` before the word asked about, and what `ask` finds, "-" for nothing.
    #[track_caller]
    pub(super) fn check(
        text: &str,
        wanted: &str,
        ask: impl Fn(&Document, usize) -> Option<String>,
    ) {
        let (before, after) = text.split_once('*').expect("a word is marked");
        let document = read(&format!("{before}{after}"));
        let at = document.token_at(before.len());
        let found = ask(&document, at).unwrap_or_else(|| "-".to_owned());
        assert_eq!(found, wanted, "{text:?}\n{}", drawing(&document));
    }

    pub(super) fn read(text: &str) -> Document {
        crate::syntax::parse(crate::text::read(text, &Options::default()))
    }

    fn drawing(document: &Document) -> String {
        let line = |at: usize| {
            let head = document.head(at).map_or("-", |head| document.word(head));
            let token = document.tokens[at];
            format!(
                "{} {} {} {} {}",
                document.word(at),
                token.tag.name(),
                token.fine.name(),
                token.dependency.name(),
                head
            )
        };
        (0..document.tokens.len())
            .map(line)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The word at a place, where there is one.
    pub(super) fn word(document: &Document, at: Option<usize>) -> Option<String> {
        at.map(|at| document.word(at).to_owned())
    }
}
