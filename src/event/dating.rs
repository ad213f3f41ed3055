//! When: which time expression belongs to which act, and what an undated act takes its time from.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::types::{
    Aspect, Dependency, Direction, Document, EventClass, EventId, FineTag, LinkKind, Modifier,
    Period, Tag, Tense, TimeLink, TimePoint, TimeSource, TimeValue, Timex, TimexId, TimexKind,
};

use super::frame::{Act, Reading, Wording};
use super::settings;
use super::speech_acts::by_token;
use super::time_owner::{REACH, beside, move_before, next_act, opening, owner, said_when};

/// A clause of setting follows the time it is set in, or a short place behind that: "on Tuesday in the city of Geneva, where".
const NEAR: usize = 7;

/// The times each act has in its own clause.
pub(super) fn own_times(
    reading: &Reading<'_>,
    acts: &[Act],
    anchors: &Anchors,
) -> Vec<Vec<TimeLink>> {
    let document = reading.document;
    let at_token = at_tokens(reading, acts);
    let mut times: Vec<Vec<TimeLink>> = vec![Vec::new(); acts.len()];
    let mut counted: Option<(usize, usize)> = None;
    for (index, timex) in reading.timexes.iter().enumerate() {
        if matches!(timex.kind, TimexKind::Set) || matches!(timex.value, TimeValue::Recurring(_)) {
            continue;
        }
        if matches!(timex.value, TimeValue::Vague(Direction::Present)) {
            continue;
        }
        let tokens = document.tokens_in(timex.span);
        if tokens.is_empty() {
            continue;
        }
        let outward = outward(document, tokens.clone());
        let (kind, rule) = ends(reading, index, tokens.start)
            .unwrap_or_else(|| link(reading, timex, outward, tokens.start));
        let length = matches!(timex.kind, TimexKind::Duration)
            && !matches!(timex.value, TimeValue::Offset(_));
        if length && timex.period().is_none() {
            continue;
        }
        if let Some(&anchor) = anchors.get(&index) {
            // "Two days after the attack, the army left": the clause that the anchor hangs on
            let owner = owner(reading, &at_token, acts, acts[anchor].token)
                .or_else(|| opening(reading, acts, tokens.start))
                .or_else(|| move_before(reading, acts, tokens.start))
                .filter(|&owner| owner != anchor);
            if let Some(owner) = owner {
                counted = Some((owner, anchor));
                times[owner].push(TimeLink {
                    source: TimeSource::Timex(TimexId(index)),
                    kind: LinkKind::During,
                    rule: COUNTED,
                });
            }
            continue;
        }
        if is_from_event(reading.timexes[index].rule) {
            continue; // counted from what no act tells of
        }
        let owner = said_when(reading, &at_token, acts, tokens.clone())
            .or_else(|| owner(reading, &at_token, acts, outward))
            .or_else(|| opening(reading, acts, tokens.start))
            .or_else(|| beside(reading, &at_token, acts, tokens.start))
            .or_else(|| {
                matches!(timex.value, TimeValue::Offset(_))
                    .then(|| next_act(reading, &at_token, tokens.end))
                    .flatten()
            });
        // "left two days before the army came on Friday": Friday is behind what the step is counted from
        let owner = match counted {
            Some((step, anchor))
                if owner == Some(step)
                    && document.tokens[acts[anchor].token].sentence
                        == document.tokens[tokens.start].sentence
                    && acts[anchor].token < tokens.start
                    && acts[step].token < acts[anchor].token =>
            {
                Some(anchor)
            }
            _ => owner,
        };
        let deed = owner
            .and_then(|owner| deed_of_time(reading, &at_token, &acts[owner], timex, tokens.start));
        let owner = match deed {
            Some(deed) => at_token[deed].filter(|&index| acts[index].token == deed),
            None => owner,
        };
        let owner = owner.filter(|&owner| {
            !super::plans::is_told_ahead(reading, &acts[owner], timex)
                && !super::plans::is_over(reading, &acts[owner], timex)
                && !is_of_the_noun(reading, &acts[owner], outward)
        });
        if let Some(owner) = owner {
            times[owner].push(TimeLink {
                source: TimeSource::Timex(TimexId(index)),
                kind: if length && kind == LinkKind::During {
                    LinkKind::Throughout
                } else {
                    kind
                },
                rule,
            });
        }
    }
    share(reading, &at_token, acts, anchors, &mut times);
    share_back(reading, &at_token, acts, &mut times);
    take_over(reading, acts, &mut times);
    settings::take(reading, acts, &mut times);
    times
}

