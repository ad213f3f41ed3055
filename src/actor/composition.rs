//! Noun phrases → mentions: what each phrase names, by the way its parts are put together.

use crate::lexicon::actors::{ActorLexicon, Capitals, Number, Sense};
use crate::types::{ActorKind, Document, FineTag, MentionKind, Sentence};

use super::phrases::{Kind, Part, Phrase};
use super::places;
use super::words::begins_with_capital;

/// A mention before it is known which actor it is.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    /// The first token of the noun phrase.
    pub first: usize,
    /// The last token of the noun phrase.
    pub last: usize,
    /// The token that heads it by its form; the tree may say otherwise.
    pub head: usize,
    pub kind: MentionKind,
    pub who: Who,
    pub rule: &'static str,
}

/// Who a mention names, as far as its own words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    State(u16),
    Body(u16),
    /// A person the lexicon knows.
    Known(u16),
    /// A name the lexicon does not know.
    Named(Named),
    /// A noun for an office or group.
    Nominal(Nominal),
    /// The people of a state.
    People(u16, Number),
    /// The actor that another mention, by its index, names: an apposition.
    Same(usize),
    /// "he", "it", "they".
    Pronoun,
    /// "both sides": two named before, by a noun that is no actor by itself.
    Two,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// First and last token of the name alone.
    pub name: (usize, usize),
    /// The person we know by the last word.
    pub likely: Option<u16>,
    /// The noun that gives the office.
    pub noun: Option<u16>,
    pub owner: Option<Owner>,
    pub kind: ActorKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Nominal {
    pub noun: u16,
    pub number: Number,
    pub owner: Option<Owner>,
    /// Whether "the" or a possessor makes it definite.
    pub definite: bool,
    /// Whether it is no longer, or not yet, held: "former", "ex-".
    pub former: bool,
}

/// Whose minister, whose troops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    State(u16),
    Body(u16),
    Known(u16),
    /// Whoever is named by the mention with this head.
    Head(usize),
}

/// The mentions in the noun phrases of a sentence.
pub(super) fn mentions(
    document: &Document,
    lexicon: &ActorLexicon,
    sentence: &Sentence,
    phrases: &[Phrase],
) -> Vec<Raw> {
    let mut composer = Composer {
        document,
        lexicon,
        raws: Vec::new(),
    };
    for phrase in phrases {
        composer.phrase(phrase);
    }
    composer.share_names(sentence);
    composer.coordinate();
    composer.chain(sentence);
    composer.appose(sentence);
    composer.raws
}

pub(super) struct Composer<'a> {
    pub document: &'a Document,
    pub lexicon: &'a ActorLexicon,
    pub raws: Vec<Raw>,
}

