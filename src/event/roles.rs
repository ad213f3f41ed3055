//! Who takes part: the slots of a verb or noun, filled from the tree.

use crate::lexicon::events::{NounKind, Slot, Slots};
use crate::types::{ActorId, ActorKind, Dependency, FineTag, MentionKind, Tag};

use super::frame::{Act, Cast, Filler, Reading, Wording};

/// What stands at the ends of a verb, whichever way round.
#[derive(Clone, Copy)]
struct Ends {
    /// Who does it.
    subject: Option<usize>,
    /// Whom it is done to.
    object: Option<usize>,
    passive: bool,
}

/// The first of these lists that holds anybody.
fn first(lists: Vec<Vec<Filler>>) -> Vec<Filler> {
    lists
        .into_iter()
        .find(|list| !list.is_empty())
        .unwrap_or_default()
}

/// What somebody utters: whom it comes *from* has uttered it.
fn is_uttered(lemma: &str) -> bool {
    matches!(
        lemma,
        "accusation"
            | "appeal"
            | "complaint"
            | "condemnation"
            | "criticism"
            | "demand"
            | "objection"
            | "offer"
            | "opposition"
            | "outcry"
            | "plea"
            | "pledge"
            | "praise"
            | "promise"
            | "protest"
            | "request"
            | "resistance"
            | "support"
            | "threat"
            | "warning"
    )
}

/// The nouns in a phrase that stand for those behind "of": "*hundreds* of Iraqis", "*members* of the council".
fn is_transparent(lemma: &str) -> bool {
    matches!(
        lemma,
        "number"
            | "hundred"
            | "thousand"
            | "dozen"
            | "million"
            | "group"
            | "member"
            | "some"
            | "many"
            | "most"
            | "score"
            | "ten"
            | "majority"
            | "handful"
            | "crowd"
            | "gathering"
            | "lot"
            | "all"
            | "both"
            | "each"
            | "part"
            | "side"
            | "one"
            | "two"
            | "three"
            | "several"
            | "leader"
            | "official"
            | "people"
            | "resident"
            | "spokesman"
            | "spokeswoman"
            | "government"
            | "none"
            | "any"
            | "few"
            | "series"
            | "team"
            | "delegation"
            | "unit"
            | "element"
            | "rest"
            | "half"
            | "force"
            | "army"
            | "president"
            | "minister"
            | "representative"
            | "supporter"
            | "head"
            | "ambassador"
            | "parliament"
            | "authority"
            | "patrol"
            | "contingent"
            | "batch"
            | "body"
            | "citizen"
    )
}

