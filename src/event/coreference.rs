//! Which acts are one happening: the statements of one speaker, a meeting and "the talks", an act told twice.

use std::collections::BTreeMap;

use crate::types::{
    Aspect, Dependency, EventClass, FineTag, LinkKind, Status, Tag, Tense, TimeLink,
};

use super::dating::period;
use super::frame::{Act, Filler, Reading, Wording};
use super::news;

/// An act can be told again after so many other happenings of its class.
const MAX_OPEN: usize = 256;

/// It is held against so many mentions of each, the last ones.
const MAX_COMPARED: usize = 64;

/// Groups of acts that are one happening, in order of their first mention; each group in text order.
pub(super) fn group(
    reading: &Reading<'_>,
    acts: &[Act],
    times: &[Vec<TimeLink>],
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut of_class: BTreeMap<EventClass, Vec<usize>> = BTreeMap::new();
    for (index, act) in acts.iter().enumerate() {
        if act.absorbed {
            continue;
        }
        let open = of_class.entry(act.class).or_default();
        let last = open.iter().rev().take(MAX_OPEN);
        let joined = last
            .copied()
            .find(|&place| joins(reading, acts, times, recent(&groups[place]), index));
        if let Some(place) = joined {
            groups[place].push(index);
        } else {
            open.push(groups.len());
            groups.push(vec![index]);
        }
    }
    groups
}

/// The acts of a group that one more is held against.
fn recent(group: &[usize]) -> &[usize] {
    &group[group.len().saturating_sub(MAX_COMPARED)..]
}

fn joins(
    reading: &Reading<'_>,
    acts: &[Act],
    times: &[Vec<TimeLink>],
    group: &[usize],
    index: usize,
) -> bool {
    let act = &acts[index];
    let head = &acts[group[0]];
    if [head.rule, act.rule]
        .iter()
        .any(|rule| ["attribution", super::unlisted::RULE].contains(rule))
    {
        return false;
    }
    if head.class != act.class {
        return false;
    }
    if reading.stretch(head).is_some() || reading.stretch(act).is_some() {
        return false;
    }
    if is_another(reading, act.token) {
        return false;
    }
    let own = period(reading, &times[index]);
    let disjoint = group.iter().any(|&member| {
        matches!((period(reading, &times[member]), own), (Some(a), Some(b)) if !a.overlaps(b))
    });
    if disjoint {
        return false;
    }
    if group
        .iter()
        .any(|&member| are_apart(reading, acts, times, member, index))
    {
        return false;
    }
    if act.class == EventClass::Statement {
        return same_speaker(reading, acts, group, act);
    }
    if statuses_fit(head.status, act.status)
        && group.iter().any(|&member| {
            does_harm(reading, act, &acts[member])
                || does_harm(reading, &acts[member], act)
                || comes_of(reading, act, &acts[member])
                || comes_of(reading, &acts[member], act)
                || is_trip_of(reading, act, &acts[member])
        })
    {
        return true;
    }
    if group.iter().any(|&member| {
        comes_after(reading, &acts[member], act) || comes_after(reading, act, &acts[member])
    }) {
        return false;
    }
    let related = group.iter().any(|&member| related(&acts[member], act));
    if !related || !statuses_fit(head.status, act.status) {
        return false;
    }
    let bare = |act: &Act| {
        act.cast.source.is_empty() && act.cast.target.is_empty() && act.cast.both.is_empty()
    };
    if bare(act) {
        // what is only feared has no first and second time
        let feared = act.status == Status::Hypothetical
            && head.status == Status::Hypothetical
            && matches!(
                act.class,
                EventClass::Assault | EventClass::Coerce | EventClass::Sanction
            );
        return act.wording == Wording::Noun
            && (feared || is_definite(reading, act.token) && !is_loose(reading, acts, group, act));
    }
    let group_bare = group.iter().all(|&member| bare(&acts[member]));
    if group_bare {
        let sentence = |at: usize| reading.document.tokens[at].sentence;
        // "Rockets were fired. The attack came after a strike killed two": two verbs tell two things
        let verbs = group
            .iter()
            .map(|&member| &acts[member])
            .filter(|member| member.wording == Wording::Verb);
        if act.wording == Wording::Verb
            && verbs.clone().count() > 0
            && verbs.clone().all(|verb| verb.lemma != act.lemma)
        {
            return false;
        }
        return sentence(acts[*group.last().unwrap_or(&group[0])].token) + 1 >= sentence(act.token);
    }
    compatible(reading, acts, group, act)
}

