//! Days that hang on the sun, the moon or the Hebrew calendar, computed: Lunar New Year, Diwali, Ramadan and Eid, Nowruz,
//! Passover, Rosh Hashanah.
//!
//! The moments of moon and equinox follow Meeus, *Astronomical Algorithms*, chapters 27 and 49, cut to the terms that move
//! them by more than some minutes. A month that somebody must see begin can begin a day from what is computed here.

use chrono::{Datelike, Days, NaiveDate};

/// The years that the series are good for.
const YEARS: std::ops::RangeInclusive<i32> = 1700..=2300;

/// The day number of 0h on 1 January 2000, as astronomers count days.
const DAY_2000: f64 = 2_451_544.5;

/// The date on which a moment falls, so many hours after universal time.
#[allow(clippy::cast_possible_truncation)] // some 100,000 days at most
fn date(moment: f64, hours: f64) -> Option<NaiveDate> {
    let days = (moment + hours / 24.0 - DAY_2000).floor() as i64;
    NaiveDate::from_ymd_opt(2000, 1, 1)?.checked_add_signed(chrono::TimeDelta::try_days(days)?)
}

/// The moment of new moon number `k`, counted from the first of the year 2000.
fn new_moon(k: f64) -> f64 {
    let angle = |start: f64, rate: f64| (start + rate * k).to_radians();
    let sun = angle(2.5534, 29.105_356_70);
    let moon = angle(201.5643, 385.816_935_28);
    let node = angle(160.7108, 390.670_502_84);
    2_451_550.097_66 + 29.530_588_861 * k - 0.407_20 * moon.sin()
        + 0.172_41 * sun.sin()
        + 0.016_08 * (2.0 * moon).sin()
        + 0.010_39 * (2.0 * node).sin()
        + 0.007_39 * (moon - sun).sin()
        - 0.005_14 * (moon + sun).sin()
        + 0.002_08 * (2.0 * sun).sin()
}

/// The number of the new moon nearest to a day.
fn number_near(day: NaiveDate) -> Option<f64> {
    let start = NaiveDate::from_ymd_opt(2000, 1, 6)?;
    #[allow(clippy::cast_precision_loss)] // some 100,000 days at most
    let days = (day - start).num_days() as f64;
    Some((days / 29.530_588_861).round())
}

/// The moment of an equinox or solstice: its mean in the year 2000, and the days in a thousand years.
fn turning_point(year: i32, mean: f64, rate: f64) -> f64 {
    const TERMS: [(f64, f64, f64); 8] = [
        (485.0, 324.96, 1934.136),
        (203.0, 337.23, 32_964.467),
        (199.0, 342.08, 20.186),
        (182.0, 27.85, 445_267.112),
        (156.0, 73.14, 45_036.886),
        (136.0, 171.52, 22_518.443),
        (77.0, 222.54, 65_928.934),
        (74.0, 296.72, 3034.906),
    ];
    let years = f64::from(year - 2000);
    let moment = mean + rate * years / 1000.0;
    let centuries = (moment - 2_451_545.0) / 36_525.0;
    let sum: f64 = TERMS
        .iter()
        .map(|(size, start, rate)| size * (start + rate * centuries).to_radians().cos())
        .sum();
    moment + 0.000_01 * sum
}

/// The second new moon after the winter solstice, by the clocks of Beijing.
pub(super) fn lunar_new_year(year: i32) -> Option<NaiveDate> {
    if !YEARS.contains(&year) {
        return None;
    }
    let solstice = date(
        turning_point(year - 1, 2_451_900.059_52, 365_242.740_49),
        8.0,
    )?;
    let mut k = number_near(solstice)? + 1.0;
    while date(new_moon(k), 8.0)? > solstice {
        k -= 1.0;
    }
    date(new_moon(k + 2.0), 8.0)
}

