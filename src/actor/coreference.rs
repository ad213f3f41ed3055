//! Mentions → actors: which mentions are one.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::lexicon::actors::{ActorLexicon, Number, Tenure};
use crate::types::{Actor, ActorKind, ActorMention, Dependency, Document, MentionKind};

use super::composition::{Named, Nominal, Owner, Raw, Who, same_office};
use super::pairs;
use super::pronouns::{self, Pronoun};

/// How many sentences back a pronoun or a bare noun looks.
pub(super) const REACH: usize = 3;

/// How many mentions away a title looks for the person who holds it, so that the work stays linear in the text.
pub(super) const WINDOW: usize = 400;

/// Ties mentions, in text order, to actors.
pub(super) struct Resolver<'a> {
    pub(super) document: &'a Document,
    pub(super) lexicon: &'a ActorLexicon,
    published: Option<NaiveDate>,
    pub(super) drafts: Vec<Draft<'a>>,
    by_key: HashMap<Key, usize>,
    by_surname: HashMap<String, usize>,
    /// The actor of each mention, in the order of the mentions.
    pub(super) tied: Vec<Option<usize>>,
    /// The second actor of those that mean two.
    second: Vec<Option<usize>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
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
    roles: Vec<&'a str>,
    female: Option<bool>,
    plural: bool,
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
        tied: vec![None; raws.len()],
        second: vec![None; raws.len()],
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
                Who::Named(named) => self.named(raw, named, raws),
                // the letters name it from here on
                Who::Same(other) if raw.rule == "letters" => {
                    let letters = self.document.word(raw.head).to_lowercase();
                    if let Some(draft) = self.tied[other] {
                        self.by_key.insert(Key::Name(letters), draft);
                    }
                    self.tied[other]
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
                Who::Pronoun => self.pronoun(at, raw, raws),
                _ => continue,
            };
            self.tied[at] = actor;
        }
        for (at, raw) in raws.iter().enumerate() {
            if let Who::Same(other) = raw.who {
                self.tied[at] = self.tied[other];
            }
        }
    }

    /// The two that a phrase for two means, and "they" after it.
    fn both(&mut self, at: usize, raw: &Raw, raws: &[Raw]) -> Option<[usize; 2]> {
        match raw.who {
            Who::Two | Who::Nominal(Nominal { owner: None, .. }) => {
                let sentence = self.document.sentence_of(raw.head);
                let (_, sort) = pairs::phrase(self.document, sentence, raw.head)?;
                self.two(at, sort, raws)
            }
            Who::Pronoun if pronouns::at(self.document, raw.head) == Some(Pronoun::They) => {
                match self.antecedent(at, raw, Pronoun::They, raws) {
                    Some(other) => self.tied[other].zip(self.second[other]).map(Into::into),
                    None => self.joined_two(at, raws),
                }
            }
            _ => None,
        }
    }

    /// The actors that a mention is tied to.
    pub(super) fn all_tied(&self, at: usize) -> impl Iterator<Item = usize> + use<> {
        self.tied[at].into_iter().chain(self.second[at])
    }

    fn finish(self, raws: &[Raw]) -> Vec<Actor> {
        let mut order: Vec<usize> = Vec::new();
        let mut drafts: Vec<Draft> = self.drafts;
        for (at, raw) in raws.iter().enumerate() {
            let two = self.tied[at].zip(self.second[at]).is_some();
            for draft in self.tied[at].into_iter().chain(self.second[at]) {
                if drafts[draft].actor.mentions.is_empty() {
                    order.push(draft);
                }
                drafts[draft].actor.mentions.push(ActorMention {
                    span: self.document.span_of(raw.first, raw.last),
                    head: super::head(self.document, raw),
                    kind: raw.kind,
                    rule: if two { "both-sides" } else { raw.rule },
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

    fn draft(&mut self, key: Key, make: impl FnOnce(&Self) -> Draft<'a>) -> usize {
        if let Some(&draft) = self.by_key.get(&key) {
            return draft;
        }
        let draft = make(self);
        self.drafts.push(draft);
        self.by_key.insert(key, self.drafts.len() - 1);
        self.drafts.len() - 1
    }

    pub(super) fn state(&mut self, state: u16) -> usize {
        self.draft(Key::State(state), |this| {
            let state = &this.lexicon.states[usize::from(state)];
            Draft::new(
                &state.name,
                ActorKind::State,
                Some(&state.code),
                Some(state.code.to_string()),
                None,
            )
        })
    }

    pub(super) fn body(&mut self, body: u16) -> usize {
        self.draft(Key::Body(body), |this| {
            let body = &this.lexicon.bodies[usize::from(body)];
            let country = body
                .country
                .map(|state| &*this.lexicon.states[usize::from(state)].code);
            let code = (!body.code.is_empty()).then(|| body.code.to_string());
            Draft::new(&body.name, body.kind, country, code, None)
        })
    }

    fn known(&mut self, person: u16) -> usize {
        let draft = self.draft(Key::Known(person), |this| {
            let person = &this.lexicon.people[usize::from(person)];
            let (office, tenure) = person.office(this.published);
            let country = office
                .country
                .map(|state| &*this.lexicon.states[usize::from(state)].code);
            let code = match (tenure, country) {
                (Tenure::InOffice, _) | (_, None) => office.code.to_string(),
                (_, Some(country)) => format!("{country}ELI"),
            };
            let role = (tenure == Tenure::InOffice || this.published.is_none())
                .then_some(&*office.role)
                .filter(|role| !role.is_empty());
            let mut draft = Draft::new(&person.name, ActorKind::Person, country, Some(code), role);
            draft.roles.extend(role);
            draft.female = Some(person.female);
            draft
        });
        let name = &self.lexicon.people[usize::from(person)].name;
        self.remember_surname(name, draft);
        draft
    }

    fn remember_surname(&mut self, name: &str, draft: usize) {
        if let Some(surname) = name.split(' ').next_back() {
            self.by_surname.insert(surname.to_lowercase(), draft);
        }
    }

    /// A name we do not know: the person of that name or surname so far, else a new one.
    fn named(&mut self, raw: &Raw, named: Named, raws: &[Raw]) -> Option<usize> {
        let text = self
            .document
            .slice(self.document.span_of(named.name.0, named.name.1));
        let words = named.name.1 + 1 - named.name.0;
        let key = Key::Name(text.to_lowercase());
        let noun = named
            .noun
            .map(|noun| &self.lexicon.nouns[usize::from(noun)]);
        let owner = named.owner.map_or_else(
            || {
                noun.filter(|noun| matches!(&*noun.sector, "GOV" | "MIL"))
                    .and_then(|_| self.acting_state(raw, raws))
            },
            |owner| self.owner(owner, raws),
        );
        let known = self.by_key.get(&key).copied().or_else(|| {
            if words == 1 {
                self.by_surname.get(&text.to_lowercase()).copied()
            } else {
                None
            }
        });
        let draft = match known {
            Some(draft) => draft,
            None if words == 1
                && named.noun.is_none()
                && named.owner.is_none()
                && !self.is_subject(raw) =>
            {
                return None;
            }
            None => self.draft(key, |_| Draft::new(text, named.kind, None, None, None)),
        };
        let entry = &mut self.drafts[draft];
        if entry.actor.country.is_none() && entry.actor.code.is_none() {
            if let Some(owner) = owner {
                entry.actor.country = owner.country;
                entry.actor.code = code(&owner.code, noun.map_or("", |noun| &*noun.sector));
            } else if let Some(noun) = noun {
                entry.actor.code = code("", &noun.sector);
            }
        } else if let (Some(owner), None) = (owner, &entry.actor.country) {
            entry.actor.country = owner.country;
            entry.actor.code = code(&owner.code, noun.map_or("", |noun| &*noun.sector));
        }
        if let Some(noun) = noun
            && (named.kind == ActorKind::Person || noun.kind == ActorKind::Person)
        {
            entry
                .actor
                .role
                .get_or_insert_with(|| noun.role.to_string());
            entry.roles.push(&noun.role);
        }
        if named.kind == ActorKind::Person {
            self.remember_surname(text, draft);
        }
        Some(draft)
    }

    fn is_subject(&self, raw: &Raw) -> bool {
        self.document.tokens[raw.head].dependency.is_subject()
    }

    fn people(&mut self, state: u16, number: Number) -> usize {
        let plural = number == Number::Plural;
        self.draft(Key::People(state, plural), |this| {
            let state = &this.lexicon.states[usize::from(state)];
            let mut draft = Draft::new(
                &state.name,
                ActorKind::Group,
                Some(&state.code),
                Some(format!("{}CVL", state.code)),
                None,
            );
            draft.plural = plural;
            draft
        })
    }

    /// "the German chancellor", "Russian troops", "the minister".
    fn nominal(&mut self, at: usize, raw: &Raw, nominal: Nominal, raws: &[Raw]) -> usize {
        let noun = &self.lexicon.nouns[usize::from(nominal.noun)];
        let owner = nominal.owner.and_then(|owner| self.owner(owner, raws));
        let country = owner.as_ref().and_then(|owner| owner.country.clone());
        if nominal.number == Number::Singular
            && noun.kind == ActorKind::Person
            && nominal.definite
            && !nominal.former
            && let Some(draft) =
                self.holder(at, &noun.role, country.as_deref(), owner.is_some(), raws)
        {
            return draft;
        }
        if nominal.number == Number::Singular
            && noun.kind == ActorKind::Person
            && nominal.definite
            && !nominal.former
            && let Some(owner) = &owner
            && let Some(draft) = self.unplaced(at, raws)
        {
            let entry = &mut self.drafts[draft];
            entry.actor.country.clone_from(&owner.country);
            entry.actor.code = code(&owner.code, &noun.sector);
            entry.actor.role = Some(noun.role.to_string());
            entry.roles.push(&noun.role);
            return draft;
        }
        if nominal.definite
            && let Some(draft) = self.body_called(at, nominal, raws)
        {
            return draft;
        }
        let key_owner = owner.as_ref().map(|owner| owner.code.clone());
        if owner.is_none()
            && nominal.definite
            && let Some(draft) = self.last_of_noun(at, &noun.role, raws)
        {
            return draft;
        }
        let plural = nominal.number == Number::Plural;
        let text = strip_article(
            self.document
                .slice(self.document.span_of(raw.first, raw.last)),
        );
        // "the city of Kunduz" is not the city of Herat
        let place = raw.rule == "noun-of" && is_part_of_a_country(&noun.role);
        let key = if place {
            Key::Name(text.to_lowercase())
        } else {
            Key::Nominal(noun.role.to_string(), key_owner, plural)
        };
        let shared = self
            .of_state(raw, nominal)
            .filter(|_| !place)
            .or_else(|| self.of_adjective(raw));
        let meant = owner.as_ref().and_then(|owner| owner.meant.as_deref());
        let meant = meant
            .zip(text.split_once(' '))
            .map(|(name, (_, noun))| format!("{noun} of {name}"));
        let text = shared.as_deref().or(meant.as_deref()).unwrap_or(text);
        self.draft(key, |_| {
            let base = owner.as_ref().map_or("", |owner| owner.code.as_str());
            let sector = if nominal.former && noun.sector == "GOV" {
                "ELI"
            } else {
                &*noun.sector
            };
            let kind = match (noun.kind, plural) {
                (ActorKind::Person, true) => ActorKind::Group,
                (ActorKind::Group, false) => ActorKind::Person,
                (kind, _) => kind,
            };
            let kind = if matches!(&*noun.sector, "MIL" | "COP" | "SPY")
                && noun.kind == ActorKind::Group
            {
                ActorKind::Group
            } else {
                kind
            };
            let mut draft = Draft::new(
                text,
                kind,
                country.as_deref(),
                code(base, sector),
                Some(&noun.role),
            );
            draft.plural = plural;
            draft.roles.push(&noun.role);
            draft
        })
    }

    /// "Russian officials" for the first of "Russian and Polish officials".
    fn of_adjective(&self, raw: &Raw) -> Option<String> {
        let document = self.document;
        let joins = |at: &usize| matches!(document.form(*at), "and" | "or" | "," | "&");
        let joined = (raw.first..raw.last).filter(|_| raw.rule == "shared-noun");
        let first = joined.clone().find(joins)?;
        let last = joined.rev().find(joins)?;
        let noun = (last + 1..=raw.last).find(|&at| {
            let word = document.word(at);
            word.starts_with(char::is_lowercase) || at == raw.last
        })?;
        let adjective = strip_article(document.slice(document.span_of(raw.first, first - 1)));
        let noun = document.slice(document.span_of(noun, raw.last));
        Some(format!("{adjective} {noun}"))
    }

    /// "ministers of Poland" for the last of "the ministers of France and Poland".
    fn of_state(&self, raw: &Raw, nominal: Nominal) -> Option<String> {
        let Some(Owner::State(state)) = nominal.owner.filter(|_| raw.rule == "noun-of") else {
            return None;
        };
        let of = (raw.first..raw.last).find(|&at| self.document.form(at) == "of")?;
        let noun = strip_article(self.document.slice(self.document.span_of(raw.first, of)));
        Some(format!(
            "{noun} {}",
            self.lexicon.states[usize::from(state)].name
        ))
    }

    /// The person who holds the office, by the text or by the lexicon.
    fn holder(
        &self,
        at: usize,
        role: &str,
        country: Option<&str>,
        owned: bool,
        raws: &[Raw],
    ) -> Option<usize> {
        let fits = |draft: &Draft| {
            draft.actor.kind == ActorKind::Person
                && draft.roles.iter().any(|held| same_office(held, role))
                && (country.is_none() && !owned
                    || draft.actor.country.as_deref() == country && country.is_some())
        };
        let sentence = self.document.tokens[raws[at].head].sentence as usize;
        let before = (at.saturating_sub(WINDOW)..at).rev().find_map(|other| {
            let draft = self.tied[other]?;
            let near = country.is_some()
                || self.document.tokens[raws[other].head].sentence as usize + REACH >= sentence;
            (near && fits(&self.drafts[draft])).then_some(draft)
        });
        before.or_else(|| {
            country?;
            (at + 1..raws.len().min(at + WINDOW))
                .find_map(|other| self.tied[other].filter(|&draft| fits(&self.drafts[draft])))
        })
    }

    /// "*Ann Lee* said … *The Fijian president* added": the one person named so far without office or country, where a sentence
    /// just before speaks of nobody else.
    fn unplaced(&self, at: usize, raws: &[Raw]) -> Option<usize> {
        let sentence = |other: usize| self.document.tokens[raws[other].head].sentence as usize;
        let people: Vec<usize> = (at.saturating_sub(WINDOW)..at)
            .filter(|&other| sentence(other) + REACH >= sentence(at))
            .filter(|&other| {
                self.tied[other]
                    .is_some_and(|draft| self.drafts[draft].actor.kind == ActorKind::Person)
            })
            .filter(|&other| matches!(raws[other].who, Who::Named(_) | Who::Known(_)))
            .collect();
        let draft = self.tied[*people.first()?]?;
        let actor = &self.drafts[draft].actor;
        let alone = people.iter().all(|&other| self.tied[other] == Some(draft));
        let acts = people
            .iter()
            .any(|&other| sentence(other) < sentence(at) && self.is_subject(&raws[other]));
        (alone && acts && actor.country.is_none() && actor.role.is_none()).then_some(draft)
    }

    /// "Peru closed the border. *Foreign Minister* Ann Lee said": an office without a country is that of the state that just
    /// acted.
    fn acting_state(&self, at: &Raw, raws: &[Raw]) -> Option<Belongs> {
        let sentence = self.document.tokens[at.head].sentence;
        let before = raws.partition_point(|raw| (raw.first, raw.last) < (at.first, at.last));
        let subject = (before.saturating_sub(WINDOW)..before)
            .rev()
            .take_while(|&other| self.document.tokens[raws[other].head].sentence + 1 >= sentence)
            .find(|&other| {
                matches!(raws[other].who, Who::State(_))
                    && self.document.tokens[raws[other].head].sentence < sentence
                    && self.is_subject(&raws[other])
            })?;
        let Who::State(state) = raws[subject].who else {
            return None;
        };
        self.owner(Owner::State(state), raws)
    }

    /// "the troops" after "Russian troops".
    fn last_of_noun(&self, at: usize, role: &str, raws: &[Raw]) -> Option<usize> {
        let sentence = self.document.tokens[raws[at].head].sentence as usize;
        (at.saturating_sub(WINDOW)..at).rev().find_map(|other| {
            let draft = self.tied[other]?;
            let near = self.document.tokens[raws[other].head].sentence as usize + REACH >= sentence;
            let same = matches!(raws[other].who, Who::Nominal(_))
                && self.drafts[draft].roles.contains(&role);
            (near && same).then_some(draft)
        })
    }

    fn owner(&self, owner: Owner, raws: &[Raw]) -> Option<Belongs> {
        match owner {
            Owner::State(state) => {
                let code = &self.lexicon.states[usize::from(state)].code;
                Some(Belongs {
                    country: Some(code.to_string()),
                    code: code.to_string(),
                    meant: None,
                })
            }
            Owner::Body(body) => {
                let body = &self.lexicon.bodies[usize::from(body)];
                let country = body
                    .country
                    .map(|state| self.lexicon.states[usize::from(state)].code.to_string());
                Some(Belongs {
                    country,
                    code: body.code.to_string(),
                    meant: None,
                })
            }
            Owner::Known(person) => {
                let (office, _) = self.lexicon.people[usize::from(person)].office(self.published);
                let country = office
                    .country
                    .map(|state| self.lexicon.states[usize::from(state)].code.to_string());
                Some(Belongs {
                    code: country.clone().unwrap_or_else(|| office.code.to_string()),
                    country,
                    meant: None,
                })
            }
            Owner::Head(head) => {
                // mentions stand in text order, sentence by sentence
                let sentence = self.document.tokens[head].sentence;
                let from =
                    raws.partition_point(|raw| self.document.tokens[raw.head].sentence < sentence);
                let at = from + raws[from..].iter().position(|raw| raw.head == head)?;
                let pronoun = || {
                    matches!(raws[at].who, Who::Pronoun)
                        .then(|| self.pronoun(at, &raws[at], raws))?
                };
                let Some(draft) = self.tied[at].or_else(pronoun) else {
                    let Who::Nominal(Nominal {
                        owner: Some(inner), ..
                    }) = raws[at].who
                    else {
                        return None;
                    };
                    return (!matches!(inner, Owner::Head(_)))
                        .then(|| self.owner(inner, raws))
                        .flatten();
                };
                let draft = &self.drafts[draft];
                let code = draft
                    .actor
                    .country
                    .clone()
                    .or_else(|| draft.actor.code.clone())?;
                Some(Belongs {
                    country: draft.actor.country.clone(),
                    code,
                    meant: matches!(raws[at].who, Who::Pronoun).then(|| draft.actor.name.clone()),
                })
            }
        }
    }

    fn pronoun(&self, at: usize, raw: &Raw, raws: &[Raw]) -> Option<usize> {
        let pronoun = pronouns::at(self.document, raw.head)?;
        match pronoun {
            Pronoun::I | Pronoun::We => self.speaker(at, raw, raws),
            _ => self.tied[self.antecedent(at, raw, pronoun, raws)?],
        }
    }

    /// The number of the nearest mention before the pronoun that can be meant; of those in one sentence, the first, its
    /// likely subject.
    fn antecedent(&self, at: usize, raw: &Raw, pronoun: Pronoun, raws: &[Raw]) -> Option<usize> {
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
                Pronoun::It => matches!(entry.actor.kind, ActorKind::State | ActorKind::Body),
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
        if let Some(owner) = self.owner_ahead(at, raw, raws)
            && fits(owner)
        {
            return Some(owner);
        }
        for back in 0..=REACH {
            let Some(wanted) = sentence.checked_sub(back) else {
                break;
            };
            let candidates =
                (at.saturating_sub(WINDOW)..at).filter(|&other| token(&raws[other]) == wanted);
            let mut best = None;
            for other in candidates.filter(|&other| fits(other)) {
                let subject = self.document.tokens[raws[other].head]
                    .dependency
                    .is_subject();
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

    /// "In *his* speech, the *president* said": the pronoun in a phrase that opens the sentence is the subject behind it.
    fn owner_ahead(&self, at: usize, raw: &Raw, raws: &[Raw]) -> Option<usize> {
        let document = self.document;
        let start = document.sentence_of(raw.head).tokens.start;
        if document.tokens[raw.head].dependency != Dependency::NmodPoss || raw.head != start + 1 {
            return None;
        }
        let phrase = document.head(raw.head)?;
        let opens = document.marker(phrase) == Some(start);
        let mut verb = document.head(phrase).filter(|_| opens)?;
        // "During his speech *Wednesday night*, the president said"
        if document.tokens[verb].dependency == Dependency::OblUnmarked {
            verb = document.head(verb)?;
        }
        let subject = document.subject(verb).filter(|&subject| subject > phrase)?;
        let ahead =
            (at + 1..raws.len().min(at + WINDOW)).find(|&other| raws[other].head == subject)?;
        matches!(raws[ahead].kind, MentionKind::Name).then_some(ahead)
    }

    /// Who says the quotation around the pronoun: a person beside it in its own sentence, else the last speaker.
    fn speaker(&self, at: usize, raw: &Raw, raws: &[Raw]) -> Option<usize> {
        let quotation = self
            .document
            .quotation_at(self.document.tokens[raw.head].span.start)?;
        let span = self.document.quotations[quotation].span;
        let last = self
            .document
            .tokens
            .get(self.document.token_at(span.end.saturating_sub(1)))?;
        let sentence = last.sentence;
        let outside = |other: usize| {
            let place = self.document.tokens[raws[other].head].span.start;
            self.document.quotation_at(place).is_none()
        };
        let speaks = |other: usize| {
            let draft = self.tied[other]?;
            let person = matches!(
                self.drafts[draft].actor.kind,
                ActorKind::Person | ActorKind::Group | ActorKind::Body
            );
            let acts = !matches!(raws[other].kind, MentionKind::Modifier | MentionKind::Place);
            (person && acts && outside(other) && self.says(raws[other].head)).then_some(draft)
        };
        let after = (at + 1..raws.len())
            .take_while(|&other| self.document.tokens[raws[other].head].sentence <= sentence)
            .find_map(speaks);
        after.or_else(|| {
            (0..at)
                .rev()
                .take_while(|&other| {
                    self.document.tokens[raws[other].head].sentence + 1 >= sentence
                })
                .find_map(speaks)
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

struct Belongs {
    country: Option<String>,
    code: String,
    /// The name of the owner, where only a pronoun stands for it.
    meant: Option<String>,
}

impl Draft<'_> {
    fn new(
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

/// The owner's code with the sector of the noun: "USA" + "GOV".
fn code(owner: &str, sector: &str) -> Option<String> {
    let base = if owner.len() == 3 || owner.is_empty() {
        format!("{owner}{sector}")
    } else if owner.len() >= 6 && !owner.starts_with("IGO") {
        format!(
            "{}{}",
            &owner[..3],
            if sector.is_empty() {
                &owner[3..]
            } else {
                sector
            }
        )
    } else {
        owner.to_owned()
    };
    (!base.is_empty()).then_some(base)
}

fn strip_article(text: &str) -> &str {
    ["the ", "The ", "a ", "A ", "an ", "An "]
        .iter()
        .find_map(|article| text.strip_prefix(article))
        .unwrap_or(text)
}

/// Whether the noun means a place within a country.
fn is_part_of_a_country(noun: &str) -> bool {
    matches!(
        noun,
        "province" | "region" | "city" | "town" | "village" | "municipality" | "district"
    )
}
