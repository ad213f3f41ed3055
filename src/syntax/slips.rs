//! Words whose tag the words around them show to be a slip.

use std::ops::Range;

use super::finite::is_weekday;
use super::subjects::is_finite_or_modal;
use crate::types::{Document, FineTag};

/// What the word at `at` is by the words before it, where that is not what it was taken for: the verb in "threatened to
/// *block* it", the noun in "an arrest *warrant* for him".
pub(super) fn better(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    as_modifier(document, tokens.clone(), at)
        .or_else(|| as_verb(document, tokens.clone(), at))
        .or_else(|| as_noun(document, tokens, at))
}

/// What stands before a noun or behind one, and no finite verb.
fn as_modifier(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    use FineTag::Nn;
    let fine = |at: usize| document.tokens[at].fine;
    let form = |at: usize| document.form(at);
    let first = tokens.start;
    // "from *neighbouring* Lebanon": it neighbours nothing
    let beside = at > first
        && fine(at) == FineTag::Vbg
        && matches!(form(at), "neighbouring" | "neighboring")
        && fine(at - 1) == FineTag::In;
    if beside {
        return Some(FineTag::Jj);
    }
    // "Turkish-*backed* rebels": what is glued to the word before it modifies what follows
    let glued = at >= first + 2
        && matches!(fine(at), FineTag::Vbn | FineTag::Vbd)
        && form(at - 1) == "-"
        && document.tokens[at - 1].span.end == document.tokens[at].span.start
        && at + 1 < tokens.end
        && matches!(fine(at + 1), Nn | FineTag::Nns | FineTag::Nnp | FineTag::Jj);
    if glued {
        return Some(FineTag::Jj);
    }
    // "hosted talks *aimed* at ending it": what another verb before it acts on
    let aimed = form(at) == "aimed"
        && fine(at) == FineTag::Vbd
        && at + 2 < tokens.end
        && form(at + 1) == "at"
        && (first + 1..at).any(|before| fine(before) == FineTag::Vbn && fine(before - 1).is_noun());
    if aimed {
        return Some(FineTag::Vbn);
    }
    // "a decree *granting* amnesty": what the paper does
    let tells = at > first
        && fine(at) == Nn
        && form(at).ends_with("ing")
        && matches!(
            form(at - 1),
            "bill"
                | "decree"
                | "law"
                | "lawsuit"
                | "letter"
                | "motion"
                | "order"
                | "petition"
                | "resolution"
                | "statement"
        )
        && at + 1 < tokens.end
        && matches!(
            fine(at + 1),
            Nn | FineTag::Nns | FineTag::Nnp | FineTag::Nnps | FineTag::Jj | FineTag::Dt
        );
    if tells {
        return Some(FineTag::Vbg);
    }
    // "met *visiting* Prime Minister Ana Ruiz", "arrested *striking* doctors": what those do whom it happens to
    let doing = fine(at) == FineTag::Vbg
        && at + 1 < tokens.end
        && matches!(
            form(at),
            "demonstrating"
                | "fleeing"
                | "protesting"
                | "rampaging"
                | "retreating"
                | "rioting"
                | "striking"
                | "visiting"
                | "warring"
        )
        && matches!(fine(at + 1), Nn | FineTag::Nns | FineTag::Nnp | FineTag::Jj)
        && (at == first
            || at > first
                && matches!(
                    form(at - 1),
                    "accused"
                        | "arrested"
                        | "arrests"
                        | "assured"
                        | "attacked"
                        | "beat"
                        | "briefed"
                        | "detained"
                        | "dispersed"
                        | "fired"
                        | "greeted"
                        | "hosted"
                        | "hosts"
                        | "killed"
                        | "meets"
                        | "met"
                        | "on"
                        | "received"
                        | "receives"
                        | "sacked"
                        | "told"
                        | "urged"
                        | "warned"
                        | "welcomed"
                        | "with"
                ));
    if doing && (at > first || form(at) != "visiting") {
        return Some(FineTag::Jj);
    }
    // "Jordan's *visiting* king"
    let guest = fine(at) == FineTag::Vbg
        && form(at) == "visiting"
        && at > first
        && matches!(fine(at - 1), FineTag::Pos | FineTag::PrpS | FineTag::Dt);
    if guest {
        return Some(FineTag::Jj);
    }
    // "on a *working* visit": no visit works
    let working = fine(at) == FineTag::Vbg
        && form(at) == "working"
        && at + 1 < tokens.end
        && matches!(
            form(at + 1),
            "visit" | "visits" | "group" | "groups" | "lunch" | "dinner" | "session" | "meeting"
        );
    if working {
        return Some(FineTag::Jj);
    }
    // "found him *guilty*": no noun
    if fine(at) == Nn && form(at) == "guilty" {
        return Some(FineTag::Jj);
    }
    // "the *outgoing* president": nobody outgoes
    if fine(at) == FineTag::Vbg && matches!(form(at), "outgoing" | "incoming") {
        return Some(FineTag::Jj);
    }
    // "two *planned* events", "its *suspended* sentence": no finite verb stands between an article and its noun
    let determined = at > first
        && fine(at) == FineTag::Vbd
        && at + 1 < tokens.end
        && matches!(fine(at + 1), Nn | FineTag::Nns | FineTag::Nnp | FineTag::Jj)
        && match fine(at - 1) {
            FineTag::Cd => {
                at >= first + 2
                    && matches!(
                        fine(at - 2),
                        FineTag::Vbd
                            | FineTag::Vbz
                            | FineTag::Vbp
                            | FineTag::Vbg
                            | FineTag::Vb
                            | FineTag::In
                    )
            }
            FineTag::PrpS => true,
            FineTag::Dt => matches!(form(at - 1), "a" | "an" | "the"),
            _ => false,
        };
    if determined {
        return Some(FineTag::Vbn);
    }
    None
}

