//! Document → time expressions: finds them and says which stretch of calendar each names.
//!
//! Each rule looks at the classes of the tokens from one place on and says how far an expression goes and what it means.
//! The longest wins; where two are as long, the one that stands first in `RULES`.

#![allow(clippy::match_same_arms)] // rows of a table stand apart by meaning

mod calendar_date;
mod classes;
mod clock;
mod counted_days;
mod day_of_month;
mod day_part;
mod digits;
mod direction;
mod duration;
mod edge;
mod ends;
mod holiday;
mod hour;
mod leads;
mod modified;
mod month;
mod name;
mod number;
mod numeric_date;
mod offset;
mod phrase;
mod quarter;
mod range;
mod reading;
mod relative;
mod set;
mod sky;
mod spoken_hour;
mod story;
mod vague;
mod week;
mod weekday;
mod words;
mod year;
mod zone;

pub use phrase::of_phrase;
use reading::{Finder, Found, Reading};
use std::ops::Range;
use words::{
    ALONE, CLOCK, DAY, DECADE, Kinds, LEAD, MONTH, NOUN, NUMBER, OFTEN, ORDINAL, PART, SEASON,
    UNIT, WEEKDAY,
};

use crate::types::{Depth, Document, Timex, TimexId};

/// A rule: what begins at this token, if anything does.
type Rule = fn(&Reading, usize) -> Option<Found>;

/// Every rule that needs no other, in order of trust, with the kinds of word its expressions begin with and those of
/// which they hold at least one.
const RULES: &[(Kinds, Kinds, Rule)] = &[
    (
        LEAD | NUMBER | WEEKDAY,
        NUMBER | ALONE,
        numeric_date::numeric_date,
    ),
    (
        LEAD | WEEKDAY | MONTH | NUMBER | ORDINAL,
        MONTH | ALONE,
        calendar_date::calendar_date,
    ),
    (LEAD | NUMBER | ORDINAL, MONTH, range::first_day),
    (
        LEAD | CLOCK | NUMBER | UNIT | WEEKDAY | MONTH | ORDINAL | DAY,
        CLOCK | NUMBER | ALONE,
        clock::clock,
    ),
    (
        LEAD | WEEKDAY | MONTH | NUMBER | ORDINAL | DAY | UNIT | PART,
        PART | UNIT | ALONE,
        day_part::day_part,
    ),
    (
        LEAD | ORDINAL | NUMBER,
        ORDINAL | UNIT | WEEKDAY,
        day_of_month::nth_of,
    ),
    (
        LEAD | WEEKDAY,
        WEEKDAY | ORDINAL,
        day_of_month::weekday_and_day,
    ),
    (LEAD | WEEKDAY, WEEKDAY, day_of_month::weekday_of_week),
    (LEAD | UNIT, UNIT, week::week_of_day),
    (LEAD, UNIT, week::after_next),
    (
        LEAD | MONTH,
        MONTH | UNIT | WEEKDAY | ALONE,
        holiday::holiday,
    ),
    (LEAD | UNIT, UNIT | ALONE, edge::edge),
    (
        LEAD | NUMBER | ORDINAL,
        ORDINAL | NUMBER | ALONE,
        quarter::quarter,
    ),
    (LEAD, UNIT | NOUN | ALONE, quarter::same_part),
    (LEAD | MONTH, MONTH, month::month),
    (LEAD | SEASON, SEASON, month::season),
    (LEAD | NUMBER | ORDINAL, ORDINAL | NUMBER, year::century),
    (LEAD | DECADE | NUMBER, DECADE | NUMBER, year::decade),
    (
        LEAD,
        UNIT | MONTH | WEEKDAY | PART | SEASON | DAY | ALONE,
        set::every,
    ),
    (LEAD | NUMBER, UNIT, set::rate),
    (
        LEAD | WEEKDAY | UNIT | SEASON | PART,
        PART | SEASON | WEEKDAY | UNIT | ALONE,
        set::weekdays,
    ),
    (LEAD | OFTEN | UNIT, OFTEN | UNIT | ALONE, set::often),
    (
        LEAD | WEEKDAY | NUMBER,
        WEEKDAY | DAY | PART | SEASON | MONTH,
        counted_days::counted_days,
    ),
    (LEAD | UNIT, UNIT, offset::year_ago),
    (LEAD | NUMBER | UNIT, UNIT, offset::step_of_units),
    (LEAD | WEEKDAY, WEEKDAY, weekday::weekday),
    (LEAD | DAY | UNIT, DAY | UNIT, relative::day),
    (LEAD, UNIT, relative::side_of_unit),
    (LEAD, UNIT, relative::unit),
    (LEAD, UNIT, relative::beside),
    (LEAD | NUMBER, ALONE | NOUN | UNIT, vague::vague),
    (
        LEAD | NUMBER | ORDINAL,
        UNIT | PART | ORDINAL | ALONE,
        duration::counted,
    ),
    (LEAD | ORDINAL, UNIT, duration::around_now),
    (LEAD | UNIT, UNIT | ALONE, duration::one_long),
    (LEAD, UNIT, duration::all_unit),
    (LEAD | ORDINAL, UNIT, duration::one_around_now),
    (LEAD | UNIT, UNIT, duration::quarter_century),
    (LEAD | UNIT, UNIT, duration::bare_plural),
    (LEAD, NOUN, duration::unmeasured),
    (LEAD, UNIT, relative::the_unit),
    (LEAD | NUMBER | UNIT, NUMBER | ALONE, year::year),
    (LEAD | ORDINAL, ORDINAL | NUMBER, day_of_month::day_of_month),
    (UNIT, UNIT, week::week_number),
];

