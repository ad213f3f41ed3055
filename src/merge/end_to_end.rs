//! Analyses → one of their texts end to end: every place and number moved behind those of the texts before.

use std::ops::Range;

use crate::types::{
    ActorId, Analysis, Anchor, Assertion, AssertionId, Document, Event, EventId, Fate, FormSpan,
    LinkKind, Node, Part, PartId, Reporter, Span, TimePoint, TimeSource, Timex, TimexId,
};

/// Between two texts: every text has a first byte of its own.
const BETWEEN: &str = "\n";

/// How far the places and numbers of one text move.
struct Behind {
    bytes: usize,
    forms: usize,
    tokens: usize,
    sentences: usize,
    paragraphs: usize,
    part: usize,
    timexes: usize,
    actors: usize,
    events: usize,
    assertions: usize,
}

/// Puts `analyses` end to end.
pub(super) fn put(analyses: Vec<Analysis>) -> Analysis {
    let mut all = Analysis::default();
    for (number, analysis) in analyses.into_iter().enumerate() {
        if number > 0 {
            all.document.text.push_str(BETWEEN);
        }
        let behind = Behind {
            bytes: all.document.text.len(),
            forms: all.document.forms.len(),
            tokens: all.document.tokens.len(),
            sentences: all.document.sentences.len(),
            paragraphs: all.document.paragraphs.len(),
            part: number,
            timexes: all.timexes.len(),
            actors: all.actors.len(),
            events: all.events.len(),
            assertions: all.graph.assertions.len(),
        };
        behind.document(&mut all.document, analysis.document);
        for mut timex in analysis.timexes {
            behind.timex(&mut timex);
            all.timexes.push(timex);
        }
        for mut actor in analysis.actors {
            for mention in &mut actor.mentions {
                behind.span(&mut mention.span);
                if let Some(joined) = &mut mention.joined {
                    behind.span(&mut joined.to);
                }
                mention.head += behind.tokens;
            }
            all.actors.push(actor);
        }
        for mut event in analysis.events {
            behind.event(&mut event);
            all.events.push(event);
        }
        for mut time in analysis.graph.times {
            for id in &mut time.basis {
                behind.timex_id(id);
            }
            all.graph.times.push(time);
        }
        for mut assertion in analysis.graph.assertions {
            behind.assertion(&mut assertion);
            all.graph.assertions.push(assertion);
        }
    }
    all
}

impl Behind {
    fn span(&self, span: &mut Span) {
        span.start += self.bytes;
        span.end += self.bytes;
    }

    fn form(&self, form: &mut FormSpan) {
        let Range { start, end } = form.range();
        *form = FormSpan::new(start + self.forms, end + self.forms);
    }

    const fn timex_id(&self, TimexId(id): &mut TimexId) {
        *id += self.timexes;
    }

    const fn event_id(&self, EventId(id): &mut EventId) {
        *id += self.events;
    }

    const fn actor_id(&self, ActorId(id): &mut ActorId) {
        *id += self.actors;
    }

    fn token(&self, token: &mut u32) {
        *token = token.saturating_add(u32::try_from(self.tokens).unwrap_or(u32::MAX));
    }

    fn document(&self, all: &mut Document, mut document: Document) {
        all.parts.push(Part {
            span: Span::new(self.bytes, self.bytes + document.text.len()),
            id: document.id,
            title: document.title,
            published: document.published,
        });
        all.text.push_str(&document.text);
        all.forms.push_str(&document.forms);
        for paragraph in &mut document.paragraphs {
            self.span(&mut paragraph.span);
            paragraph.sentences.start += self.sentences;
            paragraph.sentences.end += self.sentences;
        }
        for sentence in &mut document.sentences {
            self.span(&mut sentence.span);
            sentence.tokens.start += self.tokens;
            sentence.tokens.end += self.tokens;
            sentence.paragraph += self.paragraphs;
        }
        let sentences = u32::try_from(self.sentences).unwrap_or(u32::MAX);
        for token in &mut document.tokens {
            self.span(&mut token.span);
            self.form(&mut token.form);
            self.form(&mut token.lemma);
            token.sentence = token.sentence.saturating_add(sentences);
            if let Some(head) = &mut token.head {
                self.token(head);
            }
        }
        for quotation in &mut document.quotations {
            self.span(&mut quotation.span);
        }
        for note in &mut document.notes {
            self.span(&mut note.span);
        }
        // a text without trees lists no children
        all.hanging.resize(self.tokens, 0);
        all.hanging_at.resize(self.tokens, [0, 0]);
        document
            .hanging
            .iter_mut()
            .for_each(|child| self.token(child));
        document
            .hanging_at
            .iter_mut()
            .flatten()
            .for_each(|place| self.token(place));
        all.paragraphs.append(&mut document.paragraphs);
        all.sentences.append(&mut document.sentences);
        all.tokens.append(&mut document.tokens);
        all.quotations.append(&mut document.quotations);
        all.notes.append(&mut document.notes);
        all.hanging.append(&mut document.hanging);
        all.hanging_at.append(&mut document.hanging_at);
    }

    fn timex(&self, timex: &mut Timex) {
        self.span(&mut timex.span);
        if let Anchor::Timex(id) = &mut timex.anchor {
            self.timex_id(id);
        }
        for point in [&mut timex.begin_point, &mut timex.end_point] {
            if let Some(TimePoint::Timex(id)) = point {
                self.timex_id(id);
            }
        }
    }

    fn event(&self, event: &mut Event) {
        self.span(&mut event.trigger);
        event.token += self.tokens;
        for mention in &mut event.mentions {
            self.span(&mut mention.span);
            mention.token += self.tokens;
        }
        for participant in &mut event.participants {
            if !participant.span.is_empty() {
                self.span(&mut participant.span); // an empty one says that no word names the actor
            }
            self.actor_id(&mut participant.actor);
        }
        for link in &mut event.times {
            match &mut link.source {
                TimeSource::Timex(id) => self.timex_id(id),
                TimeSource::Event(id) => self.event_id(id),
                TimeSource::Published(part) => *part = PartId(self.part),
            }
            if let LinkKind::From(id) = &mut link.kind {
                self.event_id(id);
            }
        }
        match &mut event.reported_by {
            Some(Reporter::Event(id)) => self.event_id(id),
            Some(Reporter::Actor(id)) => self.actor_id(id),
            None => {}
        }
    }

    fn assertion(&self, assertion: &mut Assertion) {
        for node in [&mut assertion.from, &mut assertion.to] {
            match node {
                Node::Published(part) => *part = PartId(self.part),
                Node::Timex(id) => self.timex_id(id),
                Node::Event(id) => self.event_id(id),
            }
        }
        for span in &mut assertion.evidence {
            self.span(span);
        }
        match &mut assertion.fate {
            Fate::Accepted => {}
            Fate::Redundant(path) | Fate::Rejected(path) => {
                for AssertionId(id) in path {
                    *id += self.assertions;
                }
            }
        }
    }
}
