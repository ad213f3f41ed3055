//! Whatever the text, it gives a result that keeps its promises. The texts are the stories cut, repeated and shuffled by a
//! small generator of fixed seed, and strings made to break things.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

#[path = "support/promises/mod.rs"]
mod promises;
mod support;

use std::io::Write;
use std::process::{Command, Stdio};

use demarche::timeline::lay_out;
use demarche::{Offsets, Options, analyze, output};

#[test]
fn any_text_gives_a_sound_result() {
    for text in texts() {
        for published in [None, demarche::publication("2022-02-15")] {
            let options = Options {
                published,
                all_events: published.is_none(),
                raw: true,
                ..Options::default()
            };
            let analysis = analyze(&text, &options);
            promises::analysis::sound(&analysis);
            let timeline = lay_out(&analysis, Offsets::Char);
            let json = output::json_line(&timeline);
            support::valid(&json);
            let again = lay_out(&analyze(&text, &options), Offsets::Char);
            assert_eq!(json, output::json_line(&again), "{text:?}");
            let lines = output::text(&timeline, &output::Style::default());
            let hostile = |c: char| c != '\n' && c.is_control();
            assert!(!lines.contains(hostile), "{lines:?}");
        }
    }
}

/// Written as CoNLL-U and read again, trees are the same and give the same timeline.
#[test]
fn trees_survive_conllu() {
    for text in texts() {
        let options = Options {
            published: demarche::publication("2022-02-15"),
            raw: true,
            ..Options::default()
        };
        let analysis = analyze(&text, &options);
        let trees = output::conllu(&analysis.document);
        let again = demarche::analyze_with_trees(&text, &trees, &options);
        let again = again.unwrap_or_else(|misfit| panic!("{misfit} in {text:?}"));
        assert_eq!(output::conllu(&again.document), trees);
        assert_eq!(again.document.sentences, analysis.document.sentences);
        assert_eq!(again.document.paragraphs, analysis.document.paragraphs);
        assert_eq!(
            output::json_line(&lay_out(&again, Offsets::Char)),
            output::json_line(&lay_out(&analysis, Offsets::Char)),
            "{text:?}"
        );
    }
}

/// Trees only where they decide something: the same times as with a tree for every sentence.
#[test]
fn times_alone_are_the_times_of_the_timeline() {
    for text in texts() {
        for published in [None, demarche::publication("2022-02-15")] {
            let options = Options {
                published,
                raw: true,
                ..Options::default()
            };
            let (all, alone) = (analyze(&text, &options), demarche::times(&text, &options));
            assert_eq!(all.timexes, alone.timexes, "{text:?}");
        }
    }
}

/// TimeML gives back the text and the times that went into it; characters XML cannot hold became U+FFFD, one for one.
#[test]
fn timeml_keeps_the_text_and_the_times() {
    for text in texts() {
        for published in [None, demarche::publication("2022-02-15T18:30:00")] {
            let options = Options {
                id: Some(text.chars().take(9).collect()),
                title: Some(text.chars().take(30).collect()),
                published,
                raw: true,
                ..Options::default()
            };
            let timeline = lay_out(&demarche::times(&text, &options), Offsets::Char);
            promises::formats::timeml_is_read_back(&timeline, &text);
            let read = demarche::text::marked(&output::timeml(&timeline, &text)).unwrap();
            assert_eq!(
                read.published
                    .map(|published| (published.date, published.time)),
                published.map(|published| (published.date, published.time))
            );
        }
    }
}

/// Threads change nothing: the same bytes at -j 1, 2 and 8, in the order of the input.
#[test]
fn threads_change_nothing() {
    let mut input = String::new();
    for (number, text) in texts().into_iter().step_by(3).enumerate() {
        let record = serde_json::json!({"id": number, "text": text, "published": "2022-02-15"});
        input += &record.to_string();
        input.push('\n');
        if number % 7 == 0 {
            input += "{\"text\": 3}\n";
        }
    }
    let outputs: Vec<Vec<u8>> = ["1", "2", "8"].map(|jobs| jsonl(&input, jobs)).to_vec();
    assert_eq!(outputs[0], outputs[1]);
    assert_eq!(outputs[0], outputs[2]);
    let lines = String::from_utf8(outputs[0].clone()).unwrap();
    assert_eq!(lines.split_terminator('\n').count(), input.lines().count());
    let mut last = -1;
    for line in lines.split_terminator('\n') {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        if let Some(id) = value["documents"][0]["id"].as_str() {
            let id: i64 = id.parse().unwrap();
            // the text without characters is an error without an id
            assert!(id > last && id <= last + 2, "{id} after {last}");
            last = id;
        }
        if value["error"].is_null() {
            support::valid(line);
        }
    }
}

