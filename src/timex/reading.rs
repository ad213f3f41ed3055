//! What the rules look at: the tokens of one sentence with their classes, and what the discourse has dated so far.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::classes::{self, Class};
use super::story;
use super::words::{Kinds, Shape, Word};
use crate::types::{
    Anchor, Dependency, Depth, Direction, Document, FineTag, Grain, Length, Modifier, Offset,
    Period, TimeValue, Timex, TimexId, TimexKind, Token, Why,
};

/// A sentence being read.
pub(super) struct Reading<'a> {
    pub(super) document: &'a Document,
    pub(super) published: Option<NaiveDate>,
    /// What the text has dated so far.
    pub(super) discourse: Discourse,
    /// Whether the text tells of long ago rather than of the days around its publication.
    pub(super) narrative: bool,
    /// The classes of the tokens of the sentence.
    words: Vec<Class>,
    /// Their lower-case forms.
    forms: Vec<&'a str>,
    sentence: Range<usize>,
    /// What a rule asked for and the sentence does not have.
    lacks: Cell<Option<Depth>>,
    /// The day found last and where it was looked for: several rules ask for the same one.
    day: RefCell<Option<(usize, Option<Found>)>>,
}

/// How many tokens before a date its clause opens at most.
const CLAUSE: usize = 15;

/// Words that open a clause that says when, why or which.
const CLAUSE_OPENERS: &[&str] = &[
    "after", "although", "as", "because", "before", "if", "since", "that", "though", "until",
    "when", "where", "which", "while", "who", "whom", "whose", "once", "till",
];

/// What a document has told up to some sentence.
pub(super) struct Finder {
    pub(super) discourse: Discourse,
    /// Whether the text tells of long ago rather than of the days around its publication.
    narrative: bool,
    pub(super) timexes: Vec<Timex>,
    /// The tokens of each expression.
    pub(super) tokens: Vec<Range<usize>>,
    /// Room for the classes of a sentence.
    words: Vec<Class>,
}

impl Finder {
    pub(super) fn new(document: &Document) -> Self {
        Self {
            discourse: Discourse::default(),
            narrative: story::is_narrative(document),
            timexes: Vec::new(),
            tokens: Vec::new(),
            words: Vec::new(),
        }
    }
}

/// The dates the text has named so far, the last one of each grain, with the expression that named it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Discourse {
    /// The sentence that dated the text last.
    pub(super) sentence: Option<u32>,
    pub(super) moment: Option<(NaiveDateTime, TimexId)>,
    pub(super) day: Option<(NaiveDate, TimexId)>,
    pub(super) week: Option<(Period, TimexId)>,
    pub(super) month: Option<(Period, TimexId)>,
    pub(super) quarter: Option<(Period, TimexId)>,
    pub(super) year: Option<(i32, TimexId)>,
}

/// What a rule found: tokens `first..end` and their meaning.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) kind: TimexKind,
    pub(super) meaning: Meaning,
    pub(super) modifier: Option<Modifier>,
    pub(super) shift: Option<Direction>,
    pub(super) rule: &'static str,
}

/// A value, what it was resolved against, and the value before that.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    pub(super) value: TimeValue,
    pub(super) anchor: Anchor,
    pub(super) relative: Option<String>,
}

impl Meaning {
    /// A value that needs no anchor.
    pub(super) fn absolute(value: TimeValue) -> Self {
        Self {
            value,
            anchor: Anchor::None,
            relative: None,
        }
    }

    /// A stretch of calendar that needs no anchor; `None` lies outside the calendar.
    pub(super) fn period(period: Option<Period>) -> Self {
        Self::absolute(period.map_or(TimeValue::Unresolved(Why::OutOfCalendar), TimeValue::Period))
    }

    /// A length.
    pub(super) fn length(length: Length) -> Self {
        Self::absolute(TimeValue::Length(length))
    }

