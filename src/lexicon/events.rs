//! Verbs and nouns that name acts, and the stances that govern them: `verbs.tsv`, `nouns.tsv`, `stances.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::types::{EventClass, Status};

static LEXICON: LazyLock<EventLexicon> = LazyLock::new(|| {
    EventLexicon::read(
        include_str!("verbs.tsv"),
        include_str!("nouns.tsv"),
        include_str!("stances.tsv"),
    )
});

/// The lexicon of acts, read on first use.
pub fn lexicon() -> &'static EventLexicon {
    &LEXICON
}

/// The words that name acts.
#[derive(Debug, Default)]
pub struct EventLexicon {
    /// The rows of `verbs.tsv`.
    pub verbs: Vec<VerbSense>,
    /// The rows of `nouns.tsv`.
    pub nouns: Vec<NounSense>,
    /// The rows of `stances.tsv`.
    pub stances: Vec<Stance>,
    verb_words: HashMap<&'static str, Vec<Word>>,
    noun_words: HashMap<&'static str, Vec<Word>>,
    stance_words: HashMap<&'static str, Vec<Word>>,
}

/// A lemma, the words that go with it, and the row it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// All of it: "call off", "peace talk".
    pub text: &'static str,
    /// The words beside the one it is looked up by: "off", "peace". Empty for a single word.
    pub rest: &'static str,
    /// The index of the row.
    pub row: usize,
}

/// What a group of verbs means under one condition.
#[derive(Debug)]
pub struct VerbSense {
    /// What must stand beside the verb.
    pub needs: Needs,
    /// The kind of act; `None` for a light verb, whose object names the act, and for a use that names none.
    pub class: Option<EventClass>,
    /// A use that names no act: "*met* its target", "*hit* a record low".
    pub idle: bool,
    /// The CAMEO code.
    pub cameo: Option<&'static str>,
    /// Where its actors stand.
    pub slots: Slots,
    /// A sentence with its trigger between stars and its actors in brackets.
    pub example: &'static str,
}

/// What must stand beside a verb.
#[derive(Debug, Default)]
pub struct Needs {
    /// A direct object, or none.
    pub object: Option<bool>,
    /// An object that acts.
    pub actor: bool,
    /// A clause: "that …".
    pub clause: bool,
    /// One of these prepositions.
    pub prepositions: Vec<&'static str>,
    /// One of these as object, directly or behind a preposition.
    pub objects: Vec<&'static str>,
    /// One of these as subject.
    pub subjects: Vec<&'static str>,
    /// One of these said of the object: "called the visit a *violation*", "denounced it as *illegal*"; `*` is anything.
    pub predicates: Vec<&'static str>,
}

/// Where the actors of a verb stand.
#[derive(Debug)]
pub struct Slots {
    /// Where its source stands.
    pub source: Slot,
    /// Where its target stands, best place first.
    pub targets: Vec<Slot>,
    /// Whether the two are alike: a meeting, a pact.
    pub both: bool,
}

/// A place in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The subject.
    Subject,
    /// The object.
    Object,
    /// The indirect object.
    Indirect,
    /// Behind a preposition.
    Preposition(&'static str),
}

/// What a group of nouns means.
#[derive(Debug)]
pub struct NounSense {
    /// The kind of act.
    pub class: EventClass,
    /// The CAMEO code.
    pub cameo: Option<&'static str>,
    /// Where its actors stand.
    pub kind: NounKind,
    /// A sentence with its trigger between stars.
    pub example: &'static str,
}

/// Where the actors of a noun stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounKind {
    /// "A's attack on B", "the bombing of B by A"
    Act,
    /// "A's visit to B", "the visit of A to B"
    Move,
    /// "talks between A and B"
    Side,
    /// "A's speech", "a statement by A"
    Say,
    /// "the election in A", "the resignation of A"
    Hold,
}

/// A stance to an act: agree, refuse, threaten.
#[derive(Debug)]
pub struct Stance {
    /// Its name.
    pub name: &'static str,
    /// The kind of act it is itself; `None` where only the governed act counts.
    pub class: Option<EventClass>,
    /// Its CAMEO code.
    pub cameo: Option<&'static str>,
    /// The status of the governed act.
    pub inner: Status,
    /// Whether the governed act is another's: "urged *Russia* to withdraw".
    pub other: bool,
    /// A sentence with its trigger between stars.
    pub example: &'static str,
}

impl VerbSense {
    /// Whether the object names the act: "*held* talks".
    pub fn is_light(&self) -> bool {
        self.class.is_none() && !self.idle
    }
}

