//! Words that name acts: verbs under their conditions, nouns, and light verbs with the noun that is their object.

use crate::lexicon::events::{NounKind, Word};
use crate::types::{ActorKind, Dependency, EventClass, FineTag, Silence, Tag};

use super::frame::{Act, Filler, Reading, Wording};
use super::light_verbs::light_verbs;
use super::needs::meets;

/// The acts of the text, in the order of their tokens, before stances are taken to them.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    for at in 0..reading.document.tokens.len() {
        if reading.in_time(at) {
            continue;
        }
        let span = reading.document.tokens[at].span;
        let taken = acts.last().is_some_and(|act| {
            act.wording == Wording::Verb && act.token != at && act.span.overlaps(span)
        });
        // "went on *strike*": the verb has the noun in it
        if taken {
            if let Some(mut act) = noun(reading, at) {
                act.absorbed = true;
                acts.push(act);
            }
            continue;
        }
        if let Some(act) = verb(reading, at).or_else(|| noun(reading, at)) {
            acts.push(act);
        }
    }
    light_verbs(reading, &mut acts);
    for act in &mut acts {
        if is_in_words(reading, act) {
            (act.class, act.cameo) = (EventClass::Accuse, Some("111"));
        }
    }
    acts
}

/// "a scathing *attack* on Peru", "launched an *attack* on Peru, calling it a liar": blows in words.
fn is_in_words(reading: &Reading<'_>, act: &Act) -> bool {
    let document = reading.document;
    if act.class != EventClass::Assault {
        return false;
    }
    let is_attack = |&token: &usize| matches!(document.lemma(token), "attack" | "assault");
    let mut words = act.also.iter().copied().chain([act.token]);
    let Some(noun) = words
        .find(is_attack)
        .filter(|&noun| document.tokens[noun].fine.is_noun())
    else {
        return false;
    };
    let verbal = document
        .children_as(noun, &[Dependency::Amod, Dependency::Compound])
        .any(|word| {
            matches!(
                document.form(word),
                "blistering"
                    | "rhetorical"
                    | "scathing"
                    | "stinging"
                    | "veiled"
                    | "verbal"
                    | "withering"
            )
        });
    let speaks = |verb: usize| {
        document
            .children_as(verb, &[Dependency::Advcl])
            .any(|clause| {
                document.tokens[clause].fine == FineTag::Vbg
                    && matches!(
                        document.lemma(clause),
                        "accuse"
                            | "call"
                            | "criticize"
                            | "criticise"
                            | "denounce"
                            | "describe"
                            | "say"
                            | "tell"
                    )
            })
    };
    verbal || document.head(noun).is_some_and(speaks) && document.tokens[noun].fine == FineTag::Nn
}

/// Why no act was found at the token `at`.
pub(super) fn silence(reading: &Reading<'_>, at: usize) -> Silence {
    let document = reading.document;
    let token = document.tokens[at];
    let verb = token.tag == Tag::Verb;
    if reading.in_time(at) {
        Silence::Time
    } else if reading.in_name(at) {
        Silence::Name
    } else if reading.is_actor(at) {
        Silence::Actor
    } else if !verb && !token.fine.is_noun() {
        Silence::NoVerbOrNoun
    } else if is_modifier(reading, at) {
        Silence::Modifier
    } else if !verb || reading.verb_words(at).is_empty() {
        Silence::Unknown
    } else {
        match best_sense(reading, at) {
            Some((word, _)) if reading.lexicon.verbs[word.row].is_light() => Silence::LightVerb,
            Some((word, _)) if reading.lexicon.verbs[word.row].idle => Silence::Pattern,
            Some(_) => Silence::Nobody,
            None => Silence::Pattern,
        }
    }
}

/// The last token of the words that go with the verb at `at`, where they all stand there: "called *off*".
pub(super) fn particles(reading: &Reading<'_>, at: usize, rest: &str) -> Option<usize> {
    let document = reading.document;
    if rest.is_empty() {
        return Some(at);
    }
    let end = document.sentence_of(at).tokens.end;
    let mut last = at;
    for word in rest.split(' ') {
        // a particle may stand behind the object: "called the talks off", "found the minister guilty"
        let found = (last + 1..end.min(last + 9)).find(|&next| {
            document.form(next) == word
                && (next == last + 1
                    || matches!(
                        reading.dependency(next),
                        Dependency::CompoundPrt
                            | Dependency::Advmod
                            | Dependency::Xcomp
                            | Dependency::Obj
                    ) && document.head(next) == Some(at)
                    // "stopped *the work* of the group"
                    && document.child(next, Dependency::Det).is_none()
                    // "left two soldiers dead", hung on the object
                    || document.tokens[next].tag == Tag::Adj
                        && document.head(next).is_some_and(|noun| {
                            noun < next && document.head(noun) == Some(at)
                        })
                    // "called on Thursday on the rebels", not "fired shots at the rebels"
                    || reading.dependency(next) == Dependency::Case
                        && reading.object(at).is_none_or(|object| object > next)
                        && document
                            .head(next)
                            .is_some_and(|noun| document.head(noun) == Some(at) && !reading.in_time(noun)))
        })?;
        last = found;
    }
    Some(last)
}

