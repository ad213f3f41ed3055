//! Who acts and is acted upon.

use super::Span;

/// An index into [`Analysis::actors`](super::Analysis::actors).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub usize);

/// Someone, or something, that acts: a person, a government, an organization, a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The canonical name: "Joe Biden" where the text says it or the lexicon knows it, "Russia" for "Moscow", else the
    /// fullest mention.
    pub name: String,
    /// What kind of actor.
    pub kind: ActorKind,
    /// ISO 3166 alpha-3 code of the country it acts for; `None` for bodies without one and where it is unknown.
    pub country: Option<String>,
    /// The rule that told the country, where no name, nationality or office did: the place they act in, or the only country of
    /// the text.
    pub home: Option<&'static str>,
    /// CAMEO actor code: `USAGOV`, `RUSMIL`, `IGOUNO`.
    pub code: Option<String>,
    /// The office or function: "president", "foreign minister", "troops".
    pub role: Option<String>,
    /// Where the text names it, in order. Never empty.
    pub mentions: Vec<ActorMention>,
}

/// The kinds of [`Actor`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A country or its government.
    State,
    /// An organization: a ministry, parliament, alliance, court, company.
    Body,
    /// People taken together: troops, rebels, officials, Palestinians.
    Group,
}

impl ActorKind {
    /// The name in the timeline JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::State => "state",
            Self::Body => "body",
            Self::Group => "group",
        }
    }
}

/// One place where the text names an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActorMention {
    /// The noun phrase that names it, without clauses: "Russian President Vladimir Putin", "Moscow", "He".
    pub span: Span,
    /// The token the phrase hangs on in the tree, an index into `Document::tokens`.
    pub head: usize,
    /// How it names the actor.
    pub kind: MentionKind,
    /// The rule that found it.
    pub rule: &'static str,
    /// Why it is this actor; `None` where the actor is named first.
    pub joined: Option<Joined>,
}

/// Why a mention is the same actor as another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The rule that joined them: `same-name`, `surname`, `pronoun`, `holds-the-office`.
    pub rule: &'static str,
    /// The other mention, before or after it.
    pub to: Span,
}

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A name, with or without a title: "Vladimir Putin", "Russia", "NATO".
    Name,
    /// A capital or building that stands for a government: "Moscow", "the White House".
    Metonym,
    /// A common noun: "the German chancellor", "Russian troops".
    Nominal,
    /// A pronoun or possessive: "he", "their".
    Pronoun,
    /// A nationality before a noun that is no actor itself: "the *Russian* border", "*US*-China talks".
    Modifier,
    /// A place where something happens, not an actor: "in *Moscow*".
    Place,
}

impl MentionKind {
    /// The name in words for a reader.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Metonym => "metonym",
            Self::Nominal => "noun",
            Self::Pronoun => "pronoun",
            Self::Modifier => "modifier",
            Self::Place => "place",
        }
    }
}
