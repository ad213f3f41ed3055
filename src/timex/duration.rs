//! Lengths: "two years", "the past three months", "a two-week visit", "recent days", "for years".

use super::digits::glued_amount;
use super::number;
use super::reading::{Found, Reading};
use super::words::{Number, Shape, Word};
use crate::types::{DayPart, Length, Unit};

/// "two years", "a week", "two and a half years", "half an hour", "several months".
pub(super) fn counted(reading: &Reading, at: usize) -> Option<Found> {
    if reading.word(at) == Word::Lead
        && let Some((thousandths, unit)) = glued_amount(reading.form(at))
    {
        let length = number::length(Some(thousandths), unit);
        let free = !is_age(reading, at + 1) && !reading.is_any(at + 1, &["-"]);
        return free.then(|| Found::duration(at, at + 1, length, "counted-units"));
    }
    let (first, core) = opening(reading, at);
    let (mut quantity, next) = number::quantity(reading, core)?;
    if next == core {
        return None;
    }
    let hyphenated = hyphenated(reading, next);
    // "the two-week visit": the article is the noun's
    let first = if hyphenated.is_some() { core } else { first };
    let (unit, plural, mut end) = match hyphenated {
        Some(found) => found,
        None => number::unit(reading, next).or_else(|| nights(reading, next))?,
    };
    quantity = number::in_weeks(reading, end, quantity);
    if reading.is(end, "-") && reading.is_any(end + 1, &["ago", "earlier"]) {
        return None;
    }
    // "a months-long siege": the article is the noun's
    if plural && next == core + 1 && article_before(reading, core) {
        return None;
    }
    if reading.is(end, "and") && reading.is(end + 1, "a") && reading.is(end + 2, "half") {
        quantity = quantity.map(|n| n + 500);
        end += 3;
    }
    if reading.is(end, "and") && reading.is(end + 1, "half") {
        quantity = quantity.map(|n| n + 500);
        end += 2;
    }
    if reading.is(end, "or") && reading.is_any(end + 1, &["so", "more"]) {
        end += 2;
    }
    // "a day or two"
    if reading.is(end, "or")
        && article_before(reading, core)
        && reading.is_any(end + 1, &["two", "three"])
        && !matches!(reading.word(end + 2), Word::Unit(..))
    {
        end += 2;
    }
    let mut length = number::length(quantity, unit);
    if let Some((added, next)) = smaller(reading, end, length) {
        length = added;
        end = next;
    }
    let article = reading.is_any(core, &["a", "an"]);
    // "an eight-month-old truce": how long it has held
    if hyphenated.is_some() && is_age(reading, end) && is_old_thing(reading, end) {
        end = reading.skip(end, &["-"]) + 1;
    } else if is_age(reading, end) || not_a_length(reading, core, next, unit, plural, article) {
        return None;
    }
    Some(Found::duration(first, end, length, "counted-units"))
}

/// "two nights", "three mornings": days.
fn nights(reading: &Reading, at: usize) -> Option<(Unit, bool, usize)> {
    let Word::Part(DayPart::Night, true) = reading.word(at) else {
        return None;
    };
    Some((Unit::Day, true, at + 1))
}

/// "two hours and 30 minutes", "a year, two months", "one year and a quarter": the sum, in the smaller unit.
pub(super) fn smaller(reading: &Reading, end: usize, length: Length) -> Option<(Length, usize)> {
    let next = reading.skip(end, &[","]);
    let next = reading.skip(next, &["and"]);
    if reading.is(next - 1, "and")
        && next > end
        && reading.is(next, "a")
        && reading.is_any(next + 1, &["quarter", "half"])
    {
        let part = if reading.is(next + 1, "half") {
            500
        } else {
            250
        };
        let thousandths = length.thousandths?.checked_add(part);
        return (!reading.is(next + 2, "of")).then_some((
            Length {
                thousandths,
                ..length
            },
            next + 2,
        ));
    }
    let per = |unit| match (length.unit, unit) {
        (Unit::Year, Unit::Month) => Some(12),
        (Unit::Week, Unit::Day) => Some(7),
        (Unit::Day, Unit::Hour) => Some(24),
        (Unit::Hour, Unit::Minute) | (Unit::Minute, Unit::Second) => Some(60),
        _ => None,
    };
    let (quantity, at_unit) = number::quantity(reading, next)?;
    let (unit, _, after) = number::unit(reading, at_unit)?;
    let whole = length.thousandths?.checked_mul(per(unit)?)?;
    let length = Length {
        thousandths: Some(whole.checked_add(quantity?)?),
        unit,
    };
    // "a year, two months ago": the second belongs to another phrase
    let joined = reading.is(next - 1, "and");
    if !joined && reading.is_any(after, &["ago", "later", "earlier", "before", "after", "-"]) {
        return None;
    }
    Some((length, after))
}

