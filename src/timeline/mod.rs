//! Analysis → timeline: lays the events in order for a reader, and notes what stayed open.

mod dates;
mod forms;
mod notes;
mod places;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::types::timeline::{
    ActorEntry, Band, ConflictEntry, DocumentEntry, EventEntry, EventTimeEntry, NoteEntry, Offsets,
    ParticipantEntry, RelationEntry, ReporterEntry, SCHEMA, TimeEntry, Timeline, TopicEntry,
};
use crate::types::{
    Actor, Analysis, Anchor, Assertion, AssertionId, Document, Event, EventTime, Fate, Node,
    PartId, Publication, PublishedFrom, Reporter, TimePoint, TimeValue, Timex, Window,
};
pub use forms::add_forms;
use places::Places;

/// Lays out `analysis`; places count in `offsets`.
///
/// ```
/// use demarche::{Offsets, Options, analyze, timeline};
///
/// let analysis = analyze("The envoys met in Geneva.", &Options::default());
/// let timeline = timeline::lay_out(&analysis, Offsets::Char);
/// assert_eq!(timeline.schema, "demarche.timeline/1");
/// ```
pub fn lay_out(analysis: &Analysis, offsets: Offsets) -> Timeline {
    let places = Places::new(&analysis.document, offsets);
    let numbers = relation_numbers(&analysis.graph.assertions);
    Timeline {
        schema: SCHEMA.to_owned(),
        documents: documents(&analysis.document, offsets),
        actors: (1..)
            .zip(&analysis.actors)
            .map(|(number, found)| actor(number, found, &places))
            .collect(),
        times: (1..)
            .zip(&analysis.timexes)
            .map(|(number, timex)| time(number, timex, &places))
            .collect(),
        events: (0..analysis.events.len())
            .map(|index| event(analysis, index, &places))
            .collect(),
        relations: relations(analysis, &numbers, &places),
        conflicts: conflicts(analysis, &numbers, &places),
        timeline: bands(analysis),
        undated: analysis
            .graph
            .undated
            .iter()
            .map(|id| event_id(id.0))
            .collect(),
        notes: notes(analysis, &places),
    }
}

fn documents(document: &Document, offsets: Offsets) -> Vec<DocumentEntry> {
    if document.parts.is_empty() {
        let Document {
            id,
            title,
            published,
            text,
            ..
        } = document;
        return vec![document_entry(
            id.as_ref(),
            title.as_ref(),
            *published,
            text,
            offsets,
        )];
    }
    let parts = document.parts.iter();
    parts
        .map(|part| {
            let text = document.slice(part.span);
            document_entry(
                part.id.as_ref(),
                part.title.as_ref(),
                part.published,
                text,
                offsets,
            )
        })
        .collect()
}

fn document_entry(
    id: Option<&String>,
    title: Option<&String>,
    published: Option<Publication>,
    text: &str,
    offsets: Offsets,
) -> DocumentEntry {
    let mut sha256 = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        write!(sha256, "{byte:02x}").expect("writing to a string cannot fail");
    }
    DocumentEntry {
        id: id.cloned(),
        title: title.cloned(),
        published: published.map(|published| match published.time {
            Some(time) => dates::moment(published.date.and_time(time)),
            None => published.date.to_string(),
        }),
        published_from: published.map(|published| source(published.from).to_owned()),
        sha256,
        offsets,
        text: None,
    }
}

const fn source(from: PublishedFrom) -> &'static str {
    match from {
        PublishedFrom::Flag => "flag",
        PublishedFrom::Record => "record",
        PublishedFrom::FrontMatter => "front-matter",
        PublishedFrom::Metadata => "html-metadata",
        PublishedFrom::TimeMl => "timeml",
        PublishedFrom::Dateline => "dateline",
    }
}

