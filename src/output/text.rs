//! Timeline → text for a terminal: a line an event, dates and events in columns, what is undated in a lane of its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::types::timeline::{EventEntry, RelationEntry, Timeline};

use super::Style;
use super::view::{Listed, View, clock, date, length, mark, marked_summary, plain};

/// A summary longer than this pushes the actors to the right instead of widening the column for all.
const MAX_SUMMARY: usize = 64;

/// Where fewer columns are left beside the dates, actors stand under the summary.
const MIN_SIDE_BY_SIDE: usize = 60;

/// Where fewer columns are left beside the dates, the summary stands under them.
const MIN_BESIDE: usize = 28;

/// How far what stands under the dates is set in.
const INDENT: usize = 4;

/// The timeline as lines for a reader: date, what is known beside it, event id, summary, actors. `~` marks an approximate
/// date, `..` an open end, `?` an unknown date or a place that is only likely; a bracket holds events that nothing orders.
/// With a width, summaries and actors are broken into lines that fit; without, each event is one line.
///
/// ```
/// use demarche::{Offsets, Options, analyze, output, timeline};
///
/// let timeline = timeline::lay_out(&analyze("", &Options::default()), Offsets::Char);
/// assert!(output::text(&timeline, &output::Style::default()).starts_with("no events"));
/// ```
pub fn text(timeline: &Timeline, style: &Style) -> String {
    let rows = rows(timeline);
    let mut out = String::new();
    if rows.is_empty() {
        out.push_str("no events\n");
    }
    let layout = Layout::of(&rows, style);
    let mut dated = true;
    for row in &rows {
        if std::mem::replace(&mut dated, !row.undated) && row.undated {
            out.push_str(if out.is_empty() { "" } else { "\n" });
            out.push_str("undated\n");
        }
        layout.write(row, &mut out);
    }
    for (index, note) in timeline.notes.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { "" });
        for (line, words) in wrap(&plain(&note.message), less(style.width, 6))
            .iter()
            .enumerate()
        {
            let _ = writeln!(
                out,
                "{}{words}",
                if line == 0 { "note: " } else { "      " }
            );
        }
    }
    out
}

/// One timeline of a row of them, under its name.
pub(super) fn named(timeline: &Timeline, style: &Style) -> String {
    let document = timeline.documents.first();
    let id = document.and_then(|document| document.id.as_deref());
    let name: String = id.unwrap_or("(no id)").escape_debug().collect();
    format!("== {name} ==\n{}\n", text(timeline, style))
}

/// One event.
struct Row {
    undated: bool,
    bracket: char,
    date: String,
    hint: String,
    id: String,
    marked: bool,
    summary: String,
    actors: String,
}

/// How wide the columns are, and where summaries and actors stand.
struct Layout {
    banded: bool,
    date: usize,
    hint: usize,
    id: usize,
    /// Columns before the summary.
    before: usize,
    /// Columns the summary is filled up to, and those it is broken at.
    summary: (usize, Option<usize>),
    /// Columns the actors are broken at.
    actors: Option<usize>,
    /// Whether actors stand beside the summary, not under it.
    beside: bool,
    color: bool,
}

