//! A noun phrase, the name in it, and what it is joined to.

use crate::types::{Dependency, Document, FineTag, Span, Tag};

impl Document {
    /// Whether `at` is a unit of time that can measure what hangs on it: "another *day* of talks".
    pub fn is_unit_of_time(&self, at: usize) -> bool {
        matches!(
            self.lemma(at),
            "hour" | "day" | "night" | "week" | "weekend" | "month" | "year"
        )
    }

    /// The words of the noun phrase that `at` heads, without clauses, appositions, partners and its preposition: "the new
    /// *envoy* of Japan".
    pub fn phrase_span(&self, at: usize) -> Span {
        let mut first = at;
        let mut last = at;
        for child in self.children(at) {
            let inside = match self.tokens[child].dependency {
                Dependency::Det
                | Dependency::DetPredet
                | Dependency::Amod
                | Dependency::Compound
                | Dependency::Flat
                | Dependency::Nummod
                | Dependency::Nmod
                | Dependency::NmodPoss
                | Dependency::NmodDesc
                | Dependency::NmodUnmarked
                | Dependency::Goeswith => true,
                Dependency::Punct => matches!(self.word(child), "-" | "." | "’" | "'"),
                _ => false,
            };
            if inside {
                let (from, to) = self.subtree(child);
                first = first.min(from);
                last = last.max(to);
            }
        }
        self.without_marks(first, last)
    }

    /// The name that `at` heads, from its first to its last word: "*Olaf* Scholz", "the *United* Nations".
    pub fn name(&self, at: usize) -> (usize, usize) {
        let mut first = at;
        let mut last = at;
        for child in self.children(at) {
            let dependency = self.tokens[child].dependency;
            let proper = self.tokens[child].tag == Tag::Propn
                || matches!(self.tokens[child].fine, FineTag::Nnp | FineTag::Nnps);
            let joins = dependency == Dependency::Flat
                || matches!(dependency, Dependency::Compound | Dependency::Amod) && proper;
            if joins {
                first = first.min(child);
                last = last.max(child);
            }
        }
        (first, last)
    }

    /// `at` and the tokens joined to it: "*Russia*, *China* and *Iran*" for any of them, in order.
    pub fn conjuncts(&self, at: usize) -> Vec<usize> {
        let mut first = at;
        for _ in 0..self.sentence_of(at).tokens.len() {
            if self.tokens[first].dependency != Dependency::Conj {
                break;
            }
            match self.head(first) {
                Some(head) => first = head,
                None => break,
            }
        }
        let mut found = vec![first];
        let mut next = 0;
        while let Some(&token) = found.get(next) {
            for child in self.children_as(token, &[Dependency::Conj]) {
                if !found.contains(&child) {
                    found.push(child);
                }
            }
            next += 1;
        }
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::check;
    use super::*;

    #[test]
    fn partners() {
        let ask = |document: &Document, at| {
            let words: Vec<&str> = document
                .conjuncts(at)
                .into_iter()
                .map(|at| document.word(at))
                .collect();
            Some(words.join(" "))
        };
        check(
            "*Russia, China and Iran signed the treaty.",
            "Russia China Iran",
            ask,
        );
        check(
            "Russia, China and *Iran signed the treaty.",
            "Russia China Iran",
            ask,
        );
        check("*Russia signed the treaty.", "Russia", ask);
        check("They met and *left.", "met left", ask);
        check("The envoy *of Japan left.", "of", ask);
    }

    #[test]
    fn names() {
        let ask = |document: &Document, at| {
            let (first, last) = document.name(at);
            Some(document.slice(document.span_of(first, last)).to_owned())
        };
        check("*Olaf Scholz left Berlin.", "Olaf Scholz", ask);
        check("The *envoy left.", "envoy", ask);
        check("The United *Nations met.", "United Nations", ask);
        check(
            "*Chancellor Olaf Scholz left.",
            "Chancellor Olaf Scholz",
            ask,
        );
        check("Chancellor *Olaf Scholz left.", "Olaf", ask); // should be "Olaf Scholz": both hang on the title
        check("The new *envoy of Japan left.", "envoy", ask);
    }

    #[test]
    fn noun_phrases() {
        let ask =
            |document: &Document, at| Some(document.slice(document.phrase_span(at)).to_owned());
        check("The new *envoy left.", "The new envoy", ask);
        check(
            "The new *envoy of Japan left.",
            "The new envoy of Japan",
            ask,
        );
        check("Japan's *envoy left.", "Japan's envoy", ask);
        check("The *envoy and the minister left.", "The envoy", ask);
        check("They met in the old *town.", "the old town", ask); // without its preposition
        check("The *envoy, a lawyer, left.", "The envoy", ask);
        check("They met the *troops who left.", "the troops", ask);
    }
}
