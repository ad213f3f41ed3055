//! "Friday", "last Monday", "next Tuesday": a weekday by the week of publication.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::direction;
use super::name;
use super::reading::{Found, Meaning, Reading};
use super::words::Word;
use crate::types::{Direction, Period};

/// "Friday": news looks back, so a bare weekday is the last one up to the day of publication.
pub(super) fn weekday(reading: &Reading, at: usize) -> Option<Found> {
    let (step, core) = match reading.form(at) {
        "last" | "past" => (Step::Before, at + 1),
        "next" | "coming" | "upcoming" => (Step::After, at + 1),
        "previous" | "prior" => (Step::BeforeDiscourse, at + 1),
        "following" => (Step::AfterDiscourse, at + 1),
        "this" if reading.is_any(at + 1, &["coming", "upcoming", "next"]) => (Step::After, at + 2),
        "this" if reading.is_any(at + 1, &["past", "last"]) => (Step::Before, at + 2),
        "this" => (Step::SameWeek, at + 1),
        "that" => (Step::Discourse, at + 1),
        "the" => match reading.form(at + 1) {
            "previous" | "prior" => (Step::BeforeDiscourse, at + 2),
            "following" | "next" => (Step::AfterDiscourse, at + 2),
            "same" => (Step::Discourse, at + 2),
            "coming" => (Step::After, at + 2),
            _ => return None,
        },
        _ => (Step::Bare, at),
    };
    let Word::Weekday(weekday, false) = reading.word(core) else {
        return None;
    };
    if step == Step::Bare && is_name(reading, core) {
        return None;
    }
    let mut end = core + 1;
    let mut step = step;
    // British: "on Friday week" is a week later, "on Tuesday last" the one before
    let closed = !reading
        .form(end + 1)
        .starts_with(|c: char| c.is_alphanumeric() || c == '-');
    if step == Step::Bare && closed && reading.is_any(end, &["week", "last"]) {
        step = if reading.is(end, "week") {
            Step::WeekAfter
        } else {
            Step::Before
        };
        end += 1;
    }
    let relative = underspecified(weekday);
    let meaning = match step {
        Step::Before => reading.by_publication(relative, |date| back(date.pred_opt()?, weekday)),
        Step::After => reading.by_publication(relative, |date| ahead(date.succ_opt()?, weekday)),
        Step::WeekAfter => reading.by_publication(relative, |date| {
            let next = ahead(date.succ_opt()?, weekday)?.first_day();
            next.checked_add_days(Days::new(7)).map(Period::day)
        }),
        Step::SameWeek => reading.by_publication(relative, |date| {
            let monday = Period::week_of(date)?.first_day();
            ahead(monday, weekday)
        }),
        Step::BeforeDiscourse => {
            reading.by_day_at_hand(relative, |date| back(date.pred_opt()?, weekday))
        }
        Step::AfterDiscourse => {
            reading.by_day_at_hand(relative, |date| ahead(date.succ_opt()?, weekday))
        }
        Step::Discourse => reading.by_day_at_hand(relative, |date| back(date, weekday)),
        Step::Bare => bare(reading, core, weekday),
    };
    Some(Found::date(at, end, meaning, "weekday"))
}

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Bare,
    Before,
    After,
    WeekAfter,
    SameWeek,
    BeforeDiscourse,
    AfterDiscourse,
    Discourse,
}

pub(super) fn bare(reading: &Reading, at: usize, weekday: Weekday) -> Meaning {
    if reading.discourse.day.is_some() {
        let told = reading.by_story(&underspecified(weekday), |at| ahead(at.date()?, weekday));
        if let Some(meaning) = told.filter(|meaning| meaning.as_period().is_some()) {
            return meaning;
        }
    }
    if let Some(meaning) = of_stretch(reading, at, weekday) {
        return meaning;
    }
    let forward = direction::of_clause(reading, at, at + 1) == Some(Direction::Future);
    reading.by_publication(underspecified(weekday), |date| {
        if forward {
            ahead(date, weekday)
        } else {
            back(date, weekday)
        }
    })
}

