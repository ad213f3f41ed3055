//! Quarters and halves of a year: "the third quarter", "fourth-quarter", "the first half of 2021", "Q3 2020".

use chrono::{Datelike, NaiveDate};

use super::direction;
use super::reading::{Found, Meaning, Reading};
use super::words::Word;
use crate::types::{Anchor, Direction, Grain, Period, TimeValue, Why};

/// "the third quarter of 1990", "the fiscal first quarter", "third-quarter", "Q3", "the first half of the year".
pub(super) fn quarter(reading: &Reading, at: usize) -> Option<Found> {
    let mut core = reading.skip(at, &["the"]);
    if reading.is(core, "year")
        && reading.is(core + 1, "-")
        && reading.is_any(core + 2, &["ago", "earlier"])
    {
        return None;
    }
    let mut year = None;
    if let Word::Number(number) = reading.word(core)
        && let Some(value) = number.year()
    {
        year = Some(value); // "the 1988 third quarter"
        core = reading.skip(core + 1, &["-"]);
    }
    core = reading.skip(core, &["fiscal"]);
    core = reading.skip(core, &["-"]);
    let (part, count, end) = part(reading, core)?;
    if year.is_none()
        && let next = reading.skip(reading.skip(end, &["of", "-", ","]), &["fiscal"])
        && let Word::Number(number) = reading.word(next)
        && let Some(value) = number.year().filter(|value| (1900..2200).contains(value))
    {
        let meaning = Meaning::period(in_year(value, part, count));
        return Some(Found::date(at, next + 1, meaning, "quarter-year"));
    }
    if let Some(year) = year {
        return Some(Found::date(
            at,
            end,
            Meaning::period(in_year(year, part, count)),
            "quarter-year",
        ));
    }
    let relative = format!("XXXX-{}{part}", if count == 4 { "Q" } else { "H" });
    let of = reading.skip(end, &["of"]);
    let shift = match (reading.form(of), reading.form(of + 1)) {
        ("this" | "the", "year") => Some((0, of + 2)),
        ("last", "year") => Some((-1, of + 2)),
        ("next", "year") => Some((1, of + 2)),
        _ => None,
    };
    if let Some((shift, end)) = shift {
        let meaning =
            reading.by_publication(relative, |date| in_year(date.year() + shift, part, count));
        return Some(Found::date(at, end, meaning, "quarter-of-year"));
    }
    if count == 2 {
        return None; // "the second half" alone is a half of anything
    }
    if core > at && reading.is(end - 2, "-") {
        return None; // "the third-quarter loss": the article is the noun's
    }
    let direction = direction::of_clause(reading, at, end);
    let meaning = reading.by_publication(relative, |date| nearest(date, part, count, direction));
    Some(Found::date(at, end, meaning, "quarter"))
}

fn part(reading: &Reading, core: usize) -> Option<(u32, u32, usize)> {
    match reading.form(core) {
        "q1" => return Some((1, 4, core + 1)),
        "q2" => return Some((2, 4, core + 1)),
        "q3" => return Some((3, 4, core + 1)),
        "q4" => return Some((4, 4, core + 1)),
        "h1" => return Some((1, 2, core + 1)),
        "h2" => return Some((2, 2, core + 1)),
        "1h" if is_year(reading, core + 1) => return Some((1, 2, core + 1)),
        "2h" if is_year(reading, core + 1) => return Some((2, 2, core + 1)),
        _ => {}
    }
    let next = reading.skip(core + 1, &["-", "fiscal"]);
    // "the second and fourth quarters": the head is the last one's
    if let Word::Ordinal(ordinal) = reading.word(core)
        && reading.is_any(core + 1, &["and", "or", "to", "through"])
        && let Word::Ordinal(other) = reading.word(reading.skip(core + 2, &["the"]))
    {
        let count = match reading.form(reading.skip(core + 2, &["the"]) + 1) {
            "quarter" | "quarters" => 4,
            "halves" => 2,
            _ => return None,
        };
        return (ordinal < other && other <= count).then_some((ordinal, count, core + 1));
    }
    let (ordinal, of) = match (reading.word(core), reading.form(core)) {
        (Word::Ordinal(ordinal), _) => (ordinal, reading.form(next)),
        (_, "last" | "final") => (0, reading.form(next)),
        _ => return None,
    };
    match of {
        "quarter" | "quarters" if (1..=4).contains(&ordinal) => Some((ordinal, 4, next + 1)),
        "half" if (1..=2).contains(&ordinal) => Some((ordinal, 2, next + 1)),
        "half" if ordinal == 0 => Some((2, 2, next + 1)),
        "quarter" if ordinal == 0 && (reading.is(core, "final") || reading.is(next + 1, "of")) => {
            Some((4, 4, next + 1))
        }
        _ => None,
    }
}

fn is_year(reading: &Reading, at: usize) -> bool {
    matches!(reading.word(at), Word::Number(number) if number.year().is_some_and(|year| (1900..2200).contains(&year)))
}

fn in_year(year: i32, part: u32, count: u32) -> Option<Period> {
    let months = 12 / count;
    let grain = if count == 4 {
        Grain::Quarter
    } else {
        Grain::Half
    };
    Period::months(year, (part - 1) * months + 1, months, grain)
}

/// The nearest such part on the side the clause looks to; results of a part are told when it is over.
fn nearest(date: NaiveDate, part: u32, count: u32, direction: Option<Direction>) -> Option<Period> {
    let here = Period::day(date).start;
    (-1..=1)
        .filter_map(|step| in_year(date.year() + step, part, count))
        .min_by_key(|period| {
            let over = (here - period.end).num_days();
            let ahead = (period.start - here).num_days();
            let against = match direction {
                Some(Direction::Future) if over > 0 => 120,
                Some(Direction::Future) => 0,
                _ if ahead > 0 => 210,
                _ => 0,
            };
            over.max(ahead).max(0) + against
        })
}

/// "the 1988 quarter", "the latest period": the part of the year that the text is about, or the same one of another year.
pub(super) fn same_part(reading: &Reading, at: usize) -> Option<Found> {
    let (quarter, id) = reading.discourse.quarter?;
    if !reading.is(at, "the") || !reading.is_any(at + 2, &["quarter", "period"]) {
        return None;
    }
    let year = match (reading.form(at + 1), reading.word(at + 1)) {
        ("latest", _) => quarter.start.year(),
        (_, Word::Number(number)) => number.year()?,
        _ => return None,
    };
    let meaning = Meaning {
        value: Period::months(year, quarter.start.month(), 3, Grain::Quarter)
            .map_or(TimeValue::Unresolved(Why::OutOfCalendar), TimeValue::Period),
        anchor: Anchor::Timex(id),
        relative: Some("XXXX-QX".to_owned()),
    };
    Some(Found::date(at, at + 3, meaning, "same-quarter"))
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn parts_of_a_year() {
        check(
            "1989-10-30",
            "The third quarter was weak.",
            "The third quarter=1989-Q3",
        );
        check(
            "1989-10-30",
            "It grew in the first half of 1988.",
            "the first half of 1988=1988-H1",
        );
        check(
            "1989-10-30",
            "It grew in the second and third quarters.",
            "the second=1989-Q2; third quarters=1989-Q3",
        );
        check(
            "1989-10-30",
            "It grew in the first quarter of fiscal 1988 and in 1H 1989.",
            "the first quarter of fiscal 1988=1988-Q1; 1H 1989=1989-H1",
        );
        check("1989-10-30", "It led in the second half.", "");
        check("1989-10-30", "They came second and third.", "");
    }
}
