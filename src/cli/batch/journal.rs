//! What a run that can be resumed has done, beside its output: so the next one neither loses nor doubles a document.
//!
//! The output grows in `FILE.part`. From time to time its length is noted in `FILE.resume`, with the number of documents in it
//! and a digest of them; a run that finds such a note cuts the output back to that length, passes over these documents and
//! goes on. What was written after the last note is written again, the same bytes.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::account::Account;
use crate::cli::failure::Failure;
use crate::cli::sink::beside;

/// A digest of all documents so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Chain([u8; 32]);

impl Chain {
    /// With the next document.
    pub(super) fn and(self, document: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        digest.update(self.0);
        for part in document {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
        Self(digest.finalize().into())
    }

    fn written(self) -> String {
        let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.map(digit).collect()
    }
}

/// What is noted.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    /// The program and the flags that made the output.
    run: String,
    ok: u64,
    failed: u64,
    /// The digest of the documents.
    documents: String,
    /// The lengths of the outputs, in bytes.
    lengths: Vec<u64>,
    /// Whether only the files' names are not yet the final ones.
    whole: bool,
}

/// Where the notes are kept.
pub(super) struct Journal {
    path: PathBuf,
    run: String,
    /// What the run before had done.
    pub(super) before: Option<Note>,
}

impl Journal {
    /// Reads what was noted beside `output`. Another program or other flags would give other bytes: that is an error.
    pub(super) fn open(output: &Path, run: &str) -> Result<Self, Failure> {
        let path = beside(output, ".resume");
        let run = Chain::default().and(&[run.as_bytes()]).written();
        let before: Option<Note> = match fs::read(&path) {
            Ok(bytes) => Some(serde_json::from_slice(&bytes).map_err(|_| {
                let path = path.display();
                Failure::io(format!(
                    "{path}: not a note of a run; delete it to start over"
                ))
            })?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::read(&path, &error)),
        };
        let journal = Self { path, run, before };
        if let Some(before) = &journal.before
            && before.run != journal.run
        {
            return Err(journal.other("was made with other flags, or by another version"));
        }
        Ok(journal)
    }

    /// The run before is not the beginning of this one.
    pub(super) fn other(&self, what: &str) -> Failure {
        let path = self.path.display();
        Failure::io(format!(
            "{path}: the run to resume {what}; delete that file to start over"
        ))
    }

    /// Notes what is done. Everything before it has to be on the disk.
    pub(super) fn note(
        &self,
        account: Account,
        documents: Chain,
        lengths: Vec<u64>,
        whole: bool,
    ) -> Result<(), Failure> {
        let note = Note {
            run: self.run.clone(),
            ok: account.ok,
            failed: account.failed,
            documents: documents.written(),
            lengths,
            whole,
        };
        let json = serde_json::to_string(&note).expect("strings and numbers are JSON");
        let new = beside(&self.path, ".new");
        let write = || {
            let mut file = File::create(&new)?;
            file.write_all(json.as_bytes())?;
            file.sync_data()?;
            fs::rename(&new, &self.path)
        };
        write().map_err(|error| Failure::write(&self.path, &error))
    }

    /// All is done, and nothing is left to resume.
    pub(super) fn forget(&self) -> Result<(), Failure> {
        fs::remove_file(&self.path).map_err(|error| Failure::write(&self.path, &error))
    }
}

impl Note {
    pub(super) fn account(&self) -> Account {
        Account {
            ok: self.ok,
            failed: self.failed,
            skipped: 0,
        }
    }

    /// How long output `place` was.
    pub(super) fn length(&self, place: usize) -> u64 {
        self.lengths.get(place).copied().unwrap_or_default()
    }

    pub(super) fn is_of(&self, documents: Chain) -> bool {
        self.documents == documents.written()
    }

    pub(super) fn whole(&self) -> bool {
        self.whole
    }
}
