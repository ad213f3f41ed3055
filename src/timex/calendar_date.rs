//! Days of the calendar, in every order English writes them: "March 4, 2022", "4 March", "the fourth of March",
//! "Friday, March 4", "2022-03-04", "3/4/2022".

use chrono::{Datelike, NaiveDate, Weekday};

use super::digits::glued_date;
use super::direction;
use super::name;
use super::number;
use super::range;
use super::reading::{Found, Meaning, Reading};
use super::words::{Shape, Word};
use super::year;
use crate::types::{Anchor, Direction, Grain, Period, TimeValue, Why};

/// A day: "March 4", "Friday, March 4, 2022", "4 March 2022".
pub(super) fn calendar_date(reading: &Reading, at: usize) -> Option<Found> {
    let mut core = at;
    let mut weekday = None;
    if let Word::Weekday(day, false) = reading.word(at) {
        weekday = Some(day);
        core = reading.skip(at + 1, &["."]);
        core = reading.skip(core, &[",", "(", "-", "the", "–"]);
        core = reading.skip(core, &["the"]);
    } else if reading.is_any(at, &["sat", "sun"]) && reading.capital(at) {
        weekday = Some(if reading.is(at, "sat") {
            Weekday::Sat
        } else {
            Weekday::Sun
        });
        core = reading.skip(at + 1, &["."]);
        core = reading.skip(core, &[","]);
    } else if reading.is_any(at, &["this", "last", "next", "the"]) {
        core = at + 1;
        // "this Friday (June 15)", "last Monday, March 7"
        if let Word::Weekday(day, false) = reading.word(core)
            && reading.is_any(core + 1, &[",", "(", "-", "–"])
            && let Some((month, date, _)) = month_and_day(reading, core + 2)
            && NaiveDate::from_ymd_opt(2024, month, date).is_some()
        {
            weekday = Some(day);
            core += 2;
        }
    }
    let (month, day, end) = month_and_day(reading, core)?;
    if core > at
        && weekday.is_none()
        && reading.is(at, "the")
        && matches!(reading.word(core), Word::Month(_))
    {
        return None; // "the March 4 vote": the article is the noun's
    }
    let year = year_after(reading, end).or_else(|| glued_year(reading, end));
    if name::holds_date(reading, year.map_or(end, |(_, end)| end)) {
        return None;
    }
    if year.is_none()
        && weekday.is_none()
        && let Some((step, end)) = of_year_at_hand(reading, end)
    {
        let relative = format!("XXXX-{month:02}-{day:02}");
        let meaning = reading.by_publication(relative, |published| {
            let year = published.year() + step;
            NaiveDate::from_ymd_opt(year, month, day).map(Period::day)
        });
        return Some(Found::date(at, end, meaning, "day-of-year"));
    }
    let end_of_date = year.map_or(end, |(_, end)| end);
    let inherited = || {
        range::year_of_second_date(reading, month, day, end)
            .or_else(|| range::year_of_days(reading, day, end))
    };
    let meaning = match year.map(|(year, _)| year).or_else(inherited) {
        Some(year) => exact(year, month, day),
        None => nearest(reading, month, day, weekday, at, end),
    };
    let end_of_date = if reading.is(core.wrapping_sub(1), "(") && core > at {
        reading.skip(end_of_date, &[")"])
    } else {
        end_of_date
    };
    Some(Found::date(at, end_of_date, meaning, "calendar-date"))
}

/// "last year", "of this year": how many years from that of publication, and the token after.
fn of_year_at_hand(reading: &Reading, at: usize) -> Option<(i32, usize)> {
    let at = reading.skip(at, &["of"]);
    let step = match reading.form(at) {
        "this" => 0,
        "last" => -1,
        "next" => 1,
        _ => return None,
    };
    reading.is(at + 1, "year").then_some((step, at + 2))
}

/// A month and a day in either order, and the token after.
pub(super) fn month_and_day(reading: &Reading, at: usize) -> Option<(u32, u32, usize)> {
    month_first(reading, at).or_else(|| day_and_month(reading, at))
}

