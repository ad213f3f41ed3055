//! How two happenings can lie to each other in time.

/// The relations a temporal graph asserts between two nodes. Each is a conjunction of `<` and `=` over end points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// The first ended before the second began.
    Before,
    /// The same stretch of time: coreference, or "at the same time".
    Simultaneous,
    /// The second lies within the first.
    Includes,
    /// Only the starts are known: the first started before the second did.
    StartBefore,
}

impl RelationKind {
    /// The name in the timeline JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Before => "BEFORE",
            Self::Simultaneous => "SIMULTANEOUS",
            Self::Includes => "INCLUDES",
            Self::StartBefore => "START_BEFORE",
        }
    }
}