    /// An open step from something the discourse tells of.
    pub(super) fn offset(direction: Direction, length: Length) -> Self {
        Self {
            value: TimeValue::Offset(Offset { direction, length }),
            anchor: Anchor::Discourse,
            relative: Some(length.value()),
        }
    }

    /// The stretch of calendar, where it is one.
    pub(super) fn as_period(&self) -> Option<Period> {
        match self.value {
            TimeValue::Period(period) => Some(period),
            _ => None,
        }
    }

    /// The same anchor and openness, with another period made from this one.
    pub(super) fn map(
        self,
        relative: impl FnOnce(&str) -> String,
        f: impl FnOnce(Period) -> Option<Period>,
    ) -> Self {
        let value = match self.value {
            TimeValue::Period(period) => {
                f(period).map_or(TimeValue::Unresolved(Why::OutOfCalendar), TimeValue::Period)
            }
            other => other,
        };
        Self {
            value,
            anchor: self.anchor,
            relative: self.relative.map(|text| relative(&text)),
        }
    }
}

impl Found {
    pub(super) fn new(
        first: usize,
        end: usize,
        kind: TimexKind,
        meaning: Meaning,
        rule: &'static str,
    ) -> Self {
        Self {
            first,
            end,
            kind,
            meaning,
            modifier: None,
            shift: None,
            rule,
        }
    }

    /// A DATE.
    pub(super) fn date(first: usize, end: usize, meaning: Meaning, rule: &'static str) -> Self {
        Self::new(first, end, TimexKind::Date, meaning, rule)
    }

    /// A TIME.
    pub(super) fn time(first: usize, end: usize, meaning: Meaning, rule: &'static str) -> Self {
        Self::new(first, end, TimexKind::Time, meaning, rule)
    }

    /// A DURATION.
    pub(super) fn duration(first: usize, end: usize, length: Length, rule: &'static str) -> Self {
        Self::new(
            first,
            end,
            TimexKind::Duration,
            Meaning::length(length),
            rule,
        )
    }

    /// `PAST_REF`, `PRESENT_REF` or `FUTURE_REF`.
    pub(super) fn vague(
        first: usize,
        end: usize,
        direction: Direction,
        rule: &'static str,
    ) -> Self {
        Self::date(
            first,
            end,
            Meaning::absolute(TimeValue::Vague(direction)),
            rule,
        )
    }

    pub(super) fn modified(mut self, modifier: Option<Modifier>) -> Self {
        self.modifier = self.modifier.or(modifier);
        self
    }

    pub(super) fn shifted(mut self, shift: Direction) -> Self {
        self.shift = Some(shift);
        self
    }

    /// Tokens covered.
    pub(super) fn len(&self) -> usize {
        self.end - self.first
    }
}

impl<'a> Reading<'a> {
    /// The sentence with these tokens, after what `finder` has read.
    pub(super) fn new(document: &'a Document, sentence: Range<usize>, finder: &mut Finder) -> Self {
        let mut words = std::mem::take(&mut finder.words);
        words.clear();
        let tokens = &document.tokens[sentence.clone()];
        let class = |token: &Token| classes::class_within(&document.forms, token.form);
        words.extend(tokens.iter().map(class));
        classes::silence_noise(&mut words);
        classes::look_ahead(&mut words);
        Self {
            document,
            published: document.published.map(|published| published.date),
            discourse: finder.discourse,
            narrative: finder.narrative,
            words,
            forms: sentence.clone().map(|at| document.form(at)).collect(),
            sentence,
            lacks: Cell::new(None),
            day: RefCell::default(),
        }
    }

    /// Gives back to `finder` what the sentence adds; says what a rule asked for that is not there.
    pub(super) fn done(self, finder: &mut Finder) -> Option<Depth> {
        finder.discourse = self.discourse;
        finder.words = self.words;
        self.lacks.get()
    }