/// The evening without a moon from 17 October to 15 November.
pub(super) fn diwali(year: i32) -> Option<NaiveDate> {
    if !YEARS.contains(&year) {
        return None;
    }
    let last = NaiveDate::from_ymd_opt(year, 11, 15)?;
    let mut k = number_near(last)? + 1.0;
    while date(new_moon(k), -13.0)? > last {
        k -= 1.0;
    }
    date(new_moon(k), -13.0)
}

/// The first day of the Islamic month that begins near `tabular`: the crescent is seen on the evening after a new moon
/// that comes before 11 o'clock, else a day later.
pub(super) fn crescent(tabular: NaiveDate) -> Option<NaiveDate> {
    if !YEARS.contains(&tabular.year()) {
        return Some(tabular);
    }
    let k = number_near(tabular.checked_sub_days(Days::new(2))?)?;
    date(new_moon(k), 13.0)?.succ_opt()
}

/// The day of the spring equinox in Tehran, the next day where it comes after noon.
pub(super) fn nowruz(year: i32) -> Option<NaiveDate> {
    if !YEARS.contains(&year) {
        return NaiveDate::from_ymd_opt(year, 3, 21);
    }
    date(turning_point(year, 2_451_623.809_84, 365_242.374_04), 15.5)
}

/// The first day of the Hebrew year.
fn hebrew_new_year(hebrew: i64) -> Option<NaiveDate> {
    let leap = |year: i64| (7 * year + 1).rem_euclid(19) < 7;
    let before = hebrew - 1;
    let months = 235 * before.div_euclid(19)
        + 12 * before.rem_euclid(19)
        + (7 * before.rem_euclid(19) + 1) / 19;
    let parts = 204 + 793 * (months % 1080);
    let hours = 5 + 12 * months + 793 * (months / 1080) + parts / 1080;
    let mut day = 1 + 29 * months + hours / 24;
    let part_of_day = 1080 * (hours % 24) + parts % 1080;
    if part_of_day >= 19_440
        || day % 7 == 2 && part_of_day >= 9924 && !leap(hebrew)
        || day % 7 == 1 && part_of_day >= 16_789 && leap(hebrew - 1)
    {
        day += 1;
    }
    if matches!(day % 7, 0 | 3 | 5) {
        day += 1;
    }
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day - 1_373_428).ok()?)
}

/// The first day of the Hebrew year that begins in a year of ours.
pub(super) fn rosh_hashanah(year: i32) -> Option<NaiveDate> {
    hebrew_new_year(i64::from(year) + 3761).filter(|_| (1..=9000).contains(&year))
}

/// The first day of Passover.
pub(super) fn passover(year: i32) -> Option<NaiveDate> {
    rosh_hashanah(year)?.checked_sub_days(Days::new(163))
}