/// "ended a *2015* deal": the year of what is ended is no time of its end.
fn is_of_the_noun(reading: &Reading<'_>, act: &Act, time: usize) -> bool {
    use EventClass::{
        Accuse, Coerce, Concede, Reject, Request, Retreat, Sanction, Statement, Threaten,
    };
    let noun = reading.document.head(time);
    let before = matches!(
        reading.dependency(time),
        Dependency::Compound | Dependency::Amod | Dependency::Nummod
    );
    before
        && act.wording != Wording::Noun
        && noun.is_some_and(|noun| {
            let apart = |at: usize| reading.document.form(at) == ",";
            noun > time && noun != act.token && !(time..noun).any(apart)
        })
        && matches!(
            act.class,
            Accuse
                | Coerce
                | Concede
                | Reject
                | Request
                | Retreat
                | Sanction
                | Statement
                | Threaten
        )
}

/// "accuses Peru of *shooting down* a plane in 2014", "expelled two envoys over the *killing* of a priest in 2019": a day long before
/// the news, told behind another deed, is that deed's: the word for it.
fn deed_of_time(
    reading: &Reading<'_>,
    at_token: &[Option<usize>],
    act: &Act,
    timex: &Timex,
    time: usize,
) -> Option<usize> {
    use EventClass::{Accuse, Coerce, Reject, Request, Sanction, Support, Threaten};
    let document = reading.document;
    let answers = matches!(
        act.class,
        Accuse | Coerce | Reject | Request | Sanction | Support | Threaten
    ) && act.wording != Wording::Noun
        && act.token < time
        && matches!(act.form.tense, Tense::Past | Tense::Present)
        && act.form.aspect != Aspect::Perfect;
    let published = document.published?.date;
    let period = timex.period()?;
    if !answers || !super::news::is_long_past(published, period) {
        return None;
    }
    (act.token + 1..time).rev().find(|&at| {
        let told = document.tokens[at].fine.is_noun() || document.tokens[at].fine == FineTag::Vbg;
        let led = document
            .marker(at)
            .or_else(|| document.child(at, Dependency::Mark));
        let for_what = led.is_some_and(|case| match document.form(case) {
            "for" | "over" => true,
            "of" | "about" | "with" | "in" | "on" => act.class == Accuse,
            _ => false,
        });
        // "imposed sanctions over the *war* in 2014": what goes on for years has no day of its own
        let lasts = matches!(
            document.lemma(at),
            "conflict"
                | "crisis"
                | "dispute"
                | "program"
                | "programme"
                | "role"
                | "support"
                | "war"
        );
        told && for_what
            && !lasts
            && (at_token[at].is_some() || !reading.lexicon.noun(document.lemma(at)).is_empty())
    })
}

/// The token by which `tokens` hang on what is outside of them.
pub(super) fn outward(document: &Document, tokens: Range<usize>) -> usize {
    let leads_out = |&at: &usize| document.head(at).is_none_or(|head| !tokens.contains(&head));
    tokens.clone().find(leads_out).unwrap_or(tokens.start)
}

/// The act that holds each token.
fn at_tokens(reading: &Reading<'_>, acts: &[Act]) -> Vec<Option<usize>> {
    let mut at_token = by_token(reading, acts);
    for (index, act) in acts.iter().enumerate().filter(|(_, act)| !act.absorbed) {
        for &also in &act.also {
            at_token[also].get_or_insert(index);
        }
    }
    at_token
}

/// The act that a step is counted from, by the index of the time expression: "two days after the *attack*".
pub(super) type Anchors = BTreeMap<usize, usize>;

/// The rule of a link to a step counted from an act that the words name.
const COUNTED: &str = "counted-from-event";

fn is_from_event(rule: &str) -> bool {
    matches!(rule, "units-from-event" | "unit-beside-event")
}

/// What the steps of the text are counted from, where the words after them name it.
pub(super) fn anchors(reading: &Reading<'_>, acts: &[Act]) -> Anchors {
    let document = reading.document;
    let counted = |timex: &Timex| is_from_event(timex.rule);
    if !reading.timexes.iter().any(counted) {
        return Anchors::new();
    }
    let at_token = at_tokens(reading, acts);
    let steps = reading.timexes.iter().enumerate();
    steps
        .filter(|(_, timex)| counted(timex))
        .filter_map(|(index, timex)| {
            // "after", which the verb of its clause or the noun behind it governs
            let mark = document.tokens_in(timex.span).end;
            let sentence = document.sentence_of(mark.checked_sub(1)?).tokens.clone();
            let governor = document.head(mark).filter(|&head| head > mark);
            let near = mark + 1..sentence.end.min(mark + 1 + REACH);
            let act = governor
                .and_then(|head| at_token[head])
                .or_else(|| near.clone().find_map(|at| at_token[at]))?;
            (acts[act].token > mark && sentence.contains(&acts[act].token)).then_some((index, act))
        })
        .collect()
}

