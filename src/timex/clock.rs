//! Clock times and parts of the day, alone or bound to their date: "3:30 p.m. on Monday", "Tuesday afternoon",
//! "this morning", "overnight", "1500 GMT".

use chrono::{NaiveDate, NaiveTime, TimeDelta, Timelike};

use super::reading::{Found, Meaning, Reading};
use super::words::{Number, Shape, Word, clock_time};
use super::{calendar_date, holiday, relative, weekday};
use crate::types::{DayPart, Direction, Grain, Modifier, Period};

/// A time of day as said.
#[derive(Clone, Copy)]
struct Clock {
    time: NaiveTime,
    grain: Grain,
    /// "midnight" ends the day it is named with.
    midnight: bool,
    end: usize,
}

/// "3 p.m.", "15:30 GMT", "noon Saturday", "Tuesday at 9 a.m.", "4 in the morning".
pub(super) fn clock(reading: &Reading, at: usize) -> Option<Found> {
    if let Some(clock) = time(reading, at) {
        let mut date_at = reading.skip(clock.end, &[","]);
        date_at = reading.skip(date_at, &["on", "of"]);
        if let Some(day) = day(reading, date_at) {
            return Some(bound(at, day.end, &clock, day.meaning));
        }
        return Some(bound(at, clock.end, &clock, day_at_hand(reading)));
    }
    let day = day(reading, at)?;
    let clock_at = reading.skip(day.end, &[","]);
    let clock_at = reading.skip(clock_at, &["at", "by", "around", "about"]);
    let clock = time(reading, clock_at)?;
    let explicit = !matches!(reading.word(day.end), Word::Number(_));
    explicit.then(|| bound(at, clock.end, &clock, day.meaning))
}

fn bound(first: usize, end: usize, clock: &Clock, day: Meaning) -> Found {
    let said = clock.time.format("T%H:%M").to_string();
    let meaning = day.map(
        |relative| format!("{relative}{said}"),
        |period| at_time(period.first_day(), clock),
    );
    Found::time(first, end, meaning, "clock")
}

