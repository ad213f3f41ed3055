//! Tags → subject and object of a verb, without a tree: a second opinion. Where it agrees with the tree, both are likely right.

use std::ops::Range;

use crate::types::{Dependency, Document, FineTag, Tag};

impl Document {
    /// Whether the subject and the object that hang on `verb` in its tree are those that tags alone suggest: the noun phrase
    /// that leads to the verb, and the one behind it. `false` where the tree or the tags lack one of the two.
    ///
    /// ```
    /// use demarche::{Options, syntax, text};
    ///
    /// let read = |words| syntax::parse(text::read(words, &Options::default()));
    /// assert!(read("The envoy met the minister.").arguments_agree(2));
    /// assert!(!read("The envoy left.").arguments_agree(2));
    /// ```
    pub fn arguments_agree(&self, verb: usize) -> bool {
        let subject = self
            .children_as(verb, &[Dependency::Nsubj, Dependency::NsubjPass])
            .next();
        let object = self.child(verb, Dependency::Obj);
        subject.is_some()
            && object.is_some()
            && self.shallow_subject(verb) == subject
            && self.shallow_object(verb) == object
    }

    /// The subject of `verb` by tags alone: the last noun of the phrase before the verb group, taken back over "of …", "in …" and
    /// "and …" to where it begins. Nothing for an infinitive, and where the phrase ends with a name of several words.
    pub fn shallow_subject(&self, verb: usize) -> Option<usize> {
        let sentence = self.sentence_of(verb).tokens.clone();
        let mut before = self.group_start(verb, sentence.start)?;
        let pronoun = before.checked_sub(1).filter(|&at| at >= sentence.start)?;
        if matches!(
            self.tokens[pronoun].fine,
            FineTag::Wdt | FineTag::Wp | FineTag::Prp
        ) && self.form(pronoun) != "what"
        {
            return Some(pronoun);
        }
        let mut phrase = self.phrase_before(before, sentence.start)?;
        loop {
            let joint = phrase.start.checked_sub(1);
            match joint.filter(|&at| at >= sentence.start) {
                Some(joint)
                    if self.tokens[joint].fine == FineTag::In
                        && self.tokens[joint].tag == Tag::Adp =>
                {
                    before = joint;
                    phrase = self.phrase_before(before, sentence.start)?;
                }
                // "Japan and China signed": only where no verb could take the first of them
                Some(joint) if self.tokens[joint].tag == Tag::Cconj => {
                    let Some(first) = self.phrase_before(joint, sentence.start) else {
                        break;
                    };
                    let verb_before = first.start > sentence.start
                        && !matches!(self.tokens[first.start - 1].tag, Tag::Punct | Tag::Sconj);
                    if verb_before {
                        return None;
                    }
                    phrase = first;
                }
                _ => break,
            }
        }
        self.head_of(phrase)
    }

    /// The object of `verb` by tags alone: the last noun of the phrase behind it. Nothing for a passive, where a clause, a second
    /// phrase or a time begins there, and where the phrase ends with a name of several words.
    pub fn shallow_object(&self, verb: usize) -> Option<usize> {
        let sentence = self.sentence_of(verb).tokens.clone();
        let start = self.group_start(verb, sentence.start).unwrap_or(verb);
        if self.tokens[verb].fine == FineTag::Vbn
            && !(start..verb)
                .any(|at| self.lemma(at) == "have" && !(at..verb).any(|be| self.form(be) == "been"))
        {
            return None;
        }
        let mut from = verb + 1;
        while from < sentence.end && matches!(self.tokens[from].fine, FineTag::Rp | FineTag::Rb) {
            from += 1;
        }
        if self.takes_no_noun(verb) {
            return None;
        }
        let phrase = self.phrase_behind(from, sentence.end)?;
        let next = (phrase.end..sentence.end)
            .find(|&at| self.tokens[at].tag != Tag::Adv)
            .unwrap_or(sentence.end);
        if next < sentence.end {
            let token = self.tokens[next];
            // "said the *envoy* had left", "told the *envoy* to leave", "told the *envoy* that"
            let goes_on = token.tag == Tag::Aux
                || token.fine.is_finite()
                || matches!(token.fine, FineTag::Vb | FineTag::To)
                || matches!(token.tag, Tag::Sym | Tag::Sconj)
                || is_nominal(token.tag);
            if goes_on {
                return None;
            }
        }
        let last = phrase.end - 1;
        if self.is_adverbial(last) {
            return None;
        }
        self.head_of(phrase)
    }

    /// Verbs behind which a noun phrase is a predicate, or more often the subject of a clause than an object.
    fn takes_no_noun(&self, verb: usize) -> bool {
        matches!(
            self.lemma(verb),
            "become"
                | "believe"
                | "come"
                | "fear"
                | "feel"
                | "go"
                | "hope"
                | "look"
                | "mean"
                | "remain"
                | "say"
                | "seem"
                | "stay"
                | "suppose"
                | "think"
                | "wish"
        )
    }

    /// Where the verb group that ends with `verb` begins: over auxiliaries, adverbs and "not". `None` for an infinitive, and for a
    /// participle without an auxiliary.
    fn group_start(&self, verb: usize, first: usize) -> Option<usize> {
        let mut start = verb;
        let mut finite = self.tokens[verb].fine.is_finite();
        while start > first {
            let token = self.tokens[start - 1];
            match token.tag {
                Tag::Aux => finite |= token.fine.is_finite(),
                Tag::Adv if !matches!(token.fine, FineTag::Wrb) => {}
                Tag::Part if token.fine == FineTag::Rb => {}
                _ => break,
            }
            start -= 1;
        }
        // "then the envoy": adverbs before no auxiliary may belong to what stands before them
        finite.then_some(start)
    }

