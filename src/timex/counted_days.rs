//! Days counted in weekdays, nights, seasons and weeks: "two Fridays ago", "three nights ago", "a week ago Monday",
//! "a week on Monday", "Friday week", "Tuesday next".

use chrono::{Datelike, Days, NaiveDate};

use super::reading::{Found, Reading};
use super::words::Word;
use super::{month, number, relative, weekday};
use crate::types::{DayPart, Period, Unit};

/// Any of them that begins at token `at`.
pub(super) fn counted_days(reading: &Reading, at: usize) -> Option<Found> {
    match reading.word(at) {
        Word::Weekday(..) => weekday_then_week(reading, at),
        Word::Number(_) | Word::Lead => {
            named_units_ago(reading, at).or_else(|| weeks_and_day(reading, at))
        }
        _ => None,
    }
}

/// Whether nothing at `at` goes on with the phrase before it.
fn is_over(reading: &Reading, at: usize) -> bool {
    matches!(
        reading.form(at),
        "" | "."
            | ","
            | ";"
            | ":"
            | ")"
            | "?"
            | "!"
            | "and"
            | "or"
            | "but"
            | "at"
            | "in"
            | "when"
            | "for"
    )
}

/// "Friday week", "Monday fortnight", "Tuesday next", "Tuesday last".
fn weekday_then_week(reading: &Reading, at: usize) -> Option<Found> {
    let Word::Weekday(day, false) = reading.word(at) else {
        return None;
    };
    let (weeks, forward) = match reading.form(at + 1) {
        "week" => (1, true),
        "fortnight" => (2, true),
        "next" => (0, true),
        "last" => (0, false),
        _ => return None,
    };
    if !is_over(reading, at + 2) || matches!(reading.before(at, 1), "every" | "each" | "a" | "the")
    {
        return None;
    }
    let meaning = reading.by_publication(weekday::underspecified(day), |date| {
        let first = if forward {
            weekday::ahead(date.succ_opt()?, day)
        } else {
            weekday::back(date.pred_opt()?, day)
        };
        let date = first?.first_day().checked_add_days(Days::new(7 * weeks))?;
        Some(Period::day(date))
    });
    Some(Found::date(at, at + 2, meaning, "weekday-and-week"))
}

/// "two Fridays ago", "three nights ago", "four summers ago".
fn named_units_ago(reading: &Reading, at: usize) -> Option<Found> {
    let (Some(thousandths), named) = number::quantity(reading, at)? else {
        return None;
    };
    if named == at || thousandths % 1000 != 0 {
        return None;
    }
    let count = thousandths / 1000;
    // "two Mondays from now"
    if let Word::Weekday(day, _) = reading.word(named)
        && reading.is(named + 1, "from")
        && reading.is_any(named + 2, &["now", "today"])
    {
        let meaning = reading.by_publication(weekday::underspecified(day), |date| {
            let next = weekday::ahead(date.succ_opt()?, day)?.first_day();
            let days = count.checked_sub(1)?.checked_mul(7)?;
            next.checked_add_days(Days::new(days)).map(Period::day)
        });
        return Some(Found::date(at, named + 3, meaning, "weekdays-from-now"));
    }
    if !reading.is(named + 1, "ago") {
        return None;
    }
    let end = named + 2;
    let back = |date: NaiveDate, days: u64| date.checked_sub_days(Days::new(days));
    let found = match reading.word(named) {
        Word::Weekday(day, _) => {
            let meaning = reading.by_publication(weekday::underspecified(day), |date| {
                let last = weekday::back(date.pred_opt()?, day)?.first_day();
                back(last, count.checked_sub(1)?.checked_mul(7)?).map(Period::day)
            });
            Found::date(at, end, meaning, "weekdays-ago")
        }
        Word::Part(part @ (DayPart::Night | DayPart::Evening | DayPart::Morning), _) => {
            let relative = format!("-P{count}DT{}", part.name());
            let meaning = reading.by_publication(relative, |date| {
                back(date, count).map(|day| Period::day_part(day, part))
            });
            Found::time(at, end, meaning, "parts-of-day-ago")
        }
        Word::Season(season, _) => {
            let relative = format!("XXXX-{}", season.name());
            let meaning = reading.by_publication(relative, |date| {
                let this = month::season_of(date.year(), season)?;
                let over = i64::from(this.end <= Period::day(date).start);
                let years = i64::try_from(count).ok()?.checked_sub(over)?;
                let year = i64::from(date.year()).checked_sub(years)?;
                month::season_of(i32::try_from(year).ok()?, season)
            });
            Found::date(at, end, meaning, "seasons-ago")
        }
        _ => return None,
    };
    Some(found)
}

