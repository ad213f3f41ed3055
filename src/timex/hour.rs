//! A time of day as said, without its date: "3:30 p.m.", "1500 GMT", "half past nine", "nine o'clock", "noon".

use chrono::{NaiveTime, Timelike};

use super::digits::clock_time;
use super::reading::Reading;
use super::spoken_hour::{ends_a_time, in_letters, past_or_to};
use super::words::{Number, Shape, Word};
use super::zone::{after_zone, is_zone};
use crate::types::{Grain, Unit};

/// A time of day as said.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub(super) time: NaiveTime,
    pub(super) grain: Grain,
    /// "midnight" ends the day it is named with.
    pub(super) midnight: bool,
    /// Whether the words say which half of the day.
    pub(super) half_said: bool,
    pub(super) end: usize,
}

impl Clock {
    pub(super) fn new(time: NaiveTime, minutes: bool, end: usize) -> Self {
        Self {
            time,
            grain: if time.second() != 0 || time.nanosecond() != 0 {
                Grain::Second
            } else if minutes {
                Grain::Minute
            } else {
                Grain::Hour
            },
            midnight: false,
            half_said: !(1..=12).contains(&time.hour()),
            end,
        }
    }

    pub(super) fn said(mut self) -> Self {
        self.half_said = true;
        self
    }
}

/// Prepositions that a time of day follows.
pub(super) const AT: &[&str] = &[
    "at", "by", "around", "about", "circa", "until", "till", "after", "before", "since", "from",
    "between",
];

/// A time of day, with its zone.
pub(super) fn time(reading: &Reading, at: usize) -> Option<Clock> {
    let spoken = spoken(reading, at)?;
    if reading.is(spoken.end, "(")
        && matches!(
            reading.word(spoken.end + 1),
            Word::Number(_) | Word::Clock(_)
        )
    {
        return Some(spoken); // "9 a.m. (1400 GMT)": the other zone is a time of its own
    }
    Some(Clock {
        end: after_zone(reading, spoken.end),
        ..spoken
    })
}

/// "a.m.", "p.m.", "p m": whether the second half of the day, and the token after.
pub(super) fn half(reading: &Reading, at: usize) -> Option<(bool, usize)> {
    match (reading.form(at), reading.form(at + 1)) {
        ("a.m." | "am" | "a.m", _) => Some((false, at + 1)),
        ("p.m." | "pm" | "p.m", _) => Some((true, at + 1)),
        ("a", "m") => Some((false, at + 2)),
        ("p", "m") => Some((true, at + 2)),
        _ => None,
    }
}

/// Whether the time at `at` is written so that nothing else could be meant: "3 p.m.", "15:30", "noon".
pub(super) fn is_marked(reading: &Reading, at: usize) -> bool {
    matches!(reading.word(at), Word::Clock(_))
        || half(reading, at + 1).is_some()
        || reading.is_any(at + 1, &["o'clock", "o’clock", "oclock"])
}

fn spoken(reading: &Reading, at: usize) -> Option<Clock> {
    match reading.word(at) {
        Word::Clock(time) => written(reading, at, time),
        Word::Number(number) => past_or_to(reading, at)
            .or_else(|| in_letters(reading, at))
            .or_else(|| numbered(reading, at, number)),
        Word::Lead | Word::Unit(Unit::Quarter, false) => {
            past_or_to(reading, at).or_else(|| shorthand(reading, at))
        }
        _ => None,
    }
}

/// "at 7p", "today at 9a".
fn shorthand(reading: &Reading, at: usize) -> Option<Clock> {
    let form = reading.form(at);
    let second = form.ends_with('p');
    let hour = form.strip_suffix(['a', 'p'])?.parse().ok()?;
    if reading.before(at, 1) != "at" {
        return None;
    }
    let time = clock_time(hour, 0, 0, Some(second))?;
    Some(Clock::new(time, false, at + 1).said())
}

/// "15:30", "3pm", "noon", "midnight".
fn written(reading: &Reading, at: usize, time: NaiveTime) -> Option<Clock> {
    let form = reading.form(at);
    if form == "midnight" {
        return Some(Clock {
            midnight: true,
            ..Clock::new(time, false, at + 1).said()
        });
    }
    if form == "noon" {
        return Some(Clock::new(time, false, at + 1).said());
    }
    if let Some((half, end)) = half(reading, at + 1) {
        return in_half(time, half).map(|time| Clock::new(time, true, end).said());
    }
    let colon = form.contains(':') && form.ends_with(|c: char| c.is_ascii_digit());
    let before = reading.before(at, 1);
    // "finished in 2:05:30", "a 4:1 ratio": no time of day
    let dated = matches!(
        reading.word(at + 1),
        Word::Month(_) | Word::Weekday(..) | Word::Day(_)
    );
    if colon && !dated && matches!(before, "in" | "of" | "a" | "score" | "verse" | "chapter") {
        return None;
    }
    if colon
        && reading.capital(at.wrapping_sub(1))
        && at > reading.start()
        && matches!(reading.word(at - 1), Word::Other)
        && before != "at"
        && after_zone(reading, at + 1) == at + 1
    {
        return None; // "Genesis 3:15"
    }
    if !colon {
        let minutes = form.contains(':') || time.minute() != 0;
        return Some(Clock::new(time, minutes, at + 1).said());
    }
    if let Some((half, end)) = part_of_day(reading, at + 1, time.hour()) {
        return in_half(time, half).map(|time| Clock::new(time, true, end).said());
    }
    let time = match half_of_second(reading, at + 1, time.hour()) {
        Some(half) => in_half(time, half)?,
        None => time,
    };
    let mut clock = Clock::new(time, true, at + 1);
    // the last moment of a day: "24:00" ends it
    clock.midnight = form.starts_with("24:");
    Some(clock)
}