/// What was taken for a noun or a participle, and is the verb.
fn as_verb(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    use FineTag::{Nn, Vb};
    let fine = |at: usize| document.tokens[at].fine;
    let form = |at: usize| document.form(at);
    let first = tokens.start;
    // "threatened Monday to *resume* it"
    let before_to = if at >= first + 3 && is_weekday(form(at - 2)) {
        at - 3
    } else {
        at.saturating_sub(2)
    };
    let after_to = at >= first + 2
        && matches!(fine(at), Nn | FineTag::Nnp)
        && form(at - 1) == "to"
        && BEFORE_INFINITIVES.contains(&form(before_to))
        && fine(before_to).is_verb()
        && document.word(at).starts_with(char::is_lowercase);
    if after_to {
        return Some(Vb);
    }
    // "promised to *free* 30 prisoners", "Israel to *close* crossings"
    let to_free = at > first
        && fine(at) == FineTag::Jj
        && form(at - 1) == "to"
        && at + 1 < tokens.end
        && match form(at) {
            "free" => {
                matches!(
                    fine(at + 1),
                    FineTag::Cd | FineTag::Dt | FineTag::Jj | FineTag::PrpS | FineTag::Nnp
                ) || fine(at + 1).is_noun()
            }
            "close" | "open" => at == first + 2 && fine(first) == FineTag::Nnp,
            _ => false,
        };
    if to_free {
        return Some(Vb);
    }
    // "Burundi *shut* five stations": no mark of possession
    if fine(at) == FineTag::Pos && form(at) == "shut" {
        return Some(FineTag::Vbd);
    }
    // "the Navy *shot* down two drones"
    let shot = form(at) == "shot"
        && matches!(fine(at), Nn | FineTag::Md)
        && at > first
        && (fine(at - 1).is_noun() || fine(at - 1) == FineTag::Prp)
        && at + 2 < tokens.end
        && form(at + 1) == "down";
    // "Switzerland *froze* the assets": no noun is written so
    let past = is_only_past(form(at))
        && matches!(
            fine(at),
            Nn | FineTag::Nnp | FineTag::Jj | FineTag::Nns | FineTag::Vbz | FineTag::Rp
        )
        && document.word(at).starts_with(char::is_lowercase);
    if shot || past {
        return Some(FineTag::Vbd);
    }
    // "the forces on Tuesday *let* them go": nothing before it that a plain verb follows
    let same = fine(at) == Vb
        && matches!(
            form(at),
            "cut" | "hit" | "let" | "put" | "quit" | "set" | "shut" | "split"
        )
        && at > first
        && (fine(at - 1).is_noun() || is_weekday(form(at - 1)))
        && !(first.max(at.saturating_sub(6))..at).any(|before| {
            matches!(fine(before), FineTag::To | FineTag::Md) || fine(before).is_verb()
        });
    if same {
        return Some(FineTag::Vbd);
    }
    // "Peru, which had left the talks, *called* for new ones": behind a clause between commas comes the verb of the sentence
    let main = at > first + 3
        && fine(at) == FineTag::Vbn
        && form(at - 1) == ","
        && (first + 2..at - 2)
            .rev()
            .find(|&before| form(before - 1) == ",")
            .is_some_and(|opener| {
                matches!(form(opener), "which" | "who")
                    && !(first..opener - 1).any(|before| is_finite_or_modal(fine(before)))
                    && (opener..at)
                        .any(|inside| fine(inside).is_verb() || fine(inside) == FineTag::Md)
            });
    if main {
        return Some(FineTag::Vbd);
    }
    // "troops *shot* and killed two men", "the army *shot* dead a rebel"
    let shot_them = form(at) == "shot"
        && matches!(fine(at), Nn | FineTag::Vbn)
        && at > first
        && fine(at - 1).is_noun()
        && at + 2 < tokens.end
        && (form(at + 1) == "and" && matches!(form(at + 2), "injured" | "killed" | "wounded")
            || form(at + 1) == "dead" && fine(at + 2) != FineTag::In
            || form(at + 1) == "to" && form(at + 2) == "death");
    if shot_them {
        return Some(FineTag::Vbd);
    }
    // "Zambian President Ana Ruiz *wound* up a visit"
    let wound = form(at) == "wound"
        && fine(at) == Nn
        && at > first
        && fine(at - 1).is_noun()
        && at + 1 < tokens.end
        && form(at + 1) == "up";
    if wound {
        return Some(FineTag::Vbd);
    }
    // "two civilians were *wounded*": what is done to them, not what they are
    let wounded = at > first
        && fine(at) == FineTag::Jj
        && matches!(form(at), "injured" | "wounded")
        && matches!(form(at - 1), "be" | "been" | "was" | "were");
    if wounded {
        return Some(FineTag::Vbn);
    }
    // "since fighting *erupted*"
    let erupted = at >= first + 2
        && fine(at) == FineTag::Vbn
        && fine(at - 1) == Nn
        && form(at - 1).ends_with("ing")
        && is_opener(form(at - 2));
    if erupted {
        return Some(FineTag::Vbd);
    }
    // "hours after fresh fighting *killed* 12 people": what has an object is no passive
    let phrase = |at: usize| {
        use FineTag::{Cd, Dt, Jj, Nnp, Nnps, Nns, Pos, PrpS};
        matches!(fine(at), Cd | Dt | Jj | Nn | Nnp | Nnps | Nns | Pos | PrpS)
    };
    let with_object = at > first
        && fine(at) == FineTag::Vbn
        && fine(at - 1).is_noun()
        && at + 1 < tokens.end
        && (matches!(fine(at + 1), FineTag::Dt | FineTag::Cd | FineTag::PrpS)
            || form(at + 1) == "at" && at + 2 < tokens.end && form(at + 2) == "least")
        && (first.max(at.saturating_sub(6))..at)
            .rev()
            .find(|&before| !phrase(before))
            .is_some_and(|opener| is_opener(form(opener)));
    if with_object {
        return Some(FineTag::Vbd);
    }
    // "UN chief *urges* restraint": no noun has such a plural
    let acts = at > first
        && matches!(fine(at), FineTag::Nns | Nn)
        && (fine(at - 1).is_noun() || matches!(fine(at - 1), FineTag::Prp | FineTag::Jj))
        && is_only_present(form(at));
    if acts {
        return Some(FineTag::Vbz);
    }
    None
}

