//! What the fuzzer keeps, and what it once broke, keeps its promises: `fuzz/corpus/<target>/*` on stable Rust.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a test stops where it finds something wrong, and says which input

#[path = "support/promises/mod.rs"]
mod promises;

use std::fs;
use std::path::Path;

#[test]
fn every_kept_input_keeps_its_promises() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (name, target) in promises::TARGETS {
        let entries = fs::read_dir(corpus.join(name));
        let entries = entries.unwrap_or_else(|error| panic!("fuzz/corpus/{name}: {error}"));
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty(), "{name} has no corpus");
        for file in files {
            // the name shows in the output of a test that fails
            eprintln!("{}", file.display());
            target(&fs::read(&file).unwrap());
        }
    }
}
