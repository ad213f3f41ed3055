//! Whole sets of assertions: each is accepted, redundant or rejected as brute force says, with reasons that suffice, whatever
//! order they come in; and sets made to break something.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::Closure;
use crate::graph::bounds::ticks;
use crate::graph::points::Constraint;
use crate::graph::reconcile;
use crate::types::{
    Anchor, Assertion, AssertionId, Certainty, Document, Event, EventClass, EventId, Fate, Length,
    Node, Period, RelationKind, Span, Status, TemporalGraph, TimeValue, Timex, TimexId, TimexKind,
    Unit, VerbForm,
};

/// The first day of the texts below.
fn day(number: u64) -> Period {
    let first = NaiveDate::from_ymd_opt(2022, 2, 1).expect("a day");
    Period::day(first + Days::new(number))
}

fn timex(period: Period) -> Timex {
    Timex {
        span: Span::default(),
        kind: TimexKind::Date,
        value: TimeValue::Period(period),
        modifier: None,
        anchor: Anchor::None,
        relative: None,
        shift: None,
        begin_point: None,
        end_point: None,
        rule: "test",
    }
}

fn event() -> Event {
    Event {
        trigger: Span::default(),
        token: 0,
        lemma: String::new(),
        class: EventClass::Consult,
        cameo: None,
        status: Status::Happened,
        form: VerbForm::default(),
        participants: Vec::new(),
        times: Vec::new(),
        reported_by: None,
        topic: None,
        summary: String::new(),
        mentions: Vec::new(),
        listed: true,
        confidence: 1.0,
        rule: "test",
    }
}

fn claim(from: Node, kind: RelationKind, to: Node) -> Assertion {
    Assertion {
        from,
        to,
        kind,
        offset: None,
        rule: "test",
        evidence: Vec::new(),
        tier: 0,
        certainty: Certainty::Sure,
        fate: Fate::Accepted,
    }
}

const fn told(number: usize) -> Node {
    Node::Event(EventId(number))
}

const fn dated(number: usize) -> Node {
    Node::Timex(TimexId(number))
}

/// The graph of `claims` on `events` events and a time for each of `days`.
fn graph(events: usize, days: &[u64], claims: Vec<Assertion>) -> TemporalGraph {
    let times: Vec<Timex> = days.iter().map(|&number| timex(day(number))).collect();
    let events: Vec<Event> = (0..events).map(|_| event()).collect();
    reconcile(&Document::default(), &times, &[], &events, claims)
}

/// What is known of two points: how far the second is behind the first at least, in ticks.
type AtLeast = (usize, usize, i64);

/// The claims and the calendar by brute force.
struct Knowledge<'a> {
    days: &'a [u64],
    events: usize,
}

