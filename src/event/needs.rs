//! Whether what a row of the lexicon asks for stands beside a verb.

use crate::lexicon::events::Needs;
use crate::types::{Dependency, Document, Tag};

use super::frame::Reading;

/// Whether the verb at `at` has around it all that a sense of it needs: its objects, its clause, whoever acts in it.
pub(super) fn meets(reading: &Reading<'_>, at: usize, needs: &Needs) -> bool {
    let document = reading.document;
    let passive = reading.is_passive(at);
    let object = if passive {
        reading.patient(at)
    } else {
        reading.object(at)
    };
    if needs
        .object
        .is_some_and(|wanted| object.is_some() != wanted)
    {
        return false;
    }
    if needs.actor && !has_actor(reading, at, object) {
        return false;
    }
    if needs.clause && !has_clause(reading, at) {
        return false;
    }
    if !needs.predicates.is_empty() && !is_called(reading, at, &needs.predicates) {
        return false;
    }
    if !needs.subjects.is_empty() {
        let subject = if passive {
            document
                .agent(at)
                .or_else(|| document.phrase_with(at, "by"))
        } else {
            reading.subject(at)
        };
        // "*Typhoon* Ana"
        let named = |noun: usize| {
            document
                .children_as(noun, &[Dependency::NmodDesc, Dependency::Compound])
                .chain([noun])
                .any(|word| is_among(document.lemma(word), &needs.subjects))
        };
        if !subject.is_some_and(named) {
            return false;
        }
    }
    let led = |&noun: &usize| {
        document
            .marker(noun)
            .is_some_and(|case| needs.prepositions.contains(&document.form(case)))
    };
    let behind: Vec<usize> = document
        .children_as(
            at,
            &[Dependency::Obl, Dependency::OblAgent, Dependency::Nmod],
        )
        .filter(led)
        .collect();
    // "held the villagers *as human shields*", "added the firm *to its blacklist*", hung on the noun
    let behind_object = object.into_iter().flat_map(|noun| {
        let nouns = document.children_as(noun, &[Dependency::Nmod]);
        nouns.filter(led)
    });
    if needs.objects.is_empty() {
        // "returned the skulls *to Namibia*", hung on the noun
        return needs.prepositions.is_empty()
            || !behind.is_empty()
            || needs.object == Some(true)
                && object.filter(|_| !passive).is_some_and(|noun| {
                    needs
                        .prepositions
                        .iter()
                        .any(|case| document.phrase_with(noun, case).is_some())
                });
    }
    // "gave Israel *an ultimatum*": two objects, where the tree made no indirect one; "was given *an ultimatum*"
    let second = document
        .children_as(at, &[Dependency::Obj])
        .skip(usize::from(!passive));
    object
        .into_iter()
        .chain(second)
        .chain(behind)
        .chain(behind_object)
        .flat_map(|noun| document.conjuncts(noun))
        .any(|noun| names_one_of(document, noun, &needs.objects).is_some())
}

/// Whether the object of the verb at `at`, or who stands behind its "on", is somebody: "accused *Peru*", "accused *each other*".
fn has_actor(reading: &Reading<'_>, at: usize, object: Option<usize>) -> bool {
    let document = reading.document;
    // "pressed its *offensive*": an act of somebody's is nobody
    let acts = object.is_some_and(|noun| {
        !reading.fillers(noun, "").is_empty()
            && !reading.in_time(noun)
            && (reading.is_actor(noun) || reading.lexicon.noun(document.lemma(noun)).is_empty())
    });
    let behind = document.children_as(at, &[Dependency::Obl]).any(|noun| {
        reading.is_actor(noun)
            && document
                .marker(noun)
                .is_some_and(|case| document.form(case) == "on")
    });
    // "accused *each other*"
    let mutual = reading.is_mutual(at);
    acts || behind || mutual
}

