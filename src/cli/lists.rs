//! `demarche times` and `demarche actors`: one kind of finding alone.

use demarche::output;

use super::arguments::{ListArguments, PlainFormat, TimesArguments, TimesFormat};
use super::failure::{Difference, Failure};
use super::input;
use super::sink::Sink;
use super::timeline::{read, read_by};

pub(super) fn times(arguments: &TimesArguments) -> Result<Difference, Failure> {
    let file = input::only_file(&arguments.reading.files)?;
    let mut reading = arguments.reading.clone();
    reading.with_text |= arguments.format == TimesFormat::TimeMl;
    let timeline = read_by(input::times, &reading, input::article(file)?)?;
    put(&match arguments.format {
        TimesFormat::Text => output::times_text(&timeline),
        TimesFormat::Json => output::times_json(&timeline),
        TimesFormat::TimeMl => {
            let text = timeline.documents[0].text.as_deref();
            output::timeml(&timeline, text.unwrap_or_default())
        }
    })
}

pub(super) fn actors(arguments: &ListArguments) -> Result<Difference, Failure> {
    let file = input::only_file(&arguments.reading.files)?;
    let timeline = read(&arguments.reading, input::article(file)?)?;
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
