//! What the library cannot see: arguments, streams, files, exit codes.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

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

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Nothing on stdout, one line on stderr that holds all of `words`, and this exit code.
#[track_caller]
fn fails(output: &Output, code: i32, words: &[&str]) {
    let message = stderr(output);
    assert_eq!(output.status.code(), Some(code), "{message}");
    assert_eq!(stdout(output), "");
    assert_eq!(message.lines().count(), 1, "{message}");
    for word in words {
        assert!(message.contains(word), "{message:?} lacks {word:?}");
    }
}

#[track_caller]
fn done(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
}

/// A folder with the article in it, and the article's path.
fn folder() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    fs::write(&path, ARTICLE).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

fn in_folder(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

// ---- what works

#[test]
fn a_file_gives_a_timeline() {
    let (_folder, article) = folder();
    let text = run(&["timeline", &article, "--published", "2019-06-20"]);
    done(&text);
    assert!(!stdout(&text).contains('\u{1b}'), "no colours in a pipe");
    assert_eq!(stderr(&text), "");
    let json = run(&[
        "timeline",
        &article,
        "--published",
        "2019-06-20",
        "-f",
        "json",
    ]);
    done(&json);
    let value = support::valid(stdout(&json));
    assert_eq!(value["documents"][0]["id"], article.as_str());
    assert_eq!(value["documents"][0]["published"], "2019-06-20");
    assert_eq!(value["documents"][0]["published_from"], "flag");
}

#[test]
fn standard_input_is_read_where_no_file_is_named() {
    for arguments in [
        &["timeline", "-f", "json"][..],
        &["timeline", "-", "-f", "json"],
    ] {
        let output = feed(arguments, ARTICLE.as_bytes());
        done(&output);
        let value = support::valid(stdout(&output));
        assert!(value["documents"][0]["id"].is_null());
    }
}

#[test]
fn front_matter_gives_the_date_and_the_flag_wins() {
    let input = format!("---\ntitle: Talks\npublished: 2019-06-20\n---\n{ARTICLE}");
    let value = |arguments: &[&str]| {
        let output = feed(arguments, input.as_bytes());
        done(&output);
        support::valid(stdout(&output))["documents"][0].clone()
    };
    let document = value(&["timeline", "-f", "json", "--with-text"]);
    assert_eq!(document["published_from"], "front-matter");
    assert_eq!(document["title"], "Talks");
    assert_eq!(document["text"], ARTICLE);
    let document = value(&["timeline", "-f", "json", "--published", "2020-01-02"]);
    assert_eq!(document["published"], "2020-01-02");
    assert!(document.get("text").is_none());
}

#[test]
fn offsets_count_what_is_asked() {
    let input = "“Peace” 🕊 — the envoys met on Monday.";
    for (unit, count) in [("char", 30), ("byte", 39), ("utf16", 31)] {
        let arguments = ["timeline", "-f", "json", "--offsets", unit];
        let output = feed(&arguments, input.as_bytes());
        let value = support::valid(stdout(&output));
        assert_eq!(value["documents"][0]["offsets"], unit);
        if let Some(time) = value["times"].get(0) {
            assert_eq!(time["start"], count, "{unit}");
        }
    }
}

#[test]
fn endings_choose_formats_and_files_are_whole() {
    let (folder, article) = folder();
    let (json, text) = (
        in_folder(&folder, "out.json"),
        in_folder(&folder, "out.txt"),
    );
    fs::write(&json, "old").unwrap();
    let output = run(&["timeline", &article, "-o", &json, "-o", &text, "-q"]);
    done(&output);
    assert_eq!(stdout(&output), "");
    support::valid(&fs::read_to_string(&json).unwrap());
    assert!(!fs::read_to_string(&text).unwrap().starts_with('{'));
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 3, "no temporary file is left");
}

