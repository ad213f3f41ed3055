//! Two at once: "both sides", "the two leaders", "they" after "Peru and Chile met".

use crate::lexicon::actors::Number;
use crate::types::{ActorKind, Dependency, Document, MentionKind, Sentence};

use super::composition::{Raw, Who};
use super::coreference::{REACH, Resolver, WINDOW};

/// Whom such words can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// "both sides"
    Anybody,
    /// "the two countries"
    States,
    /// "the two leaders"
    People,
}

/// Plural nouns for two who deal with each other.
const NOUNS: &[(&str, Sort)] = &[
    ("adversaries", Sort::Anybody),
    ("allies", Sort::Anybody),
    ("camps", Sort::Anybody),
    ("capitals", Sort::States),
    ("countries", Sort::States),
    ("delegations", Sort::Anybody),
    ("diplomats", Sort::People),
    ("enemies", Sort::Anybody),
    ("envoys", Sort::People),
    ("factions", Sort::Anybody),
    ("foes", Sort::Anybody),
    ("governments", Sort::States),
    ("leaders", Sort::People),
    ("men", Sort::People),
    ("ministers", Sort::People),
    ("nations", Sort::States),
    ("neighbors", Sort::States),
    ("neighbours", Sort::States),
    ("parties", Sort::Anybody),
    ("powers", Sort::States),
    ("premiers", Sort::People),
    ("presidents", Sort::People),
    ("republics", Sort::States),
    ("rivals", Sort::Anybody),
    ("sides", Sort::Anybody),
    ("women", Sort::People),
];

/// States that share a name.
const NAMESAKES: &[(&str, [&str; 2])] = &[
    ("chinas", ["CHN", "TWN"]),
    ("congos", ["COD", "COG"]),
    ("koreas", ["KOR", "PRK"]),
    ("sudans", ["SDN", "SSD"]),
];

/// "the two Koreas": a name for two, whatever it was taken for.
pub(super) fn namesakes(document: &Document, found: &mut [Raw]) {
    for raw in found {
        if matches!(raw.who, Who::Named(_)) && states_called(document.form(raw.head)).is_some() {
            raw.who = Who::Two;
            raw.kind = MentionKind::Name;
            raw.rule = "both-sides";
        }
    }
}

/// The codes of the two states that `form` names.
fn states_called(form: &str) -> Option<[&'static str; 2]> {
    NAMESAKES
        .iter()
        .find(|(name, _)| *name == form)
        .map(|&(_, codes)| codes)
}

/// Adjectives that say that there are two of them as "two" does.
const OPPOSED: &[&str] = &["feuding", "opposing", "rival", "warring"];

/// So many adjectives stand before the noun at most: "the two nuclear-armed South Asian neighbours".
const ADJECTIVES: usize = 6;

/// The first token of the phrase for two whose noun is at `head`, and whom it can mean.
pub(super) fn phrase(
    document: &Document,
    sentence: &Sentence,
    head: usize,
) -> Option<(usize, Sort)> {
    let form = document.form(head);
    let place = NOUNS.binary_search_by_key(&form, |&(noun, _)| noun).ok()?;
    let next = (head + 1 < sentence.tokens.end).then(|| document.form(head + 1));
    // "the two sides of the river"
    if next.is_some_and(|next| matches!(next, "of" | "from" | "in" | "who" | "that")) {
        return None;
    }
    let before = |at: usize| (at > sentence.tokens.start).then(|| document.form(at - 1));
    let mut at = head;
    for _ in 0..=ADJECTIVES {
        let opposed = at < head && OPPOSED.contains(&document.form(at));
        match before(at)? {
            "both" => return Some((at - 1, NOUNS[place].1)),
            "two" => {
                let first = at - 1;
                let the = matches!(before(first), Some("the" | "these" | "those"));
                return the.then(|| (first - 1, NOUNS[place].1));
            }
            "the" if opposed || at == head && form == "sides" => {
                return Some((at - 1, NOUNS[place].1));
            }
            "the" | "a" | "of" | "and" | "," => return None,
            _ => at -= 1,
        }
    }
    None
}

/// The phrases for two whose nouns are no actors by themselves: "both sides".
pub(super) fn unnamed(document: &Document, sentence: &Sentence, known: &[Raw]) -> Vec<Raw> {
    sentence
        .tokens
        .clone()
        .filter(|&at| !known.iter().any(|raw| raw.head == at))
        .filter_map(|at| {
            let (first, _) = phrase(document, sentence, at)?;
            Some(Raw {
                first,
                last: at,
                head: at,
                kind: MentionKind::Nominal,
                who: Who::Two,
                rule: "both-sides",
            })
        })
        .collect()
}

