//! The command line: one file a command. It uses only the public library.

use std::process::ExitCode;

pub(crate) fn run() -> ExitCode {
    ExitCode::from(2)
}