impl Composer<'_> {
    fn phrase(&mut self, phrase: &Phrase) {
        // "*its* foreign ministry"
        let mut owner = (self.document.tokens[phrase.first].fine == FineTag::PrpS)
            .then_some(Owner::Head(phrase.first));
        let mut absorbed: Option<usize> = None;
        let segments: Vec<&[Part]> = phrase
            .parts
            .split(|part| part.kind == Kind::Possessive)
            .filter(|segment| !segment.is_empty())
            .collect();
        for (at, segment) in segments.iter().enumerate() {
            let before = self.raws.len();
            let actor = self.segment(phrase, segment, owner, at > 0);
            // "Iran's foreign minister": the state is part of who he is, not a second actor
            if let (Some(index), true, Some(Owner::State(_))) = (absorbed, actor, owner)
                && index < self.raws.len()
            {
                self.raws.remove(index);
            }
            absorbed =
                (self.raws.len() > before || actor).then(|| self.raws.len().saturating_sub(1));
            owner = match self.raws.last() {
                Some(raw) if actor => Some(owner_of(raw)),
                _ => None,
            };
        }
    }

    /// Reads one segment between possessives; whether its head is an actor.
    fn segment(
        &mut self,
        phrase: &Phrase,
        parts: &[Part],
        owner: Option<Owner>,
        possessed: bool,
    ) -> bool {
        let Some((head, before)) = parts.split_last() else {
            return false;
        };
        let nation = before.iter().rev().find_map(nation);
        let definite = possessed || self.document.form(phrase.first) == "the";
        let first = phrase.first;
        match head.kind {
            Kind::Person(_) | Kind::Name(_) => self.named(first, head, before, nation.or(owner)),
            Kind::Noun(noun, number) => {
                if let Some(raw) = self.body_by_name(first, head, before, nation.or(owner), noun) {
                    self.raws.push(raw);
                    return true;
                }
                self.modifiers(before, true);
                let person = before.last().and_then(|part| match part.kind {
                    Kind::Person(person) | Kind::Name(Some(person)) => Some(Owner::Known(person)),
                    _ => None,
                });
                let former = before
                    .iter()
                    .any(|part| is_former(self.document.form(part.first)));
                let nominal = Nominal {
                    noun,
                    number,
                    owner: nation.or(person).or(owner),
                    definite,
                    former,
                };
                let rule = if nation.is_some() {
                    "nationality-noun"
                } else if owner.is_some() {
                    "possessor-noun"
                } else {
                    "noun"
                };
                self.push(
                    first,
                    head,
                    MentionKind::Nominal,
                    Who::Nominal(nominal),
                    rule,
                );
            }
            Kind::State(state) | Kind::Capital(state) | Kind::Place(state) => {
                self.modifiers(before, false);
                let (kind, rule) = match head.kind {
                    Kind::State(_) => (MentionKind::Name, "state-name"),
                    Kind::Capital(_) => (MentionKind::Metonym, "capital"),
                    _ => (MentionKind::Place, "city"),
                };
                self.push(first, head, kind, Who::State(state), rule);
            }
            Kind::Body(body) => {
                self.modifiers(before, false);
                let entry = &self.lexicon.bodies[usize::from(body)];
                match (entry.kind, entry.country) {
                    (ActorKind::State, Some(state)) => self.push(
                        first,
                        head,
                        MentionKind::Metonym,
                        Who::State(state),
                        "seat-of-government",
                    ),
                    _ => self.push(first, head, MentionKind::Name, Who::Body(body), "body-name"),
                }
            }
            Kind::Nationality(state, Some(number)) => self.push(
                first,
                head,
                MentionKind::Nominal,
                Who::People(state, number),
                "people",
            ),
            Kind::Nationality(state, None) => {
                if definite && !possessed && before.is_empty() {
                    self.push(
                        first,
                        head,
                        MentionKind::Nominal,
                        Who::People(state, Number::Plural),
                        "people",
                    );
                } else {
                    self.push(
                        head.first,
                        head,
                        MentionKind::Modifier,
                        Who::State(state),
                        "nationality",
                    );
                    return false;
                }
            }
            Kind::Word | Kind::Hyphen | Kind::Possessive => {
                self.modifiers(parts, false);
                return false;
            }
        }
        true
    }

    /// A person's name with the title and country before it, or a body's name.
    fn named(&mut self, first: usize, head: &Part, before: &[Part], owner: Option<Owner>) {
        let noun = before
            .iter()
            .rev()
            .take(3)
            .find_map(|part| match part.kind {
                Kind::Noun(noun, _) => Some(noun),
                _ => None,
            });
        let honorific = before
            .last()
            .is_some_and(|part| super::words::is_honorific(self.document.form(part.first)));
        let has_title = noun.is_some();
        let words = head.last + 1 - head.first;
        let likely = match head.kind {
            Kind::Person(person) => {
                let person = self.of_nation(head, owner).unwrap_or(person);
                self.push(
                    first,
                    head,
                    MentionKind::Name,
                    Who::Known(person),
                    if has_title { "title-name" } else { "name" },
                );
                return;
            }
            Kind::Name(likely) => likely,
            _ => None,
        };
        let titled_as_known = likely.filter(|&person| {
            (has_title || honorific)
                && noun.is_none_or(|noun| {
                    let role = &self.lexicon.nouns[usize::from(noun)].role;
                    self.lexicon.people[usize::from(person)]
                        .offices
                        .iter()
                        .any(|office| same_office(&office.role, role))
                })
        });
        if let Some(person) = titled_as_known {
            self.push(
                first,
                head,
                MentionKind::Name,
                Who::Known(person),
                "title-name",
            );
            return;
        }
        let person = has_title
            && noun
                .is_some_and(|noun| self.lexicon.nouns[usize::from(noun)].kind != ActorKind::Body);
        // "Department of State Services"
        let body = self
            .lexicon
            .longest(self.document, head.first, head.first + 1, Capitals::Tell)
            .is_some_and(|found| {
                found.senses.iter().any(|found| match found.sense {
                    Sense::Noun(noun, _) => {
                        self.lexicon.nouns[usize::from(noun)].kind == ActorKind::Body
                    }
                    _ => false,
                })
            });
        let kind = if body && words > 2 {
            ActorKind::Body
        } else if person || honorific || words > 1 || likely.is_some() {
            ActorKind::Person
        } else {
            ActorKind::Body
        };
        let named = Named {
            name: (head.first, head.last),
            likely,
            noun,
            owner,
            kind,
        };
        self.push(
            first,
            head,
            MentionKind::Name,
            Who::Named(named),
            if has_title {
                "title-name"
            } else {
                "unknown-name"
            },
        );
    }

    /// "Guatemalan President Morales": of the people with this surname, the one who held office there.
    fn of_nation(&self, head: &Part, owner: Option<Owner>) -> Option<u16> {
        let Some(Owner::State(state)) = owner else {
            return None;
        };
        let found = [Capitals::Tell, Capitals::Silent]
            .into_iter()
            .find_map(|capitals| {
                self.lexicon
                    .longest(self.document, head.first, head.last + 1, capitals)
            })?;
        let people = found.senses.iter().filter_map(|found| match found.sense {
            Sense::Surname(person) => Some(person),
            _ => None,
        });
        let ruled = |index: &u16| {
            let person = &self.lexicon.people[usize::from(*index)];
            person
                .offices
                .iter()
                .any(|office| office.country == Some(state))
        };
        let published = self.document.published.map(|published| published.date);
        people
            .filter(ruled)
            .min_by_key(|&person| self.lexicon.people[usize::from(person)].distance(published))
    }

    /// "Green Future Party", "Kano State Government": a name whose last word says what it is.
    fn body_by_name(
        &self,
        first: usize,
        head: &Part,
        before: &[Part],
        owner: Option<Owner>,
        noun: u16,
    ) -> Option<Raw> {
        let capital = begins_with_capital(self.document.word(head.last));
        let name = before
            .last()
            .filter(|part| matches!(part.kind, Kind::Name(None)))?;
        let kind = self.lexicon.nouns[usize::from(noun)].kind;
        (capital && kind != ActorKind::Person).then_some(Raw {
            first,
            last: head.last,
            head: head.last,
            kind: MentionKind::Name,
            who: Who::Named(Named {
                name: (name.first, head.last),
                likely: None,
                noun: Some(noun),
                owner,
                kind,
            }),
            rule: "body-name",
        })
    }

    /// Nationalities and names before a noun. Before an actor's noun the last one says whose it is.
    fn modifiers(&mut self, parts: &[Part], but_last: bool) {
        let count = parts.iter().filter(|part| nation(part).is_some()).count();
        let mut seen = 0;
        for part in parts {
            let who = match part.kind {
                Kind::State(state)
                | Kind::Nationality(state, _)
                | Kind::Capital(state)
                | Kind::Place(state) => Who::State(state),
                Kind::Body(body) => match (
                    self.lexicon.bodies[usize::from(body)].kind,
                    self.lexicon.bodies[usize::from(body)].country,
                ) {
                    (ActorKind::State, Some(state)) => Who::State(state),
                    _ => Who::Body(body),
                },
                Kind::Person(person) if !but_last => Who::Known(person),
                _ => continue,
            };
            if nation(part).is_some() {
                seen += 1;
                if but_last && seen == count {
                    continue;
                }
            }
            self.push(part.first, part, MentionKind::Modifier, who, "modifier");
        }
    }

    fn push(&mut self, first: usize, head: &Part, kind: MentionKind, who: Who, rule: &'static str) {
        let by_name = matches!(kind, MentionKind::Name | MentionKind::Metonym)
            && matches!(who, Who::Known(_) | Who::Named(_));
        self.raws.push(Raw {
            first,
            last: head.last,
            head: if by_name { head.first } else { head.last },
            kind,
            who,
            rule,
        });
    }
}

