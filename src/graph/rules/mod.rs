//! The rules that order events, by what they read. Each is a plain function; docs/ordering.md says how far each is right.

mod background;
mod calendar;
mod connectives;
mod dates;
mod learned;
mod occasions;
mod speech;
mod tense;

pub use learned::Feature;
pub(super) use learned::features;

use super::story::Story;
use crate::types::{Assertion, Certainty, EventId, Fate, Node, RelationKind, Span};

/// A rule reads a story and makes assertions.
type Rule = fn(&Story, &mut Claims);

/// Every rule. Their order does not matter: assertions are tried by tier.
const RULES: &[Rule] = &[
    calendar::order_of_times,
    dates::own_times,
    dates::shifted_times,
    speech::reported,
    speech::spoken_of,
    speech::then_a_statement,
    speech::then_a_perfect,
    connectives::clauses,
    connectives::phrases,
    connectives::opening_adverbs,
    connectives::reactions,
    connectives::complements,
    tense::future,
    background::before_the_news,
    background::after_the_news,
    learned::forms,
    occasions::at_the_protest,
    occasions::said_there,
    occasions::participles,
];

/// What the rules claim of a story, best first: by tier, certainty, place in the text, rule.
pub(super) fn assertions(story: &Story) -> Vec<Assertion> {
    let mut claims = Claims(Vec::new());
    for rule in RULES {
        rule(story, &mut claims);
    }
    let mut assertions = claims.0;
    sort(&mut assertions);
    assertions
}

/// Puts the best first: by tier, certainty, place in the text, rule, and then by all that can tell two apart, so that nothing hangs
/// on the order they were made in.
pub(super) fn sort(assertions: &mut [Assertion]) {
    assertions.sort_by(|a, b| {
        let key = |assertion: &Assertion| (assertion.tier, assertion.certainty);
        let place = |assertion: &Assertion| {
            let place = assertion.evidence.first().map(|span| span.start);
            (place, assertion.rule, assertion.from, assertion.to)
        };
        let rest = |assertion: &Assertion| {
            let offset = assertion.offset;
            (
                assertion.kind,
                offset.map(|length| (length.unit, length.thousandths)),
            )
        };
        key(a)
            .cmp(&key(b))
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| rest(a).cmp(&rest(b)))
            .then_with(|| a.evidence.cmp(&b.evidence))
    });
}

/// A rule with its trust.
#[derive(Clone, Copy)]
struct By {
    rule: &'static str,
    tier: u8,
    certainty: Certainty,
}

const fn sure(rule: &'static str, tier: u8) -> By {
    By {
        rule,
        tier,
        certainty: Certainty::Sure,
    }
}

const fn likely(rule: &'static str, tier: u8) -> By {
    By {
        rule,
        tier,
        certainty: Certainty::Likely,
    }
}

/// The assertions made so far.
struct Claims(Vec<Assertion>);

impl Claims {
    fn add(&mut self, by: By, from: Node, kind: RelationKind, to: Node, evidence: &[Span]) {
        if from == to {
            return;
        }
        self.0.push(Assertion {
            from,
            to,
            kind,
            offset: None,
            rule: by.rule,
            evidence: evidence.to_vec(),
            tier: by.tier,
            certainty: by.certainty,
            fate: Fate::Accepted,
        });
    }

    fn before(&mut self, by: By, first: EventId, second: EventId, evidence: &[Span]) {
        self.add(
            by,
            Node::Event(first),
            RelationKind::Before,
            Node::Event(second),
            evidence,
        );
    }
}

/// The claims of one rule on a text published on 2024-03-13, as "killings < marched".
#[cfg(test)]
fn check(rule: &str, text: &str, wanted: &[&str]) {
    check_of(false, rule, text, wanted);
}

/// As [`check`], with every word that names an event where `all` is true.
#[cfg(test)]
fn check_of(all: bool, rule: &str, text: &str, wanted: &[&str]) {
    let options = crate::Options {
        published: crate::publication("2024-03-13"),
        all_events: all,
        ..crate::Options::default()
    };
    let analysis = crate::analyze(text, &options);
    let name = |node| match node {
        Node::Published(_) => "published",
        Node::Timex(id) => analysis.document.slice(analysis.timex(id).span),
        Node::Event(id) => analysis.document.slice(analysis.event(id).trigger),
    };
    let claims = analysis.graph.assertions.iter();
    let found: Vec<String> = claims
        .filter(|assertion| assertion.rule == rule)
        .map(|assertion| {
            let sign = match assertion.kind {
                RelationKind::Before => "<",
                RelationKind::StartBefore => "<<",
                RelationKind::Includes => "(",
                RelationKind::Simultaneous => "=",
            };
            format!("{} {sign} {}", name(assertion.from), name(assertion.to))
        })
        .collect();
    assert_eq!(found, wanted, "{rule}: {text:?}");
}
