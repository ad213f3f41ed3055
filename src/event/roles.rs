//! Who takes part: the slots of a verb or noun, filled from the tree.

use crate::lexicon::events::{Slot, Slots};
use crate::types::{ActorKind, Dependency, FineTag, MentionKind, Tag};

use super::frame::{Act, Cast, Filler, Reading, Wording};
use super::parties::push_new;

/// What stands at the ends of a verb, whichever way round.
#[derive(Clone, Copy)]
struct Ends {
    /// Who does it.
    subject: Option<usize>,
    /// Whom it is done to.
    object: Option<usize>,
    passive: bool,
}

impl Reading<'_> {
    /// "held drills *around Taiwan*": those near whom an act is done.
    pub(super) fn neighbours(&self, at: usize) -> Vec<Filler> {
        let object = self.object(at);
        [Some(at), object]
            .into_iter()
            .flatten()
            .flat_map(|word| ["around", "near", "off", "along"].map(|case| (word, case)))
            .map(|(word, case)| self.behind(word, case, "near"))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The cast of a verb.
    pub(super) fn verb_cast(&self, at: usize, slots: &Slots) -> Cast {
        let document = self.document;
        let form = self.form(at);
        let mut cast = Cast::default();
        let passive = form.passive;
        let subject = if passive {
            document.agent(at).or_else(|| self.by_phrase(at))
        } else {
            let state = || self.is_state(at).then(|| self.modified(at)).flatten();
            self.subject(at).or_else(state)
        };
        let object = if passive {
            self.subject(at).or_else(|| self.modified(at))
        } else {
            self.object(at)
        };
        // "GENEVA (AP) - Police met": the place in the dateline acts in nothing
        let subject = subject.filter(|&noun| {
            document
                .dateline
                .as_ref()
                .is_none_or(|dateline| !dateline.span.overlaps(document.tokens[noun].span))
        });
        let rule = if passive { "by-agent" } else { "subject" };
        let mut source = match slots.source {
            Slot::Object => object
                .or(self.subject(at))
                .map(|noun| self.fillers(noun, "object"))
                .unwrap_or_default(),
            // "received weapons *from Georgia*", "came under attack *from rebels*"
            Slot::Preposition(preposition) => object
                .into_iter()
                .chain([at])
                .chain(document.children_as(at, &[Dependency::Obl]))
                .map(|from| self.behind(from, preposition, "preposition"))
                .find(|found| !found.is_empty())
                .unwrap_or_default(),
            _ => subject
                .map(|noun| self.fillers(noun, rule))
                .unwrap_or_default(),
        };
        if let Some(first) = subject.filter(|_| !passive && slots.source == Slot::Subject) {
            push_new(&mut source, self.joined_behind(at, first, rule));
        }
        // "*talks between Peru and Chile* collapsed"
        if source.is_empty()
            && let Some(noun) = subject
            && document.phrase_with(noun, "between").is_some()
        {
            source = self.behind(noun, "between", "between");
        }
        if source.is_empty() && !passive && slots.source == Slot::Subject {
            source = self.participle_source(at);
            if source.is_empty() {
                source = self.adjacent_source(at, subject.is_none());
            }
        }
        if source.is_empty() && passive && shuts_out(document.lemma(at)) {
            source = self.behind(at, "from", "expelled-from");
        }
        let ends = Ends {
            subject,
            object,
            passive,
        };
        let mut target = self.targets(at, slots, ends, &source);
        if slots.both {
            // "Peru and Chile held talks in *Geneva*", "rivals met in *Geneva*": both are there already
            let many = source.len() > 1
                || source.iter().any(|filler| {
                    let mut words = self.document.tokens_in(filler.span);
                    words
                        .next_back()
                        .is_some_and(|last| self.document.tokens[last].fine == FineTag::Nns)
                });
            if many {
                target.retain(|filler| !self.is_place(filler));
            }
            cast.both = source;
            cast.both.append(&mut target);
        } else {
            cast.source = source;
            cast.target = target;
        }
        cast
    }

    /// "was arrested *in Niger*": only those who govern there arrest, charge and sentence.
    pub(super) fn authorities(&self, act: &Act) -> Vec<Filler> {
        let legal = matches!(
            act.lemma.as_str(),
            "arrest"
                | "charge"
                | "convict"
                | "detain"
                | "deport"
                | "imprison"
                | "indict"
                | "jail"
                | "put under investigation"
                | "sentence"
        );
        let open = act.wording == Wording::Verb
            && act.form.passive
            && act.cast.source.is_empty()
            && act.cast.both.is_empty()
            && !act.cast.target.is_empty();
        if !legal || !open {
            return Vec::new();
        }
        let mut found = self.behind(act.token, "in", "authorities-there");
        found.retain(|filler| {
            self.actors[filler.actor.0].kind == ActorKind::State
                && act
                    .cast
                    .target
                    .iter()
                    .all(|side| side.actor != filler.actor)
        });
        found
    }

    /// Whom the first slot for targets names that names anybody but `source`.
    fn targets(&self, at: usize, slots: &Slots, ends: Ends, source: &[Filler]) -> Vec<Filler> {
        let filled = slots.targets.iter().map(|slot| {
            let mut found = self.slot(at, *slot, ends);
            found.retain(|filler| !source.iter().any(|other| other.actor == filler.actor));
            found
        });
        filled
            .into_iter()
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// Whom one slot of the verb `at` names.
    fn slot(&self, at: usize, slot: Slot, ends: Ends) -> Vec<Filler> {
        let document = self.document;
        let Ends {
            subject,
            object,
            passive,
        } = ends;
        match slot {
            Slot::Object => {
                let rule = if passive { "passive-subject" } else { "object" };
                object
                    .map(|noun| self.object_fillers(noun, rule))
                    .unwrap_or_default()
            }
            Slot::Indirect => document
                .child(at, Dependency::Iobj)
                .or_else(|| self.first_of_two_objects(at))
                .map(|noun| self.fillers(noun, "indirect-object"))
                .unwrap_or_default(),
            Slot::Preposition(preposition) => {
                let mut found = self.behind(at, preposition, "preposition");
                if found.is_empty() && (!passive || matches!(preposition, "on" | "against")) {
                    // "sent an envoy *to Syria*", hung on the noun
                    // "a team of experts *to Syria*", on the last
                    // "aid to and deals *with Syria*", on the one joined to it
                    found = object
                        .into_iter()
                        .flat_map(|noun| document.conjuncts(noun))
                        .chain(object.and_then(|noun| document.phrase_with(noun, "of")))
                        .map(|noun| self.behind(noun, preposition, "preposition"))
                        .find(|found| !found.is_empty())
                        .unwrap_or_default();
                }
                // "resumed talks in *Mont Pelerin*": a place nobody knows is nobody
                if preposition == "in" {
                    found.retain(|filler| self.is_known(filler.actor));
                }
                found
            }
            Slot::Subject => subject
                .map(|noun| self.fillers(noun, "subject"))
                .unwrap_or_default(),
        }
    }

    /// "gave *Israel* an ultimatum", where the tree made both plain objects.
    fn first_of_two_objects(&self, at: usize) -> Option<usize> {
        let mut objects = self.document.children_as(at, &[Dependency::Obj]);
        let first = objects.next()?;
        objects.next().map(|_| first)
    }

    /// "by the army" where the tree does not call it an agent.
    fn by_phrase(&self, at: usize) -> Option<usize> {
        self.document
            .phrase_with(at, "by")
            .filter(|&noun| !self.in_time(noun))
    }

    /// The noun a participle modifies: "the *town* shelled by the army".
    fn modified(&self, at: usize) -> Option<usize> {
        matches!(
            self.dependency(at),
            Dependency::Acl | Dependency::AclRelcl | Dependency::Amod
        )
        .then(|| self.document.head(at))
        .flatten()
    }

    /// The one who acts in a participle that hangs on another predicate: "…, *saying* it would leave".
    fn participle_source(&self, at: usize) -> Vec<Filler> {
        let document = self.document;
        if !matches!(
            self.dependency(at),
            Dependency::Advcl | Dependency::Acl | Dependency::Parataxis | Dependency::Conj
        ) || document.has_finite_verb(at)
        {
            return Vec::new();
        }
        let Some(head) = document.head(at) else {
            return Vec::new();
        };
        match document.subject(document.predicate_of(head)) {
            Some(noun) => self.fillers(noun, "shared-subject"),
            // "after touring Lima and *meeting* the police, he said"
            None if self.dependency(at) == Dependency::Conj
                && head < at
                && document.tokens[head].fine == FineTag::Vbg =>
            {
                self.participle_source(head)
            }
            None => Vec::new(),
        }
    }

    /// The actor right before, or, for "*said* the envoy", right behind a finite verb to which the tree gives no subject.
    fn adjacent_source(&self, at: usize, inverted: bool) -> Vec<Filler> {
        let document = self.document;
        if !document.has_finite_verb(at) {
            return Vec::new();
        }
        let tokens = document.sentence_of(at).tokens.clone();
        let group = document
            .auxiliaries(at)
            .next()
            .filter(|&first| first < at)
            .unwrap_or(at);
        let mut before = group;
        while before > tokens.start && document.tokens[before - 1].tag == Tag::Adv {
            before -= 1;
        }
        let left = before.checked_sub(1).filter(|&token| token >= tokens.start);
        let right = Some(at + 1)
            .filter(|&token| inverted && token < tokens.end && document.lemma(at) == "say");
        left.into_iter()
            .chain(right)
            .filter_map(|token| self.any_mention(token))
            .find(|(_, mention)| {
                !matches!(mention.kind, MentionKind::Modifier | MentionKind::Place)
                    // "as the ministry had announced", where "as" was taken for a preposition
                    // and "in talks with Peru, Ana Ruiz said", where both were taken for one
                    && document.marker(mention.head).is_none_or(|case| {
                        let first = document.tokens_in(mention.span).start;
                        document.form(case) == "as"
                            || (case..first).any(|between| document.form(between) == ",")
                    })
            })
            .map(|(actor, mention)| {
                vec![Filler {
                    actor,
                    span: mention.span,
                    rule: "next-to-the-verb",
                }]
            })
            .unwrap_or_default()
    }
}

/// What nobody but those inside do: "two envoys were expelled *from Peru*".
fn shuts_out(lemma: &str) -> bool {
    matches!(lemma, "banish" | "bar" | "deport" | "expel" | "suspend")
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn from_around() {
        check(
            "After a visit to Kenya, Annan warned of violence.",
            &[
                "CONSULT happened visit: Kofi Annan > Kenya",
                "THREATEN happened warned: Kofi Annan",
            ],
        );
        check(
            "After visiting Kenya and condemning the rebels, Annan spoke.",
            &[
                "CONSULT happened visiting: Kofi Annan > Kenya",
                "ACCUSE happened condemning: Kofi Annan > rebels",
                "STATEMENT happened spoke: Kofi Annan",
            ],
        );
        check(
            "Egypt will send aid to Sudan, a Kremlin spokesman warned.",
            &[
                "AID planned send: Egypt > Sudan",
                "STATEMENT happened warned: Kremlin spokesman",
            ],
        );
        check(
            "Peru accused Karam of murder.",
            &["ACCUSE happened accused: Peru > Karam"],
        );
        check(
            "Rebels attacked an army base in Mali, killing ten children.",
            &["ASSAULT happened attacked: Rebels > army base"],
        );
        check(
            "Officials from Peru and Chile met.",
            &["CONSULT happened met: Officials from Peru, Officials from Chile"],
        );
        check(
            "Prime ministers Luis Ruiz of Peru and Ana Soto of Chile agreed to the plan.",
            &["AGREE happened agreed to: Luis Ruiz, Ana Soto"],
        );
        check(
            "Rebels searched a house in Mali.",
            &["COERCE happened searched: Rebels > Mali"],
        );
        check(
            "Kenya came under attack from Somali rebels.",
            &["ASSAULT happened came under attack: Somali rebels > Kenya"],
        );
        check(
            "Israel did not leave without attacking Syria.",
            &[
                "RETREAT denied leave: Israel",
                "ASSAULT happened attacking: Israel > Syria",
            ],
        );
        // who urges both sides is none of them
        check(
            "The EU envoy urged both sides to talk.",
            &["REQUEST happened urged: EU envoy"],
        );
        check(
            "Luis Ruiz of Peru and Ana Soto of Chile resumed talks.",
            &["CONSULT happened resumed: Luis Ruiz, Ana Soto"],
        );
        check(
            "Ruiz\u{2019}s mother died, and Chile attacked the town of Kostin in Peru.",
            &["ASSAULT happened attacked: Chile > town of Kostin"],
        );
        check(
            "Two envoys were expelled from Peru.",
            &["SANCTION happened expelled: Peru > Two envoys"],
        );
        check(
            "Chilean troops remained on alert on Sunday in Bolivia.",
            &["MOBILIZE happened alert: Chilean troops > Bolivia"],
        );
        check(
            "Rebels demanded that the president resign.",
            &["REQUEST happened demanded: Rebels > president"],
        );
        // agencies and armed groups that no table has
        check(
            "The NQB freed two hostages.",
            &["CONCEDE happened freed: NQB > two hostages"],
        );
        check(
            "Heavy clashes broke out between police and Kurdish rebels in Iraq.",
            &["ASSAULT happened clashes: police, Kurdish rebels"],
        );
        check(
            "Two Australian journalists were arrested in Indonesia.",
            &["COERCE happened arrested: Indonesia > Two Australian journalists"],
        );
        check(
            "Senegal's army bombed a village, arresting two rebels.",
            &[
                "ASSAULT happened bombed: Senegal's army > village",
                "COERCE happened arresting: Senegal's army > two rebels",
            ],
        );
        check(
            "The talks ended after killings blamed on Hamas.",
            &["ASSAULT happened killings: Hamas"],
        );
    }

    #[test]
    fn examples() {
        // headlines
        check(
            "Xi, Putin to meet in Lima",
            &["CONSULT planned meet: Xi Jinping, Vladimir Putin"],
        );
        check(
            "France, Serbia fail to sign deal",
            &["REJECT happened fail: France, Serbia"],
        );
        // the hours are no part of the ambassador, nor is one side of the talks alone
        check(
            "Georgia expelled the Russian ambassador hours later.",
            &["SANCTION happened expelled: Georgia > Russian ambassador"],
        );
        check(
            "Clashes between Peru's army and the rebels killed ten people.",
            &["ASSAULT happened killed: Peru's army, rebels > ten people"],
        );
        check(
            "Georgia was attacked by Russia.",
            &["ASSAULT happened attacked: Russia > Georgia"],
        );
        check(
            "Georgia was attacked on Monday.",
            &["ASSAULT happened attacked:  > Georgia"],
        );
        check(
            "France met with Germany in Geneva.",
            &["CONSULT happened met with: France, Germany"],
        );
        check(
            "The talks between France and Germany ended.",
            &["CONSULT happened talks: France, Germany"],
        );
        check(
            "Iran, which had attacked Iraq, met France.",
            &[
                "ASSAULT happened attacked: Iran > Iraq",
                "CONSULT happened met: Iran, France",
            ],
        );
        check(
            "French troops killed three rebels in Mali.",
            &["ASSAULT happened killed: French troops > three rebels"],
        );
        check(
            "France held talks with Germany.",
            &["CONSULT happened held talks: France, Germany"],
        );
    }
}
