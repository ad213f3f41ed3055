//! How far a long run has come, on one line of a terminal. The only place that reads a clock.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::account::Account;
use crate::cli::failure;

/// A run shorter than this needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Time between two drawings.
const PAUSE: Duration = Duration::from_millis(100);

pub(super) struct Progress {
    started: Instant,
    drawn: Option<Instant>,
    /// The bytes that there are to read, where that can be known.
    total: Option<u64>,
}

impl Progress {
    /// One that draws where stderr is a terminal; `None` where nobody looks.
    pub(super) fn start(total: Option<u64>) -> Option<Self> {
        let looked_at = io::stderr().is_terminal();
        looked_at.then(|| Self {
            started: Instant::now(),
            drawn: None,
            total,
        })
    }

    /// `bytes` of the input are done.
    pub(super) fn draw(&mut self, account: Account, bytes: u64) {
        let elapsed = self.started.elapsed();
        let fresh = self.drawn.is_some_and(|drawn| drawn.elapsed() < PAUSE);
        if elapsed < PATIENCE || fresh {
            return;
        }
        self.drawn = Some(Instant::now());
        let line = line(account, bytes, self.total, elapsed);
        failure::bar(true);
        let mut stderr = io::stderr();
        // Where stderr is closed there is nobody to tell.
        let _ = write!(stderr, "\r\x1b[K{line}");
        let _ = stderr.flush();
    }
}

/// "1,200 documents  340/s  1.7 MB/s  42 %  1:05 left  3 failed".
fn line(account: Account, bytes: u64, total: Option<u64>, elapsed: Duration) -> String {
    let seconds = elapsed.as_secs_f64().max(0.001);
    #[expect(clippy::cast_precision_loss, reason = "shown with three digits")]
    let (documents, bytes) = ((account.ok + account.failed) as f64, bytes as f64);
    let mut parts = vec![
        format!("{} documents", account.seen()),
        format!("{:.0}/s", documents / seconds),
        format!("{:.1} MB/s", bytes / seconds / 1e6),
    ];
    #[expect(clippy::cast_precision_loss, reason = "shown with three digits")]
    let share = total
        .filter(|&total| total > 0)
        .map(|total| bytes / total as f64);
    if let Some(share) = share.filter(|&share| share > 0.0) {
        let share = share.min(1.0);
        let left = Duration::from_secs_f64((seconds / share - seconds).min(1e9)).as_secs();
        parts.push(format!("{:.0} %", share * 100.0));
        parts.push(format!("{}:{:02} left", left / 60, left % 60));
    }
    parts.push(format!("{} failed", account.failed));
    parts.join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line() {
        let account = |ok, failed, skipped| Account {
            ok,
            failed,
            skipped,
        };
        let check = |account, bytes, total, seconds, wanted: &str| {
            let elapsed = Duration::from_secs(seconds);
            assert_eq!(line(account, bytes, total, elapsed), wanted);
        };
        check(
            account(97, 3, 0),
            20_000_000,
            Some(80_000_000),
            40,
            "100 documents  2/s  0.5 MB/s  25 %  2:00 left  3 failed",
        );
        check(
            account(20, 0, 80),
            20_000_000,
            None,
            10,
            "100 documents  2/s  2.0 MB/s  0 failed",
        );
        check(
            account(1, 0, 0),
            9,
            Some(6),
            1,
            "1 documents  1/s  0.0 MB/s  100 %  0:00 left  0 failed",
        );
        check(
            account(0, 0, 0),
            0,
            Some(0),
            0,
            "0 documents  0/s  0.0 MB/s  0 failed",
        );
    }
}