/// What one is yet to be and the other was, what is long past and what is told as news, a call and a meeting: two happenings.
fn are_apart(
    reading: &Reading<'_>,
    acts: &[Act],
    times: &[Vec<TimeLink>],
    first: usize,
    second: usize,
) -> bool {
    let published = reading.document.published.map(|published| published.date);
    let at = |index: usize| period(reading, &times[index]);
    let to_come = |index: usize| {
        acts[index].status == Status::Planned
            && published
                .zip(at(index))
                .is_some_and(|(day, period)| period.start.date() > day)
    };
    let was = |index: usize| {
        matches!(acts[index].status, Status::Happened | Status::Ongoing)
            && matches!(acts[index].form.tense, Tense::Past | Tense::Present)
    };
    let long_past = |index: usize| {
        published
            .zip(at(index))
            .is_some_and(|(day, period)| news::is_long_past(day, period))
    };
    let news = |index: usize| {
        acts[index].wording == Wording::Verb
            && times[index].is_empty()
            && acts[index].class == EventClass::Assault
            && acts[index].form.tense == Tense::Past
            && acts[index].form.aspect == Aspect::None
    };
    let lasts = |index: usize| times[index].iter().any(|link| link.kind == LinkKind::Since);
    let call = |index: usize| acts[index].cameo == Some("041");
    let meets = |index: usize| {
        matches!(acts[index].cameo, Some("042" | "043"))
            || acts[index].wording == Wording::Verb && acts[index].lemma.starts_with("meet")
    };
    [(first, second), (second, first)]
        .into_iter()
        .any(|(one, other)| {
            to_come(one) && was(other)
                || long_past(one) && news(other)
                || lasts(one) && at(other).is_some()
                || call(one) && meets(other)
        })
}

/// "The attack came two days *after Peru shelled a village*", "fighting broke out *after* …": what comes after something is something
/// else.
fn comes_after(reading: &Reading<'_>, first: &Act, second: &Act) -> bool {
    let document = reading.document;
    if document.tokens[first.token].sentence != document.tokens[second.token].sentence {
        return false;
    }
    let clause = document.predicate_of(second.token);
    let marked = document
        .children_as(clause, &[Dependency::Mark])
        .any(|mark| matches!(document.form(mark), "after" | "before"));
    let outer = document.predicate_of(first.token);
    marked && clause != outer && document.head(clause) == Some(outer)
}

/// "air *strikes* were reported": violence that neither "the" nor a word told before ties to what was told further above; nor does
/// a whole war mean one blow of it.
fn is_loose(reading: &Reading<'_>, acts: &[Act], group: &[usize], act: &Act) -> bool {
    let document = reading.document;
    if act.class != EventClass::Assault {
        return false;
    }
    let members = || group.iter().map(|&member| &acts[member]);
    if members().any(|member| member.lemma == act.lemma) {
        return false;
    }
    let whole = |act: &Act| {
        matches!(
            act.lemma.as_str(),
            "war" | "civil war" | "conflict" | "insurgency"
        )
    };
    if whole(act) {
        return !members().any(whole);
    }
    let sentence = |act: &Act| document.tokens[act.token].sentence;
    let near = members().any(|member| sentence(member) + 1 >= sentence(act));
    let tied = document
        .children_as(act.token, &[Dependency::Det, Dependency::NmodPoss])
        .next()
        .is_some();
    !near && !tied
}

