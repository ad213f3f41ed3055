//! Clock times in words: "half past nine", "a quarter to five", "nine thirty".

use chrono::{NaiveTime, Timelike};

use super::digits::clock_time;
use super::hour::{AT, Clock, half, part_of_day};
use super::number;
use super::reading::Reading;
use super::words::{Number, Shape, Word};

/// "half past nine", "a quarter to five", "ten past nine", "twenty minutes before midnight".
pub(super) fn past_or_to(reading: &Reading, at: usize) -> Option<Clock> {
    let core = reading.skip(at, &["a"]);
    let (minutes, mut next, sure) = match reading.form(core) {
        "half" if core == at => (30, core + 1, true),
        "quarter" => (15, core + 1, true),
        _ if core > at => return None,
        _ => {
            let (minutes, next) = below_sixty(reading, at)?;
            (minutes, next, false)
        }
    };
    let counted = reading.is_any(next, &["minutes", "minute"]) && !sure;
    next += usize::from(counted);
    let past = match reading.form(next) {
        "past" => true,
        "after" if minutes != 30 => true,
        "to" | "before" | "till" | "of" if minutes != 30 => false,
        _ => return None,
    };
    let loose = !reading.is(next, "past");
    next += 1;
    let (hour, end) = match reading.word(next) {
        Word::Clock(time) if reading.is_any(next, &["noon", "midnight"]) => (time.hour(), next + 1),
        Word::Number(number) => {
            let hour = u32::try_from(number.whole()?).ok()?;
            ((1..=12).contains(&hour).then_some(hour)?, next + 1)
        }
        _ => return None,
    };
    // "from 10 to 2 p.m.": a stretch
    if !counted && !sure && matches!(reading.before(at, 1), "from" | "between") {
        return None;
    }
    let named = matches!(reading.word(next), Word::Clock(_));
    // "five to six people", "a quarter of five firms": a count, unless the words around make it a time
    let round = counted && !reading.is(next - 1, "to")
        || minutes % 5 == 0 && (sure || AT.contains(&reading.before(at, 1)));
    if loose && reading.is(next - 1, "of") && !AT.contains(&reading.before(at, 1))
        || !(named || round && ends_a_time(reading, end))
        || counted && !named && loose && !AT.contains(&reading.before(at, 1))
    {
        return None;
    }
    let (half, end) = match half(reading, end).or_else(|| part_of_day(reading, end, hour)) {
        Some((half, end)) => (Some(half), end),
        None => (None, reading.skip(end, &["o'clock"])),
    };
    let hour = match half {
        Some(half) => clock_time(u64::from(hour), 0, 0, Some(half))?.hour(),
        None => hour,
    };
    let minute_of_day = hour * 60 + 24 * 60;
    let minute_of_day = if past {
        minute_of_day + minutes
    } else {
        minute_of_day - minutes
    } % (24 * 60);
    let time = NaiveTime::from_hms_opt(minute_of_day / 60, minute_of_day % 60, 0)?;
    let clock = Clock {
        // "five past midnight" belongs to the night that the day named with it ends in
        midnight: named && reading.is(next, "midnight") && past,
        ..Clock::new(time, true, end)
    };
    Some(if half.is_some() || named {
        clock.said()
    } else {
        clock
    })
}

/// A number of minutes: "ten", "twenty-five", "20".
fn below_sixty(reading: &Reading, at: usize) -> Option<(u32, usize)> {
    let Word::Number(number) = reading.word(at) else {
        return None;
    };
    let first = u32::try_from(number.whole()?).ok()?;
    let (value, end) = match number.shape {
        Shape::Digits(1 | 2) => (first, at + 1),
        Shape::Letters => {
            let next = at + 1 + usize::from(reading.is(at + 1, "-"));
            match reading.word(next) {
                Word::Number(Number {
                    thousandths: ones @ 1000..=9000,
                    shape: Shape::Letters,
                }) if first >= 20 && first % 10 == 0 => {
                    (first + u32::try_from(ones / 1000).ok()?, next + 1)
                }
                _ => (first, at + 1),
            }
        }
        _ => return None,
    };
    (1..60).contains(&value).then_some((value, end))
}

/// "nine thirty", "seven twenty-seven", "twelve fifteen p.m.": where a preposition or a half of the day makes it a time.
pub(super) fn in_letters(reading: &Reading, at: usize) -> Option<Clock> {
    let cued = AT.contains(&reading.before(at, 1)) && reading.before(at, 1) != "about";
    in_letters_cued(reading, at, cued)
}

/// The same where `cued` says whether the words before make it a time.
pub(super) fn in_letters_cued(reading: &Reading, at: usize, cued: bool) -> Option<Clock> {
    let hour = number::in_letters(reading, at)?;
    number::in_letters(reading, at + 1)?;
    let (minute, end) = below_sixty(reading, at + 1)?;
    if !(1..=12).contains(&hour) || minute < 10 {
        return None;
    }
    let said = half(reading, end).or_else(|| part_of_day(reading, end, hour));
    if said.is_none() && !(cued && ends_a_time(reading, end)) {
        return None;
    }
    let (half, end) = said.map_or((None, end), |(half, end)| (Some(half), end));
    let clock = Clock::new(clock_time(u64::from(hour), minute, 0, half)?, true, end);
    Some(if half.is_some() { clock.said() } else { clock })
}

/// Whether nothing that a number could count stands at `at`.
pub(super) fn ends_a_time(reading: &Reading, at: usize) -> bool {
    matches!(
        reading.form(at),
        "" | "."
            | ","
            | ";"
            | ":"
            | "?"
            | "!"
            | ")"
            | "”"
            | "''"
            | "\""
            | "on"
            | "in"
            | "at"
            | "to"
            | "with"
            | "for"
            | "and"
            | "when"
            | "but"
            | "the"
            | "a"
            | "this"
            | "after"
            | "before"
            | "he"
            | "she"
            | "they"
            | "we"
            | "it"
            | "i"
            | "by"
            | "as"
            | "local"
            | "last"
            | "until"
            | "from"
            | "o'clock"
    ) || matches!(
        reading.word(at),
        Word::Weekday(..) | Word::Day(_) | Word::Month(_)
    ) || half(reading, at).is_some()
}
