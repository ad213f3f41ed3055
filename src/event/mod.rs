//! Document, time expressions, actors → events: what was done, by whom, to whom, whether it happened, and when.
//!
//! Words name acts (`triggers`), whose slots the tree fills (`roles`); stances take acts up (`stances`), answers what they
//! answer (`answers`); whom an act is about stands near by (`reach`); the wording
//! says whether they happened (`status`) and who reports them (`speech`); each gets its times (`dating`); acts that
//! are one happening become one event (`coreference`), with a line for the reader (`summary`).

mod answers;
mod confidence;
mod coreference;
mod dating;
mod frame;
mod reach;
mod roles;
mod settings;
mod speech;
mod speech_acts;
mod stances;
mod status;
mod summary;
mod triggers;
mod unlisted;

use std::collections::BTreeMap;

use crate::lexicon::events::lexicon;
use crate::types::{
    Actor, ActorKind, Analysis, Document, Event, EventClass, EventId, EventMention, LinkKind,
    Options, PartId, Participant, Reporter, Role, Silence, Span, Status, TimeLink, TimeSource,
    Timex,
};

use frame::{Act, Filler, Reading, Wording};

/// The events of `document`, in order of first mention.
pub fn find(
    document: &Document,
    timexes: &[Timex],
    actors: &[Actor],
    options: &Options,
) -> Vec<Event> {
    let reading = Reading::new(document, timexes, actors, options, lexicon());
    let mut acts = acts(&reading);
    let anchors = dating::anchors(&reading, &acts);
    let mut times = dating::own_times(&reading, &acts, &anchors);
    if options.all_events {
        // they take no time from the listed ones, so that the timeline is the same with and without them
        unlisted::add(&reading, &mut acts);
        times.resize(acts.len(), Vec::new());
    }
    let groups = coreference::group(&reading, &acts, &times);
    list_what_the_story_turns_on(&mut acts, &groups);
    events(&reading, &acts, &times, &anchors, groups)
}

/// The acts of the text, each with its cast, status and reporter, and whether a reader would list it.
fn acts(reading: &Reading<'_>) -> Vec<Act> {
    let mut acts = triggers::find(reading);
    stances::compose(reading, &mut acts);
    speech_acts::find(reading, &mut acts);
    complete_sides(reading, &mut acts);
    complete_authorities(reading, &mut acts);
    complete_travellers(reading, &mut acts);
    answers::join(reading, &mut acts);
    reach::complete(reading, &mut acts);
    speech::join_occasions(reading, &mut acts);
    status::set(reading, &mut acts);
    speech::report(reading, &mut acts);
    list(reading, &mut acts);
    acts
}

/// Why the word at byte `at` of the text stands for no event of its own: unknown, in a name, taken up, nobody's act. `None` where
/// it does, or where there is no word.
///
/// ```
/// use demarche::types::Silence;
///
/// let options = demarche::Options::default();
/// let analysis = demarche::analyze("France painted its embassy in Lima.", &options);
/// let why = demarche::event::silence(&analysis, &options, 7);
/// assert_eq!(why, Some(Silence::Unknown));
/// ```
pub fn silence(analysis: &Analysis, options: &Options, at: usize) -> Option<Silence> {
    let document = &analysis.document;
    let token = document.token_at(at);
    if !document.tokens.get(token)?.span.covers(at) {
        return None;
    }
    let reading = Reading::new(
        document,
        &analysis.timexes,
        &analysis.actors,
        options,
        lexicon(),
    );
    let acts = acts(&reading);
    let own = |act: &&Act| act.span.covers(at);
    if let Some(act) = acts.iter().filter(own).find(|act| !act.absorbed) {
        return act.silence.filter(|_| !act.listed);
    }
    let is_part = |act: &Act| act.also.contains(&token) || act.absorbed && own(&act);
    if acts.iter().any(is_part) {
        return Some(Silence::TakenUp);
    }
    Some(triggers::silence(&reading, token))
}

/// "In a call with B, A said": the other side of a meeting is the one who acts around it.
fn complete_sides(reading: &Reading<'_>, acts: &mut [Act]) {
    let document = reading.document;
    for act in acts.iter_mut() {
        if act.class != EventClass::Consult
            || act.cast.both.len() != 1
            || act.wording != Wording::Noun
            || act.absorbed
        {
            continue;
        }
        if act.rule == "light-verb" || document.phrase_with(act.token, "with").is_none() {
            continue;
        }
        let Some(subject) = document.subject(document.predicate_of(act.token)) else {
            continue;
        };
        let mut sides = reading.fillers(subject, "subject-around");
        roles::push_new(&mut sides, act.cast.both.clone());
        act.cast.both = sides;
    }
}

