//! Parts of the day: "Tuesday afternoon", "this morning", "overnight", "the evening of March 3", "that night".

use chrono::NaiveTime;

use super::clock::{bound, day, day_at_hand};
use super::hour::Clock;
use super::reading::{Found, Meaning, Reading};
use super::words::{SUN_DOWN, SUN_UP, Word};
use super::{day_of_month, relative};
use crate::types::{DayPart, Direction, Grain, Modifier, Period};

/// A part of a named day, which a clock time may follow or be followed by: "this morning", "Tuesday evening".
pub(super) fn of_a_day(reading: &Reading, at: usize) -> Option<Found> {
    tonight(reading, at)
        .or_else(|| day_then_part(reading, at))
        .or_else(|| part_of_discourse(reading, at))
        .or_else(|| {
            let the = reading.is(at, "the") && reading.before(at, 1) == "in";
            the.then(|| the_part(reading, at)).flatten()
        })
}

/// "Tuesday afternoon", "this morning", "last night", "tonight", "the evening of March 3", "overnight".
pub(super) fn day_part(reading: &Reading, at: usize) -> Option<Found> {
    tonight(reading, at)
        .or_else(|| day_then_part(reading, at))
        .or_else(|| part_then_day(reading, at))
        .or_else(|| small_hours(reading, at))
        .or_else(|| part_of_discourse(reading, at))
        .or_else(|| the_part(reading, at))
}

fn part_of(meaning: Meaning, part: DayPart) -> Meaning {
    meaning.map(
        |relative| format!("{relative}T{}", part.name()),
        |period| Some(Period::day_part(period.first_day(), part)),
    )
}

fn tonight(reading: &Reading, at: usize) -> Option<Found> {
    let days = |days| {
        reading.by_publication(
            if days == 0 {
                "P0D".to_owned()
            } else {
                "-P1D".to_owned()
            },
            |date| relative::step(date, days, crate::types::Unit::Day),
        )
    };
    match (reading.form(at), reading.word(at + 1)) {
        ("tonight" | "tonite", _) => Some(Found::time(
            at,
            at + 1,
            part_of(days(0), DayPart::Night),
            "day-part",
        )),
        ("this", Word::Part(part, false)) => {
            Some(Found::time(at, at + 2, part_of(days(0), part), "day-part"))
        }
        ("last", Word::Part(part @ (DayPart::Night | DayPart::Evening), false)) => {
            Some(Found::time(at, at + 2, part_of(days(-1), part), "day-part"))
        }
        // "overnight Tuesday", "overnight on Tuesday"
        ("overnight", _) if let Some(day) = day(reading, reading.skip(at + 1, &["on"])) => {
            Some(Found::time(
                at,
                day.end,
                part_of(day.meaning, DayPart::Night),
                "day-part",
            ))
        }
        ("overnight", _) if !reading.is_any(at + 1, &["bag", "stay"]) => Some(Found::time(
            at,
            at + 1,
            part_of(days(-1), DayPart::Night),
            "day-part",
        )),
        ("this", Word::Clock(_)) if reading.is(at + 1, "noon") => None,
        _ => None,
    }
}

fn day_then_part(reading: &Reading, at: usize) -> Option<Found> {
    let day = day(reading, at)?;
    let mut next = day.end;
    let mut modifier = None;
    if reading.is(next, "in") && reading.is(next + 1, "the") {
        next += 2;
    } else if reading.is_any(next, &["early", "late", "mid"]) {
        modifier = Some(match reading.form(next) {
            "early" => Modifier::Start,
            "late" => Modifier::End,
            _ => Modifier::Mid,
        });
        next = reading.skip(next + 1, &["-"]);
    } else if reading.is(next, "-") || reading.is(next, "at") && reading.is(next + 1, "night") {
        next += 1;
    }
    let Word::Part(part, false) = reading.word(next) else {
        return None;
    };
    // "Wednesday evening next week"
    if let Word::Weekday(weekday, false) = reading.word(day.end - 1)
        && day.len() == 1
        && let Some((meaning, end)) = day_of_month::day_in_week(reading, weekday, next + 1)
    {
        return Some(Found::time(at, end, part_of(meaning, part), "day-part").modified(modifier));
    }
    Some(Found::time(at, next + 1, part_of(day.meaning, part), "day-part").modified(modifier))
}

/// "the evening of March 3", "mid-afternoon yesterday".
fn part_then_day(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["the"]);
    let Word::Part(part, false) = reading.word(core) else {
        return None;
    };
    let next = reading.skip(core + 1, &["of", "on"]);
    if next == core + 1 && !matches!(reading.word(next), Word::Day(_)) {
        return None;
    }
    let day = day(reading, next)?;
    Some(Found::time(
        at,
        day.end,
        part_of(day.meaning, part),
        "day-part",
    ))
}

/// "the early hours of Tuesday", "the wee hours": the morning before it is light.
fn small_hours(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["the"]);
    let small = core > at && reading.is_any(core, &["early", "small", "wee"]);
    if !small || !reading.is(core + 1, "hours") || !reading.is_any(core + 2, &["of", "on"]) {
        return None;
    }
    let day = day(reading, core + 3)?;
    let morning = part_of(day.meaning, DayPart::Morning);
    // "the small hours of Friday morning"
    let end = match reading.word(day.end) {
        Word::Part(DayPart::Morning, false) => day.end + 1,
        _ => day.end,
    };
    Some(Found::time(at, end, morning, "day-part").modified(Some(Modifier::Start)))
}