/// A weekday of "Monday through Wednesday", "from Monday to Friday": the two lie within one week.
fn of_stretch(reading: &Reading, at: usize, weekday: Weekday) -> Option<Meaning> {
    let bare = |at: usize| match reading.word(at) {
        Word::Weekday(weekday, false) => Some(weekday),
        _ => None,
    };
    let joins = |at: usize| {
        reading.is_any(at, &["-", "–", "through", "thru"])
            || reading.is(at, "to") && reading.before(at, 2) == "from"
    };
    let other = |at: Option<usize>| at.and_then(bare);
    let second = joins(at + 1).then(|| other(Some(at + 2))).flatten();
    let first = (at > 1 && joins(at - 1))
        .then(|| other(at.checked_sub(2)))
        .flatten();
    let begin = match (first, second) {
        (Some(_), None) => at - 2,
        (None, Some(_)) => at,
        _ => return None,
    };
    let forward = direction::of_clause(reading, begin, begin + 3) == Some(Direction::Future);
    Some(reading.by_publication(underspecified(weekday), |date| {
        match (first, second, forward) {
            (Some(first), _, true) => ahead(ahead(date, first)?.first_day(), weekday),
            (_, Some(second), false) => back(back(date, second)?.first_day(), weekday),
            (_, _, true) => ahead(date, weekday),
            (_, _, false) => back(date, weekday),
        }
    }))
}

pub(super) fn underspecified(weekday: Weekday) -> String {
    format!("XXXX-WXX-{}", weekday.number_from_monday())
}

/// The last such day not after `date`.
pub(super) fn back(date: NaiveDate, weekday: Weekday) -> Option<Period> {
    let days = (date.weekday().num_days_from_monday() + 7 - weekday.num_days_from_monday()) % 7;
    date.checked_sub_days(Days::new(u64::from(days)))
        .map(Period::day)
}

/// The first such day not before `date`.
pub(super) fn ahead(date: NaiveDate, weekday: Weekday) -> Option<Period> {
    let days = (weekday.num_days_from_monday() + 7 - date.weekday().num_days_from_monday()) % 7;
    date.checked_add_days(Days::new(u64::from(days)))
        .map(Period::day)
}

/// "Bloody Sunday", "the Monday Club", "The Sunday Times": a name that holds a weekday.
fn is_name(reading: &Reading, at: usize) -> bool {
    matches!(
        reading.before(at, 1),
        "bloody"
            | "good"
            | "palm"
            | "easter"
            | "super"
            | "fat"
            | "ash"
            | "holy"
            | "cyber"
            | "shrove"
            | "maundy"
    ) || reading.before(at, 1) == "black" && reading.capital(at - 1)
        || name::holds_date(reading, at + 1)
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn weekdays() {
        check("2024-03-13", "They met on Monday.", "Monday=2024-03-11");
        check(
            "2024-03-13",
            "They met on Wednesday.",
            "Wednesday=2024-03-13",
        );
        check(
            "2024-03-13",
            "The envoy will arrive on Friday.",
            "Friday=2024-03-15",
        );
        check(
            "2024-03-13",
            "The truce holds until Friday.",
            "Friday=2024-03-15",
        );
        check(
            "2024-03-13",
            "They met last Monday.",
            "last Monday=2024-03-11",
        );
        check(
            "2024-03-13",
            "They meet next Tuesday.",
            "next Tuesday=2024-03-19",
        );
        check(
            "2024-03-13",
            "They met Wednesday through Friday.",
            "Wednesday=2024-03-06; Friday=2024-03-08",
        );
        check(
            "2024-03-13",
            "They will meet from Friday to Monday.",
            "Friday=2024-03-15; Monday=2024-03-18",
        );
        check(
            "2024-03-13",
            "They met on Monday last and meet on Friday week.",
            "Monday last=2024-03-11; Friday week=2024-03-22",
        );
        check("2024-03-13", "The Monday Club met.", "");
        check("2024-03-13", "Bloody Sunday is remembered.", "");
        check("", "They met on Monday.", "Monday=XXXX-WXX-1");
    }
}
