//! Days in numbers: "2022-03-04", "3/4/2022", "20220304", "on 11/20", and timestamps.

use chrono::{Datelike, TimeDelta};

use super::calendar_date::{self, exact};
use super::digits::clock_time;
use super::range;
use super::reading::{Found, Meaning, Reading};
use super::words::{Number, Shape, Word};
use crate::types::{Grain, Period, TimeValue};

/// "2022-03-04", "2022/03/04", "3/4/2022", "04.03.2022".
pub(super) fn numeric_date(reading: &Reading, at: usize) -> Option<Found> {
    if let Some(found) = timestamp(reading, at) {
        return Some(found);
    }
    if let Some(found) = year_and_month(reading, at).or_else(|| day_and_month(reading, at)) {
        return Some(found);
    }
    // the day of the attacks is known by its number: "since 9/11", but not "the 9/11 attacks"
    let day = reading.is_any(
        at.wrapping_sub(1),
        &["on", "since", "after", "before", "until"],
    ) && range::goes_on(reading, at + 1);
    if reading.is(at, "9/11") && day {
        return Some(Found::date(at, at + 1, exact(2001, 9, 11), "numeric-date"));
    }
    let (year, month, day, end) = dashed(reading, at)
        .or_else(|| slashed(reading, at))
        .or_else(|| compact(reading, at))?;
    Some(Found::date(
        at,
        end,
        exact(year, month, day),
        "numeric-date",
    ))
}

/// "2015-12": a month, where the two digits cannot be the year after: "2001-02" is two years.
fn year_and_month(reading: &Reading, at: usize) -> Option<Found> {
    let (Word::Number(year), Word::Number(month)) = (reading.word(at), reading.word(at + 2)) else {
        return None;
    };
    let glued = reading.is(at + 1, "-") && reading.glued(at + 1) && reading.glued(at + 2);
    let edge = reading.is(at + 3, "-") && reading.glued(at + 3)
        || reading.before(at, 1) == "-" && reading.glued(at);
    if !glued || edge || month.shape != Shape::Digits(2) {
        return None;
    }
    let year = year.year().filter(|year| (1900..2100).contains(year))?;
    let month = month.short().filter(|month| (1..=12).contains(month))?;
    let sound = i32::try_from(month).is_ok_and(|month| month <= year % 100);
    sound.then(|| {
        let meaning = Meaning::period(Period::month(year, month));
        Found::date(at, at + 3, meaning, "numeric-date")
    })
}

/// "20220304": eight digits that are a day of our times.
fn compact(reading: &Reading, at: usize) -> Option<(i32, u32, u32, usize)> {
    let Word::Number(Number {
        thousandths,
        shape: Shape::Digits(8),
    }) = reading.word(at)
    else {
        return None;
    };
    let digits = u32::try_from(thousandths / 1000).ok()?;
    let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1900..2100).contains(year))?;
    let counted = matches!(
        reading.before(at, 1),
        "$" | "£" | "€" | "#" | "no." | "number" | "+"
    );
    let joined = reading.is(at + 1, "-")
        && reading.glued(at + 1)
        && matches!(reading.word(at + 2), Word::Number(_));
    let sound = !counted && !joined && chrono::NaiveDate::from_ymd_opt(year, month, day).is_some();
    sound.then_some((year, month, day, at + 1))
}

/// "on 11/20", "this 5/12", "Thursday 29/03", "from 10/25 to 01/25": a day without its year, where the words before make
/// it one.
fn day_and_month(reading: &Reading, at: usize) -> Option<Found> {
    let mut core = at;
    let mut weekday = None;
    if let Word::Weekday(day, false) = reading.word(at) {
        weekday = Some(day);
        core = reading.skip(at + 1, &[",", "("]);
    } else if reading.is_any(at, &["this", "next", "last"]) {
        core = at + 1;
    }
    let (first, second, end) = halves(reading, core)?;
    if core == at && !(is_cued(reading, at) || is_listed(reading, at)) {
        return None;
    }
    let (month, day) = match (first, second) {
        (9, 11) => return None, // the attacks, not this year's day
        (1..=12, 1..=31) => (first, second),
        (1..=31, 1..=12) => (second, first),
        _ => return None,
    };
    let swapped = weekday.is_some() && (1..=12).contains(&second) && reading.published.is_some();
    let meaning = calendar_date::nearest(reading, month, day, weekday, at, end);
    // "Friday, 4/3": whichever of April 3 and March 4 is a Friday, and the nearer where in some year both are
    let away = |meaning: &Meaning| {
        let date = meaning.as_period()?.first_day();
        let days = (date - reading.published?).num_days().abs();
        (Some(date.weekday()) == weekday).then_some(days)
    };
    let meaning = if swapped {
        let other = calendar_date::nearest(reading, second, first, weekday, at, end);
        match (away(&meaning), away(&other)) {
            (Some(days), Some(other_days)) if other_days < days => other,
            (None, Some(_)) => other,
            _ => meaning,
        }
    } else {
        meaning
    };
    meaning.relative.as_ref()?;
    Some(Found::date(at, end, meaning, "numeric-date"))
}

