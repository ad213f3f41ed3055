//! Timeline → TimeML: the text with its time expressions as TIMEX3.
//!
//! Without its tags, the content of `<TEXT>` is the text as read, byte for byte once references are resolved. XML has no
//! way to write some characters (the controls other than tab and line ends, U+FFFE, U+FFFF): each becomes U+FFFD, so that
//! offsets in characters still hold. A carriage return is written `&#13;`, for readers of XML turn a plain one into a line
//! feed.

use std::fmt::Write as _;

use crate::types::timeline::{Offsets, TimeEntry, Timeline};

/// TimeML 1.2.1 of the first document of `timeline`, whose text is `text`: DOCID, TITLE, DCT, and the text with a TIMEX3
/// around every time expression.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, publication, timeline};
///
/// let options = Options { published: publication("2022-02-15"), ..Options::default() };
/// let analysis = analyze("They met on Monday.", &options);
/// let timeml = output::timeml(&timeline::lay_out(&analysis, Offsets::Char), &analysis.document.text);
/// assert!(timeml.contains("<TEXT>They met on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2022-02-14\""));
/// assert_eq!(demarche::text::marked(&timeml).unwrap().text, "They met on Monday.");
/// ```
pub fn timeml(timeline: &Timeline, text: &str) -> String {
    let document = timeline.documents.first();
    let mut out = String::with_capacity(text.len() + text.len() / 4 + 512);
    out.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n",
    );
    element(
        &mut out,
        "DOCID",
        document.and_then(|document| document.id.as_deref()),
    );
    element(
        &mut out,
        "TITLE",
        document.and_then(|document| document.title.as_deref()),
    );
    if let Some(published) = document.and_then(|document| document.published.as_deref()) {
        let kind = if published.contains('T') {
            "TIME"
        } else {
            "DATE"
        };
        let _ = writeln!(
            out,
            "<DCT><TIMEX3 tid=\"t0\" type=\"{kind}\" value=\"{published}\" temporalFunction=\"false\" \
             functionInDocument=\"CREATION_TIME\">{published}</TIMEX3></DCT>"
        );
    }
    out.push_str("<TEXT>");
    let mut at = Cursor::new(
        text,
        document.map_or(Offsets::Byte, |document| document.offsets),
    );
    for time in timeline.times.iter().filter(|time| time.place.doc == 0) {
        let Some(before) = at.advance(time.place.start) else {
            continue;
        };
        escape(&mut out, before);
        let Some(words) = at.advance(time.place.end) else {
            continue;
        };
        open(&mut out, time);
        escape(&mut out, words);
        out.push_str("</TIMEX3>");
    }
    escape(&mut out, at.rest());
    out.push_str("</TEXT>\n</TimeML>\n");
    out
}

/// `<name>content</name>` on a line, where there is content.
fn element(out: &mut String, name: &str, content: Option<&str>) {
    if let Some(content) = content {
        let _ = write!(out, "<{name}>");
        escape(out, content);
        let _ = writeln!(out, "</{name}>");
    }
}

fn open(out: &mut String, time: &TimeEntry) {
    let anchor = time.anchor.as_deref().filter(|&id| id != "discourse");
    let attributes = [
        ("tid", Some(&time.id[..])),
        ("type", Some(&time.kind)),
        ("value", Some(time.value.as_deref().unwrap_or_default())),
        ("mod", time.modifier.as_deref()),
        ("quant", time.quant.as_deref()),
        ("freq", time.freq.as_deref()),
        ("beginPoint", time.begin_point.as_deref().map(tid)),
        ("endPoint", time.end_point.as_deref().map(tid)),
        ("temporalFunction", time.relative.as_ref().map(|_| "true")),
        ("anchorTimeID", anchor.map(tid)),
    ];
    out.push_str("<TIMEX3");
    for (name, value) in attributes {
        if let Some(value) = value {
            let _ = write!(out, " {name}=\"");
            escape(out, value);
            out.push('"');
        }
    }
    out.push('>');
}

