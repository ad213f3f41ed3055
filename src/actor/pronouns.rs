//! Pronouns: where they stand, how many and whom they can mean, and whom they mean.

use crate::lexicon::actors::Number;
use crate::types::{ActorKind, Dependency, Document, FineTag, MentionKind, Tag};

use super::composition::{Raw, Who};
use super::coreference::{REACH, Resolver, WINDOW};

/// Whom a pronoun can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
    I,
    We,
}

/// The pronoun at token `at`.
pub(super) fn pronoun_at(document: &Document, at: usize) -> Option<Pronoun> {
    Some(match document.form(at) {
        "he" | "him" | "his" => Pronoun::He,
        "she" | "her" => Pronoun::She,
        "it" | "its" => Pronoun::It,
        "they" | "them" | "their" => Pronoun::They,
        "i" | "me" | "my" => Pronoun::I,
        "we" | "us" | "our" => Pronoun::We,
        _ => return None,
    })
}

impl Resolver<'_> {
    pub(super) fn pronoun(
        &self,
        at: usize,
        raw: &Raw,
        raws: &[Raw],
    ) -> Option<(usize, &'static str)> {
        let pronoun = pronoun_at(self.document, raw.head)?;
        match pronoun {
            Pronoun::I | Pronoun::We => Some((self.speaker(at, raw, raws)?, "speaker")),
            _ => Some((self.antecedent(at, raw, pronoun, raws)?, "pronoun")),
        }
    }

    /// The number of the nearest mention before the pronoun that can be meant; of those in one sentence, the first, its
    /// likely subject.
    pub(super) fn antecedent(
        &self,
        at: usize,
        raw: &Raw,
        pronoun: Pronoun,
        raws: &[Raw],
    ) -> Option<usize> {
        let token = |raw: &Raw| self.document.tokens[raw.head].sentence as usize;
        let sentence = token(raw);
        let quoted = self
            .document
            .quotation_at(self.document.tokens[raw.head].span.start);
        let fits = |other: usize| -> bool {
            let Some(draft) = self.tied[other] else {
                return false;
            };
            let entry = &self.drafts[draft];
            if matches!(raws[other].kind, MentionKind::Modifier | MentionKind::Place) {
                return false;
            }
            let right = match pronoun {
                Pronoun::He => entry.actor.kind == ActorKind::Person && entry.female != Some(true),
                Pronoun::She => {
                    entry.actor.kind == ActorKind::Person && entry.female != Some(false)
                }
                // an armed group by its name is one body
                Pronoun::It => {
                    matches!(entry.actor.kind, ActorKind::State | ActorKind::Body)
                        || entry.actor.kind == ActorKind::Group
                            && match raws[other].who {
                                Who::Body(_) => true,
                                Who::Nominal(nominal) => nominal.number == Number::Singular,
                                _ => false,
                            }
                }
                _ => {
                    entry.actor.kind == ActorKind::Group
                        || entry.plural
                        || self.second[other].is_some()
                }
            };
            let place = self
                .document
                .quotation_at(self.document.tokens[raws[other].head].span.start);
            right && (quoted.is_none() || place == quoted || place.is_none())
        };
        if let Some(other) = self
            .subject_to_come(at, raw, raws)
            .filter(|&other| fits(other))
        {
            return Some(other);
        }
        for back in 0..=REACH {
            let Some(wanted) = sentence.checked_sub(back) else {
                break;
            };
            let candidates =
                (at.saturating_sub(WINDOW)..at).filter(|&other| token(&raws[other]) == wanted);
            let mut best = None;
            // "detained three nationals. *They* were freed": what is done to somebody was done to them before
            let undergoes =
                back > 0 && self.document.tokens[raw.head].dependency == Dependency::NsubjPass;
            for other in candidates.filter(|&other| fits(other)) {
                let dependency = self.document.tokens[raws[other].head].dependency;
                let subject = if undergoes {
                    matches!(dependency, Dependency::Obj | Dependency::NsubjPass)
                } else {
                    dependency.is_subject()
                };
                if best.is_none() || subject && !matches!(best, Some((_, true))) {
                    best = Some((other, subject));
                }
            }
            if let Some((other, _)) = best {
                return Some(other);
            }
        }
        None
    }

    /// "In *his* first speech, *Ana Ruiz* said": the subject behind the phrase that opens the sentence.
    fn subject_to_come(&self, at: usize, raw: &Raw, raws: &[Raw]) -> Option<usize> {
        let document = self.document;
        let sentence = document.sentence_of(raw.head);
        let opens = document.tokens[sentence.tokens.start].tag == Tag::Adp;
        if !opens || document.tokens[raw.head].fine != FineTag::PrpS {
            return None;
        }
        let comma = (raw.head + 1..sentence.tokens.end).find(|&at| document.form(at) == ",")?;
        let verb_before =
            (sentence.tokens.start..comma).any(|at| document.tokens[at].dependency.is_subject());
        let next = (at + 1..raws.len())
            .take_while(|&other| raws[other].head < sentence.tokens.end)
            .find(|&other| raws[other].first > comma)?;
        let named = !matches!(raws[next].who, Who::Pronoun);
        (!verb_before
            && named
            && document.tokens[super::head(document, &raws[next])]
                .dependency
                .is_subject())
        .then_some(next)
    }

    /// Who says the quotation around the pronoun: a person beside it in its own sentence, else the last speaker.
    fn speaker(&self, at: usize, raw: &Raw, raws: &[Raw]) -> Option<usize> {
        let quotation = self
            .document
            .quotation_at(self.document.tokens[raw.head].span.start);
        let sentence = match quotation {
            Some(quotation) => {
                let span = self.document.quotations[quotation].span;
                let last = self.document.token_at(span.end.saturating_sub(1));
                self.document.tokens.get(last)?.sentence
            }
            // "*We* condemn it, the minister said", not "the minister told *us*"
            None if self.document.form(raw.head) == "we" => self.document.tokens[raw.head].sentence,
            None => return None,
        };
        let outside = |other: usize| {
            let place = self.document.tokens[raws[other].head].span.start;
            self.document.quotation_at(place).is_none()
        };
        let speaks = |&other: &usize| {
            let Some(draft) = self.tied[other] else {
                return false;
            };
            let person = matches!(
                self.drafts[draft].actor.kind,
                ActorKind::Person | ActorKind::Group | ActorKind::Body
            );
            let acts = !matches!(raws[other].kind, MentionKind::Modifier | MentionKind::Place);
            person && acts && outside(other) && self.says(raws[other].head)
        };
        let after = (at + 1..raws.len())
            .take_while(|&other| self.document.tokens[raws[other].head].sentence <= sentence)
            .find(speaks);
        // without marks only in one sentence
        if quotation.is_none() {
            return after;
        }
        after.or_else(|| {
            (0..at)
                .rev()
                .take_while(|&other| {
                    self.document.tokens[raws[other].head].sentence + 1 >= sentence
                })
                .find(speaks)
        })
    }

    /// Whether a verb of saying stands beside the mention.
    fn says(&self, head: usize) -> bool {
        let tokens = &self.document.sentence_of(head).tokens;
        let from = head.saturating_sub(5).max(tokens.start);
        let to = (head + 6).min(tokens.end);
        (from..to).any(|at| {
            matches!(
                self.document.form(at),
                "said"
                    | "says"
                    | "told"
                    | "added"
                    | "adds"
                    | "asked"
                    | "warned"
                    | "stated"
                    | "declared"
                    | "tweeted"
                    | "wrote"
                    | "announced"
                    | "replied"
                    | "insisted"
                    | "stressed"
                    | "noted"
                    | "explained"
                    | "say"
                    | "tells"
                    | "saying"
            )
        })
    }
}