    /// The Penn Treebank tag of token `at`, [`FineTag::None`] where nothing has tagged it, and outside the sentence. Every look at a tag or a tree
    /// goes through here or [`Reading::need_tree`], so that a sentence without one can be parsed where that matters.
    pub(super) fn fine(&self, at: usize) -> FineTag {
        if !self.sentence.contains(&at) {
            return FineTag::None;
        }
        let fine = self.document.tokens[at].fine;
        if fine == FineTag::None {
            self.lacks.set(self.lacks.get().max(Some(Depth::Tags)));
        }
        fine
    }

    /// Says that a tree decides what an expression of this sentence means.
    pub(super) fn need_tree(&self) {
        let at = self.sentence.start;
        if !self
            .document
            .tokens
            .get(at)
            .is_some_and(|_| self.document.sentence_of(at).parsed)
        {
            self.lacks.set(Some(Depth::Tree));
        }
    }

    /// The day that begins at token `at`, which `find` looks for where it was not the last one asked for.
    pub(super) fn once(&self, at: usize, find: impl FnOnce() -> Option<Found>) -> Option<Found> {
        if let Some((held, found)) = &*self.day.borrow()
            && *held == at
        {
            return found.clone();
        }
        let found = find();
        *self.day.borrow_mut() = Some((at, found.clone()));
        found
    }

    /// The first token of the sentence.
    pub(super) fn start(&self) -> usize {
        self.sentence.start
    }

    /// The token after the last one of the sentence.
    pub(super) fn end(&self) -> usize {
        self.sentence.end
    }

    /// The class of token `at`; [`Word::Other`] outside the sentence.
    pub(super) fn word(&self, at: usize) -> Word {
        let class = self.words.get(at.wrapping_sub(self.sentence.start));
        class.map_or(Word::Other, |class| class.word)
    }

    /// Whether an expression can begin at token `at` of the sentence.
    pub(super) fn can_begin(&self, at: usize) -> bool {
        let class = self.words[at - self.sentence.start];
        class.carried_by != 0 && class.word != Word::Other && !self.only_counts(at, class.word)
    }

    /// The kinds of the words that can carry an expression that begins at token `at`; none outside the sentence.
    pub(super) fn carried_by(&self, at: usize) -> Kinds {
        let class = self.words.get(at.wrapping_sub(self.sentence.start));
        class.map_or(0, |class| class.carried_by)
    }

    /// Whether the number at `at` counts what follows it, or stands in a row of numbers: "150,000 troops", "12 34 5".
    fn only_counts(&self, at: usize, word: Word) -> bool {
        let Word::Number(number) = word else {
            return false;
        };
        // "1998", "1500 GMT", "20220304"; "10.30 Moscow time"
        if matches!(number.shape, Shape::Digits(4 | 8))
            || number.shape == Shape::Marked && number.thousandths < 24_000
        {
            return false;
        }
        let next = at + 1 - self.sentence.start;
        match self.words.get(next) {
            Some(class) => match class.word {
                Word::Other => !class.follows_number,
                Word::Number(next) => {
                    number.shape != Shape::Letters && next.shape != Shape::Letters
                }
                _ => false,
            },
            None => false,
        }
    }

