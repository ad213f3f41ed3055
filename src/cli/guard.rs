//! One document cannot end the run of many: a panic in one is caught and becomes its error.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

/// Lets nothing of a panic reach stderr but what [`guarded`] says of it.
pub(super) fn quiet() {
    panic::set_hook(Box::new(|_| {}));
}

/// What `work` gives, or what to say where it panics.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic| message(&*panic))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    format!("a bug in demarche, please report it: {words}")
}

/// Panics over a text that holds the words of `DEMARCHE_TEST_PANIC`: so the tests see what becomes of the other documents.
pub(super) fn injected(text: &str) {
    if let Some(words) = std::env::var_os("DEMARCHE_TEST_PANIC") {
        let words = words.to_string_lossy();
        assert!(
            words.is_empty() || !text.contains(&*words),
            "as the test asks"
        );
    }
}
