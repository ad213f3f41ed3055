//! `demarche timeline`: what happened, who did it, when, and in what order.

use std::path::PathBuf;

use demarche::output;
use demarche::timeline::lay_out;
use demarche::types::{Analysis, Note};
use demarche::{Options, Timeline, analyze_together};

use super::arguments::{Reading, TimelineArguments};
use super::failure::{Difference, Failure, say};
use super::guard;
use super::input::{self, Article};
use super::jsonl;
use super::outputs::Outputs;

/// Runs `timeline`, or `graph`, whose `default` format is another.
pub(super) fn run(arguments: &TimelineArguments, default: &str) -> Result<Difference, Failure> {
    let mut outputs = Outputs::open(arguments, default)?;
    if arguments.records.any() {
        jsonl::run(arguments, &mut outputs)?;
    } else if arguments.each {
        each(arguments, &mut outputs)?;
    } else {
        let reading = outputs.reading(&arguments.reading);
        let timeline = match &reading.files[..] {
            [] | [_] => {
                let file = input::only_file(&reading.files)?;
                read(&reading, input::article(file, &reading)?)?
            }
            files => together(&reading, files)?,
        };
        outputs.write(|rendering| rendering.only(&timeline))?;
        outputs.finish()?;
    }
    Ok(Difference::None)
}

/// One timeline of all the files.
fn together(reading: &Reading, files: &[PathBuf]) -> Result<Timeline, Failure> {
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        let Article { id, text, note } = input::article(input::path_of(file), reading)?;
        let mut analysis = input::analysis(&text, reading, &reading.options(id))?;
        analysis.document.notes.splice(0..0, note);
        all.push(analysis);
    }
    let timeline = timeline_of(analyze_together(all), None, reading);
    if !reading.quiet {
        warn(&timeline, reading.verbose);
    }
    Ok(timeline)
}

/// One timeline for each file.
fn each(arguments: &TimelineArguments, outputs: &mut Outputs) -> Result<(), Failure> {
    let reading = outputs.reading(&arguments.reading);
    let failed = each_file(&reading, input::analysis, |made| {
        outputs.write(|rendering| match made {
            Ok(timeline) => rendering.next(timeline),
            Err((id, error)) => rendering.error(Some(id), error),
        })
    })?;
    outputs.finish()?;
    failed.map_or(Ok(()), |message| Err(Failure::some_failed(message)))
}

/// Hands on what `find` finds in each file, or the file's name and what is wrong with it: a file that cannot be read is named,
/// and the others go on. Says how many failed.
pub(super) fn each_file(
    reading: &Reading,
    find: impl Fn(&str, &Reading, &Options) -> Result<Analysis, Failure>,
    mut take: impl FnMut(Result<&Timeline, (&str, &output::RecordError)>) -> Result<(), Failure>,
) -> Result<Option<String>, Failure> {
    let files = input::all(&reading.files);
    guard::quiet();
    let mut failed = 0;
    for file in &files {
        let made = input::article(input::path_of(file), reading)
            .map_err(|failure| ("unreadable", failure.message))
            .and_then(|article| {
                let find = |text: &str, reading: &Reading, options: &Options| {
                    guard::injected(text);
                    find(text, reading, options)
                };
                guard::guarded(|| read_by(find, reading, article))
                    .map_err(|panic| ("panic", format!("{}: {panic}", file.display())))
            });
        match made {
            Ok(timeline) => take(Ok(&timeline?))?,
            Err((code, message)) => {
                failed += 1;
                if !reading.quiet {
                    say(&message);
                }
                let error = output::RecordError {
                    line: None,
                    code,
                    message: &message,
                };
                take(Err((&file.display().to_string(), &error)))?;
            }
        }
    }
    let files = files.len();
    Ok((failed > 0).then(|| format!("{failed} of {files} files failed")))
}

pub(super) fn read(reading: &Reading, article: Article) -> Result<Timeline, Failure> {
    read_by(input::analysis, reading, article)
}

/// As [`read`], with what `find` finds.
pub(super) fn read_by(
    find: impl FnOnce(&str, &Reading, &Options) -> Result<Analysis, Failure>,
    reading: &Reading,
    article: Article,
) -> Result<Timeline, Failure> {
    let Article { id, text, note } = article;
    let analysis = find(&text, reading, &reading.options(id))?;
    let timeline = timeline_of(analysis, note, reading);
    if !reading.quiet {
        warn(&timeline, reading.verbose);
    }
    Ok(timeline)
}

/// Lays out what was found; `notes` are what was seen before there was a text.
pub(super) fn timeline_of(
    mut analysis: Analysis,
    notes: impl IntoIterator<Item = Note>,
    reading: &Reading,
) -> Timeline {
    analysis.document.notes.splice(0..0, notes);
    let mut timeline = lay_out(&analysis, reading.offsets.into());
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

/// What a person at the terminal should know before they trust the result.
fn warn(timeline: &Timeline, verbose: bool) {
    let name = |index: usize| {
        let document = timeline.documents.get(index);
        let id = document.and_then(|document| document.id.as_deref());
        id.unwrap_or("standard input")
    };
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
            say(&format!("{}: {}", name(note.place.doc), note.message));
        }
    }
    if verbose {
        let names: Vec<&str> = (0..timeline.documents.len()).map(name).collect();
        say(&format!(
            "{}: {} times, {} actors, {} events, {} relations",
            names.join(", "),
            timeline.times.len(),
            timeline.actors.len(),
            timeline.events.len(),
            timeline.relations.len()
        ));
    }
}
