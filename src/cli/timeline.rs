//! `demarche timeline`: what happened, who did it, when, and in what order.

use std::path::{Path, PathBuf};

use demarche::timeline::{add_forms, lay_out};
use demarche::types::{Analysis, Note};
use demarche::{Options, Timeline, analyze_together};

use super::arguments::{BatchFlags, Reading, TimelineArguments};
use super::batch::{self, Batch, Made, Output};
use super::failure::{Difference, Failure, say};
use super::input::{self, Article};
use super::outputs::{self, Places, Rendering};

/// Runs `timeline`, or `graph`, whose `default` format is another.
pub(super) fn run(arguments: &TimelineArguments, default: &str) -> Result<Difference, Failure> {
    let places = outputs::places(arguments, default)?;
    let reading = outputs::reading(&arguments.reading, &places);
    if arguments.records.any() || arguments.each {
        batch::run(batch(arguments, reading, places)?)?;
        return Ok(Difference::None);
    }
    if arguments.writing.resume || arguments.batch.errors.is_some() {
        let flag = if arguments.writing.resume {
            "--resume"
        } else {
            "--errors"
        };
        let message = format!("{flag} is for many documents; add --each, --jsonl or --csv");
        return Err(Failure::usage(message));
    }
    outputs::check_documents(&places, reading.files.len())?;
    let open = outputs::open(&places)?;
    let timeline = match &reading.files[..] {
        [] | [_] => {
            let file = input::only_file(&reading.files)?;
            one(file, input::analysis, &reading, &arguments.batch)?
        }
        files => together(&reading, files, &arguments.batch)?,
    };
    outputs::write(open, &places, &timeline)?;
    Ok(Difference::None)
}

/// What `timeline` does with many documents.
fn batch(
    arguments: &TimelineArguments,
    reading: Reading,
    places: Places,
) -> Result<Batch, Failure> {
    let records = &arguments.records;
    let flag = match (records.jsonl, records.csv) {
        (true, _) => "--jsonl",
        (_, true) => "--csv",
        _ => "--each",
    };
    outputs::check_series(&places, flag)?;
    let looks: Vec<String> = places
        .iter()
        .map(|(_, rendering)| rendering.looks())
        .collect();
    let (renderings, places): (Vec<Rendering>, Vec<Output>) = places
        .into_iter()
        .map(|(path, rendering)| {
            let head = rendering.head();
            (rendering, Output { path, head })
        })
        .unzip();
    let render = move |made: Made| -> Vec<String> {
        let renderings = renderings.iter();
        renderings
            .map(|rendering| match made {
                Ok(timeline) => rendering.next(timeline),
                Err((id, error)) => rendering.error(id, error),
            })
            .collect()
    };
    Ok(Batch {
        reading,
        records: records.any().then(|| records.clone()),
        flags: arguments.batch.clone(),
        resume: arguments.writing.resume,
        find: input::analysis,
        render: Box::new(render),
        places,
        looks: looks.join("; "),
    })
}

/// One timeline of all the files.
fn together(
    reading: &Reading,
    files: &[PathBuf],
    limits: &BatchFlags,
) -> Result<Timeline, Failure> {
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        let (mut analysis, note) = read(input::path_of(file), input::analysis, reading, limits)?;
        analysis.document.notes.splice(0..0, note);
        all.push(analysis);
    }
    let timeline = timeline_of(analyze_together(all), None, reading);
    warn(&timeline, reading);
    Ok(timeline)
}

/// What [`Batch::find`] is.
type Find = fn(&str, &Reading, &Options) -> Result<Analysis, Failure>;

/// The timeline of one article, with what `find` finds in it.
pub(super) fn one(
    file: Option<&Path>,
    find: Find,
    reading: &Reading,
    limits: &BatchFlags,
) -> Result<Timeline, Failure> {
    let (analysis, note) = read(file, find, reading, limits)?;
    let timeline = timeline_of(analysis, note, reading);
    warn(&timeline, reading);
    Ok(timeline)
}

fn read(
    file: Option<&Path>,
    find: Find,
    reading: &Reading,
    limits: &BatchFlags,
) -> Result<(Analysis, Option<Note>), Failure> {
    let most = limits.max_doc_bytes.unwrap_or(usize::MAX);
    let Article { id, text, note } = input::article_within(file, reading, most)?;
    let options = reading.options(id);
    input::workable(&text, &options, limits.max_doc_tokens)
        .map_err(|bad| input::in_file(file, &bad))?;
    Ok((find(&text, reading, &options)?, note))
}

/// Lays out what was found; `notes` are what was seen before there was a text.
pub(super) fn timeline_of(
    mut analysis: Analysis,
    notes: impl IntoIterator<Item = Note>,
    reading: &Reading,
) -> Timeline {
    analysis.document.notes.splice(0..0, notes);
    let mut timeline = lay_out(&analysis, reading.offsets.into());
    if reading.with_forms {
        add_forms(&mut timeline, &analysis);
    }
    if reading.with_text {
        let document = &mut analysis.document;
        if document.parts.is_empty() {
            timeline.documents[0].text = Some(std::mem::take(&mut document.text));
        }
        for (entry, part) in timeline.documents.iter_mut().zip(&document.parts) {
            entry.text = Some(document.slice(part.span).to_owned());
        }
    }
    timeline
}

fn warn(timeline: &Timeline, reading: &Reading) {
    if !reading.quiet {
        for words in warnings(timeline, reading.verbose) {
            say(&words);
        }
    }
}

/// What a person at the terminal should know before they trust the result.
pub(super) fn warnings(timeline: &Timeline, verbose: bool) -> Vec<String> {
    let name = |index: usize| {
        let document = timeline.documents.get(index);
        let id = document.and_then(|document| document.id.as_deref());
        id.unwrap_or("standard input")
    };
    let mut said = Vec::new();
    for note in &timeline.notes {
        let grave = matches!(
            note.code.as_str(),
            "invalid-utf8"
                | "encoding"
                | "empty-document"
                | "front-matter"
                | "timeml"
                | "no-publication-date"
        );
        if grave || verbose {
            said.push(format!("{}: {}", name(note.place.doc), note.message));
        }
    }
    if verbose {
        let names: Vec<&str> = (0..timeline.documents.len()).map(name).collect();
        said.push(format!(
            "{}: {} times, {} actors, {} events, {} relations",
            names.join(", "),
            timeline.times.len(),
            timeline.actors.len(),
            timeline.events.len(),
            timeline.relations.len()
        ));
    }
    said
}
