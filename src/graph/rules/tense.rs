//! Tense: what "will" be comes after what was.

use super::{Claims, likely, sure};
use crate::graph::story::Story;
use crate::types::{Event, Node, PartId, RelationKind, Status, Tense};

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
                Node::Published(PartId::FIRST),
                RelationKind::StartBefore,
                Node::Event(id),
                &[event.trigger],
            );
        }
    }
}

fn is_past(event: &Event) -> bool {
    event.form.tense == Tense::Past && !event.form.modal && event.status == Status::Happened
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn future() {
        let check = |text, wanted: &[&str]| check("future", text, wanted);
        check(
            "France met Serbia. The two will meet Chile.",
            &["met < meet"],
        );
        // two sentences on, and what is not yet told as done
        check(
            "France met Serbia. It rained. The two will meet Chile.",
            &[],
        );
        check("France meets Serbia. The two will meet Chile.", &[]);
        check("France met Serbia. The two might meet Chile.", &[]);
    }
}