impl Resolver<'_> {
    /// The two whom the phrase at `raws[at]` means: the only two that the nearest sentence before it speaks of.
    pub(super) fn two(&mut self, at: usize, sort: Sort, raws: &[Raw]) -> Option<[usize; 2]> {
        let sentence = |other: usize| self.document.tokens[raws[other].head].sentence as usize;
        let here = sentence(at);
        let mut found: Vec<usize> = Vec::new();
        let urging = self.acting_on(&raws[at]);
        for other in (at.saturating_sub(WINDOW)..at).rev() {
            if sentence(other) + REACH < here {
                break;
            }
            let head = raws[other].head;
            if urging
                .is_some_and(|subject| head == subject || self.document.is_below(head, subject))
            {
                continue;
            }
            // a sentence that names two, or adds the second, decides
            if found.len() >= 2 && sentence(other) != sentence(other + 1) {
                break;
            }
            for draft in self.all_tied(other) {
                let same = |&held: &usize| {
                    held == draft
                        || self.drafts[held].actor.country.is_some()
                            && self.drafts[held].actor.country == self.drafts[draft].actor.country
                };
                if self.fits_sort(draft, sort, &raws[other]) && !found.iter().any(same) {
                    found.push(draft);
                }
            }
        }
        let two = match found[..] {
            [second, first] => [first, second],
            _ => self.last_joined(at, sort, raws)?,
        };
        if sort != Sort::States {
            return Some(two);
        }
        let states = two.map(|draft| self.state_of(draft));
        Some([states[0]?, states[1]?])
    }

    /// The last two before `raws[at]` that an "and" joins: "Peru and Chile".
    fn last_joined(&self, at: usize, sort: Sort, raws: &[Raw]) -> Option<[usize; 2]> {
        let document = self.document;
        (at.saturating_sub(WINDOW)..at).rev().find_map(|second| {
            let first = second.checked_sub(1)?;
            let heads = [first, second].map(|other| super::head(document, &raws[other]));
            let joined = document.tokens[heads[1]].dependency == Dependency::Conj
                && document.head(heads[1]) == Some(heads[0])
                && document.tokens[heads[0]].dependency != Dependency::Conj
                && raws[first].last + 2 >= raws[second].first
                && document.form(raws[second].first.checked_sub(1)?) == "and";
            let two = [self.tied[first]?, self.tied[second]?];
            let fit = |draft: usize, raw: &Raw| {
                self.drafts[draft].actor.country.is_some() && self.fits_sort(draft, sort, raw)
            };
            (joined && two[0] != two[1] && fit(two[0], &raws[first]) && fit(two[1], &raws[second]))
                .then_some(two)
        })
    }

    /// "*Peru* urged both sides to talk": who acts on the two that `raw` means, and is none of them.
    fn acting_on(&self, raw: &Raw) -> Option<usize> {
        let head = super::head(self.document, raw);
        let acted_on = matches!(
            self.document.tokens[head].dependency,
            Dependency::Obj | Dependency::Iobj
        );
        let verb = self.document.head(head).filter(|_| acted_on)?;
        self.document.subject(verb)
    }

    /// The two states of one name: "the Koreas".
    pub(super) fn two_called(&mut self, raw: &Raw) -> Option<[usize; 2]> {
        let codes = states_called(self.document.form(raw.head))?;
        let [first, second] = codes.map(|code| self.lexicon.state(code));
        Some([self.state(first?), self.state(second?)])
    }

    /// The two that "they" at `raws[at]` means where nobody plural is named: the subject of the sentence before, and whoever
    /// is joined to it or to its verb.
    pub(super) fn joined_two(&self, at: usize, raws: &[Raw]) -> Option<[usize; 2]> {
        let document = self.document;
        let sentence = |other: usize| document.tokens[raws[other].head].sentence;
        let before = sentence(at).checked_sub(1)?;
        let people: Vec<usize> = (at.saturating_sub(WINDOW)..at)
            .filter(|&other| sentence(other) == before && raws[other].who != Who::Pronoun)
            .filter(|&other| {
                self.tied[other]
                    .is_some_and(|draft| self.fits_sort(draft, Sort::People, &raws[other]))
            })
            .collect();
        let [first, second] = people[..] else {
            return None;
        };
        let heads = [first, second].map(|other| super::head(document, &raws[other]));
        let verb = document.head(heads[0])?;
        let met = document.tokens[heads[0]].dependency.is_subject()
            && match document.tokens[heads[1]].dependency {
                Dependency::Conj => document.head(heads[1]) == Some(heads[0]),
                Dependency::Obj | Dependency::Obl => document.head(heads[1]) == Some(verb),
                _ => false,
            };
        let two = [self.tied[first]?, self.tied[second]?];
        (met && two[0] != two[1]).then_some(two)
    }

    fn fits_sort(&self, draft: usize, sort: Sort, raw: &Raw) -> bool {
        let actor = &self.drafts[draft].actor;
        // "a *bloated government*" is told of, and no side yet
        let vague = matches!(raw.who, Who::Nominal(nominal) if !nominal.definite && nominal.owner.is_none() && nominal.number == Number::Singular);
        let acts = raw.kind != MentionKind::Place && !vague;
        acts && match sort {
            Sort::Anybody => actor.kind != ActorKind::Body || raw.kind != MentionKind::Modifier,
            Sort::States => actor.country.is_some(),
            Sort::People => actor.kind == ActorKind::Person,
        }
    }

    /// The state an actor acts for.
    fn state_of(&mut self, draft: usize) -> Option<usize> {
        let country = self.drafts[draft].actor.country.clone()?;
        let state = self
            .lexicon
            .states
            .iter()
            .position(|state| *state.code == *country)?;
        Some(self.state(u16::try_from(state).ok()?))
    }
}
