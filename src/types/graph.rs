//! The order of events in time, with its reasons.

use chrono::{Days, Months, NaiveDateTime};
use petgraph::graph::DiGraph;

use super::{EventId, Grain, Length, Modifier, PartId, Period, RelationKind, Span, Timex, TimexId};

/// An index into [`TemporalGraph::assertions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssertionId(pub usize);

/// What an assertion speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// The day one of the texts was published.
    Published(PartId),
    /// A time expression that names a stretch of calendar.
    Timex(TimexId),
    /// An event.
    Event(EventId),
}

/// A claim of the text, or of a rule about texts, on how two nodes lie in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The first of the two.
    pub from: Node,
    /// The second.
    pub to: Node,
    /// How `from` lies to `to`.
    pub kind: RelationKind,
    /// A measured distance between the starts: "three hours later".
    pub offset: Option<Length>,
    /// The rule that made it.
    pub rule: &'static str,
    /// The words it rests on.
    pub evidence: Vec<Span>,
    /// The order of trust, 0 first; design.md's tiers.
    pub tier: u8,
    /// How far the rule is to be trusted.
    pub certainty: Certainty,
    /// What became of it.
    pub fate: Fate,
}

/// How sure a placement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// By rules measured right in 9 of 10 cases and better.
    Sure,
    /// By weaker rules.
    Likely,
    /// By the order of the text alone: a tie-break, never a fact.
    TextOrder,
}

impl Assertion {
    /// The first tier of what the forms of two events suggest, and no word of the text says.
    pub const LEANING: u8 = 4;

    /// Whether it rests on the forms of its events alone: better evidence against it is no conflict worth a note.
    pub const fn is_leaning(&self) -> bool {
        self.tier >= Self::LEANING
    }
}

impl Certainty {
    /// The name in the timeline JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
            Self::TextOrder => "text-order",
        }
    }
}

/// What became of an assertion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands in the graph.
    Accepted,
    /// It already followed from these.
    Redundant(Vec<AssertionId>),
    /// It contradicts these, which are trusted more. Empty where calendar windows alone contradict it, or where a text of many
    /// megabytes tells things so far from their order that testing it would take too long.
    Rejected(Vec<AssertionId>),
}

/// When something can have been: bounds on its start and end, each `None` when unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// It is not before this moment.
    pub earliest: Option<NaiveDateTime>,
    /// It is over by this moment (exclusive).
    pub latest: Option<NaiveDateTime>,
}

/// What is known of when an event was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventTime {
    /// The date we claim, where the text gives one.
    pub claimed: Option<Period>,
    /// The time expressions it came from; empty when inherited or inferred.
    pub basis: Vec<TimexId>,
    /// The bounds, by claim or by the order alone.
    pub window: Window,
}

/// The order of events in time: what was asserted, what stands, and when each event can have been.
#[derive(Clone, Debug, Default)]
pub struct TemporalGraph {
    /// Every assertion, in the order they were tried; none is dropped.
    pub assertions: Vec<Assertion>,
    /// The accepted ones as a graph: nodes in the order publications, timexes, events; an edge's weight is its assertion.
    pub order: DiGraph<Node, AssertionId>,
    /// When each event was, by [`EventId`].
    pub times: Vec<EventTime>,
    /// Every event, laid in one line: by time where it is known, else by the text.
    pub sequence: Vec<EventId>,
    /// The listed events that have a place in time or in the order, step by step.
    pub steps: Vec<Step>,
    /// The listed events that nothing places, in text order.
    pub undated: Vec<EventId>,
}

/// A step of the timeline: one event, or several that nothing orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The events, in the order of the sequence. Never empty.
    pub events: Vec<EventId>,
    /// How sure the place after the step before is.
    pub certainty: Certainty,
}

impl Window {
    /// The stretch of calendar that `timex` leaves open to an event "in" it, its modifier counted: "more than a year
    /// ago" has no earliest moment. Without bounds where it names no stretch.
    pub fn of(timex: &Timex) -> Self {
        let Some(period) = timex.period() else {
            return Self::default();
        };
        let (earliest, latest) = match timex.modifier {
            Some(Modifier::Before) => (None, Some(period.start)),
            Some(Modifier::OnOrBefore) => (None, Some(period.end)),
            Some(Modifier::After) => (Some(period.end), None),
            Some(Modifier::OnOrAfter) => (Some(period.start), None),
            Some(Modifier::Start) => third(period, 0),
            Some(Modifier::Mid) => third(period, 1),
            Some(Modifier::End) => third(period, 2),
            _ => (Some(period.start), Some(period.end)),
        };
        Self { earliest, latest }
    }
}

/// "late November" begins on the 21st, "early 1998" ends with April: the first, second or last third of a month or a year; of
/// anything else all of it.
fn third(period: Period, part: u32) -> (Option<NaiveDateTime>, Option<NaiveDateTime>) {
    let at = |number: u32| match (period.grain, number) {
        (_, 0) => Some(period.start),
        (_, 3) => Some(period.end),
        (Grain::Month, _) => (period.start).checked_add_days(Days::new(10 * u64::from(number))),
        (Grain::Year, _) => (period.start).checked_add_months(Months::new(4 * number)),
        _ => None,
    };
    match (at(part), at(part + 1)) {
        (Some(start), Some(end)) => (Some(start), Some(end)),
        _ => (Some(period.start), Some(period.end)),
    }
}

impl From<Period> for Window {
    fn from(period: Period) -> Self {
        Self {
            earliest: Some(period.start),
            latest: Some(period.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_november_begins_on_the_21st() {
        let month = Period::month(1999, 11).expect("in range");
        let year = Period::year(1998).expect("in range");
        let check = |period, part, first: &str, last: &str| {
            let (start, end) = third(period, part);
            let text = |moment: Option<NaiveDateTime>| moment.map(|at| at.date().to_string());
            assert_eq!(text(start).as_deref(), Some(first));
            assert_eq!(text(end).as_deref(), Some(last));
        };
        check(month, 0, "1999-11-01", "1999-11-11");
        check(month, 1, "1999-11-11", "1999-11-21");
        check(month, 2, "1999-11-21", "1999-12-01");
        check(year, 0, "1998-01-01", "1998-05-01");
        check(year, 2, "1998-09-01", "1999-01-01");
        // of a week no third is meant
        let week = Period::week_of(month.start.date()).expect("in range");
        check(week, 2, "1999-11-01", "1999-11-08");
    }
}
