//! Ends and middles of units at hand: "year-end", "by week's end", "end of month", "mid-year", "midweek".

use super::reading::{Found, Reading};
use super::relative;
use super::words::Word;
use crate::types::{Modifier, Unit};

/// "year-end", "year end", "the month's end", "end of month", "mid-year", "midweek".
pub(super) fn edge(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["the"]);
    let (unit, modifier, end) = unit_then_end(reading, core)
        .or_else(|| end_then_unit(reading, core))
        .or_else(|| middle(reading, core))?;
    let meaning = reading.by_publication(relative::name(unit).to_owned(), |date| {
        // "since year-end": the last one
        let last = matches!(reading.before(at, 1), "since" | "from") && modifier == Modifier::End;
        relative::step(date, if last { -1 } else { 0 }, unit)
    });
    Some(Found::date(at, end, meaning, "edge-of-unit").modified(Some(modifier)))
}

fn calendar_unit(reading: &Reading, at: usize) -> Option<Unit> {
    match reading.word(at) {
        Word::Unit(
            unit @ (Unit::Day
            | Unit::Week
            | Unit::Month
            | Unit::Quarter
            | Unit::Year
            | Unit::Decade),
            false,
        ) => Some(unit),
        Word::Lead if reading.is(at, "quarter") => Some(Unit::Quarter),
        _ => None,
    }
}

/// "year-end", "year end", "week's end".
fn unit_then_end(reading: &Reading, at: usize) -> Option<(Unit, Modifier, usize)> {
    let unit = calendar_unit(reading, at)?;
    let next = reading.skip(at + 1, &["-", "'s", "’s"]);
    // "the day ended", "a dead-end": only where a preposition, a hyphen or a possessive makes it a time
    let cued = next > at + 1
        || matches!(
            reading.before(at, 1),
            "by" | "at" | "since" | "until" | "before" | "after" | "from" | "around" | "near"
        );
    (cued && reading.is(next, "end") && !matches!(reading.before(at, 1), "-")).then_some((
        unit,
        Modifier::End,
        next + 1,
    ))
}

/// "end of month", "end of year", without an article.
fn end_then_unit(reading: &Reading, at: usize) -> Option<(Unit, Modifier, usize)> {
    let next = reading.skip(at + 1, &["-"]);
    if !reading.is(at, "end") || !reading.is(next, "of") {
        return None;
    }
    let next = reading.skip(next + 1, &["-"]);
    let unit = calendar_unit(reading, next)?;
    // "end of day one", "the end of year two"
    let free = !matches!(reading.word(next + 1), Word::Number(_) | Word::Unit(..));
    free.then_some((unit, Modifier::End, next + 1))
}

/// "midyear", "mid-week", "midweek".
fn middle(reading: &Reading, at: usize) -> Option<(Unit, Modifier, usize)> {
    if reading.is(at, "mid") {
        let unit = calendar_unit(reading, reading.skip(at + 1, &["-"]))?;
        let end = reading.skip(at + 1, &["-"]) + 1;
        return (unit != Unit::Day).then_some((unit, Modifier::Mid, end));
    }
    let unit = match reading.form(at) {
        "eod" | "cob" => return Some((Unit::Day, Modifier::End, at + 1)),
        "eom" => return Some((Unit::Month, Modifier::End, at + 1)),
        "eoy" => return Some((Unit::Year, Modifier::End, at + 1)),
        "midyear" => Unit::Year,
        "midmonth" => Unit::Month,
        "midweek" => Unit::Week,
        _ => return None,
    };
    Some((unit, Modifier::Mid, at + 1))
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn edges() {
        for (said, value) in [
            ("by year-end", "2022"),
            ("by year end", "2022"),
            ("by week's end", "2022-W07"),
            ("at the month's end", "2022-02"),
            ("by end of month", "2022-02"),
            ("by mid-year", "2022"),
            ("since year-end", "2021"),
        ] {
            let words = said.split_once(' ').map_or("", |(_, words)| words);
            check(
                "2022-02-15",
                &format!("They will act {said}."),
                &format!("{words}={value}"),
            );
        }
        check("2022-02-15", "It was the end of day one.", "");
        check("2022-02-15", "They worked to no end.", "");
    }
}
