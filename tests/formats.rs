//! Every format, read back by a reader that is not ours: tests/formats/check.py does the reading, with Python's own modules,
//! jsonschema, networkx, icalendar, xmllint, Graphviz and Mermaid's parser. What is not installed is skipped with a line;
//! `DEMARCHE_REQUIRE_READERS`, as CI sets it, allows no skipping.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use demarche::output::{FORMATS, Style};
use demarche::{Offsets, Options, Timeline, analyze, publication, timeline};

/// What is written where words should be: quotes, separators, tags, formulas, directions, line ends of every kind, nothing.
const HOSTILE: &[&str] = &[
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' -- \" \\ \\\" \\N \\n",
    "=HYPERLINK(\"http://x\",\"y\")",
    "'=1+1",
    "@SUM(A1)\t+1\r-2",
    "a;b,c:d#e%%{init}%%",
    "]]> &amp; &lt; <!-- --> <?x?>",
    "line\nbreak\r\nand\u{2028}para\u{2029}graph\u{85}",
    "\u{202e}gnp.exe\u{202c} \u{2066}x",
    "nul\0bell\u{7}esc\u{1b}[31m\u{b}",
    "\u{fffe}\u{ffff}\u{feff}",
    "𝒳👩‍👩‍👧e\u{301}",
    "end subgraph graph",
    "\n\nsection title",
    "END:VEVENT\r\nBEGIN:VALARM",
    "=",
    "",
    " ",
];

#[test]
fn independent_readers_find_what_was_written() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats");
    let _ = fs::remove_dir_all(&folder);
    let mut number = 0;
    let mut write = |timeline: &Timeline| {
        number += 1;
        write_all(timeline, &folder.join(format!("{number:03}")));
    };
    for (at, text) in support::articles().iter().enumerate() {
        let found = read(text, Offsets::Char);
        for round in 0..3 {
            write(&hostile(&found, at * 7 + round * 3));
        }
        write(&found);
        for offsets in [Offsets::Char, Offsets::Byte, Offsets::Utf16] {
            write(&read(&spoiled(text, at), offsets));
        }
    }
    write(&read("", Offsets::Char));
    fs::write(folder.join("schema.json"), demarche::output::SCHEMA).unwrap();

    let required = std::env::var_os("DEMARCHE_REQUIRE_READERS").is_some();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/check.py");
    let python = std::env::var_os("DEMARCHE_PYTHON").unwrap_or_else(|| "python3".into());
    let Ok(output) = Command::new(python).arg(script).arg(&folder).output() else {
        assert!(
            !required,
            "Python is not installed, and DEMARCHE_REQUIRE_READERS asks for it"
        );
        println!("skipped: Python is not installed");
        return;
    };
    let lines = String::from_utf8_lossy(&output.stdout);
    println!("{lines}");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{lines}\n{errors}");
    assert!(!required || !lines.contains("skipped"), "{lines}");
}

fn read(text: &str, offsets: Offsets) -> Timeline {
    let options = Options {
        published: publication("2022-02-15"),
        raw: true,
        ..Options::default()
    };
    let analysis = analyze(text, &options);
    let mut timeline = timeline::lay_out(&analysis, offsets);
    timeline.documents[0].text = Some(analysis.document.text);
    timeline
}

/// A folder with the timeline in every format.
fn write_all(timeline: &Timeline, folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let style = Style {
        conflicts: true,
        ..Style::default()
    };
    for format in FORMATS {
        let written = (format.write)(timeline, &style);
        assert_eq!(written, (format.write)(timeline, &style), "{}", format.name);
        fs::write(folder.join(format.name), written).unwrap();
    }
}

/// The article with hostile words between its own.
fn spoiled(text: &str, from: usize) -> String {
    let mut spoiled = String::new();
    for (at, word) in text.split_inclusive(' ').enumerate() {
        spoiled.push_str(word);
        if at % 23 == 5 {
            spoiled.push_str(HOSTILE[(at / 23 + from) % HOSTILE.len()]);
            spoiled.push(' ');
        }
    }
    spoiled
}

/// The timeline with hostile words in place of those that a text can bring in.
fn hostile(timeline: &Timeline, from: usize) -> Timeline {
    let mut timeline = timeline.clone();
    let mut next = from;
    let spoil = |words: &mut String| {
        next += 1;
        if next.is_multiple_of(2) {
            HOSTILE[next / 2 % HOSTILE.len()].clone_into(words);
        } else {
            words.push_str(HOSTILE[next / 2 % HOSTILE.len()]);
        }
    };
    for document in &mut timeline.documents {
        document.text = None;
    }
    support::spoil(&mut timeline, spoil);
    timeline
}