/// "*landed* in Lima on his first *trip* abroad": who sets out and the trip are one.
fn is_trip_of(reading: &Reading<'_>, trip: &Act, going: &Act) -> bool {
    let document = reading.document;
    let travel = |act: &Act| act.cameo == Some("042");
    travel(trip)
        && travel(going)
        && trip.wording == Wording::Noun
        && going.wording == Wording::Verb
        && document.head(trip.token) == Some(going.token)
        && document
            .marker(trip.token)
            .is_some_and(|case| matches!(document.form(case), "on" | "for" | "during"))
}

/// "the *bombing* killed six", "six died in the *clashes*", "were hurt during the *raid*": the harm and what does it are one.
fn does_harm(reading: &Reading<'_>, harm: &Act, deed: &Act) -> bool {
    let document = reading.document;
    if harm.class != EventClass::Assault
        || harm.wording != Wording::Verb
        || deed.wording != Wording::Noun
    {
        return false;
    }
    let within = |preposition: &str| {
        matches!(
            preposition,
            "in" | "during" | "by" | "from" | "of" | "to" | "amid" | "as"
        )
    };
    let mut at = deed.token;
    // "in a *wave* of attacks", "as a *result* of the offensive"
    for _ in 0..2 {
        let Some(head) = document.head(at) else {
            return false;
        };
        let led = document.marker(at).map(|marker| document.form(marker));
        if head == harm.token {
            return match reading.dependency(at) {
                Dependency::Nsubj => reading.subject(harm.token) == Some(at),
                _ => led.is_some_and(within),
            };
        }
        if led != Some("of") {
            return false;
        }
        at = head;
    }
    false
}

/// "shelled the town, *killing* six", "killed six and *wounded* ten": what the violence did to people is no further act of it.
fn comes_of(reading: &Reading<'_>, result: &Act, deed: &Act) -> bool {
    let document = reading.document;
    let violent = |act: &Act| act.class == EventClass::Assault && act.wording == Wording::Verb;
    let harms = |act: &Act| matches!(act.lemma.as_str(), "kill" | "wound" | "injure" | "hurt");
    if !violent(result) || !violent(deed) {
        return false;
    }
    let at = result.token;
    // "were *killed* when Peru shelled the town"
    if harms(result) && result.form.passive && result.cast.source.is_empty() {
        return document.head(deed.token) == Some(at) && reading.is_meanwhile(deed.token);
    }
    if document.own_subject(at).is_some() {
        return false;
    }
    let led = document
        .children_as(at, &[Dependency::Mark, Dependency::Advmod])
        .any(|mark| mark < at && document.tokens[mark].tag != Tag::Adv);
    match (document.head(at), reading.dependency(at)) {
        (Some(head), Dependency::Advcl) => {
            // "officials said a missile hit the town, *killing* six", hung on the saying
            let told = document.head(deed.token) == Some(head)
                && reading.dependency(deed.token) == Dependency::Ccomp
                && deed.token < at;
            (head == deed.token || told) && document.tokens[at].fine == FineTag::Vbg && !led
        }
        // "*shot* and killed two men": the second verb has the object of both
        (Some(head), Dependency::Conj)
            if head == deed.token
                && harms(result)
                && at == head + 2
                && document.child(head, Dependency::Obj).is_none() =>
        {
            true
        }
        (Some(head), Dependency::Conj) => {
            head == deed.token && harms(result) && (harms(deed) || is_participle(reading, head))
        }
        _ => false,
    }
}

/// "…, *killing* six and wounding ten".
fn is_participle(reading: &Reading<'_>, at: usize) -> bool {
    reading.document.tokens[at].fine == FineTag::Vbg && reading.dependency(at) == Dependency::Advcl
}

