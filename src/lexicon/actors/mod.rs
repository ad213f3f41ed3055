//! States, cities, bodies, office holders and the nouns for offices: one index over all of them, built on first use.

mod dictionary;
mod petrarch;
mod rows;
mod words;

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

pub use self::dictionary::BadLine;
use self::rows::{Known, records};
pub use self::words::Case;
use self::words::{ROOT, fits_case, is_hyphen, step, words};
use crate::types::{ActorKind, Document};

/// Words of the lexicon: compiled in, or read from a reader's dictionary.
pub type Words = Cow<'static, str>;

/// How many rows of one kind the indices reach.
const MOST: usize = 65_535;

static LEXICON: LazyLock<ActorLexicon> = LazyLock::new(|| {
    ActorLexicon::read(
        include_str!("../countries.tsv"),
        include_str!("../places.tsv"),
        include_str!("../bodies.tsv"),
        include_str!("../leaders.tsv"),
        include_str!("../titles.tsv"),
    )
});

/// The actors we know without reading the text.
#[derive(Clone, Debug, Default)]
pub struct ActorLexicon {
    /// States and territories.
    pub states: Vec<State>,
    /// Organizations, armed groups and seats of government.
    pub bodies: Vec<Body>,
    /// Office holders.
    pub people: Vec<Person>,
    /// Nouns for offices, functions and groups.
    pub nouns: Vec<Noun>,
    nodes: HashMap<u64, Node, BuildHasherDefault<Key>>,
    senses: Vec<Entry>,
    by_code: HashMap<u64, u16, BuildHasherDefault<Key>>,
    /// The entries that were there before the dictionary that is being read.
    known: u32,
    /// Whether what that dictionary says replaces them, or yields to them.
    replaces: bool,
}

/// A state or territory.
#[derive(Clone, Debug)]
pub struct State {
    /// ISO 3166 alpha-3.
    pub code: Words,
    /// The usual short name.
    pub name: Words,
}

/// An organization, armed group, or building that stands for a government.
#[derive(Clone, Debug)]
pub struct Body {
    /// The usual name.
    pub name: Words,
    /// Body or group; `State` for a building that stands for the government of `country`.
    pub kind: ActorKind,
    /// An index into [`ActorLexicon::states`].
    pub country: Option<u16>,
    /// The CAMEO code.
    pub code: Words,
}

/// A person who held office.
#[derive(Clone, Debug)]
pub struct Person {
    /// The full name in use.
    pub name: Words,
    /// Whether "she" can be meant.
    pub female: bool,
    /// The offices held, in the order of the file.
    pub offices: Vec<Office>,
}

/// An office with its dates, as numbers `YYYYMMDD`, both included.
#[derive(Clone, Debug)]
pub struct Office {
    /// The state it belongs to.
    pub country: Option<u16>,
    /// The CAMEO code: `USAGOV`, `IGOUNO`.
    pub code: String,
    /// "president", "foreign minister".
    pub role: Words,
    /// First day.
    pub from: u32,
    /// Last day; `u32::MAX` while in office.
    pub to: u32,
}

/// A common noun that names an actor by its office, function or group.
#[derive(Clone, Debug)]
pub struct Noun {
    /// The first form of its row.
    pub role: Words,
    /// Person, group or body.
    pub kind: ActorKind,
    /// The CAMEO sector, empty where the noun implies none.
    pub sector: Words,
}

/// What a stretch of words can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A state by its name.
    State(u16),
    /// The adjective of a state.
    Adjective(u16),
    /// The people of a state.
    People(u16, Number),
    /// The capital of a state.
    Capital(u16),
    /// A city or region within a state.
    Place(u16),
    /// A body, group or building.
    Body(u16),
    /// A person by the full name.
    Person(u16),
    /// A person by the surname.
    Surname(u16),
    /// A noun for an office or group: the form and row.
    Noun(u16, Number),
}

/// One or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One.
    Singular,
    /// Several.
    Plural,
}

