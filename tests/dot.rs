//! Graphviz draws what `output::dot` writes. Needs `dot`; skipped with a line where it is not installed, required in CI.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use demarche::{Offsets, Options, analyze, output, publication, timeline};

#[test]
fn graphviz_draws_every_story() {
    if Command::new("dot").arg("-V").output().is_err() {
        assert!(
            std::env::var_os("DEMARCHE_REQUIRE_TOOLS").is_none(),
            "Graphviz is not installed, and DEMARCHE_REQUIRE_TOOLS asks for it"
        );
        println!("skipped: Graphviz (dot) is not installed");
        return;
    }
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut texts: Vec<String> = fs::read_dir(fixtures)
        .unwrap()
        .filter_map(|entry| fs::read_to_string(entry.ok()?.path().join("article.txt")).ok())
        .collect();
    assert!(!texts.is_empty());
    texts.push(String::new());
    texts
        .push("President \"Q\\\" Doe\u{1} met <b>Smith</b> & “Lee” in Paris on Monday.".to_owned());
    for text in texts {
        let options = Options {
            published: publication("2022-02-15"),
            ..Options::default()
        };
        let analysis = analyze(&text, &options);
        let dot = output::dot(
            &timeline::lay_out(&analysis, Offsets::Char),
            &output::Style::default(),
        );
        let svg = draw(&dot);
        assert!(
            svg.contains("<svg") && svg.trim_end().ends_with("</svg>"),
            "{dot}"
        );
        let listed = analysis.events.iter().filter(|event| event.listed).count();
        assert!(svg.matches("class=\"node\"").count() >= listed, "{dot}");
        assert_well_formed(&svg);
    }
}

fn draw(dot: &str) -> String {
    let mut child = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(dot.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && message.is_empty(),
        "{message}\n{dot}"
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Every tag is closed in order, and no control character stands in the text.
fn assert_well_formed(svg: &str) {
    assert!(
        svg.chars()
            .all(|c| !c.is_control() || c == '\n' || c == '\t')
    );
    let mut open = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = &comment[comment.find("-->").unwrap() + 3..];
            continue;
        }
        let end = rest.find('>').unwrap();
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if tag.starts_with(['?', '!']) || tag.ends_with('/') {
            continue;
        }
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None => open.push(tag.split_whitespace().next().unwrap()),
        }
    }
    assert!(open.is_empty());
}
