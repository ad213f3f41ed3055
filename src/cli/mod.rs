//! The command line: one file a command. It uses only the public library.

mod arguments;
mod batch;
mod compare;
mod dictionaries;
mod evaluate;
mod explain;
mod failure;
mod guard;
mod import;
mod input;
mod interrupt;
mod lists;
mod manual;
mod order;
mod outputs;
mod sink;
mod sources;
mod timeline;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use arguments::{
    Arguments, Command, Evaluate, ExplainArguments, Import, ListArguments, TimelineArguments,
    TimesArguments,
};
use failure::{Difference, Failure};
use sink::Sink;

/// Reads the arguments, runs the command and says how it went: 0 done, 1 a difference, 2 usage, 3 some documents failed,
/// 4 input or output failed.
pub(crate) fn run() -> ExitCode {
    interrupt::watch();
    answer(std::env::args_os())
}

/// As [`run`] does for the arguments of the process, the first of which is the program's name. `fuzz/` calls it.
pub(crate) fn answer(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    match command(arguments.command) {
        Ok(Difference::None) => ExitCode::SUCCESS,
        Ok(Difference::Found) => ExitCode::from(1),
        Err(failure) => {
            failure.print();
            ExitCode::from(failure.code)
        }
    }
}

fn command(mut command: Command) -> Result<Difference, Failure> {
    if let Command::Timeline(TimelineArguments { reading, .. })
    | Command::Graph(TimelineArguments { reading, .. })
    | Command::Times(TimesArguments { reading, .. })
    | Command::Actors(ListArguments { reading, .. })
    | Command::Explain(ExplainArguments { reading, .. }) = &mut command
    {
        input::expand(reading)?;
        dictionaries::learn(reading)?;
    }
    match command {
        Command::Timeline(arguments) => timeline::run(&arguments, "text"),
        Command::Graph(arguments) => timeline::run(&arguments, "dot"),
        Command::Times(arguments) => lists::times(&arguments),
        Command::Actors(arguments) => lists::actors(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema => schema(),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man { folder } => manual::man(folder.as_deref()),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Evaluate(Evaluate::Times(arguments)) => evaluate::times_of(&arguments),
        Command::Import(Import::Brat(arguments)) => import::brat(&arguments),
        Command::Import(Import::LabelStudio(arguments)) => import::label_studio(&arguments),
    }
}

fn schema() -> Result<Difference, Failure> {
    let mut sink = Sink::stdout();
    sink.write(demarche::output::SCHEMA)?;
    sink.finish()?;
    Ok(Difference::None)
}

/// Help and version go to stdout as clap writes them; a mistake becomes one line that names it.
fn usage(error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind;
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let code = if error.use_stderr() { 2 } else { 0 };
        // A closed pipe is no mistake of the reader's.
        let _ = error.print();
        return ExitCode::from(code);
    }
    let text = error.render().to_string();
    let mut lines = text.lines().map(str::trim);
    let mut words: Vec<&str> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    words.extend(lines.filter(|line| line.starts_with("tip: ")));
    let message = words.join(" ");
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    Failure::usage(format!("{message}; see ‘demarche --help’")).print();
    ExitCode::from(2)
}
