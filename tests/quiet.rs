//! What no run does: read the clock, talk to the network, look at what nobody named, leave a file behind.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

/// What the library never names: the same text gives the same bytes on every machine, on every day, at any load.
const NOT_IN_THE_LIBRARY: &[&str] = &[
    "Instant",
    "SystemTime",
    "::now(",
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "RandomState",
];

#[test]
fn the_library_reads_no_clock_and_no_file() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(&src).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if !matches!(name, "cli" | "main.rs") {
            look(&path, NOT_IN_THE_LIBRARY, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_command_line_knows_no_network() {
    let mut wrong = Vec::new();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    look(&src, &["std::net", "TcpStream", "UdpSocket"], &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Adds the places below `path` where code that is no test holds one of `words`.
fn look(path: &Path, words: &[&str], wrong: &mut Vec<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            look(&entry.unwrap().path(), words, wrong);
        }
        return;
    }
    if path.extension().is_none_or(|ending| ending != "rs") {
        return;
    }
    let text = fs::read_to_string(path).unwrap();
    let code = &text[..text.find("#[cfg(test)]\nmod").unwrap_or(text.len())];
    for (number, line) in (1..).zip(code.lines()) {
        let line = line.trim_start();
        if line.starts_with("//") {
            continue;
        }
        for word in words.iter().filter(|word| line.contains(**word)) {
            wrong.push(format!("{}:{number}: {word}", path.display()));
        }
    }
}

const ARTICLE: &str =
    "French President Jean Moreau met Indian Prime Minister Rohan Mehta on Monday.\n";

/// Calls of the system that reach for the network.
const NETWORK: &[&str] = &[
    "socket", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg",
];

/// Calls that open or change files.
const FILES: &[&str] = &[
    "open",
    "openat",
    "creat",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
];

/// What the operating system and the loader read before and beside the program.
const SYSTEM: &[&str] = &[
    "/etc/ld.so",
    "/lib",
    "/usr/lib",
    "/proc/",
    "/sys/fs/cgroup",
    "/dev/null",
];

#[test]
fn runs_touch_what_they_are_given_and_nothing_else() {
    if !support::has("strace", "-V") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("a.txt"), ARTICLE).unwrap();
    fs::write(root.join("b.html"), format!("<p>{ARTICLE}</p>")).unwrap();
    let record = serde_json::json!({"id": 1, "text": ARTICLE, "published": "2022-02-15"});
    fs::write(root.join("c.jsonl"), format!("{record}\n")).unwrap();

    check(root, &["times", "a.txt"], &[]);
    check(root, &["actors", "b.html"], &[]);
    check(
        root,
        &["timeline", "a.txt", "-o", "t.json", "-o", "t.html"],
        &["t.html", "t.json"],
    );
    check(root, &["timeline", "a.txt", "b.html", "-f", "json"], &[]);
    check(
        root,
        &[
            "timeline", "--jsonl", "-j", "2", "c.jsonl", "-f", "json", "-o", "t.jsonl",
        ],
        &["t.jsonl"],
    );
    check(root, &["graph", "a.txt", "-o", "t.dot"], &["t.dot"]);
    check(root, &["compare", "t.json", "t.json"], &[]);
    check(root, &["explain", "a.txt"], &[]);
    check(root, &["schema"], &[]);
}

/// Runs `demarche` in `folder` under strace: of files that are not the system's it opens those of the folder, it writes none
/// but `outputs`, and it opens no socket.
fn check(folder: &Path, arguments: &[&str], outputs: &[&str]) {
    let before = names(folder);
    let log = tempfile::NamedTempFile::new().unwrap();
    let calls = [NETWORK, FILES].concat().join(",");
    let run = Command::new("strace")
        .args(["-f", "-qq", "-e", &format!("trace={calls}"), "-o"])
        .arg(log.path())
        .arg(env!("CARGO_BIN_EXE_demarche"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LD_LIBRARY_PATH") // cargo's, where the loader would look first
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&run.stderr)
    );

    let log = fs::read_to_string(log.path()).unwrap();
    assert!(log.contains("openat("), "strace saw nothing: {log}");
    let inside = folder.to_str().unwrap();
    for line in log.lines() {
        let call = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let name = call.split('(').next().unwrap_or_default();
        assert!(!NETWORK.contains(&name), "{arguments:?}: {line}");
        for path in call.split('"').skip(1).step_by(2) {
            let own = !path.starts_with('/') || path.starts_with(inside);
            let system = SYSTEM.iter().any(|start| path.starts_with(start));
            assert!(
                own || system && call.contains("O_RDONLY"),
                "{arguments:?}: {line}"
            );
        }
    }

    let mut wanted = before;
    wanted.extend(outputs.iter().map(|&output| output.to_owned()));
    wanted.sort_unstable();
    wanted.dedup();
    assert_eq!(names(folder), wanted, "{arguments:?}");
}

/// The names in `folder`, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    names
}
