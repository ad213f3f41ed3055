//! Many documents in one run: one that fails, a run that is stopped, a disk that is full.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const ARTICLE: &str =
    "French President Jean Moreau met Indian Prime Minister Rohan Mehta on Monday.\n";
const POISON: &str = "The envoy left the swallowed city on Monday.\n";

fn demarche(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command
        .args(arguments)
        .env("DEMARCHE_TEST_PANIC", "swallowed city");
    command
}

fn feed(arguments: &[&str], input: &str) -> Output {
    let mut child = start(arguments);
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

fn start(arguments: &[&str]) -> Child {
    let mut command = demarche(arguments);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn lines(bytes: &[u8]) -> Vec<serde_json::Value> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

#[test]
fn a_panic_in_one_document_leaves_the_others_be() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (name, text) in [("a.txt", ARTICLE), ("b.txt", POISON), ("c.txt", ARTICLE)] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        files.push(path.display().to_string());
    }
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let records: Vec<String> = [ARTICLE, POISON, ARTICLE]
        .iter()
        .map(|text| format!("{}\n", serde_json::json!({ "id": "x", "text": text })))
        .collect();
    let check = |output: &Output| {
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{message}");
        let made = lines(&output.stdout);
        assert_eq!(made.len(), 3);
        assert_eq!(made[1]["error"]["code"], "panic");
        assert!(made[0]["error"].is_null() && made[2]["error"].is_null());
        assert!(!message.contains("panicked at"), "{message}");
    };
    check(
        &demarche(&["timeline", "--each", "-f", "json"])
            .args(&files)
            .output()
            .unwrap(),
    );
    check(
        &demarche(&["times", "-f", "json"])
            .args(&files)
            .output()
            .unwrap(),
    );
    check(&feed(
        &["timeline", "--jsonl", "-f", "json"],
        &records.concat(),
    ));
    check(&feed(
        &["times", "--jsonl", "-f", "json"],
        &records.concat(),
    ));
}

#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_leaves_no_file() {
    use std::os::unix::process::ExitStatusExt;
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out.json").display().to_string();
        // standard input stays open: the run waits for more
        let mut child = start(&["timeline", "--jsonl", "-o", &out]);
        let started = Instant::now();
        while names(folder.path()).is_empty() {
            assert!(started.elapsed() < Duration::from_secs(60));
            std::thread::sleep(Duration::from_millis(5));
        }
        let kill = Command::new("sh")
            .args(["-c", &format!("kill -{name} {}", child.id())])
            .status();
        assert!(kill.unwrap().success());
        assert_eq!(child.wait().unwrap().signal(), Some(number));
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt").display().to_string();
    fs::write(&file, ARTICLE).unwrap();
    let output = demarche(&["timeline", &file, "-f", "json", "-o", "/dev/full"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/dev/full: cannot be written"));
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = demarche(&["timeline", &file, "-f", "json"]);
    assert_eq!(command.stdout(full).status().unwrap().code(), Some(4));
}