/// "called the visit a *violation*", "dismissed it as *nonsense*": whether one of `words` is said of the object of the verb at `at`.
fn is_called(reading: &Reading<'_>, at: usize, words: &[&str]) -> bool {
    let document = reading.document;
    let said = document.children_as(at, &[Dependency::Xcomp, Dependency::Ccomp]);
    let second = document.children_as(at, &[Dependency::Obj]).skip(1);
    let object = document.child(at, Dependency::Obj);
    let behind = |noun: usize| {
        document
            .children_as(
                noun,
                &[Dependency::Obl, Dependency::Nmod, Dependency::Advcl],
            )
            .filter(|&child| {
                document
                    .marker(child)
                    .or_else(|| document.child(child, Dependency::Mark))
                    .is_some_and(|case| document.form(case) == "as")
            })
    };
    if words == ["*"] {
        return object.is_some_and(|object| is_named(reading, object))
            || said
                .chain(second)
                .any(|word| word > at && !document.tokens[word].fine.is_verb());
    }
    said.chain(second)
        .chain(behind(at))
        .chain(object.into_iter().flat_map(behind))
        .filter(|&word| word > at && !document.tokens[word].fine.is_verb())
        .any(|word| names_one_of(document, word, words).is_some())
}

/// "called them *fools*", "called him “*the boss*”": whether a word for what they are is right behind the pronoun.
fn is_named(reading: &Reading<'_>, pronoun: usize) -> bool {
    use crate::types::FineTag::{Dt, Jj, Vbz};
    let document = reading.document;
    let next = pronoun + 1;
    document.tokens[pronoun].tag == Tag::Pron
        && next < document.sentence_of(pronoun).tokens.end
        && !reading.in_time(next)
        && (matches!(document.tokens[next].fine, Dt | Jj | Vbz)
            || document.tokens[next].fine.is_noun()
            || matches!(document.form(next), "\"" | "“" | "``" | "'" | "‘"))
}

/// The token by which the phrase at `noun` names one of `words`: its head, what it is "of" ("a *state* of *siege*"), or, before a
/// noun that says little, what it is made with ("a *mediation* effort").
pub(super) fn names_one_of(document: &Document, noun: usize, words: &[&str]) -> Option<usize> {
    // "a *cease-fire*": hyphens stand alone
    let hyphened = noun >= 2 && document.word(noun - 1) == "-" && {
        let parts = Some((document.form(noun - 2), document.lemma(noun)));
        words.iter().any(|word| word.split_once('-') == parts)
    };
    if hyphened || is_among(document.lemma(noun), words) {
        return Some(noun);
    }
    let of = document.phrase_with(noun, "of");
    // "a *medical* team", "a team of *medical* experts"
    let before = [Some(noun), of]
        .into_iter()
        .flatten()
        .filter(|&pale| is_pale(document.lemma(pale)))
        .flat_map(|pale| document.children_as(pale, &[Dependency::Compound, Dependency::Amod]));
    of.into_iter()
        .chain(before)
        .find(|&inner| is_among(document.lemma(inner), words))
}

/// Whether a lemma is one of `words`; "troops" has no singular lemma of its own.
fn is_among(lemma: &str, words: &[&str]) -> bool {
    let same = |lemma: &str| words.iter().any(|word| word.eq_ignore_ascii_case(lemma));
    same(lemma)
        || lemma.strip_suffix('s').is_some_and(same)
        || lemma
            .strip_suffix("ies")
            .is_some_and(|stem| same(&format!("{stem}y")))
}

/// Nouns that say little beside the one before them: "mediation *effort*", "aid *package*", "border *crossing point*".
fn is_pale(lemma: &str) -> bool {
    matches!(
        lemma,
        "effort"
            | "initiative"
            | "package"
            | "measure"
            | "activity"
            | "mission"
            | "force"
            | "operation"
            | "campaign"
            | "process"
            | "programme"
            | "program"
            | "drive"
            | "bid"
            | "move"
            | "point"
            | "supply"
            | "delivery"
            | "material"
            | "team"
            | "worker"
            | "expert"
            | "staff"
            | "crew"
            | "list"
    )
}

/// Whether a clause or quotation hangs on the verb: "*said* the border was calm", "“…”, he *added*".
fn has_clause(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    document
        .children_as(
            at,
            &[Dependency::Ccomp, Dependency::Parataxis, Dependency::Xcomp],
        )
        .next()
        .is_some()
        || matches!(reading.dependency(at), Dependency::Parataxis)
        || document
            .children_as(at, &[Dependency::Mark, Dependency::Advmod])
            .any(|mark| document.form(mark) == "as")
        || (document
            .sentence_of(at)
            .tokens
            .start
            .max(at.saturating_sub(4))..at)
            .any(|mark| {
                document.form(mark) == "as" && document.head(mark).is_some_and(|head| head < at)
            })
        || {
            let sentence = document.sentence_of(at).span;
            document
                .quotations
                .iter()
                .any(|quotation| quotation.clause && quotation.span.overlaps(sentence))
        }
}
