//! Clock times bound to their date: "3:30 p.m. on Monday", "noon Saturday", "last night at 8", "9 to 11 a.m. Friday".

use chrono::{NaiveDate, TimeDelta, Timelike};

use super::Rule;
use super::hour::{self, Clock};
use super::reading::{Found, Meaning, Reading};
use super::words::{ALONE, DAY, Kinds, LEAD, MONTH, NUMBER, ORDINAL, UNIT, WEEKDAY, Word};
use super::{
    calendar_date, day_of_month, day_part, holiday, numeric_date, relative, spoken_hour, weekday,
};
use crate::types::{DayPart, Grain, Period, Unit};

/// "3 p.m.", "15:30 GMT", "noon Saturday", "Tuesday at 9 a.m.", "10:30 this morning", "tonight at 8".
pub(super) fn clock(reading: &Reading, at: usize) -> Option<Found> {
    if let Some(clock) = hour::time(reading, at) {
        if let Some(day) = day_after(reading, clock.end) {
            return Some(bound(at, day.end, &clock, day.meaning));
        }
        // "3 a.m. (0100 GMT) on Friday"
        if let Some(day) = aside(reading, clock.end).and_then(|end| day_after(reading, end)) {
            return Some(bound(at, clock.end, &clock, day.meaning));
        }
        // "(0100 GMT) on Friday"
        if reading.before(at, 1) == "("
            && reading.is(clock.end, ")")
            && let Some(day) = day_after(reading, clock.end + 1)
        {
            return Some(bound(at, clock.end, &clock, day.meaning));
        }
        // "9 to 11 a.m. Friday": the day is that of both
        let day = other_end(reading, clock.end)
            .and_then(|second| day_after(reading, second.end))
            .map_or_else(|| day_at_hand(reading), |day| day.meaning);
        return Some(bound(at, clock.end, &clock, day));
    }
    let day = day_or_part(reading, at).or_else(|| short_weekday(reading, at))?;
    let clock_at = reading.skip(day.end, &[","]);
    let said = reading.skip(clock_at, &["at", "by", "around", "about", "from"]);
    let explicit = !matches!(reading.word(day.end), Word::Number(_)) || said > clock_at;
    let clock = hour::time(reading, said)
        .filter(|clock| explicit || hour::is_marked(reading, said) || clock.end > said + 1)
        .or_else(|| in_words_after_day(reading, &day, said))
        .or_else(|| hour::bare(reading, said).filter(|_| reading.is(clock_at, "at")))?;
    Some(bound(at, clock.end, &clock, day.meaning))
}

/// "March eighteenth nine thirty": a time in words right after a day that ends in words.
fn in_words_after_day(reading: &Reading, day: &Found, at: usize) -> Option<Clock> {
    let told = matches!(reading.word(day.end - 1), Word::Ordinal(_)) && day.end == at;
    told.then(|| spoken_hour::in_letters_cued(reading, at, true))?
}

/// The day or part of a day after a clock time: "on Monday", "this morning", ", March 3".
fn day_after(reading: &Reading, end: usize) -> Option<Found> {
    let next = reading.skip(end, &[","]);
    let next = reading.skip(next, &["on", "of"]);
    day_or_part(reading, next)
}

/// The token after a time of day in brackets: "(0100 GMT)".
fn aside(reading: &Reading, at: usize) -> Option<usize> {
    let inner = reading.is(at, "(").then(|| hour::time(reading, at + 1))??;
    reading.is(inner.end, ")").then_some(inner.end + 1)
}

/// The time that ends a stretch: "to 11 a.m.", "- 11 a.m.", "and 5 p.m.".
fn other_end(reading: &Reading, end: usize) -> Option<Clock> {
    if !reading.is_any(end, &["to", "-", "–", "and", "until"]) {
        return None;
    }
    hour::time(reading, end + 1)
}

