//! `expected.json`, or any timeline JSON, → what is wanted. A field that is left out is not compared.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny};
use serde_json::Value;

use crate::types::timeline::{ParticipantEntry, Place, Timeline};

/// What a careful reader sees in an article.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expected {
    /// The publication date the article is read with.
    pub published: Option<String>,
    /// The events, in any order.
    pub events: Vec<ExpectedEvent>,
    /// How events lie to each other in time.
    pub relations: Vec<ExpectedRelation>,
    /// Words that neither help nor hurt: an event found there is neither wanted nor wrong.
    pub neutral: Vec<Words>,
    /// Who the participants of a timeline JSON refer to.
    actors: Vec<ExpectedActor>,
    documents: Vec<ExpectedDocument>,
    times: Vec<Identified>,
    #[serde(rename = "schema")]
    _schema: Option<IgnoredAny>,
    #[serde(rename = "conflicts")]
    _conflicts: Option<IgnoredAny>,
    #[serde(rename = "timeline")]
    _timeline: Option<IgnoredAny>,
    #[serde(rename = "undated")]
    _undated: Option<IgnoredAny>,
    #[serde(rename = "notes")]
    _notes: Option<IgnoredAny>,
}

/// A wanted event.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedEvent {
    /// The name that relations and messages use.
    pub id: String,
    /// Whether the story counts as working only when this event is right.
    pub core: bool,
    /// The words that name it; an event found at any of them may stand for it.
    pub mentions: Vec<Words>,
    /// The accepted types.
    #[serde(rename = "type")]
    pub class: Option<Accepted>,
    /// The accepted statuses.
    pub status: Option<Accepted>,
    /// Who takes part; others may take part too.
    pub participants: Option<Vec<ExpectedParticipant>>,
    /// When it was.
    #[serde(deserialize_with = "time_or_null")]
    pub time: Option<ExpectedTime>,
    /// The accepted types of the act a stance governs.
    #[serde(deserialize_with = "topic")]
    pub topic: Option<Accepted>,
    start: Option<usize>,
    end: Option<usize>,
    text: Option<String>,
    doc: usize,
    listed: Option<bool>,
    #[serde(rename = "lemma")]
    _lemma: Option<IgnoredAny>,
    #[serde(rename = "cameo")]
    _cameo: Option<IgnoredAny>,
    #[serde(rename = "reported_by")]
    _reported_by: Option<IgnoredAny>,
    #[serde(rename = "summary")]
    _summary: Option<IgnoredAny>,
    #[serde(rename = "forms")]
    _forms: Option<IgnoredAny>,
    #[serde(rename = "sentence")]
    _sentence: Option<IgnoredAny>,
    #[serde(rename = "confidence")]
    _confidence: Option<IgnoredAny>,
    #[serde(rename = "rule")]
    _rule: Option<IgnoredAny>,
}

/// A wanted part in an event.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedParticipant {
    /// The accepted roles.
    pub role: Option<Accepted>,
    /// The accepted names, one of which the actor found must bear or be mentioned by.
    pub name: Option<Accepted>,
    /// The accepted countries.
    pub country: Option<Accepted>,
    actor: Option<String>,
    #[serde(rename = "start")]
    _start: Option<IgnoredAny>,
    #[serde(rename = "end")]
    _end: Option<IgnoredAny>,
    #[serde(rename = "doc")]
    _doc: Option<IgnoredAny>,
    #[serde(rename = "rule")]
    _rule: Option<IgnoredAny>,
}

/// A wanted time.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedTime {
    /// The accepted values; null where no date is to be claimed.
    #[serde(deserialize_with = "accepted_or_null")]
    pub value: Option<Accepted>,
    #[serde(rename = "earliest")]
    _earliest: Option<IgnoredAny>,
    #[serde(rename = "latest")]
    _latest: Option<IgnoredAny>,
    #[serde(rename = "granularity")]
    _granularity: Option<IgnoredAny>,
    #[serde(rename = "edtf")]
    _edtf: Option<IgnoredAny>,
    #[serde(rename = "basis")]
    _basis: Option<IgnoredAny>,
}

