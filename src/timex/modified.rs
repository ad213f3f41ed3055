//! Words around an expression that shade it: "early next year", "about two years ago", "the end of March".

use super::core;
use super::reading::{Found, Reading};
use super::words::Word;
use crate::types::{Direction, Modifier, TimeValue, TimexKind};

/// What a modifier may stand before.
#[derive(Clone, Copy, PartialEq)]
enum Scope {
    /// Stretches of calendar.
    Calendar,
    /// Lengths, counted steps and clock times.
    Amount,
}

/// "early", "late", "mid-", "the end of", "about", "more than" before an expression.
pub(super) fn modified(reading: &Reading, at: usize) -> Option<Found> {
    let (modifier, scope, shift, next) = opening(reading, at)?;
    let inner = core(reading, next)?;
    let calendar = matches!(
        inner.meaning.value,
        TimeValue::Period(_) | TimeValue::Unresolved(_)
    ) && inner.kind != TimexKind::Duration;
    let fits = match scope {
        Scope::Calendar => calendar && inner.rule != "ago",
        Scope::Amount => {
            inner.kind == TimexKind::Duration && inner.rule != "bare-units"
                || matches!(inner.rule, "ago" | "units-earlier" | "units-later")
                || matches!(inner.rule, "calendar-date" | "month-year")
                    && matches!(reading.form(at), "around" | "about")
        }
    };
    if !fits {
        return None;
    }
    let modifier = if inner.rule == "ago" {
        match modifier {
            Some(Modifier::MoreThan) => Some(Modifier::Before),
            Some(Modifier::LessThan) => Some(Modifier::After),
            other => other,
        }
    } else {
        modifier
    };
    let mut found = Found { first: at, ..inner };
    found.modifier = modifier.or(found.modifier);
    found.shift = shift.or(found.shift);
    if shift.is_some() {
        found.rule = if shift == Some(Direction::Past) {
            "earlier"
        } else {
            "later"
        };
    }
    Some(found)
}

fn opening(
    reading: &Reading,
    at: usize,
) -> Option<(Option<Modifier>, Scope, Option<Direction>, usize)> {
    use Modifier::{Approx, End, EqualOrLess, EqualOrMore, LessThan, Mid, MoreThan, Start};
    let calendar = |modifier, next| Some((Some(modifier), Scope::Calendar, None, next));
    let amount = |modifier, next| Some((Some(modifier), Scope::Amount, None, next));
    let the = reading.skip(at, &["the"]);
    let hyphen = |at: usize| reading.skip(at, &["-"]);
    match (reading.form(the), reading.form(the + 1)) {
        ("early" | "first", "part" | "half") if reading.is(the + 2, "of") => {
            return calendar(Start, the + 3);
        }
        ("latter" | "late" | "second" | "last" | "later", "part" | "half")
            if reading.is(the + 2, "of") =>
        {
            return calendar(End, the + 3);
        }
        ("early", "in") => return calendar(Start, the + 2),
        ("late", "in") => return calendar(End, the + 2),
        ("early", _) => return calendar(Start, hyphen(the + 1)),
        ("late", _) => return calendar(End, hyphen(the + 1)),
        ("mid" | "middle", "of") => return calendar(Mid, the + 2),
        ("mid", _) => return calendar(Mid, hyphen(the + 1)),
        ("end" | "close", "of") => return calendar(End, the + 2),
        ("beginning" | "start", "of") => return calendar(Start, the + 2),
        ("turn" | "onset", "of") => return calendar(Start, the + 2),
        ("rest" | "remainder", "of") => return calendar(End, the + 2),
        _ => {}
    }
    if the > at {
        return None;
    }
    match (reading.form(at), reading.form(at + 1)) {
        ("earlier", _) => Some((None, Scope::Calendar, Some(Direction::Past), at + 1)),
        ("later", _) => Some((None, Scope::Calendar, Some(Direction::Future), at + 1)),
        ("sometime", _) => Some((None, Scope::Calendar, None, at + 1)),
        ("about" | "around" | "roughly" | "approximately" | "some", _)
            if reading.form(at) != "some" || matches!(reading.word(at + 1), Word::Number(_)) =>
        {
            amount(Approx, at + 1)
        }
        ("almost" | "nearly", _) => amount(LessThan, at + 1),
        ("over", "a" | "an" | "half") => amount(MoreThan, at + 1),
        ("under", _) => amount(LessThan, at + 1),
        ("more", "than") => amount(MoreThan, at + 2),
        ("less" | "fewer", "than") => amount(LessThan, at + 2),
        ("at", "least") => amount(EqualOrMore, at + 2),
        ("at", "most") | ("up", "to") => amount(EqualOrLess, at + 2),
        ("no", "more" | "longer") if reading.is(at + 2, "than") => amount(EqualOrLess, at + 3),
        ("no", "less" | "fewer") if reading.is(at + 2, "than") => amount(EqualOrMore, at + 3),
        ("just" | "only", "over" | "under") => amount(
            if reading.is(at + 1, "over") {
                MoreThan
            } else {
                LessThan
            },
            at + 2,
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn shaded() {
        check(
            "2022-02-15",
            "It ends early next year.",
            "early next year=2023",
        );
        check(
            "2022-02-15",
            "It took more than two weeks.",
            "more than two weeks=P2W",
        );
        check(
            "2022-02-15",
            "It holds for the rest of the week.",
            "the rest of the week=2022-W07",
        );
        check(
            "2022-02-15",
            "It grew in the latter half of the 19th century.",
            "the latter half of the 19th century=18",
        );
        check("2022-02-15", "The rest of the army left.", "");
        check(
            "2022-02-15",
            "By the end of 2021 it was over.",
            "the end of 2021=2021",
        );
    }
}
