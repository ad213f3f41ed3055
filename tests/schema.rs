//! Every story's timeline JSON keeps the schema, and every place holds the words it gives.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

mod support;

use demarche::timeline::{add_forms, lay_out};
use demarche::{Offsets, Options, analyze, output};
use serde_json::Value;

#[test]
fn the_schema_is_one() {
    let schema: Value = serde_json::from_str(output::SCHEMA).unwrap();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
}

#[test]
fn stories_keep_it() {
    for article in support::articles() {
        for published in [None, demarche::publication("2022-02-15")] {
            for offsets in [Offsets::Char, Offsets::Byte, Offsets::Utf16] {
                for all_events in [false, true] {
                    let options = Options {
                        published,
                        all_events,
                        ..Options::default()
                    };
                    let analysis = analyze(&article, &options);
                    let mut timeline = lay_out(&analysis, offsets);
                    timeline.documents[0].text = Some(analysis.document.text.clone());
                    let value = support::valid(&output::json(&timeline));
                    assert_eq!(value, support::valid(&output::json_line(&timeline)));
                    holds_its_words(&value, &units(&analysis.document.text, offsets));
                }
            }
        }
    }
}

/// A mistake of each kind is seen, so that the schema is no empty promise.
/// With every event and the form of each mention, as `--events all` writes it.
#[test]
fn stories_keep_it_with_forms() {
    let options = Options {
        all_events: true,
        ..Options::default()
    };
    for article in support::articles() {
        let analysis = analyze(&article, &options);
        let mut timeline = lay_out(&analysis, Offsets::Char);
        add_forms(&mut timeline, &analysis);
        let value = support::valid(&output::json(&timeline));
        for event in value["events"].as_array().unwrap() {
            let count = |name: &str| event[name].as_array().map(Vec::len);
            assert_eq!(count("forms"), count("mentions"));
        }
    }
}

#[test]
fn the_schema_refuses() {
    let analysis = analyze("The envoys met in Geneva.", &Options::default());
    let good: Value =
        serde_json::from_str(&output::json(&lay_out(&analysis, Offsets::Char))).unwrap();
    let schema: Value = serde_json::from_str(output::SCHEMA).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    assert!(validator.is_valid(&good));
    for (pointer, wrong) in [
        ("/schema", Value::from("demarche.timeline/2")),
        ("/documents", Value::Array(Vec::new())),
        ("/documents/0/sha256", Value::from("x")),
        ("/documents/0/offsets", Value::from("words")),
        ("/timeline", Value::Null),
        ("/undated", Value::from(vec!["1"])),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = wrong;
        assert!(!validator.is_valid(&bad), "{pointer}");
    }
    let mut bad = good.clone();
    bad["more"] = Value::Null;
    assert!(!validator.is_valid(&bad), "an unknown field");
}

/// The text cut into the units that offsets count, each with the byte it starts at.
fn units(text: &str, offsets: Offsets) -> (String, Vec<usize>) {
    let mut starts = Vec::new();
    for (byte, c) in text.char_indices() {
        let count = match offsets {
            Offsets::Char => 1,
            Offsets::Byte => c.len_utf8(),
            Offsets::Utf16 => c.len_utf16(),
        };
        starts.extend(std::iter::repeat_n(byte, count));
    }
    starts.push(text.len());
    (text.to_owned(), starts)
}

fn holds_its_words(value: &Value, units: &(String, Vec<usize>)) {
    let (text, starts) = units;
    match value {
        Value::Object(fields) => {
            let number = |key: &str| fields.get(key).and_then(Value::as_u64);
            if let (Some(start), Some(end)) = (number("start"), number("end")) {
                let byte = |unit: u64| starts[usize::try_from(unit).unwrap()];
                let there = &text[byte(start)..byte(end)];
                if let Some(words) = fields.get("text") {
                    assert_eq!(words, there);
                }
            }
            for value in fields.values() {
                holds_its_words(value, units);
            }
        }
        Value::Array(values) => values
            .iter()
            .for_each(|value| holds_its_words(value, units)),
        _ => {}
    }
}
