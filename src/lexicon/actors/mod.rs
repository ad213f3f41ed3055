//! States, cities, bodies, office holders and the nouns for offices: one index over all of them, made when the program is
//! built.

mod dictionary;
mod petrarch;
mod tables;

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

pub use self::dictionary::BadLine;
pub use self::tables::{
    ActorLexicon, Body, Case, Found, Noun, Number, Office, Person, Sense, State, Words,
};
use self::tables::{
    Added, Frozen, Known, NONE, ROOT, Record, in_title_case, index, is_day, is_plural, is_silent,
    steps,
};
use crate::types::{ActorKind, Document};

/// How many rows of one kind the indices reach.
const MOST: usize = 65_535;

/// What `build.rs` made of the tables.
#[allow(clippy::all, clippy::pedantic)] // written by a program
static LEXICON: ActorLexicon = include!(concat!(env!("OUT_DIR"), "/actors.rs"));

/// A stretch of words with what it can mean.
#[derive(Clone, Debug)]
pub struct Match {
    /// How many tokens it covers.
    pub tokens: usize,
    /// Its senses, in the order of the files.
    pub senses: Vec<Found>,
}

/// Whether capitals tell names in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    /// As in most texts.
    Tell,
    /// All letters are small, or all are capitals: a name is known by its letters alone.
    Silent,
}

/// The lexicon that is compiled in.
pub fn lexicon() -> &'static ActorLexicon {
    &LEXICON
}

impl ActorLexicon {
    /// The longest known stretch of words that begins at token `at` and ends before token `end`.
    pub fn longest(
        &self,
        document: &Document,
        at: usize,
        end: usize,
        capitals: Capitals,
    ) -> Option<Match> {
        let mut key = ROOT;
        let mut best = None;
        for token in at..end {
            let word = document.word(token);
            let next = steps(key, word);
            if next == key {
                if is_silent(word) && token > at {
                    continue;
                }
                break;
            }
            key = next;
            let fits = |found: &Found| fits_case(*found, document, at, token, capitals);
            let Some(senses) = self.senses(key, fits) else {
                break;
            };
            if !senses.is_empty() {
                let tokens = token + 1 - at;
                best = Some(Match { tokens, senses });
            }
        }
        best
    }

    /// Whether `word`, in small letters, is a first name.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.place_of_given_name(word).is_some()
    }

    /// Whether women have this first name, in small letters; `None` for a name of both and one that is not known.
    pub fn is_womans_name(&self, word: &str) -> Option<bool> {
        self.given_names[self.place_of_given_name(word)?].1
    }

    fn place_of_given_name(&self, word: &str) -> Option<usize> {
        self.given_names
            .binary_search_by(|(name, _)| (*name).cmp(word))
            .ok()
    }

    /// The state with this name.
    pub fn state_called(&self, name: &str) -> Option<u16> {
        let key = name.split(' ').fold(ROOT, steps);
        let senses = self.senses(key, |_| true)?;
        senses.iter().find_map(|found| match found.sense {
            Sense::State(state) => Some(state),
            _ => None,
        })
    }

    /// What a stretch of words with this key means where it `fits`; `None` where no form begins so.
    fn senses(&self, key: u64, fits: impl Fn(&Found) -> bool) -> Option<Vec<Found>> {
        let added = self.added.nodes.get(&key).copied();
        match added {
            Some(node) if node != NONE => {
                let mut senses: Vec<Found> = self.added.senses(node).filter(fits).collect();
                senses.reverse();
                Some(senses)
            }
            _ => match self.frozen.senses(key) {
                Some(senses) => Some(senses.iter().copied().filter(fits).collect()),
                None => added.map(|_| Vec::new()),
            },
        }
    }
}

impl Person {
    /// The office held on `day`, else the one held last before it, else the first one.
    pub fn office(&self, day: Option<NaiveDate>) -> (&Office, Tenure) {
        let day = day.map_or(u32::MAX - 1, number);
        if let Some(office) = self.offices.iter().find(|o| o.from <= day && day <= o.to) {
            return (office, Tenure::InOffice);
        }
        let last = self
            .offices
            .iter()
            .filter(|o| o.to < day)
            .max_by_key(|o| o.to);
        match last {
            Some(office) => (office, Tenure::Former),
            None => (&self.offices[0], Tenure::Future),
        }
    }

