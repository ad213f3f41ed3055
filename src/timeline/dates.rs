//! Periods and windows → the date texts of the timeline.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use crate::types::{Grain, Modifier, Period, Season, Window, day_text, push_two};

/// `2022-02-15T18:30:00`
pub(super) fn moment(moment: NaiveDateTime) -> String {
    if !is_plain(moment.year()) {
        return moment.format("%Y-%m-%dT%H:%M:%S").to_string();
    }
    // by hand: a document of news asks for two of these an expression, and chrono reads the pattern each time
    let mut text = day_text(moment.date());
    text.reserve_exact(9);
    for (before, number) in [
        ('T', moment.hour()),
        (':', moment.minute()),
        (':', moment.second()),
    ] {
        text.push(before);
        push_two(&mut text, number);
    }
    text
}

/// ISO 8601-2 (EDTF) for `period` under `modifier`. Parts of a day are no EDTF: they give their day.
pub(super) fn edtf(period: Period, modifier: Option<Modifier>) -> String {
    let (first, last) = ends(period);
    match modifier {
        Some(Modifier::Before | Modifier::OnOrBefore) => format!("../{}", last.unwrap_or(first)),
        Some(Modifier::After | Modifier::OnOrAfter) => format!("{first}/.."),
        Some(Modifier::Approx) => match last {
            Some(last) => format!("{first}~/{last}~"),
            None => format!("{first}~"),
        },
        _ => match last {
            Some(last) => format!("{first}/{last}"),
            None => first,
        },
    }
}

/// ISO 8601-2 for an unclaimed date: one day of those in `window`. `None` for a window without bounds.
pub(super) fn edtf_within(window: Window) -> Option<String> {
    let first = window.earliest.map(|earliest| day(earliest.date()));
    let last = window.latest.map(|latest| day(last_day(latest)));
    match (first, last) {
        (None, None) => None,
        (Some(first), Some(last)) if first == last => Some(first),
        (first, last) => Some(format!(
            "[{}..{}]",
            first.unwrap_or_default(),
            last.unwrap_or_default()
        )),
    }
}

/// The two ends of `period`, or one expression for all of it.
fn ends(period: Period) -> (String, Option<String>) {
    let date = period.start.date();
    let year = date.year();
    let plain = is_plain(year);
    match period.grain {
        Grain::Second | Grain::Minute => (moment(period.start), None),
        Grain::Hour | Grain::DayPart(_) | Grain::Day => (day(date), None),
        Grain::Month => (format!("{}-{:02}", year_text(year), date.month()), None),
        // the codes of ISO 8601-2: seasons from 21, quarters from 33, halves from 40
        Grain::Season(season) if plain => (format!("{year:04}-{}", season_code(season)), None),
        Grain::Quarter if plain => (format!("{year:04}-{}", 33 + date.month0() / 3), None),
        Grain::Half if plain => (format!("{year:04}-{}", 40 + date.month0() / 6), None),
        Grain::Year => (year_text(year), None),
        Grain::Decade if plain => (format!("{:03}X", year / 10), None),
        Grain::Century if plain => (format!("{:02}XX", year / 100), None),
        _ => (day(date), Some(day(last_day(period.end)))),
    }
}

const fn season_code(season: Season) -> u32 {
    match season {
        Season::Spring => 21,
        Season::Summer => 22,
        Season::Fall => 23,
        Season::Winter => 24,
    }
}

/// The last day before `end`, an exclusive bound.
fn last_day(end: NaiveDateTime) -> NaiveDate {
    end.checked_sub_signed(TimeDelta::seconds(1))
        .unwrap_or(end)
        .date()
}

/// Whether four digits write the year.
fn is_plain(year: i32) -> bool {
    (0..=9999).contains(&year)
}

fn day(date: NaiveDate) -> String {
    if is_plain(date.year()) {
        return day_text(date);
    }
    format!(
        "{}-{:02}-{:02}",
        year_text(date.year()),
        date.month(),
        date.day()
    )
}