fn actor(number: usize, actor: &Actor, places: &Places) -> ActorEntry {
    ActorEntry {
        id: numbered('a', number),
        name: actor.name.clone(),
        kind: actor.kind.name().to_owned(),
        country: actor.country.clone(),
        code: actor.code.clone(),
        role: actor.role.clone(),
        mentions: places.places(actor.mentions.iter().map(|mention| mention.span)),
    }
}

fn time(number: usize, timex: &Timex, places: &Places) -> TimeEntry {
    let window = Window::of(timex);
    let period = timex.period();
    let recurrence = match &timex.value {
        TimeValue::Recurring(recurrence) => Some(recurrence),
        _ => None,
    };
    TimeEntry {
        id: numbered('t', number),
        place: places.place(timex.span),
        kind: timex.kind.name().to_owned(),
        value: timex.timex_value(),
        modifier: timex.modifier.map(|modifier| modifier.name().to_owned()),
        quant: recurrence.and_then(|recurrence| recurrence.quant.clone()),
        freq: recurrence.and_then(|recurrence| recurrence.freq.clone()),
        begin_point: timex.begin_point.map(point_id),
        end_point: timex.end_point.map(point_id),
        earliest: window.earliest.map(dates::moment),
        latest: window.latest.map(dates::moment),
        granularity: match timex.value {
            TimeValue::Period(period) => Some(period.grain.name().to_owned()),
            _ => None,
        },
        edtf: period.map(|period| dates::edtf(period, timex.modifier)),
        anchor: match timex.anchor {
            Anchor::None => None,
            Anchor::Published => Some("published".to_owned()),
            Anchor::Timex(id) => Some(time_id(id.0)),
            Anchor::Discourse => Some("discourse".to_owned()),
        },
        relative: timex.relative.clone(),
        rule: timex.rule.to_owned(),
    }
}

fn event(analysis: &Analysis, index: usize, places: &Places) -> EventEntry {
    let event = &analysis.events[index];
    EventEntry {
        id: event_id(index),
        place: places.place(event.trigger),
        lemma: event.lemma.clone(),
        class: event.class.name().to_owned(),
        cameo: event.cameo.map(str::to_owned),
        status: event.status.name().to_owned(),
        listed: event.listed,
        participants: participants(event, places),
        time: analysis
            .graph
            .times
            .get(index)
            .and_then(|time| event_time(analysis, time)),
        reported_by: event.reported_by.map(|reporter| match reporter {
            Reporter::Event(id) => ReporterEntry::Event(event_id(id.0)),
            Reporter::Actor(id) => ReporterEntry::Actor(actor_id(id.0)),
        }),
        topic: event.topic.map(|topic| TopicEntry {
            class: topic.class.name().to_owned(),
            cameo: topic.cameo.map(str::to_owned),
        }),
        summary: event.summary.clone(),
        mentions: places.places(event.mentions.iter().map(|mention| mention.span)),
        forms: Vec::new(),
        sentence: places.range(analysis.document.sentence_of(event.token).span),
        confidence: event.confidence,
        rule: event.rule.to_owned(),
    }
}

fn participants(event: &Event, places: &Places) -> Vec<ParticipantEntry> {
    let entry = |participant: &crate::types::Participant| ParticipantEntry {
        actor: actor_id(participant.actor.0),
        role: participant.role.name().to_owned(),
        place: (!participant.span.is_empty()).then(|| places.range(participant.span)),
        rule: participant.rule.to_owned(),
    };
    event.participants.iter().map(entry).collect()
}

/// The entry of an event's time; `None` where nothing at all is known of it.
fn event_time(analysis: &Analysis, time: &EventTime) -> Option<EventTimeEntry> {
    let window = time.claimed.map_or(time.window, Window::from);
    if window == Window::default() {
        return None;
    }
    // One modifier speaks for the claim where one time expression gave it: "about 1998".
    let modifier = match time.basis[..] {
        [id] => analysis.timex(id).modifier,
        _ => None,
    };
    Some(EventTimeEntry {
        value: time.claimed.map(crate::types::Period::value),
        earliest: window.earliest.map(dates::moment),
        latest: window.latest.map(dates::moment),
        granularity: time.claimed.map(|claimed| claimed.grain.name().to_owned()),
        edtf: match time.claimed {
            Some(claimed) => Some(dates::edtf(claimed, modifier)),
            None => dates::edtf_within(window),
        },
        basis: time.basis.iter().map(|id| time_id(id.0)).collect(),
    })
}

