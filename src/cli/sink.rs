//! Where results go: standard output, or files that appear only when they are whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
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
    /// A file beside its place that stays where the run is stopped, for the next run to go on with.
    Part(Part),
    /// A pipe or a device, which cannot be renamed to and is written as it stands.
    Device(BufWriter<File>, PathBuf),
}

/// A file that grows over several runs.
pub(super) struct Part {
    out: BufWriter<File>,
    /// Where it stands until it is whole.
    grows: PathBuf,
    path: PathBuf,
    length: u64,
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

    /// A file that will stand at `path`, whose first `length` bytes an earlier run wrote; maybe it has even its name (`named`).
    pub(super) fn part(path: &Path, length: u64, named: bool) -> Result<Self, Failure> {
        if path.metadata().is_ok_and(|found| !found.is_file()) {
            let message = format!("{}: no file; --resume needs one with -o", path.display());
            return Err(Failure::usage(message));
        }
        let part = beside(path, ".part");
        let open = || {
            if named && !part.exists() && path.exists() {
                fs::rename(path, &part)?;
            }
            let mut options = File::options();
            options.write(true).create(true).truncate(false);
            let mut file = options.open(&part)?;
            let found = file.metadata()?.len();
            file.set_len(length)?;
            file.seek(SeekFrom::End(0))?;
            Ok((file, found))
        };
        let (file, found) = open().map_err(|error| Failure::write(&part, &error))?;
        if found < length {
            let (part, note) = (part.display(), beside(path, ".resume"));
            let message = format!(
                "{part}: shorter than the run before left it; delete {} to start over",
                note.display()
            );
            return Err(Failure::io(message));
        }
        Ok(Self::Part(Part {
            out: BufWriter::with_capacity(1 << 16, file),
            grows: part,
            path: path.to_owned(),
            length,
        }))
    }

    /// Brings what is written so far onto the disk; how many bytes that is.
    pub(super) fn settle(&mut self) -> Result<u64, Failure> {
        let Self::Part(part) = self else {
            self.flush()?;
            return Ok(0);
        };
        let settle = |out: &mut BufWriter<File>| {
            out.flush()?;
            out.get_ref().sync_data()
        };
        settle(&mut part.out).map_err(|error| Failure::write(&part.grows, &error))?;
        Ok(part.length)
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
            Self::Part(part) => {
                part.length += text.len() as u64;
                let written = part.out.write_all(text.as_bytes());
                written.map_err(|error| Failure::write(&part.grows, &error))
            }
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
            Self::Part(mut part) => {
                let flushed = part.out.flush();
                flushed.map_err(|error| Failure::write(&part.grows, &error))?;
                let named = fs::rename(&part.grows, &part.path);
                named.map_err(|error| Failure::write(&part.path, &error))
            }
            Self::Device(mut out, path) => out.flush().map_err(|error| device(&path, &error)),
        }
    }

    /// Hands what is buffered to the reader of a stream.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        match self {
            Self::Stdout(out) => out.flush().map_err(|error| Failure::stdout(&error)),
            Self::File(..) | Self::Part(..) => Ok(()),
            Self::Device(out, path) => out.flush().map_err(|error| device(path, &error)),
        }
    }
}

/// `FILE` with `ending` behind its name.
pub(super) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A pipe that nobody reads any more ends the run as standard output does.
fn device(path: &Path, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::stdout(error),
        _ => Failure::write(path, error),
    }
}
