//! An export of Label Studio → an `expected.json`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Corrected, Event, Mention, Participant, Relation, Time};

/// The `expected.json` of a Label Studio export (its JSON) of tasks as `-f label-studio` writes them, once a person has
/// corrected and submitted them: of each task the last annotation that was not cancelled. Every region with another label than
/// `Actor` or `Time` is an event with that type; its `status`, its `value` (none: no date), its relations to actors labelled
/// `source`, `target` or `participant`, and those to events become what they say. An actor is called what its `name` says,
/// else by its words. Several tasks are several documents, in their order. `published` is the day of publication where the first
/// task does not say it.
///
/// # Errors
/// What is no such export; a task nobody has annotated; a region that is not where it says; a relation of another kind.
///
/// ```
/// use demarche::compare::expected_from_label_studio;
///
/// let export = r#"[{"data": {"text": "France agreed."}, "annotations": [{"result": [
///     {"id": "x", "type": "labels", "value": {"start": 7, "end": 13, "labels": ["AGREE"]}}]}]}]"#;
/// assert!(expected_from_label_studio(export, None)?.contains(r#""type":"AGREE""#));
/// # Ok::<(), String>(())
/// ```
pub fn expected_from_label_studio(export: &str, published: Option<&str>) -> Result<String, String> {
    let tasks: Vec<Task> = serde_json::from_str(export)
        .map_err(|error| format!("no export of tasks from Label Studio as JSON: {error}"))?;
    let mut corrected = Corrected {
        published: tasks
            .first()
            .and_then(|task| task.data.published.clone())
            .or_else(|| published.map(str::to_owned)),
        ..Corrected::default()
    };
    for (doc, task) in tasks.iter().enumerate() {
        let mut annotations = task.annotations.iter();
        let annotation = annotations.rfind(|annotation| !annotation.was_cancelled);
        let number = doc + 1;
        let annotation = annotation.ok_or_else(|| {
            format!("task {number} has no annotation; export it once a person has submitted it")
        })?;
        let regions = Regions::of(&annotation.result);
        regions
            .add_to(&mut corrected, doc, &task.data.text)
            .map_err(|message| format!("task {number}: {message}"))?;
    }
    corrected.json()
}

