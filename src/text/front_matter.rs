//! Front matter: `---`, `key: value` lines, `---` at the head of a text.

use chrono::{NaiveDate, NaiveDateTime};

use crate::types::{Document, Note, NoteCode, Publication, PublishedFrom, Span};

/// Takes the front matter off `text`, keeps what it says in `document`, and returns the rest.
pub(super) fn take_off<'a>(text: &'a str, document: &mut Document) -> &'a str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some((fields, body)) = split(text) else {
        return text;
    };
    for (key, value) in fields {
        match key {
            "published" => read_date(value, document),
            "date" if document.published.is_none() => read_date(value, document),
            "title" if document.title.is_none() && !value.is_empty() => {
                document.title = Some(value.to_owned());
            }
            "id" if document.id.is_none() && !value.is_empty() => {
                document.id = Some(value.to_owned());
            }
            _ => {}
        }
    }
    body
}

/// The `key: value` lines and the text after them; `None` where the text does not open with front matter.
fn split(text: &str) -> Option<(Vec<(&str, &str)>, &str)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    let mut fields = Vec::new();
    for line in lines {
        at += line.len();
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return Some((fields, &text[at..]));
        }
        if let Some((key, value)) = line.split_once(':') {
            fields.push((key.trim(), value.trim().trim_matches(['"', '\''])));
        } else if !line.trim().is_empty() && !line.starts_with([' ', '-', '#']) {
            return None; // a rule, not front matter
        }
    }
    None
}

fn read_date(value: &str, document: &mut Document) {
    match publication(value) {
        Some(published) => {
            document.published = Some(Publication {
                from: PublishedFrom::FrontMatter,
                ..published
            });
        }
        None => document.notes.push(Note {
            code: NoteCode::FrontMatter,
            span: Span::default(),
            message: format!("front matter: ‘{value}’ is no date; write YYYY-MM-DD"),
        }),
    }
}

/// Reads a publication date: `2022-02-15`, or a date-time `2022-02-15T18:30:00` with or without a zone (the zone is left
/// aside: the date counts where the text was published). `None` for anything else, and for days no calendar holds.
///
/// ```
/// assert_eq!(demarche::publication("2022-02-15").unwrap().date.to_string(), "2022-02-15");
/// assert!(demarche::publication("2022-02-30").is_none());
/// ```
pub fn publication(text: &str) -> Option<Publication> {
    let text = text.trim();
    let date: NaiveDate = text.get(..10)?.parse().ok()?;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some(Publication {
            date,
            time: None,
            from: PublishedFrom::Flag,
        });
    }
    let clock = rest.strip_prefix(['T', ' '])?;
    let clock = clock.split(['Z', '+', '-', ' ']).next()?;
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .into_iter()
        .find_map(|format| {
            let moment = NaiveDateTime::parse_from_str(&format!("{date}T{clock}"), format).ok()?;
            Some(Publication {
                date,
                time: Some(moment.time()),
                from: PublishedFrom::Flag,
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::Options;

    #[test]
    fn fields() {
        let document = crate::text::read(
            "---\ntitle: \"Talks\"\npublished: 2024-03-13\n---\nThe envoy left.",
            &Options::default(),
        );
        assert_eq!(document.text, "The envoy left.");
        assert_eq!(document.title.as_deref(), Some("Talks"));
        assert_eq!(document.published.unwrap().from, PublishedFrom::FrontMatter);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        let text = "---\nThe envoy left.\n---\nMore.";
        assert_eq!(crate::text::read(text, &Options::default()).text, text);
    }

    #[test]
    fn a_bad_date_is_noted() {
        let document = crate::text::read("---\ndate: 2022-02-30\n---\nText.", &Options::default());
        assert_eq!(document.published, None);
        assert_eq!(document.notes[0].code, NoteCode::FrontMatter);
    }

    #[test]
    fn dates() {
        for good in [
            "2022-02-15",
            "2022-02-15T18:30:00",
            "2022-02-15T18:30:00Z",
            "2022-02-15 18:30",
            "2022-02-15T18:30:00+02:00",
        ] {
            assert!(publication(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "2022",
            "2022-02-30",
            "15.02.2022",
            "2022-02-15x",
            "2022-02-15T99:00",
        ] {
            assert!(publication(bad).is_none(), "{bad}");
        }
    }
}
