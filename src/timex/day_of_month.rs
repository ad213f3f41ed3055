//! Days told by their place in a month or week: "the 4th", "Friday the 13th", "the first Monday of March",
//! "Tuesday of next week", "the last day of the year".

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::reading::{Found, Meaning, Reading};
use super::words::Word;
use super::{direction, hour, month, number, relative, weekday, year};
use crate::types::{Direction, Grain, Period, TimeValue, Unit, Why};

/// "on the 26th", "until the 4th": a day of the month at hand.
pub(super) fn day_of_month(reading: &Reading, at: usize) -> Option<Found> {
    const BEFORE: &[&str] = &[
        "on", "until", "till", "by", "since", "from", "before", "after", "to", "through", "and",
        "between",
    ];
    let core = reading.skip(at, &["the"]);
    let Word::Ordinal(day) = reading.word(core) else {
        return None;
    };
    // "the 21st of last month"
    if core > at
        && in_digits(reading, core)
        && (1..=31).contains(&day)
        && reading.is_any(core + 2, &["this", "last", "next"])
        && let Some(found) = of_month(reading, at, day, core + 1)
    {
        return Some(found);
    }
    // "on 29th": without an article only where nothing else can be meant
    let cued = BEFORE.contains(&reading.before(at, 1))
        && (core > at || matches!(reading.before(at, 1), "on" | "until" | "by"));
    if !cued || !in_digits(reading, core) || !(1..=31).contains(&day) {
        return None;
    }
    let end = core + 1;
    if let Some(found) = of_month(reading, at, day, end) {
        return Some(found);
    }
    if !is_free(reading, end) {
        return None;
    }
    let relative = format!("XXXX-XX-{day:02}");
    let meaning = by_day_and_month(reading, relative, |anchor, published| {
        let direction = published
            .then(|| direction::of_clause(reading, at, end))
            .flatten();
        nearest(anchor, direction, |date| date.day() == day)
    });
    Some(Found::date(at, end, meaning, "day-of-month"))
}

/// "the 4th of this month", "the 21st of last month".
fn of_month(reading: &Reading, first: usize, day: u32, end: usize) -> Option<Found> {
    if !reading.is(end, "of") {
        return None;
    }
    let whole = whole(reading, end + 1)?;
    if whole.meaning.as_period()?.grain != Grain::Month {
        return None;
    }
    let mut meaning = whole.meaning.map(
        |relative| format!("{relative}-{day:02}"),
        |month| month.first_day().with_day(day).map(Period::day),
    );
    if meaning.as_period().is_none() {
        meaning.value = TimeValue::Unresolved(Why::Impossible);
    }
    Some(Found::date(first, whole.end, meaning, "day-of-month"))
}

/// Words that a number or an ordinal before them cannot count.
const FREE: &[&str] = &[
    "", ".", ",", ";", ":", ")", "!", "?", "”", "\"", "''", "–", "and", "or", "to", "in", "at",
    "with", "when", "but", "for", "through", "until", "that", "by", "after", "before", "he", "she",
    "they", "it", "the",
];

/// Whether token `at` cannot be what a number or an ordinal before it counts.
fn is_free(reading: &Reading, at: usize) -> bool {
    FREE.contains(&reading.form(at)) || reading.is(at, "-") && !reading.glued(at + 1)
}

fn in_digits(reading: &Reading, at: usize) -> bool {
    reading.form(at).starts_with(|c: char| c.is_ascii_digit())
}

/// Resolves against the last day or month the text has named, else the day of publication; `resolve` is told which.
fn by_day_and_month(
    reading: &Reading,
    relative: String,
    resolve: impl FnOnce(NaiveDate, bool) -> Option<Period>,
) -> Meaning {
    let discourse = &reading.discourse;
    let month = discourse.month.map(|(period, id)| (period.first_day(), id));
    let day = discourse.day;
    let anchor = match (day, month) {
        (Some(day), Some(month)) if month.1 > day.1 => Some(month),
        (day, month) => day.or(month),
    };
    match anchor {
        Some((date, id)) => Meaning {
            value: resolve(date, false)
                .map_or(TimeValue::Unresolved(Why::OutOfCalendar), TimeValue::Period),
            anchor: crate::types::Anchor::Timex(id),
            relative: Some(relative),
        },
        None => reading.by_publication(relative, |date| resolve(date, true)),
    }
}

/// The nearest day to `anchor` within a year and a half that fits, on the side the clause looks to where that is near.
fn nearest(
    anchor: NaiveDate,
    direction: Option<Direction>,
    fits: impl Fn(NaiveDate) -> bool,
) -> Option<Period> {
    let other_side = match direction {
        Some(Direction::Future) => 10, // days back that cost no more than one month on
        Some(Direction::Past) => -10,
        _ => 0,
    };
    let center = anchor.checked_add_signed(chrono::TimeDelta::days(other_side))?;
    (0..550)
        .flat_map(|away| [-away, away])
        .filter_map(|away| center.checked_add_signed(chrono::TimeDelta::days(away)))
        .find(|date| fits(*date))
        .map(Period::day)
}

