//! Where results go: standard output, or files that appear only when they are whole.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::failure::Failure;

/// A place to write to.
pub(super) enum Sink {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A file beside its place, renamed by [`Sink::finish`]; dropped before, it leaves nothing behind.
    File(BufWriter<NamedTempFile>, PathBuf),
}

impl Sink {
    /// Standard output.
    pub(super) fn stdout() -> Self {
        Self::Stdout(BufWriter::with_capacity(1 << 16, io::stdout()))
    }

    /// A file that will stand at `path`.
    pub(super) fn file(path: &Path) -> Result<Self, Failure> {
        if path.is_dir() {
            let message = format!(
                "{}: is a directory; name a file in it with -o",
                path.display()
            );
            return Err(Failure::io(message));
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".demarche-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: the process' mask takes off what it must.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder
            .tempfile_in(folder)
            .map_err(|error| Failure::write(path, &error))?;
        Ok(Self::File(
            BufWriter::with_capacity(1 << 16, file),
            path.to_owned(),
        ))
    }

    /// Writes `text`.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Failure> {
        match self {
            Self::Stdout(out) => out
                .write_all(text.as_bytes())
                .map_err(|error| Failure::stdout(&error)),
            Self::File(out, path) => out
                .write_all(text.as_bytes())
                .map_err(|error| Failure::write(path, &error)),
        }
    }

    /// Writes out what is buffered; a file takes its place.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stdout(mut out) => out.flush().map_err(|error| Failure::stdout(&error)),
            Self::File(out, path) => {
                let file = out
                    .into_inner()
                    .map_err(|error| Failure::write(&path, error.error()))?;
                file.persist(&path)
                    .map_err(|error| Failure::write(&path, &error.error))?;
                Ok(())
            }
        }
    }

    /// Hands what is buffered to the reader of a stream.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        match self {
            Self::Stdout(out) => out.flush().map_err(|error| Failure::stdout(&error)),
            Self::File(..) => Ok(()),
        }
    }
}
