//! The timeline JSON, version 1: the only tree we serialize. docs/timeline-format.md explains every field.

use serde::{Deserialize, Serialize};

/// The name and version of the format.
pub const SCHEMA: &str = "demarche.timeline/1";

/// Everything found in one or more documents, laid out for a reader or a program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The documents read.
    pub documents: Vec<DocumentEntry>,
    /// Who is named, in order of first mention.
    pub actors: Vec<ActorEntry>,
    /// The time expressions, in text order.
    pub times: Vec<TimeEntry>,
    /// The events, in order of first mention.
    pub events: Vec<EventEntry>,
    /// The accepted assertions.
    pub relations: Vec<RelationEntry>,
    /// The rejected ones.
    pub conflicts: Vec<ConflictEntry>,
    /// The listed events that have a place in time or in the order, in that order.
    pub timeline: Vec<Band>,
    /// The listed events that nothing places.
    pub undated: Vec<String>,
    /// What stayed open.
    pub notes: Vec<NoteEntry>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentEntry {
    /// The caller's name for it.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// `2022-02-15` or `2022-02-15T18:30:00`.
    pub published: Option<String>,
    /// `flag`, `record`, `front-matter`, `html-metadata`, `timeml`, `dateline`.
    pub published_from: Option<String>,
    /// SHA-256 of the text in UTF-8, in hexadecimal.
    pub sha256: String,
    /// The unit of all offsets into this document: `char`, `byte`, `utf16`.
    pub offsets: Offsets,
    /// The text as read, on request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Offsets {
    /// Unicode code points.
    #[default]
    Char,
    /// Bytes of UTF-8.
    Byte,
    /// Code units of UTF-16, as JavaScript counts.
    Utf16,
}

/// A place in a document, with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Index into `documents`; absent means 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub doc: usize,
    /// The first unit.
    pub start: usize,
    /// The unit after the last one.
    pub end: usize,
    /// The words there.
    pub text: String,
}

/// A place in a document, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// Index into `documents`; absent means 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub doc: usize,
    /// The first unit.
    pub start: usize,
    /// The unit after the last one.
    pub end: usize,
}

/// An actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActorEntry {
    /// `a1`, `a2`, …
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// `person`, `state`, `body`, `group`.
    pub kind: String,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
    /// CAMEO actor code.
    pub code: Option<String>,
    /// The office or function.
    pub role: Option<String>,
    /// Where it is named.
    pub mentions: Vec<Place>,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeEntry {
    /// `t1`, `t2`, …
    pub id: String,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value.
    pub value: Option<String>,
    /// TIMEX3 mod.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// TIMEX3 quant of a SET.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quant: Option<String>,
    /// TIMEX3 freq of a SET.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freq: Option<String>,
    /// Where the stretch it belongs to begins: a time's id, or `published`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begin_point: Option<String>,
    /// Where that stretch ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_point: Option<String>,
    /// The first moment, `2022-02-15T00:00:00`.
    pub earliest: Option<String>,
    /// The first moment after it.
    pub latest: Option<String>,
    /// `day`, `month`, `daypart`, …
    pub granularity: Option<String>,
    /// ISO 8601-2.
    pub edtf: Option<String>,
    /// `published`, a time's id, `discourse`, or null.
    pub anchor: Option<String>,
    /// The underspecified value.
    pub relative: Option<String>,
    /// The rule that found it.
    pub rule: String,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventEntry {
    /// `e1`, `e2`, …
    pub id: String,
    /// The clearest trigger.
    #[serde(flatten)]
    pub place: Place,
    /// Its lemma.
    pub lemma: String,
    /// A PLOVER type, `STATEMENT` or `OTHER`.
    #[serde(rename = "type")]
    pub class: String,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// `happened`, `ongoing`, `planned`, `denied`, `hypothetical`.
    pub status: String,
    /// Whether it stands on the timeline.
    pub listed: bool,
    /// Who takes part.
    pub participants: Vec<ParticipantEntry>,
    /// When.
    pub time: Option<EventTimeEntry>,
    /// Who reports it.
    pub reported_by: Option<ReporterEntry>,
    /// The act a stance governs.
    pub topic: Option<TopicEntry>,
    /// A line for the reader.
    pub summary: String,
    /// Every place that names it.
    pub mentions: Vec<Place>,
    /// The forms of those words, one for each of `mentions`, on request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<FormEntry>,
    /// The sentence of the trigger.
    pub sentence: Range,
    /// From 0 to 1.
    pub confidence: f32,
    /// The rule that found it.
    pub rule: String,
}

/// The form of the word that names an event, in the terms of TimeML's MAKEINSTANCE.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormEntry {
    /// `VERB`, `NOUN`, `ADJECTIVE`, `PREPOSITION`, `OTHER`.
    pub pos: String,
    /// `PAST`, `PRESENT`, `FUTURE`, `INFINITIVE`, `PRESPART`, `PASTPART`, `NONE`.
    pub tense: String,
    /// `PERFECTIVE`, `PROGRESSIVE`, `PERFECTIVE_PROGRESSIVE`, `NONE`.
    pub aspect: String,
    /// `POS` or `NEG`.
    pub polarity: String,
    /// The modal, in small letters: `may`.
    pub modality: Option<String>,
}

