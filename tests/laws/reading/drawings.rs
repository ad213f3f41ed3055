//! Graphs that are drawn, DOT and Mermaid's flowchart: days with their events, and the order.

use std::collections::{BTreeMap, BTreeSet};

use demarche::output::{self, Style};
use demarche::types::timeline::{EventEntry, Timeline};

use super::lines::{or_dash, references_read};
use super::wanted;

const STYLE: Style = Style {
    color: false,
    width: None,
    downward: false,
    conflicts: true,
};

/// A relation as it is drawn: from, to, kind; `rejected` for one set aside.
type Arrow = (String, String, String);

/// The arrows are those between listed events, but for a BEFORE that follows from others.
fn same_order(timeline: &Timeline, drawn: &[Arrow]) {
    let before = |arrows: &[Arrow]| {
        let arrows = arrows.iter().filter(|(_, _, kind)| kind == "BEFORE");
        let mut reached: BTreeSet<(String, String)> = arrows
            .map(|(from, to, _)| (from.clone(), to.clone()))
            .collect();
        loop {
            let further: Vec<_> = reached
                .iter()
                .flat_map(|(from, by)| {
                    let next = reached.iter().filter(move |(at, _)| at == by);
                    next.map(move |(_, to)| (from.clone(), to.clone()))
                })
                .collect();
            let known = reached.len();
            reached.extend(further);
            if reached.len() == known {
                return reached;
            }
        }
    };
    let rest = |arrows: &[Arrow]| {
        let mut rest = arrows.to_vec();
        rest.retain(|(_, _, kind)| kind != "BEFORE");
        rest.sort();
        rest
    };
    let relations = wanted::relations(timeline).into_iter();
    let mut wanted: Vec<Arrow> = relations
        .map(|it| (it.from.clone(), it.to.clone(), it.relation.clone()))
        .collect();
    let conflicts = timeline
        .conflicts
        .iter()
        .filter(|it| wanted::is_listed(timeline, &it.from) && wanted::is_listed(timeline, &it.to));
    wanted.extend(conflicts.map(|it| (it.from.clone(), it.to.clone(), "rejected".to_owned())));
    assert_eq!(before(drawn), before(&wanted));
    assert_eq!(rest(drawn), rest(&wanted));
}

/// What a day is called.
fn day(event: &EventEntry, undated: bool) -> String {
    let value = event.time.as_ref().and_then(|time| time.value.as_ref());
    match value {
        _ if undated => "undated".to_owned(),
        Some(value) => value.split('T').next().unwrap().to_owned(),
        None => "placed by the order alone".to_owned(),
    }
}

/// The days by their events' ids.
fn days(timeline: &Timeline) -> BTreeMap<String, String> {
    let listed = wanted::listed(timeline).into_iter();
    listed
        .map(|(event, band)| (event.id.clone(), day(event, band.is_none())))
        .collect()
}

/// A piece of DOT: a word or a quotation, whose escapes are read, or a sign.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Word(String),
    Sign(char),
}

fn pieces(dot: &str) -> Vec<Piece> {
    let (mut pieces, mut chars) = (Vec::new(), dot.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                let mut word = String::new();
                loop {
                    match chars.next().expect("a quotation that ends") {
                        '"' => break,
                        '\\' => match chars.next().expect("what is escaped") {
                            'n' => word.push('\n'),
                            c => word.push(c),
                        },
                        c => word.push(c),
                    }
                }
                pieces.push(Piece::Word(word));
            }
            '-' if chars.next_if_eq(&'>').is_some() => pieces.push(Piece::Sign('→')),
            c if c.is_alphanumeric() || "_.#".contains(c) => {
                let mut word = c.to_string();
                while let Some(c) = chars.next_if(|&c| c.is_alphanumeric() || "_.#".contains(c)) {
                    word.push(c);
                }
                pieces.push(Piece::Word(word));
            }
            c if c.is_whitespace() => {}
            c => pieces.push(Piece::Sign(c)),
        }
    }
    pieces
}

/// Names one of a node, two of an edge, and attributes.
type Statement = (Vec<String>, BTreeMap<String, String>);

/// The statements of a graph with the number of the cluster each stands in, from 0 for none.
fn statements(dot: &str) -> Vec<(usize, Statement)> {
    let (mut statements, mut statement) = (Vec::new(), Statement::default());
    let (mut cluster, mut depth, mut last) = (0, 0, 0);
    let mut pieces = pieces(dot).into_iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Sign('{') => {
                depth += 1;
                if depth == 2 {
                    last += 1;
                    cluster = last;
                }
                statement = Statement::default();
            }
            Piece::Sign('}') => {
                depth -= 1;
                cluster = 0;
            }
            Piece::Sign('[') => {
                while let Some(Piece::Word(name)) = pieces.next() {
                    assert_eq!(pieces.next(), Some(Piece::Sign('=')));
                    let Some(Piece::Word(value)) = pieces.next() else {
                        panic!("{name} has no value")
                    };
                    statement.1.insert(name, value);
                    if pieces.next() == Some(Piece::Sign(']')) {
                        break;
                    }
                }
            }
            Piece::Sign(';') => statements.push((cluster, std::mem::take(&mut statement))),
            Piece::Sign('=') => {
                let (name, value) = (statement.0.pop(), pieces.next());
                if let (Some(name), Some(Piece::Word(value))) = (name, value) {
                    statement.1.insert(name, value);
                }
            }
            Piece::Sign('→') => {}
            Piece::Word(name) => statement.0.push(name),
            Piece::Sign(c) => panic!("{c:?} in {dot}"),
        }
    }
    assert_eq!(depth, 0);
    statements
}

