//! Two timelines → their differences: what a careful reader wants to see, held against what was found.

mod align;
mod expected;
mod order;
mod report;

use serde::Serialize;

use crate::types::timeline::{EventEntry, ParticipantEntry, Timeline};
pub use expected::{
    Accepted, Expected, ExpectedEvent, ExpectedParticipant, ExpectedRelation, ExpectedTime, Words,
};
use order::Order;

/// How a timeline lies to the wanted one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Which event stands for which, in the order of the wanted ones.
    pub pairs: Vec<Pair>,
    /// What is wanted and not there.
    pub misses: Vec<Miss>,
    /// What is there and not wanted; no difference unless the reader is strict.
    pub extra: Vec<Extra>,
    /// How much of it is right, a line a measure.
    pub scores: Vec<Score>,
}

/// A wanted event and the one that stands for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// The id of the wanted event.
    pub expected: String,
    /// The id of the event found.
    pub actual: String,
}

/// Something wanted that is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// What is missed, on one line that stays the same as long as it is: `talks: time`.
    pub key: String,
    /// Whether a story without it does not count as working.
    pub core: bool,
    /// What is wanted.
    pub wanted: String,
    /// What is there instead.
    pub got: String,
}

/// Something found that nobody asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Extra {
    /// The id of the event found.
    pub id: String,
    /// What it is, for a reader.
    pub what: String,
}

/// A measure: `right` of `of`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Score {
    /// The name of the measure.
    pub name: &'static str,
    /// How many are right.
    pub right: usize,
    /// Of how many.
    pub of: usize,
}

impl Comparison {
    /// Whether everything wanted is there and, for a strict reader, nothing else.
    pub fn agrees(&self, strict: bool) -> bool {
        self.misses.is_empty() && (!strict || self.extra.is_empty())
    }
}

/// Holds `actual` against `expected`: events are aligned by their words, then what `expected` says of them is compared.
/// Words given without a place must have been [located](Expected::locate) first; those that have none match nothing.
///
/// ```
/// use demarche::compare::{Expected, compare};
/// use demarche::{Offsets, Options, analyze, timeline};
///
/// let text = "Nothing happened.";
/// let mut expected = Expected::from_json(r#"{"events": [{"id": "a", "mentions": [{"text": "happened"}]}]}"#)?;
/// expected.locate(text)?;
/// let analysis = analyze(text, &Options::default());
/// let comparison = compare(&expected, &timeline::lay_out(&analysis, Offsets::Char));
/// assert_eq!(comparison.misses[0].key, "a: missing");
/// # Ok::<(), String>(())
/// ```
pub fn compare(expected: &Expected, actual: &Timeline) -> Comparison {
    let pairs = align::align(expected, actual);
    let mut judge = Judge {
        expected,
        actual,
        tallies: Tallies::default(),
        misses: Vec::new(),
        extra: Vec::new(),
    };
    for (event, &found) in expected.events.iter().zip(&pairs) {
        judge.event(event, found.map(|index| &actual.events[index]));
    }
    judge.unwanted(&pairs);
    let order = Order::of(actual);
    for relation in &expected.relations {
        judge.relation(relation, &pairs, &order);
    }
    let scores = judge.tallies.scores();
    Comparison {
        pairs: expected
            .events
            .iter()
            .zip(&pairs)
            .filter_map(|(event, found)| {
                Some(Pair {
                    expected: event.id.clone(),
                    actual: actual.events[(*found)?].id.clone(),
                })
            })
            .collect(),
        misses: judge.misses,
        extra: judge.extra,
        scores,
    }
}

/// Right, and of how many, for each measure.
#[derive(Default)]
struct Tallies {
    found: (usize, usize),
    wanted: (usize, usize),
    types: (usize, usize),
    statuses: (usize, usize),
    participants: (usize, usize),
    times: (usize, usize),
    topics: (usize, usize),
    order: (usize, usize),
}

impl Tallies {
    fn scores(&self) -> Vec<Score> {
        let score = |name, (right, of)| Score { name, right, of };
        vec![
            score("wanted events found", self.found),
            score("found events wanted", self.wanted),
            score("types", self.types),
            score("statuses", self.statuses),
            score("participants", self.participants),
            score("times", self.times),
            score("topics", self.topics),
            score("order", self.order),
        ]
    }
}

struct Judge<'a> {
    expected: &'a Expected,
    actual: &'a Timeline,
    tallies: Tallies,
    misses: Vec<Miss>,
    extra: Vec<Extra>,
}

