//! Tables of actors → the lexicon that the program starts with: `$OUT_DIR/actors.rs`, one Rust expression.
//!
//! What reads the tables is the library's own, so a table and a reader's dictionary mean the same.
#![allow(dead_code, unreachable_pub, unused_imports)] // the library uses the rest

#[path = "src/types/actor.rs"]
mod actor;
#[path = "src/types/span.rs"]
mod span;
#[path = "src/lexicon/actors/tables/mod.rs"]
mod tables;

/// What the tables know as `crate::types`.
mod types {
    pub use crate::actor::ActorKind;
}

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use span::Span; // for `actor`
use tables::{ActorLexicon, Found, Frozen, Known, NONE, Office, ROOT, Record, Sense, steps};

fn main() -> Result<(), Box<dyn Error>> {
    let mut lexicon = ActorLexicon::default();
    read(&mut lexicon)?;
    let path = Path::new(&env::var("OUT_DIR")?).join("actors.rs");
    fs::write(path, source(&lexicon)?)?;
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// Reads the tables; states come first, since all others name them.
fn read(lexicon: &mut ActorLexicon) -> Result<(), Box<dyn Error>> {
    let mut people = Known::new();
    for name in ["countries", "places", "bodies", "leaders", "titles"] {
        let path = format!("src/lexicon/{name}.tsv");
        println!("cargo::rerun-if-changed={path}");
        let table = fs::read_to_string(&path)?;
        let says = |row: &&str| !row.is_empty() && !row.starts_with('#');
        for row in table.lines().filter(says).map(Record::of) {
            match name {
                "countries" => lexicon.read_country(&row),
                "places" => read_places(lexicon, &row),
                "bodies" => lexicon.read_body(&row),
                "leaders" => lexicon.read_office(&row, &mut people),
                _ => lexicon.read_title(&row),
            }
        }
    }
    Ok(())
}

fn read_places(lexicon: &mut ActorLexicon, row: &Record) {
    if let Some(state) = lexicon.state(row.column(0)) {
        for (name, doubtful) in row.list(1) {
            lexicon.add(name, Sense::Place(state), doubtful);
        }
    }
}

/// The lexicon as an expression.
fn source(lexicon: &ActorLexicon) -> Result<String, Box<dyn Error>> {
    let states = list(lexicon.states.iter().map(|state| {
        let (code, name) = (words(&state.code), words(&state.name));
        format!("State {{ code: {code}, name: {name} }}")
    }));
    let bodies = list(lexicon.bodies.iter().map(|body| {
        let (name, kind, country) = (words(&body.name), body.kind, body.country);
        let code = words(&body.code);
        format!(
            "Body {{ name: {name}, kind: ActorKind::{kind:?}, country: {country:?}, code: {code} }}"
        )
    }));
    let people = list(lexicon.people.iter().map(|person| {
        let (name, female) = (words(&person.name), person.female);
        let offices = list(person.offices.iter().map(office));
        format!("Person {{ name: {name}, female: {female}, offices: Cow::Borrowed({offices}) }}")
    }));
    let nouns = list(lexicon.nouns.iter().map(|noun| {
        let (role, kind, sector) = (words(&noun.role), noun.kind, words(&noun.sector));
        format!("Noun {{ role: {role}, kind: ActorKind::{kind:?}, sector: {sector} }}")
    }));
    let given_names = list(given_names(lexicon).iter().map(|name| format!("{name:?}")));
    let by_code = list(lexicon.by_code.iter().map(|place| format!("{place:?}")));
    let frozen = frozen(lexicon)?;
    Ok(format!(
        "ActorLexicon {{\nstates: Cow::Borrowed({states}),\nbodies: Cow::Borrowed({bodies}),\n\
         people: Cow::Borrowed({people}),\nnouns: Cow::Borrowed({nouns}),\ngiven_names: {given_names},\nby_code: Cow::Borrowed({by_code}),\n\
         frozen: {frozen},\nadded: Added::NOTHING,\n}}\n"
    ))
}

/// States whose names begin with the surname.
const SURNAME_FIRST: &[&str] = &["CHN", "HKG", "HUN", "KHM", "KOR", "PRK", "TWN", "VNM"];

/// Words before a name that are no first names.
const STYLES: &[&str] = &[
    "Crown", "King", "Mullah", "Pope", "Prince", "Queen", "Sheikh", "Sultan",
];

/// The first names of those in office that mean nothing else, and whether they are women's.
fn given_names(lexicon: &ActorLexicon) -> BTreeMap<String, Option<bool>> {
    let mut names: BTreeMap<String, Option<bool>> = BTreeMap::new();
    for person in lexicon.people.iter() {
        let state = person.offices.first().and_then(|office| office.country);
        let state = state.map_or("", |state| &*lexicon.states[usize::from(state)].code);
        let Some((first, _)) = person.name.split_once(' ') else {
            continue;
        };
        let key = steps(ROOT, first);
        let means = lexicon
            .added
            .nodes
            .get(&key)
            .is_some_and(|&node| node != NONE);
        let plain = first.len() > 2 && first.chars().all(char::is_alphabetic);
        if !plain || means || SURNAME_FIRST.contains(&state) || STYLES.contains(&first) {
            continue;
        }
        names
            .entry(first.to_lowercase())
            .and_modify(|female| *female = female.filter(|female| *female == person.female))
            .or_insert(Some(person.female));
    }
    names
}

fn office(office: &Office) -> String {
    let (country, code, role) = (office.country, words(&office.code), words(&office.role));
    let (from, to) = (office.from, office.to);
    format!("Office {{ country: {country:?}, code: {code}, role: {role}, from: {from}, to: {to} }}")
}

/// The index, its keys put in order.
fn frozen(lexicon: &ActorLexicon) -> Result<String, Box<dyn Error>> {
    let mut nodes: Vec<(u64, u32)> = lexicon
        .added
        .nodes
        .iter()
        .map(|(&key, &node)| (key, node))
        .collect();
    nodes.sort_unstable();
    let mut begins = Vec::new();
    let mut senses: Vec<String> = Vec::new();
    for &(_, node) in &nodes {
        begins.push(u16::try_from(senses.len())?);
        if node != NONE {
            let mut found: Vec<Found> = lexicon.added.senses(node).collect();
            found.reverse();
            senses.extend(found.into_iter().map(sense));
        }
    }
    begins.push(u16::try_from(senses.len())?);
    let buckets = (0..=1_u64 << Frozen::BITS).map(|bucket| {
        let below = nodes.partition_point(|&(key, _)| key >> (u64::BITS - Frozen::BITS) < bucket);
        u16::try_from(below)
    });
    let buckets = list(buckets.collect::<Result<Vec<u16>, _>>()?);
    let keys = list(nodes.iter().map(|(key, _)| key));
    let (begins, senses) = (list(begins), list(senses));
    Ok(format!(
        "Frozen {{ buckets: {buckets},\nkeys: {keys},\nbegins: {begins},\nsenses: {senses} }}"
    ))
}

fn sense(found: Found) -> String {
    let sense = format!("{:?}", found.sense)
        .replace("Singular", "Number::Singular")
        .replace("Plural", "Number::Plural");
    let (case, doubtful) = (found.case, found.doubtful);
    format!("Found {{ sense: Sense::{sense}, case: Case::{case:?}, doubtful: {doubtful} }}")
}

fn words(text: &str) -> String {
    format!("Cow::Borrowed({text:?})")
}

fn list(members: impl IntoIterator<Item = impl ToString>) -> String {
    let members: Vec<String> = members
        .into_iter()
        .map(|member| member.to_string())
        .collect();
    format!("&[{}]", members.join(",\n"))
}
