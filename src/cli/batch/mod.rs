//! Many documents in one run, each on its own: files one by one, or records.
//!
//! A reader thread hands each document to the workers and, in order, the place where its result will arrive to the desk. What
//! is under way is bounded, so memory stays constant however long the input and however slow one document; the output is the
//! same bytes for every number of workers.

mod account;
mod budget;
mod desk;
mod journal;
mod progress;
mod read;
mod work;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use demarche::output::RecordError;
use demarche::types::Analysis;
use demarche::{Options, Timeline};

use super::arguments::{BatchFlags, Reading, Records};
use super::failure::Failure;
use super::guard;
use super::input;
use super::interrupt;
use budget::{Budget, Share};
use desk::Desk;
use journal::{Chain, Journal};
use read::Document;

/// Documents on their way, for each worker: enough that a long one does not leave the others idle.
const AHEAD: usize = 32;

/// And so many bytes of documents and of what was made of them, beyond one document a worker.
const UNDER_WAY: usize = 16 << 20;

/// Documents are worked on together up to so many bytes; a longer one is alone. The analysis takes 60 times the bytes of news, and
/// up to 240 times those of a text where nearly every word names an event or a time.
const AT_WORK: usize = 1 << 20;

/// A tree of a long sentence is walked by recursion in places; the default of 2 MB is small.
const STACK: usize = 16 << 20;

/// How long a signal waits for the document that is being written.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// The timeline of a document, or its name and why there is none.
pub(super) type Made<'a> = Result<&'a Timeline, (Option<&'a str>, &'a RecordError<'a>)>;

/// What is asked for.
pub(super) struct Batch {
    pub(super) reading: Reading,
    /// What the fields of records are called; `None` where each file is a document.
    pub(super) records: Option<Records>,
    pub(super) flags: BatchFlags,
    /// Whether the run goes on where the one before was stopped.
    pub(super) resume: bool,
    pub(super) find: fn(&str, &Reading, &Options) -> Result<Analysis, Failure>,
    /// A text for each place.
    pub(super) render: Box<dyn Fn(Made) -> Vec<String> + Send + Sync>,
    pub(super) places: Vec<Output>,
    /// Everything about the looks of the output, in words.
    pub(super) looks: String,
}

/// A place that is written to.
pub(super) struct Output {
    /// `None` for standard output.
    pub(super) path: Option<PathBuf>,
    /// What stands once at its top.
    pub(super) head: &'static str,
}

/// A document, and where its result goes.
struct Job {
    document: Document,
    share: Share,
    result: SyncSender<Done>,
}

/// Where the result of a document will arrive.
struct Place {
    result: Receiver<Done>,
    /// Of all documents so far.
    chain: Chain,
    /// How many bytes of the input are read so far.
    position: u64,
}

/// What became of a document.
struct Done {
    /// A text for each place.
    texts: Vec<String>,
    /// What a person at the terminal should know.
    said: Vec<String>,
    failed: Option<Failed>,
    /// Held until it is written.
    _share: Share,
}

struct Failed {
    /// The error record.
    line: String,
    message: String,
}

/// Reads every document of the files, or of standard input.
pub(super) fn run(batch: Batch) -> Result<(), Failure> {
    let files = input::all(&batch.reading.files);
    if batch.records.is_some() {
        input::check(&files)?;
    }
    let desk = Desk::open(&batch, read::total(&files))?;
    // A document that fails says so in its place; the default hook would write to stderr as well.
    guard::quiet();
    let before = desk.done_before();
    let desk = Arc::new(Mutex::new(desk));
    let read = Arc::new(AtomicU64::new(0));
    stop_well(&desk, &read);

    let workers = batch.flags.jobs.map_or_else(
        || thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    );
    let (jobs, waiting) = sync_channel::<Job>(workers * AHEAD);
    let (order, results) = sync_channel::<Place>(workers * AHEAD);
    let (passed, passing) = sync_channel(1);
    let waiting = Arc::new(Mutex::new(waiting));
    let batch = Arc::new(batch);
    let at_work = Budget::of(AT_WORK, 1);
    for _ in 0..workers {
        let (waiting, batch, at_work) = (waiting.clone(), batch.clone(), at_work.clone());
        spawn(move || work(&waiting, &batch, &at_work))?;
    }
    let under_way = Budget::of(UNDER_WAY, workers);
    let (tell, reading) = sync_channel(1);
    spawn(move || {
        let feed = Feed {
            batch: &batch,
            under_way,
            read: &read,
            jobs,
            order,
        };
        // The desk may be gone: then nobody asks.
        let _ = tell.send(feed.all(&files, before, &passed));
    })?;
    let take_all = || {
        if let Ok((count, chain)) = passing.recv() {
            lock(&desk).passed_over(count, chain)?;
        }
        write(&results, &desk)?;
        reading.recv().unwrap_or(Ok(()))?;
        lock(&desk).finish()
    };
    let outcome = take_all();
    lock(&desk).leave();
    outcome
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn spawn(run: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    thread::Builder::new()
        .stack_size(STACK)
        .spawn(run)
        .map(drop)
        .map_err(|error| Failure::io(format!("no more threads: {error}; use a smaller -j")))
}

/// A signal ends the run between two documents, and the account is closed.
fn stop_well(desk: &Arc<Mutex<Desk>>, read: &Arc<AtomicU64>) {
    let (desk, read) = (Arc::clone(desk), Arc::clone(read));
    interrupt::last_words(move || {
        let pause = LAST_WORDS / 100;
        for _ in 0..100 {
            match desk.try_lock() {
                Ok(mut desk) => {
                    desk.stop(read.load(Ordering::Relaxed));
                    // Nothing more is written.
                    std::mem::forget(desk);
                    return;
                }
                Err(TryLockError::Poisoned(_)) => return,
                Err(TryLockError::WouldBlock) => thread::sleep(pause),
            }
        }
    });
}

/// Hands out the documents.
struct Feed<'a> {
    batch: &'a Batch,
    under_way: Arc<Budget>,
    read: &'a AtomicU64,
    jobs: SyncSender<Job>,
    order: SyncSender<Place>,
}

impl Feed<'_> {
    /// Passes over as many documents as were done `before`, tells so, and hands on the others; stops where nobody takes them
    /// any more.
    fn all(
        self,
        files: &[PathBuf],
        before: u64,
        passed: &SyncSender<(u64, Chain)>,
    ) -> Result<(), Failure> {
        let mut chain = Chain::default();
        let mut count = 0;
        if before == 0 {
            let _ = passed.send((0, chain));
        }
        let mut documents = read::documents(files, self.batch);
        while let Some(document) = documents.next()? {
            if self.batch.resume {
                chain = document.chained(chain);
            }
            self.read.fetch_add(1, Ordering::Relaxed);
            count += 1;
            if count <= before {
                if count == before {
                    let _ = passed.send((count, chain));
                }
                continue;
            }
            let share = self.under_way.share(document.bytes());
            let (result, arrival) = sync_channel(1);
            let place = Place {
                result: arrival,
                chain,
                position: documents.position(),
            };
            let job = Job {
                document,
                share,
                result,
            };
            if self.order.send(place).is_err() || self.jobs.send(job).is_err() {
                return Ok(());
            }
        }
        if count < before {
            let _ = passed.send((count, chain));
        }
        Ok(())
    }
}