impl Judge<'_> {
    /// Compares what `event` says with what was `found`.
    fn event(&mut self, event: &ExpectedEvent, found: Option<&EventEntry>) {
        self.tallies.found.1 += 1;
        let Some(found) = found else {
            self.miss(event, "missing", event.describe(), "no event".to_owned());
            return;
        };
        self.tallies.found.0 += 1;
        if let Some(class) = &event.class {
            let right = class.accepts(Some(&found.class));
            count(&mut self.tallies.types, right);
            if !right {
                self.miss(event, "type", class.to_string(), found.class.clone());
            }
        }
        if let Some(status) = &event.status {
            let right = status.accepts(Some(&found.status));
            count(&mut self.tallies.statuses, right);
            if !right {
                self.miss(event, "status", status.to_string(), found.status.clone());
            }
        }
        if let Some(wanted) = event.time.as_ref().and_then(|time| time.value.as_ref()) {
            let got = found.time.as_ref().and_then(|time| time.value.as_deref());
            let right = wanted.accepts(got);
            count(&mut self.tallies.times, right);
            if !right {
                let got = got.unwrap_or("no date").to_owned();
                self.miss(event, "time", wanted.to_string(), got);
            }
        }
        if let Some(wanted) = &event.topic {
            let got = found.topic.as_ref().map(|topic| topic.class.as_str());
            let right = wanted.accepts(got);
            count(&mut self.tallies.topics, right);
            if !right {
                let got = got.unwrap_or("no topic").to_owned();
                self.miss(event, "topic", wanted.to_string(), got);
            }
        }
        if let Some(wanted) = &event.participants {
            self.participants(event, wanted, found);
        }
    }

    fn participants(
        &mut self,
        event: &ExpectedEvent,
        wanted: &[ExpectedParticipant],
        found: &EventEntry,
    ) {
        let mut free: Vec<&ParticipantEntry> = found.participants.iter().collect();
        for participant in wanted {
            let place = free.iter().position(|entry| {
                let role = participant
                    .role
                    .as_ref()
                    .is_none_or(|role| role.accepts(Some(&entry.role)));
                role && participant.names(entry, self.actual)
            });
            count(&mut self.tallies.participants, place.is_some());
            match place {
                Some(place) => {
                    free.remove(place);
                }
                None => {
                    let got = self.describe_participants(found);
                    let wanted = participant.to_string();
                    self.miss(event, &format!("participant {wanted}"), wanted.clone(), got);
                }
            }
        }
    }

    fn describe_participants(&self, event: &EventEntry) -> String {
        let parts: Vec<String> = event
            .participants
            .iter()
            .map(|entry| {
                let actor = self
                    .actual
                    .actors
                    .iter()
                    .find(|actor| actor.id == entry.actor);
                let name = actor.map_or(entry.actor.as_str(), |actor| actor.name.as_str());
                match actor.and_then(|actor| actor.country.as_deref()) {
                    Some(country) => format!("{} {name} ({country})", entry.role),
                    None => format!("{} {name}", entry.role),
                }
            })
            .collect();
        if parts.is_empty() {
            "nobody".to_owned()
        } else {
            parts.join(", ")
        }
    }

    /// The events that stand for no wanted one. Neutral words neither help nor hurt.
    fn unwanted(&mut self, pairs: &[Option<usize>]) {
        for (index, event) in self.actual.events.iter().enumerate() {
            if !event.listed {
                continue;
            }
            let wanted = pairs.contains(&Some(index));
            let trigger = &event.place;
            let neutral = self
                .expected
                .neutral
                .iter()
                .any(|words| words.overlaps(trigger));
            if neutral && !wanted {
                continue;
            }
            count(&mut self.tallies.wanted, wanted);
            if !wanted {
                let twin = align::first_that_shares_words(self.expected, event);
                let why = match twin {
                    Some(twin) => format!(", apart from {}", twin.id),
                    None => String::new(),
                };
                self.extra.push(Extra {
                    id: event.id.clone(),
                    what: format!(
                        "{} ‘{}’ at {}{why}",
                        event.class, trigger.text, trigger.start
                    ),
                });
            }
        }
    }

    fn relation(&mut self, relation: &ExpectedRelation, pairs: &[Option<usize>], order: &Order) {
        let (Some(from), Some(to)) = (
            self.expected.event(&relation.from),
            self.expected.event(&relation.to),
        ) else {
            return; // of times: not compared
        };
        let key = format!(
            "order: {} {} {}",
            relation.from, relation.relation, relation.to
        );
        let found = pairs[from].zip(pairs[to]);
        let Some((from, to)) = found else {
            self.tallies.order.1 += 1;
            let wanted = relation.relation.clone();
            let got = "an event that is missing".to_owned();
            self.misses.push(Miss {
                key,
                core: relation.core,
                wanted,
                got,
            });
            return;
        };
        let (from, to) = (
            self.actual.events[from].id.as_str(),
            self.actual.events[to].id.as_str(),
        );
        let right = order.holds(from, &relation.relation, to);
        count(&mut self.tallies.order, right);
        if !right {
            self.misses.push(Miss {
                key,
                core: relation.core,
                wanted: relation.relation.clone(),
                got: order.between(from, to).to_owned(),
            });
            return;
        }
        let Some(offset) = &relation.offset else {
            return;
        };
        let measured = self.actual.relations.iter().filter_map(|entry| {
            let here =
                (entry.from == from && entry.to == to) || (entry.from == to && entry.to == from);
            entry.offset.as_deref().filter(|_| here)
        });
        let measured: Vec<&str> = measured.collect();
        let right = measured.contains(&offset.as_str());
        count(&mut self.tallies.order, right);
        if !right {
            self.misses.push(Miss {
                key: format!("{key} by {offset}"),
                core: relation.core,
                wanted: offset.clone(),
                got: measured.first().unwrap_or(&"no distance").to_string(),
            });
        }
    }

    fn miss(&mut self, event: &ExpectedEvent, what: &str, wanted: String, got: String) {
        self.misses.push(Miss {
            key: format!("{}: {what}", event.id),
            core: event.core,
            wanted,
            got,
        });
    }
}

fn count(tally: &mut (usize, usize), right: bool) {
    tally.0 += usize::from(right);
    tally.1 += 1;
}
