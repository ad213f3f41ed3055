//! The network → one line of events, its steps, and what stands beside it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::bounds::{UNKNOWN_END, UNKNOWN_START};
use super::network::Network;
use super::points::Cause;
use super::story::Story;
use crate::types::{Assertion, Certainty, EventId, EventTime, Fate, Node, Status, Step};

/// A step is compared with so many of the one before it; what is further off is left to the order of the line.
const MAX_COMPARED: usize = 24;

/// A search for the reason of a place visits at most so many points.
const REASON_BUDGET: usize = 512;

/// Every event in one line: none before what it must follow; of those that may come next, the one that can have been
/// first, then the one with less room, then the one named first.
pub(super) fn sequence(story: &Story, network: &Network) -> Vec<EventId> {
    let points = &network.points;
    let guesses = guesses(network);
    let mut waiting = vec![0usize; points.len()];
    let mut starting: Vec<Vec<EventId>> = vec![Vec::new(); points.len()];
    for point in 0..points.len() {
        let class = points.class(point);
        if let Some(id) = network.event_starting(point) {
            starting[class].push(id);
        }
        if class == point {
            for follower in points.followers(class) {
                waiting[follower] += 1;
            }
        }
    }
    for ids in &mut starting {
        ids.sort_by_key(|&id| (story.event(id).trigger, id));
    }
    let mut free: Vec<usize> = Vec::new();
    let mut ready = BinaryHeap::new();
    let mut sequence = Vec::with_capacity(story.events.len());
    let enter = |class: usize, free: &mut Vec<usize>, ready: &mut BinaryHeap<_>| match starting
        [class]
        .first()
    {
        None => free.push(class),
        Some(&first) => {
            let (_, high) = points.bounds(class);
            let key = (guesses[class], high, story.event(first).trigger, class);
            ready.push(Reverse(key));
        }
    };
    let open: Vec<usize> = (0..points.len())
        .filter(|&class| points.class(class) == class && waiting[class] == 0)
        .collect();
    for class in open {
        enter(class, &mut free, &mut ready);
    }
    while let Some(class) = free
        .pop()
        .or_else(|| ready.pop().map(|Reverse((.., class))| class))
    {
        sequence.extend(&starting[class]);
        for follower in points.followers(class) {
            waiting[follower] -= 1;
            if waiting[follower] == 0 {
                enter(follower, &mut free, &mut ready);
            }
        }
    }
    sequence
}

/// When each class was, for the line: its lower bound; without one, just before what it must precede.
fn guesses(network: &Network) -> Vec<i64> {
    let points = &network.points;
    let mut guesses = vec![UNKNOWN_END; points.len()];
    let mut classes: Vec<usize> = (0..points.len())
        .filter(|&point| points.class(point) == point)
        .collect();
    classes.sort_unstable_by_key(|&class| Reverse(points.number(class)));
    for class in classes {
        let (low, high) = points.bounds(class);
        guesses[class] = if low == UNKNOWN_START {
            let next = points.followers(class).map(|follower| guesses[follower]);
            next.fold(high, i64::min)
        } else {
            low
        };
    }
    guesses
}

/// The listed events that have a place, step by step, and those that have none.
pub(super) fn steps(
    story: &Story,
    network: &mut Network,
    assertions: &[Assertion],
    times: &[EventTime],
    sequence: &[EventId],
) -> (Vec<Step>, Vec<EventId>) {
    let placed = placed(story, assertions, times);
    let mut steps: Vec<Step> = Vec::new();
    for &id in sequence {
        if !placed[id.0] {
            continue;
        }
        let after = match steps.last() {
            None => Some(Certainty::Sure),
            Some(step) => after(network, assertions, &step.events, id),
        };
        match (after, steps.last_mut()) {
            (None, Some(step)) => step.events.push(id),
            (certainty, _) => steps.push(Step {
                events: vec![id],
                certainty: certainty.unwrap_or(Certainty::TextOrder),
            }),
        }
    }
    let mut undated: Vec<EventId> = story
        .events()
        .filter(|&(id, event)| event.listed && !placed[id.0])
        .map(|(id, _)| id)
        .collect();
    undated.sort_by_key(|&id| (story.event(id).trigger, id));
    (steps, undated)
}

