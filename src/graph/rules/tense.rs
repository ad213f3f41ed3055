//! Tense: what "will" be comes after what was, what "had" been came before it.

use super::{Claims, likely, sure};
use crate::graph::story::Story;
use crate::types::{Aspect, Event, EventId, Node, RelationKind, Status, Tense};

/// "The envoys met and *will meet* again": after what the sentence and the one before tell as done, and after the text.
pub(super) fn future(story: &Story, claims: &mut Claims) {
    for (id, event) in story.events() {
        if event.form.tense != Tense::Future || event.form.modal {
            continue;
        }
        let sentence = story.sentence(event.token);
        for near in sentence.saturating_sub(1)..=sentence {
            for &(token, other) in story.mentions_in(near) {
                let past = story.event(other);
                if past.token == token && is_past(past) {
                    let span = [story.span(event.token), story.span(token)];
                    claims.before(sure("future", 1), other, id, &span);
                }
            }
        }
        let quoted = story
            .document
            .quotation_at(story.span(event.token).start)
            .is_some();
        if event.status == Status::Planned && !quoted && story.publication_day().is_some() {
            claims.add(
                likely("future-from-publication", 3),
                Node::Published,
                RelationKind::StartBefore,
                Node::Event(id),
                &[event.trigger],
            );
        }
    }
}

/// "The army *had left* when the envoys came": before what is told in the plain past in the sentence, and in the next.
pub(super) fn past_perfect(story: &Story, claims: &mut Claims) {
    for (id, event) in story.events() {
        let form = event.form;
        if form.tense != Tense::Past
            || form.aspect != Aspect::Perfect
            || form.modal
            || !story.is_real(id)
        {
            continue;
        }
        let sentence = story.sentence(event.token);
        let last = (sentence + 1).min(story.document.sentences.len() - 1);
        for near in sentence..=last {
            for &(token, other) in story.mentions_in(near) {
                let past = story.event(other);
                if past.token == token
                    && is_past(past)
                    && past.form.aspect == Aspect::None
                    && !is_explained(story, id, other)
                {
                    let span = [story.span(event.token), story.span(token)];
                    claims.before(likely("past-perfect", 3), id, other, &span);
                }
            }
        }
    }
}

/// Whether `other` hangs below `id`: "had left after they came" is for the connective to say.
fn is_explained(story: &Story, id: EventId, other: EventId) -> bool {
    story
        .document
        .is_below(story.event(other).token, story.event(id).token)
}

fn is_past(event: &Event) -> bool {
    event.form.tense == Tense::Past && !event.form.modal && event.status == Status::Happened
}
