//! What the lexicon holds: entries, and an index from stretches of words to their senses.
//!
//! `build.rs` compiles this folder too: it reads the tables, and the program starts with the result. So this folder needs
//! nothing of ours but `types::ActorKind`.

mod frozen;
mod rows;
mod words;

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

pub(super) use self::frozen::Frozen;
pub(super) use self::rows::{Known, Record, is_day};
pub use self::words::Case;
pub(super) use self::words::{ROOT, in_title_case, is_plural, is_silent, steps};
use self::words::{step, words};
use crate::types::ActorKind;

/// Words of the lexicon: compiled in, or read from a reader's dictionary.
pub type Words = Cow<'static, str>;

/// The actors we know without reading the text.
#[derive(Clone, Debug, Default)]
pub struct ActorLexicon {
    /// States and territories.
    pub states: Cow<'static, [State]>,
    /// Organizations, armed groups and seats of government.
    pub bodies: Cow<'static, [Body]>,
    /// Office holders.
    pub people: Cow<'static, [Person]>,
    /// Nouns for offices, functions and groups.
    pub nouns: Cow<'static, [Noun]>,
    /// First names of the office holders, in order, and whether women have them; `None` where both do.
    pub(super) given_names: &'static [(&'static str, Option<bool>)],
    /// The codes of the states as numbers, in order, with the places of the states.
    pub(super) by_code: Cow<'static, [(u32, u16)]>,
    /// What the tables say that are compiled in.
    pub(super) frozen: Frozen,
    /// What a reader's dictionaries say.
    pub(super) added: Added,
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
    pub offices: Cow<'static, [Office]>,
}

/// An office with its dates, as numbers `YYYYMMDD`, both included.
#[derive(Clone, Debug)]
pub struct Office {
    /// The state it belongs to.
    pub country: Option<u16>,
    /// The CAMEO code: `USAGOV`, `IGOUNO`.
    pub code: Words,
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

/// An index that grows: each beginning of a form has a node, each whole form entries.
#[derive(Clone, Debug)]
pub(super) struct Added {
    pub(super) nodes: HashMap<u64, u32, BuildHasherDefault<Key>>,
    entries: Vec<Entry>,
    /// The entries that were there before the dictionary that is being read.
    pub(super) known: u32,
    /// Whether what that dictionary says replaces them, or yields to them.
    pub(super) replaces: bool,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    found: Found,
    /// The entry of the same words before this one.
    next: u32,
}

pub(super) const NONE: u32 = u32::MAX;

/// The keys are hashes already.
#[derive(Default)]
pub(super) struct Key(u64);

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

impl Default for Added {
    fn default() -> Self {
        Self::NOTHING
    }
}

impl Added {
    pub(super) const NOTHING: Self = Self {
        nodes: HashMap::with_hasher(BuildHasherDefault::new()),
        entries: Vec::new(),
        known: 0,
        replaces: false,
    };

    /// How many entries there are.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(NONE)
    }

    /// The entries of a node, the last one added first.
    pub(super) fn senses(&self, node: u32) -> impl Iterator<Item = Found> {
        let entry = |at: u32| self.entries.get(at as usize);
        std::iter::successors(entry(node), move |before| entry(before.next))
            .map(|entry| entry.found)
    }
}

impl ActorLexicon {
    /// The state with this alpha-3 code.
    pub fn state(&self, code: &str) -> Option<u16> {
        let place = self.place_of(code).ok()?;
        Some(self.by_code[place].1)
    }

    /// Where `code` stands in the order of codes, or where it would.
    fn place_of(&self, code: &str) -> Result<usize, usize> {
        let code = number_of(code);
        self.by_code.binary_search_by_key(&code, |&(code, _)| code)
    }

    /// The state with the code of the row; a new one where there is none.
    fn state_of_row(&mut self, row: &Record) -> u16 {
        match self.place_of(row.column(0)) {
            Ok(place) => self.by_code[place].1,
            Err(place) => {
                let at = index(self.states.len());
                self.states.to_mut().push(State {
                    code: row.kept(0),
                    name: row.first(1),
                });
                let code = number_of(row.column(0));
                self.by_code.to_mut().insert(place, (code, at));
                at
            }
        }
    }

    /// `written` means `sense`; the case is that of `form`.
    fn insert(&mut self, written: &str, form: &str, sense: Sense, doubtful: bool) {
        let added = &mut self.added;
        let mut key = ROOT;
        for word in words(written) {
            key = step(key, word);
            added.nodes.entry(key).or_insert(NONE);
        }
        let entry = added.len();
        let Some(node) = added.nodes.get_mut(&key) else {
            return; // no letters
        };
        let known = if *node == NONE {
            self.frozen
                .senses(key)
                .is_some_and(|senses| !senses.is_empty())
        } else {
            *node < added.known
        };
        if known {
            if !added.replaces {
                return;
            }
            *node = NONE;
        }
        added.entries.push(Entry {
            found: Found {
                sense,
                case: Case::of(form, sense),
                doubtful,
            },
            next: *node,
        });
        *node = entry;
    }
}

/// The letters of a code as a number; all that have not three are one.
fn number_of(code: &str) -> u32 {
    match code.as_bytes() {
        &[first, second, third] => u32::from_be_bytes([0, first, second, third]),
        _ => u32::MAX,
    }
}

/// A place among the rows of one kind; there are no more than fit.
pub(super) fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
