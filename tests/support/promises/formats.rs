//! Every format read back by a small reader of its own kind: the rows of a table are equally long, markup is well-formed,
//! JSON is JSON, stand-off places hold the words they say.

use quick_xml::Reader;
use quick_xml::events::Event;

use demarche::output::{self, FORMATS, Style};
use demarche::types::timeline::{Offsets, Timeline};

/// Writes `timeline` in every format and reads it back. Hostile words are welcome: whatever a timeline holds can be written.
pub fn can_be_read(timeline: &Timeline) {
    let style = Style {
        conflicts: true,
        ..Style::default()
    };
    for format in FORMATS {
        let written = (format.write)(timeline, &style);
        if let Some(series) = format.series {
            let row = (series.write)(timeline, &style);
            assert!(row.is_empty() || row.ends_with('\n'), "{}", format.name);
        }
        match format.name {
            "text" | "mermaid" | "mermaid-graph" => no_controls(&written),
            "csv" | "csv-mentions" => table(&written),
            "dot" => quotes_close(&written),
            "graphml" | "gexf" | "timeml" => well_formed(&written),
            "json" | "timelinejs" | "vis" | "label-studio" => {
                serde_json::from_str::<serde_json::Value>(&written)
                    .unwrap_or_else(|error| panic!("{}: {error}: {written}", format.name));
            }
            "plover" => {
                for line in written.split_terminator('\n') {
                    serde_json::from_str::<serde_json::Value>(line)
                        .unwrap_or_else(|error| panic!("plover: {error}: {line}"));
                }
            }
            "gdelt" => {
                for row in written.split_terminator('\n') {
                    assert_eq!(row.split('\t').count(), 61, "{row:?}");
                    assert!(!row.contains('\r'), "{row:?}");
                }
            }
            "ics" => calendar(&written),
            "brat" => stand_off(&written, &output::article(timeline)),
            "html" => report(&written),
            "article" => {}
            other => panic!("{other} has no reader here; write one"),
        }
    }
}

fn no_controls(text: &str) {
    let hostile = |c: char| c != '\n' && c.is_control();
    assert!(!text.contains(hostile), "{text:?}");
}

/// RFC 4180: as many fields in every row as in the first.
fn table(text: &str) {
    let rows = csv(text);
    let columns = rows.first().map_or(0, Vec::len);
    for row in &rows {
        assert_eq!(row.len(), columns, "{row:?}");
    }
}

/// The rows of `text`, quotation marks taken off.
pub fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    assert!(!quoted, "a quotation that nothing closes: {text:?}");
    assert!(row.is_empty() && field.is_empty(), "a row without its end");
    rows
}

/// Quotations close and braces match outside of them.
fn quotes_close(text: &str) {
    let (mut quoted, mut depth) = (false, 0i32);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => {
                chars.next();
            }
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted => depth -= 1,
            _ => {}
        }
    }
    assert!(!quoted && depth == 0, "{text}");
}

/// Elements nest, attributes can be read, nothing follows the root, and no character is one that XML cannot hold.
fn well_formed(text: &str) {
    let unwritable = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(unwritable), "{text:?}");
    let mut reader = Reader::from_str(text);
    let (mut depth, mut roots) = (0usize, 0usize);
    loop {
        let event = reader.read_event();
        match event.unwrap_or_else(|error| panic!("{error}: {text}")) {
            Event::Start(element) => {
                roots += usize::from(depth == 0);
                depth += 1;
                for attribute in element.attributes() {
                    attribute.unwrap_or_else(|error| panic!("{error}: {text}"));
                }
            }
            Event::Empty(element) => {
                for attribute in element.attributes() {
                    attribute.unwrap_or_else(|error| panic!("{error}: {text}"));
                }
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((depth, roots), (0, 1), "{text}");
}

/// RFC 5545: lines of at most 75 bytes that end in CR LF, and every component that begins ends.
fn calendar(text: &str) {
    assert!(text.is_empty() || text.ends_with("\r\n"));
    let mut open = Vec::new();
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line:?}");
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        if let Some(component) = line.strip_prefix("BEGIN:") {
            open.push(component);
        } else if let Some(component) = line.strip_prefix("END:") {
            assert_eq!(open.pop(), Some(component));
        } else {
            let begins = line.starts_with([' ', '\t']) || line.contains(':');
            // a property folded before its colon goes on in the next line
            assert!(begins || line.len() >= 70, "{line:?}");
        }
    }
    assert!(open.is_empty());
}

/// The characters at each place of a `T` line are its words, line ends become blanks.
fn stand_off(annotation: &str, article: &str) {
    let chars: Vec<char> = article.chars().collect();
    for line in annotation.split_terminator('\n') {
        if !line.starts_with('T') {
            continue;
        }
        let fields: Vec<&str> = line.splitn(3, '\t').collect();
        assert_eq!(fields.len(), 3, "{line:?}");
        let (_, places) = fields[1].split_once(' ').expect("a kind and places");
        let pieces: Vec<String> = places
            .split(';')
            .map(|place| {
                let (start, end) = place.split_once(' ').expect("two numbers");
                let number = |text: &str| text.parse::<usize>().expect("a number");
                chars[number(start)..number(end)].iter().collect()
            })
            .collect();
        assert_eq!(pieces.join(" "), fields[2]);
    }
}

/// The page holds the two scripts it is written with, whatever the words in it.
fn report(page: &str) {
    assert_eq!(page.matches("<script").count(), 2, "{page}");
    assert_eq!(page.matches("</script").count(), 2, "{page}");
    assert_eq!(page.matches("<style").count(), 1, "{page}");
}

/// `timeline` with its texts in it, as formats that show the article want it.
pub fn with_texts(mut timeline: Timeline, texts: &[&str]) -> Timeline {
    for (document, text) in timeline.documents.iter_mut().zip(texts) {
        document.text = Some((*text).to_owned());
    }
    timeline
}

/// TimeML gives back the text and the times that went into it; characters XML cannot hold became U+FFFD, one for one.
pub fn timeml_is_read_back(timeline: &Timeline, text: &str) {
    assert_eq!(timeline.documents[0].offsets, Offsets::Char);
    let written = output::timeml(timeline, text);
    assert!(demarche::text::is_timeml(&written));
    let read = demarche::text::marked(&written)
        .unwrap_or_else(|error| panic!("{error} in what we wrote of {text:?}"));
    let writable = |c: char| match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => c,
    };
    let wanted: String = text.chars().map(writable).collect();
    assert_eq!(read.text, wanted);
    let there: Vec<_> = timeline
        .times
        .iter()
        .map(|time| {
            let value = time.value.clone().unwrap_or_default();
            let place = &time.place;
            (place.start, place.end, time.kind.clone(), value)
        })
        .collect();
    let unit = |at: usize| read.text[..at].chars().count();
    let back: Vec<_> = read
        .times
        .into_iter()
        .map(|time| {
            let (start, end) = (unit(time.span.start), unit(time.span.end));
            (start, end, time.kind, time.value)
        })
        .collect();
    assert_eq!(there, back, "{text:?}");
}
