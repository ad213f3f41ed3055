//! Many documents in one run: one that fails, a run that is stopped, a disk that is full.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

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
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        // The command may be done before it has read all.
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
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
        let stdin = child.stdin.take();
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
        drop(stdin);
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

// ---- many documents

/// Records of all kinds: good ones of one to twelve sentences, and one in nine that cannot be read.
fn records(count: usize) -> String {
    let mut records = String::new();
    for number in 0..count {
        let text = ARTICLE.repeat(1 + (number * 7) % 12);
        let record = match number % 9 {
            4 => "{\"id\": 7".to_owned(),
            6 => serde_json::json!({ "id": number, "text": POISON }).to_string(),
            _ => serde_json::json!({ "id": number, "text": text, "published": "2024-02-13" })
                .to_string(),
        };
        records += &record;
        records.push('\n');
    }
    records
}

#[track_caller]
fn last_line(output: &Output) -> String {
    let message = String::from_utf8_lossy(&output.stderr);
    message.lines().last().unwrap_or_default().to_owned()
}

fn file(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let input = records(90);
    for flags in [
        &["timeline", "--jsonl", "-f", "json"][..],
        &["timeline", "--jsonl", "-f", "csv"],
        &["times", "--jsonl"],
    ] {
        let of = |jobs: &str| feed(&[flags, &["-j", jobs]].concat(), &input);
        let one = of("1");
        assert_eq!(one.status.code(), Some(3));
        assert_eq!(
            last_line(&one),
            "demarche: 90 documents: 70 ok, 20 failed, 0 skipped"
        );
        for jobs in ["2", "3", "17"] {
            assert_eq!(of(jobs), one, "{flags:?} -j {jobs}");
        }
    }
    // files too
    let folder = tempfile::tempdir().unwrap();
    for number in 0..40 {
        let text = ARTICLE.repeat(1 + (number * 7) % 12);
        let text = if number == 9 { POISON } else { &text };
        file(&folder, &format!("{number:02}.txt"), text);
    }
    let of = |jobs: &str| {
        let folder = folder.path().to_str().unwrap();
        let flags = ["timeline", "--each", "-f", "json", "-v", "-j", jobs, folder];
        demarche(&flags).output().unwrap()
    };
    let one = of("1");
    assert_eq!(
        last_line(&one),
        "demarche: 40 documents: 39 ok, 1 failed, 0 skipped"
    );
    assert_eq!(of("4"), one);
}

