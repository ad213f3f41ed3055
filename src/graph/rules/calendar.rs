//! What the calendar alone says of the times a text names.

use super::{Claims, sure};
use crate::graph::story::Story;
use crate::types::{Node, PartId, Period, RelationKind, Span, TimexId, Window};

/// Each time and the next one, each time and the narrowest that holds it: the rest follows.
pub(super) fn order_of_times(story: &Story, claims: &mut Claims) {
    let published = story
        .publication_day()
        .map(|day| (day, Node::Published(PartId::FIRST), None));
    let timexes = story
        .timexes
        .iter()
        .enumerate()
        .filter_map(|(index, timex)| {
            let period = timex.period()?;
            let exact = Window::of(timex) == Window::from(period) && period.start < period.end;
            exact.then_some((period, Node::Timex(TimexId(index)), Some(timex.span)))
        });
    let mut times: Vec<(Period, Node, Option<Span>)> =
        published.into_iter().chain(timexes).collect();
    times.sort_by_key(|(period, node, _)| (period.start, std::cmp::Reverse(period.end), *node));

    let mut around: Vec<usize> = Vec::new();
    for index in 0..times.len() {
        let (period, node, span) = times[index];
        let evidence: Vec<Span> = span.into_iter().collect();
        while around
            .last()
            .is_some_and(|&outer| !times[outer].0.contains(period))
        {
            around.pop();
        }
        if let Some(&outer) = around.last() {
            let (outer, holder, _) = times[outer];
            let same = outer.start == period.start && outer.end == period.end;
            let kind = if same {
                RelationKind::Simultaneous
            } else {
                RelationKind::Includes
            };
            claims.add(sure("calendar", 0), holder, kind, node, &evidence);
            if same {
                continue; // what holds of the first of them holds of it
            }
        }
        around.push(index);
        let next = times.partition_point(|(later, ..)| later.start < period.end);
        if let Some(&(_, later, _)) = times.get(next) {
            claims.add(
                sure("calendar", 0),
                node,
                RelationKind::Before,
                later,
                &evidence,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn order_of_times() {
        let check = |text, wanted: &[&str]| check("calendar", text, wanted);
        check(
            "France met Serbia on Monday and Chile on Tuesday.",
            &["Monday < Tuesday", "Tuesday < published"],
        );
        check(
            "France met Serbia in March, on Monday.",
            &["March ( published", "March ( Monday", "Monday < published"],
        );
        // no stretch of the calendar
        check("France met Serbia for two days.", &[]);
    }
}