impl Knowledge<'_> {
    /// The publication stands first, then the times, then the events, a start and an end each.
    fn start(&self, node: Node) -> usize {
        2 * match node {
            Node::Published(_) => 0,
            Node::Timex(TimexId(number)) => 1 + number,
            Node::Event(EventId(number)) => 1 + self.days.len() + number,
        }
    }

    fn count(&self) -> usize {
        2 * (1 + self.days.len() + self.events)
    }

    fn constraints(&self, claim: &Assertion) -> Vec<Constraint> {
        let (a, b) = (self.start(claim.from), self.start(claim.to));
        match claim.kind {
            RelationKind::Before => vec![Constraint::Less(a + 1, b)],
            RelationKind::StartBefore => vec![Constraint::Less(a, b)],
            RelationKind::Includes => {
                vec![Constraint::Less(a, b), Constraint::Less(b + 1, a + 1)]
            }
            RelationKind::Simultaneous => {
                vec![Constraint::Same(a, b), Constraint::Same(a + 1, b + 1)]
            }
        }
    }

    /// Whether `claims` fit together and into the calendar.
    fn allows<'c>(&self, claims: impl Iterator<Item = &'c Assertion>) -> bool {
        let all: Vec<Constraint> = claims.flat_map(|claim| self.constraints(claim)).collect();
        !Closure::of(self.count(), &all).contradicts() && self.fits_the_calendar(&all)
    }

    /// Whether `claims`, without the calendar, leave `claim` no other way.
    fn follows<'c>(&self, claim: &Assertion, claims: impl Iterator<Item = &'c Assertion>) -> bool {
        let all: Vec<Constraint> = claims.flat_map(|claim| self.constraints(claim)).collect();
        let closure = Closure::of(self.count(), &all);
        self.constraints(claim)
            .iter()
            .all(|&constraint| match constraint {
                Constraint::Less(a, b) => closure.less[a][b],
                Constraint::Same(a, b) => closure.same[a][b],
                Constraint::Apart(..) => true,
            })
    }

    /// Bellman and Ford: a circle on which one has to move on has no solution.
    fn fits_the_calendar(&self, constraints: &[Constraint]) -> bool {
        let origin = self.count();
        let mut edges: Vec<AtLeast> = (0..origin)
            .step_by(2)
            .map(|start| (start, start + 1, 1))
            .collect();
        for (number, &at) in self.days.iter().enumerate() {
            let (start, period) = (self.start(dated(number)), day(at));
            for (point, at) in [(start, ticks(period.start)), (start + 1, ticks(period.end))] {
                edges.push((origin, point, at));
                edges.push((point, origin, -at));
            }
        }
        for &constraint in constraints {
            match constraint {
                Constraint::Less(a, b) => edges.push((a, b, 0)),
                Constraint::Same(a, b) => edges.extend([(a, b, 0), (b, a, 0)]),
                Constraint::Apart(..) => {}
            }
        }
        let mut at = vec![i64::MIN / 2; origin + 1];
        at[origin] = 0;
        // points that hang on no date may lie anywhere
        for point in &mut at[..origin] {
            *point = i64::MIN / 4;
        }
        for _ in 0..=origin + 1 {
            let mut moved = false;
            for &(from, to, least) in &edges {
                if at[to] < at[from] + least {
                    at[to] = at[from] + least;
                    moved = true;
                }
            }
            if !moved {
                return true;
            }
        }
        false
    }
}

fn node(events: usize, days: usize) -> impl Strategy<Value = Node> {
    prop_oneof![
        3 => (0..events).prop_map(told),
        1 => (0..days).prop_map(dated),
    ]
}

