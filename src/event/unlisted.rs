//! The verbs a timeline leaves out: TimeML counts every verb that tells of something as an event.

use crate::types::{Dependency, EventClass, Tag};

use super::frame::{Act, Reading, Wording};
use super::status;

/// Adds every verb that names no act yet, as an act of no class that stands on no timeline. The acts stay in the order of their
/// tokens.
pub(super) fn add(reading: &Reading<'_>, acts: &mut Vec<Act>) {
    let document = reading.document;
    let mut taken = vec![false; document.tokens.len()];
    for act in acts.iter() {
        taken[act.token] = true;
        for &also in &act.also {
            taken[also] = true;
        }
    }
    for (at, token) in document.tokens.iter().enumerate() {
        let verb = token.tag == Tag::Verb && token.fine.is_verb();
        if !verb || taken[at] || token.dependency == Dependency::Amod || reading.in_time(at) {
            continue;
        }
        let lemma = document.lemma(at);
        let mut act = Act {
            form: document.verb_form(at),
            listed: false,
            ..Act::new(
                at,
                token.span,
                lemma,
                EventClass::Other,
                Wording::Verb,
                RULE,
            )
        };
        act.status = status::verb(reading, &act);
        acts.push(act);
    }
}

/// The rule of an act that no lexicon row names.
pub(super) const RULE: &str = "unlisted-verb";

#[cfg(test)]
mod tests {
    use crate::types::Options;

    fn check(text: &str, wanted: &[&str]) {
        let options = Options {
            all_events: true,
            ..Options::default()
        };
        let analysis = crate::analyze(text, &options);
        let found: Vec<&str> = analysis
            .events
            .iter()
            .filter(|event| event.rule == super::RULE)
            .map(|event| analysis.document.slice(event.trigger))
            .collect();
        assert_eq!(found, wanted, "{text:?}");
        assert!(
            analysis
                .events
                .iter()
                .all(|event| event.rule != super::RULE || !event.listed)
        );
    }

    #[test]
    fn every_other_verb() {
        check("The envoy sat down and smiled.", &["sat", "smiled"]);
        check("France condemned the attack.", &[]); // the lexicon knows the verb
        check("The envoy was tired.", &[]); // an adjective
        check("The envoy has a growing problem.", &["has"]); // "growing" tells of nothing by itself
    }
}
