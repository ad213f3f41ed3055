//! The article in the report, with every trigger, time and actor marked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::types::timeline::{Offsets, Place};

use super::super::timelinejs::escape;
use super::super::units::Units;
use super::super::view::View;

/// A mark over a stretch of the text, in bytes.
struct Mark<'a> {
    start: usize,
    end: usize,
    /// `e`, `t` or `a`.
    kind: char,
    id: &'a str,
}

/// The section with the texts of all documents that carry theirs.
pub(super) fn write(out: &mut String, view: &View) {
    let timeline = view.timeline;
    out.push_str(
        "<section id=\"text\" tabindex=\"0\" aria-labelledby=\"h-text\"><h2 id=\"h-text\">The article</h2>\
         <p class=\"legend key\"><span class=\"e\">event</span><span class=\"t\">time</span><span class=\"a\">actor</span></p>\n",
    );
    for (index, document) in timeline.documents.iter().enumerate() {
        let Some(text) = document.text.as_deref() else {
            continue;
        };
        if timeline.documents.len() > 1 {
            let name = document.title.as_deref().or(document.id.as_deref());
            let _ = writeln!(
                out,
                "<h3 dir=\"auto\">{}</h3>",
                escape(name.unwrap_or("(no name)"))
            );
        }
        let units = Units::new(text, document.offsets, Offsets::Byte);
        out.push_str("<div class=\"article\" dir=\"auto\">");
        marked(out, text, &marks(view, index, &units));
        out.push_str("</div>\n");
    }
    out.push_str("</section>\n");
}

fn marks<'a>(view: &View<'a>, doc: usize, units: &Units) -> Vec<Mark<'a>> {
    let mut marks = Vec::new();
    let mut add = |kind, id: &'a str, place: &Place| {
        let range = units.range(place.start, place.end);
        if let (Some((start, end)), true) = (range, place.doc == doc) {
            marks.push(Mark {
                start,
                end,
                kind,
                id,
            });
        }
    };
    for listed in &view.listed {
        add('e', &listed.event.id, &listed.event.place);
        let others = listed.event.mentions.iter();
        for place in others.filter(|&place| *place != listed.event.place) {
            add('e', &listed.event.id, place);
        }
    }
    for time in &view.timeline.times {
        add('t', &time.id, &time.place);
    }
    for actor in &view.timeline.actors {
        for place in &actor.mentions {
            add('a', &actor.id, place);
        }
    }
    marks
}

/// The text, cut wherever a mark begins or ends; a piece names all that cover it, and leads to the first event among them.
fn marked(out: &mut String, text: &str, marks: &[Mark]) {
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
        piece(out, &text[from..at], marks, &open);
        open.retain(|number| !end.contains(number));
        open.extend(begin);
        from = at;
    }
    out.push_str(&escape(&text[from..]));
}

fn piece(out: &mut String, words: &str, marks: &[Mark], open: &[usize]) {
    if open.is_empty() || words.is_empty() {
        out.push_str(&escape(words));
        return;
    }
    let mut ids: Vec<String> = Vec::new();
    for kind in ['e', 't', 'a'] {
        let of_kind = open.iter().filter(|&&number| marks[number].kind == kind);
        ids.extend(of_kind.map(|&number| escape(marks[number].id)));
    }
    let event = open.iter().find(|&&number| marks[number].kind == 'e');
    let kind = ['e', 't', 'a'];
    let kind = kind
        .into_iter()
        .find(|&kind| open.iter().any(|&number| marks[number].kind == kind))
        .unwrap_or('a');
    let _ = write!(out, "<a class=\"{kind}\" data-ids=\"{}\"", ids.join(" "));
    if let Some(&event) = event {
        let id = escape(marks[event].id);
        let _ = write!(out, " href=\"#event-{id}\" data-event=\"{id}\"");
    }
    let _ = write!(out, ">{}</a>", escape(words));
}
