//! What a tree says of a verb or noun: its subject and object, its clause, its verb group, its name, its partners.

use super::{Aspect, Dependency, Document, FineTag, Span, Tag, Tense, VerbForm};

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

    /// The subject of the verb or predicate `at`: its own, or the one it shares with the verb it is joined to ("met *and
    /// left*"), or with the verb that governs it ("wants *to leave*"), or the noun it modifies ("the troops *who left*",
    /// "the troops *leaving*").
    pub fn subject(&self, at: usize) -> Option<usize> {
        let mut here = at;
        for _ in 0..8 {
            if let Some(own) = self.own_subject(here) {
                return Some(own);
            }
            let head = self.head(here)?;
            match self.tokens[here].dependency {
                // "told the rebels to leave": the object of the governing verb acts
                Dependency::Xcomp => match self.controller(head, here) {
                    Some(object) => return Some(object),
                    None => here = head,
                },
                Dependency::Conj if self.is_predicate(head) => here = head,
                // "Speaking in Geneva, the envoy said": an adverbial clause without a subject shares it
                Dependency::Advcl if !self.has_finite_verb(here) => here = head,
                Dependency::Acl if self.tokens[here].fine == FineTag::Vbg => return Some(head),
                // "urged the rebels to leave", where the infinitive was hung on the noun
                Dependency::Acl if self.is_asked(head) => return Some(head),
                _ => return None,
            }
        }
        None
    }

    /// The subject that hangs on `at` itself; a relative pronoun stands for the noun its clause modifies.
    pub fn own_subject(&self, at: usize) -> Option<usize> {
        let subject = self
            .children(at)
            .find(|&child| self.tokens[child].dependency.is_subject())?;
        Some(self.antecedent(subject, at))
    }

    /// The object of the verb `at`: its own, that of the verb it is joined to is not taken over. A relative pronoun stands
    /// for the noun its clause modifies.
    pub fn object(&self, at: usize) -> Option<usize> {
        match self.child(at, Dependency::Obj) {
            Some(object) => Some(self.antecedent(object, at)),
            None => self
                .children_as(at, &[Dependency::Obl])
                .find(|&child| self.marker(child).is_none() && self.antecedent(child, at) != child)
                .map(|child| self.antecedent(child, at))
                .or_else(|| self.gap(at)),
        }
    }

    /// The noun whose relative clause lacks an object: "the *treaty* they signed", "the *treaty* that they signed".
    fn gap(&self, verb: usize) -> Option<usize> {
        let noun = self.head(verb)?;
        let relative = self.tokens[verb].dependency == Dependency::AclRelcl && noun < verb;
        let subject = self
            .children(verb)
            .find(|&child| self.tokens[child].dependency == Dependency::Nsubj)?;
        let complete = self.antecedent(subject, verb) != subject
            || self.children(verb).any(|child| {
                use Dependency::{Advmod, Case, Ccomp, Cop, Obl, Xcomp};
                let token = self.tokens[child];
                matches!(token.dependency, Cop | Ccomp | Xcomp | Case)
                    || token.dependency == Advmod && token.fine == FineTag::Wrb
                    || token.dependency == Obl && child < subject
            });
        // "the day they arrived"
        let adverbial = matches!(
            self.lemma(noun),
            "day"
                | "week"
                | "month"
                | "year"
                | "time"
                | "moment"
                | "hour"
                | "night"
                | "way"
                | "reason"
                | "place"
        );
        (relative && !complete && !adverbial).then_some(noun)
    }

    /// The agent of the passive `at`: "by the *army*".
    pub fn agent(&self, at: usize) -> Option<usize> {
        self.child(at, Dependency::OblAgent)
    }

    /// The child of `at` behind the preposition `marker`, with the relations obl, obl:agent and nmod: "with *Russia*".
    pub fn phrase_with(&self, at: usize, marker: &str) -> Option<usize> {
        self.children_as(
            at,
            &[Dependency::Obl, Dependency::OblAgent, Dependency::Nmod],
        )
        .find(|&child| {
            self.marker(child)
                .is_some_and(|case| self.form(case) == marker)
        })
    }

    /// The preposition or possessive mark of the noun `at`.
    pub fn marker(&self, at: usize) -> Option<usize> {
        self.child(at, Dependency::Case)
    }

    /// The noun that a relative pronoun in the clause of `verb` stands for, else the token itself.
    fn antecedent(&self, pronoun: usize, verb: usize) -> usize {
        let relative = matches!(self.tokens[pronoun].fine, FineTag::Wdt | FineTag::Wp)
            || self.form(pronoun) == "that" && self.tokens[pronoun].tag == Tag::Pron;
        if relative && self.tokens[verb].dependency == Dependency::AclRelcl {
            return self.head(verb).unwrap_or(pronoun);
        }
        pronoun
    }

    /// The object of `head` that acts in its open complement `complement`: "told the *rebels* to leave".
    fn controller(&self, head: usize, complement: usize) -> Option<usize> {
        // "promised them to leave": the one who promises leaves
        if matches!(self.lemma(head), "promise" | "vow" | "pledge") {
            return None;
        }
        self.children_as(head, &[Dependency::Iobj, Dependency::Obj])
            .rfind(|&object| object < complement)
    }

    /// Whether `noun` is the object of a verb that makes it act: "*urged* the rebels to leave".
    fn is_asked(&self, noun: usize) -> bool {
        let object = matches!(
            self.tokens[noun].dependency,
            Dependency::Obj | Dependency::Iobj
        );
        object
            && self.head(noun).is_some_and(|verb| {
                matches!(
                    self.lemma(verb),
                    "advise"
                        | "allow"
                        | "ask"
                        | "authorize"
                        | "beg"
                        | "cause"
                        | "command"
                        | "compel"
                        | "direct"
                        | "enable"
                        | "encourage"
                        | "expect"
                        | "forbid"
                        | "force"
                        | "instruct"
                        | "invite"
                        | "order"
                        | "permit"
                        | "persuade"
                        | "press"
                        | "pressure"
                        | "push"
                        | "tell"
                        | "urge"
                        | "want"
                        | "warn"
                )
            })
    }

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

    /// Whether a finite verb stands in the clause of `at`.
    pub fn has_finite_verb(&self, at: usize) -> bool {
        self.tokens[at].fine.is_finite()
            || self
                .auxiliaries(at)
                .any(|auxiliary| self.tokens[auxiliary].fine.is_finite())
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

    fn without_marks(&self, mut first: usize, mut last: usize) -> Span {
        let is_mark = |at: usize| self.tokens[at].tag == Tag::Punct;
        while first < last && is_mark(first) {
            first += 1;
        }
        while last > first && is_mark(last) {
            last -= 1;
        }
        self.span_of(first, last)
    }

    /// The name that `at` heads, from its first to its last word: "*Olaf* Scholz", "the *United* Nations".
    pub fn name(&self, at: usize) -> (usize, usize) {
        let mut first = at;
        let mut last = at;
        for child in self.children(at) {
            let dependency = self.tokens[child].dependency;
            let joins = dependency == Dependency::Flat
                || dependency == Dependency::Compound && self.tokens[child].tag == Tag::Propn;
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

    /// The word that negates `at`: "not", "never", "no longer", "neither" on the verb or its auxiliary, "no" on a noun.
    pub fn negation(&self, at: usize) -> Option<usize> {
        self.children(at).find(|&child| {
            matches!(
                self.tokens[child].dependency,
                Dependency::Advmod | Dependency::Det | Dependency::CcPreconj | Dependency::Cc
            ) && (matches!(
                self.lemma(child),
                "not" | "never" | "no" | "neither" | "nor"
            ) || self.form(child) == "n't"
                || self.form(child) == "longer"
                    && self.children(child).any(|no| self.form(no) == "no"))
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
        // "is to meet": a plan
        if lemma(0) == "be" && fine(1) == FineTag::Vb {
            from = 1;
            match tense {
                Tense::Present => tense = Tense::Future,
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
    use super::*;
    use crate::types::Options;

    fn read(text: &str) -> Document {
        crate::syntax::parse(crate::text::read(text, &Options::default()))
    }

    /// The text, with `*` before the word asked about, and what `ask` finds, "-" for nothing.
    fn check(text: &str, wanted: &str, ask: impl Fn(&Document, usize) -> Option<String>) {
        let (before, after) = text.split_once('*').expect("a word is marked");
        let document = read(&format!("{before}{after}"));
        let at = document.token_at(before.len());
        let found = ask(&document, at).unwrap_or_else(|| "-".to_owned());
        assert_eq!(found, wanted, "{text:?}\n{}", drawing(&document));
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

    fn word(document: &Document, at: Option<usize>) -> Option<String> {
        at.map(|at| document.word(at).to_owned())
    }

    #[test]
    fn subjects() {
        let ask = |document: &Document, at| word(document, document.subject(at));
        check("The envoy *met the minister.", "envoy", ask);
        check("The envoy met the minister and *left Geneva.", "envoy", ask);
        check("The envoy wants to *leave.", "envoy", ask);
        check("The general urged the rebels to *leave.", "rebels", ask);
        check("The minister promised to *help.", "minister", ask);
        check("The troops who *left the town were tired.", "troops", ask);
        check("The treaty was *signed by the ministers.", "treaty", ask);
        check("The talks *in Geneva ended.", "-", ask);
        check("He said the ministers *agreed.", "ministers", ask);
    }

    #[test]
    fn objects() {
        let ask = |document: &Document, at| word(document, document.object(at));
        check("The envoy *met the minister.", "minister", ask);
        check("The envoy *left and met the minister.", "-", ask);
        check("The treaty that they *signed was short.", "treaty", ask);
        check("The envoy *spoke with the minister.", "-", ask);
        check("The treaty they *signed was short.", "treaty", ask);
        check("The day they *arrived was cold.", "-", ask);
    }

    #[test]
    fn agents() {
        let ask = |document: &Document, at| word(document, document.agent(at));
        check("The town was *shelled by the army.", "army", ask);
        check("The town was *shelled on Monday.", "-", ask);
    }

    #[test]
    fn governors() {
        let ask = |document: &Document, at| word(document, document.governor(at));
        check("The minister said the envoy had *left.", "said", ask);
        check("The envoy *left.", "-", ask);
    }

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
    }

    #[test]
    fn names() {
        let ask = |document: &Document, at| {
            let (first, last) = document.name(at);
            Some(document.slice(document.span_of(first, last)).to_owned())
        };
        check("*Olaf Scholz left Berlin.", "Olaf Scholz", ask);
        check("The *envoy left.", "envoy", ask);
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
    }

    #[test]
    fn negations() {
        let ask = |document: &Document, at| word(document, document.negation(at));
        check("The envoy did not *leave.", "not", ask);
        check("The envoy didn't *leave.", "n't", ask);
        check("The envoy never *left.", "never", ask);
        check("The envoy *left.", "-", ask);
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
