//! What several tests need: the stories, the schema that every timeline JSON must keep, tools that may be missing, words put in
//! place of a timeline's, the names of the months.
#![allow(dead_code)] // no test uses all of it

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use demarche::Timeline;
use jsonschema::Validator;
use serde_json::Value;

/// The months in full.
pub(crate) const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The folders of all stories, by name.
pub(crate) fn stories() -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut folders: Vec<PathBuf> = fs::read_dir(fixtures)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("article.txt").is_file())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

/// The articles of all stories.
pub(crate) fn articles() -> Vec<String> {
    stories()
        .iter()
        .map(|folder| fs::read_to_string(folder.join("article.txt")).unwrap())
        .collect()
}

/// Fails where `json` is no timeline JSON as the schema has it; gives it parsed.
pub(crate) fn valid(json: &str) -> Value {
    static VALIDATOR: OnceLock<Validator> = OnceLock::new();
    let validator = VALIDATOR.get_or_init(|| {
        let schema: Value = serde_json::from_str(demarche::output::SCHEMA).unwrap();
        jsonschema::draft202012::new(&schema).unwrap()
    });
    let value: Value = serde_json::from_str(json).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    value
}

/// Whether `tool` is installed, which says its version when it gets `version`. Where it is not, a line says that the test is
/// skipped; `DEMARCHE_REQUIRE_TOOLS`, as CI sets it, allows no skipping.
#[allow(clippy::print_stdout)]
pub(crate) fn has(tool: &str, version: &str) -> bool {
    let there = Command::new(tool).arg(version).output().is_ok();
    if !there {
        let required = std::env::var_os("DEMARCHE_REQUIRE_TOOLS").is_some();
        assert!(
            !required,
            "{tool} is not installed, and DEMARCHE_REQUIRE_TOOLS asks for it"
        );
        println!("skipped: {tool} is not installed");
    }
    there
}

/// Hands every word of `timeline` that an article or a user can bring in to `spoil`, and the names of the rules.
pub(crate) fn spoil(timeline: &mut Timeline, mut spoil: impl FnMut(&mut String)) {
    for document in &mut timeline.documents {
        spoil(document.id.get_or_insert_default());
        spoil(document.title.get_or_insert_default());
    }
    for actor in &mut timeline.actors {
        spoil(&mut actor.name);
        for place in &mut actor.mentions {
            spoil(&mut place.text);
        }
    }
    for time in &mut timeline.times {
        spoil(&mut time.place.text);
        spoil(&mut time.rule);
    }
    for event in &mut timeline.events {
        spoil(&mut event.summary);
        spoil(&mut event.lemma);
        spoil(&mut event.place.text);
        spoil(&mut event.rule);
    }
    for relation in &mut timeline.relations {
        for place in &mut relation.evidence {
            spoil(&mut place.text);
        }
        spoil(&mut relation.rule);
    }
    for conflict in &mut timeline.conflicts {
        spoil(&mut conflict.rule);
    }
    for note in &mut timeline.notes {
        spoil(&mut note.message);
    }
}
