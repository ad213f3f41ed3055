//! The timeline with its ids looked up, in the order a reader goes through it: what every format starts from.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{NaiveDateTime, TimeDelta};

use crate::types::timeline::{
    ActorEntry, EventEntry, EventTimeEntry, ParticipantEntry, RelationEntry, Timeline,
};

/// A timeline with its ids looked up.
pub(super) struct View<'a> {
    /// What is looked at.
    pub(super) timeline: &'a Timeline,
    actors: BTreeMap<&'a str, &'a ActorEntry>,
    /// The listed events in the order of the timeline, the undated last.
    pub(super) listed: Vec<Listed<'a>>,
}

/// A listed event and its place.
#[derive(Clone, Copy)]
pub(super) struct Listed<'a> {
    /// The event.
    pub(super) event: &'a EventEntry,
    /// The number of its band; none where it is undated.
    pub(super) band: Option<usize>,
    /// How sure its place after the band before is; empty where it is undated.
    pub(super) certainty: &'a str,
    /// Its place among the events of its band, and how many they are.
    pub(super) of_band: (usize, usize),
}

/// When an event was, as bounds that calendars and timelines can work with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    /// Not before.
    pub(super) first: Option<NaiveDateTime>,
    /// Over by (exclusive).
    pub(super) end: Option<NaiveDateTime>,
    /// Whether the text gives this as a date; else it only follows from the order.
    pub(super) claimed: bool,
}

impl<'a> View<'a> {
    /// Looks up the ids of `timeline`. What an id does not lead to is left out.
    pub(super) fn of(timeline: &'a Timeline) -> Self {
        let actors = timeline.actors.iter();
        let events = timeline.events.iter().filter(|event| event.listed);
        let events: BTreeMap<&str, _> = events.map(|event| (event.id.as_str(), event)).collect();
        let mut listed = Vec::new();
        for band in &timeline.timeline {
            for (place, id) in band.events.iter().enumerate() {
                listed.extend(events.get(id.as_str()).map(|&event| Listed {
                    event,
                    band: Some(band.band),
                    certainty: &band.certainty,
                    of_band: (place, band.events.len()),
                }));
            }
        }
        for id in &timeline.undated {
            listed.extend(events.get(id.as_str()).map(|&event| Listed {
                event,
                band: None,
                certainty: "",
                of_band: (0, 1),
            }));
        }
        Self {
            timeline,
            actors: actors.map(|actor| (actor.id.as_str(), actor)).collect(),
            listed,
        }
    }

    /// The actor with this id.
    pub(super) fn actor(&self, id: &str) -> Option<&'a ActorEntry> {
        self.actors.get(id).copied()
    }

    /// The actors that take part in `event` as `role`, once each, in order.
    pub(super) fn actors_as(&self, event: &'a EventEntry, role: &str) -> Vec<&'a ActorEntry> {
        let mut actors: Vec<&ActorEntry> = Vec::new();
        let parts = event.participants.iter().filter(|part| part.role == role);
        for actor in parts.filter_map(|part| self.actor(&part.actor)) {
            if !actors.iter().any(|other| other.id == actor.id) {
                actors.push(actor);
            }
        }
        actors
    }

    /// Who acts upon whom: each side of a meeting with each other side, each source with each target, or each side where there
    /// is no source; one who acts alone, or is acted upon by nobody we know, with nobody. At least one pair.
    pub(super) fn pairs(
        &self,
        event: &'a EventEntry,
    ) -> Vec<(Option<&'a ActorEntry>, Option<&'a ActorEntry>)> {
        let [sources, targets, sides] =
            ["source", "target", "participant"].map(|role| self.actors_as(event, role));
        let acting = if sources.is_empty() { &sides } else { &sources };
        let mut pairs = Vec::new();
        for (at, &side) in sides.iter().enumerate() {
            let others = sides[at + 1..].iter();
            pairs.extend(others.map(|&other| (Some(side), Some(other))));
        }
        for &source in acting {
            pairs.extend(targets.iter().map(|&target| (Some(source), Some(target))));
        }
        if pairs.is_empty() {
            pairs.extend(acting.iter().map(|&source| (Some(source), None)));
        }
        if pairs.is_empty() {
            pairs.extend(targets.iter().map(|&target| (None, Some(target))));
        }
        if pairs.is_empty() {
            pairs.push((None, None));
        }
        pairs
    }

    /// The relations between listed events, by the id of `end`.
    pub(super) fn relations_by(
        &self,
        end: fn(&RelationEntry) -> &str,
    ) -> BTreeMap<&'a str, Vec<&'a RelationEntry>> {
        let listed: BTreeSet<&str> = self
            .listed
            .iter()
            .map(|listed| listed.event.id.as_str())
            .collect();
        let mut by_end = BTreeMap::<&str, Vec<_>>::new();
        for relation in &self.timeline.relations {
            let ends = [relation.from.as_str(), relation.to.as_str()];
            if ends.iter().all(|end| listed.contains(end)) {
                by_end.entry(end(relation)).or_default().push(relation);
            }
        }
        by_end
    }

    /// `A → B` for one that acts upon another, `A ↔ B` for two sides.
    pub(super) fn parties(&self, participants: &[ParticipantEntry]) -> String {
        let names = |role: &str| -> Vec<String> {
            let mut names = Vec::new();
            for participant in participants.iter().filter(|entry| entry.role == role) {
                let actor = self.actor(&participant.actor);
                let name = actor.map_or(participant.actor.as_str(), |actor| actor.name.as_str());
                let name = plain(name);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            names
        };
        let (sources, targets, sides) = (names("source"), names("target"), names("participant"));
        let mut parts = Vec::new();
        match (sources.is_empty(), targets.is_empty()) {
            (true, true) => {}
            (false, true) => parts.push(sources.join(", ")),
            (true, false) => parts.push(format!("→ {}", targets.join(", "))),
            (false, false) => {
                parts.push(format!("{} → {}", sources.join(", "), targets.join(", ")));
            }
        }
        if !sides.is_empty() {
            parts.push(sides.join(" ↔ "));
        }
        parts.join("; ")
    }
}

impl Bounds {
    /// The bounds of an event's time.
    pub(super) fn of(event: &EventEntry) -> Self {
        let time = event.time.as_ref();
        Self {
            first: time.and_then(|time| moment(time.earliest.as_deref()?)),
            end: time.and_then(|time| moment(time.latest.as_deref()?)),
            claimed: time.is_some_and(|time| time.value.is_some()),
        }
    }

    /// The last day that has a part in it.
    pub(super) fn last_day(self) -> Option<chrono::NaiveDate> {
        let last = self.end?.checked_sub_signed(TimeDelta::seconds(1))?;
        Some(last.max(self.first.unwrap_or(last)).date())
    }
}

/// `2022-02-15T00:00:00` as a moment; a day alone is its midnight.
pub(super) fn moment(text: &str) -> Option<NaiveDateTime> {
    let day = || Some(text.parse::<chrono::NaiveDate>().ok()?.into());
    text.parse().ok().or_else(day)
}

/// What is not simply done has a mark.
pub(super) fn mark(event: &EventEntry) -> Option<&'static str> {
    match event.status.as_str() {
        "planned" => Some("planned"),
        "denied" => Some("denied"),
        "ongoing" => Some("ongoing"),
        "hypothetical" if event.reported_by.is_some() => Some("claimed"),
        "hypothetical" => Some("not certain"),
        _ => None,
    }
}

