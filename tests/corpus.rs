//! What the fuzzer keeps, and what it once broke, keeps its promises: `fuzz/corpus/<target>/*` on stable Rust.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a test stops where it finds something wrong, and says which input

#[path = "support/promises/mod.rs"]
mod promises;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn inputs(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let entries = fs::read_dir(folder.join(name));
    let entries = entries.unwrap_or_else(|error| panic!("fuzz/corpus/{name}: {error}"));
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{name} has no corpus");
    let files = files.into_iter();
    files
        .map(|file| {
            let bytes = fs::read(&file).unwrap();
            (file, bytes)
        })
        .collect()
}

#[test]
fn every_kept_input_keeps_its_promises() {
    for (name, target) in promises::TARGETS {
        for (file, bytes) in inputs(name) {
            eprintln!("{}", file.display()); // shows where a test fails
            target(&bytes);
        }
    }
}

/// The target "records", which takes the command line in, by the program itself.
#[test]
fn every_kept_file_of_records_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in"), folder.path().join("out.json"));
    for (file, bytes) in inputs("records") {
        eprintln!("{}", file.display());
        let (&choice, bytes) = bytes.split_first().unwrap();
        fs::write(&input, bytes).unwrap();
        let _ = fs::remove_file(&output); // of the file before
        let run = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(promises::records::arguments(choice, &input, &output))
            .output()
            .unwrap();
        let code = run.status.code().unwrap().try_into().unwrap();
        let written = fs::read_to_string(&output).unwrap_or_default();
        promises::records::answered(choice, bytes, code, &written);
    }
}
