//! Laws of time expressions: values written out are read back, and what is relative moves with what it is relative to.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use proptest::sample::select;

use demarche::evaluate::{self, JudgedTimes};
use demarche::timeline::lay_out;
use demarche::types::{Grain, MarkedTime, Period, Publication, PublishedFrom, Timex, Window};
use demarche::{Offsets, Options, publication};

use crate::promises::{self, formats};
use crate::support::MONTHS;
use crate::{config, news};

const WEEKDAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Phrases whose days hang on the day they are said alone, by whole weeks.
const RELATIVE: &[&str] = &[
    "today",
    "yesterday",
    "tomorrow",
    "on Monday",
    "on Friday",
    "last Thursday",
    "next Tuesday",
    "three days ago",
    "two weeks ago",
    "last week",
    "next week",
    "this week",
    "this morning",
    "last night",
    "tomorrow afternoon",
    "the day before yesterday",
    "on Tuesday of next week",
    "at 9 a.m. yesterday",
    "ten days later",
    "two weeks earlier",
];

/// Phrases whose value is the same whoever shouts them.
const PLAIN: &[&str] = &[
    "on Monday",
    "last week",
    "May 3, 2021",
    "3 May 2021",
    "in June 2019",
    "three days ago",
    "two hours later",
    "next month",
    "the third quarter of 2020",
    "half past nine",
    "for two weeks",
    "every Friday",
    "in 1998",
    "yesterday evening",
    "from Monday to Friday",
    "the 1990s",
    "last summer",
    "at 3:30 p.m. on Tuesday",
    "the following day",
    "in early March",
    "the end of 2014",
    "ten years ago",
    "over the past two weeks",
    "the night before",
    "this weekend",
];

fn values(text: &str, published: &str) -> Vec<Option<String>> {
    let options = Options {
        published: publication(published),
        raw: true,
        ..Options::default()
    };
    let found = demarche::times(text, &options);
    found.timexes.iter().map(Timex::timex_value).collect()
}

fn anchor(date: NaiveDate) -> Publication {
    Publication {
        date,
        time: None,
        from: PublishedFrom::Flag,
    }
}

fn at(moment: NaiveDateTime) -> Publication {
    Publication {
        time: Some(moment.time()),
        ..anchor(moment.date())
    }
}

