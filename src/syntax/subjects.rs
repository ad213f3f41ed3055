//! After the tree: a finite verb without a subject takes the noun phrase before it that hangs elsewhere ("…, the White *House*
//! said", "the *president* on Sunday held talks"). English has no finite verb without one, but for commands.

use std::ops::Range;

use super::finite::is_weekday;
use super::verbs::is_unit;
use crate::types::{Dependency, Document, FineTag, Tag};

/// Gives the finite verbs of a sentence their subjects, where these stand before them.
pub(super) fn seek(document: &mut Document, tokens: Range<usize>) {
    let mut sentence = Sentence {
        served: vec![false; tokens.len()],
        document,
        tokens,
    };
    sentence.list();
    sentence.coordinate();
    sentence.share_out();
    sentence.raise();
    for verb in sentence.tokens.clone() {
        sentence.serve(verb);
    }
}

struct Sentence<'a> {
    document: &'a mut Document,
    tokens: Range<usize>,
    /// Which tokens have a subject.
    served: Vec<bool>,
}

impl Sentence<'_> {
    fn fine(&self, at: usize) -> FineTag {
        self.document.tokens[at].fine
    }

    fn dependency(&self, at: usize) -> Dependency {
        self.document.tokens[at].dependency
    }

    fn hang(&mut self, at: usize, head: usize, dependency: Dependency) {
        let token = &mut self.document.tokens[at];
        token.head = u32::try_from(head).ok();
        token.dependency = dependency;
    }

    /// "Spain, *Ireland* and Norway": no name says what kind the one before the comma is.
    fn list(&mut self) {
        for at in self.tokens.clone().skip(2) {
            let Some(head) = self.document.head(at) else {
                continue;
            };
            let listed = self.dependency(at) == Dependency::Compound
                && head < at
                && self.fine(at).is_noun()
                && self.document.form(at - 1) == ",";
            if listed {
                self.document.tokens[at].dependency = Dependency::Conj;
            }
        }
    }

    /// "The ministers of Peru and *Chile* will meet", "after the States and *Chile* began drills": where the tree cut a sentence at the
    /// "and" between two nouns, though nothing before it can be a clause of its own, both are subjects.
    fn coordinate(&mut self) {
        for second in self.tokens.clone().skip(2) {
            if self.dependency(second) != Dependency::Nsubj || !self.is_nominal(second) {
                continue;
            }
            let Some(verb) = self.document.head(second).filter(|&verb| verb > second) else {
                continue;
            };
            let Some(and) = self.before_phrase(second) else {
                continue;
            };
            if self.document.form(and) != "and" || and == self.tokens.start {
                continue;
            }
            let first = and - 1;
            // "*US* and Chinese ministers": what is before the "and" may hang on what is behind it
            let apart =
                self.is_free(second, first) && self.is_free(and, first) && self.is_free(and, verb);
            if !self.fine(first).is_noun() || !apart {
                continue;
            }
            let over = self.document.head(verb);
            let root = over.filter(|&over| {
                self.dependency(over) == Dependency::Root
                    && self.fine(over).is_noun()
                    && over < and
                    && self.dependency(verb) == Dependency::Conj
                    && !self.tokens.clone().any(|at| {
                        self.document.head(at) == Some(over)
                            && matches!(self.dependency(at), Dependency::Cop | Dependency::Aux)
                    })
            });
            if let Some(root) = root {
                // the whole sentence hung on its subject
                for at in self.tokens.clone() {
                    let outer = at > and && self.document.head(at) == Some(root) && at != verb;
                    if outer {
                        let dependency = self.dependency(at);
                        self.hang(at, verb, dependency);
                    }
                }
                let token = &mut self.document.tokens[verb];
                (token.head, token.dependency) = (None, Dependency::Root);
                self.hang(root, verb, Dependency::Nsubj);
                self.hang(and, second, Dependency::Cc);
                self.hang(second, first, Dependency::Conj);
            } else if self.is_one_side(first) {
                self.hang(and, second, Dependency::Cc);
                self.hang(second, first, Dependency::Conj);
            } else if let Some(case) = self.opener_of(first)
                && self.is_free(first, verb)
            {
                self.hang(first, verb, Dependency::Nsubj);
                self.hang(case, verb, Dependency::Mark);
                self.hang(and, second, Dependency::Cc);
                self.hang(second, first, Dependency::Conj);
                if self.dependency(verb) == Dependency::Parataxis {
                    self.document.tokens[verb].dependency = Dependency::Advcl;
                }
            }
        }
    }

    /// "Talks between *Peru* and Chile failed": between is between two.
    fn is_one_side(&self, noun: usize) -> bool {
        let between = |at: usize| {
            self.document.head(at) == Some(noun)
                && self.dependency(at) == Dependency::Case
                && self.document.form(at) == "between"
        };
        self.dependency(noun) == Dependency::Nmod
            && (self.tokens.start..noun).any(between)
            && !(noun + 1..self.tokens.end).any(|at| {
                self.document.head(at) == Some(noun) && self.dependency(at) == Dependency::Conj
            })
    }

    /// "Jets *crossed* the line, the ministry said": of two subjects of one verb, the first acts in the participle behind it, which is
    /// what is said.
    fn share_out(&mut self) {
        for first in self.tokens.clone() {
            if self.dependency(first) != Dependency::Nsubj {
                continue;
            }
            let Some(verb) = self.document.head(first).filter(|&verb| verb > first) else {
                continue;
            };
            let subject = |at: &usize| {
                self.dependency(*at) == Dependency::Nsubj && self.document.head(*at) == Some(verb)
            };
            let Some(second) = (first + 1..verb).find(subject) else {
                continue;
            };
            let acts = |at: &usize| {
                self.dependency(*at) == Dependency::Acl
                    && self.fine(*at) == FineTag::Vbn
                    && self.document.head(*at) == Some(first)
            };
            let Some(participle) = (first + 1..second).find(acts) else {
                continue;
            };
            let apart = (participle + 1..second).any(|at| self.document.form(at) == ",");
            let by = self.document.form(participle + 1) == "by";
            if !self.is_saying(verb) || !apart || by {
                continue;
            }
            self.hang(participle, verb, Dependency::Ccomp);
            self.hang(first, participle, Dependency::Nsubj);
        }
    }

    /// The token before the noun phrase of `noun`.
    fn before_phrase(&self, noun: usize) -> Option<usize> {
        let mut first = noun;
        while first > self.tokens.start {
            let before = first - 1;
            let within = self.document.head(before).is_some_and(|head| {
                head > before && head <= noun && self.dependency(before) != Dependency::Cc
            });
            if !within {
                break;
            }
            first = before;
        }
        first.checked_sub(1).filter(|&at| at >= self.tokens.start)
    }

    /// The conjunction that was taken for a preposition of `noun`: "*after* the United States".
    fn opener_of(&self, noun: usize) -> Option<usize> {
        (self.tokens.start..noun).rev().take(6).find(|&case| {
            self.dependency(case) == Dependency::Case
                && self.document.head(case) == Some(noun)
                && matches!(
                    self.document.form(case),
                    "after" | "before" | "since" | "until" | "while" | "because" | "as"
                )
        })
    }

    /// Notes who has a subject, after what hangs on an auxiliary ("the court *has* ordered") or on the day between it and its verb
    /// ("the president on *Sunday* held talks") is given to the verb, and a day that was taken for one no longer is.
    fn raise(&mut self) {
        for at in self.tokens.clone() {
            if !self.dependency(at).is_subject() {
                continue;
            }
            let Some(head) = self.document.head(at) else {
                continue;
            };
            let day =
                self.is_when(at) && self.has_case(at) && head > at && is_finite(self.fine(head));
            if day {
                self.document.tokens[at].dependency = Dependency::Obl;
                continue;
            }
            if head > at && is_finite(self.fine(head)) && is_unit(self.document.form(at)) {
                self.hours_after(at, head);
            }
            let over = self.document.head(head);
            let auxiliary = matches!(self.dependency(head), Dependency::Aux | Dependency::AuxPass);
            match over {
                Some(verb) if auxiliary && verb > head => {
                    let dependency = self.dependency(at);
                    self.hang(at, verb, dependency);
                    self.mark_served(verb);
                }
                Some(verb)
                    if head > at
                        && verb > head
                        && self.is_when(head)
                        && is_finite(self.fine(verb)) =>
                {
                    let dependency = if self.has_case(head) {
                        Dependency::Obl
                    } else {
                        Dependency::OblUnmarked
                    };
                    self.document.tokens[head].dependency = dependency;
                    self.hang(at, verb, Dependency::Nsubj);
                    self.mark_served(verb);
                }
                _ => self.mark_served(head),
            }
        }
    }

    /// "hours *after* Peru and Chile began drills", where the tree made the hours begin them: who stands behind "after" does.
    fn hours_after(&mut self, unit: usize, verb: usize) {
        let first = (unit + 1..verb).find(|&at| {
            self.document.head(at) == Some(unit) && self.dependency(at) == Dependency::Nmod
        });
        let Some((first, case)) = first.and_then(|first| Some((first, self.opener_of(first)?)))
        else {
            return;
        };
        for at in first + 1..verb {
            if self.document.head(at) == Some(unit) && self.dependency(at) == Dependency::Conj {
                self.hang(at, first, Dependency::Conj);
            }
        }
        self.hang(first, verb, Dependency::Nsubj);
        self.hang(case, verb, Dependency::Mark);
        self.hang(unit, verb, Dependency::OblUnmarked);
    }

    fn mark_served(&mut self, verb: usize) {
        if let Some(served) = self.served.get_mut(verb.wrapping_sub(self.tokens.start)) {
            *served = true;
        }
    }

    /// Finds the subject of a finite verb that has none.
    fn serve(&mut self, verb: usize) {
        let clause = match self.dependency(verb) {
            Dependency::Root | Dependency::Ccomp | Dependency::Parataxis | Dependency::Advcl => {
                true
            }
            // "…, state media *said*": nothing joins it to the verb before;
            // "…, hours after Peru *began* drills", where it was joined to the verb before
            Dependency::Conj => !self.is_joined(verb),
            _ => false,
        };
        if !clause || self.served[verb - self.tokens.start] {
            return;
        }
        let Some(group) = self.finite_group(verb) else {
            return;
        };
        let end = self.before_aside(self.before_times(group));
        let start = self.phrase_start(end);
        let opened = start > self.tokens.start && opens_clause(self.document.form(start - 1));
        if self.dependency(verb) == Dependency::Conj && !self.is_saying(verb) && !opened {
            return;
        }
        // "announced *a truce* amid …": the object of the verb before, unless that one reports
        let is_object = start > self.tokens.start
            && self.fine(start - 1).is_verb()
            && !self.is_saying(start - 1);
        if is_object {
            return;
        }
        let Some((subject, above)) = self.subject_in(start..end, verb) else {
            return;
        };
        if let Some(above) = above {
            // the whole sentence hung on a word of the subject
            let outer = self.document.tokens[above];
            let word = &mut self.document.tokens[verb];
            (word.head, word.dependency) = (outer.head, outer.dependency);
            for at in self.tokens.clone() {
                if !(start..end).contains(&at)
                    && at != verb
                    && self.document.head(at) == Some(above)
                {
                    let dependency = self.dependency(at);
                    self.hang(at, verb, dependency);
                }
            }
            if above != subject {
                self.hang(above, subject, Dependency::Amod);
            }
        }
        for at in start..end {
            let loose = at != subject
                && self.is_free(at, verb)
                && self.dependency(at) != Dependency::Punct
                && self
                    .document
                    .head(at)
                    .is_none_or(|head| !(start..end).contains(&head));
            if loose {
                let dependency = self.dependency(at);
                self.hang(at, subject, dependency);
            }
        }
        let passive = (group..verb).any(|at| {
            self.dependency(at) == Dependency::AuxPass && self.document.head(at) == Some(verb)
        });
        let dependency = if passive {
            Dependency::NsubjPass
        } else {
            Dependency::Nsubj
        };
        if let Some(case) = self.opener_of(subject).filter(|&case| case + 1 == start) {
            self.hang(case, verb, Dependency::Mark);
        }
        self.hang(subject, verb, dependency);
        self.mark_served(verb);
        if self.dependency(verb) == Dependency::Conj {
            self.document.tokens[verb].dependency = if opened {
                Dependency::Advcl
            } else {
                Dependency::Parataxis
            };
        }
    }

    fn is_saying(&self, at: usize) -> bool {
        matches!(
            self.document.form(at),
            "said" | "says" | "say" | "reported" | "told"
        )
    }

    /// Whether a conjunction hangs on it.
    fn is_joined(&self, at: usize) -> bool {
        self.tokens.clone().any(|word| {
            self.dependency(word) == Dependency::Cc && self.document.head(word) == Some(at)
        })
    }

    /// Where the predicate at `verb` begins with its auxiliaries and adverbs, if it is finite.
    fn finite_group(&self, verb: usize) -> Option<usize> {
        let mut finite = is_finite(self.fine(verb));
        let mut says = self.fine(verb).is_verb();
        let mut first = verb;
        let mut at = verb;
        while at > self.tokens.start {
            at -= 1;
            let dependency = self.dependency(at);
            let auxiliary = matches!(
                dependency,
                Dependency::Aux | Dependency::AuxPass | Dependency::Cop
            ) && self.document.head(at) == Some(verb);
            if auxiliary {
                says |= dependency == Dependency::Cop;
                finite |= is_finite_or_modal(self.fine(at));
                first = at;
            } else if self.document.tokens[at].tag != Tag::Adv && self.document.form(at) != "not" {
                break;
            }
        }
        (finite && says).then_some(first)
    }

    /// The end of the phrase before the aside that ends before `end`: "the *president*, on a visit to Lima,".
    fn before_aside(&self, end: usize) -> usize {
        let last = end.saturating_sub(1);
        if last <= self.tokens.start + 1 || self.document.form(last) != "," {
            return end;
        }
        aside_before(self.document, self.tokens.start, last).unwrap_or(end)
    }

    /// The end of the phrase before `end`, without the days and adverbs behind it: "the president *on Sunday*".
    fn before_times(&self, mut end: usize) -> usize {
        let mut day = false;
        while end > self.tokens.start {
            let at = end - 1;
            let time = self.is_when(at);
            if time
                || day && self.fine(at) == FineTag::In
                || self.document.tokens[at].tag == Tag::Adv
            {
                day = time;
                end = at;
            } else {
                break;
            }
        }
        end
    }

    /// Where the noun phrase that ends before `end` may begin: behind a comma, a verb, or a word that opens a clause.
    fn phrase_start(&self, end: usize) -> usize {
        let mut at = end;
        while at > self.tokens.start {
            let before = at - 1;
            if self.document.form(before) == ")" {
                let open = (self.tokens.start..before)
                    .rev()
                    .find(|&open| self.document.form(open) == "(");
                match open {
                    Some(open) => at = open,
                    None => break,
                }
                continue;
            }
            let token = self.document.tokens[before];
            let opens = match token.fine {
                FineTag::Wdt
                | FineTag::Wp
                | FineTag::WpS
                | FineTag::Wrb
                | FineTag::Md
                | FineTag::Vb => true,
                FineTag::In => opens_clause(self.document.form(before)),
                FineTag::Cc => self.document.form(before) == "but",
                fine => is_finite(fine),
            };
            let apart = token.tag == Tag::Punct
                && !matches!(self.document.form(before), "-" | "'" | "’" | ".");
            if opens || apart {
                break;
            }
            at = before;
        }
        at
    }

    /// The noun of `phrase` that is the subject of `verb`; and the word of the phrase, if any, on which the whole sentence hangs.
    fn subject_in(&self, phrase: Range<usize>, verb: usize) -> Option<(usize, Option<usize>)> {
        let first = phrase.clone().next()?;
        let begins = matches!(
            self.fine(first),
            FineTag::Dt
                | FineTag::Pdt
                | FineTag::Jj
                | FineTag::Jjs
                | FineTag::Jjr
                | FineTag::Cd
                | FineTag::Prp
                | FineTag::PrpS
                | FineTag::Uh
        ) || self.fine(first).is_noun();
        let loose = |&at: &usize| {
            let head = self.document.head(at);
            self.dependency(at) != Dependency::Punct
                && head.is_none_or(|head| !phrase.contains(&head))
        };
        let held = || {
            let outside = self.tokens.start..first;
            let mut subjects = outside.filter(|&at| {
                self.dependency(at).is_subject()
                    && self
                        .document
                        .head(at)
                        .is_some_and(|head| phrase.contains(&head) && self.is_nominal(head))
            });
            subjects
                .next()
                .filter(|&at| self.is_nominal(at) && self.is_free(at, verb))
        };
        if !begins && let Some(noun) = held() {
            return Some((noun, None));
        }
        if !begins {
            return self
                .behind_opening(phrase.clone(), verb)
                .map(|noun| (noun, None));
        }
        let outer: Vec<usize> = phrase.clone().filter(loose).collect();
        if let Some(&root) = outer
            .iter()
            .find(|&&at| self.dependency(at) == Dependency::Root)
        {
            let under = self.document.head(verb) == Some(root);
            let noun = if self.is_nominal(root) {
                Some(root)
            } else {
                phrase.clone().find(|&at| {
                    self.is_nominal(at)
                        && self.document.head(at) == Some(root)
                        && self.dependency(at) == Dependency::Appos
                })
            };
            return noun.filter(|_| under).map(|noun| (noun, Some(root)));
        }
        let noun = outer.into_iter().find(|&at| self.is_nominal(at))?;
        let opener = self
            .opener_of(noun)
            .is_some_and(|case| case + 1 == phrase.start);
        let fits = (opener || !self.has_case(noun))
            && !self.dependency(noun).is_subject()
            && !self.is_when(noun)
            && self.is_free(noun, verb);
        fits.then_some((noun, None))
    }

    /// "In recent months *Syria* and Israel have fired": what was taken for another name of the noun before it, without a comma.
    fn behind_opening(&self, phrase: Range<usize>, verb: usize) -> Option<usize> {
        phrase.clone().find(|&at| {
            let named = self.dependency(at) == Dependency::Appos && self.is_nominal(at);
            let over = self.document.head(at).filter(|head| phrase.contains(head));
            named
                && !self.has_case(at)
                && over.is_some_and(|over| {
                    over < at && self.has_case(over) && self.document.head(over) == Some(verb)
                })
        })
    }

    /// Whether `noun` can hang on `verb` without a circle.
    fn is_free(&self, noun: usize, verb: usize) -> bool {
        let mut above = Some(verb);
        for _ in 0..=self.tokens.len() {
            match above {
                Some(at) if at == noun => return false,
                Some(at) => above = self.document.head(at),
                None => return true,
            }
        }
        false
    }

    fn is_nominal(&self, at: usize) -> bool {
        matches!(self.fine(at), FineTag::Prp | FineTag::Cd | FineTag::Uh) || self.fine(at).is_noun()
    }

    /// Whether a preposition hangs on it.
    fn has_case(&self, at: usize) -> bool {
        (self.tokens.start..at).any(|case| {
            self.dependency(case) == Dependency::Case
                && self.document.head(case) == Some(at)
                && !matches!(self.document.form(case), "'s" | "’s" | "'" | "’")
        })
    }

    /// Whether it says when: "Sunday", "night".
    fn is_when(&self, at: usize) -> bool {
        let form = self.document.form(at);
        is_weekday(form)
            || matches!(
                form,
                "today"
                    | "yesterday"
                    | "tomorrow"
                    | "tonight"
                    | "morning"
                    | "afternoon"
                    | "evening"
                    | "night"
            )
    }
}

