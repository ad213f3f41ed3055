//! TimeML → its text, its day of publication, and the time expressions marked in it.
//!
//! Only what the five entities of XML and numeric references stand for is put in their place: a document type is passed
//! over, its entities are not read, nothing outside the text is opened. An entity that XML does not know stays as it is
//! written.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::publication;
use crate::types::{MarkedText, MarkedTime, Publication, PublishedFrom, Span};

/// Whether the first element of `text` is `<TimeML>`.
///
/// ```
/// assert!(demarche::text::is_timeml("<?xml version=\"1.0\"?>\n<TimeML>…</TimeML>"));
/// assert!(!demarche::text::is_timeml("The envoys met. <TimeML>"));
/// ```
pub fn is_timeml(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return false;
    }
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => return element.local_name().into_inner() == "TimeML",
            Ok(Event::Text(text)) if text.trim().is_empty() => {}
            Ok(Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_)) => {}
            _ => return false,
        }
    }
}

/// Reads TimeML: the content of `<TEXT>`, the day of publication, the `TIMEX3` elements in the text that have words.
///
/// ```
/// let timeml = "<TimeML><DOCID>a</DOCID><DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2022-02-15\"/></DCT>\
///     <TEXT>They met on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2022-02-14\">Monday</TIMEX3>.</TEXT></TimeML>";
/// let marked = demarche::text::marked(timeml).unwrap();
/// assert_eq!(marked.text, "They met on Monday.");
/// assert_eq!(marked.times[0].value, "2022-02-14");
/// assert_eq!(marked.published.unwrap().date.to_string(), "2022-02-15");
/// ```
///
/// # Errors
///
/// Says in one line what is wrong and where: the markup is broken, or there is no `<TEXT>`.
pub fn marked(timeml: &str) -> Result<MarkedText, String> {
    let mut reader = Reader::from_str(timeml.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let mut reading = Reading::default();
    loop {
        let event = reader
            .read_event()
            .map_err(|error| at_line(timeml, position(reader.error_position()), &error))?;
        match event {
            Event::Start(element) => reading.open(&element),
            Event::End(_) => reading.close(),
            Event::Text(text) => reading.push(&text.xml10_content()),
            Event::CData(text) => reading.push(&text.xml10_content()),
            Event::GeneralRef(reference) => reading.push(&referred(&reference)),
            Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::Empty(_) => {}
            Event::Eof => break,
        }
    }
    if !reading.open.is_empty() {
        let end = position(reader.buffer_position());
        return Err(at_line(timeml, end, &"the document ends within an element"));
    }
    reading.finish()
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

fn at_line(text: &str, position: usize, error: &dyn std::fmt::Display) -> String {
    let before = text.as_bytes().iter().take(position);
    let line = 1 + before.filter(|&&byte| byte == b'\n').count();
    // a name of the file may hold anything; the message stays one line
    let error = error.to_string().replace(char::is_control, " ");
    format!("line {line}: {error}")
}

/// What a reference stands for; an unknown one for itself.
fn referred(reference: &BytesRef) -> String {
    let name = reference.xml10_content();
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_xml_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned),
    }
}

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Aside,
    Id,
    Title,
    /// The day of publication.
    Published,
    Text,
    /// A marked expression in the text.
    Time,
}

#[derive(Default)]
struct Reading {
    /// The elements that are open, outermost first.
    open: Vec<Part>,
    /// The expressions that are open.
    times: Vec<MarkedTime>,
    id: String,
    title: String,
    found: MarkedText,
    has_text: bool,
}

impl Reading {
    fn open(&mut self, element: &BytesStart) {
        self.mark(element);
        let outer = self.open.last().copied();
        let name = element.local_name();
        let part = match (outer, name.into_inner()) {
            (Some(Part::Text | Part::Time), "TIMEX3") => {
                self.times.push(MarkedTime {
                    span: Span::new(self.found.text.len(), self.found.text.len()),
                    kind: attribute(element, "type").unwrap_or_default(),
                    value: attribute(element, "value").unwrap_or_default(),
                    modifier: attribute(element, "mod"),
                });
                Part::Time
            }
            (Some(Part::Text | Part::Time), _) => Part::Text,
            (_, "TEXT") if !self.has_text => {
                self.has_text = true;
                Part::Text
            }
            (_, "DCT") | (Some(Part::Published), _) => Part::Published,
            (_, "DOCID") => Part::Id,
            (_, "TITLE") => Part::Title,
            _ => Part::Aside,
        };
        self.open.push(part);
    }

    /// Takes the day of publication from a TIMEX3 in `<DCT>`, or from one that says it is the creation time.
    fn mark(&mut self, element: &BytesStart) {
        let created = attribute(element, "functionInDocument");
        let in_dct = self.open.last() == Some(&Part::Published);
        if self.found.published.is_some()
            || element.local_name().into_inner() != "TIMEX3"
            || !(in_dct || created.as_deref() == Some("CREATION_TIME"))
        {
            return;
        }
        self.found.published = attribute(element, "value")
            .and_then(|value| publication(&value))
            .map(|published| Publication {
                from: PublishedFrom::TimeMl,
                ..published
            });
    }