/// "will meet *again*", "*another* visit": one more of its kind.
fn is_another(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    document
        .children_as(at, &[Dependency::Advmod, Dependency::Det, Dependency::Amod])
        .any(|child| {
            matches!(
                document.form(child),
                "again" | "another" | "further" | "next" | "anew"
            )
        })
}

/// Statements of one speaker are one, wherever they stand.
fn same_speaker(reading: &Reading<'_>, acts: &[Act], group: &[usize], act: &Act) -> bool {
    let Some(speaker) = act.cast.source.first() else {
        // "said in the statement": the noun without an owner joins the last statement
        return act.wording == Wording::Noun
            && is_definite(reading, act.token)
            && reading.document.tokens[acts[group[group.len() - 1]].token].sentence + 1
                >= reading.document.tokens[act.token].sentence;
    };
    group.iter().any(|&member| {
        acts[member]
            .cast
            .source
            .first()
            .is_some_and(|other| other.actor == speaker.actor)
    })
}

/// Whether two words can name one act: the same word, or a noun and another word of the same kind.
fn related(first: &Act, second: &Act) -> bool {
    if first.lemma == second.lemma {
        return true;
    }
    let noun = first.wording == Wording::Noun || second.wording == Wording::Noun;
    if first.class == EventClass::Consult {
        let visit = |act: &Act| matches!(act.cameo, Some("042" | "043"));
        return visit(first) == visit(second);
    }
    if first.class == EventClass::Other
        || first.wording == Wording::Stance
        || second.wording == Wording::Stance
    {
        return false;
    }
    noun && (first.cameo == second.cameo || first.class == EventClass::Assault)
}

fn statuses_fit(first: Status, second: Status) -> bool {
    first == second
        || !matches!(
            (first, second),
            (Status::Denied | Status::Hypothetical, _) | (_, Status::Denied | Status::Hypothetical)
        )
}

/// "the talks", "their meeting", "the bombings"; a bare plural counts.
fn is_definite(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    let mut determined = false;
    for child in document.children_as(at, &[Dependency::Det, Dependency::NmodPoss]) {
        if matches!(
            document.form(child),
            "a" | "an" | "another" | "any" | "no" | "some"
        ) {
            return false;
        }
        determined = true;
    }
    determined || document.tokens[at].fine.is_plural() || document.tokens[at].fine.is_noun()
}

/// Whether the parts do not contradict each other, and one is shared.
fn compatible(reading: &Reading<'_>, acts: &[Act], group: &[usize], act: &Act) -> bool {
    let gather = |pick: fn(&Act) -> &Vec<Filler>| -> Vec<Filler> {
        group
            .iter()
            .flat_map(|&member| pick(&acts[member]).iter().copied())
            .collect()
    };
    let source = gather(|act| &act.cast.source);
    let target = gather(|act| &act.cast.target);
    let both = gather(|act| &act.cast.both);
    let fits = |ours: &[Filler], theirs: &[Filler]| {
        ours.is_empty()
            || theirs.is_empty()
            || ours
                .iter()
                .any(|a| theirs.iter().any(|b| alike(reading, a, b)))
    };
    if !both.is_empty() || !act.cast.both.is_empty() {
        let mut all = both;
        all.extend(source);
        all.extend(target);
        let mut mine = act.cast.both.clone();
        mine.extend(act.cast.source.iter().copied());
        mine.extend(act.cast.target.iter().copied());
        let shared = mine
            .iter()
            .filter(|a| all.iter().any(|b| alike(reading, a, b)))
            .count();
        return shared >= mine.len().min(all.len()).min(2);
    }
    let any = |ours: &[Filler], theirs: &[Filler]| {
        ours.iter()
            .any(|a| theirs.iter().any(|b| alike(reading, a, b)))
    };
    !counts_differ(reading, &target, &act.cast.target)
        && fits(&source, &act.cast.source)
        && fits(&target, &act.cast.target)
        && (any(&source, &act.cast.source) || any(&target, &act.cast.target))
}

