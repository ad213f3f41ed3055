//! What holds of time expressions in any text: they move with the day of publication, care for neither case nor blanks,
//! never roll an impossible day over, and stay silent where only numbers, names, scores and addresses stand.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

#[path = "../support/mod.rs"]
mod support;

use chrono::{Datelike, Days, NaiveDate};

use demarche::types::{Anchor, Direction, Grain, TimePoint, TimeValue, Timex, TimexId, Why};
use demarche::{Options, publication, syntax, text, timex};

/// The expressions of `text` and their words, read as `demarche times` reads them.
fn times(text: &str, published: &str) -> Vec<(String, Timex)> {
    let options = Options {
        published: publication(published),
        raw: true,
        ..Options::default()
    };
    let document = text::read(text, &options);
    let mut parse = syntax::on_demand();
    let (document, timexes) = timex::find_parsing(document, |document, sentence, depth| {
        parse(document, sentence, depth);
    });
    timexes
        .into_iter()
        .map(|timex| (document.slice(timex.span).to_owned(), timex))
        .collect()
}

fn values(text: &str, published: &str) -> Vec<Option<String>> {
    times(text, published)
        .iter()
        .map(|(_, timex)| timex.timex_value())
        .collect()
}

/// Sentences whose days hang on the day of publication alone.
const RELATIVE: &[&str] = &[
    "They met today.",
    "They met yesterday and will meet tomorrow.",
    "They met the day before yesterday.",
    "They met on Monday.",
    "They met on Wednesday morning.",
    "The envoys will arrive on Friday.",
    "They met last Thursday.",
    "They meet next Tuesday at 3:30 p.m.",
    "They met three days ago.",
    "They met at 9 a.m. yesterday.",
    "They met last night at 8.",
    "They meet on Tuesday of next week.",
    "They met last week.",
    "They meet the week after next.",
    "They spoke at half past nine this morning.",
];

#[test]
fn a_week_later_is_a_week_later() {
    let start = NaiveDate::from_ymd_opt(2019, 12, 27).unwrap();
    for sentence in RELATIVE {
        for day in (0..60).step_by(5) {
            let one = start.checked_add_days(Days::new(day)).unwrap();
            let other = one.checked_add_days(Days::new(7)).unwrap();
            let one = times(sentence, &one.to_string());
            let other = times(sentence, &other.to_string());
            assert_eq!(one.len(), other.len(), "{sentence}");
            assert!(!one.is_empty(), "{sentence}");
            for ((words, one), (_, other)) in one.iter().zip(&other) {
                let (one, other) = (one.period().unwrap(), other.period().unwrap());
                assert_eq!(
                    other.start - one.start,
                    chrono::TimeDelta::days(7),
                    "{words}"
                );
                assert_eq!(one.grain, other.grain, "{words}");
            }
        }
    }
}

#[test]
fn blanks_and_line_ends_change_only_offsets() {
    for entry in std::fs::read_dir("fixtures").unwrap() {
        let Ok(article) = std::fs::read_to_string(entry.unwrap().path().join("article.txt")) else {
            continue;
        };
        let plain = values(&article, "2022-02-15");
        for other in [
            article.replace('\n', "\r\n"),
            article.replace(' ', "  "),
            article.replace(' ', "\u{a0}"),
        ] {
            assert_eq!(plain, values(&other, "2022-02-15"));
        }
    }
}

#[test]
fn case_changes_nothing() {
    for sentence in RELATIVE {
        let wanted = values(sentence, "2022-02-15");
        assert_eq!(
            wanted,
            values(&sentence.to_lowercase(), "2022-02-15"),
            "{sentence}"
        );
        assert_eq!(
            wanted,
            values(&sentence.to_uppercase(), "2022-02-15"),
            "{sentence}"
        );
    }
}

#[test]
fn a_value_written_out_is_read_back() {
    let start = NaiveDate::from_ymd_opt(1601, 1, 1).unwrap();
    for step in 0..500u64 {
        let date = start.checked_add_days(Days::new(step * 379)).unwrap();
        let (hour, minute) = (step % 24, step * 7 % 60);
        let said = [
            date.to_string(),
            format!("{date}T{hour:02}:{minute:02}"),
            format!("{date}T{hour:02}:{minute:02}:{:02}", step % 59 + 1),
        ];
        for value in said {
            let found = values(&format!("Signed {value} in Rome."), "2022-02-15");
            assert_eq!(found, [Some(value)]);
        }
    }
}

/// 15 February 2022 is a Tuesday: which Friday is meant follows from the verb the day hangs on.
#[test]
fn the_verb_says_which_way_a_day_lies() {
    for (sentence, day) in [
        ("The envoys left Rome on Friday.", "2022-02-11"),
        ("The envoys will leave Rome on Friday.", "2022-02-18"),
        ("The envoys plan to leave Rome on Friday.", "2022-02-18"),
        (
            "The minister said on Friday that the envoys will leave.",
            "2022-02-11",
        ),
        (
            "The envoys had left Rome on Friday, and talks will follow.",
            "2022-02-11",
        ),
    ] {
        assert_eq!(
            values(sentence, "2022-02-15"),
            [Some(day.to_owned())],
            "{sentence}"
        );
    }
}

