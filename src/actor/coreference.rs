//! Mentions → actors: which mentions are one.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::lexicon::actors::ActorLexicon;
use crate::types::{Actor, ActorKind, ActorMention, Document, Joined, MentionKind};

use super::composition::{Nominal, Owner, Raw, Who};
use super::pairs;
use super::places;
use super::pronouns::{self, Pronoun};
use super::spellings::Spellings;

/// How many sentences back a pronoun or a bare noun looks.
pub(super) const REACH: usize = 3;

/// How many mentions away a title looks for the person who holds it, so that the work stays linear in the text.
pub(super) const WINDOW: usize = 400;

/// Ties mentions, in text order, to actors.
pub(super) struct Resolver<'a> {
    pub(super) document: &'a Document,
    pub(super) lexicon: &'a ActorLexicon,
    pub(super) published: Option<NaiveDate>,
    pub(super) drafts: Vec<Draft<'a>>,
    pub(super) by_key: HashMap<Key, usize>,
    pub(super) by_surname: HashMap<String, usize>,
    /// Surnames by what is left of them without one letter.
    pub(super) spellings: Spellings,
    /// The actor of each mention, in the order of the mentions.
    pub(super) tied: Vec<Option<usize>>,
    /// The second actor of those that mean two.
    pub(super) second: Vec<Option<usize>>,
    /// The mention through which each was tied, and the rule.
    pub(super) joined: Vec<Option<(usize, &'static str)>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    State(u16),
    Body(u16),
    Known(u16),
    Name(String),
    Nominal(String, Option<String>, bool),
    People(u16, bool),
}

pub(super) struct Draft<'a> {
    pub(super) actor: Actor,
    /// Offices by role, held by this person in the text or by the lexicon on the day.
    pub(super) roles: Vec<&'a str>,
    pub(super) female: Option<bool>,
    pub(super) plural: bool,
}

/// The actors that `raws` name, in order of first mention.
pub(super) fn resolve(document: &Document, lexicon: &ActorLexicon, raws: &[Raw]) -> Vec<Actor> {
    let mut resolver = Resolver {
        document,
        lexicon,
        published: document.published.map(|published| published.date),
        drafts: Vec::new(),
        by_key: HashMap::new(),
        by_surname: HashMap::new(),
        spellings: Spellings::default(),
        tied: vec![None; raws.len()],
        second: vec![None; raws.len()],
        joined: vec![None; raws.len()],
    };
    resolver.names(raws);
    resolver.others(raws);
    resolver.finish(raws)
}

impl<'a> Resolver<'a> {
    /// First the names, wherever they stand: a title may come before the name it belongs to.
    fn names(&mut self, raws: &[Raw]) {
        for (at, raw) in raws.iter().enumerate() {
            let actor = match raw.who {
                Who::State(state) => self.housed(raw, raws).or_else(|| Some(self.state(state))),
                Who::Body(body) => Some(self.body(body)),
                Who::Known(person) => Some(self.known(person)),
                Who::Named(named) => self.named(at, named, raws),
                // the letters name it from here on
                Who::Same(other) if raw.rule == "letters" => {
                    let letters = self.document.word(raw.head).to_lowercase();
                    if let Some(draft) = self.tied[other] {
                        self.by_key.insert(Key::Name(letters), draft);
                    }
                    self.join(at, other, raw.rule)
                }
                _ => None,
            };
            self.tied[at] = actor;
        }
    }

    /// Then the nouns and pronouns, in text order.
    fn others(&mut self, raws: &[Raw]) {
        for (at, raw) in raws.iter().enumerate() {
            if let Some([first, second]) = self.both(at, raw, raws) {
                (self.tied[at], self.second[at]) = (Some(first), Some(second));
                continue;
            }
            let actor = match raw.who {
                Who::Same(other) => self.tied[other],
                Who::People(state, number) => Some(self.people(state, number)),
                Who::Nominal(nominal) => Some(self.nominal(at, raw, nominal, raws)),
                Who::Pronoun => self
                    .pronoun(at, raw, raws)
                    .and_then(|(other, rule)| self.join(at, other, rule)),
                _ => continue,
            };
            self.tied[at] = actor;
        }
        for (at, raw) in raws.iter().enumerate() {
            if let Who::Same(other) = raw.who {
                self.tied[at] = self.join(at, other, raw.rule);
            }
        }
    }

