//! A time of day as said, without its date: "3:30 p.m.", "1500 GMT", "half past nine", "nine o'clock", "noon".

use chrono::{NaiveTime, Timelike};

use super::reading::Reading;
use super::words::{Number, Shape, Word, clock_time};
use crate::types::Grain;

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
    fn new(time: NaiveTime, minutes: bool, end: usize) -> Self {
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

    fn said(mut self) -> Self {
        self.half_said = true;
        self
    }
}

/// Prepositions that a time of day follows.
const AT: &[&str] = &[
    "at", "by", "around", "about", "until", "till", "after", "before", "since", "from", "between",
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

/// The token after a zone: "GMT", "UTC+3", "local time", "Eastern Standard Time", "Moscow time".
fn after_zone(reading: &Reading, end: usize) -> usize {
    if is_zone(reading, end) {
        return end + 1;
    }
    if reading.is(end, "local") || reading.capital(end) {
        let next = reading.skip(end + 1, &["standard", "daylight", "summer"]);
        if reading.is(next, "time") {
            return next + 1;
        }
    }
    end
}

fn is_zone(reading: &Reading, at: usize) -> bool {
    let form = reading.form(at);
    let name = form.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ':'));
    let offset = name.len() < form.len();
    matches!(name, "gmt" | "utc")
        || !offset
            && matches!(
                name,
                "est"
                    | "edt"
                    | "et"
                    | "cst"
                    | "cdt"
                    | "mst"
                    | "mdt"
                    | "pst"
                    | "pdt"
                    | "pt"
                    | "bst"
                    | "cet"
                    | "cest"
                    | "eet"
                    | "eest"
                    | "msk"
                    | "ist"
                    | "jst"
                    | "kst"
                    | "hkt"
                    | "aest"
                    | "aedt"
                    | "nzst"
                    | "nzdt"
                    | "pkt"
                    | "wat"
                    | "hst"
                    | "akst"
                    | "z"
            )
}

/// "a.m.", "p.m.", "p m": whether the second half of the day, and the token after.
fn half(reading: &Reading, at: usize) -> Option<(bool, usize)> {
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
    matches!(reading.word(at), Word::Clock(_)) || half(reading, at + 1).is_some()
}

fn spoken(reading: &Reading, at: usize) -> Option<Clock> {
    match reading.word(at) {
        Word::Clock(time) => written(reading, at, time),
        Word::Number(number) => past_or_to(reading, at)
            .or_else(|| in_letters(reading, at))
            .or_else(|| numbered(reading, at, number)),
        _ => past_or_to(reading, at),
    }
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
    let colon = form.contains(':') && !form.ends_with('m') && !form.ends_with('.');
    let before = reading.before(at, 1);
    // "finished in 2:05:30", "a 4:1 ratio": no time of day
    if colon && matches!(before, "in" | "of" | "a" | "score" | "verse" | "chapter") {
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

/// "half past nine", "a quarter to five", "ten past nine", "twenty minutes before midnight".
fn past_or_to(reading: &Reading, at: usize) -> Option<Clock> {
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
fn in_letters(reading: &Reading, at: usize) -> Option<Clock> {
    let Word::Number(Number {
        thousandths,
        shape: Shape::Letters,
    }) = reading.word(at)
    else {
        return None;
    };
    let hour = u32::try_from(thousandths / 1000).ok()?;
    let Word::Number(Number {
        shape: Shape::Letters,
        ..
    }) = reading.word(at + 1)
    else {
        return None;
    };
    let (minute, end) = below_sixty(reading, at + 1)?;
    if !(1..=12).contains(&hour) || minute < 10 {
        return None;
    }
    let said = half(reading, end).or_else(|| part_of_day(reading, end, hour));
    let cued = AT.contains(&reading.before(at, 1)) && reading.before(at, 1) != "about";
    if said.is_none() && !(cued && ends_a_time(reading, end)) {
        return None;
    }
    let (half, end) = said.map_or((None, end), |(half, end)| (Some(half), end));
    let clock = Clock::new(clock_time(u64::from(hour), minute, 0, half)?, true, end);
    Some(if half.is_some() { clock.said() } else { clock })
}

/// Whether nothing that a number could count stands at `at`.
fn ends_a_time(reading: &Reading, at: usize) -> bool {
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
        return None;
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

/// "10.30 GMT", "at 19.30 on Monday": a point for a colon, where a zone or a day follows.
fn pointed(reading: &Reading, at: usize, number: Number) -> Option<Clock> {
    let form = reading.form(at);
    let (hour, minute) = form.split_once('.')?;
    let sound = hour.len() <= 2 && minute.len() == 2 && number.thousandths < 24_000;
    let dated = matches!(
        reading.word(reading.skip(at + 1, &["on"])),
        Word::Weekday(..)
    ) && reading.before(at, 1) == "at";
    if !sound || !(after_zone(reading, at + 1) > at + 1 || dated) {
        return None;
    }
    let time = clock_time(hour.parse().ok()?, minute.parse().ok()?, 0, None)?;
    Some(Clock::new(time, true, at + 1))
}

/// "in the afternoon", "at night" after an hour: which half of the day, and the token after.
fn part_of_day(reading: &Reading, at: usize, hour: u32) -> Option<(bool, usize)> {
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
    Some(
        if hour % 12 > second % 12 || second == 12 && half && hour < 12 {
            !half
        } else {
            half
        },
    )
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
        check("2022-02-15", "They lost by five to six votes.", "");
        check("2022-02-15", "A quarter of five firms failed.", "");
        check("2022-02-15", "It grew to 10.30 percent.", "");
        check("2022-02-15", "Five to ten people came.", "");
        check("2022-02-15", "They won by two to one.", "");
    }
}
