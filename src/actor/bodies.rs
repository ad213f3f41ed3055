//! Bodies by other words: "the agency", "Brussels", the letters in "the Green Future Party (GFP)".

use crate::lexicon::actors::Number;
use crate::types::{ActorKind, Document, MentionKind};

use super::composition::{Nominal, Owner, Raw, Who};
use super::coreference::{REACH, Resolver, WINDOW};

/// Nouns for bodies whose names need not hold them, with what the codes of such bodies begin with or, after the country, hold.
const KINDS: &[(&str, &[&str])] = &[
    ("agency", &["GOV", "SPY", "COP", "IGO"]),
    ("alliance", &["IGOWST"]),
    (
        "bloc",
        &["IGOEUR", "IGOSEA", "IGOAFR", "IGOWAS", "IGOSAM", "IGO"],
    ),
    ("faction", &["REB", "OPP", "PTY"]),
    ("group", &["REB", "OPP", "UAF"]),
    ("militia", &["REB", "UAF"]),
    ("movement", &["REB", "OPP", "PTY", "UAF"]),
    ("organisation", &["REB", "IGO", "NGO", "OPP"]),
    ("organization", &["REB", "IGO", "NGO", "OPP"]),
];

/// Cities that stand for the bodies they house, the one meant first where none of them is named.
const SEATS: &[(&str, &[&str])] = &[("brussels", &["European Union", "NATO"])];

impl Resolver<'_> {
    /// "the agency" after "the Peruvian Space Agency", "the group" after the name of an armed one: the nearest body named
    /// that can be called so, where its sentence has one such body only.
    pub(super) fn body_called(&self, at: usize, nominal: Nominal, raws: &[Raw]) -> Option<usize> {
        let raw = &raws[at];
        let noun = &self.lexicon.nouns[usize::from(nominal.noun)];
        let bare = self.document.form(raw.first) == "the" && raw.first + 1 == raw.head;
        if !bare
            || nominal.number != Number::Singular
            || nominal.owner.is_some()
            || noun.kind == ActorKind::Person
        {
            return None;
        }
        let word = self.document.form(raw.head);
        let sentence = |other: usize| self.document.tokens[raws[other].head].sentence as usize;
        let mut found: Option<(usize, usize)> = None; // the draft, and a mention of it
        for other in (at.saturating_sub(WINDOW)..at).rev() {
            if sentence(other) + REACH < sentence(at)
                || found.is_some_and(|(_, mention)| sentence(mention) != sentence(other))
            {
                break;
            }
            let Some(draft) = self.tied[other].filter(|_| is_named_body(&raws[other])) else {
                continue;
            };
            if self.can_be_called(draft, word) {
                match found {
                    Some((held, _)) if held != draft => return None,
                    _ => found = Some((draft, other)),
                }
            }
        }
        found.map(|(_, mention)| mention)
    }

    /// "the country": the one that the nearest sentence before it, or its own, speaks of, where that is one.
    pub(super) fn land(&mut self, at: usize, nominal: Nominal, raws: &[Raw]) -> Option<usize> {
        let raw = &raws[at];
        let bare = self.document.form(raw.first) == "the" && raw.first + 1 == raw.head;
        if !bare
            || nominal.owner.is_some()
            || !matches!(self.document.form(raw.head), "country" | "nation")
        {
            return None;
        }
        let sentence = |other: usize| self.document.tokens[raws[other].head].sentence as usize;
        let mut found: Option<(usize, &str)> = None;
        for other in (at.saturating_sub(WINDOW)..at).rev() {
            if sentence(other) + REACH < sentence(at)
                || found.is_some_and(|(mention, _)| sentence(mention) != sentence(other))
            {
                break;
            }
            let Some(draft) = self.tied[other] else {
                continue;
            };
            let Some(code) = self.drafts[draft].actor.country.as_deref() else {
                continue;
            };
            match found {
                Some((_, held)) if held != code => return None,
                _ => found = Some((other, code)),
            }
        }
        let (mention, code) = found?;
        let states = &self.lexicon.states;
        let state = states.iter().position(|state| &*state.code == code)?;
        self.joined[at] = Some((mention, "the-country"));
        Some(self.state(u16::try_from(state).ok()?))
    }

    fn can_be_called(&self, draft: usize, word: &str) -> bool {
        let actor = &self.drafts[draft].actor;
        if actor.kind == ActorKind::Person || actor.kind == ActorKind::State {
            return false;
        }
        let in_name = actor
            .name
            .split([' ', '-'])
            .any(|part| part.eq_ignore_ascii_case(word));
        let code = actor.code.as_deref().unwrap_or_default();
        in_name
            || KINDS
                .iter()
                .find(|(noun, _)| *noun == word)
                .is_some_and(|(_, codes)| {
                    codes
                        .iter()
                        .any(|wanted| code.starts_with(wanted) || code.get(3..) == Some(wanted))
                })
    }

    /// The body that a city stands for where it acts: the one of its bodies that the text names, else the first; none where
    /// the text names its state.
    pub(super) fn housed(&mut self, raw: &Raw, raws: &[Raw]) -> Option<usize> {
        let Who::State(state) = raw.who else {
            return None;
        };
        let city = self.document.form(raw.head);
        let (_, names) = SEATS.iter().find(|(name, _)| *name == city)?;
        if raw.kind != MentionKind::Metonym {
            return None;
        }
        let own =
            |other: &Raw| other.who == Who::State(state) && self.document.form(other.head) != city;
        if raws.iter().any(own) {
            return None;
        }
        let bodies = names.iter().filter_map(|name| {
            let body = self
                .lexicon
                .bodies
                .iter()
                .position(|body| *body.name == **name)?;
            u16::try_from(body).ok()
        });
        let bodies: Vec<u16> = bodies.collect();
        let spoken_of = |body: &&u16| {
            raws.iter().any(|other| match other.who {
                Who::Body(other) => other == **body,
                Who::Nominal(nominal) => nominal.owner == Some(Owner::Body(**body)),
                _ => false,
            })
        };
        let body = bodies.iter().find(spoken_of).or_else(|| bodies.first())?;
        Some(self.body(*body))
    }
}