fn at_time(date: NaiveDate, clock: &Clock) -> Option<Period> {
    let date = if clock.midnight {
        date.succ_opt()?
    } else {
        date
    };
    let start = date.and_time(clock.time);
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
fn day_at_hand(reading: &Reading) -> Meaning {
    reading.by_day_at_hand("XXXX-XX-XX".to_owned(), |date| Some(Period::day(date)))
}

/// A time of day, with its zone.
fn time(reading: &Reading, at: usize) -> Option<Clock> {
    let spoken = spoken(reading, at)?;
    let mut end = spoken.end;
    if reading.is(end, "(") && matches!(reading.word(end + 1), Word::Number(_) | Word::Clock(_)) {
        return Some(spoken); // "9 a.m. (1400 GMT)": the other zone is a time of its own
    }
    if is_zone(reading, end) {
        end += 1;
    } else if reading.is(end, "local") && reading.is(end + 1, "time") {
        end += 2;
    } else if reading.is_any(end, &["eastern", "pacific", "moscow", "central"]) {
        let next = reading.skip(end + 1, &["standard", "daylight"]);
        if reading.is(next, "time") {
            end = next + 1;
        }
    }
    Some(Clock { end, ..spoken })
}

fn is_zone(reading: &Reading, at: usize) -> bool {
    reading.is_any(
        at,
        &[
            "gmt", "utc", "est", "edt", "et", "cst", "cdt", "mst", "mdt", "pst", "pdt", "pt",
            "bst", "cet", "cest", "msk", "ist", "jst", "kst",
        ],
    )
}

fn half(form: &str) -> Option<bool> {
    match form {
        "a.m." | "am" | "a.m" => Some(false),
        "p.m." | "pm" | "p.m" => Some(true),
        _ => None,
    }
}

fn spoken(reading: &Reading, at: usize) -> Option<Clock> {
    let plain = |time: NaiveTime, grain, end| Clock {
        time,
        grain,
        midnight: false,
        end,
    };
    let grain_of = |time: NaiveTime, minutes: bool| {
        if time.second() != 0 {
            Grain::Second
        } else if minutes {
            Grain::Minute
        } else {
            Grain::Hour
        }
    };
    match reading.word(at) {
        Word::Clock(time) => {
            if reading.is(at, "midnight") {
                return Some(Clock {
                    time,
                    grain: Grain::Hour,
                    midnight: true,
                    end: at + 1,
                });
            }
            if let Some(half) = half(reading.form(at + 1)) {
                let time = clock_time(
                    u64::from(time.hour()),
                    time.minute(),
                    time.second(),
                    Some(half),
                )?;
                return Some(plain(time, grain_of(time, true), at + 2));
            }
            // "finished in 2:05:30", "a 4:1 ratio": no time of day
            let colon = reading.form(at).contains(':')
                && !reading.form(at).ends_with('m')
                && !reading.form(at).ends_with('.');
            if colon && matches!(reading.before(at, 1), "in" | "of" | "a" | "score" | "verse") {
                return None;
            }
            if colon
                && (reading.capital(at.wrapping_sub(1))
                    && at > reading.start()
                    && matches!(reading.word(at - 1), Word::Other)
                    && time.hour() < 24
                    && !reading.is(at - 1, "at")
                    && !is_zone(reading, at + 1))
            {
                return None; // "Genesis 3:15"
            }
            let (time, end) = with_part(reading, time, at + 1);
            Some(plain(
                time,
                grain_of(time, reading.form(at).contains(':')),
                end,
            ))
        }
        Word::Number(number) => numbered(reading, at, number)
            .map(|(time, minutes, end)| plain(time, grain_of(time, minutes), end)),
        _ if reading.is(at, "half") && reading.is(at + 1, "past") => {
            let (time, _, end) = numbered_hour(reading, at + 2)?;
            Some(plain(
                NaiveTime::from_hms_opt(time, 30, 0)?,
                Grain::Minute,
                end,
            ))
        }
        _ => None,
    }
}

fn numbered_hour(reading: &Reading, at: usize) -> Option<(u32, bool, usize)> {
    let Word::Number(number) = reading.word(at) else {
        return None;
    };
    let hour = u32::try_from(number.whole()?)
        .ok()
        .filter(|hour| (1..=12).contains(hour))?;
    Some((hour, false, at + 1))
}

fn numbered(reading: &Reading, at: usize, number: Number) -> Option<(NaiveTime, bool, usize)> {
    let whole = number.whole()?;
    if let Shape::Digits(4) = number.shape
        && is_zone(reading, at + 1)
    {
        let time = clock_time(whole / 100, u32::try_from(whole % 100).ok()?, 0, None)?;
        return Some((time, true, at + 1));
    }
    if matches!(number.shape, Shape::Digits(3 | 4))
        && let Some(half) = half(reading.form(at + 1))
    {
        return Some((
            clock_time(whole / 100, u32::try_from(whole % 100).ok()?, 0, Some(half))?,
            true,
            at + 2,
        ));
    }
    if whole > 12 {
        return None;
    }
    let next = at + 1;
    if let Some(half) = half(reading.form(next)) {
        if number.shape == Shape::Marked {
            return None;
        }
        return Some((clock_time(whole, 0, 0, Some(half))?, false, next + 1));
    }
    match (
        reading.form(next),
        reading.form(next + 1),
        reading.form(next + 2),
    ) {
        ("o'clock" | "oclock", ..) => {
            let (time, end) = with_part(reading, clock_time(whole, 0, 0, None)?, next + 1);
            Some((time, false, end))
        }
        ("in", "the", "morning" | "afternoon" | "evening")
            if matches!(
                reading.before(at, 1),
                "at" | "around" | "about" | "by" | "until" | "after" | "since"
            ) || number.shape == Shape::Letters
                || reading.before(at, 1).is_empty() =>
        {
            let (time, end) = with_part(reading, clock_time(whole, 0, 0, None)?, next);
            Some((time, false, end))
        }
        ("noon", ..) if whole == 12 => Some((clock_time(12, 0, 0, None)?, false, next + 1)),
        _ => None,
    }
}

/// "in the afternoon", "at night" after an hour: which half of the day.
fn with_part(reading: &Reading, time: NaiveTime, at: usize) -> (NaiveTime, usize) {
    let half = match (reading.form(at), reading.form(at + 1), reading.form(at + 2)) {
        ("in", "the", "morning") => Some((false, at + 3)),
        ("in", "the", "afternoon" | "evening") => Some((true, at + 3)),
        ("at", "night", _) if time.hour() >= 6 => Some((true, at + 2)),
        _ => None,
    };
    half.and_then(|(half, end)| {
        clock_time(
            u64::from(time.hour()),
            time.minute(),
            time.second(),
            Some(half),
        )
        .map(|time| (time, end))
    })
    .unwrap_or((time, at))
}

/// An expression for one day that begins at token `at`.
pub(super) fn day(reading: &Reading, at: usize) -> Option<Found> {
    [
        calendar_date::calendar_date,
        calendar_date::numeric_date,
        relative::day,
        weekday::weekday,
        holiday::holiday,
    ]
    .into_iter()
    .filter_map(|rule| rule(reading, at))
    .filter(|found| found.meaning.as_period().is_none_or(calendar_date::is_day))
    .max_by_key(Found::len)
}

/// "Tuesday afternoon", "this morning", "last night", "tonight", "the evening of March 3", "overnight".
pub(super) fn day_part(reading: &Reading, at: usize) -> Option<Found> {
    tonight(reading, at)
        .or_else(|| day_then_part(reading, at))
        .or_else(|| part_then_day(reading, at))
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
        ("tonight", _) => Some(Found::time(
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
        modifier = Some(if reading.is(next, "early") {
            Modifier::Start
        } else {
            Modifier::End
        });
        next = reading.skip(next + 1, &["-"]);
    } else if reading.is(next, "-") || reading.is(next, "at") && reading.is(next + 1, "night") {
        next += 1;
    }
    let Word::Part(part, false) = reading.word(next) else {
        return None;
    };
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
    let fits = match part {
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
        || reading.is_any(core + 1, &["prayers", "-", "newspaper"])
        || reading.capital(core) && core > reading.start()
    {
        return None;
    }
    if part == DayPart::Midday {
        let clock = Clock {
            time: NaiveTime::from_hms_opt(12, 0, 0)?,
            grain: Grain::Hour,
            midnight: false,
            end: core + 1,
        };
        return Some(bound(at, core + 1, &clock, day_at_hand(reading)));
    }
    Some(Found::time(
        at,
        core + 1,
        part_of(day_at_hand(reading), part),
        "day-part",
    ))
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn times_of_day() {
        check(
            "2022-02-15",
            "Biden spoke Tuesday afternoon.",
            "Tuesday afternoon=2022-02-15TAF",
        );
        check(
            "2022-02-15",
            "He spoke at 3:30 p.m. on Monday.",
            "3:30 p.m. on Monday=2022-02-14T15:30",
        );
        check(
            "2022-02-15",
            "He spoke at 1500 GMT.",
            "1500 GMT=2022-02-15T15:00",
        );
        check(
            "2022-02-15",
            "They met last night.",
            "last night=2022-02-14TNI",
        );
        check("2022-02-15", "They won 3-2.", "");
        check("2022-02-15", "He finished in 2:05:30.", "");
    }
}