/// A part in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParticipantEntry {
    /// An actor's id.
    pub actor: String,
    /// `source`, `target`, `participant`.
    pub role: String,
    /// Where this event names it; null bounds where it is understood.
    #[serde(flatten, serialize_with = "range_or_nulls")]
    pub place: Option<Range>,
    /// The rule that gave the part.
    pub rule: String,
}

/// When an event was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventTimeEntry {
    /// What we claim: a TIMEX value, or an ISO range; null for a window that only follows from the order.
    pub value: Option<String>,
    /// Not before.
    pub earliest: Option<String>,
    /// Over by (exclusive).
    pub latest: Option<String>,
    /// The unit spoken in.
    pub granularity: Option<String>,
    /// ISO 8601-2.
    pub edtf: Option<String>,
    /// The times it came from.
    pub basis: Vec<String>,
}

/// Who reports an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReporterEntry {
    /// A statement's id.
    Event(String),
    /// An actor's id.
    Actor(String),
}

/// The act a stance governs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicEntry {
    /// A PLOVER type, `STATEMENT` or `OTHER`.
    #[serde(rename = "type")]
    pub class: String,
    /// CAMEO code.
    pub cameo: Option<String>,
}

/// An accepted assertion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationEntry {
    /// `r1`, `r2`, …
    pub id: String,
    /// An event's or time's id, or `published`.
    pub from: String,
    /// The same.
    pub to: String,
    /// `BEFORE`, `SIMULTANEOUS`, `INCLUDES`, `START_BEFORE`.
    pub relation: String,
    /// A measured distance between the starts, `PT3H`.
    pub offset: Option<String>,
    /// `sure` or `likely`.
    pub certainty: String,
    /// The rule.
    pub rule: String,
    /// The words it rests on.
    pub evidence: Vec<Place>,
}

/// A rejected assertion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictEntry {
    /// An event's or time's id, or `published`.
    pub from: String,
    /// The same.
    pub to: String,
    /// The relation that was claimed.
    pub relation: String,
    /// The rule that claimed it.
    pub rule: String,
    /// The words it rests on.
    pub evidence: Vec<Place>,
    /// The relations it lost to.
    pub against: Vec<String>,
}

/// A step of the timeline: one event, or several that nothing orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// 1, 2, …
    pub band: usize,
    /// Ids of events.
    pub events: Vec<String>,
    /// How sure the place after the band before is: `sure`, `likely`, `text-order`.
    pub certainty: String,
}

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteEntry {
    /// `no-publication-date`, …
    pub code: String,
    /// The place.
    #[serde(flatten)]
    pub place: Range,
    /// One sentence.
    pub message: String,
}

// serde hands `skip_serializing_if` a reference
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// A place that may be missing keeps its keys: `"start": null, "end": null`.
#[allow(clippy::ref_option)] // serde hands it a reference
fn range_or_nulls<S: serde::Serializer>(
    range: &Option<Range>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Bounds {
        #[serde(skip_serializing_if = "is_zero")]
        doc: usize,
        start: Option<usize>,
        end: Option<usize>,
    }
    let bounds = Bounds {
        doc: range.map_or(0, |range| range.doc),
        start: range.map(|range| range.start),
        end: range.map(|range| range.end),
    };
    bounds.serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_understood_participant_keeps_its_keys() {
        let mut entry = ParticipantEntry {
            actor: "a1".to_owned(),
            role: "source".to_owned(),
            place: None,
            rule: "control".to_owned(),
        };
        let text = r#"{"actor":"a1","role":"source","start":null,"end":null,"rule":"control"}"#;
        assert_eq!(serde_json::to_string(&entry).unwrap(), text);
        assert_eq!(
            serde_json::from_str::<ParticipantEntry>(text).unwrap(),
            entry
        );
        entry.place = Some(Range {
            doc: 0,
            start: 3,
            end: 9,
        });
        let text = r#"{"actor":"a1","role":"source","start":3,"end":9,"rule":"control"}"#;
        assert_eq!(serde_json::to_string(&entry).unwrap(), text);
        assert_eq!(
            serde_json::from_str::<ParticipantEntry>(text).unwrap(),
            entry
        );
    }
}
