//! Which clause a word belongs to, how far it reaches, and what governs it.

use crate::types::{Dependency, Document, Span, Tag};

impl Document {
    /// Whether `at` heads a clause: a verb, or a noun or adjective with a copula or subject.
    pub fn is_predicate(&self, at: usize) -> bool {
        matches!(self.tokens[at].tag, Tag::Verb | Tag::Aux)
            || self.children(at).any(|child| {
                let dependency = self.tokens[child].dependency;
                dependency == Dependency::Cop || dependency.is_subject()
            })
    }

    /// The predicate whose clause holds `at`, `at` itself where it is one.
    pub fn predicate_of(&self, at: usize) -> usize {
        let mut here = at;
        for _ in 0..self.sentence_of(at).tokens.len() {
            if self.is_predicate(here) {
                return here;
            }
            match self.head(here) {
                Some(head) => here = head,
                None => return here,
            }
        }
        here
    }

    /// The predicate that governs the clause of `at`: "*said* the envoy had left" for "left". Joined predicates have the
    /// governor of the first of them.
    pub fn governor(&self, at: usize) -> Option<usize> {
        let mut here = self.predicate_of(at);
        for _ in 0..self.sentence_of(at).tokens.len() {
            let head = self.head(here)?;
            if self.tokens[here].dependency != Dependency::Conj {
                return Some(self.predicate_of(head));
            }
            here = head;
        }
        None
    }

    /// The first and last token below `at`, itself included.
    pub fn subtree(&self, at: usize) -> (usize, usize) {
        self.children(at).fold((at, at), |(first, last), child| {
            let (from, to) = self.subtree(child); // no tree is deeper than a sentence is long
            (first.min(from), last.max(to))
        })
    }

    /// The words of the clause that `at` belongs to, from its first to its last token, marks at its ends left out.
    pub fn clause_span(&self, at: usize) -> Span {
        let (first, last) = self.subtree(self.predicate_of(at));
        self.without_marks(first, last)
    }

    /// The words from token `first` to token `last`, marks at the ends left out.
    pub(super) fn without_marks(&self, mut first: usize, mut last: usize) -> Span {
        let is_mark = |at: usize| self.tokens[at].tag == Tag::Punct;
        while first < last && is_mark(first) {
            first += 1;
        }
        while last > first && is_mark(last) {
            last -= 1;
        }
        self.span_of(first, last)
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{check, word};
    use super::*;

    #[test]
    fn governors() {
        let ask = |document: &Document, at| word(document, document.governor(at));
        check("The minister said the envoy had *left.", "said", ask);
        check("The envoy *left.", "-", ask);
        check("The *envoy left.", "-", ask); // its clause is the main one
        check("The minister said the *envoy had left.", "said", ask);
        check("The envoy wants to *leave.", "wants", ask);
        check("The minister said they met and *left.", "said", ask); // as "met"
        check("The envoy left because the talks *failed.", "left", ask);
        check("They met the troops who *left.", "met", ask);
    }

    #[test]
    fn predicates() {
        let ask = |document: &Document, at| word(document, Some(document.predicate_of(at)));
        check("The *envoy left.", "left", ask);
        check("The envoy *was ready.", "was", ask); // a copula is a verb of its own
        check("The *envoy was ready.", "ready", ask);
        check("The minister said the new *envoy left.", "left", ask);
        check("*Talks", "Talks", ask);
    }

    #[test]
    fn clauses() {
        let ask =
            |document: &Document, at| Some(document.slice(document.clause_span(at)).to_owned());
        check("The minister said the envoy *left.", "the envoy left", ask);
        check(
            "The minister *said the envoy left.",
            "The minister said the envoy left",
            ask,
        );
        check("The minister, who *left, was tired.", "who left", ask);
        check(
            "When the talks *ended, the envoy left.",
            "When the talks ended",
            ask,
        );
        check("The *envoy left.", "The envoy left", ask);
    }
}
