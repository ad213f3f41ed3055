//! Which of two events near each other began first, by how they are told: a linear model over the forms of the pair.
//!
//! No word of a text is in it but the words of grammar (auxiliaries, conjunctions) and the kinds of verbs in `kinds`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::{Claims, likely, sure};
use crate::graph::kinds::kind;
use crate::graph::story::Story;
use crate::types::{
    Aspect, Dependency, Document, Event, EventClass, Node, RelationKind, Status, Tense,
};

/// A feature of a pair in its parts, the first of which names its family: `["tenses", "Past", "PastPerfect", "next"]`.
pub type Feature<'a> = &'a [&'a str];

/// A line each: the parts of a feature, then its weight in hundredths; above zero speaks for the first event of the text.
const WEIGHTS: &str = include_str!("../order_weights.tsv");

/// The sum of weights from which a pair is ordered, and the tier of what is claimed, surest first. On articles the weights
/// were not learned from, nine in ten of the first are right, pairs that cannot be ordered counted as wrong, and about nine,
/// eight and a half, and eight in ten of those that can be ordered of the others.
const TRUST: [(i32, u8); 4] = [(SURE, 4), (170, 4), (115, 5), (75, 6)];

/// The sum of weights from which the order is as sure as that of a rule.
const SURE: i32 = 318;

/// The weights were learned from pairs at most so many sentences apart; the forms of the main events of a story order
/// these wherever they stand.
const APART: usize = 1;

/// An event is held against so many before it.
const NEAREST: usize = 20;

/// "The army left, the envoy *says*": the pair's tenses, kinds and place in the tree say who began.
pub(super) fn forms(story: &Story, claims: &mut Claims) {
    let events: Vec<usize> = {
        let mut events: Vec<usize> = (0..story.events.len()).collect();
        events.sort_unstable_by_key(|&index| (story.events[index].token, index));
        events
    };
    for (place, &second) in events.iter().enumerate() {
        for &first in events[..place].iter().rev().take(NEAREST) {
            let (a, b) = (&story.events[first], &story.events[second]);
            let far = story.sentence(b.token) - story.sentence(a.token) > APART;
            if far && !(a.listed && b.listed) {
                continue;
            }
            if !is_told(a) || !is_told(b) || a.token == b.token {
                continue;
            }
            let sum = score(story.document, a, b);
            let Some(&(_, tier)) = TRUST.iter().find(|(least, _)| sum.abs() >= *least) else {
                continue;
            };
            let (early, late) = if sum > 0 {
                (first, second)
            } else {
                (second, first)
            };
            let trust = if sum.abs() >= SURE { sure } else { likely };
            claims.add(
                trust("forms-of-the-pair", tier),
                Node::Event(crate::types::EventId(early)),
                RelationKind::StartBefore,
                Node::Event(crate::types::EventId(late)),
                &[a.trigger, b.trigger],
            );
        }
    }
}

/// Whether the model speaks of it: verbs, as it was learned from them, that are not denied or merely spoken of.
fn is_told(event: &Event) -> bool {
    event.form.tense != Tense::None && event.status != Status::Denied
}

fn score(document: &Document, first: &Event, second: &Event) -> i32 {
    static TABLE: LazyLock<HashMap<u64, i32, BuildHasherDefault<Hashed>>> = LazyLock::new(|| {
        WEIGHTS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let (feature, weight) = line.rsplit_once('\t')?;
                let parts: Vec<&str> = feature.split(' ').collect();
                Some((key(&parts), weight.parse().ok()?))
            })
            .collect()
    });
    let mut sum = 0;
    features(document, first, second, |parts| {
        sum += TABLE.get(&key(parts)).copied().unwrap_or_default();
    });
    sum
}

/// A hash over the parts, eight letters at a time.
fn key(parts: Feature) -> u64 {
    let step = |hash: u64, letters: u64| {
        let mixed = (hash ^ letters).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 32)
    };
    parts.iter().fold(parts.len() as u64, |hash, part| {
        let (words, rest) = part.as_bytes().as_chunks::<8>();
        let rest = rest
            .iter()
            .fold(1, |rest, &letter| rest << 8 | u64::from(letter)); // at most seven
        let words = words.iter().map(|letters| u64::from_le_bytes(*letters));
        words.chain([rest]).fold(hash, step)
    })
}

