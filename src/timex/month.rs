//! Months and seasons: "March", "March 2022", "last March", "this summer", "the winter of 1994".

use chrono::{Datelike, NaiveDate};

use super::calendar_date::year_after;
use super::direction;
use super::name;
use super::range;
use super::reading::{Found, Meaning, Reading};
use super::words::Word;
use crate::types::{Direction, Grain, Period, Season};

/// "March 2022", "March of 2022", "March last year", "last March", "March".
pub(super) fn month(reading: &Reading, at: usize) -> Option<Found> {
    let (step, core) = step(reading, at);
    let Word::Month(month) = reading.word(core) else {
        return None;
    };
    let lower_verb = reading.is_any(core, &["may", "march"])
        && !reading.capital(core)
        && !reading.before(core, 1).is_empty()
        && !is_month(reading, core);
    if lower_verb || name::is_person(reading, core) || name::holds_date(reading, core + 1) {
        return None;
    }
    let end = reading.skip(core + 1, &["."]);
    let end = if reading.is(core + 1, ".") && end == core + 2 && !short_month(reading.form(core)) {
        core + 1
    } else {
        end
    };
    if let Some((year, end)) = year_after(reading, end) {
        if name::holds_date(reading, end) {
            return None;
        }
        return Some(Found::date(
            at,
            end,
            Meaning::period(Period::month(year, month)),
            "month-year",
        ));
    }
    if step == Step::Bare
        && let Some(year) = range::year_of_list(reading, month, end)
        && is_month(reading, core)
    {
        let meaning = Meaning::period(Period::month(year, month));
        return Some(Found::date(at, core + 1, meaning, "month-year"));
    }
    if reading.is_any(end, &["of", ",", "in"]) || reading.is_any(end, &["this", "last", "next"]) {
        let next = reading.skip(end, &["of", ",", "in"]);
        let shift = match reading.form(next) {
            "this" => Some(0),
            "last" => Some(-1),
            "next" => Some(1),
            _ => None,
        };
        if let Some(shift) = shift.filter(|_| reading.is(next + 1, "year")) {
            let meaning = reading.by_publication(format!("XXXX-{month:02}"), |date| {
                Period::month(date.year() + shift, month)
            });
            return Some(Found::date(at, next + 2, meaning, "month-of-year"));
        }
    }
    // "this may be", "that may have": a modal
    if step != Step::Bare && reading.is_any(core, &["may", "march"]) && !reading.capital(core) {
        return None;
    }
    if step == Step::Bare && !is_month(reading, core) {
        return None;
    }
    let meaning = resolve(reading, step, at, end, format!("XXXX-{month:02}"), |year| {
        Period::month(year, month)
    });
    let end = if end > core + 1 { core + 1 } else { end };
    Some(Found::date(at, end, meaning, "month"))
}

fn short_month(form: &str) -> bool {
    form.len() <= 4 && form != "may" && form != "june" && form != "july"
}

/// "this summer", "last fall", "the winter of 1994", "summer 2022".
pub(super) fn season(reading: &Reading, at: usize) -> Option<Found> {
    let (step, mut core) = step(reading, at);
    let the = reading.is(at, "the") && step == Step::Bare;
    if the {
        core = reading.skip(at + 1, &["whole", "entire"]);
    }
    let Word::Season(season, false) = reading.word(core) else {
        return None;
    };
    if name::holds_season(reading, core) {
        return None;
    }
    let end = core + 1;
    if let Some((year, end)) = year_after(reading, end) {
        return Some(Found::date(
            at,
            end,
            Meaning::period(season_of(year, season)),
            "season-year",
        ));
    }
    // "the summer and autumn of 1944"
    if step == Step::Bare
        && let Some(year) = range::year_of_second_season(reading, end)
    {
        let meaning = Meaning::period(season_of(year, season));
        return Some(Found::date(at, end, meaning, "season-year"));
    }
    let shift = match (
        reading.form(reading.skip(end, &["of"])),
        reading.form(reading.skip(end, &["of"]) + 1),
    ) {
        ("this", "year") => Some(0),
        ("last", "year") => Some(-1),
        ("next", "year") => Some(1),
        _ => None,
    };
    let relative = format!("XXXX-{}", season.name());
    if let Some(shift) = shift {
        let end = reading.skip(end, &["of"]) + 2;
        let meaning =
            reading.by_publication(relative, |date| season_of(date.year() + shift, season));
        return Some(Found::date(at, end, meaning, "season-of-year"));
    }
    if step == Step::Bare && !is_season(reading, core, the) {
        return None;
    }
    let meaning = resolve(reading, step, at, end, relative, |year| {
        season_of(year, season)
    });
    Some(Found::date(at, end, meaning, "season"))
}

