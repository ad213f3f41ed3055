//! A stretch of calendar, and lengths of time.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

/// A stretch of calendar, half-open, with the unit it was spoken in.
///
/// "In March 2024" is 31 days with [`Grain::Month`], never "2024-03-01".
///
/// ```
/// use demarche::types::{Grain, Period};
/// let march = Period::month(2024, 3).unwrap();
/// assert_eq!(march.value(), "2024-03");
/// assert_eq!(march.end.to_string(), "2024-04-01 00:00:00");
/// assert_eq!(march.grain, Grain::Month);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first moment.
    pub start: NaiveDateTime,
    /// The first moment after it: a one-day period ends where the next day starts.
    pub end: NaiveDateTime,
    /// The unit it was spoken in.
    pub grain: Grain,
}

/// The unit a period was spoken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// "at 23:59:05"
    Second,
    /// "at 3:30 p.m."
    Minute,
    /// "at 3 p.m."
    Hour,
    /// "Tuesday afternoon"
    DayPart(DayPart),
    /// "Tuesday"
    Day,
    /// "last weekend"
    Weekend,
    /// "last week"
    Week,
    /// "in March"
    Month,
    /// "last winter"
    Season(Season),
    /// "the third quarter"
    Quarter,
    /// "the first half of 2021"
    Half,
    /// "in 1998"
    Year,
    /// "the 1990s"
    Decade,
    /// "the 20th century"
    Century,
    /// "from March to May": no single unit names it
    Range,
}

/// A part of a day, as TIMEX3 names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayPart {
    /// MO, 06:00–12:00
    Morning,
    /// MI, 11:00–13:00
    Midday,
    /// AF, 12:00–18:00
    Afternoon,
    /// EV, 18:00–24:00
    Evening,
    /// NI, 20:00 to 06:00 of the next day
    Night,
    /// DT, working hours, 08:00–18:00
    Daytime,
}

/// A season of the northern year, as TIMEX3 names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// SP, March to May
    Spring,
    /// SU, June to August
    Summer,
    /// FA, September to November
    Fall,
    /// WI, December to February of the next year
    Winter,
}

/// A unit of length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// TS
    Second,
    /// TM
    Minute,
    /// TH
    Hour,
    /// D
    Day,
    /// WE
    Weekend,
    /// W
    Week,
    /// M
    Month,
    /// Q, three months
    Quarter,
    /// Y
    Year,
    /// DE
    Decade,
    /// CE
    Century,
}

/// A length of time: so many of a unit, or an unknown number of it ("for years").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Length {
    /// Thousandths of the unit ("two and a half years" is 2500); `None` for an unknown number.
    pub thousandths: Option<u64>,
    /// The unit.
    pub unit: Unit,
}

impl Period {
    /// The day `date`.
    pub fn day(date: NaiveDate) -> Self {
        let start = date.and_time(NaiveTime::MIN);
        let end = date
            .succ_opt()
            .map_or(NaiveDateTime::MAX, |next| next.and_time(NaiveTime::MIN));
        Self {
            start,
            end,
            grain: Grain::Day,
        }
    }

    /// The days from `first` to `last`, both included.
    pub fn days(first: NaiveDate, last: NaiveDate, grain: Grain) -> Self {
        Self {
            start: Self::day(first).start,
            end: Self::day(last.max(first)).end,
            grain,
        }
    }

