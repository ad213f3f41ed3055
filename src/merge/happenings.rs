//! Which events of several texts are one happening.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime};

use crate::types::{
    ActorId, ActorKind, Analysis, Event, EventClass, EventId, Grain, PartId, Period, Role, Status,
    Tag,
};

/// An event is held against so many earlier ones of its kind and actor, the last first.
const MAX_COMPARED: usize = 64;

/// What a text tells without a date is no older news than this.
const NEWS: Days = Days::new(30);

/// Dates of one happening that two texts put further apart than this are of two happenings.
const DISPUTED_DAYS: i64 = 2;

/// For every event the first one that it is the same happening as, itself where it is the first. No two of one text are.
pub(super) fn find(joined: &Analysis) -> Vec<EventId> {
    let telling: Vec<Telling> = (0..joined.events.len())
        .map(|index| Telling::new(joined, index))
        .collect();
    let mut heads: Vec<EventId> = (0..joined.events.len()).map(EventId).collect();
    let mut members: Vec<Vec<usize>> = (0..joined.events.len()).map(|index| vec![index]).collect();
    let mut known: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (index, told) in telling.iter().enumerate() {
        let keys = told.keys();
        let mut candidates: Vec<usize> = Vec::new();
        for key in &keys {
            if let Some(seen) = known.get(key) {
                candidates.extend(seen.iter().rev().take(MAX_COMPARED));
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let fits = |&head: &usize| {
            let group = &members[head];
            let other_texts = group
                .iter()
                .all(|&member| telling[member].part != told.part);
            let likeness = group
                .iter()
                .map(|&member| told.likeness(&telling[member]))
                .collect::<Option<Vec<_>>>()?;
            let best = likeness.into_iter().max()?;
            (other_texts && best > 0).then_some((best, head))
        };
        let head = candidates
            .iter()
            .filter_map(fits)
            .max_by_key(|&(likeness, head)| (likeness, std::cmp::Reverse(head)))
            .map_or(index, |(_, head)| head);
        if head != index {
            heads[index] = EventId(head);
            members[head].push(index);
        }
        for key in keys {
            let seen = known.entry(key).or_default();
            if seen.last() != Some(&head) {
                seen.push(head);
            }
        }
    }
    heads
}

/// What two tellings of one happening share at least: its class, and one who takes part, or the word for it.
type Key<'a> = (EventClass, Shared<'a>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shared<'a> {
    Actor(ActorId),
    /// The state that someone acts for.
    Country(&'a str),
    /// The word for what no one known takes part in.
    Word(&'a str),
}

/// Someone who takes part.
#[derive(Clone, Copy, Debug)]
struct Party<'a> {
    role: Role,
    actor: ActorId,
    is_person: bool,
    /// The state it is, or acts for.
    country: Option<&'a str>,
    /// What people without a country are called, whom no name tells from others: "rebels".
    called: Option<&'a str>,
}

impl Party<'_> {
    /// Whether the two can be one: the same actor, or a state and who speaks for it.
    fn is(&self, other: &Party) -> bool {
        let two_people = self.is_person && other.is_person;
        self.actor == other.actor
            || self.called.is_some() && self.called == other.called
            || !two_people && self.country.is_some() && self.country == other.country
    }
}

/// An event as one text tells it.
struct Telling<'a> {
    event: &'a Event,
    part: PartId,
    published: Option<NaiveDate>,
    claimed: Option<Period>,
    /// Who takes part, on which side.
    parties: Vec<Party<'a>>,
    /// The words of its sentences that carry meaning, sorted.
    words: Vec<&'a str>,
}

impl<'a> Telling<'a> {
    fn new(joined: &'a Analysis, index: usize) -> Self {
        let event = &joined.events[index];
        let document = &joined.document;
        let parties = event.participants.iter().map(|participant| {
            let actor = joined.actor(participant.actor);
            let is_person = actor.kind == ActorKind::Person;
            let acts = is_person || actor.kind == ActorKind::State;
            Party {
                role: participant.role,
                actor: participant.actor,
                is_person,
                country: actor.country.as_deref().filter(|_| acts),
                called: (actor.kind == ActorKind::Group && actor.country.is_none())
                    .then_some(actor.name.as_str()),
            }
        });
        let mut words: Vec<&str> = Vec::new();
        for mention in &event.mentions {
            for at in document.sentence_of(mention.token).tokens.clone() {
                let carries = matches!(
                    document.tokens[at].tag,
                    Tag::Noun | Tag::Propn | Tag::Verb | Tag::Adj | Tag::Num
                );
                if carries {
                    words.push(document.lemma(at));
                }
            }
        }
        words.sort_unstable();
        words.dedup();
        let part = document.part_at(event.trigger.start);
        let published = document.published_in(part);
        Self {
            event,
            part,
            published: published.map(|published| published.date),
            claimed: joined.graph.times[index].claimed,
            parties: parties.collect(),
            words,
        }
    }