/// Hands the results to the desk, in order.
fn write(results: &Receiver<Place>, desk: &Mutex<Desk>) -> Result<(), Failure> {
    loop {
        let place = match results.try_recv() {
            Ok(place) => place,
            Err(TryRecvError::Disconnected) => return Ok(()),
            Err(TryRecvError::Empty) => {
                lock(desk).flush()?; // nothing to do: let a reader downstream see what there is
                match results.recv() {
                    Ok(place) => place,
                    Err(_) => return Ok(()),
                }
            }
        };
        let done = place.result.recv();
        let done = done.expect("a worker catches what goes wrong and always answers");
        lock(desk).take(&place, &done)?;
    }
}

fn work(waiting: &Mutex<Receiver<Job>>, batch: &Batch, at_work: &Arc<Budget>) {
    loop {
        let job = lock(waiting).recv();
        let Ok(Job {
            document,
            mut share,
            result,
        }) = job
        else {
            return;
        };
        let alone = at_work.share(document.bytes());
        let made = work::made(document, batch);
        share.becomes(made.texts.iter().map(String::len).sum());
        drop(alone);
        // The desk may have stopped at a closed pipe.
        let _ = result.send(made.done(share));
    }
}

impl Batch {
    /// The notes of the run, where it can be resumed.
    fn journal(&self) -> Result<Option<Journal>, Failure> {
        if !self.resume {
            return Ok(None);
        }
        let paths: Option<Vec<&PathBuf>> = self
            .places
            .iter()
            .map(|place| place.path.as_ref())
            .collect();
        let Some([first, ..]) = paths.as_deref() else {
            return Err(Failure::usage(
                "--resume needs a file to write: name it with -o",
            ));
        };
        let mut dictionaries = Vec::new();
        for path in &self.reading.dictionaries.actors {
            let bytes = std::fs::read(path).map_err(|error| Failure::read(path, &error))?;
            dictionaries.push(Chain::default().and(&[&bytes]));
        }
        let Reading {
            input_format,
            published,
            events,
            offsets,
            with_text,
            ..
        } = &self.reading;
        let run = format!(
            "{:?}",
            (
                env!("CARGO_PKG_VERSION"),
                (&paths, &self.looks, &self.records),
                (input_format, published, events, offsets, with_text),
                (&self.flags.errors, self.flags.most()),
                dictionaries,
            )
        );
        Journal::open(first, &run).map(Some)
    }
}