fn jsonl(input: &str, jobs: &str) -> Vec<u8> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["timeline", "--jsonl", "-f", "json", "-q", "-j", jobs])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert_eq!(output.status.code(), Some(3)); // some records are bad on purpose
    output.stdout
}

fn texts() -> Vec<String> {
    let mut random = Random(2022);
    let mut texts: Vec<String> = HOSTILE.iter().map(|&text| text.to_owned()).collect();
    texts.push("(".repeat(3000));
    texts.push("talks ".repeat(2000));
    texts.push("\u{fffd}".repeat(500));
    for article in support::articles() {
        texts.push(article.clone());
        texts.push(article.replace('\n', "\r\n"));
        texts.push(article.to_uppercase());
        texts.push(article.replace(' ', "\u{a0}"));
        texts.push(article.split_whitespace().collect::<Vec<_>>().join(" "));
        texts.push(article.repeat(2));
        for _ in 0..2 {
            texts.push(cut(&article, &mut random));
            texts.push(shuffle(&article, " ", &mut random));
            texts.push(shuffle(&article, ". ", &mut random));
        }
    }
    texts
}

/// A stretch of `text` between two random characters.
fn cut(text: &str, random: &mut Random) -> String {
    let count = text.chars().count();
    let start = random.below(count);
    text.chars()
        .skip(start)
        .take(random.below(count - start) + 1)
        .collect()
}

/// `text` with its pieces between `mark`s in another order.
fn shuffle(text: &str, mark: &str, random: &mut Random) -> String {
    let mut pieces: Vec<&str> = text.split(mark).collect();
    for last in (1..pieces.len()).rev() {
        pieces.swap(last, random.below(last + 1));
    }
    pieces.join(mark)
}

/// A linear congruential generator (Knuth's MMIX constants): the same numbers everywhere.
struct Random(u64);

impl Random {
    /// A number from 0 to `bound` - 1.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound as u64).unwrap()
    }
}

const HOSTILE: &[&str] = &[
    "a < b && c > d ]]> <TIMEX3 tid=\"t1\" value='x'>on Monday</TIMEX3> &amp; &#0; &unknown; <![CDATA[",
    "They met\0on \u{1}Monday\u{fffe}\r\nand\ron\u{b}Tuesday,\tMay 3\u{ffff}.",
    "<?xml version=\"1.0\"?><TimeML><TEXT>on Monday</TimeML>",
    "",
    " ",
    "\n\n\n",
    "\0",
    "\u{feff}The envoys met.",
    "a",
    "“",
    "”“",
    "‘’",
    "“The ‘talks” failed’, he said",
    "\u{202e}sgnik met",
    "The envoys met.\u{2028}They left.\u{85}They met.",
    "\u{1b}[31mThe envoys met\u{1b}[0m on Monday.",
    "e\u{301}\u{301}\u{301} met a\u{308} on Tue\u{301}sday",
    "👩‍👩‍👧 met 🇫🇷 on Monday",
    "on 30 February 2022",
    "on February 29, 1900 and 29 February 2000",
    "in the year 99999999999999999999999999",
    "99999999999999999999 years ago, minus 5 days later",
    "a million billion trillion centuries ago",
    "12/13/14 25:61:99 2022-02-30T99:99",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "before before after after since until before",
    "said said said said said",
    "He said he said she said it said they said he said.",
    "The day before the day before the day before yesterday, three hours later than two hours earlier",
    "to to to to of of of of with with with",
    "Mr. Mr. Mr. President President Minister",
    "---\npublished: 2022-02-15\n---\n",
    "U.S.-U.K.-E.U.-led U.N. talks--held...in...Geneva",
    "http://example.org/2022/02/15/talks?x=on+Monday",
    "GENEVA, March 4 (Wire) -",
    "GENEVA (Wire) - ",
    "Putin, who met Xi, who met Modi, who met Putin, met Xi after he met Modi before he met Putin.",
];
