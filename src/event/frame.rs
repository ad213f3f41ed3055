//! What the rules of this room share: the text with its actors by token, and an act as it is being put together.

use crate::lexicon::events::{EventLexicon, Word};
use crate::types::{
    Actor, ActorId, ActorKind, ActorMention, Dependency, Document, EventClass, FineTag,
    MentionKind, Options, Silence, Span, Status, Tag, Timex, Topic, VerbForm,
};

/// The number of a mention, from 1; 0 for none. A token has two: a mention itself would take twenty times the room.
type Number = u32;

fn numbered(
    mentions: &[(ActorId, ActorMention)],
    number: Number,
) -> Option<(ActorId, ActorMention)> {
    mentions.get((number as usize).checked_sub(1)?).copied()
}

/// The text and what earlier stages found in it.
pub(super) struct Reading<'a> {
    pub(super) document: &'a Document,
    pub(super) timexes: &'a [Timex],
    pub(super) actors: &'a [Actor],
    pub(super) options: &'a Options,
    pub(super) lexicon: &'static EventLexicon,
    /// Every mention of an actor.
    mentions: Vec<(ActorId, ActorMention)>,
    /// The mention that hangs on each token.
    headed: Vec<Number>,
    /// The mentions of several actors that share one noun, by its token: "the ministers of France and Poland".
    sharing: Vec<(usize, ActorId, ActorMention)>,
    /// The name, if any, each token lies in.
    named: Vec<Number>,
    /// The time expression each token lies in.
    timed: Vec<bool>,
}

/// An actor in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Filler {
    pub(super) actor: ActorId,
    pub(super) span: Span,
    pub(super) rule: &'static str,
}

/// Who takes part in an act.
#[derive(Clone, Debug, Default)]
pub(super) struct Cast {
    pub(super) source: Vec<Filler>,
    pub(super) target: Vec<Filler>,
    /// Either side of a meeting or pact.
    pub(super) both: Vec<Filler>,
}

/// How an act is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// A word that takes a stance to another act.
    Stance,
}

/// An act as one place in the text tells it.
#[derive(Clone, Debug)]
pub(super) struct Act {
    pub(super) token: usize,
    pub(super) span: Span,
    /// Other words that name it: the noun of a light verb, the act a stance governs.
    pub(super) also: Vec<usize>,
    pub(super) lemma: String,
    pub(super) class: EventClass,
    pub(super) cameo: Option<&'static str>,
    pub(super) wording: Wording,
    pub(super) cast: Cast,
    pub(super) status: Status,
    pub(super) form: VerbForm,
    pub(super) topic: Option<Topic>,
    /// The statement that reports it, an index into the acts.
    pub(super) reported: Option<usize>,
    /// Media or unnamed sources that report it.
    pub(super) attributed: Option<ActorId>,
    pub(super) listed: bool,
    /// Why it is not listed, where that is so.
    pub(super) silence: Option<Silence>,
    /// Taken up into another act.
    pub(super) absorbed: bool,
    pub(super) rule: &'static str,
}

impl Act {
    /// An act just found at `token`: nobody in it yet, listed, and taken to have happened until something says otherwise.
    pub(super) fn new(
        token: usize,
        span: Span,
        lemma: &str,
        class: EventClass,
        wording: Wording,
        rule: &'static str,
    ) -> Self {
        Self {
            token,
            span,
            also: Vec::new(),
            lemma: lemma.to_owned(),
            class,
            cameo: None,
            wording,
            cast: Cast::default(),
            status: Status::Happened,
            form: VerbForm::default(),
            topic: None,
            reported: None,
            attributed: None,
            listed: true,
            silence: None,
            absorbed: false,
            rule,
        }
    }
}

impl Act {
    /// Takes it off the timeline.
    pub(super) fn leave_out(&mut self, why: Silence) {
        self.listed = false;
        self.silence.get_or_insert(why);
    }

