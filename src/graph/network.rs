//! Nodes and assertions → points and constraints: what each relation says of starts and ends, and what becomes of it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::bounds::{SECOND, UNKNOWN_END, UNKNOWN_START, ticks};
use super::points::{Cause, Constraint, GIVEN, Point, Points};
use super::story::Story;
use crate::types::{
    Assertion, AssertionId, Certainty, EventId, Fate, Length, LinkKind, Node, Period, RelationKind,
    TimeSource, TimexId, Unit, Window,
};

/// Where each node of a story stands in a row: publications, times, events.
#[derive(Clone, Copy)]
pub(super) struct Places {
    before_times: usize,
    before_events: usize,
}

impl Places {
    pub(super) fn new(story: &Story) -> Self {
        let before_times = story.document.part_count();
        Self {
            before_times,
            before_events: before_times + story.timexes.len(),
        }
    }

    /// The place of `node`, from 0.
    pub(super) const fn of(self, node: Node) -> usize {
        match node {
            Node::Published(part) => part.0,
            Node::Timex(id) => self.before_times + id.0,
            Node::Event(id) => self.before_events + id.0,
        }
    }
}

/// The nodes of a story as pairs of points.
pub(super) struct Network {
    pub(super) points: Points,
    places: Places,
}

impl Network {
    /// A network that knows the calendar, and of the events only how many there are.
    pub(super) fn new(story: &Story) -> Self {
        let mut network = Self {
            points: Points::new(&keys(story)),
            places: Places::new(story),
        };
        for part in story.parts() {
            if let Some(day) = story.day_of(part) {
                network.date(Node::Published(part), Window::from(day));
            }
        }
        for (index, timex) in story.timexes.iter().enumerate() {
            network.date(Node::Timex(TimexId(index)), Window::of(timex));
        }
        network
    }

    /// The point where `node` starts.
    pub(super) const fn start(&self, node: Node) -> Point {
        2 * self.places.of(node)
    }

    /// The point where `node` ends.
    pub(super) const fn end(&self, node: Node) -> Point {
        self.start(node) + 1
    }

    /// The event that starts at `point`.
    pub(super) const fn event_starting(&self, point: Point) -> Option<EventId> {
        match (point / 2).checked_sub(self.places.before_events) {
            Some(index) if point.is_multiple_of(2) => Some(EventId(index)),
            _ => None,
        }
    }

    /// Tries those of `assertions` in `range` in their order and writes down what became of each.
    pub(super) fn settle(&mut self, assertions: &mut [Assertion], range: Range<usize>) {
        for index in range {
            let constraints = self.constraints(&assertions[index]);
            let fate = match self.already(&constraints, assertions, assertions[index].certainty) {
                Some(path) => Fate::Redundant(path),
                None => match self.points.insert(&constraints, index) {
                    Ok(()) => Fate::Accepted,
                    // a bound that the claim itself moved is no reason against it
                    Err(causes) => Fate::Rejected(
                        ids(&causes)
                            .into_iter()
                            .filter(|id| id.0 != index)
                            .collect(),
                    ),
                },
            };
            assertions[index].fate = fate;
        }
    }

    /// The end of `node` by the calendar, without a claim: a bound that does not fit is left out.
    pub(super) fn end_by(&mut self, node: Node, moment: i64) {
        let _ = self
            .points
            .bound(self.end(node), UNKNOWN_START, moment, GIVEN);
    }

    /// `node` lies within `period`, as the text is taken to say: what comes later must fit that.
    pub(super) fn lies_within(&mut self, node: Node, period: Period) {
        let (start, end) = (ticks(period.start), ticks(period.end));
        let _ = self
            .points
            .bound(self.start(node), start, UNKNOWN_END, GIVEN);
        let _ = self.points.bound(self.end(node), UNKNOWN_START, end, GIVEN);
    }

