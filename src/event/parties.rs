//! Whom a noun phrase names: its head, those joined to it, its owner.

use crate::types::{ActorId, ActorKind, Dependency, FineTag, MentionKind, Tag};

use super::frame::{Filler, Reading};

impl Reading<'_> {
    /// The actors that the noun phrases joined at `head` name.
    pub(super) fn fillers(&self, head: usize, rule: &'static str) -> Vec<Filler> {
        let mut found: Vec<Filler> = Vec::new();
        let mut nouns = self.document.conjuncts(head);
        nouns.extend(self.bearers(head));
        for at in nouns {
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
            // "met Scholz and Rutte *in Berlin*", hung on whom they met
            let case = |at: usize| {
                self.document
                    .marker(at)
                    .map(|case| self.document.form(case))
            };
            let elsewhere = matches!(case(at), Some("at" | "in" | "on")) && case(head).is_none();
            if at != head && elsewhere {
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
        if let [one] = found[..]
            && let Some(other) = self.joined_after(&one, rule)
            && self.is_part_of(other, head)
        {
            found.push(other);
        }
        found
    }

    /// "Prime ministers Juan Ruiz of Peru and *Ana Soto* of Chile": those joined to the first who bears a title told of many.
    fn bearers(&self, title: usize) -> Vec<usize> {
        let document = self.document;
        let many = matches!(document.tokens[title].fine, FineTag::Nns | FineTag::Nnps);
        let first = document
            .children_as(title, &[Dependency::Appos])
            .find(|&name| many && document.tokens[name].tag == Tag::Propn);
        first.map_or_else(Vec::new, |first| {
            let joined = document.conjuncts(first);
            joined.into_iter().filter(|&at| at != first).collect()
        })
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
        if document.tokens[last].sentence != here {
            return None;
        }
        let (actor, mention) = self.any_mention(last)?;
        // "*France*, Britain agree a deal", in a headline
        let sentence = document.sentence_of(last).tokens.clone();
        let listed = document.form(and) == ","
            && document.tokens[sentence.end - 1].tag != Tag::Punct
            && document.tokens_in(mention.span).start == sentence.start;
        if listed && mention.kind != MentionKind::Modifier && actor != filler.actor {
            return Some(Filler {
                actor,
                span: mention.span,
                rule,
            });
        }
        if document.form(and) != "and" {
            return None;
        }
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

    /// Whether the tree made a filler that stands behind an "and" part of some name below `head`: "met Scholz and *Dutch Prime Minister
    /// Mark Rutte* in Berlin", with Rutte hung on Berlin.
    fn is_part_of(&self, filler: Filler, head: usize) -> bool {
        let document = self.document;
        let tokens = document.tokens_in(filler.span);
        let mut above = self.outermost(&tokens);
        if !matches!(
            self.dependency(above),
            Dependency::Compound | Dependency::Flat | Dependency::NmodDesc
        ) {
            return false;
        }
        for _ in 0..4 {
            if above == head {
                return true;
            }
            let Some(next) = document.head(above) else {
                return false;
            };
            above = next;
        }
        false
    }

    /// Whoever stands behind the "and" that follows `filler`.
    pub(super) fn joined_after(&self, filler: &Filler, rule: &'static str) -> Option<Filler> {
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
    pub(super) fn joined_behind(
        &self,
        verb: usize,
        first: usize,
        rule: &'static str,
    ) -> Vec<Filler> {
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
                    let named = self.any_mention(token).filter(|(_, mention)| {
                        // "Ruiz's *mother* said": not Ruiz
                        mention.kind != MentionKind::Name
                            || wanted != [Dependency::NmodPoss]
                            || !matches!(rule, "subject" | "by-agent" | "shared-subject")
                            || !is_another(document.lemma(at))
                    });
                    if let Some((actor, mention)) = named {
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
        // "massed troops on its border *with Chad*"
        if matches!(document.lemma(at), "border" | "frontier" | "boundary")
            && let Some(child) = document.phrase_with(at, "with")
        {
            return self.fillers(child, rule);
        }
        // "a report by *Amnesty* accused …"
        if matches!(
            document.lemma(at),
            "report" | "statement" | "letter" | "resolution" | "study" | "article" | "memo"
        ) && let Some(child) = document.phrase_with(at, "by")
        {
            return self.fillers(child, rule);
        }
        Vec::new()
    }

    /// Whether whoever fills the part is known by work or study, as teachers, students and unions are.
    pub(super) fn is_at_work(&self, filler: &Filler) -> bool {
        let code = self.actors[filler.actor.0].code.as_deref();
        code.is_some_and(|code| {
            ["LAB", "EDU", "BUS", "MED", "AGR", "HLH", "CVL"]
                .iter()
                .any(|sector| code.ends_with(sector))
        })
    }

    /// Whether whoever fills the part fights or breaks the law, as rebels and gangs do.
    pub(super) fn is_outlaw(&self, filler: &Filler) -> bool {
        let code = self.actors[filler.actor.0].code.as_deref();
        code.is_some_and(|code| {
            ["REB", "CRM", "UAF"]
                .iter()
                .any(|role| code.ends_with(role))
        })
    }

    /// Whether more than its name is known of an actor.
    pub(super) fn is_known(&self, actor: ActorId) -> bool {
        let actor = &self.actors[actor.0];
        actor.country.is_some() || actor.code.is_some()
    }

    /// Whether the text names the filler only as where something is.
    pub(super) fn is_place(&self, filler: &Filler) -> bool {
        let mentions = &self.actors[filler.actor.0].mentions;
        mentions
            .iter()
            .any(|mention| mention.span == filler.span && mention.kind == MentionKind::Place)
    }

    /// Whether the words name a city or building rather than a country or nationality: "the *Nairobi* bombing".
    pub(super) fn is_place_name(&self, filler: Filler) -> bool {
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
    pub(super) fn compounds(&self, at: usize) -> Vec<Filler> {
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
            | "faction"
            | "section"
            | "segment"
            | "wing"
    )
}

/// Who is related to somebody, and is somebody else; relatives at large speak for him.
fn is_another(lemma: &str) -> bool {
    matches!(
        lemma,
        "aunt"
            | "brother"
            | "cousin"
            | "daughter"
            | "father"
            | "friend"
            | "grandfather"
            | "grandmother"
            | "husband"
            | "mother"
            | "nephew"
            | "niece"
            | "sister"
            | "son"
            | "uncle"
            | "widow"
            | "wife"
            // "Peru's *donors*"
            | "adversary"
            | "ally"
            | "backer"
            | "creditor"
            | "donor"
            | "enemy"
            | "foe"
            | "lender"
            | "neighbor"
            | "neighbour"
            | "partner"
            | "rival"
            | "sponsor"
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