/// "March 4", "March 4th", "March the 4th", "March fourth".
fn month_first(reading: &Reading, at: usize) -> Option<(u32, u32, usize)> {
    if reading.word(at) == Word::Lead
        && let Some((month, day)) = glued_date(reading.form(at))
    {
        return Some((month, day, at + 1));
    }
    let Word::Month(month) = reading.word(at) else {
        return None;
    };
    let month_at = at;
    let mut at = reading.skip(at + 1, &[".", "/"]);
    at = reading.skip(at, &["the"]);
    // "Sep-23-2020"
    if reading.is(at, "-") && reading.glued(at) && glued_year(reading, at + 2).is_some() {
        at += 1;
    }
    let (day, end) = number::day_of_month(reading, at)?;
    // "he may 3 times", "they march 30 miles": a verb, unless a preposition, a weekday or a year makes it a date
    if reading.is_any(month_at, &["may", "march"])
        && !reading.capital(month_at)
        && reading.word(month_at.wrapping_sub(1)) == Word::Other
        && !(reading.is(end, ",") && year_after(reading, end).is_some())
        && !matches!(
            reading.before(month_at, 1),
            "" | "on"
                | "until"
                | "by"
                | "from"
                | "since"
                | "of"
                | ","
                | "and"
                | "("
                | "before"
                | "after"
        )
    {
        return None;
    }
    if matches!(reading.word(at), Word::Number(_)) {
        if matches!(reading.word(end), Word::Unit(..))
            || reading.is_any(end, &["percent", "%", "million", "billion", "people"])
        {
            return None; // "in March 10 people"
        }
        if reading.is(end, "-") && matches!(reading.word(end + 1), Word::Unit(..)) {
            return None;
        }
    }
    Some((month, day, end))
}

/// "4 March", "4th of March", "the fourth of March".
pub(super) fn day_and_month(reading: &Reading, at: usize) -> Option<(u32, u32, usize)> {
    let (day, end) = number::day_of_month(reading, at).or_else(|| day_in_letters(reading, at))?;
    let ordinal = matches!(reading.word(end - 1), Word::Ordinal(_)); // "fourth", "twenty-first"
    let mut next = end;
    if reading.is(next, "day") {
        next += 1;
    }
    let next = reading.skip(next, &["of", "-", "/"]);
    let Word::Month(month) = reading.word(next) else {
        return None;
    };
    if !ordinal
        && reading.is(end, "of")
        && matches!(reading.word(at), Word::Number(n) if n.shape == Shape::Letters)
    {
        return None;
    }
    if matches!(reading.before(at, 1), "$" | "£" | "€") {
        return None;
    }
    if is_verb_may(reading, next) {
        return None;
    }
    // "at 12:30 10 March" is fine; "10 May 3" is not ours
    Some((month, day, next + 1))
}

/// "fifteen August 1993": a plain number in letters, where a month and a year follow.
fn day_in_letters(reading: &Reading, at: usize) -> Option<(u32, usize)> {
    let day = number::in_letters(reading, at)?;
    let month = matches!(reading.word(at + 1), Word::Month(_)) && reading.capital(at + 1);
    (month && (1..=31).contains(&day) && year_after(reading, at + 2).is_some())
        .then_some((day, at + 1))
}

/// "3 may": a modal, unless it is written as a name or a year follows.
fn is_verb_may(reading: &Reading, at: usize) -> bool {
    reading.is(at, "may") && !reading.capital(at) && year_after(reading, at + 1).is_none()
}

/// The year after a day and month: ", 2022", "2022", "of 2022", "in 2022", "last year".
pub(super) fn year_after(reading: &Reading, at: usize) -> Option<(i32, usize)> {
    let comma = reading.skip(at, &[",", "of"]);
    if let Word::Number(number) = reading.word(comma)
        && let Some(year) = number.year().filter(|year| (1000..2200).contains(year))
        && !matches!(reading.word(comma + 1), Word::Unit(..))
    {
        let era = era(reading, comma + 1);
        return Some((
            if era.is_some_and(|(bc, _)| bc) {
                1 - year
            } else {
                year
            },
            era.map_or(comma + 1, |(_, end)| end),
        ));
    }
    if let Some(found) = year::after_apostrophe(reading, comma) {
        return Some(found);
    }
    if comma > at && reading.is(at, "of") {
        return None;
    }
    number::spelled_year(reading, comma)
}

/// The year of "05-Aug-2016", "23/Sep/2020".
fn glued_year(reading: &Reading, at: usize) -> Option<(i32, usize)> {
    if !reading.is_any(at, &["-", "/"]) || !reading.glued(at) || !reading.glued(at + 1) {
        return None;
    }
    let Word::Number(number) = reading.word(at + 1) else {
        return None;
    };
    let year = number.year().filter(|year| (1000..2200).contains(year))?;
    Some((year, at + 2))
}

/// "BC", "B.C.", "AD": whether before, and the token after.
pub(super) fn era(reading: &Reading, at: usize) -> Option<(bool, usize)> {
    match reading.form(at) {
        "bc" | "b.c." | "bce" | "b.c.e." => Some((true, at + 1)),
        "ad" | "a.d." | "ce" | "c.e." => Some((false, at + 1)),
        _ => None,
    }
}

