//! Which undated acts are news of the day of publication, and which are as old as what is told around them.

use chrono::NaiveDate;

use crate::types::{Aspect, Dependency, EventClass, FineTag, Period, Status, Tense, TimeLink};

use super::dating::period;
use super::frame::{Act, Reading};
use super::time_owner::REACH;

/// The sentences at the head of a story that tell the news of the day.
const LEAD: usize = 3;

/// Whether an undated act is news of the day of publication.
pub(super) fn is_news(reading: &Reading<'_>, act: &Act) -> bool {
    use EventClass::{Accuse, Agree, Reject, Request, Statement, Support, Threaten};
    if reading.document.published.is_none()
        || !matches!(act.status, Status::Happened | Status::Ongoing)
    {
        return false;
    }
    let form = act.form;
    let goes_on = goes_on(reading, act);
    let finite = matches!(form.tense, Tense::Past | Tense::Present) || goes_on;
    // "said *at the time* that": then
    let then = reading
        .document
        .children_as(act.token, &[Dependency::Obl])
        .any(|noun| {
            reading.document.lemma(noun) == "time"
                && noun >= 2
                && reading.document.form(noun - 1) == "the"
                && reading.document.form(noun - 2) == "at"
        });
    let background = form.aspect == Aspect::Perfect && form.tense == Tense::Past;
    let dateline = usize::from(reading.document.dateline.is_some());
    let lead = reading.document.tokens[act.token].sentence as usize <= LEAD + dateline;
    if background
        || then
        || act.reported.is_some() && act.class != Statement
        || is_measured(reading, act.token)
    {
        return false;
    }
    match act.class {
        Statement => true,
        Accuse | Agree | Reject | Request | Support | Threaten => {
            finite && form.aspect == Aspect::None && (lead || main_clause(reading, act.token))
        }
        _ if is_since(reading, act.token) => false,
        _ => {
            finite
                && (lead || goes_on || form.tense == Tense::Past && form.aspect == Aspect::None)
                && main_clause(reading, act.token)
        }
    }
}

/// "*continues to fire*": what goes on goes on today.
fn goes_on(reading: &Reading<'_>, act: &Act) -> bool {
    let document = reading.document;
    reading.dependency(act.token) == Dependency::Xcomp
        && document.head(act.token).is_some_and(|head| {
            document.lemma(head) == "continue"
                && matches!(document.tokens[head].fine, FineTag::Vbz | FineTag::Vbp)
        })
}

/// "has attacked two towns *since* …": from then on, not today alone.
fn is_since(reading: &Reading<'_>, at: usize) -> bool {
    since(reading, at).is_some()
}

/// "has attacked two towns since the army *left*": the words that can say since when, the one that the tree gives first.
pub(super) fn since_what(
    reading: &Reading<'_>,
    at: usize,
) -> Option<impl Iterator<Item = usize> + use<>> {
    let document = reading.document;
    let since = since(reading, at)?;
    let end = document.sentence_of(since).tokens.end;
    let near = since + 1..end.min(since + 1 + REACH);
    Some(document.head(since).into_iter().chain(near))
}

/// The "since" behind the perfect at `at`.
fn since(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let document = reading.document;
    let perfect = document
        .auxiliaries(at)
        .any(|auxiliary| document.lemma(auxiliary) == "have");
    let behind = at + 1..document.sentence_of(at).tokens.end;
    behind.filter(|_| perfect).find(|&word| {
        document.form(word) == "since"
            && matches!(
                reading.dependency(word),
                Dependency::Mark | Dependency::Case
            )
    })
}

/// "*as part of* the agreement, the army left": what the act is part of.
pub(super) fn whole_of(reading: &Reading<'_>, act: &Act) -> Option<usize> {
    let document = reading.document;
    let parts = document.children_as(act.token, &[Dependency::Obl]);
    let mut parts = parts.filter(|&part| {
        document.lemma(part) == "part"
            && document
                .marker(part)
                .is_some_and(|case| document.form(case) == "as")
    });
    document.phrase_with(parts.next()?, "of")
}

/// "a day after Moscow *ordered* it": the distance says when.
fn is_measured(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    document
        .children_as(at, &[Dependency::Mark])
        .filter(|&mark| matches!(document.form(mark), "after" | "before" | "since"))
        .any(|mark| mark > document.sentence_of(mark).tokens.start && reading.in_time(mark - 1))
}

/// "another *day* of diplomacy": the day of the story.
pub(super) fn is_this_day(reading: &Reading<'_>, act: &Act) -> bool {
    let document = reading.document;
    document.published.is_some()
        && reading
            .stretch(act)
            .is_some_and(|measure| document.lemma(measure) == "day")
}

fn main_clause(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    if reading.misread(at).is_some() {
        return true;
    }
    let mut here = at;
    for _ in 0..20 {
        match reading.dependency(here) {
            Dependency::Root => return true,
            Dependency::Conj | Dependency::Xcomp | Dependency::Parataxis | Dependency::Ccomp => {}
            _ => return false,
        }
        match document.head(here) {
            Some(head) => here = head,
            None => return true,
        }
    }
    false
}

/// So many days before the publication nothing is news.
const LONG_AGO: i64 = 14;

/// Whether a period was over long before the publication.
pub(super) fn is_long_past(published: NaiveDate, period: Period) -> bool {
    (published - period.end.date()).num_days() > LONG_AGO
}

/// "fled to Peru *after the army launched a crackdown in 2017*": what came of something long past is no news of the day.
pub(super) fn follows_the_past(
    reading: &Reading<'_>,
    acts: &[Act],
    times: &[Vec<TimeLink>],
    index: usize,
) -> bool {
    let document = reading.document;
    let act = &acts[index];
    let Some(published) = document.published else {
        return false;
    };
    let sentence = document.tokens[act.token].sentence;
    let follows = |at: usize| {
        let clause = document.predicate_of(at);
        document.head(clause) == Some(act.token)
            && document
                .child(clause, Dependency::Mark)
                .is_some_and(|mark| matches!(document.form(mark), "after" | "when" | "once"))
    };
    acts[index + 1..]
        .iter()
        .zip(&times[index + 1..])
        .take_while(|(other, _)| document.tokens[other.token].sentence == sentence)
        .filter(|(other, _)| follows(other.token))
        .filter_map(|(_, times)| period(reading, times))
        .any(|period| is_long_past(published.date, period))
}

/// "In 2020 its ships came near. *Greece responded.*": a deed told right behind what is long past, in the same paragraph, is as old.
pub(super) fn is_looking_back(
    reading: &Reading<'_>,
    acts: &[Act],
    times: &[Vec<TimeLink>],
    index: usize,
) -> bool {
    let document = reading.document;
    let act = &acts[index];
    let (Some(published), false) = (document.published, act.class == EventClass::Statement) else {
        return false;
    };
    let place = |act: &Act| {
        let sentence = document.tokens[act.token].sentence;
        (sentence, document.sentences[sentence as usize].paragraph)
    };
    let (sentence, paragraph) = place(act);
    act.form.tense == Tense::Past
        && act.form.aspect == Aspect::None
        && acts[..index]
            .iter()
            .zip(times)
            .rev()
            .map(|(before, times)| (place(before), times))
            .take_while(|((at, within), _)| at + 1 >= sentence && *within == paragraph)
            .filter(|((at, _), _)| *at < sentence)
            .find_map(|(_, times)| period(reading, times))
            .is_some_and(|period| is_long_past(published.date, period))
}
