//! A stage imports `types` and `lexicon`, never another stage: docs/architecture.md holds the same table.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

use std::fs;
use std::path::Path;

/// Room, and the rooms it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("types", &[]),
    ("lexicon", &["types"]),
    ("text", &["types", "lexicon"]),
    ("syntax", &["types", "lexicon"]),
    ("timex", &["types", "lexicon"]),
    ("actor", &["types", "lexicon"]),
    ("event", &["types", "lexicon"]),
    ("graph", &["types", "lexicon"]),
    ("merge", &["types", "lexicon"]),
    ("timeline", &["types", "lexicon"]),
    ("output", &["types"]),
    ("compare", &["types"]),
    ("evaluate", &["types"]),
    ("cli", &[]), // the binary: it sees `demarche::…` only
];

#[test]
fn rooms_import_what_the_table_allows() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(&src).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let room = path.file_name().unwrap().to_str().unwrap().to_owned();
            match ROOMS.iter().find(|(name, _)| *name == room) {
                Some((_, allowed)) => check_folder(&path, &room, allowed, &mut wrong),
                None => wrong.push(format!("src/{room}: a room the table does not know")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check_folder(folder: &Path, room: &str, allowed: &[&str], wrong: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            check_folder(&path, room, allowed, wrong);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let tests = ["mod ", "fn ", "pub"]
                .iter()
                .filter_map(|item| text.find(&format!("#[cfg(test)]\n{item}")));
            let code = &text[..tests.min().unwrap_or(text.len())]; // tests may call the whole pipeline
            for imported in imports(code) {
                if imported != room && !allowed.contains(&imported.as_str()) {
                    wrong.push(format!("{}: imports crate::{imported}", path.display()));
                }
            }
        }
    }
}

/// The rooms named after `crate::`, grouped imports included; doc comments do not count.
fn imports(code: &str) -> Vec<String> {
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut names = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    c if depth == 0 => names.push(c),
                    _ => {}
                }
            }
            found.extend(names.split(',').map(first_name));
        } else {
            found.push(first_name(rest));
        }
    }
    found
}

fn first_name(path: &str) -> String {
    path.trim()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn grouped_imports_are_seen() {
    assert_eq!(
        imports("use crate::{actor, event::find};"),
        ["actor", "event"]
    );
    assert_eq!(
        imports("// crate::event\nlet x = crate::types::Span::new(0, 1);"),
        ["types"]
    );
}
