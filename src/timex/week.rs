//! Weeks told by number or by a day: "week 23", "the week of March 6", "the week ending Friday", "the week after next".

use chrono::Datelike;

use super::clock;
use super::reading::{Found, Meaning, Reading};
use super::relative::step;
use super::words::Word;
use crate::types::{Period, Unit};

/// "week 23", "week 23 of 2018".
pub(super) fn week_number(reading: &Reading, at: usize) -> Option<Found> {
    let Word::Number(number) = reading.word(at + 1) else {
        return None;
    };
    let week = number.short().filter(|week| (1..=53).contains(week))?;
    if !reading.is(at, "week") || reading.is(at + 2, "of") && reading.is(at + 3, "the") {
        return None;
    }
    let of_year = |year| {
        chrono::NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon)
            .and_then(Period::week_of)
    };
    let next = reading.skip(at + 2, &["of", "in", ","]);
    if let Word::Number(number) = reading.word(next)
        && next > at + 2
        && let Some(year) = number.year()
    {
        let mut meaning = Meaning::period(of_year(year));
        if meaning.as_period().is_none() {
            meaning.value = crate::types::TimeValue::Unresolved(crate::types::Why::Impossible);
        }
        return Some(Found::date(at, next + 1, meaning, "week-number"));
    }
    let meaning = reading.by_publication(format!("XXXX-W{week:02}"), |date| of_year(date.year()));
    Some(Found::date(at, at + 2, meaning, "week-number"))
}

/// "the week of March 6", "the week beginning Monday", "the week ending March 6", "the weekend of May 3".
pub(super) fn week_of_day(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["the"]);
    let Word::Unit(unit @ (Unit::Week | Unit::Weekend), false) = reading.word(core) else {
        return None;
    };
    let next = match reading.form(core + 1) {
        "of" => core + 2,
        "beginning" | "starting" | "commencing" | "ending" | "ended" => {
            reading.skip(core + 2, &["on"])
        }
        _ => return None,
    };
    let day = clock::day(reading, next)?;
    let meaning = day.meaning.map(
        |relative| format!("{relative}-WXX"),
        |period| step(period.first_day(), 0, unit),
    );
    Some(Found::date(at, day.end, meaning, "week-of-day"))
}

/// "the week after next", "the year before last", "the month after next".
pub(super) fn after_next(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["the"]);
    let Word::Unit(unit, false) = reading.word(core) else {
        return None;
    };
    let count = match (reading.form(core + 1), reading.form(core + 2)) {
        ("after", "next") => 2,
        ("before", "last") => -2,
        _ => return None,
    };
    // "the day before last Tuesday", "the year after next April"
    if core == at || !matches!(reading.word(core + 3), Word::Other) {
        return None;
    }
    let meaning = reading.by_publication(
        format!(
            "{}{}",
            if count < 0 { "-" } else { "" },
            crate::types::Length::of(2, unit).value()
        ),
        |date| step(date, count, unit),
    );
    Some(Found::date(at, core + 3, meaning, "after-next"))
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn weeks() {
        check(
            "2024-03-13",
            "In week 9 of 2020 it fell.",
            "week 9 of 2020=2020-W09",
        );
        check(
            "2024-03-13",
            "In week 53 of 2021 it fell.",
            "week 53 of 2021=",
        );
        check(
            "2024-03-13",
            "They meet the week of March 25.",
            "the week of March 25=2024-W13",
        );
        check(
            "2024-03-13",
            "Sales rose in the week ended March 2, 2024.",
            "the week ended March 2, 2024=2024-W09",
        );
        check(
            "2024-03-13",
            "They meet the week after next.",
            "the week after next=2024-W13",
        );
        check(
            "2024-03-13",
            "It was signed the year before last.",
            "the year before last=2022",
        );
        check("2024-03-13", "It was the week of the long knives.", "");
    }
}