/// Whether each event is listed and has a date, or a place in the order of others that are listed.
fn placed(story: &Story, assertions: &[Assertion], times: &[EventTime]) -> Vec<bool> {
    let stands = |id: EventId| {
        let event = story.event(id);
        event.listed && !matches!(event.status, Status::Denied | Status::Hypothetical)
    };
    let mut placed: Vec<bool> = story
        .events()
        .map(|(id, event)| event.listed && times[id.0].claimed.is_some())
        .collect();
    for assertion in assertions {
        if matches!(assertion.fate, Fate::Rejected(_)) {
            continue;
        }
        match (assertion.from, assertion.to) {
            (Node::Event(from), Node::Event(to)) if stands(from) && stands(to) => {
                placed[from.0] = true;
                placed[to.0] = true;
            }
            // dated from one side: "before March"
            (Node::Event(id), Node::Timex(_)) | (Node::Timex(_), Node::Event(id)) if stands(id) => {
                placed[id.0] = true;
            }
            (Node::Published(_), Node::Event(id)) if stands(id) => placed[id.0] = true,
            _ => {}
        }
    }
    placed
}

/// How sure it is that `id` comes after some of `step`; `None` where nothing says so.
fn after(
    network: &mut Network,
    assertions: &[Assertion],
    step: &[EventId],
    id: EventId,
) -> Option<Certainty> {
    let start = network.start(Node::Event(id));
    let compared = step.iter().rev().take(MAX_COMPARED);
    let found = compared.filter_map(|&other| {
        let other = network.start(Node::Event(other));
        let (_, over) = network.points.bounds(other);
        let (begun, _) = network.points.bounds(start);
        let causes = if begun != UNKNOWN_START && over <= begun {
            let mut causes = network.points.why_over(other);
            causes.extend(network.points.why_begun(start));
            causes
        } else {
            network.points.path(other, start, REASON_BUDGET)?
        };
        Some(weakest(assertions, &causes))
    });
    found.min()
}

fn weakest(assertions: &[Assertion], causes: &[Cause]) -> Certainty {
    let certainties = causes.iter().map(|&cause| assertions[cause].certainty);
    certainties.max().unwrap_or(Certainty::Sure)
}

#[cfg(test)]
mod tests {
    /// The steps of a text published on 2022-02-15, each with how sure its place is, and the events that have none.
    fn check(text: &str, wanted: &str) {
        let options = crate::Options {
            published: crate::publication("2022-02-15"),
            raw: true,
            ..crate::Options::default()
        };
        let analysis = crate::analyze(text, &options);
        let words = |ids: &[crate::types::EventId]| {
            let word =
                |id: &crate::types::EventId| analysis.document.slice(analysis.event(*id).trigger);
            ids.iter().map(word).collect::<Vec<_>>().join(" ")
        };
        let steps = analysis.graph.steps.iter();
        let steps: Vec<String> = steps
            .map(|step| format!("{} ({})", words(&step.events), step.certainty.name()))
            .collect();
        let found = format!("{} / {}", steps.join(", "), words(&analysis.graph.undated));
        assert_eq!(found, wanted, "{text:?}");
    }

    #[test]
    fn steps() {
        check(
            "France attacked Mali. Later it sanctioned Iran.",
            "attacked (sure), sanctioned (sure) / ",
        );
        check(
            "France attacked Mali after it sanctioned Iran.",
            "sanctioned (sure), attacked (sure) / ",
        );
        check(
            "France attacked Mali. Germany approved a treaty. Russia expelled envoys.",
            "attacked (sure), approved expelled (likely) / ", // the last two in any order
        );
        check(
            "France attacked Mali on Monday, sanctioned Iran on Monday and expelled envoys on Tuesday.",
            "attacked (sure), sanctioned (likely), expelled (sure) / ",
        );
        check(
            "France attacked Mali, said Germany on Monday. Russia had expelled envoys.",
            "expelled (sure), said (likely), attacked (likely) / ",
        );
        check(
            "France may attack Mali. France denied that it attacked Chad.",
            "denied (sure) / ",
        );
    }
}
