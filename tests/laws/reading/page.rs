//! The report, cut into tags and text by html5gum: what stands in it without its script.

use html5gum::{Token, Tokenizer};
use serde_json::Value;

use demarche::output;
use demarche::types::timeline::{EventEntry, Timeline};

use super::wanted;

/// The text in each element of the page that is asked for, in order.
#[derive(Default)]
struct Page {
    /// The cells of the table, row by row, with the row's event.
    rows: Vec<(String, Vec<String>)>,
    articles: Vec<String>,
    headings: Vec<(String, String)>,
    data: String,
}

/// Where text goes.
#[derive(Clone, Copy, PartialEq)]
enum In {
    Nothing,
    Cell,
    Article,
    Heading,
    Data,
    Script,
}

fn page(html: &str) -> Page {
    let (mut page, mut within, mut depth, mut event) =
        (Page::default(), In::Nothing, 0, String::new());
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let of = |name: &str| {
                    let value = tag.attributes.get(name.as_bytes());
                    value
                        .map(|value| String::from_utf8_lossy(value).into_owned())
                        .unwrap_or_default()
                };
                match &*name {
                    "tr" => page.rows.push((of("data-id"), Vec::new())),
                    "td" => {
                        within = In::Cell;
                        page.rows.last_mut().unwrap().1.push(String::new());
                    }
                    "div" if of("class") == "article" => {
                        (within, depth) = (In::Article, 1);
                        page.articles.push(String::new());
                    }
                    "div" if within == In::Article => depth += 1,
                    "li" if of("id").starts_with("event-") => event = of("id"),
                    "h3" if !event.is_empty() => {
                        within = In::Heading;
                        page.headings
                            .push((std::mem::take(&mut event), String::new()));
                    }
                    "script" if of("id") == "data" => within = In::Data,
                    "script" => within = In::Script,
                    "img" | "b" | "iframe" => panic!("{name} came in"),
                    _ => {}
                }
            }
            Token::EndTag(tag) => match (&tag.name[..], within) {
                (b"div", In::Article) => {
                    depth -= 1;
                    if depth == 0 {
                        within = In::Nothing;
                    }
                }
                (b"td", In::Cell) | (b"h3", In::Heading) | (b"script", In::Data | In::Script) => {
                    within = In::Nothing;
                }
                _ => {}
            },
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text);
                let place = match within {
                    In::Cell => page.rows.last_mut().and_then(|row| row.1.last_mut()),
                    In::Article => page.articles.last_mut(),
                    In::Heading => page.headings.last_mut().map(|it| &mut it.1),
                    In::Data => Some(&mut page.data),
                    In::Nothing | In::Script => None,
                };
                if let Some(place) = place {
                    place.push_str(&text);
                }
            }
            _ => {}
        }
    }
    page
}

/// The date in words.
fn day(event: &EventEntry) -> String {
    let signs = wanted::date(event);
    let claimed = event.time.as_ref().is_some_and(|time| time.value.is_some());
    let clock = wanted::clock(event).map(|clock| format!(" {clock}"));
    let day = match (signs.strip_prefix('~'), signs.split_once("..")) {
        _ if signs == "?" => "date open".to_owned(),
        (Some(about), _) => format!("about {}", about.replace('/', " – ")),
        _ if claimed => signs.replace('/', " – "),
        (None, Some(("", last))) => format!("by {last}"),
        (None, Some((first, ""))) => format!("from {first}"),
        (None, Some((first, last))) => format!("{first} – {last}"),
        (None, None) => format!("likely {}", signs.trim_end_matches('?')),
    };
    day + &clock.unwrap_or_default()
}

/// A heading and a row of the table for each event, the articles word for word, and what the script draws.
pub(crate) fn report(timeline: &Timeline) {
    let page = page(&output::html(timeline));
    let listed = wanted::listed(timeline);
    let headings: Vec<_> = listed
        .iter()
        .map(|(event, _)| (format!("event-{}", event.id), wanted::line(&event.summary)))
        .collect();
    assert_eq!(page.headings, headings);
    let mut rows = page.rows;
    rows.retain(|(_, cells)| !cells.is_empty());
    let wanted: Vec<_> = listed
        .iter()
        .map(|(event, _)| {
            let cells = [
                day(event),
                wanted::line(&event.summary),
                wanted::line(&wanted::parties(timeline, event)),
                event.class.clone(),
                event.status.clone(),
            ];
            (event.id.clone(), cells.to_vec())
        })
        .collect();
    assert_eq!(rows, wanted);
    // A browser reads line ends of every kind as one, and a NUL not as itself.
    let read = |text: &str| {
        text.replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace('\0', "")
    };
    let articles: Vec<String> = page
        .articles
        .iter()
        .map(|text| read(&text.replace('\u{fffd}', "")))
        .collect();
    let texts = timeline.documents.iter();
    let texts = texts.map(|it| read(&it.text.as_deref().unwrap().replace('\u{fffd}', "")));
    assert_eq!(articles, texts.collect::<Vec<_>>());
    let data: Value = serde_json::from_str(&page.data).unwrap();
    let drawn = data["events"].as_array().unwrap().iter();
    let drawn: Vec<_> = drawn
        .map(|it| {
            (
                it["id"].as_str().unwrap(),
                it["summary"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let wanted: Vec<_> = listed
        .iter()
        .map(|(event, _)| (&*event.id, wanted::line(&event.summary)))
        .collect();
    assert_eq!(drawn, wanted);
}
