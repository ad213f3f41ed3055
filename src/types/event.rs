//! What was done, by whom, to whom, and whether it happened.

use super::{ActorId, PartId, Span, TimexId};

/// An index into [`Analysis::events`](super::Analysis::events).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub usize);

/// A happening, however many times the text mentions it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The clearest trigger; equal to the span of one of `mentions`.
    pub trigger: Span,
    /// The token of the trigger that heads it, an index into `Document::tokens`.
    pub token: usize,
    /// The lemma of the trigger: "say", "call off".
    pub lemma: String,
    /// What kind of act.
    pub class: EventClass,
    /// The CAMEO code, where we know it: "040", or the root "04".
    pub cameo: Option<&'static str>,
    /// Whether it happened.
    pub status: Status,
    /// The form of the verb group, which the order in time leans on.
    pub form: VerbForm,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// The times that say when, best first.
    pub times: Vec<TimeLink>,
    /// Who reports it, where the author does not vouch for it.
    pub reported_by: Option<Reporter>,
    /// The act that a stance governs: "refused to *meet*".
    pub topic: Option<Topic>,
    /// A short line a reader understands without the text.
    pub summary: String,
    /// Every place that names it, in text order, the trigger among them.
    pub mentions: Vec<EventMention>,
    /// Whether a reader would put it on the timeline.
    pub listed: bool,
    /// From 0 to 1: the share of such events that are right.
    pub confidence: f32,
    /// The rule that found the trigger.
    pub rule: &'static str,
}

/// A place that names an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventMention {
    /// The trigger words.
    pub span: Span,
    /// The token that heads them.
    pub token: usize,
    /// The rule that found it, or tied it to its event.
    pub rule: &'static str,
}

/// The PLOVER types, and the two that are none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names of the PLOVER manual
pub enum EventClass {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
    /// A neutral public statement.
    Statement,
    /// Worth a line, none of these: an election, a departure, a death.
    Other,
}

/// Whether an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It did.
    Happened,
    /// It is going on at the time of publication.
    Ongoing,
    /// It is said to come.
    Planned,
    /// It did not, or will not.
    Denied,
    /// It is only spoken of: feared, wanted, conditional, claimed.
    Hypothetical,
}

/// The form of the verb group around a trigger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerbForm {
    /// The tense.
    pub tense: Tense,
    /// The aspect.
    pub aspect: Aspect,
    /// A passive.
    pub passive: bool,
    /// A modal other than "will": may, would, could, should, must.
    pub modal: bool,
    /// A negation.
    pub negated: bool,
}

/// The tense of a verb group, as TimeML names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// No verb: a noun or adjective.
    #[default]
    None,
    /// "met", "had met", "was meeting"
    Past,
    /// "meets", "has met"
    Present,
    /// "will meet", "is to meet"
    Future,
    /// "to meet"
    Infinitive,
    /// "meeting" without an auxiliary
    PresentParticiple,
    /// "the troops *sent* there"
    PastParticiple,
}

/// The aspect of a verb group, as TimeML names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// "met"
    #[default]
    None,
    /// "was meeting"
    Progressive,
    /// "had met"
    Perfect,
    /// "had been meeting"
    PerfectProgressive,
}

/// An actor's part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub actor: ActorId,
    /// On which side.
    pub role: Role,
    /// The words that name the actor here; empty where it is understood ("agreed to *meet*").
    pub span: Span,
    /// The rule that gave the part: "subject", "by-agent", "possessive".
    pub rule: &'static str,
}

/// The sides of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who acts.
    Source,
    /// Who is acted upon.
    Target,
    /// Either side of a meeting, a pact or a call.
    Participant,
}

/// A time that says when an event was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLink {
    /// The time, or what stands for one.
    pub source: TimeSource,
    /// How the event lies to it.
    pub kind: LinkKind,
    /// The rule that tied them.
    pub rule: &'static str,
}

/// What an event's time is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeSource {
    /// A time expression.
    Timex(TimexId),
    /// The day the text was published.
    Published(PartId),
    /// Another event whose time it shares (a statement made at the talks).
    Event(EventId),
}

/// How an event lies to a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// Within it: "on Tuesday".
    During,
    /// It fills it: "from March to May", "for three days".
    Throughout,
    /// "before March"
    Before,
    /// "after March"
    After,
    /// It begins with it: "since March".
    Since,
    /// It ends with it: "until March".
    Until,
    /// The time is an [`Offset`](super::Offset) and counts from this event: "three hours later".
    From(EventId),
}

/// Who reports an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reporter {
    /// A statement on the timeline.
    Event(EventId),
    /// Media, unnamed sources.
    Actor(ActorId),
}

/// The act that a stance governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its kind.
    pub class: EventClass,
    /// Its CAMEO code, where we know it.
    pub cameo: Option<&'static str>,
}

impl EventClass {
    /// Every class: the sixteen PLOVER types, then STATEMENT and OTHER.
    pub const ALL: [Self; 18] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
        Self::Statement,
        Self::Other,
    ];

    /// The name in the timeline JSON: `CONSULT`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Retreat => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
            Self::Statement => "STATEMENT",
            Self::Other => "OTHER",
        }
    }

    /// The class with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

impl Status {
    /// The name in the timeline JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::Denied => "denied",
            Self::Hypothetical => "hypothetical",
        }
    }
}

impl Role {
    /// The name in the timeline JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Target => "target",
            Self::Participant => "participant",
        }
    }
}

/// Why a word of the text stands for no event on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// No verb and no noun.
    NoVerbOrNoun,
    /// Part of a time expression.
    Time,
    /// Part of a name.
    Name,
    /// Names an actor.
    Actor,
    /// Only modifies another word: "a *deployed* force", "*peace* plan".
    Modifier,
    /// Not in the lexicon.
    Unknown,
    /// In the lexicon, but not with these objects, prepositions or clauses.
    Pattern,
    /// A verb whose object would have to name the act.
    LightVerb,
    /// Taken up into another act.
    TakenUp,
    /// An act of nobody the text names.
    Nobody,
    /// Only possible, wished, asked about, or denied of nobody.
    Unreal,
    /// Says where the news comes from.
    Attribution,
    /// Stands in a quotation: another's words.
    Quoted,
    /// Harm done by no one.
    Misfortune,
    /// A text in which nobody of public affairs acts.
    Private,
}

impl Silence {
    /// The reason, for a reader.
    ///
    /// ```
    /// use demarche::types::Silence;
    ///
    /// assert_eq!(Silence::Unknown.reason(), "the lexicon has no such word");
    /// ```
    pub const fn reason(self) -> &'static str {
        match self {
            Self::NoVerbOrNoun => "no verb and no noun",
            Self::Time => "part of a time expression",
            Self::Name => "part of a name",
            Self::Actor => "names an actor",
            Self::Modifier => "only modifies another word",
            Self::Unknown => "the lexicon has no such word",
            Self::Pattern => "the lexicon has the word, but not with what stands beside it",
            Self::LightVerb => "a light verb; no object here names an act",
            Self::TakenUp => "taken up into another act",
            Self::Nobody => "nobody is named who does it or has it done to them",
            Self::Unreal => "only possible, planned by nobody, or asked about",
            Self::Attribution => "says where the news comes from",
            Self::Quoted => "in a quotation: another's words",
            Self::Misfortune => "harm done by no one",
            Self::Private => "nobody of public affairs acts in this text",
        }
    }
}
