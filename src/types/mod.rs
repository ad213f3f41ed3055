//! The nouns of the project, as plain data with public fields. Every room imports them, they import nothing of ours.

mod actor;
mod analysis;
mod document;
mod event;
mod graph;
mod marked;
mod note;
mod options;
mod period;
mod relation;
mod span;
mod syntax;
pub mod timeline;
mod timex;
mod tree;

pub use actor::{Actor, ActorId, ActorKind, ActorMention, Joined, MentionKind};
pub use analysis::Analysis;
pub use document::{
    Dateline, Document, FormSpan, Paragraph, Part, PartId, Publication, PublishedFrom, Quotation,
    Sentence, Token,
};
pub use event::{
    Aspect, Event, EventClass, EventId, EventMention, LinkKind, Participant, Reporter, Role,
    Silence, Status, Tense, TimeLink, TimeSource, Topic, VerbForm,
};
pub use graph::{
    Assertion, AssertionId, Certainty, EventTime, Fate, Node, Step, TemporalGraph, Window,
};
pub use marked::{MarkedText, MarkedTime};
pub use note::{Note, NoteCode};
pub use options::{Markup, Options};
pub use period::{DayPart, Grain, Length, Period, Season, Unit};
pub(crate) use period::{day_text, push_two};
pub use relation::RelationKind;
pub use span::Span;
pub use syntax::{Dependency, Depth, FineTag, Tag};
pub use timex::{
    Anchor, Direction, Modifier, Offset, Recurrence, TimePoint, TimeValue, Timex, TimexId,
    TimexKind, Why,
};
