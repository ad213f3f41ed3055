//! Invented lead sentences of the kind that coders of political events read, each with its PLOVER type, who did it and to whom. The number
//! that comes out right may only rise.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

use std::fs;
use std::path::Path;

use demarche::types::{Event, Role};
use demarche::{Analysis, Options, analyze, publication};

/// So many are right; see `docs/evaluation.md`.
const LEAST: usize = 123;

/// What the text calls those who have one of `roles` in `event`, in small letters.
fn names(analysis: &Analysis, event: &Event, roles: &[Role]) -> String {
    let mut found = String::new();
    for participant in &event.participants {
        if roles.contains(&participant.role) {
            let actor = analysis.actor(participant.actor);
            found.push_str(&actor.name.to_lowercase());
            for mention in &actor.mentions {
                found.push(' ');
                found.push_str(&analysis.document.slice(mention.span).to_lowercase());
            }
        }
    }
    found
}

/// Whether `wanted`, names joined by "&" or "-" for nobody, are all among `names`.
fn holds(names: &str, wanted: &str) -> bool {
    let mut parts = wanted
        .split('&')
        .map(str::trim)
        .filter(|part| !part.is_empty() && *part != "-");
    parts.all(|part| names.contains(&part.to_lowercase()))
}

#[test]
fn leads() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/leads.tsv");
    let table = fs::read_to_string(path).unwrap();
    let options = Options {
        published: publication("2020-05-14"),
        ..Options::default()
    };
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for row in table.lines().filter(|row| !row.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [class, source, target, text] = columns[..] else {
            panic!("four columns: {row}");
        };
        all += 1;
        let analysis = analyze(text, &options);
        let found = analysis
            .events
            .iter()
            .filter(|event| event.listed)
            .any(|event| {
                event.class.name() == class
                    && holds(
                        &names(&analysis, event, &[Role::Source, Role::Participant]),
                        source,
                    )
                    && holds(
                        &names(&analysis, event, &[Role::Target, Role::Participant]),
                        target,
                    )
            });
        if found {
            right += 1;
        } else {
            wrong.push(text.to_owned());
        }
    }
    assert!(
        right >= LEAST,
        "{right} of {all}, least {LEAST}:\n{}",
        wrong.join("\n")
    );
}
