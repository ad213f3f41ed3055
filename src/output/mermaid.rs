//! Timeline → Mermaid, as a timeline or as a flowchart: for Markdown files and wikis.

use std::fmt::Write as _;

use crate::types::timeline::{EventEntry, Timeline};

use super::Style;
use super::dot::{conflicts_between_listed, days, drawn};
use super::view::{View, clock, date, length, marked_summary, plain};

/// A Mermaid timeline: a period a date, its events below it, the undated last.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let analysis = analyze("The envoys met in Geneva on May 3, 2021.", &Options::default());
/// let mermaid = output::mermaid(&timeline::lay_out(&analysis, Offsets::Char));
/// assert!(mermaid.starts_with("timeline\n    2021-05-03 : "));
/// ```
pub fn mermaid(timeline: &Timeline) -> String {
    let mut out = String::from("timeline\n");
    let title = timeline.documents.first();
    if let Some(title) = title.and_then(|document| document.title.as_deref()) {
        let _ = writeln!(out, "    title {}", escape(title));
    }
    let view = View::of(timeline);
    if view.listed.is_empty() {
        out.push_str("    no events\n");
    }
    let mut last = None;
    for listed in &view.listed {
        let date = match listed.band {
            Some(_) => escape(&date(listed.event.time.as_ref())),
            None => "undated".to_owned(),
        };
        let event = escape(&told(&view, listed.event));
        if last.as_ref() == Some(&date) {
            let indent = " ".repeat(date.chars().count());
            let _ = writeln!(out, "    {indent} : {event}");
        } else {
            let _ = writeln!(out, "    {date} : {event}");
        }
        last = Some(date);
    }
    out
}

/// A Mermaid flowchart of the order: a box a day, the relations told apart by their lines.
pub fn mermaid_graph(timeline: &Timeline, style: &Style) -> String {
    let direction = if style.downward { "TB" } else { "LR" };
    let mut out = format!("flowchart {direction}\n");
    let mut nodes = Nodes::default();
    for (number, day) in days(timeline).iter().enumerate() {
        let _ = writeln!(out, "    subgraph d{number}[\"{}\"]", escape(&day.label));
        for event in &day.events {
            let node = nodes.number(&event.id);
            let _ = writeln!(out, "        n{node}[\"{}\"]", escape(&told_alone(event)));
        }
        out.push_str("    end\n");
    }
    for relation in drawn(timeline) {
        let line = match relation.relation.as_str() {
            "INCLUDES" => "--o",
            "SIMULTANEOUS" => "<-->",
            "START_BEFORE" => "-.->",
            _ => "-->",
        };
        let sure = if relation.certainty == "sure" {
            ""
        } else {
            "?"
        };
        let offset = relation.offset.as_deref().map(length).unwrap_or_default();
        let label = match format!("{offset}{sure}") {
            label if label.is_empty() => label,
            label => format!("|\"{}\"|", escape(&label)),
        };
        let (from, to) = (nodes.number(&relation.from), nodes.number(&relation.to));
        let _ = writeln!(out, "    n{from} {line}{label} n{to}");
    }
    if style.conflicts {
        for conflict in conflicts_between_listed(timeline) {
            let (from, to) = (nodes.number(&conflict.from), nodes.number(&conflict.to));
            let _ = writeln!(out, "    n{from} -. \"rejected\" .-x n{to}");
        }
    }
    out
}

/// Numbers for ids, since an id may hold anything.
#[derive(Default)]
struct Nodes<'a>(std::collections::BTreeMap<&'a str, usize>);

impl<'a> Nodes<'a> {
    fn number(&mut self, id: &'a str) -> usize {
        let next = self.0.len() + 1;
        *self.0.entry(id).or_insert(next)
    }
}

fn told(view: &View, event: &EventEntry) -> String {
    let parties = view.parties(&event.participants);
    let told = told_alone(event);
    if parties.is_empty() {
        told
    } else {
        format!("{told} ({parties})")
    }
}

fn told_alone(event: &EventEntry) -> String {
    let value = event.time.as_ref().and_then(|time| time.value.as_deref());
    match value.and_then(clock) {
        Some(clock) => format!("{clock}, {}", marked_summary(event)),
        None => marked_summary(event),
    }
}

/// `text` on one line, with every mark that Mermaid or HTML could read as its own written as a character reference.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            ' ' | ',' | '.' | '-' | '(' | ')' | '/' => escaped.push(c),
            c if c.is_ascii_alphanumeric() => escaped.push(c),
            c if c.is_ascii() => {
                let _ = write!(escaped, "#{};", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    if escaped.is_empty() {
        escaped.push('–'); // a label that is empty is a mistake to Mermaid
    }
    escaped.replace("--", "#45;#45;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_references() {
        let check = |text: &str, wanted: &str| assert_eq!(escape(text), wanted);
        check("14:30", "14#58;30");
        check("a #1\nb", "a #35;1 b");
        check("“no” – è", "“no” – è");
        check("<b>\"x\"", "#60;b#62;#34;x#34;");
        check("%%{init", "#37;#37;#123;init");
        check("", "–");
        check("---", "#45;#45;-");
    }
}
