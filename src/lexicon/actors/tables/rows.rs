//! Rows of the tables → entries of the lexicon. A row of a reader's own has the same columns as those compiled in.

use std::borrow::Cow;
use std::collections::HashMap;

use super::words::{is_plural, plural, pluralizes};
use super::{ActorLexicon, Body, Noun, Number, Office, Person, Sense, Words, index};
use crate::types::ActorKind;

/// No table has more columns.
const COLUMNS: usize = 8;

/// A row cut at its tabs.
pub(in super::super) struct Record<'t> {
    columns: [&'t str; COLUMNS],
}

/// People by full name, while a table is read: each office has its own row.
pub(in super::super) type Known = HashMap<String, u16>;

/// The members of a list, and whether a "?" marks them as doubtful.
fn list(members: &str) -> impl Iterator<Item = (&str, bool)> {
    members
        .split('|')
        .map(str::trim)
        .filter(|member| !member.is_empty())
        .map(|member| match member.strip_prefix('?') {
            Some(member) => (member, true),
            None => (member, false),
        })
}

fn owned(words: &str) -> Words {
    Words::Owned(words.to_owned())
}

/// The columns of a row without the blanks around them; those that are missing are empty.
fn cut(row: &str) -> [&str; COLUMNS] {
    let mut columns = [""; COLUMNS];
    for (column, text) in columns.iter_mut().zip(row.split('\t')) {
        *column = text.trim();
    }
    columns
}

impl<'t> Record<'t> {
    /// A row of a table, or of a reader's dictionary.
    pub(in super::super) fn of(row: &'t str) -> Self {
        Self { columns: cut(row) }
    }

    pub(in super::super) fn column(&self, at: usize) -> &'t str {
        self.columns.get(at).copied().unwrap_or_default()
    }

    pub(super) fn kept(&self, at: usize) -> Words {
        owned(self.column(at))
    }

    /// The members of a column, and whether a "?" marks them as doubtful.
    pub(in super::super) fn list(&self, at: usize) -> impl Iterator<Item = (&'t str, bool)> {
        list(self.column(at))
    }

    pub(super) fn first(&self, at: usize) -> Words {
        owned(self.list(at).next().unwrap_or_default().0)
    }
}

impl ActorLexicon {
    pub(in super::super) fn read_country(&mut self, row: &Record) {
        let at = self.state_of_row(row);
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

    pub(in super::super) fn read_body(&mut self, row: &Record) {
        let kind = match row.column(1) {
            "seat" => ActorKind::State,
            "group" => ActorKind::Group,
            _ => ActorKind::Body,
        };
        let country = self.state(row.column(2));
        for names in row.column(0).split(" ; ") {
            let at = index(self.bodies.len());
            self.bodies.to_mut().push(Body {
                name: owned(list(names).next().unwrap_or_default().0),
                kind,
                country,
                code: row.kept(3),
            });
            for (name, doubtful) in list(names) {
                self.add(name, Sense::Body(at), doubtful);
            }
        }
    }

    pub(in super::super) fn read_office(&mut self, row: &Record, known: &mut Known) {
        let name = row.list(0).next().unwrap_or_default().0;
        let at = known.get(name).copied().unwrap_or_else(|| {
            let at = index(self.people.len());
            known.insert(name.to_owned(), at);
            self.people.to_mut().push(Person {
                name: row.first(0),
                female: row.column(1) == "f",
                offices: Cow::default(),
            });
            for (name, doubtful) in row.list(0) {
                let sense = if name.contains(' ') {
                    Sense::Person(at)
                } else {
                    Sense::Surname(at)
                };
                self.add(name, sense, doubtful);
            }
            at
        });
        let country = self.state(row.column(2));
        let code = if country.is_some() {
            Words::Owned(format!("{}{}", row.column(2), row.column(4)))
        } else {
            row.kept(2)
        };
        let office = Office {
            country,
            code,
            role: row.kept(3),
            from: day(row.column(5), 0),
            to: day(row.column(6), 99),
        };
        let person = &mut self.people.to_mut()[usize::from(at)];
        person.offices.to_mut().push(office);
    }

    pub(in super::super) fn read_title(&mut self, row: &Record) {
        let kind = match row.column(1) {
            "person" => ActorKind::Person,
            "group" => ActorKind::Group,
            _ => ActorKind::Body,
        };
        for synonyms in row.column(0).split(" ; ") {
            let mut forms = synonyms.split('|').map(str::trim);
            let role = owned(forms.clone().next().unwrap_or_default());
            self.add_noun(role, kind, row.kept(2), forms.by_ref());
        }
    }

    pub(in super::super) fn add_noun<'f>(
        &mut self,
        role: Words,
        kind: ActorKind,
        sector: Words,
        forms: impl Iterator<Item = &'f str>,
    ) {
        let at = index(self.nouns.len());
        self.nouns.to_mut().push(Noun { role, kind, sector });
        for form in forms {
            if is_plural(form) {
                self.add(form, Sense::Noun(at, Number::Plural), false);
            } else {
                self.add(form, Sense::Noun(at, Number::Singular), false);
                self.add_plural(form, Sense::Noun(at, Number::Plural), false);
            }
        }
    }

    pub(in super::super) fn add(&mut self, form: &str, sense: Sense, doubtful: bool) {
        self.insert(form, form, sense, doubtful);
    }

    pub(in super::super) fn add_plural(&mut self, form: &str, sense: Sense, doubtful: bool) {
        self.insert(&plural(form), form, sense, doubtful);
    }
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

/// Whether [`day`] can read it.
pub(in super::super) fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |at: usize, longest: usize, most: u32| {
        parts.get(at).is_none_or(|part: &&str| {
            (1..=longest).contains(&part.len())
                && part.parse().is_ok_and(|number: u32| number <= most)
        })
    };
    parts.len() <= 3 && number(0, 4, 9999) && number(1, 2, 12) && number(2, 2, 31)
}