/// The numbers of "11/20", one token or, beside a hyphen, three.
fn halves(reading: &Reading, at: usize) -> Option<(u32, u32, usize)> {
    let short = |part: &str| {
        let sound = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        sound.then(|| part.parse::<u32>().ok()).flatten()
    };
    if reading.word(at) == Word::Lead {
        let (first, second) = reading.form(at).split_once('/')?;
        return Some((short(first)?, short(second)?, at + 1));
    }
    let Word::Number(first) = reading.word(at) else {
        return None;
    };
    let Word::Number(second) = reading.word(at + 2) else {
        return None;
    };
    let glued = reading.is(at + 1, "/") && reading.glued(at + 1) && reading.glued(at + 2);
    let ends = !reading.is(at + 3, "/") && reading.before(at, 1) != "/";
    (glued && ends).then_some((first.short()?, second.short()?, at + 3))
}

/// "on 11/20"; "by 1/2" is a half.
fn is_cued(reading: &Reading, at: usize) -> bool {
    match reading.before(at, 1) {
        "on" | "until" | "till" | "since" | "between" => true,
        "from" | "to" | "and" | "-" | "–" => {
            let other = |at: Option<usize>| at.is_some_and(|at| halves(reading, at).is_some());
            let end = halves(reading, at).map_or(at, |(.., end)| end);
            let joined = reading.is_any(end, &["to", "-", "–", "until"]);
            reading.before(at, 1) == "from"
                && joined
                && other(Some(reading.skip(end + 1, &["this", "next"])))
                || reading.before(at, 1) != "from"
                    && (1..=4).any(|back| {
                        at.checked_sub(back + 1)
                            .is_some_and(|at| reading.is_any(at, &["from", "between"]))
                    })
                    && (2..=4).any(|back| other(at.checked_sub(back)))
        }
        _ => false,
    }
}

/// "on 11/20, 11/22 or 11/25"
fn is_listed(reading: &Reading, at: usize) -> bool {
    let mut at = at;
    for _ in 0..8 {
        let joined = matches!(reading.before(at, 1), "," | "or" | "and");
        let Some(before) = at.checked_sub(2).filter(|_| joined) else {
            return false;
        };
        let Some(before) = [before, before.saturating_sub(1)]
            .into_iter()
            .find(|&before| halves(reading, before).is_some_and(|(.., end)| end <= at))
        else {
            return false;
        };
        if matches!(reading.before(before, 1), "on" | "between") {
            return true;
        }
        at = before;
    }
    false
}

/// "2022-02-15T14:30:00Z": the day, and the time as written, in the zone it is written in.
fn timestamp(reading: &Reading, at: usize) -> Option<Found> {
    let Word::Number(number) = reading.word(at) else {
        return None;
    };
    let year = number.year()?;
    let sound =
        reading.is(at + 1, "-") && reading.is(at + 3, "-") && (1..5).all(|i| reading.glued(at + i));
    let Word::Number(month) = reading.word(at + 2) else {
        return None;
    };
    let (day, time) = reading.form(at + 4).split_once('t').filter(|_| sound)?;
    let clock = time.get(..5)?;
    let (hour, minute) = clock.split_once(':')?;
    let second = time.get(5..8).and_then(|rest| rest.strip_prefix(':'));
    let time = clock_time(
        hour.parse().ok()?,
        minute.parse().ok()?,
        second.map_or(Ok(0), str::parse).ok()?,
        None,
    )?;
    let mut end = at + 5;
    // a zone west of Greenwich stands behind a hyphen: "14:30-05:00"
    if reading.is(end, "-") && reading.glued(end) && matches!(reading.word(end + 1), Word::Clock(_))
    {
        end += 2;
    }
    let mut meaning = exact(year, month.short()?, day.parse().ok()?);
    if let TimeValue::Period(period) = meaning.value {
        let grain = if second.is_some() {
            Grain::Second
        } else {
            Grain::Minute
        };
        let size = TimeDelta::seconds(if second.is_some() { 1 } else { 60 });
        let start = period.first_day().and_time(time);
        meaning =
            Meaning::period(
                start
                    .checked_add_signed(size)
                    .map(|end| Period { start, end, grain }),
            );
    }
    Some(Found::time(at, end, meaning, "timestamp"))
}