/// The creation time is `t0` by custom.
fn tid(id: &str) -> &str {
    if id == "published" { "t0" } else { id }
}

fn escape(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let written = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\r' => "&#13;",
            '\t' | '\n' => continue,
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(written);
        from = at + c.len_utf8();
    }
    out.push_str(&text[from..]);
}

/// A place in a text that only moves forward, counted in the units of the document.
struct Cursor<'a> {
    rest: &'a str,
    unit: usize,
    offsets: Offsets,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str, offsets: Offsets) -> Self {
        Self {
            rest: text,
            unit: 0,
            offsets,
        }
    }

    /// The text from here to `unit`, which becomes the new place; `None`, and no step, where it lies behind or beyond.
    fn advance(&mut self, unit: usize) -> Option<&'a str> {
        let mut left = unit.checked_sub(self.unit)?;
        let mut end = 0;
        for c in self.rest.chars() {
            if left == 0 {
                break;
            }
            left = left.checked_sub(match self.offsets {
                Offsets::Char => 1,
                Offsets::Byte => c.len_utf8(),
                Offsets::Utf16 => c.len_utf16(),
            })?;
            end += c.len_utf8();
        }
        if left > 0 {
            return None;
        }
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        self.unit = unit;
        Some(text)
    }

    fn rest(&self) -> &'a str {
        self.rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, analyze, publication, timeline};

    fn write(text: &str, offsets: Offsets) -> String {
        let options = Options {
            published: publication("2022-02-15"),
            raw: true,
            ..Options::default()
        };
        let analysis = analyze(text, &options);
        timeml(&timeline::lay_out(&analysis, offsets), text)
    }

    #[test]
    fn the_unit_of_offsets_changes_nothing() {
        let text = "“𝒳 & é” met on Monday, <i>two</i> days before\r\nFriday > May 3, 2021.";
        let written = write(text, Offsets::Char);
        assert_eq!(written, write(text, Offsets::Byte));
        assert_eq!(written, write(text, Offsets::Utf16));
        assert!(written.contains("𝒳 &amp; é” met on <TIMEX3 "), "{written}");
        assert!(written.contains("before&#13;\n<TIMEX3 "), "{written}");
        assert_eq!(crate::text::marked(&written).unwrap().text, text);
    }

    #[test]
    fn attributes() {
        let written = write(
            "It ran from May 3, 2021 to May 5, 2021, every day for the past two weeks.",
            Offsets::Char,
        );
        for part in [
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2022-02-15\" temporalFunction",
            "value=\"2021-05-03\" endPoint=\"t2\">May 3, 2021</TIMEX3>",
            "value=\"2021-05-05\" beginPoint=\"t1\">May 5, 2021</TIMEX3>",
            "type=\"SET\" value=\"P1D\" quant=\"EVERY\">every day</TIMEX3>",
            "value=\"P2W\" endPoint=\"t0\">the past two weeks</TIMEX3>",
        ] {
            assert!(written.contains(part), "{part} in {written}");
        }
    }

    #[test]
    fn characters_xml_cannot_hold_are_replaced() {
        let written = write("a\0b\u{b}c\u{ffff}d\u{7f}\u{85}\t\n", Offsets::Char);
        let text = "a\u{fffd}b\u{fffd}c\u{fffd}d\u{7f}\u{85}\t\n";
        assert_eq!(crate::text::marked(&written).unwrap().text, text);
    }

    #[test]
    fn places_outside_the_text_are_passed_over() {
        let analysis = analyze("They met on Monday and on Tuesday.", &Options::default());
        let laid = timeline::lay_out(&analysis, Offsets::Char);
        let written = timeml(&laid, "They met on Monday");
        assert_eq!(crate::text::marked(&written).unwrap().times.len(), 1);
    }
}
