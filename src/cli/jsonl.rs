//! `demarche timeline --jsonl`: one record a line in, one timeline a line out, in the order of the input.
//!
//! A reader thread hands each line to the workers and, in order, the place where its result will arrive to the writer. Both
//! queues are bounded, so memory stays constant however long the input and however slow one record.

use std::io::BufRead;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use demarche::Options;
use demarche::output::RecordError;
use demarche::types::{Note, NoteCode, Publication, PublishedFrom, Span};
use serde_json::Value;

use super::arguments::{Reading, TimelineArguments};
use super::failure::{Failure, say};
use super::guard;
use super::input;
use super::outputs::{Outputs, Rendering};
use super::timeline::timeline_of;

/// Records on their way, for each worker: enough that a long one does not leave the others idle.
const AHEAD: usize = 32;

/// A tree of a long sentence is walked by recursion in places; the default of 2 MB is small.
const STACK: usize = 16 << 20;

/// A line of the input, and where its result goes.
struct Job {
    line: usize,
    bytes: Vec<u8>,
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
        renderings: outputs.renderings(),
    });
    for _ in 0..workers {
        let (waiting, task) = (Arc::clone(&waiting), Arc::clone(&task));
        spawn(move || work(&waiting, &task))?;
    }
    let (read, reading) = sync_channel(1);
    spawn(move || {
        let outcome = files.iter().try_for_each(|file| {
            let input = input::lines(input::path_of(file))?;
            feed(input, &jobs, &order)
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

/// Hands on the lines of `input`; stops where nobody takes them any more.
fn feed(
    mut input: Box<dyn BufRead + Send>,
    jobs: &SyncSender<Job>,
    order: &SyncSender<Receiver<Done>>,
) -> Result<(), Failure> {
    let mut line = 0;
    while let Some(bytes) = input::next_line(&mut *input, &mut line)? {
        let (result, place) = sync_channel(1);
        if order.send(place).is_err() {
            break;
        }
        let job = Job {
            line,
            bytes,
            result,
        };
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
    renderings: Vec<Rendering>,
}

fn work(waiting: &Mutex<Receiver<Job>>, task: &Task) {
    loop {
        let job = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok(Job {
            line,
            bytes,
            result,
        }) = job
        else {
            return;
        };
        let mut id = None;
        let outcome = guard::guarded(|| record(bytes, task, &mut id));
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

/// Why a record cannot be read.
pub(super) struct Bad {
    pub(super) code: &'static str,
    pub(super) message: String,
}

/// A record as it came in.
pub(super) struct Record {
    pub(super) text: String,
    pub(super) options: Options,
    /// What was seen before there was a text.
    pub(super) notes: Vec<Note>,
}

fn record(bytes: Vec<u8>, task: &Task, found: &mut Option<String>) -> Result<Vec<String>, Bad> {
    let record = read_record(bytes, &task.reading, found)?;
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

/// Reads one record; `found` keeps its id for the case that the rest fails.
pub(super) fn read_record(
    bytes: Vec<u8>,
    reading: &Reading,
    found: &mut Option<String>,
) -> Result<Record, Bad> {
    let bad = |code, message: &str| Bad {
        code,
        message: message.to_owned(),
    };
    let (line, note) = input::decode(bytes);
    let line = line.trim_start_matches('\u{feff}').trim();
    let record: Value = serde_json::from_str(line)
        .map_err(|error| bad("bad-json", &format!("not a JSON record: {error}")))?;
    let Value::Object(mut fields) = record else {
        return Err(bad(
            "bad-record",
            "not a JSON object; write {\"id\": …, \"text\": …, \"published\": …}",
        ));
    };
    *found = match fields.remove("id") {
        None | Some(Value::Null) => None,
        Some(Value::String(id)) => Some(id),
        Some(Value::Number(id)) => Some(id.to_string()),
        Some(_) => return Err(bad("bad-id", "‘id’ is neither a string nor a number")),
    };
    let Some(Value::String(text)) = fields.remove("text") else {
        return Err(bad("no-text", "‘text’ is missing or no string"));
    };
    let mut notes: Vec<Note> = note.into_iter().collect();
    let published = match fields.remove("published") {
        None | Some(Value::Null) => None,
        Some(Value::String(date)) => match demarche::publication(&date) {
            Some(published) => Some(Publication {
                from: PublishedFrom::Record,
                ..published
            }),
            // Words are no date at all: the text can still be read without one.
            None if !shaped_like_a_date(&date) => {
                notes.push(Note {
                    code: NoteCode::BadPublished,
                    span: Span::default(),
                    message: format!("‘{date}’ is no publication date; write YYYY-MM-DD"),
                });
                None
            }
            None => {
                let message = format!(
                    "‘published’ is no day of the calendar: ‘{date}’; write 2022-02-15 or 2022-02-15T18:30:00"
                );
                return Err(bad("bad-published", &message));
            }
        },
        Some(_) => return Err(bad("bad-published", "‘published’ is no string")),
    };
    let title = match fields.remove("title") {
        Some(Value::String(title)) => Some(title),
        _ => None,
    };
    let mut options = reading.options(found.clone());
    options.published = published.or(options.published);
    options.title = title;
    options.raw = options.markup.is_none();
    Ok(Record {
        text,
        options,
        notes,
    })
}

/// `2024-02-30`, and `2024-3-1`, but not "Today".
fn shaped_like_a_date(text: &str) -> bool {
    let text = text.trim().as_bytes();
    text.len() > 4 && text[..4].iter().all(u8::is_ascii_digit) && b"-/.".contains(&text[4])
}
