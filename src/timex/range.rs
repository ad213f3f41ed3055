//! What the parts of a range or list leave out: the second day of "May 3-5", the month of the first of "3 to 5 May", the
//! year of "July" in "between July and September 2021".

use chrono::{Datelike, NaiveDate};

use super::calendar_date;
use super::reading::{Found, Meaning, Reading};
use super::words::{Shape, Word};
use crate::types::Period;

/// The token after what joins two parts of a range or list, where something does.
fn joined(reading: &Reading, at: usize) -> Option<usize> {
    let mut next = at;
    if reading.is_any(next, &[",", "/"]) {
        next += 1;
        next = reading.skip(next, &["and", "or"]);
        return Some(next);
    }
    let word = reading.is_any(
        next,
        &["-", "–", "to", "and", "or", "through", "until", "till", "&"],
    );
    if !word {
        return None;
    }
    next += 1;
    Some(reading.skip(next, &["the"]))
}

/// The year of a list of months that ends with it: "July" in "between July and September 2021", "May, June or July 2020".
pub(super) fn year_of_list(reading: &Reading, month: u32, end: usize) -> Option<i32> {
    let mut at = end;
    for _ in 0..6 {
        at = joined(reading, at)?;
        at = reading.skip(at, &["early", "late", "mid", "mid-"]);
        let Word::Month(other) = reading.word(at) else {
            return None;
        };
        let next = reading.skip(at + 1, &["."]);
        if let Some((year, _)) = calendar_date::year_after(reading, next) {
            // "November to February 2021" began the year before
            return Some(if month > other { year - 1 } else { year });
        }
        at = next;
    }
    None
}

/// The year of "summer" in "the summer and autumn of 1944".
pub(super) fn year_of_second_season(reading: &Reading, end: usize) -> Option<i32> {
    let next = joined(reading, end)?;
    matches!(reading.word(next), Word::Season(_, false)).then_some(())?;
    calendar_date::year_after(reading, next + 1).map(|(year, _)| year)
}

/// The year of "March 3" in "from March 3 to April 5, 2021".
pub(super) fn year_of_second_date(
    reading: &Reading,
    month: u32,
    day: u32,
    end: usize,
) -> Option<i32> {
    let next = joined(reading, end)?;
    let (other, other_day, end) = calendar_date::month_and_day(reading, next)?;
    let (year, _) = calendar_date::year_after(reading, end)?;
    Some(if (month, day) > (other, other_day) {
        year - 1
    } else {
        year
    })
}

/// "3" in "between 3 and 12 September", "3-5 May 2021", "the 3rd to the 9th of May": its month follows the last day.
pub(super) fn first_day(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["the"]);
    let day = match reading.word(core) {
        Word::Number(number) if matches!(number.shape, Shape::Digits(1 | 2)) => number.short()?,
        Word::Ordinal(day) if reading.form(core).starts_with(|c: char| c.is_ascii_digit()) => day,
        _ => return None,
    };
    if core > at && !matches!(reading.word(core), Word::Ordinal(_)) || reading.before(at, 1) == "-"
    {
        return None;
    }
    let mut next = core + 1;
    let mut last = day;
    // "on 3, 4 and 5 May"
    let (month, last_day, end) = loop {
        next = joined(reading, next)?;
        if let Some(found) = calendar_date::day_and_month(reading, next) {
            break found;
        }
        let Word::Number(number) = reading.word(next) else {
            return None;
        };
        let between = number.short().filter(|&between| between > last)?;
        last = between;
        next += 1;
    };
    if !(1..=31).contains(&day) || day >= last_day || last >= last_day {
        return None;
    }
    let meaning = match calendar_date::year_after(reading, end) {
        Some((year, _)) => calendar_date::exact(year, month, day),
        None => calendar_date::nearest(reading, month, day, None, at, end),
    };
    Some(Found::date(at, core + 1, meaning, "first-day"))
}

/// The next day of "May 3-5", "May 3 to 5" or "May 3, 4 and 5", after the one before it.
pub(super) fn second_day(reading: &Reading, first: &Found) -> Option<Found> {
    if !matches!(first.rule, "calendar-date" | "second-day")
        || !matches!(
            reading.word(first.end - 1),
            Word::Number(_) | Word::Ordinal(_)
        )
    {
        return None;
    }
    let period = first.meaning.as_period()?;
    let date = period.first_day();
    if !calendar_date::is_day(period) {
        return None;
    }
    let (day, at) = further_day(reading, first.end, date.day())?;
    let (end, year) = match calendar_date::year_after(reading, at + 1) {
        Some((year, end)) => (end, year),
        None => (at + 1, date.year()),
    };
    let date = NaiveDate::from_ymd_opt(year, date.month(), day)?;
    let meaning = Meaning {
        relative: first
            .meaning
            .relative
            .as_ref()
            .map(|_| format!("XXXX-{:02}-{day:02}", date.month())),
        ..first.meaning.clone()
    };
    let meaning = meaning.map(str::to_owned, |_| Some(Period::day(date)));
    Some(Found::date(at, end, meaning, "second-day"))
}

