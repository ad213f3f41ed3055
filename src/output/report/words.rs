//! What a timeline says in signs, in words for a person who has not read its manual.

use crate::types::timeline::{EventEntry, EventTimeEntry, Offsets, Place, Timeline};

use super::super::timelinejs::escape;
use super::super::units::Units;
use super::super::view::{clock, date, plain};

/// `text` as the content of an element or attribute, on one line and with nothing in it that turns the line around it.
pub(super) fn shown(text: &str) -> String {
    escape(&plain(text))
}

/// The date of an event: `2022-02-15`, `about 2010`, `by 2022-02-15`, `from 2022-02-15`, `2010 – 2013`, `likely 2022-02-15`
/// where it only follows from the order, or `date open`.
pub(super) fn day(time: Option<&EventTimeEntry>) -> String {
    let signs = date(time);
    let claimed = time.is_some_and(|time| time.value.is_some());
    if signs == "?" {
        return "date open".to_owned();
    }
    if let Some(about) = signs.strip_prefix('~') {
        return format!("about {}", about.replace('/', " – "));
    }
    if claimed {
        return signs.replace('/', " – ");
    }
    match signs.split_once("..") {
        Some(("", last)) => format!("by {last}"),
        Some((first, "")) => format!("from {first}"),
        Some((first, last)) => format!("{first} – {last}"),
        None => format!("likely {}", signs.trim_end_matches('?')),
    }
}

/// The date and what is known of the hour.
pub(super) fn day_and_clock(event: &EventEntry) -> String {
    let day = day(event.time.as_ref());
    let value = event.time.as_ref().and_then(|time| time.value.as_deref());
    match value.and_then(clock) {
        Some(clock) => format!("{day} {clock}"),
        None => day,
    }
}

/// The bounds of a time: `not before 2022-02-15, over by 2022-02-16 12:00`.
pub(super) fn bounds(time: &EventTimeEntry) -> String {
    let moment = |moment: &str| {
        let moment = moment.strip_suffix(":00").unwrap_or(moment);
        escape(&moment.replace("T00:00", "").replace('T', " "))
    };
    let first = time.earliest.as_deref();
    let first = first.map(|first| format!("not before {}", moment(first)));
    let last = time.latest.as_deref();
    let last = last.map(|last| format!("over by {}", moment(last)));
    let bounds: Vec<String> = first.into_iter().chain(last).collect();
    if bounds.is_empty() {
        "open".to_owned()
    } else {
        bounds.join(", ")
    }
}

/// What `relation` says of its first event, or of its second one.
pub(super) fn relation(relation: &str, of_first: bool) -> &'static str {
    match (relation, of_first) {
        ("BEFORE", true) => "before",
        ("BEFORE", false) => "after",
        ("INCLUDES", true) => "includes",
        ("INCLUDES", false) => "within",
        ("START_BEFORE", true) => "starts before",
        ("START_BEFORE", false) => "starts after",
        _ => "at the same time as",
    }
}

/// Words of the article in quotation marks, each kept from turning what stands around it.
pub(super) fn quoted(evidence: &[Place]) -> String {
    let words: Vec<String> = evidence
        .iter()
        .map(|place| format!("“<bdi>{}</bdi>” ", shown(&place.text)))
        .collect();
    words.concat()
}

/// The words that name the participants of events, looked up in the texts.
pub(super) struct Texts<'a>(Vec<Option<(&'a str, Units)>>);

impl<'a> Texts<'a> {
    /// The texts of those documents that carry theirs.
    pub(super) fn of(timeline: &'a Timeline) -> Self {
        let documents = timeline.documents.iter();
        Self(
            documents
                .map(|document| {
                    let text = document.text.as_deref()?;
                    Some((text, Units::new(text, document.offsets, Offsets::Byte)))
                })
                .collect(),
        )
    }

    /// The words at `start..end` of the document `doc`.
    pub(super) fn words(&self, doc: usize, start: usize, end: usize) -> Option<&'a str> {
        let (text, units) = self.0.get(doc)?.as_ref()?;
        let (start, end) = units.range(start, end)?;
        text.get(start..end)
    }
}

/// The name of a document: its headline, else what the caller called it, of a file's path the last part.
pub(super) fn name(timeline: &Timeline, doc: usize) -> String {
    let document = timeline.documents.get(doc);
    let named = |name: &&str| !name.trim().is_empty();
    let title = document.and_then(|document| document.title.as_deref());
    let id = document.and_then(|document| document.id.as_deref());
    let id = id.and_then(|id| id.rsplit(['/', '\\']).next());
    let name = title.filter(named).or(id.filter(named));
    name.map_or_else(|| format!("Article {}", doc + 1), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(value: Option<&str>, earliest: Option<&str>, latest: Option<&str>) -> EventTimeEntry {
        EventTimeEntry {
            value: value.map(str::to_owned),
            earliest: earliest.map(str::to_owned),
            latest: latest.map(str::to_owned),
            granularity: None,
            edtf: None,
            basis: Vec::new(),
        }
    }

    #[test]
    fn a_date_in_words() {
        let first = Some("2022-02-14T00:00:00");
        let last = Some("2022-02-16T00:00:00");
        let check = |value, earliest, latest, wanted: &str| {
            assert_eq!(day(Some(&time(value, earliest, latest))), wanted);
        };
        check(Some("2022-02-15TAF"), first, last, "2022-02-15");
        check(Some("2010/2013-03-22"), None, None, "2010 – 2013-03-22");
        check(None, None, last, "by 2022-02-15");
        check(None, first, None, "from 2022-02-14");
        check(None, first, last, "2022-02-14 – 2022-02-15");
        check(None, Some("2022-02-15T09:00:00"), last, "likely 2022-02-15");
        check(None, None, None, "date open");
        assert_eq!(day(None), "date open");
    }

    #[test]
    fn bounds_in_words() {
        let check = |earliest, latest, wanted: &str| {
            assert_eq!(bounds(&time(None, earliest, latest)), wanted);
        };
        let day = Some("2022-02-15T00:00:00");
        let noon = Some("2022-02-15T12:00:00");
        check(day, noon, "not before 2022-02-15, over by 2022-02-15 12:00");
        check(None, noon, "over by 2022-02-15 12:00");
        check(None, None, "open");
    }
}
