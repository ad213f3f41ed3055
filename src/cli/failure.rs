//! What can fail: files and arguments. Each failure is one line that names the thing and the way out.

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// What `compare` found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// All that was asked for is there.
    None,
    /// Something is not.
    Found,
}

/// Why a command stopped.
#[derive(Debug)]
pub(super) struct Failure {
    /// The exit code.
    pub(super) code: u8,
    /// One line; empty where there is nothing to say (a closed pipe).
    pub(super) message: String,
}

impl Failure {
    /// The arguments make no sense.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self {
            code: 2,
            message: message.into(),
        }
    }

    /// The run is over, but some documents failed; each was named where it stood.
    pub(super) fn some_failed(message: impl Into<String>) -> Self {
        Self {
            code: 3,
            message: message.into(),
        }
    }

    /// Input or output failed.
    pub(super) fn io(message: impl Into<String>) -> Self {
        Self {
            code: 4,
            message: message.into(),
        }
    }

    /// `path` could not be read.
    pub(super) fn read(path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        Self::io(match error.kind() {
            io::ErrorKind::NotFound => format!("{path}: no such file; check the name"),
            io::ErrorKind::PermissionDenied => {
                format!("{path}: may not be read; check its permissions")
            }
            io::ErrorKind::IsADirectory => directory(&path),
            _ => format!("{path}: cannot be read: {error}"),
        })
    }

    /// `path` is a directory where a file is wanted.
    pub(super) fn directory(path: &Path) -> Self {
        Self::io(directory(&path.display()))
    }

    /// `path` could not be written.
    pub(super) fn write(path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        Self::io(match error.kind() {
            io::ErrorKind::NotFound => {
                format!("{path}: cannot be written: no such folder; create it first")
            }
            io::ErrorKind::PermissionDenied => {
                format!(
                    "{path}: cannot be written: permission denied; choose another place with -o"
                )
            }
            _ => format!("{path}: cannot be written: {error}; choose another place with -o"),
        })
    }

    /// Standard output failed; a closed pipe ends the run quietly, as done.
    pub(super) fn stdout(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self {
                code: 0,
                message: String::new(),
            };
        }
        Self::io(format!("standard output: cannot be written: {error}"))
    }

    /// Writes the message to stderr.
    pub(super) fn print(&self) {
        if !self.message.is_empty() {
            say(&self.message);
        }
    }
}

fn directory(path: &std::path::Display) -> String {
    format!("{path}: is a directory; name a file in it")
}

/// Whether a bar stands on the last line of the terminal.
static BAR: AtomicBool = AtomicBool::new(false);

/// From now on a bar stands there, or no more.
pub(super) fn bar(stands: bool) {
    if BAR.swap(stands, Ordering::Relaxed) && !stands {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
}

/// One line on stderr. Where stderr is closed there is nobody to tell.
pub(super) fn say(message: &str) {
    let line: String = message
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    bar(false);
    let _ = writeln!(io::stderr(), "demarche: {line}");
}