/// What was taken for a verb, and is a noun or a name.
fn as_noun(document: &Document, tokens: Range<usize>, at: usize) -> Option<FineTag> {
    use FineTag::{Nn, Vb};
    let fine = |at: usize| document.tokens[at].fine;
    let form = |at: usize| document.form(at);
    let first = tokens.start;
    // "arrested *Said* Omar": no verb of a full sentence has a capital
    let upper = |at: usize| document.word(at).starts_with(char::is_uppercase);
    let name = fine(at).is_verb()
        && upper(at)
        && at + 1 < tokens.end
        && fine(at + 1) == FineTag::Nnp
        && upper(at + 1)
        && document.word(at - 1).starts_with(char::is_lowercase);
    if name {
        return Some(FineTag::Nnp);
    }
    // "The *WHO* warned": nobody shouts one word
    let called = (fine(at).is_verb() || matches!(fine(at), FineTag::Wp | FineTag::In))
        && is_capitals(document.word(at))
        && (first.max(at - 1)..tokens.end.min(at + 2))
            .filter(|&beside| beside != at)
            .all(|beside| document.word(beside).contains(char::is_lowercase));
    if called {
        return Some(FineTag::Nnp);
    }
    // "lifts US *embargo*": no name is written so, and short ones are parts of names ("bin", "der")
    let written_small = fine(at) == FineTag::Nnp
        && form(at).len() > 5
        && document.word(at).chars().all(|c| c.is_ascii_lowercase())
        && at > first
        && fine(at - 1) == FineTag::Nnp
        && (at + 1 == tokens.end || fine(at + 1) == FineTag::In);
    if written_small {
        return Some(if form(at).ends_with('s') {
            FineTag::Nns
        } else {
            Nn
        });
    }
    // "to *rebel* leader Juan Ruiz": whoever rebels does it against somebody
    let followed_by_noun = at + 1 < tokens.end && fine(at + 1).is_noun();
    if fine(at) == Vb && form(at) == "rebel" && followed_by_noun {
        return Some(Nn);
    }
    // "the Philippine *military* and the rebels": nothing follows that it could modify
    let force = fine(at) == FineTag::Jj
        && form(at) == "military"
        && at > first
        && matches!(
            fine(at - 1),
            FineTag::Dt | FineTag::Jj | FineTag::Nnp | FineTag::PrpS
        )
        && (at + 1 == tokens.end
            || matches!(
                fine(at + 1),
                FineTag::Cc
                    | FineTag::In
                    | FineTag::Md
                    | FineTag::Vbd
                    | FineTag::Vbz
                    | FineTag::Vbp
            ));
    // "opened a landmark *hearing* Wednesday": what an article and another noun stand before
    let held = fine(at) == FineTag::Vbg
        && at >= first + 2
        && matches!(
            form(at),
            "bombing" | "briefing" | "hearing" | "meeting" | "ruling" | "shooting"
        )
        && matches!(fine(at - 1), Nn | FineTag::Jj)
        && matches!(form(at - 2), "a" | "an" | "the")
        && (at + 1 == tokens.end
            || matches!(fine(at + 1), FineTag::In | FineTag::Vbd | FineTag::Md)
            || is_weekday(form(at + 1))
            || matches!(form(at + 1), "." | ","));
    if force || held {
        return Some(Nn);
    }
    // "heavy *fighting* erupted": what a finite verb follows is its subject
    let subject = fine(at) == FineTag::Vbg
        && at > first
        && matches!(fine(at - 1), FineTag::Jj | FineTag::Dt)
        && at + 1 < tokens.end
        && matches!(fine(at + 1), FineTag::Vbd | FineTag::Md);
    if subject {
        return Some(Nn);
    }
    // "since *fighting* erupted": so in the clause that a conjunction opens
    let past = |at: usize| matches!(fine(at), FineTag::Vbd | FineTag::Vbn);
    let acting = at > first
        && fine(at) == FineTag::Vbg
        && !matches!(form(at), "being" | "having" | "getting")
        && is_opener(form(at - 1))
        && at + 1 < tokens.end
        && past(at + 1);
    if acting {
        return Some(Nn);
    }
    // "a *civilian* was shot": an article needs a noun, and none follows
    let alone = fine(at) == FineTag::Jj
        && at > first
        && matches!(form(at - 1), "a" | "an")
        && at + 1 < tokens.end
        && matches!(
            fine(at + 1),
            FineTag::Vbd | FineTag::Vbz | FineTag::Vbp | FineTag::Md
        );
    if alone {
        return Some(Nn);
    }
    // "its arms *embargo*": hardly anybody embargoes
    if fine(at).is_verb() && form(at) == "embargo" {
        return Some(Nn);
    }
    // "Kenyan *farmers* attacked": of two verbs side by side the first is whoever does the second
    let doing = fine(at) == FineTag::Vbz
        && at + 1 < tokens.end
        && form(at).ends_with('s')
        && !is_before_participle(form(at))
        && at > first
        && matches!(
            fine(at - 1),
            Nn | FineTag::Nnp | FineTag::Nnps | FineTag::Jj | FineTag::Vbn
        )
        && (matches!(fine(at + 1), FineTag::Vbd | FineTag::Md)
            || fine(at + 1) == FineTag::Vbn
            || form(at + 1) == "on"
                && at + 3 < tokens.end
                && is_weekday(form(at + 2))
                && past(at + 3));
    if doing {
        return Some(FineTag::Nns);
    }
    // "Rebel *fighters* fired": those who do something
    if fine(at) == FineTag::Vbz && is_doers(form(at)) {
        return Some(FineTag::Nns);
    }
    let plain = |at: usize| BEFORE_PLAIN_VERBS.contains(&form(at));
    let in_noun_phrase = at >= first + 2
        && fine(at) == Vb
        && matches!(fine(at - 1), Nn | FineTag::Nnp | FineTag::Jj)
        && matches!(form(at - 2), "a" | "an")
        && !(first.max(at.saturating_sub(6))..at).any(plain);
    in_noun_phrase.then_some(Nn)
}

