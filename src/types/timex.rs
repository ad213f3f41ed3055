//! Time expressions and what they mean.

use super::{Length, Period, Span};

/// An index into [`Analysis::timexes`](super::Analysis::timexes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimexId(pub usize);

/// A time expression, in the sense of TimeML's TIMEX3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Its words, without a leading preposition: "Tuesday afternoon".
    pub span: Span,
    /// The TIMEX3 type.
    pub kind: TimexKind,
    /// What it means.
    pub value: TimeValue,
    /// The TIMEX3 `mod`: "early", "about", "more than".
    pub modifier: Option<Modifier>,
    /// What was resolved against.
    pub anchor: Anchor,
    /// The underspecified value before resolution (`XXXX-WXX-2`), where it differs from the value.
    pub relative: Option<String>,
    /// Whether it says "earlier" or "later" than what the discourse tells of, as in "earlier in the day", "later
    /// Tuesday", "three hours later": its event lies on that side of the one it is relative to.
    pub shift: Option<Direction>,
    /// Where the stretch it belongs to begins (TIMEX3 `beginPoint`): for "Friday" in "from Monday to Friday", "Monday".
    pub begin_point: Option<TimePoint>,
    /// Where that stretch ends (TIMEX3 `endPoint`): for "the past two weeks", the day of publication.
    pub end_point: Option<TimePoint>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// An end of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimePoint {
    /// The day of publication.
    Published,
    /// Another time expression.
    Timex(TimexId),
}

/// The TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexKind {
    /// A day or longer.
    Date,
    /// A part of a day or a clock time.
    Time,
    /// A length.
    Duration,
    /// A repetition.
    Set,
}

/// What a time expression means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeValue {
    /// A stretch of calendar.
    Period(Period),
    /// A length: "three hours", "years".
    Length(Length),
    /// A repetition: "every Friday".
    Recurring(Recurrence),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`: "recently", "now", "in the future".
    Vague(Direction),
    /// A measured step from something the discourse tells of: "three hours later", "two days earlier".
    Offset(Offset),
    /// No value, and why. The underspecified value may still stand in [`Timex::relative`].
    Unresolved(Why),
}

/// A repetition, as TIMEX3 writes it: value `XXXX-WXX-5`, quant `EVERY`, freq `2X`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recurrence {
    /// The TIMEX3 value: `XXXX-WXX-5`, `P1D`.
    pub value: String,
    /// The TIMEX3 `quant`: `EVERY`, `EACH`.
    pub quant: Option<String>,
    /// The TIMEX3 `freq`: `2X`.
    pub freq: Option<String>,
}

/// A step from an anchor that the discourse gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset {
    /// Towards the past or the future.
    pub direction: Direction,
    /// How far.
    pub length: Length,
}

/// A side of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Before it.
    Past,
    /// At it.
    Present,
    /// After it.
    Future,
}

impl Direction {
    /// The other side: "two days after" is "two days before", seen from there.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Past => Self::Future,
            Self::Present => Self::Present,
            Self::Future => Self::Past,
        }
    }
}

/// Why a time expression has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It is relative to the day of publication, which is not known.
    NoPublicationDate,
    /// It names a day that no calendar holds.
    Impossible,
    /// It lies outside the years that can be represented.
    OutOfCalendar,
    /// It is relative to something the text does not date.
    NoAnchor,
}

/// The TIMEX3 modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // TimeML's own names
pub enum Modifier {
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
    Start,
    Mid,
    End,
    Approx,
}

/// What a time expression was resolved against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: it is absolute, or needs no anchor.
    #[default]
    None,
    /// The day of publication.
    Published,
    /// Another time expression.
    Timex(TimexId),
    /// What the discourse tells of; `event` and `graph` decide.
    Discourse,
}

impl TimexKind {
    /// The TIMEX3 name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

impl Modifier {
    /// The TIMEX3 name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::OnOrAfter => "ON_OR_AFTER",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
        }
    }
}

impl Why {
    /// The reason, for a reader.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::NoPublicationDate => "needs a publication date",
            Self::Impossible => "names a day no calendar holds",
            Self::OutOfCalendar => "lies outside the calendar",
            Self::NoAnchor => "is relative to something the text does not date",
        }
    }
}

impl Timex {
    /// The TIMEX3 value, where there is one. An [`Offset`] gives its length, a day no calendar holds none.
    pub fn timex_value(&self) -> Option<String> {
        match &self.value {
            TimeValue::Period(period) => Some(period.value()),
            TimeValue::Length(length) => Some(length.value()),
            TimeValue::Recurring(recurrence) => Some(recurrence.value.clone()),
            TimeValue::Vague(Direction::Past) => Some("PAST_REF".to_owned()),
            TimeValue::Vague(Direction::Present) => Some("PRESENT_REF".to_owned()),
            TimeValue::Vague(Direction::Future) => Some("FUTURE_REF".to_owned()),
            TimeValue::Unresolved(Why::Impossible) => None,
            TimeValue::Offset(_) | TimeValue::Unresolved(_) => self.relative.clone(),
        }
    }

    /// The stretch of calendar it names, where it names one.
    pub fn period(&self) -> Option<Period> {
        match self.value {
            TimeValue::Period(period) => Some(period),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modifiers_are_called_as_timeml_calls_them() {
        use Modifier::{After, Approx, Before, End, EqualOrLess, EqualOrMore};
        use Modifier::{LessThan, Mid, MoreThan, OnOrAfter, OnOrBefore, Start};
        for modifier in [
            Before,
            After,
            OnOrBefore,
            OnOrAfter,
            LessThan,
            MoreThan,
            EqualOrLess,
            EqualOrMore,
            Start,
            Mid,
            End,
            Approx,
        ] {
            // "OnOrBefore": ON_OR_BEFORE
            let mut name = String::new();
            for c in format!("{modifier:?}").chars() {
                if c.is_uppercase() && !name.is_empty() {
                    name.push('_');
                }
                name.extend(c.to_uppercase());
            }
            assert_eq!(modifier.name(), name);
        }
    }
}
