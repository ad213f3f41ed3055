//! `demarche timeline`: what happened, who did it, when, and in what order.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use demarche::output::{self, TextStyle};
use demarche::timeline::lay_out;
use demarche::types::{Analysis, Note};
use demarche::{Options, Timeline, analyze_together};

use super::arguments::{Color, Format, Reading, TimelineArguments, Writing};
use super::failure::{Difference, Failure, say};
use super::input::{self, Article};
use super::jsonl;
use super::sink::Sink;

/// Runs `timeline`, or `graph`, whose `default` format is another.
pub(super) fn run(arguments: &TimelineArguments, default: Format) -> Result<Difference, Failure> {
    let mut outputs = Outputs::open(arguments, default)?;
    if arguments.jsonl {
        jsonl::run(arguments, &mut outputs)?;
    } else if arguments.each {
        each(arguments, &mut outputs)?;
    } else {
        let timeline = match &arguments.reading.files[..] {
            [] | [_] => {
                let file = input::only_file(&arguments.reading.files)?;
                read(&arguments.reading, input::article(file)?)?
            }
            files => together(&arguments.reading, files)?,
        };
        outputs.write(|format, style| one(&timeline, format, style))?;
        outputs.finish()?;
    }
    Ok(Difference::None)
}

/// One timeline of all the files.
fn together(reading: &Reading, files: &[PathBuf]) -> Result<Timeline, Failure> {
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        let path = (!input::is_stdin(file)).then_some(file.as_path());
        let Article { id, text, replaced } = input::article(path)?;
        let mut analysis = input::analysis(&text, reading, &reading.options(id))?;
        let notes = input::replacement_note(replaced);
        analysis.document.notes.splice(0..0, notes);
        all.push(analysis);
    }
    let timeline = timeline_of(analyze_together(all), None, reading);
    if !reading.quiet {
        warn(&timeline, reading.verbose);
    }
    Ok(timeline)
}

/// One timeline for each file; a file that cannot be read is named, and the others go on.
fn each(arguments: &TimelineArguments, outputs: &mut Outputs) -> Result<(), Failure> {
    let stdin = [PathBuf::from("-")];
    let files = match &arguments.reading.files[..] {
        [] => &stdin[..],
        files => files,
    };
    let mut failed = 0;
    for file in files {
        let path = (!input::is_stdin(file)).then_some(file.as_path());
        match input::article(path) {
            Ok(article) => {
                let timeline = read(&arguments.reading, article)?;
                outputs.write(|format, style| one_of_many(&timeline, format, style))?;
            }
            Err(failure) => {
                failed += 1;
                if !arguments.reading.quiet {
                    failure.print();
                }
                let id = Some(file.display().to_string());
                let error = output::RecordError {
                    line: None,
                    code: "unreadable",
                    message: &failure.message,
                };
                outputs.write(|format, _| error_record(id.as_deref(), &error, format))?;
            }
        }
    }
    outputs.finish()?;
    if failed > 0 {
        let message = format!("{failed} of {} files could not be read", files.len());
        return Err(Failure::some_failed(message));
    }
    Ok(())
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
    let Article { id, text, replaced } = article;
    let note = input::replacement_note(replaced);
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
            "invalid-utf8" | "empty-document" | "front-matter" | "timeml" | "no-publication-date"
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

fn one(timeline: &Timeline, format: Format, style: TextStyle) -> String {
    match format {
        Format::Text => output::text(timeline, style),
        Format::Json => output::json(timeline),
        Format::Dot => output::dot(timeline),
    }
}

/// One timeline of a row of them: JSON on a line of its own, text under its name.
pub(super) fn one_of_many(timeline: &Timeline, format: Format, style: TextStyle) -> String {
    match format {
        Format::Text => {
            let document = timeline.documents.first();
            let id = document.and_then(|document| document.id.as_deref());
            let name: String = id.unwrap_or("(no id)").escape_debug().collect();
            format!("== {name} ==\n{}\n", output::text(timeline, style))
        }
        Format::Json => output::json_line(timeline),
        Format::Dot => output::dot(timeline),
    }
}

/// What stands in the place of a timeline that could not be made.
pub(super) fn error_record(
    id: Option<&str>,
    error: &output::RecordError,
    format: Format,
) -> String {
    match format {
        Format::Text | Format::Dot => String::new(), // stderr names it
        Format::Json => output::error_line(id, error),
    }
}

/// The places one run writes to, each with its format.
pub(super) struct Outputs {
    sinks: Vec<(Sink, Format, TextStyle)>,
}

impl Outputs {
    fn open(arguments: &TimelineArguments, default: Format) -> Result<Self, Failure> {
        let Writing { outputs } = &arguments.writing;
        let mut sinks = Vec::new();
        for path in outputs {
            let format = match arguments.format {
                Some(format) => format,
                None => format_of(path)?,
            };
            let style = TextStyle {
                color: arguments.color == Color::Always,
            };
            sinks.push((Sink::file(path)?, format, style));
        }
        if sinks.is_empty() {
            let format = arguments.format.unwrap_or(default);
            let style = TextStyle {
                color: color(arguments.color),
            };
            sinks.push((Sink::stdout(), format, style));
        }
        Ok(Self { sinks })
    }

    /// Every format that is wanted, once each.
    pub(super) fn formats(&self) -> Vec<(Format, TextStyle)> {
        self.sinks
            .iter()
            .map(|(_, format, style)| (*format, *style))
            .collect()
    }

    /// Writes what `render` gives to every place.
    pub(super) fn write(
        &mut self,
        mut render: impl FnMut(Format, TextStyle) -> String,
    ) -> Result<(), Failure> {
        for (sink, format, style) in &mut self.sinks {
            sink.write(&render(*format, *style))?;
        }
        Ok(())
    }

    /// Writes ready texts, one for each place, in the order of [`Outputs::formats`].
    pub(super) fn write_ready(&mut self, texts: &[String]) -> Result<(), Failure> {
        for ((sink, ..), text) in self.sinks.iter_mut().zip(texts) {
            sink.write(text)?;
        }
        Ok(())
    }

    /// Hands on what is buffered, so that a reader downstream need not wait.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.sinks
            .iter_mut()
            .try_for_each(|(sink, ..)| sink.flush())
    }

    /// Puts every file in its place.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        self.sinks
            .drain(..)
            .try_for_each(|(sink, ..)| sink.finish())
    }
}

fn format_of(path: &Path) -> Result<Format, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    match ending {
        Some("txt") => Ok(Format::Text),
        Some("json" | "jsonl") => Ok(Format::Json),
        Some("dot" | "gv") => Ok(Format::Dot),
        _ => Err(Failure::usage(format!(
            "{}: the ending says no format; use .txt, .json or .dot, or choose with -f",
            path.display()
        ))),
    }
}

/// Whether standard output takes colours.
pub(super) fn color(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::io::stdout().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        }
    }
}
