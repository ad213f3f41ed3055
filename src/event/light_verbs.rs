//! A verb and the noun that is its object, as one act: "*held talks*", "*issued* a *warning*", "*lifted* a *ban*".

use crate::lexicon::events::VerbSense;
use crate::types::{ActorKind, Dependency, EventClass, FineTag};

use super::frame::{Act, Filler, Reading, Wording};
use super::needs::names_one_of;
use super::parties::push_new;
use super::triggers::best_sense;

/// Joins a light verb to the noun that is its object: "*held talks*", "*issued* a *warning*".
pub(super) fn light_verbs(reading: &Reading<'_>, acts: &mut [Act]) {
    let document = reading.document;
    let mut announced: Vec<usize> = Vec::new();
    for act in acts.iter_mut() {
        if act.wording != Wording::Noun {
            continue;
        }
        let noun = act.token;
        let Some(verb) = light_verb_of(reading, noun) else {
            continue;
        };
        let Some(sense) =
            light_sense(reading, verb).or_else(|| announcing_sense(reading, verb, act.class))
        else {
            continue;
        };
        let cast = reading.verb_cast(verb, &sense.slots);
        let symmetric = !act.cast.both.is_empty()
            || matches!(
                act.class,
                EventClass::Consult | EventClass::Cooperate | EventClass::Agree
            ) && act.cast.source.is_empty()
                && act.cast.target.is_empty()
                && act.cameo != Some("042");
        let mut doer = cast.source;
        let mut acted = cast.target;
        if doer.is_empty() {
            doer.clone_from(&cast.both);
        }
        acted.retain(|filler| !doer.iter().any(|other| other.actor == filler.actor));
        if symmetric {
            // "renewed a deal on the appointment of *bishops*": what it is about is no party to it
            acted.retain(|filler| filler.rule != "object");
            let mut both = doer;
            push_new(&mut both, std::mem::take(&mut act.cast.both));
            push_new(&mut both, acted);
            act.cast.both = both;
            drop_represented(reading, &mut act.cast.both);
        } else if !doer.is_empty() {
            // "the rebels received Iranian aid": the noun's own source stands
            let own = std::mem::take(&mut act.cast.source);
            if matches!(
                document.lemma(verb),
                "receive" | "suffer" | "face" | "draw" | "win" | "earn" | "secure"
            ) {
                act.cast.source = own;
                act.cast.target = doer;
            } else if announces(document.lemma(verb)) && !own.is_empty() {
                // "the UN announced Israel's withdrawal"
                act.cast.source = own;
            } else {
                act.cast.source = doer;
                if act.cast.target.is_empty() {
                    act.cast.target = if acted.is_empty() { own } else { acted };
                }
                let source = act.cast.source.clone();
                act.cast
                    .target
                    .retain(|filler| !source.iter().any(|other| other.actor == filler.actor));
            }
        }
        act.form = reading.form(verb);
        act.also.push(noun);
        act.token = verb;
        act.span = document.tokens[verb].span;
        act.rule = "light-verb";
        if announces(document.lemma(verb)) {
            announced.push(verb);
        }
    }
    for act in acts.iter_mut() {
        if act.wording == Wording::Verb && announced.contains(&act.token) {
            act.absorbed = true;
        }
    }
    join_patterns(reading, acts);
}