/// The keys are hashes already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// The features of two events, the first of which the text names first.
pub(in crate::graph) fn features(
    document: &Document,
    first: &Event,
    second: &Event,
    mut take: impl FnMut(Feature),
) {
    let (a, b) = (Side::of(document, first), Side::of(document, second));
    let near = if a.sentence == b.sentence {
        "here"
    } else {
        "next"
    };
    let link = link(document, &a, &b);
    take(&["order"]);
    take(&["tenses", a.tense, b.tense]);
    take(&["tenses", a.tense, b.tense, near]);
    take(&["kinds", a.kind, b.kind]);
    take(&["kinds", a.told, b.told, near]);
    take(&["told", a.told, a.tense, b.told, b.tense, near]);
    take(&["status", a.status, b.status]);
    take(&["link", link.0, link.1]);
    take(&["link-tenses", link.0, link.1, a.tense, b.tense]);
    take(&["link-told", link.0, link.1, a.told, b.told]);
    take(&["place", a.place, b.place, near]);
    take(&["place-told", a.place, a.told, b.place, b.told, near]);
    take(&["quoted", a.quoted, b.quoted, near]);
    take(&["times", a.timed, b.timed, near]);
    let distance = ["0", "1", "2", "3", "4", "5"][((b.token - a.token) / 4).min(5)];
    take(&["distance", distance, near]);
    for (side, name) in [(&a, "first"), (&b, "second")] {
        take(&["kind", name, side.kind]);
        take(&["kind-tense", name, side.kind, side.tense]);
        take(&["kind-link", name, side.kind, link.0, link.1]);
        for child in document
            .children(side.token)
            .filter(|&child| child < side.token)
        {
            match document.tokens[child].dependency {
                Dependency::Mark | Dependency::Advmod => {
                    let word = document.form(child);
                    take(&["mark", name, word]);
                    take(&["mark-link", name, word, link.0, link.1]);
                }
                Dependency::Aux | Dependency::AuxPass => {
                    take(&["aux", name, document.form(child)]);
                }
                _ => {}
            }
        }
    }
}

/// One event of a pair.
struct Side {
    token: usize,
    sentence: u32,
    tense: &'static str,
    /// The kind of its verb or act.
    kind: &'static str,
    /// Whether it is said, lasts, or is done.
    told: &'static str,
    status: &'static str,
    place: &'static str,
    quoted: &'static str,
    timed: &'static str,
}

impl Side {
    fn of(document: &Document, event: &Event) -> Self {
        let token = event.token;
        let kind = match event.class {
            EventClass::Statement => "say",
            EventClass::Other => kind(document.lemma(token)),
            class => kind_or(document.lemma(token), class.name()),
        };
        Self {
            token,
            sentence: document.tokens[token].sentence,
            tense: tense(event),
            kind,
            told: match kind {
                "say" => "say",
                "stative" | "know" => "state",
                _ => "act",
            },
            status: event.status.name(),
            place: place(document.tokens[token].dependency),
            quoted: flag(
                document
                    .quotation_at(document.tokens[token].span.start)
                    .is_some(),
            ),
            timed: flag(!event.times.is_empty()),
        }
    }
}

/// The kind of a verb by its lemma, else `class`.
fn kind_or(lemma: &str, class: &'static str) -> &'static str {
    match kind(lemma) {
        "act" => class,
        kind => kind,
    }
}

const fn flag(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn tense(event: &Event) -> &'static str {
    let form = event.form;
    let perfect = matches!(form.aspect, Aspect::Perfect | Aspect::PerfectProgressive);
    let progressive = form.aspect == Aspect::Progressive;
    match form.tense {
        _ if form.modal && perfect => "modal-perfect",
        _ if form.modal => "modal",
        Tense::None => "none",
        Tense::Past if perfect => "past-perfect",
        Tense::Past if progressive => "past-progressive",
        Tense::Past => "past",
        Tense::Present if perfect => "present-perfect",
        Tense::Present if progressive => "present-progressive",
        Tense::Present => "present",
        Tense::Future => "future",
        Tense::Infinitive if perfect => "perfect-infinitive",
        Tense::Infinitive => "infinitive",
        Tense::PresentParticiple => "present-participle",
        Tense::PastParticiple => "past-participle",
    }
}

const fn place(dependency: Dependency) -> &'static str {
    match dependency {
        Dependency::Root => "root",
        Dependency::Conj => "conj",
        Dependency::Ccomp => "ccomp",
        Dependency::Xcomp => "xcomp",
        Dependency::Advcl => "advcl",
        Dependency::Acl => "acl",
        Dependency::AclRelcl => "relcl",
        Dependency::Parataxis => "parataxis",
        Dependency::Csubj => "csubj",
        _ => "other",
    }
}

/// How the two hang together in the tree: which is the head of which, and by what.
fn link(document: &Document, a: &Side, b: &Side) -> (&'static str, &'static str) {
    let (over_a, over_b) = (document.head(a.token), document.head(b.token));
    if over_a == Some(b.token) {
        ("below", a.place)
    } else if over_b == Some(a.token) {
        ("above", b.place)
    } else if over_a.is_some() && over_a == over_b {
        ("beside", b.place)
    } else if a.sentence == b.sentence {
        ("far", "here")
    } else {
        ("far", "next")
    }
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn forms() {
        let check = |text, wanted: &[&str]| check("forms-of-the-pair", text, wanted);
        check(
            "Rebels attacked the town. Peru will invade Chile.",
            &["attacked << invade"],
        );
        // nothing that was only denied
        check(
            "Rebels did not attack the town. France denounced Serbia.",
            &[],
        );
    }
}
