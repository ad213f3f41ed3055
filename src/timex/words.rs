//! Lower-case form → its class: the closed sets of words that time expressions are made of.

use chrono::{NaiveTime, Weekday};

use super::digits::numeric;
use super::leads::LEADS;
use crate::types::{DayPart, Season, Unit};

/// What a token can be in a time expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    /// Nothing of ours.
    Other,
    /// A word that can open an expression and has no class of its own: "the", "last", "early", "about".
    Lead,
    /// "monday", "mon", and whether it is a plural.
    Weekday(Weekday, bool),
    /// "march", "mar", 1 to 12.
    Month(u32),
    /// "year", "years": the unit, and whether it is a plural.
    Unit(Unit, bool),
    /// "3", "three", "1,500", "2.5".
    Number(Number),
    /// "3rd", "third".
    Ordinal(u32),
    /// "1990s", "nineties": the first year.
    Decade(i32),
    /// "morning", and whether it is a plural.
    Part(DayPart, bool),
    /// "summer", and whether it is a plural.
    Season(Season, bool),
    /// "15:30", "3pm", "noon".
    Clock(NaiveTime),
    /// "today", "yesterday": days from the day of publication.
    Day(i64),
    /// "daily", "weekly".
    Often(Unit),
}

/// A set of kinds of word: [`LEAD`], [`WEEKDAY`] and the others, one bit each.
pub(super) type Kinds = u16;

/// [`Word::Lead`], as one of [`Kinds`].
pub(super) const LEAD: Kinds = 1;
/// [`Word::Weekday`]
pub(super) const WEEKDAY: Kinds = 1 << 1;
/// [`Word::Month`]
pub(super) const MONTH: Kinds = 1 << 2;
/// [`Word::Unit`]
pub(super) const UNIT: Kinds = 1 << 3;
/// [`Word::Number`]
pub(super) const NUMBER: Kinds = 1 << 4;
/// [`Word::Ordinal`]
pub(super) const ORDINAL: Kinds = 1 << 5;
/// [`Word::Decade`]
pub(super) const DECADE: Kinds = 1 << 6;
/// [`Word::Part`]
pub(super) const PART: Kinds = 1 << 7;
/// [`Word::Season`]
pub(super) const SEASON: Kinds = 1 << 8;
/// [`Word::Clock`]
pub(super) const CLOCK: Kinds = 1 << 9;
/// [`Word::Day`]
pub(super) const DAY: Kinds = 1 << 10;
/// [`Word::Often`]
pub(super) const OFTEN: Kinds = 1 << 11;

impl Word {
    /// The kind of the word; none for [`Word::Other`].
    pub(super) const fn kind(self) -> Kinds {
        match self {
            Self::Other => 0,
            Self::Lead => LEAD,
            Self::Weekday(..) => WEEKDAY,
            Self::Month(_) => MONTH,
            Self::Unit(..) => UNIT,
            Self::Number(_) => NUMBER,
            Self::Ordinal(_) => ORDINAL,
            Self::Decade(_) => DECADE,
            Self::Part(..) => PART,
            Self::Season(..) => SEASON,
            Self::Clock(_) => CLOCK,
            Self::Day(_) => DAY,
            Self::Often(_) => OFTEN,
        }
    }
}

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Thousandths.
    pub(super) thousandths: u64,
    /// How it is written.
    pub(super) shape: Shape,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// So many digits, nothing else.
    Digits(u8),
    /// With a point or commas.
    Marked,
    /// In letters.
    Letters,
}

impl Number {
    /// The number, where it is a whole one.
    pub(super) fn whole(self) -> Option<u64> {
        self.thousandths
            .is_multiple_of(1000)
            .then_some(self.thousandths / 1000)
    }

    /// The number, where it is one or two digits.
    pub(super) fn short(self) -> Option<u32> {
        match self.shape {
            Shape::Digits(1 | 2) => u32::try_from(self.thousandths / 1000).ok(),
            _ => None,
        }
    }

    /// The year, where it is four digits that do not begin with a zero.
    pub(super) fn year(self) -> Option<i32> {
        match self.shape {
            Shape::Digits(4) if self.thousandths >= 1_000_000 => {
                i32::try_from(self.thousandths / 1000).ok()
            }
            _ => None,
        }
    }
}

