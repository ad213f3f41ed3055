//! Measured steps: "two years ago", "three hours later", "in two weeks", "two days before", "a year earlier".

use chrono::{Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::digits::glued_amount;
use super::duration;
use super::number::{self, Quantity};
use super::reading::{Found, Meaning, Reading};
use super::relative::step;
use super::words::Word;
use crate::types::{Anchor, Direction, Grain, Offset, Period, TimeValue, TimexKind, Unit, Why};

/// A number of units and what it counts from.
pub(super) type Measured = (Quantity, Unit, usize);

/// The longest step that begins with a number of units: "two years ago", "two weeks before May 13", "two days after the
/// attack", "in two weeks".
pub(super) fn step_of_units(reading: &Reading, at: usize) -> Option<Found> {
    let measured = measured(reading, at)?;
    let found = [
        offset(reading, at, measured),
        from_date(reading, at, measured),
        from_event(reading, at, measured),
        in_units(reading, at, measured),
    ];
    let mut best: Option<Found> = None;
    for found in found.into_iter().flatten() {
        if best.as_ref().is_none_or(|best| found.len() > best.len()) {
            best = Some(found);
        }
    }
    best
}

/// "two years ago", "a week earlier", "three hours later", "two weeks from now", "a day after".
fn offset(reading: &Reading, at: usize, (quantity, unit, end): Measured) -> Option<Found> {
    let end = if reading.is(end, "or") && reading.is(end + 1, "so") {
        end + 2
    } else {
        end
    };
    let years_ago = |end, rule| ago(reading, at, end, quantity, unit, Direction::Past, rule);
    match (reading.form(end), reading.form(end + 1)) {
        ("ago", _) => Some(years_ago(end + 1, "ago")),
        ("back", "." | ",") => Some(years_ago(end + 1, "ago")),
        ("from", "now" | "today") => Some(ago(
            reading,
            at,
            end + 2,
            quantity,
            unit,
            Direction::Future,
            "from-now",
        )),
        ("hence", _) => Some(ago(
            reading,
            at,
            end + 1,
            quantity,
            unit,
            Direction::Future,
            "from-now",
        )),
        ("earlier", next) if next != "than" => Some(from_discourse(
            reading,
            at,
            end + 1,
            quantity,
            unit,
            Direction::Past,
        )),
        ("later" | "afterward" | "afterwards", next) if next != "than" => Some(from_discourse(
            reading,
            at,
            end + 1,
            quantity,
            unit,
            Direction::Future,
        )),
        ("before" | "beforehand" | "previously", "" | "." | "," | ";" | ")" | "and" | "but") => {
            Some(from_discourse(
                reading,
                at,
                end + 1,
                quantity,
                unit,
                Direction::Past,
            ))
        }
        ("after", "" | "." | "," | ";" | ")") => Some(from_discourse(
            reading,
            at,
            end + 1,
            quantity,
            unit,
            Direction::Future,
        )),
        _ => None,
    }
}

/// "years later", "hours later", "two hours later", "2h later"
fn measured(reading: &Reading, at: usize) -> Option<Measured> {
    if reading.word(at) == Word::Lead
        && let Some((thousandths, unit)) = glued_amount(reading.form(at))
    {
        return Some((Some(thousandths), unit, at + 1));
    }
    if let Some((quantity, next)) = number::quantity(reading, at)
        && let Some((unit, _, mut end)) = number::unit(reading, next)
    {
        let mut quantity = number::in_weeks(reading, end, quantity);
        if reading.is(end, "and") && reading.is(end + 1, "a") && reading.is(end + 2, "half") {
            quantity = quantity.map(|n| n + 500);
            end += 3;
        }
        // "a year and two months ago"
        if let Some((whole, after)) =
            duration::smaller(reading, end, number::length(quantity, unit))
            && whole.unit != unit
        {
            return Some((whole.thousandths, whole.unit, after));
        }
        return Some((quantity, unit, end));
    }
    match number::unit(reading, at)? {
        (unit, true, end) => Some((None, unit, end)),
        _ => None,
    }
}

/// "in two weeks", "within two hours" stay lengths unless the clause looks forward: "will meet in two weeks".
fn in_units(reading: &Reading, at: usize, (quantity, unit, end): Measured) -> Option<Found> {
    if reading.before(at, 1) != "in" {
        return None;
    }
    quantity?;
    // "in two weeks' time"
    if reading.is_any(end, &["'", "’", "'s", "’s"]) && reading.is(end + 1, "time") {
        let future = Direction::Future;
        return Some(ago(
            reading,
            at,
            end + 2,
            quantity,
            unit,
            future,
            "in-units",
        ));
    }
    if !matches!(
        reading.form(end),
        "" | "." | "," | ";" | "and" | "at" | "to"
    ) {
        return None;
    }
    let forward = super::direction::of_clause(reading, at - 1, end) == Some(Direction::Future);
    if !forward || reading.before(at, 2) == "once" || reading.before(at, 2) == "time" {
        return None;
    }
    Some(ago(
        reading,
        at,
        end,
        quantity,
        unit,
        Direction::Future,
        "in-units",
    ))
}

fn sign(direction: Direction) -> i64 {
    if direction == Direction::Past { -1 } else { 1 }
}

/// Counts from publication; the unit is the grain ("two years ago" is a year).
fn ago(
    reading: &Reading,
    first: usize,
    end: usize,
    quantity: Quantity,
    unit: Unit,
    direction: Direction,
    rule: &'static str,
) -> Found {
    let length = number::length(quantity, unit);
    let Some(thousandths) = length.thousandths else {
        return Found::vague(first, end, direction, rule);
    };
    let relative = format!(
        "{}{}",
        if direction == Direction::Past {
            "-"
        } else {
            ""
        },
        length.value()
    );
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
        let moment = reading
            .document
            .published
            .and_then(|published| Some(published.date.and_time(published.time?)));
        let meaning = match moment {
            Some(moment) => Meaning {
                value: clocked(moment, direction, length.seconds(), unit),
                anchor: Anchor::Published,
                relative: Some(relative),
            },
            None => Meaning {
                anchor: Anchor::Published,
                ..Meaning::offset(direction, length)
            },
        };
        return Found::time(first, end, meaning, rule);
    }
    // "profit rose from 2 million a year ago": results are compared with the same quarter of the year before
    if length.unit == Unit::Year
        && thousandths == 1000
        && reading.discourse.quarter.is_some()
        && !compares_months(reading, first)
        && let Some(meaning) = anchored(reading, 1000, Unit::Year, direction, &relative)
    {
        return Found::date(first, end, meaning, rule);
    }
    let meaning = reading.by_publication(relative, |date| {
        count_from(
            date,
            i64::try_from(thousandths).ok()?,
            length.unit,
            direction,
        )
    });
    Found::date(first, end, meaning, rule)
}