/// "*expressed irritation*", "*lifted* a *ban*": a verb with a sense of its own for such nouns; the noun joins it.
fn join_patterns(reading: &Reading<'_>, acts: &mut [Act]) {
    let verbs: Vec<(usize, usize)> = acts
        .iter()
        .enumerate()
        .filter(|(_, act)| act.wording == Wording::Verb)
        .map(|(index, act)| (index, act.token))
        .collect();
    for index in 0..acts.len() {
        if acts[index].wording != Wording::Noun || acts[index].rule == "light-verb" {
            continue;
        }
        let noun = acts[index].token;
        let Some(verb) = light_verb_of(reading, noun) else {
            continue;
        };
        let Some(owner) = act_at(&verbs, verb) else {
            continue;
        };
        let listed = best_sense(reading, verb).is_some_and(|(word, _)| {
            let objects = &reading.lexicon.verbs[word.row].needs.objects;
            !objects.is_empty() && names_one_of(reading.document, noun, objects).is_some()
        });
        if listed || same_act(acts[owner].class, acts[index].class) {
            // "launched a *cyber attack*": the longer name says more than the verb's pattern
            if acts[index].lemma.contains(' ') && names_more(reading, &acts[owner], &acts[index]) {
                acts[owner].class = acts[index].class;
                acts[owner].cameo = acts[index].cameo;
            }
            acts[index].absorbed = true;
            acts[owner].also.push(noun);
            let cast = acts[index].cast.clone();
            // "attended the meeting between Ruiz and Bo": all of them meet
            let meets = acts[owner].class == EventClass::Consult
                && acts[owner].cast.both.is_empty()
                && cast.both.len() > 1;
            if meets {
                let own = &mut acts[owner].cast;
                own.both = std::mem::take(&mut own.source);
                push_new(&mut own.both, cast.both);
                continue;
            }
            // "*UN* sanctions were lifted": only who imposed them can
            let undone = acts[owner].class == EventClass::Concede
                && acts[owner].form.passive
                && acts[owner].cast.source.is_empty()
                && matches!(acts[index].class, EventClass::Sanction | EventClass::Coerce);
            if undone {
                acts[owner].cast.source.clone_from(&cast.source);
            }
            let target = if cast.target.is_empty() {
                cast.source
            } else {
                cast.target
            };
            if acts[owner].cast.target.is_empty() && acts[owner].cast.both.is_empty() {
                let source = acts[owner].cast.source.clone();
                acts[owner].cast.target = target
                    .into_iter()
                    .filter(|filler| !source.iter().any(|other| other.actor == filler.actor))
                    .collect();
            } else if !acts[owner].cast.both.is_empty() {
                push_new(&mut acts[owner].cast.both, cast.both);
                drop_represented(reading, &mut acts[owner].cast.both);
            }
        }
    }
}

/// "Ruiz and his Chilean counterpart signed an agreement between *the two countries*": whose ministers sign is not there twice.
fn drop_represented(reading: &Reading<'_>, both: &mut Vec<Filler>) {
    let actor = |filler: &Filler| &reading.actors[filler.actor.0];
    let people: Vec<Option<String>> = both
        .iter()
        .filter(|filler| actor(filler).kind == ActorKind::Person)
        .map(|filler| actor(filler).country.clone())
        .collect();
    both.retain(|filler| {
        actor(filler).kind != ActorKind::State || !people.contains(&actor(filler).country)
    });
}

/// The act whose token is `token`, in a list by token.
fn act_at(acts: &[(usize, usize)], token: usize) -> Option<usize> {
    let place = acts.partition_point(|&(_, other)| other < token);
    acts.get(place)
        .filter(|&&(_, other)| other == token)
        .map(|&(index, _)| index)
}

/// Whether a noun of several words means another kind of act than its last word, which the verb goes with.
fn names_more(reading: &Reading<'_>, verb: &Act, noun: &Act) -> bool {
    let last = noun.lemma.rsplit(' ').next().unwrap_or_default();
    let mut senses = reading.lexicon.noun(last).iter();
    let alone = senses.find(|word| word.rest.is_empty());
    // "ceased its *military operations*": the verb undoes what the noun names
    let undoes = matches!(verb.class, EventClass::Retreat | EventClass::Concede);
    noun.class != verb.class
        && !undoes
        && alone.is_none_or(|word| reading.lexicon.nouns[word.row].class == verb.class)
}