fn is_finite(fine: FineTag) -> bool {
    matches!(fine, FineTag::Vbd | FineTag::Vbp | FineTag::Vbz)
}

/// The comma that opens the aside that the comma at `last` ends, behind a noun: "the ministers, *meeting in Lima*, imposed", "Greece, *like
/// most members*, plans".
pub(super) fn aside_before(document: &Document, start: usize, last: usize) -> Option<usize> {
    let fine = |at: usize| document.tokens[at].fine;
    let opener = (start + 1..last)
        .rev()
        .find(|&comma| document.form(comma) == ",")?;
    let aside = matches!(fine(opener + 1), FineTag::In | FineTag::Vbg | FineTag::Vbn)
        && !(opener + 1..last).any(|at| is_finite_or_modal(fine(at)))
        && fine(opener - 1).is_noun();
    aside.then_some(opener)
}

/// Whether a tag is one that a full sentence has: a finite verb's or a modal's.
pub(super) fn is_finite_or_modal(fine: FineTag) -> bool {
    is_finite(fine) || fine == FineTag::Md
}

/// The conjunctions that open a clause, as prepositions are tagged.
fn opens_clause(form: &str) -> bool {
    matches!(
        form,
        "that"
            | "after"
            | "before"
            | "since"
            | "until"
            | "while"
            | "because"
            | "although"
            | "though"
            | "as"
            | "if"
            | "whether"
            | "unless"
            | "once"
    )
}