    /// Everyone in it.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Filler> {
        let cast = [&self.cast.source, &self.cast.both, &self.cast.target];
        cast.into_iter().flatten()
    }
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        document: &'a Document,
        timexes: &'a [Timex],
        actors: &'a [Actor],
        options: &'a Options,
        lexicon: &'static EventLexicon,
    ) -> Self {
        let mut mentions: Vec<(ActorId, ActorMention)> = Vec::new();
        let mut headed: Vec<Number> = vec![0; document.tokens.len()];
        let mut named: Vec<Number> = vec![0; document.tokens.len()];
        let mut sharing = Vec::new();
        for (index, actor) in actors.iter().enumerate() {
            for &mention in &actor.mentions {
                mentions.push((ActorId(index), mention));
                let entry = Number::try_from(mentions.len()).unwrap_or(0);
                let narrower = |other| {
                    numbered(&mentions, other)
                        .is_none_or(|(_, other)| mention.span.len() > other.span.len())
                };
                if matches!(mention.rule, "noun-of" | "shared-noun" | "both-sides") {
                    sharing.push((mention.head, ActorId(index), mention));
                }
                if let Some(slot) = headed.get_mut(mention.head)
                    && narrower(*slot)
                {
                    *slot = entry;
                }
                for at in document.tokens_in(mention.span) {
                    if narrower(named[at]) {
                        named[at] = entry;
                    }
                }
            }
        }
        sharing.sort_by_key(|&(head, _, mention)| (head, mention.span));
        let mut timed = vec![false; document.tokens.len()];
        for timex in timexes {
            for at in document.tokens_in(timex.span) {
                timed[at] = true;
            }
        }
        Self {
            document,
            timexes,
            actors,
            options,
            lexicon,
            mentions,
            headed,
            sharing,
            named,
            timed,
        }
    }

    /// The mentions of the actors that share the noun at `at`; empty where one actor has it.
    pub(super) fn sharing(&self, at: usize) -> &[(usize, ActorId, ActorMention)] {
        let from = self.sharing.partition_point(|&(head, ..)| head < at);
        let to = self.sharing.partition_point(|&(head, ..)| head <= at);
        let shared = &self.sharing[from..to];
        if shared.len() > 1 { shared } else { &[] }
    }

    /// The mention whose head is `at`, else the one `at` lies in where its tree was cut another way.
    pub(super) fn mention(&self, at: usize) -> Option<(ActorId, ActorMention)> {
        self.head_of(at).or_else(|| {
            self.name_at(at).filter(|(_, mention)| {
                mention.kind != MentionKind::Modifier
                    && self.document.tokens_in(mention.span).contains(&at)
            })
        })
    }

    fn head_of(&self, at: usize) -> Option<(ActorId, ActorMention)> {
        numbered(&self.mentions, self.headed[at])
    }

    fn name_at(&self, at: usize) -> Option<(ActorId, ActorMention)> {
        numbered(&self.mentions, self.named[at])
    }

    /// The mention `at` heads or lies in, of any kind.
    pub(super) fn any_mention(&self, at: usize) -> Option<(ActorId, ActorMention)> {
        self.head_of(at).or(self.name_at(at))
    }

    /// Whether `at` is part of a name: "the Strike *Force*".
    pub(super) fn in_name(&self, at: usize) -> bool {
        self.document.tokens[at].tag == Tag::Propn && self.name_at(at).is_some()
            || self.name_at(at).is_some_and(|(_, mention)| {
                matches!(mention.kind, MentionKind::Name | MentionKind::Metonym)
                    && mention.head != at
                    && self
                        .document
                        .word(at)
                        .chars()
                        .next()
                        .is_some_and(char::is_uppercase)
            })
    }

    /// Whether `at` heads an actor that is no modifier.
    pub(super) fn is_actor(&self, at: usize) -> bool {
        self.head_of(at)
            .is_some_and(|(_, mention)| mention.kind != MentionKind::Modifier)
    }

    /// Whether `at` lies in a time expression.
    pub(super) fn in_time(&self, at: usize) -> bool {
        self.timed[at]
    }

    /// Whether `at` measures what hangs on it by time: "another *day* of diplomacy".
    fn is_measure(&self, at: usize) -> bool {
        self.in_time(at) || self.document.is_unit_of_time(at)
    }

    /// "another day of *diplomacy*": the measure, where the noun of talks at `at` is told as a stretch of time that goes on
    /// around the story.
    pub(super) fn stretch(&self, act: &Act) -> Option<usize> {
        let document = self.document;
        let measure = document.head(act.token)?;
        let goes_on = document
            .children_as(measure, &[Dependency::Det])
            .any(|determiner| matches!(document.form(determiner), "another" | "a" | "this"));
        let told = act.class == EventClass::Consult
            && act.wording == Wording::Noun
            && act.rule != "light-verb"
            && self.dependency(act.token) == Dependency::Nmod;
        (told && goes_on && self.is_measure(measure)).then_some(measure)
    }

    /// The dependency of `at`.
    pub(super) fn dependency(&self, at: usize) -> Dependency {
        self.document.tokens[at].dependency
    }

    /// The same actor, or two that act for one country; two people by their names are two.
    pub(super) fn alike(&self, first: ActorId, second: ActorId) -> bool {
        let (a, b) = (&self.actors[first.0], &self.actors[second.0]);
        let named = |actor: &Actor| {
            actor.kind == ActorKind::Person
                && actor
                    .mentions
                    .iter()
                    .any(|mention| mention.kind == MentionKind::Name)
        };
        first == second || a.country.is_some() && a.country == b.country && !(named(a) && named(b))
    }

    /// The senses of the verb `at`, by its lemma or, where that was guessed wrong ("bombe"), by its form.
    pub(super) fn verb_words(&self, at: usize) -> &'static [Word] {
        // "*test-fired* a missile": hyphens stand alone
        let tests = at >= 2
            && self.document.word(at - 1) == "-"
            && self.document.form(at - 2) == "test"
            && self.document.lemma(at) == "fire";
        if tests {
            return self.lexicon.verb("test-fire");
        }
        let words = self.lexicon.verb(self.document.lemma(at));
        if !words.is_empty() {
            return words;
        }
        let form = self.document.form(at);
        if let Some(lemma) = irregular(form) {
            return self.lexicon.verb(lemma);
        }
        ["ed", "d", "ing", "es", "s"]
            .iter()
            .filter_map(|ending| form.strip_suffix(ending))
            .map(|stem| self.lexicon.verb(stem))
            .find(|words| !words.is_empty())
            .or_else(|| {
                // "stockpiling"
                let stem = form.strip_suffix("ing")?;
                Some(self.lexicon.verb(&format!("{stem}e")))
            })
            .unwrap_or(&[])
    }

    /// Whether an actor belongs to public affairs: a state, its organs, people and parties, an armed group, a world body. Private
    /// persons do not, wherever they are from ("an Australian tourist"), nor do offices of no country ("police", "officials").
    fn is_public(&self, actor: ActorId) -> bool {
        const PRIVATE: [&str; 8] = ["CVL", "CRM", "BUS", "MED", "EDU", "HLH", "LAB", "AGR"];
        const WORLD: [&str; 8] = ["REB", "IGO", "NGO", "IMG", "NGM", "PTY", "OPP", "SEP"];
        let actor = &self.actors[actor.0];
        let code = actor.code.as_deref().unwrap_or_default();
        let private = actor.kind != ActorKind::Body
            && PRIVATE.iter().any(|role| code.ends_with(role))
            && actor
                .mentions
                .iter()
                .all(|mention| !self.is_plural(mention.head));
        // "a dozen *countries* expelled them"
        let states = matches!(
            actor.role.as_deref(),
            Some("country" | "nation" | "state" | "member state" | "member country")
        ) && actor
            .mentions
            .iter()
            .any(|mention| self.is_plural(mention.head));
        actor.country.is_some() && !private
            || states
            || WORLD.iter().any(|role| code.contains(role))
    }

    /// Whether an act is one of public affairs: someone in it is, or an office or army of a country not named does more than speak.
    pub(super) fn is_public_act(&self, act: &Act) -> bool {
        const OFFICES: [&str; 4] = ["GOV", "LEG", "MIL", "SPY"];
        let office = |filler: &Filler| {
            let code = self.actors[filler.actor.0].code.as_deref();
            code.is_some_and(|code| OFFICES.iter().any(|office| code.contains(office)))
        };
        // whoever takes to the streets makes a public matter of it
        act.class == EventClass::Protest && act.wording == Wording::Verb
            || act.parts().any(|filler| {
                // "three Texas children died": nobody's affair but theirs
                let died = act.class == EventClass::Other && self.is_civilian(filler.actor);
                self.is_public(filler.actor) && !died
            })
            || act.class != EventClass::Statement
                && act.cast.source.iter().chain(&act.cast.both).any(office)
            || act.cast.source.iter().any(|filler| self.is_minister(filler.actor))
            // "the NCB ordered a minister to appear"
            || act.class != EventClass::Statement
                && act.cast.source.iter().any(|filler| self.is_agency(filler))
            // "teachers demanded a raise from the government"
            || matches!(act.class, EventClass::Request | EventClass::Threaten)
                && !act.cast.source.is_empty()
                && act.cast.target.iter().any(office)
            // "the attack killed twenty soldiers"
            || act.class == EventClass::Assault && act.cast.target.iter().any(office)
            // "a judge barred the ministry from deporting them"
            || matches!(act.class, EventClass::Coerce | EventClass::Accuse)
                && act.cast.source.iter().any(|filler| self.is_judge(filler.actor))
                && act.cast.target.iter().any(office)
    }

    fn is_civilian(&self, actor: ActorId) -> bool {
        let code = self.actors[actor.0].code.as_deref();
        code.is_some_and(|code| code.ends_with("CVL"))
    }

    /// Whether it is called by letters alone, as agencies and armed groups are: "the NCB".
    fn is_agency(&self, filler: &Filler) -> bool {
        let name = self
            .document
            .slice(filler.span)
            .rsplit(' ')
            .next()
            .unwrap_or_default();
        self.actors[filler.actor.0].kind == ActorKind::Body
            && name.len() > 2
            && name.chars().all(char::is_uppercase)
    }

    /// Whether it is somebody with a name who holds an office of state: what a minister says is public.
    fn is_judge(&self, actor: ActorId) -> bool {
        let code = self.actors[actor.0].code.as_deref();
        code.is_some_and(|code| code.ends_with("JUD"))
    }

    fn is_minister(&self, actor: ActorId) -> bool {
        let actor = &self.actors[actor.0];
        actor.kind == ActorKind::Person
            && actor
                .code
                .as_deref()
                .is_some_and(|code| code.contains("GOV"))
            && actor
                .role
                .as_deref()
                .is_some_and(|role| role.ends_with("minister"))
    }

    /// "Iraqis", "workers": many at once.
    fn is_plural(&self, at: usize) -> bool {
        matches!(self.document.tokens[at].fine, FineTag::Nns | FineTag::Nnps)
    }

    /// Whether an actor is a news medium or an unnamed source.
    pub(super) fn is_medium(&self, actor: ActorId) -> bool {
        let actor = &self.actors[actor.0];
        actor
            .code
            .as_deref()
            .is_some_and(|code| code.contains("MED"))
            || actor.role.as_deref().is_some_and(is_media_noun)
    }
}

