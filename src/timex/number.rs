//! Counted units: "two and a half", "twenty-five", "a couple of", "several", and the years that are spelled out.

use super::reading::Reading;
use super::words::{Number, Shape, Word};
use crate::types::{Length, Unit};

/// How many: thousandths, `None` for an unknown number.
pub(super) type Quantity = Option<u64>;

/// The quantity that begins at token `at`, and the token after it.
pub(super) fn quantity(reading: &Reading, at: usize) -> Option<(Quantity, usize)> {
    let (first, end) = simple(reading, at)?;
    // "two or three", "12 to 18", "two-to-three": TimeML keeps the first
    let dash = reading.is(end, "-") || reading.is(end, "–");
    if (reading.is_any(end, &["to", "or"])
        || dash && digits(reading, at) && digits(reading, end + 1))
        && let Some((_, end)) = simple(reading, end + 1)
        && first.is_some()
    {
        return Some((first, end));
    }
    Some((first, end))
}

fn digits(reading: &Reading, at: usize) -> bool {
    matches!(reading.word(at), Word::Number(Number { shape, .. }) if shape != Shape::Letters)
}

fn simple(reading: &Reading, at: usize) -> Option<(Quantity, usize)> {
    match reading.form(at) {
        "a" | "an" => Some(match reading.form(at + 1) {
            "half" => (Some(500), at + 2),
            "few" | "number" if reading.is(at + 2, "of") => (None, at + 3),
            "few" => (None, at + 2),
            "couple" => (Some(2000), reading.skip(at + 2, &["of"])),
            "dozen" => (Some(12_000), at + 2),
            "hundred" | "thousand" | "million" => cardinal(reading, at + 1)?,
            "good" | "full" | "whole" | "mere" | "further" | "additional" | "solid" | "single" => {
                (Some(1000), at + 2)
            }
            _ => (Some(1000), at + 1),
        }),
        "half" if reading.is_any(at + 1, &["a", "an"]) => Some((Some(500), at + 2)),
        // "the next half hour", "a half-century"
        "half"
            if matches!(
                reading.word(reading.skip(at + 1, &["-"])),
                Word::Unit(Unit::Hour | Unit::Century, false)
            ) =>
        {
            Some((Some(500), at + 1))
        }
        "another" => match cardinal(reading, at + 1) {
            Some(found) => Some(found),
            None if reading.is(at + 1, "few") => Some((None, at + 2)),
            None => Some((Some(1000), at + 1)),
        },
        "couple" => Some((Some(2000), reading.skip(at + 1, &["of"]))),
        "several" | "few" | "many" | "numerous" => Some((None, at + 1)),
        "dozens" | "hundreds" | "thousands" | "scores" if reading.is(at + 1, "of") => {
            Some((None, at + 2))
        }
        _ => cardinal(reading, at),
    }
}

/// The number at token `at`, its fraction left out, where it is one word in letters: "fifteen".
pub(super) fn in_letters(reading: &Reading, at: usize) -> Option<u32> {
    match reading.word(at) {
        Word::Number(Number {
            thousandths,
            shape: Shape::Letters,
        }) => u32::try_from(thousandths / 1000).ok(),
        _ => None,
    }
}

/// A day of the month at token `at`, and the token after it: "4", "4th", "fourth", "twenty-first".
pub(super) fn day_of_month(reading: &Reading, at: usize) -> Option<(u32, usize)> {
    let (day, end) = match reading.word(at) {
        Word::Ordinal(day) => (day, at + 1),
        Word::Number(number) => match number.short() {
            Some(day) => (day, at + 1),
            None => tens_and_ordinal(reading, at)?,
        },
        _ => return None,
    };
    (1..=31).contains(&day).then_some((day, end))
}

/// "twenty-seventh", "thirty first", and the token after it.
pub(super) fn tens_and_ordinal(reading: &Reading, at: usize) -> Option<(u32, usize)> {
    let tens = in_letters(reading, at).filter(|tens| [20, 30].contains(tens))?;
    let next = reading.skip(at + 1, &["-"]);
    match reading.word(next) {
        Word::Ordinal(ones @ 1..=9) => Some((tens + ones, next + 1)),
        _ => None,
    }
}

/// A number in digits or letters, with a fraction where one follows: "2 1/2", "two and a half".
pub(super) fn cardinal(reading: &Reading, at: usize) -> Option<(Quantity, usize)> {
    let (mut value, mut end) = match reading.word(at) {
        Word::Number(Number {
            thousandths,
            shape: Shape::Letters,
        }) => spelled(reading, at, thousandths / 1000)?,
        Word::Number(number) => (number.thousandths, at + 1),
        _ => return None,
    };
    if let Word::Number(Number {
        thousandths,
        shape: Shape::Letters,
    }) = reading.word(end)
        && thousandths >= 100_000
        && reading.form(end) != "dozen"
        && reading.word(at) != reading.word(end)
        && end == at + 1
        && digits(reading, at)
    {
        value = value.checked_mul(thousandths / 1000)?; // "3 million"
        end += 1;
    }
    match (
        reading.form(end),
        reading.form(end + 1),
        reading.form(end + 2),
    ) {
        ("1/2" | "½", ..) => Some((Some(value + 500), end + 1)),
        ("1/4" | "¼", ..) => Some((Some(value + 250), end + 1)),
        ("3/4" | "¾", ..) => Some((Some(value + 750), end + 1)),
        ("and", "a", "half") => Some((Some(value + 500), end + 3)),
        ("and", "a", "quarter") => Some((Some(value + 250), end + 3)),
        ("-", "and", "-") if reading.is(end + 3, "a") && reading.is(end + 5, "half") => {
            Some((Some(value + 500), end + 6))
        }
        _ => Some((Some(value), end)),
    }
}

