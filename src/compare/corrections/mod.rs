//! A person's corrections in another tool → an `expected.json`.

mod brat;
mod label_studio;

use serde::Serialize;

use super::expected::Expected;

pub use brat::expected_from_brat;
pub use label_studio::expected_from_label_studio;

/// What a person left standing, as an `expected.json` has it.
#[derive(Default)]
struct Corrected {
    published: Option<String>,
    events: Vec<Event>,
    relations: Vec<Relation>,
}

#[derive(Serialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    class: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    mentions: Vec<Mention>,
    participants: Vec<Participant>,
    time: Time,
}

#[derive(Serialize)]
struct Mention {
    text: String,
    start: usize,
    end: usize,
    doc: usize,
}

#[derive(Serialize)]
struct Participant {
    role: String,
    name: String,
}

/// `null` where no date is claimed.
#[derive(Serialize)]
struct Time {
    value: Option<String>,
}

#[derive(Serialize)]
struct Relation {
    from: String,
    to: String,
    #[serde(rename = "relation")]
    kind: String,
}

impl Corrected {
    /// The `expected.json`, an event and a relation a line; what cannot be read back is refused.
    fn json(&self) -> Result<String, String> {
        let mut parts = Vec::new();
        if let Some(published) = &self.published {
            parts.push(format!("  \"published\": {}", line(published)));
        }
        parts.push(list("events", &self.events));
        parts.push(list("relations", &self.relations));
        let json = format!("{{\n{}\n}}\n", parts.join(",\n"));
        Expected::from_json(&json)?;
        Ok(json)
    }
}

fn list(name: &str, values: &[impl Serialize]) -> String {
    let lines: Vec<String> = values
        .iter()
        .map(|value| format!("    {}", line(value)))
        .collect();
    if lines.is_empty() {
        format!("  \"{name}\": []")
    } else {
        format!("  \"{name}\": [\n{}\n  ]", lines.join(",\n"))
    }
}

fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings and numbers are JSON")
}
