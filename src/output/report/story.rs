//! The report without its programme: the events day by day with their reasons, as a table, and what was set aside.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::types::timeline::{EventEntry, Place};

use super::super::view::{Listed, View, clock, mark};
use super::words::{self, Texts, bounds, day, day_and_clock, quoted, shown};

/// What the timeline is looked up by.
struct Story<'a> {
    view: &'a View<'a>,
    texts: Texts<'a>,
    events: BTreeMap<&'a str, &'a EventEntry>,
    times: BTreeMap<&'a str, &'a Place>,
    /// What places an event in the order, by its id.
    reasons: BTreeMap<&'a str, Vec<String>>,
}

/// The events by date, in the order of the timeline.
pub(super) fn write(out: &mut String, view: &View) {
    if view.listed.is_empty() {
        out.push_str("<p>No events were found.</p>\n");
        return;
    }
    let story = Story::of(view);
    let class = if many(view) { "days many" } else { "days" };
    let _ = writeln!(out, "<ol class=\"{class}\">");
    let mut last = None;
    for listed in &view.listed {
        let date = match listed.band {
            Some(_) => day(listed.event.time.as_ref()),
            None => "Undated".to_owned(),
        };
        if last.as_ref() != Some(&date) {
            out.push_str(if last.is_some() { "</ol></li>\n" } else { "" });
            let words = date
                .split(' ')
                .map(|word| format!("<span>{}</span>", shown(word)));
            let words: Vec<String> = words.collect();
            let _ = writeln!(
                out,
                "<li class=\"day\"><p class=\"date\">{}</p><ol>",
                words.join(" ")
            );
        }
        last = Some(date);
        story.event(out, listed);
    }
    out.push_str("</ol></li>\n</ol>\n");
}

impl<'a> Story<'a> {
    fn of(view: &'a View<'a>) -> Self {
        let timeline = view.timeline;
        let times = timeline.times.iter();
        let mut story = Self {
            view,
            texts: Texts::of(timeline),
            events: by_id(view),
            times: times.map(|time| (time.id.as_str(), &time.place)).collect(),
            reasons: BTreeMap::new(),
        };
        for relation in &timeline.relations {
            for (id, other, of_first) in [
                (&relation.from, &relation.to, true),
                (&relation.to, &relation.from, false),
            ] {
                if let Some(other) = story.events.get(other.as_str()) {
                    let reason = format!(
                        "{} {}: {}by the rule {} ({})",
                        words::relation(&relation.relation, of_first),
                        linked(other),
                        quoted(&relation.evidence),
                        shown(&relation.rule),
                        shown(&relation.certainty)
                    );
                    story.reasons.entry(id).or_default().push(reason);
                }
            }
        }
        story
    }

    fn event(&self, out: &mut String, listed: &Listed) {
        let event = listed.event;
        let id = shown(&event.id);
        let band = if listed.of_band.1 > 1 { " band" } else { "" };
        // Where the article is not shown there is nothing to lead to.
        let marked = self
            .texts
            .words(event.place.doc, event.place.start, event.place.end);
        let lead = if marked.is_some() { "text" } else { "event" };
        let _ = write!(
            out,
            "<li class=\"event{band}\" id=\"event-{id}\"><h3 dir=\"auto\"><a href=\"#{lead}-{id}\" data-id=\"{id}\">{}</a></h3>",
            shown(&event.summary)
        );
        let parties = self.view.parties(&event.participants);
        if !parties.is_empty() {
            let _ = write!(out, "<p class=\"who\" dir=\"auto\">{}</p>", shown(&parties));
        }
        self.tags(out, event);
        out.push_str("<details><summary>Why</summary><ul class=\"why\">");
        self.why(out, event);
        out.push_str("</ul></details></li>\n");
    }

    fn tags(&self, out: &mut String, event: &EventEntry) {
        let _ = write!(out, "<span class=\"tag\">{}</span>", shown(&event.class));
        let value = event.time.as_ref().and_then(|time| time.value.as_deref());
        if let Some(clock) = value.and_then(clock) {
            let _ = write!(out, "<span class=\"tag\">{}</span>", shown(&clock));
        }
        if let Some(mark) = mark(event) {
            let denied = if mark == "denied" { " denied" } else { "" };
            let _ = write!(out, "<span class=\"tag mark{denied}\">{mark}</span>");
        }
        if self.view.timeline.documents.len() > 1 {
            let name = words::name(self.view.timeline, event.place.doc);
            let _ = write!(
                out,
                "<span class=\"tag\" dir=\"auto\">{}</span>",
                shown(&name)
            );
        }
    }

    fn why(&self, out: &mut String, event: &EventEntry) {
        let _ = write!(
            out,
            "<li>what: {}by the rule {}, confidence {:.2}</li>",
            quoted(std::slice::from_ref(&event.place)),
            shown(&event.rule),
            event.confidence
        );
        for part in &event.participants {
            let Some(actor) = self.view.actor(&part.actor) else {
                continue;
            };
            let place = part.place.as_ref();
            let words = place.and_then(|at| self.texts.words(at.doc, at.start, at.end));
            let words = words.filter(|words| *words != actor.name);
            let words = words.map(|words| format!(" “<bdi>{}</bdi>”", shown(words)));
            let _ = write!(
                out,
                "<li>{}: <bdi>{}</bdi>{} by the rule {}</li>",
                shown(&part.role),
                shown(&actor.name),
                words.unwrap_or_default(),
                shown(&part.rule)
            );
        }
        if let Some(time) = &event.time {
            let basis = time
                .basis
                .iter()
                .filter_map(|id| self.times.get(id.as_str()));
            let basis: Vec<Place> = basis.map(|&place| place.clone()).collect();
            let from = if basis.is_empty() {
                "the order".to_owned()
            } else {
                quoted(&basis)
            };
            let _ = write!(out, "<li>when: {}; from {from}</li>", bounds(time));
        }
        for reason in self.reasons.get(event.id.as_str()).into_iter().flatten() {
            let _ = write!(out, "<li>{reason}</li>");
        }
    }
}