impl Layout {
    fn of(rows: &[Row], style: &Style) -> Self {
        let widest = |cell: fn(&Row) -> &str, most: usize| {
            let widths = rows.iter().map(|row| cell(row).width());
            widths.filter(|&width| width <= most).max().unwrap_or(0)
        };
        let banded = rows.iter().any(|row| row.bracket != ' ');
        let date = widest(|row| &row.date, usize::MAX);
        let hint = widest(|row| &row.hint, usize::MAX);
        let id = widest(|row| &row.id, usize::MAX);
        let gap = |width| if width == 0 { 0 } else { width + 2 };
        let before = if banded { 2 } else { 0 } + date + 2 + gap(hint) + id + 2;
        let mut layout = Self {
            banded,
            date,
            hint,
            id,
            before,
            summary: (widest(|row| &row.summary, MAX_SUMMARY), None),
            actors: None,
            beside: true,
            color: style.color,
        };
        let Some(width) = style.width else {
            return layout;
        };
        let left = width.saturating_sub(before);
        if left >= MIN_SIDE_BY_SIDE {
            let actors = widest(|row| &row.actors, usize::MAX).min(left / 3);
            let summary = left - gap(actors);
            let filled = widest(|row| &row.summary, usize::MAX).min(summary);
            layout.summary = (filled, Some(summary));
            layout.actors = Some(left.saturating_sub(filled + 2));
            return layout;
        }
        layout.beside = false;
        if left < MIN_BESIDE {
            layout.before = INDENT;
        }
        let left = width.saturating_sub(layout.before).max(1);
        layout.summary = (0, Some(left));
        layout.actors = Some(left);
        layout
    }

    fn write(&self, row: &Row, out: &mut String) {
        let summary = wrap(&row.summary, self.summary.1);
        let actors = wrap(&row.actors, self.actors);
        let color = if row.marked { "33" } else { "0" };
        let mut line = self.dates(row);
        if self.before == INDENT {
            push_line(out, &line);
            line = self.indent(row);
        }
        let lines = if self.beside {
            summary.len().max(actors.len())
        } else {
            summary.len()
        };
        for at in 0..lines {
            if at > 0 {
                line = self.indent(row);
            }
            let summary = summary.get(at).map_or("", String::as_str);
            let side = self.beside.then(|| actors.get(at)).flatten();
            let fill = if side.is_some_and(|side| !side.is_empty()) {
                self.summary.0
            } else {
                0
            };
            self.paint(&mut line, summary, fill, color);
            if let Some(side) = side {
                line.push_str("  ");
                self.paint(&mut line, side, 0, "32");
            }
            push_line(out, &line);
        }
        if !self.beside && !row.actors.is_empty() {
            for actors in &actors {
                let mut line = self.indent(row);
                self.paint(&mut line, actors, 0, "32");
                push_line(out, &line);
            }
        }
    }

    fn dates(&self, row: &Row) -> String {
        let mut line = String::new();
        if self.banded {
            line.push(row.bracket);
            line.push(' ');
        }
        self.paint(&mut line, &row.date, self.date, "1");
        line.push_str("  ");
        self.paint(&mut line, &row.hint, self.hint, "36");
        line.push_str(if self.hint == 0 { "" } else { "  " });
        self.paint(&mut line, &row.id, self.id, "2");
        line.push_str("  ");
        line
    }

    /// What leads the second line of an event: the bracket goes on where the next event belongs to it.
    fn indent(&self, row: &Row) -> String {
        let goes_on = self.banded && matches!(row.bracket, '┌' | '│');
        let mut line = if goes_on { "│" } else { " " }.to_owned();
        line.extend(std::iter::repeat_n(' ', self.before - 1));
        line
    }

    /// Adds `cell`, filled up to `width`.
    fn paint(&self, line: &mut String, cell: &str, width: usize, color: &str) {
        let fill = width.saturating_sub(cell.width());
        if self.color && color != "0" && !cell.is_empty() {
            let _ = write!(line, "\u{1b}[{color}m{cell}\u{1b}[0m");
        } else {
            line.push_str(cell);
        }
        line.extend(std::iter::repeat_n(' ', fill));
    }
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}

fn less(width: Option<usize>, by: usize) -> Option<usize> {
    width.map(|width| width.saturating_sub(by).max(1))
}

/// `text`, whose words a blank parts, in lines of at most `width` columns; a longer word is cut. At least one line.
fn wrap(text: &str, width: Option<usize>) -> Vec<String> {
    let Some(width) = width else {
        return vec![text.to_owned()];
    };
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let wide = word.width();
        if used > 0 && used + 1 + wide > width {
            lines.push(String::new());
            used = 0;
        } else if used > 0 {
            push(&mut lines, ' ');
            used += 1;
        }
        for c in word.chars() {
            let wide = c.width().unwrap_or(0);
            if used > 0 && used + wide > width {
                lines.push(String::new());
                used = 0;
            }
            push(&mut lines, c);
            used += wide;
        }
    }
    lines
}

