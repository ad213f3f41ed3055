//! Repetitions: "every Friday", "each year", "daily", "twice a week", "$3 million a year", "Mondays".

use super::hour;
use super::number;
use super::reading::{Found, Meaning, Reading};
use super::weekday;
use super::words::Word;
use crate::types::{DayPart, Recurrence, TimeValue, TimexKind, Unit};

/// "every Friday", "each year", "every two weeks", "every other day", "each summer", "every morning".
pub(super) fn every(reading: &Reading, at: usize) -> Option<Found> {
    let quant = match reading.form(at) {
        "every" | "any" => "EVERY",
        "each" => "EACH",
        _ => return None,
    };
    let mut core = at + 1;
    if reading.is(at, "any") {
        return None;
    }
    core = reading.skip(core, &["single"]);
    // "every other day", "every third week"
    let step = match reading.word(core) {
        Word::Ordinal(step @ 2..=12) => u64::from(step),
        _ if reading.is(core, "other") => 2,
        _ => 1,
    };
    core += usize::from(step > 1);
    let (value, mut end) = match reading.word(core) {
        Word::Weekday(day, _) => (weekday::underspecified(day), core + 1),
        Word::Month(month) => (format!("XXXX-{month:02}"), core + 1),
        Word::Season(season, _) => (format!("XXXX-{}", season.name()), core + 1),
        Word::Part(part, _) => (format!("XXXX-XX-XXT{}", part.name()), core + 1),
        Word::Unit(unit, false) => {
            let count = number::in_weeks(reading, core + 1, Some(step * 1000));
            (number::length(count, unit).value(), core + 1)
        }
        _ if reading.is(core, "weekday") => ("XXXX-WXX-WD".to_owned(), core + 1),
        _ => {
            let (quantity, next) = number::quantity(reading, core)?;
            let (unit, _, end) = number::unit(reading, next)?;
            (number::length(quantity, unit).value(), end)
        }
    };
    let mut value = value;
    if let (Word::Weekday(..), Word::Part(part, _)) = (reading.word(core), reading.word(end)) {
        value = format!("{value}T{}", part.name());
        end += 1;
    }
    if let Some((time, after)) = time_of_each(reading, end) {
        let day = value.split('T').next().unwrap_or_default();
        let day = if day == "P1D" { "XXXX-XX-XX" } else { day };
        if day.starts_with('X') {
            value = format!("{day}{time}");
            end = after;
        }
    }
    Some(set(at, end, value, Some(quant), None, "every"))
}

/// "at 7:13 p.m.", "6am" after "every day": the time of each, and the token after.
fn time_of_each(reading: &Reading, end: usize) -> Option<(String, usize)> {
    let at = reading.skip(end, &["at"]);
    let clock = hour::time(reading, at).filter(|_| at > end || hour::is_marked(reading, at))?;
    Some((clock.time.format("T%H:%M").to_string(), clock.end))
}

/// "daily", "weekly", "annually".
pub(super) fn often(reading: &Reading, at: usize) -> Option<Found> {
    let Word::Often(unit) = reading.word(at) else {
        return rarer(reading, at);
    };
    // "the Daily Mirror", "Newsweek Weekly": a name
    if reading.capital(at)
        && at > reading.start()
        && (reading.capital(at + 1) || reading.capital(at - 1) && !reading.is(at - 1, "the"))
    {
        return None;
    }
    // "a quarterly dividend": a kind, not a time
    if unit == Unit::Quarter
        && reading.form(at + 1).starts_with(char::is_alphabetic)
        && !MEETINGS.contains(&reading.form(at + 1))
        && !reading.is_any(at + 1, &["in", "at", "by", "with", "to", "and", "since"])
    {
        return None;
    }
    let value = match unit {
        Unit::Quarter => "P3M".to_owned(),
        unit => number::length(Some(1000), unit).value(),
    };
    Some(set(at, at + 1, value, None, None, "often"))
}

/// What is held again and again: "a quarterly meeting".
const MEETINGS: &[&str] = &[
    "briefing",
    "conference",
    "consultations",
    "meeting",
    "meetings",
    "review",
    "reviews",
    "session",
    "sessions",
    "summit",
    "summits",
    "talks",
    "visit",
    "visits",
];

