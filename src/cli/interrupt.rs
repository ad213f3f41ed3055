//! Files that are not whole yet, and what becomes of them where the run is stopped: nothing stays behind.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

/// Where the files stand that are not whole yet. Whoever makes, renames or deletes one holds the lock meanwhile.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a file that goes away where the run is stopped before [`persist`].
pub(super) fn file(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    let mut unfinished = unfinished();
    let file = make()?;
    unfinished.push(file.path().to_owned());
    Ok(file)
}

/// Puts a whole file in its place.
pub(super) fn persist(file: NamedTempFile, path: &Path) -> io::Result<()> {
    let mut unfinished = unfinished();
    unfinished.retain(|other| other != file.path());
    file.persist(path).map(drop).map_err(|error| error.error)
}

type LastWords = Box<dyn FnOnce() + Send>;

/// What is done before a signal ends the run.
static LAST_WORDS: Mutex<Option<LastWords>> = Mutex::new(None);

/// Has `words` called before a signal ends the run.
pub(super) fn last_words(words: impl FnOnce() + Send + 'static) {
    let mut last = LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    *last = Some(Box::new(words));
}

#[cfg(unix)]
fn say_last_words() {
    let mut last = LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(words) = last.take() {
        words();
    }
}

/// From here on, an interrupt, a hang-up or a request to end deletes what is not whole and then ends the run as it would have
/// ended without: a shell sees which signal it was.
#[cfg(unix)]
pub(super) fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    // Without the watch, a signal ends the run at once: only a file that is not whole may stay.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGXFSZ]) else {
        return;
    };
    let wait = move || {
        for signal in signals.forever() {
            if signal == SIGXFSZ {
                continue; // a file grew beyond the limit of the process: the write says so
            }
            say_last_words();
            let unfinished = unfinished();
            for path in unfinished.iter() {
                let _ = std::fs::remove_file(path);
            }
            // The lock is kept: no new file comes into being.
            let _ = emulate_default_handler(signal);
        }
    };
    let _ = std::thread::Builder::new().spawn(wait);
}

#[cfg(not(unix))]
pub(super) fn watch() {}