/// A day whose year is given.
pub(super) fn exact(year: i32, month: u32, day: u32) -> Meaning {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => Meaning::period(Some(Period::day(date))),
        None => Meaning {
            value: TimeValue::Unresolved(if NaiveDate::from_ymd_opt(year, 1, 1).is_some() {
                Why::Impossible
            } else {
                Why::OutOfCalendar
            }),
            anchor: Anchor::None,
            relative: None,
        },
    }
}

/// A day without a year: the nearest to publication on the side the clause looks to.
pub(super) fn nearest(
    reading: &Reading,
    month: u32,
    day: u32,
    weekday: Option<Weekday>,
    first: usize,
    end: usize,
) -> Meaning {
    let relative = format!("XXXX-{month:02}-{day:02}");
    // 2024 is a leap year: no year has a day that it has not
    if NaiveDate::from_ymd_opt(2024, month, day).is_none() {
        return Meaning {
            value: TimeValue::Unresolved(Why::Impossible),
            anchor: Anchor::None,
            relative: Some(relative),
        };
    }
    if reading.is(first, "last") || reading.is(first, "next") {
        let back = reading.is(first, "last");
        return reading.by_publication(relative, |published| {
            (-8..=8)
                .filter_map(|step| NaiveDate::from_ymd_opt(published.year() + step, month, day))
                .filter(|date| {
                    if back {
                        *date < published
                    } else {
                        *date > published
                    }
                })
                .min_by_key(|date| (*date - published).num_days().abs())
                .map(Period::day)
        });
    }
    let told = reading.by_story(&relative, |at| {
        at.here(|year| NaiveDate::from_ymd_opt(year, month, day).map(Period::day))
    });
    if let Some(meaning) = told
        && meaning.as_period().is_some()
    {
        return meaning;
    }
    let direction = direction::of_clause(reading, first, end);
    let choose = |anchor: NaiveDate| {
        (-8..=8)
            .filter_map(|step| NaiveDate::from_ymd_opt(anchor.year() + step, month, day))
            .filter(|date| weekday.is_none_or(|weekday| date.weekday() == weekday))
            .min_by_key(|date| {
                let away = (*date - anchor).num_days();
                // a clause that looks the other way costs as much as half a year and more
                let against = match direction {
                    Some(Direction::Future) => away < -7,
                    Some(Direction::Past) => away > 7,
                    _ => false,
                };
                // news tells of what is past more than of what is far ahead
                let ahead = if direction.is_none() && away > 31 {
                    40
                } else {
                    0
                };
                away.abs() + ahead + if against { 200 } else { 0 }
            })
            .or_else(|| NaiveDate::from_ymd_opt(anchor.year(), month, day))
            .map(Period::day)
    };
    reading.by_publication(relative, choose)
}

/// Whether a period is a single day.
pub(super) fn is_day(period: Period) -> bool {
    period.grain == Grain::Day
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn days() {
        check(
            "2024-03-13",
            "They met on March 4, 2022.",
            "March 4, 2022=2022-03-04",
        );
        check(
            "2024-03-13",
            "They met on 4 March 2022.",
            "4 March 2022=2022-03-04",
        );
        check(
            "2024-03-13",
            "They met on the fourth of March.",
            "the fourth of March=2024-03-04",
        );
        check(
            "2024-03-13",
            "They met on Friday, March 1.",
            "Friday, March 1=2024-03-01",
        );
        check(
            "2024-03-13",
            "Signed 2022-03-04 at noon sharp.",
            "2022-03-04 at noon=2022-03-04T12:00",
        );
        check(
            "2024-01-07",
            "They met on Dec. 20 in Geneva.",
            "Dec. 20=2023-12-20",
        );
        check("", "They met on March 4, 2022.", "March 4, 2022=2022-03-04");
        check("", "They met on March 4.", "March 4=XXXX-03-04");
        check(
            "2024-03-13",
            "It fell on February 30, 2023.",
            "February 30, 2023=",
        );
        check(
            "2024-03-13",
            "Signed 05-Aug-2016 in Rome.",
            "05-Aug-2016=2016-08-05",
        );
        check(
            "2024-03-13",
            "Talks run May 3-5 in Rome.",
            "May 3=2024-05-03; 5=2024-05-05",
        );
        for said in [
            "Mar-18-2024",
            "this Monday (March 18)",
            "eighteen March 2024",
            "Mar18 2024",
            "18 March twenty twenty-four",
        ] {
            check(
                "2024-03-13",
                &format!("It ends {said}."),
                &format!("{said}=2024-03-18"),
            );
        }
        check("2024-03-13", "He may 3 times refuse.", "");
        check(
            "2024-03-13",
            "they met may 3, 2021.",
            "may 3, 2021=2021-05-03",
        );
        check(
            "2024-03-13",
            "they met on 3 may 2021.",
            "3 may 2021=2021-05-03",
        );
        check("2024-03-13", "it may 3, perhaps 4 times refuse.", "");
    }
}