fn is_named_body(raw: &Raw) -> bool {
    raw.kind != MentionKind::Place
        && match raw.who {
            Who::Body(_) => true,
            // "al Shabaab militants"
            Who::Nominal(nominal) => {
                nominal.number == Number::Plural && matches!(nominal.owner, Some(Owner::Body(_)))
            }
            Who::Named(named) => named.kind != ActorKind::Person,
            _ => false,
        }
}

/// "the Movement for the Liberation of Cabinda (MLC)", "the Green Future Party (GFP)": the letters in brackets name the body
/// before them. Its name may reach back over what was read as something else.
pub(super) fn letters(document: &Document, found: &mut Vec<Raw>, tokens: std::ops::Range<usize>) {
    for open in tokens.clone() {
        let bracketed = document.form(open) == "("
            && open + 2 < tokens.end
            && document.form(open + 2) == ")"
            && is_acronym(document.word(open + 1))
            && open > tokens.start;
        if !bracketed {
            continue;
        }
        let letters = document.word(open + 1);
        let known =
            |raw: &Raw| raw.first == open + 1 && matches!(raw.who, Who::Body(_) | Who::State(_));
        if found.iter().any(known) {
            continue;
        }
        let Some(first) =
            spelled(document, tokens.start, open, letters).or_else(|| named_before(found, open))
        else {
            continue;
        };
        let old = found
            .iter()
            .rposition(|raw| raw.first <= first + 1 && raw.last >= first);
        let Some(old) = old else { continue };
        let head = found[old].head;
        let who = match found[old].who {
            who @ (Who::Body(_) | Who::Named(_)) => who,
            Who::Nominal(nominal) => Who::Named(super::composition::Named {
                name: (first, open - 1),
                likely: None,
                noun: Some(nominal.noun),
                owner: nominal.owner,
                kind: ActorKind::Body,
            }),
            _ => continue,
        };
        let who = match who {
            Who::Named(named) => Who::Named(super::composition::Named {
                name: (first, open - 1),
                kind: ActorKind::Body,
                ..named
            }),
            who => who,
        };
        let begin = found[old].first.min(first);
        found.retain(|raw| raw.first < begin || raw.first > open + 1);
        found.push(Raw {
            first: begin,
            last: open - 1,
            head: head.max(first).min(open - 1),
            kind: MentionKind::Name,
            who,
            rule: "body-name",
        });
        found.push(Raw {
            first: open + 1,
            last: open + 1,
            head: open + 1,
            kind: MentionKind::Name,
            who: Who::Same(found.len() - 1),
            rule: "letters",
        });
    }
}

fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    (2..=8).contains(&word.len()) && capitals + 1 >= word.len() && capitals >= 2
}

/// Where the name begins whose capitalized words, small words left out or counted, have these initials.
fn spelled(document: &Document, start: usize, open: usize, letters: &str) -> Option<usize> {
    let mut wanted = letters
        .chars()
        .rev()
        .map(|c| c.to_ascii_lowercase())
        .peekable();
    for at in (start..open).rev() {
        let next = *wanted.peek()?;
        let word = document.word(at);
        let initial = word.chars().next()?;
        let small = initial.is_lowercase();
        if initial.to_ascii_lowercase() == next
            && (!small || matches!(word, "of" | "for" | "and" | "the"))
        {
            wanted.next();
            if wanted.peek().is_none() {
                return (!small).then_some(at);
            }
        } else if !matches!(
            word,
            "of" | "for" | "and" | "the" | "in" | "on" | "de" | "'s" | "-" | "’s"
        ) {
            return None;
        }
    }
    None
}

/// Where the name begins that ends right before the bracket: letters of another language, "the Justice Party (AKP)".
fn named_before(found: &[Raw], open: usize) -> Option<usize> {
    found.iter().find_map(|raw| match raw.who {
        Who::Named(named) if named.kind != ActorKind::Person && named.name.1 + 1 == open => {
            Some(named.name.0)
        }
        Who::Body(_) if raw.last + 1 == open => Some(raw.first),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    /// Whose the words `the country` of `text` are.
    fn land(text: &str) -> Option<String> {
        let options = crate::Options::default();
        let analysis = crate::analyze(text, &options);
        let at = text.to_lowercase().find("the country")?;
        let is_it = |actor: &&crate::types::Actor| {
            actor
                .mentions
                .iter()
                .any(|mention| mention.span.start == at)
        };
        let found = analysis.actors.iter().find(is_it)?;
        found.code.clone()
    }

    #[test]
    fn the_country_is_the_one_spoken_of() {
        assert_eq!(
            land("Chad's government closed the country's borders.").as_deref(),
            Some("TCD")
        );
        assert_eq!(
            land("Iran held drills. The country has tested missiles.").as_deref(),
            Some("IRN")
        );
        // two are, or none
        assert_eq!(land("Iran met Chad. The country refused."), None);
        assert_eq!(land("The country refused."), None);
    }
}