/// "on Tuesday, *when* the army crossed the line", "on Tuesday in Rome, *where* the envoys met": a clause of setting is of
/// the time it follows.
fn take_over(reading: &Reading<'_>, acts: &[Act], times: &mut [Vec<TimeLink>]) {
    let document = reading.document;
    for (index, act) in acts.iter().enumerate() {
        if act.absorbed || !times[index].is_empty() || act.form.tense != Tense::Past {
            continue;
        }
        let Some(setting) = document
            .children_as(act.token, &[Dependency::Advmod, Dependency::Mark])
            .find(|&mark| mark < act.token && matches!(document.form(mark), "when" | "where"))
        else {
            continue;
        };
        let start = document.sentence_of(setting).tokens.start;
        let before = reading
            .timexes
            .partition_point(|timex| timex.span.end <= document.tokens[setting].span.start);
        let Some(number) = before.checked_sub(1) else {
            continue;
        };
        let expression = &reading.timexes[number];
        let tokens = document.tokens_in(expression.span);
        let gap = tokens.end..setting;
        let near = tokens.start >= start
            && gap.len() <= NEAR
            && gap.clone().all(|at| document.tokens[at].tag != Tag::Verb)
            && matches!(expression.kind, TimexKind::Date | TimexKind::Time)
            && expression.period().is_some();
        if near && link(reading, expression, tokens.end - 1, tokens.start).0 == LinkKind::During {
            times[index].push(TimeLink {
                source: TimeSource::Timex(TimexId(number)),
                kind: LinkKind::During,
                rule: "clause-of-setting",
            });
        }
    }
}

/// "fought *from* 1978 *to* 1987", "*between* March *and* May": the two ends of how long it went on, or within which it happened.
fn ends(reading: &Reading<'_>, index: usize, first: usize) -> Option<(LinkKind, &'static str)> {
    let document = reading.document;
    let timex = &reading.timexes[index];
    let other = |point| matches!(point, Some(TimePoint::Timex(_)));
    let before = document.form(first.checked_sub(1)?);
    // the one right before this, behind "between", with an "and" between them
    let pair = |second: usize| {
        let one = document.tokens_in(reading.timexes[second - 1].span);
        let and = document
            .tokens_in(reading.timexes[second].span)
            .start
            .checked_sub(1);
        let between = one.start.checked_sub(1).map(|at| document.form(at));
        between == Some("between") && and == Some(one.end) && document.form(one.end) == "and"
    };
    let opens = before == "between" && index + 1 < reading.timexes.len() && pair(index + 1);
    if opens || other(timex.end_point) && before == "from" {
        Some((LinkKind::Since, "from"))
    } else if index > 0 && before == "and" && pair(index)
        || other(timex.begin_point) && matches!(before, "to" | "until" | "till" | "through")
    {
        Some((LinkKind::Until, "to"))
    } else {
        None
    }
}

/// The kind of link a preposition gives.
fn link(
    reading: &Reading<'_>,
    timex: &Timex,
    head: usize,
    first: usize,
) -> (LinkKind, &'static str) {
    let is_end = timex.modifier == Some(Modifier::End);
    let document = reading.document;
    let before = first
        .checked_sub(1)
        .filter(|&at| document.tokens[at].sentence == document.tokens[first].sentence);
    let word = document
        .marker(head)
        .or_else(|| document.child(head, Dependency::Mark))
        .map(|case| document.form(case))
        .filter(|word| !word.is_empty());
    let near = before.map_or("", |at| document.form(at));
    match word.unwrap_or(near) {
        "since" => (LinkKind::Since, "since"),
        "until" | "till" => (LinkKind::Until, "until"),
        // "before the *end* of the year": in it
        "before" if is_end => (LinkKind::Until, "before"),
        "before" => (LinkKind::Before, "before"),
        "after" => (LinkKind::After, "after"),
        _ => match near {
            "since" => (LinkKind::Since, "since"),
            "until" | "till" | "through" => (LinkKind::Until, "until"),
            "before" if is_end => (LinkKind::Until, "before"),
            "before" => (LinkKind::Before, "before"),
            "after" => (LinkKind::After, "after"),
            _ => (LinkKind::During, "in-its-clause"),
        },
    }
}

