//! Past forms of irregular verbs → the verb, and forms of regular ones that the endings mislead about. A treebank shows a verb like
//! "overthrow" too seldom to learn its "overthrew" from, and takes "invaded" for an "invad".

use crate::types::{FineTag, Tag};

/// How many bytes to take off the lower-case `form`, and what to add, where it is the past or the participle of an irregular
/// verb, with or without a prefix in front: "withdrew" → (4, "draw").
pub(super) fn rule(form: &str, tag: Tag, fine: FineTag) -> Option<(usize, &'static str)> {
    if tag == Tag::Verb
        && let Some(rule) = regular(form)
    {
        return Some(rule);
    }
    let past = matches!(fine, FineTag::Vbd | FineTag::Vbn);
    let may_be_past = past || matches!(fine, FineTag::Vb | FineTag::Vbp); // a slip of the tagger
    if tag != Tag::Verb || !may_be_past || !past && ALSO_PRESENT.contains(&form) {
        return None;
    }
    let whole = Some(form).into_iter();
    let behind_prefix = PREFIXES.iter().filter_map(|prefix| {
        let rest = form.strip_prefix(prefix)?;
        past.then_some(rest)
    });
    whole.chain(behind_prefix).find_map(|rest| {
        let row = PAST.binary_search_by_key(&rest, |&(past, _)| past).ok()?;
        Some((rest.len(), PAST[row].1))
    })
}

/// "invaded" → (1, ""), "raiding" → (3, ""), "naming" → (3, "e"), "patrolled" → (3, "")
fn regular(form: &str) -> Option<(usize, &'static str)> {
    let known = |stem: &str, add: &str| {
        REGULAR
            .binary_search_by(|verb| {
                let spelled = stem.bytes().chain(add.bytes());
                verb.bytes().cmp(spelled)
            })
            .is_ok()
    };
    ["ed", "ing", "s", "es"].into_iter().find_map(|ending| {
        let stem = form.strip_suffix(ending)?;
        let single = stem
            .bytes()
            .last()
            .filter(|&last| stem.len() > 2 && stem.as_bytes()[stem.len() - 2] == last)
            .and_then(|_| stem.get(..stem.len() - 1));
        if known(stem, "") {
            Some((ending.len(), ""))
        } else if known(stem, "e") && ending != "s" {
            Some((ending.len(), "e"))
        } else if single.is_some_and(|single| known(single, "")) && !ending.ends_with('s') {
            Some((ending.len() + 1, ""))
        } else {
            None
        }
    })
}

/// Regular verbs whose forms the endings mislead about; in order.
const REGULAR: &[&str] = &[
    "absorb",
    "accede",
    "aid",
    "annul",
    "applaud",
    "axe",
    "barricade",
    "blame",
    "blitz",
    "blockade",
    "bomb",
    "boo",
    "boycott",
    "buckle",
    "cede",
    "censor",
    "chair",
    "choke",
    "climb",
    "combat",
    "compel",
    "compete",
    "concede",
    "contravene",
    "convene",
    "cosponsor",
    "cripple",
    "curb",
    "debar",
    "decline",
    "deem",
    "defeat",
    "demur",
    "deplore",
    "dine",
    "doubt",
    "downgrade",
    "draft",
    "dub",
    "dynamite",
    "elicit",
    "embargo",
    "encircle",
    "entreat",
    "equip",
    "excuse",
    "exile",
    "explode",
    "explore",
    "extradite",
    "file",
    "fine",
    "firebomb",
    "flout",
    "fulfil",
    "fulfill",
    "garrotte",
    "gas",
    "grab",
    "grasp",
    "harbor",
    "harbour",
    "haul",
    "heap",
    "heckle",
    "hector",
    "hint",
    "honor",
    "honour",
    "impede",
    "implore",
    "intercede",
    "intervene",
    "invade",
    "joke",
    "kidnap",
    "knuckle",
    "lambaste",
    "laud",
    "lob",
    "loot",
    "massacre",
    "mine",
    "moot",
    "mortar",
    "muzzle",
    "name",
    "note",
    "opine",
    "overrule",
    "parade",
    "patrol",
    "phone",
    "postpone",
    "probe",
    "prod",
    "provoke",
    "quarantine",
    "quell",
    "quip",
    "raid",
    "rebuke",
    "reconcile",
    "repel",
    "restore",
    "retreat",
    "reunite",
    "revoke",
    "ridicule",
    "riot",
    "root",
    "rule",
    "scale",
    "scoff",
    "shell",
    "shrug",
    "sidestep",
    "snub",
    "solicit",
    "spare",
    "stockpile",
    "stone",
    "strafe",
    "stymie",
    "tackle",
    "team",
    "telephone",
    "topple",
    "torpedo",
    "tour",
    "trade",
    "underline",
    "underscore",
    "unseat",
    "upbraid",
    "upgrade",
    "uproot",
    "veto",
    "void",
    "wipe",
    "wiretap",
];

