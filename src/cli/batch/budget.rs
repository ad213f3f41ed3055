//! How much may be under way at once: memory stays the same however many threads there are, and however long the input.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A measure of bytes that documents share.
pub(super) struct Budget {
    held: Mutex<Held>,
    freed: Condvar,
    /// So many documents get a share whatever their size.
    documents: usize,
    bytes: usize,
}

#[derive(Default)]
struct Held {
    documents: usize,
    bytes: usize,
}

/// What one document holds of it, until it is dropped.
pub(super) struct Share {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Budget {
    /// One of `bytes`, of which `documents` get a share in any case.
    pub(super) fn of(bytes: usize, documents: usize) -> Arc<Self> {
        Arc::new(Self {
            held: Mutex::default(),
            freed: Condvar::new(),
            documents,
            bytes,
        })
    }

    /// A share of `bytes`, as soon as there is room for it.
    pub(super) fn share(self: &Arc<Self>, bytes: usize) -> Share {
        let full = |held: &mut Held| {
            held.documents >= self.documents && held.bytes.saturating_add(bytes) > self.bytes
        };
        let waited = self.freed.wait_while(self.held(), full);
        let mut held = waited.unwrap_or_else(PoisonError::into_inner);
        held.documents += 1;
        held.bytes = held.bytes.saturating_add(bytes);
        let budget = Arc::clone(self);
        Share { budget, bytes }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Share {
    /// The document holds `bytes` now.
    pub(super) fn becomes(&mut self, bytes: usize) {
        let mut held = self.budget.held();
        held.bytes = held.bytes.saturating_sub(self.bytes).saturating_add(bytes);
        self.bytes = bytes;
        drop(held);
        self.budget.freed.notify_all();
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut held = self.budget.held();
        held.documents -= 1;
        held.bytes = held.bytes.saturating_sub(self.bytes);
        drop(held);
        self.budget.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn never_more_than_there_is_but_for_one() {
        let budget = Budget::of(100, 1);
        let most = Arc::new(AtomicUsize::new(0));
        let threads: Vec<_> = [30, 60, 90, 500, 5, 45]
            .into_iter()
            .map(|bytes| {
                let (budget, most) = (Arc::clone(&budget), Arc::clone(&most));
                std::thread::spawn(move || {
                    for _ in 0..50 {
                        let mut share = budget.share(bytes);
                        let held = budget.held();
                        assert!(held.bytes <= 100 || held.documents == 1);
                        most.fetch_max(held.bytes, Ordering::Relaxed);
                        drop(held);
                        share.becomes(1);
                    }
                })
            })
            .collect();
        for thread in threads {
            thread.join().unwrap();
        }
        assert_eq!(most.load(Ordering::Relaxed), 500);
        let held = budget.held();
        assert_eq!((held.documents, held.bytes), (0, 0));
    }
}
