//! The output side of the command line: formats by ending, several files, looks, completions, manual, examples of the help.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    pipe(arguments, "")
}

fn pipe(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads nothing may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// TimeML and brat hold one document a file: several go into a folder, a file each, and nothing is left out in silence.
#[test]
fn a_folder_takes_a_file_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let name = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::create_dir(name("more")).unwrap();
    let texts = [
        ("one.txt", "France thanked Italy on May 3, 2021."),
        ("two.txt", "Japan condemned Peru."),
        ("more/one.txt", "Chile met Norway."),
    ];
    let texts = texts.map(|(file, text)| {
        fs::write(name(file), text).unwrap();
        (name(file), text)
    });
    let files = texts.each_ref().map(|(file, _)| file.as_str());
    for (format, file) in [("timeml", "all.tml"), ("brat", "all.ann")] {
        let arguments = ["timeline", "-f", format, "-o", &name(file)];
        let output = run(&[&arguments[..], &files].concat());
        assert_eq!(output.status.code(), Some(2));
        let words = "holds one document, and 3 are read; name a folder for them";
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
        assert!(!Path::new(&name(file)).exists());
        let arguments = ["timeline", "--each", "-f", format, "-o", &name(file)];
        let output = run(&[&arguments[..], &files].concat());
        assert_eq!(output.status.code(), Some(2));
        let words = format!("leave --each out and name a folder, -f {format} -o FOLDER/");
        assert!(stderr(&output).contains(&words), "{}", stderr(&output));

        let place = name(&format!("{format}/"));
        let arguments = ["timeline", "-q", "-f", format, "-o", &place];
        let output = run(&[&arguments[..], &files].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    // documents stand in the order of their names, and so more/one.txt is the first of that name
    for (stem, (_, text)) in ["one-2", "two", "one"].iter().zip(&texts) {
        let read = |file: &str| fs::read_to_string(name(file)).unwrap();
        let marked = demarche::text::marked(&read(&format!("timeml/{stem}.tml"))).unwrap();
        assert_eq!(marked.text, *text);
        assert_eq!(read(&format!("brat/{stem}.txt")), *text);
        let annotation = read(&format!("brat/{stem}.ann"));
        let back = demarche::compare::expected_from_brat(&annotation, Some(text), None);
        assert!(back.unwrap().contains("\"type\""), "{annotation}");
    }
}

#[test]
fn the_ending_chooses_the_format() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("article.txt");
    fs::write(&article, "France thanked Italy on May 3, 2021.").unwrap();
    let check = |name: &str, beginning: &str| {
        let path = folder.path().join(name);
        let output = run(&[
            "timeline",
            article.to_str().unwrap(),
            "-o",
            path.to_str().unwrap(),
        ]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", stderr(&output));
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(beginning), "{name}: {text}");
    };
    check("a.txt", "2021-05-03");
    check("a.json", "{\n  \"schema\"");
    check("a.csv", "document,event");
    check("a.mentions.csv", "document,of");
    check("a.gdelt.csv", ""); // no code, no row
    check("a.gv", "digraph");
    check("a.mmd", "timeline");
    check("a.graphml", "<?xml");
    check("a.gexf", "<?xml");
    check("a.timelinejs.json", "{\n  \"events\"");
    check("a.vis.json", "{\n  \"groups\"");
    check("a.label-studio.json", "[\n  {");
    check("a.plover.jsonl", "{\"actor\"");
    check("a.ics", "BEGIN:VCALENDAR\r\n");
    check("a.tml", "<?xml");
    check("a.ann", "T1\tActor 0 6\tFrance");
    check("a.brat.txt", "France thanked Italy on May 3, 2021.");
}

#[test]
fn several_files_in_one_run_and_the_text_only_where_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let [json, brat] = ["a.json", "a.ann"].map(|name| folder.path().join(name));
    let places = [json.to_str().unwrap(), brat.to_str().unwrap()];
    let output = pipe(
        &["timeline", "-o", places[0], "-o", places[1]],
        "France thanked Italy.",
    );
    assert!(output.status.success());
    assert!(fs::read_to_string(&brat).unwrap().contains("\tFrance\n"));
    let json: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    assert_eq!(json["documents"][0].get("text"), None);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "a temporary file is left");
}