/// "a two-year-old war", "the decades-old dispute": what lasts, unlike a person, an animal or a building.
fn is_old_thing(reading: &Reading, end: usize) -> bool {
    let next = reading.skip(end, &["-"]);
    (next + 1..next + 4)
        .take_while(|&at| at < reading.end())
        .any(|at| {
            matches!(
                reading.form(at),
                "truce"
                    | "ceasefire"
                    | "cease-fire"
                    | "war"
                    | "conflict"
                    | "dispute"
                    | "crisis"
                    | "siege"
                    | "blockade"
                    | "embargo"
                    | "ban"
                    | "strike"
                    | "standoff"
                    | "feud"
                    | "insurgency"
                    | "rebellion"
                    | "uprising"
                    | "revolt"
                    | "campaign"
                    | "offensive"
                    | "operation"
                    | "occupation"
                    | "agreement"
                    | "treaty"
                    | "pact"
                    | "accord"
                    | "deal"
                    | "alliance"
                    | "coalition"
                    | "rule"
                    | "reign"
                    | "regime"
                    | "government"
                    | "administration"
                    | "law"
                    | "policy"
                    | "practice"
                    | "tradition"
                    | "rivalry"
                    | "relationship"
                    | "marriage"
                    | "partnership"
                    | "stalemate"
                    | "impasse"
                    | "deadlock"
                    | "slump"
                    | "recession"
                    | "drought"
                    | "famine"
                    | "struggle"
                    | "hostilities"
                    | "violence"
                    | "unrest"
                    | "protests"
                    | "talks"
                    | "negotiations"
                    | "investigation"
                    | "inquiry"
                    | "trial"
                    | "case"
                    | "lawsuit"
                    | "claim"
                    | "sanctions"
                    | "program"
                    | "programme"
                    | "project"
                    | "debate"
                    | "controversy"
                    | "row"
            )
        })
}

/// "the past", "the next", "these", "the first": what may stand before the number.
fn opening(reading: &Reading, at: usize) -> (usize, usize) {
    let mut core = reading.skip(at, &["the", "these", "those"]);
    let article = core > at;
    core = reading.skip(
        core,
        &[
            "last",
            "past",
            "next",
            "coming",
            "first",
            "final",
            "previous",
            "following",
            "latest",
            "preceding",
            "ensuing",
            "intervening",
            "upcoming",
            "initial",
            "prior",
        ],
    );
    if article
        && reading.is(core, "year")
        && reading.is(core + 1, "-")
        && reading.is(core + 2, "earlier")
    {
        core += 3;
    }
    (at, core)
}

/// "two-year", "six-month-long": the unit after a hyphen.
fn hyphenated(reading: &Reading, at: usize) -> Option<(Unit, bool, usize)> {
    if !reading.is(at, "-") {
        return None;
    }
    let (unit, plural, end) = match reading.word(at + 1) {
        Word::Unit(unit, plural) => (unit, plural, at + 2),
        Word::Ordinal(2) if reading.is(at + 1, "second") => (Unit::Second, false, at + 2),
        _ => return None,
    };
    let end = if reading.is(end, "-") && reading.is(end + 1, "long") {
        end + 2
    } else {
        end
    };
    Some((unit, plural, end))
}

/// "22-year-old", "six years old", "aged 40 years".
fn is_age(reading: &Reading, end: usize) -> bool {
    let next = reading.skip(end, &["-"]);
    reading.is_any(next, &["old", "olds"])
        || reading.is(end, "of") && reading.is(end + 1, "age")
        || reading.is_any(end, &["younger", "older"])
}

fn not_a_length(
    reading: &Reading,
    core: usize,
    next: usize,
    unit: Unit,
    plural: bool,
    article: bool,
) -> bool {
    if let Word::Number(number) = reading.word(core) {
        // "1998 quarter": a year; "third-quarter" is no number at all
        if number
            .year()
            .is_some_and(|year| (1900..2100).contains(&year))
            && !plural
        {
            return true;
        }
        if matches!(reading.before(core, 1), "$" | "£" | "€") {
            return true;
        }
        if number.shape == Shape::Letters
            && unit == Unit::Second
            && !plural
            && reading.is(core, "one")
            && reading.is(next, "second")
        {
            return false;
        }
    }
    match unit {
        // "a quarter of the votes", "three quarters": a fraction more often than three months
        Unit::Quarter => {
            article || reading.is(next + 1, "of") || !plural && reading.is(core, "one")
        }
        Unit::Second => article || !matches!(reading.word(core), Word::Number(_)),
        Unit::Weekend => article && reading.is(core, "a"),
        Unit::Day => {
            article
                && !plural
                && (one_day_as_some_day(reading, core, next) || reading.is(core, "an"))
        }
        _ => article && matches!(reading.form(next + 1), "of" if unit == Unit::Minute),
    }
}

