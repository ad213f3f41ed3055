//! Graphviz draws what `output::dot` writes. Needs `dot`; skipped with a line where it is not installed, required in CI.

#![allow(clippy::unwrap_used)]

mod support;

use std::io::Write;
use std::process::{Command, Stdio};

use demarche::{Offsets, Options, analyze, output, publication, timeline};

#[test]
fn graphviz_draws_every_story() {
    if !support::has("dot", "-V") {
        return;
    }
    let mut texts = support::articles();
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