fn count_from(
    date: NaiveDate,
    thousandths: i64,
    unit: Unit,
    direction: Direction,
) -> Option<Period> {
    let signed = sign(direction).checked_mul(thousandths)?;
    if thousandths % 1000 == 0 {
        return step(date, signed / 1000, unit);
    }
    match unit {
        // "two and a half years ago" is told to the month, "a week and a half ago" to the day
        Unit::Year => step(date, signed.checked_mul(12)? / 1000, Unit::Month),
        Unit::Week => step(date, signed.checked_mul(7)? / 1000, Unit::Day),
        Unit::Month => step(date, signed.checked_mul(30)? / 1000, Unit::Day),
        _ => step(date, signed / 1000, unit),
    }
}

/// Where the step leads from a moment of this day; `None` where it is finer than the moment is told, or has no measure.
pub(super) fn from_moment(
    date: NaiveDate,
    time: Option<NaiveTime>,
    step: Offset,
) -> Option<TimeValue> {
    let Offset { direction, length } = step;
    if matches!(length.unit, Unit::Second | Unit::Minute | Unit::Hour) {
        let moment = date.and_time(time?);
        length.thousandths?;
        return Some(clocked(moment, direction, length.seconds(), length.unit));
    }
    let thousandths = i64::try_from(length.thousandths?);
    let period = thousandths
        .ok()
        .and_then(|thousandths| count_from(date, thousandths, length.unit, direction));
    Some(period.map_or(TimeValue::Unresolved(Why::OutOfCalendar), TimeValue::Period))
}