    /// The noun phrase that ends before `end`.
    fn phrase_before(&self, end: usize, first: usize) -> Option<Range<usize>> {
        let last = end.checked_sub(1).filter(|&last| last >= first)?;
        if !matches!(
            self.tokens[last].tag,
            Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num
        ) {
            return None;
        }
        let mut start = last;
        while start > first && self.continues(start - 1, start) {
            start -= 1;
        }
        Some(start..end)
    }

    /// The noun phrase that begins at `start`.
    fn phrase_behind(&self, start: usize, end: usize) -> Option<Range<usize>> {
        if start >= end || !is_nominal(self.tokens[start].tag) {
            return None;
        }
        let mut next = start + 1;
        while next < end && self.continues(next - 1, next) {
            next += 1;
        }
        let last = self.tokens[next - 1].tag;
        matches!(last, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num).then_some(start..next)
    }

    /// Whether `right` goes on with the noun phrase that `left` belongs to.
    fn continues(&self, left: usize, right: usize) -> bool {
        let (left, right) = (self.tokens[left], self.tokens[right]);
        let inside = |fine: FineTag, tag: Tag| {
            is_nominal(tag) || matches!(fine, FineTag::Pos | FineTag::Hyphen | FineTag::Dollar)
        };
        let another = match right.tag {
            // "gave Japan *the* islands"
            Tag::Det | Tag::Pron => left.tag != Tag::Det,
            // "made Japan *angry*", "gave Japan *two* islands"
            Tag::Adj | Tag::Num => left.tag == Tag::Noun,
            _ => false,
        };
        // "gave *him* islands", but "*his* islands" and "*someone's* islands"
        let complete =
            left.tag == Tag::Pron && left.fine != FineTag::PrpS && right.fine != FineTag::Pos;
        inside(left.fine, left.tag) && inside(right.fine, right.tag) && !another && !complete
    }

    /// The head of a noun phrase: its last noun. Which word heads a name of several is open: "*Olaf* Scholz", "Labour *Party*".
    fn head_of(&self, phrase: Range<usize>) -> Option<usize> {
        let last = phrase.end - 1;
        let is_name = |at: usize| self.tokens[at].tag == Tag::Propn;
        let long = phrase.len() > 1 && is_name(last) && is_name(last - 1);
        (!long).then_some(last)
    }

    /// Whether the noun at `at` says when or how much: "met *Monday*", "met last *week*", "helped a *lot*".
    fn is_adverbial(&self, at: usize) -> bool {
        matches!(
            self.lemma(at).to_lowercase().as_str(),
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "bit"
                | "day"
                | "hour"
                | "lot"
                | "minute"
                | "way"
                | "week"
                | "month"
                | "year"
                | "time"
                | "morning"
                | "afternoon"
                | "evening"
                | "night"
                | "today"
                | "tomorrow"
                | "yesterday"
        )
    }
}

/// Whether a word with this tag can stand in a noun phrase.
fn is_nominal(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Det | Tag::Adj | Tag::Num | Tag::Noun | Tag::Propn | Tag::Pron
    )
}

#[cfg(test)]
mod tests {
    use super::super::examples::read;

    /// The text, with `*` before a verb, and its subject and object by tags alone, "-" for none.
    fn check(text: &str, wanted: [&str; 2]) {
        let (before, after) = text.split_once('*').expect("a verb is marked");
        let document = read(&format!("{before}{after}"));
        let verb = document.token_at(before.len());
        let found = [
            document.shallow_subject(verb),
            document.shallow_object(verb),
        ];
        let words = found.map(|at| at.map_or("-", |at| document.word(at)));
        assert_eq!(words, wanted, "{text:?}");
    }

    #[test]
    fn subjects() {
        check("The envoy *left.", ["envoy", "-"]);
        check("The head of the delegation *left.", ["head", "-"]);
        check("The envoy has not yet *left.", ["envoy", "-"]);
        check("On Monday the envoy *left.", ["envoy", "-"]);
        check("Japan and China *left.", ["Japan", "-"]);
        check("The treaty was *signed.", ["treaty", "-"]);
        check("They *left.", ["They", "-"]);
        check("The man who *left was tired.", ["who", "-"]);
        check("The minister wants to *leave.", ["-", "-"]);
        check("The envoy met the minister and *left.", ["-", "-"]);
        check("The envoy met Japan and China *left.", ["-", "-"]); // whom did he meet?
        check("Jean Moreau *left.", ["-", "-"]); // which word is the head?
    }

    #[test]
    fn objects() {
        check("They *met the new minister.", ["They", "minister"]);
        check("They *met Russia's envoy.", ["They", "envoy"]);
        check("They *met him.", ["They", "him"]);
        check("They *met Japan and China.", ["They", "Japan"]);
        check("They *met with the minister.", ["They", "-"]);
        check("They *met last week.", ["They", "-"]);
        check("They *knew the envoy had left.", ["They", "-"]);
        check("They *told the envoy to leave.", ["They", "-"]);
        check("They *gave him a letter.", ["They", "-"]);
        check("They *became ministers.", ["They", "-"]);
    }

    #[test]
    fn agreement_takes_both() {
        let agree = |text: &str, verb| read(text).arguments_agree(verb);
        assert!(agree("The envoy met the minister.", 2));
        assert!(!agree("The envoy met with the minister.", 2)); // no object
        assert!(!agree("The envoy wants to meet the minister.", 4)); // no subject of its own
        assert!(!agree("The envoy", 1)); // no verb
    }
}
