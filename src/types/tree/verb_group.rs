//! The verb group: its auxiliaries and negation, and the tense, aspect, mood and voice they give.

use crate::types::{Aspect, Dependency, Document, FineTag, Tag, Tense, VerbForm};

impl Document {
    /// Whether a finite verb stands in the clause of `at`.
    pub fn has_finite_verb(&self, at: usize) -> bool {
        self.tokens[at].fine.is_finite()
            || self
                .auxiliaries(at)
                .any(|auxiliary| self.tokens[auxiliary].fine.is_finite())
    }

    /// The auxiliaries of the verb `at`, or its copula, left to right; those of the verb it is joined to, where it has none
    /// and no subject of its own ("*has* met and *left*").
    pub fn auxiliaries(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        const AUXILIARIES: &[Dependency] = &[Dependency::Aux, Dependency::AuxPass, Dependency::Cop];
        let mut verb = at;
        for _ in 0..8 {
            let joined = self.tokens[verb].dependency == Dependency::Conj
                && self.children_as(verb, AUXILIARIES).next().is_none()
                && !self
                    .children(verb)
                    .any(|child| self.tokens[child].dependency.is_subject());
            match self.head(verb).filter(|_| joined) {
                // the two must have the same form: "has met and left", not "has met and wants"
                Some(head) if self.may_share_auxiliary(verb, head) => verb = head,
                _ => break,
            }
        }
        self.children_as(verb, AUXILIARIES)
    }

    fn may_share_auxiliary(&self, verb: usize, head: usize) -> bool {
        use FineTag::{Vb, Vbd, Vbg, Vbn};
        match (self.tokens[verb].fine, self.tokens[head].fine) {
            (Vbn, Vbn) | (Vb, Vb) | (Vbg, Vbg) => true,
            // "was not invited, *criticized* the deal": a simple past, no second passive
            (Vbd, Vbn) => self.child(head, Dependency::AuxPass).is_none(),
            _ => false,
        }
    }

    /// The word that negates `at`: "not", "never", "no longer", "neither" on the verb or its auxiliary, "no" on a noun or on its subject
    /// ("*no* group has claimed it").
    pub fn negation(&self, at: usize) -> Option<usize> {
        let own = self.children(at).find(|&child| {
            matches!(
                self.tokens[child].dependency,
                Dependency::Advmod | Dependency::Det | Dependency::CcPreconj | Dependency::Cc
            ) && (matches!(
                self.lemma(child),
                "not" | "never" | "no" | "neither" | "nor"
            ) || self.form(child) == "n't"
                || self.form(child) == "longer"
                    && self.children(child).any(|no| self.form(no) == "no"))
        });
        own.or_else(|| {
            let subject = self.own_subject(at)?;
            if matches!(self.form(subject), "nobody" | "none") {
                return Some(subject);
            }
            self.children_as(subject, &[Dependency::Det])
                .find(|&word| self.form(word) == "no")
        })
    }

