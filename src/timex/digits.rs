//! Forms that begin with a digit: numbers, ordinals, decades, clock times.

use chrono::NaiveTime;

use super::classes::listed;
use super::words::{Number, Shape, Word};
use crate::types::Unit;

/// A form that begins with a digit.
pub(super) fn numeric(form: &str) -> Word {
    let digits = form.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &form[digits..];
    let head: Option<u64> = form[..digits]
        .parse()
        .ok()
        .filter(|&n| n < 1_000_000_000_000);
    let Some(head) = head else {
        return Word::Other;
    };
    match rest {
        "" => Word::Number(Number {
            thousandths: head * 1000,
            shape: Shape::Digits(u8::try_from(digits).unwrap_or(u8::MAX)),
        }),
        "st" | "nd" | "rd" | "th" => u32::try_from(head).map_or(Word::Other, Word::Ordinal),
        // "18h30"
        _ if rest.len() == 3 && rest.starts_with('h') => match rest[1..].parse() {
            Ok(minute) => clock(head, minute, 0, None),
            Err(_) => Word::Other,
        },
        "½" | "¼" | "¾" => Word::Number(Number {
            thousandths: head * 1000
                + match rest {
                    "½" => 500,
                    "¼" => 250,
                    _ => 750,
                },
            shape: Shape::Marked,
        }),
        "s" | "'s" => decade(head, digits),
        "am" | "a.m." | "a.m" => clock(head, 0, 0, Some(false)),
        "pm" | "p.m." | "p.m" => clock(head, 0, 0, Some(true)),
        "ish" if (1..=12).contains(&head) => clock(head, 0, 0, None),
        // "7p", "2h", "3.5years": what stands before decides
        "a" | "p" if (1..=12).contains(&head) => Word::Lead,
        _ if rest.ends_with(|c: char| c.is_ascii_alphabetic()) && glued_amount(form).is_some() => {
            Word::Lead
        }
        _ => clock_or_fraction(form, head),
    }
}

/// "dec31", "mar3": a month and a day written as one word.
pub(super) fn glued_date(form: &str) -> Option<(u32, u32)> {
    let letters = form.bytes().take_while(u8::is_ascii_lowercase).count();
    let (month, day) = form.split_at(letters);
    let Some(Word::Month(month)) = listed(month) else {
        return None;
    };
    let sound = day.len() <= 2 && day.bytes().all(|byte| byte.is_ascii_digit());
    let day = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    sound.then_some((month, day))
}

/// "3.5years", "2h": a number and its unit written as one word; thousandths.
pub(super) fn glued_amount(form: &str) -> Option<(u64, Unit)> {
    let digits = form
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
        .count();
    let (number, unit) = form.split_at(digits);
    let unit = match unit {
        "h" => Unit::Hour,
        "y" => Unit::Year,
        _ => match listed(unit) {
            Some(Word::Unit(unit, _)) => unit,
            _ => return None,
        },
    };
    match numeric(number) {
        Word::Number(number) => Some((number.thousandths, unit)),
        _ => None,
    }
}

fn decade(head: u64, digits: usize) -> Word {
    match (i32::try_from(head), digits) {
        (Ok(year), 4) if year % 10 == 0 => Word::Decade(year),
        (Ok(year), 2) if year % 10 == 0 => {
            Word::Decade(if year <= 10 { 2000 } else { 1900 } + year)
        }
        _ => Word::Other,
    }
}

