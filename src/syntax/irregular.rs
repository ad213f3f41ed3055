//! Past forms of irregular verbs → the verb. A treebank shows a verb like "overthrow" too seldom to learn its "overthrew" from.

use crate::types::{FineTag, Tag};

/// How many bytes to take off the lower-case `form`, and what to add, where it is the past or the participle of an irregular
/// verb, with or without a prefix in front: "withdrew" → (4, "draw").
pub(super) fn rule(form: &str, tag: Tag, fine: FineTag) -> Option<(usize, &'static str)> {
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
    fn in_order() {
        assert!(PAST.is_sorted_by(|a, b| a.0 < b.0));
    }
}