/// The verb of an irregular past that has no ending to take off.
fn irregular(form: &str) -> Option<&'static str> {
    Some(match form {
        "struck" | "stricken" => "strike",
        "shot" => "shoot",
        "fought" => "fight",
        "sought" => "seek",
        "fled" => "flee",
        "slain" | "slew" => "slay",
        "sank" | "sunk" => "sink",
        "broke" | "broken" => "break",
        "withdrew" | "withdrawn" => "withdraw",
        "overthrew" | "overthrown" => "overthrow",
        "overran" => "overrun",
        "forbade" | "forbidden" => "forbid",
        "swore" | "sworn" => "swear",
        "threw" | "thrown" => "throw",
        "flew" | "flown" => "fly",
        "arose" | "arisen" => "arise",
        "rose" | "risen" => "rise",
        "hung" => "hang",
        "dealt" => "deal",
        "lent" => "lend",
        "sold" => "sell",
        "held" => "hold",
        "laid" => "lay",
        "paid" => "pay",
        "took" | "taken" => "take",
        "retook" | "retaken" => "retake",
        "gave" | "given" => "give",
        "shut" => "shut",
        "won" => "win",
        "chose" | "chosen" => "choose",
        "spoke" | "spoken" => "speak",
        "went" | "gone" => "go",
        _ => return None,
    })
}

/// Nouns that only pass on what others did: no one's statement.
pub(super) fn is_media_noun(lemma: &str) -> bool {
    matches!(
        lemma,
        "newspaper"
            | "agency"
            | "media"
            | "source"
            | "sources"
            | "radio"
            | "television"
            | "daily"
            | "tv"
            | "press"
            | "witness"
            | "witnesses"
            | "eyewitness"
            | "report"
            | "magazine"
            | "paper"
            | "weekly"
            | "broadcaster"
            | "reporter"
            | "journalist"
            | "correspondent"
            | "channel"
            | "analyst"
            | "observer"
            | "expert"
            | "reports"
            | "newspapers"
            | "analysts"
    )
}