#[test]
fn each_file_has_its_timeline() {
    let (folder, article) = folder();
    let other = in_folder(&folder, "other.txt");
    fs::write(&other, "The envoys left.").unwrap();
    let output = run(&["timeline", "--each", &article, &other, "-f", "json"]);
    done(&output);
    let ids: Vec<_> = stdout(&output)
        .lines()
        .map(|line| support::valid(line)["documents"][0]["id"].clone())
        .collect();
    assert_eq!(ids, [article.as_str(), other.as_str()]);
    let missing = in_folder(&folder, "missing.txt");
    let output = run(&["timeline", "--each", &missing, &article, "-f", "json"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(stdout(&output).lines().count(), 2);
    assert!(stdout(&output).starts_with("{\"documents\":[{\"id\":"));
    assert!(stderr(&output).contains("missing.txt: no such file"));
}

#[test]
fn records_keep_their_order_and_bad_ones_their_place() {
    let input = concat!(
        "{\"id\": \"a\", \"text\": \"The envoys met on Monday.\", \"published\": \"2024-03-13\"}\n",
        "{\"id\": \"b\"\n",
        "\n",
        "{\"id\": 7, \"text\": \"---\\npublished: 2020-01-01\\n---\\nThey met.\", \"published\": null}\n",
        "{\"id\": \"c\", \"text\": \"They met.\", \"published\": \"2024-02-30\"}\n",
        "[]\n",
        "{\"text\": null}\n",
        "{\"id\": {}, \"text\": \"\"}\n",
        "{\"id\": \"d\", \"text\": \"\", \"published\": \"2024-03-13T18:30:00\"}",
    );
    let output = feed(&["timeline", "--jsonl", "-f", "json"], input.as_bytes());
    assert_eq!(output.status.code(), Some(3));
    let lines: Vec<serde_json::Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let told: Vec<String> = lines
        .iter()
        .map(|line| {
            let id = line["documents"][0]["id"].as_str().unwrap_or("-");
            match line.get("error") {
                None => {
                    support::valid(&line.to_string());
                    format!("{id} ok")
                }
                Some(error) => {
                    format!("{id} {} {}", error["line"], error["code"].as_str().unwrap())
                }
            }
        })
        .collect();
    assert_eq!(
        told,
        [
            "a ok",
            "- 2 bad-json",
            "7 ok",
            "c 5 bad-published",
            "- 6 bad-record",
            "- 7 no-text",
            "- 8 bad-id",
            "d ok"
        ]
    );
    assert_eq!(lines[0]["documents"][0]["published_from"], "record");
    assert!(
        lines[2]["documents"][0]["published"].is_null(),
        "a record's text is taken as it is"
    );
    assert_eq!(lines[7]["documents"][0]["published"], "2024-03-13T18:30:00");
    assert!(stderr(&output).contains("line 2: "));
}

#[test]
fn words_for_a_records_date_are_left_aside_with_a_note() {
    let input = b"{\"id\": \"a\", \"text\": \"They met.\", \"published\": \"Today\"}\n";
    let output = feed(&["timeline", "--jsonl", "-f", "json"], input);
    done(&output);
    let value = support::valid(stdout(&output));
    assert!(value["documents"][0]["published"].is_null());
    assert_eq!(value["notes"][0]["code"], "bad-published");
}

#[test]
fn the_schema_is_printed() {
    let output = run(&["schema"]);
    done(&output);
    assert_eq!(stdout(&output), demarche::output::SCHEMA);
}

#[test]
fn times_and_actors_stand_alone() {
    let (_folder, article) = folder();
    for command in ["times", "actors"] {
        let output = run(&[command, &article, "--published", "2019-06-20"]);
        done(&output);
        let output = run(&[command, &article, "-f", "json", "--published", "2019-06-20"]);
        done(&output);
        let value: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
        assert!(value[command].is_array());
    }
}

#[test]
fn times_of_files_and_records() {
    let (folder, article) = folder();
    let other = in_folder(&folder, "other.txt");
    fs::write(&other, "They met on February 30, 2023.").unwrap();
    let missing = in_folder(&folder, "missing.txt");
    let output = run(&["times", &article, &other, "--published", "2019-06-20"]);
    done(&output);
    let said = stdout(&output);
    assert!(said.contains("article.txt ==\n"), "{said}");
    assert!(said.contains("other.txt ==\n"), "{said}");
    assert!(
        said.contains("\nnote: ‘February 30, 2023’ names a day no calendar holds"),
        "{said}"
    );
    let output = run(&["times", &other, &missing]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stdout(&output).contains("other.txt ==\n"));
    assert!(stderr(&output).contains("missing.txt"));
    fails(
        &run(&["times", &article, &other, "-f", "timeml"]),
        2,
        &["one FILE"],
    );
    let records = "{\"id\":\"a\",\"text\":\"They met on Monday.\",\"published\":\"2022-02-15\"}\nbad\n\n\
        {\"id\":\"b\",\"text\":\"Signed February 30, 2023.\"}\n";
    let output = feed(&["times", "--jsonl", "-f", "json"], records.as_bytes());
    assert_eq!(output.status.code(), Some(3));
    let lines: Vec<serde_json::Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["times"][0]["value"], "2022-02-14");
    assert_eq!(lines[1]["error"]["line"], 2);
    assert_eq!(lines[2]["documents"][0]["id"], "b");
    assert_eq!(lines[2]["times"][0]["value"], serde_json::Value::Null);
    assert_eq!(lines[2]["notes"][0]["code"], "impossible-date");
}

#[test]
fn timeml_goes_in_and_out() {
    let timeml = "<?xml version=\"1.0\"?>\n<TimeML><DOCID>a</DOCID><DCT><TIMEX3 tid=\"t0\" type=\"DATE\" \
        value=\"2022-02-15\" functionInDocument=\"CREATION_TIME\">today</TIMEX3></DCT>\
        <TEXT>\nThey &amp; <ENAMEX>we</ENAMEX> met on Monday.\n</TEXT></TimeML>";
    let output = feed(&["times", "-f", "json"], timeml.as_bytes());
    done(&output);
    let value: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(value["documents"][0]["id"], "a");
    assert_eq!(value["documents"][0]["published"], "2022-02-15");
    assert_eq!(value["documents"][0]["published_from"], "timeml");
    assert_eq!(value["times"][0]["start"], 18);
    assert_eq!(value["times"][0]["value"], "2022-02-14");
    let output = feed(&["times", "-f", "timeml"], timeml.as_bytes());
    done(&output);
    let marked = demarche::text::marked(stdout(&output)).unwrap();
    assert_eq!(marked.text, "\nThey & we met on Monday.\n");
    assert_eq!(marked.times[0].value, "2022-02-14");
    // read again, the same comes out
    let again = feed(&["times", "-f", "timeml"], stdout(&output).as_bytes());
    assert_eq!(stdout(&again), stdout(&output));
    // broken markup is read as text, and said
    let output = feed(
        &["times"],
        "<TimeML><TEXT>on <b>Monday</TEXT></TimeML>".as_bytes(),
    );
    assert!(output.status.success());
    let said = stderr(&output);
    assert!(said.contains("TimeML: line 1: "), "{said}");
    assert!(said.contains("read as plain text"), "{said}");
}

#[test]
fn explain_names_the_rules() {
    let (_folder, article) = folder();
    let output = run(&[
        "explain",
        &article,
        "--event",
        "e1",
        "--published",
        "2019-06-20",
    ]);
    done(&output);
    let text = stdout(&output);
    assert!(text.starts_with("e1  "), "{text}");
    assert!(text.contains("trigger       ‘"), "{text}");
    assert!(text.contains("article.txt:1:"), "{text}");
    assert!(text.contains(", rule "), "{text}");
    let output = run(&["explain", &article, "--event", "e99", "-q"]);
    fails(&output, 2, &["e99", "there is no such event"]);
}

#[test]
fn explain_says_why_mentions_are_one_actor() {
    let folder = tempfile::tempdir().unwrap();
    let article = in_folder(&folder, "article.txt");
    fs::write(
        &article,
        "Peruvian Foreign Minister Ana Ruiz came.\nThe minister smiled. She left.\n",
    )
    .unwrap();
    let output = run(&["explain", &article, "--actor", "a1", "-q"]);
    done(&output);
    let text = stdout(&output);
    assert!(text.starts_with("Ana Ruiz, person, PER, PERGOV, foreign minister\n"));
    assert!(text.contains("‘The minister’"), "{text}");
    assert!(
        text.contains("joined by holds-the-office to ‘Peruvian Foreign Minister Ana Ruiz’"),
        "{text}"
    );
    assert!(text.contains("joined by pronoun to ‘"), "{text}");
    let output = run(&["explain", &article, "--actor", "a9", "-q"]);
    fails(&output, 2, &["a9", "there is no such actor"]);
}

#[test]
fn explain_says_how_a_country_was_inferred() {
    let folder = tempfile::tempdir().unwrap();
    let article = in_folder(&folder, "article.txt");
    fs::write(
        &article,
        "The government of Chad accepted the demands of rebels.\n",
    )
    .unwrap();
    let output = run(&["explain", &article, "--actor", "a2", "-q"]);
    done(&output);
    let text = stdout(&output);
    assert!(
        text.contains("country       TCD, rule only-country"),
        "{text}"
    );
}

#[test]
fn explain_says_why_a_word_gave_no_event() {
    let folder = tempfile::tempdir().unwrap();
    let article = in_folder(&folder, "article.txt");
    fs::write(
        &article,
        "---\npublished: 2024-03-13\n---\nFrance painted its embassy.\nFrance attacked Mali.\n",
    )
    .unwrap();
    let at = |place: &str| run(&["explain", &article, "--at", place, "-q"]);
    assert!(stdout(&at("4:8")).ends_with("no event: the lexicon has no such word\n"));
    assert!(stdout(&at("4:1")).ends_with("no event: part of a name\n"));
    assert!(stdout(&at("5:9")).starts_with("e1  ASSAULT"));
    fails(&at("9:1"), 2, &["no such line"]);
    fails(&at("4"), 2, &["no such line"]);
}

#[test]
fn explain_says_why_one_came_first() {
    let folder = tempfile::tempdir().unwrap();
    let article = in_folder(&folder, "article.txt");
    fs::write(
        &article,
        "The rebels withdrew after France attacked Mali. Chile did not attack Peru.",
    )
    .unwrap();
    let order = |first, second| {
        let published = ["--published", "2019-06-20"];
        let output = run(&[
            &["explain", &article, "--order", first, second][..],
            &published,
        ]
        .concat());
        done(&output);
        stdout(&output).to_string()
    };
    let text = order("e1", "e2");
    assert!(
        text.starts_with("e2 ‘attacked’ was over before e1 ‘withdrew’ began, sure\n"),
        "{text}"
    );
    assert!(text.contains("rule after: ‘after’"), "{text}");
    let text = order("e2", "e3");
    assert!(
        text.starts_with("nothing orders e2 ‘attacked’ and e3 ‘attack’\n"),
        "{text}"
    );
    let output = run(&["explain", &article, "--order", "e1", "e99"]);
    fails(&output, 2, &["e99", "there is no such event"]);
}

#[test]
fn explain_reads_several_articles_as_one_timeline() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = in_folder(&folder, name);
        fs::write(&path, text).unwrap();
        path
    };
    let later = write(
        "b.txt",
        "---\npublished: 2024-03-12\n---\nFrance and Japan signed a treaty on Monday. Chile expelled two Serbian diplomats.",
    );
    let earlier = write(
        "a.txt",
        "---\npublished: 2024-03-09\n---\nIt rained.\nFrance and Japan will sign a treaty on Monday.",
    );
    let explain = |more: &[&str]| run(&[&["explain", &later, &earlier, "-q"], more].concat());
    let event = explain(&["--event", "e1"]);
    done(&event);
    let text = stdout(&event);
    // one happening, with the words of both
    assert!(
        text.contains(&format!("trigger       ‘signed’ {later}:4:18")),
        "{text}"
    );
    assert!(
        text.contains(&format!("‘sign’ {earlier}:5:23, rule same-happening")),
        "{text}"
    );
    assert!(
        text.contains(&format!("anchor the publication of {later}")),
        "{text}"
    );
    let order = explain(&["--order", "e1", "e2"]);
    done(&order);
    assert!(
        stdout(&order).starts_with("e1 ‘signed’ was over before e2 ‘expelled’ began"),
        "{}",
        stdout(&order)
    );
    // a place needs its file
    let at = explain(&["--at", &format!("{earlier}:5:23")]);
    done(&at);
    assert!(stdout(&at).starts_with("e1  SUPPORT"), "{}", stdout(&at));
    fails(&explain(&["--at", "5:23"]), 2, &["FILE:LINE:COL"]);
    fails(&explain(&["--at", "c.txt:5:23"]), 2, &["no such line"]);
    fails(&explain(&["--syntax"]), 2, &["one article at a time"]);
}