/// The same time in the half of the day that was said.
fn in_half(time: NaiveTime, half: bool) -> Option<NaiveTime> {
    clock_time(
        u64::from(time.hour()),
        time.minute(),
        time.second(),
        Some(half),
    )
}

/// "at 8", "at seven thirty", "at eighteen" after its day: an hour that only its day tells from a number.
pub(super) fn bare(reading: &Reading, at: usize) -> Option<Clock> {
    if let Some(clock) = in_letters(reading, at) {
        return Some(clock);
    }
    let Word::Number(number) = reading.word(at) else {
        return None;
    };
    let hour = number.whole().filter(|hour| (1..24).contains(hour))?;
    if matches!(number.shape, Shape::Marked | Shape::Digits(3..))
        || !ends_a_time(reading, at + 1)
        || reading.is(at + 1, "to") && matches!(reading.word(at + 2), Word::Number(_))
    {
        return None;
    }
    Some(Clock::new(clock_time(hour, 0, 0, None)?, false, at + 1))
}

fn numbered(reading: &Reading, at: usize, number: Number) -> Option<Clock> {
    let whole = number.whole();
    if let (Shape::Digits(3 | 4), Some(whole)) = (number.shape, whole) {
        let minute = u32::try_from(whole % 100).ok()?;
        if let Some((half, end)) = half(reading, at + 1) {
            return Some(
                Clock::new(clock_time(whole / 100, minute, 0, Some(half))?, true, end).said(),
            );
        }
        let hours = reading.is_any(at + 1, &["hours", "hrs"])
            && AT.contains(&reading.before(at, 1))
            && !matches!(reading.before(at, 1), "about" | "after" | "around");
        if number.shape == Shape::Digits(4) && (hours || is_zone(reading, at + 1)) {
            let end = at + 1 + usize::from(hours);
            return Some(Clock::new(clock_time(whole / 100, minute, 0, None)?, true, end).said());
        }
        return in_four(reading, at).filter(|_| number.shape == Shape::Digits(4));
    }
    if number.shape == Shape::Marked {
        return pointed(reading, at, number);
    }

    let whole = whole.filter(|&hour| hour <= 12)?;
    if let Some((half, end)) = half(reading, at + 1) {
        return Some(Clock::new(clock_time(whole, 0, 0, Some(half))?, false, end).said());
    }
    let hour = u32::try_from(whole).ok()?;
    let next = at + 1;
    match reading.form(next) {
        "o'clock" | "o’clock" | "oclock" => {
            let (half, end) = part_of_day(reading, next + 1, hour)
                .map_or((None, next + 1), |(half, end)| (Some(half), end));
            let clock = Clock::new(clock_time(whole, 0, 0, half)?, false, end);
            Some(if half.is_some() { clock.said() } else { clock })
        }
        "in" | "at"
            if AT.contains(&reading.before(at, 1))
                || number.shape == Shape::Letters
                || reading.before(at, 1).is_empty() =>
        {
            let (half, end) = part_of_day(reading, next, hour)?;
            if reading.is(next, "at") && !reading.is(at - usize::from(at > 0), "at") {
                return None; // "two at night"
            }
            Some(Clock::new(clock_time(whole, 0, 0, Some(half))?, false, end).said())
        }
        "noon" if whole == 12 => {
            Some(Clock::new(clock_time(12, 0, 0, None)?, false, next + 1).said())
        }
        "midnight" if whole == 12 => Some(Clock {
            midnight: true,
            ..Clock::new(NaiveTime::MIN, false, next + 1).said()
        }),
        _ => {
            let half = half_of_second(reading, next, hour)?;
            Some(Clock::new(clock_time(whole, 0, 0, Some(half))?, false, next).said())
        }
    }
}