    /// The seven days, Monday first, that hold `date`.
    pub fn week_of(date: NaiveDate) -> Option<Self> {
        let monday =
            date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday())))?;
        Some(Self::days(
            monday,
            monday.checked_add_days(Days::new(6))?,
            Grain::Week,
        ))
    }

    /// The month `month` (1–12) of `year`; `None` where the calendar holds no such month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::months(year, month, 1, Grain::Month)
    }

    /// `count` months from `month` (1–12) of `year` on; `None` outside the calendar.
    pub fn months(year: i32, month: u32, count: u32, grain: Grain) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let next = first.checked_add_months(Months::new(count))?;
        Some(Self {
            start: Self::day(first).start,
            end: Self::day(next).start,
            grain,
        })
    }

    /// The year `year`; `None` outside the calendar.
    pub fn year(year: i32) -> Option<Self> {
        Self::months(year, 1, 12, Grain::Year)
    }

    /// A part of the day `date`, with the hours of [`DayPart`].
    pub fn day_part(date: NaiveDate, part: DayPart) -> Self {
        let (from, hours) = match part {
            DayPart::Morning => (6, 6),
            DayPart::Midday => (11, 2),
            DayPart::Afternoon => (12, 6),
            DayPart::Evening => (18, 6),
            DayPart::Night => (20, 10),
            DayPart::Daytime => (8, 10),
        };
        let midnight = date.and_time(NaiveTime::MIN);
        let start = midnight
            .checked_add_signed(TimeDelta::hours(from))
            .unwrap_or(midnight);
        let end = start
            .checked_add_signed(TimeDelta::hours(hours))
            .unwrap_or(NaiveDateTime::MAX);
        Self {
            start,
            end,
            grain: Grain::DayPart(part),
        }
    }

    /// The span from the start of `first` to the end of `last`.
    pub fn between(first: Self, last: Self) -> Self {
        Self {
            start: first.start,
            end: last.end.max(first.end),
            grain: Grain::Range,
        }
    }

    /// Whether the two share a moment.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within it.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The day it starts on.
    pub fn first_day(self) -> NaiveDate {
        self.start.date()
    }

    /// The TIMEX3 value: `2022-02-15`, `2022-02-15TAF`, `2022-W07`, `199`, or an ISO range for [`Grain::Range`].
    pub fn value(self) -> String {
        let date = self.start.date();
        let year = || year_text(date.year());
        match self.grain {
            Grain::Second => format!("{}T{}", day_text(date), self.start.format("%H:%M:%S")),
            Grain::Minute => format!("{}T{}", day_text(date), self.start.format("%H:%M")),
            Grain::Hour => format!("{}T{:02}:00", day_text(date), self.start.hour()),
            Grain::DayPart(part) => format!("{}T{}", day_text(date), part.name()),
            Grain::Day => day_text(date),
            Grain::Week => {
                let week = date.iso_week();
                format!("{}-W{:02}", year_text(week.year()), week.week())
            }
            Grain::Weekend => {
                let week = date.iso_week();
                format!("{}-W{:02}-WE", year_text(week.year()), week.week())
            }
            Grain::Month => format!("{}-{:02}", year(), date.month()),
            Grain::Season(season) => format!("{}-{}", year(), season.name()),
            Grain::Quarter => format!("{}-Q{}", year(), date.month0() / 3 + 1),
            Grain::Half => format!("{}-H{}", year(), date.month0() / 6 + 1),
            Grain::Year => year(),
            Grain::Decade => format!("{:03}", date.year().div_euclid(10)),
            Grain::Century => match date.year().div_euclid(100) {
                before @ ..0 => format!("{before:03}"),
                century => format!("{century:02}"),
            },
            Grain::Range => {
                let last = self
                    .end
                    .checked_sub_signed(TimeDelta::seconds(1))
                    .unwrap_or(self.end)
                    .date();
                format!("{}/{}", day_text(date), day_text(last))
            }
        }
    }
}

/// ISO 8601: four digits, more with a sign, negative ones with a minus.
fn year_text(year: i32) -> String {
    if (0..=9999).contains(&year) {
        format!("{year:04}")
    } else {
        format!("{year:+05}")
    }
}

/// `2022-02-15`
pub(crate) fn day_text(date: NaiveDate) -> String {
    if let Ok(year @ 0..=9999) = u32::try_from(date.year()) {
        // by hand: a document of news asks for several an expression
        let mut text = String::with_capacity(10);
        push_two(&mut text, year / 100);
        push_two(&mut text, year);
        for number in [date.month(), date.day()] {
            text.push('-');
            push_two(&mut text, number);
        }
        return text;
    }
    format!(
        "{}-{:02}-{:02}",
        year_text(date.year()),
        date.month(),
        date.day()
    )
}

/// Writes the last two digits of `number`.
pub(crate) fn push_two(text: &mut String, number: u32) {
    text.extend([10, 1].map(|place| char::from(b'0' + (number / place % 10) as u8)));
}

impl Grain {
    /// The name in the timeline JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::DayPart(_) => "daypart",
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Month => "month",
            Self::Season(_) => "season",
            Self::Quarter => "quarter",
            Self::Half => "half",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Range => "range",
        }
    }
}

