//! Where results go: standard output, or files that appear only when they are whole.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::failure::Failure;
use super::interrupt;

/// A place to write to.
pub(super) enum Sink {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A file beside its place, renamed by [`Sink::finish`]; dropped or interrupted before, it leaves nothing behind.
    File(BufWriter<NamedTempFile>, PathBuf),
    /// A pipe or a device, which cannot be renamed to and is written as it stands.
    Device(BufWriter<File>, PathBuf),
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
        if path.metadata().is_ok_and(|found| !found.is_file()) {
            let device = File::options().write(true).open(path);
            let device = device.map_err(|error| Failure::write(path, &error))?;
            return Ok(Self::Device(BufWriter::new(device), path.to_owned()));
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
        let file = interrupt::file(|| builder.tempfile_in(folder))
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
            Self::Device(out, path) => out
                .write_all(text.as_bytes())
                .map_err(|error| device(path, &error)),
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
                interrupt::persist(file, &path).map_err(|error| Failure::write(&path, &error))
            }
            Self::Device(mut out, path) => out.flush().map_err(|error| device(&path, &error)),
        }
    }

    /// Hands what is buffered to the reader of a stream.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        match self {
            Self::Stdout(out) => out.flush().map_err(|error| Failure::stdout(&error)),
            Self::File(..) => Ok(()),
            Self::Device(out, path) => out.flush().map_err(|error| device(path, &error)),
        }
    }
}

/// A pipe that nobody reads any more ends the run as standard output does.
fn device(path: &Path, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::stdout(error),
        _ => Failure::write(path, error),
    }
}