/// "a day of talks", "a day after": still a day long, but "on a day when" names none.
fn one_day_as_some_day(reading: &Reading, core: usize, next: usize) -> bool {
    reading.before(core, 1) == "on" || reading.is_any(next + 1, &["when", "that", "which"])
}

/// "recent days", "the coming weeks", "past years", "the last few months".
pub(super) fn around_now(reading: &Reading, at: usize) -> Option<Found> {
    let mut core = reading.skip(at, &["the", "these"]);
    let word = reading.form(core);
    if !matches!(
        word,
        "recent"
            | "coming"
            | "past"
            | "last"
            | "next"
            | "previous"
            | "following"
            | "upcoming"
            | "first"
            | "final"
            | "early"
            | "ensuing"
    ) {
        return None;
    }
    core += 1;
    core = reading.skip(core, &["few", "several", "couple"]);
    core = reading.skip(core, &["of"]);
    let (unit, true, end) = number::unit(reading, core)? else {
        return None;
    };
    Some(Found::duration(
        at,
        end,
        Length::unknown(as_years(unit)),
        "units-around-now",
    ))
}

fn as_years(unit: Unit) -> Unit {
    if matches!(unit, Unit::Decade | Unit::Century) {
        Unit::Year
    } else {
        unit
    }
}

/// "for years", "in days", "weeks of talks", "the years": an unknown number.
pub(super) fn bare_plural(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["the", "many", "some"]);
    let Word::Unit(unit, true) = reading.word(core) else {
        return None;
    };
    let end = core + 1;
    let before = reading.before(at, 1);
    if is_age(reading, end)
        || matches!(
            reading.word(at.wrapping_sub(1)),
            Word::Number(Number { .. })
        )
        || before == "-"
        || before == "/"
    {
        return None;
    }
    if matches!(before, "these" | "those") {
        return None;
    }
    let cued = matches!(
        before,
        "for"
            | "in"
            | "within"
            | "over"
            | "took"
            | "take"
            | "takes"
            | "after"
            | "lasted"
            | "last"
            | "of"
            | "than"
            | "only"
            | "just"
            | "two"
            | "and"
    );
    let allowed = match unit {
        Unit::Second | Unit::Minute => cued && core == at && !reading.is(end, "of"),
        Unit::Quarter | Unit::Weekend => false,
        Unit::Hour => {
            core == at
                && (cued
                    || !matches!(
                        before,
                        "'s" | "working" | "office" | "business" | "our" | "their" | "its"
                    ))
        }
        _ => true,
    };
    let end = if reading.is(end, "-") && reading.is(end + 1, "long") {
        end + 2
    } else if core > at && reading.is(end, "ahead") {
        end + 1
    } else {
        end
    };
    // "in the weeks before the vote": the article is the clause's
    let first = if reading.is(end - 1, "ahead") {
        at
    } else {
        core
    };
    if first > at {
        return None; // found from its own token on
    }
    allowed.then(|| Found::duration(first, end, Length::unknown(as_years(unit)), "bare-units"))
}

fn article_before(reading: &Reading, core: usize) -> bool {
    reading.is_any(core, &["a", "an"])
}

/// "the past hour", "next hour", "the last fortnight": one of a unit that is no stretch of calendar.
pub(super) fn one_around_now(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["the"]);
    if !reading.is_any(
        core,
        &[
            "past", "last", "next", "coming", "previous", "first", "final",
        ],
    ) {
        return None;
    }
    let Word::Unit(unit, false) = reading.word(core + 1) else {
        return None;
    };
    let fortnight = number::is_fortnight(reading, core + 1);
    let end = core + 2;
    let sound = fortnight || matches!(unit, Unit::Hour | Unit::Minute);
    // "the last minute": no length
    let idiom = unit == Unit::Minute && !reading.is(core, "past")
        || reading.is_any(core, &["first", "final"]) && core == at
        || reading.is(end, "-");
    (sound && !idiom).then(|| {
        let length = number::length(number::in_weeks(reading, end, Some(1000)), unit);
        Found::duration(at, end, length, "units-around-now")
    })
}

