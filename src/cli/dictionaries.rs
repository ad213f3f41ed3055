//! `--actors FILE`: dictionaries of the reader's own.

use std::fs;

use demarche::Analyzer;
use demarche::lexicon::actors::ActorLexicon;

use super::arguments::Reading;
use super::failure::{Failure, say};
use super::input;

/// Bad lines of one file that are told one by one.
const TOLD: usize = 20;

/// Reads the dictionaries that the flags name.
pub(super) fn learn(reading: &mut Reading) -> Result<(), Failure> {
    if reading.dictionaries.actors.is_empty() {
        return Ok(());
    }
    let mut actors = ActorLexicon::built_in();
    for path in &reading.dictionaries.actors {
        if path.is_dir() {
            return Err(Failure::directory(path));
        }
        let bytes = fs::read(path).map_err(|error| Failure::read(path, &error))?;
        let (text, _) = input::decode(bytes);
        let bad = actors.extend(&text);
        let path = path.display();
        if reading.dictionaries.actors_strict
            && let Some(bad) = bad.first()
        {
            let (line, reason) = (bad.line, &bad.reason);
            return Err(Failure::io(format!(
                "{path}:{line}: {reason}; correct it, or leave out --actors-strict"
            )));
        }
        if reading.quiet {
            continue;
        }
        for bad in bad.iter().take(TOLD) {
            say(&format!("{path}:{}: left out: {}", bad.line, bad.reason));
        }
        if bad.len() > TOLD {
            let more = bad.len() - TOLD;
            say(&format!(
                "{path}: {more} more lines left out; --actors-strict stops at the first"
            ));
        }
    }
    reading.analyzer = Analyzer::knowing(actors);
    Ok(())
}
