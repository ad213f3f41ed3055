//! States, cities, bodies, office holders and the nouns for offices: one index over all of them, built on first use.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use crate::types::{ActorKind, Document};

static LEXICON: LazyLock<ActorLexicon> = LazyLock::new(|| {
    ActorLexicon::read(
        include_str!("countries.tsv"),
        include_str!("places.tsv"),
        include_str!("bodies.tsv"),
        include_str!("leaders.tsv"),
        include_str!("titles.tsv"),
    )
});

/// The actors we know without reading the text.
#[derive(Debug, Default)]
pub struct ActorLexicon {
    /// States and territories.
    pub states: Vec<State>,
    /// Organizations, armed groups and seats of government.
    pub bodies: Vec<Body>,
    /// Office holders.
    pub people: Vec<Person>,
    /// Nouns for offices, functions and groups.
    pub nouns: Vec<Noun>,
    nodes: HashMap<u64, Node>,
    senses: Vec<Entry>,
}

/// A state or territory.
#[derive(Debug)]
pub struct State {
    /// ISO 3166 alpha-3.
    pub code: &'static str,
    /// The usual short name.
    pub name: &'static str,
}

/// An organization, armed group, or building that stands for a government.
#[derive(Debug)]
pub struct Body {
    /// The usual name.
    pub name: &'static str,
    /// Body or group; `State` for a building that stands for the government of `country`.
    pub kind: ActorKind,
    /// An index into [`ActorLexicon::states`].
    pub country: Option<u16>,
    /// The CAMEO code.
    pub code: &'static str,
}

/// A person who held office.
#[derive(Debug)]
pub struct Person {
    /// The full name in use.
    pub name: &'static str,
    /// Whether "she" can be meant.
    pub female: bool,
    /// The offices held, in the order of the file.
    pub offices: Vec<Office>,
}

/// An office with its dates, as numbers `YYYYMMDD`, both included.
#[derive(Debug)]
pub struct Office {
    /// The state it belongs to.
    pub country: Option<u16>,
    /// The CAMEO code: `USAGOV`, `IGOUNO`.
    pub code: String,
    /// "president", "foreign minister".
    pub role: &'static str,
    /// First day.
    pub from: u32,
    /// Last day; `u32::MAX` while in office.
    pub to: u32,
}