/// A wanted relation between two events.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedRelation {
    /// The id of an event.
    pub from: String,
    /// The id of another.
    pub to: String,
    /// `BEFORE`, `INCLUDES`, `SIMULTANEOUS` or `START_BEFORE`.
    pub relation: String,
    /// The distance between the starts: `PT3H`.
    pub offset: Option<String>,
    /// Whether the story counts as working only when this is right.
    pub core: bool,
    #[serde(rename = "id")]
    _id: Option<IgnoredAny>,
    #[serde(rename = "certainty")]
    _certainty: Option<IgnoredAny>,
    #[serde(rename = "rule")]
    _rule: Option<IgnoredAny>,
    #[serde(rename = "evidence")]
    _evidence: Option<IgnoredAny>,
}

/// Words of the article: by their place in code points, or as the `nth` occurrence of a text, counted from 1.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// The words.
    pub text: Option<String>,
    /// Which occurrence, as whole words and with the same capitals; the first where it is left out.
    pub nth: Option<usize>,
    /// The first code point.
    pub start: Option<usize>,
    /// The code point after the last one.
    pub end: Option<usize>,
    /// Index of the document.
    pub doc: usize,
}

/// The values of a field of which any will do; `None` stands for null.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted(pub Vec<Option<String>>);

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct ExpectedActor {
    id: String,
    name: Option<String>,
    country: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct ExpectedDocument {
    published: Option<String>,
    offsets: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Identified {
    id: String,
}

impl Expected {
    /// Reads the JSON of an `expected.json` or of a timeline. The message of an error names the line.
    ///
    /// # Errors
    /// What is no JSON, a field that does not exist, a relation between events that do not exist.
    pub fn from_json(json: &str) -> Result<Self, String> {
        let mut expected: Self = serde_json::from_str(json).map_err(|error| {
            let message = error.to_string();
            let what = message
                .rsplit_once(" at line ")
                .map_or(message.as_str(), |(what, _)| what);
            on_one_line(&format!(
                "line {}: {}",
                error.line(),
                what.replace('`', "\"")
            ))
        })?;
        expected.settle().map_err(|message| on_one_line(&message))?;
        Ok(expected)
    }

    /// Fills in what a timeline JSON says elsewhere, and checks that ids exist.
    fn settle(&mut self) -> Result<(), String> {
        let document = self.documents.first();
        if let Some(unit) = document.and_then(|document| document.offsets.as_deref())
            && unit != "char"
        {
            return Err(format!(
                "offsets count in \"{unit}\"; write the timeline with --offsets char"
            ));
        }
        if self.published.is_none() {
            self.published = document.and_then(|document| document.published.clone());
        }
        self.events.retain(|event| event.listed != Some(false));
        for (index, event) in self.events.iter_mut().enumerate() {
            if event.id.is_empty() {
                event.id = format!("event {}", index + 1);
            }
            if event.mentions.is_empty() && (event.text.is_some() || event.start.is_some()) {
                event.mentions.push(Words {
                    text: event.text.clone(),
                    nth: None,
                    start: event.start,
                    end: event.end,
                    doc: event.doc,
                });
            }
            for participant in event.participants.iter_mut().flatten() {
                let Some(id) = &participant.actor else {
                    continue;
                };
                let actor = self.actors.iter().find(|actor| actor.id == *id);
                let actor = actor.ok_or_else(|| {
                    format!("{}: participant \"{id}\" is none of the actors", event.id)
                })?;
                let accepted = |value: &String| Accepted(vec![Some(value.clone())]);
                participant.name = actor.name.as_ref().map(accepted);
                participant.country = actor.country.as_ref().map(accepted);
            }
        }
        for index in 1..self.events.len() {
            let id = &self.events[index].id;
            if self.event(id) != Some(index) {
                return Err(format!("two events are called \"{id}\""));
            }
        }
        for relation in &self.relations {
            if !["BEFORE", "INCLUDES", "SIMULTANEOUS", "START_BEFORE"]
                .contains(&relation.relation.as_str())
            {
                return Err(format!(
                    "relation \"{}\" is none of BEFORE, INCLUDES, SIMULTANEOUS, START_BEFORE",
                    relation.relation
                ));
            }
            for id in [&relation.from, &relation.to] {
                let known = self.event(id).is_some()
                    || id == "published"
                    || self.times.iter().any(|time| time.id == *id)
                    || !self.documents.is_empty(); // a timeline with events that are not listed
                if !known {
                    return Err(format!("a relation names \"{id}\", which is no event"));
                }
            }
        }
        Ok(())
    }

    /// Finds the place of all words in `text`, the article as read (without front matter).
    ///
    /// # Errors
    /// Words that do not stand there.
    pub fn locate(&mut self, text: &str) -> Result<(), String> {
        let mut starts: Vec<usize> = Vec::new(); // byte of each code point; searched, so that locating stays fast
        starts.extend(text.char_indices().map(|(byte, _)| byte));
        for event in &mut self.events {
            for words in &mut event.mentions {
                words
                    .locate(text, &starts)
                    .map_err(|message| on_one_line(&format!("{}: {message}", event.id)))?;
            }
        }
        for words in &mut self.neutral {
            words
                .locate(text, &starts)
                .map_err(|message| on_one_line(&format!("neutral: {message}")))?;
        }
        Ok(())
    }

    /// Whether all words have a place, so that no text is needed to find them.
    pub fn is_located(&self) -> bool {
        let mentions = self.events.iter().flat_map(|event| &event.mentions);
        mentions
            .chain(&self.neutral)
            .all(|words| words.start.is_some() && words.end.is_some())
    }

    /// The index of the event called `id`.
    pub(super) fn event(&self, id: &str) -> Option<usize> {
        self.events.iter().position(|event| event.id == id)
    }
}

/// A message quotes names and words of the file, which may hold line ends and worse; itself it stays one line.
fn on_one_line(message: &str) -> String {
    message.replace(char::is_control, " ")
}

impl ExpectedEvent {
    /// What it is, for a reader: its types and first words.
    pub(super) fn describe(&self) -> String {
        let words = self
            .mentions
            .first()
            .and_then(|words| words.text.as_deref());
        let class = self.class.as_ref().map(ToString::to_string);
        match (class, words) {
            (Some(class), Some(words)) => format!("{class} ‘{words}’"),
            (Some(class), None) => class,
            (None, Some(words)) => format!("‘{words}’"),
            (None, None) => "an event".to_owned(),
        }
    }
}

impl ExpectedParticipant {
    /// Whether `entry` of `timeline` names this actor.
    pub(super) fn names(&self, entry: &ParticipantEntry, timeline: &Timeline) -> bool {
        let Some(actor) = timeline.actors.iter().find(|actor| actor.id == entry.actor) else {
            return false;
        };
        let country = self
            .country
            .as_ref()
            .is_none_or(|country| country.accepts(actor.country.as_deref()));
        let name = self.name.as_ref().is_none_or(|names| {
            let same = |name: &str| {
                let names = names.0.iter().flatten();
                names
                    .into_iter()
                    .any(|wanted| wanted.to_lowercase() == name.to_lowercase())
            };
            same(&actor.name) || actor.mentions.iter().any(|mention| same(&mention.text))
        });
        country && name
    }
}

impl fmt::Display for ExpectedParticipant {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if let Some(role) = &self.role {
            write!(f, "{role} ")?;
        }
        match (&self.name, &self.country) {
            (Some(name), Some(country)) => write!(f, "{name} ({country})"),
            (Some(name), None) => write!(f, "{name}"),
            (None, Some(country)) => write!(f, "{country}"),
            (None, None) => write!(f, "anyone"),
        }
    }
}

impl Words {
    fn locate(&mut self, text: &str, starts: &[usize]) -> Result<(), String> {
        let byte = |point: usize| starts.get(point).copied().unwrap_or(text.len());
        match (self.start, self.end, &self.text) {
            (Some(start), Some(end), None) if start <= end && end <= starts.len() => Ok(()),
            (Some(start), Some(end), Some(words)) if start <= end && end <= starts.len() => {
                let there = &text[byte(start)..byte(end)];
                if there == words {
                    Ok(())
                } else {
                    Err(format!("at {start} stands \"{there}\", not \"{words}\""))
                }
            }
            (Some(start), Some(end), _) => Err(format!("{start} to {end} is no place in the text")),
            (_, _, Some(words)) => {
                let nth = self.nth.unwrap_or(1);
                let (start, end) = occurrence(text, words, nth)
                    .ok_or_else(|| format!("the text has no \"{words}\" number {nth}"))?;
                self.start = Some(starts.partition_point(|&byte| byte < start));
                self.end = Some(starts.partition_point(|&byte| byte < end));
                Ok(())
            }
            _ => Err("words need \"text\", or \"start\" and \"end\"".to_owned()),
        }
    }

    /// Whether they share a code point with `place`.
    pub(super) fn overlaps(&self, place: &Place) -> bool {
        let (Some(start), Some(end)) = (self.start, self.end) else {
            return false;
        };
        self.doc == place.doc && start < place.end && place.start < end
    }
}

/// The bytes of the `nth` occurrence of `words`, counted from 1, as whole words.
fn occurrence(text: &str, words: &str, nth: usize) -> Option<(usize, usize)> {
    let whole = |&(start, _): &(usize, &str)| {
        let before = text[..start].chars().next_back();
        let after = text[start + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    if words.is_empty() {
        return None;
    }
    let (start, _) = text
        .match_indices(words)
        .filter(whole)
        .nth(nth.checked_sub(1)?)?;
    Some((start, start + words.len()))
}

impl Accepted {
    /// Whether `value` is one of them.
    pub(super) fn accepts(&self, value: Option<&str>) -> bool {
        self.0.iter().any(|accepted| accepted.as_deref() == value)
    }

    fn from_value(value: Value) -> Result<Self, &'static str> {
        let one = |value| match value {
            Value::String(text) => Ok(Some(text)),
            Value::Null => Ok(None),
            _ => Err("a string, null, or a list of them is wanted"),
        };
        match value {
            Value::Array(values) => values
                .into_iter()
                .map(one)
                .collect::<Result<_, _>>()
                .map(Self),
            value => Ok(Self(vec![one(value)?])),
        }
    }
}

impl fmt::Display for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let values: Vec<&str> = self
            .0
            .iter()
            .map(|value| value.as_deref().unwrap_or("none"))
            .collect();
        f.write_str(&values.join("|"))
    }
}

