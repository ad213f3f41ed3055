//! Wanted events and found ones → pairs that share words.

use crate::types::timeline::{EventEntry, Timeline};

use super::expected::{Expected, ExpectedEvent};

/// For each wanted event the index of the found one that stands for it. Each stands for at most one; the pairs that
/// agree best go first.
pub(super) fn align(expected: &Expected, actual: &Timeline) -> Vec<Option<usize>> {
    let mut candidates = Vec::new();
    for (wanted, event) in expected.events.iter().enumerate() {
        for (found, entry) in actual.events.iter().enumerate() {
            if entry.listed
                && let Some(agreement) = agreement(event, entry, actual)
            {
                candidates.push((agreement, wanted, found));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut pairs = vec![None; expected.events.len()];
    let mut taken = vec![false; actual.events.len()];
    for (_, wanted, found) in candidates {
        if pairs[wanted].is_none() && !taken[found] {
            pairs[wanted] = Some(found);
            taken[found] = true;
        }
    }
    pairs
}

/// How well two events that share words agree, best greatest: type, wanted words found, status, participants.
fn agreement(
    event: &ExpectedEvent,
    entry: &EventEntry,
    actual: &Timeline,
) -> Option<(bool, usize, bool, usize)> {
    let shared = event
        .mentions
        .iter()
        .filter(|words| entry.mentions.iter().any(|place| words.overlaps(place)))
        .count();
    if shared == 0 {
        return None;
    }
    let accepts = |accepted: &Option<super::Accepted>, value: &str| {
        accepted
            .as_ref()
            .is_none_or(|accepted| accepted.accepts(Some(value)))
    };
    let participants = event
        .participants
        .iter()
        .flatten()
        .filter(|wanted| {
            entry
                .participants
                .iter()
                .any(|participant| wanted.names(participant, actual))
        })
        .count();
    Some((
        accepts(&event.class, &entry.class),
        shared,
        accepts(&event.status, &entry.status),
        participants,
    ))
}

/// The first wanted event that shares words with `entry`.
pub(super) fn first_that_shares_words<'a>(
    expected: &'a Expected,
    entry: &EventEntry,
) -> Option<&'a ExpectedEvent> {
    expected.events.iter().find(|event| {
        event
            .mentions
            .iter()
            .any(|words| entry.mentions.iter().any(|place| words.overlaps(place)))
    })
}