    /// The form of the verb group around `at`. A noun or adjective with a copula has the form of its copula; without one it
    /// has none.
    pub fn verb_form(&self, at: usize) -> VerbForm {
        let auxiliaries: Vec<usize> = self
            .auxiliaries(at)
            .filter(|&auxiliary| auxiliary < at)
            .collect();
        let is_verb =
            self.tokens[at].fine.is_verb() && matches!(self.tokens[at].tag, Tag::Verb | Tag::Aux);
        let mut group = auxiliaries.clone();
        if is_verb {
            group.push(at);
        }
        let Some(&first) = group.first() else {
            return VerbForm {
                negated: self.negation(at).is_some(),
                ..VerbForm::default()
            };
        };
        let lemma = |index: usize| group.get(index).map_or("", |&token| self.lemma(token));
        let fine = |index: usize| {
            group
                .get(index)
                .map_or(FineTag::None, |&token| self.tokens[token].fine)
        };
        let (mut tense, mut modal, mut from) = match fine(0) {
            FineTag::Md
                if matches!(lemma(0), "will" | "shall" | "'ll" | "wo" | "sha")
                    && !matches!(self.form(first), "would" | "should" | "'d") =>
            {
                (Tense::Future, false, 1)
            }
            FineTag::Md => {
                let past = matches!(self.form(first), "could" | "would" | "might" | "'d");
                (if past { Tense::Past } else { Tense::Present }, true, 1)
            }
            FineTag::Vbd => (Tense::Past, false, 0),
            FineTag::Vb if self.is_infinitive(first, at) => (Tense::Infinitive, false, 0),
            FineTag::Vbp | FineTag::Vbz | FineTag::Vb => (Tense::Present, false, 0),
            FineTag::Vbg => (Tense::PresentParticiple, false, 0),
            // "Police *detained* people": with a subject and no auxiliary it is no participle
            FineTag::Vbn
                if self
                    .child(first, Dependency::Nsubj)
                    .is_some_and(|child| child < first) =>
            {
                (Tense::Past, false, 0)
            }
            FineTag::Vbn => (Tense::PastParticiple, false, 0),
            _ => (Tense::None, false, 0),
        };
        // "is to meet", "was to meet": a plan
        if lemma(0) == "be" && fine(1) == FineTag::Vb {
            from = 1;
            match tense {
                Tense::Present | Tense::Past if !modal => tense = Tense::Future,
                _ => modal = true,
            }
        }
        if lemma(0) == "do" && group.len() > 1 {
            from = 1;
        }
        if modal && self.form(first) == "should" {
            tense = Tense::Present;
        }
        modal |= group[..group.len() - 1]
            .iter()
            .skip(1)
            .any(|&token| self.tokens[token].fine == FineTag::Md);
        let (mut perfect, mut progressive, mut passive) = (false, false, false);
        for index in from..group.len() {
            let last = index + 1 == group.len();
            let next = fine(index + 1);
            let token = group[index];
            match lemma(index) {
                "have" if !last && matches!(next, FineTag::Vbn | FineTag::Vbd) => perfect = true,
                "be" | "get" if !last && next == FineTag::Vbg => progressive = true,
                "be" | "get" if !last && self.tokens[token].dependency == Dependency::AuxPass => {
                    passive = true;
                }
                "be" if !last && index + 2 == group.len() && is_verb && next == FineTag::Vbn => {
                    passive = true;
                }
                _ => {}
            }
        }
        if group.len() == 1 && tense == Tense::PastParticiple {
            passive = true;
        }
        VerbForm {
            tense,
            aspect: match (perfect, progressive) {
                (false, false) => Aspect::None,
                (false, true) => Aspect::Progressive,
                (true, false) => Aspect::Perfect,
                (true, true) => Aspect::PerfectProgressive,
            },
            passive,
            modal,
            negated: self.negation(at).is_some()
                || auxiliaries
                    .iter()
                    .any(|&auxiliary| self.negation(auxiliary).is_some()),
        }
    }

