//! `demarche completions` and `demarche man`: what a shell and `man` want to know of the command line.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::arguments::Arguments;
use super::failure::{Difference, Failure};
use super::sink::Sink;

/// Writes the completions for `shell`.
pub(super) fn completions(shell: Shell) -> Result<Difference, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "demarche", &mut script);
    put(Sink::stdout(), &script)
}

/// Writes the manual page, or one for each command into `folder`.
pub(super) fn man(folder: Option<&Path>) -> Result<Difference, Failure> {
    let mut command = Arguments::command();
    command.build();
    let Some(folder) = folder else {
        return put(Sink::stdout(), &page(command)?);
    };
    for command in with_parts(command) {
        let name = command
            .get_display_name()
            .unwrap_or(command.get_name())
            .to_owned();
        let sink = Sink::file(&folder.join(format!("{name}.1")))?;
        put(sink, &page(command)?)?;
    }
    Ok(Difference::None)
}

/// The command, and all that stand below it.
fn with_parts(command: clap::Command) -> Vec<clap::Command> {
    let parts = command.get_subcommands();
    let parts = parts.filter(|part| part.get_name() != "help");
    let parts: Vec<clap::Command> = parts.cloned().collect();
    let below = parts.into_iter().flat_map(with_parts);
    std::iter::once(command).chain(below).collect()
}

fn page(command: clap::Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    let written = Man::new(command).render(&mut page);
    written.map_err(|error| Failure::io(format!("manual page: {error}")))?;
    Ok(page)
}

fn put(mut sink: Sink, text: &[u8]) -> Result<Difference, Failure> {
    sink.write(&String::from_utf8_lossy(text))?;
    sink.finish()?;
    Ok(Difference::None)
}