/// "was arrested in *Niger*": those who govern there have done it.
fn complete_authorities(reading: &Reading<'_>, acts: &mut [Act]) {
    for act in acts.iter_mut() {
        let authorities = reading.authorities(act);
        if !authorities.is_empty() {
            act.cast.source = authorities;
        }
    }
}

/// "After a *visit* to Kenya, Annan warned …": whoever acts in the sentence has travelled.
fn complete_travellers(reading: &Reading<'_>, acts: &mut [Act]) {
    let document = reading.document;
    for act in acts.iter_mut() {
        let open = act.wording == Wording::Noun
            && act.cameo == Some("042")
            && !act.absorbed
            && act.cast.source.is_empty()
            && act.cast.both.is_empty()
            && !act.cast.target.is_empty();
        let within = document.marker(act.token).is_some_and(|case| {
            matches!(
                document.form(case),
                "after" | "during" | "on" | "before" | "following" | "at" | "from"
            )
        });
        if !open || !within {
            continue;
        }
        let mut above = document.head(act.token);
        for _ in 0..4 {
            let Some(at) = above else { break };
            if document.tokens[at].fine.is_verb()
                && let Some(subject) = document.subject(at)
            {
                let mut found = reading.fillers(subject, "subject-around");
                found.retain(|filler| {
                    act.cast
                        .target
                        .iter()
                        .all(|side| side.actor != filler.actor)
                        && reading.actors[filler.actor.0].kind != ActorKind::Group
                });
                act.cast.source = found;
                break;
            }
            above = document.head(at);
        }
    }
}

/// Decides what a reader would put on the timeline.
fn list(reading: &Reading<'_>, acts: &mut [Act]) {
    for act in acts.iter_mut() {
        if let Some(why) = unlisted(reading, act) {
            act.leave_out(why);
        }
    }
    // crime, accidents and sport: a text without anyone of public affairs tells no diplomacy
    let public = acts
        .iter()
        .filter(|act| act.listed)
        .any(|act| reading.is_public_act(act));
    for act in acts.iter_mut() {
        if !public {
            act.leave_out(Silence::Private);
        } else if is_misfortune(reading, act) {
            act.leave_out(Silence::Misfortune);
        }
    }
}

/// Why an act by itself is not for the timeline.
fn unlisted(reading: &Reading<'_>, act: &Act) -> Option<Silence> {
    let acting = !act.cast.source.is_empty() || !act.cast.both.is_empty();
    let named = acting || !act.cast.target.is_empty();
    let told = match act.class {
        EventClass::Statement | EventClass::Agree => acting,
        EventClass::Consult => acting || reading.stretch(act).is_some(),
        EventClass::Protest => named || takes_place(reading, act),
        _ => named,
    };
    let unreal = match act.status {
        Status::Hypothetical => {
            act.class == EventClass::Statement || !status::is_open_claim(reading, act)
        }
        Status::Denied => act.class == EventClass::Statement || act.wording == Wording::Noun,
        _ => false,
    };
    if told {
        unreal.then_some(Silence::Unreal)
    } else {
        Some(Silence::Nobody)
    }
}

/// A strike that never came is worth a line where the story speaks of it again and again.
fn list_what_the_story_turns_on(acts: &mut [Act], groups: &[Vec<usize>]) {
    for group in groups {
        let spoken_of = |&index: &usize| {
            let act = &acts[index];
            act.status == Status::Hypothetical && act.class != EventClass::Statement
        };
        let named = group.iter().filter(|&&index| {
            let cast = &acts[index].cast;
            !(cast.source.is_empty() && cast.target.is_empty() && cast.both.is_empty())
        });
        let often = named.count() >= 2 || group.len() >= 3;
        if often && group.iter().all(spoken_of) {
            acts[group[0]].listed = acts[group[0]].rule != unlisted::RULE;
        }
    }
}