/// "Friday the 13th", "Mon 13th", "Sunday 31": the nearest month in which the two agree.
pub(super) fn weekday_and_day(reading: &Reading, at: usize) -> Option<Found> {
    let weekday = match reading.word(at) {
        Word::Weekday(weekday, false) => weekday,
        _ if reading.capital(at) && reading.is(at, "sat") => Weekday::Sat,
        _ if reading.capital(at) && reading.is(at, "sun") => Weekday::Sun,
        _ => return None,
    };
    let core = reading.skip(at + 1, &["."]);
    let core = reading.skip(core, &[","]);
    let article = reading.is(core, "the");
    let (day, end) = number::day_of_month(reading, core + usize::from(article))?;
    let ordinal = matches!(reading.word(end - 1), Word::Ordinal(_));
    let free = is_free(reading, end);
    // "Monday 5 p.m.", "Sunday 30 people"; "Tuesday the 4th 7pm" is a day
    if !if ordinal {
        free || hour::is_marked(reading, end)
    } else {
        free && core == at + 1 && !article
    } {
        return None;
    }
    let forward = direction::of_clause(reading, at, end);
    let meaning = reading.by_publication(format!("XXXX-XX-{day:02}"), |date| {
        nearest(date, forward, |date| {
            date.day() == day && date.weekday() == weekday
        })
    });
    Some(Found::date(at, end, meaning, "weekday-and-day"))
}

/// "Tuesday of next week", "Monday next week", "next week on Tuesday", "last week Friday".
pub(super) fn weekday_of_week(reading: &Reading, at: usize) -> Option<Found> {
    let (weekday, step, end) = if let Word::Weekday(weekday, false) = reading.word(at) {
        let next = reading.skip(at + 1, &[",", "of", "in"]);
        let (step, end) = week_step(reading, next)?;
        (weekday, step, end)
    } else {
        let (step, end) = week_step(reading, at)?;
        let next = reading.skip(end, &[","]);
        let next = reading.skip(next, &["on", "-"]);
        let Word::Weekday(weekday, false) = reading.word(next) else {
            return None;
        };
        // "last week, Tuesday's vote": the weekday opens another phrase
        if reading.is(end, ",") && !reading.is(end + 1, "on") || reading.is(next + 1, "'s") {
            return None;
        }
        (weekday, step, next + 1)
    };
    let meaning = of_week(reading, weekday, step);
    Some(Found::date(at, end, meaning, "weekday-of-week"))
}

fn of_week(reading: &Reading, weekday: Weekday, step: i64) -> Meaning {
    reading.by_publication(weekday::underspecified(weekday), |date| {
        let week = relative::step(date, step, Unit::Week)?;
        weekday::ahead(week.first_day(), weekday)
    })
}

/// The day that "next week" or "last week" at `at` makes of a weekday, and the token after.
pub(super) fn day_in_week(
    reading: &Reading,
    weekday: Weekday,
    at: usize,
) -> Option<(Meaning, usize)> {
    let (step, end) = week_step(reading, reading.skip(at, &["of"]))?;
    Some((of_week(reading, weekday, step), end))
}

/// "this week", "next week", "last week".
fn week_step(reading: &Reading, at: usize) -> Option<(i64, usize)> {
    let step = match reading.form(at) {
        "this" => 0,
        "next" => 1,
        "last" | "previous" => -1,
        _ => return None,
    };
    reading.is(at + 1, "week").then_some((step, at + 2))
}

/// "the first Monday of March", "the last Sunday in October 2021", "the third week of May", "the last day of the year".
pub(super) fn nth_of(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["the"]);
    let (nth, next) = match (reading.form(core), reading.word(core)) {
        ("last" | "final", _) => (None, core + 1),
        (_, Word::Ordinal(nth)) => (Some(nth), core + 1),
        _ => {
            let (nth, next) = number::tens_and_ordinal(reading, core)?;
            (Some(nth), next)
        }
    };
    let next = reading.skip(next, &["full"]);
    let what = reading.word(next);
    if !matches!(
        what,
        Word::Weekday(_, false) | Word::Unit(Unit::Week | Unit::Day | Unit::Weekend, false)
    ) || !reading.is_any(next + 1, &["of", "in"])
    {
        return None;
    }
    let whole = whole(reading, next + 2)?;
    let relative = match whole.meaning.relative {
        Some(ref relative) => format!("{relative}-XX"),
        None => "XXXX-XX-XX".to_owned(),
    };
    let meaning = Meaning {
        relative: whole.meaning.relative.as_ref().map(|_| relative),
        ..whole.meaning
    };
    let meaning = match meaning.value {
        TimeValue::Period(period) => match place(period, nth, what) {
            Some(found) => Meaning {
                value: TimeValue::Period(found),
                ..meaning
            },
            None => Meaning {
                value: TimeValue::Unresolved(Why::Impossible),
                ..meaning
            },
        },
        _ => meaning,
    };
    Some(Found::date(at, whole.end, meaning, "nth-of-period"))
}