fn clock_or_fraction(form: &str, head: u64) -> Word {
    let pointed = form.ends_with('m') && form.contains('.');
    if form.contains(':') || pointed {
        let form = if pointed && !form.contains(':') {
            form.replace('.', ":")
        } else {
            form.replace('.', "")
        };
        let form = form.as_str();
        let (time, half) =
            if let Some(time) = form.strip_suffix("pm").or_else(|| form.strip_suffix('p')) {
                (time, Some(true))
            } else if let Some(time) = form.strip_suffix("am").or_else(|| form.strip_suffix('a')) {
                (time, Some(false))
            } else {
                (form, None)
            };
        let mut parts = time.split(':').map(|part| {
            let sound =
                part.len() <= 2 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            if sound {
                part.parse::<u32>().ok()
            } else {
                None
            }
        });
        let hour = parts.next().flatten();
        let minute = parts.next().flatten();
        let two_digits = time.split(':').nth(1).is_some_and(|part| part.len() == 2);
        let second = match parts.next() {
            None => Some(0),
            Some(second) => second,
        };
        return match (hour, minute, second, parts.next()) {
            (Some(hour), Some(minute), Some(second), None) if two_digits => {
                clock(u64::from(hour), minute, second, half)
            }
            _ => Word::Other,
        };
    }
    if matches!(form.matches('/').count(), 1 | 2) || form.matches('.').count() == 2 {
        return Word::Lead; // perhaps a date in numbers
    }
    let mut value: u64 = head;
    let mut thousandths = 0;
    let mut rest = &form[head.to_string().len().min(form.len())..];
    if form.starts_with('0') && form.len() > 1 {
        rest = form.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    while let Some(group) = rest.strip_prefix(',').and_then(|rest| rest.get(..3)) {
        match group.parse::<u64>() {
            Ok(group) if value < 1_000_000_000 => value = value * 1000 + group,
            _ => return Word::Other,
        }
        rest = &rest[4..];
    }
    if let Some(fraction) = rest.strip_prefix('.') {
        let mut scale = 100;
        if fraction.is_empty() || fraction.len() > 6 {
            return Word::Other;
        }
        for digit in fraction.bytes() {
            if !digit.is_ascii_digit() {
                return Word::Other;
            }
            thousandths += u64::from(digit - b'0') * scale;
            scale /= 10;
        }
        rest = "";
    }
    if rest.is_empty() {
        Word::Number(Number {
            thousandths: value * 1000 + thousandths,
            shape: Shape::Marked,
        })
    } else {
        Word::Other
    }
}

/// A clock time; `half` tells the second half of the day from the first where the text does.
pub(super) fn clock(hour: u64, minute: u32, second: u32, half: Option<bool>) -> Word {
    clock_time(hour, minute, second, half).map_or(Word::Other, Word::Clock)
}

/// The time of day of `hour`, with "a.m." (`Some(false)`), "p.m." (`Some(true)`) or neither.
pub(super) fn clock_time(
    hour: u64,
    minute: u32,
    second: u32,
    half: Option<bool>,
) -> Option<NaiveTime> {
    let hour = u32::try_from(hour).ok()?;
    let hour = match half {
        Some(false) if hour == 12 => 0,
        Some(true) if (1..12).contains(&hour) => hour + 12,
        Some(_) if !(1..=12).contains(&hour) => return None,
        _ if hour == 24 && minute == 0 && second == 0 => 0,
        _ => hour,
    };
    if second == 60 && minute == 59 {
        return NaiveTime::from_hms_milli_opt(hour, minute, 59, 1000); // a leap second
    }
    NaiveTime::from_hms_opt(hour, minute, second)
}

#[cfg(test)]
mod tests {
    use super::super::classes::word;
    use super::*;

    #[test]
    fn numbers() {
        let number = |thousandths, shape| Word::Number(Number { thousandths, shape });
        assert_eq!(word("1998"), number(1_998_000, Shape::Digits(4)));
        assert_eq!(word("1,500"), number(1_500_000, Shape::Marked));
        assert_eq!(word("2.5"), number(2500, Shape::Marked));
        assert_eq!(word("007"), number(7000, Shape::Digits(3)));
        assert_eq!(word("3rd"), Word::Ordinal(3));
        assert_eq!(word("1990s"), Word::Decade(1990));
        assert_eq!(word("99999999999999999999999"), Word::Other);
        assert_eq!(
            word("3pm"),
            Word::Clock(NaiveTime::from_hms_opt(15, 0, 0).unwrap())
        );
        assert_eq!(word("25:99"), Word::Other);
        assert_eq!(word("1,50"), Word::Other);
        assert_eq!(word("0.5"), number(500, Shape::Marked));
    }
}
