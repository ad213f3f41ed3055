//! Days and units seen from the day of publication or from the date at hand: "yesterday", "last week", "this year",
//! "the following month", "that day", "the next day", "earlier in the day".

use chrono::{Datelike, Days, Months, NaiveDate};

use super::number;
use super::reading::{Found, Meaning, Reading};
use super::words::Word;
use super::{calendar_date, offset};
use crate::types::{Anchor, Direction, Grain, Length, Period, TimeValue, Unit, Why};

/// "today", "yesterday", "tomorrow", "the day before yesterday", "the day after tomorrow".
pub(super) fn day(reading: &Reading, at: usize) -> Option<Found> {
    if let Word::Day(days) = reading.word(at) {
        return Some(Found::date(
            at,
            at + 1,
            shifted_day(reading, days),
            "deictic-day",
        ));
    }
    let core = reading.skip(at, &["the"]);
    if reading.is(core, "day") {
        let days = match (reading.form(core + 1), reading.word(core + 2)) {
            ("before", Word::Day(-1)) => -2,
            ("after", Word::Day(1)) => 2,
            _ => return None,
        };
        return Some(Found::date(
            at,
            core + 3,
            shifted_day(reading, days),
            "deictic-day",
        ));
    }
    None
}

fn shifted_day(reading: &Reading, days: i64) -> Meaning {
    let relative = match days {
        0 => "P0D".to_owned(),
        days => format!("{}P{}D", if days < 0 { "-" } else { "" }, days.abs()),
    };
    reading.by_publication(relative, |date| step(date, days, Unit::Day))
}

/// The period of `unit` around `date`, `count` units on.
pub(super) fn step(date: NaiveDate, count: i64, unit: Unit) -> Option<Period> {
    let months = |per: i64| -> Option<NaiveDate> {
        let months = count.checked_mul(per)?;
        let size = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
        if months < 0 {
            date.checked_sub_months(size)
        } else {
            date.checked_add_months(size)
        }
    };
    let days = |per: i64| -> Option<NaiveDate> {
        let days = count.checked_mul(per)?;
        let size = Days::new(days.unsigned_abs());
        if days < 0 {
            date.checked_sub_days(size)
        } else {
            date.checked_add_days(size)
        }
    };
    match unit {
        Unit::Day => days(1).map(Period::day),
        Unit::Week => Period::week_of(days(7)?),
        Unit::Weekend => weekend_of(days(7)?),
        Unit::Month => months(1).and_then(|date| Period::month(date.year(), date.month())),
        Unit::Quarter => months(3).and_then(|date| {
            Period::months(date.year(), date.month0() / 3 * 3 + 1, 3, Grain::Quarter)
        }),
        Unit::Year => months(12).and_then(|date| Period::year(date.year())),
        Unit::Decade => months(120).and_then(|date| {
            Period::months(date.year().div_euclid(10) * 10, 1, 120, Grain::Decade)
        }),
        Unit::Century => months(1200).and_then(|date| {
            Period::months(date.year().div_euclid(100) * 100, 1, 1200, Grain::Century)
        }),
        Unit::Second | Unit::Minute | Unit::Hour => None,
    }
}

/// Saturday and Sunday of the week that holds `date`.
pub(super) fn weekend_of(date: NaiveDate) -> Option<Period> {
    let monday = Period::week_of(date)?.first_day();
    let saturday = monday.checked_add_days(Days::new(5))?;
    Some(Period::days(
        saturday,
        saturday.checked_add_days(Days::new(1))?,
        Grain::Weekend,
    ))
}

/// The underspecified value of a unit: `XXXX-WXX` for a week.
pub(super) fn name(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        Unit::Second | Unit::Minute | Unit::Hour => "TXX",
    }
}

