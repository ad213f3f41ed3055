//! Acts that are one happening, told as one event: its clearest wording, its parties, its times and those it takes over.

use std::collections::BTreeMap;

use crate::types::{
    Aspect, Direction, Document, Event, EventClass, EventId, EventMention, LinkKind, PartId,
    Participant, Reporter, Role, Span, Status, Tense, TimeLink, TimeSource, TimeValue, TimexId,
};

use super::frame::{Act, Filler, Reading, Wording};
use super::{confidence, dating, news, summary};

/// So many acts back something is looked for that a text goes on from.
const FAR_BACK: usize = 500;

/// All that the text tells, on the way to events.
struct Told<'a> {
    acts: &'a [Act],
    times: &'a [Vec<TimeLink>],
    anchors: &'a dating::Anchors,
    /// The event each act belongs to.
    event_of: Vec<Option<EventId>>,
    /// The meetings of each sentence.
    occasions: BTreeMap<u32, Vec<usize>>,
    /// Whether the text gives a time for each event.
    dated: Vec<bool>,
}

impl Told<'_> {
    /// "a day after the army *left*", where nothing says when it did.
    fn is_adrift(&self, reading: &Reading<'_>, link: &TimeLink) -> bool {
        match (link.kind, link.source) {
            (LinkKind::From(other), TimeSource::Timex(TimexId(timex))) => {
                let value = &reading.timexes[timex].value;
                let after =
                    matches!(value, TimeValue::Offset(step) if step.direction == Direction::Future);
                after && !self.dated[other.0]
            }
            _ => false,
        }
    }
}

/// Turns groups of acts into events.
pub(super) fn events(
    reading: &Reading<'_>,
    acts: &[Act],
    times: &[Vec<TimeLink>],
    anchors: &dating::Anchors,
    groups: Vec<Vec<usize>>,
) -> Vec<Event> {
    let mut kept: Vec<Vec<usize>> = groups
        .into_iter()
        .filter(|group| reading.options.all_events || group.iter().any(|&index| acts[index].listed))
        .collect();
    kept.sort_by_key(|group| group.iter().map(|&index| acts[index].token).min());
    let mut event_of: Vec<Option<EventId>> = vec![None; acts.len()];
    for (place, group) in kept.iter().enumerate() {
        for &index in group {
            event_of[index] = Some(EventId(place));
        }
    }
    let mut occasions: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, act) in acts.iter().enumerate() {
        if act.class == EventClass::Consult && !act.absorbed {
            let sentence = reading.document.tokens[act.token].sentence;
            occasions.entry(sentence).or_default().push(index);
        }
    }
    let dated = kept
        .iter()
        .map(|group| group.iter().any(|&index| !times[index].is_empty()))
        .collect();
    let told = Told {
        acts,
        times,
        anchors,
        event_of,
        occasions,
        dated,
    };
    kept.iter()
        .enumerate()
        .map(|(place, group)| event(reading, &told, group, EventId(place)))
        .collect()
}

fn event(reading: &Reading<'_>, told: &Told<'_>, group: &[usize], id: EventId) -> Event {
    let Told {
        acts,
        times,
        anchors,
        event_of,
        ..
    } = told;
    let document = reading.document;
    let best = clearest(acts, group);
    let act = &acts[best];
    let mut mentions: Vec<EventMention> = Vec::new();
    for &index in group {
        let told = &acts[index];
        mentions.push(EventMention {
            span: told.span,
            token: told.token,
            rule: told.rule,
        });
        for &also in &told.also {
            mentions.push(EventMention {
                span: document.tokens[also].span,
                token: also,
                rule: "same-act",
            });
        }
    }
    mentions.sort_by_key(|mention| (mention.span, mention.token));
    mentions.dedup_by_key(|mention| mention.span);
    let mut links: Vec<TimeLink> = times[best].clone();
    for &index in group {
        for link in &times[index] {
            if !links.iter().any(|other| other.source == link.source) {
                links.push(*link);
            }
        }
    }
    dating::finest_first(reading, &mut links);
    dating::count_from(reading, &mut links, |timex| match anchors.get(&timex) {
        Some(&anchor) => event_of[anchor].filter(|&event| event != id),
        None => last_event(
            reading,
            acts,
            event_of,
            reading.timexes[timex].span.start,
            id,
        ),
    });
    if links.is_empty() {
        links.extend(inherited(reading, told, group, id));
    } else if links.iter().all(|link| told.is_adrift(reading, link)) {
        links.extend(of_the_day(reading, told, group));
    }
    let reported_by = act
        .reported
        .and_then(|statement| event_of[statement])
        .filter(|&statement| statement != id)
        .map(Reporter::Event)
        .or_else(|| act.attributed.map(Reporter::Actor));
    Event {
        trigger: act.span,
        token: act.token,
        lemma: act.lemma.clone(),
        class: act.class,
        cameo: act.cameo,
        status: act.status,
        form: act.form,
        participants: participants(acts, group, best),
        times: links,
        reported_by,
        topic: act.topic,
        summary: summary::of(reading, act),
        mentions,
        listed: group.iter().any(|&index| acts[index].listed),
        confidence: confidence::of(act),
        rule: act.rule,
    }
}