#[derive(Deserialize)]
struct Task {
    data: Data,
    #[serde(default)]
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Data {
    text: String,
    #[serde(default)]
    published: Option<String>,
}

#[derive(Deserialize)]
struct Annotation {
    #[serde(default)]
    was_cancelled: bool,
    result: Vec<Item>,
}

/// A region, a fact about one, or a relation between two.
#[derive(Deserialize)]
struct Item {
    #[serde(default)]
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    from_name: String,
    #[serde(default)]
    value: Value,
    #[serde(default)]
    from_id: String,
    #[serde(default)]
    to_id: String,
    #[serde(default)]
    direction: String,
    #[serde(default)]
    labels: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Value {
    start: usize,
    end: usize,
    labels: Vec<String>,
    choices: Vec<String>,
    /// A list in a text area, a string in a region.
    text: Texts,
}

#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Texts {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

/// The items of an annotation, by the region they are about.
struct Regions<'a> {
    /// Region, label, place; in the order of the export.
    labelled: Vec<(&'a str, &'a str, &'a Value)>,
    status: BTreeMap<&'a str, &'a str>,
    names: BTreeMap<&'a str, &'a str>,
    values: BTreeMap<&'a str, &'a str>,
    /// From, to, label.
    relations: Vec<(&'a str, &'a str, &'a str)>,
}

impl<'a> Regions<'a> {
    fn of(items: &'a [Item]) -> Self {
        let mut regions = Self {
            labelled: Vec::new(),
            status: BTreeMap::new(),
            names: BTreeMap::new(),
            values: BTreeMap::new(),
            relations: Vec::new(),
        };
        for item in items {
            let id = item.id.as_str();
            let text = match &item.value.text {
                Texts::Many(lines) => lines.last().map(|line| line.trim()),
                Texts::One(text) => Some(text.trim()),
                Texts::None => None,
            };
            let text = text.filter(|text| !text.is_empty());
            match (item.kind.as_str(), item.from_name.as_str()) {
                ("labels", _) => {
                    let label = item.value.labels.first();
                    regions
                        .labelled
                        .extend(label.map(|label| (id, label.as_str(), &item.value)));
                }
                ("choices", _) => {
                    let choice = item.value.choices.first();
                    regions
                        .status
                        .extend(choice.map(|choice| (id, choice.as_str())));
                }
                ("textarea", "name") => regions.names.extend(text.map(|text| (id, text))),
                ("textarea", _) => regions.values.extend(text.map(|text| (id, text))),
                ("relation", _) => {
                    let (from, to) = match item.direction.as_str() {
                        "left" => (&item.to_id, &item.from_id),
                        _ => (&item.from_id, &item.to_id),
                    };
                    let labels = item.labels.iter();
                    regions
                        .relations
                        .extend(labels.map(|label| (from.as_str(), to.as_str(), label.as_str())));
                }
                _ => {}
            }
        }
        regions
    }

    fn add_to(&self, corrected: &mut Corrected, doc: usize, text: &str) -> Result<(), String> {
        let letters: Vec<char> = text.chars().collect();
        let mut words = BTreeMap::new();
        for &(id, label, place) in &self.labelled {
            let there = letters.get(place.start..place.end);
            let there = there.filter(|letters| !letters.is_empty()).ok_or_else(|| {
                let (start, end) = (place.start, place.end);
                format!("{label} at {start} to {end} is no stretch of the text")
            })?;
            words.insert(id, there.iter().collect::<String>());
        }
        // Ids are unique in a task.
        let unique = |id: &str| match doc {
            0 => id.to_owned(),
            doc => format!("{}-{id}", doc + 1),
        };
        let is_event = |label: &str| !matches!(label, "Actor" | "Time");
        let events: BTreeSet<&str> = self
            .labelled
            .iter()
            .filter(|(_, label, _)| is_event(label))
            .map(|&(id, ..)| id)
            .collect();
        for &(id, label, place) in self.labelled.iter().filter(|(_, label, _)| is_event(label)) {
            let parts = self.relations.iter().filter(|(from, ..)| *from == id);
            let participants = parts
                .filter_map(|&(_, to, role)| {
                    let role = role.to_lowercase();
                    let ours = ["source", "target", "participant"].contains(&role.as_str());
                    let named = self.names.get(to).map(|&name| name.to_owned());
                    let name = named.or_else(|| words.get(to).cloned())?;
                    (ours && !events.contains(to)).then_some(Participant { role, name })
                })
                .collect();
            corrected.events.push(Event {
                id: unique(id),
                class: label.to_owned(),
                status: self.status.get(id).map(|&status| status.to_owned()),
                mentions: vec![Mention {
                    text: words[id].clone(),
                    start: place.start,
                    end: place.end,
                    doc,
                }],
                participants,
                time: Time {
                    value: self.values.get(id).map(|&value| value.to_owned()),
                },
            });
        }
        for &(from, to, label) in &self.relations {
            if events.contains(from) && events.contains(to) {
                corrected.relations.push(Relation {
                    from: unique(from),
                    to: unique(to),
                    kind: label.to_owned(),
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn export(result: &str) -> String {
        format!(
            r#"[{{"data": {{"text": "Él: France met Italy.", "published": "2024-03-11"}}, "annotations": [
                {{"was_cancelled": false, "result": [{result}]}}, {{"was_cancelled": true, "result": []}}]}}]"#
        )
    }

    #[test]
    fn regions_become_events() {
        let expected = expected_from_label_studio(
            &export(
                r#"{"id": "a", "type": "labels", "from_name": "label", "value": {"start": 4, "end": 10, "text": "France", "labels": ["Actor"]}},
               {"id": "a", "type": "textarea", "from_name": "name", "value": {"text": ["French Republic"]}},
               {"id": "b", "type": "labels", "value": {"start": 15, "end": 20, "labels": ["Actor"]}},
               {"id": "m", "type": "labels", "value": {"start": 11, "end": 14, "labels": ["CONSULT"]}},
               {"id": "m", "type": "choices", "from_name": "status", "value": {"choices": ["planned"]}},
               {"id": "m", "type": "textarea", "from_name": "value", "value": {"text": ["2024-03-12"]}},
               {"type": "relation", "from_id": "m", "to_id": "a", "direction": "right", "labels": ["participant"]},
               {"type": "relation", "from_id": "b", "to_id": "m", "direction": "left", "labels": ["participant"]}"#,
            ),
            None,
        );
        assert_eq!(
            expected.unwrap(),
            "{\n  \"published\": \"2024-03-11\",\n  \"events\": [\n    {\"id\":\"m\",\"type\":\"CONSULT\",\"status\":\"planned\",\
             \"mentions\":[{\"text\":\"met\",\"start\":11,\"end\":14,\"doc\":0}],\
             \"participants\":[{\"role\":\"participant\",\"name\":\"French Republic\"},{\"role\":\"participant\",\"name\":\"Italy\"}],\
             \"time\":{\"value\":\"2024-03-12\"}}\n  ],\n  \"relations\": []\n}\n"
        );
    }

    #[test]
    fn what_is_no_corrected_export_is_refused() {
        let check = |export: &str, wanted: &str| {
            let error = expected_from_label_studio(export, None).unwrap_err();
            assert!(error.starts_with(wanted), "{error}");
        };
        check("{}", "no export of tasks from Label Studio as JSON");
        check(
            r#"[{"data": {"text": "x"}, "predictions": []}]"#,
            "task 1 has no annotation; export it once a person has submitted it",
        );
        check(
            &export(
                r#"{"id": "m", "type": "labels", "value": {"start": 9, "end": 99, "labels": ["AID"]}}"#,
            ),
            "task 1: AID at 9 to 99 is no stretch of the text",
        );
    }
}