/// Whether it is a word of three capitals or more: "WHO".
pub(super) fn is_capitals(word: &str) -> bool {
    word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Verbs that a participle follows: "*remains* detained".
fn is_before_participle(form: &str) -> bool {
    matches!(
        form,
        "is" | "has"
            | "feels"
            | "gets"
            | "goes"
            | "lies"
            | "looks"
            | "remains"
            | "seems"
            | "sits"
            | "stands"
            | "stays"
            | "does"
            | "was"
            | "says"
            | "keeps"
    )
}

/// Verbs of news in the present that are hardly ever the plural of a noun.
fn is_only_present(form: &str) -> bool {
    matches!(
        form,
        "accepts"
            | "accuses"
            | "agrees"
            | "approves"
            | "asks"
            | "condemns"
            | "denies"
            | "deploys"
            | "expels"
            | "extends"
            | "frees"
            | "hails"
            | "imposes"
            | "invades"
            | "jails"
            | "joins"
            | "kills"
            | "mulls"
            | "rejects"
            | "resumes"
            | "says"
            | "seeks"
            | "seizes"
            | "sends"
            | "slams"
            | "summons"
            | "suspends"
            | "threatens"
            | "urges"
            | "vows"
            | "warns"
            | "welcomes"
            | "withdraws"
    )
}

/// The conjunctions that open a clause of time.
fn is_opener(form: &str) -> bool {
    matches!(
        form,
        "after" | "as" | "before" | "since" | "until" | "when" | "while"
    )
}

/// Verbs that "to" and another verb follow, whatever that one could be elsewhere: "threatened to *block* it".
const BEFORE_INFINITIVES: &[&str] = &[
    "attempted",
    "decided",
    "declined",
    "failed",
    "hoped",
    "hopes",
    "intended",
    "intends",
    "managed",
    "planned",
    "plans",
    "pledged",
    "promised",
    "refused",
    "refuses",
    "sought",
    "seeks",
    "threatened",
    "threatening",
    "threatens",
    "tried",
    "tries",
    "trying",
    "vowed",
    "vowing",
    "vows",
    "wanted",
    "wants",
];

/// Verbs that a plain verb follows: "let a man *go*".
const BEFORE_PLAIN_VERBS: &[&str] = &[
    "let", "lets", "make", "makes", "made", "help", "helped", "helps", "see", "saw", "watch",
    "watched", "have", "had", "hear", "heard",
];

/// Pasts of irregular verbs that are nothing else.
fn is_only_past(form: &str) -> bool {
    matches!(
        form,
        "drove"
            | "flew"
            | "fled"
            | "flung"
            | "forbade"
            | "froze"
            | "oversaw"
            | "overran"
            | "overthrew"
            | "overtook"
            | "retook"
            | "sank"
            | "shook"
            | "slew"
            | "sought"
            | "stole"
            | "struck"
            | "swept"
            | "swore"
            | "threw"
            | "tore"
            | "undertook"
            | "underwent"
            | "upheld"
            | "withdrew"
            | "withheld"
            | "withstood"
    )
}

/// "fighters", "protesters", "jihadists": nouns for those who do something, which no verb ends like.
fn is_doers(form: &str) -> bool {
    form.ends_with("ists")
        && !matches!(
            form,
            "assists"
                | "consists"
                | "desists"
                | "exists"
                | "insists"
                | "persists"
                | "resists"
                | "subsists"
                | "enlists"
                | "lists"
                | "twists"
        )
        || matches!(
            form,
            "fighters"
                | "protesters"
                | "protestors"
                | "promoters"
                | "attackers"
                | "bombers"
                | "settlers"
                | "workers"
                | "leaders"
                | "ministers"
                | "officers"
                | "soldiers"
                | "lawmakers"
                | "peacekeepers"
                | "negotiators"
                | "demonstrators"
                | "senators"
        )
}
