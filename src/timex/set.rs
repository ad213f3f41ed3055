//! Repetitions: "every Friday", "each year", "daily", "twice a week", "$3 million a year", "Mondays".

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
    let other = reading.is(core, "other");
    core += usize::from(other);
    let (value, mut end) = match reading.word(core) {
        Word::Weekday(day, _) => (weekday::underspecified(day), core + 1),
        Word::Month(month) => (format!("XXXX-{month:02}"), core + 1),
        Word::Season(season, _) => (format!("XXXX-{}", season.name()), core + 1),
        Word::Part(part, _) => (format!("XXXX-XX-XXT{}", part.name()), core + 1),
        Word::Unit(unit, false) => (
            number::length(Some(if other { 2000 } else { 1000 }), unit).value(),
            core + 1,
        ),
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
    Some(set(at, end, value, Some(quant), None, "every"))
}

/// "daily", "weekly", "annually".
pub(super) fn often(reading: &Reading, at: usize) -> Option<Found> {
    let Word::Often(unit) = reading.word(at) else {
        return None;
    };
    // "the Daily Mirror", "Newsweek Weekly": a name
    if reading.capital(at)
        && at > reading.start()
        && (reading.capital(at + 1) || reading.capital(at - 1) && !reading.is(at - 1, "the"))
    {
        return None;
    }
    if unit == Unit::Quarter {
        return None; // "a quarterly dividend": a kind, not a time
    }
    let value = number::length(Some(1000), unit).value();
    Some(set(at, at + 1, value, None, None, "often"))
}

/// "twice a week", "three times a day", "once every year", "$3 million a year", "per month".
pub(super) fn rate(reading: &Reading, at: usize) -> Option<Found> {
    let times = match (reading.form(at), reading.word(at)) {
        ("once", _) => Some((1, at + 1)),
        ("twice", _) => Some((2, at + 1)),
        (_, Word::Number(number)) if reading.is(at + 1, "times") => Some((number.whole()?, at + 2)),
        _ => None,
    };
    let (freq, core) = match times {
        Some((times, next)) => (Some(format!("{times}X")), next),
        None => (None, at),
    };
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
        number::length(Some(1000), unit).value(),
        None,
        freq,
        "rate",
    ))
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
        (
            Word::Part(
                part @ (DayPart::Night | DayPart::Evening | DayPart::Morning | DayPart::Afternoon),
                true,
            ),
            _,
        ) if reading.before(at, 1) == "at" || reading.before(at, 1) == "," => Some(set(
            at,
            at + 1,
            format!("XXXX-XX-XXT{}", part.name()),
            None,
            None,
            "weekdays",
        )),
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
        check("2022-02-15", "The Daily Mirror reported it.", "");
    }
}