/// Four digits; longer years open with a Y, as ISO 8601-2 wants it.
fn year_text(year: i32) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..=-1 => format!("{year:05}"),
        _ => format!("Y{year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::DayPart;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a test date is valid")
    }

    #[test]
    fn a_moment_is_what_chrono_writes() {
        for day in ["0000-01-01", "0044-03-15", "1998-12-31", "9999-12-31"] {
            let at = date(day).and_hms_opt(23, 5, 59).expect("a time of day");
            assert_eq!(moment(at), at.format("%Y-%m-%dT%H:%M:%S").to_string());
        }
        assert_eq!(moment(NaiveDateTime::MIN), "-262143-01-01T00:00:00");
        assert_eq!(moment(date("+12022-02-15").into()), "+12022-02-15T00:00:00");
    }

    #[test]
    fn edtf_by_grain() {
        let months =
            |month, count, grain| Period::months(2022, month, count, grain).expect("in range");
        let check = |period: Period, wanted: &str| assert_eq!(edtf(period, None), wanted);
        check(Period::day(date("2022-02-15")), "2022-02-15");
        check(
            Period::day_part(date("2022-02-15"), DayPart::Afternoon),
            "2022-02-15",
        );
        check(
            Period::week_of(date("2022-02-15")).expect("in range"),
            "2022-02-14/2022-02-20",
        );
        check(months(2, 1, Grain::Month), "2022-02");
        check(months(12, 3, Grain::Season(Season::Winter)), "2022-24");
        check(months(7, 3, Grain::Quarter), "2022-35");
        check(months(7, 6, Grain::Half), "2022-41");
        check(months(1, 12, Grain::Year), "2022");
        check(
            Period::months(1990, 1, 120, Grain::Decade).expect("in range"),
            "199X",
        );
        check(
            Period::months(1900, 1, 1200, Grain::Century).expect("in range"),
            "19XX",
        );
        check(Period::year(-44).expect("in range"), "-0044");
        check(Period::year(12_000).expect("in range"), "Y12000");
        check(
            Period::days(date("2022-02-15"), date("2022-02-17"), Grain::Range),
            "2022-02-15/2022-02-17",
        );
    }

    #[test]
    fn edtf_by_modifier() {
        let year = Period::year(1998).expect("in range");
        let check = |modifier, wanted: &str| assert_eq!(edtf(year, Some(modifier)), wanted);
        check(Modifier::Approx, "1998~");
        check(Modifier::Before, "../1998");
        check(Modifier::After, "1998/..");
        check(Modifier::Start, "1998");
        let week = Period::week_of(date("2022-02-15")).expect("in range");
        assert_eq!(
            edtf(week, Some(Modifier::Approx)),
            "2022-02-14~/2022-02-20~"
        );
    }

    #[test]
    fn edtf_of_a_window() {
        let day = Period::day(date("2022-02-15"));
        let window = |earliest, latest| edtf_within(Window { earliest, latest });
        assert_eq!(window(None, None), None);
        assert_eq!(
            window(None, Some(day.end)).as_deref(),
            Some("[..2022-02-15]")
        );
        assert_eq!(
            window(Some(day.start), None).as_deref(),
            Some("[2022-02-15..]")
        );
        assert_eq!(
            window(Some(day.start), Some(day.end)).as_deref(),
            Some("2022-02-15")
        );
    }

    #[test]
    fn the_ends_of_the_calendar_have_a_text() {
        for date in [NaiveDate::MIN, NaiveDate::MAX] {
            assert!(!edtf(Period::day(date), None).is_empty());
        }
        assert!(
            edtf_within(Window {
                earliest: Some(NaiveDateTime::MIN),
                latest: Some(NaiveDateTime::MAX)
            })
            .is_some()
        );
    }
}
