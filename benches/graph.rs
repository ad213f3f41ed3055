//! How fast contradictory claims become one order: `cargo bench --bench graph`. Prints the seconds of the processor, which other
//! load disturbs least, and those of the clock, each the median of several runs, and the memory the graph was built in, for
//! 1,000 to 100,000 events with 4.1 claims an event, 15 % of them false.

#![allow(clippy::print_stdout, clippy::cast_precision_loss)]

use std::hint::black_box;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use demarche::graph;
use demarche::types::{
    Anchor, Assertion, Certainty, Document, Event, EventClass, EventId, Fate, Node, Period,
    RelationKind, Status, TimeValue, Timex, TimexId, TimexKind, VerbForm,
};

const RUNS: usize = 5;

/// So many events share a day.
const A_DAY: usize = 10;

fn main() {
    for events in [1_000, 10_000, 30_000, 100_000] {
        let story = Story::of(events);
        let (mut seconds, mut busy): (Vec<f64>, Vec<f64>) = (0..RUNS)
            .map(|_| {
                let claims = story.claims.clone();
                let before = processor_seconds();
                let start = Instant::now();
                let graph =
                    graph::reconcile(&story.document, &story.days, &[], &story.events, claims);
                black_box(&graph);
                let taken = start.elapsed().as_secs_f64();
                let busy = processor_seconds().zip(before);
                (taken, busy.map_or(taken, |(after, before)| after - before))
            })
            .unzip();
        seconds.sort_by(f64::total_cmp);
        busy.sort_by(f64::total_cmp);
        let claims = story.claims.clone();
        let graph = graph::reconcile(&story.document, &story.days, &[], &story.events, claims);
        let rejected = graph.assertions.iter();
        let rejected = rejected.filter(|claim| matches!(claim.fate, Fate::Rejected(_)));
        println!(
            "{events:7} events, {:7} claims, {:6} rejected: {:.3} s of processor, at best {:.3} s; {:.3} s by the clock; peak {} MB",
            story.claims.len(),
            rejected.count(),
            busy[RUNS / 2],
            busy[0],
            seconds[RUNS / 2],
            peak_memory().map_or_else(|| "?".to_owned(), |megabytes| megabytes.to_string()),
        );
    }
}

struct Story {
    document: Document,
    days: Vec<Timex>,
    events: Vec<Event>,
    claims: Vec<Assertion>,
}

impl Story {
    /// `count` events in their true order, ten a day; every tenth is dated, the others hang on their neighbours.
    fn of(count: usize) -> Self {
        let first = NaiveDate::from_ymd_opt(1950, 1, 1).expect("a day");
        let days = (0..count.div_ceil(A_DAY))
            .map(|day| timex(Period::day(first + Days::new(day as u64))))
            .collect();
        let mut dice = Dice(7);
        let mut claims = Vec::new();
        for number in 0..count * 41 / 10 {
            let event = dice.below(count);
            let to = Node::Event(EventId(event));
            let (from, kind, to) = if number % 41 < 4 {
                let day = if dice.below(100) < 15 {
                    dice.below(count)
                } else {
                    event
                };
                (
                    Node::Timex(TimexId(day / A_DAY)),
                    RelationKind::Includes,
                    to,
                )
            } else {
                let before = Node::Event(EventId(event.saturating_sub(1 + dice.below(8))));
                if dice.below(100) < 15 {
                    (to, RelationKind::Before, before)
                } else {
                    (before, RelationKind::Before, to)
                }
            };
            if from != to {
                claims.push(claim(from, kind, to, u8::from(dice.below(3) == 0)));
            }
        }
        Self {
            document: Document::default(),
            days,
            events: (0..count).map(|_| event()).collect(),
            claims,
        }
    }
}

fn claim(from: Node, kind: RelationKind, to: Node, tier: u8) -> Assertion {
    Assertion {
        from,
        to,
        kind,
        offset: None,
        rule: "bench",
        evidence: Vec::new(),
        tier,
        certainty: Certainty::Sure,
        fate: Fate::Accepted,
    }
}

fn timex(day: Period) -> Timex {
    Timex {
        span: demarche::types::Span::default(),
        kind: TimexKind::Date,
        value: TimeValue::Period(day),
        modifier: None,
        anchor: Anchor::None,
        relative: None,
        shift: None,
        begin_point: None,
        end_point: None,
        rule: "bench",
    }
}

fn event() -> Event {
    Event {
        trigger: demarche::types::Span::default(),
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
        rule: "bench",
    }
}

/// How long this thread has been at work, where the system says it.
fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: u64 = stat.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds as f64 / 1e9)
}

/// The largest resident set so far, where the system says it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1000)
}

/// A small generator: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from((self.0 >> 33) % limit as u64).expect("below a usize")
    }
}
