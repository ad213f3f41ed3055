//! Where the results of a batch arrive, one after the other: they are written, counted and noted.

use std::path::PathBuf;

use super::account::Account;
use super::journal::{Chain, Journal, Note};
use super::progress::Progress;
use super::{Batch, Done, Place};
use crate::cli::failure::{Failure, bar, say};
use crate::cli::sink::Sink;

/// A note is taken after so many documents, or so many bytes of output.
const NOTE_DOCUMENTS: u64 = 256;
const NOTE_BYTES: usize = 8 << 20;

/// Writes what is done.
pub(super) struct Desk {
    sinks: Vec<Sink>,
    /// Where the errors go, if not in the place of the timeline.
    errors: Option<Sink>,
    account: Account,
    /// Of what an earlier run did.
    before: Account,
    quiet: bool,
    progress: Option<Progress>,
    journal: Option<Journal>,
    /// Of all documents that are written.
    chain: Chain,
    /// Since the last note.
    documents: u64,
    bytes: usize,
}

impl Desk {
    /// Opens every place.
    pub(super) fn open(batch: &Batch, total: Option<u64>) -> Result<Self, Failure> {
        let journal = batch.journal()?;
        let before = journal.as_ref().and_then(|journal| journal.before.as_ref());
        let mut files: Vec<Option<&PathBuf>> = batch
            .places
            .iter()
            .map(|place| place.path.as_ref())
            .collect();
        files.extend(batch.flags.errors.as_ref().map(Some));
        let mut sinks = Vec::with_capacity(files.len());
        for (place, path) in files.into_iter().enumerate() {
            sinks.push(match (path, &journal) {
                (None, _) => Sink::stdout(),
                (Some(path), None) => Sink::file(path)?,
                (Some(path), Some(_)) => {
                    let length = before.map_or(0, |before| before.length(place));
                    let named = before.is_some_and(Note::whole);
                    Sink::part(path, length, named)?
                }
            });
        }
        let errors = batch.flags.errors.is_some().then(|| sinks.pop()).flatten();
        if before.is_none() {
            for (sink, place) in sinks.iter_mut().zip(&batch.places) {
                sink.write(place.head)?;
            }
        }
        let quiet = batch.reading.quiet;
        Ok(Self {
            sinks,
            errors,
            account: Account::default(),
            before: before.map(Note::account).unwrap_or_default(),
            quiet,
            progress: if quiet { None } else { Progress::start(total) },
            journal,
            chain: Chain::default(),
            documents: 0,
            bytes: 0,
        })
    }

    /// How many documents an earlier run did.
    pub(super) fn done_before(&self) -> u64 {
        self.before.seen()
    }

    /// The documents an earlier run did were passed over.
    pub(super) fn passed_over(&mut self, count: u64, chain: Chain) -> Result<(), Failure> {
        self.account.skipped = count;
        self.chain = chain;
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        match &journal.before {
            Some(before) if count < self.before.seen() || !before.is_of(chain) => {
                let other = journal.other("had other documents to read");
                self.journal = None; // it stays as it is
                Err(other)
            }
            _ => Ok(()),
        }
    }

    /// Writes what became of a document.
    pub(super) fn take(&mut self, place: &Place, done: &Done) -> Result<(), Failure> {
        let failed = done.failed.as_ref();
        match (&mut self.errors, failed) {
            (Some(errors), Some(failed)) => errors.write(&failed.line)?,
            _ => {
                for (sink, text) in self.sinks.iter_mut().zip(&done.texts) {
                    sink.write(text)?;
                }
            }
        }
        self.account.ok += u64::from(failed.is_none());
        self.account.failed += u64::from(failed.is_some());
        if !self.quiet {
            for words in done.said.iter().chain(failed.map(|failed| &failed.message)) {
                say(words);
            }
        }
        if let Some(progress) = &mut self.progress {
            progress.draw(self.account, place.position);
        }
        self.chain = place.chain;
        self.documents += 1;
        self.bytes += done.texts.iter().map(String::len).sum::<usize>();
        if self.documents >= NOTE_DOCUMENTS || self.bytes >= NOTE_BYTES {
            self.note(false)?;
        }
        Ok(())
    }

    /// Notes how far the run has come, where it can be resumed.
    fn note(&mut self, whole: bool) -> Result<(), Failure> {
        (self.documents, self.bytes) = (0, 0);
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        let sinks = self.sinks.iter_mut().chain(&mut self.errors);
        let lengths: Result<Vec<u64>, Failure> = sinks.map(Sink::settle).collect();
        journal.note(self.all(), self.chain, lengths?, whole)
    }

    /// Of all the runs together.
    fn all(&self) -> Account {
        Account {
            ok: self.before.ok + self.account.ok,
            failed: self.before.failed + self.account.failed,
            skipped: 0,
        }
    }

    /// Hands on what is buffered, so that a reader downstream need not wait.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        let mut sinks = self.sinks.iter_mut().chain(&mut self.errors);
        sinks.try_for_each(Sink::flush)
    }

    /// Puts every file in its place, and closes the account.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        bar(false);
        self.note(true)?;
        let sinks = self.sinks.drain(..).chain(self.errors.take());
        sinks.into_iter().try_for_each(Sink::finish)?;
        self.journal.as_ref().map_or(Ok(()), Journal::forget)?;
        let line = match self.before.failed {
            0 => self.account.line(),
            failed => format!("{}, of which {failed} failed before", self.account.line()),
        };
        if self.all().failed > 0 {
            return Err(Failure::some_failed(line));
        }
        if !self.quiet {
            say(&line);
        }
        Ok(())
    }

    /// Leaves no file behind that is not whole, but for a run that can be resumed.
    pub(super) fn leave(&mut self) {
        bar(false);
        if !self.sinks.is_empty() {
            // The run failed in any case.
            let _ = self.note(false);
        }
        self.sinks.clear();
        self.errors = None;
    }

    /// The run ends here, after `read` documents were read: what is written stays as whole as it can be.
    pub(super) fn stop(&mut self, read: u64) {
        bar(false);
        // The run fails in any case.
        let _ = self.flush();
        let _ = self.note(false);
        self.account.skipped += read.saturating_sub(self.account.seen());
        if !self.quiet {
            say(&format!("stopped: {}", self.account.line()));
        }
    }
}