fn ordinal(day: u32) -> String {
    let ending = match (day, day % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

fn some(value: &impl ToString) -> Vec<Option<String>> {
    vec![Some(value.to_string())]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn alone_they_are_the_times_of_the_timeline(text in news::anything(), choice in news::settings()) {
        let bytes = [&[choice], text.as_bytes()].concat();
        promises::times(&bytes);
    }

    /// Every way to write a day gives that day.
    #[test]
    fn a_day_is_read_however_it_is_written(day in news::day(), said in news::day()) {
        let month = MONTHS[day.month0() as usize];
        let (year, number) = (day.year(), day.day());
        let nth = ordinal(number);
        for written in [
            format!("{month} {number}, {year}"),
            format!("{number} {month} {year}"),
            format!("{month} {nth}, {year}"),
            format!("the {nth} of {month}, {year}"),
            format!("{} {month} {number}, {year}", WEEKDAYS[day.weekday().num_days_from_monday() as usize]),
            day.to_string(),
        ] {
            prop_assert_eq!(values(&format!("They met on {written}."), &said.to_string()), some(&day), "{}", written);
        }
    }

    #[test]
    fn a_month_and_a_year_are_read(day in news::day(), said in news::day()) {
        let written = format!("They met in {} {}.", MONTHS[day.month0() as usize], day.year());
        prop_assert_eq!(values(&written, &said.to_string()), some(&day.format("%Y-%m")));
    }

    #[test]
    fn a_moment_written_out_is_read_back(day in news::day(), hour in 0u32..24, minute in 0u32..60, second in 1u32..60) {
        for value in [format!("{day}T{hour:02}:{minute:02}"), format!("{day}T{hour:02}:{minute:02}:{second:02}")] {
            prop_assert_eq!(values(&format!("Signed {value} in Rome."), "2022-02-15"), some(&value));
        }
    }

    /// The value of what is found, written into a text, gives that value again.
    #[test]
    fn a_value_found_is_read_back(phrase in select(RELATIVE), day in news::day()) {
        if let Some(timex) = demarche::phrase(phrase, anchor(day)) {
            let period = timex.period();
            if let Some(period) = period.filter(|period| period.grain == Grain::Day) {
                prop_assert_eq!(values(&format!("They met on {}.", period.value()), "1950-01-01"), some(&period.value()));
            }
        }
    }

    /// A day that no calendar holds names no stretch of calendar, and none is put in its place.
    #[test]
    fn an_impossible_day_stays_impossible(year in 1900i32..2100, (month, day) in select(vec![(1usize, 32), (2, 30), (2, 31), (4, 31), (6, 31), (9, 31), (11, 31), (12, 32)])) {
        for written in [
            format!("{} {day}, {year}", MONTHS[month - 1]),
            format!("{year}-{month:02}-{day:02}"),
        ] {
            let options = Options { published: publication("2022-02-15"), raw: true, ..Options::default() };
            let found = demarche::times(&format!("They met on {written}."), &options);
            for timex in &found.timexes {
                if let Some(period) = timex.period() {
                    prop_assert!(period.grain != Grain::Day, "{}", written);
                }
            }
        }
    }

    /// Leap days are days in leap years alone.
    #[test]
    fn leap_days_follow_the_calendar(year in 1900i32..2100) {
        let real = NaiveDate::from_ymd_opt(year, 2, 29);
        let options = Options { published: publication("2022-02-15"), raw: true, ..Options::default() };
        let found = demarche::times(&format!("They met on 29 February {year}."), &options);
        let days: Vec<NaiveDate> = found.timexes.iter().filter_map(Timex::period).map(Period::first_day).collect();
        prop_assert_eq!(days, real.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_weekday_of_the_past_is_one_of_the_last_seven_days(said in news::day(), weekday in 0usize..7) {
        let found = demarche::phrase(&format!("last {}", WEEKDAYS[weekday]), anchor(said)).unwrap();
        let day = found.period().unwrap().first_day();
        prop_assert_eq!(day.weekday().num_days_from_monday() as usize, weekday);
        let back = (said - day).num_days();
        prop_assert!((1..=13).contains(&back), "{} days back", back);
    }

    #[test]
    fn days_ago_are_counted(said in news::day(), count in 1u64..400) {
        let wanted = said.checked_sub_days(Days::new(count)).unwrap();
        prop_assert_eq!(values(&format!("They met {count} days ago."), &said.to_string()), some(&wanted), "{} days before {}", count, said);
    }

    /// Steps of hours and days from a known moment are sums, and back again.
    #[test]
    fn steps_from_a_moment_are_sums(day in news::day(), hour in 0u32..24, minute in 0u32..60, count in 1i64..200) {
        let moment = day.and_hms_opt(hour, minute, 0).unwrap();
        for (unit, length) in [("hour", TimeDelta::hours(count)), ("minute", TimeDelta::minutes(count))] {
            let many = if count == 1 { "" } else { "s" };
            for (direction, wanted) in [("later", moment + length), ("earlier", moment - length)] {
                let phrase = format!("{count} {unit}{many} {direction}");
                let found = demarche::phrase(&phrase, at(moment)).unwrap();
                let period = found.period().unwrap();
                prop_assert_eq!(period.start.format("%Y-%m-%dT%H").to_string(), wanted.format("%Y-%m-%dT%H").to_string(), "{}", phrase);
                prop_assert!(period.start <= wanted && wanted < period.end, "{} is {:?}", phrase, period);
            }
        }
    }

    /// What is said whole weeks later means whole weeks later.
    #[test]
    fn phrases_move_with_the_day_they_are_said(phrase in select(RELATIVE), said in news::day(), weeks in 1u64..600) {
        let later = said.checked_add_days(Days::new(7 * weeks)).unwrap();
        let (one, other) = (demarche::phrase(phrase, anchor(said)), demarche::phrase(phrase, anchor(later)));
        let (one, other) = (one.unwrap(), other.unwrap());
        prop_assert_eq!(&one.rule, &other.rule);
        let (one, other) = (one.period().unwrap(), other.period().unwrap());
        prop_assert_eq!(other.start - one.start, TimeDelta::weeks(weeks.try_into().unwrap()), "{}", phrase);
        prop_assert_eq!(other.end - one.end, TimeDelta::weeks(weeks.try_into().unwrap()), "{}", phrase);
    }

    /// What is said later never means an earlier time.
    #[test]
    fn phrases_never_move_back(phrase in select(PLAIN), said in news::day(), days in 0u64..800) {
        let weeks = said.checked_add_days(Days::new(7 * days)).unwrap();
        let (one, other) = (demarche::phrase(phrase, anchor(said)), demarche::phrase(phrase, anchor(weeks)));
        if let (Some(one), Some(other)) = (one, other) {
            let (one, other) = (Window::of(&one), Window::of(&other));
            prop_assert!(one.earliest <= other.earliest, "{}: {:?} {:?}", phrase, one, other);
            prop_assert!(one.latest <= other.latest, "{}: {:?} {:?}", phrase, one, other);
        }
    }

    #[test]
    fn case_changes_no_value(phrase in select(PLAIN), said in news::day()) {
        let text = format!("The envoys met {phrase}.");
        let wanted = values(&text, &said.to_string());
        prop_assert_eq!(&values(&text.to_lowercase(), &said.to_string()), &wanted);
        prop_assert_eq!(&values(&text.to_uppercase(), &said.to_string()), &wanted);
    }

    #[test]
    fn blanks_change_no_value(phrase in select(PLAIN), said in news::day(), blank in select(vec!["  ", "\u{a0}", "\t", "\n", "\r\n", " \n "])) {
        let text = format!("The envoys met {phrase} in Rome.");
        let wanted = values(&text, &said.to_string());
        prop_assert_eq!(values(&text.replace(' ', blank), &said.to_string()), wanted, "{:?}", blank);
    }

    /// A day that is written out is that day, whatever is told before and after.
    #[test]
    fn what_stands_around_a_full_date_changes_nothing(before in news::story(), day in news::day(), after in news::story(), said in news::day()) {
        let date = format!("{} {}, {}", MONTHS[day.month0() as usize], day.day(), day.year());
        let text = format!("{}\n\nThey met on {date}.\n\n{after}", before.trim_end());
        let options = Options { published: Some(anchor(said)), raw: true, ..Options::default() };
        let found = demarche::times(&text, &options);
        let place = text.find(&format!("They met on {date}")).unwrap() + "They met on ".len();
        let timex = found.timexes.iter().find(|timex| timex.span.start == place);
        prop_assert_eq!(timex.and_then(Timex::timex_value), Some(day.to_string()), "{}", text);
    }

    /// The same expressions in the same places, with and without a day of publication.
    #[test]
    fn the_day_of_publication_decides_meanings_not_places(text in news::story(), said in news::day()) {
        let spans = |published| {
            let options = Options { published, raw: true, ..Options::default() };
            demarche::times(&text, &options).timexes.iter().map(|timex| timex.span).collect::<Vec<_>>()
        };
        prop_assert_eq!(spans(Some(anchor(said))), spans(None), "{}", text);
    }

    #[test]
    fn timeml_gives_back_text_and_times(text in news::anything(), title in news::hostile(), id in news::hostile(), choice in news::settings()) {
        let options = Options { id: Some(id), title: Some(title), ..promises::options(choice) };
        let timeline = lay_out(&demarche::times(&text, &options), Offsets::Char);
        formats::timeml_is_read_back(&timeline, &text);
    }

    /// Findings held against themselves are perfect.
    #[test]
    fn an_evaluation_of_the_truth_is_perfect(text in news::anything(), choice in news::settings()) {
        let found: Vec<MarkedTime> = demarche::times(&text, &promises::options(choice)).timexes.iter().map(MarkedTime::from).collect();
        let count = found.len();
        let document = JudgedTimes { name: String::new(), text, gold: found.clone(), found };
        let scores = evaluate::times(&[document]);
        prop_assert!(scores.agrees());
        prop_assert_eq!((scores.strict.hits, scores.value.hits), (count, count));
    }
}
