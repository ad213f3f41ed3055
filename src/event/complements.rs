//! Whom the complements of a verb or noun name: who stands behind its prepositions, and, where a noun phrase names nobody, who is
//! named further down in it: "rejected the proposal made by *Peru*".

use crate::types::{ActorId, ActorKind, Dependency, FineTag, Tag};

use super::frame::{Filler, Reading};

impl Reading<'_> {
    /// The actors of the first noun phrase behind `preposition` that hangs on `at`.
    pub(super) fn behind(&self, at: usize, preposition: &str, rule: &'static str) -> Vec<Filler> {
        let document = self.document;
        let mut phrases: Vec<usize> = document
            .children_as(
                at,
                &[
                    Dependency::Obl,
                    Dependency::OblAgent,
                    Dependency::Nmod,
                    Dependency::Advmod,
                ],
            )
            .filter(|&child| {
                document
                    .marker(child)
                    .is_some_and(|case| document.form(case) == preposition)
            })
            .collect();
        // "weighs new sanctions *on Peru*", hung on the verb
        if phrases.is_empty()
            && self.dependency(at) == Dependency::Obj
            && let Some(verb) = document.head(at)
        {
            let right_behind = |&child: &usize| {
                document
                    .marker(child)
                    .is_some_and(|case| case == at + 1 && document.form(case) == preposition)
            };
            phrases.extend(
                document
                    .children_as(verb, &[Dependency::Obl])
                    .filter(right_behind),
            );
        }
        // "spoke by telephone *with Ruiz*", hung on the telephone
        if phrases.is_empty() && preposition == "with" {
            phrases.extend(
                document
                    .children_as(at, &[Dependency::Obl])
                    .filter(|&noun| {
                        matches!(
                            document.lemma(noun),
                            "phone" | "telephone" | "video" | "videolink"
                        )
                    })
                    .filter_map(|noun| document.phrase_with(noun, preposition)),
            );
        }
        if phrases.is_empty() {
            phrases = self.behind_an_aside(at, preposition);
        }
        phrases.retain(|&child| !self.in_time(child));
        phrases
            .into_iter()
            .map(|child| self.object_fillers(child, rule))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// "held talks in Geneva *with Peru*", "established ties on Monday *with Peru*": hung on the place or the day between.
    fn behind_an_aside(&self, at: usize, preposition: &str) -> Vec<usize> {
        let document = self.document;
        let is_aside = |&child: &usize| {
            let place = || {
                let mention = self.any_mention(child).map(|(_, mention)| mention.kind);
                let led = document
                    .marker(child)
                    .is_some_and(|case| document.form(case) == "in");
                led && mention.is_some() && matches!(preposition, "with" | "against")
            };
            child > at && (self.in_time(child) || place())
        };
        document
            .children_as(
                at,
                &[Dependency::Obl, Dependency::Nmod, Dependency::OblUnmarked],
            )
            .filter(is_aside)
            .flat_map(|aside| document.children_as(aside, &[Dependency::Nmod]))
            .filter(|&child| {
                document
                    .marker(child)
                    .is_some_and(|case| document.form(case) == preposition)
            })
            .collect()
    }

    /// As [`Self::fillers`], and if the phrase names none, whoever its complements name: "rejected *calls by Annan*",
    /// "lifted a warning against travel to *Kenya*".
    pub(super) fn object_fillers(&self, head: usize, rule: &'static str) -> Vec<Filler> {
        let found = self.fillers(head, rule);
        if !found.is_empty() {
            return found;
        }
        let by = self.behind(head, "by", rule);
        if !by.is_empty() && !self.lexicon.noun(self.document.lemma(head)).is_empty() {
            return by;
        }
        let document = self.document;
        let mut sent_along = Vec::new();
        let mut queue = vec![head];
        for _ in 0..6 {
            let mut next = Vec::new();
            for &at in &queue {
                for child in document.children_as(
                    at,
                    &[
                        Dependency::Nmod,
                        Dependency::Conj,
                        Dependency::Acl,
                        Dependency::AclRelcl,
                    ],
                ) {
                    // "a state of emergency *after an attack* by rebels"
                    let aside = document
                        .marker(child)
                        .is_some_and(|case| is_when(document.form(case)));
                    if aside {
                        continue;
                    }
                    if document.tokens[child].fine.is_verb() {
                        // "the proposal *made by Peru*", "the curfew *imposed in Sudan*": whose, where, or on whom
                        let found = first_found(["on", "against", "by", "in"], |case| {
                            let reaction = case == "by" && is_reaction(document.lemma(child));
                            // "the talks, held *in Oslo*": nobody's for that
                            let venue = case == "in"
                                && matches!(
                                    document.lemma(child),
                                    "hold" | "host" | "sign" | "stage"
                                );
                            if reaction || venue {
                                Vec::new()
                            } else {
                                self.behind(child, case, rule)
                            }
                        });
                        if !found.is_empty() {
                            return found;
                        }
                        // "a base *hosting Russian troops*"
                        let within = document.tokens[child].fine == FineTag::Vbg;
                        if let Some(inner) =
                            document.child(child, Dependency::Obj).filter(|_| within)
                        {
                            next.push(inner);
                            let found = self.fillers(inner, rule);
                            if !found.is_empty() {
                                return found;
                            }
                        }
                        continue;
                    }
                    // "agreed to an expansion of *its force* in Kosovo": one's own is no other side
                    let own = document
                        .child(child, Dependency::NmodPoss)
                        .is_some_and(|owner| document.tokens[owner].tag == Tag::Pron);
                    let found = self.fillers(child, rule);
                    if !found.is_empty() && !own {
                        let sent = |filler: &Filler| self.is_sent(filler.actor);
                        if !found.iter().all(sent) {
                            return found;
                        }
                        // "the delivery of *tanks* to Peru"
                        if sent_along.is_empty() {
                            sent_along = found;
                        }
                    }
                    next.push(child);
                }
            }
            if next.is_empty() {
                break;
            }
            queue = next;
        }
        sent_along
    }

    /// Whether an actor is one of those that are sent, of a country not named: "tanks", "doctors".
    fn is_sent(&self, actor: ActorId) -> bool {
        let actor = &self.actors[actor.0];
        actor.kind == ActorKind::Group && matches!(actor.code.as_deref(), Some("MIL" | "MED"))
    }
}

