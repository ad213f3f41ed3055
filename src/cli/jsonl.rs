//! `demarche timeline --jsonl` and `--csv`: one record a line in, one timeline a line out, in the order of the input.
//!
//! A reader thread hands each line to the workers and, in order, the place where its result will arrive to the writer. Both
//! queues are bounded, so memory stays constant however long the input and however slow one record.

use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use demarche::output::RecordError;

use super::arguments::{Reading, Records, TimelineArguments};
use super::failure::{Failure, say};
use super::guard;
use super::input::{self, Bad, Raw, Rows};
use super::outputs::{Outputs, Rendering};
use super::timeline::timeline_of;

/// Records on their way, for each worker: enough that a long one does not leave the others idle.
const AHEAD: usize = 32;

/// A tree of a long sentence is walked by recursion in places; the default of 2 MB is small.
const STACK: usize = 16 << 20;

/// A record of the input, and where its result goes.
struct Job {
    line: usize,
    raw: Raw,
    result: SyncSender<Done>,
}

/// What became of a record: a text for each output, and what went wrong.
struct Done {
    texts: Vec<String>,
    failed: Option<String>,
}

/// Reads every record of the named files, or of standard input.
pub(super) fn run(arguments: &TimelineArguments, outputs: &mut Outputs) -> Result<(), Failure> {
    let files = input::all(&arguments.reading.files);
    input::check(&files)?;
    let records = arguments.records.clone();
    let workers = arguments.jobs.map_or_else(
        || thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    );
    // A record that fails says so in its place; the default hook would write to stderr as well.
    guard::quiet();

    let (jobs, waiting) = sync_channel::<Job>(workers * AHEAD);
    let (order, results) = sync_channel::<Receiver<Done>>(workers * AHEAD);
    let waiting = Arc::new(Mutex::new(waiting));
    let task = Arc::new(Task {
        reading: arguments.reading.clone(),
        records: records.clone(),
        renderings: outputs.renderings(),
    });
    for _ in 0..workers {
        let (waiting, task) = (Arc::clone(&waiting), Arc::clone(&task));
        spawn(move || work(&waiting, &task))?;
    }
    let (read, reading) = sync_channel(1);
    spawn(move || {
        let outcome = files.iter().try_for_each(|file| {
            let rows = Rows::open(input::path_of(file), &records)?;
            feed(rows, &jobs, &order)
        });
        // The writer may be gone: then nobody asks.
        let _ = read.send(outcome);
    })?;
    let (records, failed) = write(&results, outputs, arguments.reading.quiet)?;
    let outcome = reading.recv().unwrap_or(Ok(()));
    outputs.finish()?;
    outcome?;
    if arguments.reading.verbose {
        say(&format!("{records} records read"));
    }
    if failed > 0 {
        let message = format!("{failed} of {records} records failed; their lines say why");
        return Err(Failure::some_failed(message));
    }
    Ok(())
}

fn spawn(run: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    thread::Builder::new()
        .stack_size(STACK)
        .spawn(run)
        .map(drop)
        .map_err(|error| Failure::io(format!("no more threads: {error}; use a smaller -j")))
}

/// Hands on the records of a file; stops where nobody takes them any more.
fn feed(
    mut rows: Rows,
    jobs: &SyncSender<Job>,
    order: &SyncSender<Receiver<Done>>,
) -> Result<(), Failure> {
    while let Some((line, raw)) = rows.next()? {
        let (result, place) = sync_channel(1);
        if order.send(place).is_err() {
            break;
        }
        let job = Job { line, raw, result };
        if jobs.send(job).is_err() {
            break;
        }
    }
    Ok(())
}

/// Writes the results in order; gives the number of records, and of those that failed.
fn write(
    results: &Receiver<Receiver<Done>>,
    outputs: &mut Outputs,
    quiet: bool,
) -> Result<(usize, usize), Failure> {
    let (mut records, mut failed) = (0, 0);
    loop {
        let place = match results.try_recv() {
            Ok(place) => place,
            Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {
                outputs.flush()?; // nothing to do: let a reader downstream see what there is
                match results.recv() {
                    Ok(place) => place,
                    Err(_) => break,
                }
            }
        };
        let done = place
            .recv()
            .expect("a worker catches what goes wrong and always answers");
        records += 1;
        outputs.write_ready(&done.texts)?;
        if let Some(message) = done.failed {
            failed += 1;
            if !quiet {
                say(&message);
            }
        }
    }
    Ok((records, failed))
}

/// What the workers share.
struct Task {
    reading: Reading,
    records: Records,
    renderings: Vec<Rendering>,
}

fn work(waiting: &Mutex<Receiver<Job>>, task: &Task) {
    loop {
        let job = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok(Job { line, raw, result }) = job else {
            return;
        };
        let mut id = None;
        let outcome = guard::guarded(|| record(raw, task, &mut id));
        let done = match outcome {
            Ok(Ok(texts)) => Done {
                texts,
                failed: None,
            },
            Ok(Err(Bad { code, message })) => task.failed(id.as_deref(), line, code, &message),
            Err(panic) => task.failed(id.as_deref(), line, "panic", &panic),
        };
        // The writer may have stopped at a closed pipe.
        let _ = result.send(done);
    }
}

impl Task {
    fn failed(&self, id: Option<&str>, line: usize, code: &'static str, message: &str) -> Done {
        let error = RecordError {
            line: Some(line),
            code,
            message,
        };
        let texts = self
            .renderings
            .iter()
            .map(|rendering| rendering.error(id, &error))
            .collect();
        Done {
            texts,
            failed: Some(format!("line {line}: {message}")),
        }
    }
}

fn record(raw: Raw, task: &Task, found: &mut Option<String>) -> Result<Vec<String>, Bad> {
    let record = input::read_record(raw, &task.reading, &task.records, found)?;
    guard::injected(&record.text);
    let analysis = task.reading.analyzer.analyze(&record.text, &record.options);
    let mut reading = task.reading.clone();
    reading.with_text |= Rendering::any_shows_text(&task.renderings);
    let timeline = timeline_of(analysis, record.notes, &reading);
    let renderings = task.renderings.iter();
    Ok(renderings
        .map(|rendering| rendering.next(&timeline))
        .collect())
}