/// Numbers that calendars and clocks hold, nearly hold, and cannot hold.
const NUMBERS: &[&str] = &[
    "0",
    "00",
    "1",
    "7",
    "12",
    "13",
    "24",
    "28",
    "29",
    "30",
    "31",
    "32",
    "44",
    "53",
    "54",
    "59",
    "60",
    "61",
    "99",
    "100",
    "365",
    "366",
    "400",
    "999",
    "1000",
    "1582",
    "1900",
    "1999",
    "2000",
    "2024",
    "2100",
    "9999",
    "10000",
    "99999",
    "262143",
    "2147483647",
    "2147483648",
    "4294967296",
    "9223372036854775807",
    "18446744073709551616",
    "1000000000000000000000000000000",
    "1,000",
    "1,000,000",
    "3.5",
    "0.001",
    "three",
    "twenty-five",
    "nine hundred million",
];

const PATTERNS: &[&str] = &[
    "# years ago",
    "in # years",
    "# centuries later",
    "# days from now",
    "the year #",
    "# BC",
    "AD #",
    "February #",
    "# February",
    "February #, 2023",
    "the #th of May",
    "May #-#",
    "between # and # May",
    "Friday the #th",
    "week #",
    "week # of 2021",
    "#:00",
    "#:59:60",
    "24:00 on May #",
    "at # p.m.",
    "half past #",
    "# minutes to #",
    "12:00 +#:00",
    "the #s",
    "the #th century",
    "the #st century BC",
    "Q# 2020",
    "the first # months of #",
    "every # weeks",
    "# times a year",
    "# days a week",
    "#-#-#",
    "#/#/#",
    "#.#.#",
    "#-#",
    "# years and # months",
    "the first Monday of #",
    "# weeks after May #",
    "a #-year-old truce",
    "May #, #",
    "FY#",
    "May to June #",
    "Easter #",
    "Ramadan #",
    "Lunar New Year #",
    "Passover #",
    "#T#:#",
    "2023-02-#T12:00",
];

#[test]
fn any_number_in_any_pattern() {
    for pattern in PATTERNS {
        for (index, first) in NUMBERS.iter().enumerate() {
            let mut phrase = pattern.replacen('#', first, 1);
            let mut next = index;
            while phrase.contains('#') {
                next = (next * 7 + 3) % NUMBERS.len();
                phrase = phrase.replacen('#', NUMBERS[next], 1);
            }
            for published in ["", "0001-01-01", "1900-02-28", "2024-02-29", "9999-12-31"] {
                let text = format!("It fell in {phrase}. It fell on {phrase}, and {phrase} later.");
                for (words, timex) in times(&text, published) {
                    if let Some(period) = timex.period() {
                        assert!(period.start <= period.end, "{words} in {text}");
                    }
                    let _ = timex.timex_value();
                }
            }
        }
    }
}

#[test]
fn no_day_is_rolled_over() {
    for year in [1900, 2000, 2023, 2024] {
        for month in 1..=12 {
            for day in 1..=31 {
                let name = support::MONTHS[month - 1];
                let real = NaiveDate::from_ymd_opt(year, u32::try_from(month).unwrap(), day);
                for said in [
                    format!("{name} {day}, {year}"),
                    format!("{day} {name} {year}"),
                    format!("{year}-{month:02}-{day:02}"),
                ] {
                    let found = times(&format!("It fell on {said}."), "2024-06-01");
                    assert_eq!(found.len(), 1, "{said}");
                    let timex = &found[0].1;
                    if let Some(real) = real {
                        let period = timex.period().unwrap();
                        assert_eq!((period.first_day(), period.grain), (real, Grain::Day));
                    } else {
                        assert_eq!(timex.value, TimeValue::Unresolved(Why::Impossible));
                        assert_eq!(timex.timex_value(), None);
                    }
                }
                // without a year: the day and month said, or none at all
                for (_, timex) in times(&format!("It fell on {name} {day}."), "2023-06-01") {
                    if let Some(period) = timex.period() {
                        assert_eq!(period.first_day().day(), day);
                        assert_eq!(period.first_day().month() as usize, month);
                    }
                }
            }
        }
    }
}

