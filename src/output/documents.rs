//! Timeline over several documents → what it says of one of them.

use std::collections::BTreeSet;

use crate::types::timeline::{
    ActorEntry, ConflictEntry, EventEntry, Place, Range, RelationEntry, ReporterEntry, TimeEntry,
    Timeline,
};

/// What `timeline` says of its document number `doc`, counted from 0, as a timeline of that document alone: for the formats
/// whose files hold one text. Ids stay. An event stands where this document names it, actors and times are those it names,
/// and a relation is kept where both its ends are. A number beyond the last document gives a timeline without any.
///
/// ```
/// use demarche::{Offsets, Options, analyze, analyze_together, output, timeline};
///
/// let texts = ["France thanked Italy.", "Japan thanked Peru."];
/// let analyses = texts.map(|text| analyze(text, &Options::default()));
/// let timeline = timeline::lay_out(&analyze_together(analyses.into()), Offsets::Char);
/// let second = output::of_document(&timeline, 1);
/// let names: Vec<&str> = second.actors.iter().map(|actor| actor.name.as_str()).collect();
/// assert_eq!(names, ["Japan", "Peru"]);
/// ```
pub fn of_document(timeline: &Timeline, doc: usize) -> Timeline {
    let mut one = Timeline {
        schema: timeline.schema.clone(),
        documents: timeline.documents.get(doc).cloned().into_iter().collect(),
        actors: actors(timeline, doc),
        times: times(timeline, doc),
        events: Vec::new(),
        relations: Vec::new(),
        conflicts: Vec::new(),
        timeline: timeline.timeline.clone(),
        undated: timeline.undated.clone(),
        notes: timeline.notes.clone(),
    };
    one.notes.retain(|note| note.place.doc == doc);
    for note in &mut one.notes {
        note.place.doc = 0;
    }
    let known = Known {
        doc,
        actors: one.actors.iter().map(|it| it.id.as_str()).collect(),
        times: one.times.iter().map(|it| it.id.as_str()).collect(),
        events: events_of(timeline, doc),
    };
    let events = timeline.events.iter();
    one.events = events.filter_map(|event| known.event(event)).collect();
    let relations = timeline.relations.iter();
    one.relations = relations.filter_map(|it| known.relation(it)).collect();
    let kept: BTreeSet<&str> = one.relations.iter().map(|it| it.id.as_str()).collect();
    let conflicts = timeline.conflicts.iter();
    one.conflicts = conflicts
        .filter_map(|it| known.conflict(it, &kept))
        .collect();
    for band in &mut one.timeline {
        band.events
            .retain(|event| known.events.contains(event.as_str()));
    }
    one.timeline.retain(|band| !band.events.is_empty());
    one.undated
        .retain(|event| known.events.contains(event.as_str()));
    one
}

/// The places among `places` that lie in the document `doc`, now the only one.
fn places(places: &[Place], doc: usize) -> Vec<Place> {
    let here = places.iter().filter(|place| place.doc == doc);
    let moved = here.map(|place| Place {
        doc: 0,
        ..place.clone()
    });
    moved.collect()
}

fn actors(timeline: &Timeline, doc: usize) -> Vec<ActorEntry> {
    let actors = timeline.actors.iter().map(|actor| ActorEntry {
        mentions: places(&actor.mentions, doc),
        ..actor.clone()
    });
    actors.filter(|actor| !actor.mentions.is_empty()).collect()
}

fn times(timeline: &Timeline, doc: usize) -> Vec<TimeEntry> {
    let mut times: Vec<TimeEntry> = timeline.times.clone();
    times.retain(|time| time.place.doc == doc);
    for time in &mut times {
        time.place.doc = 0;
    }
    times
}

/// The ids of the events that the document names.
fn events_of(timeline: &Timeline, doc: usize) -> BTreeSet<&str> {
    let events = timeline.events.iter();
    events
        .filter(|event| {
            let mut named = event.mentions.iter().chain([&event.place]);
            named.any(|place| place.doc == doc)
        })
        .map(|event| event.id.as_str())
        .collect()
}

/// What one document knows of.
struct Known<'a> {
    doc: usize,
    actors: BTreeSet<&'a str>,
    times: BTreeSet<&'a str>,
    events: BTreeSet<&'a str>,
}

impl Known<'_> {
    fn event(&self, event: &EventEntry) -> Option<EventEntry> {
        if !self.events.contains(event.id.as_str()) {
            return None;
        }
        let mut event = event.clone();
        let forms = std::mem::take(&mut event.forms).into_iter();
        let here = forms.zip(&event.mentions);
        let here = here.filter(|(_, place)| place.doc == self.doc);
        event.forms = here.map(|(form, _)| form).collect();
        event.mentions = places(&event.mentions, self.doc);
        if event.place.doc != self.doc {
            event.place = event.mentions.first()?.clone();
            event.sentence = Range {
                doc: self.doc,
                start: event.place.start,
                end: event.place.end,
            };
        }
        event.place.doc = 0;
        event.sentence.doc = 0;
        event
            .participants
            .retain(|part| self.actors.contains(part.actor.as_str()));
        for part in &mut event.participants {
            part.place = part.place.filter(|place| place.doc == self.doc);
            if let Some(place) = &mut part.place {
                place.doc = 0;
            }
        }
        if let Some(time) = &mut event.time {
            time.basis.retain(|id| self.times.contains(id.as_str()));
        }
        event.reported_by = event.reported_by.filter(|reporter| match reporter {
            ReporterEntry::Event(id) => self.events.contains(id.as_str()),
            ReporterEntry::Actor(id) => self.actors.contains(id.as_str()),
        });
        Some(event)
    }

    /// What `id`, the end of a relation, is called here.
    fn node(&self, id: &str) -> Option<String> {
        let published = match self.doc {
            0 => id == "published",
            doc => id.strip_prefix("published/") == Some(&doc.to_string()),
        };
        if published {
            return Some("published".to_owned());
        }
        let known = self.times.contains(id) || self.events.contains(id);
        known.then(|| id.to_owned())
    }

    fn relation(&self, relation: &RelationEntry) -> Option<RelationEntry> {
        Some(RelationEntry {
            from: self.node(&relation.from)?,
            to: self.node(&relation.to)?,
            evidence: places(&relation.evidence, self.doc),
            ..relation.clone()
        })
    }

    fn conflict(&self, conflict: &ConflictEntry, kept: &BTreeSet<&str>) -> Option<ConflictEntry> {
        let against = conflict.against.iter();
        Some(ConflictEntry {
            from: self.node(&conflict.from)?,
            to: self.node(&conflict.to)?,
            evidence: places(&conflict.evidence, self.doc),
            against: against
                .filter(|id| kept.contains(id.as_str()))
                .cloned()
                .collect(),
            ..conflict.clone()
        })
    }
}
