//! `demarche import`: a person's corrections in another tool become an `expected.json`.

use std::path::Path;

use demarche::compare::{expected_from_brat, expected_from_label_studio};
use demarche::types::Publication;

use super::arguments::ImportArguments;
use super::failure::{Difference, Failure};
use super::input;
use super::sink::Sink;

/// Reads brat's annotation, and holds it against the text beside it.
pub(super) fn brat(arguments: &ImportArguments) -> Result<Difference, Failure> {
    let annotation = input::file(input::path_of(&arguments.file))?.text;
    let beside = arguments.file.with_extension("txt");
    let text = if beside != arguments.file && beside.is_file() {
        Some(input::file(Some(&beside))?.text)
    } else {
        None
    };
    let published = arguments.published.as_ref().map(day);
    let expected = expected_from_brat(&annotation, text.as_deref(), published.as_deref());
    write(arguments, expected)
}

/// Reads an export of Label Studio.
pub(super) fn label_studio(arguments: &ImportArguments) -> Result<Difference, Failure> {
    let export = input::file(input::path_of(&arguments.file))?.text;
    let published = arguments.published.as_ref().map(day);
    write(
        arguments,
        expected_from_label_studio(&export, published.as_deref()),
    )
}

fn write(
    arguments: &ImportArguments,
    expected: Result<String, String>,
) -> Result<Difference, Failure> {
    let name = |message| Failure::io(format!("{}: {message}", arguments.file.display()));
    let expected = expected.map_err(name)?;
    let output = arguments.output.as_deref();
    let mut sink = output.map_or_else(|| Ok(Sink::stdout()), |path: &Path| Sink::file(path))?;
    sink.write(&expected)?;
    sink.finish()?;
    Ok(Difference::None)
}

/// As `--published` and an `expected.json` write it.
fn day(publication: &Publication) -> String {
    match publication.time {
        Some(time) => format!("{}T{}", publication.date, time.format("%H:%M:%S")),
        None => publication.date.to_string(),
    }
}