/// The mention that shows the event best: listed, a verb with its actor, first.
fn clearest(acts: &[Act], group: &[usize]) -> usize {
    let key = |index: usize| {
        let act = &acts[index];
        let acting = !act.cast.source.is_empty() || !act.cast.both.is_empty();
        (
            !act.listed,
            !acting,
            act.wording == Wording::Noun && act.rule != "light-verb",
            index,
        )
    };
    group
        .iter()
        .copied()
        .min_by_key(|&index| key(index))
        .unwrap_or_default()
}

/// The parts of all mentions, those of the clearest first; a role that one mention filled is not widened by another.
fn participants(acts: &[Act], group: &[usize], best: usize) -> Vec<Participant> {
    let mut found: Vec<Participant> = Vec::new();
    let mut order = vec![best];
    order.extend(group.iter().copied().filter(|&index| index != best));
    for (role, pick) in [
        (
            Role::Source,
            (|act| &act.cast.source) as fn(&Act) -> &Vec<Filler>,
        ),
        (Role::Target, |act| &act.cast.target),
        (Role::Participant, |act| &act.cast.both),
    ] {
        for &index in &order {
            let filled = found.iter().any(|part| part.role == role);
            if filled && role != Role::Participant {
                break;
            }
            for filler in pick(&acts[index]) {
                if found.iter().all(|part| part.actor != filler.actor) {
                    found.push(Participant {
                        actor: filler.actor,
                        role,
                        span: filler.span,
                        rule: filler.rule,
                    });
                }
            }
        }
    }
    found
}

/// The last event before byte `before` that the story itself tells as done.
fn last_event(
    reading: &Reading<'_>,
    acts: &[Act],
    event_of: &[Option<EventId>],
    before: usize,
    not: EventId,
) -> Option<EventId> {
    // acts stand in the order of their tokens; what stood far back is not what a text goes on from
    let token = (reading.document.tokens).partition_point(|token| token.span.start < before);
    let end = acts.partition_point(|act| act.token < token);
    acts[..end]
        .iter()
        .enumerate()
        .rev()
        .take(FAR_BACK)
        .filter(|(_, act)| act.span.end <= before && !act.absorbed)
        .filter(|(_, act)| reading.stretch(act).is_none())
        .filter(|(_, act)| {
            act.reported.is_none() && matches!(act.status, Status::Happened | Status::Ongoing)
        })
        .filter(|(_, act)| {
            let at = Span::new(act.span.start, act.span.end);
            reading.document.quotation_at(at.start).is_none()
        })
        .filter_map(|(index, _)| event_of[index])
        .find(|&event| event != not)
}

/// What an undated event takes its time from: the talks it was said at, or the day of publication.
fn inherited(
    reading: &Reading<'_>,
    told: &Told<'_>,
    group: &[usize],
    id: EventId,
) -> Option<TimeLink> {
    let Told { acts, event_of, .. } = told;
    let document = reading.document;
    for &index in group {
        let act = &acts[index];
        let sentence = document.tokens[act.token].sentence;
        let near = told.occasions.get(&sentence).into_iter().flatten();
        let occasion = near.copied().find(|&other| {
            let occasion = &acts[other];
            // what is yet to be cannot hold what has been
            let to_come = occasion.status == Status::Planned && act.status == Status::Happened;
            other != index
                && !to_come
                && event_of[other].is_some_and(|event| event != id)
                && belongs_to(document, occasion.token, act.token)
                && is_occasion(reading, occasion.token)
        });
        if let Some(event) = occasion.and_then(|occasion| event_of[occasion]) {
            return Some(TimeLink {
                source: TimeSource::Event(event),
                kind: LinkKind::During,
                rule: "said-at-the-talks",
            });
        }
    }
    if let Some((event, rule)) = group
        .iter()
        .find_map(|&index| same_moment(reading, told, index))
        .filter(|&(event, _)| event != id)
    {
        return Some(TimeLink {
            source: TimeSource::Event(event),
            kind: LinkKind::During,
            rule,
        });
    }
    if let Some(event) = group
        .iter()
        .find_map(|&index| same_scene(reading, told, index, id))
    {
        return Some(TimeLink {
            source: TimeSource::Event(event),
            kind: LinkKind::During,
            rule: "same-actor-goes-on",
        });
    }
    let inner = |at: usize| {
        acts.iter()
            .position(|other| other.token == at && !other.absorbed)
            .and_then(|other| event_of[other])
            .filter(|&event| event != id)
    };
    for &index in group {
        if let Some(event) = news::whole_of(reading, &acts[index]).and_then(inner) {
            return Some(TimeLink {
                source: TimeSource::Event(event),
                kind: LinkKind::During,
                rule: "part-of",
            });
        }
        let since = news::since_what(reading, acts[index].token);
        if let Some(event) = since.and_then(|mut words| words.find_map(inner)) {
            return Some(TimeLink {
                source: TimeSource::Event(event),
                kind: LinkKind::Since,
                rule: "since-then",
            });
        }
    }
    of_the_day(reading, told, group)
}

