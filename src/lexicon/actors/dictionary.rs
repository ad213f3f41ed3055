//! Dictionaries of a reader's own: rows as in the tables that are compiled in, or actors and agents as PETRARCH has them.

use std::error::Error;
use std::fmt;

use super::petrarch;
use super::{ActorLexicon, Known, MOST, Record, is_day, lexicon};

/// A line of a dictionary that says nothing we can use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it, and what would be right.
    pub reason: String,
}

impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl Error for BadLine {}

impl ActorLexicon {
    /// What is compiled in, as a start for [`ActorLexicon::extend`].
    pub fn built_in() -> Self {
        lexicon().clone()
    }

    /// Adds a dictionary to what is known, and returns the lines it could not use. The content tells the format:
    ///
    /// * rows of tab-separated columns as in `src/lexicon/*.tsv`, each recognized by its columns: states, bodies, office
    ///   holders, nouns. What a row says of a name replaces what was known of it;
    /// * `*.actors.txt` and `*.agents.txt` as TABARI, PETRARCH and Phoenix have them. A name that is known keeps its meaning.
    ///
    /// ```
    /// use demarche::lexicon::actors::ActorLexicon;
    /// use demarche::{Analyzer, Options};
    ///
    /// let mut actors = ActorLexicon::built_in();
    /// let bad = actors.extend("Harbour League|HLG\tbody\t\tIGOHLG\nnonsense\t\n");
    /// assert_eq!(bad[0].line, 2);
    /// let analysis = Analyzer::knowing(actors).analyze("The HLG met on Monday.", &Options::default());
    /// assert_eq!(analysis.actors[0].name, "Harbour League");
    /// ```
    pub fn extend(&mut self, dictionary: &str) -> Vec<BadLine> {
        let dictionary = dictionary.trim_start_matches('\u{feff}');
        self.added.known = self.added.len();
        self.added.nodes.reserve(dictionary.len() / 24); // about as many words as the bytes hold
        let mut bad = Vec::new();
        if is_table(dictionary) {
            self.added.replaces = true;
            let mut people = Known::new();
            for (at, row) in dictionary.lines().enumerate() {
                if row.trim().is_empty() || row.starts_with('#') {
                    continue;
                }
                if let Err(reason) = self.read_row(row, &mut people) {
                    let line = at + 1;
                    bad.push(BadLine { line, reason });
                }
            }
        } else {
            self.added.replaces = false;
            petrarch::read(self, dictionary, &mut bad);
        }
        bad.sort_by_key(|bad| bad.line);
        bad.dedup_by_key(|bad| bad.line); // what follows from the first mistake
        bad
    }

    /// Whether another row still fits the indices.
    pub(super) fn is_full(&self) -> bool {
        self.people.len() >= MOST
            || self.bodies.len() >= MOST
            || self.nouns.len() + 64 >= MOST
            || self.states.len() >= MOST
    }

    fn read_row(&mut self, row: &str, people: &mut Known) -> Result<(), String> {
        if self.is_full() {
            return Err(format!("more than {MOST} rows of one kind"));
        }
        let record = Record::of(row);
        let column = |at| record.column(at);
        let state_or_code = |code: &str| {
            if self.state(code).is_some() || code.len() > 3 && is_code(code) {
                return Ok(());
            }
            Err(format!(
                "‘{code}’ is no state and no CAMEO code; write CHE, or IGOUNO"
            ))
        };
        if record.list(0).next().is_none() {
            return Err("the first column is empty; it holds the names".to_owned());
        }
        match column(1) {
            "m" | "f" => {
                state_or_code(column(2))?;
                for day in [column(5), column(6)] {
                    if !day.is_empty() && !is_day(day) {
                        return Err(format!(
                            "‘{day}’ is no day; write 2021-01-20, 2021-01 or 2021"
                        ));
                    }
                }
                if column(3).is_empty() {
                    return Err("the fourth column is empty; it holds the office".to_owned());
                }
                if column(5).is_empty() {
                    return Err("the sixth column is empty; it holds the first day".to_owned());
                }
                self.read_office(&record, people);
            }
            "seat" | "body" | "group" | "person" if is_code(column(2)) && !is_code(column(3)) => {
                if column(1) == "seat" {
                    return Err("the fourth column holds no CAMEO code: RUSGOV".to_owned());
                }
                self.read_title(&record);
            }
            kind @ ("seat" | "body" | "group") => {
                let country = column(2);
                if self.state(country).is_none() && (kind == "seat" || !country.is_empty()) {
                    return Err(format!(
                        "‘{country}’ is no state; write its three letters, as CHE"
                    ));
                }
                if !is_code(column(3)) {
                    let code = column(3);
                    return Err(format!("‘{code}’ is no CAMEO code; write RUSGOV or IGOUNO"));
                }
                self.read_body(&record);
            }
            _ if column(0).len() == 3 && is_code(column(0)) && record.list(1).next().is_some() => {
                self.read_country(&record);
            }
            other => {
                return Err(format!(
                    "‘{other}’ in the second column: body, group, seat or person, or m or f for an office holder"
                ));
            }
        }
        Ok(())
    }
}

/// Capitals by threes; digits only behind the first three, where CAMEO counts beliefs.
pub(super) fn is_code(code: &str) -> bool {
    let mut letters = code.bytes();
    code.len() >= 3
        && code.len().is_multiple_of(3)
        && letters
            .by_ref()
            .take(3)
            .all(|letter| letter.is_ascii_uppercase())
        && letters.all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
}

/// Whether the first line that says something is a row of columns.
fn is_table(dictionary: &str) -> bool {
    dictionary
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .is_some_and(|line| line.trim_start() == line && line.contains('\t') && !line.contains('['))
}