/// "last week", "this year", "the coming month", "the previous week", "the following day", "that day", "the same year".
pub(super) fn unit(reading: &Reading, at: usize) -> Option<Found> {
    let mut core = at;
    let article = reading.is_any(at, &["the", "its", "their"]);
    if article {
        core += 1;
    }
    let (count, discourse) = match reading.form(core) {
        "last" => (-1, false),
        "past" if article || reading.is(core.wrapping_sub(1), "this") => (-1, false),
        "this" if !article && reading.is(core + 1, "past") => {
            core += 1;
            (-1, false)
        }
        "this" if !article && reading.is_any(core + 1, &["coming", "next"]) => {
            core += 1;
            (1, false)
        }
        "this" if !article => (0, false),
        "current" | "latest" => (0, false),
        "next" if article => (1, true),
        "next" | "coming" | "upcoming" => (1, false),
        "previous" | "prior" | "preceding" => (-1, article),
        "following" | "subsequent" => (1, true),
        "that" if !article => {
            if reading.is(core + 1, "same") {
                core += 1;
            }
            (0, true)
        }
        "same" => (0, true),
        _ => return None,
    };
    let mut next = reading.skip(
        core + 1,
        &[
            "very", "whole", "entire", "calendar", "fiscal", "same", "full", "school", "academic",
        ],
    );
    if reading.is(next, "-") {
        next += 1;
    }
    let Word::Unit(unit, false) = reading.word(next) else {
        return None;
    };
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
        || number::is_fortnight(reading, next)
    {
        return None;
    }
    let end = next + 1;
    if reading.is(end, "-") && reading.is_any(end + 1, &["old", "long"])
        || reading.is(end, "'s") && unit == Unit::Day && discourse && count == 1
    {
        return None;
    }
    // "the past year", "the last decade": TimeML reads the whole one before; a decade at hand is this one
    let count = if unit == Unit::Decade && reading.is(core, "past") {
        0
    } else {
        count
    };
    if unit == Unit::Quarter && reading.is(core, "latest") {
        return Some(Found::date(at, end, latest_quarter(reading), "unit"));
    }
    let meaning = if discourse {
        from_discourse(reading, count, unit)
    } else {
        reading.by_publication(name(unit).to_owned(), |date| step(date, count, unit))
    };
    let mut found = Found::date(
        at,
        end,
        meaning,
        if discourse {
            "unit-of-discourse"
        } else {
            "unit"
        },
    );
    if discourse && count != 0 {
        found.shift = Some(if count < 0 {
            Direction::Past
        } else {
            Direction::Future
        });
    }
    Some(found)
}

/// "the day before", "the week after": the unit beside the one at hand, where no event follows to count from.
pub(super) fn beside(reading: &Reading, at: usize) -> Option<Found> {
    let Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year), false) =
        reading.word(at + 1)
    else {
        return None;
    };
    if !reading.is(at, "the") || number::is_fortnight(reading, at + 1) {
        return None;
    }
    // "a year to the day after the vote"
    if reading.before(at, 1) == "to" && matches!(reading.word(at.wrapping_sub(2)), Word::Unit(..)) {
        return None;
    }
    let shift = match reading.form(at + 2) {
        "before" => Direction::Past,
        "after" => Direction::Future,
        _ => return None,
    };
    let count = if shift == Direction::Past { -1 } else { 1 };
    if matches!(
        reading.form(at + 3),
        "" | "." | "," | ";" | ":" | ")" | "?" | "!" | "”" | "''" | "\"" | "and" | "but"
    ) {
        let meaning = from_discourse(reading, count, unit);
        return Some(Found::date(at, at + 3, meaning, "unit-of-discourse").shifted(shift));
    }
    // "the day after Christmas", "the week before May 3"
    if let Some(found) = offset::from_date(reading, at, (Some(1000), unit, at + 2)) {
        return Some(found);
    }
    // "the day after the vote": counted from what happened
    let counted = reading.form(at + 3).starts_with(char::is_alphabetic)
        && !matches!(
            reading.word(at + 3),
            Word::Weekday(..) | Word::Month(_) | Word::Day(_)
        );
    counted.then(|| {
        let meaning = Meaning::offset(shift, Length::of(1, unit));
        Found::date(at, at + 2, meaning, "unit-beside-event").shifted(shift)
    })
}