/// The class of a lower-case form.
pub(super) fn classify(form: &str) -> Word {
    let first = form.as_bytes().first().copied().unwrap_or(b' ');
    if first.is_ascii_digit() {
        return numeric(form);
    }
    if !first.is_ascii_lowercase() || form.len() > 13 {
        return Word::Other;
    }
    // "mar3", "fy2019": read by their rules
    if form.ends_with(|c: char| c.is_ascii_digit())
        && (form.starts_with("fy") || glued_date(form).is_some())
    {
        return Word::Lead;
    }
    named(form)
        .or_else(|| unit(form))
        .or_else(|| spelled(form))
        .or_else(|| other(form))
        .unwrap_or(Word::Other)
}

fn named(form: &str) -> Option<Word> {
    use DayPart::{Afternoon, Daytime, Evening, Midday, Morning, Night};
    use Season::{Fall, Spring, Summer, Winter};
    Some(match form {
        "monday" | "mon" | "mon." => Word::Weekday(Weekday::Mon, false),
        "tuesday" | "tue" | "tue." | "tues" | "tues." => Word::Weekday(Weekday::Tue, false),
        "wednesday" | "wed." | "weds" => Word::Weekday(Weekday::Wed, false),
        "thursday" | "thu" | "thu." | "thur" | "thurs" | "thurs." => {
            Word::Weekday(Weekday::Thu, false)
        }
        "friday" | "fri" | "fri." => Word::Weekday(Weekday::Fri, false),
        "saturday" => Word::Weekday(Weekday::Sat, false),
        "sunday" => Word::Weekday(Weekday::Sun, false),
        "mondays" => Word::Weekday(Weekday::Mon, true),
        "tuesdays" => Word::Weekday(Weekday::Tue, true),
        "wednesdays" => Word::Weekday(Weekday::Wed, true),
        "thursdays" => Word::Weekday(Weekday::Thu, true),
        "fridays" => Word::Weekday(Weekday::Fri, true),
        "saturdays" => Word::Weekday(Weekday::Sat, true),
        "sundays" => Word::Weekday(Weekday::Sun, true),
        "january" | "jan" | "jan." => Word::Month(1),
        "february" | "feb" | "feb." => Word::Month(2),
        "march" | "mar" | "mar." => Word::Month(3),
        "april" | "apr" | "apr." => Word::Month(4),
        "may" => Word::Month(5),
        "june" | "jun" | "jun." => Word::Month(6),
        "july" | "jul" | "jul." => Word::Month(7),
        "august" | "aug" | "aug." => Word::Month(8),
        "september" | "sep" | "sep." | "sept" | "sept." => Word::Month(9),
        "october" | "oct" | "oct." => Word::Month(10),
        "november" | "nov" | "nov." => Word::Month(11),
        "december" | "dec" | "dec." => Word::Month(12),
        "morning" => Word::Part(Morning, false),
        "mornings" => Word::Part(Morning, true),
        "midday" => Word::Part(Midday, false),
        "afternoon" => Word::Part(Afternoon, false),
        "afternoons" => Word::Part(Afternoon, true),
        "evening" => Word::Part(Evening, false),
        "evenings" => Word::Part(Evening, true),
        "night" | "nighttime" => Word::Part(Night, false),
        "nights" => Word::Part(Night, true),
        "daytime" => Word::Part(Daytime, false),
        "spring" | "springtime" => Word::Season(Spring, false),
        "summer" | "summertime" => Word::Season(Summer, false),
        "fall" | "autumn" => Word::Season(Fall, false),
        "winter" | "wintertime" => Word::Season(Winter, false),
        "springs" => Word::Season(Spring, true),
        "summers" => Word::Season(Summer, true),
        "autumns" => Word::Season(Fall, true),
        "winters" => Word::Season(Winter, true),
        "today" => Word::Day(0),
        "yesterday" => Word::Day(-1),
        "tomorrow" | "tmrw" | "tmr" => Word::Day(1),
        "noon" | "noonish" => Word::Clock(NaiveTime::from_hms_opt(12, 0, 0)?),
        "midnight" => Word::Clock(NaiveTime::MIN),
        _ => return None,
    })
}

/// "dec31", "mar3": a month and a day written as one word.
pub(super) fn glued_date(form: &str) -> Option<(u32, u32)> {
    let letters = form.bytes().take_while(u8::is_ascii_lowercase).count();
    let (month, day) = form.split_at(letters);
    let Some(Word::Month(month)) = named(month) else {
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
        _ => match self::unit(unit) {
            Some(Word::Unit(unit, _)) => unit,
            _ => return None,
        },
    };
    match numeric(number) {
        Word::Number(number) => Some((number.thousandths, unit)),
        _ => None,
    }
}