    fn keys(&self) -> Vec<Key<'a>> {
        let class = self.event.class;
        let mut keys = Vec::new();
        for party in &self.parties {
            keys.push((class, Shared::Actor(party.actor)));
            keys.extend(
                party
                    .country
                    .map(|country| (class, Shared::Country(country))),
            );
            keys.extend(party.called.map(|name| (class, Shared::Word(name))));
        }
        if keys.is_empty() || !self.event.listed {
            keys.push((class, Shared::Word(&self.event.lemma)));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// How much speaks for the two being one, in thousandths, 0 where it is too little; `None` where they are not.
    fn likeness(&self, other: &Self) -> Option<u32> {
        let (a, b) = (self.event, other.event);
        if a.class != b.class || a.listed != b.listed || !statuses_fit(a.status, b.status) {
            return None;
        }
        let same_word = a.lemma == b.lemma;
        if !same_word && (!a.listed || a.class == EventClass::Other) {
            return None;
        }
        let shared = self.shared(other)?;
        let words = self.words_shared(other);
        let needed = match (self.dates(other), shared) {
            (Dates::Apart, _) => return None,
            (Dates::Day, _) if !a.listed => 400,
            (Dates::Open | Dates::Disputed, _) if !a.listed => 600,
            (Dates::Day, 2..) if a.class != EventClass::Statement => 0,
            (Dates::Day, 2..) => 150,
            (Dates::Day, 1) if same_word => 200,
            (Dates::Day, 1) => 250,
            (Dates::Day | Dates::Open, _) if shared == 0 && !same_word => return Some(0),
            (Dates::Open, 2..) => 250,
            (Dates::Day | Dates::Open, _) => 400,
            (Dates::Disputed, 1..) if same_word => 500,
            (Dates::Disputed, _) => return Some(0),
        };
        let shared = u32::try_from(shared).unwrap_or(u32::MAX);
        Some(if words < needed {
            0
        } else {
            words.saturating_add(shared.saturating_mul(1000)).max(1)
        })
    }

    /// How many sides the two have in common; `None` where a side that both name is taken by others.
    fn shared(&self, other: &Self) -> Option<usize> {
        let mut sides = 0;
        for role in [Role::Source, Role::Target, Role::Participant] {
            let side = |telling: &Self| {
                let all = telling.parties.iter().copied();
                all.filter(|party| party.role == role).collect::<Vec<_>>()
            };
            let (own, its) = (side(self), side(other));
            let is_there = |party: &&Party| its.iter().any(|there| party.is(there));
            let common = own.iter().filter(is_there).count();
            // both sides of a meeting are participants, and a text may name but some of them
            let most = if role == Role::Participant { 2 } else { 1 };
            if common < own.len().min(its.len()).min(most) {
                return None;
            }
            sides += common.min(most);
        }
        Some(sides)
    }

    /// The share of the words of the shorter telling that the other has too, in thousandths.
    fn words_shared(&self, other: &Self) -> u32 {
        let common = self
            .words
            .iter()
            .filter(|word| other.words.binary_search(word).is_ok())
            .count();
        let shorter = self.words.len().min(other.words.len()).max(1);
        u32::try_from(common * 1000 / shorter).unwrap_or(0)
    }

    /// From when to when it can have been: its date, or the weeks before the text that tells of it as news.
    fn stretch(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        if let Some(claimed) = self.claimed {
            return Some((claimed.start, claimed.end));
        }
        let published = Period::day(self.published?).end;
        Some((published.checked_sub_days(NEWS)?, published))
    }

    fn dates(&self, other: &Self) -> Dates {
        let (Some(a), Some(b)) = (self.claimed, other.claimed) else {
            return match (self.stretch(), other.stretch()) {
                (Some(a), Some(b)) if a.0 >= b.1 || b.0 >= a.1 => Dates::Apart,
                _ => Dates::Open,
            };
        };
        let fine = |period: Period| (period.end - period.start).num_days() <= 1;
        if a.overlaps(b) {
            return if fine(a) || fine(b) {
                Dates::Day
            } else {
                Dates::Open
            };
        }
        let distance = (a.start - b.start).num_days().abs();
        let days = a.grain == Grain::Day && b.grain == Grain::Day;
        if days && distance <= DISPUTED_DAYS {
            Dates::Disputed
        } else {
            Dates::Apart
        }
    }
}

/// How the dates of two tellings lie.
enum Dates {
    /// They meet, and one of them is a day or less.
    Day,
    /// They meet, but are wide, or one is missing.
    Open,
    /// They do not meet, and are so near that one text may err.
    Disputed,
    /// They do not meet.
    Apart,
}

/// What was planned can have happened; what was denied or only feared is of its own kind.
fn statuses_fit(first: Status, second: Status) -> bool {
    let real = |status| matches!(status, Status::Happened | Status::Ongoing | Status::Planned);
    first == second || real(first) && real(second)
}
