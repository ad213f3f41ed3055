//! TimeML documents → their text, publication date, and where each event instance stands.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::PathBuf;

/// A document.
pub(crate) struct Document {
    pub(crate) text: String,
    pub(crate) published: String,
    events: HashMap<String, (usize, usize)>,
    instances: HashMap<u32, String>,
}

impl Document {
    /// The bytes of the event whose instance has this number.
    pub(crate) fn instance(&self, number: u32) -> Option<(usize, usize)> {
        self.events.get(self.instances.get(&number)?).copied()
    }
}

/// Every `.tml` file of the folders, by its name without the ending.
pub(crate) fn read_all(folders: &[String]) -> Result<BTreeMap<String, Document>, String> {
    let mut documents = BTreeMap::new();
    for folder in folders {
        let entries = fs::read_dir(folder).map_err(|error| format!("{folder}: {error}"))?;
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|ending| ending == "tml"))
            .collect();
        paths.sort();
        for path in paths {
            let markup = fs::read_to_string(&path)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            documents.insert(name, read(&markup));
        }
    }
    Ok(documents)
}

fn read(markup: &str) -> Document {
    let mut document = Document {
        text: String::new(),
        published: String::new(),
        events: HashMap::new(),
        instances: HashMap::new(),
    };
    let mut inside = false;
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut rest = markup;
    while let Some(start) = rest.find('<') {
        if inside {
            document.text.push_str(&decode(&rest[..start]));
        }
        let Some(end) = rest[start..].find('>') else {
            break;
        };
        let tag = &rest[start + 1..start + end];
        rest = &rest[start + end + 1..];
        let name = tag
            .split(|letter: char| letter.is_whitespace())
            .next()
            .unwrap_or_default();
        match name {
            "TEXT" => inside = true,
            "/TEXT" => inside = false,
            "EVENT" => {
                let id = attribute(tag, "eid").unwrap_or_default();
                open.push((id.to_owned(), document.text.len()));
            }
            "/EVENT" => {
                if let Some((id, start)) = open.pop() {
                    document.events.insert(id, (start, document.text.len()));
                }
            }
            "MAKEINSTANCE" => {
                let number =
                    attribute(tag, "eiid").and_then(|id| id.strip_prefix("ei")?.parse().ok());
                if let (Some(number), Some(event)) = (number, attribute(tag, "eventID")) {
                    document.instances.insert(number, event.to_owned());
                }
            }
            "TIMEX3" if tag.contains("CREATION_TIME") => {
                let value = attribute(tag, "value").unwrap_or_default();
                value
                    .get(..10)
                    .unwrap_or(value)
                    .clone_into(&mut document.published);
            }
            _ => {}
        }
    }
    document
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!("{name}=\""))? + name.len() + 2;
    tag[start..].split('"').next()
}

fn decode(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}