impl<'de> Deserialize<'de> for Accepted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_value(Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// A field that is null says that there is to be none; one that is left out says nothing.
fn accepted_or_null<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Accepted>, D::Error> {
    Accepted::deserialize(deserializer).map(Some)
}

/// `"time": null` says that no date is to be claimed.
fn time_or_null<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<ExpectedTime>, D::Error> {
    let time = Option::<ExpectedTime>::deserialize(deserializer)?;
    Ok(Some(time.unwrap_or_else(|| ExpectedTime {
        value: Some(Accepted(vec![None])),
        ..ExpectedTime::default()
    })))
}

/// `"topic": "CONSULT"`, a list of types, null, or as a timeline writes it: `{"type": "CONSULT", "cameo": "040"}`.
fn topic<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Accepted>, D::Error> {
    let value = match Value::deserialize(deserializer)? {
        Value::Object(mut fields) => fields.remove("type").unwrap_or(Value::Null),
        value => value,
    };
    Accepted::from_value(value)
        .map(Some)
        .map_err(D::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let check = |json: &str, wanted: &str| {
            let message = Expected::from_json(json).unwrap_err();
            assert!(message.starts_with(wanted), "{message}");
        };
        check(
            "{\"events\": [\n{\"id\": \"a\",\n\"whne\": 1}]}",
            "line 3: unknown field \"whne\"",
        );
        check("{", "line 1: EOF");
        check("{\"ev\\nents\": 1}", "line 1: unknown field \"ev ents\"");
        check(
            r#"{"relations": [{"from": "a", "to": "b", "relation": "BEFORE"}]}"#,
            "a relation names \"a\"",
        );
        check(
            r#"{"events": [{"id": "a\nb"}, {"id": "a\nb"}]}"#,
            "two events are called \"a b\"",
        );
        check(
            r#"{"events": [{"id": "a"}, {"id": "a"}]}"#,
            "two events are called \"a\"",
        );
        check(
            r#"{"relations": [{"relation": "AFTER"}]}"#,
            "relation \"AFTER\"",
        );
        check(r#"{"events": [{"type": 3}]}"#, "line 1: a string, null");
    }

    #[test]
    fn words_are_counted_whole() {
        let check = |words: &str, nth, wanted| {
            let place = occurrence("He said Saïd said so; unsaid, said-so", words, nth);
            assert_eq!(place.map(|(start, _)| start), wanted, "{words} {nth}");
        };
        check("said", 1, Some(3));
        check("said", 2, Some(14));
        check("said", 3, Some(31));
        check("said", 4, None);
        check("said", 0, None);
        check("", 1, None);
    }

    #[test]
    fn places_count_code_points() {
        let mut words = Words {
            text: Some("said".to_owned()),
            nth: Some(2),
            ..Words::default()
        };
        let text = "He said Saïd said so";
        let starts: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        words.locate(text, &starts).unwrap();
        assert_eq!((words.start, words.end), (Some(13), Some(17)));
    }

    #[test]
    fn places_are_held_against_the_text() {
        let text = "Né à Gao";
        let starts: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        let check = |start, end, said: Option<&str>, wanted: Result<(), &str>| {
            let mut words = Words {
                start,
                end,
                text: said.map(str::to_owned),
                ..Words::default()
            };
            let located = words.locate(text, &starts);
            assert_eq!(
                located.as_ref().map_err(String::as_str),
                wanted.as_ref().map_err(|text| *text)
            );
        };
        check(Some(5), Some(8), None, Ok(()));
        check(Some(5), Some(8), Some("Gao"), Ok(()));
        check(Some(8), Some(8), None, Ok(()));
        check(
            Some(5),
            Some(8),
            Some("Goa"),
            Err("at 5 stands \"Gao\", not \"Goa\""),
        );
        check(
            Some(5),
            Some(9),
            None,
            Err("5 to 9 is no place in the text"),
        );
        check(
            Some(6),
            Some(5),
            Some("x"),
            Err("6 to 5 is no place in the text"),
        );
        check(
            None,
            None,
            Some("Mopti"),
            Err("the text has no \"Mopti\" number 1"),
        );
        check(
            Some(5),
            None,
            None,
            Err("words need \"text\", or \"start\" and \"end\""),
        );
    }

    #[test]
    fn words_overlap_where_they_share_a_character_of_one_document() {
        let overlaps = |start, end, doc| {
            let place = Place {
                start: 5,
                end: 8,
                doc: 1,
                text: String::new(),
            };
            let words = Words {
                start,
                end,
                doc,
                ..Words::default()
            };
            words.overlaps(&place)
        };
        assert!(overlaps(Some(7), Some(9), 1));
        assert!(overlaps(Some(2), Some(6), 1));
        assert!(!overlaps(Some(8), Some(9), 1));
        assert!(!overlaps(Some(2), Some(5), 1));
        assert!(!overlaps(Some(5), Some(8), 0));
        assert!(!overlaps(Some(5), None, 1));
    }

    #[test]
    fn only_words_with_both_ends_are_located() {
        let is_located = |json: &str| Expected::from_json(json).unwrap().is_located();
        assert!(is_located(
            r#"{"events": [{"start": 1, "end": 2}], "neutral": [{"start": 3, "end": 4}]}"#
        ));
        assert!(!is_located(
            r#"{"events": [{"start": 1, "end": 2}], "neutral": [{"text": "x"}]}"#
        ));
        assert!(!is_located(
            r#"{"events": [{"mentions": [{"start": 1, "text": "x"}]}]}"#
        ));
    }

    #[test]
    fn null_differs_from_nothing() {
        let expected = Expected::from_json(
            r#"{"events": [{"id": "a"}, {"id": "b", "time": null}, {"id": "c", "time": {}},
                {"id": "d", "time": {"value": null}}]}"#,
        )
        .unwrap();
        let value = |index: usize| {
            let time = expected.events[index].time.as_ref();
            time.and_then(|time| time.value.clone())
        };
        let none = Some(Accepted(vec![None]));
        assert_eq!(value(0), None);
        assert_eq!(value(1), none);
        assert_eq!(value(2), None);
        assert_eq!(value(3), none);
    }
}
