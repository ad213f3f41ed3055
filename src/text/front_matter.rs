//! Front matter at the head of a text: `key: value` lines between two lines of `---` (YAML), or `key = value` between two of
//! `+++` (TOML).

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};

use crate::types::{Document, Note, NoteCode, Publication, PublishedFrom, Span};

/// Takes the front matter off `text`, keeps what it says in `document`, and returns the rest.
pub(super) fn take_off<'a>(text: &'a str, document: &mut Document) -> &'a str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let inside = &text[first.len()..];
    let split = match first.trim_end() {
        "---" => yaml(inside),
        "+++" => toml(inside),
        _ => None,
    };
    let Some((fields, body)) = split else {
        return text;
    };
    for (key, value) in fields {
        match key {
            "published" => read_date(&value, document),
            "date" if document.published.is_none() => read_date(&value, document),
            "title" if document.title.is_none() && !value.is_empty() => {
                document.title = Some(value.into_owned());
            }
            "id" if document.id.is_none() && !value.is_empty() => {
                document.id = Some(value.into_owned());
            }
            _ => {}
        }
    }
    body
}

/// The fields of front matter, and the text after it; `None` where it is none.
type Split<'a> = Option<(Vec<(&'a str, Cow<'a, str>)>, &'a str)>;

fn yaml(text: &str) -> Split<'_> {
    let mut at = 0;
    let mut fields = Vec::new();
    for line in text.split_inclusive('\n') {
        at += line.len();
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return Some((fields, &text[at..]));
        }
        if let Some((key, value)) = line.split_once(':') {
            let value = value.trim().trim_matches(['"', '\'']);
            fields.push((key.trim(), Cow::Borrowed(value)));
        } else if !line.trim().is_empty() && !line.starts_with([' ', '-', '#']) {
            return None; // a rule, not front matter
        }
    }
    None
}

/// The keys at the top, before the first table; of a value that goes over lines nothing is read.
fn toml(text: &str) -> Split<'_> {
    let mut at = 0;
    let mut fields = Vec::new();
    let mut table = false;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let line = line.trim();
        if line == "+++" {
            return Some((fields, &text[at..]));
        }
        if line.starts_with('[') {
            table = true; // or the line of an array that begins with another
        } else if let Some((key, value)) = line.split_once('=') {
            if let (Some(value), false) = (toml_value(value.trim()), table) {
                fields.push((key.trim().trim_matches(['"', '\'']), value));
            }
        } else if !line.is_empty() && !line.starts_with(['#', '"', '\'', ']', '}']) {
            return None; // a line of plus signs, not front matter
        }
    }
    None
}

/// A string without its quotes, anything else but a list as it stands; `None` for what goes on in the next line.
fn toml_value(text: &str) -> Option<Cow<'_, str>> {
    if let Some(rest) = text.strip_prefix('\'') {
        let (value, _) = rest.split_once('\'')?;
        return (!rest.starts_with("''")).then_some(Cow::Borrowed(value));
    }
    let Some(rest) = text.strip_prefix('"') else {
        let value = text.split('#').next().unwrap_or_default().trim();
        return (!value.starts_with(['[', '{'])).then_some(Cow::Borrowed(value));
    };
    if rest.starts_with("\"\"") {
        return None;
    }
    // The quotes and escapes of a string on one line are those of JSON.
    let mut escaped = false;
    let end = rest.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    let string = serde_json::from_str::<String>(&text[..end + 2]);
    Some(string.map_or(Cow::Borrowed(&rest[..end]), Cow::Owned))
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
    fn fields_of_toml() {
        let check = |head: &str, title: &str, date: &str| {
            let text = format!("+++\n{head}\n+++\nThe envoy left.");
            let document = crate::text::read(&text, &Options::default());
            assert_eq!(document.text, "The envoy left.", "{head}");
            assert_eq!(document.title.as_deref().unwrap_or("-"), title, "{head}");
            let published = document.published.map(|it| it.date.to_string());
            assert_eq!(published.as_deref().unwrap_or("-"), date, "{head}");
        };
        check(
            "title = \"Talks\"\ndate = 2024-03-13",
            "Talks",
            "2024-03-13",
        );
        check(
            "date = 2024-03-13T08:30:00Z # in the morning",
            "-",
            "2024-03-13",
        );
        check("title = 'The \"talks\"' # a comment", "The \"talks\"", "-");
        check(
            "title = \"“Talks” \\\"fail\\\" = # \\u2013\" # no",
            "“Talks” \"fail\" = # –",
            "-",
        );
        check("tags = [\n  \"a = b\",\n]\ntitle = \"Talks\"", "Talks", "-");
        check(
            "title = \"Talks\"\n\n[other]\ntitle = \"No\"\ndate = 2020-01-01",
            "Talks",
            "-",
        );
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in [
            "---\nThe envoy left.\n---\nMore.",
            "+++\nThe envoy left.\n+++\nMore.",
            "+++\ntitle = \"Talks\"",
            "+++",
            "---\n+++\nMore.",
        ] {
            assert_eq!(crate::text::read(text, &Options::default()).text, text);
        }
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