/// "*protests* in Minsk": those who protest are not named, but where they do is.
fn takes_place(reading: &Reading<'_>, act: &Act) -> bool {
    let place = reading.document.phrase_with(act.token, "in");
    act.wording == Wording::Noun
        && place
            .and_then(|noun| reading.any_mention(noun))
            .is_some_and(|(actor, _)| reading.actors[actor.0].country.is_some())
}

/// "The storm *killed* six people": harm done by no one.
fn is_misfortune(reading: &Reading<'_>, act: &Act) -> bool {
    if act.class != EventClass::Assault
        || act.wording != Wording::Verb
        || act.form.passive
        || !act.cast.source.is_empty()
        || !act.cast.both.is_empty()
    {
        return false;
    }
    let lasting = [
        "bomb",
        "bomber",
        "blast",
        "missile",
        "rocket",
        "shell",
        "strike",
        "fire",
        "mortar",
        "gunman",
        "explosion",
    ];
    reading.subject(act.token).is_some_and(|subject| {
        let lemma = reading.document.lemma(subject);
        !lasting.contains(&lemma.strip_suffix('s').unwrap_or(lemma))
            && reading.lexicon.noun(lemma).is_empty()
    })
}

/// Turns groups of acts into events.
fn events(
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
    let told = Told {
        acts,
        times,
        anchors,
        event_of,
        occasions,
    };
    kept.iter()
        .enumerate()
        .map(|(place, group)| event(reading, &told, group, EventId(place)))
        .collect()
}

/// All that the text tells, on the way to events.
struct Told<'a> {
    acts: &'a [Act],
    times: &'a [Vec<TimeLink>],
    anchors: &'a dating::Anchors,
    /// The event each act belongs to.
    event_of: Vec<Option<EventId>>,
    /// The meetings of each sentence.
    occasions: BTreeMap<u32, Vec<usize>>,
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

/// So many acts back something is looked for that a text goes on from.
const FAR_BACK: usize = 500;

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
            other != index
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
        if let Some(event) = dating::whole_of(reading, &acts[index]).and_then(inner) {
            return Some(TimeLink {
                source: TimeSource::Event(event),
                kind: LinkKind::During,
                rule: "part-of",
            });
        }
        let since = dating::since_what(reading, acts[index].token);
        if let Some(event) = since.and_then(|mut words| words.find_map(inner)) {
            return Some(TimeLink {
                source: TimeSource::Event(event),
                kind: LinkKind::Since,
                rule: "since-then",
            });
        }
    }
    let today = |&index: &usize| {
        dating::is_news(reading, &acts[index]) || dating::is_this_day(reading, &acts[index])
    };
    group.iter().any(today).then_some(TimeLink {
        source: TimeSource::Published(PartId::FIRST),
        kind: LinkKind::During,
        rule: "news-of-the-day",
    })
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
    let source = act.cast.source.first()?;
    let sentence = document.tokens[act.token].sentence;
    if !also || act.status != Status::Happened || act.class == EventClass::Statement {
        return None;
    }
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
            distance >= 1 && before.status == Status::Happened && !before.absorbed
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
fn is_occasion(reading: &Reading<'_>, at: usize) -> bool {
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

/// The listed events of a text published on 2024-03-13, one a line: "CONSULT happened met: France, Serbia" for those who take part
/// alike, "ASSAULT planned attack: Russia > Georgia" for who acts and who is acted on.
#[cfg(test)]
fn check(text: &str, wanted: &[&str]) {
    let options = Options {
        published: crate::publication("2024-03-13"),
        ..Options::default()
    };
    let analysis = crate::analyze(text, &options);
    let mut found: Vec<String> = Vec::new();
    for event in analysis.events.iter().filter(|event| event.listed) {
        let names = |role: Role| {
            let parts = event.participants.iter().filter(|part| part.role == role);
            let names = parts.map(|part| analysis.actor(part.actor).name.as_str());
            names.collect::<Vec<_>>().join(", ")
        };
        let (class, status) = (event.class.name(), event.status.name());
        let parts = match (
            names(Role::Participant),
            names(Role::Source),
            names(Role::Target),
        ) {
            (both, source, target) if both.is_empty() && target.is_empty() => source,
            (both, source, target) if both.is_empty() => format!("{source} > {target}"),
            (both, ..) => both,
        };
        let trigger = analysis.document.slice(event.trigger);
        found.push(
            format!("{class} {status} {trigger}: {parts}")
                .trim_end()
                .to_owned(),
        );
    }
    assert_eq!(found, wanted, "{text:?}");
}
