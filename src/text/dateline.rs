//! The dateline at the head of wire copy: "GENEVA, March 4 (Reuters) -".

use chrono::NaiveDate;

use crate::types::{Dateline, Document, Note, NoteCode, Publication, PublishedFrom, Span};

/// A dateline closes within this many bytes of its paragraph.
const MAX_DATELINE: usize = 120;

/// Finds the dateline, and takes the publication date from it where it names a year and nothing better is known.
pub(super) fn find(document: &mut Document, paragraphs: &[Span]) {
    let Some(dateline) = paragraphs
        .iter()
        .take(3)
        .find_map(|&paragraph| read(&document.text, paragraph))
    else {
        return;
    };
    let words = document.slice(dateline.span);
    match date(words) {
        Some((month, day, Some(year))) => {
            if let (None, Some(date)) = (
                document.published,
                NaiveDate::from_ymd_opt(year, month, day),
            ) {
                document.published = Some(Publication {
                    date,
                    time: None,
                    from: PublishedFrom::Dateline,
                });
            }
        }
        Some((_, _, None)) if document.published.is_none() => document.notes.push(Note {
            code: NoteCode::DatelineWithoutYear,
            span: dateline.span,
            message: format!("the dateline ‘{words}’ names no year; give --published YYYY-MM-DD"),
        }),
        _ => {}
    }
    document.dateline = Some(dateline);
}

/// "PLACE[, Region][, Month Day[, Year]] [(Agency)] -" at the head of a paragraph, or a paragraph that is a date alone.
fn read(text: &str, paragraph: Span) -> Option<Dateline> {
    let words = &text[paragraph.start..paragraph.end];
    if is_date_alone(words) {
        return Some(Dateline {
            span: paragraph,
            place: Span::new(paragraph.start, paragraph.start),
        });
    }
    let (head_end, end) = dash(words)
        .or_else(|| colon(words))
        .or_else(|| agency(words))?;
    let head = words[..head_end].trim_end();
    if head.contains(['.', '!', '?']) && date(head).is_none() && !head.ends_with(')') {
        return None;
    }
    // "(Reuters) -": the agency alone
    let agency = head.starts_with('(') && head.ends_with(')') && head.len() <= 40;
    if agency && !head[1..head.len() - 1].contains(['(', ')']) {
        return Some(Dateline {
            span: Span::new(paragraph.start, paragraph.start + end),
            place: Span::new(paragraph.start, paragraph.start),
        });
    }
    let place_end = head.find([',', '(']).unwrap_or(head.len());
    let place = head[..place_end].trim_end();
    let mut letters = place.chars().filter(|c| c.is_alphabetic());
    let shouted = letters.clone().count() >= 2 && letters.all(char::is_uppercase);
    let dated = date(&head[place_end..]).is_some();
    let named = dated && place.chars().next().is_some_and(char::is_uppercase);
    if place.is_empty() || place.len() > 40 || !(shouted || named) {
        return None;
    }
    Some(Dateline {
        span: Span::new(paragraph.start, paragraph.start + end),
        place: Span::new(paragraph.start, paragraph.start + place.len()),
    })
}

/// The byte before the dash that closes a dateline, and the byte after it.
fn dash(words: &str) -> Option<(usize, usize)> {
    let mut limit = words.len().min(MAX_DATELINE);
    while !words.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &words[..limit];
    head.char_indices().find_map(|(at, c)| {
        if !matches!(c, '-' | '–' | '—' | '_') {
            return None;
        }
        let run = words[at..].len() - words[at..].trim_start_matches(c).len();
        let before = head[..at].chars().next_back()?;
        let closed = words[at + run..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace);
        ((before.is_whitespace() || before == ')') && closed).then_some((at, at + run))
    })
}

/// "ISLAMABAD: The minister said", "Lima, March 21: The minister said": the byte of a colon right behind words in capitals alone
/// or a place and a day, and the byte after it.
fn colon(words: &str) -> Option<(usize, usize)> {
    let at = words.find(':').filter(|&at| at <= MAX_DATELINE)?;
    let head = &words[..at];
    let shouted = head
        .chars()
        .all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '\'' | '’' | '-'));
    let closed = words[at + 1..].starts_with([' ', '\u{a0}']);
    (closed && (shouted || is_place_and_day(head))).then_some((at, at + 1))
}