impl EventLexicon {
    /// Reads the three tables. A row that breaks their form is a mistake of ours, which the tests find; it is left out.
    pub fn read(verbs: &'static str, nouns: &'static str, stances: &'static str) -> Self {
        let mut lexicon = Self::default();
        for columns in rows(verbs) {
            if let [words, needs, class, cameo, slots, example] = columns[..] {
                let row = lexicon.verbs.len();
                add(&mut lexicon.verb_words, words, row, Side::First);
                lexicon.verbs.push(VerbSense {
                    needs: Needs::read(needs),
                    class: EventClass::from_name(class),
                    idle: class == "NONE",
                    cameo: code(cameo),
                    slots: Slots::read(slots),
                    example,
                });
            }
        }
        for columns in rows(nouns) {
            if let [words, class, cameo, kind, example] = columns[..] {
                let row = lexicon.nouns.len();
                add(&mut lexicon.noun_words, words, row, Side::Last);
                lexicon.nouns.push(NounSense {
                    class: EventClass::from_name(class).unwrap_or(EventClass::Other),
                    cameo: code(cameo),
                    kind: NounKind::read(kind),
                    example,
                });
            }
        }
        for columns in rows(stances) {
            if let [name, words, class, cameo, status, whose, example] = columns[..] {
                let row = lexicon.stances.len();
                add(&mut lexicon.stance_words, words, row, Side::First);
                lexicon.stances.push(Stance {
                    name,
                    class: EventClass::from_name(class),
                    cameo: code(cameo),
                    inner: status_named(status),
                    other: whose == "other",
                    example,
                });
            }
        }
        lexicon
    }

    /// The senses of a verb, in the order of the table.
    pub fn verb(&self, lemma: &str) -> &[Word] {
        self.verb_words.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The senses of a noun, longest first.
    pub fn noun(&self, lemma: &str) -> &[Word] {
        self.noun_words.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The stances of a word, longest first.
    pub fn stance(&self, lemma: &str) -> &[Word] {
        self.stance_words.get(lemma).map_or(&[], Vec::as_slice)
    }
}

#[derive(Clone, Copy)]
enum Side {
    First,
    Last,
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

fn add(index: &mut HashMap<&'static str, Vec<Word>>, words: &'static str, row: usize, side: Side) {
    for text in words.split(", ") {
        let (key, rest) = match side {
            Side::First => text.split_once(' ').unwrap_or((text, "")),
            Side::Last => match text.rsplit_once(' ') {
                Some((rest, key)) => (key, rest),
                None => (text, ""),
            },
        };
        let entry = index.entry(key).or_default();
        entry.push(Word { text, rest, row });
        entry.sort_by_key(|word| (usize::MAX - word.rest.len(), word.row));
    }
}

fn code(text: &'static str) -> Option<&'static str> {
    (text != "-").then_some(text)
}

fn status_named(name: &str) -> Status {
    match name {
        "ongoing" => Status::Ongoing,
        "planned" => Status::Planned,
        "denied" => Status::Denied,
        "hypothetical" => Status::Hypothetical,
        _ => Status::Happened,
    }
}

impl Needs {
    fn read(text: &'static str) -> Self {
        let mut needs = Self::default();
        let (plain, objects) = match text.split_once("obj=") {
            Some((plain, objects)) => (plain, objects),
            None => (text, ""),
        };
        let (plain, predicates) = plain.split_once("pred=").unwrap_or((plain, ""));
        let (plain, subjects) = plain.split_once("subj=").unwrap_or((plain, ""));
        let list = |words: &'static str| words.split(',').filter(|word| !word.is_empty()).collect();
        needs.objects = list(objects);
        needs.subjects = list(subjects);
        needs.predicates = list(predicates);
        for need in plain.split(',').filter(|need| !need.is_empty()) {
            match need {
                "-" => {}
                "obj" => needs.object = Some(true),
                "noobj" => needs.object = Some(false),
                "actor" => needs.actor = true,
                "that" => needs.clause = true,
                preposition => needs.prepositions.push(preposition),
            }
        }
        needs
    }

    /// How much it asks for: the most specific sense wins.
    pub fn weight(&self) -> usize {
        let words = [&self.objects, &self.subjects, &self.predicates];
        4 * usize::from(words.iter().any(|words| !words.is_empty()))
            + 3 * usize::from(self.actor || self.clause)
            + 2 * usize::from(!self.prepositions.is_empty())
            + usize::from(self.object.is_some())
    }
}

impl Slots {
    fn read(text: &'static str) -> Self {
        let both = text.contains('=');
        let (source, targets) = text.split_once(['>', '=']).unwrap_or((text, ""));
        Self {
            source: Slot::read(source),
            targets: targets
                .split(',')
                .filter(|slot| !slot.is_empty())
                .map(Slot::read)
                .collect(),
            both,
        }
    }
}

impl Slot {
    fn read(text: &'static str) -> Self {
        match text {
            "S" => Self::Subject,
            "O" => Self::Object,
            "I" => Self::Indirect,
            preposition => Self::Preposition(preposition),
        }
    }
}

impl NounKind {
    fn read(text: &str) -> Self {
        match text {
            "move" => Self::Move,
            "side" => Self::Side,
            "say" => Self::Say,
            "hold" => Self::Hold,
            _ => Self::Act,
        }
    }
}
