//! Several analyses → one: the texts one after another, every actor and every happening once.

mod actors;
mod end_to_end;
mod happenings;

use crate::types::{
    ActorId, Analysis, Assertion, Event, EventId, EventMention, Fate, LinkKind, Node, Reporter,
    Status, TimeSource,
};

/// The rule that ties the mentions of one happening in several texts.
const RULE: &str = "same-happening";

/// Joins `analyses`, one of each text, by day of publication, whatever their order. The assertions of their graphs stand
/// in the graph of the result as claims, the best of each text first; what follows from them together is still to be found.
///
/// ```
/// use demarche::{Options, analyze, merge, publication};
///
/// let published = |day| Options { published: publication(day), ..Options::default() };
/// let first = analyze("The envoys of France and Japan will meet on Monday.", &published("2024-03-09"));
/// let second = analyze("The envoys of France and Japan met on Monday.", &published("2024-03-12"));
/// let joined = merge::join(vec![second, first]);
/// assert_eq!(joined.document.parts.len(), 2);
/// assert_eq!(joined.events.len(), 1);
/// ```
pub fn join(mut analyses: Vec<Analysis>) -> Analysis {
    analyses.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut joined = end_to_end::put(analyses);
    actors::unite(&mut joined);
    let kept = happenings::find(&joined);
    unite(&mut joined, &kept);
    joined
}

/// What a collection is sorted by: the day of publication, last where it is unknown, then the text itself.
fn order(analysis: &Analysis) -> impl Ord + use<'_> {
    let document = &analysis.document;
    let published = document.published.map(|day| (day.date, day.time));
    (published.is_none(), published, &document.text, &document.id)
}

/// Makes one event of those that `heads` gives the same head.
fn unite(joined: &mut Analysis, heads: &[EventId]) {
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); heads.len()];
    for (index, head) in heads.iter().enumerate() {
        groups[head.0].push(index);
    }
    let old = std::mem::take(&mut joined.events);
    let mut renamed = vec![EventId(0); heads.len()];
    let mut origins = Vec::new();
    for group in groups.iter().filter(|group| !group.is_empty()) {
        let id = EventId(joined.events.len());
        for &member in group {
            renamed[member] = id;
        }
        let best = clearest(joined, &old, group);
        joined.events.push(one_of(&old, group, best));
        origins.push(best);
    }
    for event in &mut joined.events {
        rename(event, &renamed);
    }
    let graph = &mut joined.graph;
    graph.times = origins
        .iter()
        .map(|&best| graph.times[best].clone())
        .collect();
    for assertion in &mut graph.assertions {
        rename_nodes(assertion, &renamed);
    }
    graph
        .assertions
        .retain(|assertion| assertion.from != assertion.to);
}

/// The member that says most: what took place before what was only planned, then the narrowest date, more actors, the first.
fn clearest(joined: &Analysis, events: &[Event], group: &[usize]) -> usize {
    let key = |&member: &usize| {
        let event = &events[member];
        let claimed = joined.graph.times[member].claimed;
        let width = claimed.map(|period| period.end - period.start);
        let real = match event.status {
            Status::Happened => 0,
            Status::Ongoing => 1,
            Status::Planned => 2,
            Status::Hypothetical | Status::Denied => 3,
        };
        (
            real,
            width.is_none(),
            width,
            usize::MAX - event.participants.len(),
            member,
        )
    };
    let clearest = group.iter().copied().min_by_key(key);
    clearest.unwrap_or(group[0])
}

/// The event that `best` of `group` tells most clearly, with what the others add.
fn one_of(events: &[Event], group: &[usize], best: usize) -> Event {
    let mut one = events[best].clone();
    for &member in group {
        if member == best {
            continue;
        }
        let other = &events[member];
        for participant in &other.participants {
            let known = one.participants.iter();
            if !known.clone().any(|known| known.actor == participant.actor) {
                one.participants.push(*participant);
            }
        }
        one.times.extend(&other.times);
        one.mentions
            .extend(other.mentions.iter().map(|mention| EventMention {
                rule: if mention.span == other.trigger {
                    RULE
                } else {
                    mention.rule
                },
                ..*mention
            }));
        one.reported_by = one.reported_by.and(other.reported_by); // one author who vouches for it is enough
        one.listed |= other.listed;
        one.confidence = one.confidence.max(other.confidence);
    }
    one.mentions.sort_by_key(|mention| mention.span);
    one
}

fn rename(event: &mut Event, renamed: &[EventId]) {
    for link in &mut event.times {
        if let TimeSource::Event(id) = &mut link.source {
            *id = renamed[id.0];
        }
        if let LinkKind::From(id) = &mut link.kind {
            *id = renamed[id.0];
        }
    }
    if let Some(Reporter::Event(id)) = &mut event.reported_by {
        *id = renamed[id.0];
    }
}

fn rename_nodes(assertion: &mut Assertion, renamed: &[EventId]) {
    for node in [&mut assertion.from, &mut assertion.to] {
        if let Node::Event(id) = node {
            *id = renamed[id.0];
        }
    }
    assertion.fate = Fate::Accepted;
}

/// The actor that stands for each, by `heads`; those that stand for none but themselves keep their order.
fn rename_actors(joined: &mut Analysis, renamed: &[ActorId]) {
    for event in &mut joined.events {
        for participant in &mut event.participants {
            participant.actor = renamed[participant.actor.0];
        }
        if let Some(Reporter::Actor(id)) = &mut event.reported_by {
            *id = renamed[id.0];
        }
    }
}