/// Whether a noun as object of a verb of its own sense says the same again: "*signed* a *treaty*".
fn same_act(verb: EventClass, noun: EventClass) -> bool {
    use EventClass::{
        Accuse, Agree, Assault, Coerce, Consult, Cooperate, Retreat, Sanction, Statement, Support,
        Threaten,
    };
    verb == noun
        || matches!(
            (verb, noun),
            (Agree, Consult | Retreat | Cooperate)
                | (Statement, Agree | Threaten | Support | Accuse)
                | (Consult, Statement)
                | (Sanction | Assault, Coerce)
                | (Coerce, Sanction)
                | (Support, Accuse)
        )
}

/// The verb whose object, or passive subject, `noun` is.
fn light_verb_of(reading: &Reading<'_>, noun: usize) -> Option<usize> {
    let document = reading.document;
    let mut head = document.head(noun)?;
    let mut dependency = reading.dependency(noun);
    // "held *three hours* of talks": the measure stands where the act would
    // "announced an *increase* in funding"
    let more = matches!(
        document.lemma(head),
        "increase" | "rise" | "boost" | "package" | "round" | "series" | "wave"
    );
    if dependency == Dependency::Nmod && (more || reading.in_time(head)) {
        dependency = reading.dependency(head);
        head = document.head(head)?;
    }
    match dependency {
        Dependency::Obj | Dependency::NsubjPass if document.tokens[head].fine.is_verb() => {
            Some(head)
        }
        // "took part *in* the talks", and no more than took place after them
        Dependency::Obl
            if matches!(document.lemma(head), "engage" | "embark" | "enter" | "take")
                && document.tokens[head].fine.is_verb()
                && document.marker(noun).is_some_and(|case| {
                    matches!(document.form(case), "in" | "into" | "on" | "upon" | "to")
                }) =>
        {
            Some(head)
        }
        // "the sanctions imposed on Iran"
        _ => document
            .children_as(noun, &[Dependency::Acl])
            .find(|&verb| document.tokens[verb].fine == FineTag::Vbn),
    }
}

/// The sense of a light verb, where no other sense of the verb at `at` is met.
fn light_sense(reading: &Reading<'_>, at: usize) -> Option<&'static VerbSense> {
    let (word, _) = best_sense(reading, at).or_else(|| {
        reading
            .lexicon
            .verb(reading.document.lemma(at))
            .iter()
            .find(|word| word.rest.is_empty() && reading.lexicon.verbs[word.row].is_light())
            .map(|&word| (word, at))
    })?;
    let sense = &reading.lexicon.verbs[word.row];
    sense.is_light().then_some(sense)
}

/// Verbs that do an act by telling it: "*announced* a ceasefire".
fn announces(lemma: &str) -> bool {
    matches!(lemma, "announce" | "declare" | "proclaim" | "unveil")
}

/// The sense of "*announced* a ceasefire", where the object is an act and no clause tells more.
fn announcing_sense(
    reading: &Reading<'_>,
    at: usize,
    class: EventClass,
) -> Option<&'static VerbSense> {
    let document = reading.document;
    let lemma = document.lemma(at);
    let told = matches!(
        class,
        EventClass::Statement | EventClass::Other | EventClass::Consult
    ) || document.child(at, Dependency::Ccomp).is_some();
    if !announces(lemma) || told {
        return None;
    }
    let words = reading.lexicon.verb(lemma).iter();
    words
        .map(|word| &reading.lexicon.verbs[word.row])
        .find(|sense| sense.is_light())
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn sides_of_the_noun() {
        check(
            "Putin attended the meeting between Macron and Scholz.",
            &["CONSULT happened attended: Vladimir Putin, Emmanuel Macron, Olaf Scholz"],
        );
        check(
            "UN sanctions against Iran were lifted on Monday.",
            &["CONCEDE happened lifted: United Nations > Iran"],
        );
        check(
            "Norway announced a large increase in funding for Yemen.",
            &["AID happened announced: Norway > Yemen"],
        );
        check(
            "Norway, following a deal with Peru, has taken steps to grow.",
            &["AGREE happened deal: Peru"],
        );
    }
}