    fn push(&mut self, text: &str) {
        match self.open.last() {
            Some(Part::Text | Part::Time) => self.found.text.push_str(text),
            Some(Part::Id) => self.id.push_str(text),
            Some(Part::Title) => self.title.push_str(text),
            _ => {}
        }
    }

    fn close(&mut self) {
        if self.open.pop() == Some(Part::Time)
            && let Some(mut time) = self.times.pop()
        {
            time.span.end = self.found.text.len();
            let words = &self.found.text[time.span.start..time.span.end];
            if !words.trim().is_empty() {
                self.found.times.push(time);
            }
        }
    }

    fn finish(mut self) -> Result<MarkedText, String> {
        if !self.has_text {
            return Err("it holds no <TEXT>".to_owned());
        }
        let named = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        self.found.id = named(&self.id);
        self.found.title = named(&self.title);
        self.found
            .times
            .sort_by_key(|time| (time.span.start, time.span.end));
        Ok(self.found)
    }
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    match attribute.normalized_value(XmlVersion::Explicit1_0) {
        Ok(value) => Some(value.into_owned()),
        Err(_) => Some(attribute.value.into_owned()), // an entity that XML does not know stays as it is written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inner: &str) -> MarkedText {
        marked(&format!("<TimeML>{inner}</TimeML>")).expect("the markup is sound")
    }

    #[test]
    fn text_is_what_is_left_without_markup() {
        let check = |inner: &str, text: &str| {
            assert_eq!(read(&format!("<TEXT>{inner}</TEXT>")).text, text);
        };
        check("a &amp; b &lt;c&gt; &#233;&#xe9;", "a & b <c> éé");
        check(
            "a<!-- no --><?no?><EVENT>b</EVENT><![CDATA[<c> &amp;]]>",
            "ab<c> &amp;",
        );
        check("\n a \r\n b&#13;\n", "\n a \n b\r\n");
        check("&unknown;", "&unknown;");
        assert_eq!(read("<DOCID> x </DOCID>no<TEXT>a</TEXT>no").text, "a");
        assert_eq!(read("<DOCID> x </DOCID><TEXT/>").id.as_deref(), Some("x"));
    }

    #[test]
    fn expressions_have_words_and_may_nest() {
        let found = read(
            "<TEXT><TIMEX3 type='DATE' value='2022-02-15'>the <TIMEX3 type=\"DATE\" value=\"a&amp;b\">15th</TIMEX3> day\
             </TIMEX3><TIMEX3 type=\"DURATION\" value=\"P1D\"/><TIMEX3 type=\"DATE\"> </TIMEX3></TEXT>",
        );
        let times: Vec<_> = found
            .times
            .iter()
            .map(|time| (&found.text[time.span.start..time.span.end], &time.value[..]))
            .collect();
        assert_eq!(times, [("the 15th day", "2022-02-15"), ("15th", "a&b")]);
    }

    #[test]
    fn the_day_of_publication() {
        let date = |inner: &str| {
            let found = read(&format!("{inner}<TEXT>a</TEXT>"));
            found.published.map(|published| published.date.to_string())
        };
        let dct = "<DCT><TIMEX3 type=\"DATE\" value=\"2022-02-15\">x</TIMEX3></DCT>";
        assert_eq!(date(dct).as_deref(), Some("2022-02-15"));
        let elsewhere =
            "<a><TIMEX3 value=\"2022-02-15T10:00\" functionInDocument=\"CREATION_TIME\"/></a>";
        assert_eq!(date(elsewhere).as_deref(), Some("2022-02-15"));
        assert_eq!(date("<TIMEX3 value=\"2022-02-15\"/>"), None);
        assert_eq!(date("<DCT><TIMEX3 value=\"2022-02-30\"/></DCT>"), None);
    }

    #[test]
    fn entities_of_a_document_type_are_not_expanded() {
        let bomb = "<!DOCTYPE TimeML [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>\
            <TimeML><TEXT>&b;&c;</TEXT></TimeML>";
        assert!(is_timeml(bomb));
        assert_eq!(marked(bomb).expect("sound").text, "&b;&c;");
    }

    #[test]
    fn broken_markup_says_where() {
        let check = |text: &str, part: &str| {
            let message = marked(text).expect_err("broken");
            assert!(message.contains(part), "{message}");
        };
        check("<TimeML>\n<TEXT>a</TimeML>", "line 2");
        check("<TimeML>\n<TEXT>a", "line 2: the document ends within");
        check("<TimeML></TimeML>", "no <TEXT>");
        check("<TimeML><TEXT>a</T\nEXT>", "</T EXT>"); // on one line
        check("<TimeML><TEXT>a < b</TEXT></TimeML>", "line 1");
    }

    #[test]
    fn only_timeml_is_timeml() {
        for text in [
            "",
            "<",
            "<html><TimeML>",
            "<!-- a",
            "&<TimeML>",
            "\u{feff} x<TimeML>",
        ] {
            assert!(!is_timeml(text), "{text:?}");
        }
        for text in ["<TimeML", "<TimeML/>"] {
            assert!(!is_timeml(text), "{text:?}");
        }
        assert!(is_timeml(
            "\u{feff}\n<!DOCTYPE TimeML SYSTEM \"TimeML.dtd\"><!-- a --><TimeML a=\"b\">"
        ));
    }
}
