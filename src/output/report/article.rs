//! The article in the report, with every trigger, time and actor marked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::types::timeline::{Offsets, Place};

use super::super::timelinejs::escape;
use super::super::units::Units;
use super::super::view::View;
use super::words::{day_and_clock, name, shown};

/// A mark over a stretch of the text, in bytes.
struct Mark<'a> {
    start: usize,
    end: usize,
    kind: Kind,
    id: &'a str,
    /// What the words stand for.
    title: String,
    /// The events it is a trigger, a participant or the date of.
    events: Vec<&'a str>,
}

/// What a mark is for; where several lie on the same words the first says how they look.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Event,
    Time,
    Actor,
}

impl Kind {
    fn class(self) -> char {
        match self {
            Self::Event => 'e',
            Self::Time => 't',
            Self::Actor => 'a',
        }
    }
}

/// Which events a place in the text leads to.
struct Leads<'a> {
    /// By the time that dates them.
    times: BTreeMap<&'a str, Vec<&'a str>>,
    /// By the actor that takes part, and where it is named.
    actors: BTreeMap<(&'a str, usize, usize), Vec<&'a str>>,
}

/// The section with the texts of all documents that carry theirs.
pub(super) fn write(out: &mut String, view: &View) {
    let timeline = view.timeline;
    let several = timeline.documents.len() > 1;
    let heading = if several {
        "The articles"
    } else {
        "The article"
    };
    let _ = writeln!(
        out,
        "<section id=\"text\" tabindex=\"0\" aria-labelledby=\"h-text\"><h2 id=\"h-text\">{heading}</h2>\
         <p class=\"legend key\"><span class=\"e\">event</span><span class=\"t\">time</span><span class=\"a\">actor</span></p>",
    );
    let leads = Leads::of(view);
    let mut anchored = BTreeSet::new();
    for (doc, document) in timeline.documents.iter().enumerate() {
        let Some(text) = document.text.as_deref() else {
            continue;
        };
        if several {
            let published = document.published.as_deref();
            let published = published.map(|day| format!(" <small>{}</small>", escape(day)));
            let _ = writeln!(
                out,
                "<h3 dir=\"auto\">{}{}</h3>",
                shown(&name(timeline, doc)),
                published.unwrap_or_default()
            );
        }
        let units = Units::new(text, document.offsets, Offsets::Byte);
        out.push_str("<div class=\"article\" dir=\"auto\"><div>");
        marked(out, text, &leads.marks(view, doc, &units), &mut anchored);
        out.push_str("</div></div>\n");
    }
    out.push_str("</section>\n");
}

impl<'a> Leads<'a> {
    fn of(view: &View<'a>) -> Self {
        let mut leads = Self {
            times: BTreeMap::new(),
            actors: BTreeMap::new(),
        };
        for event in view.listed.iter().map(|listed| listed.event) {
            let id = event.id.as_str();
            for basis in event.time.iter().flat_map(|time| &time.basis) {
                leads.times.entry(basis).or_default().push(id);
            }
            for part in &event.participants {
                if let Some(at) = &part.place {
                    let place = (part.actor.as_str(), at.doc, at.start);
                    leads.actors.entry(place).or_default().push(id);
                }
            }
        }
        leads
    }

    fn marks(&self, view: &View<'a>, doc: usize, units: &Units) -> Vec<Mark<'a>> {
        let mut marks = Vec::new();
        let mut add = |kind, id: &'a str, title: &str, events: &[&'a str], place: &Place| {
            let range = units.range(place.start, place.end);
            if let (Some((start, end)), true) = (range, place.doc == doc) {
                marks.push(Mark {
                    start,
                    end,
                    kind,
                    id,
                    title: title.to_owned(),
                    events: events.to_vec(),
                });
            }
        };
        for event in view.listed.iter().map(|listed| listed.event) {
            let title = format!("{}, {}", event.class, day_and_clock(event));
            let events = [event.id.as_str()];
            add(Kind::Event, &event.id, &title, &events, &event.place);
            let others = event.mentions.iter();
            for place in others.filter(|&place| *place != event.place) {
                add(Kind::Event, &event.id, &title, &events, place);
            }
        }
        for time in &view.timeline.times {
            let events = self.times.get(time.id.as_str());
            let value = time.value.as_deref().unwrap_or("date open");
            add(
                Kind::Time,
                &time.id,
                value,
                events.map_or(&[], Vec::as_slice),
                &time.place,
            );
        }
        for actor in &view.timeline.actors {
            for place in &actor.mentions {
                let at = (actor.id.as_str(), place.doc, place.start);
                let events = self.actors.get(&at);
                let events = events.map_or(&[] as &[_], Vec::as_slice);
                add(Kind::Actor, &actor.id, &actor.name, events, place);
            }
        }
        marks
    }
}

