//! Narrative texts: history tells its dates by what it has told already, not by the day it was written.

use chrono::{Datelike, NaiveDate};

use super::classes;
use super::reading::{Meaning, Reading};
use super::words::Word;
use crate::types::{Anchor, Document, Period, TimeValue, TimexId, Why};

/// As many years of long ago as this must be named before a text is taken for a story.
const FEWEST_YEARS: usize = 3;

/// A month without a year that lies so many days before the date at hand is one of the next year.
const BACK: i64 = 200;

/// Whether the text tells of long ago: it names years well before its publication, and hardly a day by "yesterday",
/// "Tuesday", "last week" or a year near publication.
pub(super) fn is_narrative(document: &Document) -> bool {
    let now = document.published.map(|published| published.date.year());
    let count = document.tokens.len();
    let form = |at: usize| if at < count { document.form(at) } else { "" };
    let (mut long_ago, mut near) = (0, 0);
    let letters = document.forms.as_bytes();
    for (at, token) in document.tokens.iter().enumerate() {
        // nothing below ends in another letter
        let last = letters[token.form.range()].last();
        if !matches!(last, Some(b'0'..=b'9' | b'o' | b's' | b't' | b'w' | b'y')) {
            continue;
        }
        let word = form(at);
        if word.len() == 4 && word.starts_with(|c: char| c.is_ascii_digit()) {
            let Some(year) = word.parse().ok().filter(|year| (1000..2200).contains(year)) else {
                continue;
            };
            let before = at.checked_sub(1).map_or("", form);
            let dated = matches!(
                before,
                "in" | "of" | "," | "since" | "by" | "until" | "from" | "(" | "to" | "and"
            ) || matches!(classes::word(before), Word::Month(_) | Word::Season(..));
            match now {
                _ if !dated => {}
                Some(now) if (now - 1..=now + 10).contains(&year) => near += 1,
                Some(now) if year > now => {}
                _ => long_ago += 1,
            }
            continue;
        }
        near += usize::from(match word {
            "today" | "yesterday" | "tomorrow" | "tonight" | "ago" => true,
            "last" | "this" | "next" => {
                matches!(
                    form(at + 1),
                    "week" | "month" | "year" | "quarter" | "weekend"
                )
            }
            // "Friday, 2 June" is as good as a date
            _ if word.ends_with("day") && matches!(classes::word(word), Word::Weekday(..)) => {
                !(at + 1..at + 4).any(|at| matches!(classes::word(form(at)), Word::Month(_)))
            }
            _ => false,
        });
    }
    long_ago >= FEWEST_YEARS && long_ago > 3 * near
}

impl Reading<'_> {
    /// Resolves what has no year by the last date told, where the text is a story or has no day of publication.
    pub(super) fn by_story(
        &self,
        relative: &str,
        resolve: impl FnOnce(At) -> Option<Period>,
    ) -> Option<Meaning> {
        if !self.narrative && self.published.is_some() {
            return None;
        }
        self.by_date_told(relative, resolve)
    }

    /// Resolves by the last date told, whatever kind of text it is: "that summer", "the following March".
    pub(super) fn by_date_told(
        &self,
        relative: &str,
        resolve: impl FnOnce(At) -> Option<Period>,
    ) -> Option<Meaning> {
        let (at, id) = self.date_told()?;
        Some(Meaning {
            value: resolve(at).map_or(TimeValue::Unresolved(Why::OutOfCalendar), TimeValue::Period),
            anchor: Anchor::Timex(id),
            relative: Some(relative.to_owned()),
        })
    }

    fn date_told(&self) -> Option<(At, TimexId)> {
        let (year, id) = self.discourse.year?;
        let month = self
            .discourse
            .month
            .map(|(period, id)| (period.first_day(), id));
        let finest = [self.discourse.day, month]
            .into_iter()
            .flatten()
            .filter(|(date, _)| date.year() == year)
            .max_by_key(|(_, id)| *id);
        match finest {
            // a year told later than the day opens another stretch of the story
            Some((date, finer)) if finer >= id => Some((At::Date(date), finer)),
            _ => Some((At::Year(year), id)),
        }
    }
}

/// The date a story has come to.
#[derive(Clone, Copy)]
pub(super) enum At {
    Year(i32),
    Date(NaiveDate),
}

impl At {
    /// The day to count from, where the story has come to one.
    pub(super) fn date(self) -> Option<NaiveDate> {
        match self {
            Self::Year(_) => None,
            Self::Date(date) => Some(date),
        }
    }

    /// The stretch that `in_year` gives of the year at hand, or of the next one where that is far behind.
    pub(super) fn here(self, in_year: impl Fn(i32) -> Option<Period>) -> Option<Period> {
        match self {
            Self::Year(year) => in_year(year),
            Self::Date(date) => {
                let this = in_year(date.year())?;
                let behind = (date - this.first_day()).num_days();
                if behind > BACK {
                    in_year(date.year() + 1)
                } else {
                    Some(this)
                }
            }
        }
    }

    /// The first such stretch after the date at hand, or the last one before it.
    pub(super) fn beside(
        self,
        after: bool,
        in_year: impl Fn(i32) -> Option<Period>,
    ) -> Option<Period> {
        let (year, date) = match self {
            Self::Year(year) => (year, None),
            Self::Date(date) => (date.year(), Some(date)),
        };
        let step = if after { 1 } else { -1 };
        let this = in_year(year)?;
        let beside = date.is_some_and(|date| {
            if after {
                this.first_day() > date
            } else {
                this.end.date() <= date
            }
        });
        if beside {
            Some(this)
        } else {
            in_year(year.checked_add(step)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn stories() {
        let story = "The union was founded in 1867 and reformed in 1871. The war began in July 1914. \
                     On 5 August the army crossed the river, and in September it stopped. In February the king left.";
        check(
            "2015-06-01",
            story,
            "1867=1867; 1871=1871; July 1914=1914-07; 5 August=1914-08-05; September=1914-09; \
             February=1915-02",
        );
        // without a day of publication the last date told is the only one to go by
        check(
            "",
            "They met in May 2020. They parted in June.",
            "May 2020=2020-05; June=2020-06",
        );
        // news that recalls old years stays with its day of publication
        check(
            "2015-06-01",
            "The union of 1867 and the pact of 1871 were recalled on Monday. The war of 1914 was not. They met in May.",
            "1867=1867; 1871=1871; Monday=2015-06-01; 1914=1914; May=2015-05",
        );
    }

    #[test]
    fn seasons_told() {
        check(
            "2015-06-01",
            "They met in May 1990. That summer they parted, and the following March they met again.",
            "May 1990=1990-05; That summer=1990-SU; the following March=1991-03",
        );
    }
}