/// An act joined to one with a time before both has that time too: "On Monday they *met* and *signed* a treaty".
fn share(
    reading: &Reading<'_>,
    at_token: &[Option<usize>],
    acts: &[Act],
    anchors: &Anchors,
    times: &mut [Vec<TimeLink>],
) {
    let document = reading.document;
    let mut counted = vec![false; acts.len()];
    for &anchor in anchors.values() {
        counted[anchor] = true;
    }
    for (index, act) in acts.iter().enumerate() {
        // "on Friday, two days after Peru *left*": what is counted from has no day of the verb before
        if act.absorbed || counted[index] || !times[index].is_empty() {
            continue;
        }
        let token = act.token;
        let participle = matches!(reading.dependency(token), Dependency::Advcl)
            && act.wording == Wording::Verb
            && !document.has_finite_verb(token)
            && act.form.tense == Tense::PresentParticiple;
        let meanwhile = reading.is_meanwhile(token);
        if !(matches!(reading.dependency(token), Dependency::Conj) || participle || meanwhile) {
            continue;
        }
        let Some(first) = document.head(token).and_then(|head| at_token[head]) else {
            continue;
        };
        let shared: Vec<TimeLink> = times[first]
            .iter()
            .filter(|link| match link.source {
                TimeSource::Timex(TimexId(number)) => {
                    participle
                        || meanwhile
                        || reading.timexes[number].span.start
                            < document.tokens[acts[first].token].span.start
                        // "*visited* Peru in May and *agreed* a plan"
                        || act.form == acts[first].form
                            && (act.wording == Wording::Verb || act.rule == "light-verb")
                            && reading.timexes[number].span.start
                                < document.tokens[token].span.start
                }
                _ => false,
            })
            .map(|link| TimeLink {
                rule: "shared-with-the-verb-before",
                ..*link
            })
            .collect();
        times[index] = shared;
    }
}

/// "was *captured* and *killed* that October": of two verbs side by side, the first has the time of the second, as it has that of
/// what happened as it did.
fn share_back(
    reading: &Reading<'_>,
    at_token: &[Option<usize>],
    acts: &[Act],
    times: &mut [Vec<TimeLink>],
) {
    let document = reading.document;
    for (index, act) in acts.iter().enumerate() {
        let second = act.token + 2;
        let beside = !act.absorbed
            && times[index].is_empty()
            && act.wording == Wording::Verb
            && at_token.len() > second
            && document.form(act.token + 1) == "and"
            && document.head(second) == Some(act.token)
            && reading.dependency(second) == Dependency::Conj;
        // "were *killed* when a bomb exploded on Sunday"
        let clause = document
            .children_as(act.token, &[Dependency::Advcl])
            .filter(|_| !act.absorbed && times[index].is_empty() && act.wording == Wording::Verb)
            .find(|&clause| clause > act.token && reading.is_meanwhile(clause));
        let other = at_token.get(second).copied().flatten().filter(|_| beside);
        let Some(other) = other.or_else(|| at_token[clause?]) else {
            continue;
        };
        times[index] = times[other]
            .iter()
            .filter(|link| link.kind == LinkKind::During)
            .map(|link| TimeLink {
                rule: "shared-with-the-verb-behind",
                ..*link
            })
            .collect();
    }
}

/// The first stretch of calendar among `links`.
pub(super) fn period(reading: &Reading<'_>, links: &[TimeLink]) -> Option<Period> {
    links
        .iter()
        .find_map(|link| match (link.source, link.kind) {
            (TimeSource::Timex(TimexId(index)), LinkKind::During) => {
                reading.timexes[index].period()
            }
            _ => None,
        })
}

/// Puts a time that lies within another before it: "Tuesday afternoon" before "Tuesday".
pub(super) fn finest_first(reading: &Reading<'_>, links: &mut [TimeLink]) {
    let length = |link: &TimeLink| match (link.source, link.kind) {
        (TimeSource::Timex(TimexId(index)), LinkKind::During) => reading.timexes[index]
            .period()
            .map(|period| period.end - period.start),
        _ => None,
    };
    let Some(first) = links.first().copied() else {
        return;
    };
    let Some(TimexId(wide)) = (match first.source {
        TimeSource::Timex(id) => Some(id),
        _ => None,
    }) else {
        return;
    };
    let finer = links.iter().position(|link| match link.source {
        TimeSource::Timex(TimexId(index)) => {
            let (Some(outer), Some(inner)) = (
                reading.timexes[wide].period(),
                reading.timexes[index].period(),
            ) else {
                return false;
            };
            outer.contains(inner) && length(link) < length(&first)
        }
        _ => false,
    });
    if let Some(finer) = finer {
        links[..=finer].rotate_right(1);
    }
}