    /// How many days, roughly, `day` lies outside the offices held; the smaller, the likelier the person is meant.
    pub fn distance(&self, day: Option<NaiveDate>) -> u32 {
        let Some(day) = day.map(number) else {
            return u32::MAX - self.offices.iter().map(|o| o.from).max().unwrap_or(0);
        };
        let gap = |o: &Office| {
            if day < o.from {
                // Before the first office a person is seldom in the news under the bare surname.
                (o.from - day).saturating_mul(2)
            } else {
                day.saturating_sub(o.to)
            }
        };
        self.offices.iter().map(gap).min().unwrap_or(u32::MAX)
    }
}

/// Whether an office is held on the day in question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tenure {
    /// On that day.
    InOffice,
    /// Before that day.
    Former,
    /// Only later.
    Future,
}

/// Whether the words stand in the case the sense needs: names begin with a capital, acronyms are capitals; nouns come as
/// they like.
fn fits_case(
    found: Found,
    document: &Document,
    first: usize,
    last: usize,
    capitals: Capitals,
) -> bool {
    if capitals == Capitals::Silent {
        return found.case == Case::Any || first < last || is_name_alone(found, document, first);
    }
    let mut words = (first..=last).map(|token| document.word(token));
    match found.case {
        Case::Capitals => words.all(|word| !word.chars().any(char::is_lowercase) || word == "'s"),
        Case::Title => words.all(|word| word.split('-').all(in_title_case)),
        Case::Name => words
            .next()
            .is_some_and(|word| word.chars().any(char::is_uppercase)),
        Case::Any => true,
    }
}

/// Whether a single word that is a name in the lexicon can be nothing else where capitals do not tell.
fn is_name_alone(found: Found, document: &Document, at: usize) -> bool {
    let form = document.form(at);
    if form == "us" {
        return at > 0 && matches!(document.form(at - 1), "the" | "a"); // "the us", not "told us"
    }
    let letters = form.chars().count();
    let short = match found.sense {
        Sense::Surname(_) => letters < 5,
        Sense::State(_) | Sense::Adjective(_) => letters < 4 && !form.contains('.'),
        _ => letters < 3,
    };
    let sure = matches!(form, "eu" | "uk" | "un") || form.contains(|c: char| c.is_ascii_digit());
    (!short || sure) && COMMON_WORDS.binary_search(&form).is_err()
}

/// Names and acronyms that are other words too, in order.
const COMMON_WORDS: &[&str] = &[
    "baker",
    "begin",
    "black",
    "brown",
    "clark",
    "cleverly",
    "cook",
    "diet",
    "english",
    "fact",
    "fed",
    "gates",
    "green",
    "hope",
    "hunt",
    "major",
    "male",
    "mend",
    "model",
    "moon",
    "natal",
    "nice",
    "pale",
    "pan",
    "park",
    "pole",
    "poles",
    "power",
    "powers",
    "price",
    "quad",
    "quartet",
    "reading",
    "rice",
    "shape",
    "short",
    "solidarity",
    "split",
    "stern",
    "stone",
    "straw",
    "trust",
    "west",
    "white",
    "who",
    "wolf",
    "young",
];

fn number(day: NaiveDate) -> u32 {
    u32::try_from(day.year()).unwrap_or(0) * 10_000 + day.month() * 100 + day.day()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_stand_in_order() {
        assert!(COMMON_WORDS.is_sorted());
    }

    #[test]
    fn every_row_is_whole() {
        let lexicon = lexicon();
        assert!(
            lexicon
                .states
                .iter()
                .all(|state| state.code.len() == 3 && !state.name.is_empty())
        );
        assert!(lexicon.nouns.iter().all(|noun| !noun.role.is_empty()));
        for person in lexicon.people.iter() {
            for office in person.offices.iter() {
                assert!(
                    office.from <= office.to && office.from > 19_000_000,
                    "{}: {office:?}",
                    person.name
                );
                assert!(
                    office.country.is_some() || office.code.starts_with('I'),
                    "{}: {office:?}",
                    person.name
                );
            }
        }
    }
}
