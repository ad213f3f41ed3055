//! The files of a run → its documents, one after the other.

use std::path::{Path, PathBuf};

use super::Batch;
use super::journal::Chain;
use crate::cli::failure::Failure;
use crate::cli::input::{self, Raw, Rows};

/// A document that nobody has looked into yet.
pub(super) enum Document {
    File(PathBuf, u64),
    Record {
        /// The file, where there are several.
        file: Option<PathBuf>,
        line: usize,
        raw: Raw,
    },
    /// The rest of a file with records could not be read.
    Damage {
        file: PathBuf,
        line: usize,
        message: String,
    },
}

impl Document {
    /// How many bytes it has, as far as that can be seen.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::File(_, bytes) => usize::try_from(*bytes).unwrap_or(usize::MAX),
            Self::Record { raw, .. } => raw.bytes(),
            Self::Damage { .. } => 0,
        }
    }

    /// The digest of the documents before and this one.
    pub(super) fn chained(&self, chain: Chain) -> Chain {
        match self {
            Self::File(path, _) => chain.and(&[path.as_os_str().as_encoded_bytes()]),
            Self::Record { raw, .. } => chain.and(&raw.parts()),
            Self::Damage { message, .. } => chain.and(&[message.as_bytes()]),
        }
    }
}

/// The documents that are still to come.
pub(super) struct Documents<'a> {
    batch: &'a Batch,
    files: std::slice::Iter<'a, PathBuf>,
    several: bool,
    /// The file whose records are being read.
    open: Option<(&'a Path, Rows)>,
    /// How many bytes the files before had.
    before: u64,
}

pub(super) fn documents<'a>(files: &'a [PathBuf], batch: &'a Batch) -> Documents<'a> {
    Documents {
        batch,
        files: files.iter(),
        several: files.len() > 1,
        open: None,
        before: 0,
    }
}

impl Documents<'_> {
    pub(super) fn next(&mut self) -> Result<Option<Document>, Failure> {
        let Some(records) = &self.batch.records else {
            return Ok(self.files.next().map(|file| {
                let bytes = length(file).unwrap_or_default();
                self.before += bytes;
                Document::File(file.clone(), bytes)
            }));
        };
        loop {
            if self.open.is_none() {
                let Some(file) = self.files.next() else {
                    return Ok(None);
                };
                match Rows::open(input::path_of(file), records, self.batch.flags.most()) {
                    Ok(rows) => self.open = Some((file, rows)),
                    Err(failure) => return self.damage(file, 1, failure).map(Some),
                }
            }
            let Some((file, rows)) = &mut self.open else {
                continue;
            };
            let file = *file;
            match rows.next() {
                Ok(Some((line, raw))) => {
                    let file = self.several.then(|| file.to_owned());
                    return Ok(Some(Document::Record { file, line, raw }));
                }
                Ok(None) => {
                    self.before += rows.position();
                    self.open = None;
                }
                Err(failure) => {
                    let line = rows.line();
                    self.open = None;
                    return self.damage(file, line, failure).map(Some);
                }
            }
        }
    }

    /// One file of several that cannot be read to its end is one document that failed.
    fn damage(&self, file: &Path, line: usize, failure: Failure) -> Result<Document, Failure> {
        if !self.several {
            return Err(failure);
        }
        let file = file.to_owned();
        let message = failure.message;
        Ok(Document::Damage {
            file,
            line,
            message,
        })
    }

    /// How many bytes are read so far.
    pub(super) fn position(&self) -> u64 {
        let within = self.open.as_ref().map_or(0, |(_, rows)| rows.position());
        self.before + within
    }
}

/// How many bytes the files have; `None` where one is no file.
pub(super) fn total(files: &[PathBuf]) -> Option<u64> {
    files.iter().map(|file| length(file)).sum()
}

fn length(file: &Path) -> Option<u64> {
    let found = input::path_of(file)?.metadata().ok()?;
    found.is_file().then_some(found.len())
}
