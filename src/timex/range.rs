//! What a range leaves out: the second day of "May 3-5", the first of "between 3 and 12 September".

use chrono::Datelike;

use super::calendar_date;
use super::reading::{Found, Meaning, Reading};
use super::words::Word;
use crate::types::Period;

/// The second day of "May 3-5" or "May 3 to 5", after the first one.
pub(super) fn second_day(reading: &Reading, first: &Found) -> Option<Found> {
    if first.rule != "calendar-date"
        || !matches!(
            reading.word(first.end - 1),
            Word::Number(_) | Word::Ordinal(_)
        )
    {
        return None;
    }
    let joined = reading.is_any(first.end, &["-", "–"])
        || reading.is_any(first.end, &["to", "and", "or", "through"]);
    let Word::Number(number) = reading.word(first.end + 1) else {
        return None;
    };
    let day = number.short()?;
    let after = first.end + 2;
    let other = matches!(
        reading.word(after),
        Word::Unit(..) | Word::Month(_) | Word::Number(_)
    ) || reading.form(after).starts_with(|c: char| c.is_alphabetic())
        && !reading.is_any(
            after,
            &[
                "in", "at", "for", "to", "and", "or", "with", "by", "on", "when", "as",
            ],
        );
    let other = other || reading.is_any(after, &["%", "a.m.", "p.m.", "-"]);
    if !joined || other {
        return None;
    }
    let period = first.meaning.as_period()?;
    let date = period.first_day();
    if day <= date.day() || !calendar_date::is_day(period) {
        return None;
    }
    let (end, year) = match calendar_date::year_after(reading, after) {
        Some((year, end)) => (end, year),
        None => (after, date.year()),
    };
    let date = chrono::NaiveDate::from_ymd_opt(year, date.month(), day)?;
    let meaning = Meaning {
        relative: first
            .meaning
            .relative
            .as_ref()
            .map(|_| format!("XXXX-{:02}-{day:02}", date.month())),
        ..first.meaning.clone()
    };
    let meaning = meaning.map(str::to_owned, |_| Some(Period::day(date)));
    Some(Found::date(first.end + 1, end, meaning, "second-day"))
}