/// The time expressions of `document`, in text order, none overlapping another.
///
/// ```
/// use demarche::{Options, publication, text, timex};
///
/// let options = Options { published: publication("2022-02-15"), ..Options::default() };
/// let document = text::read("The envoys met on Monday.", &options);
/// let timexes = timex::find(&document);
/// assert_eq!(timexes[0].timex_value().as_deref(), Some("2022-02-14"));
/// assert_eq!(timexes[0].relative.as_deref(), Some("XXXX-WXX-1"));
/// ```
pub fn find(document: &Document) -> Vec<Timex> {
    let mut finder = Finder::new(document);
    for sentence in &document.sentences {
        read_sentence(document, sentence.tokens.clone(), &mut finder);
    }
    ends::tie(document, &mut finder.timexes, &finder.tokens);
    finder.timexes
}

/// As [`find`] on a document in which every sentence has a tree, but `parse` is called with the index of a sentence only
/// where tags or a tree decide what an expression in it means.
///
/// ```
/// use demarche::{Options, publication, syntax, text, timex, types::Depth};
///
/// let options = Options { published: publication("2021-05-12"), ..Options::default() };
/// let document = text::read("The envoys met on May 3, 2021. They want the talks to end on Monday.", &options);
/// let mut parsed = Vec::new();
/// let mut parse = syntax::on_demand();
/// let (_, timexes) = timex::find_parsing(document, |document, sentence, depth| {
///     parsed.push((sentence, depth));
///     parse(document, sentence, depth);
/// });
/// assert_eq!(timexes.len(), 2);
/// assert_eq!(parsed, [(1, Depth::Tags)]);
/// ```
pub fn find_parsing(
    mut document: Document,
    mut parse: impl FnMut(&mut Document, usize, Depth),
) -> (Document, Vec<Timex>) {
    let mut finder = Finder::new(&document);
    for index in 0..document.sentences.len() {
        let tokens = document.sentences[index].tokens.clone();
        let (discourse, count) = (finder.discourse, finder.timexes.len());
        let mut known = None;
        loop {
            let lacks = read_sentence(&document, tokens.clone(), &mut finder);
            let Some(depth) = lacks.filter(|_| lacks > known) else {
                break;
            };
            finder.discourse = discourse;
            finder.timexes.truncate(count);
            finder.tokens.truncate(count);
            parse(&mut document, index, depth);
            known = lacks;
        }
    }
    ends::tie(&document, &mut finder.timexes, &finder.tokens);
    (document, finder.timexes)
}