// ---- evaluate

/// TimeML published on 2022-02-15.
fn timeml(text: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><TimeML><DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2022-02-15\"/></DCT><TEXT>{text}</TEXT></TimeML>"
    )
}

#[test]
fn evaluate_times_scores_timeml() {
    let folder = tempfile::tempdir().unwrap();
    let gold = in_folder(&folder, "gold");
    fs::create_dir_all(folder.path().join("gold/more")).unwrap();
    let first = timeml(
        "They met on <TIMEX3 type=\"DATE\" value=\"2022-02-14\">Monday</TIMEX3> in <TIMEX3 type=\"DATE\" value=\"2022\">May</TIMEX3> \
         &amp; for <TIMEX3 type=\"SET\" value=\"P2W\">two weeks</TIMEX3>.",
    );
    let second = timeml(
        "<TIMEX3 type=\"DATE\" value=\"2021\">The whole of 2021</TIMEX3> was dry, <TIMEX3 type=\"DATE\" value=\"X\">they say</TIMEX3>, \
         and so was May 1998.",
    );
    fs::write(folder.path().join("gold/a.tml"), &first).unwrap();
    fs::write(folder.path().join("gold/more/b.tml"), &second).unwrap();
    fs::write(folder.path().join("gold/note.txt"), "no TimeML").unwrap();
    let output = run(&["evaluate", "times", &gold]);
    assert_eq!(output.status.code(), Some(1));
    let table = "2 documents, 5 expressions marked, 5 found\n\n         \
        precision  recall      F1   hits\n\
        relaxed      80.00   80.00   80.00      4\n\
        strict       60.00   60.00   60.00      3\n\
        type         60.00   60.00   60.00      3\n\
        value        60.00   60.00   60.00      3\n";
    assert!(stdout(&output).starts_with(table), "{}", stdout(&output));
    for line in [
        "\nmissed: 1\n  b: wanted ‘they say’ 27..35 DATE X\n",
        "\nspurious: 1\n  b: got ‘May 1998’ 48..56 DATE 1998-05\n",
        "\nextent: 1\n  b: wanted ‘The whole of 2021’ 0..17 DATE 2021, got ‘2021’ 13..17 DATE 2021\n",
        "\ntype: 1\n  a: wanted ‘two weeks’ 32..41 SET P2W, got ‘two weeks’ 32..41 DURATION P2W\n",
        "\nvalue: 1\n  a: wanted ‘May’ 22..25 DATE 2022, got ‘May’ 22..25 DATE 2021-05\n",
    ] {
        assert!(stdout(&output).contains(line), "{}", stdout(&output));
    }
    let output = run(&["evaluate", "times", &gold, "-f", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let value: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(value["value"]["f1"], 60.0);
    assert_eq!(value["errors"]["missed"][0]["gold"]["text"], "they say");
    assert!(value["errors"]["missed"][0]["found"].is_null());

    // our own findings are without a fault
    let own = in_folder(&folder, "own.tml");
    fs::write(
        &own,
        &feed(&["times", "-f", "timeml"], second.as_bytes()).stdout,
    )
    .unwrap();
    let output = run(&["evaluate", "times", &own]);
    done(&output);
    assert!(stdout(&output).contains("value       100.00  100.00  100.00      2\n"));

    // a file that is no TimeML is named, and the others count
    fs::write(folder.path().join("gold/bad.tml"), "<TimeML><TEXT>").unwrap();
    let output = run(&["evaluate", "times", &gold]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stdout(&output).starts_with("2 documents"));
    assert!(
        stderr(&output).contains("bad.tml: no TimeML: line 1"),
        "{}",
        stderr(&output)
    );
    let empty = in_folder(&folder, "empty");
    fs::create_dir(&empty).unwrap();
    fails(&run(&["evaluate", "times", &empty]), 4, &["empty", ".tml"]);
}

// ---- compare

/// A story in a folder of its own.
fn write_story(folder: &Path, expected: &str) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("article.txt"), ARTICLE).unwrap();
    fs::write(folder.join("expected.json"), expected).unwrap();
}