/// "two weeks ago today", "a week ago Monday", "a week on Monday", "a fortnight on Friday".
fn weeks_and_day(reading: &Reading, at: usize) -> Option<Found> {
    let (Some(thousandths), next) = number::quantity(reading, at)? else {
        return None;
    };
    let (unit, _, end) = number::unit(reading, next)?;
    let count = number::in_weeks(reading, end, Some(thousandths))?;
    if next == at || count % 1000 != 0 {
        return None;
    }
    let count = i64::try_from(count / 1000).ok()?;
    let said = reading.skip(end + 1, &["on", "last"]);
    match (reading.form(end), reading.word(said)) {
        ("ago", Word::Day(days @ (-1 | 0))) if said == end + 1 => {
            let relative = format!("-P{count}{}", letter(unit)?);
            let meaning = reading.by_publication(relative, |date| {
                let day = relative::step(date, days, Unit::Day)?.first_day();
                let months = match unit {
                    Unit::Year => 12,
                    Unit::Month => 1,
                    Unit::Week => return relative::step(day, count.checked_mul(-7)?, Unit::Day),
                    _ => return None,
                };
                let months = u32::try_from(count.checked_mul(months)?).ok()?;
                day.checked_sub_months(chrono::Months::new(months))
                    .map(Period::day)
            });
            Some(Found::date(at, said + 1, meaning, "weeks-ago-on-day"))
        }
        ("ago", Word::Weekday(day, false)) if unit == Unit::Week && is_over(reading, said + 1) => {
            let meaning = reading.by_publication(weekday::underspecified(day), |date| {
                let last = weekday::back(date, day)?.first_day();
                relative::step(last, count.checked_mul(-7)?, Unit::Day)
            });
            Some(Found::date(at, said + 1, meaning, "weeks-ago-on-day"))
        }
        ("on", Word::Weekday(day, false)) if unit == Unit::Week && is_over(reading, end + 2) => {
            let meaning = reading.by_publication(weekday::underspecified(day), |date| {
                let next = weekday::ahead(date.succ_opt()?, day)?.first_day();
                relative::step(next, count.checked_mul(7)?, Unit::Day)
            });
            Some(Found::date(at, end + 2, meaning, "weekday-and-week"))
        }
        _ => None,
    }
}

fn letter(unit: Unit) -> Option<char> {
    match unit {
        Unit::Week => Some('W'),
        Unit::Month => Some('M'),
        Unit::Year => Some('Y'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn days_counted() {
        for (said, value) in [
            ("two Fridays ago", "2022-02-04"),
            ("three nights ago", "2022-02-12TNI"),
            ("four summers ago", "2018-SU"),
            ("two weeks ago today", "2022-02-01"),
            ("a year ago today", "2021-02-15"),
            ("a week ago Monday", "2022-02-07"),
        ] {
            check(
                "2022-02-15",
                &format!("It began {said}."),
                &format!("{said}={value}"),
            );
        }
        for (said, value) in [
            ("Friday week", "2022-02-25"),
            ("a week on Monday", "2022-02-28"),
            ("Tuesday next", "2022-02-22"),
            ("two Mondays from now", "2022-02-28"),
        ] {
            check(
                "2022-02-15",
                &format!("It begins {said}."),
                &format!("{said}={value}"),
            );
        }
        check("2022-02-15", "Four nights passed.", "Four nights=P4D");
        check(
            "2022-02-15",
            "On Friday week two ended.",
            "Friday=2022-02-11",
        );
    }
}
