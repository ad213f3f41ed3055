//! Who acts and who is acted on: subject, object, agent and prepositional phrases of a verb or noun.

use crate::types::{Dependency, Document, FineTag, Tag};

impl Document {
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
                // "detained a man *for attacking* a church": the one detained did it
                Dependency::Advcl if self.is_reason(here) && self.patient(head).is_some() => {
                    return self.patient(head);
                }
                // "Speaking in Geneva, the envoy said": an adverbial clause without a subject shares it
                Dependency::Advcl if !self.has_finite_verb(here) => here = head,
                // "held two men on suspicion *of attacking* a church"
                Dependency::Acl if self.is_reason(here) && is_suspicion(self.lemma(head)) => {
                    return self.patient(self.head(head)?);
                }
                // "bombed a village, *killing* two people": the one who bombs
                Dependency::Acl if self.is_aside(here) && self.verb_over(head).is_some() => {
                    here = self.verb_over(head)?;
                }
                Dependency::Acl if self.tokens[here].fine == FineTag::Vbg => return Some(head),
                // "urged the rebels to leave", where the infinitive was hung on the noun
                Dependency::Acl if self.is_asked(head) => return Some(head),
                _ => return None,
            }
        }
        None
    }

    /// Whether `verb` is a gerund behind a comma.
    fn is_aside(&self, verb: usize) -> bool {
        self.tokens[verb].fine == FineTag::Vbg && verb > 0 && self.form(verb - 1) == ","
    }

    /// The verb over the noun phrase that hangs on `noun`.
    fn verb_over(&self, noun: usize) -> Option<usize> {
        let mut above = self.head(noun);
        for _ in 0..4 {
            let at = above?;
            if self.tokens[at].fine.is_verb() {
                return Some(at);
            }
            above = self.head(at);
        }
        None
    }

    /// Whether the clause of `verb` is a gerund that tells what somebody is blamed, held or thanked for.
    fn is_reason(&self, verb: usize) -> bool {
        self.tokens[verb].fine == FineTag::Vbg
            && self
                .children_as(verb, &[Dependency::Mark])
                .any(|mark| matches!(self.form(mark), "for" | "of"))
    }

    /// Whom the verb `at` is done to: the object, or the subject of a passive.
    fn patient(&self, at: usize) -> Option<usize> {
        if self.verb_form(at).passive {
            self.own_subject(at)
        } else {
            self.child(at, Dependency::Obj)
        }
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
        self.children_as(at, &[Dependency::OblAgent])
            // "were engaged, according to the *army*"
            .find(|&agent| {
                self.marker(agent)
                    .is_none_or(|case| self.form(case) != "according")
            })
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
}

/// "on *charges* of": what stands between somebody and what they may have done.
fn is_suspicion(lemma: &str) -> bool {
    matches!(
        lemma,
        "suspicion" | "charge" | "accusation" | "allegation" | "count"
    )
}

#[cfg(test)]
mod tests {
    use super::super::examples::{check, word};
    use super::*;

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
        check(
            "Police detained a man for *attacking the envoy.",
            "man",
            ask,
        );
        check(
            "Police held the men on suspicion of *attacking the envoy.",
            "men",
            ask,
        );
        check("The general told the rebels to *leave.", "rebels", ask);
        check("Chancellor Olaf Scholz *left.", "Chancellor", ask); // the name hangs on the title
        check("The troops *sent to the border left.", "troops", ask); // should be "-": it was taken for the main verb
        check("The troops sent to the border *left.", "-", ask); // should be "troops": "sent" was taken for the root
        check("The ministry promised to *help.", "ministry", ask);
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
    fn own_subjects() {
        let ask = |document: &Document, at| word(document, document.own_subject(at));
        check("The envoy *met the minister.", "envoy", ask);
        check("The envoy wants to *leave.", "-", ask);
        check("The envoy arrived and *left.", "-", ask);
        check("The troops who *left were tired.", "troops", ask);
    }

    #[test]
    fn phrases_with_a_preposition() {
        let ask = |document: &Document, at| word(document, document.phrase_with(at, "with"));
        check("The envoy *met with the minister.", "minister", ask);
        check("The *talks with Japan ended.", "Japan", ask);
        check("The envoy *met the minister in Geneva.", "-", ask);
        let ask = |document: &Document, at| word(document, document.marker(at));
        check("The envoy met with the *minister.", "with", ask);
        check("The *minister's envoy left.", "'s", ask);
        check("The envoy met the *minister.", "-", ask);
    }

    #[test]
    fn agents() {
        let ask = |document: &Document, at| word(document, document.agent(at));
        check("The town was *shelled by the army.", "army", ask);
        check("The town was *shelled on Monday.", "-", ask);
    }
}
