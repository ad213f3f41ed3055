//! What is agreed or promised for a coming day: the words are of today, the deed is planned for that day. "*agreed* to *meet* on
//! June 16" is two entries of a timeline.

use crate::types::{EventClass, Status, Tense, Timex};

use super::dating::outward;
use super::frame::{Act, Reading, Wording};
use super::parties::push_new;
use super::speech_acts::by_token;

/// How many steps of the tree a time may hang below what it is the time of.
const DEPTH: usize = 6;

/// Gives what was agreed or promised for a day after the publication an entry of its own, as planned.
pub(super) fn list(reading: &Reading<'_>, acts: &mut [Act]) {
    let coming: Vec<&Timex> = reading
        .timexes
        .iter()
        .filter(|timex| is_to_come(reading, timex))
        .collect();
    if coming.is_empty() {
        return;
    }
    let mut taken_up = vec![None; reading.document.tokens.len()];
    for (index, act) in acts.iter().enumerate().filter(|(_, act)| act.absorbed) {
        taken_up[act.token] = Some(index);
    }
    await_participles(reading, acts, &coming);
    for outer in 0..acts.len() {
        let agreed = acts[outer].class == EventClass::Agree
            && acts[outer].status == Status::Happened
            && !acts[outer].absorbed
            && matches!(acts[outer].rule, "agree" | "promise" | "said-would");
        let Some(&token) = acts[outer].also.first().filter(|_| agreed) else {
            continue;
        };
        let Some(inner) = taken_up[token] else {
            continue;
        };
        let dated = coming
            .iter()
            .any(|timex| is_time_of(reading, timex, token, acts[outer].token));
        if dated && is_deed(acts[inner].class) {
            set_apart(acts, outer, inner);
        }
    }
}

/// Whether a time begins after the day of publication: nothing that has happened is of that time.
fn is_to_come(reading: &Reading<'_>, timex: &Timex) -> bool {
    let Some(period) = timex.period() else {
        return false;
    };
    let document = reading.document;
    let part = document.part_at(timex.span.start);
    let published = document.published_in(part);
    published.is_some_and(|published| period.start.date() > published.date)
}

/// "its objection to Peru *hosting* next year's summit": what no finite verb tells and what is of a coming day is yet to happen.
fn await_participles(reading: &Reading<'_>, acts: &mut [Act], coming: &[&Timex]) {
    let document = reading.document;
    let at = by_token(reading, acts);
    for timex in coming {
        let mut here = outward(document, document.tokens_in(timex.span));
        for _ in 0..DEPTH {
            let Some(head) = document.head(here) else {
                break;
            };
            if let Some(index) = at[head] {
                let act = &mut acts[index];
                if act.status == Status::Happened && act.form.tense == Tense::PresentParticiple {
                    act.status = Status::Planned;
                }
                break;
            }
            here = head;
        }
    }
}

/// What is done by words is done when they are said: a time still to come is of what they are about ("urged them to leave *by Friday*").
pub(super) fn is_told_ahead(reading: &Reading<'_>, act: &Act, timex: &Timex) -> bool {
    use EventClass::{Accuse, Agree, Reject, Request, Statement, Threaten};
    let words = matches!(
        act.class,
        Accuse | Agree | Reject | Request | Statement | Threaten
    );
    // "attacked": whatever it was, it is done
    let done = act.form.tense == Tense::Past && act.wording == Wording::Verb;
    act.status == Status::Happened && (words || done) && is_to_come(reading, timex)
}

/// "will *return* in the evening", read as yesterday's: what is still to come is of no time that is over.
pub(super) fn is_over(reading: &Reading<'_>, act: &Act, timex: &Timex) -> bool {
    let document = reading.document;
    let published = document.published_in(document.part_at(timex.span.start));
    act.status == Status::Planned
        && matches!(act.form.tense, Tense::Future | Tense::Present)
        && timex
            .period()
            .zip(published)
            .is_some_and(|(period, published)| period.end.date() <= published.date)
}

/// Whether a time hangs on the act at `inner` or, behind it, on the act at `outer` that governs it.
fn is_time_of(reading: &Reading<'_>, timex: &Timex, inner: usize, outer: usize) -> bool {
    let document = reading.document;
    let tokens = document.tokens_in(timex.span);
    let mut at = outward(document, tokens.clone());
    for _ in 0..DEPTH {
        if at == inner || at == outer {
            return tokens.start > inner.max(outer);
        }
        let Some(head) = document.head(at) else {
            return false;
        };
        at = head;
    }
    false
}

/// What people arrange and then do, unlike words and threats.
fn is_deed(class: EventClass) -> bool {
    use EventClass::{Aid, Concede, Consult, Cooperate, Mobilize, Retreat};
    matches!(
        class,
        Aid | Concede | Consult | Cooperate | Mobilize | Retreat
    )
}

/// Makes `inner`, which `outer` took up, an act of its own again, by whoever agreed to it.
fn set_apart(acts: &mut [Act], outer: usize, inner: usize) {
    let sides = acts[outer].cast.clone();
    let token = acts[inner].token;
    let also = acts[inner].also.clone();
    acts[outer]
        .also
        .retain(|other| *other != token && !also.contains(other));
    let act = &mut acts[inner];
    act.absorbed = false;
    act.listed = true;
    act.silence = None;
    act.status = Status::Planned;
    if act.cast.source.is_empty() && act.cast.both.len() < 2 {
        let alike = matches!(act.class, EventClass::Consult | EventClass::Cooperate)
            && act.cast.target.is_empty();
        if alike {
            let mut both = sides.source;
            push_new(&mut both, sides.both);
            push_new(&mut both, std::mem::take(&mut act.cast.both));
            push_new(&mut both, sides.target);
            act.cast.both = both;
        } else {
            act.cast.source = sides.source;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn what_is_agreed_for_a_coming_day() {
        check(
            "France and Serbia agreed on Tuesday to meet in Geneva on April 16.",
            &[
                "AGREE happened agreed: France, Serbia",
                "CONSULT planned meet: France, Serbia",
            ],
        );
        check(
            "Denmark pledged to send aid to Chad.",
            &["AGREE happened pledged: Denmark > Chad"],
        );
        // what is asked for is no plan
        check(
            "Peru urged Chile to withdraw its troops by April 16.",
            &["REQUEST happened urged: Peru > Chile"],
        );
    }
}
