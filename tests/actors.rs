//! Every form of the actor tables is its own test: put into a sentence of its kind, it must come back as what its row says.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

use std::fs;
use std::path::Path;

use chrono::{NaiveDate, TimeDelta};
use demarche::types::{Actor, ActorKind};
use demarche::{Options, analyze, publication};

/// The rows of a table of `src/lexicon`, cut into columns.
fn rows(table: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/lexicon/{table}.tsv"));
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().filter(|row| !row.starts_with('#'));
    rows.filter(|row| !row.is_empty())
        .map(|row| row.split('\t').map(str::to_owned).collect())
        .collect()
}

/// The forms of a column, without their marks of doubt.
fn forms(column: &str) -> impl Iterator<Item = &str> {
    column
        .split('|')
        .map(|form| form.trim().trim_start_matches('?'))
        .filter(|form| !form.is_empty())
}

/// The actor whose mention holds the words between the brackets of `frame`, read on `day`.
fn actor(frame: &str, day: &str) -> Option<Actor> {
    let start = frame.find('[').unwrap();
    let end = frame.find(']').unwrap() - 1;
    let text: String = frame.chars().filter(|c| !matches!(c, '[' | ']')).collect();
    let options = Options {
        published: publication(day),
        raw: true,
        ..Options::default()
    };
    let analysis = analyze(&text, &options);
    let holds = |actor: &&Actor| {
        let mut spans = actor.mentions.iter().map(|mention| mention.span);
        spans.any(|span| span.start <= start && end <= span.end)
    };
    analysis.actors.iter().find(holds).cloned()
}

/// The day in the middle of an office, or a month after its first day where it is still held.
fn amid(from: &str, to: &str) -> String {
    let day = |text: &str, missing: &str| {
        let whole = format!("{text}{}", &missing[text.len().min(missing.len())..]);
        NaiveDate::parse_from_str(&whole, "%Y-%m-%d").unwrap()
    };
    let first = day(from, "YYYY-01-01");
    let last = match to {
        "" => first + TimeDelta::days(60),
        to => day(to, "YYYY-12-28"),
    };
    (first + (last - first) / 2).to_string()
}

/// Fails with the forms that are not read as `right` says.
fn check(wrong: &[String], all: usize) {
    assert!(all > 0);
    assert!(
        wrong.is_empty(),
        "{} of {all}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn states() {
    let (mut wrong, mut all) = (Vec::new(), 0);
    for row in rows("countries") {
        let code = row[0].as_str();
        let name = forms(&row[1]).next().unwrap().to_owned();
        let of = |column: usize| forms(&row[column]).collect::<Vec<_>>();
        let frames = of(1)
            .into_iter()
            .map(|form| format!("On Monday [{form}] objected."))
            .chain(
                of(2)
                    .into_iter()
                    .map(|form| format!("On Monday [{form}] troops left.")),
            )
            .chain(
                of(3)
                    .into_iter()
                    .map(|form| format!("The [{form}] objected on Monday.")),
            )
            .chain(
                of(4)
                    .into_iter()
                    .map(|form| format!("The envoys met in [{form}] on Monday.")),
            );
        for frame in frames {
            all += 1;
            let found = actor(&frame, "2024-03-13");
            let country = found.as_ref().and_then(|actor| actor.country.as_deref());
            if country != Some(code) {
                wrong.push(format!("{name}: {frame} {country:?}, not {code}"));
            }
        }
    }
    check(&wrong, all);
}

#[test]
fn cities_and_regions() {
    let (mut wrong, mut all) = (Vec::new(), 0);
    for row in rows("places") {
        for form in forms(&row[1]) {
            all += 1;
            let frame = format!("The envoys met in [{form}] on Monday.");
            let found = actor(&frame, "2024-03-13");
            let country = found.as_ref().and_then(|actor| actor.country.as_deref());
            if country != Some(row[0].as_str()) {
                wrong.push(format!("{frame} {country:?}, not {}", row[0]));
            }
        }
    }
    check(&wrong, all);
}

#[test]
fn bodies_and_groups() {
    let (mut wrong, mut all) = (Vec::new(), 0);
    for row in rows("bodies") {
        for names in row[0].split(" ; ") {
            let name = forms(names).next().unwrap();
            for form in forms(names) {
                all += 1;
                let frame = format!("On Monday the [{form}] objected.");
                let found = actor(&frame, "2024-03-13");
                let right = found.as_ref().is_some_and(|actor| {
                    if row[1] == "seat" {
                        return actor.kind == ActorKind::State
                            && actor.country.as_deref() == Some(&row[2]);
                    }
                    actor.name == name && actor.code.as_deref() == Some(&row[3])
                });
                if !right {
                    let found = found.map(|actor| (actor.name, actor.code));
                    wrong.push(format!("{frame} {found:?}, not {name} {}", row[3]));
                }
            }
        }
    }
    check(&wrong, all);
}

/// Titles that are something else in their sentence: by the tagger a verb or an adverb, or, written small, a building.
const OTHERWISE: [&str; 5] = ["assembly", "monitor", "daily", "displaced", "house"];

#[test]
fn titles() {
    let (mut wrong, mut all) = (Vec::new(), 0);
    for row in rows("titles") {
        for role in row[0].split(" ; ") {
            let name = forms(role).next().unwrap();
            for form in forms(role) {
                all += 1;
                let frame = format!("On Monday the Peruvian [{form}] objected.");
                let found = actor(&frame, "1980-03-13");
                let found = found.map(|actor| (actor.role.unwrap_or_default(), actor.country));
                let right = found == Some((name.to_owned(), Some("PER".to_owned())));
                if right == OTHERWISE.contains(&form) {
                    wrong.push(format!("{frame} {found:?}, not {name}"));
                }
            }
        }
    }
    check(&wrong, all);
}

#[test]
fn office_holders() {
    let states = rows("countries");
    let (mut wrong, mut all) = (Vec::new(), 0);
    for row in rows("leaders") {
        let name = forms(&row[0]).next().unwrap();
        for form in forms(&row[0]) {
            all += 1;
            // a surname may be another's too, so it comes with the office
            let state = states.iter().find(|state| state[0] == row[2]);
            let frame = match state.and_then(|state| forms(&state[2]).next()) {
                Some(adjective) if !form.contains(' ') => {
                    format!("On Monday {adjective} {} [{form}] left.", row[3])
                }
                _ => format!("On Monday [{form}] left."),
            };
            let day = amid(&row[5], row.get(6).map_or("", String::as_str));
            let found = actor(&frame, &day);
            let found = found.map(|actor| (actor.name, actor.code.unwrap_or_default()));
            let code = match row[2].len() {
                3 => format!("{}{}", row[2], row[4]),
                _ => row[2].clone(),
            };
            if found.as_ref() != Some(&(name.to_owned(), code.clone())) {
                wrong.push(format!("{frame} {day} {found:?}, not {name} {code}"));
            }
        }
    }
    check(&wrong, all);
}

#[test]
fn a_body_of_another_country_is_not_the_one_so_called() {
    for (frame, code) in [
        ("Peru's [Congress] voted on Monday.", "PERLEG"),
        ("The Peruvian [Congress] approved the plan.", "PERLEG"),
        ("On Monday [Congress] approved the plan.", "USALEG"),
    ] {
        let found = actor(frame, "2020-05-14").and_then(|actor| actor.code);
        assert_eq!(found.as_deref(), Some(code), "{frame}");
    }
}
