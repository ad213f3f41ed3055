//! Every story of `fixtures/`: what a careful reader sees in it is found, but for what its misses.txt lists.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

use std::fs;
use std::path::{Path, PathBuf};

use demarche::compare::{Comparison, Expected, compare};
use demarche::timeline::lay_out;
use demarche::{Offsets, Options, analyze};

/// `misses.txt` lists what is missed, no more and no less, and nothing that is core: a story works before it stands here.
/// `BLESS=1` rewrites it.
#[test]
fn stories() {
    let bless = std::env::var_os("BLESS").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for folder in folders() {
        let comparison = story(&folder);
        let name = folder.file_name().unwrap().to_str().unwrap();
        let (core, rest): (Vec<_>, Vec<_>) = comparison.misses.iter().partition(|miss| miss.core);
        for miss in core {
            let (wanted, got) = (&miss.wanted, &miss.got);
            wrong.push(format!(
                "{name}: core: {}: wanted {wanted}, got {got}",
                miss.key
            ));
        }
        let misses: Vec<String> = rest.iter().map(|miss| miss.key.clone()).collect();
        let path = folder.join("misses.txt");
        if bless {
            let lines = misses.iter().flat_map(|key| [key.as_str(), "\n"]);
            fs::write(&path, lines.collect::<String>()).unwrap();
            continue;
        }
        let listed = fs::read_to_string(&path).unwrap_or_default();
        for key in listed
            .lines()
            .filter(|key| !misses.iter().any(|miss| miss == key))
        {
            wrong.push(format!(
                "{name}: listed, but found by now (BLESS=1 takes it off): {key}"
            ));
        }
        for (miss, key) in rest.iter().zip(&misses) {
            if !listed.lines().any(|line| line == key) {
                wrong.push(format!(
                    "{name}: {key}: wanted {}, got {}",
                    miss.wanted, miss.got
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn folders() -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut folders: Vec<PathBuf> = fs::read_dir(fixtures)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("expected.json").is_file())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

fn story(folder: &Path) -> Comparison {
    let path = folder.join("expected.json");
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    let named = |message: String| panic!("{}: {message}", path.display());
    let mut expected = Expected::from_json(&read(&path)).unwrap_or_else(named);
    let options = Options {
        published: expected
            .published
            .as_deref()
            .map(|date| demarche::publication(date).expect("a publication date is a day")),
        ..Options::default()
    };
    let analysis = analyze(&read(&folder.join("article.txt")), &options);
    expected
        .locate(&analysis.document.text)
        .unwrap_or_else(|message| panic!("{}: {message}", path.display()));
    compare(&expected, &lay_out(&analysis, Offsets::Char))
}
