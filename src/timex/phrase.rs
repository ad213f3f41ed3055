//! A phrase that is one time expression → its meaning, with the moment it is said as what it counts from.

use super::{find, offset};
use crate::types::{Anchor, Document, Period, Span, TimePoint, TimeValue, Timex, TimexId};

/// Words that may stand around the expression without being part of it.
const AROUND: &[&str] = &[
    "after", "at", "before", "between", "by", "during", "for", "from", "in", "of", "on", "since",
    "the", "till", "to", "until",
];

/// The meaning of `document` taken as one phrase, "three hours later", "from Monday to Friday", said at its moment of
/// publication; `None` where it holds other words, no expression, or several that are no range.
pub fn of_phrase(document: &Document) -> Option<Timex> {
    let mut found = find(document);
    let whole = match &found[..] {
        [_] => found.pop()?,
        [first, second] => range(first, second)?,
        _ => return None,
    };
    let outside = |at: &usize| !whole.span.covers(document.tokens[*at].span.start);
    let aside = |at: usize| {
        AROUND.contains(&document.form(at)) || !document.form(at).contains(char::is_alphanumeric)
    };
    let alone = (0..document.tokens.len()).filter(outside).all(aside);
    alone.then(|| counted(document, whole))
}

/// "from Monday to Friday", where the second ends what the first begins.
fn range(first: &Timex, second: &Timex) -> Option<Timex> {
    if first.end_point != Some(TimePoint::Timex(TimexId(1))) {
        return None;
    }
    let value = match (&first.value, &second.value) {
        (TimeValue::Period(begin), TimeValue::Period(end)) => {
            TimeValue::Period(Period::between(*begin, *end))
        }
        (TimeValue::Unresolved(_), _) => first.value.clone(),
        _ => second.value.clone(),
    };
    let relative = [first, second].map(|end| end.relative.clone().or_else(|| end.timex_value()));
    let anchored = [first, second].iter().any(|end| end.relative.is_some());
    let [begin, end] = relative.map(Option::unwrap_or_default);
    Some(Timex {
        span: Span::new(first.span.start, second.span.end),
        value,
        relative: anchored.then(|| format!("{begin}/{end}")),
        modifier: None,
        shift: None,
        begin_point: None,
        end_point: None,
        rule: "range",
        ..first.clone()
    })
}

/// An open step counts from the moment the phrase is said, where that is told finely enough.
fn counted(document: &Document, mut timex: Timex) -> Timex {
    if let (TimeValue::Offset(step), Some(published)) = (&timex.value, document.published)
        && let Some(value) = offset::from_moment(published.date, published.time, *step)
    {
        timex.value = value;
        timex.anchor = Anchor::Published;
    }
    timex
}

#[cfg(test)]
mod tests {
    use crate::types::{TimeValue, Window};

    /// The value and interval of `words` said at `anchor`, and the rule.
    fn check(anchor: &str, words: &str, wanted: &str) {
        let anchor = crate::publication(anchor).expect("a test date is valid");
        let found = crate::phrase(words, anchor).map(|timex| {
            let window = Window::of(&timex);
            let bound = |bound: Option<chrono::NaiveDateTime>| {
                bound.map_or(String::new(), |bound| {
                    bound.format("%m-%dT%H:%M").to_string()
                })
            };
            let value = timex.timex_value().unwrap_or_default();
            let (earliest, latest) = (bound(window.earliest), bound(window.latest));
            format!("{value} {earliest}..{latest} {}", timex.rule)
        });
        assert_eq!(found.unwrap_or_default(), wanted, "{words:?}");
    }

    #[test]
    fn one_phrase() {
        let day = "2022-02-15";
        check(
            day,
            "on Monday",
            "2022-02-14 02-14T00:00..02-15T00:00 weekday",
        );
        check(
            day,
            "Tuesday",
            "2022-02-15 02-15T00:00..02-16T00:00 weekday",
        );
        check(
            day,
            "tomorrow",
            "2022-02-16 02-16T00:00..02-17T00:00 deictic-day",
        );
        check(
            day,
            "three days later",
            "2022-02-18 02-18T00:00..02-19T00:00 units-later",
        );
        check(day, "three hours later", "PT3H .. units-later");
        check(day, "two weeks", "P2W .. counted-units");
        check(
            "2022-02-15T18:30",
            "three hours later",
            "2022-02-15T21:30 02-15T21:30..02-15T21:31 units-later",
        );
        check(
            day,
            "from May 3, 2021 to May 5, 2021",
            "2021-05-03/2021-05-05 05-03T00:00..05-06T00:00 range",
        );
        check(day, "", "");
        check(day, "the envoys", "");
        check(day, "the talks on Monday", "");
        check(day, "Monday and Friday", "");
    }

    #[test]
    fn the_ends_of_the_calendar() {
        for anchor in [chrono::NaiveDate::MIN, chrono::NaiveDate::MAX] {
            let anchor = crate::types::Publication {
                date: anchor,
                time: chrono::NaiveTime::from_hms_opt(23, 59, 59),
                from: crate::types::PublishedFrom::Flag,
            };
            for words in [
                "three hours later",
                "99999999999 years later",
                "two days earlier",
                "a century later",
            ] {
                if let Some(timex) = crate::phrase(words, anchor) {
                    assert!(!matches!(timex.value, TimeValue::Offset(_)), "{words}");
                }
            }
        }
    }
}