/// Of more than so many things a browser should not lay out all at once.
const MANY: usize = 500;

fn many(view: &View) -> bool {
    view.listed.len() > MANY
}

fn by_id<'a>(view: &'a View) -> BTreeMap<&'a str, &'a EventEntry> {
    let events = view.listed.iter().map(|listed| listed.event);
    events.map(|event| (event.id.as_str(), event)).collect()
}

fn linked(event: &EventEntry) -> String {
    let (id, summary) = (shown(&event.id), shown(&event.summary));
    format!("<a href=\"#event-{id}\"><bdi>{summary}</bdi></a>")
}

/// The same as a table.
pub(super) fn table(out: &mut String, view: &View) {
    if view.listed.is_empty() {
        return;
    }
    let open = if many(view) { "" } else { " open" };
    let _ = writeln!(
        out,
        "<section aria-labelledby=\"h-table\"><h2 id=\"h-table\">As a table</h2><details{open}><summary>Table of events</summary>\
         <div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table><thead><tr><th scope=\"col\">Date</th><th scope=\"col\">Event</th><th scope=\"col\">Actors</th><th scope=\"col\">Type</th><th scope=\"col\">Status</th></tr></thead><tbody>",
    );
    for listed in &view.listed {
        let event = listed.event;
        let _ = writeln!(
            out,
            "<tr data-id=\"{}\"><td>{}</td><td dir=\"auto\">{}</td><td dir=\"auto\">{}</td><td>{}</td><td>{}</td></tr>",
            shown(&event.id),
            shown(&day_and_clock(event)),
            shown(&event.summary),
            shown(&view.parties(&event.participants)),
            shown(&event.class),
            shown(&event.status)
        );
    }
    out.push_str("</tbody></table></div></details></section>\n");
}

/// The assertions that contradicted better ones.
pub(super) fn conflicts(out: &mut String, view: &View) {
    let timeline = view.timeline;
    if timeline.conflicts.is_empty() {
        return;
    }
    let events = by_id(view);
    let times = timeline.times.iter();
    let times: BTreeMap<&str, &Place> = times.map(|at| (at.id.as_str(), &at.place)).collect();
    let relations = timeline.relations.iter();
    let relations: BTreeMap<&str, _> = relations.map(|it| (it.id.as_str(), it)).collect();
    let named = |id: &String| match (events.get(id.as_str()), times.get(id.as_str())) {
        (Some(event), _) => linked(event),
        (None, Some(&place)) => quoted(std::slice::from_ref(place)),
        (None, None) if id == "published" => "the day of publication".to_owned(),
        (None, None) => shown(id),
    };
    let count = timeline.conflicts.len();
    out.push_str(
        "<section aria-labelledby=\"h-conflicts\"><h2 id=\"h-conflicts\">Evidence set aside</h2>",
    );
    if count > MANY {
        let _ = write!(
            out,
            "<details><summary>{count} assertions that better evidence contradicts</summary>"
        );
    }
    out.push_str("<ul class=\"why\">\n");
    for conflict in &timeline.conflicts {
        let _ = write!(
            out,
            "<li>{} {} {}: {}by the rule {}. It contradicts",
            named(&conflict.from),
            words::relation(&conflict.relation, true),
            named(&conflict.to),
            quoted(&conflict.evidence),
            shown(&conflict.rule)
        );
        let against: Vec<String> = conflict
            .against
            .iter()
            .filter_map(|id| relations.get(id.as_str()))
            .map(|other| {
                format!(
                    " {} {} {} (by the rule {})",
                    named(&other.from),
                    words::relation(&other.relation, true),
                    named(&other.to),
                    shown(&other.rule)
                )
            })
            .collect();
        if against.is_empty() {
            out.push_str(" better evidence.</li>\n");
        } else {
            let _ = writeln!(out, ":{}.</li>", against.join(";"));
        }
    }
    let end = if count > MANY { "</details>" } else { "" };
    let _ = writeln!(out, "</ul>{end}</section>");
}

/// What stayed open.
pub(super) fn notes(out: &mut String, view: &View) {
    let timeline = view.timeline;
    if timeline.notes.is_empty() {
        return;
    }
    out.push_str("<section aria-labelledby=\"h-notes\"><h2 id=\"h-notes\">What stayed open</h2><ul class=\"why\">\n");
    for note in &timeline.notes {
        let _ = write!(out, "<li dir=\"auto\">{}", shown(&note.message));
        if timeline.documents.len() > 1 {
            let name = words::name(timeline, note.place.doc);
            let _ = write!(out, " (<bdi>{}</bdi>)", shown(&name));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul></section>\n");
}