/// A stretch of words with what it can mean.
#[derive(Clone, Debug)]
pub struct Match {
    /// How many tokens it covers.
    pub tokens: usize,
    /// Its senses, in the order of the files.
    pub senses: Vec<Found>,
}

/// A sense of a matched stretch of words.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// The meaning.
    pub sense: Sense,
    /// How it is written where it means that.
    pub case: Case,
    /// Whether the form is also a common word or a person's name.
    pub doubtful: bool,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    entry: u32,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    found: Found,
    next: u32,
}

const NONE: u32 = u32::MAX;

/// The keys are hashes already.
#[derive(Default)]
struct Key(u64);

impl Hasher for Key {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(self.0.rotate_left(8) ^ u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// The lexicon that is compiled in.
pub fn lexicon() -> &'static ActorLexicon {
    &LEXICON
}

impl ActorLexicon {
    fn read(
        countries: &'static str,
        places: &'static str,
        bodies: &'static str,
        leaders: &'static str,
        titles: &'static str,
    ) -> Self {
        let mut lexicon = Self::default();
        lexicon.nodes.reserve(16_384);
        lexicon.senses.reserve(8_192);
        for row in records(countries) {
            lexicon.read_country(&row);
        }
        for row in records(places) {
            lexicon.read_place(&row);
        }
        for row in records(bodies) {
            lexicon.read_body(&row);
        }
        let mut people = Known::new();
        for row in records(leaders) {
            lexicon.read_office(&row, &mut people);
        }
        for row in records(titles) {
            lexicon.read_title(&row);
        }
        lexicon
    }

    /// The state with this alpha-3 code.
    pub fn state(&self, code: &str) -> Option<u16> {
        let at = *self.by_code.get(&step(ROOT, code))?;
        (self.states[usize::from(at)].code == code).then_some(at)
    }

    /// The longest known stretch of words that begins at token `at` and ends before token `end`.
    pub fn longest(&self, document: &Document, at: usize, end: usize) -> Option<Match> {
        let mut key = ROOT;
        let mut best = None;
        for token in at..end {
            let word = document.word(token);
            let next = step(key, word);
            if next == key {
                if is_hyphen(word) && token > at {
                    continue; // "Nur-Sultan" is "Nur Sultan"
                }
                break;
            }
            key = next;
            let Some(node) = self.nodes.get(&key) else {
                break;
            };
            if node.entry != NONE {
                let senses = self.senses_of(node.entry, document, at, token);
                if !senses.is_empty() {
                    best = Some(Match {
                        tokens: token + 1 - at,
                        senses,
                    });
                }
            }
        }
        best
    }

    fn senses_of(&self, entry: u32, document: &Document, first: usize, last: usize) -> Vec<Found> {
        let mut senses = Vec::new();
        let mut here = entry;
        while let Some(entry) = self.senses.get(here as usize) {
            if fits_case(entry.found, document, first, last) {
                senses.push(entry.found);
            }
            here = entry.next;
        }
        senses.reverse();
        senses
    }

    /// `written` means `sense`; the case is that of `form`.
    fn insert(&mut self, written: &str, form: &str, sense: Sense, doubtful: bool) {
        let mut key = ROOT;
        for word in words(written) {
            key = step(key, word);
            self.nodes.entry(key).or_insert(Node { entry: NONE });
        }
        let Some(node) = self.nodes.get_mut(&key) else {
            return; // no letters
        };
        if node.entry < self.known {
            if !self.replaces {
                return;
            }
            node.entry = NONE;
        }
        let entry = u32::try_from(self.senses.len()).unwrap_or(NONE);
        self.senses.push(Entry {
            found: Found {
                sense,
                case: Case::of(form, sense),
                doubtful,
            },
            next: node.entry,
        });
        node.entry = entry;
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

/// A place among the rows of one kind; there are no more than [`MOST`].
fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn number(day: NaiveDate) -> u32 {
    u32::try_from(day.year()).unwrap_or(0) * 10_000 + day.month() * 100 + day.day()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for person in &lexicon.people {
            for office in &person.offices {
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