    /// Fixes `node` in the calendar.
    fn date(&mut self, node: Node, window: Window) {
        let earliest = window.earliest.map(ticks);
        let latest = window.latest.map(ticks);
        let exact = earliest.is_some() && latest.is_some();
        let starts = if exact { earliest } else { latest };
        let ends = if exact { latest } else { earliest };
        let fits = self
            .points
            .bound(
                self.start(node),
                earliest.unwrap_or(UNKNOWN_START),
                starts.unwrap_or(UNKNOWN_END),
                GIVEN,
            )
            .and_then(|()| {
                self.points.bound(
                    self.end(node),
                    ends.unwrap_or(UNKNOWN_START),
                    latest.unwrap_or(UNKNOWN_END),
                    GIVEN,
                )
            });
        debug_assert!(fits.is_ok(), "a period ends after it starts");
    }

    /// The claims `constraints` make already follow from, if each is at least as sure as `certainty`.
    fn already(
        &mut self,
        constraints: &[Constraint],
        assertions: &[Assertion],
        certainty: Certainty,
    ) -> Option<Vec<AssertionId>> {
        let mut all = BTreeSet::new();
        for &constraint in constraints {
            let causes = self.points.implied(constraint)?;
            all.extend(causes);
        }
        all.iter()
            .all(|&cause| assertions[cause].certainty <= certainty)
            .then(|| all.into_iter().map(AssertionId).collect())
    }

    fn constraints(&self, assertion: &Assertion) -> Vec<Constraint> {
        let (from, to) = (assertion.from, assertion.to);
        let starts = Constraint::Less(self.start(from), self.start(to));
        let mut constraints = match assertion.kind {
            RelationKind::Before => vec![Constraint::Less(self.end(from), self.start(to))],
            RelationKind::StartBefore => vec![starts],
            RelationKind::Includes => {
                vec![starts, Constraint::Less(self.end(to), self.end(from))]
            }
            RelationKind::Simultaneous => vec![
                Constraint::Same(self.start(from), self.start(to)),
                Constraint::Same(self.end(from), self.end(to)),
            ],
        };
        if let Some(length) = assertion.offset {
            let (least, most) = reach(length);
            constraints.push(Constraint::Apart(
                self.start(from),
                self.start(to),
                least,
                most,
            ));
        }
        constraints
    }
}

/// How far apart two starts are that the text says are `length` apart. A writer counts hours to the nearest one, and days
/// by their dates; "days later" is at least one.
fn reach(length: Length) -> (i64, i64) {
    let ticks = |length: Length| length.seconds()?.checked_mul(SECOND);
    let unit = ticks(Length::of(1, length.unit)).unwrap_or(0);
    let Some(distance) = ticks(length) else {
        return match length.thousandths {
            None => (unit, i64::MAX),
            Some(_) => (0, i64::MAX), // further than can be counted
        };
    };
    let slack = match length.unit {
        Unit::Second | Unit::Minute | Unit::Hour => unit / 2,
        _ => unit,
    };
    (
        distance.saturating_sub(slack).max(0),
        distance.saturating_add(slack),
    )
}

fn ids(causes: &[Cause]) -> Vec<AssertionId> {
    causes.iter().map(|&cause| AssertionId(cause)).collect()
}

/// Sort keys near the final order: what has a date by it, the rest at the publication, in text order.
fn keys(story: &Story) -> Vec<(i64, u8, usize, u8)> {
    let published = || story.parts().map(|part| story.day_of(part));
    let today = published()
        .next()
        .flatten()
        .map_or(0, |day| ticks(day.start));
    let timexes = story.timexes.iter().map(crate::types::Timex::period);
    let events = story.events.iter().map(|event| {
        event
            .times
            .iter()
            .find_map(|link| match (link.kind, link.source) {
                (LinkKind::During, TimeSource::Timex(id)) => story.timexes[id.0].period(),
                (LinkKind::During, TimeSource::Published(part)) => story.day_of(part),
                _ => None,
            })
    });
    let nodes = published().chain(timexes).chain(events);
    nodes
        .enumerate()
        .flat_map(|(index, period)| pair(index, period, today))
        .collect()
}

fn pair(index: usize, period: Option<Period>, today: i64) -> [(i64, u8, usize, u8); 2] {
    match period.map(|period| (ticks(period.start), ticks(period.end))) {
        Some((start, end)) if start < end => [(start, 1, index, 0), (end, 0, index, 1)],
        _ => [(today, 1, index, 0), (today, 1, index, 1)],
    }
}