/// A number in letters: "twenty-five", "two hundred and six", "a hundred thousand".
fn spelled(reading: &Reading, at: usize, first: u64) -> Option<(u64, usize)> {
    let letters = |at: usize| match reading.word(at) {
        Word::Number(Number {
            thousandths,
            shape: Shape::Letters,
        }) if !reading.is(at, "dozen") => Some(thousandths / 1000),
        _ => None,
    };
    let (mut total, mut group, mut end) = (0u64, first, at + 1);
    if first >= 100 {
        group = 1;
        end = at;
    }
    loop {
        let hyphen = usize::from(reading.is(end, "-"));
        let and = usize::from(reading.is(end, "and") && (group >= 100 || total > 0));
        let Some(next) = letters(end + hyphen + and) else {
            break;
        };
        if next >= 1000 {
            total = total.checked_add(group.checked_mul(next)?)?;
            group = 0;
        } else if next == 100 {
            if group == 0 || group > 99 {
                break;
            }
            group *= 100;
        } else if group == 0 && total > 0
            || group % 100 == 0 && group > 0
            || group % 10 == 0 && (20..100).contains(&(group % 100)) && next < 10
        {
            group += next;
        } else {
            break;
        }
        end += 1 + hyphen + and;
    }
    if reading.is(end, "dozen") && total == 0 {
        return Some((group.checked_mul(12_000)?, end + 1));
    }
    total
        .checked_add(group)?
        .checked_mul(1000)
        .map(|value| (value, end.max(at + 1)))
}

/// A year in letters: "nineteen ninety-four", "two thousand (and) one".
pub(super) fn spelled_year(reading: &Reading, at: usize) -> Option<(i32, usize)> {
    let letters = |at: usize| match reading.word(at) {
        Word::Number(Number {
            thousandths,
            shape: Shape::Letters,
        }) => Some(thousandths / 1000),
        _ => None,
    };
    let first = letters(at)?;
    if reading.is(at, "two") && reading.is(at + 1, "thousand") {
        let (value, end) = spelled(reading, at, 2)?;
        return i32::try_from(value / 1000)
            .ok()
            .filter(|year| *year < 2100)
            .map(|year| (year, end));
    }
    if !(16..=20).contains(&first) {
        return None;
    }
    // "nineteen hundred ninety three", "nineteen hundred and five"
    if reading.is(at + 1, "hundred") {
        let (value, end) = spelled(reading, at, first)?;
        let told = end > at + 2;
        let year = i32::try_from(value / 1000).ok()?;
        return (told && (1600..2100).contains(&year)).then_some((year, end));
    }
    let hyphen = usize::from(reading.is(at + 1, "-"));
    let tens = letters(at + 1 + hyphen)?;
    if !(10..100).contains(&tens) || reading.is(at + 1 + hyphen, "dozen") {
        return None;
    }
    let mut end = at + 2 + hyphen;
    let mut year = first * 100 + tens;
    if tens >= 20 {
        let hyphen = usize::from(reading.is(end, "-"));
        if let Some(ones) = letters(end + hyphen).filter(|ones| (1..10).contains(ones)) {
            year += ones;
            end += 1 + hyphen;
        }
    }
    Some((i32::try_from(year).ok()?, end))
}

/// A unit, with the adjectives that may stand before it: "more weeks", "full years", "trading days".
pub(super) fn unit(reading: &Reading, at: usize) -> Option<(Unit, bool, usize)> {
    let mut at = at;
    for _ in 0..2 {
        if reading.is_any(
            at,
            &[
                "more",
                "additional",
                "full",
                "whole",
                "consecutive",
                "straight",
                "successive",
                "trading",
                "business",
                "working",
                "calendar",
                "long",
                "short",
                "extra",
                "solid",
                "other",
                "further",
                "entire",
                "fiscal",
                "school",
                "tumultuous",
                "turbulent",
                "bloody",
                "difficult",
                "crucial",
                "tense",
                "hectic",
                "odd",
            ],
        ) {
            at += 1;
        }
    }
    match reading.word(at) {
        Word::Unit(unit, plural) => Some((unit, plural, at + 1)),
        Word::Ordinal(2) if reading.is(at, "second") => Some((Unit::Second, false, at + 1)),
        _ => None,
    }
}

/// Two weeks for each fortnight: a quantity of the unit before token `end`, in weeks where that is a fortnight.
pub(super) fn in_weeks(reading: &Reading, end: usize, quantity: Quantity) -> Quantity {
    if is_fortnight(reading, end.wrapping_sub(1)) {
        quantity.and_then(|n| n.checked_mul(2))
    } else {
        quantity
    }
}

/// "fortnight", "fortnights"
pub(super) fn is_fortnight(reading: &Reading, at: usize) -> bool {
    reading.is_any(at, &["fortnight", "fortnights"])
}

/// So many units, with decades and centuries as years.
pub(super) fn length(quantity: Quantity, unit: Unit) -> Length {
    match (quantity, unit) {
        (Some(n), Unit::Decade) => Length {
            thousandths: n.checked_mul(10),
            unit: Unit::Year,
        },
        (Some(n), Unit::Century) => Length {
            thousandths: n.checked_mul(100),
            unit: Unit::Year,
        },
        (None, Unit::Decade | Unit::Century) => Length::unknown(Unit::Year),
        (thousandths, unit) => Length { thousandths, unit },
    }
}
