//! What is read: packed files, encodings, web pages, what is refused.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::Value;
use tempfile::TempDir;

const ARTICLE: &str = "PARIS (Wire) - French President Jean Moreau met Indian Prime Minister Rohan Mehta in Paris on Monday. India said on Tuesday that it would recall its ambassador.\n";

fn demarche(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    demarche(arguments).output().unwrap()
}

fn feed(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = demarche(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        // The command may be done before it has read all.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn text(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// What it wrote, where all went well.
#[track_caller]
fn done(output: &Output) -> &str {
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{message}");
    text(output)
}

/// Nothing on stdout, one line on stderr that holds all of `words`, and this exit code.
#[track_caller]
fn fails(output: &Output, code: i32, words: &[&str]) {
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{message}");
    assert_eq!(text(output), "");
    assert_eq!(message.lines().count(), 1, "{message}");
    for word in words {
        assert!(message.contains(word), "{message:?} lacks {word:?}");
    }
}

fn file(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The timeline JSON of a file, with its text.
#[track_caller]
fn timeline(arguments: &[&str]) -> Value {
    let flags = ["timeline", "-f", "json", "--with-text", "-q"];
    support::valid(done(&run(&[&flags, arguments].concat())))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

// ---- packed

#[test]
fn packed_files_are_read_whatever_they_are_called() {
    let folder = tempfile::tempdir().unwrap();
    let plain = timeline(&[&file(&folder, "a.txt", ARTICLE)]);
    let halves = ARTICLE.as_bytes().split_at(60);
    let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0any".to_vec();
    for (name, packed) in [
        ("a.gz", gzip(ARTICLE.as_bytes())),
        ("a.zst", zstd(ARTICLE.as_bytes())),
        ("gzip.txt", gzip(ARTICLE.as_bytes())),
        ("two.gz", [gzip(halves.0), gzip(halves.1)].concat()),
        (
            "two.zst",
            [zstd(halves.0), skipped.clone(), zstd(halves.1), skipped].concat(),
        ),
    ] {
        let path = file(&folder, name, &packed);
        let mut found = timeline(&[&path]);
        assert_eq!(found["documents"][0]["id"], path.as_str());
        found["documents"][0]["id"] = plain["documents"][0]["id"].clone();
        assert_eq!(found, plain, "{name}");
        let piped = feed(&["times", "-f", "json", "-q"], &packed);
        assert!(done(&piped).contains("Tuesday"), "{name}");
    }
    // a name says nothing
    timeline(&[&file(&folder, "plain.gz", ARTICLE)]);
}

#[test]
fn records_are_unpacked_as_they_are_read() {
    let record =
        serde_json::json!({"id": "a", "text": ARTICLE, "published": "2019-06-20"}).to_string();
    let records = format!("{record}\n").repeat(50);
    let wanted = feed(&["timeline", "--jsonl", "-f", "json"], records.as_bytes());
    for packed in [gzip(records.as_bytes()), zstd(records.as_bytes())] {
        let found = feed(&["timeline", "--jsonl", "-f", "json"], &packed);
        assert_eq!(done(&found), done(&wanted));
        let times = feed(&["times", "--jsonl", "-f", "json"], &packed);
        assert_eq!(done(&times).lines().count(), 50);
    }
}

#[test]
fn a_file_that_unpacks_without_end_is_left() {
    let blanks = vec![b' '; 1 << 20];
    for packed in [gzip(&blanks).repeat(40), zstd(&blanks).repeat(40)] {
        assert!(packed.len() < 1 << 18);
        let words = ["standard input", "256 times its size", "unpack it first"];
        fails(&feed(&["timeline"], &packed), 4, &words);
        fails(&feed(&["timeline", "--jsonl"], &packed), 4, &words[1..]);
    }
}

#[test]
fn damaged_files_say_so() {
    let folder = tempfile::tempdir().unwrap();
    for (name, packed) in [
        ("a.gz", gzip(ARTICLE.as_bytes())),
        ("a.zst", zstd(ARTICLE.as_bytes())),
    ] {
        let cut = file(&folder, name, &packed[..packed.len() - 9]);
        fails(&run(&["timeline", &cut]), 4, &[name, "cannot be read"]);
        let mut wrong = packed;
        *wrong.last_mut().unwrap() ^= 1; // the sum at the end
        let wrong = file(&folder, name, &wrong);
        fails(&run(&["timeline", &wrong]), 4, &[name, "cannot be read"]);
    }
}

#[test]
fn what_is_no_text_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut tar = [b"a.txt", &[0; 252][..], b"ustar"].concat();
    tar.extend(ARTICLE.bytes());
    let utf32: Vec<u8> = ARTICLE.bytes().flat_map(|byte| [0, 0, 0, byte]).collect();
    for (name, bytes, word) in [
        ("a.gz", gzip(&gzip(b"They met.")), "gzip within gzip"),
        ("a.xz", b"\xfd7zXZ\0".to_vec(), "unxz"),
        ("a.pdf", b"%PDF-1.7".to_vec(), "pdftotext"),
        ("b.gz", gzip(b"%PDF-1.7"), "pdftotext"),
        ("a.docx", b"PK\x03\x04".to_vec(), "plain text"),
        ("b.gz", gzip(&tar), "a tar archive"),
        ("zeros", vec![0; 100], "no text in any encoding"),
        ("utf-32", utf32, "no text in any encoding"),
        (
            "a.jsonl",
            b"{\"text\": \"They met.\"}\n{\"text\": \"\"}".to_vec(),
            "--jsonl",
        ),
        (
            "a.json",
            b"{\n\"text\": \"They met.\"\n}\n".to_vec(),
            "--jsonl",
        ),
    ] {
        let path = file(&folder, name, bytes);
        fails(&run(&["timeline", &path]), 4, &[name, word]);
    }
    for text in ["{They met.}", "{\"They\" met.\n\"{}\""] {
        timeline(&[&file(&folder, "a.txt", text)]);
    }
}

// ---- encodings

#[test]
fn utf_16_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let text = "France attacked Mali – “at dawn” – on Monday.";
    let little = u16::to_le_bytes as fn(u16) -> [u8; 2];
    for (mark, bytes) in [
        ("\u{feff}", little),
        ("\u{feff}", u16::to_be_bytes),
        ("", little),
        ("", u16::to_be_bytes),
    ] {
        let units = mark.encode_utf16().chain(text.encode_utf16());
        let path = file(&folder, "a.txt", units.flat_map(bytes).collect::<Vec<u8>>());
        let found = timeline(&[&path]);
        assert_eq!(found["documents"][0]["text"], text);
    }
}

#[test]
fn what_is_not_utf_8_is_read_as_what_it_says_or_looks_like() {
    let folder = tempfile::tempdir().unwrap();
    let page = |charset: &str, word: &[u8]| {
        let mut page = format!("<html><meta charset={charset}><p>They met the ").into_bytes();
        page.extend(word);
        page.extend(b" on Monday.");
        page
    };
    for (bytes, wanted, code) in [
        (
            b"He left the caf\xe9 on Monday, \x93at last\x94.".to_vec(),
            "He left the café on Monday, “at last”.",
            "encoding",
        ),
        (page("iso-8859-2", b"\xb1"), "They met the ą on Monday.", ""),
        (
            page("utf-8", b"caf\xe9"),
            "They met the café on Monday.",
            "encoding",
        ),
        (
            b"They \x81 met \xff on Monday.".to_vec(),
            "They \u{fffd} met \u{fffd} on Monday.",
            "invalid-utf8",
        ),
    ] {
        let path = file(&folder, "a.txt", bytes);
        let found = timeline(&[&path]);
        assert_eq!(found["documents"][0]["text"], wanted);
        let codes: Vec<&str> = found["notes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|note| note["code"].as_str().unwrap())
            .collect();
        for other in ["encoding", "invalid-utf8"] {
            assert_eq!(codes.contains(&other), other == code, "{wanted}: {codes:?}");
        }
    }
    let guessed = feed(&["timeline"], b"He left the caf\xe9.");
    assert!(String::from_utf8_lossy(&guessed.stderr).contains("read as windows-1252"));
    let replaced = feed(&["timeline"], b"They \x81 met \xff on Monday.");
    assert!(String::from_utf8_lossy(&replaced.stderr).contains("2 places were not UTF-8"));
}

// ---- what it is written in

#[test]
fn a_page_gives_its_article_and_its_day() {
    let folder = tempfile::tempdir().unwrap();
    let page = format!(
        "<!doctype html><html><head><title>Talks | The Paper</title><meta property=article:published_time content=2019-06-20T23:00-05:00>\
         </head><body><nav>World Europe</nav><article><h1>Talks</h1><p>{}</p></article><footer>© The Paper</footer></body></html>",
        ARTICLE.trim()
    );
    let path = file(&folder, "page.txt", page);
    let found = timeline(&[&path]);
    assert_eq!(found["documents"][0]["text"], ARTICLE.trim());
    assert_eq!(found["documents"][0]["title"], "Talks");
    assert_eq!(found["documents"][0]["published"], "2019-06-20T23:00:00");
    assert_eq!(found["documents"][0]["published_from"], "html-metadata");
    let said = timeline(&[&path, "--published", "2019-06-21"]);
    assert_eq!(said["documents"][0]["published_from"], "flag");
}

#[test]
fn the_flag_says_what_it_is_written_in() {
    let folder = tempfile::tempdir().unwrap();
    let check = |content: &str, format: &str, wanted: &str| {
        let path = file(&folder, "a", content);
        let found = timeline(&[&path, "--input-format", format]);
        assert_eq!(found["documents"][0]["text"], wanted, "{format}");
    };
    check("<p>They met.</p>", "text", "<p>They met.</p>");
    check("<p>They met.</p>", "markdown", "<p>They met.</p>");
    check("They <b>met</b>.", "html", "They met.");
    check(
        "---\ntitle: A\n---\nThey met.",
        "text",
        "---\ntitle: A\n---\nThey met.",
    );
    check("---\ntitle: A\n---\nThey met.", "markdown", "They met.");
    check("<a><TEXT>They met.</TEXT></a>", "timeml", "They met.");
    check(
        "{\"text\": \"They met.\"}",
        "text",
        "{\"text\": \"They met.\"}",
    );
    // in records too, whose texts are else taken as they are
    let record = b"{\"text\": \"<p>They met.</p>\"}";
    let text = |flags: &[&str]| {
        let flags = [
            &["timeline", "--jsonl", "-f", "json", "--with-text", "-q"],
            flags,
        ]
        .concat();
        let line: Value = serde_json::from_str(done(&feed(&flags, record))).unwrap();
        line["documents"][0]["text"].as_str().unwrap().to_owned()
    };
    assert_eq!(text(&[]), "<p>They met.</p>");
    assert_eq!(text(&["--input-format", "html"]), "They met.");
    let path = Path::new("a").to_str().unwrap();
    fails(
        &run(&["timeline", path, "--input-format", "docx"]),
        2,
        &["docx", "html"],
    );
}

// ---- files, folders, patterns, lists

/// Files in folders, one of them packed and one that is none.
fn archive() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, day) in [
        ("b.txt", "Monday"),
        ("a/z.txt", "Tuesday"),
        ("a/y.txt", "Wednesday"),
        ("c.html", "Friday"),
    ] {
        file(&folder, name, format!("They met on {day}."));
    }
    file(&folder, "a/x.gz", gzip(b"They met on Thursday."));
    file(&folder, ".hidden", "They met on Sunday.");
    file(&folder, ".git/head", "They met on Sunday.");
    folder
}

/// The days in the lines of a run, in their order, and the names of what gave them.
fn days(output: &Output) -> (String, Vec<String>) {
    let lines: Vec<Value> = done(output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let days = lines.iter().map(|line| {
        line["times"][0]["text"]
            .as_str()
            .unwrap()
            .trim_start_matches("on ")
            .to_owned()
    });
    let names = lines
        .iter()
        .map(|line| line["documents"][0]["id"].as_str().unwrap().to_owned());
    (days.collect::<Vec<_>>().join(" "), names.collect())
}

const ALL: &str = "Thursday Wednesday Tuesday Monday Friday";

#[test]
fn a_folder_is_all_the_files_in_it() {
    let folder = archive();
    let path = folder.path().to_str().unwrap();
    let each = ["timeline", "--each", "-f", "json", "-q"];
    let (found, names) = days(&run(&[&each[..], &[path]].concat()));
    assert_eq!(found, ALL);
    assert!(names[0].ends_with("x.gz"), "{names:?}");
    assert_eq!(days(&run(&["times", "-f", "json", path])).0, ALL);
    // together they are one timeline
    let found = timeline(&[path]);
    assert_eq!(found["documents"].as_array().unwrap().len(), 5);
    // files and folders, as they are named
    let b = format!("{path}/b.txt");
    let a = format!("{path}/a");
    assert_eq!(
        days(&run(&[&each[..], &[&b, &a]].concat())).0,
        "Monday Thursday Wednesday Tuesday"
    );
    fails(&run(&["actors", path]), 2, &["one article at a time"]);
    fails(
        &run(&["explain", &a, "--syntax"]),
        2,
        &["one article at a time"],
    );
    let empty = tempfile::tempdir().unwrap();
    fails(
        &run(&["timeline", "--each", empty.path().to_str().unwrap()]),
        4,
        &["holds no files"],
    );
}

#[cfg(unix)]
#[test]
fn links_lead_in_no_circles() {
    let folder = archive();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/again")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("b.txt"), folder.path().join("d.txt")).unwrap();
    let path = folder.path().to_str().unwrap();
    let found = run(&["timeline", "--each", "-f", "json", "-q", path]);
    assert_eq!(days(&found).0, format!("{ALL} Monday"));
    // one that leads nowhere is a file that cannot be read, and the others go on
    std::os::unix::fs::symlink("nowhere", folder.path().join("e.txt")).unwrap();
    let found = run(&["timeline", "--each", "-f", "json", "-q", path]);
    assert_eq!(found.status.code(), Some(3));
    assert_eq!(text(&found).lines().count(), 7);
    assert!(
        text(&found)
            .lines()
            .last()
            .unwrap()
            .contains("no such file")
    );
}

#[test]
fn patterns_name_files() {
    let folder = archive();
    file(&folder, "odd[1].txt", "They met on Saturday.");
    let each = |pattern: &str| {
        let pattern = folder.path().join(pattern);
        run(&[
            "timeline",
            "--each",
            "-f",
            "json",
            "-q",
            pattern.to_str().unwrap(),
        ])
    };
    assert_eq!(days(&each("*.txt")).0, "Monday Saturday");
    assert_eq!(days(&each("**/?.txt")).0, "Wednesday Tuesday Monday");
    assert_eq!(days(&each("a/[xz].*")).0, "Thursday Tuesday");
    assert_eq!(days(&each("odd[1].txt")).0, "Saturday"); // the file itself
    fails(&each("*.md"), 4, &["*.md", "no file has such a name"]);
    fails(&each("a***"), 2, &["a***"]);
}

#[test]
fn a_list_names_files() {
    let folder = archive();
    let names =
        ["a/y.txt", "b.txt"].map(|name| folder.path().join(name).to_str().unwrap().to_owned());
    let each = ["timeline", "--each", "-f", "json", "-q", "--files-from"];
    let lines = format!("{}\r\n\n{}\n", names[0], names[1]);
    let list = file(&folder, "list", &lines);
    assert_eq!(
        days(&run(&[&each[..], &[&list]].concat())).0,
        "Wednesday Monday"
    );
    assert_eq!(
        days(&feed(&[&each[..], &["-"]].concat(), lines.as_bytes())).0,
        "Wednesday Monday"
    );
    let nul = names.join("\0") + "\0";
    assert_eq!(
        days(&feed(&[&each[..], &["-"]].concat(), nul.as_bytes())).0,
        "Wednesday Monday"
    );
    let first = folder.path().join("c.html");
    let both = [&each[..], &[&list, first.to_str().unwrap()]].concat();
    assert_eq!(days(&run(&both)).0, "Friday Wednesday Monday");
    fails(
        &feed(&[&each[..], &["-"]].concat(), b"\n"),
        4,
        &["names no file"],
    );
    fails(
        &feed(&[&each[..], &["-", "-"]].concat(), b""),
        2,
        &["standard input is read once"],
    );
    fails(
        &run(&["timeline", "--files-from", "nowhere"]),
        4,
        &["nowhere: no such file"],
    );
}

#[test]
fn records_stand_in_more_files_than_can_be_open() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..1100 {
        file(
            &folder,
            &format!("{number:04}.jsonl"),
            "{\"id\": \"a\", \"text\": \"They met on Monday.\"}\n",
        );
    }
    let found = run(&[
        "timeline",
        "--jsonl",
        "-f",
        "json",
        "-q",
        folder.path().to_str().unwrap(),
    ]);
    assert_eq!(done(&found).lines().count(), 1100);
}

// ---- records

/// A row of the output for each document: id, title, day, text; or the code of the error.
fn documents(output: &Output) -> Vec<String> {
    let lines = text(output).lines();
    let documents = lines.map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        let document = &line["documents"][0];
        if let Some(code) = line["error"]["code"].as_str() {
            return format!("{} line {} {code}", document["id"], line["error"]["line"]);
        }
        let field = |name: &str| document[name].as_str().unwrap_or("-").to_owned();
        ["id", "title", "published", "text"].map(field).join(" | ")
    });
    documents.collect()
}