#[cfg(test)]
mod tests {
    use crate::types::Document;

    fn parse(text: &str) -> Document {
        crate::syntax::parse(crate::text::read(text, &crate::Options::default()))
    }

    /// The form of the subject of the first word of the form `verb`.
    fn subject_of(text: &str, verb: &str) -> Option<String> {
        let document = parse(text);
        let at = (0..document.tokens.len()).find(|&at| document.form(at) == verb)?;
        let subject = document.subject(at)?;
        Some(document.form(subject).to_owned())
    }

    #[test]
    fn a_finite_verb_finds_its_subject() {
        for (text, verb, subject) in [
            (
                "The talks come two days after Peru fired missiles at Lima.",
                "fired",
                "peru",
            ),
            (
                "Moldovan President Ana Sandu, on a working visit to Paris, met Emmanuel Macron.",
                "met",
                "ana",
            ),
            (
                "President Ana Ruiz on Friday held talks with Chile.",
                "held",
                "ana",
            ),
            (
                "Chilean President Juan Soto on Monday night granted asylum to him.",
                "granted",
                "juan",
            ),
            (
                "In recent weeks Peru and Chile have fired at boats.",
                "fired",
                "peru",
            ),
            (
                "Soldiers tore down homes and shops in southern Peru on Monday, Chilean officials and witnesses said.",
                "said",
                "officials",
            ),
            (
                "Chinese jets crossed the median line of the Taiwan Strait, the defence ministry said.",
                "crossed",
                "jets",
            ),
            (
                "Chile suspended aid to Peru hours after Bolivia and Brazil began joint drills.",
                "began",
                "bolivia",
            ),
            (
                "The rebels began leaving the city on Monday, state media and witnesses said.",
                "said",
                "media",
            ),
        ] {
            assert_eq!(subject_of(text, verb).as_deref(), Some(subject), "{text:?}");
        }
    }