/// "Sat at 5": a name of a day that is a word of its own elsewhere.
fn short_weekday(reading: &Reading, at: usize) -> Option<Found> {
    let day = match reading.form(at) {
        "sat" => chrono::Weekday::Sat,
        "sun" => chrono::Weekday::Sun,
        _ => return None,
    };
    let sound = reading.capital(at)
        && reading.is(at + 1, "at")
        && matches!(reading.before(at, 1), "on" | "by" | "until" | "," | "");
    sound.then(|| Found::date(at, at + 1, weekday::bare(reading, at, day), "weekday"))
}

fn day_or_part(reading: &Reading, at: usize) -> Option<Found> {
    let part = day_part::of_a_day(reading, at);
    match (day(reading, at), part) {
        (Some(day), Some(part)) if part.len() > day.len() => Some(part),
        (None, part) => part,
        (day, _) => day,
    }
}

pub(super) fn bound(first: usize, end: usize, clock: &Clock, day: Meaning) -> Found {
    let said = clock.time.format("T%H:%M").to_string();
    let meaning = day.map(
        |relative| format!("{}{said}", relative.split('T').next().unwrap_or(relative)),
        |period| at_time(period, clock),
    );
    Found::time(first, end, meaning, "clock")
}

fn at_time(period: Period, clock: &Clock) -> Option<Period> {
    let day: NaiveDate = period.first_day();
    let date = if clock.midnight { day.succ_opt()? } else { day };
    let mut start = date.and_time(clock.time);
    // "tonight at 8", "in the afternoon at 3": the part says which half of the day
    let later = match period.grain {
        Grain::DayPart(DayPart::Afternoon | DayPart::Evening) => clock.time.hour() < 12,
        Grain::DayPart(DayPart::Night) => (5..12).contains(&clock.time.hour()),
        _ => false,
    };
    if later && !clock.half_said {
        start = start.checked_add_signed(TimeDelta::hours(12))?;
    }
    let size = match clock.grain {
        Grain::Second => TimeDelta::seconds(1),
        Grain::Minute => TimeDelta::minutes(1),
        _ => TimeDelta::hours(1),
    };
    Some(Period {
        start,
        end: start.checked_add_signed(size)?,
        grain: clock.grain,
    })
}

/// The day a time without one belongs to: the last one named, else the day of publication.
pub(super) fn day_at_hand(reading: &Reading) -> Meaning {
    reading.by_day_at_hand("XXXX-XX-XX".to_owned(), |date| Some(Period::day(date)))
}

/// Whether an expression for one day can begin with the token: the rules need not look at the others.
fn can_begin_day(reading: &Reading, at: usize) -> bool {
    match reading.word(at) {
        Word::Weekday(..) | Word::Month(_) | Word::Number(_) | Word::Ordinal(_) | Word::Day(_) => {
            true
        }
        Word::Unit(unit, false) => unit == Unit::Day,
        Word::Lead => match reading.form(at) {
            "the" => reading.word(at + 1) != Word::Other,
            form => NEVER_A_DAY.binary_search(&form).is_err(),
        },
        _ => false,
    }
}

/// Words that open other expressions but none for one day, in order.
const NEVER_A_DAY: &[&str] = &[
    "a",
    "about",
    "all",
    "almost",
    "an",
    "another",
    "any",
    "around",
    "as",
    "at",
    "back",
    "between",
    "both",
    "close",
    "couple",
    "current",
    "currently",
    "each",
    "earlier",
    "early",
    "end",
    "entire",
    "every",
    "few",
    "from",
    "future",
    "half",
    "her",
    "his",
    "its",
    "just",
    "late",
    "later",
    "less",
    "long",
    "many",
    "mid",
    "more",
    "near",
    "nearly",
    "no",
    "now",
    "once",
    "only",
    "over",
    "part",
    "per",
    "recent",
    "recently",
    "several",
    "shortly",
    "some",
    "soon",
    "such",
    "their",
    "then",
    "to",
    "twice",
    "under",
    "up",
    "well",
    "whole",
    "within",
    "yet",
];

