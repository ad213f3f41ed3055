//! What the analysis leaves open → notes for the reader.

use crate::types::{
    Analysis, Assertion, Fate, LinkKind, Node, Note, NoteCode, PartId, Span, TimeSource, TimeValue,
    Timex, TimexId, Why,
};

/// The document's own notes, then what stayed open, in the order of the text within each kind.
pub(super) fn collect(analysis: &Analysis) -> Vec<Note> {
    let mut notes = analysis.document.notes.clone();
    let parts = (0..analysis.document.part_count()).map(PartId);
    notes.extend(parts.filter_map(|part| no_publication_date(analysis, part)));
    notes.extend(unresolved_times(analysis));
    let rejected =
        analysis.graph.assertions.iter().filter(|assertion| {
            matches!(assertion.fate, Fate::Rejected(_)) && !assertion.is_leaning()
        });
    notes.extend(rejected.map(|assertion| conflict(analysis, assertion)));
    notes
}

/// One note for all the times of a text that wait for its publication date.
fn no_publication_date(analysis: &Analysis, part: PartId) -> Option<Note> {
    let document = &analysis.document;
    if document.published_in(part).is_some() {
        return None;
    }
    let mut waiting = analysis
        .timexes
        .iter()
        .filter(|timex| timex.value == TimeValue::Unresolved(Why::NoPublicationDate))
        .filter(|timex| document.part_at(timex.span.start) == part);
    let start = document.parts.get(part.0).map_or(0, |part| part.span.start);
    let first = words(analysis, waiting.next()?.span);
    let message = match waiting.count() {
        0 => format!("‘{first}’ needs a publication date"),
        1 => format!("‘{first}’ and 1 more time need a publication date"),
        more => format!("‘{first}’ and {more} more times need a publication date"),
    };
    Some(Note {
        code: NoteCode::NoPublicationDate,
        span: Span::new(start, start),
        message,
    })
}

fn unresolved_times(analysis: &Analysis) -> Vec<Note> {
    let mut counted = vec![false; analysis.timexes.len()];
    for link in analysis.events.iter().flat_map(|event| &event.times) {
        if let (TimeSource::Timex(TimexId(id)), LinkKind::From(_)) = (link.source, link.kind) {
            counted[id] = true;
        }
    }
    let timexes = analysis.timexes.iter().zip(counted);
    timexes
        .filter_map(|(timex, counted)| unresolved_time(analysis, timex, counted))
        .collect()
}

fn unresolved_time(analysis: &Analysis, timex: &Timex, counted: bool) -> Option<Note> {
    let why = match timex.value {
        TimeValue::Unresolved(Why::NoPublicationDate) => return None, // one note speaks for all of them
        TimeValue::Unresolved(why) => why,
        TimeValue::Offset(_) if !counted => Why::NoAnchor,
        _ => return None,
    };
    let code = match why {
        Why::Impossible => NoteCode::ImpossibleDate,
        _ => NoteCode::UnresolvedTime,
    };
    let message = format!("‘{}’ {}", words(analysis, timex.span), why.reason());
    Some(Note {
        code,
        span: timex.span,
        message,
    })
}

fn conflict(analysis: &Analysis, assertion: &Assertion) -> Note {
    let name = |node| match node {
        Node::Published(_) => "the publication".to_owned(),
        Node::Timex(id) => format!("‘{}’", words(analysis, analysis.timex(id).span)),
        Node::Event(id) => format!("‘{}’", words(analysis, analysis.event(id).trigger)),
    };
    let message = format!(
        "{} {} {}, says the rule {}; better evidence says otherwise",
        name(assertion.from),
        assertion.kind.name().to_lowercase().replace('_', " "),
        name(assertion.to),
        assertion.rule
    );
    Note {
        code: NoteCode::Conflict,
        span: assertion.evidence.first().copied().unwrap_or_default(),
        message,
    }
}

/// The words at `span` on one line.
fn words(analysis: &Analysis, span: Span) -> String {
    let words = analysis.document.slice(span).split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}