/// "killed *a* soldier", "killed *twelve* soldiers": so many are not so many others.
fn counts_differ(reading: &Reading<'_>, ours: &[Filler], theirs: &[Filler]) -> bool {
    let document = reading.document;
    let count = |filler: &Filler| {
        let tokens = document.tokens_in(filler.span);
        let first = document.word(tokens.start);
        let one = matches!(first, "a" | "an" | "A" | "An");
        let number = tokens
            .clone()
            .find(|&at| document.tokens[at].fine == FineTag::Cd);
        number
            .map(|at| document.form(at))
            .or_else(|| one.then_some("one"))
    };
    ours.iter().any(|a| {
        theirs.iter().any(|b| {
            alike(reading, a, b)
                && matches!((count(a), count(b)), (Some(first), Some(second)) if first != second)
        })
    })
}

fn alike(reading: &Reading<'_>, first: &Filler, second: &Filler) -> bool {
    reading.alike(first.actor, second.actor)
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn examples() {
        // two people by their names are two, though of one country
        check(
            "Macron will meet Scholz on Sunday. Sarkozy once held talks with Merkel.",
            &[
                "CONSULT planned meet: Emmanuel Macron, Olaf Scholz",
                "CONSULT happened held talks: Nicolas Sarkozy, Angela Merkel",
            ],
        );
        // what is to come is not what was, nor a call a meeting
        check(
            "Clinton telephoned Arafat before dawn. Arafat is scheduled to meet Clinton in June 2030.",
            &[
                "CONSULT happened telephoned: Bill Clinton > Yasser Arafat",
                "CONSULT planned meet: Yasser Arafat, Bill Clinton",
            ],
        );
        // what follows something is something else
        check(
            "Fighting broke out in Lebanon after Israeli troops attacked a village.",
            &[
                "ASSAULT happened Fighting:",
                "ASSAULT happened attacked: Israeli troops > village",
            ],
        );
        check(
            "Macron said the border was calm. He added that the army would stay.",
            &["STATEMENT happened said: Emmanuel Macron"],
        );
        check(
            "Macron met Scholz on Monday. The meeting lasted an hour.",
            &["CONSULT happened met: Emmanuel Macron, Olaf Scholz"],
        );
        check(
            "Macron visited Japan. The visit lasted three days.",
            &["CONSULT happened visited: Emmanuel Macron > Japan"],
        );
        check(
            "A bombing in Kabul on Monday killed six soldiers.",
            &["ASSAULT happened killed:  > six soldiers"],
        );
        check(
            "Six soldiers were killed in clashes between Israel and Hamas.",
            &["ASSAULT happened clashes: Israel, Hamas"],
        );
        check(
            "Six soldiers were killed as a result of the Israeli offensive.",
            &["ASSAULT happened offensive: Israel > Six soldiers"],
        );
        check(
            "Israeli soldiers killed two men after an attack on a village.",
            &[
                "ASSAULT happened killed: Israeli soldiers > two men",
                "ASSAULT happened attack:  > village",
            ],
        );
        check(
            "Russian troops shelled Kharkiv on Monday, killing two nurses and wounding ten.",
            &["ASSAULT happened shelled: Russian troops > Ukraine"],
        );
        check(
            "Russian troops shelled Kharkiv after killing two nurses in Donetsk.",
            &[
                "ASSAULT happened shelled: Russian troops > Ukraine",
                "ASSAULT happened killing: Russian troops > two nurses",
            ],
        );
    }

    #[test]
    fn a_war_is_no_blow_of_it() {
        check(
            "Soldiers of Chad killed two Libyans on Monday. Peru met Chile. Mali met Togo. The war hurt Chad.",
            &[
                "ASSAULT happened killed: Soldiers of Chad > Libya",
                "CONSULT happened met: Peru, Chile",
                "CONSULT happened met: Mali, Togo",
            ],
        );
    }
}
