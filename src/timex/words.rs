//! Lower-case form → its class: the closed sets of words that time expressions are made of.

use chrono::{NaiveTime, Weekday};

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
        "tomorrow" => Word::Day(1),
        "noon" => Word::Clock(NaiveTime::from_hms_opt(12, 0, 0)?),
        "midnight" => Word::Clock(NaiveTime::MIN),
        _ => return None,
    })
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
        "fortnight" | "fortnights" => return Some(Word::Unit(Unit::Week, false)),
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

/// Words without a class of their own that open an expression, in order.
const LEADS: &[&str] = &[
    "a",
    "a.d.",
    "about",
    "ad",
    "advent",
    "ago",
    "all",
    "all-saints",
    "almost",
    "an",
    "annual",
    "another",
    "any",
    "anzac",
    "approximately",
    "april",
    "armistice",
    "around",
    "as",
    "ascension",
    "ash",
    "ashura",
    "at",
    "australia",
    "back",
    "bastille",
    "beginning",
    "between",
    "bi",
    "biannual",
    "biannually",
    "biennial",
    "biennially",
    "bimonthly",
    "biweekly",
    "black",
    "both",
    "boxing",
    "c.",
    "ca.",
    "canada",
    "chinese",
    "christmas",
    "close",
    "columbus",
    "coming",
    "comparable",
    "constitution",
    "corresponding",
    "couple",
    "current",
    "currently",
    "cyber",
    "dawn",
    "daylong",
    "decadelong",
    "deepavali",
    "divali",
    "diwali",
    "dusk",
    "each",
    "earlier",
    "early",
    "earth",
    "easter",
    "eastern",
    "eid",
    "election",
    "end",
    "entire",
    "epiphany",
    "europe",
    "eve",
    "every",
    "father",
    "few",
    "final",
    "fiscal",
    "following",
    "formerly",
    "fortnightly",
    "from",
    "future",
    "fy",
    "good",
    "guy",
    "h1",
    "h2",
    "half",
    "halloween",
    "hanukkah",
    "her",
    "his",
    "holi",
    "holy",
    "hourlong",
    "human",
    "immediately",
    "independence",
    "international",
    "its",
    "juneteenth",
    "just",
    "kwanzaa",
    "labor",
    "last",
    "late",
    "lately",
    "later",
    "latest",
    "latter",
    "lent",
    "less",
    "long",
    "lunar",
    "lunch",
    "lunchtime",
    "many",
    "martin",
    "mawlid",
    "memorial",
    "mid",
    "mid-autumn",
    "middle",
    "midmonth",
    "midnight",
    "midsummer",
    "midweek",
    "midyear",
    "momentarily",
    "monthlong",
    "monthslong",
    "more",
    "mother",
    "near",
    "nearly",
    "new",
    "next",
    "nightlong",
    "no",
    "noontime",
    "now",
    "nowadays",
    "nowruz",
    "once",
    "only",
    "orthodox",
    "over",
    "overnight",
    "palm",
    "part",
    "passover",
    "past",
    "pentecost",
    "per",
    "presently",
    "presidents",
    "previous",
    "previously",
    "prior",
    "purim",
    "q1",
    "q2",
    "q3",
    "q4",
    "quarter",
    "ramadan",
    "recent",
    "recently",
    "remainder",
    "remembrance",
    "rest",
    "rosh",
    "roughly",
    "saint",
    "same",
    "sat",
    "semi",
    "semiannual",
    "semiannually",
    "several",
    "shavuot",
    "shortly",
    "some",
    "sometime",
    "songkran",
    "soon",
    "st.",
    "start",
    "subsequent",
    "such",
    "sukkot",
    "summer",
    "sun",
    "sunrise",
    "sunset",
    "tet",
    "thanksgiving",
    "that",
    "the",
    "their",
    "then",
    "these",
    "this",
    "those",
    "three",
    "to",
    "tonight",
    "tu",
    "turn",
    "twice",
    "ukraine",
    "under",
    "up",
    "upcoming",
    "valentine",
    "vesak",
    "veterans",
    "victory",
    "wed",
    "week",
    "weekday",
    "weekdays",
    "weeklong",
    "weeknights",
    "weekslong",
    "well",
    "whole",
    "within",
    "world",
    "year",
    "year-end",
    "yearlong",
    "yearslong",
    "yet",
    "yom",
];

fn other(form: &str) -> Option<Word> {
    LEADS.binary_search(&form).is_ok().then_some(Word::Lead)
}

/// A form that begins with a digit.
fn numeric(form: &str) -> Word {
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
        "s" | "'s" => decade(head, digits),
        "am" | "a.m." | "a.m" => clock(head, 0, 0, Some(false)),
        "pm" | "p.m." | "p.m" => clock(head, 0, 0, Some(true)),
        _ => clock_or_fraction(form, head),
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
        let (time, half) = if let Some(time) = form.strip_suffix("pm") {
            (time, Some(true))
        } else if let Some(time) = form.strip_suffix("am") {
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
    if form.matches('/').count() == 2 || form.matches('.').count() == 2 {
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
