//! `demarche evaluate`: what is found, held against annotated corpora.

use std::fs;
use std::path::{Path, PathBuf};

use demarche::evaluate::{self, JudgedTimes};
use demarche::types::MarkedTime;
use demarche::{Options, text, times};

use super::arguments::{EvaluateArguments, PlainFormat};
use super::failure::{Difference, Failure};
use super::input;
use super::sink::Sink;

/// Finds the times of every TimeML file and scores them against those marked in it.
pub(super) fn times_of(arguments: &EvaluateArguments) -> Result<Difference, Failure> {
    let mut files = Vec::new();
    for path in &arguments.paths {
        files.extend(timeml_files(path)?);
    }
    let mut documents = Vec::new();
    let mut failed = 0;
    for file in &files {
        match judged(file) {
            Ok(document) => documents.push(document),
            Err(failure) => {
                failed += 1;
                failure.print();
            }
        }
    }
    let scores = evaluate::times(&documents);
    let mut sink = Sink::stdout();
    sink.write(&match arguments.format {
        PlainFormat::Text => scores.text(),
        PlainFormat::Json => {
            let json = serde_json::to_string_pretty(&scores);
            json.expect("percentages are finite and keys are strings") + "\n"
        }
    })?;
    sink.finish()?;
    if failed > 0 {
        let message = format!("{failed} of {} files could not be read", files.len());
        return Err(Failure::some_failed(message));
    }
    Ok(if scores.agrees() {
        Difference::None
    } else {
        Difference::Found
    })
}

fn judged(path: &Path) -> Result<JudgedTimes, Failure> {
    let timeml = input::file(Some(path))?.text;
    let marked = text::marked(&timeml)
        .map_err(|message| Failure::io(format!("{}: no TimeML: {message}", path.display())))?;
    let options = Options {
        published: marked.published,
        raw: true,
        ..Options::default()
    };
    let found = times(&marked.text, &options).timexes;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok(JudgedTimes {
        name: name.into_owned(),
        text: marked.text,
        gold: marked.times,
        found: found.iter().map(MarkedTime::from).collect(),
    })
}

/// `path`, or every `.tml` file in it and one folder down, by name.
fn timeml_files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in entries(path)? {
        if entry.is_dir() {
            files.extend(entries(&entry)?);
        } else {
            files.push(entry);
        }
    }
    let is_timeml = |file: &PathBuf| {
        let ending = file.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case("tml"))
    };
    files.retain(is_timeml);
    if files.is_empty() {
        return Err(Failure::io(format!(
            "{}: holds no TimeML; its files end in .tml",
            path.display()
        )));
    }
    Ok(files)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(|error| Failure::read(folder, &error))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    entries.sort();
    Ok(entries)
}
