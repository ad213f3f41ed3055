//! Two timelines → their differences: what a careful reader wants to see, held against what was found.

mod align;
mod corrections;
mod expected;
mod order;
mod report;

use serde::Serialize;

use crate::types::timeline::{EventEntry, ParticipantEntry, Timeline};
pub use corrections::{expected_from_brat, expected_from_label_studio};
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
            if let Some(place) = place {
                free.remove(place);
            } else {
                let got = self.describe_participants(found);
                let wanted = participant.to_string();
                self.miss(event, &format!("participant {wanted}"), wanted.clone(), got);
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// An event at `start..start + 5` with one participant, France.
    fn event(id: &str, start: usize, class: &str, value: Option<&str>) -> serde_json::Value {
        let place = json!({"start": start, "end": start + 5, "text": "words"});
        json!({"id": id, "start": start, "end": start + 5, "text": "words", "lemma": "x", "type": class, "cameo": null,
            "status": "happened", "listed": true, "participants": [{"actor": "a1", "role": "source", "rule": "x"}],
            "time": {"value": value, "earliest": null, "latest": null, "granularity": null, "edtf": null, "basis": []},
            "reported_by": null, "topic": {"type": "CONSULT", "cameo": null}, "summary": "", "mentions": [place],
            "sentence": {"start": 0, "end": 1}, "confidence": 1, "rule": "x"})
    }

    /// Talks at 10, a statement three hours later at 20, something else at 30.
    fn actual() -> Timeline {
        let timeline = json!({"schema": "", "times": [], "conflicts": [], "timeline": [], "undated": [], "notes": [],
            "documents": [{"id": null, "title": null, "published": null, "published_from": null, "sha256": "",
                           "offsets": "char"}],
            "actors": [{"id": "a1", "name": "France", "kind": "state", "country": "FRA", "code": null, "role": null,
                        "mentions": [{"start": 0, "end": 5, "text": "Paris"}]}],
            "events": [event("e1", 10, "CONSULT", Some("2024-03-13")), event("e2", 20, "STATEMENT", None),
                       event("e3", 30, "OTHER", None)],
            "relations": [{"id": "r1", "from": "e1", "to": "e2", "relation": "BEFORE", "offset": "PT3H",
                           "certainty": "sure", "rule": "x", "evidence": []}]});
        serde_json::from_value(timeline).expect("a test timeline is one")
    }

    /// The misses and extras of `expected`, an event's fields beside `id` and `mentions` of the talks.
    fn check(expected: &str, wanted: &[&str]) {
        let expected = Expected::from_json(expected).expect("a test truth can be read");
        let comparison = compare(&expected, &actual());
        let misses: Vec<&str> = comparison
            .misses
            .iter()
            .map(|miss| miss.key.as_str())
            .collect();
        assert_eq!(misses, wanted);
    }

    /// One event at the words of the talks, with more fields.
    fn check_talks(fields: &str, wanted: &[&str]) {
        let expected =
            r#"{"events": [{"id": "talks", "mentions": [{"start": 12, "end": 13}], FIELDS}]}"#;
        check(&expected.replace("FIELDS", fields), wanted);
    }

    #[test]
    fn only_what_is_named_is_compared() {
        check("{}", &[]);
        check_talks(r#""core": true"#, &[]);
        check_talks(
            r#""type": "CONSULT", "status": "happened", "topic": "CONSULT""#,
            &[],
        );
        check_talks(
            r#""type": ["AID", "CONSULT"], "status": ["planned", "happened"]"#,
            &[],
        );
        check_talks(r#""type": "AID""#, &["talks: type"]);
        check_talks(r#""status": "denied""#, &["talks: status"]);
        check_talks(r#""topic": null"#, &["talks: topic"]);
        check_talks(r#""time": {"value": "2024-03-13"}"#, &[]);
        check_talks(r#""time": {"value": ["2024-03", null]}"#, &["talks: time"]);
        check_talks(r#""time": null"#, &["talks: time"]);
        check_talks(r#""time": {}"#, &[]);
    }

    #[test]
    fn participants() {
        check_talks(r#""participants": []"#, &[]);
        check_talks(r#""participants": [{"country": "FRA"}]"#, &[]);
        check_talks(
            r#""participants": [{"role": ["participant", "source"], "name": "france"}]"#,
            &[],
        );
        check_talks(r#""participants": [{"name": "Paris"}]"#, &[]); // as it is mentioned
        check_talks(
            r#""participants": [{"name": "Chad"}]"#,
            &["talks: participant Chad"],
        );
        check_talks(
            r#""participants": [{"country": "DEU", "name": "France"}]"#,
            &["talks: participant France (DEU)"],
        );
        check_talks(
            r#""participants": [{"role": "target", "name": "France", "country": "FRA"}]"#,
            &["talks: participant target France (FRA)"],
        );
        check_talks(
            r#""participants": [{"country": "FRA"}, {"country": "FRA"}]"#, // one cannot stand for two
            &["talks: participant FRA"],
        );
    }

    #[test]
    fn order() {
        let check = |relation: &str, wanted: &[&str]| {
            let expected = r#"{"events": [{"id": "a", "start": 10, "end": 15}, {"id": "b", "start": 20, "end": 25},
                {"id": "c", "start": 99, "end": 100}], "relations": [RELATION]}"#;
            let mut keys = vec!["c: missing"];
            keys.extend(wanted);
            self::check(&expected.replace("RELATION", relation), &keys);
        };
        check(
            r#"{"from": "a", "to": "b", "relation": "BEFORE", "offset": "PT3H"}"#,
            &[],
        );
        check(
            r#"{"from": "a", "to": "b", "relation": "BEFORE", "offset": "PT2H"}"#,
            &["order: a BEFORE b by PT2H"],
        );
        check(
            r#"{"from": "b", "to": "a", "relation": "BEFORE"}"#,
            &["order: b BEFORE a"],
        );
        check(
            r#"{"from": "a", "to": "c", "relation": "BEFORE"}"#,
            &["order: a BEFORE c"],
        );
    }

    #[test]
    fn the_best_pairs_are_made_first() {
        // Both wanted events name the words of both found ones; the types say which is which.
        let both = r#""mentions": [{"start": 10, "end": 15}, {"start": 20, "end": 25}]"#;
        let expected = r#"{"events": [{"id": "a", "type": "STATEMENT", BOTH}, {"id": "b", "type": "CONSULT", BOTH}]}"#;
        check(&expected.replace("BOTH", both), &[]);
    }

    #[test]
    fn extra_events_matter_to_the_strict_and_neutral_ones_to_nobody() {
        let expected = |neutral: &str| {
            let json = r#"{"events": [{"id": "a", "start": 10, "end": 15}], "neutral": [NEUTRAL]}"#;
            Expected::from_json(&json.replace("NEUTRAL", neutral))
                .expect("a test truth can be read")
        };
        let comparison = compare(&expected(r#"{"start": 20, "end": 25}"#), &actual());
        let extra: Vec<&str> = comparison
            .extra
            .iter()
            .map(|extra| extra.id.as_str())
            .collect();
        assert_eq!(extra, ["e3"]);
        assert!(comparison.agrees(false) && !comparison.agrees(true));
        assert_eq!(
            comparison.scores[1],
            Score {
                name: "found events wanted",
                right: 1,
                of: 2
            }
        );
        let comparison = compare(&expected(r#"{"start": 20, "end": 35}"#), &actual());
        assert!(comparison.agrees(true));
    }

    #[test]
    fn a_report_says_what_was_wanted_and_what_is_there() {
        let expected = Expected::from_json(
            r#"{"events": [
                {"id": "talks", "start": 10, "end": 15, "core": true, "type": ["AID", "COERCE"], "status": "denied",
                 "topic": null, "time": {"value": "2024"}, "participants": [{"role": "source", "country": "FRA"}, {"name": "Chad"}]},
                {"id": "word", "start": 20, "end": 25, "time": {"value": ["2024-03", null]}, "topic": ["AID", "CONSULT"]},
                {"id": "gone", "mentions": [{"start": 90, "end": 95, "text": "fled"}], "type": "RETREAT"},
                {"id": "twin", "start": 30, "end": 33}, {"id": "other", "start": 33, "end": 35}],
               "relations": [{"from": "talks", "to": "word", "relation": "BEFORE"},
                {"from": "word", "to": "talks", "relation": "INCLUDES", "core": true},
                {"from": "word", "to": "gone", "relation": "SIMULTANEOUS"}]}"#,
        )
        .expect("a test truth can be read");
        let comparison = compare(&expected, &actual());
        let report = [
            "  core   talks: type: wanted AID|COERCE, got CONSULT",
            "  core   talks: status: wanted denied, got happened",
            "  core   talks: time: wanted 2024, got 2024-03-13",
            "  core   talks: topic: wanted none, got CONSULT",
            "  core   talks: participant Chad: wanted Chad, got source France (FRA)",
            "  miss   gone: missing: wanted RETREAT ‘fled’, got no event",
            "  miss   other: missing: wanted an event, got no event",
            "  core   order: word INCLUDES talks: wanted INCLUDES, got the other way round",
            "  miss   order: word SIMULTANEOUS gone: wanted SIMULTANEOUS, got an event that is missing",
            "  wanted events found 3/5, found events wanted 3/3, types 0/1, statuses 0/1, participants 1/2, times 1/2, topics 1/2, order 1/3",
        ];
        let text = comparison.text(&["gone: missing".to_owned(), "talks: type".to_owned()]);
        let known = text.replace("  known  gone", "  miss   gone");
        assert_ne!(text, known); // what is known is said to be, unless it is core
        assert_eq!(known.lines().collect::<Vec<_>>(), report);
    }

    #[test]
    fn an_extra_event_says_whose_words_it_shares() {
        let expected = r#"{"events": [{"id": "a", "mentions": [{"start": 10, "end": 15}, {"start": 32, "end": 33}]}]}"#;
        let expected = Expected::from_json(expected).expect("a test truth can be read");
        let text = compare(&expected, &actual()).text(&[]);
        let extra: Vec<&str> = text.lines().filter(|line| line.contains("extra")).collect();
        let wanted = [
            "  extra  e2: STATEMENT ‘words’ at 20",
            "  extra  e3: OTHER ‘words’ at 30, apart from a",
        ];
        assert_eq!(extra, wanted);
        // nothing was said of types or order, so nothing is told of them
        assert!(text.ends_with("wanted events found 1/1, found events wanted 1/3\n"));
    }

    #[test]
    fn a_timeline_agrees_with_itself() {
        let json = serde_json::to_string(&actual()).expect("a timeline is JSON");
        let expected = Expected::from_json(&json).expect("a timeline is a truth");
        assert!(compare(&expected, &actual()).agrees(true));
    }
}