#[test]
fn errors_have_a_file_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (errors, out) = (path("errors.jsonl"), path("out.csv"));
    let input = records(18);
    let flags = ["timeline", "--jsonl", "--errors", &errors, "-f"];
    let output = feed(&[&flags[..], &["json"]].concat(), &input);
    assert_eq!(output.status.code(), Some(3));
    let made = lines(&output.stdout);
    assert_eq!(made.len(), 14);
    assert!(made.iter().all(|timeline| timeline["error"].is_null()));
    let failed = lines(&fs::read(&errors).unwrap());
    let codes: Vec<_> = failed
        .iter()
        .map(|line| {
            (
                line["error"]["line"].as_u64(),
                line["error"]["code"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        codes,
        [
            (Some(5), Some("bad-json")),
            (Some(7), Some("panic")),
            (Some(14), Some("bad-json")),
            (Some(16), Some("panic"))
        ]
    );
    // where the format has no word for an error too
    feed(&[&flags[..], &["csv", "-o", &out]].concat(), &input);
    assert_eq!(lines(&fs::read(&errors).unwrap()).len(), 4);
    // for one document there are none
    let output = feed(&["timeline", "--errors", &errors], ARTICLE);
    assert_eq!(output.status.code(), Some(2));
    assert!(last_line(&output).contains("--each"));
}

#[test]
fn what_is_too_much_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let long = ARTICLE.repeat(30);
    let garbage: Vec<u8> = (0..4000_u32)
        .map(|n| (n * n * 31).to_le_bytes()[1])
        .collect();
    let names = [
        file(&folder, "a.txt", ARTICLE),
        file(&folder, "b.txt", &long),
        file(&folder, "c.bin", &garbage),
        file(&folder, "d.txt", ARTICLE),
    ];
    let names = names.each_ref().map(String::as_str);
    let codes = |flags: &[&str]| -> Vec<String> {
        let output = demarche(&[&["timeline", "--each", "-f", "json"], flags, &names].concat())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3));
        lines(&output.stdout)
            .iter()
            .map(|line| line["error"]["code"].as_str().unwrap_or("ok").to_owned())
            .collect()
    };
    assert_eq!(codes(&[]), ["ok", "ok", "bad-encoding", "ok"]);
    assert_eq!(
        codes(&["--max-doc-bytes", "1k"]),
        ["ok", "too-big", "too-big", "ok"]
    );
    assert_eq!(
        codes(&["--max-doc-tokens", "100"]),
        ["ok", "too-much-work", "bad-encoding", "ok"]
    );
    // a record keeps its name
    for (flag, head) in [("--jsonl", ""), ("--csv", "id,text\n")] {
        let (open, close) = if flag == "--csv" {
            ("r7,\"", "\"")
        } else {
            ("{\"id\":\"r7\",\"text\":\"", "\"}")
        };
        let bytes = [
            head.as_bytes(),
            open.as_bytes(),
            &[0x01, 0xff, 0x00].repeat(99),
            close.as_bytes(),
            b"\n",
        ]
        .concat();
        let path = folder.path().join("records");
        fs::write(&path, bytes).unwrap();
        let output = demarche(&["timeline", flag, "-f", "json", path.to_str().unwrap()])
            .output()
            .unwrap();
        let line = &lines(&output.stdout)[0];
        assert_eq!(line["error"]["code"], "bad-encoding");
        assert_eq!(line["documents"][0]["id"], "r7", "{flag}");
    }
    // records, of which not even the rest of the line is kept
    let record = |text: &str| format!("{}\n", serde_json::json!({ "text": text }));
    let json = [record(ARTICLE), record(&long), record(ARTICLE)].concat();
    let table = format!("text\n{ARTICLE}\"{long}\"\n{ARTICLE}");
    for (flag, input, line) in [("--jsonl", &json, 2), ("--csv", &table, 3)] {
        let limits = ["--max-doc-bytes", "300"];
        let output = feed(
            &[&["timeline", flag, "-f", "json"], &limits[..]].concat(),
            input,
        );
        let made = lines(&output.stdout);
        assert_eq!(made.len(), 3, "{flag}");
        assert_eq!(made[1]["error"]["code"], "too-big");
        assert_eq!(made[1]["error"]["line"], line);
        assert!(made[2]["error"].is_null());
        assert_eq!(
            last_line(&output),
            "demarche: 3 documents: 2 ok, 1 failed, 0 skipped"
        );
    }
    // the same limits for one document
    for flags in [["--max-doc-bytes", "1k"], ["--max-doc-tokens", "100"]] {
        let output = demarche(&[&["timeline", names[1]], &flags[..]].concat())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(4));
        assert!(
            last_line(&output).contains(flags[0]),
            "{}",
            last_line(&output)
        );
    }
    // four million bytes where nothing is said
    let output = feed(
        &["times", "--jsonl", "-f", "json"],
        &record(&"a ".repeat((2 << 20) + 9)),
    );
    assert_eq!(lines(&output.stdout)[0]["error"]["code"], "too-big");
    let output = feed(
        &["times", "--jsonl", "-f", "json", "--max-doc-bytes", "7M"],
        &record(&"a ".repeat((2 << 20) + 9)),
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_damaged_file_of_records_leaves_the_others_be() {
    let folder = tempfile::tempdir().unwrap();
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(records(20).as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let names = [
        file(&folder, "a.jsonl", records(2)),
        file(&folder, "b.jsonl.gz", &packed[..packed.len() - 6]),
        file(&folder, "c.jsonl", records(3)),
    ];
    let names = names.each_ref().map(String::as_str);
    let output = demarche(&[&["timeline", "--jsonl", "-f", "json"], &names[..]].concat())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let made = lines(&output.stdout);
    assert_eq!(made.len(), 2 + 20 + 1 + 3);
    assert_eq!(made[22]["error"]["code"], "unreadable");
    let said = made[22]["error"]["message"].as_str().unwrap();
    assert!(said.contains("b.jsonl.gz: line 20: "), "{said}");
    assert_eq!(
        last_line(&output),
        "demarche: 26 documents: 21 ok, 5 failed, 0 skipped"
    );
}

// ---- stopped and resumed

/// Kills a run at `count` moments and resumes it each time; gives what stands at the end.
#[cfg(unix)]
fn killed(flags: &[&str], out: &str, count: u32) -> (Vec<u8>, u32) {
    let mut kills = 0;
    let mut moment: u64 = 88_172_645_463_325_252;
    loop {
        let mut child = demarche(flags).args(["--resume", "-q"]).spawn().unwrap();
        moment ^= moment << 13;
        moment ^= moment >> 7;
        moment ^= moment << 17;
        if kills < count {
            std::thread::sleep(Duration::from_micros(moment % 60_000));
            child.kill().unwrap(); // not to be caught
            kills += 1;
        }
        let status = child.wait().unwrap();
        match status.code() {
            None => {}
            Some(3) => return (fs::read(out).unwrap(), kills),
            other => panic!("{other:?}"),
        }
    }
}

#[cfg(unix)]
#[test]
fn a_run_that_is_killed_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let input = file(&folder, "in.jsonl", records(900));
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (whole, out, errors) = (path("whole.json"), path("out.json"), path("errors.json"));
    let flags = ["timeline", "--jsonl", &input, "-o"];
    let unbroken = demarche(&flags).arg(&whole).output().unwrap();
    assert_eq!(
        last_line(&unbroken),
        "demarche: 900 documents: 700 ok, 200 failed, 0 skipped"
    );
    let (found, kills) = killed(&[&flags[..], &[&out]].concat(), &out, 25);
    assert!(kills > 3, "it is over too soon to be killed");
    assert!(found == fs::read(&whole).unwrap());
    // with two outputs and the errors apart
    let (table, other) = (path("out.csv"), path("whole.csv"));
    let apart = ["-o", &table, "--errors", &errors];
    killed(&[&flags[..], &[&out], &apart].concat(), &out, 25);
    let apart = ["-o", &other, "--errors", &path("e.json")];
    demarche(&[&flags[..], &[&whole], &apart].concat())
        .output()
        .unwrap();
    for (found, wanted) in [(&out, &whole), (&table, &other), (&errors, &path("e.json"))] {
        assert!(
            fs::read(found).unwrap() == fs::read(wanted).unwrap(),
            "{found}"
        );
    }
    assert_eq!(names(folder.path()).len(), 7, "{:?}", names(folder.path()));
}

#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_is_resumed() {
    use std::os::unix::process::ExitStatusExt;
    let folder = tempfile::tempdir().unwrap();
    let input = records(700);
    let out = folder.path().join("out.json").display().to_string();
    let flags = ["timeline", "--jsonl", "--resume", "-o", &out];
    let mut child = start(&flags);
    // standard input stays open after the half of it
    let (half, _) = input.split_at(input.match_indices('\n').nth(349).unwrap().0 + 1);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(half.as_bytes()).unwrap();
    stdin.flush().unwrap();
    let started = Instant::now();
    let part = folder.path().join("out.json.resume");
    while !part.exists() {
        assert!(started.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(5));
    }
    let kill = format!("kill -TERM {}", child.id());
    assert!(
        Command::new("sh")
            .args(["-c", &kill])
            .status()
            .unwrap()
            .success()
    );
    let stopped = child.wait_with_output().unwrap();
    drop(stdin);
    assert_eq!(stopped.status.signal(), Some(15));
    let account = last_line(&stopped);
    assert!(account.starts_with("demarche: stopped: "), "{account}");
    let numbers: Vec<u32> = account
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|word| word.parse().ok())
        .collect();
    let [seen, ok, failed, skipped] = numbers[..] else {
        panic!("{account}");
    };
    assert_eq!(ok + failed + skipped, seen, "{account}");
    assert!(ok + failed >= 256);
    assert_eq!(names(folder.path()).len(), 2);

    // other flags, other input: that is another run
    let other = feed(
        &[
            "timeline", "--jsonl", "--resume", "--events", "all", "-o", &out,
        ],
        &input,
    );
    assert_eq!(other.status.code(), Some(4));
    assert!(
        last_line(&other).contains("out.json.resume: the run to resume was made with other flags")
    );
    for input in [
        input
            .replacen("February", "March", 1)
            .replacen("Jean", "John", 1),
        records(3),
    ] {
        let other = feed(&flags, &input);
        assert_eq!(other.status.code(), Some(4));
        assert!(
            last_line(&other).contains("had other documents to read"),
            "{}",
            last_line(&other)
        );
    }
    let resumed = feed(&flags, &input);
    let done = ok + failed;
    let wanted = format!(
        "demarche: 700 documents: {} ok, {} failed, {done} skipped, of which {failed} failed before",
        544 - ok,
        156 - failed
    );
    assert_eq!(last_line(&resumed), wanted);
    assert_eq!(resumed.status.code(), Some(3));
    assert_eq!(names(folder.path()), ["out.json"]);
    let unbroken = feed(&["timeline", "--jsonl", "-f", "json"], &input);
    assert!(fs::read(&out).unwrap() == unbroken.stdout);
    // nothing to write, nothing to resume
    assert_eq!(feed(&flags[..3], &input).status.code(), Some(2));
    assert_eq!(
        feed(&["timeline", "--resume", "-o", &out], ARTICLE)
            .status
            .code(),
        Some(2)
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_is_said_and_does_not_stay() {
    let folder = tempfile::tempdir().unwrap();
    let input = file(&folder, "in.jsonl", records(300));
    let out = folder.path().join("out.json").display().to_string();
    let run = |flags: &str| {
        let binary = env!("CARGO_BIN_EXE_demarche");
        let command =
            format!("ulimit -f 100; exec {binary} timeline --jsonl {input} {flags} -o {out}");
        Command::new("sh").args(["-c", &command]).output().unwrap()
    };
    let output = run("");
    assert_eq!(output.status.code(), Some(4), "{}", last_line(&output));
    assert!(last_line(&output).contains("out.json: cannot be written"));
    assert_eq!(names(folder.path()), ["in.jsonl"]);
    let output = run("--resume");
    assert_eq!(output.status.code(), Some(4));
    assert!(!Path::new(&out).exists());
    // a folder that may not be written, but for root
    let locked = tempfile::tempdir().unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o555);
    fs::set_permissions(locked.path(), mode).unwrap();
    let place = locked.path().join("out.json");
    if fs::File::create(locked.path().join("probe")).is_err() {
        let output = demarche(&["timeline", "--jsonl", &input, "-o"])
            .arg(&place)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(4));
        assert!(last_line(&output).contains("permission denied"));
    }
    // a folder that is none
    let output = demarche(&["timeline", "--jsonl", &input, "-o"])
        .arg(Path::new(&input).join("out.json"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(4));
}

#[cfg(unix)]
#[test]
fn a_pipe_that_closes_ends_the_run_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let input = file(&folder, "in.jsonl", records(600));
    let binary = env!("CARGO_BIN_EXE_demarche");
    let command = format!(
        "{{ {binary} timeline --jsonl {input} -q -f json; echo $? >&2; }} | head -c 1000 >/dev/null"
    );
    let output = Command::new("sh").args(["-c", &command]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "0\n");
}
