//! Names → actors: states, bodies and people the lexicon knows, and those it does not.

use crate::lexicon::actors::{Number, Tenure};
use crate::lexicon::events;
use crate::types::{ActorKind, Dependency, MentionKind};

use super::composition::{Named, Raw, same_office};
use super::coreference::{Draft, Key, Resolver, WINDOW};
use super::owners::code;

impl Resolver<'_> {
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

    pub(super) fn known(&mut self, person: u16) -> usize {
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
            let surname = surname.to_lowercase();
            self.spellings.add(&surname, draft);
            self.by_surname.insert(surname, draft);
        }
    }

    /// A name we do not know: the person of that name or surname so far, else a new one.
    pub(super) fn named(&mut self, at: usize, named: Named, raws: &[Raw]) -> Option<usize> {
        let raw = &raws[at];
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
        let known = known.or_else(|| {
            let other = self.misspelt(text, noun.map(|noun| &*noun.role))?;
            let mention = (at.saturating_sub(WINDOW)..at).rev().find(|&before| {
                self.tied[before] == Some(other) && raws[before].kind == MentionKind::Name
            })?;
            self.join(at, mention, "other-spelling")
        });
        let draft = match known {
            Some(draft) => draft,
            None if words == 1
                && named.noun.is_none()
                && named.owner.is_none()
                && !self.takes_part(raw) =>
            {
                return None;
            }
            None => self.draft(key, |this| {
                let mut draft = Draft::new(text, named.kind, None, None, None);
                draft.female = this.is_woman(raw, text);
                draft
            }),
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

    /// Whether Mrs or a woman's first name stands there, Mr or a man's; `None` where nothing tells.
    fn is_woman(&self, raw: &Raw, name: &str) -> Option<bool> {
        let style = (raw.first..raw.last).find_map(|at| match self.document.form(at) {
            "mrs." | "mrs" | "ms." | "ms" | "lady" => Some(true),
            "mr." | "mr" | "sir" | "lord" => Some(false),
            _ => None,
        });
        let first = name.split_once(' ').map(|(first, _)| first.to_lowercase());
        style.or_else(|| self.lexicon.is_womans_name(&first?))
    }

    /// The person whose surname differs in one letter from that of `name`, with the same first name or office.
    fn misspelt(&self, name: &str, role: Option<&str>) -> Option<usize> {
        let (first, surname) = match name.rsplit_once(' ') {
            Some((first, surname)) => (Some(first), surname),
            None => (None, name),
        };
        let draft = self.spellings.near(&surname.to_lowercase())?;
        let entry = &self.drafts[draft];
        let first_names = entry.actor.name.rsplit_once(' ').map(|(first, _)| first);
        let office = role.is_some_and(|role| {
            let mut held = entry.roles.iter();
            held.any(|held| same_office(held, role))
        });
        let same = match first {
            Some(first) => first_names == Some(first),
            None => office,
        };
        (same && entry.actor.kind == ActorKind::Person).then_some(draft)
    }

    pub(super) fn is_subject(&self, raw: &Raw) -> bool {
        self.document.tokens[raw.head].dependency.is_subject()
    }

    /// Whether it stands where those who act or are acted on stand: "*Karam* left", "accused *Karam*", "a case against *Karam*".
    fn takes_part(&self, raw: &Raw) -> bool {
        let document = self.document;
        let dependency = document.tokens[raw.head].dependency;
        let led = || {
            let case = document.marker(raw.head)?;
            Some(matches!(document.form(case), "by" | "against"))
        };
        // "deterring an *Invasion*"
        let act = !events::lexicon().noun(document.form(raw.head)).is_empty();
        let acted_on =
            matches!(dependency, Dependency::Obj | Dependency::Iobj) || led() == Some(true);
        dependency.is_subject() || acted_on && !act
    }

    pub(super) fn people(&mut self, state: u16, number: Number) -> usize {
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
}
