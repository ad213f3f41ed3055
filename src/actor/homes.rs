//! Where those are from whom nobody names a country for: "*demonstrators* blocked roads in Baghdad", "*police* said" in a text about
//! one country. Such people are at home where they act; soldiers and officials of a state mostly say whose they are.

use crate::types::{Actor, ActorKind, ActorMention, Dependency, Document, MentionKind, Tag};

/// The roles of people who act at home.
const AT_HOME: [&str; 9] = [
    "COP", "CVL", "EDU", "JUD", "LAB", "LEG", "OPP", "PTY", "REB",
];

/// The roles of those who act for their own state, at home or abroad.
const OF_A_STATE: [&str; 2] = ["GOV", "MIL"];

/// Those who are sent to other states.
const SENT: [&str; 8] = [
    "ambassador",
    "delegation",
    "diplomat",
    "envoy",
    "mediator",
    "mission",
    "negotiator",
    "peacekeeper",
];

/// What is fired or flown, from wherever: "a *missile* struck the port of Lima".
const WEAPONS: [&str; 9] = [
    "aircraft",
    "artillery",
    "bomber",
    "drone",
    "fighter jet",
    "helicopter",
    "missile",
    "tank",
    "warplane",
];

/// How far down a phrase a place is looked for: "workers at a mine in the north of Peru".
const DEPTH: usize = 4;

/// Gives those of `acting` who are without a country that of the place they act in, or the only one the text is about, and its code
/// before that of their role. `acting` tells of each actor whether it takes part in anything.
///
/// ```
/// let text = "The government of Chad accepted the demands of rebels.";
/// let analysis = demarche::analyze(text, &demarche::Options::default());
/// assert!(analysis.actors.iter().any(|actor| actor.code.as_deref() == Some("TCDREB")));
/// ```
pub fn settle(document: &Document, actors: &mut [Actor], acting: &[bool]) {
    let mut country_at: Vec<Option<usize>> = vec![None; document.tokens.len()];
    let mut seen: Vec<&str> = Vec::new();
    // whether others than its rebels are spoken of
    let mut of_state = false;
    for (index, actor) in actors.iter().enumerate() {
        let Some(country) = actor.country.as_deref() else {
            continue;
        };
        let rebels = actor
            .code
            .as_deref()
            .is_some_and(|code| code.contains("REB"));
        of_state |= !rebels;
        if !seen.contains(&country) {
            seen.push(country);
        }
        for mention in &actor.mentions {
            // an embassy stands in another country
            let abroad = matches!(
                document.lemma(mention.head),
                "embassy" | "consulate" | "mission"
            );
            country_at[mention.head] = Some(index).filter(|_| !abroad);
        }
    }
    let only = match seen[..] {
        [one] => Some(one.to_owned()),
        _ => None,
    };
    let mut homes: Vec<(usize, String, &'static str)> = Vec::new();
    for (index, actor) in actors.iter().enumerate() {
        let role = actor.code.as_deref().unwrap_or_default();
        let at_home = AT_HOME.contains(&role);
        if !acting[index]
            || !is_homeless(document, actor)
            || !at_home && !OF_A_STATE.contains(&role)
        {
            continue;
        }
        let place = actor
            .mentions
            .iter()
            .filter(|_| at_home)
            .find_map(|mention| place_of(document, &country_at, mention))
            .and_then(|place| actors[place].country.clone());
        let place = place.map(|country| (country, "place-of-the-act"));
        let only = only.clone().filter(|_| at_home || of_state);
        let only = only.map(|country| (country, "only-country"));
        if let Some((country, rule)) = place.or(only) {
            homes.push((index, country, rule));
        }
    }
    for (index, country, rule) in homes {
        let actor = &mut actors[index];
        actor.home = Some(rule);
        actor.code = actor.code.as_deref().map(|role| format!("{country}{role}"));
        actor.country = Some(country);
    }
}

/// Whether neither a name, a people nor an errand ("ethnic *Albanians*") tells where an actor is from.
fn is_homeless(document: &Document, actor: &Actor) -> bool {
    actor.country.is_none()
        && !actor
            .role
            .as_deref()
            .is_some_and(|role| SENT.contains(&role) || WEAPONS.contains(&role))
        && (actor.kind == ActorKind::Person
            || actor.mentions.iter().all(|mention| {
                mention.kind != MentionKind::Name && document.tokens[mention.head].tag != Tag::Propn
            }))
}

/// The place in the phrase of the mention, or where what it does takes place: an index into the actors.
fn place_of(
    document: &Document,
    country_at: &[Option<usize>],
    mention: &ActorMention,
) -> Option<usize> {
    below(document, country_at, mention.head).or_else(|| {
        let verb = document.head(mention.head)?;
        let acts = document.tokens[mention.head].dependency.is_subject();
        acts.then(|| below(document, country_at, verb)).flatten()
    })
}

/// The place behind "in" or "at" that hangs on `at`, on its object, or on what stands there.
fn below(document: &Document, country_at: &[Option<usize>], at: usize) -> Option<usize> {
    let verb = document.tokens[at].fine.is_verb();
    let mut level = vec![at];
    level.extend(
        document
            .children_as(at, &[Dependency::Obj])
            .filter(|_| verb),
    );
    for depth in 0..DEPTH {
        let mut next = Vec::new();
        for &from in &level {
            for child in document.children_as(from, &[Dependency::Obl, Dependency::Nmod]) {
                let within = document.marker(child).is_some_and(|case| {
                    let form = document.form(case);
                    // "the north *of* Chad", but "accused *of*"
                    matches!(form, "in" | "at" | "near" | "outside" | "across" | "around")
                        || form == "of" && (depth > 0 || !verb)
                });
                if !within {
                    continue;
                }
                if country_at[child].is_some() {
                    return country_at[child];
                }
                next.push(child);
            }
        }
        level = next;
    }
    None
}

#[cfg(test)]
mod tests {
    /// The code of the actor named `name`.
    fn code(text: &str, name: &str) -> Option<String> {
        let analysis = crate::analyze(text, &crate::Options::default());
        let actor = analysis.actors.iter().find(|actor| actor.name == name)?;
        actor.code.clone()
    }

    #[test]
    fn people_are_from_where_they_act() {
        let text = "France met Japan in Rome. Demonstrators blocked roads in Lima.";
        assert_eq!(code(text, "Demonstrators").as_deref(), Some("PEROPP"));
        let text = "The government of Chad accepted the demands of rebels.";
        assert_eq!(code(text, "rebels").as_deref(), Some("TCDREB"));
    }

    #[test]
    fn nobody_is_from_where_others_are() {
        // two countries, and no place
        let text = "France met Japan in Rome. Rebels attacked a convoy.";
        assert_eq!(code(text, "Rebels").as_deref(), Some("REB"));
        // a people that has a name
        let text = "Ethnic Albanians marched in Istanbul.";
        assert_ne!(code(text, "Ethnic Albanians").as_deref(), Some("TURCVL"));
        // a country known by its rebels alone
        let text = "The president's spokesman declined to meet Hamas.";
        assert_eq!(code(text, "president's spokesman").as_deref(), Some("GOV"));
        // sent from elsewhere
        let text = "None of the envoys met the Syrian president.";
        assert_eq!(code(text, "envoys").as_deref(), Some("GOV"));
        // soldiers abroad
        let text = "France met Japan in Rome. Troops attacked rebels in Mali.";
        assert_eq!(code(text, "Troops").as_deref(), Some("MIL"));
    }
}