/// Replaces the link to a measured step by what it counts from.
pub(super) fn count_from(
    reading: &Reading<'_>,
    links: &mut [TimeLink],
    from: impl Fn(usize) -> Option<EventId>,
) {
    for link in links {
        if let TimeSource::Timex(TimexId(index)) = link.source
            && matches!(reading.timexes[index].value, TimeValue::Offset(_))
            && let Some(event) = from(index)
        {
            link.kind = LinkKind::From(event);
            if link.rule != COUNTED {
                link.rule = "counted-from-the-last-event";
            }
        }
    }
}

#[cfg(test)]
mod tests {
    /// The links to times of the listed events of a text of 2024-03-13, a Wednesday: "bombed during 2024-03-11".
    fn check(text: &str, wanted: &[&str]) {
        use crate::types::{LinkKind, TimeSource};
        let options = crate::Options {
            published: crate::publication("2024-03-13"),
            ..crate::Options::default()
        };
        let analysis = crate::analyze(text, &options);
        let mut found = Vec::new();
        for event in analysis.events.iter().filter(|event| event.listed) {
            for link in &event.times {
                let time = match link.source {
                    TimeSource::Timex(id) => analysis.timex(id).timex_value().unwrap_or_default(),
                    TimeSource::Published(_) => "today".to_owned(),
                    TimeSource::Event(id) => analysis
                        .document
                        .slice(analysis.event(id).trigger)
                        .to_owned(),
                };
                let kind = match link.kind {
                    LinkKind::Since => "since",
                    LinkKind::During => "during",
                    _ => "other",
                };
                let trigger = analysis.document.slice(event.trigger);
                found.push(format!("{trigger} {kind} {time}"));
            }
        }
        assert_eq!(found, wanted, "{text:?}");
    }

    #[test]
    fn a_time_before_a_clause_of_a_noun_is_the_nouns() {
        check(
            "France rejected warnings from Moscow on Monday that it would bomb Lima.",
            &["rejected during today", "warnings during 2024-03-11"],
        );
        check(
            "France rejected warnings from Moscow on Monday.",
            &["rejected during today", "warnings during 2024-03-11"],
        );
        check(
            "France rejected warnings on Monday that it would be bombed.",
            &["rejected during 2024-03-11"],
        );
    }

    #[test]
    fn what_goes_on_is_of_today_and_what_is_since_then_is_not() {
        check(
            "It rained. It rained. It rained. It rained. Serbia continues to bomb Peru.",
            &["bomb during today"],
        );
        check(
            "Serbia has bombed Peru since France expelled its ambassador on March 1.",
            &["bombed since expelled", "expelled during 2024-03-01"],
        );
    }

    #[test]
    fn what_is_part_of_an_agreement_is_of_its_time() {
        check(
            "As part of the deal between France and Peru, Peru freed ten rebels.",
            &["freed during deal"],
        );
        check(
            "As part of the tour, Peru freed ten rebels.",
            &["freed during today"],
        );
    }

    #[test]
    fn two_ends_of_one_stretch() {
        check(
            "Chad fought Libya from 1978 to 1987.",
            &["fought since 1978", "fought other 1987"],
        );
        check(
            "Chad arrested ten Libyans between 2014 and 2016.",
            &["arrested since 2014", "arrested other 2016"],
        );
        check(
            "The rebels fled to Chad after the army attacked Libya in 2017.",
            &["attacked during 2017"],
        );
    }

    #[test]
    fn words_are_said_before_what_they_are_about() {
        check(
            "Peru dropped its objection to Chile hosting next year's summit.",
            &["dropped during today", "hosting during 2025"],
        );
        check(
            "In 2020 Turkey sent warships to Greece. Greece deployed its navy.",
            &["sent during 2020"],
        );
        check(
            "Biden visited Peru in January and signed a treaty.",
            &["visited during 2024-01", "signed during 2024-01"],
        );
        check(
            "Peru urged Chile to withdraw its troops by April 16.",
            &["urged during today"],
        );
        check(
            "France and Serbia agreed on Tuesday to meet on April 16.",
            &["agreed during 2024-03-12", "meet during 2024-04-16"],
        );
    }
}