/// "biweekly", "bi-monthly", "semi-annually", "fortnightly", "per annum", "year after year".
fn rarer(reading: &Reading, at: usize) -> Option<Found> {
    if let Word::Unit(unit, false) = reading.word(at)
        && reading.is_any(at + 1, &["after", "by"])
        && reading.form(at) == reading.form(at + 2)
    {
        let value = number::length(Some(1000), unit).value();
        return Some(set(at, at + 3, value, None, None, "often"));
    }
    if reading.is(at, "per") && reading.is(at + 1, "annum") {
        return Some(set(at, at + 2, "P1Y".to_owned(), None, None, "rate"));
    }
    let prefix = reading.is_any(at, &["bi", "semi"]) && reading.is(at + 1, "-");
    let (form, end) = if prefix {
        (reading.form(at + 2), at + 3)
    } else {
        (reading.form(at), at + 1)
    };
    let bi = prefix && reading.is(at, "bi") || form.starts_with("bi");
    let form = form.trim_start_matches("bi-").trim_start_matches("semi-");
    let value = match form {
        "weekly" | "biweekly" if bi => "P2W",
        "monthly" | "bimonthly" if bi => "P2M",
        "biennial" | "biennially" => "P2Y",
        "annual" | "annually" if prefix => "P6M",
        "biannual" | "biannually" | "semiannual" | "semiannually" => "P6M",
        "fortnightly" => "P2W",
        _ => return None,
    };
    Some(set(at, end, value.to_owned(), None, None, "often"))
}

/// "twice a week", "three times a day", "once every year", "$3 million a year", "per month".
pub(super) fn rate(reading: &Reading, at: usize) -> Option<Found> {
    let times = match (reading.form(at), reading.word(at)) {
        ("once", _) => Some((1, at + 1)),
        ("twice", _) => Some((2, at + 1)),
        (_, Word::Number(number)) if reading.is(at + 1, "times") => Some((number.whole()?, at + 2)),
        _ => None,
    };
    let (freq, core) = match (times, units_of_each(reading, at)) {
        (Some((times, next)), _) => (Some(format!("{times}X")), next),
        (None, Some((freq, next))) => (Some(freq), next),
        (None, None) => (None, at),
    };
    // "once every two years"
    if freq.is_some() && reading.is_any(core, &["every", "each"]) {
        let each = every(reading, core)?;
        let TimeValue::Recurring(recurrence) = each.meaning.value else {
            return None;
        };
        return Some(set(
            at,
            each.end,
            recurrence.value,
            recurrence.quant.as_deref(),
            freq,
            "rate",
        ));
    }
    if !reading.is_any(core, &["a", "per", "an", "each", "every"]) {
        return None;
    }
    let Word::Unit(unit, false) = reading.word(core + 1) else {
        return None;
    };
    if freq.is_none() && !reading.is(core, "per") && !counted_before(reading, at) {
        return None;
    }
    let first = if freq.is_none() && reading.is(core, "per") {
        core + 1
    } else {
        at
    };
    if reading.is_any(
        core + 2,
        &[
            "ago", "earlier", "later", "before", "from", "or", "-", "after",
        ],
    ) {
        return None;
    }
    Some(set(
        first,
        core + 2,
        number::length(number::in_weeks(reading, core + 2, Some(1000)), unit).value(),
        None,
        freq,
        "rate",
    ))
}

/// "three days a week", "24 hours a day": how much of each, and the token after.
fn units_of_each(reading: &Reading, at: usize) -> Option<(String, usize)> {
    let (quantity, next) = number::cardinal(reading, at)?;
    let Word::Unit(unit, _) = reading.word(next) else {
        return None;
    };
    let Word::Unit(whole, false) = reading.word(next + 2) else {
        return None;
    };
    let freq = number::length(quantity, unit);
    let sound = reading.is_any(next + 1, &["a", "per", "each", "every"])
        && freq.seconds()? <= number::length(Some(1000), whole).seconds()?;
    sound.then(|| {
        (
            freq.value().trim_start_matches(['P', 'T']).to_owned(),
            next + 1,
        )
    })
}

/// Whether a price, number or share stands before "a year": what makes it a rate.
fn counted_before(reading: &Reading, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let money = matches!(
        reading.form(before),
        "million"
            | "billion"
            | "%"
            | "percent"
            | "dollars"
            | "euros"
            | "pounds"
            | "barrels"
            | "tons"
            | "tonnes"
            | "times"
            | "francs"
            | "units"
            | "cents"
            | "rubles"
            | "hours"
            | "days"
            | "people"
            | "visitors"
            | "miles"
            | "marks"
            | "yen"
    ) && !matches!(reading.form(before), "days" | "hours" if reading.is(at + 1, "day"));
    money
        || matches!(reading.word(before), Word::Number(number) if number.shape != super::words::Shape::Letters)
            && (reading.before(before, 1).ends_with('$')
                || matches!(reading.before(before, 1), "£" | "€" | "#"))
}

