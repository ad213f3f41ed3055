//! `demarche times` and `demarche actors`: one kind of finding alone.

use demarche::{Timeline, output};

use super::arguments::{ListArguments, PlainFormat, Reading, Records, TimesArguments, TimesFormat};
use super::failure::{Difference, Failure, say};
use super::guard;
use super::input::{self, Bad, Rows};
use super::sink::Sink;
use super::timeline::{each_file, read, read_by, timeline_of};

pub(super) fn times(arguments: &TimesArguments) -> Result<Difference, Failure> {
    let format = arguments.format;
    let mut reading = arguments.reading.clone();
    reading.with_text |= format == TimesFormat::TimeMl;
    let files = &arguments.reading.files[..];
    if format == TimesFormat::TimeMl && (arguments.records.any() || files.len() > 1) {
        let message = "-f timeml writes one document; name one FILE, or use -f json";
        return Err(Failure::usage(message.to_owned()));
    }
    let mut sink = Sink::stdout();
    let failed = if arguments.records.any() {
        times_of_records(&reading, &arguments.records, format, &mut sink)?
    } else if files.len() > 1 {
        each_file(&reading, input::times, |made| {
            sink.write(&match made {
                Ok(timeline) => one_of_many(timeline, format),
                Err((id, error)) => error_record(Some(id), error, format),
            })
        })?
    } else {
        let file = input::only_file(files)?;
        let timeline = read_by(input::times, &reading, input::article(file, &reading)?)?;
        sink.write(&match format {
            TimesFormat::Text => output::times_text(&timeline),
            TimesFormat::Json => output::times_json(&timeline),
            TimesFormat::TimeMl => {
                let text = timeline.documents[0].text.as_deref();
                output::timeml(&timeline, text.unwrap_or_default())
            }
        })?;
        None
    };
    sink.finish()?;
    failed.map_or(Ok(Difference::None), |message| {
        Err(Failure::some_failed(message))
    })
}

/// The times of each record of the files, or of standard input, as they come. Says how many failed.
fn times_of_records(
    reading: &Reading,
    records: &Records,
    format: TimesFormat,
    sink: &mut Sink,
) -> Result<Option<String>, Failure> {
    guard::quiet();
    let (mut seen, mut failed) = (0, 0);
    for file in input::all(&reading.files) {
        let mut rows = Rows::open(input::path_of(&file), records)?;
        while let Some((line, raw)) = rows.next()? {
            seen += 1;
            let mut id = None;
            let found = guard::guarded(|| {
                let record = input::read_record(raw, reading, records, &mut id)?;
                guard::injected(&record.text);
                let analysis = demarche::times(&record.text, &record.options);
                Ok(timeline_of(analysis, record.notes, reading))
            });
            let panicked = |message| {
                let code = "panic";
                Err(Bad { code, message })
            };
            match found.unwrap_or_else(panicked) {
                Ok(timeline) => sink.write(&one_of_many(&timeline, format))?,
                Err(bad) => {
                    failed += 1;
                    if !reading.quiet {
                        say(&format!("line {line}: {}", bad.message));
                    }
                    let error = output::RecordError {
                        line: Some(line),
                        code: bad.code,
                        message: &bad.message,
                    };
                    sink.write(&error_record(id.as_deref(), &error, format))?;
                }
            }
        }
    }
    Ok((failed > 0).then(|| format!("{failed} of {seen} records failed; their lines say why")))
}

/// The times of one document of a row of them: JSON on a line of its own, text under its name.
fn one_of_many(timeline: &Timeline, format: TimesFormat) -> String {
    if format == TimesFormat::Json {
        return output::times_line(timeline);
    }
    let document = timeline.documents.first();
    let id = document.and_then(|document| document.id.as_deref());
    let name: String = id.unwrap_or("(no id)").escape_debug().collect();
    format!("== {name} ==\n{}\n", output::times_text(timeline))
}

fn error_record(id: Option<&str>, error: &output::RecordError, format: TimesFormat) -> String {
    match format {
        TimesFormat::Json => output::error_line(id, error),
        _ => String::new(), // stderr names it
    }
}

pub(super) fn actors(arguments: &ListArguments) -> Result<Difference, Failure> {
    let file = input::only_file(&arguments.reading.files)?;
    let timeline = read(
        &arguments.reading,
        input::article(file, &arguments.reading)?,
    )?;
    put(&match arguments.format {
        PlainFormat::Text => output::actors_text(&timeline),
        PlainFormat::Json => output::actors_json(&timeline),
    })
}

fn put(text: &str) -> Result<Difference, Failure> {
    let mut sink = Sink::stdout();
    sink.write(text)?;
    sink.finish()?;
    Ok(Difference::None)
}
