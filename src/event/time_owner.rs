//! Whose a time is: the act in whose clause it stands.

use std::ops::Range;

use crate::types::{Dependency, EventClass, Tag};

use super::frame::{Act, Reading, Wording};

/// How far behind "after" the noun of "two days after the latest border attack" is looked for.
pub(super) const REACH: usize = 6;

/// The act whose clause holds the time at `at`.
pub(super) fn owner(
    reading: &Reading<'_>,
    at_token: &[Option<usize>],
    acts: &[Act],
    at: usize,
) -> Option<usize> {
    let document = reading.document;
    let mut here = at;
    for _ in 0..30 {
        let head = document.head(here)?;
        if let Some(index) = at_token[head] {
            // "expelled from the talks on Monday": the verb, where the noun is only its setting
            // "arrested at Washington's *request* in December": so is what it was done upon
            let upon = document
                .marker(head)
                .is_some_and(|case| document.form(case) == "at")
                && acts[index].class == EventClass::Request;
            let setting = acts[index].wording == Wording::Noun
                && acts[index].token == head
                && (!acts[index].listed || upon)
                && reading.dependency(head) == Dependency::Obl;
            let verb = document
                .head(head)
                .and_then(|verb| at_token[verb])
                .filter(|_| setting);
            return verb.or(Some(index));
        }
        // an unknown verb keeps its time, unless what it says of is an act: "The talks *took place* on Monday"
        if document.tokens[head].tag == Tag::Verb {
            let noun = document.children(head).find(|&child| {
                at_token[child].is_some_and(|index| {
                    // "read on Monday at a *rally* attended by the president"
                    acts[index].token == child && acts[index].wording == Wording::Noun
                        || acts[index].rule == "light-verb" && acts[index].also.contains(&child)
                }) && matches!(
                    reading.dependency(child),
                    Dependency::Nsubj | Dependency::NsubjPass | Dependency::Obj | Dependency::Obl
                )
            });
            if let Some(noun) = noun {
                return at_token[noun];
            }
            if let Some(inner) = document
                .children_as(head, &[Dependency::Xcomp])
                .find_map(|child| at_token[child])
            {
                return Some(inner);
            }
            // "*angered* Peru by *calling* it a threat": what is done by it is done then
            if let Some(means) = document
                .children_as(head, &[Dependency::Advcl])
                .filter(|&child| {
                    document
                        .child(child, Dependency::Mark)
                        .is_some_and(|mark| document.form(mark) == "by")
                })
                .find_map(|child| at_token[child])
            {
                return Some(means);
            }
            // "were killed *when* a bomb exploded on Sunday": the one happened as the other did
            let climbs = reading.is_meanwhile(head)
                || matches!(
                    reading.dependency(head),
                    Dependency::Xcomp | Dependency::Advcl
                ) && !document.has_finite_verb(head);
            if !climbs {
                return None;
            }
        }
        here = head;
    }
    None
}

/// "ignored *warnings* from Moscow on Friday that …": a time before the clause that a noun opens is the noun's.
pub(super) fn said_when(
    reading: &Reading<'_>,
    at_token: &[Option<usize>],
    acts: &[Act],
    time: Range<usize>,
) -> Option<usize> {
    let document = reading.document;
    let sentence = document.sentence_of(time.start).tokens.clone();
    if !sentence.contains(&time.end) || document.form(time.end) != "that" {
        return None;
    }
    let mut before = (sentence.start.max(time.start.saturating_sub(REACH))..time.start).rev();
    let nearest = before
        .find_map(|at| Some((at, at_token[at]?)))
        .filter(|&(at, index)| acts[index].token == at && !acts[index].absorbed);
    // nothing but who it came from stands between the two
    let (at, index) = nearest?;
    let noun = acts[index].wording == Wording::Noun && acts[index].rule != "light-verb";
    let says =
        document.phrase_with(at, "from").is_some() || document.phrase_with(at, "by").is_some();
    (noun && says && acts[index].class == EventClass::Statement).then_some(index)
}

/// "after visiting the harbour city of X *Thursday*": a time that the tree hangs on nothing known is that of the act just before it,
/// nothing else between.
pub(super) fn beside(
    reading: &Reading<'_>,
    at_token: &[Option<usize>],
    acts: &[Act],
    first: usize,
) -> Option<usize> {
    let document = reading.document;
    let start = document.sentence_of(first).tokens.start;
    for at in (start.max(first.saturating_sub(REACH))..first).rev() {
        if let Some(index) = at_token[at] {
            return (acts[index].token == at).then_some(index);
        }
        let token = &document.tokens[at];
        let name = token.tag == Tag::Propn || document.slice(token.span).len() <= 2;
        if !name && !matches!(token.tag, Tag::Noun | Tag::Adj | Tag::Adp | Tag::Det) {
            return None;
        }
    }
    None
}

/// A time that opens the sentence dates its main act: "On Friday, when the envoy left, the army *met* …".
pub(super) fn opening(reading: &Reading<'_>, acts: &[Act], first: usize) -> Option<usize> {
    let document = reading.document;
    let sentence = document.sentence_of(first).tokens.clone();
    if first > sentence.start + 2 {
        return None;
    }
    acts.iter().position(|act| {
        !act.absorbed
            && sentence.contains(&act.token)
            && (reading.dependency(act.token) == Dependency::Root
                || reading.misread(act.token).is_some())
    })
}

/// "*The move* comes two days after the attack": the main act of the sentence before the one that opens with such a word.
pub(super) fn move_before(reading: &Reading<'_>, acts: &[Act], at: usize) -> Option<usize> {
    let document = reading.document;
    let number = document.tokens[at].sentence as usize;
    let here = document.sentences[number].tokens.clone();
    let before = document
        .sentences
        .get(number.checked_sub(1)?)?
        .tokens
        .clone();
    let come = (here.start..at).find(|&verb| {
        document.lemma(verb) == "come" && reading.dependency(verb) == Dependency::Root
    })?;
    let subject = document.subject(come)?;
    let points_back = matches!(
        document.lemma(subject),
        "announcement"
            | "decision"
            | "development"
            | "incident"
            | "it"
            | "move"
            | "news"
            | "step"
            | "that"
            | "this"
    );
    if !points_back {
        return None;
    }
    // acts stand in the order of their tokens
    let first = acts.partition_point(|act| act.token < before.start);
    let end = acts.partition_point(|act| act.token < before.end);
    (first..end).find(|&index| {
        let act = &acts[index];
        act.listed && !act.absorbed && reading.dependency(act.token) == Dependency::Root
    })
}

/// The first act behind token `from` in its sentence.
pub(super) fn next_act(
    reading: &Reading<'_>,
    at_token: &[Option<usize>],
    from: usize,
) -> Option<usize> {
    let end = reading
        .document
        .sentence_of(from.min(at_token.len().checked_sub(1)?))
        .tokens
        .end;
    (from..end).find_map(|at| at_token[at])
}