/// The year of "March 3" in "March 3-5, 2021" and "March 3, 4 and 5, 2021", after its day.
pub(super) fn year_of_days(reading: &Reading, mut day: u32, mut end: usize) -> Option<i32> {
    while let Some((next, at)) = further_day(reading, end, day) {
        day = next;
        end = at + 1;
        if let Some((year, _)) = calendar_date::year_after(reading, end) {
            return Some(year);
        }
    }
    None
}

/// A later day of the month than `before`, joined to what ends at `end`, and its token.
fn further_day(reading: &Reading, end: usize, before: u32) -> Option<(u32, usize)> {
    let day_at = |at: usize| match reading.word(at) {
        Word::Number(number) => number.short().filter(|day| (before + 1..=31).contains(day)),
        _ => None,
    };
    if reading.is_any(end, &["-", "–"]) {
        let day = day_at(end + 1)?;
        return (!counts(reading, end + 2)).then_some((day, end + 1));
    }
    let listed = reading.is(end, ",");
    let last = if listed { end + 1 } else { end };
    if reading.is_any(last, &["and", "or", "to", "through", "until", "&"]) {
        let day = day_at(last + 1)?;
        let sound = !counts(reading, last + 2) && goes_on(reading, last + 2);
        return sound.then_some((day, last + 1));
    }
    // "May 3, 25 people": a list ends in "and"
    let day = day_at(end + 1).filter(|_| listed)?;
    let goes_on = reading.is_any(end + 2, &["and", "or", ","])
        && further_day(reading, end + 2, day).is_some();
    goes_on.then_some((day, end + 1))
}

/// Whether the number before `at` counts or begins something else.
fn counts(reading: &Reading, at: usize) -> bool {
    matches!(
        reading.word(at),
        Word::Unit(..) | Word::Month(_) | Word::Number(_)
    ) && calendar_date::year_after(reading, at).is_none()
        || reading.is_any(
            at,
            &["%", "a.m.", "p.m.", "-", "percent", "people", "members"],
        )
}

/// Whether what follows at `at` goes on after a date rather than being what a number counts: "it began", "in Geneva".
pub(super) fn goes_on(reading: &Reading, at: usize) -> bool {
    !reading.form(at).starts_with(char::is_alphabetic)
        || reading.is_any(
            at,
            &[
                "in", "at", "for", "to", "and", "or", "with", "by", "on", "when", "as", "after",
                "before", "during", "near", "this", "the", "a", "it", "he", "she", "they", "we",
                "his", "her", "its", "their", "which", "who", "but", "was", "were", "is", "are",
                "will", "would",
            ],
        )
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn parts_of_ranges() {
        check(
            "2022-02-15",
            "It lay between 3 and 12 September 2021.",
            "3=2021-09-03; 12 September 2021=2021-09-12",
        );
        check(
            "2022-02-15",
            "They met from July to September 2020.",
            "July=2020-07; September 2020=2020-09",
        );
        check(
            "2022-02-15",
            "They met November through February 2021.",
            "November=2020-11; February 2021=2021-02",
        );
        check(
            "2022-02-15",
            "It ran from March 3 to April 5, 2019.",
            "March 3=2019-03-03; April 5, 2019=2019-04-05",
        );
        check(
            "2022-02-15",
            "On May 3-5, 2019 it met, and on February 24, 25 and 26 it began.",
            "May 3=2019-05-03; 5, 2019=2019-05-05; February 24=2022-02-24; 25=2022-02-25; 26=2022-02-26",
        );
        check(
            "2022-02-15",
            "On May 3, 25 people and 30 dogs left.",
            "May 3=2022-05-03",
        );
        check(
            "2022-02-15",
            "On May 3 and 5 of them left, from May 3 to 25 percent.",
            "May 3=2022-05-03; May 3=2022-05-03",
        );
        check("2022-02-15", "They won 3 to 5 in May.", "May=2021-05");
        check("2022-02-15", "Chapter 3 and 5 may help.", "");
    }
}
