//! Relations and calendar windows → what follows from them about any two events.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use crate::types::timeline::{DocumentEntry, Timeline};

/// The starts and ends of all nodes, and the moments of the calendar, with what is known of their order.
pub(super) struct Order<'a> {
    nodes: BTreeMap<Cow<'a, str>, usize>,
    /// For each point, the points that are not before it, and whether they are after it.
    later: Vec<Vec<(usize, bool)>>,
}

impl<'a> Order<'a> {
    pub(super) fn of(timeline: &'a Timeline) -> Self {
        let mut order = Self {
            nodes: BTreeMap::new(),
            later: Vec::new(),
        };
        let mut bounds = Vec::new(); // (node, earliest, latest)
        for event in &timeline.events {
            let node = order.node(event.id.as_str());
            if let Some(time) = &event.time {
                bounds.push((
                    node,
                    moment(time.earliest.as_deref()),
                    moment(time.latest.as_deref()),
                ));
            }
        }
        for time in &timeline.times {
            let node = order.node(time.id.as_str());
            bounds.push((
                node,
                moment(time.earliest.as_deref()),
                moment(time.latest.as_deref()),
            ));
        }
        for (index, document) in timeline.documents.iter().enumerate() {
            let published = order.node(publication_of(index));
            if let Some((earliest, latest)) = published_day(document) {
                bounds.push((published, Some(earliest), latest));
            }
        }
        order.calendar(&bounds);
        for relation in &timeline.relations {
            let (Some(&a), Some(&b)) = (
                order.nodes.get(relation.from.as_str()),
                order.nodes.get(relation.to.as_str()),
            ) else {
                continue;
            };
            match relation.relation.as_str() {
                "BEFORE" => order.edge(end(a), start(b), false),
                "START_BEFORE" => order.edge(start(a), start(b), true),
                "INCLUDES" => {
                    order.edge(start(a), start(b), false);
                    order.edge(end(b), end(a), false);
                }
                "SIMULTANEOUS" => {
                    for (from, to) in [(a, b), (b, a)] {
                        order.edge(start(from), start(to), false);
                        order.edge(end(from), end(to), false);
                    }
                }
                _ => {}
            }
        }
        order
    }

    /// Whether `relation` between the two follows. BEFORE is also granted where only the starts are known and neither
    /// includes the other.
    pub(super) fn holds(&self, from: &str, relation: &str, to: &str) -> bool {
        let (Some(&a), Some(&b)) = (self.nodes.get(from), self.nodes.get(to)) else {
            return false;
        };
        match relation {
            "BEFORE" => {
                self.before(a, b)
                    || (self.reaches(start(a), start(b), true)
                        && !self.includes(a, b)
                        && !self.includes(b, a))
            }
            "START_BEFORE" => self.reaches(start(a), start(b), true),
            "INCLUDES" => self.includes(a, b),
            "SIMULTANEOUS" => self.includes(a, b) && self.includes(b, a),
            _ => false,
        }
    }

    /// What follows about the two, for a reader.
    pub(super) fn between(&self, from: &str, to: &str) -> &'static str {
        for (relation, forth, back) in [
            ("SIMULTANEOUS", "SIMULTANEOUS", "SIMULTANEOUS"),
            ("BEFORE", "BEFORE", "the other way round"),
            ("INCLUDES", "INCLUDES", "INCLUDES the other way round"),
        ] {
            if self.holds(from, relation, to) {
                return forth;
            }
            if self.holds(to, relation, from) {
                return back;
            }
        }
        "no order"
    }

    fn before(&self, a: usize, b: usize) -> bool {
        a != b && self.reaches(end(a), start(b), false)
    }

    fn includes(&self, a: usize, b: usize) -> bool {
        self.reaches(start(a), start(b), false) && self.reaches(end(b), end(a), false)
    }

    /// Whether `to` is not before `from`, or, if `strictly`, after it.
    fn reaches(&self, from: usize, to: usize, strictly: bool) -> bool {
        let mut seen = vec![[false; 2]; self.later.len()];
        let mut queue = VecDeque::from([(from, false)]);
        seen[from][0] = true;
        while let Some((point, after)) = queue.pop_front() {
            if point == to && (after || !strictly) {
                return true;
            }
            for &(next, strict) in &self.later[point] {
                let after = after || strict;
                if !std::mem::replace(&mut seen[next][usize::from(after)], true) {
                    queue.push_back((next, after));
                }
            }
        }
        false
    }

    fn node(&mut self, id: impl Into<Cow<'a, str>>) -> usize {
        let node = self.later.len() / 2;
        self.nodes.insert(id.into(), node);
        self.later.push(vec![(end(node), true)]);
        self.later.push(Vec::new());
        node
    }

    fn edge(&mut self, from: usize, to: usize, strict: bool) {
        self.later[from].push((to, strict));
    }

    /// Ties nodes to the moments that bound them.
    fn calendar(&mut self, bounds: &[(usize, Option<NaiveDateTime>, Option<NaiveDateTime>)]) {
        let mut moments: BTreeMap<NaiveDateTime, usize> = bounds
            .iter()
            .flat_map(|&(_, earliest, latest)| [earliest, latest])
            .flatten()
            .map(|moment| (moment, 0))
            .collect();
        let mut last = None;
        for point in moments.values_mut() {
            *point = self.later.len();
            self.later.push(Vec::new());
            if let Some(last) = last.replace(*point) {
                self.edge(last, *point, true);
            }
        }
        for (node, earliest, latest) in bounds {
            if let Some(moment) = earliest {
                self.edge(moments[moment], start(*node), false);
            }
            if let Some(moment) = latest {
                self.edge(end(*node), moments[moment], false);
            }
        }
    }
}