#[test]
fn a_timeline_agrees_with_itself() {
    let (folder, article) = folder();
    let json = in_folder(&folder, "a.json");
    done(&run(&[
        "timeline",
        &article,
        "-o",
        &json,
        "--published",
        "2019-06-20",
    ]));
    let output = run(&["compare", &json, &json, "--strict"]);
    done(&output);
    assert!(stdout(&output).contains("agrees"), "{}", stdout(&output));
}

#[test]
fn differences_are_told_and_exit_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let expected = r#"{"published": "2019-06-20", "events": [
        {"id": "nowhere", "mentions": [{"text": "Paris", "nth": 1}], "core": true}],
        "neutral": [{"text": "met"}]}"#;
    write_story(&folder.path().join("one"), expected);
    write_story(&folder.path().join("two"), "{}");
    let path = folder.path().to_str().unwrap();
    let output = run(&["compare", path]);
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    assert!(
        text.contains("core   nowhere: missing: wanted ‘Paris’, got no event"),
        "{text}"
    );
    assert!(text.contains("1 of 2 stories agree"), "{text}");
    let output = run(&["compare", path, "-f", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let value: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(value[0]["misses"][0]["key"], "nowhere: missing");
}

#[test]
fn a_mistake_in_an_expected_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let story = folder.path().join("one");
    let path = story.to_str().unwrap();
    let check = |expected: &str, words: &[&str]| {
        write_story(&story, expected);
        fails(&run(&["compare", path]), 4, words);
    };
    check(
        "{\n\"whne\": 1}",
        &["expected.json: line 2: unknown field \"whne\""],
    );
    check(
        r#"{"events": [{"mentions": [{"text": "met", "nth": 9}]}]}"#,
        &["expected.json", "the text has no \"met\" number 9"],
    );
    check(
        r#"{"published": "2022-02-30"}"#,
        &["expected.json", "2022-02-30"],
    );
    let empty = tempfile::tempdir().unwrap();
    let output = run(&["compare", empty.path().to_str().unwrap()]);
    fails(&output, 4, &["holds no story"]);
    let file = story.join("article.txt");
    let output = run(&["compare", file.to_str().unwrap()]);
    fails(&output, 2, &["needs a second file"]);
}