/// What stands in front of verbs: "overthrew", "withdrawn", "undertook".
const PREFIXES: [&str; 9] = [
    "fore", "mis", "out", "over", "re", "un", "under", "up", "with",
];

/// The past of one verb that is the present of another.
const ALSO_PRESENT: [&str; 12] = [
    "bore", "bound", "fell", "found", "ground", "lay", "lit", "rent", "saw", "shed", "wed", "wound",
];

/// Past or participle, and the verb; in order.
const PAST: &[(&str, &str)] = &[
    ("arisen", "arise"),
    ("arose", "arise"),
    ("ate", "eat"),
    ("awoke", "awake"),
    ("awoken", "awake"),
    ("bade", "bid"),
    ("beat", "beat"),
    ("beaten", "beat"),
    ("became", "become"),
    ("become", "become"),
    ("been", "be"),
    ("befallen", "befall"),
    ("befell", "befall"),
    ("began", "begin"),
    ("begot", "beget"),
    ("begotten", "beget"),
    ("begun", "begin"),
    ("beheld", "behold"),
    ("bent", "bend"),
    ("beset", "beset"),
    ("bet", "bet"),
    ("bid", "bid"),
    ("bidden", "bid"),
    ("bit", "bite"),
    ("bitten", "bite"),
    ("bled", "bleed"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("bore", "bear"),
    ("born", "bear"),
    ("borne", "bear"),
    ("bought", "buy"),
    ("bound", "bind"),
    ("bred", "breed"),
    ("broadcast", "broadcast"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("burnt", "burn"),
    ("burst", "burst"),
    ("came", "come"),
    ("cast", "cast"),
    ("caught", "catch"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("clung", "cling"),
    ("come", "come"),
    ("cost", "cost"),
    ("crept", "creep"),
    ("cut", "cut"),
    ("dealt", "deal"),
    ("did", "do"),
    ("done", "do"),
    ("dove", "dive"),
    ("drank", "drink"),
    ("drawn", "draw"),
    ("dreamt", "dream"),
    ("drew", "draw"),
    ("driven", "drive"),
    ("drove", "drive"),
    ("drunk", "drink"),
    ("dug", "dig"),
    ("dwelt", "dwell"),
    ("eaten", "eat"),
    ("fallen", "fall"),
    ("fed", "feed"),
    ("fell", "fall"),
    ("felt", "feel"),
    ("fled", "flee"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("flung", "fling"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("forgave", "forgive"),
    ("forgiven", "forgive"),
    ("forgone", "forgo"),
    ("forgot", "forget"),
    ("forgotten", "forget"),
    ("forsaken", "forsake"),
    ("forsook", "forsake"),
    ("forwent", "forgo"),
    ("fought", "fight"),
    ("found", "find"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("gave", "give"),
    ("given", "give"),
    ("gone", "go"),
    ("got", "get"),
    ("gotten", "get"),
    ("grew", "grow"),
    ("ground", "grind"),
    ("grown", "grow"),
    ("had", "have"),
    ("heard", "hear"),
    ("held", "hold"),
    ("hewn", "hew"),
    ("hid", "hide"),
    ("hidden", "hide"),
    ("hit", "hit"),
    ("hung", "hang"),
    ("hurt", "hurt"),
    ("kept", "keep"),
    ("knelt", "kneel"),
    ("knew", "know"),
    ("known", "know"),
    ("laid", "lay"),
    ("lain", "lie"),
    ("lay", "lie"),
    ("leant", "lean"),
    ("leapt", "leap"),
    ("learnt", "learn"),
    ("led", "lead"),
    ("left", "leave"),
    ("lent", "lend"),
    ("let", "let"),
    ("lit", "light"),
    ("lost", "lose"),
    ("made", "make"),
    ("meant", "mean"),
    ("met", "meet"),
    ("offset", "offset"),
    ("paid", "pay"),
    ("partaken", "partake"),
    ("partook", "partake"),
    ("pled", "plead"),
    ("proven", "prove"),
    ("put", "put"),
    ("quit", "quit"),
    ("ran", "run"),
    ("rang", "ring"),
    ("read", "read"),
    ("rebound", "rebound"),
    ("rent", "rend"),
    ("rid", "rid"),
    ("ridden", "ride"),
    ("risen", "rise"),
    ("rode", "ride"),
    ("rose", "rise"),
    ("run", "run"),
    ("rung", "ring"),
    ("said", "say"),
    ("sang", "sing"),
    ("sank", "sink"),
    ("sat", "sit"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("set", "set"),
    ("sewn", "sew"),
    ("shaken", "shake"),
    ("shed", "shed"),
    ("shone", "shine"),
    ("shook", "shake"),
    ("shorn", "shear"),
    ("shot", "shoot"),
    ("shown", "show"),
    ("shrank", "shrink"),
    ("shrunk", "shrink"),
    ("shut", "shut"),
    ("slain", "slay"),
    ("slept", "sleep"),
    ("slew", "slay"),
    ("slid", "slide"),
    ("slit", "slit"),
    ("slung", "sling"),
    ("smitten", "smite"),
    ("smote", "smite"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("sown", "sow"),
    ("spat", "spit"),
    ("sped", "speed"),
    ("spelt", "spell"),
    ("spent", "spend"),
    ("spilt", "spill"),
    ("split", "split"),
    ("spoilt", "spoil"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("sprang", "spring"),
    ("spread", "spread"),
    ("sprung", "spring"),
    ("spun", "spin"),
    ("stank", "stink"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stood", "stand"),
    ("strewn", "strew"),
    ("stricken", "strike"),
    ("stridden", "stride"),
    ("striven", "strive"),
    ("strode", "stride"),
    ("strove", "strive"),
    ("struck", "strike"),
    ("strung", "string"),
    ("stuck", "stick"),
    ("stung", "sting"),
    ("stunk", "stink"),
    ("sung", "sing"),
    ("sunk", "sink"),
    ("swam", "swim"),
    ("swept", "sweep"),
    ("swollen", "swell"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("swum", "swim"),
    ("swung", "swing"),
    ("taken", "take"),
    ("taught", "teach"),
    ("thought", "think"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("thrust", "thrust"),
    ("told", "tell"),
    ("took", "take"),
    ("tore", "tear"),
    ("torn", "tear"),
    ("trod", "tread"),
    ("trodden", "tread"),
    ("was", "be"),
    ("waylaid", "waylay"),
    ("wed", "wed"),
    ("went", "go"),
    ("wept", "weep"),
    ("were", "be"),
    ("woke", "wake"),
    ("woken", "wake"),
    ("won", "win"),
    ("wore", "wear"),
    ("worn", "wear"),
    ("wound", "wind"),
    ("wove", "weave"),
    ("woven", "weave"),
    ("written", "write"),
    ("wrote", "write"),
    ("wrung", "wring"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, fine: FineTag, lemma: Option<&str>) {
        let found = rule(form, Tag::Verb, fine)
            .map(|(take_off, add)| format!("{}{add}", &form[..form.len() - take_off]));
        assert_eq!(found.as_deref(), lemma, "{form}");
    }

    #[test]
    fn past_forms() {
        check("struck", FineTag::Vbd, Some("strike"));
        check("struck", FineTag::Vbp, Some("strike")); // the tagger slipped
        check("withdrew", FineTag::Vbd, Some("withdraw"));
        check("overthrown", FineTag::Vbn, Some("overthrow"));
        check("misled", FineTag::Vbd, Some("mislead"));
        check("understood", FineTag::Vbn, Some("understand"));
        check("upset", FineTag::Vbd, Some("upset"));
        check("found", FineTag::Vbd, Some("find"));
        check("found", FineTag::Vb, None); // "to found a party"
        check("lay", FineTag::Vbd, Some("lie"));
        check("lay", FineTag::Vbp, None);
        check("founded", FineTag::Vbd, None);
        check("recent", FineTag::Vbn, None);
        check("reset", FineTag::Vb, None);
        check("", FineTag::Vbd, None);
        check("unträgbar", FineTag::Vbn, None);
        assert_eq!(rule("struck", Tag::Noun, FineTag::Nn), None);
    }

    #[test]
    fn misleading_endings() {
        check("invaded", FineTag::Vbd, Some("invade"));
        check("naming", FineTag::Vbg, Some("name"));
        check("raided", FineTag::Vbn, Some("raid"));
        check("shelled", FineTag::Vbd, Some("shell"));
        check("patrolled", FineTag::Vbd, Some("patrol"));
        check("tours", FineTag::Vbz, Some("tour"));
    }

    #[test]
    fn in_order() {
        assert!(REGULAR.is_sorted());
        assert!(PAST.is_sorted_by(|a, b| a.0 < b.0));
    }
}
