//! What the command line promises of any bytes as a file of records: a line of JSON for every record, an exit code that says
//! how it went, and no panic.

use std::path::Path;

/// How a file is read, by the first byte of an input.
const READING: &[&str] = &["--jsonl", "--csv", "--each", "--with-text"];

fn reading(choice: u8) -> &'static str {
    READING[usize::from(choice) % READING.len()]
}

/// The arguments, the program's name left out.
pub fn arguments(choice: u8, input: &Path, output: &Path) -> Vec<std::ffi::OsString> {
    let flags = [
        "timeline",
        reading(choice),
        "-f",
        "json",
        "-q",
        "-j",
        "1",
        "-o",
    ];
    let flags = flags.iter().map(Into::into);
    flags.chain([output.into(), input.into()]).collect()
}

/// What was `written` of `file`, and how the run ended.
pub fn answered(choice: u8, file: &[u8], code: u8, written: &str) {
    assert!(matches!(code, 0 | 3 | 4), "exit {code}");
    assert!(!written.contains("a bug in demarche"), "{written}");
    if reading(choice) == "--with-text" {
        // one timeline, over several lines
        assert!(written.is_empty() || serde_json::from_str::<serde_json::Value>(written).is_ok());
        return;
    }
    for line in written.lines() {
        let read = serde_json::from_str::<serde_json::Value>(line);
        assert!(read.is_ok(), "{line:?}");
    }
    let packed = file.starts_with(b"\x1f\x8b") || file.starts_with(b"\x28\xb5\x2f\xfd");
    if reading(choice) == "--jsonl" && !packed && code != 4 {
        let text = decoded(file);
        let blank = |line: &&[u8]| line.iter().all(u8::is_ascii_whitespace);
        let records = text.split(|&byte| byte == b'\n');
        let wanted = records.filter(|line| !blank(line)).count();
        assert_eq!(written.lines().count(), wanted, "{written}");
    }
}

/// The bytes behind a byte order mark; those of UTF-16 as UTF-8, since half a unit of it may look like the end of a line.
fn decoded(file: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    let units = |read: fn([u8; 2]) -> u16| {
        let (pairs, rest) = file[2..].as_chunks();
        // half a unit is a character that is none
        let broken = (!rest.is_empty()).then_some(0xfffd);
        let units: Vec<u16> = pairs.iter().map(|&pair| read(pair)).chain(broken).collect();
        String::from_utf16_lossy(&units).into_bytes().into()
    };
    match file {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, text @ ..] => text.into(),
        _ => file.into(),
    }
}
