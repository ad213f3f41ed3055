//! What became of the documents of a run, counted.

/// ok + failed + skipped = seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) ok: u64,
    pub(super) failed: u64,
    /// Read, but not worked on: done by an earlier run, or the run was stopped before.
    pub(super) skipped: u64,
}

impl Account {
    pub(super) fn seen(self) -> u64 {
        self.ok + self.failed + self.skipped
    }

    /// The line that closes a run.
    pub(super) fn line(self) -> String {
        let seen = self.seen();
        let documents = if seen == 1 { "document" } else { "documents" };
        format!(
            "{seen} {documents}: {} ok, {} failed, {} skipped",
            self.ok, self.failed, self.skipped
        )
    }
}
