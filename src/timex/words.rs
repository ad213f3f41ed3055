//! The closed sets of words that time expressions are made of, and what a token can be in one.

use chrono::{NaiveTime, Weekday};

use DayPart::{Afternoon, Daytime, Evening, Midday, Morning, Night};
use Season::{Fall, Spring, Summer, Winter};

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
/// A [`Word::Lead`] that can be all there is: "recently", "Christmas", and what it takes to be one: "past", "later".
pub(super) const ALONE: Kinds = 1 << 12;
/// A noun without a class that an expression can end in: "the moment".
pub(super) const NOUN: Kinds = 1 << 13;

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

/// What the sun does in the morning.
pub(super) const SUN_UP: &[&str] = &["dawn", "daybreak", "sunrise"];
/// What it does in the evening.
pub(super) const SUN_DOWN: &[&str] = &["dusk", "nightfall", "sundown", "sunset"];

/// Lower-case forms that have a class of their own.
#[rustfmt::skip] // rows
pub(super) const NAMES: &[(&[&str], Word)] = &[
    (&["monday", "mon", "mon."], Word::Weekday(Weekday::Mon, false)),
    (&["tuesday", "tue", "tue.", "tues", "tues."], Word::Weekday(Weekday::Tue, false)),
    (&["wednesday", "wed.", "weds"], Word::Weekday(Weekday::Wed, false)),
    (&["thursday", "thu", "thu.", "thur", "thurs", "thurs."], Word::Weekday(Weekday::Thu, false)),
    (&["friday", "fri", "fri."], Word::Weekday(Weekday::Fri, false)),
    (&["saturday"], Word::Weekday(Weekday::Sat, false)),
    (&["sunday"], Word::Weekday(Weekday::Sun, false)),
    (&["mondays"], Word::Weekday(Weekday::Mon, true)),
    (&["tuesdays"], Word::Weekday(Weekday::Tue, true)),
    (&["wednesdays"], Word::Weekday(Weekday::Wed, true)),
    (&["thursdays"], Word::Weekday(Weekday::Thu, true)),
    (&["fridays"], Word::Weekday(Weekday::Fri, true)),
    (&["saturdays"], Word::Weekday(Weekday::Sat, true)),
    (&["sundays"], Word::Weekday(Weekday::Sun, true)),
    (&["january", "jan", "jan."], Word::Month(1)),
    (&["february", "feb", "feb."], Word::Month(2)),
    (&["march", "mar", "mar."], Word::Month(3)),
    (&["april", "apr", "apr."], Word::Month(4)),
    (&["may"], Word::Month(5)),
    (&["june", "jun", "jun."], Word::Month(6)),
    (&["july", "jul", "jul."], Word::Month(7)),
    (&["august", "aug", "aug."], Word::Month(8)),
    (&["september", "sep", "sep.", "sept", "sept."], Word::Month(9)),
    (&["october", "oct", "oct."], Word::Month(10)),
    (&["november", "nov", "nov."], Word::Month(11)),
    (&["december", "dec", "dec."], Word::Month(12)),
    (&["morning"], Word::Part(Morning, false)),
    (SUN_UP, Word::Part(Morning, false)),
    (SUN_DOWN, Word::Part(Evening, false)),
    (&["mornings"], Word::Part(Morning, true)),
    (&["midday"], Word::Part(Midday, false)),
    (&["afternoon"], Word::Part(Afternoon, false)),
    (&["afternoons"], Word::Part(Afternoon, true)),
    (&["evening"], Word::Part(Evening, false)),
    (&["evenings"], Word::Part(Evening, true)),
    (&["night", "nighttime"], Word::Part(Night, false)),
    (&["nights"], Word::Part(Night, true)),
    (&["daytime"], Word::Part(Daytime, false)),
    (&["spring", "springtime"], Word::Season(Spring, false)),
    (&["summer", "summertime"], Word::Season(Summer, false)),
    (&["fall", "autumn"], Word::Season(Fall, false)),
    (&["winter", "wintertime"], Word::Season(Winter, false)),
    (&["springs"], Word::Season(Spring, true)),
    (&["summers"], Word::Season(Summer, true)),
    (&["autumns"], Word::Season(Fall, true)),
    (&["winters"], Word::Season(Winter, true)),
    (&["today"], Word::Day(0)),
    (&["yesterday"], Word::Day(-1)),
    (&["tomorrow", "tmrw", "tmr"], Word::Day(1)),
    (&["noon", "noonish"], Word::Clock(NOON)),
    (&["midnight"], Word::Clock(NaiveTime::MIN)),
    (&["sec"], Word::Unit(Unit::Second, false)),
    (&["secs", "seconds"], Word::Unit(Unit::Second, true)),
    (&["minute", "min"], Word::Unit(Unit::Minute, false)),
    (&["minutes", "mins"], Word::Unit(Unit::Minute, true)),
    (&["hour", "hr"], Word::Unit(Unit::Hour, false)),
    (&["hours", "hrs"], Word::Unit(Unit::Hour, true)),
    (&["day"], Word::Unit(Unit::Day, false)),
    (&["days"], Word::Unit(Unit::Day, true)),
    (&["weekend"], Word::Unit(Unit::Weekend, false)),
    (&["weekends"], Word::Unit(Unit::Weekend, true)),
    (&["week", "wk"], Word::Unit(Unit::Week, false)),
    (&["weeks", "wks"], Word::Unit(Unit::Week, true)),
    // counted twice: `number::in_weeks`
    (&["fortnight"], Word::Unit(Unit::Week, false)),
    (&["fortnights"], Word::Unit(Unit::Week, true)),
    (&["month"], Word::Unit(Unit::Month, false)),
    (&["months"], Word::Unit(Unit::Month, true)),
    (&["quarter"], Word::Unit(Unit::Quarter, false)),
    (&["quarters"], Word::Unit(Unit::Quarter, true)),
    (&["year", "yr"], Word::Unit(Unit::Year, false)),
    (&["years", "yrs"], Word::Unit(Unit::Year, true)),
    (&["decade"], Word::Unit(Unit::Decade, false)),
    (&["decades"], Word::Unit(Unit::Decade, true)),
    (&["century"], Word::Unit(Unit::Century, false)),
    (&["centuries"], Word::Unit(Unit::Century, true)),
    (&["hourly"], Word::Often(Unit::Hour)),
    (&["daily", "nightly", "everyday"], Word::Often(Unit::Day)),
    (&["weekly"], Word::Often(Unit::Week)),
    (&["monthly"], Word::Often(Unit::Month)),
    (&["quarterly"], Word::Often(Unit::Quarter)),
    (&["annually", "yearly"], Word::Often(Unit::Year)),
    (&["zero"], number(0)),
    (&["one"], number(1)),
    (&["two"], number(2)),
    (&["three"], number(3)),
    (&["four"], number(4)),
    (&["five"], number(5)),
    (&["six"], number(6)),
    (&["seven"], number(7)),
    (&["eight"], number(8)),
    (&["nine"], number(9)),
    (&["ten"], number(10)),
    (&["eleven"], number(11)),
    (&["twelve", "dozen"], number(12)),
    (&["thirteen"], number(13)),
    (&["fourteen"], number(14)),
    (&["fifteen"], number(15)),
    (&["sixteen"], number(16)),
    (&["seventeen"], number(17)),
    (&["eighteen"], number(18)),
    (&["nineteen"], number(19)),
    (&["twenty"], number(20)),
    (&["thirty"], number(30)),
    (&["forty"], number(40)),
    (&["fifty"], number(50)),
    (&["sixty"], number(60)),
    (&["seventy"], number(70)),
    (&["eighty"], number(80)),
    (&["ninety"], number(90)),
    (&["hundred"], number(100)),
    (&["thousand"], number(1000)),
    (&["million"], number(1_000_000)),
    (&["first"], Word::Ordinal(1)),
    (&["second"], Word::Ordinal(2)),
    (&["third"], Word::Ordinal(3)),
    (&["fourth"], Word::Ordinal(4)),
    (&["fifth"], Word::Ordinal(5)),
    (&["sixth"], Word::Ordinal(6)),
    (&["seventh"], Word::Ordinal(7)),
    (&["eighth"], Word::Ordinal(8)),
    (&["ninth"], Word::Ordinal(9)),
    (&["tenth"], Word::Ordinal(10)),
    (&["eleventh"], Word::Ordinal(11)),
    (&["twelfth"], Word::Ordinal(12)),
    (&["thirteenth"], Word::Ordinal(13)),
    (&["fourteenth"], Word::Ordinal(14)),
    (&["fifteenth"], Word::Ordinal(15)),
    (&["sixteenth"], Word::Ordinal(16)),
    (&["seventeenth"], Word::Ordinal(17)),
    (&["eighteenth"], Word::Ordinal(18)),
    (&["nineteenth"], Word::Ordinal(19)),
    (&["twentieth"], Word::Ordinal(20)),
    (&["thirtieth"], Word::Ordinal(30)),
    (&["twenties"], Word::Decade(1920)),
    (&["thirties"], Word::Decade(1930)),
    (&["forties"], Word::Decade(1940)),
    (&["fifties"], Word::Decade(1950)),
    (&["sixties"], Word::Decade(1960)),
    (&["seventies"], Word::Decade(1970)),
    (&["eighties"], Word::Decade(1980)),
    (&["nineties"], Word::Decade(1990)),
];

const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};

/// A number in letters.
const fn number(value: u64) -> Word {
    Word::Number(Number {
        thousandths: value * 1000,
        shape: Shape::Letters,
    })
}
