//! Whose minister, whose troops: the country and code that an owner gives.

use super::composition::{Nominal, Owner, Raw, Who};
use super::coreference::{Resolver, WINDOW};

/// What an actor has of its owner.
pub(super) struct Belongs {
    pub(super) country: Option<String>,
    pub(super) code: String,
    /// The name of the owner, where only a pronoun stands for it.
    pub(super) meant: Option<String>,
}

impl Resolver<'_> {
    /// The mention whose head is the token `head`.
    pub(super) fn headed_by(&self, head: usize, raws: &[Raw]) -> Option<usize> {
        // mentions stand in text order, sentence by sentence
        let sentence = self.document.tokens[head].sentence;
        let from = raws.partition_point(|raw| self.document.tokens[raw.head].sentence < sentence);
        Some(from + raws[from..].iter().position(|raw| raw.head == head)?)
    }

    pub(super) fn owner(&self, owner: Owner, raws: &[Raw]) -> Option<Belongs> {
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
                let at = self.headed_by(head, raws)?;
                let pronoun = || {
                    matches!(raws[at].who, Who::Pronoun)
                        .then(|| self.pronoun(at, &raws[at], raws))?
                        .and_then(|(other, _)| self.tied[other])
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

    /// "Peru closed the border. *Foreign Minister* Ann Lee said": an office without a country is that of the state that just
    /// acted.
    pub(super) fn acting_state(&self, at: &Raw, raws: &[Raw]) -> Option<Belongs> {
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
}

/// The owner's code with the sector of the noun: "USA" + "GOV".
pub(super) fn code(owner: &str, sector: &str) -> Option<String> {
    // "the president's spokesman" of no country
    if owner == sector {
        return (!owner.is_empty()).then(|| owner.to_owned());
    }
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