/// "Mondays", "Tuesday nights".
pub(super) fn weekdays(reading: &Reading, at: usize) -> Option<Found> {
    match (reading.word(at), reading.word(at + 1)) {
        (Word::Weekday(day, _), Word::Part(part, true)) => Some(set(
            at,
            at + 2,
            format!("{}T{}", weekday::underspecified(day), part.name()),
            None,
            None,
            "weekdays",
        )),
        (Word::Weekday(day, true), _) => Some(set(
            at,
            at + 1,
            weekday::underspecified(day),
            None,
            None,
            "weekdays",
        )),
        (Word::Unit(Unit::Weekend, true), _)
            if !matches!(reading.word(at.wrapping_sub(1)), Word::Number(_))
                && !reading.is_any(
                    at.wrapping_sub(1),
                    &[
                        "few",
                        "several",
                        "the",
                        "these",
                        "those",
                        "past",
                        "last",
                        "of",
                        "straight",
                        "consecutive",
                    ],
                ) =>
        {
            let value = "XXXX-WXX-WE".to_owned();
            Some(set(at, at + 1, value, None, None, "weekdays"))
        }
        (Word::Lead, _) if reading.is_any(at, &["weekdays", "weeknights"]) => {
            let part = if reading.is(at, "weekdays") {
                ""
            } else {
                "TNI"
            };
            let value = format!("XXXX-WXX-WD{part}");
            Some(set(at, at + 1, value, None, None, "weekdays"))
        }
        (Word::Season(season, true), _)
            if matches!(reading.word(at.wrapping_sub(1)), Word::Number(_))
                || matches!(
                    reading.before(at, 1),
                    "in" | "during" | "past" | "last" | "recent"
                ) =>
        {
            let value = format!("XXXX-{}", season.name());
            Some(set(at, at + 1, value, None, None, "weekdays"))
        }
        (
            Word::Part(
                part @ (DayPart::Night | DayPart::Evening | DayPart::Morning | DayPart::Afternoon),
                true,
            ),
            _,
        ) if matches!(reading.before(at, 1), "at" | ",")
            || reading.before(at, 1) == "the" && reading.before(at, 2) == "in" =>
        {
            Some(set(
                at,
                at + 1,
                format!("XXXX-XX-XXT{}", part.name()),
                None,
                None,
                "weekdays",
            ))
        }
        _ => None,
    }
}

fn set(
    first: usize,
    end: usize,
    value: String,
    quant: Option<&str>,
    freq: Option<String>,
    rule: &'static str,
) -> Found {
    let recurrence = Recurrence {
        value,
        quant: quant.map(str::to_owned),
        freq,
    };
    Found::new(
        first,
        end,
        TimexKind::Set,
        Meaning::absolute(TimeValue::Recurring(recurrence)),
        rule,
    )
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn repetitions() {
        check(
            "2022-02-15",
            "They meet every Friday.",
            "every Friday=XXXX-WXX-5",
        );
        check("2022-02-15", "They meet twice a week.", "twice a week=P1W");
        check("2022-02-15", "They meet daily.", "daily=P1D");
        check(
            "2022-02-15",
            "They meet every Monday at 4 p.m. and every day at 7:13.",
            "every Monday at 4 p.m.=XXXX-WXX-1T16:00; every day at 7:13=XXXX-XX-XXT07:13",
        );
        for (said, value) in [
            ("biweekly", "P2W"),
            ("bi-monthly", "P2M"),
            ("semiannually", "P6M"),
            ("every third week", "P3W"),
            ("every few days", "PXD"),
            ("three days a week", "P1W"),
            ("once every two years", "P2Y"),
            ("on weekends", "XXXX-WXX-WE"),
            ("every weekday", "XXXX-WXX-WD"),
            ("year after year", "P1Y"),
            ("quarterly", "P3M"),
            ("once a fortnight", "P2W"),
            ("every fortnight", "P2W"),
        ] {
            let words = said.trim_start_matches("on ");
            check(
                "2022-02-15",
                &format!("They meet {said}."),
                &format!("{words}={value}"),
            );
        }
        check(
            "2022-02-15",
            "They hold a quarterly meeting.",
            "quarterly=P3M",
        );
        check(
            "2022-02-15",
            "He reads in the mornings.",
            "mornings=XXXX-XX-XXTMO",
        );
        check("2022-02-15", "A quarterly dividend was paid.", "");
        check("2022-02-15", "He fought battle after battle.", "");
        check("2022-02-15", "The Daily Mirror reported it.", "");
    }
}