/// A unit seen from the last date of that grain the text has named.
pub(super) fn from_discourse(reading: &Reading, count: i64, unit: Unit) -> Meaning {
    let discourse = &reading.discourse;
    let from_period = |held: Option<(Period, crate::types::TimexId)>| {
        held.map(|(period, id)| (period.first_day(), id))
    };
    let later =
        |one: Option<(NaiveDate, crate::types::TimexId)>,
         other: Option<(NaiveDate, crate::types::TimexId)>| match (one, other) {
            (Some(one), Some(other)) => Some(if one.1 >= other.1 { one } else { other }),
            (one, other) => one.or(other),
        };
    let anchor = match unit {
        Unit::Day => discourse.day,
        Unit::Week | Unit::Weekend => later(discourse.day, from_period(discourse.week)),
        Unit::Month => later(discourse.day, from_period(discourse.month)),
        Unit::Quarter => from_period(discourse.quarter),
        _ => discourse
            .year
            .and_then(|(year, id)| NaiveDate::from_ymd_opt(year, 1, 1).map(|date| (date, id))),
    };
    let relative = name(unit).to_owned();
    match anchor {
        Some((date, id)) => Meaning {
            value: step(date, count, unit)
                .map_or(TimeValue::Unresolved(Why::OutOfCalendar), TimeValue::Period),
            anchor: Anchor::Timex(id),
            relative: Some(relative),
        },
        None => reading.by_publication(relative, |date| step(date, count, unit)),
    }
}

/// "earlier in the day", "later in the week", "later that day", "earlier this year": the unit at hand, and a side of it.
pub(super) fn side_of_unit(reading: &Reading, at: usize) -> Option<Found> {
    let shift = match reading.form(at) {
        "earlier" => Direction::Past,
        "later" => Direction::Future,
        _ => return None,
    };
    let rule = if shift == Direction::Past {
        "earlier-in-the-day"
    } else {
        "later-in-the-day"
    };
    if reading.is(at + 1, "in") && reading.is_any(at + 2, &["the", "that"]) {
        let Word::Unit(unit, false) = reading.word(at + 3) else {
            return None;
        };
        let meaning = match unit {
            Unit::Day => reading.by_day_at_hand("P0D".to_owned(), |date| Some(Period::day(date))),
            unit if reading.is(at + 2, "that") => from_discourse(reading, 0, unit),
            unit => reading.by_publication(name(unit).to_owned(), |date| step(date, 0, unit)),
        };
        return Some(Found::date(at, at + 4, meaning, rule).shifted(shift));
    }
    if reading.is(at + 1, "the") && reading.is(at + 2, "same") {
        let Word::Unit(unit, false) = reading.word(at + 3) else {
            return None;
        };
        return Some(
            Found::date(at, at + 4, from_discourse(reading, 0, unit), rule).shifted(shift),
        );
    }
    None
}

/// "the day", "the week", "the quarter", "the weekend", "the year": the one at hand, where the words around it make it a time.
pub(super) fn the_unit(reading: &Reading, at: usize) -> Option<Found> {
    let bare = !reading.is(at, "the");
    let mut core = if bare { at } else { at + 1 };
    core = reading.skip(core, &["full", "whole", "entire", "calendar", "fiscal"]);
    let Word::Unit(unit, false) = reading.word(core) else {
        return None;
    };
    let end = core + 1;
    let before = reading.before(at, 1);
    let after = reading.form(end);
    // "in the year 79": a year of its own
    if bare || unit == Unit::Year && matches!(reading.word(end), Word::Number(_)) {
        return None;
    }
    match unit {
        Unit::Weekend => {
            let meaning = reading.by_publication(name(unit).to_owned(), |date| {
                let this = weekend_of(date)?;
                if this.start <= Period::day(date).start
                    || matches!(before, "this" | "for" | "until" | "by")
                    || before == "of" && reading.before(at, 2) == "ahead"
                {
                    Some(this)
                } else {
                    step(date, -1, Unit::Weekend)
                }
            });
            Some(Found::date(at, end, meaning, "the-unit"))
        }
        Unit::Quarter => {
            if matches!(after, "of" | "century") && !reading.is(end + 1, "a")
                || reading.is(end, "-")
            {
                return None;
            }
            // "the quarter a year ago"
            if reading.is(end, "a")
                && reading.is(end + 1, "year")
                && reading.is_any(end + 2, &["ago", "earlier"])
            {
                let meaning = from_quarter(reading).map(str::to_owned, |quarter| {
                    step(quarter.first_day(), -4, Unit::Quarter)
                });
                return Some(Found::date(at, end + 3, meaning, "year-ago"));
            }
            let meaning = quarter_to(reading, end).unwrap_or_else(|| from_quarter(reading));
            Some(Found::date(at, end, meaning, "the-unit"))
        }
        // "the year ended June 30": twelve months, not those of the calendar
        Unit::Year if ends_on_day(reading, end).is_some() => Some(Found::duration(
            at,
            end,
            Length::of(1, Unit::Year),
            "the-unit",
        )),
        Unit::Day | Unit::Week | Unit::Month | Unit::Year => {
            let cued = matches!(
                before,
                "in" | "for"
                    | "of"
                    | "during"
                    | "on"
                    | "through"
                    | "throughout"
                    | "over"
                    | "by"
                    | "at"
            );
            if !cued
                || matches!(
                    after,
                    "of" | "-" | "when" | "after" | "before" | "that" | "'s"
                ) && !(after == "'s" && unit == Unit::Year)
            {
                return None;
            }
            let meaning = reading.by_publication(name(unit).to_owned(), |date| step(date, 0, unit));
            Some(Found::date(at, end, meaning, "the-unit"))
        }
        // "by the end of the century"
        Unit::Decade | Unit::Century => {
            let cued = matches!(before, "of" | "in" | "during" | "throughout")
                && !matches!(
                    after,
                    "of" | "-" | "-long" | "when" | "after" | "before" | "that" | "since"
                );
            cued.then(|| Found::date(at, end, from_discourse(reading, 0, unit), "the-unit"))
        }
        _ => None,
    }
}