fn nation(part: &Part) -> Option<Owner> {
    match part.kind {
        Kind::State(state)
        | Kind::Nationality(state, _)
        | Kind::Capital(state)
        | Kind::Place(state) => Some(Owner::State(state)),
        Kind::Body(body) => Some(Owner::Body(body)),
        _ => None,
    }
}

pub(super) fn owner_of(raw: &Raw) -> Owner {
    match raw.who {
        Who::State(state) | Who::People(state, _) => Owner::State(state),
        Who::Body(body) => Owner::Body(body),
        Who::Known(person) => Owner::Known(person),
        _ => Owner::Head(raw.head),
    }
}

fn is_former(form: &str) -> bool {
    matches!(
        form,
        "former" | "ex" | "ousted" | "deposed" | "late" | "retired" | "one-time" | "onetime"
    )
}

/// Whether two nouns name one office, as news uses them: a "leader" may be any head.
pub(super) fn same_office(one: &str, other: &str) -> bool {
    let head = |role: &str| {
        matches!(
            role,
            "president"
                | "prime minister"
                | "chancellor"
                | "supreme leader"
                | "leader"
                | "king"
                | "crown prince"
                | "head of state"
                | "head of government"
                | "dictator"
                | "secretary general"
        )
    };
    one == other
        || (one == "leader" || other == "leader") && head(one) && head(other)
        || one == "minister" && other.ends_with("minister")
        || other == "minister" && one.ends_with("minister")
        || matches!(
            (one, other),
            ("secretary of state", "foreign minister") | ("foreign minister", "secretary of state")
        )
}

/// Decides for each mention of a state whether it acts or is the place of something.
pub(super) fn place(document: &Document, raws: &mut [Raw]) {
    for raw in raws {
        if let (Who::State(_), MentionKind::Name | MentionKind::Metonym) = (raw.who, raw.kind)
            && let Some(rule) = places::rule(document, raw)
        {
            raw.kind = MentionKind::Place;
            raw.rule = rule;
        }
    }
}