/// "quarter-century", "a quarter of a century": 25 years.
pub(super) fn quarter_century(reading: &Reading, at: usize) -> Option<Found> {
    let core = reading.skip(at, &["a", "the"]);
    if !reading.is(core, "quarter") {
        return None;
    }
    let next = reading.skip(core + 1, &["-"]);
    let next = if reading.is(next, "of") && reading.is(next + 1, "a") {
        next + 2
    } else {
        next
    };
    let sound = matches!(reading.word(next), Word::Unit(Unit::Century, false));
    sound.then(|| {
        let length = Length::of(25, Unit::Year);
        Found::duration(at, next + 1, length, "counted-units")
    })
}

/// "a while", "some time": a length nobody measures.
pub(super) fn unmeasured(reading: &Reading, at: usize) -> Option<Found> {
    match (reading.form(at), reading.form(at + 1)) {
        ("some", "time") if matches!(reading.before(at, 1), "for" | "in" | "quite") => Some(
            Found::duration(at, at + 2, Length::unknown(Unit::Month), "unmeasured"),
        ),
        _ => None,
    }
}

/// "day-long", "the year-long siege": one unit.
pub(super) fn one_long(reading: &Reading, at: usize) -> Option<Found> {
    if let Some((unit, plural)) = written_long(reading.form(at)) {
        let length = if plural {
            Length::unknown(unit)
        } else {
            number::length(Some(1000), unit)
        };
        return Some(Found::duration(at, at + 1, length, "unit-long"));
    }
    let Word::Unit(unit, plural) = reading.word(at) else {
        return None;
    };
    if !reading.is(at + 1, "-")
        || !reading.is(at + 2, "long")
        || matches!(reading.before(at, 1), "-")
    {
        return None;
    }
    let length = if plural {
        Length::unknown(as_years(unit))
    } else {
        number::length(Some(1000), unit)
    };
    Some(Found::duration(at, at + 3, length, "unit-long"))
}

/// "weeklong", "monthslong": the unit, and whether it is a plural.
fn written_long(form: &str) -> Option<(Unit, bool)> {
    let unit = form.strip_suffix("long")?;
    Some(match unit {
        "hour" | "hours" => (Unit::Hour, unit.ends_with('s')),
        "day" | "days" => (Unit::Day, unit.ends_with('s')),
        "week" | "weeks" => (Unit::Week, unit.ends_with('s')),
        "month" | "months" => (Unit::Month, unit.ends_with('s')),
        "year" | "years" => (Unit::Year, unit.ends_with('s')),
        "decade" => (Unit::Decade, false),
        _ => return None,
    })
}

/// "all day", "all week": one whole unit.
pub(super) fn all_unit(reading: &Reading, at: usize) -> Option<Found> {
    let Word::Unit(
        unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Weekend),
        false,
    ) = reading.word(at + 1)
    else {
        return None;
    };
    // "all week-old bread"
    (reading.is(at, "all") && !reading.is(at + 2, "-"))
        .then(|| Found::duration(at, at + 2, number::length(Some(1000), unit), "all-unit"))
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn lengths() {
        check("2022-02-15", "It took two weeks.", "two weeks=P2W");
        check("2022-02-15", "A two-year war ended.", "two-year=P2Y");
        check("2022-02-15", "They fought for years.", "years=PXY");
        check("2022-02-15", "It fell in recent days.", "recent days=PXD");
        check(
            "2022-02-15",
            "The past three months were calm.",
            "The past three months=P3M",
        );
        check(
            "2022-02-15",
            "They waited half an hour.",
            "half an hour=PT0.5H",
        );
        check("2022-02-15", "Over a decade it grew.", "Over a decade=P10Y");
        check(
            "2022-02-15",
            "It took two hours and 30 minutes.",
            "two hours and 30 minutes=PT150M",
        );
        check(
            "2022-02-15",
            "An eight-month-old truce held.",
            "eight-month-old=P8M",
        );
        check("2022-02-15", "It took 3.5years.", "3.5years=P3.5Y");
        check("2022-02-15", "They left within 2h.", "2h=PT2H");
        check("2022-02-15", "They stayed two nights.", "two nights=P2D");
        check(
            "2022-02-15",
            "They talk in the next half hour.",
            "the next half hour=PT0.5H",
        );
        check("2022-02-15", "It took a fortnight.", "a fortnight=P2W");
        check(
            "2022-02-15",
            "It fell in the past hour.",
            "the past hour=PT1H",
        );
        check(
            "2022-02-15",
            "It held for a quarter of a century.",
            "a quarter of a century=P25Y",
        );
        check("2022-02-15", "They won a quarter of a million votes.", "");
        check("2022-02-15", "The weeklong talks ended.", "weeklong=P1W");
        check("2022-02-15", "They talked all week.", "all week=P1W");
        check("2022-02-15", "An eight-month-old baby slept.", "");
        check("2022-02-15", "A 22-year-old man spoke.", "");
        check("2022-02-15", "He is six years old.", "");
    }
}
