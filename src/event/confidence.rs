//! How often an event is right: a small table by the rule that found its trigger, who is in it, and its status.
//!
//! Right means that a careful reader has an event of that type at those words. Measured on the twelve development articles
//! (docs/evaluation.md); a kind seen fewer than ten times has the value of the kind it is most like, a step lower.

use crate::types::{EventClass, Status};

use super::frame::{Act, Wording};

/// The share of such events that are right, from 0 to 1.
pub(super) fn of(act: &Act) -> f32 {
    let acting = !act.cast.source.is_empty() || !act.cast.both.is_empty();
    let real = matches!(act.status, Status::Happened | Status::Ongoing);
    match (act.wording, acting, real) {
        // a stance to an act nobody knows: "refused to comment"
        (Wording::Stance, ..) if act.rule == "stance-alone" => 0.5,
        (Wording::Verb, true, true) if act.class == EventClass::Statement => 0.95,
        (Wording::Verb, true, true) => 0.9,
        (Wording::Stance, true, true) => 0.85,
        (Wording::Noun, true, true) if act.rule == "light-verb" => 0.8,
        (Wording::Noun, _, true) => 0.75,
        (Wording::Verb | Wording::Stance, false, true) | (_, true, false) => 0.7,
        (_, false, false) => 0.6,
    }
}

#[cfg(test)]
mod tests {
    use crate::types::Options;

    #[test]
    fn what_is_told_plainly_is_surer() {
        let confidence = |text: &str| {
            let analysis = crate::analyze(text, &Options::default());
            analysis
                .events
                .first()
                .map(|event| event.confidence)
                .expect("an event is found")
        };
        let done = confidence("Russia attacked Georgia.");
        assert!(done > confidence("Russia will attack Georgia."));
        assert!(done > confidence("The Russian attack on Georgia ended."));
        assert!(done > confidence("Georgia was attacked on Monday."));
    }
}
