//! A text with the time expressions that someone marked in it, as TimeML holds it.

use super::{Publication, Span, Timex};

/// A text whose time expressions a person, or another program, has marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedText {
    /// The name it gives itself.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Publication>,
    /// The text without its markup.
    pub text: String,
    /// The marked expressions, by place.
    pub times: Vec<MarkedTime>,
}

/// A marked time expression.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedTime {
    /// Its words, in [`MarkedText::text`].
    pub span: Span,
    /// The TIMEX3 type, as written: `DATE`.
    pub kind: String,
    /// The TIMEX3 value, as written; empty where there is none.
    pub value: String,
    /// The TIMEX3 mod, as written.
    pub modifier: Option<String>,
}

impl From<&Timex> for MarkedTime {
    /// What was found, as if it had been marked.
    fn from(timex: &Timex) -> Self {
        Self {
            span: timex.span,
            kind: timex.kind.name().to_owned(),
            value: timex.timex_value().unwrap_or_default(),
            modifier: timex.modifier.map(|modifier| modifier.name().to_owned()),
        }
    }
}