    /// The lower-case form of token `at`; empty outside the sentence.
    pub(super) fn form(&self, at: usize) -> &'a str {
        let form = self.forms.get(at.wrapping_sub(self.sentence.start));
        form.copied().unwrap_or_default()
    }

    /// The form of the token `back` places before `at`.
    pub(super) fn before(&self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |at| self.form(at))
    }

    /// Whether token `at` has this form.
    pub(super) fn is(&self, at: usize, form: &str) -> bool {
        self.form(at) == form
    }

    /// Whether token `at` has one of these forms.
    pub(super) fn is_any(&self, at: usize, forms: &[&str]) -> bool {
        forms.contains(&self.form(at))
    }

    /// `at`, or the place after it where it has one of these forms.
    pub(super) fn skip(&self, at: usize, forms: &[&str]) -> usize {
        if self.is_any(at, forms) { at + 1 } else { at }
    }

    /// Whether token `at` begins with a capital.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.sentence.contains(&at)
            && self
                .document
                .word(at)
                .chars()
                .next()
                .is_some_and(char::is_uppercase)
    }

    /// Whether token `at` follows the one before it without a blank.
    pub(super) fn glued(&self, at: usize) -> bool {
        at > self.start()
            && at < self.end()
            && self.document.tokens[at - 1].span.end == self.document.tokens[at].span.start
    }

    /// Resolves against the day of publication.
    pub(super) fn by_publication(
        &self,
        relative: String,
        resolve: impl FnOnce(NaiveDate) -> Option<Period>,
    ) -> Meaning {
        Meaning {
            value: match self.published {
                None => TimeValue::Unresolved(Why::NoPublicationDate),
                Some(date) => resolve(date)
                    .map_or(TimeValue::Unresolved(Why::OutOfCalendar), TimeValue::Period),
            },
            anchor: Anchor::Published,
            relative: Some(relative),
        }
    }

    /// Resolves against the last day the text has named, else the day of publication.
    pub(super) fn by_day_at_hand(
        &self,
        relative: String,
        resolve: impl FnOnce(NaiveDate) -> Option<Period>,
    ) -> Meaning {
        let Some((day, id)) = self.discourse.day else {
            return self.by_publication(relative, resolve);
        };
        Meaning {
            value: resolve(day)
                .map_or(TimeValue::Unresolved(Why::OutOfCalendar), TimeValue::Period),
            anchor: Anchor::Timex(id),
            relative: Some(relative),
        }
    }

    /// Whether the token stands in a clause with a finite verb that says when, why or which.
    fn is_aside(&self, at: usize) -> bool {
        use Dependency::{Acl, AclRelcl, Advcl};
        let opens_clause = |at: usize| CLAUSE_OPENERS.contains(&self.form(at));
        if !(self.sentence.start.max(at.saturating_sub(CLAUSE))..at).any(opens_clause) {
            return false;
        }
        self.need_tree();
        let document = self.document;
        let mut here = at;
        for _ in 0..document.sentence_of(at).tokens.len() {
            let aside = matches!(document.tokens[here].dependency, Acl | AclRelcl | Advcl);
            if aside && document.has_finite_verb(here) {
                return true;
            }
            let Some(head) = document.head(here) else {
                return false;
            };
            here = head;
        }
        false
    }

    /// Keeps what `timex`, number `id`, which begins at token `at`, says about where in time the text is.
    pub(super) fn remember(&mut self, timex: &Timex, at: usize, id: TimexId) {
        let Some(period) = timex.period() else {
            return;
        };
        self.day.take();
        // what is compared with does not move the text to another quarter or year
        if matches!(
            timex.rule,
            "year-ago" | "units-earlier" | "ago" | "same-quarter"
        ) && period.grain >= Grain::Quarter
        {
            return;
        }
        let sentence = self.document.tokens.get(at).map(|token| token.sentence);
        // "left on Tuesday, for the first time since the war began on May 3": the text stays with Tuesday
        if sentence.is_some() && self.discourse.sentence == sentence && self.is_aside(at) {
            return;
        }
        self.discourse.sentence = sentence;
        let day = period.first_day();
        match period.grain {
            Grain::Second | Grain::Minute | Grain::Hour => {
                self.discourse.moment = Some((period.start, id));
                self.discourse.day = Some((day, id));
            }
            Grain::DayPart(_) | Grain::Day => {
                self.discourse.moment = None;
                self.discourse.day = Some((day, id));
            }
            Grain::Week | Grain::Weekend => self.discourse.week = Some((period, id)),
            Grain::Quarter => self.discourse.quarter = Some((period, id)),
            Grain::Month => self.discourse.month = Some((period, id)),
            _ => {}
        }
        if !matches!(period.grain, Grain::Decade | Grain::Century | Grain::Range) {
            self.discourse.year = Some((day.year(), id));
        }
    }
}