fn unit(form: &str) -> Option<Word> {
    let singular = match form {
        "second" => return None, // an ordinal first
        "sec" | "secs" | "seconds" => Unit::Second,
        "minute" | "minutes" | "min" | "mins" => Unit::Minute,
        "hour" | "hours" | "hr" | "hrs" => Unit::Hour,
        "day" | "days" => Unit::Day,
        "weekend" | "weekends" => Unit::Weekend,
        "week" | "weeks" | "wk" | "wks" => Unit::Week,
        "fortnight" | "fortnights" => Unit::Week, // counted twice: `number::in_weeks`
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" | "yr" | "yrs" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        "century" | "centuries" => Unit::Century,
        "hourly" => return Some(Word::Often(Unit::Hour)),
        "daily" | "nightly" | "everyday" => return Some(Word::Often(Unit::Day)),
        "weekly" => return Some(Word::Often(Unit::Week)),
        "monthly" => return Some(Word::Often(Unit::Month)),
        "quarterly" => return Some(Word::Often(Unit::Quarter)),
        "annually" | "yearly" => return Some(Word::Often(Unit::Year)),
        _ => return None,
    };
    Some(Word::Unit(singular, form.ends_with('s')))
}

fn spelled(form: &str) -> Option<Word> {
    if let Some(value) = letters(form) {
        return Some(Word::Number(Number {
            thousandths: value * 1000,
            shape: Shape::Letters,
        }));
    }
    Some(match form {
        "first" => Word::Ordinal(1),
        "second" => Word::Ordinal(2),
        "third" => Word::Ordinal(3),
        "fourth" => Word::Ordinal(4),
        "fifth" => Word::Ordinal(5),
        "sixth" => Word::Ordinal(6),
        "seventh" => Word::Ordinal(7),
        "eighth" => Word::Ordinal(8),
        "ninth" => Word::Ordinal(9),
        "tenth" => Word::Ordinal(10),
        "eleventh" => Word::Ordinal(11),
        "twelfth" => Word::Ordinal(12),
        "thirteenth" => Word::Ordinal(13),
        "fourteenth" => Word::Ordinal(14),
        "fifteenth" => Word::Ordinal(15),
        "sixteenth" => Word::Ordinal(16),
        "seventeenth" => Word::Ordinal(17),
        "eighteenth" => Word::Ordinal(18),
        "nineteenth" => Word::Ordinal(19),
        "twentieth" => Word::Ordinal(20),
        "thirtieth" => Word::Ordinal(30),
        "twenties" => Word::Decade(1920),
        "thirties" => Word::Decade(1930),
        "forties" => Word::Decade(1940),
        "fifties" => Word::Decade(1950),
        "sixties" => Word::Decade(1960),
        "seventies" => Word::Decade(1970),
        "eighties" => Word::Decade(1980),
        "nineties" => Word::Decade(1990),
        _ => return None,
    })
}

/// The number a word names.
fn letters(form: &str) -> Option<u64> {
    Some(match form {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" | "dozen" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        "hundred" => 100,
        "thousand" => 1000,
        "million" => 1_000_000,
        _ => return None,
    })
}

fn other(form: &str) -> Option<Word> {
    LEADS.binary_search(&form).is_ok().then_some(Word::Lead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let number = |thousandths, shape| Word::Number(Number { thousandths, shape });
        assert_eq!(classify("1998"), number(1_998_000, Shape::Digits(4)));
        assert_eq!(classify("1,500"), number(1_500_000, Shape::Marked));
        assert_eq!(classify("2.5"), number(2500, Shape::Marked));
        assert_eq!(classify("007"), number(7000, Shape::Digits(3)));
        assert_eq!(classify("3rd"), Word::Ordinal(3));
        assert_eq!(classify("1990s"), Word::Decade(1990));
        assert_eq!(classify("99999999999999999999999"), Word::Other);
        assert_eq!(
            classify("3pm"),
            Word::Clock(NaiveTime::from_hms_opt(15, 0, 0).unwrap())
        );
        assert_eq!(classify("25:99"), Word::Other);
        assert_eq!(classify("1,50"), Word::Other);
        assert_eq!(classify("0.5"), number(500, Shape::Marked));
    }
}