/// The acting verb at `at`.
fn verb(reading: &Reading<'_>, at: usize) -> Option<Act> {
    let document = reading.document;
    let token = document.tokens[at];
    if token.tag != Tag::Verb && (token.tag == Tag::Aux || !token.fine.is_verb()) {
        return None;
    }
    // "a *deployed* force": a participle before its noun names no new act
    if reading.dependency(at) == Dependency::Amod && reading.misread(at).is_none() {
        return None;
    }
    // "forces *opposed* to him": what they are
    let attitude = reading.dependency(at) == Dependency::Acl
        && document.form(at) == "opposed"
        && document.phrase_with(at, "to").is_some();
    if attitude {
        return None;
    }
    let (word, last) = best_sense(reading, at)?;
    let sense = &reading.lexicon.verbs[word.row];
    let (mut class, mut cameo) = (sense.class?, sense.cameo);
    let mut cast = reading.verb_cast(at, &sense.slots);
    let words = reading.patient(at).filter(|_| {
        class == EventClass::Statement && reading.is_passive(at) && !sense.needs.objects.is_empty()
    });
    if let Some(words) = words {
        // "according to a report *published* by the army": it only says who says so
        if document
            .marker(words)
            .is_some_and(|case| document.form(case) == "according")
        {
            return None;
        }
        // "a *UN* report was published": whose words they are
        if cast.source.is_empty() {
            cast.source = reading.noun_cast(words, NounKind::Say).source;
        }
    }
    // "Peru and Chile *agreed* to a truce": with each other
    if class == EventClass::Agree && cast.source.len() > 1 && cast.target.is_empty() {
        cast.both = std::mem::take(&mut cast.source);
    }
    // "held drills around Taiwan": whoever drills alone shows others what it can do
    if cameo == Some("062") && cast.both.len() < 2 && !reading.is_joint(at) {
        (class, cameo) = (EventClass::Mobilize, Some("150"));
        cast.source = std::mem::take(&mut cast.both);
        cast.target = reading.neighbours(at);
    }
    // "Peru and Chile *launched* war games"
    let drills = sense.needs.objects.contains(&"drill");
    if class == EventClass::Mobilize && drills && cast.both.len() > 1 {
        (class, cameo) = (EventClass::Cooperate, Some("062"));
    }
    // "came to the table", "came to power": going somewhere is diplomacy only where someone is there
    if cameo == Some("042") {
        // "arrived *here* on Sunday"
        if cast.target.is_empty() {
            cast.target = document
                .children_as(at, &[Dependency::Advmod])
                .flat_map(|here| reading.fillers(here, "here"))
                .collect();
        }
        cast.target.retain(|filler| !is_bare_noun(reading, filler));
        if cast.target.is_empty() {
            return None;
        }
    }
    // "said *before leaving* the base": when it was said, and no retreat
    let on_the_way = class == EventClass::Retreat
        && word.text == "leave"
        && document.tokens[at].fine == FineTag::Vbg
        && document
            .child(at, Dependency::Mark)
            .is_some_and(|mark| matches!(document.form(mark), "after" | "before" | "on" | "upon"))
        && cast
            .source
            .iter()
            .all(|filler| reading.actors[filler.actor.0].kind == ActorKind::Person);
    if on_the_way {
        return None;
    }
    let span = if last > at && last - at <= word.rest.split(' ').count() {
        document.span_of(at, last)
    } else {
        token.span
    };
    let rule = if word.rest.is_empty() {
        "verb"
    } else {
        "verb-with-particle"
    };
    Some(Act {
        cameo,
        cast,
        form: reading.form(at),
        ..Act::new(at, span, word.text, class, Wording::Verb, rule)
    })
}