/// Words without blanks and without what no drawing holds.
fn bare(text: &str) -> String {
    let turns = |c: char| {
        "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{fffe}\u{ffff}".contains(c)
    };
    let shown = |c: &char| !(c.is_whitespace() || c.is_control() || turns(*c));
    text.chars().filter(shown).collect()
}

/// Events in the box of their day, the order between them.
pub(crate) fn dot(timeline: &Timeline) {
    let written = output::dot(timeline, &STYLE);
    let statements = statements(&written);
    let label = |statement: &Statement| bare(statement.1.get("label").map_or("", |label| label));
    let mut boxes = BTreeMap::new();
    for (cluster, statement) in &statements {
        if *cluster > 0 && statement.0.is_empty() && statement.1.contains_key("label") {
            boxes.insert(*cluster, label(statement));
        }
    }
    let ours = |name: &String| timeline.events.iter().any(|event| event.id == *name);
    let (mut found, mut drawn) = (BTreeMap::new(), Vec::new());
    for (cluster, statement) in &statements {
        match &statement.0[..] {
            [name] if ours(name) => {
                let event = timeline
                    .events
                    .iter()
                    .find(|event| event.id == *name)
                    .unwrap();
                let marked = wanted::headline(event);
                let mark = marked.strip_prefix('[').and_then(|it| it.split(']').next());
                let mark = mark
                    .filter(|_| event.status != "happened")
                    .unwrap_or_default();
                let wanted = format!("{}{}{mark}", event.summary, wanted::date_and_clock(event));
                assert_eq!(label(statement), bare(&wanted));
                let day = boxes[cluster].clone();
                assert!(found.insert(name.clone(), day).is_none(), "{name} twice");
            }
            [from, to] if ours(from) && ours(to) => {
                let of = |name: &str| statement.1.get(name).map_or("", |value| value);
                let kind = match (of("label"), of("arrowhead"), of("dir")) {
                    ("rejected", ..) => "rejected",
                    (_, "diamond", _) => "INCLUDES",
                    (_, "empty", _) => "START_BEFORE",
                    (_, _, "none") => "SIMULTANEOUS",
                    _ => "BEFORE",
                };
                drawn.push((from.clone(), to.clone(), kind.to_owned()));
            }
            _ => {}
        }
    }
    let days = days(timeline).into_iter().map(|(id, day)| (id, bare(&day)));
    assert_eq!(found, days.collect());
    same_order(timeline, &drawn);
}

/// The same as Mermaid draws it, whose nodes have numbers in the order of the days.
pub(crate) fn flowchart(timeline: &Timeline) {
    let written = output::mermaid_graph(timeline, &STYLE);
    let mut lines = written.split_terminator('\n');
    assert_eq!(lines.next(), Some("flowchart LR"));
    // by the node's name: its day and its label
    let mut nodes = BTreeMap::<&str, (String, String)>::new();
    let mut day = String::new();
    let mut arrows = Vec::new();
    for line in lines {
        let line = line.trim_start();
        let labelled = |line: &str| {
            let (_, label) = line.split_once("[\"").expect("a label");
            references_read(label.strip_suffix("\"]").expect("a label that ends"))
        };
        if line == "end" {
            continue;
        }
        if line.starts_with("subgraph ") {
            day = labelled(line);
        } else if line.contains("[\"") {
            let (name, _) = line.split_once('[').unwrap();
            nodes.insert(name, (day.clone(), labelled(line)));
        } else {
            let (from, rest) = line.split_once(' ').unwrap();
            let (line, to) = rest.rsplit_once(' ').unwrap();
            let kind = match line.split('|').next().unwrap() {
                "--o" => "INCLUDES",
                "<-->" => "SIMULTANEOUS",
                "-.->" => "START_BEFORE",
                "-->" => "BEFORE",
                "-. \"rejected\" .-x" => "rejected",
                other => panic!("{other:?} is no arrow"),
            };
            arrows.push((from, to, kind));
        }
    }
    let listed = wanted::listed(timeline);
    let mut left: Vec<(String, (String, String))> = listed
        .iter()
        .map(|(event, band)| {
            let clock = wanted::clock(event).map(|clock| format!("{clock}, "));
            let told = clock.unwrap_or_default() + &wanted::headline(event);
            let day = self::day(event, band.is_none());
            (event.id.clone(), (day, or_dash(told.trim().to_owned())))
        })
        .collect();
    assert_eq!(nodes.len(), left.len());
    // Two events may read the same; numbers go by the order of the timeline within a day.
    let mut numbered: Vec<(&str, &(String, String))> =
        nodes.iter().map(|(name, said)| (*name, said)).collect();
    numbered.sort_by_key(|(name, _)| name[1..].parse::<usize>().unwrap());
    let mut ids = BTreeMap::new();
    for (name, (day, label)) in numbered {
        let said = (day.clone(), label.trim().to_owned());
        let at = left.iter().position(|(_, it)| *it == said);
        let at = at.unwrap_or_else(|| panic!("{said:?} is none of {left:?}"));
        ids.insert(name, left.remove(at).0);
    }
    let arrows = arrows.into_iter();
    let drawn: Vec<Arrow> = arrows
        .map(|(from, to, kind)| (ids[from].clone(), ids[to].clone(), kind.to_owned()))
        .collect();
    same_order(timeline, &drawn);
}