fn records(flags: &[&str], input: impl AsRef<[u8]>) -> Output {
    let all = ["timeline", "-f", "json", "--with-text", "-q"];
    feed(&[&all, flags].concat(), input.as_ref())
}

#[test]
fn rows_of_csv_are_records() {
    let wanted = ["a | Talks | 2019-06-20 | They met\non \"Monday\", late."];
    for (name, table) in [
        (
            "commas",
            "id,title,published,text\na,Talks,2019-06-20,\"They met\non \"\"Monday\"\", late.\"\n",
        ),
        (
            "semicolons, line ends of two, no last one",
            "text;x;id;published;title\r\n\"They met\non \"\"Monday\"\", late.\";1;a;2019-06-20;Talks",
        ),
        (
            "tabs and a mark",
            "\u{feff}id\tpublished\ttext\ttitle\na\t2019-06-20\t\"They met\non \"\"Monday\"\", late.\"\tTalks\t\t\n",
        ),
    ] {
        assert_eq!(documents(&records(&["--csv"], table)), wanted, "{name}");
        // as spreadsheets write it
        let units =
            std::iter::once(0xfeff).chain(table.trim_start_matches('\u{feff}').encode_utf16());
        for bytes in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            let wide: Vec<u8> = units.clone().flat_map(bytes).collect();
            assert_eq!(documents(&records(&["--csv"], wide)), wanted, "{name}");
        }
        assert_eq!(
            documents(&records(&["--csv"], zstd(table.as_bytes()))),
            wanted
        );
    }
    // times reads them too
    let times = feed(
        &["times", "--csv", "-f", "json"],
        b"published,text\n2022-02-15,They met on Monday.\n",
    );
    assert!(done(&times).contains("2022-02-14"));
}