// ---- what fails

#[test]
fn a_missing_file() {
    fails(
        &run(&["timeline", "nowhere.txt"]),
        4,
        &["nowhere.txt: no such file"],
    );
    fails(
        &run(&["timeline", "--jsonl", "nowhere.jsonl"]),
        4,
        &["nowhere.jsonl: no such file"],
    );
}

#[test]
fn a_directory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    fails(&run(&["timeline", path]), 4, &[path, "holds no files"]);
}

#[test]
fn an_empty_file_gives_an_empty_timeline_and_a_note() {
    let output = feed(&["timeline", "-f", "json"], b"");
    done(&output);
    let value = support::valid(stdout(&output));
    assert_eq!(value["notes"][0]["code"], "empty-document");
    assert!(stderr(&output).contains("holds no text"));
}

#[test]
fn a_day_no_calendar_holds() {
    let output = run(&["timeline", "--published", "2022-02-30"]);
    fails(&output, 2, &["2022-02-30", "--published", "2022-02-15"]);
}

#[test]
fn an_unknown_format_or_ending() {
    let (folder, article) = folder();
    fails(
        &run(&["timeline", &article, "-f", "docx"]),
        2,
        &["docx", "text", "json"],
    );
    let out = in_folder(&folder, "out.docx");
    fails(
        &run(&["timeline", &article, "-o", &out]),
        2,
        &["out.docx", "-f"],
    );
}

