//! What the rules read: the text, its times and events, and which event each token names.

use crate::types::{
    Actor, ActorId, Document, Event, EventClass, EventId, PartId, Period, Span, Status, Timex,
    TimexId,
};

/// A text and everything found in it before its order.
pub(super) struct Story<'a> {
    pub(super) document: &'a Document,
    pub(super) timexes: &'a [Timex],
    pub(super) events: &'a [Event],
    actors: &'a [Actor],
    /// The event each token names, by token.
    named: Vec<Option<EventId>>,
    /// The mentions of all events in text order: token and event.
    pub(super) mentions: Vec<(usize, EventId)>,
}

impl<'a> Story<'a> {
    pub(super) fn new(
        document: &'a Document,
        timexes: &'a [Timex],
        actors: &'a [Actor],
        events: &'a [Event],
    ) -> Self {
        let mut named = vec![None; document.tokens.len()];
        let mut mentions = Vec::new();
        for (index, event) in events.iter().enumerate() {
            for mention in &event.mentions {
                if let Some(slot) = named.get_mut(mention.token)
                    && slot.is_none()
                {
                    *slot = Some(EventId(index));
                    mentions.push((mention.token, EventId(index)));
                }
            }
        }
        mentions.sort_unstable();
        Self {
            document,
            timexes,
            events,
            actors,
            named,
            mentions,
        }
    }

    pub(super) fn event(&self, id: EventId) -> &'a Event {
        &self.events[id.0]
    }

    pub(super) fn timex(&self, id: TimexId) -> &'a Timex {
        &self.timexes[id.0]
    }

    /// Every event with its id.
    pub(super) fn events(&self) -> impl Iterator<Item = (EventId, &'a Event)> + use<'a> {
        let events = self.events;
        (0..).map(EventId).zip(events)
    }

    /// The event that `token` names.
    pub(super) fn named(&self, token: usize) -> Option<EventId> {
        self.named.get(token).copied().flatten()
    }

    /// The mentions in the sentence `sentence`, in text order.
    pub(super) fn mentions_in(&self, sentence: usize) -> &[(usize, EventId)] {
        let tokens = &self.document.sentences[sentence].tokens;
        let from = self
            .mentions
            .partition_point(|&(token, _)| token < tokens.start);
        let to = self
            .mentions
            .partition_point(|&(token, _)| token < tokens.end);
        &self.mentions[from..to]
    }

    /// The sentence of `token`, an index into the document's sentences.
    pub(super) fn sentence(&self, token: usize) -> usize {
        self.document.tokens[token].sentence as usize
    }

    /// The day of publication of the one text that the rules read.
    pub(super) fn publication_day(&self) -> Option<Period> {
        self.day_of(PartId::FIRST)
    }

    /// The day on which `part` was published.
    pub(super) fn day_of(&self, part: PartId) -> Option<Period> {
        let published = self.document.published_in(part)?;
        Some(Period::day(published.date))
    }

    /// The day on which the text that tells of `id` most clearly was published.
    pub(super) fn day_told(&self, id: EventId) -> Option<Period> {
        self.day_of(self.document.part_at(self.event(id).trigger.start))
    }

    /// Every text of the document.
    pub(super) fn parts(&self) -> impl Iterator<Item = PartId> + use<> {
        (0..self.document.part_count()).map(PartId)
    }

    /// Whether `id` is something that took place, or takes place: what was only planned, denied or feared has no say in
    /// the order of the rest.
    pub(super) fn is_real(&self, id: EventId) -> bool {
        matches!(self.event(id).status, Status::Happened | Status::Ongoing)
    }

    /// Whether the two are one actor, or of one country.
    pub(super) fn is_of(&self, one: ActorId, other: ActorId) -> bool {
        let country = |ActorId(id): ActorId| self.actors.get(id)?.country.as_deref();
        one == other || country(one).is_some() && country(one) == country(other)
    }

    /// Whether `id` is a statement.
    pub(super) fn is_statement(&self, id: EventId) -> bool {
        self.event(id).class == EventClass::Statement
    }

    /// The words of `token`.
    pub(super) fn span(&self, token: usize) -> Span {
        self.document.tokens[token].span
    }
}