/// "came to *power*": one plain word that stands for nobody known.
fn is_bare_noun(reading: &Reading<'_>, filler: &Filler) -> bool {
    let document = reading.document;
    let actor = &reading.actors[filler.actor.0];
    let mut words = document.tokens_in(filler.span);
    let plain = words
        .next()
        .is_some_and(|at| document.tokens[at].fine == FineTag::Nn);
    // "went to *school*"
    let public = actor
        .code
        .as_deref()
        .is_some_and(|code| !code.ends_with("EDU"));
    plain && words.next().is_none() && actor.country.is_none() && !public
}

/// The most specific sense of the verb at `at` whose needs are met; a sense with a particle before one without.
pub(super) fn best_sense(reading: &Reading<'_>, at: usize) -> Option<(Word, usize)> {
    let mut best: Option<(usize, Word, usize)> = None;
    for &word in reading.verb_words(at) {
        let sense = &reading.lexicon.verbs[word.row];
        let Some(last) = particles(reading, at, word.rest) else {
            continue;
        };
        if !meets(reading, at, &sense.needs) {
            continue;
        }
        let weight = 2 * sense.needs.weight()
            + if word.rest.is_empty() { 0 } else { 20 }
            + usize::from(sense.class.is_some());
        if best.is_none_or(|(heaviest, _, _)| weight > heaviest) {
            best = Some((weight, word, last));
        }
    }
    best.map(|(_, word, last)| (word, last))
}

/// The noun at `at` that names an act.
fn noun(reading: &Reading<'_>, at: usize) -> Option<Act> {
    let document = reading.document;
    let token = document.tokens[at];
    if !matches!(token.tag, Tag::Noun | Tag::Propn) && !token.fine.is_noun() {
        return None;
    }
    if reading.in_name(at) || is_modifier(reading, at) {
        return None;
    }
    let lemma = document.lemma(at);
    let lowered;
    let lemma = if lemma.chars().any(char::is_uppercase) {
        lowered = lemma.to_lowercase();
        lowered.as_str()
    } else {
        lemma
    };
    let senses = match (reading.lexicon.noun(lemma), lemma.strip_suffix('s')) {
        ([], Some(singular)) => reading.lexicon.noun(singular),
        (senses, _) => senses,
    };
    let (word, first) = senses
        .iter()
        .find_map(|&word| words_before(reading, at, word.rest).map(|first| (word, first)))?;
    let sense = &reading.lexicon.nouns[word.row];
    // an actor that happens to be called so: "the UN Mission", "a protest group"
    if reading.is_actor(at) && sense.class != EventClass::Statement {
        return None;
    }
    // "recalled its envoy in *protest*": why, and no march
    let in_protest = lemma == "protest"
        && at > 0
        && document.form(at - 1) == "in"
        && document.head(at).is_some_and(|verb| {
            document.tokens[verb].fine.is_verb()
                && best_sense(reading, verb)
                    .is_some_and(|(word, _)| reading.lexicon.verbs[word.row].class.is_some())
        });
    if in_protest {
        return None;
    }
    // "violations of human *rights*": what goes on, and no refusal
    let rights = |word: usize| document.form(word) == "rights";
    let of_rights = at > 0 && rights(at - 1) || document.phrase_with(at, "of").is_some_and(rights);
    if matches!(lemma, "violation" | "breach") && of_rights {
        return None;
    }
    let span = document.span_of(first, at);
    let cast = reading.noun_cast(at, sense.kind);
    let (mut class, mut cameo) = (sense.class, sense.cameo);
    // "a *strike* by teachers" is no attack
    if word.text == "strike"
        && !cast.source.is_empty()
        && cast.source.iter().all(|filler| reading.is_at_work(filler))
    {
        (class, cameo) = (EventClass::Protest, Some("143"));
    }
    Some(Act {
        cameo,
        cast,
        form: reading.form(at),
        ..Act::new(at, span, word.text, class, Wording::Noun, "noun")
    })
}

/// Whether `at` only modifies the next noun: "*peace* plan", "*trade* minister".
fn is_modifier(reading: &Reading<'_>, at: usize) -> bool {
    matches!(
        reading.dependency(at),
        Dependency::Compound | Dependency::Amod | Dependency::Flat
    ) && reading.document.head(at).is_some_and(|head| head > at)
}