    #[test]
    fn those_in_a_list_act_together() {
        let document = parse("The ministers of Peru and Chile will meet next week in Lima.");
        let of = |form: &str| (0..13).find(|&at| document.form(at) == form);
        let (ministers, meet) = (of("ministers").expect("there"), of("meet").expect("there"));
        assert_eq!(document.subject(meet), Some(ministers));
        assert_eq!(document.head(of("chile").expect("there")), of("peru"));
        let document =
            parse("Spain, Ireland and Norway formally recognised a new state on Tuesday.");
        let of = |form: &str| (0..12).find(|&at| document.form(at) == form);
        assert_eq!(document.conjuncts(0).len(), 3);
        assert_eq!(document.head(of("ireland").expect("there")), Some(0));
    }

    #[test]
    fn no_circle_is_made() {
        // a tree in which the noun before the "and" hangs on the one behind it
        let trees = "1\tTalks\t_\tNOUN\tNNS\t_\t0\troot\t_\t_\n\
            2\tUS\t_\tPROPN\tNNP\t_\t5\tcompound\t_\t_\n\
            3\tand\t_\tCCONJ\tCC\t_\t4\tcc\t_\t_\n\
            4\tChinese\t_\tADJ\tJJ\t_\t5\tamod\t_\t_\n\
            5\tministers\t_\tNOUN\tNNS\t_\t6\tnsubj\t_\t_\n\
            6\tmet\t_\tVERB\tVBD\t_\t1\tconj\t_\t_\n\n";
        let options = crate::Options::default();
        let document = crate::text::read("Talks US and Chinese ministers met", &options);
        let mut document = crate::syntax::read_conllu(document, trees).expect("they fit");
        super::seek(&mut document, 0..6);
        for at in 0..6 {
            let mut above = Some(at);
            for _ in 0..6 {
                above = above.and_then(|at| document.head(at));
            }
            assert_eq!(above, None, "token {at}");
        }
    }

    #[test]
    fn an_object_stays_where_it_is() {
        let document = parse("Peru announced a ceasefire and Chile welcomed it.");
        let of = |form: &str| (0..9).find(|&at| document.form(at) == form);
        let ceasefire = of("ceasefire").expect("the word is there");
        assert_eq!(document.head(ceasefire), of("announced"));
        assert_eq!(subject_of("Leave the city on Monday.", "leave"), None);
    }
}