/// The number of each accepted assertion's relation, by [`AssertionId`].
fn relation_numbers(assertions: &[Assertion]) -> Vec<Option<usize>> {
    let mut last = 0;
    let number = |assertion: &Assertion| {
        (assertion.fate == Fate::Accepted).then(|| {
            last += 1;
            last
        })
    };
    assertions.iter().map(number).collect()
}

fn relations(
    analysis: &Analysis,
    numbers: &[Option<usize>],
    places: &Places,
) -> Vec<RelationEntry> {
    let numbered = analysis.graph.assertions.iter().zip(numbers);
    numbered
        .filter_map(|(assertion, &number)| {
            Some(RelationEntry {
                id: relation_id(number?),
                from: node_id(assertion.from),
                to: node_id(assertion.to),
                relation: assertion.kind.name().to_owned(),
                offset: assertion.offset.map(crate::types::Length::value),
                certainty: assertion.certainty.name().to_owned(),
                rule: assertion.rule.to_owned(),
                evidence: places.places(assertion.evidence.iter().copied()),
            })
        })
        .collect()
}

fn conflicts(
    analysis: &Analysis,
    numbers: &[Option<usize>],
    places: &Places,
) -> Vec<ConflictEntry> {
    let relation = |&AssertionId(id): &AssertionId| Some(relation_id(numbers[id]?));
    let entry = |assertion: &Assertion| match &assertion.fate {
        Fate::Rejected(path) => Some(ConflictEntry {
            from: node_id(assertion.from),
            to: node_id(assertion.to),
            relation: assertion.kind.name().to_owned(),
            rule: assertion.rule.to_owned(),
            evidence: places.places(assertion.evidence.iter().copied()),
            against: path.iter().filter_map(relation).collect(),
        }),
        Fate::Accepted | Fate::Redundant(_) => None,
    };
    analysis.graph.assertions.iter().filter_map(entry).collect()
}

fn bands(analysis: &Analysis) -> Vec<Band> {
    let steps = (1..).zip(&analysis.graph.steps);
    steps
        .map(|(band, step)| Band {
            band,
            events: step.events.iter().map(|id| event_id(id.0)).collect(),
            certainty: step.certainty.name().to_owned(),
        })
        .collect()
}

fn notes(analysis: &Analysis, places: &Places) -> Vec<NoteEntry> {
    let notes = notes::collect(analysis).into_iter();
    notes
        .map(|note| NoteEntry {
            code: note.code.name().to_owned(),
            place: places.range(note.span),
            message: note.message,
        })
        .collect()
}

/// `e12`
fn numbered(letter: char, number: usize) -> String {
    let mut id = number.to_string();
    id.insert(0, letter);
    id
}

fn actor_id(index: usize) -> String {
    numbered('a', index + 1)
}

fn time_id(index: usize) -> String {
    numbered('t', index + 1)
}

fn point_id(point: TimePoint) -> String {
    match point {
        TimePoint::Published => "published".to_owned(),
        TimePoint::Timex(id) => time_id(id.0),
    }
}

fn event_id(index: usize) -> String {
    numbered('e', index + 1)
}

fn relation_id(number: usize) -> String {
    numbered('r', number)
}

fn node_id(node: Node) -> String {
    match node {
        Node::Published(PartId::FIRST) => "published".to_owned(),
        Node::Published(part) => format!("published/{}", part.0),
        Node::Timex(id) => time_id(id.0),
        Node::Event(id) => event_id(id.0),
    }
}
