//! Subject and object of a verb, its form and voice, as the tree and the words around it tell them.

use crate::types::{Aspect, Dependency, FineTag, Tag, Tense, VerbForm};

use super::frame::Reading;

impl Reading<'_> {
    /// The noun that acts in a participle the tree took for its modifier: "Ann Lee, the envoy, *announced* that …", "guerrillas
    /// *wounded* two soldiers", "the president on Saturday *hosted* the minister".
    pub(super) fn misread(&self, at: usize) -> Option<usize> {
        let document = self.document;
        let head = document.head(at)?;
        let noun = if self.in_time(head) && document.tokens[head].tag != Tag::Verb {
            document.head(head)?
        } else {
            head
        };
        let bare = document.tokens[at].fine == FineTag::Vbn
            && matches!(self.dependency(at), Dependency::Acl | Dependency::Amod)
            && noun < at
            && document.auxiliaries(at).next().is_none()
            && document
                .agent(at)
                .is_none_or(|agent| document.marker(agent).is_none());
        let alone = matches!(
            self.dependency(noun),
            Dependency::Root | Dependency::Ccomp | Dependency::Parataxis
        ) && !document.is_predicate(noun);
        let told = || {
            document.word(at - 1) == ","
                || self.bare_object(at).is_some()
                || document
                    .children_as(at, &[Dependency::Obj, Dependency::Ccomp, Dependency::Xcomp])
                    .next()
                    .is_some()
        };
        (bare && alone && told()).then_some(noun)
    }

    /// The noun that ends the phrase right behind `at`, where no preposition leads into it and it tells no time: what a participle
    /// cannot have, so that "guerrillas *wounded* two soldiers" is a sentence.
    fn bare_object(&self, at: usize) -> Option<usize> {
        let document = self.document;
        let end = document.sentence_of(at).tokens.end;
        let opens = |next: usize| {
            matches!(document.tokens[next].tag, Tag::Det | Tag::Num)
                || document.tokens[next].tag == Tag::Propn
        };
        let names = matches!(
            document.lemma(at),
            "call" | "name" | "dub" | "title" | "entitle" | "code" | "nickname"
        );
        if at + 1 >= end || names || self.in_time(at + 1) || !opens(at + 1) {
            return None;
        }
        (at + 1..end.min(at + 8))
            .take_while(|&next| {
                !self.in_time(next)
                    && matches!(
                        document.tokens[next].tag,
                        Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num
                    )
            })
            .last()
            .filter(|&noun| document.tokens[noun].fine.is_noun())
    }

    /// "*as* the army left", "*when* a bomb exploded": whether the clause tells what went on at the same time.
    pub(super) fn is_meanwhile(&self, clause: usize) -> bool {
        let document = self.document;
        self.dependency(clause) == Dependency::Advcl
            && document
                .children_as(clause, &[Dependency::Mark, Dependency::Advmod])
                .any(|mark| matches!(document.form(mark), "as" | "when" | "while"))
    }

    /// "accused *each other*": whether those who act do it to each other.
    pub(super) fn is_mutual(&self, at: usize) -> bool {
        let document = self.document;
        self.object(at).is_some_and(|object| {
            let pair = |first: usize| {
                first > at
                    && first + 1 < document.tokens.len()
                    && matches!(
                        (document.form(first), document.form(first + 1)),
                        ("each", "other") | ("one", "another")
                    )
            };
            pair(object) || object > 0 && pair(object - 1)
        })
    }

    /// "held *joint* drills": whether its object says that others take part.
    pub(super) fn is_joint(&self, at: usize) -> bool {
        let document = self.document;
        self.object(at).is_some_and(|object| {
            document
                .children_as(object, &[Dependency::Amod, Dependency::Compound])
                .any(|word| matches!(document.form(word), "joint" | "combined" | "multinational"))
        })
    }

    /// Whether the verb `at` is passive.
    pub(super) fn is_passive(&self, at: usize) -> bool {
        self.document.verb_form(at).passive && self.misread(at).is_none() && !self.is_state(at)
    }

    /// What the passive `at` is done to: its subject, or the noun it modifies ("a report *released* on Monday").
    pub(super) fn patient(&self, at: usize) -> Option<usize> {
        self.subject(at).or_else(|| {
            self.document
                .head(at)
                .filter(|_| self.dependency(at) == Dependency::Acl)
        })
    }

    /// "are *opposed* to the deal", "is *committed* to helping": a participle that says how its subject stands, not what was done to it.
    pub(super) fn is_state(&self, at: usize) -> bool {
        let document = self.document;
        let to_act = || {
            document.children(at).any(|clause| {
                document
                    .children_as(clause, &[Dependency::Mark])
                    .any(|mark| document.form(mark) == "to")
            })
        };
        match document.form(at) {
            "opposed" => document.phrase_with(at, "to").is_some() || to_act(),
            "committed" => to_act(),
            // "were *engaged* in talks", "was *involved* in the attack"
            "engaged" | "involved" => document.phrase_with(at, "in").is_some(),
            _ => false,
        }
    }

    /// The form of the verb group around `at`.
    pub(super) fn form(&self, at: usize) -> VerbForm {
        let form = self.document.verb_form(at);
        if let Some(auxiliary) = self.cut_off(at) {
            let past = self.document.form(auxiliary) == "had";
            return VerbForm {
                tense: if past { Tense::Past } else { Tense::Present },
                aspect: Aspect::Perfect,
                passive: false,
                ..form
            };
        }
        match self.misread(at) {
            Some(_) => VerbForm {
                tense: Tense::Past,
                passive: false,
                ..form
            },
            None => VerbForm {
                passive: form.passive && !self.is_state(at),
                ..form
            },
        }
    }

    /// The subject of the verb `at`.
    pub(super) fn subject(&self, at: usize) -> Option<usize> {
        let document = self.document;
        let cut_off = self.cut_off(at);
        cut_off
            .and_then(|auxiliary| document.own_subject(auxiliary))
            .or_else(|| document.subject(at))
            .map(|subject| self.before_its_time(subject))
            .or_else(|| {
                // hung on the auxiliary
                document
                    .children_as(at, &[Dependency::Aux, Dependency::AuxPass])
                    .find_map(|auxiliary| document.own_subject(auxiliary))
            })
            .or_else(|| self.misread(at))
            .or_else(|| self.behind_what(at))
    }

    /// "let free *the hostages*", where the tree hung them on "free".
    fn behind_adjective(&self, at: usize) -> Option<usize> {
        let document = self.document;
        let adjective = document.child(at, Dependency::Xcomp)?;
        let next = adjective == at + 1 && document.tokens[adjective].tag == Tag::Adj;
        let behind = document
            .child(adjective, Dependency::Obj)
            .filter(|&noun| noun > adjective)?;
        next.then_some(behind)
    }

    /// "*the army* on Thursday attacked": the one who acts, where the tree put the day in its place.
    fn before_its_time(&self, subject: usize) -> usize {
        let document = self.document;
        if !self.in_time(subject) {
            return subject;
        }
        document
            .children(subject)
            .find(|&child| {
                child < subject
                    && !self.in_time(child)
                    && document.tokens[child].fine.is_noun()
                    && document.marker(child).is_none()
            })
            .unwrap_or(subject)
    }

    /// The object of the verb `at`; "told *reporters*" has one too, and "approved and delivered *visas*" shares one.
    pub(super) fn object(&self, at: usize) -> Option<usize> {
        let document = self.document;
        let plain = |noun: &usize| !self.in_time(*noun);
        document
            .object(at)
            .filter(plain)
            .or_else(|| document.child(at, Dependency::Iobj))
            .or_else(|| {
                // hung there as an adjunct, but without a preposition
                document
                    .children_as(
                        at,
                        &[
                            Dependency::Obj,
                            Dependency::Obl,
                            Dependency::OblUnmarked,
                            Dependency::OblAgent,
                        ],
                    )
                    .find(|&noun| noun > at && document.marker(noun).is_none() && plain(&noun))
            })
            .or_else(|| self.misread(at).and_then(|_| self.bare_object(at)))
            .or_else(|| self.behind_particle(at))
            .or_else(|| self.behind_adjective(at))
            .or_else(|| self.free_relative(at))
            .or_else(|| self.before_a_time(at))
            .or_else(|| {
                let joined = document.children_as(at, &[Dependency::Conj]).next()?;
                let shares = document.tokens[joined].fine == document.tokens[at].fine
                    && document.own_subject(joined).is_none()
                    && joined <= at + 3;
                shares
                    .then(|| document.object(joined))
                    .flatten()
                    .filter(plain)
            })
    }

    /// "handed over *supplies*", where the particle was taken for a preposition.
    fn behind_particle(&self, at: usize) -> Option<usize> {
        let document = self.document;
        let noun = document
            .children_as(at, &[Dependency::Obl])
            .find(|&noun| document.marker(noun) == Some(at + 1))?;
        let particle = document.form(at + 1);
        self.verb_words(at)
            .iter()
            .any(|word| {
                let needs = &self.lexicon.verbs[word.row].needs;
                word.rest == particle && (needs.object == Some(true) || !needs.objects.is_empty())
            })
            .then_some(noun)
    }

    /// "had “*returned*”": the auxiliary that a quotation mark cut off from its participle in the tree.
    pub(super) fn cut_off(&self, at: usize) -> Option<usize> {
        let document = self.document;
        if let Some(head) = document.head(at).filter(|&head| head < at) {
            // "has so far *refused*", where the adverb cut
            let perfect = document.tokens[at].fine == FineTag::Vbn
                && matches!(document.form(head), "had" | "has" | "have")
                && matches!(
                    self.dependency(at),
                    Dependency::Obj | Dependency::Xcomp | Dependency::Ccomp | Dependency::Advcl
                )
                && (head + 1..at).all(|between| document.tokens[between].tag == Tag::Adv);
            if perfect {
                return Some(head);
            }
        }
        let mark = at.checked_sub(1)?;
        let auxiliary = mark.checked_sub(1)?;
        let cut = document.tokens[at].fine == FineTag::Vbn
            && matches!(document.word(mark), "“" | "\"" | "‘" | "``")
            && matches!(document.form(auxiliary), "had" | "has" | "have")
            && document.tokens[auxiliary].sentence == document.tokens[at].sentence
            && document.head(auxiliary) != Some(at);
        cut.then_some(auxiliary)
    }

    /// "*what* officials have described": the word the clause hangs on is its object.
    fn free_relative(&self, at: usize) -> Option<usize> {
        let document = self.document;
        let head = document.head(at)?;
        let asks = matches!(document.form(head), "what" | "whatever") && head < at;
        let subject = document.own_subject(at).or_else(|| self.behind_what(at));
        (asks && subject.is_some_and(|subject| subject != head)).then_some(head)
    }

    /// "what *some of the officials* have described": the subject, where the tree hung it on the "what".
    fn behind_what(&self, at: usize) -> Option<usize> {
        let document = self.document;
        let what = document
            .head(at)
            .filter(|&head| head < at && document.form(head) == "what")?;
        document.children(what).find(|&child| {
            what < child
                && child < at
                && (document.tokens[child].fine.is_noun()
                    || matches!(document.tokens[child].tag, Tag::Det | Tag::Pron))
        })
    }

    /// "criticized *the deal* hours later": the noun right behind the verb, which the tree put into the time behind it.
    fn before_a_time(&self, at: usize) -> Option<usize> {
        let document = self.document;
        let end = document.sentence_of(at).tokens.end;
        let noun = (at + 1..end.min(at + 6))
            .take_while(|&next| {
                matches!(
                    document.tokens[next].tag,
                    Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num
                )
            })
            .take_while(|&next| !self.in_time(next))
            .last()?;
        let time = noun + 1;
        let swallowed = document
            .head(noun)
            .is_some_and(|head| head > noun && self.in_time(head));
        (swallowed && time < end && self.in_time(time)).then_some(noun)
    }
}