/// "0730-0930", "between 0730 and 0930": two times of four digits, where a zero before the hour tells them from years.
fn in_four(reading: &Reading, at: usize) -> Option<Clock> {
    let four = |at: usize| {
        let form = reading.form(at);
        let sound = form.len() == 4 && form.bytes().all(|byte| byte.is_ascii_digit());
        let (hour, minute) = sound.then(|| form.split_at(2))?;
        clock_time(hour.parse().ok()?, minute.parse().ok()?, 0, None)
    };
    let joins = |at: usize| {
        reading.is_any(at, &["-", "–"]) && reading.glued(at) && reading.glued(at + 1)
            || reading.is_any(at, &["and", "to"])
                && matches!(reading.before(at, 2), "between" | "from")
    };
    let zero = |at: usize| reading.form(at).starts_with('0');
    let other = if joins(at + 1) && !reading.is_any(at + 3, &["-", "–"]) {
        at + 2
    } else if at >= 2 && joins(at - 1) && !reading.is_any(at.wrapping_sub(3), &["-", "–"]) {
        at - 2
    } else {
        return None;
    };
    if !zero(at) && !zero(other) {
        return None;
    }
    four(other)?;
    Some(Clock::new(four(at)?, true, at + 1).said())
}

/// "8.30pm", "10.30 GMT", "at 19.30 on Monday": a point for a colon, where half a day, a zone or a day follows.
fn pointed(reading: &Reading, at: usize, number: Number) -> Option<Clock> {
    let form = reading.form(at);
    let (hour, minute) = form.split_once('.')?;
    let sound = hour.len() <= 2 && minute.len() == 2 && number.thousandths < 24_000;
    let dated = matches!(
        reading.word(reading.skip(at + 1, &["on"])),
        Word::Weekday(..)
    ) && reading.before(at, 1) == "at";
    if let Some((half, end)) = half(reading, at + 1)
        && sound
    {
        let time = clock_time(hour.parse().ok()?, minute.parse().ok()?, 0, Some(half))?;
        return Some(Clock::new(time, true, end).said());
    }
    if !sound || !(after_zone(reading, at + 1) > at + 1 || dated) {
        return None;
    }
    let time = clock_time(hour.parse().ok()?, minute.parse().ok()?, 0, None)?;
    Some(Clock::new(time, true, at + 1))
}

/// "in the afternoon", "at night" after an hour: which half of the day, and the token after.
pub(super) fn part_of_day(reading: &Reading, at: usize, hour: u32) -> Option<(bool, usize)> {
    match (reading.form(at), reading.form(at + 1), reading.form(at + 2)) {
        ("in", "the", "morning") => Some((false, at + 3)),
        ("in", "the", "afternoon" | "evening") => Some((true, at + 3)),
        ("at", "night", _) if hour >= 6 => Some((true, at + 2)),
        _ => None,
    }
}

/// "9 to 11 a.m.", "3-5 p.m.", "between 10 and noon": the half of the day that the second time says for the first.
fn half_of_second(reading: &Reading, end: usize, hour: u32) -> Option<bool> {
    let joined = reading.is_any(end, &["to", "-", "–", "or"])
        || reading.is(end, "and") && reading.before(end, 2) == "between";
    let at = end + 1;
    if !joined {
        return None;
    }
    let (second, half) = match reading.word(at) {
        Word::Clock(_) if reading.is(at, "noon") => (12, true),
        Word::Clock(time) => match half(reading, at + 1) {
            Some((half, _)) => (time.hour(), half),
            None if reading.form(at).ends_with('m') || reading.form(at).ends_with("m.") => {
                (time.hour() % 12, time.hour() >= 12)
            }
            None => return None,
        },
        Word::Number(number) => {
            let second = u32::try_from(number.whole()?).ok()?;
            (second, half(reading, at + 1)?.0)
        }
        _ => return None,
    };
    // "10 to 2 p.m." begins before noon
    Some(if hour % 12 > second % 12 { !half } else { half })
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn spoken_clocks() {
        for (said, time) in [
            ("half past nine", "09:30"),
            ("nine o'clock", "09:00"),
            ("a quarter to five", "04:45"),
            ("quarter past ten", "10:15"),
            ("ten past nine", "09:10"),
            ("five minutes to midnight", "23:55"),
            ("seven twenty-seven", "07:27"),
            ("nine thirty p m", "21:30"),
            ("12 noon", "12:00"),
            ("1430 hours", "14:30"),
            ("10.30 GMT", "10:30"),
            ("14:00 UTC+3", "14:00"),
            ("9 p.m. Moscow time", "21:00"),
            ("half past three in the afternoon", "15:30"),
            ("8.30pm", "20:30"),
            ("7:45p", "19:45"),
            ("7p", "19:00"),
            ("noonish", "12:00"),
        ] {
            check(
                "2022-02-15",
                &format!("They met at {said}."),
                &format!("{said}=2022-02-15T{time}"),
            );
        }
        check(
            "2022-02-15",
            "Open from 10 to 2 p.m.",
            "10=2022-02-15T10:00; 2 p.m.=2022-02-15T14:00",
        );
        check(
            "2022-02-15",
            "Open between 0730-0930.",
            "0730=2022-02-15T07:30; 0930=2022-02-15T09:30",
        );
        check("2022-02-15", "Page 7p and lines 1730-2430.", "");
        check("2022-02-15", "They lost by five to six votes.", "");
        check("2022-02-15", "A quarter of five firms failed.", "");
        check("2022-02-15", "It grew to 10.30 percent.", "");
        check("2022-02-15", "Five to ten people came.", "");
        check("2022-02-15", "They won by two to one.", "");
    }
}