/// The prepositions of what happens besides.
fn is_when(preposition: &str) -> bool {
    matches!(
        preposition,
        "after" | "amid" | "before" | "despite" | "during" | "following" | "since"
    )
}

/// What others think of a thing makes it none of theirs: "a truce *welcomed* by Peru".
fn is_reaction(lemma: &str) -> bool {
    matches!(
        lemma,
        "accept"
            | "accuse"
            | "approve"
            | "back"
            | "condemn"
            | "criticize"
            | "denounce"
            | "endorse"
            | "praise"
            | "reject"
            | "support"
            | "welcome"
    )
}

/// What `find` finds for the first of `cases` that has anything.
fn first_found(
    cases: [&'static str; 4],
    find: impl Fn(&'static str) -> Vec<Filler>,
) -> Vec<Filler> {
    cases
        .into_iter()
        .map(find)
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn further_down() {
        check(
            "Peru rejected the proposal made by Chile.",
            &["REJECT happened rejected: Peru > Chile"],
        );
        // what others think of it makes it none of theirs
        check(
            "Peru rejected the proposal welcomed by Chile.",
            &[
                "REJECT happened rejected: Peru",
                "SUPPORT happened welcomed: Chile",
            ],
        );
        check(
            "Peru condemned the delivery of tanks to Chile.",
            &["ACCUSE happened condemned: Peru > Chile"],
        );
    }

    #[test]
    fn behind_a_day_or_place() {
        check(
            "Peru established diplomatic ties on Monday with Bhutan.",
            &["SUPPORT happened established: Peru, Bhutan"],
        );
        check(
            "Peru announced the delivery of tanks to Chile.",
            &["AID happened announced: Peru > Chile"],
        );
    }
}