/// The month or year that something is counted in.
fn whole(reading: &Reading, at: usize) -> Option<Found> {
    let at_hand = |unit| relative::from_discourse(reading, 0, unit);
    if reading.is(at, "the") && reading.is_any(at + 1, &["month", "year"]) {
        let unit = if reading.is(at + 1, "month") {
            Unit::Month
        } else {
            Unit::Year
        };
        return Some(Found::date(at, at + 2, at_hand(unit), "unit"));
    }
    [month::month, relative::unit, year::year]
        .into_iter()
        .filter_map(|rule| rule(reading, at))
        .filter(|found| match found.meaning.as_period() {
            Some(period) => matches!(period.grain, Grain::Month | Grain::Year),
            None => true,
        })
        .max_by_key(Found::len)
}

/// The n-th day, weekday or week of a period, the last one for `None`.
fn place(whole: Period, nth: Option<u32>, what: Word) -> Option<Period> {
    let last = whole.end.date().pred_opt()?;
    let within = |period: Option<Period>| period.filter(|period| whole.overlaps(*period));
    let days = |n: u32, each: u64| {
        whole
            .first_day()
            .checked_add_days(Days::new(u64::from(n.checked_sub(1)?) * each))
    };
    match (what, nth) {
        (Word::Weekday(weekday, _), None) => weekday::back(last, weekday),
        (Word::Weekday(weekday, _), Some(n)) => {
            let first = weekday::ahead(whole.first_day(), weekday)?.first_day();
            let days = u64::from(n.checked_sub(1)?) * 7;
            within(first.checked_add_days(Days::new(days)).map(Period::day))
        }
        (Word::Unit(Unit::Day, _), None) => Some(Period::day(last)),
        (Word::Unit(Unit::Day, _), Some(n)) => within(days(n, 1).map(Period::day)),
        // the week that has most of its days in the n-th seven
        (Word::Unit(Unit::Week, _), None) => Period::week_of(last.checked_sub_days(Days::new(3))?),
        (Word::Unit(Unit::Week, _), Some(n)) => {
            let middle = days(n, 7)?.checked_add_days(Days::new(3))?;
            within(Some(Period::day(middle)))?;
            Period::week_of(middle)
        }
        (Word::Unit(Unit::Weekend, _), nth) => {
            let saturday = match nth {
                None => weekday::back(last, Weekday::Sat)?.first_day(),
                Some(n) => weekday::ahead(whole.first_day(), Weekday::Sat)?
                    .first_day()
                    .checked_add_days(Days::new(u64::from(n.checked_sub(1)?) * 7))?,
            };
            within(relative::weekend_of(saturday))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn days_of_a_month() {
        check("2024-03-13", "It ends on the 26th.", "the 26th=2024-03-26");
        check(
            "2024-03-13",
            "They met on May 2, 2021, and again on the 9th.",
            "May 2, 2021=2021-05-02; the 9th=2021-05-09",
        );
        check(
            "2024-03-13",
            "It ended on the 30th of last month.",
            "the 30th of last month=",
        );
        check("2024-03-13", "They met on the 4th floor.", "");
        check("2024-03-13", "They met on the 4th of several ships.", "");
        check(
            "2024-03-13",
            "They met on Friday the 8th.",
            "Friday the 8th=2024-03-08",
        );
        check(
            "2024-03-13",
            "They met on Sunday 31!",
            "Sunday 31=2024-03-31",
        );
        check(
            "2024-03-13",
            "On Monday 31 people left.",
            "Monday=2024-03-11",
        );
    }

    #[test]
    fn days_of_a_week() {
        check(
            "2024-03-13",
            "They meet on Tuesday of next week.",
            "Tuesday of next week=2024-03-19",
        );
        check(
            "2024-03-13",
            "They meet next week on Tuesday.",
            "next week on Tuesday=2024-03-19",
        );
        check(
            "2024-03-13",
            "They met last week, Tuesday's vote or not.",
            "last week=2024-W10; Tuesday=2024-03-12",
        );
    }

    #[test]
    fn places_in_a_period() {
        check(
            "2024-03-13",
            "They vote on the first Monday of May 2024.",
            "the first Monday of May 2024=2024-05-06",
        );
        check(
            "2024-03-13",
            "It ended on the last Sunday in October.",
            "the last Sunday in October=2023-10-29",
        );
        check(
            "2024-03-13",
            "It fell in the first week of May 2021.",
            "the first week of May 2021=2021-W18",
        );
        check(
            "2024-03-13",
            "It fell on the last day of 2021.",
            "the last day of 2021=2021-12-31",
        );
        check(
            "2024-03-13",
            "It fell on the thirty-first day of February 2021.",
            "the thirty-first day of February 2021=",
        );
        check("2024-03-13", "It was the third day of talks.", "");
    }
}