/// "Lima, March 21 (Reuters) The minister said": the byte behind the agency in brackets that nothing but a place and a day stands
/// before, twice.
fn agency(words: &str) -> Option<(usize, usize)> {
    let open = words.find(" (").filter(|&at| at <= MAX_DATELINE)?;
    let close = open + words[open..].find(')')?;
    let short = close <= MAX_DATELINE && !words[open + 2..close].contains([' ', '.', ',']);
    let end = close + 1;
    (short && words[end..].starts_with(' ') && is_place_and_day(&words[..open]))
        .then_some((end, end))
}

/// "Lima, March 21", "New York, Sept. 3": a name, a comma, a day of the calendar, no more.
fn is_place_and_day(head: &str) -> bool {
    let Some((place, day)) = head.split_once(", ") else {
        return false;
    };
    let named = place
        .split([' ', '-', '.'])
        .all(|word| word.chars().next().is_none_or(char::is_uppercase));
    let mut parts = day
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty());
    named
        && date(day).is_some()
        && parts.all(|part| part.chars().all(|c| c.is_ascii_digit()) || month(part).is_some())
}

/// "Sunday, January 18, 2009": the date line of a web page.
fn is_date_alone(words: &str) -> bool {
    let mut parts = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty());
    words.len() <= 40
        && matches!(date(words), Some((_, _, Some(_))))
        && parts.all(|part| {
            part.chars().all(|c| c.is_ascii_digit())
                || month(part).is_some()
                || part.to_lowercase().ends_with("day")
        })
}

/// The month, day and year named in `words`.
fn date(words: &str) -> Option<(u32, u32, Option<i32>)> {
    let parts: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let at = parts.iter().position(|part| month(part).is_some())?;
    let month = month(parts[at])?;
    let number = |part: Option<&&str>| {
        part.and_then(|part| part.parse::<u32>().ok())
            .filter(|&n| (1..=31).contains(&n))
    };
    let (day, next) = match number(parts.get(at + 1)) {
        Some(day) => (day, at + 2),
        None => (
            number(at.checked_sub(1).and_then(|before| parts.get(before)))?,
            at + 1,
        ),
    };
    let year = parts
        .get(next)
        .filter(|part| part.len() == 4)
        .and_then(|part| part.parse().ok());
    Some((month, day, year))
}

fn month(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let names = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = names.iter().position(|name| {
        *name == lower || lower.len() >= 3 && lower.len() <= 4 && name.starts_with(&lower)
    })?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use crate::types::Options;

    fn check(text: &str, place: Option<&str>, published: Option<&str>) {
        let document = crate::text::read(text, &Options::default());
        assert_eq!(
            document
                .dateline
                .as_ref()
                .map(|line| document.slice(line.place)),
            place,
            "{text:?}"
        );
        assert_eq!(
            document.published.map(|p| p.date.to_string()).as_deref(),
            published,
            "{text:?}"
        );
    }

    #[test]
    fn datelines() {
        check("NEW DELHI: The envoy left.", Some("NEW DELHI"), None);
        check("Lima, March 21: The envoy left.", Some("Lima"), None);
        check(
            "Lima, March 21 (Andina) The envoy left.",
            Some("Lima"),
            None,
        );
        check("Lima (Andina) The envoy left.", None, None); // "Ruiz (Green Party) left"
        check("Ruiz, March 21 and the envoy: a story.", None, None);
        check("Minister: The envoy left.", None, None);
        check(
            "GENEVA, March 4 (Reuters) - The envoy left.",
            Some("GENEVA"),
            None,
        );
        check(
            "GENEVA, March 4, 2024 (Reuters) - The envoy left.",
            Some("GENEVA"),
            Some("2024-03-04"),
        );
        check("NEW DELHI (AP) — The envoy left.", Some("NEW DELHI"), None);
        check(
            "Beijing, 4 May 2021 (Xinhua) -- The envoy left.",
            Some("Beijing"),
            Some("2021-05-04"),
        );
        check("The envoy left - and nobody knew.", None, None);
        check(
            "GENEVA, February 30, 2024 - The envoy left.",
            Some("GENEVA"),
            None,
        );
        check("The envoy left.", None, None);
    }

    #[test]
    fn a_year_is_missed_aloud() {
        let document = crate::text::read(
            "GENEVA, March 4 (Reuters) - The envoy left.",
            &Options::default(),
        );
        assert_eq!(
            document.notes[0].code,
            crate::types::NoteCode::DatelineWithoutYear
        );
    }
}