fn claims(events: usize, days: usize) -> impl Strategy<Value = Vec<Assertion>> {
    let kind = prop_oneof![
        4 => Just(RelationKind::Before),
        2 => Just(RelationKind::StartBefore),
        2 => Just(RelationKind::Includes),
        1 => Just(RelationKind::Simultaneous),
    ];
    let one = (
        node(events, days),
        kind,
        node(events, days),
        0..4u8,
        any::<bool>(),
    )
        .prop_map(|(from, kind, to, tier, sure)| Assertion {
            tier,
            certainty: if sure {
                Certainty::Sure
            } else {
                Certainty::Likely
            },
            ..claim(from, kind, to)
        });
    prop::collection::vec(one, 0..24).prop_map(|claims| {
        claims
            .into_iter()
            .filter(|claim| claim.from != claim.to)
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each assertion, tried in its turn, ends as brute force says, and its reasons suffice: those that a rejected one names
    /// contradict it with the calendar alone, those that a redundant one names leave no other way.
    #[test]
    fn fates_are_those_of_brute_force(days in prop::collection::vec(0..4u64, 3), claims in claims(5, 3)) {
        let knowledge = Knowledge { days: &days, events: 5 };
        let graph = graph(5, &days, claims);
        let all = &graph.assertions;
        let named = |ids: &[AssertionId]| ids.iter().map(|id| all[id.0].clone()).collect::<Vec<_>>();
        let mut standing: Vec<&Assertion> = Vec::new();
        for (index, claim) in all.iter().enumerate() {
            let fits = knowledge.allows(standing.iter().copied().chain([claim]));
            match &claim.fate {
                Fate::Accepted => {
                    prop_assert!(fits, "{claim:?} does not fit");
                    let surer = standing.iter().all(|before| before.certainty <= claim.certainty);
                    let before = standing.iter().copied();
                    prop_assert!(!surer || !knowledge.follows(claim, before), "{claim:?} says nothing new");
                    standing.push(claim);
                }
                Fate::Redundant(ids) => {
                    prop_assert!(fits);
                    prop_assert!(ids.iter().all(|id| id.0 < index && all[id.0].fate == Fate::Accepted));
                    let reasons = named(ids);
                    prop_assert!(knowledge.follows(claim, reasons.iter()), "{claim:?} does not follow from {reasons:?}");
                }
                Fate::Rejected(ids) => {
                    prop_assert!(!fits, "{claim:?} fits");
                    prop_assert!(ids.iter().all(|id| id.0 < index && all[id.0].fate == Fate::Accepted));
                    let reasons = named(ids);
                    prop_assert!(
                        !knowledge.allows(reasons.iter().chain([claim])),
                        "{claim:?} does not contradict {reasons:?}"
                    );
                }
            }
        }
    }

    /// Whatever order the assertions come in, the same ones stand, and the line is the same.
    #[test]
    fn shuffling_changes_nothing(
        days in prop::collection::vec(0..4u64, 3),
        (claims, shuffled) in claims(5, 3).prop_flat_map(|claims| (Just(claims.clone()), Just(claims).prop_shuffle())),
    ) {
        let (one, other) = (graph(5, &days, claims), graph(5, &days, shuffled));
        prop_assert_eq!(&one.assertions, &other.assertions);
        prop_assert_eq!(&one.sequence, &other.sequence);
        prop_assert_eq!(&one.times, &other.times);
        prop_assert_eq!(&one.steps, &other.steps);
    }

    /// Distances of any size, forwards and backwards: no overflow, no window turned round.
    #[test]
    fn distances_of_any_size(lengths in prop::collection::vec((0..5usize, 0..5usize, any::<u64>(), 0..4usize), 0..20)) {
        let units = [Unit::Second, Unit::Day, Unit::Year, Unit::Century];
        let claims = lengths
            .into_iter()
            .filter(|(from, to, ..)| from != to)
            .map(|(from, to, count, unit)| Assertion {
                offset: Some(Length::of(count, units[unit])),
                ..claim(told(from), RelationKind::Before, told(to))
            })
            .chain([claim(dated(0), RelationKind::Includes, told(0))])
            .collect();
        let graph = graph(5, &[0], claims);
        for time in &graph.times {
            if let (Some(earliest), Some(latest)) = (time.window.earliest, time.window.latest) {
                prop_assert!(earliest <= latest);
            }
        }
    }
}

fn rejected(graph: &TemporalGraph) -> usize {
    let fates = graph.assertions.iter().map(|claim| &claim.fate);
    fates
        .filter(|fate| matches!(fate, Fate::Rejected(_)))
        .count()
}

#[test]
fn an_event_on_five_hundred_days() {
    let days: Vec<u64> = (0..500).collect();
    let claims = (0..500)
        .map(|number| claim(dated(number), RelationKind::Includes, told(0)))
        .collect();
    let graph = graph(1, &days, claims);
    assert_eq!(rejected(&graph), 499);
    for claim in &graph.assertions[1..] {
        assert_eq!(claim.fate, Fate::Rejected(vec![AssertionId(0)]));
    }
}

#[test]
fn a_circle_of_a_thousand() {
    let claims = (0..1000)
        .map(|number| Assertion {
            tier: u8::from(number == 999),
            ..claim(
                told(number),
                RelationKind::Before,
                told((number + 1) % 1000),
            )
        })
        .collect();
    let graph = graph(1000, &[], claims);
    assert_eq!(rejected(&graph), 1);
    let way: Vec<AssertionId> = (0..999).map(AssertionId).collect();
    assert_eq!(graph.assertions[999].fate, Fate::Rejected(way));
}

#[test]
fn ten_thousand_events_on_one_day() {
    let mut claims: Vec<Assertion> = (0..10_000)
        .map(|number| claim(dated(0), RelationKind::Includes, told(number)))
        .collect();
    claims.extend((1..10_000).map(|number| Assertion {
        tier: 1,
        ..claim(told(number - 1), RelationKind::StartBefore, told(number))
    }));
    let graph = graph(10_000, &[0], claims);
    assert_eq!(rejected(&graph), 0);
    let line: Vec<EventId> = (0..10_000).map(EventId).collect();
    assert_eq!(graph.sequence, line);
}