fn clocked(
    moment: NaiveDateTime,
    direction: Direction,
    seconds: Option<i64>,
    unit: Unit,
) -> TimeValue {
    let period = seconds
        .and_then(|seconds| TimeDelta::try_seconds(seconds.checked_mul(sign(direction))?))
        .and_then(|delta| moment.checked_add_signed(delta))
        .and_then(|start| {
            let (grain, size) = if unit == Unit::Second {
                (Grain::Second, 1)
            } else {
                (Grain::Minute, 60)
            };
            Some(Period {
                start,
                end: start.checked_add_signed(TimeDelta::seconds(size))?,
                grain,
            })
        });
    period.map_or(TimeValue::Unresolved(Why::OutOfCalendar), TimeValue::Period)
}

/// Counts from what the text tells of: the last date of the grain needed, else an open step.
fn from_discourse(
    reading: &Reading,
    first: usize,
    end: usize,
    quantity: Quantity,
    unit: Unit,
    direction: Direction,
) -> Found {
    let length = number::length(quantity, unit);
    let open = Meaning::offset(direction, length);
    let clock = matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
    let rule = if direction == Direction::Past {
        "units-earlier"
    } else {
        "units-later"
    };
    let meaning = match length.thousandths.and_then(|n| i64::try_from(n).ok()) {
        None => open,
        Some(_) if length.unit == Unit::Year && compares_months(reading, first) => reading
            .by_publication(length.value(), |date| {
                count_from(
                    date,
                    i64::try_from(length.thousandths?).ok()?,
                    Unit::Year,
                    direction,
                )
            }),
        Some(_) if clock => match reading.discourse.moment {
            Some((moment, id)) => Meaning {
                value: clocked(moment, direction, length.seconds(), unit),
                anchor: Anchor::Timex(id),
                relative: Some(length.value()),
            },
            None => open,
        },
        Some(n) => anchored(reading, n, length.unit, direction, &length.value()).unwrap_or(open),
    };
    let found = if clock {
        Found::time(first, end, meaning, rule)
    } else {
        Found::date(first, end, meaning, rule)
    };
    found.shifted(direction)
}

/// "for the nine months … a year earlier": what is compared is longer than a quarter.
fn compares_months(reading: &Reading, first: usize) -> bool {
    (reading.start()..first).any(|at| {
        reading.is(at, "months") && matches!(reading.word(at.wrapping_sub(1)), Word::Number(_))
    })
}

fn anchored(
    reading: &Reading,
    thousandths: i64,
    unit: Unit,
    direction: Direction,
    relative: &str,
) -> Option<Meaning> {
    let discourse = &reading.discourse;
    let (value, id) = match unit {
        Unit::Year => {
            // results are compared with the same quarter of another year
            if let Some((quarter, id)) = discourse.quarter
                && thousandths % 1000 == 0
            {
                let years = sign(direction).checked_mul(thousandths / 1000)?;
                (
                    step(quarter.first_day(), years.checked_mul(4)?, Unit::Quarter),
                    Some(id),
                )
            } else if let Some((year, id)) = discourse.year {
                let date = NaiveDate::from_ymd_opt(year, 1, 1)?;
                (count_from(date, thousandths, unit, direction), Some(id))
            } else if direction == Direction::Past {
                let published = reading.published?;
                (count_from(published, thousandths, unit, direction), None)
            } else {
                return None;
            }
        }
        Unit::Month => {
            let (date, id) = match (discourse.day, discourse.month) {
                (Some(day), Some(month)) if month.1 > day.1 => (month.0.first_day(), month.1),
                (Some(day), _) => day,
                (None, Some((month, id))) => (month.first_day(), id),
                (None, None) => return None,
            };
            (count_from(date, thousandths, unit, direction), Some(id))
        }
        Unit::Day | Unit::Week | Unit::Weekend => {
            let (date, id) = discourse.day?;
            let days = if unit == Unit::Day {
                thousandths / 1000
            } else {
                thousandths.checked_mul(7)? / 1000
            };
            (
                step(date, sign(direction).checked_mul(days)?, Unit::Day),
                Some(id),
            )
        }
        _ => return None,
    };
    Some(Meaning {
        value: value.map_or(TimeValue::Unresolved(Why::OutOfCalendar), TimeValue::Period),
        anchor: id.map_or(Anchor::Published, Anchor::Timex),
        relative: Some(relative.to_owned()),
    })
}