impl DayPart {
    /// The TIMEX3 code.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

impl Season {
    /// The TIMEX3 code.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Fall => "FA",
            Self::Winter => "WI",
        }
    }
}

impl Length {
    /// So many whole units.
    pub const fn of(count: u64, unit: Unit) -> Self {
        Self {
            thousandths: Some(count.saturating_mul(1000)),
            unit,
        }
    }

    /// An unknown number of units: "for years".
    pub const fn unknown(unit: Unit) -> Self {
        Self {
            thousandths: None,
            unit,
        }
    }

    /// The TIMEX3 value.
    ///
    /// ```
    /// use demarche::types::{Length, Unit};
    /// assert_eq!(Length::of(3, Unit::Hour).value(), "PT3H");
    /// assert_eq!(Length::unknown(Unit::Year).value(), "PXY");
    /// ```
    pub fn value(self) -> String {
        let number = match self.thousandths {
            None => "X".to_owned(),
            Some(n) if n % 1000 == 0 => (n / 1000).to_string(),
            Some(n) => format!("{}.{:03}", n / 1000, n % 1000)
                .trim_end_matches('0')
                .to_owned(),
        };
        let (time, code) = match self.unit {
            Unit::Second => ("T", "S"),
            Unit::Minute => ("T", "M"),
            Unit::Hour => ("T", "H"),
            Unit::Day => ("", "D"),
            Unit::Weekend => ("", "WE"),
            Unit::Week => ("", "W"),
            Unit::Month => ("", "M"),
            Unit::Quarter => ("", "Q"),
            Unit::Year => ("", "Y"),
            Unit::Decade => ("", "DE"),
            Unit::Century => ("", "CE"),
        };
        format!("P{time}{number}{code}")
    }

    /// Its seconds, a month taken as 30 days and a year as 365; `None` for an unknown number or one too large.
    pub fn seconds(self) -> Option<i64> {
        let unit: u64 = match self.unit {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3600,
            Unit::Day => 86_400,
            Unit::Weekend => 2 * 86_400,
            Unit::Week => 7 * 86_400,
            Unit::Month => 30 * 86_400,
            Unit::Quarter => 91 * 86_400,
            Unit::Year => 365 * 86_400,
            Unit::Decade => 3650 * 86_400,
            Unit::Century => 36_500 * 86_400,
        };
        i64::try_from(self.thousandths?.checked_mul(unit)? / 1000).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a test date is valid")
    }

    #[test]
    fn values() {
        assert_eq!(Period::day(date("2022-02-15")).value(), "2022-02-15");
        assert_eq!(
            Period::day_part(date("2022-02-15"), DayPart::Afternoon).value(),
            "2022-02-15TAF"
        );
        assert_eq!(
            Period::week_of(date("2022-01-01")).unwrap().value(),
            "2021-W52"
        );
        assert_eq!(
            Period::months(2022, 7, 3, Grain::Quarter).unwrap().value(),
            "2022-Q3"
        );
        assert_eq!(
            Period::months(1990, 1, 120, Grain::Decade).unwrap().value(),
            "199"
        );
        assert_eq!(Period::year(-44).unwrap().value(), "-0044");
        assert_eq!(
            Period::between(
                Period::day(date("2022-02-15")),
                Period::day(date("2022-02-17"))
            )
            .value(),
            "2022-02-15/2022-02-17"
        );
        assert_eq!(
            Length {
                thousandths: Some(2500),
                unit: Unit::Year
            }
            .value(),
            "P2.5Y"
        );
    }

    #[test]
    fn calendar_ends_do_not_panic() {
        assert!(Period::month(2022, 13).is_none());
        assert!(Period::year(i32::MAX).is_none());
        assert!(Period::day(NaiveDate::MAX).end >= Period::day(NaiveDate::MAX).start);
        assert!(
            Period::week_of(NaiveDate::MIN).is_none() || Period::week_of(NaiveDate::MAX).is_none()
        );
        let _ = Period::day_part(NaiveDate::MAX, DayPart::Night);
        assert_eq!(Length::of(u64::MAX, Unit::Century).seconds(), None);
    }
}