/// The season of a year; a winter begins in December of the year before in news, and carries the year it begins in here.
pub(super) fn season_of(year: i32, season: Season) -> Option<Period> {
    let month = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Fall => 9,
        Season::Winter => 12,
    };
    Period::months(year, month, 3, Grain::Season(season))
}

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Bare,
    This,
    Last,
    Next,
    /// Of the year the text has come to, and the ones beside it.
    That,
    Following,
    Previous,
}

fn step(reading: &Reading, at: usize) -> (Step, usize) {
    match (reading.form(at), reading.form(at + 1)) {
        ("the", "previous") => (Step::Previous, at + 2),
        ("the", "following" | "next") => (Step::Following, at + 2),
        ("that" | "the", "same") => (Step::That, at + 2),
        ("this" | "the", "past" | "last") => (Step::Last, at + 2),
        ("this", "coming" | "next") | ("the", "coming") => (Step::Next, at + 2),
        ("this", _) => (Step::This, at + 1),
        ("last" | "past", _) => (Step::Last, at + 1),
        ("previous", _) => (Step::Previous, at + 1),
        ("following", _) => (Step::Following, at + 1),
        ("next" | "coming" | "upcoming", _) => (Step::Next, at + 1),
        ("that", _) => (Step::That, at + 1),
        _ => (Step::Bare, at),
    }
}

fn resolve(
    reading: &Reading,
    step: Step,
    first: usize,
    end: usize,
    relative: String,
    in_year: impl Fn(i32) -> Option<Period>,
) -> Meaning {
    let told = match step {
        Step::Bare => reading.by_story(&relative, |at| at.here(&in_year)),
        Step::That => reading.by_date_told(&relative, |at| at.here(&in_year)),
        Step::Following => reading.by_date_told(&relative, |at| at.beside(true, &in_year)),
        Step::Previous => reading.by_date_told(&relative, |at| at.beside(false, &in_year)),
        Step::This | Step::Last | Step::Next => None,
    };
    if let Some(meaning) = told {
        return meaning;
    }
    // "from May to September": the second follows the first
    let before = (step == Step::Bare)
        .then(|| month_joined_before(reading, first))
        .flatten();
    let clause = before.map_or(first, |(_, at)| at);
    let forward =
        step == Step::Bare && direction::of_clause(reading, clause, end) == Some(Direction::Future);
    reading.by_publication(relative, |published: NaiveDate| {
        if let Some((month, _)) = before {
            let mut year = published.year();
            let this = Period::month(year, month)?;
            let here = Period::day(published);
            if forward && this.end <= here.start {
                year += 1;
            } else if !forward && this.start > here.start {
                year -= 1;
            }
            let second = in_year(year)?;
            let first = Period::month(year, month)?;
            return if second.start < first.start {
                in_year(year + 1)
            } else {
                Some(second)
            };
        }
        let here = Period::day(published);
        // "this winter", said in February, began the year before
        let goes_on = |period: Period| step != Step::Bare && period.end > here.start;
        let year = published.year() - i32::from(in_year(published.year() - 1).is_some_and(goes_on));
        let this = in_year(year)?;
        let begun = this.start <= here.start;
        let over = this.end <= here.start;
        match step {
            Step::This | Step::That => Some(this),
            Step::Last | Step::Previous if over => Some(this),
            Step::Last | Step::Previous => in_year(year - 1),
            Step::Next | Step::Following if begun => in_year(year + 1),
            Step::Next | Step::Following => Some(this),
            Step::Bare if forward && over => in_year(year + 1),
            Step::Bare if forward || begun => Some(this),
            Step::Bare => in_year(year - 1),
        }
    })
}