#[test]
fn a_format_of_one_timeline_says_so() {
    let output = run(&["timeline", "--jsonl", "-f", "gexf"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("leave --jsonl out"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn csv_of_several_has_one_head() {
    let record = "{\"text\": \"France thanked Italy on May 3, 2021.\"}\n";
    let output = pipe(&["timeline", "--jsonl", "-f", "csv"], &record.repeat(3));
    let text = stdout(&output);
    assert_eq!(text.matches("document,event").count(), 1);
    assert_eq!(text.lines().count(), 4);
}

#[test]
fn width_and_color_are_for_who_asks() {
    let text = "The envoys of France thanked the foreign minister of Italy in Geneva on May 3, 2021 for help.";
    let lines = |arguments: &[&str]| stdout(&pipe(&[&["timeline"], arguments].concat(), text));
    assert!(!lines(&[]).contains('\u{1b}'));
    assert!(lines(&["--color", "always"]).contains('\u{1b}'));
    assert!(lines(&[]).lines().any(|line| line.chars().count() > 80));
    assert!(
        lines(&["--width", "60"])
            .lines()
            .all(|line| line.chars().count() <= 60)
    );
}

#[test]
fn a_shell_and_man_are_served() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&["completions", shell]);
        let script = stdout(&output);
        for word in ["timeline", "import", "labelstudio"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    assert!(stdout(&run(&["man"])).contains(".TH demarche 1"));
    let folder = tempfile::tempdir().unwrap();
    run(&["man", folder.path().to_str().unwrap()]);
    for name in ["demarche-timeline", "demarche-import-brat"] {
        let page = fs::read_to_string(folder.path().join(name).with_extension("1")).unwrap();
        let head = format!(".TH {name} 1");
        assert!(page.contains(&head) && page.contains("Examples"), "{page}");
    }
}

/// Runs what the help of each command shows, in a folder that has the files it names.
#[test]
#[cfg(unix)]
fn examples_of_the_help_run() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let story = fixtures.join("ukraine-2022-02-15");
    fs::copy(story.join("article.txt"), at("article.txt")).unwrap();
    fs::create_dir_all(at("fixtures/story")).unwrap();
    fs::create_dir(at("man1")).unwrap();
    for name in ["article.txt", "expected.json"] {
        fs::copy(story.join(name), at("fixtures/story").join(name)).unwrap();
    }
    fs::create_dir(at("news")).unwrap();
    fs::copy(at("article.txt"), at("news/article.txt")).unwrap();
    let article = at("article.txt");
    let article = article.to_str().unwrap();
    for name in ["expected.json", "actual.json"] {
        let name = at(name);
        run(&["timeline", article, "-o", name.to_str().unwrap()]);
    }
    fs::write(
        at("articles.jsonl"),
        "{\"text\": \"France thanked Italy.\"}\n",
    )
    .unwrap();
    fs::write(
        at("articles.csv"),
        "day,body\n2024-05-02,France thanked Italy.\n",
    )
    .unwrap();
    for name in ["story.brat.ann", "story.brat.txt", "export.json"] {
        let format = if name == "export.json" {
            "label-studio"
        } else {
            ""
        };
        let name = at(name);
        let mut arguments = vec!["timeline", article, "-o", name.to_str().unwrap()];
        if !format.is_empty() {
            arguments.extend(["-f", format]);
        }
        run(&arguments);
    }
    let submitted = fs::read_to_string(at("export.json")).unwrap();
    let submitted = submitted.replace("\"predictions\"", "\"annotations\"");
    fs::write(at("export.json"), submitted).unwrap();
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_demarche"));
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", binary.parent().unwrap().display());
    let mut count = 0;
    for command in [
        "timeline",
        "graph",
        "times",
        "actors",
        "explain",
        "compare",
        "schema",
        "completions",
        "man",
        "import brat",
        "import labelstudio",
    ] {
        let words: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let help = stdout(&run(&words));
        let (_, lines) = help.split_once("Examples:\n").unwrap();
        let lines: Vec<&str> = lines.lines().map(str::trim).collect();
        assert!(lines.len() >= 3, "{help}");
        for line in lines {
            if line.contains("| dot") && Command::new("dot").arg("-V").output().is_err()
                || line.contains("| man") && Command::new("man").arg("-V").output().is_err()
                || line.contains("python3") && Command::new("python3").arg("-V").output().is_err()
            {
                continue;
            }
            let output = Command::new("sh")
                .args(["-c", line])
                .current_dir(folder.path())
                .env("PATH", &path)
                .stdin(Stdio::null())
                .output()
                .unwrap();
            // A story that is not all found yet is a difference, not a mistake.
            let difference = line.contains("demarche compare") && output.status.code() == Some(1);
            assert!(
                output.status.success() || difference,
                "{line}: {}",
                stderr(&output)
            );
            count += 1;
        }
    }
    assert!(count >= 26);
}
