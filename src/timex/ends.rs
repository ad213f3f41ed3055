//! Where a stretch begins or ends, where the text says so by another expression: "from Monday to Friday" begins with the
//! one and ends with the other, "the past two weeks" end with the day of publication.

use std::ops::Range;

use crate::types::{Document, TimePoint, TimeValue, Timex, TimexId, TimexKind};

/// Verbs that move something from one date to another: no stretch lies between.
const MOVES: &[&str] = &[
    "brought",
    "changed",
    "delayed",
    "deferred",
    "move",
    "moved",
    "moving",
    "postpone",
    "postponed",
    "postponing",
    "pushed",
    "rescheduled",
    "shift",
    "shifted",
];

/// How far before "from" such a verb is looked for.
const MOVE_WITHIN: usize = 6;

/// Fills in [`Timex::begin_point`] and [`Timex::end_point`]; `tokens` are those of each expression.
pub(super) fn tie(document: &Document, timexes: &mut [Timex], tokens: &[Range<usize>]) {
    for second in 1..timexes.len() {
        let first = second - 1;
        let (from, to) = (&tokens[first], &tokens[second]);
        if to.start == from.end + 1 && is_range(document, &timexes[first], &timexes[second], from) {
            timexes[first].end_point = Some(TimePoint::Timex(TimexId(second)));
            timexes[second].begin_point = Some(TimePoint::Timex(TimexId(first)));
        }
    }
    for (timex, tokens) in timexes.iter_mut().zip(tokens) {
        around_publication(document, timex, tokens);
    }
}

/// "from … to", "between … and", "…-…", "… through …", and the second end not before the first, which has these tokens.
fn is_range(document: &Document, first: &Timex, second: &Timex, tokens: &Range<usize>) -> bool {
    let dated = |timex: &Timex| matches!(timex.kind, TimexKind::Date | TimexKind::Time);
    if !dated(first) || !dated(second) || first.kind != second.kind {
        return false;
    }
    if let (Some(begin), Some(end)) = (first.period(), second.period())
        && end.start <= begin.start
    {
        return false;
    }
    let (from, after) = (tokens.start, tokens.end);
    if document.tokens[from].sentence != document.tokens[after + 1].sentence {
        return false;
    }
    let sentence = document.sentence_of(from).tokens.start;
    let opening = (sentence..from)
        .next_back()
        .map_or("", |at| document.form(at));
    match document.form(after) {
        "-" | "–" | "through" | "thru" => true,
        "to" | "until" | "till" => match opening {
            "from" => !(sentence.max(from.saturating_sub(MOVE_WITHIN))..from)
                .any(|at| MOVES.contains(&document.form(at))),
            _ => {
                (second.rule == "second-day" || first.rule == "first-day")
                    && document.form(after) == "to"
            }
        },
        "and" => opening == "between",
        _ => false,
    }
}

/// "the past two weeks", "the coming days": they touch the day of publication.
fn around_publication(document: &Document, timex: &mut Timex, tokens: &Range<usize>) {
    if timex.kind != TimexKind::Duration || !matches!(timex.value, TimeValue::Length(_)) {
        return;
    }
    let after = tokens.end;
    let part = document.tokens.get(after).is_some_and(|next| {
        next.sentence == document.tokens[tokens.start].sentence && document.form(after) == "of"
    });
    if part {
        return; // "the last two weeks of May"
    }
    for at in tokens.clone().take(3) {
        match document.form(at) {
            "last" | "past" | "recent" => timex.end_point = Some(TimePoint::Published),
            "next" | "coming" | "upcoming" => timex.begin_point = Some(TimePoint::Published),
            _ => continue,
        }
        return;
    }
}

#[cfg(test)]
mod tests {
    use crate::types::TimePoint;

    fn check(text: &str, wanted: &str) {
        let options = crate::Options {
            published: crate::publication("2022-02-15"),
            ..crate::Options::default()
        };
        let document = crate::text::read(text, &options);
        let point = |point: Option<TimePoint>| match point {
            None => String::new(),
            Some(TimePoint::Published) => "published".to_owned(),
            Some(TimePoint::Timex(id)) => id.0.to_string(),
        };
        let found: Vec<String> = crate::timex::find(&document)
            .iter()
            .filter(|timex| timex.begin_point.is_some() || timex.end_point.is_some())
            .map(|timex| {
                let words = document.slice(timex.span);
                let (begin, end) = (point(timex.begin_point), point(timex.end_point));
                format!("{words}={begin}..{end}")
            })
            .collect();
        assert_eq!(found.join("; "), wanted, "{text:?}");
    }

    #[test]
    fn ranges_name_their_ends() {
        check(
            "It ran from May 3, 2021 to June 5, 2021.",
            "May 3, 2021=..1; June 5, 2021=0..",
        );
        check("It ran between 1998 and 2001.", "1998=..1; 2001=0..");
        check("They meet May 3-5.", "May 3=..1; 5=0..");
        check("He moved it from May 3, 2021 to June 5, 2021.", "");
        check("They met in 1998 and 2001.", "");
        check("It fell from 2001 to 1998.", "");
    }

    #[test]
    fn stretches_that_touch_the_day_of_publication() {
        check(
            "It rained for the past two weeks.",
            "the past two weeks=..published",
        );
        check(
            "He will leave in the coming days.",
            "the coming days=published..",
        );
        check("He left in the last two weeks of May.", "");
        check("It rained for two weeks.", "");
    }
}
