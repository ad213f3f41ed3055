//! Texts for the laws: sentences as news have them, put together at random, and words that break things.

use proptest::prelude::*;
use proptest::sample::select;

use chrono::{Days, NaiveDate};

const WHO: &[&str] = &[
    "France",
    "Japan",
    "Russian President Vladimir Putin",
    "The foreign minister of Italy",
    "Iran",
    "The United Nations",
    "Moscow",
    "Both sides",
    "They",
    "Israeli troops",
    "Protesters",
    "The two leaders",
    "U.S. officials",
    "A spokesman for the Kremlin",
    "He",
    "The envoys",
    "NATO",
    "The rebels",
    "Turkey and Greece",
];

const DID: &[&str] = &[
    "condemned",
    "met",
    "signed a treaty with",
    "thanked",
    "accused",
    "invaded",
    "threatened to attack",
    "will visit",
    "denied that it attacked",
    "refused to meet",
    "plans to sanction",
    "held talks with",
    "has recalled its ambassador to",
    "released prisoners of",
    "was bombed by",
    "called on",
    "agreed to a truce with",
    "may withdraw from",
    "is negotiating with",
    "had warned",
    "said it supports",
];

const WHOM: &[&str] = &[
    "Germany",
    "China",
    "Ukraine",
    "Syria",
    "the European Union",
    "President Xi Jinping",
    "the opposition",
    "them",
    "India",
    "its neighbours",
    "Pakistani forces",
    "the militants",
    "Brazil",
    "him",
];

const WHEN: &[&str] = &[
    "",
    " on Monday",
    " last week",
    " three hours later",
    " on May 3, 2021",
    " the next day",
    " two days ago",
    " in 2014",
    " after talks in Geneva",
    " before the vote",
    " earlier in the day",
    " since March",
    " by Friday",
    " from Monday to Thursday",
    " for three weeks",
    " every Tuesday",
    " at 3:30 p.m. on 5 June",
    " yesterday evening",
    " in the third quarter",
    " while envoys met in Vienna",
    " a month after the attack",
    " until further notice",
    " on 30 February 2022",
    " in the 1990s",
    " hours after the strike",
    " tomorrow",
    " next year",
    " on the eve of the summit",
];

const END: &[&str] = &[
    ".",
    ".",
    ".",
    ".”",
    ", officials said.",
    "?",
    " – again.",
    ";",
    "",
    "...",
    ", he said on Sunday.",
];

const BREAK: &[&str] = &[
    " ", " ", " ", "\n\n", "\n", "\r\n\r\n", "  ", "\u{a0}", "\u{2028}",
];

/// Words that were made to break something.
const HOSTILE: &[&str] = &[
    "“",
    "”",
    "\"",
    "(",
    "’",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "e\u{301}",
    "👩‍👩‍👧",
    "🇫🇷",
    "\u{1b}[31m",
    "]]>",
    "</script>",
    "&amp;",
    "<TIMEX3>",
    "{",
    "|",
    "\\",
    "\t",
    "=1+1",
    "99999999999999999999",
    "30 February",
    "12/13/14",
    "25:61",
    "Mr.",
    "to to",
    "U.S.-U.K.",
    "--",
    "…",
    "http://x.org/2022/02/15?a=b",
    "ǅ",
    "İ",
    "ß",
    "\u{fffd}",
    "٣",
    "１２",
    "𝟛 days",
    "Monday's",
    "the the",
    "and and and",
];

/// A sentence of news, with what ends it and parts it from the next.
pub(crate) fn sentence() -> impl Strategy<Value = String> {
    (
        select(WHO),
        select(DID),
        select(WHOM),
        select(WHEN),
        select(END),
        select(BREAK),
    )
        .prop_map(|(who, did, whom, when, end, space)| {
            format!("{who} {did} {whom}{when}{end}{space}")
        })
}

/// A few sentences of news.
pub(crate) fn story() -> impl Strategy<Value = String> {
    prop::collection::vec(sentence(), 1..5).prop_map(|sentences| sentences.concat())
}

/// A text of anything: news, hostile words, and characters of all kinds.
pub(crate) fn anything() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => sentence(),
        3 => select(HOSTILE).prop_map(str::to_owned),
        2 => select(WHEN).prop_map(str::to_owned),
        1 => select(WHO).prop_map(str::to_owned),
        1 => "\\PC{1,12}",
        1 => any::<char>().prop_map(String::from),
        1 => Just(" ".to_owned()),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// A hostile word, or several.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            select(HOSTILE).prop_map(str::to_owned),
            any::<char>().prop_map(String::from)
        ],
        0..4,
    )
    .prop_map(|words| words.concat())
}

/// A day from 1900 to 2099.
pub(crate) fn day() -> impl Strategy<Value = NaiveDate> {
    (0u64..73_000).prop_map(|days| {
        let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
        first.checked_add_days(Days::new(days)).unwrap()
    })
}

/// Settings as the first byte of a fuzzer's input has them, the text taken as it is.
pub(crate) fn settings() -> impl Strategy<Value = u8> {
    any::<u8>().prop_map(|choice| choice & !0x40)
}
