//! `demarche times` and `demarche actors`: one kind of finding alone.

use demarche::{Timeline, output};

use super::arguments::{ListArguments, PlainFormat};
use super::failure::{Difference, Failure};
use super::input;
use super::sink::Sink;
use super::timeline::read;

pub(super) fn times(arguments: &ListArguments) -> Result<Difference, Failure> {
    list(arguments, output::times_text, output::times_json)
}

pub(super) fn actors(arguments: &ListArguments) -> Result<Difference, Failure> {
    list(arguments, output::actors_text, output::actors_json)
}

fn list(
    arguments: &ListArguments,
    text: fn(&Timeline) -> String,
    json: fn(&Timeline) -> String,
) -> Result<Difference, Failure> {
    let file = input::only_file(&arguments.reading.files)?;
    let timeline = read(&arguments.reading, input::article(file)?)?;
    let mut sink = Sink::stdout();
    sink.write(&match arguments.format {
        PlainFormat::Text => text(&timeline),
        PlainFormat::Json => json(&timeline),
    })?;
    sink.finish()?;
    Ok(Difference::None)
}
