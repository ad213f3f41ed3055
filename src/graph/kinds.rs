//! Kinds of verbs by how what they tell of lies in time.

/// The kind of the verb with this lemma; "act" where none is known.
///
/// Expected and planned things lie ahead of the verb, states last, and what begins or ends does so at a moment: such kinds,
/// with tense, say more of the order of two events than the words themselves.
pub(super) fn kind(lemma: &str) -> &'static str {
    match lemma {
        "be" | "have" | "need" | "involve" | "include" | "mean" | "own" | "contain" | "depend"
        | "live" | "lie" | "stand" | "consist" | "belong" | "represent" | "cost" | "resemble"
        | "concern" | "matter" | "exist" | "require" | "deserve" | "lack" | "suit" | "fit" => {
            "stative"
        }
        "know" | "believe" | "think" | "feel" | "understand" | "regard" | "view" | "doubt"
        | "fear" | "worry" | "realize" | "assume" | "love" | "like" | "dislike" | "suspect"
        | "remember" => "know",
        "expect" | "hope" | "plan" | "intend" | "want" | "seek" | "propose" | "predict"
        | "wish" | "aim" | "prepare" | "schedule" | "wait" | "consider" | "try" | "attempt"
        | "await" | "plot" | "project" | "anticipate" | "threaten" | "promise" | "vow"
        | "pledge" | "agree" | "offer" | "decide" => "ahead",
        "begin" | "start" | "launch" | "open" | "resume" | "initiate" | "commence" | "trigger"
        | "cause" | "lead" | "prompt" | "create" | "set" | "result" | "force" | "spark" => "begin",
        "end" | "stop" | "finish" | "complete" | "close" | "cease" | "halt" | "conclude"
        | "quit" | "cancel" | "suspend" => "end",
        "continue" | "remain" | "keep" | "stay" | "hold" | "maintain" | "persist" | "last" => {
            "stay"
        }
        "go" | "come" | "leave" | "arrive" | "return" | "enter" | "travel" | "fly" | "move"
        | "flee" | "cross" | "head" | "visit" | "send" | "bring" | "take" | "carry"
        | "withdraw" | "reach" => "move",
        "rise" | "fall" | "increase" | "decline" | "drop" | "gain" | "grow" | "climb" | "slip"
        | "jump" | "tumble" | "slide" | "decrease" | "reduce" | "cut" | "raise" | "lower"
        | "improve" | "worsen" | "soar" | "plunge" | "surge" | "ease" | "expand" | "shrink" => {
            "change"
        }
        "buy" | "sell" | "acquire" | "pay" | "purchase" | "trade" | "invest" | "finance"
        | "fund" | "lend" | "borrow" | "earn" | "receive" | "get" | "give" | "award"
        | "provide" | "lose" | "win" | "make" => "deal",
        "kill" | "die" | "attack" | "bomb" | "shoot" | "hit" | "destroy" | "injure" | "wound"
        | "fire" | "invade" | "crash" | "explode" | "burn" | "murder" | "seize" | "arrest"
        | "capture" | "strike" | "fight" | "occupy" => "harm",
        "show" | "indicate" | "suggest" | "reveal" | "confirm" | "reflect" | "appear" | "seem"
        | "prove" | "demonstrate" => "show",
        "find" | "discover" | "learn" | "see" | "hear" | "watch" | "notice" | "identify"
        | "determine" => "find",
        "ask" | "urge" | "call" | "demand" | "request" | "appeal" | "order" | "tell" | "warn"
        | "invite" | "press" => "ask",
        _ => "act",
    }
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn kinds() {
        for (lemmas, wanted) in [
            ("be consist lack", "stative"),
            ("know fear remember", "know"),
            ("expect plan decide", "ahead"),
            ("begin resume spark", "begin"),
            ("end halt suspend", "end"),
            ("continue remain last", "stay"),
            ("go flee withdraw", "move"),
            ("rise cut shrink", "change"),
            ("buy award make", "deal"),
            ("kill seize occupy", "harm"),
            ("show confirm prove", "show"),
            ("find hear determine", "find"),
            ("ask warn press", "ask"),
            ("say discuss embroider", "act"),
        ] {
            for lemma in lemmas.split(' ') {
                assert_eq!(kind(lemma), wanted, "{lemma}");
            }
        }
    }
}