const fn start(node: usize) -> usize {
    2 * node
}

const fn end(node: usize) -> usize {
    2 * node + 1
}

fn moment(text: Option<&str>) -> Option<NaiveDateTime> {
    text?.parse().ok()
}

/// The name of the publication of the document with this index.
fn publication_of(index: usize) -> String {
    match index {
        0 => "published".to_owned(),
        _ => format!("published/{index}"),
    }
}

/// The first moment of the day of publication, or the moment itself, and the first one after it.
fn published_day(document: &DocumentEntry) -> Option<(NaiveDateTime, Option<NaiveDateTime>)> {
    let published = document.published.as_deref()?;
    if let Ok(day) = published.parse::<NaiveDate>() {
        let next = day
            .succ_opt()
            .map(|next| next.and_time(chrono::NaiveTime::MIN));
        return Some((day.and_time(chrono::NaiveTime::MIN), next));
    }
    let moment: NaiveDateTime = published.parse().ok()?;
    Some((moment, moment.checked_add_signed(TimeDelta::seconds(1))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relations as `e1 BEFORE e2`, windows as `e1 2024-03-13..2024-03-14`, then a question and its answer.
    fn check(facts: &[&str], question: &str, wanted: bool) {
        let mut relations = Vec::new();
        let mut windows = BTreeMap::new();
        for fact in facts {
            let words: Vec<&str> = fact.split(' ').collect();
            match words[..] {
                [from, relation, to] => relations.push(serde_json::json!({"id": "r1", "from": from, "to": to,
                    "relation": relation, "offset": null, "certainty": "sure", "rule": "x", "evidence": []})),
                [id, window] => {
                    let (earliest, latest) = window.split_once("..").expect("a window has two ends");
                    windows.insert(id, (earliest, latest));
                }
                _ => panic!("{fact}"),
            }
        }
        let bound = |day: &str| (!day.is_empty()).then(|| format!("{day}T00:00:00"));
        let events: Vec<_> = (1..=5)
            .map(|number| {
                let id = format!("e{number}");
                let time = windows.get(id.as_str()).map(|(earliest, latest)| {
                    serde_json::json!({"value": null, "earliest": bound(earliest), "latest": bound(latest),
                        "granularity": null, "edtf": null, "basis": []})
                });
                serde_json::json!({"id": id, "start": 0, "end": 1, "text": "x", "lemma": "x", "type": "OTHER",
                    "cameo": null, "status": "happened", "listed": true, "participants": [], "time": time,
                    "reported_by": null, "topic": null, "summary": "", "mentions": [],
                    "sentence": {"start": 0, "end": 1}, "confidence": 1, "rule": "x"})
            })
            .collect();
        let timeline: Timeline = serde_json::from_value(serde_json::json!({"schema": "", "actors": [], "times": [],
            "documents": [{"id": null, "title": null, "published": "2024-03-13", "published_from": "flag",
                           "sha256": "", "offsets": "char"}],
            "events": events, "relations": relations, "conflicts": [], "timeline": [], "undated": [], "notes": []}))
        .expect("a test timeline is one");
        let words: Vec<&str> = question.split(' ').collect();
        let answer = Order::of(&timeline).holds(words[0], words[1], words[2]);
        assert_eq!(answer, wanted, "{facts:?}: {question}");
    }

    #[test]
    fn what_follows_from_relations() {
        check(&["e1 BEFORE e2", "e2 BEFORE e3"], "e1 BEFORE e3", true);
        check(&["e1 BEFORE e2", "e2 BEFORE e3"], "e3 BEFORE e1", false);
        check(&["e1 BEFORE e2", "e2 INCLUDES e3"], "e1 BEFORE e3", true);
        check(&["e1 BEFORE e2", "e3 INCLUDES e2"], "e1 BEFORE e3", false);
        check(
            &["e1 BEFORE e2", "e2 SIMULTANEOUS e3"],
            "e1 BEFORE e3",
            true,
        );
        check(
            &["e1 INCLUDES e2", "e2 INCLUDES e3"],
            "e1 INCLUDES e3",
            true,
        );
        check(&["e1 INCLUDES e2"], "e1 BEFORE e2", false);
        check(&["e1 SIMULTANEOUS e2"], "e1 BEFORE e2", false);
        check(&["e1 SIMULTANEOUS e2"], "e2 SIMULTANEOUS e1", true);
        check(&["e1 START_BEFORE e2"], "e1 BEFORE e2", true); // nothing better is known
        check(
            &["e1 START_BEFORE e2", "e1 INCLUDES e2"],
            "e1 BEFORE e2",
            false,
        );
        check(&["e1 BEFORE e2"], "e1 START_BEFORE e2", true);
        check(&[], "e1 BEFORE e2", false);
        check(
            &["e1 BEFORE published", "published BEFORE e2"],
            "e1 BEFORE e2",
            true,
        );
    }

    #[test]
    fn what_follows_from_the_calendar() {
        let (monday, tuesday) = ("e1 2024-03-11..2024-03-12", "e2 2024-03-12..2024-03-13");
        check(&[monday, tuesday], "e1 BEFORE e2", true);
        check(&[monday, tuesday], "e2 BEFORE e1", false);
        check(
            &[monday, "e2 2024-03-11..2024-03-12"],
            "e1 BEFORE e2",
            false,
        );
        check(
            &["e1 ..2024-03-12", "e2 2024-03-12.."],
            "e1 BEFORE e2",
            true,
        );
        check(
            &[monday, tuesday, "e3 BEFORE e1", "e2 BEFORE e4"],
            "e3 BEFORE e4",
            true,
        );
        check(&[monday, "published BEFORE e2"], "e1 BEFORE e2", true);
    }
}
