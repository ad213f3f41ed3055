//! From a timeline to a tool a person corrects it in, and back: what was not touched agrees, what was is missed.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

mod support;

use demarche::compare::{Expected, compare, expected_from_brat, expected_from_label_studio};
use demarche::timeline::lay_out;
use demarche::{Offsets, Options, Timeline, analyze, output, publication};
use serde_json::Value;

fn timeline(text: &str, offsets: Offsets) -> Timeline {
    let options = Options {
        published: publication("2022-02-15"),
        ..Options::default()
    };
    let analysis = analyze(text, &options);
    let mut timeline = lay_out(&analysis, offsets);
    timeline.documents[0].text = Some(analysis.document.text);
    timeline
}

/// What `expected` misses in `found`, and how many events it did not ask for.
fn misses(expected: &str, found: &Timeline) -> (Vec<String>, usize) {
    let expected = Expected::from_json(expected).unwrap();
    assert!(expected.is_located());
    let comparison = compare(&expected, found);
    let misses = comparison.misses.into_iter();
    (
        misses.map(|miss| miss.key).collect(),
        comparison.extra.len(),
    )
}

/// The task as Label Studio exports it once a person has submitted what was predicted, changed by `correct`.
fn submitted(timeline: &Timeline, correct: impl Fn(&mut Vec<Value>)) -> String {
    let mut tasks: Value = serde_json::from_str(&output::label_studio(timeline)).unwrap();
    let mut result = tasks[0]["predictions"][0]["result"]
        .as_array()
        .unwrap()
        .clone();
    correct(&mut result);
    tasks[0]["annotations"] = serde_json::json!([{"id": 1, "was_cancelled": false, "ground_truth": false, "result": result}]);
    tasks.to_string()
}

#[test]
fn what_nobody_corrected_agrees() {
    for text in support::articles() {
        let found = timeline(&text, Offsets::Char);
        let listed = found.events.iter().filter(|event| event.listed).count();
        for offsets in [Offsets::Char, Offsets::Byte, Offsets::Utf16] {
            let exported = timeline(&text, offsets);
            let article = output::article(&exported);
            let brat = expected_from_brat(&output::brat(&exported), Some(&article), None).unwrap();
            assert_eq!(misses(&brat, &found), (Vec::new(), 0));
            let export = submitted(&exported, |_| {});
            let studio = expected_from_label_studio(&export, None).unwrap();
            assert_eq!(misses(&studio, &found), (Vec::new(), 0));
            for json in [brat, studio] {
                let expected = Expected::from_json(&json).unwrap();
                assert_eq!(expected.events.len(), listed);
                assert!(!expected.relations.is_empty());
            }
        }
    }
}

/// A person gives an event another status and another type, takes a date away, adds an event and takes one out.
#[test]
fn what_was_corrected_is_missed() {
    let text =
        "France condemned Italy on May 3, 2021. Japan visited Norway. Chile thanked Peru in Lima.";
    let found = timeline(text, Offsets::Char);
    let annotation = output::brat(&found);
    let ids: Vec<&str> = found
        .events
        .iter()
        .map(|event| event.place.text.as_str())
        .collect();
    assert_eq!(ids, ["condemned", "visited", "thanked"]);
    let corrected: String = annotation
        .lines()
        .filter(|line| !line.contains("\tAnnotatorNotes E1\t") && !line.starts_with("E3\t"))
        .filter(|line| !line.contains("Status E3") && !line.starts_with('R'))
        .map(|line| {
            let line = line.replace("Status E2 happened", "Status E2 planned");
            line.replace("E1\tACCUSE:", "E1\tREJECT:") + "\n"
        })
        .collect();
    let added = corrected + "T90\tSUPPORT 83 87\tLima\nE9\tSUPPORT:T90 Source:T1\n";
    let expected = expected_from_brat(&added, Some(text), Some("2022-02-15")).unwrap();
    let (mut missed, extra) = misses(&expected, &found);
    missed.sort();
    assert_eq!(
        missed,
        ["E1: time", "E1: type", "E2: status", "E9: missing"]
    );
    assert_eq!(extra, 1); // the third, which nobody wants any more

    let export = submitted(&found, |result| {
        result.retain(|item| item["id"] != "e3" && item["type"] != "relation");
        result.retain(|item| !(item["id"] == "e1" && item["from_name"] == "value"));
        for item in result {
            if item["id"] == "e2" && item["type"] == "choices" {
                item["value"]["choices"][0] = "planned".into();
            }
            if item["id"] == "e1" && item["type"] == "labels" {
                item["value"]["labels"][0] = "REJECT".into();
            }
        }
    });
    let expected = expected_from_label_studio(&export, None).unwrap();
    let (mut missed, extra) = misses(&expected, &found);
    missed.sort();
    assert_eq!(missed, ["e1: time", "e1: type", "e2: status"]);
    assert_eq!(extra, 1);
}

/// What is exported is refused once it lies beside another text.
#[test]
fn another_text_is_noticed() {
    let found = timeline("France condemned Italy.", Offsets::Char);
    let error = expected_from_brat(&output::brat(&found), Some("Italy thanked France."), None);
    assert!(
        error
            .unwrap_err()
            .starts_with("line 1: \"France\" does not stand at 0 to 6")
    );
}