/// The month of "May to" and "May or" before a month, without a year of its own, and its token.
fn month_joined_before(reading: &Reading, at: usize) -> Option<(u32, usize)> {
    let joins = reading.is_any(
        at.checked_sub(1)?,
        &["to", "and", "or", "through", "until", "-", "–"],
    );
    let first = at.checked_sub(2).filter(|_| joins)?;
    match reading.word(first) {
        Word::Month(month) if is_month(reading, first) => Some((month, first)),
        _ => None,
    }
}

/// Whether a bare month word is the month: "may" and "march" are verbs, "April" and "August" can be names.
fn is_month(reading: &Reading, at: usize) -> bool {
    let form = reading.form(at);
    let before = reading.before(at, 1);
    let cued = matches!(
        before,
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "from"
            | "through"
            | "during"
            | "before"
            | "after"
            | "early"
            | "late"
            | "mid"
            | "of"
            | "between"
            | "for"
            | "to"
            | "last"
            | "next"
            | "this"
            | "around"
            | "throughout"
            | "-"
            | "beginning"
            | "ending"
            | "ended"
    );
    match form {
        "may" | "march" => {
            let modal_subject = matches!(
                before,
                "for" | "to" | "after" | "before" | "of" | "from" | "-" | "this" | "between"
            ) && !reading.capital(at);
            let modal = matches!(
                reading.form(at + 1),
                "be" | "have" | "not" | "well" | "also"
            );
            let listed = reading.is_any(at + 1, &["and", "or", "'s"])
                && matches!(reading.word(at + 2), Word::Month(_));
            let capital = reading.capital(at);
            !modal && cued && (capital || !modal_subject) || capital && listed
        }
        "mar" | "sep" | "dec" | "jan" | "jun" | "jul" | "nov" | "oct" | "apr" | "aug" | "feb"
        | "sept" => reading.capital(at) && cued,
        "august" => reading.capital(at),
        "april" | "june" => reading.capital(at) && (cued || !name_like(reading, at + 1)),
        _ => reading.capital(at) || cued,
    }
}

/// "April Glaspie", "June Carter": a first name before a surname.
fn name_like(reading: &Reading, at: usize) -> bool {
    reading.capital(at) && reading.word(at) == Word::Other
}

/// "fall" is a verb and "spring" a source: a bare season wants a preposition or an article that makes it a time.
fn is_season(reading: &Reading, at: usize, the: bool) -> bool {
    let outer = reading.before(if the { at - 1 } else { at }, 1);
    let cued = matches!(
        outer,
        "in" | "since"
            | "until"
            | "by"
            | "during"
            | "through"
            | "throughout"
            | "before"
            | "after"
            | "over"
            | "early"
            | "late"
            | "mid"
            | "of"
            | "-"
            | "for"
    );
    let noun_follows = reading.is_any(at + 1, &["of", "in"]) && !reading.is(at, "summer");
    match reading.form(at) {
        _ if the && reading.is_any(at - 1, &["whole", "entire"]) => true,
        "fall" | "spring" => {
            cued && the && !matches!(outer, "of" | "after" | "before" | "for") && !noun_follows
                || outer == "in" && !the
                || matches!(outer, "early" | "late")
        }
        _ => cued || the,
    }
}

#[cfg(test)]
mod tests {
    use crate::timex::check;

    #[test]
    fn months_and_seasons() {
        check(
            "2024-03-13",
            "They met in March 2022.",
            "March 2022=2022-03",
        );
        check("2024-03-13", "They met in October.", "October=2023-10");
        check(
            "2024-03-13",
            "They will meet in October.",
            "October=2024-10",
        );
        check("2024-03-13", "They met last May.", "last May=2023-05");
        check("2024-03-13", "They met last summer.", "last summer=2023-SU");
        check("2024-03-13", "Theresa May said no.", "");
        check("2024-03-13", "Troops march on the city.", "");
        check("2024-03-13", "It may be so.", "");
        check("2024-03-13", "Prices fall again.", "");
    }
}