    /// The two that a phrase for two means, and "they" after it.
    fn both(&mut self, at: usize, raw: &Raw, raws: &[Raw]) -> Option<[usize; 2]> {
        if raw.who == Who::Two
            && let Some(two) = self.two_called(raw)
        {
            return Some(two);
        }
        match raw.who {
            Who::Nominal(
                nominal @ Nominal {
                    owner: Some(Owner::Head(of)),
                    ..
                },
            ) => self.of_two(raw, nominal, of, raws),
            Who::Two | Who::Nominal(Nominal { owner: None, .. }) => {
                let sentence = self.document.sentence_of(raw.head);
                let (_, sort) = pairs::phrase(self.document, sentence, raw.head)?;
                self.two(at, sort, raws)
            }
            Who::Pronoun
                if pronouns::pronoun_at(self.document, raw.head) == Some(Pronoun::They) =>
            {
                match self.antecedent(at, raw, Pronoun::They, raws) {
                    Some(other) => self.tied[other].zip(self.second[other]).map(Into::into),
                    None => self.joined_two(at, raws),
                }
            }
            _ => None,
        }
    }

    /// Notes why the mention at `at` is the actor of the one at `other`, and returns that actor.
    pub(super) fn join(&mut self, at: usize, other: usize, rule: &'static str) -> Option<usize> {
        self.joined[at] = Some((other, rule));
        self.tied[other]
    }

    /// The actors that a mention is tied to.
    pub(super) fn all_tied(&self, at: usize) -> impl Iterator<Item = usize> + use<> {
        self.tied[at].into_iter().chain(self.second[at])
    }

    fn finish(self, raws: &[Raw]) -> Vec<Actor> {
        let mut order: Vec<usize> = Vec::new();
        let mut drafts: Vec<Draft> = self.drafts;
        // a dateline says where the text was sent from, and speaks of nobody
        let spoken_of = |(_, raw): &(usize, &Raw)| raw.rule != places::IN_DATELINE;
        for (at, raw) in raws.iter().enumerate().filter(spoken_of) {
            let two = self.tied[at].zip(self.second[at]).is_some();
            for draft in self.tied[at].into_iter().chain(self.second[at]) {
                let first = drafts[draft].actor.mentions.first();
                let joined = match (self.joined[at], first) {
                    (Some((other, rule)), _) => Some(Joined {
                        rule,
                        to: self.document.span_of(raws[other].first, raws[other].last),
                    }),
                    (None, Some(first)) => Some(Joined {
                        rule: if two { "both-sides" } else { by_words(raw) },
                        to: first.span,
                    }),
                    (None, None) => None,
                };
                if first.is_none() {
                    order.push(draft);
                }
                drafts[draft].actor.mentions.push(ActorMention {
                    span: self.document.span_of(raw.first, raw.last),
                    head: super::head(self.document, raw),
                    kind: raw.kind,
                    rule: if two { "both-sides" } else { raw.rule },
                    joined,
                });
            }
        }
        // "arrived *here* on Sunday": where the text was sent from
        let sent_from = raws
            .iter()
            .enumerate()
            .find(|(at, raw)| raw.rule == places::IN_DATELINE && self.tied[*at].is_some())
            .and_then(|(at, _)| self.tied[at]);
        if let Some(draft) = sent_from {
            for at in places::goals(self.document) {
                if drafts[draft].actor.mentions.is_empty() {
                    order.push(draft);
                }
                drafts[draft].actor.mentions.push(ActorMention {
                    span: self.document.tokens[at].span,
                    head: at,
                    kind: MentionKind::Place,
                    rule: "here",
                    joined: None,
                });
            }
        }
        let mut actors: Vec<Option<Actor>> =
            drafts.into_iter().map(|draft| Some(draft.actor)).collect();
        order
            .into_iter()
            .filter_map(|draft| actors[draft].take())
            .collect()
    }

    pub(super) fn draft(&mut self, key: Key, make: impl FnOnce(&Self) -> Draft<'a>) -> usize {
        if let Some(&draft) = self.by_key.get(&key) {
            return draft;
        }
        let draft = make(self);
        self.drafts.push(draft);
        self.by_key.insert(key, self.drafts.len() - 1);
        self.drafts.len() - 1
    }
}

/// The rule by which the words of a mention alone tie it to an actor named before.
fn by_words(raw: &Raw) -> &'static str {
    match raw.who {
        Who::State(_) | Who::Body(_) | Who::Known(_) => "names-of-one",
        Who::Nominal(_) | Who::People(..) => "same-noun",
        _ => "same-name",
    }
}

impl Draft<'_> {
    pub(super) fn new(
        name: &str,
        kind: ActorKind,
        country: Option<&str>,
        code: Option<String>,
        role: Option<&str>,
    ) -> Self {
        let actor = Actor {
            name: name.to_owned(),
            kind,
            country: country.map(str::to_owned),
            home: None,
            code,
            role: role.map(str::to_owned),
            mentions: Vec::new(),
        };
        Self {
            actor,
            roles: Vec::new(),
            female: None,
            plural: false,
        }
    }
}