/// "the next morning", "that evening", "the same night", "the night before".
fn part_of_discourse(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["the"]);
    let (days, part_at, shift) = match reading.form(core) {
        "next" | "following" => (1, core + 1, Some(Direction::Future)),
        "previous" => (-1, core + 1, Some(Direction::Past)),
        "that" if core == at => (0, reading.skip(core + 1, &["same"]), None),
        "same" => (0, core + 1, None),
        _ => (0, core, None),
    };
    let Word::Part(part, false) = reading.word(part_at) else {
        return None;
    };
    let mut end = part_at + 1;
    // "the night before last"
    if part_at == core && core > at && reading.is(end, "before") && reading.is(end + 1, "last") {
        let meaning = reading.by_publication("-P2D".to_owned(), |date| {
            relative::step(date, -2, crate::types::Unit::Day)
        });
        return Some(Found::time(at, end + 2, part_of(meaning, part), "day-part"));
    }
    let (days, shift) = if part_at == core {
        if core == at
            || !reading.is_any(end, &["before"])
            || !matches!(reading.form(end + 1), "" | "." | ",")
        {
            return None;
        }
        end += 1;
        (-1, Some(Direction::Past))
    } else {
        (days, shift)
    };
    let meaning = reading.by_day_at_hand("XXXX-XX-XX".to_owned(), |date| {
        relative::step(date, days, crate::types::Unit::Day)
    });
    let mut found = Found::time(at, end, part_of(meaning, part), "part-of-discourse");
    found.shift = shift;
    Some(found)
}

/// "in the morning", "the afternoon", "midday": of the day at hand.
fn the_part(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["the"]);
    let Word::Part(part, false) = reading.word(core) else {
        return None;
    };
    let before = reading.before(at, 1);
    let by_the_sun = SUN_UP.contains(&reading.form(core)) || SUN_DOWN.contains(&reading.form(core));
    let fits = match part {
        // "before dawn", "at sunset"; "the dawn of an era" is another thing
        _ if by_the_sun => {
            core == at
                && !reading.is(core + 1, "of")
                && matches!(
                    before,
                    "at" | "before"
                        | "by"
                        | "until"
                        | "till"
                        | "since"
                        | "after"
                        | "around"
                        | "near"
                )
        }
        DayPart::Midday => !reading.capital(core) || core == reading.start(),
        DayPart::Night | DayPart::Daytime => {
            core > at && matches!(before, "during" | "in" | "through" | "throughout" | "of")
        }
        _ => {
            core > at && matches!(before, "in" | "during" | "by" | "of" | "until" | "through")
                || matches!(before, "early" | "late" | "mid" | "-") && core == at
        }
    };
    if !fits
        || (reading.is_any(core + 1, &["prayers", "-", "newspaper"])
            && !reading.is(core + 2, "time"))
        || reading.capital(core) && core > reading.start()
    {
        return None;
    }
    if part == DayPart::Midday {
        let clock = Clock {
            time: NaiveTime::from_hms_opt(12, 0, 0)?,
            grain: Grain::Hour,
            midnight: false,
            half_said: true,
            end: core + 1,
        };
        return Some(bound(at, core + 1, &clock, day_at_hand(reading)));
    }
    // "the night-time"
    let end = if reading.is(core + 1, "-") && reading.is(core + 2, "time") {
        core + 3
    } else {
        core + 1
    };
    Some(Found::time(
        at,
        end,
        part_of(day_at_hand(reading), part),
        "day-part",
    ))
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn parts_of_a_day() {
        check(
            "2022-02-15",
            "Biden spoke Tuesday afternoon.",
            "Tuesday afternoon=2022-02-15TAF",
        );
        check(
            "2022-02-15",
            "They met last night.",
            "last night=2022-02-14TNI",
        );
        check(
            "2022-02-15",
            "They meet Wednesday evening next week.",
            "Wednesday evening next week=2022-02-23TEV",
        );
        check(
            "2022-02-15",
            "It began in the small hours of Tuesday.",
            "the small hours of Tuesday=2022-02-15TMO",
        );
        check(
            "2022-02-15",
            "It dragged on into the small hours of Sunday morning.",
            "the small hours of Sunday morning=2022-02-13TMO",
        );
        check(
            "2022-02-16",
            "It was hit at dawn on Sunday, overnight Monday and before sunset on Tuesday.",
            "dawn on Sunday=2022-02-13TMO; overnight Monday=2022-02-14TNI; sunset on Tuesday=2022-02-15TEV",
        );
        check("2022-02-15", "At the dawn of an era Golden Dawn lost.", "");
        check(
            "2022-02-15",
            "They met the night before last.",
            "the night before last=2022-02-13TNI",
        );
        check(
            "2022-02-15",
            "The early hours of the war were bad.",
            "The early hours=PTXH",
        );
    }
}