/// Sentences without a time, full of what looks like one. `#` is a number, `@` a name.
const QUIET: &[&str] = &[
    "@ may ask for # more seats, and they may march on the gate.",
    "Theresa May and April @ spoke to # people at # Sun Street.",
    "The Sun reported that @ beat @ #-# in the second round.",
    "The March # Movement and the Group of # sent # envoys.",
    "@ came second with # votes, # ahead of @.",
    "Resolution # was backed by # states to #.",
    "Flight # carried # passengers and # tons of rice.",
    "Call #-#-# or write to #, Spring Street, Augusta.",
    "The # workers of August @ won by # to #.",
    "It cost $# million, or #% of the total, in # towns.",
    "Police may not march # men past Sunset Boulevard.",
    "@ sat in the sun while # guests sat inside.",
    "The ratio was #:1, and # of # samples failed.",
    "He wed June @ at # Fall Road; she may sing.",
    "The #-year-old driver and a #-month-old baby were unhurt.",
    "Section # of Article # binds # members, no more than # each.",
    "The second runner fell, and the third may fall as well.",
    "Highway # runs # miles to Friday Harbor and Sunday River.",
    "The Monday Club and The Sunday Times gave @ # pounds.",
    "Room # at the Hotel March holds # people or # desks.",
    "@ scored # points on # shots and @ made # of #.",
    "Brigade # lost # tanks, # guns and # of its # men.",
    "The model # engine turns a #-inch wheel # times.",
    "April @ and May @ run a shop at # Winter Lane.",
    "Genesis #:# and Mark #:# were read by @.",
    "Nearly # troops, some # of them from @, crossed Bridge #.",
    "They march because they may, said August @.",
    "@ holds # shares, or about # percent of # million.",
    "The Summer Palace and the Winter Garden drew # visitors.",
    "Version #.#.# of the code fixes # faults.",
];

#[test]
fn quiet_where_no_time_is_told() {
    let names = [
        "Oran",
        "Veska",
        "Tilmar",
        "Brandt",
        "Okoro",
        "Lindqvist",
        "Sava",
    ];
    let mut seed = 7u64;
    let mut random = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let (mut words, mut false_ones) = (0, Vec::new());
    while words < 5000 {
        let mut sentence = String::new();
        for c in QUIET[random(QUIET.len())].chars() {
            match c {
                '@' => sentence += names[random(names.len())],
                '#' => {
                    let bound = [10, 40, 100, 900, 1800][random(5)];
                    sentence += &(2 + random(bound)).to_string();
                }
                c => sentence.push(c),
            }
        }
        words += sentence.split(' ').count();
        for (found, timex) in times(&sentence, "2022-02-15") {
            false_ones.push(format!("{found} ({}) in {sentence}", timex.rule));
        }
    }
    // one in 100,000 words is what may be wrong
    assert_eq!(false_ones, Vec::<String>::new());
}

/// Sentences and what is found in each, in every field; a heading `# 2022-02-15` says when those below it were published.
const EXAMPLES: &str = include_str!("examples.tsv");

#[test]
fn examples() {
    let mut published = "";
    let mut wrong = Vec::new();
    for line in EXAMPLES.lines() {
        if let Some(date) = line.strip_prefix("# ") {
            published = date;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (sentence, wanted) = line.split_once('\t').unwrap_or((line, ""));
        let found: Vec<String> = times(sentence, published)
            .iter()
            .map(|(words, timex)| format!("{words}={}", described(timex)))
            .collect();
        let found = found.join("; ");
        if found != wanted {
            wrong.push(format!("{sentence}\t{found}"));
        }
    }
    assert!(wrong.is_empty(), "found otherwise:\n{}", wrong.join("\n"));
}

/// The value, the rule, and of the rest what is said: `~XXXX-WXX-2` as it was spoken, `@2` and `@text` what it counts
/// from, `<` and `>` its side of that, `2..` and `..pub` where its stretch begins and ends.
fn described(timex: &Timex) -> String {
    let point = |point: TimePoint| match point {
        TimePoint::Published => "pub".to_owned(),
        TimePoint::Timex(TimexId(id)) => id.to_string(),
    };
    let mut said = vec![
        timex.timex_value().unwrap_or_default(),
        timex.rule.to_owned(),
    ];
    said.extend(
        timex
            .relative
            .as_ref()
            .map(|relative| format!("~{relative}")),
    );
    said.extend(timex.modifier.map(|modifier| format!("{modifier:?}")));
    said.extend(match timex.anchor {
        Anchor::None | Anchor::Published => None,
        Anchor::Timex(TimexId(id)) => Some(format!("@{id}")),
        Anchor::Discourse => Some("@text".to_owned()),
    });
    said.extend(timex.shift.map(|side| match side {
        Direction::Past => "<".to_owned(),
        Direction::Present => "=".to_owned(),
        Direction::Future => ">".to_owned(),
    }));
    said.extend(timex.begin_point.map(|begin| point(begin) + ".."));
    said.extend(timex.end_point.map(|end| format!("..{}", point(end))));
    if let TimeValue::Recurring(recurrence) = &timex.value {
        said.extend(recurrence.quant.clone());
        said.extend(recurrence.freq.clone());
    }
    said.join(" ")
}