/// The first day of Hanukkah: the second month has 30 days in a full year only.
pub(super) fn hanukkah(year: i32) -> Option<NaiveDate> {
    let start = rosh_hashanah(year)?;
    let length = (rosh_hashanah(year + 1)? - start).num_days();
    let full = matches!(length, 355 | 385);
    start.checked_add_days(Days::new(if full { 84 } else { 83 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    type DayOf = fn(i32) -> Option<NaiveDate>;

    #[test]
    fn computed_days() {
        let table: [(DayOf, &[&str]); 6] = [
            (
                lunar_new_year,
                &[
                    "1966-01-21",
                    "1985-02-20",
                    "2008-02-07",
                    "2019-02-05",
                    "2020-01-25",
                    "2021-02-12",
                    "2022-02-01",
                    "2023-01-22",
                    "2024-02-10",
                    "2025-01-29",
                ],
            ),
            (
                diwali,
                &[
                    "2015-11-11",
                    "2016-10-30",
                    "2017-10-19",
                    "2018-11-07",
                    "2019-10-27",
                    "2020-11-14",
                    "2021-11-04",
                    "2022-10-24",
                    "2023-11-12",
                    "2025-10-20",
                ],
            ),
            (
                nowruz,
                &[
                    "2016-03-20",
                    "2019-03-21",
                    "2022-03-21",
                    "2023-03-21",
                    "2024-03-20",
                    "2025-03-21",
                ],
            ),
            (
                rosh_hashanah,
                &[
                    "1994-09-06",
                    "2000-09-30",
                    "2001-09-18",
                    "2002-09-07",
                    "2003-09-27",
                    "2004-09-16",
                    "2005-10-04",
                    "2006-09-23",
                    "2007-09-13",
                    "2008-09-30",
                    "2009-09-19",
                    "2010-09-09",
                    "2011-09-29",
                    "2012-09-17",
                    "2013-09-05",
                    "2014-09-25",
                    "2015-09-14",
                    "2016-10-03",
                    "2017-09-21",
                    "2018-09-10",
                    "2019-09-30",
                    "2020-09-19",
                    "2021-09-07",
                    "2022-09-26",
                    "2023-09-16",
                    "2024-10-03",
                ],
            ),
            (
                passover,
                &["2019-04-20", "2022-04-16", "2023-04-06", "2024-04-23"],
            ),
            (
                hanukkah,
                &[
                    "2013-11-28",
                    "2015-12-07",
                    "2016-12-25",
                    "2017-12-13",
                    "2018-12-03",
                    "2019-12-23",
                    "2020-12-11",
                    "2021-11-29",
                    "2022-12-19",
                    "2023-12-08",
                    "2024-12-26",
                ],
            ),
        ];
        for (day_of, days) in table {
            for day in days {
                let day: NaiveDate = day.parse().unwrap();
                assert_eq!(day_of(day.year()), Some(day));
            }
        }
    }

    /// New moons and March equinoxes as the almanacs print them, in universal time: within some minutes.
    #[test]
    fn moments_of_moon_and_sun() {
        let day_number = |moment: &str| {
            let moment: chrono::NaiveDateTime = moment.parse().unwrap();
            let start: chrono::NaiveDateTime = "2000-01-01T00:00:00".parse().unwrap();
            #[allow(clippy::cast_precision_loss)] // some thousand days
            let minutes = (moment - start).num_minutes() as f64;
            DAY_2000 + minutes / 1440.0
        };
        let near = |found: f64, moment: &str| {
            let off = (found - day_number(moment)) * 1440.0;
            assert!(off.abs() < 7.0, "{moment}: {off:.1} minutes off");
        };
        for moment in [
            "2020-01-24T21:42:00",
            "2020-02-23T15:32:00",
            "2020-03-24T09:28:00",
            "2020-04-23T02:26:00",
            "2020-05-22T17:39:00",
            "2020-06-21T06:41:00",
            "2020-07-20T17:33:00",
            "2020-08-19T02:42:00",
            "2020-09-17T11:00:00",
            "2020-10-16T19:31:00",
            "2020-11-15T05:07:00",
            "2020-12-14T16:17:00",
            "2021-01-13T05:00:00",
            "2021-02-11T19:06:00",
            "2021-03-13T10:21:00",
            "2021-05-11T19:00:00",
            "2021-09-07T00:52:00",
            "2021-12-04T07:43:00",
        ] {
            let day: NaiveDate = moment[..10].parse().unwrap();
            near(new_moon(number_near(day).unwrap()), moment);
        }
        for moment in [
            "2015-03-20T22:45:00",
            "2016-03-20T04:30:00",
            "2017-03-20T10:29:00",
            "2018-03-20T16:15:00",
            "2019-03-20T21:58:00",
            "2020-03-20T03:50:00",
            "2021-03-20T09:37:00",
            "2022-03-20T15:33:00",
            "2023-03-20T21:24:00",
            "2024-03-20T03:06:00",
        ] {
            let year = moment[..4].parse().unwrap();
            near(
                turning_point(year, 2_451_623.809_84, 365_242.374_04),
                moment,
            );
        }
    }

    #[test]
    fn years_far_off_do_not_panic() {
        for year in [i32::MIN, -44, 0, 1, 9999, i32::MAX - 1] {
            for day_of in [
                lunar_new_year,
                diwali,
                nowruz,
                rosh_hashanah,
                passover,
                hanukkah,
            ] {
                let _ = day_of(year);
            }
        }
    }
}