fn dashed(reading: &Reading, at: usize) -> Option<(i32, u32, u32, usize)> {
    let part = |at: usize| match reading.word(at) {
        Word::Number(Number {
            thousandths,
            shape: Shape::Digits(digits),
        }) => u32::try_from(thousandths / 1000).ok().map(|n| (n, digits)),
        _ => None,
    };
    let (first, digits) = part(at)?;
    if !reading.is(at + 1, "-")
        || !reading.is(at + 3, "-")
        || !(1..5).all(|i| reading.glued(at + i))
        || reading.is(at + 5, "-")
        || reading.before(at, 1) == "-" && reading.glued(at)
    {
        return None;
    }
    let ((second, _), (third, last_digits)) = (part(at + 2)?, part(at + 4)?);
    match (digits, last_digits) {
        (4, 1 | 2) if second <= 12 && third <= 31 => {
            Some((i32::try_from(first).ok()?, second, third, at + 5))
        }
        (1 | 2, 4) => {
            order(first, second, i32::try_from(third).ok()?).map(|(y, m, d)| (y, m, d, at + 5))
        }
        _ => None,
    }
}

fn slashed(reading: &Reading, at: usize) -> Option<(i32, u32, u32, usize)> {
    let form = reading.form(at);
    if !form.as_bytes().first()?.is_ascii_digit()
        || form.len() < 6
        || form.len() > 10
        || matches!(
            reading.before(at, 1),
            "version" | "release" | "section" | "article" | "v"
        )
    {
        return None;
    }
    let mark = if form.contains('/') { '/' } else { '.' };
    let mut parts = form.split(mark);
    let texts = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_some() || texts.iter().any(|part| part.is_empty() || part.len() > 4) {
        return None;
    }
    let numbers: Vec<u32> = texts.iter().filter_map(|part| part.parse().ok()).collect();
    let &[first, second, third] = numbers.as_slice() else {
        return None;
    };
    if texts[0].len() == 4 {
        return (1..=12).contains(&second).then_some((
            i32::try_from(first).ok()?,
            second,
            third,
            at + 1,
        ));
    }
    let year = match texts[2].len() {
        4 => third,
        2 if mark == '/' => u32::try_from(two_digits(reading, third)?).ok()?,
        _ => return None,
    };
    let year = i32::try_from(year).ok()?;
    let (year, month, day) = if mark == '.' {
        order(second, first, year)?
    } else {
        order(first, second, year)?
    };
    Some((year, month, day, at + 1))
}

/// The year that two digits name: not more than twenty years after publication.
pub(super) fn two_digits(reading: &Reading, digits: u32) -> Option<i32> {
    let published = reading.published.map_or(2029, |date| date.year());
    let latest = published.checked_add(20)?;
    let year = latest - latest.rem_euclid(100) + i32::try_from(digits).ok()?;
    Some(if year > latest { year - 100 } else { year })
}

/// American order where both are possible.
fn order(first: u32, second: u32, year: i32) -> Option<(i32, u32, u32)> {
    if (1..=12).contains(&first) && (1..=31).contains(&second) {
        Some((year, first, second))
    } else if (1..=12).contains(&second) && (1..=31).contains(&first) {
        Some((year, second, first))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn days_in_numbers() {
        for (said, value) in [
            ("2021-12", "2021-12"),
            ("20211116", "2021-11-16"),
            ("11/16/21", "2021-11-16"),
            ("11/16/78", "1978-11-16"),
        ] {
            check(
                "2022-02-15",
                &format!("Signed {said} in Rome."),
                &format!("{said}={value}"),
            );
        }
        check(
            "2022-02-15",
            "They meet on 3/20, 3/22 or 3/25.",
            "3/20=2022-03-20; 3/22=2022-03-22; 3/25=2022-03-25",
        );
        check(
            "2022-02-15",
            "They will meet Thursday 24/02 in Rome.",
            "Thursday 24/02=2022-02-24",
        );
        check(
            "2022-02-15",
            "It ran from 1/25 to 2/10.",
            "1/25=2022-01-25; 2/10=2022-02-10",
        );
        check(
            "2022-02-15",
            "The 9/11 attacks, a 3/4 majority, 24/7 watch.",
            "",
        );
        check(
            "2022-02-15",
            "The season of 2001-02 and file 20219999.",
            "2001=2001; 02=2002",
        );
        check(
            "2022-02-15",
            "It paid $20211116 and called 20211116-44.",
            "",
        );
    }
}
