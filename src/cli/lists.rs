//! `demarche times` and `demarche actors`: one kind of finding alone.

use demarche::{Timeline, output};

use super::arguments::{BatchFlags, ListArguments, PlainFormat, TimesArguments, TimesFormat};
use super::batch::{self, Batch, Made, Output};
use super::failure::{Difference, Failure};
use super::input;
use super::sink::Sink;
use super::timeline::one;

pub(super) fn times(arguments: &TimesArguments) -> Result<Difference, Failure> {
    let format = arguments.format;
    let mut reading = arguments.reading.clone();
    reading.with_text |= format == TimesFormat::TimeMl;
    let files = &arguments.reading.files[..];
    if arguments.records.any() || files.len() > 1 {
        if format == TimesFormat::TimeMl {
            let message = "-f timeml writes one document; name one FILE, or use -f json";
            return Err(Failure::usage(message.to_owned()));
        }
        let render = move |made: Made| match made {
            Ok(timeline) => vec![one_of_many(timeline, format)],
            Err((id, error)) => vec![error_record(id, error, format)],
        };
        let (path, head) = (None, "");
        batch::run(Batch {
            reading,
            records: arguments.records.any().then(|| arguments.records.clone()),
            flags: arguments.batch.clone(),
            resume: false,
            find: input::times,
            render: Box::new(render),
            places: vec![Output { path, head }],
            looks: String::new(),
        })?;
        return Ok(Difference::None);
    }
    if arguments.batch.errors.is_some() {
        let message = "--errors is for many documents; name several, or add --jsonl or --csv";
        return Err(Failure::usage(message));
    }
    let file = input::only_file(files)?;
    let timeline = one(file, input::times, &reading, &arguments.batch)?;
    put(&match format {
        TimesFormat::Text => output::times_text(&timeline),
        TimesFormat::Json => output::times_json(&timeline),
        TimesFormat::TimeMl => {
            let text = timeline.documents[0].text.as_deref();
            output::timeml(&timeline, text.unwrap_or_default())
        }
    })
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
    let reading = &arguments.reading;
    let timeline = one(file, input::analysis, reading, &BatchFlags::default())?;
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