impl Reading<'_> {
    /// The actors that the noun phrases joined at `head` name.
    pub(super) fn fillers(&self, head: usize, rule: &'static str) -> Vec<Filler> {
        let mut found: Vec<Filler> = Vec::new();
        for at in self.document.conjuncts(head) {
            if at < head && self.dependency(head) == Dependency::Conj {
                continue;
            }
            // "killing twenty people, *witnesses* said"
            let speaks = |next: usize| {
                next < self.document.sentence_of(at).tokens.end
                    && matches!(self.document.form(next), "said" | "say" | "says")
            };
            if at != head && speaks(at + 1) {
                continue;
            }
            for filler in self.phrase_fillers(at, rule) {
                if !found.iter().any(|other| other.actor == filler.actor) {
                    found.push(filler);
                }
            }
        }
        if let Some(first) = found
            .first()
            .and_then(|first| self.joined_before(first, rule))
        {
            found.insert(0, first);
        }
        found
    }

    /// "*Israel* and the Palestinians reached …", where the tree hung both on the verb, or one in the other's name: whoever stands
    /// before the "and" in front of `filler`.
    fn joined_before(&self, filler: &Filler, rule: &'static str) -> Option<Filler> {
        let document = self.document;
        let tokens = document.tokens_in(filler.span);
        let mut and = tokens.start.checked_sub(1)?;
        if document.tokens[and].tag == Tag::Det {
            and = and.checked_sub(1)?;
        }
        let last = and.checked_sub(1)?;
        let here = document.tokens[tokens.start].sentence;
        if document.form(and) != "and" || document.tokens[last].sentence != here {
            return None;
        }
        let (actor, mention) = self.any_mention(last)?;
        let ends = document.tokens_in(mention.span).end == and;
        let free = match self.dependency(mention.head) {
            Dependency::Compound | Dependency::Flat | Dependency::NmodDesc => true,
            dependency => {
                dependency.is_subject()
                    && document
                        .head(mention.head)
                        .is_some_and(|verb| document.head(self.outermost(&tokens)) == Some(verb))
            }
        };
        let acts = !matches!(mention.kind, MentionKind::Modifier | MentionKind::Place);
        (ends && free && acts && actor != filler.actor && document.marker(mention.head).is_none())
            .then_some(Filler {
                actor,
                span: mention.span,
                rule,
            })
    }

    /// Whoever stands behind the "and" that follows `filler`.
    fn joined_after(&self, filler: &Filler, rule: &'static str) -> Option<Filler> {
        let document = self.document;
        let and = document.tokens_in(filler.span).end;
        let here = document.tokens.get(and)?.sentence;
        if document.form(and) != "and" {
            return None;
        }
        let first = document.tokens.get(and + 1)?;
        let next = and + 1 + usize::from(first.tag == Tag::Det);
        if document.tokens.get(next)?.sentence != here {
            return None;
        }
        let (actor, mention) = self.any_mention(next)?;
        let begins = document.tokens_in(mention.span).start > and;
        (begins && actor != filler.actor && mention.kind != MentionKind::Modifier).then_some(
            Filler {
                actor,
                span: mention.span,
                rule,
            },
        )
    }

    /// "Israel and *the Palestinians* reached …", where the tree hung both on the verb: who stands behind the "and" that follows
    /// the subject `first`.
    fn joined_behind(&self, verb: usize, first: usize, rule: &'static str) -> Vec<Filler> {
        let document = self.document;
        document
            .children_as(verb, &[Dependency::Nsubj])
            .filter(|&second| second > first && second < verb)
            .filter(|&second| {
                (first + 1..second).any(|between| document.form(between) == "and")
                    && !(first + 1..second).any(|between| document.tokens[between].fine.is_verb())
            })
            .flat_map(|second| self.fillers(second, rule))
            .collect()
    }

    /// The token of `tokens` whose head lies outside them.
    fn outermost(&self, tokens: &std::ops::Range<usize>) -> usize {
        let outside = |&at: &usize| {
            self.document
                .head(at)
                .is_none_or(|head| !tokens.contains(&head))
        };
        tokens.clone().find(outside).unwrap_or(tokens.start)
    }

    /// The actors one noun phrase names: its head, else its owner, else a nationality before it, else who it is "of".
    fn phrase_fillers(&self, at: usize, rule: &'static str) -> Vec<Filler> {
        let shared = self.sharing(at);
        if !shared.is_empty() {
            return shared
                .iter()
                .map(|&(_, actor, mention)| Filler {
                    actor,
                    span: mention.span,
                    rule,
                })
                .collect();
        }
        if let Some((actor, mention)) = self.mention(at) {
            return vec![Filler {
                actor,
                span: mention.span,
                rule,
            }];
        }
        let document = self.document;
        // "the boy's father, *Juan Gonzalez*"
        if let Some((actor, mention)) = document
            .children_as(at, &[Dependency::Appos])
            .find_map(|child| self.mention(child))
        {
            return vec![Filler {
                actor,
                span: mention.span,
                rule,
            }];
        }
        for wanted in [
            &[Dependency::NmodPoss][..],
            &[
                Dependency::Compound,
                Dependency::Amod,
                Dependency::Nmod,
                Dependency::NmodDesc,
            ][..],
        ] {
            let mut found: Vec<Filler> = Vec::new();
            for child in document.children_as(at, wanted) {
                if self.dependency(child) == Dependency::Nmod && document.marker(child).is_some() {
                    continue;
                }
                // "the Turkish and Greek sides"
                for token in document.conjuncts(child) {
                    if let Some((actor, mention)) = self.any_mention(token) {
                        push_new(
                            &mut found,
                            vec![Filler {
                                actor,
                                span: mention.span,
                                rule,
                            }],
                        );
                    }
                }
                if !found.is_empty() {
                    return found;
                }
            }
        }
        if (is_transparent(document.lemma(at)) || document.tokens[at].tag == Tag::Num)
            && let Some(child) = document
                .phrase_with(at, "of")
                .or_else(|| document.phrase_with(at, "from"))
        {
            return self.fillers(child, rule);
        }
        Vec::new()
    }

    /// The actors of the first noun phrase behind `preposition` that hangs on `at`.
    fn behind(&self, at: usize, preposition: &str, rule: &'static str) -> Vec<Filler> {
        let document = self.document;
        let mut phrases: Vec<usize> = document
            .children_as(
                at,
                &[
                    Dependency::Obl,
                    Dependency::OblAgent,
                    Dependency::Nmod,
                    Dependency::Advmod,
                ],
            )
            .filter(|&child| {
                document
                    .marker(child)
                    .is_some_and(|case| document.form(case) == preposition)
            })
            .collect();
        // "weighs new sanctions *on Peru*", hung on the verb
        if phrases.is_empty()
            && self.dependency(at) == Dependency::Obj
            && let Some(verb) = document.head(at)
        {
            let right_behind = |&child: &usize| {
                document
                    .marker(child)
                    .is_some_and(|case| case == at + 1 && document.form(case) == preposition)
            };
            phrases.extend(
                document
                    .children_as(verb, &[Dependency::Obl])
                    .filter(right_behind),
            );
        }
        phrases.retain(|&child| !self.in_time(child));
        phrases
            .into_iter()
            .map(|child| self.object_fillers(child, rule))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// As [`Self::fillers`], and if the phrase names none, whoever its complements name: "rejected *calls by Annan*",
    /// "lifted a warning against travel to *Kenya*".
    pub(super) fn object_fillers(&self, head: usize, rule: &'static str) -> Vec<Filler> {
        let found = self.fillers(head, rule);
        if !found.is_empty() {
            return found;
        }
        let by = self.behind(head, "by", rule);
        if !by.is_empty() && !self.lexicon.noun(self.document.lemma(head)).is_empty() {
            return by;
        }
        let document = self.document;
        let mut queue = vec![head];
        for _ in 0..6 {
            let mut next = Vec::new();
            for &at in &queue {
                for child in document.children_as(
                    at,
                    &[
                        Dependency::Nmod,
                        Dependency::Conj,
                        Dependency::Acl,
                        Dependency::AclRelcl,
                    ],
                ) {
                    if document.tokens[child].fine.is_verb() {
                        // "the curfew *imposed in Sudan*": where, or on whom
                        let found = first_found(["on", "against", "in"], |case| {
                            self.behind(child, case, rule)
                        });
                        if !found.is_empty() {
                            return found;
                        }
                        continue;
                    }
                    // "agreed to an expansion of *its force* in Kosovo": one's own is no other side
                    let own = document
                        .child(child, Dependency::NmodPoss)
                        .is_some_and(|owner| document.tokens[owner].tag == Tag::Pron);
                    let found = self.fillers(child, rule);
                    if !found.is_empty() && !own {
                        return found;
                    }
                    next.push(child);
                }
            }
            if next.is_empty() {
                break;
            }
            queue = next;
        }
        Vec::new()
    }

    /// The cast of a verb.
    pub(super) fn verb_cast(&self, at: usize, slots: &Slots) -> Cast {
        let document = self.document;
        let form = self.form(at);
        let mut cast = Cast::default();
        let passive = form.passive;
        let subject = if passive {
            document.agent(at).or_else(|| self.by_phrase(at))
        } else {
            let state = || self.is_state(at).then(|| self.modified(at)).flatten();
            self.subject(at).or_else(state)
        };
        let object = if passive {
            self.subject(at).or_else(|| self.modified(at))
        } else {
            self.object(at)
        };
        // "GENEVA (AP) - Police met": the place in the dateline acts in nothing
        let subject = subject.filter(|&noun| {
            document
                .dateline
                .as_ref()
                .is_none_or(|dateline| !dateline.span.overlaps(document.tokens[noun].span))
        });
        let rule = if passive { "by-agent" } else { "subject" };
        let mut source = match slots.source {
            Slot::Object => object
                .or(self.subject(at))
                .map(|noun| self.fillers(noun, "object"))
                .unwrap_or_default(),
            // "received weapons *from Georgia*"
            Slot::Preposition(preposition) => object
                .into_iter()
                .chain([at])
                .map(|from| self.behind(from, preposition, "preposition"))
                .find(|found| !found.is_empty())
                .unwrap_or_default(),
            _ => subject
                .map(|noun| self.fillers(noun, rule))
                .unwrap_or_default(),
        };
        if let Some(first) = subject.filter(|_| !passive && slots.source == Slot::Subject) {
            push_new(&mut source, self.joined_behind(at, first, rule));
        }
        // "*talks between Peru and Chile* collapsed"
        if source.is_empty()
            && let Some(noun) = subject
            && document.phrase_with(noun, "between").is_some()
        {
            source = self.behind(noun, "between", "between");
        }
        if source.is_empty() && !passive && slots.source == Slot::Subject {
            source = self.participle_source(at);
            if source.is_empty() {
                source = self.adjacent_source(at, subject.is_none());
            }
        }
        let ends = Ends {
            subject,
            object,
            passive,
        };
        let mut target = self.targets(at, slots, ends, &source);
        if slots.both {
            // "Peru and Chile held talks in *Geneva*", "rivals met in *Geneva*": both are there already
            let many = source.len() > 1
                || source.iter().any(|filler| {
                    let mut words = self.document.tokens_in(filler.span);
                    words
                        .next_back()
                        .is_some_and(|last| self.document.tokens[last].fine == FineTag::Nns)
                });
            if many {
                target.retain(|filler| !self.is_place(filler));
            }
            cast.both = source;
            cast.both.append(&mut target);
        } else {
            cast.source = source;
            cast.target = target;
        }
        cast
    }

    /// "was arrested *in Niger*": only those who govern there arrest, charge and sentence.
    pub(super) fn authorities(&self, act: &Act) -> Vec<Filler> {
        let legal = matches!(
            act.lemma.as_str(),
            "arrest"
                | "charge"
                | "convict"
                | "detain"
                | "deport"
                | "imprison"
                | "indict"
                | "jail"
                | "put under investigation"
                | "sentence"
        );
        let open = act.wording == Wording::Verb
            && act.form.passive
            && act.cast.source.is_empty()
            && act.cast.both.is_empty()
            && !act.cast.target.is_empty();
        if !legal || !open {
            return Vec::new();
        }
        let mut found = self.behind(act.token, "in", "authorities-there");
        found.retain(|filler| {
            self.actors[filler.actor.0].kind == ActorKind::State
                && act
                    .cast
                    .target
                    .iter()
                    .all(|side| side.actor != filler.actor)
        });
        found
    }

    /// Whom the first slot for targets names that names anybody but `source`.
    fn targets(&self, at: usize, slots: &Slots, ends: Ends, source: &[Filler]) -> Vec<Filler> {
        let filled = slots.targets.iter().map(|slot| {
            let mut found = self.slot(at, *slot, ends);
            found.retain(|filler| !source.iter().any(|other| other.actor == filler.actor));
            found
        });
        filled
            .into_iter()
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// Whom one slot of the verb `at` names.
    fn slot(&self, at: usize, slot: Slot, ends: Ends) -> Vec<Filler> {
        let document = self.document;
        let Ends {
            subject,
            object,
            passive,
        } = ends;
        match slot {
            Slot::Object => {
                let rule = if passive { "passive-subject" } else { "object" };
                object
                    .map(|noun| self.object_fillers(noun, rule))
                    .unwrap_or_default()
            }
            Slot::Indirect => document
                .child(at, Dependency::Iobj)
                .or_else(|| self.first_of_two_objects(at))
                .map(|noun| self.fillers(noun, "indirect-object"))
                .unwrap_or_default(),
            Slot::Preposition(preposition) => {
                let mut found = self.behind(at, preposition, "preposition");
                if found.is_empty() && (!passive || matches!(preposition, "on" | "against")) {
                    // "sent an envoy *to Syria*", hung on the noun
                    // "a team of experts *to Syria*", on the last
                    found = object
                        .into_iter()
                        .chain(object.and_then(|noun| document.phrase_with(noun, "of")))
                        .map(|noun| self.behind(noun, preposition, "preposition"))
                        .find(|found| !found.is_empty())
                        .unwrap_or_default();
                }
                // "resumed talks in *Mont Pelerin*": a place nobody knows is nobody
                if preposition == "in" {
                    found.retain(|filler| self.is_known(filler.actor));
                }
                found
            }
            Slot::Subject => subject
                .map(|noun| self.fillers(noun, "subject"))
                .unwrap_or_default(),
        }
    }

    /// Whether more than its name is known of an actor.
    fn is_known(&self, actor: ActorId) -> bool {
        let actor = &self.actors[actor.0];
        actor.country.is_some() || actor.code.is_some()
    }

    /// Whether the text names the filler only as where something is.
    fn is_place(&self, filler: &Filler) -> bool {
        let mentions = &self.actors[filler.actor.0].mentions;
        mentions
            .iter()
            .any(|mention| mention.span == filler.span && mention.kind == MentionKind::Place)
    }

    /// "gave *Israel* an ultimatum", where the tree made both plain objects.
    fn first_of_two_objects(&self, at: usize) -> Option<usize> {
        let mut objects = self.document.children_as(at, &[Dependency::Obj]);
        let first = objects.next()?;
        objects.next().map(|_| first)
    }

    /// "by the army" where the tree does not call it an agent.
    fn by_phrase(&self, at: usize) -> Option<usize> {
        self.document
            .phrase_with(at, "by")
            .filter(|&noun| !self.in_time(noun))
    }

    /// The noun a participle modifies: "the *town* shelled by the army".
    fn modified(&self, at: usize) -> Option<usize> {
        matches!(
            self.dependency(at),
            Dependency::Acl | Dependency::AclRelcl | Dependency::Amod
        )
        .then(|| self.document.head(at))
        .flatten()
    }

    /// The one who acts in a participle that hangs on another predicate: "…, *saying* it would leave".
    fn participle_source(&self, at: usize) -> Vec<Filler> {
        let document = self.document;
        if !matches!(
            self.dependency(at),
            Dependency::Advcl | Dependency::Acl | Dependency::Parataxis | Dependency::Conj
        ) || document.has_finite_verb(at)
        {
            return Vec::new();
        }
        let Some(head) = document.head(at) else {
            return Vec::new();
        };
        match document.subject(document.predicate_of(head)) {
            Some(noun) => self.fillers(noun, "shared-subject"),
            // "after touring Lima and *meeting* the police, he said"
            None if self.dependency(at) == Dependency::Conj
                && head < at
                && document.tokens[head].fine == FineTag::Vbg =>
            {
                self.participle_source(head)
            }
            None => Vec::new(),
        }
    }

    /// The actor right before, or, for "*said* the envoy", right behind a finite verb to which the tree gives no subject.
    fn adjacent_source(&self, at: usize, inverted: bool) -> Vec<Filler> {
        let document = self.document;
        if !document.has_finite_verb(at) {
            return Vec::new();
        }
        let tokens = document.sentence_of(at).tokens.clone();
        let group = document
            .auxiliaries(at)
            .next()
            .filter(|&first| first < at)
            .unwrap_or(at);
        let mut before = group;
        while before > tokens.start && document.tokens[before - 1].tag == Tag::Adv {
            before -= 1;
        }
        let left = before.checked_sub(1).filter(|&token| token >= tokens.start);
        let right = Some(at + 1)
            .filter(|&token| inverted && token < tokens.end && document.lemma(at) == "say");
        left.into_iter()
            .chain(right)
            .filter_map(|token| self.any_mention(token))
            .find(|(_, mention)| {
                !matches!(mention.kind, MentionKind::Modifier | MentionKind::Place)
                    // "as the ministry had announced", where "as" was taken for a preposition
                    // and "in talks with Peru, Ana Ruiz said", where both were taken for one
                    && document.marker(mention.head).is_none_or(|case| {
                        let first = document.tokens_in(mention.span).start;
                        document.form(case) == "as"
                            || (case..first).any(|between| document.form(between) == ",")
                    })
            })
            .map(|(actor, mention)| {
                vec![Filler {
                    actor,
                    span: mention.span,
                    rule: "next-to-the-verb",
                }]
            })
            .unwrap_or_default()
    }

    /// The cast of a noun.
    pub(super) fn noun_cast(&self, at: usize, kind: NounKind) -> Cast {
        let document = self.document;
        let mut cast = Cast::default();
        let owner: Vec<Filler> = document
            .children_as(at, &[Dependency::NmodPoss])
            .flat_map(|child| self.fillers(child, "possessive"))
            .collect();
        let mut by = self.behind(at, "by", "by-agent");
        // "killings *blamed on* the rebels"
        if by.is_empty() {
            by = document
                .children_as(at, &[Dependency::Acl])
                .filter(|&blamed| document.form(blamed) == "blamed")
                .map(|blamed| self.behind(blamed, "on", "blamed-on"))
                .find(|found| !found.is_empty())
                .unwrap_or_default();
        }
        // "the killing of a priest *by rebels*", hung on the priest
        if by.is_empty()
            && let Some(done_to) = document.phrase_with(at, "of")
        {
            by = self.behind(done_to, "by", "by-agent");
        }
        let of = self.behind(at, "of", "of");
        let compound = self.compounds(at);
        match kind {
            NounKind::Side => {
                cast.both = first(vec![
                    self.behind(at, "between", "between"),
                    self.behind(at, "among", "between"),
                    self.around_verb(at, "between"),
                ]);
                // "talks between Peru and Chile resumed", where the tree cut at the "and"
                if let [one] = cast.both[..]
                    && document.phrase_with(at, "between").is_some()
                {
                    let other = self.joined_after(&one, "between");
                    push_new(&mut cast.both, other.into_iter().collect());
                }
                if cast.both.is_empty() {
                    cast.both = first(vec![owner, by, compound, of]);
                }
                // "negotiations on a ceasefire *between Israel and Hamas*"
                if cast.both.is_empty() {
                    cast.both = document
                        .phrase_with(at, "on")
                        .or_else(|| document.phrase_with(at, "over"))
                        .map(|about| self.behind(about, "between", "between"))
                        .unwrap_or_default();
                }
                let with = self.behind(at, "with", "with");
                push_new(&mut cast.both, with);
                if cast.both.is_empty() {
                    cast.both = self.behind(at, "from", "from");
                }
            }
            NounKind::Say | NounKind::Hold => {
                let mut places = vec![owner, by, of, compound, self.behind(at, "from", "from")];
                if kind == NounKind::Hold {
                    places.push(self.behind(at, "in", "in"));
                }
                cast.source = first(places);
                if kind == NounKind::Say {
                    cast.target = first(vec![
                        self.behind(at, "to", "to"),
                        self.behind(at, "against", "against"),
                    ]);
                }
            }
            NounKind::Move => {
                cast.source = first(vec![owner, by, of]);
                cast.target = first(vec![
                    self.behind(at, "to", "to"),
                    self.behind(at, "in", "in"),
                ]);
                if cast.source.is_empty() {
                    cast.source = compound;
                } else if cast.target.is_empty() {
                    cast.target = compound;
                }
            }
            NounKind::Act if document.phrase_with(at, "between").is_some() => {
                cast.both = self.behind(at, "between", "between");
            }
            NounKind::Act if !self.around_verb(at, "between").is_empty() => {
                cast.both = self.around_verb(at, "between");
            }
            NounKind::Act => self.act_cast(at, &mut cast, [owner, by, of, compound]),
        }
        let source = cast.source.clone();
        cast.target
            .retain(|filler| !source.iter().any(|other| other.actor == filler.actor));
        cast
    }

    /// "Clashes broke out *between* police and protesters": who stands behind a preposition that hangs on the verb of the noun at `at`.
    fn around_verb(&self, at: usize, preposition: &str) -> Vec<Filler> {
        let document = self.document;
        if !self.dependency(at).is_subject() {
            return Vec::new();
        }
        let Some(verb) = document.head(at) else {
            return Vec::new();
        };
        let mut found = self.behind(verb, preposition, "between");
        // "between police and protesters", cut at the "and"
        if let [one] = found[..] {
            let other = self.joined_after(&one, "between");
            push_new(&mut found, other.into_iter().collect());
        }
        found
    }

    /// The cast of a noun for an act: whom it has by possessor, by "by", by "of" and by the nouns before it.
    fn act_cast(&self, at: usize, cast: &mut Cast, [owner, by, of, compound]: [Vec<Filler>; 4]) {
        let document = self.document;
        let mut acting = first(vec![owner, by]);
        let from = self.behind(at, "from", "from");
        if acting.is_empty() && is_uttered(document.lemma(at)) {
            acting.clone_from(&from);
        }
        let acted = first(vec![
            self.behind(at, "against", "against"),
            self.behind(at, "on", "on"),
            self.behind(at, "to", "to"),
            if acting == from { Vec::new() } else { from },
            self.behind(at, "at", "at"),
            self.behind(at, "with", "with"),
            self.behind(at, "for", "for"),
        ]);
        if !acted.is_empty() {
            cast.source = first(vec![acting, of, compound]);
            cast.target = acted;
        } else if acting.is_empty() {
            let (hit, compound): (Vec<Filler>, Vec<Filler>) =
                compound.into_iter().partition(|filler| {
                    strikes_a_place(document.lemma(at)) && self.is_place_name(*filler)
                });
            if !hit.is_empty() {
                cast.source = compound;
                cast.target = hit;
            } else if of.is_empty() {
                cast.source = compound;
            } else {
                cast.source = compound;
                cast.target = of;
            }
            if cast.target.is_empty() && strikes_a_place(document.lemma(at)) {
                cast.target = self.behind(at, "in", "in");
            }
        } else {
            cast.source = acting;
            cast.target = first(vec![of, self.behind(at, "in", "in"), compound]);
        }
    }

    /// Whether the words name a city or building rather than a country or nationality: "the *Nairobi* bombing".
    fn is_place_name(&self, filler: Filler) -> bool {
        let document = self.document;
        let words = document.slice(filler.span).trim_start_matches("the ");
        if document
            .tokens_in(filler.span)
            .any(|at| document.form(at).starts_with("embass") || document.form(at) == "consulate")
        {
            return true;
        }
        let name = &self.actors[filler.actor.0].name;
        let adjective = document
            .tokens_in(filler.span)
            .any(|at| document.tokens[at].tag == Tag::Adj);
        self.actors[filler.actor.0].kind == ActorKind::State
            && !adjective
            && words.chars().next() != name.trim_start_matches("the ").chars().next()
    }

    /// The nationalities and names before a noun: "*US-Russian* talks".
    fn compounds(&self, at: usize) -> Vec<Filler> {
        let document = self.document;
        let mut found = Vec::new();
        for child in document.children_as(
            at,
            &[
                Dependency::Compound,
                Dependency::Amod,
                Dependency::NmodDesc,
                Dependency::Flat,
            ],
        ) {
            let mut around: Vec<usize> = vec![child];
            around.extend(document.children_as(
                child,
                &[
                    Dependency::Compound,
                    Dependency::Conj,
                    Dependency::Flat,
                    Dependency::Amod,
                ],
            ));
            around.sort_unstable();
            for token in around {
                if let Some((actor, mention)) = self.any_mention(token) {
                    let new = !found.iter().any(|filler: &Filler| filler.actor == actor);
                    if mention.kind != MentionKind::Pronoun && new {
                        found.push(Filler {
                            actor,
                            span: mention.span,
                            rule: "compound",
                        });
                    }
                }
            }
        }
        found
    }
}

/// What `find` finds for the first of `cases` that has anything.
fn first_found(
    cases: [&'static str; 3],
    find: impl Fn(&'static str) -> Vec<Filler>,
) -> Vec<Filler> {
    cases
        .into_iter()
        .map(find)
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Acts that hit the place they happen in: "the bombing in Nairobi", unlike "the conflict in Sudan".
fn strikes_a_place(lemma: &str) -> bool {
    matches!(
        lemma,
        "attack"
            | "bombing"
            | "blast"
            | "explosion"
            | "killing"
            | "massacre"
            | "shooting"
            | "raid"
            | "strike"
            | "shelling"
            | "airstrike"
            | "invasion"
            | "deployment"
    )
}

/// Adds those of `more` whose actor is not there yet.
pub(super) fn push_new(fillers: &mut Vec<Filler>, more: Vec<Filler>) {
    for filler in more {
        if !fillers.iter().any(|other| other.actor == filler.actor) {
            fillers.push(filler);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn from_around() {
        check(
            "After a visit to Kenya, Annan warned of violence.",
            &[
                "CONSULT happened visit: Kofi Annan > Kenya",
                "THREATEN happened warned: Kofi Annan",
            ],
        );
        check(
            "After visiting Kenya and condemning the rebels, Annan spoke.",
            &[
                "CONSULT happened visiting: Kofi Annan > Kenya",
                "ACCUSE happened condemning: Kofi Annan > rebels",
                "STATEMENT happened spoke: Kofi Annan",
            ],
        );
        check(
            "Heavy clashes broke out between police and Kurdish rebels in Iraq.",
            &["ASSAULT happened clashes: police, Kurdish rebels"],
        );
        check(
            "Two Australian journalists were arrested in Indonesia.",
            &["COERCE happened arrested: Indonesia > Two Australian journalists"],
        );
        check(
            "Senegal's army bombed a village, arresting two rebels.",
            &[
                "ASSAULT happened bombed: Senegal's army > village",
                "COERCE happened arresting: Senegal's army > two rebels",
            ],
        );
        check(
            "The talks ended after killings blamed on Hamas.",
            &["ASSAULT happened killings: Hamas"],
        );
    }

    #[test]
    fn examples() {
        check(
            "Georgia was attacked by Russia.",
            &["ASSAULT happened attacked: Russia > Georgia"],
        );
        check(
            "Georgia was attacked on Monday.",
            &["ASSAULT happened attacked:  > Georgia"],
        );
        check(
            "France met with Germany in Geneva.",
            &["CONSULT happened met with: France, Germany"],
        );
        check(
            "The talks between France and Germany ended.",
            &["CONSULT happened talks: France, Germany"],
        );
        check(
            "Iran, which had attacked Iraq, met France.",
            &[
                "ASSAULT happened attacked: Iran > Iraq",
                "CONSULT happened met: Iran, France",
            ],
        );
        check(
            "French troops killed three rebels in Mali.",
            &["ASSAULT happened killed: French troops > three rebels"],
        );
        check(
            "France held talks with Germany.",
            &["CONSULT happened held talks: France, Germany"],
        );
    }
}