/// The first of the words before `at` that belong to a noun of several words: "*press* conference".
fn words_before(reading: &Reading<'_>, at: usize, rest: &str) -> Option<usize> {
    let document = reading.document;
    let start = document.sentence_of(at).tokens.start;
    let mut first = at;
    for word in rest.split(' ').rev().filter(|word| !word.is_empty()) {
        if first == start {
            return None;
        }
        let mut before = first - 1;
        // "cease-fire": hyphens stand alone
        if document.word(before) == "-" && before > start {
            before -= 1;
        }
        if document.form(before) != word && document.lemma(before) != word {
            return None;
        }
        first = before;
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn needs() {
        check(
            "Germany returned twelve skulls to Namibia.",
            &["CONCEDE happened returned: Germany > Namibia"],
        );
        check("Germany returned twelve skulls.", &[]);
        check(
            "Sudan cut oil supplies to Uganda.",
            &["SANCTION happened cut: Sudan > Uganda"],
        );
        check(
            "The Taliban seized the city of Kunduz.",
            &["ASSAULT happened seized: Taliban > city of Kunduz"],
        );
        check(
            "Peru declared a state of emergency.",
            &["COERCE happened declared: Peru"],
        );
        check(
            "China sent a team of medical experts to Italy.",
            &["AID happened sent: China > Italy"],
        );
        check(
            "Egypt handed over the suspect to Italy.",
            &["COOPERATE happened handed over: Egypt > Italy"],
        );
        check("The French ministers pushed the talks aside.", &[]);
        check("Italy was hit hard by the virus.", &[]);
        check(
            "Italy was hit hard by the army of Libya.",
            &["ASSAULT happened hit: army of Libya > Italy"],
        );
    }

    #[test]
    fn sides() {
        check(
            "Peru and Chile agreed to a truce.",
            &["AGREE happened agreed: Peru, Chile"],
        );
        check(
            "NATO agreed to an expansion of its force in Kosovo.",
            &["AGREE happened agreed to: NATO > Kosovo"],
        );
        check(
            "Talks between Peru and Chile collapsed.",
            &[
                "CONSULT happened Talks: Peru, Chile",
                "REJECT happened collapsed: Peru, Chile",
            ],
        );
        check(
            "Negotiations on a ceasefire between Israel and Hamas resumed in Cairo.",
            &["CONSULT happened Negotiations: Israel, Hamas"],
        );
        check(
            "South Korea and Japan signed an agreement to share intelligence.",
            &[
                "SUPPORT happened signed: South Korea, Japan",
                "COOPERATE planned share: South Korea, Japan",
            ],
        );
        check(
            "The killing of a priest by Israeli forces angered Peru.",
            &["ASSAULT happened killing: Israeli forces > priest"],
        );
        check(
            "The envoys of Peru left without an agreement with Chile.",
            &["RETREAT happened left: envoys of Peru"],
        );
        check(
            "Israel rejected a call by Egypt for a truce.",
            &["REJECT happened rejected: Israel > Egypt"],
        );
    }

    #[test]
    fn who_is_blamed() {
        check(
            "Two killings in Belfast were blamed on Hamas.",
            &["ACCUSE happened blamed:  > Hamas"],
        );
        check(
            "Peru said police and protesters clashed in Lima.",
            &[
                "STATEMENT happened said: Peru",
                "ASSAULT happened clashed: police, protesters",
            ],
        );
        check(
            "Chad executed six men in May, according to a report published by the UN.",
            &["ASSAULT happened executed: Chad > six men"],
        );
    }

    #[test]
    fn participles_that_tell_a_state() {
        check(
            "France is opposed to the deal with Iran.",
            &["REJECT happened opposed: France > Iran"],
        );
        check(
            "The deal was opposed by Iran.",
            &["REJECT happened opposed: Iran"],
        );
    }

    #[test]
    fn what_a_verb_undoes() {
        check(
            "Israel ceased its military operations in Lebanon.",
            &["RETREAT happened ceased: Israel > Lebanon"],
        );
        check(
            "Israel launched a military operation in Lebanon.",
            &["ASSAULT happened launched: Israel > Lebanon"],
        );
    }

    #[test]
    fn attacks_in_words() {
        check(
            "The minister launched a scathing attack on Peru.",
            &["ACCUSE happened launched: minister > Peru"],
        );
        check(
            "The president led an attack on Peru, calling it a liar.",
            &["ACCUSE happened led: president > Peru"],
        );
        check(
            "The army launched an attack on Peru, killing ten soldiers.",
            &["ASSAULT happened launched: army > Peru"],
        );
    }

    #[test]
    fn words_within_words() {
        check(
            "Teachers in Poland went on strike on Monday.",
            &["PROTEST happened went on strike: Teachers"],
        );
        check(
            "The students protested against human rights violations by Algerian forces.",
            &["PROTEST happened protested: students > Algerian forces"],
        );
        check(
            "Chad fired at forces opposed to the president of Libya.",
            &["ASSAULT happened fired: Chad > forces"],
        );
        check(
            "Peru called it a start and Chile called him “the boss”.",
            &[],
        );
    }
}
