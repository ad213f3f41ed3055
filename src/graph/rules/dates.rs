//! Events and the times that say when they were.

use super::{Claims, likely, sure};
use crate::graph::story::Story;
use crate::types::{
    Assertion, Certainty, Direction, EventId, Fate, LinkKind, Node, RelationKind, Status, TimeLink,
    TimeSource, TimeValue, Window,
};

/// The times of each event's own clause.
pub(super) fn own_times(story: &Story, claims: &mut Claims) {
    for (id, event) in story.events() {
        for link in &event.times {
            match (link.source, link.kind) {
                (_, LinkKind::From(other)) => measured(story, claims, id, *link, other),
                (TimeSource::Timex(timex), _) => {
                    if Window::of(story.timex(timex)) != Window::default() {
                        let by = sure(link.rule, 0);
                        let span = [story.timex(timex).span, event.trigger];
                        let (from, kind, to) =
                            relation(Node::Event(id), link.kind, Node::Timex(timex));
                        claims.add(by, from, kind, to, &span);
                    }
                }
                (TimeSource::Published(part), _) => {
                    if story.publication_day().is_some() {
                        let by = likely(link.rule, 2);
                        let (from, kind, to) =
                            relation(Node::Event(id), link.kind, Node::Published(part));
                        claims.add(by, from, kind, to, &[event.trigger]);
                    }
                }
                (TimeSource::Event(other), _) => {
                    let by = likely(link.rule, 2);
                    let (from, kind, to) = relation(Node::Event(id), link.kind, Node::Event(other));
                    let span = [story.event(other).trigger, event.trigger];
                    claims.add(by, from, kind, to, &span);
                }
            }
        }
    }
}

/// What a link says of an event and a time.
const fn relation(event: Node, kind: LinkKind, time: Node) -> (Node, RelationKind, Node) {
    match kind {
        LinkKind::Before => (event, RelationKind::Before, time),
        LinkKind::After => (time, RelationKind::Before, event),
        LinkKind::Since => (time, RelationKind::StartBefore, event),
        LinkKind::Until => (event, RelationKind::StartBefore, time),
        LinkKind::During | LinkKind::Throughout | LinkKind::From(_) => {
            (time, RelationKind::Includes, event)
        }
    }
}

/// "three hours later": a measured distance from the event it counts from.
fn measured(story: &Story, claims: &mut Claims, id: EventId, link: TimeLink, other: EventId) {
    let TimeSource::Timex(timex) = link.source else {
        return;
    };
    let TimeValue::Offset(offset) = story.timex(timex).value else {
        return;
    };
    let (from, to) = match offset.direction {
        Direction::Future => (other, id),
        Direction::Past => (id, other),
        Direction::Present => return,
    };
    if from == to {
        return;
    }
    claims.0.push(Assertion {
        from: Node::Event(from),
        to: Node::Event(to),
        kind: RelationKind::Before,
        offset: Some(offset.length),
        rule: link.rule,
        evidence: vec![story.timex(timex).span, story.event(id).trigger],
        tier: 2,
        certainty: Certainty::Likely,
        fate: Fate::Accepted,
    });
}

/// "earlier in the day", "later Tuesday": before or after what the text was telling.
pub(super) fn shifted_times(story: &Story, claims: &mut Claims) {
    for (id, event) in story.events() {
        for link in &event.times {
            let TimeSource::Timex(timex) = link.source else {
                continue;
            };
            let timex = story.timex(timex);
            if matches!(timex.value, TimeValue::Offset(_)) {
                continue;
            }
            let (Some(shift), Some((told, certain))) = (timex.shift, told_before(story, id)) else {
                continue;
            };
            let span = [timex.span, event.trigger];
            let by = |rule| {
                if certain {
                    sure(rule, 1)
                } else {
                    likely(rule, 2)
                }
            };
            match shift {
                Direction::Past => claims.before(by("earlier-than-told"), id, told, &span),
                Direction::Future => claims.before(by("later-than-told"), told, id, &span),
                Direction::Present => {}
            }
        }
    }
}

/// The event that "earlier" and "later" look back to: the statement in whose sentence `id` stands, else the last real event
/// of the main line before it. And whether it is the former.
fn told_before(story: &Story, id: EventId) -> Option<(EventId, bool)> {
    let event = story.event(id);
    let mut here = event.token;
    for _ in 0..story.document.sentence_of(here).tokens.len() {
        let Some(head) = story.document.head(here) else {
            break;
        };
        if let Some(other) = story.named(head)
            && other != id
            && story.is_statement(other)
        {
            return Some((other, true));
        }
        here = head;
    }
    let before = story
        .mentions
        .partition_point(|&(token, _)| token < event.token);
    let main = |&&(token, other): &&(usize, EventId)| {
        other != id
            && story.event(other).listed
            && story.event(other).status == Status::Happened
            && story.sentence(token) != story.sentence(event.token)
    };
    story.mentions[..before]
        .iter()
        .rev()
        .take(12) // further back it is another story
        .find(main)
        .map(|&(_, other)| (other, false))
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn own_times() {
        check(
            "in-its-clause",
            "France met Serbia on Monday.",
            &["Monday ( met"],
        );
        check(
            "since",
            "France has bombed Mali since Monday.",
            &["Monday << bombed"],
        );
        check(
            "before",
            "France left Mali before Monday.",
            &["left < Monday"],
        );
        check("in-its-clause", "France met Serbia every Monday.", &[]);
    }

    #[test]
    fn shifted_times() {
        check(
            "earlier-than-told",
            "France met Serbia on Tuesday. Earlier in the day, Chile expelled two diplomats.",
            &["expelled < met"],
        );
        check(
            "later-than-told",
            "France met Serbia on Tuesday. Later in the day, Chile expelled two diplomats.",
            &["met < expelled"],
        );
        check(
            "later-than-told",
            "France met Serbia on Tuesday. On Tuesday, Chile expelled two diplomats.",
            &[],
        );
    }
}