/// A common noun that names an actor by its office, function or group.
#[derive(Debug)]
pub struct Noun {
    /// The first form of its row.
    pub role: &'static str,
    /// Person, group or body.
    pub kind: ActorKind,
    /// The CAMEO sector, empty where the noun implies none.
    pub sector: &'static str,
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
    /// The form as the lexicon writes it.
    pub form: &'static str,
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
        lexicon.read_countries(countries);
        lexicon.read_places(places);
        lexicon.read_bodies(bodies);
        lexicon.read_leaders(leaders);
        lexicon.read_titles(titles);
        lexicon
    }

    fn read_countries(&mut self, rows: &'static str) {
        for row in records(rows) {
            let at = index(self.states.len());
            self.states.push(State {
                code: row.column(0),
                name: row.list(1).next().unwrap_or_default().0,
            });
            for (name, doubtful) in row.list(1) {
                self.add(name, Sense::State(at), doubtful);
            }
            for (adjective, doubtful) in row.list(2) {
                self.add(adjective, Sense::Adjective(at), doubtful);
                if pluralizes(adjective) && !row.list(1).any(|(name, _)| name == adjective) {
                    self.add(adjective, Sense::People(at, Number::Singular), doubtful);
                    self.add_plural(adjective, Sense::People(at, Number::Plural), doubtful);
                }
            }
            for (people, doubtful) in row.list(3) {
                let number = if people.ends_with('s') || people.ends_with("men") {
                    Number::Plural
                } else {
                    Number::Singular
                };
                self.add(people, Sense::People(at, number), doubtful);
            }
            for (capital, doubtful) in row.list(4) {
                self.add(capital, Sense::Capital(at), doubtful);
            }
        }
    }

    fn read_places(&mut self, rows: &'static str) {
        for row in records(rows) {
            if let Some(state) = self.state(row.column(0)) {
                for (name, doubtful) in row.list(1) {
                    self.add(name, Sense::Place(state), doubtful);
                }
            }
        }
    }

    fn read_bodies(&mut self, rows: &'static str) {
        for row in records(rows) {
            let at = index(self.bodies.len());
            self.bodies.push(Body {
                name: row.list(0).next().unwrap_or_default().0,
                kind: match row.column(1) {
                    "seat" => ActorKind::State,
                    "group" => ActorKind::Group,
                    _ => ActorKind::Body,
                },
                country: self.state(row.column(2)),
                code: row.column(3),
            });
            for (name, doubtful) in row.list(0) {
                self.add(name, Sense::Body(at), doubtful);
            }
        }
    }

    fn read_leaders(&mut self, rows: &'static str) {
        let mut known: HashMap<&'static str, u16> = HashMap::new();
        for row in records(rows) {
            let name = row.list(0).next().unwrap_or_default().0;
            let at = *known.entry(name).or_insert_with(|| {
                self.people.push(Person {
                    name,
                    female: row.column(1) == "f",
                    offices: Vec::new(),
                });
                index(self.people.len() - 1)
            });
            if self.people[usize::from(at)].offices.is_empty() {
                for (name, doubtful) in row.list(0) {
                    let sense = if name.contains(' ') {
                        Sense::Person(at)
                    } else {
                        Sense::Surname(at)
                    };
                    self.add(name, sense, doubtful);
                }
            }
            let country = self.state(row.column(2));
            let code = if country.is_some() {
                format!("{}{}", row.column(2), row.column(4))
            } else {
                row.column(2).to_owned()
            };
            self.people[usize::from(at)].offices.push(Office {
                country,
                code,
                role: row.column(3),
                from: day(row.column(5), 0),
                to: day(row.column(6), 99),
            });
        }
    }

    fn read_titles(&mut self, rows: &'static str) {
        for row in records(rows) {
            let kind = match row.column(1) {
                "person" => ActorKind::Person,
                "group" => ActorKind::Group,
                _ => ActorKind::Body,
            };
            for synonyms in row.column(0).split(" ; ") {
                let at = index(self.nouns.len());
                let mut forms = synonyms.split('|');
                self.nouns.push(Noun {
                    role: forms.clone().next().unwrap_or_default(),
                    kind,
                    sector: row.column(2),
                });
                for form in forms.by_ref() {
                    if is_plural(form) {
                        self.add(form, Sense::Noun(at, Number::Plural), false);
                    } else {
                        self.add(form, Sense::Noun(at, Number::Singular), false);
                        self.add_plural(form, Sense::Noun(at, Number::Plural), false);
                    }
                }
            }
        }
    }

    /// The state with this alpha-3 code.
    pub fn state(&self, code: &str) -> Option<u16> {
        self.states
            .iter()
            .position(|state| state.code == code)
            .map(index)
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
            if fits_case(&entry.found, document, first, last) {
                senses.push(entry.found);
            }
            here = entry.next;
        }
        senses.reverse();
        senses
    }

    fn add(&mut self, form: &'static str, sense: Sense, doubtful: bool) {
        self.insert(words(form), form, sense, doubtful);
    }

    fn add_plural(&mut self, form: &'static str, sense: Sense, doubtful: bool) {
        let plural = plural(form);
        self.insert(words(&plural), form, sense, doubtful);
    }

    fn insert<'a>(
        &mut self,
        words: impl Iterator<Item = &'a str>,
        form: &'static str,
        sense: Sense,
        doubtful: bool,
    ) {
        let mut key = ROOT;
        for word in words {
            key = step(key, word);
            self.nodes.entry(key).or_insert(Node { entry: NONE });
        }
        if let Some(node) = self.nodes.get_mut(&key) {
            let entry = u32::try_from(self.senses.len()).unwrap_or(NONE);
            self.senses.push(Entry {
                found: Found {
                    sense,
                    form,
                    doubtful,
                },
                next: node.entry,
            });
            node.entry = entry;
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

fn number(day: NaiveDate) -> u32 {
    u32::try_from(day.year()).unwrap_or(0) * 10_000 + day.month() * 100 + day.day()
}

/// "2021-01-20", "2021-01" or "2021" as `YYYYMMDD`; what is missing becomes `missing`. Empty is the far future.
fn day(text: &str, missing: u32) -> u32 {
    if text.is_empty() {
        return u32::MAX;
    }
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
    let mut next = || parts.next().flatten();
    let year = next().unwrap_or(0);
    let month = next().unwrap_or(missing);
    let day = next().unwrap_or(missing);
    year * 10_000 + month * 100 + day
}

struct Record(&'static str);

impl Record {
    fn column(&self, at: usize) -> &'static str {
        self.0.split('\t').nth(at).unwrap_or_default().trim()
    }

    /// The members of a column, and whether a "?" marks them as doubtful.
    fn list(&self, at: usize) -> impl Iterator<Item = (&'static str, bool)> {
        self.column(at)
            .split('|')
            .filter(|member| !member.is_empty())
            .map(|member| match member.strip_prefix('?') {
                Some(member) => (member, true),
                None => (member, false),
            })
    }
}

fn records(rows: &'static str) -> impl Iterator<Item = Record> {
    rows.lines()
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
        .map(Record)
}

fn index(at: usize) -> u16 {
    u16::try_from(at).expect("the lexicon has fewer than 65,536 rows")
}

/// The words of a form as the tokenizer cuts them.
fn words(form: &str) -> impl Iterator<Item = &str> {
    form.split([' ', '-', '–'])
        .flat_map(|word| match word.strip_suffix("'s") {
            Some(owner) => [owner, "'s"],
            None => match word.strip_suffix(',') {
                Some(word) => [word, ","],
                None => [word, ""],
            },
        })
        .filter(|word| !word.is_empty())
}

/// Whether the adjective is also a count noun for the people: "a Serb", "Russians", but not "a French".
fn pluralizes(adjective: &str) -> bool {
    !["ese", "ish", "ch", "sh", "ic", "ss", "nt", "rk"]
        .iter()
        .any(|ending| adjective.ends_with(ending))
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "–" | "‑")
}

fn plural(form: &str) -> String {
    let stem = |end: usize| &form[..form.len() - end];
    if form.ends_with("man")
        && !form.ends_with("German")
        && !form.ends_with("Roman")
        && form.chars().next().is_some_and(char::is_lowercase)
    {
        return format!("{}men", stem(3));
    }
    let consonant_y = form.ends_with('y')
        && !["ay", "ey", "oy"]
            .iter()
            .any(|ending| form.ends_with(ending));
    if consonant_y {
        format!("{}ies", stem(1))
    } else if ["s", "x", "ch", "sh"]
        .iter()
        .any(|ending| form.ends_with(ending))
    {
        format!("{form}es")
    } else {
        format!("{form}s")
    }
}

fn is_plural(form: &str) -> bool {
    let last = form.rsplit([' ', '-']).next().unwrap_or(form);
    let heads_of = [
        "secretaries ",
        "members ",
        "heads ",
        "ministers ",
        "chiefs ",
        "prisoners ",
    ];
    heads_of.iter().any(|head| form.starts_with(head))
        || last.ends_with('s')
            && !["ss", "us", "is", "ps"]
                .iter()
                .any(|ending| last.ends_with(ending))
        || matches!(
            last,
            "people"
                | "police"
                | "men"
                | "women"
                | "personnel"
                | "media"
                | "servicemen"
                | "fishermen"
                | "mujahideen"
                | "mujahedeen"
                | "troops"
                | "MPs"
                | "NGOs"
                | "Reps."
                | "Sens."
                | "spokespeople"
                | "displaced"
        )
}

const ROOT: u64 = 0xcbf2_9ce4_8422_2325;

/// The key after `word`: FNV-1a over its folded letters. A word without letters leaves the key alone.
fn step(key: u64, word: &str) -> u64 {
    let mut next = key;
    let mut any = false;
    for c in word
        .chars()
        .filter(|c| !matches!(c, '.' | '\'' | '’' | '-' | '–' | '‑' | '`'))
    {
        any = true;
        for letter in fold(c).chars() {
            next = (next ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    if any {
        (next ^ 0x20).wrapping_mul(0x0100_0000_01b3)
    } else {
        key
    }
}

/// A letter in lower case without its accent.
fn fold(c: char) -> Folded {
    let plain = match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\u{7f}' => c,
        'À'..='Å' | 'à'..='å' | 'Ā' | 'ā' | 'Ă' | 'ă' | 'Ą' | 'ą' | 'Ə' | 'ə' => 'a',
        'Ç' | 'ç' | 'Ć' | 'ć' | 'Č' | 'č' | 'Ĉ' | 'ĉ' | 'Ċ' | 'ċ' => 'c',
        'Ď' | 'ď' | 'Đ' | 'đ' | 'ð' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē' | 'ē' | 'Ė' | 'ė' | 'Ę' | 'ę' | 'Ě' | 'ě' => 'e',
        'Ğ' | 'ğ' | 'Ģ' | 'ģ' => 'g',
        'Ì'..='Ï' | 'ì'..='ï' | 'İ' | 'ı' | 'Ī' | 'ī' | 'Į' | 'į' => 'i',
        'Ł' | 'ł' | 'Ļ' | 'ļ' | 'Ľ' | 'ľ' => 'l',
        'Ñ' | 'ñ' | 'Ń' | 'ń' | 'Ň' | 'ň' | 'Ņ' | 'ņ' => 'n',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ő' | 'ő' | 'Ō' | 'ō' => 'o',
        'Ř' | 'ř' => 'r',
        'Ś' | 'ś' | 'Š' | 'š' | 'Ş' | 'ş' | 'Ș' | 'ș' => 's',
        'Ť' | 'ť' | 'Ț' | 'ț' | 'Ţ' | 'ţ' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ū' | 'ū' | 'Ů' | 'ů' | 'Ű' | 'ű' | 'Ų' | 'ų' => 'u',
        'Ý' | 'ý' | 'ÿ' => 'y',
        'Ź' | 'ź' | 'Ż' | 'ż' | 'Ž' | 'ž' => 'z',
        _ => c.to_lowercase().next().unwrap_or(c),
    };
    Folded(plain)
}

struct Folded(char);

impl Folded {
    fn chars(&self) -> impl Iterator<Item = u32> {
        std::iter::once(u32::from(self.0))
    }
}

/// Whether the words stand in the case the sense needs: names begin with a capital, acronyms are capitals; nouns come as
/// they like.
fn fits_case(found: &Found, document: &Document, first: usize, last: usize) -> bool {
    let acronym = !found.form.chars().any(char::is_lowercase);
    let mut words = (first..=last).map(|token| document.word(token));
    if acronym {
        return words.all(|word| !word.chars().any(char::is_lowercase) || word == "'s");
    }
    if matches!(found.sense, Sense::Noun(..)) {
        return true;
    }
    let lower_start = found.form.chars().next().is_some_and(char::is_lowercase);
    let capital = words
        .next()
        .is_some_and(|word| word.chars().any(char::is_uppercase));
    capital || lower_start && !matches!(found.sense, Sense::Surname(_))
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