/// The day of "ended June 30", "ending Sept. 30, 2020" at `at`.
fn ends_on_day(reading: &Reading, at: usize) -> Option<Found> {
    if !reading.is_any(at, &["ended", "ending"]) {
        return None;
    }
    let (..) = calendar_date::month_and_day(reading, reading.skip(at + 1, &["on"]))?;
    calendar_date::calendar_date(reading, reading.skip(at + 1, &["on"]))
}

/// "the quarter ended Sept. 30": the quarter of the calendar that holds the most of it.
fn quarter_to(reading: &Reading, at: usize) -> Option<Meaning> {
    let last = ends_on_day(reading, at)?;
    Some(last.meaning.map(
        |_| "XXXX-QX".to_owned(),
        |period| {
            step(
                period.first_day().checked_sub_days(Days::new(45))?,
                0,
                Unit::Quarter,
            )
        },
    ))
}

/// "the latest quarter": the one the text is about where that is over, else the last full one.
fn latest_quarter(reading: &Reading) -> Meaning {
    let told = from_quarter(reading);
    let over = |period: Period| {
        reading
            .published
            .is_none_or(|published| period.end <= Period::day(published).end)
    };
    if told.as_period().is_none_or(over) {
        return told;
    }
    reading.by_publication("XXXX-QX".to_owned(), |date| step(date, -1, Unit::Quarter))
}

/// The quarter the text is about, else the last full one before publication.
fn from_quarter(reading: &Reading) -> Meaning {
    match reading.discourse.quarter {
        Some((period, id)) => Meaning {
            value: TimeValue::Period(period),
            anchor: Anchor::Timex(id),
            relative: Some("XXXX-QX".to_owned()),
        },
        None => reading.by_publication("XXXX-QX".to_owned(), |date| step(date, -1, Unit::Quarter)),
    }
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn units_at_hand() {
        check("2022-02-15", "They met last week.", "last week=2022-W06");
        check("2022-02-15", "He left yesterday.", "yesterday=2022-02-14");
        check(
            "2022-02-15",
            "Moscow had announced it earlier in the day.",
            "earlier in the day=2022-02-15",
        );
        check(
            "2022-02-15",
            "They met on March 4, 2021. They left the next day.",
            "March 4, 2021=2021-03-04; the next day=2021-03-05",
        );
        check("", "He left yesterday.", "yesterday=-P1D");
        check(
            "2022-02-15",
            "They met on March 4, 2021. They had left the day before.",
            "March 4, 2021=2021-03-04; the day before=2021-03-03",
        );
        check(
            "2022-02-15",
            "They left the day before the vote.",
            "the day=P1D",
        );
        check(
            "2022-02-15",
            "They left the day after Christmas.",
            "the day after Christmas=2021-12-26",
        );
        check(
            "2022-02-15",
            "Sales rose in the quarter ended Sept. 30, 2021.",
            "the quarter=2021-Q3; Sept. 30, 2021=2021-09-30",
        );
        check(
            "2022-02-15",
            "Sales rose in the year ended June 30, 2021.",
            "the year=P1Y; June 30, 2021=2021-06-30",
        );
    }
}