/// The day of publication, where the acts are news of that day.
fn of_the_day(reading: &Reading<'_>, told: &Told<'_>, group: &[usize]) -> Option<TimeLink> {
    let acts = told.acts;
    let today = |&index: &usize| {
        news::is_news(reading, &acts[index])
            && !news::follows_the_past(reading, acts, told.times, index)
            && !news::is_looking_back(reading, acts, told.times, index)
            || news::is_this_day(reading, &acts[index])
    };
    group.iter().any(today).then_some(TimeLink {
        source: TimeSource::Published(PartId::FIRST),
        kind: LinkKind::During,
        rule: "news-of-the-day",
    })
}

/// "will not *attend*, its spokesman said on Monday": refused as it was said; "flew to Lima on Monday to *meet* Ruiz": met on the trip.
fn same_moment(
    reading: &Reading<'_>,
    told: &Told<'_>,
    index: usize,
) -> Option<(EventId, &'static str)> {
    let act = &told.acts[index];
    if act.rule == "will-not" {
        let statement = told.event_of[act.reported?]?;
        return Some((statement, "refused-when-said"));
    }
    let document = reading.document;
    let sentence = document.tokens[act.token].sentence;
    let before = told.acts[..index].iter().enumerate().rev();
    let (trip, _) = before
        .take_while(|(_, trip)| document.tokens[trip.token].sentence == sentence)
        .find(|(_, trip)| {
            trip.cameo == Some("042")
                && !trip.absorbed
                && document.head(act.token) == Some(trip.token)
        })?;
    let meets = act.cameo == Some("040") && act.status == Status::Happened;
    meets.then_some((told.event_of[trip]?, "met-on-the-trip"))
}

/// "On Sunday the ministry warned … It *also ordered* …": the next main act of the same actor, one sentence on, shares the
/// day of the one before.
fn same_scene(
    reading: &Reading<'_>,
    told: &Told<'_>,
    index: usize,
    id: EventId,
) -> Option<EventId> {
    let Told {
        acts,
        times,
        event_of,
        ..
    } = told;
    let document = reading.document;
    let act = &acts[index];
    let also = document
        .children_as(act.token, &[crate::types::Dependency::Advmod])
        .any(|adverb| matches!(document.form(adverb), "also" | "then" | "later"));
    let source = act.cast.source.first().or(act.cast.both.first())?;
    let sentence = document.tokens[act.token].sentence;
    if act.status != Status::Happened || act.class == EventClass::Statement {
        return None;
    }
    // "Dar travelled to Kabul last week. He and Muttaqi *agreed* …": on the trip
    let deal = matches!(act.class, EventClass::Agree | EventClass::Consult)
        && !act.cast.both.is_empty()
        && act.form.tense == Tense::Past
        && act.form.aspect == Aspect::None;
    let on_trip = |before: &Act| deal && before.cameo == Some("042");
    acts[..index]
        .iter()
        .enumerate()
        .rev()
        .map(|(at, before)| {
            let distance = sentence.saturating_sub(document.tokens[before.token].sentence);
            (at, before, distance)
        })
        .take_while(|&(.., distance)| distance <= 2)
        .filter(|&(_, before, distance)| {
            distance >= 1
                && before.status == Status::Happened
                && !before.absorbed
                && (also || on_trip(before))
        })
        .map(|(at, before, _)| (at, before))
        .filter(|(_, before)| {
            before
                .cast
                .source
                .first()
                .is_some_and(|other| other.actor == source.actor)
        })
        .filter(|(before, _)| dating::period(reading, &times[*before]).is_some())
        .find_map(|(before, _)| event_of[before].filter(|&event| event != id))
}

/// Whether `at` hangs on `verb`, or stands before it under a word that has no subject of its own: a setting hung on a
/// fragment at the head of the sentence.
fn belongs_to(document: &Document, at: usize, verb: usize) -> bool {
    let mut here = at;
    for _ in 0..4 {
        match document.head(here) {
            Some(head) if head == verb => return here == at || at < verb,
            Some(head) if document.own_subject(head).is_none() => here = head,
            _ => return false,
        }
    }
    false
}

/// "*in a conversation* with the chancellor", "*speaking with* the chancellor".
pub(super) fn is_occasion(reading: &Reading<'_>, at: usize) -> bool {
    use crate::types::Dependency::{Advcl, Nmod, Obl};
    let document = reading.document;
    match reading.dependency(at) {
        Advcl => !document.has_finite_verb(at),
        Obl | Nmod => document
            .marker(at)
            .is_some_and(|case| matches!(document.form(case), "in" | "at" | "during" | "after")),
        _ => false,
    }
}
