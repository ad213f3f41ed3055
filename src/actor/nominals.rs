//! Nouns → actors: "the German chancellor", "Russian troops", "the minister".

use crate::lexicon::actors::{Number, Tenure};
use crate::types::ActorKind;

use super::composition::{Nominal, Owner, Raw, Who, same_office};
use super::coreference::{Draft, Key, REACH, Resolver, WINDOW};
use super::owners::{Belongs, code};

impl Resolver<'_> {
    /// "the German chancellor", "Russian troops", "the minister".
    pub(super) fn nominal(
        &mut self,
        at: usize,
        raw: &Raw,
        nominal: Nominal,
        raws: &[Raw],
    ) -> usize {
        let noun = &self.lexicon.nouns[usize::from(nominal.noun)];
        let owner = nominal.owner.and_then(|owner| self.owner(owner, raws));
        let country = owner.as_ref().and_then(|owner| owner.country.clone());
        let person = nominal.number == Number::Singular && noun.kind == ActorKind::Person;
        if person
            && nominal.definite
            && let Some(draft) = self.office(at, nominal, owner.as_ref(), raws)
        {
            return draft;
        }
        if let Some(draft) = self.land(at, nominal, raws) {
            return draft;
        }
        if nominal.definite
            && let Some(other) = self.body_called(at, nominal, raws)
            && let Some(draft) = self.join(at, other, "called-so")
        {
            return draft;
        }
        let key_owner = owner.as_ref().map(|owner| owner.code.clone());
        if owner.is_none()
            && nominal.definite
            && let Some(other) = self.last_of_noun(at, nominal, raws)
            && let Some(draft) = self.join(at, other, "same-noun")
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

    /// The person who holds, or held, the office that "the" or an owner makes definite.
    fn office(
        &mut self,
        at: usize,
        nominal: Nominal,
        owner: Option<&Belongs>,
        raws: &[Raw],
    ) -> Option<usize> {
        let noun = &self.lexicon.nouns[usize::from(nominal.noun)];
        let country = owner.and_then(|owner| owner.country.as_deref());
        if nominal.former {
            let other = self.former_holder(at, &noun.role, country, raws)?;
            return self.join(at, other, "held-the-office");
        }
        if let Some(other) = self.holder(at, &noun.role, country, owner.is_some(), raws)
            && let Some(draft) = self.join(at, other, "holds-the-office")
        {
            return Some(draft);
        }
        let owner = owner?;
        let other = self.unplaced(at, raws)?;
        let draft = self.join(at, other, "nobody-else")?;
        let entry = &mut self.drafts[draft];
        entry.actor.country.clone_from(&owner.country);
        entry.actor.code = code(&owner.code, &noun.sector);
        entry.actor.role = Some(noun.role.to_string());
        entry.roles.push(&noun.role);
        Some(draft)
    }

    /// "the two countries' *foreign ministers*": those of one and of the other.
    pub(super) fn of_two(
        &mut self,
        raw: &Raw,
        nominal: Nominal,
        of: usize,
        raws: &[Raw],
    ) -> Option<[usize; 2]> {
        let of = self.headed_by(of, raws)?;
        let owners = [self.tied[of]?, self.second[of]?];
        let noun = &self.lexicon.nouns[usize::from(nominal.noun)];
        let first = (raws[of].last + 1..=raw.last)
            .find(|&at| !matches!(self.document.form(at), "'" | "’" | "'s" | "’s"))?;
        let words = self.document.slice(self.document.span_of(first, raw.last));
        let plural = nominal.number == Number::Plural;
        let kind = match noun.kind {
            ActorKind::Person if plural => ActorKind::Group,
            kind => kind,
        };
        Some(owners.map(|owner| {
            let owner = &self.drafts[owner].actor;
            let base = owner.country.clone().or_else(|| owner.code.clone());
            let (name, country) = (format!("{words} of {}", owner.name), owner.country.clone());
            let key = Key::Nominal(noun.role.to_string(), base.clone(), plural);
            self.draft(key, |_| {
                let code = code(&base.unwrap_or_default(), &noun.sector);
                let mut draft = Draft::new(&name, kind, country.as_deref(), code, Some(&noun.role));
                draft.plural = plural;
                draft.roles.push(&noun.role);
                draft
            })
        }))
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

    /// "ministers of Poland" for the last of "the ministers of France and Poland", "envoys from Poland" for that of "envoys from …".
    fn of_state(&self, raw: &Raw, nominal: Nominal) -> Option<String> {
        let Some(Owner::State(state)) = nominal.owner.filter(|_| raw.rule == "noun-of") else {
            return None;
        };
        let of =
            (raw.first..raw.last).find(|&at| matches!(self.document.form(at), "of" | "from"))?;
        let noun = strip_article(self.document.slice(self.document.span_of(raw.first, of)));
        Some(format!(
            "{noun} {}",
            self.lexicon.states[usize::from(state)].name
        ))
    }

    /// A mention of the person who holds the office, by the text or by the lexicon.
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
            (near && fits(&self.drafts[draft])).then_some(other)
        });
        before.or_else(|| {
            country?;
            (at + 1..raws.len().min(at + WINDOW))
                .find(|&other| self.tied[other].is_some_and(|draft| fits(&self.drafts[draft])))
        })
    }

    /// "the former president": a person just named who held the office, and holds it no more.
    fn former_holder(
        &self,
        at: usize,
        role: &str,
        country: Option<&str>,
        raws: &[Raw],
    ) -> Option<usize> {
        let sentence = |other: usize| self.document.tokens[raws[other].head].sentence as usize;
        (at.saturating_sub(WINDOW)..at)
            .rev()
            .take_while(|&other| sentence(other) + REACH >= sentence(at))
            .find(|&other| {
                let Who::Known(person) = raws[other].who else {
                    return false;
                };
                let person = &self.lexicon.people[usize::from(person)];
                let (_, tenure) = person.office(self.published);
                let held = person.offices.iter().any(|office| {
                    let state = office
                        .country
                        .map(|at| &self.lexicon.states[usize::from(at)]);
                    same_office(&office.role, role)
                        && country.is_none_or(|code| state.is_some_and(|state| state.code == code))
                });
                held && tenure == Tenure::Former
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
        (alone && acts && actor.country.is_none() && actor.role.is_none()).then(|| people[0])
    }

    /// "the troops" after "Russian troops".
    fn last_of_noun(&self, at: usize, nominal: Nominal, raws: &[Raw]) -> Option<usize> {
        let role = &*self.lexicon.nouns[usize::from(nominal.noun)].role;
        let sentence = self.document.tokens[raws[at].head].sentence as usize;
        (at.saturating_sub(WINDOW)..at).rev().find_map(|other| {
            let draft = self.tied[other]?;
            let near = self.document.tokens[raws[other].head].sentence as usize + REACH >= sentence;
            // "the two countries" are not "any country"
            let same = matches!(raws[other].who, Who::Nominal(before) if before.number == nominal.number)
                && self.drafts[draft].roles.contains(&role);
            (near && same).then_some(other)
        })
    }
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
        "province"
            | "region"
            | "city"
            | "town"
            | "village"
            | "municipality"
            | "district"
            | "county"
            | "enclave"
            | "suburb"
    )
}