    /// Whether the base form `first` of the group of `at` is an infinitive: behind "to", or as a bare complement.
    fn is_infinitive(&self, first: usize, at: usize) -> bool {
        let to = |token: usize| {
            self.children(token)
                .any(|child| self.tokens[child].fine == FineTag::To && child < token)
        };
        to(at)
            || to(first)
            || matches!(
                self.tokens[at].dependency,
                Dependency::Xcomp | Dependency::Ccomp | Dependency::Advcl | Dependency::Acl
            )
            || self.tokens[at].dependency == Dependency::Conj && self.head(at).is_some_and(to)
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{check, word};
    use super::*;

    #[test]
    fn negations() {
        let ask = |document: &Document, at| word(document, document.negation(at));
        check("The envoy did not *leave.", "not", ask);
        check("The envoy didn't *leave.", "n't", ask);
        check("The envoy never *left.", "never", ask);
        check("The envoy *left.", "-", ask);
        check("The envoy will no longer *leave.", "longer", ask);
        check("*No envoy left.", "-", ask); // asked of the noun
        check("No *envoy left.", "No", ask);
        check("No envoy *left.", "No", ask);
        check("The envoy *left no trace.", "-", ask);
        check("The envoy said they did not *leave.", "not", ask);
        check("The envoy *said they did not leave.", "-", ask);
    }

    #[test]
    fn auxiliaries() {
        let ask = |document: &Document, at| {
            let words: Vec<&str> = document
                .auxiliaries(at)
                .map(|at| document.word(at))
                .collect();
            (!words.is_empty()).then(|| words.join(" "))
        };
        check("The envoy has been *invited.", "has been", ask);
        check("The envoy *left.", "-", ask);
        check("The envoy may have *left.", "may have", ask);
        check("The envoy is *ready.", "is", ask);
        check("The envoy has arrived and *left.", "has", ask); // shared
        check("The envoy has arrived and *wants to leave.", "-", ask);
        check("The envoy did not *leave.", "did", ask);
        check("The envoy wants to *leave.", "-", ask);
    }

    #[test]
    fn finite_clauses() {
        let ask = |document: &Document, at| document.has_finite_verb(at).then(|| "yes".to_owned());
        check("The envoy *left.", "yes", ask);
        check("The envoy has *left.", "yes", ask);
        check("The envoy is *ready.", "yes", ask);
        check("The envoy wants to *leave.", "-", ask);
        check("*Speaking in Geneva, the envoy smiled.", "-", ask);
    }

    #[allow(clippy::unnecessary_wraps)] // the shape `check` asks for
    fn group(document: &Document, at: usize) -> Option<String> {
        let form = document.verb_form(at);
        let mut words = format!("{:?} {:?}", form.tense, form.aspect);
        for (set, name) in [
            (form.passive, " passive"),
            (form.modal, " modal"),
            (form.negated, " negated"),
        ] {
            if set {
                words.push_str(name);
            }
        }
        Some(words)
    }

    #[test]
    fn verb_groups() {
        check("The envoy *met the minister.", "Past None", group);
        check("The envoy *meets the minister.", "Present None", group);
        check("They *meet every year.", "Present None", group);
        check("The envoy has *met the minister.", "Present Perfect", group);
        check("The envoy had *met the minister.", "Past Perfect", group);
        check(
            "The envoy had been *meeting the minister.",
            "Past PerfectProgressive",
            group,
        );
        check(
            "The envoy is *meeting the minister.",
            "Present Progressive",
            group,
        );
        check(
            "The envoy was *meeting the minister.",
            "Past Progressive",
            group,
        );
        check("The envoy will *meet the minister.", "Future None", group);
        check(
            "The envoy will not *meet the minister.",
            "Future None negated",
            group,
        );
        check(
            "The envoy did not *meet the minister.",
            "Past None negated",
            group,
        );
        check("The envoy is to *meet the minister.", "Future None", group);
        check(
            "The envoy may *meet the minister.",
            "Present None modal",
            group,
        );
        check(
            "The envoy could *meet the minister.",
            "Past None modal",
            group,
        );
        check(
            "The envoy wants to *meet the minister.",
            "Infinitive None",
            group,
        );
        check("The treaty was *signed.", "Past None passive", group);
        check(
            "The treaty has been *signed.",
            "Present Perfect passive",
            group,
        );
        check("The treaty will be *signed.", "Future None passive", group);
        check(
            "The treaty is being *signed.",
            "Present Progressive passive",
            group,
        );
        check(
            "The treaty should be *signed.",
            "Present None passive modal",
            group,
        );
        check(
            "The officials *sent by the ministry arrived.",
            "PastParticiple None passive",
            group,
        );
        check(
            "The envoy said, *speaking in Geneva.",
            "PresentParticiple None",
            group,
        );
        check("The *talks ended.", "None None", group);
        check("The envoy was *ready.", "Past None", group);
    }
}