/// The date in a word: what is claimed, else the window, else `?`. `~` marks an approximate date, `..` an open end, a `?`
/// behind it a day that only follows from the order.
pub(super) fn date(time: Option<&EventTimeEntry>) -> String {
    let Some(time) = time else {
        return "?".to_owned();
    };
    if let Some(value) = &time.value {
        let day = match value.split_once('T') {
            Some((day, _)) if !value.contains('/') => day,
            _ => value,
        };
        let about = time.edtf.as_deref().is_some_and(|edtf| edtf.contains('~'));
        return format!("{}{}", if about { "~" } else { "" }, plain(day));
    }
    let first = time.earliest.as_deref().map(day);
    let last = time.latest.as_deref().map(last_day);
    match (first, last) {
        (None, None) => "?".to_owned(),
        (Some(first), Some(last)) if first == last => format!("{last}?"),
        (first, last) => format!(
            "{}..{}",
            first.unwrap_or_default(),
            last.unwrap_or_default()
        ),
    }
}

/// The date and what is known of the hour.
pub(super) fn date_and_clock(event: &EventEntry) -> String {
    let date = date(event.time.as_ref());
    let value = event.time.as_ref().and_then(|time| time.value.as_deref());
    match value.and_then(clock) {
        Some(clock) => format!("{date} {clock}"),
        None => date,
    }
}

fn day(moment: &str) -> String {
    plain(moment.split('T').next().unwrap_or(moment))
}

/// The last day before `moment`, an exclusive bound.
fn last_day(moment: &str) -> String {
    let Ok(bound) = moment.parse::<NaiveDateTime>() else {
        return day(moment);
    };
    let last = bound.checked_sub_signed(TimeDelta::seconds(1));
    last.map_or_else(|| day(moment), |last| last.date().to_string())
}

/// The part of the day or the clock time of a value.
pub(super) fn clock(value: &str) -> Option<String> {
    if value.contains('/') {
        return None;
    }
    let (_, clock) = value.split_once('T')?;
    Some(match clock {
        "MO" => "morning".to_owned(),
        "MI" => "midday".to_owned(),
        "AF" => "afternoon".to_owned(),
        "EV" => "evening".to_owned(),
        "NI" => "night".to_owned(),
        "DT" => "daytime".to_owned(),
        clock => plain(clock),
    })
}

/// `PT3H` → `3h`, `P2D` → `2d`.
pub(super) fn length(value: &str) -> String {
    plain(&value.replace(['P', 'T'], "").to_lowercase())
}

/// Whether `c` turns the direction of writing, for what follows it too.
pub(super) fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` on one line, with nothing in it that a terminal would obey: white space becomes a blank, control characters and
/// those that turn the direction of writing are shown.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for c in word.chars() {
            if c.is_control() || turns(c) {
                let _ = write!(plain, "{}", c.escape_unicode());
            } else {
                plain.push(c);
            }
        }
    }
    plain
}

/// The summary with the mark of what is not simply done before it.
pub(super) fn marked_summary(event: &EventEntry) -> String {
    let summary = plain(&event.summary);
    match mark(event) {
        Some(mark) => format!("[{mark}] {summary}").trim_end().to_owned(),
        None => summary,
    }
}
