//! What several tests need: the stories, and the schema that every timeline JSON must keep.
#![allow(dead_code)] // no test uses all of it

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::Value;

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