/// Finds the expressions of the sentence with these tokens; says what a rule asked for that is not there.
fn read_sentence(document: &Document, tokens: Range<usize>, finder: &mut Finder) -> Option<Depth> {
    let mut reading = Reading::new(document, tokens.clone(), finder);
    let mut at = tokens.start;
    while at < tokens.end {
        let Some(found) = longest(&reading, at) else {
            at += 1;
            continue;
        };
        at = found.end.max(at + 1);
        let mut next = Some(found);
        while let Some(found) = next.take() {
            at = found.end.max(at);
            next = range::second_day(&reading, &found)
                .or_else(|| year::short_second_year(&reading, &found));
            keep(&mut reading, finder, found);
        }
    }
    reading.done(finder)
}

fn keep(reading: &mut Reading, finder: &mut Finder, found: Found) {
    let timex = Timex {
        span: reading.document.span_of(found.first, found.end - 1),
        kind: found.kind,
        value: found.meaning.value,
        modifier: found.modifier,
        anchor: found.meaning.anchor,
        relative: found.meaning.relative,
        shift: found.shift,
        begin_point: None,
        end_point: None,
        rule: found.rule,
    };
    reading.remember(&timex, found.first, TimexId(finder.timexes.len()));
    finder.timexes.push(timex);
    finder.tokens.push(found.first..found.end);
}

fn longest(reading: &Reading, at: usize) -> Option<Found> {
    if !reading.can_begin(at) {
        return None;
    }
    let plain = core(reading, at);
    let modified = (reading.word(at).kind() & (LEAD | ORDINAL) != 0)
        .then(|| modified::modified(reading, at))
        .flatten();
    match (plain, modified) {
        (Some(plain), Some(modified)) if modified.len() > plain.len() => Some(modified),
        (None, modified) => modified,
        (plain, _) => plain,
    }
}

/// The longest expression from `at` on that no modifier opens.
fn core(reading: &Reading, at: usize) -> Option<Found> {
    let mut best: Option<Found> = None;
    let kind = reading.word(at).kind();
    let carried_by = reading.carried_by(at);
    for &(kinds, holds, rule) in RULES {
        if kinds & kind != 0
            && holds & carried_by != 0
            && let Some(found) = rule(reading, at)
            && best.as_ref().is_none_or(|best| found.len() > best.len())
        {
            best = Some(found);
        }
    }
    best
}

/// Finds the expressions of `text` and compares them, written `words=value; words=value`.
#[cfg(test)]
fn check(published: &str, text: &str, wanted: &str) {
    let options = crate::Options {
        published: crate::publication(published),
        ..crate::Options::default()
    };
    let document = crate::text::read(text, &options);
    let found: Vec<String> = find(&document)
        .iter()
        .map(|timex| {
            has_the_bounds_of_its_unit(timex);
            let value = timex.timex_value().unwrap_or_default();
            format!("{}={value}", document.slice(timex.span))
        })
        .collect();
    assert_eq!(found.join("; "), wanted, "{text:?}");
    nothing_begins_elsewhere(&document);
}

/// A day goes from midnight to midnight, a week begins on Monday, a decade holds ten years.
#[cfg(test)]
fn has_the_bounds_of_its_unit(timex: &Timex) {
    use crate::types::{Grain, Period, Season, TimeValue};
    use chrono::{Datelike, TimeDelta, Timelike};

    let TimeValue::Period(period) = timex.value else {
        return;
    };
    let Period { start, end, grain } = period;
    let date = period.first_day();
    let (year, month) = (date.year(), date.month());
    let lasts = |size: TimeDelta| end - start == size;
    let years = |count: u32| {
        let first = year - year.rem_euclid(i32::try_from(count).expect("a century at most"));
        Period::months(first, 1, 12 * count, grain) == Some(period)
    };
    let months = |count: u32| {
        (month - 1) % count == 0 && Period::months(year, month, count, grain) == Some(period)
    };
    let fits = match grain {
        Grain::Second => lasts(TimeDelta::seconds(1)),
        Grain::Minute => lasts(TimeDelta::minutes(1)) && start.second() == 0,
        Grain::Hour => lasts(TimeDelta::hours(1)) && start.minute() == 0,
        Grain::DayPart(part) => Period::day_part(date, part) == period,
        Grain::Day => Period::day(date) == period,
        Grain::Weekend => {
            Period::days(date, date + TimeDelta::days(1), grain) == period
                && date.weekday().num_days_from_monday() == 5
        }
        Grain::Week => Period::week_of(date) == Some(period),
        Grain::Month => months(1),
        Grain::Season(season) => {
            let first = match season {
                Season::Spring => 3,
                Season::Summer => 6,
                Season::Fall => 9,
                Season::Winter => 12,
            };
            month == first && Period::months(year, month, 3, grain) == Some(period)
        }
        Grain::Quarter => months(3),
        Grain::Half => months(6),
        Grain::Year => years(1),
        Grain::Decade => years(10),
        Grain::Century => years(100),
        Grain::Range => start < end,
    };
    assert!(fits, "{timex:?}");
}