/// "year-ago", "the year-earlier period": the same stretch a year before.
pub(super) fn year_ago(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["the", "comparable"]);
    let core = reading.skip(core, &["comparable"]);
    if !(reading.is(core, "year")
        && reading.is(core + 1, "-")
        && reading.is_any(core + 2, &["ago", "earlier"]))
    {
        return None;
    }
    let mut end = core + 3;
    let mut first = core;
    let noun = reading.skip(end, &["first", "second", "third", "fourth", "fiscal"]);
    if reading.is_any(noun, &["quarter", "period"]) {
        end = noun + 1;
        first = at;
    }
    let meaning =
        anchored(reading, 1000, Unit::Year, Direction::Past, "P1Y").unwrap_or_else(|| {
            reading.by_publication("P1Y".to_owned(), |date| step(date, -1, Unit::Year))
        });
    Some(Found::date(first, end, meaning, "year-ago"))
}

/// "two days after the attack", "an hour before talks began": a length of time from what happened.
fn from_event(reading: &Reading, at: usize, (quantity, unit, end): Measured) -> Option<Found> {
    quantity?;
    let direction = match reading.form(end) {
        "before" => Direction::Past,
        "after" => Direction::Future,
        _ => return None,
    };
    // "a day after *four soldiers* were killed"
    let words = if matches!(reading.word(end + 1), Word::Number(_)) {
        end + 2
    } else {
        end + 1
    };
    let event = reading.form(words).starts_with(char::is_alphabetic)
        && matches!(reading.word(words), Word::Other | Word::Lead);
    // "for two days after the attack" is how long, not when
    let lasts = matches!(
        reading.before(at, 1),
        "for" | "within" | "in" | "over" | "during" | "the" | "of" | "than" | "every"
    );
    (event && !lasts).then(|| {
        let meaning = Meaning::offset(direction, number::length(quantity, unit));
        Found::new(at, end, TimexKind::Duration, meaning, "units-from-event")
    })
}

/// "two weeks before May 13", "three days after Christmas", "two days from tomorrow": counted from the day named.
pub(super) fn from_date(
    reading: &Reading,
    at: usize,
    (quantity, unit, end): Measured,
) -> Option<Found> {
    let direction = match reading.form(end) {
        "before" => Direction::Past,
        "after" | "from" | "since" => Direction::Future,
        _ => return None,
    };
    let length = number::length(quantity, unit);
    let thousandths = i64::try_from(length.thousandths?).ok()?;
    let day = super::clock::day(reading, end + 1)
        .or_else(|| super::holiday::new_year(reading, end + 1))?;
    let count = sign(direction).checked_mul(thousandths / 1000)?;
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) || thousandths % 1000 != 0 {
        return None;
    }
    let meaning = day.meaning.map(str::to_owned, |period| {
        let date = period.first_day();
        match length.unit {
            // an exact day keeps the day
            Unit::Week => step(date, count.checked_mul(7)?, Unit::Day),
            Unit::Month | Unit::Year => {
                let months = count.checked_mul(if length.unit == Unit::Year { 12 } else { 1 })?;
                let size = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
                let date = if months < 0 {
                    date.checked_sub_months(size)
                } else {
                    date.checked_add_months(size)
                };
                date.map(Period::day)
            }
            unit => step(date, count, unit),
        }
    });
    Some(Found::date(at, day.end, meaning, "units-from-date"))
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn steps() {
        check(
            "2022-02-15",
            "They met two years ago.",
            "two years ago=2020",
        );
        check(
            "2022-02-15",
            "They met three days ago.",
            "three days ago=2022-02-12",
        );
        check(
            "2022-02-15",
            "Three hours later they talked.",
            "Three hours later=PT3H",
        );
        check(
            "2022-02-15",
            "The truce began at 9 a.m. on March 3, 2022. Three hours later it broke.",
            "9 a.m. on March 3, 2022=2022-03-03T09:00; Three hours later=2022-03-03T12:00",
        );
        check(
            "2022-02-15",
            "They met on March 3, 2021. Two days later they left.",
            "March 3, 2021=2021-03-03; Two days later=2021-03-05",
        );
        check(
            "2022-02-15",
            "They left two days after the vote.",
            "two days=P2D",
        );
        check(
            "2022-02-15",
            "They left two weeks before May 13, 2021.",
            "two weeks before May 13, 2021=2021-04-29",
        );
    }
}