#[test]
fn usage() {
    let (_folder, article) = folder();
    fails(&run(&["timeline", "--nonsense"]), 2, &["--nonsense"]);
    fails(&run(&["timelime"]), 2, &["timelime", "timeline"]);
    let several = run(&["actors", &article, &article]);
    fails(&several, 2, &["article.txt", "timeline"]);
    let together = run(&["timeline", &article, &article, "-f", "json"]);
    done(&together);
    let timeline = support::valid(stdout(&together));
    assert_eq!(timeline["documents"].as_array().unwrap().len(), 2);
    fails(&run(&["timeline", "-j", "0"]), 2, &["0"]);
    assert_eq!(run(&[]).status.code(), Some(2));
    let help = run(&["--help"]);
    done(&help);
    assert!(stdout(&help).contains("timeline"));
    done(&run(&["--version"]));
}

#[test]
fn an_unwritable_output_leaves_nothing() {
    let (folder, article) = folder();
    let out = in_folder(&folder, "no/such/out.json");
    fails(
        &run(&["timeline", &article, "-o", &out]),
        4,
        &["out.json", "no such folder"],
    );
    let taken = in_folder(&folder, "taken.json");
    fs::create_dir(&taken).unwrap();
    fails(
        &run(&["timeline", &article, "-o", &taken]),
        4,
        &["taken.json", "is a directory"],
    );
    let good = in_folder(&folder, "good.json");
    let output = run(&["timeline", "nowhere.txt", "-o", &good]);
    fails(&output, 4, &["nowhere.txt"]);
    assert!(!Path::new(&good).exists(), "nothing half-written");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let record = format!(
        "{{\"text\": {:?}}}\n",
        "The envoys met on Monday. ".repeat(20)
    );
    let mut child = demarche(&["timeline", "--jsonl", "-f", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    for _ in 0..2000 {
        if stdin.write_all(record.as_bytes()).is_err() {
            break; // the command is done already
        }
    }
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
}

// ---- trees

#[test]
fn trees_are_shown_and_read_again() {
    let (folder, article) = folder();
    let shown = run(&["explain", &article, "--syntax"]);
    done(&shown);
    let place = format!("{article}:1:16  French President");
    assert!(stdout(&shown).contains(&place), "{}", stdout(&shown));
    assert!(
        stdout(&shown).contains("\nmet            root "),
        "{}",
        stdout(&shown)
    );
    let trees = run(&["explain", &article, "--syntax", "-f", "conllu"]);
    done(&trees);
    let file = in_folder(&folder, "trees.conllu");
    fs::write(&file, stdout(&trees)).unwrap();
    for command in [
        &["timeline", "-f", "json"][..],
        &["graph"],
        &["times"],
        &["actors"],
        &["explain"],
        &["explain", "--syntax", "-f", "conllu"],
    ] {
        let own = run(&[command, &[&article]].concat());
        let read = run(&[command, &[&article, "--conllu", &file]].concat());
        done(&read);
        assert_eq!(stdout(&own), stdout(&read), "{command:?}");
    }
    // other trees, another reading: a "met" that is no verb names no meeting
    let other = stdout(&trees).replace("met\tmeet\tVERB\tVBD", "met\tmet\tNOUN\tNN");
    assert_ne!(other, stdout(&trees));
    fs::write(&file, other).unwrap();
    let own = run(&["timeline", &article]);
    let read = run(&["timeline", &article, "--conllu", &file]);
    done(&read);
    assert_ne!(stdout(&own), stdout(&read));
}

#[test]
fn trees_that_do_not_fit_are_named_with_their_line() {
    let (folder, article) = folder();
    let file = in_folder(&folder, "trees.conllu");
    fs::write(
        &file,
        "# text = PARIS\n1\tBONN\t_\tPROPN\t_\t_\t0\troot\t_\t_\n",
    )
    .unwrap();
    let command = &["timeline", &article, "--conllu", &file];
    fails(
        &run(command),
        4,
        &["trees.conllu:2:", "‘BONN’", "‘PARIS (Wire)"],
    );
    let missing = in_folder(&folder, "missing.conllu");
    fails(
        &run(&["times", &article, "--conllu", &missing]),
        4,
        &["missing.conllu", "no such file"],
    );
    for clash in ["--each", "--jsonl"] {
        let command = &["timeline", &article, "--conllu", &file, clash];
        fails(&run(command), 2, &["--conllu", clash]);
    }
    fails(
        &run(&["explain", &article, "-f", "conllu"]),
        2,
        &["--syntax"],
    );
}