/// Where [`Reading::can_begin`] says that nothing begins, and at words that [`RULES`] keeps from a rule, none finds anything.
#[cfg(test)]
fn nothing_begins_elsewhere(document: &Document) {
    let mut finder = Finder::new(document);
    for sentence in &document.sentences {
        let reading = Reading::new(document, sentence.tokens.clone(), &mut finder);
        for at in sentence.tokens.clone() {
            if reading.word(at) != words::Word::Other && !reading.can_begin(at) {
                let found = core(&reading, at).or_else(|| modified::modified(&reading, at));
                assert!(found.is_none(), "{:?}: {found:?}", document.text);
            }
            let kind = reading.word(at).kind();
            if kind & (LEAD | ORDINAL) == 0 {
                let found = modified::modified(&reading, at);
                assert!(found.is_none(), "{:?}: {found:?}", document.text);
            }
            for &(kinds, holds, rule) in RULES {
                if kind != 0 && (kinds & kind == 0 || holds & reading.carried_by(at) == 0) {
                    let found = rule(&reading, at);
                    assert!(found.is_none(), "{:?}: {found:?}", document.text);
                }
            }
        }
        reading.done(&mut finder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{Anchor, Direction, TimeValue, Why};

    fn only(published: &str, text: &str) -> Timex {
        let options = crate::Options {
            published: crate::publication(published),
            ..crate::Options::default()
        };
        let found = find(&crate::text::read(text, &options));
        assert_eq!(found.len(), 1, "{text:?}");
        found.into_iter().next().expect("one was found")
    }

    #[test]
    fn what_stays_open_says_why() {
        let monday = only("", "They met on Monday.");
        assert_eq!(monday.value, TimeValue::Unresolved(Why::NoPublicationDate));
        let thirtieth = only("2024-03-13", "It fell on February 30, 2023.");
        assert_eq!(thirtieth.value, TimeValue::Unresolved(Why::Impossible));
        let later = only("2024-03-13", "Three hours later they talked.");
        assert_eq!(later.anchor, Anchor::Discourse);
        assert_eq!(later.shift, Some(Direction::Future));
        assert_eq!(later.relative.as_deref(), Some("PT3H"));
        let earlier = only("2024-03-13", "They had left earlier in the day.");
        assert_eq!(earlier.shift, Some(Direction::Past));
        assert_eq!(earlier.rule, "earlier-in-the-day");
    }

    #[test]
    fn any_text_gives_a_result() {
        let pieces = [
            "99999999999",
            "0",
            "the",
            "last",
            "May",
            "-",
            "1/1/1",
            "year",
            "ago",
            "24:00",
            "23:59:60",
            "week",
            "53",
            "of",
            "a",
            "half",
            "million",
            "years",
            "later",
            "century",
            "99th",
            "30",
            "February",
            "0000",
            "9999",
            "BC",
            "before",
        ];
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let text = format!("{first} {second} {third} {first}");
                    let options = crate::Options {
                        published: crate::publication("9999-12-31"),
                        ..crate::Options::default()
                    };
                    let document = crate::text::read(&text, &options);
                    let found = find(&document);
                    assert!(
                        found
                            .windows(2)
                            .all(|pair| pair[0].span.end <= pair[1].span.start)
                    );
                }
            }
        }
    }
}