/// An expression for one day that begins at token `at`.
pub(super) fn day(reading: &Reading, at: usize) -> Option<Found> {
    if !can_begin_day(reading, at) {
        return None;
    }
    reading.once(at, || longest_day(reading, at))
}

fn longest_day(reading: &Reading, at: usize) -> Option<Found> {
    let kind = reading.word(at).kind();
    let carried_by = reading.carried_by(at);
    DAYS.iter()
        .filter(|(kinds, holds, _)| kinds & kind != 0 && holds & carried_by != 0)
        .filter_map(|(.., rule)| rule(reading, at))
        .filter(|found| found.meaning.as_period().is_none_or(calendar_date::is_day))
        .max_by_key(Found::len)
}

/// The rules for one day, with the kinds of word their expressions begin with and hold, as in `RULES`.
const DAYS: &[(Kinds, Kinds, Rule)] = &[
    (
        LEAD | WEEKDAY | MONTH | NUMBER | ORDINAL,
        MONTH | ALONE,
        calendar_date::calendar_date,
    ),
    (
        LEAD | NUMBER | WEEKDAY,
        NUMBER | ALONE,
        numeric_date::numeric_date,
    ),
    (LEAD | DAY | UNIT, DAY | UNIT, relative::day),
    (
        LEAD | WEEKDAY,
        WEEKDAY | ORDINAL,
        day_of_month::weekday_and_day,
    ),
    (LEAD | WEEKDAY, WEEKDAY, day_of_month::weekday_of_week),
    (LEAD | WEEKDAY, WEEKDAY, weekday::weekday),
    (
        LEAD | MONTH,
        MONTH | UNIT | WEEKDAY | ALONE,
        holiday::holiday,
    ),
];

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn words_of_no_day_are_in_order() {
        assert!(super::NEVER_A_DAY.is_sorted());
    }

    #[test]
    fn clocks_and_their_days() {
        check(
            "2022-02-15",
            "He spoke at 3:30 p.m. on Monday.",
            "3:30 p.m. on Monday=2022-02-14T15:30",
        );
        check(
            "2022-02-15",
            "It rang at 12:30:15 on Monday, not at 009:30, 9:300 or 9.3 GMT.",
            "12:30:15 on Monday=2022-02-14T12:30:15",
        );
        check(
            "2022-02-15",
            "He spoke at 1500 GMT.",
            "1500 GMT=2022-02-15T15:00",
        );
        check(
            "2022-02-15",
            "It began at 10:30 this morning.",
            "10:30 this morning=2022-02-15T10:30",
        );
        check(
            "2022-02-15",
            "He called last night at 8.",
            "last night at 8=2022-02-14T20:00",
        );
        check(
            "2022-02-15",
            "They met on Monday at 4 in Rome.",
            "Monday at 4=2022-02-14T04:00",
        );
        check(
            "2022-02-15",
            "They spoke from 9 to 11 a.m. Monday.",
            "9=2022-02-14T09:00; 11 a.m. Monday=2022-02-14T11:00",
        );
        check(
            "2022-02-15",
            "They met on Wednesday 4 o'clock.",
            "Wednesday 4 o'clock=2022-02-09T04:00",
        );
        check(
            "2022-02-15",
            "They left January twenty fourth one thirty p m.",
            "January twenty fourth one thirty p m=2022-01-24T13:30",
        );
        check(
            "2022-02-15",
            "The deadline is 12:30 March 27th.",
            "12:30 March 27th=2022-03-27T12:30",
        );
        check(
            "2022-02-15",
            "They met on Sat at 5.",
            "Sat at 5=2022-02-12T05:00",
        );
        check("2022-02-15", "He sat at 5 tables.", "");
        check("2022-02-15", "They won 3-2.", "");
        check("2022-02-15", "He finished in 2:05:30.", "");
        check(
            "2022-02-15",
            "Shares fell Monday at 4 banks.",
            "Monday=2022-02-14",
        );
    }
}
