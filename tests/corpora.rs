//! Promises on annotated corpora: only where the folder `DEMARCHE_SHARED` (default `../shared`) holds them.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

use std::fs;
use std::path::{Path, PathBuf};

use demarche::{Options, analyze, analyze_together, text};

#[path = "support/promises/mod.rs"]
mod promises;

use promises::analysis;

/// The TimeML files of the corpora, by name; none where there are no corpora.
fn corpora() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("DEMARCHE_SHARED").map_or(beside, PathBuf::from);
    let mut files = Vec::new();
    for folder in ["TimeBank", "AQUAINT"] {
        let Ok(entries) = fs::read_dir(shared.join("corpora/tbaq").join(folder)) else {
            continue;
        };
        files.extend(entries.map(|entry| entry.unwrap().path()));
    }
    files.retain(|path| path.extension().is_some_and(|ending| ending == "tml"));
    files.sort();
    files
}

#[test]
fn times_alone_are_the_times_of_the_timeline() {
    for path in corpora() {
        let timeml = fs::read_to_string(&path).unwrap();
        let marked = text::marked(&timeml).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        assert!(marked.published.is_some(), "{path:?}");
        let options = Options::default();
        let (all, alone) = (
            analyze(&timeml, &options),
            demarche::times(&timeml, &options),
        );
        assert_eq!(all.document.text, marked.text);
        for (one, other) in all.timexes.iter().zip(&alone.timexes) {
            assert_eq!(one, other, "{path:?}");
        }
        assert_eq!(all.timexes.len(), alone.timexes.len(), "{path:?}");
    }
}

/// Whatever news: no contradiction stands, and what was refused or needed no place says by what.
#[test]
fn every_graph_is_sound() {
    for path in corpora() {
        let timeml = fs::read_to_string(&path).unwrap();
        for all_events in [false, true] {
            let options = Options {
                all_events,
                ..Options::default()
            };
            analysis::sound(&analyze(&timeml, &options));
        }
    }
}

/// So with many articles as one: what contradicts what across them.
#[test]
fn the_graph_of_all_articles_is_sound() {
    let read = |path: &PathBuf| analyze(&fs::read_to_string(path).unwrap(), &Options::default());
    let some: Vec<_> = corpora().iter().step_by(4).map(read).collect();
    if !some.is_empty() {
        analysis::sound(&analyze_together(some));
    }
}