fn push(lines: &mut [String], c: char) {
    if let Some(line) = lines.last_mut() {
        line.push(c);
    }
}

fn rows(timeline: &Timeline) -> Vec<Row> {
    let view = View::of(timeline);
    let hints = Hints {
        from: view.relations_by(|relation| &relation.from),
        to: view.relations_by(|relation| &relation.to),
    };
    let listed = view.listed.iter();
    listed.map(|listed| row(&view, &hints, listed)).collect()
}

fn row(view: &View, hints: &Hints, listed: &Listed) -> Row {
    let event = listed.event;
    Row {
        undated: listed.band.is_none(),
        bracket: match listed.of_band {
            (_, ..=1) => ' ',
            (0, _) => '┌',
            (place, count) if place + 1 == count => '└',
            _ => '│',
        },
        date: date(event.time.as_ref()),
        hint: hints.of(event),
        id: plain(&event.id),
        marked: mark(event).is_some(),
        summary: marked_summary(event),
        actors: view.parties(&event.participants),
    }
}

/// The relations between listed events, by their first and by their second.
struct Hints<'a> {
    from: BTreeMap<&'a str, Vec<&'a RelationEntry>>,
    to: BTreeMap<&'a str, Vec<&'a RelationEntry>>,
}

impl Hints<'_> {
    /// What is known beside the date: a distance, a part of the day, or how it lies to another event.
    fn of(&self, event: &EventEntry) -> String {
        let sure = |relation: &RelationEntry| match relation.certainty.as_str() {
            "sure" => "",
            _ => "?",
        };
        let id = event.id.as_str();
        let to = self.to.get(id).map_or(&[][..], Vec::as_slice);
        let from = self.from.get(id).map_or(&[][..], Vec::as_slice);
        let measured = to.iter().find_map(|relation| {
            let offset = length(relation.offset.as_deref()?);
            Some(format!(
                "{} +{offset}{}",
                plain(&relation.from),
                sure(relation)
            ))
        });
        let value = event.time.as_ref().and_then(|time| time.value.as_deref());
        measured
            .or_else(|| value.and_then(clock))
            .or_else(|| {
                let outer = to.iter().find(|relation| relation.relation == "INCLUDES")?;
                Some(format!("in {}{}", plain(&outer.from), sure(outer)))
            })
            .or_else(|| {
                let later = from
                    .iter()
                    .find(|relation| relation.relation.ends_with("BEFORE"))?;
                Some(format!("before {}{}", plain(&later.to), sure(later)))
            })
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(json: &str) -> Timeline {
        serde_json::from_str(json).expect("a test timeline is one")
    }

    /// A timeline of three events: talks, a statement made there, a planned visit.
    fn sample() -> Timeline {
        timeline(
            r#"{"schema": "demarche.timeline/1", "documents": [],
            "actors": [{"id": "a1", "name": "Ann Bo", "kind": "person", "country": null, "code": null, "role": null, "mentions": []},
                       {"id": "a2", "name": "Freedonia", "kind": "state", "country": null, "code": null, "role": null, "mentions": []}],
            "times": [],
            "events": [
              {"id": "e1", "start": 0, "end": 5, "text": "talks", "lemma": "talk", "type": "CONSULT", "cameo": null,
               "status": "happened", "listed": true,
               "participants": [{"actor": "a1", "role": "participant", "rule": "x"}, {"actor": "a2", "role": "participant", "rule": "x"}],
               "time": {"value": "2024-03-13TMO", "earliest": null, "latest": null, "granularity": null, "edtf": "2024-03-13", "basis": []},
               "reported_by": null, "topic": null, "summary": "the talks", "mentions": [], "sentence": {"start": 0, "end": 5},
               "confidence": 0.5, "rule": "x"},
              {"id": "e2", "start": 0, "end": 5, "text": "said", "lemma": "say", "type": "STATEMENT", "cameo": null,
               "status": "hypothetical", "listed": true, "participants": [{"actor": "a1", "role": "source", "rule": "x"},
               {"actor": "a2", "role": "target", "rule": "x"}],
               "time": {"value": null, "earliest": null, "latest": "2024-03-14T00:00:00", "granularity": null, "edtf": null, "basis": []},
               "reported_by": {"event": "e1"}, "topic": null, "summary": "a\u001b[2J word\n\u202espoken", "mentions": [],
               "sentence": {"start": 0, "end": 5}, "confidence": 0.5, "rule": "x"},
              {"id": "e3", "start": 0, "end": 5, "text": "visit", "lemma": "visit", "type": "CONSULT", "cameo": null,
               "status": "planned", "listed": true, "participants": [], "time": null, "reported_by": null, "topic": null,
               "summary": "a visit", "mentions": [], "sentence": {"start": 0, "end": 5}, "confidence": 0.5, "rule": "x"}],
            "relations": [{"id": "r1", "from": "e1", "to": "e2", "relation": "BEFORE", "offset": "PT3H", "certainty": "likely", "rule": "x", "evidence": []}],
            "conflicts": [], "timeline": [{"band": 1, "events": ["e1", "e2"], "certainty": "sure"}], "undated": ["e3"],
            "notes": [{"code": "x", "start": 0, "end": 0, "message": "‘on Monday’ needs a publication date"}]}"#,
        )
    }

    #[test]
    fn columns() {
        let wanted = "\
┌ 2024-03-13    morning  e1  the talks                                 Ann Bo ↔ Freedonia
└ ..2024-03-13  e1 +3h?  e2  [claimed] a\\u{1b}[2J word \\u{202e}spoken  Ann Bo → Freedonia

undated
  ?                      e3  [planned] a visit

note: ‘on Monday’ needs a publication date
";
        assert_eq!(text(&sample(), &Style::default()), wanted);
    }

    #[test]
    fn lines_fit_the_width() {
        let at = |width| Style {
            width: Some(width),
            ..Style::default()
        };
        let wanted = "\
┌ 2024-03-13    morning  e1  the talks
│                            Ann Bo ↔ Freedonia
└ ..2024-03-13  e1 +3h?  e2  [claimed] a\\u{1b}[2J word
                             \\u{202e}spoken
                             Ann Bo → Freedonia

undated
  ?                      e3  [planned] a visit

note: ‘on Monday’ needs a publication date
";
        assert_eq!(text(&sample(), &at(60)), wanted);
        for width in 1..120 {
            let text = text(&sample(), &at(width));
            let dates = 31; // they are never cut
            let widest = text.lines().map(UnicodeWidthStr::width).max();
            assert!(widest.unwrap() <= width.max(dates), "{width}\n{text}");
        }
    }

    #[test]
    fn words_are_broken_where_they_must() {
        let check = |text: &str, width: usize, wanted: &[&str]| {
            assert_eq!(wrap(text, Some(width)), wanted);
        };
        check("", 5, &[""]);
        check("one two", 7, &["one two"]);
        check("one two", 6, &["one", "two"]);
        check("everlasting", 4, &["ever", "last", "ing"]);
        check("会談 は", 4, &["会談", "は"]);
        check("e\u{301}e\u{301} a", 2, &["e\u{301}e\u{301}", "a"]);
    }

    #[test]
    fn colors_are_off_unless_wanted() {
        let colored = Style {
            color: true,
            ..Style::default()
        };
        assert!(!text(&sample(), &Style::default()).contains('\u{1b}'));
        assert!(text(&sample(), &colored).contains("\u{1b}[1m2024-03-13\u{1b}[0m"));
    }
}
