//! Bytes of anybody as a file of records, packed or not: the whole command line but for its process. A record a line gives a
//! line of JSON a line, and nothing panics. The first byte chooses how the file is read.
#![no_main]

#[allow(dead_code)] // run(), which watches for signals
#[path = "../../src/cli/mod.rs"]
mod cli;
#[path = "../../tests/support/promises/mod.rs"]
mod promises;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::LazyLock;

/// A folder of this process, where the one input and the one output stand.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("demarche-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("there is room for a folder");
    folder
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (&choice, file) = bytes.split_first().unwrap_or((&0, &[]));
    let (input, output) = (FOLDER.join("in"), FOLDER.join("out.json"));
    fs::write(&input, file).expect("there is room for a file");
    let _ = fs::remove_file(&output);
    let mut arguments = promises::records::arguments(choice, &input, &output);
    arguments.insert(0, "demarche".into());
    let code = cli::answer(arguments);
    let code = (0..=4)
        .find(|&number| code == ExitCode::from(number))
        .expect("a code of ours");
    promises::records::answered(
        choice,
        file,
        code,
        &fs::read_to_string(&output).unwrap_or_default(),
    );
});