#[test]
fn fields_are_called_as_the_reader_says() {
    let flags = [
        "--text-field",
        "body",
        "--date-field",
        "day",
        "--id-field",
        "url",
    ];
    let wanted = ["x/1 | - | 2019-06-20 | They met."];
    let table = "url,id,day,text,body\nx/1,7,2019-06-20,no,They met.\n";
    assert_eq!(
        documents(&records(&[&flags[..], &["--csv"]].concat(), table)),
        wanted
    );
    let json = "{\"url\": \"x/1\", \"id\": 7, \"day\": \"2019-06-20\", \"text\": \"no\", \"body\": \"They met.\"}";
    assert_eq!(
        documents(&records(&[&flags[..], &["--jsonl"]].concat(), json)),
        wanted
    );
    fails(
        &records(&["--csv"], "id,day,body\na,2019-06-20,They met.\n"),
        4,
        &[
            "standard input: no column ‘text’",
            "--text-field",
            "id, day, body",
        ],
    );
    fails(&records(&["--csv"], ""), 4, &["no column ‘text’"]);
    fails(
        &records(&["--csv", "--date-field", "day"], "text,date\n"),
        4,
        &["no column ‘day’", "--date-field"],
    );
    fails(
        &records(&["--jsonl", "--csv"], ""),
        2,
        &["--csv", "--jsonl"],
    );
    fails(&records(&["--text-field", "body"], ""), 2, &["--jsonl"]);
}

#[test]
fn bad_rows_leave_the_others_be() {
    let table = "id,published,text\n\
        a,2024-02-30,They met.\n\
        b\n\n\
        c,2024-02-29,They met, and left.\n\
        d,Today,They met.,,\n\
        e,,\n\
        f,2024-02-29,\"They met. \nNobody closes this.\n";
    let output = records(&["--csv"], table);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(
        documents(&output),
        [
            "\"a\" line 2 bad-published",
            "\"b\" line 3 no-text",
            "\"c\" line 5 bad-row",
            "d | - | - | They met.",
            "e | - | - | ",
            "f | - | 2024-02-29 | They met. \nNobody closes this.\n",
        ]
    );
}

#[test]
fn lines_of_json_in_utf_16_are_records() {
    let units = "\u{feff}{\"id\": \"a\", \"text\": \"They left the “café”.\"}\r\n{\"id\": \"b\", \"text\": \"\"}";
    let wide: Vec<u8> = units.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        documents(&records(&["--jsonl"], wide)),
        ["a | - | - | They left the “café”.", "b | - | - | "]
    );
}