/// The text, cut wherever a mark begins or ends; a piece names all that cover it, and leads to the first event among them.
/// The first piece of each thing is its anchor.
fn marked<'a>(out: &mut String, text: &str, marks: &[Mark<'a>], anchored: &mut BTreeSet<&'a str>) {
    let mut cuts = BTreeMap::<usize, (Vec<usize>, Vec<usize>)>::new();
    for (number, mark) in marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| mark.start < mark.end)
    {
        cuts.entry(mark.start).or_default().0.push(number);
        cuts.entry(mark.end).or_default().1.push(number);
    }
    let mut open: Vec<usize> = Vec::new();
    let mut from = 0;
    for (at, (begin, end)) in cuts {
        // A browser reads a carriage return and the line feed behind it as one line end, unless a tag parts them.
        let words = &text[from..at];
        let parted = text[at..].starts_with('\n');
        let words = words.strip_suffix('\r').filter(|_| parted).unwrap_or(words);
        piece(out, words, marks, &open, anchored);
        open.retain(|number| !end.contains(number));
        open.extend(begin);
        from = at;
    }
    unmarked(out, &text[from..]);
}

/// Words under no mark. A new block begins after an empty line, so that a browser need not lay out all of a long text at once.
fn unmarked(out: &mut String, words: &str) {
    let mut from = 0;
    for (at, _) in words.match_indices("\n\n") {
        let end = at + 2;
        if !words[end..].starts_with('\n') {
            out.push_str(&escape(&words[from..end]));
            out.push_str("</div><div>");
            from = end;
        }
    }
    out.push_str(&escape(&words[from..]));
}

fn piece<'a>(
    out: &mut String,
    words: &str,
    marks: &[Mark<'a>],
    open: &[usize],
    anchored: &mut BTreeSet<&'a str>,
) {
    let mut over: Vec<&Mark> = open.iter().map(|&number| &marks[number]).collect();
    over.sort_by_key(|mark| mark.kind);
    let Some(first) = over.first().filter(|_| !words.is_empty()) else {
        unmarked(out, words);
        return;
    };
    for mark in over.iter().filter(|mark| mark.kind == Kind::Event) {
        if anchored.insert(mark.id) {
            let _ = write!(out, "<span id=\"text-{}\"></span>", escape(mark.id));
        }
    }
    let mut events = Vec::new();
    for &event in over.iter().flat_map(|mark| &mark.events) {
        if !events.contains(&event) {
            events.push(event);
        }
    }
    let ids: Vec<String> = over.iter().map(|mark| escape(mark.id)).collect();
    let titles: Vec<String> = over.iter().map(|mark| shown(&mark.title)).collect();
    let name = if events.is_empty() { "span" } else { "a" };
    let _ = write!(
        out,
        "<{name} class=\"{}\" data-ids=\"{}\" title=\"{}\"",
        first.kind.class(),
        ids.join(" "),
        titles.join("; ")
    );
    if let Some(event) = events.first() {
        let ids: Vec<String> = events.iter().map(|event| escape(event)).collect();
        let _ = write!(
            out,
            " href=\"#event-{}\" data-events=\"{}\"",
            escape(event),
            ids.join(" ")
        );
    }
    let _ = write!(out, ">{}</{name}>", escape(words));
}
