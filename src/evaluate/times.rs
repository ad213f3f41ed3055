//! Time expressions held against those a person marked, with the measures of TempEval-3 (`UzZaman` et al. 2013).

use std::fmt::Write as _;

use serde::Serialize;

use crate::types::{MarkedTime, Span};

/// A text, the expressions marked in it, and those found.
#[derive(Clone, Debug, Default)]
pub struct JudgedTimes {
    /// The name of the document.
    pub name: String,
    /// The text all spans point into.
    pub text: String,
    /// What a person marked, by place.
    pub gold: Vec<MarkedTime>,
    /// What was found, by place.
    pub found: Vec<MarkedTime>,
}

/// How well the expressions of all documents taken together were found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimesScores {
    /// How many documents were read.
    pub documents: usize,
    /// How many expressions are marked.
    pub gold: usize,
    /// How many were found.
    pub found: usize,
    /// Marked and found expressions that share a character, one to one.
    pub relaxed: Score,
    /// Those with the same extent, blanks at the ends aside.
    pub strict: Score,
    /// Those that overlap and have the same TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: Score,
    /// Those that overlap and have the same TIMEX3 value, compared as a string.
    pub value: Score,
    /// Each error, by kind.
    pub errors: Errors,
}

/// Hits over what was found, over what is marked, and the harmonic mean of the two, in percent with two decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Score {
    /// How many are right.
    pub hits: usize,
    /// Of what was found.
    pub precision: f64,
    /// Of what is marked.
    pub recall: f64,
    /// F1.
    pub f1: f64,
}

/// What is wrong; an expression can be wrong in more than one way.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Errors {
    /// Marked, and not found.
    pub missed: Vec<Mismatch>,
    /// Found, and not marked.
    pub spurious: Vec<Mismatch>,
    /// Found with another extent.
    pub extent: Vec<Mismatch>,
    /// Found with another type.
    #[serde(rename = "type")]
    pub kind: Vec<Mismatch>,
    /// Found with another value.
    pub value: Vec<Mismatch>,
}

/// A marked expression and the one found in its place; one of the two may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// The name of the document.
    pub document: String,
    /// What is marked.
    pub gold: Option<Expression>,
    /// What was found.
    pub found: Option<Expression>,
}

/// An expression with its words; the place counts Unicode code points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expression {
    /// The first character.
    pub start: usize,
    /// The character after the last one.
    pub end: usize,
    /// The words.
    pub text: String,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value.
    pub value: String,
}

/// Scores `documents` taken together.
///
/// ```
/// use demarche::evaluate::{self, JudgedTimes};
/// use demarche::types::{MarkedTime, Span};
///
/// let monday = MarkedTime {
///     span: Span::new(3, 9),
///     kind: "DATE".to_owned(),
///     value: "2022-02-14".to_owned(),
///     modifier: None,
/// };
/// let scores = evaluate::times(&[JudgedTimes {
///     name: "a".to_owned(),
///     text: "on Monday".to_owned(),
///     gold: vec![monday.clone()],
///     found: vec![MarkedTime { value: "2022-02-21".to_owned(), ..monday }],
/// }]);
/// assert_eq!((scores.strict.f1, scores.value.f1), (100.0, 0.0));
/// assert_eq!(scores.errors.value.len(), 1);
/// ```
pub fn times(documents: &[JudgedTimes]) -> TimesScores {
    let mut scores = TimesScores::default();
    for document in documents {
        scores.documents += 1;
        scores.gold += document.gold.len();
        scores.found += document.found.len();
        judge(document, &mut scores);
    }
    let (gold, found) = (scores.gold, scores.found);
    for score in [
        &mut scores.relaxed,
        &mut scores.strict,
        &mut scores.kind,
        &mut scores.value,
    ] {
        *score = Score::of(score.hits, found, gold);
    }
    scores
}

/// Adds the hits and errors of one document.
fn judge(document: &JudgedTimes, scores: &mut TimesScores) {
    let places = Places::new(&document.text);
    let gold: Vec<Span> = document
        .gold
        .iter()
        .map(|time| places.squeezed(time.span))
        .collect();
    let found: Vec<Span> = document
        .found
        .iter()
        .map(|time| places.squeezed(time.span))
        .collect();
    let pairs = align(&gold, &found);
    let mismatch = |gold: Option<usize>, found: Option<usize>| Mismatch {
        document: document.name.clone(),
        gold: gold.map(|index| places.expression(&document.gold[index])),
        found: found.map(|index| places.expression(&document.found[index])),
    };
    let mut met = vec![false; found.len()];
    for (index, pair) in pairs.into_iter().enumerate() {
        let Some(other) = pair else {
            scores.errors.missed.push(mismatch(Some(index), None));
            continue;
        };
        met[other] = true;
        let (wanted, got) = (&document.gold[index], &document.found[other]);
        scores.relaxed.hits += 1;
        let errors = &mut scores.errors;
        for (right, score, list) in [
            (
                gold[index] == found[other],
                &mut scores.strict,
                &mut errors.extent,
            ),
            (wanted.kind == got.kind, &mut scores.kind, &mut errors.kind),
            (
                wanted.value == got.value,
                &mut scores.value,
                &mut errors.value,
            ),
        ] {
            if right {
                score.hits += 1;
            } else {
                list.push(mismatch(Some(index), Some(other)));
            }
        }
    }
    let unmet = (0..found.len()).filter(|&index| !met[index]);
    scores
        .errors
        .spurious
        .extend(unmet.map(|index| mismatch(None, Some(index))));
}

/// For each of `gold`, the one of `found` it shares characters with: equal extents first, then those that share most, then
/// by place; each is taken once.
fn align(gold: &[Span], found: &[Span]) -> Vec<Option<usize>> {
    let mut shared = Vec::new();
    for (index, wanted) in gold.iter().enumerate() {
        // what is found does not overlap: the ends are in order
        let first = found.partition_point(|got| got.end <= wanted.start);
        for (other, got) in found.iter().enumerate().skip(first) {
            if got.start >= wanted.end {
                break;
            }
            let common = wanted
                .end
                .min(got.end)
                .saturating_sub(wanted.start.max(got.start));
            if common > 0 {
                shared.push((wanted != got, std::cmp::Reverse(common), index, other));
            }
        }
    }
    shared.sort_unstable();
    let mut pairs = vec![None; gold.len()];
    let mut taken = vec![false; found.len()];
    for (_, _, index, other) in shared {
        if pairs[index].is_none() && !taken[other] {
            pairs[index] = Some(other);
            taken[other] = true;
        }
    }
    pairs
}

impl Score {
    fn of(hits: usize, found: usize, gold: usize) -> Self {
        let (precision, recall) = (ratio(hits, found), ratio(hits, gold));
        let f1 = if hits == 0 {
            0.0
        } else {
            2.0 * precision * recall / (precision + recall)
        };
        let percent = |part: f64| (part * 10_000.0).round() / 100.0;
        Self {
            hits,
            precision: percent(precision),
            recall: percent(recall),
            f1: percent(f1),
        }
    }
}

#[allow(clippy::cast_precision_loss)] // counts of expressions
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// Byte places of a text in other units.
struct Places<'a> {
    text: &'a str,
    /// Characters, and those that are no blanks, before each byte that begins one.
    before: Vec<(usize, usize)>,
}

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Self {
        let mut before = vec![(0, 0); text.len() + 1];
        let (mut characters, mut solid) = (0, 0);
        for (at, c) in text.char_indices() {
            before[at] = (characters, solid);
            characters += 1;
            // as the usual scorers have it, which count the separators of ASCII among the blanks
            let blank = c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}');
            solid += usize::from(!blank);
        }
        before[text.len()] = (characters, solid);
        Self { text, before }
    }

    /// The span counted in characters that are no blanks, so that blanks at its ends do not matter.
    fn squeezed(&self, span: Span) -> Span {
        Span::new(self.before[span.start].1, self.before[span.end].1)
    }

    fn expression(&self, time: &MarkedTime) -> Expression {
        Expression {
            start: self.before[time.span.start].0,
            end: self.before[time.span.end].0,
            text: self.text[time.span.start..time.span.end].to_owned(),
            kind: time.kind.clone(),
            value: time.value.clone(),
        }
    }
}

impl TimesScores {
    /// Whether all that is marked was found as it is marked, and nothing else.
    pub fn agrees(&self) -> bool {
        self.errors
            .by_kind()
            .iter()
            .all(|(_, list)| list.is_empty())
    }

    /// The table of scores, then the errors by kind, a line each.
    pub fn text(&self) -> String {
        let mut out = format!(
            "{} documents, {} expressions marked, {} found\n\n{:8} {:>9} {:>7} {:>7} {:>6}\n",
            self.documents, self.gold, self.found, "", "precision", "recall", "F1", "hits"
        );
        for (name, score) in [
            ("relaxed", &self.relaxed),
            ("strict", &self.strict),
            ("type", &self.kind),
            ("value", &self.value),
        ] {
            let _ = writeln!(
                out,
                "{name:8} {:9.2} {:7.2} {:7.2} {:6}",
                score.precision, score.recall, score.f1, score.hits
            );
        }
        for (name, list) in self.errors.by_kind() {
            if list.is_empty() {
                continue;
            }
            let _ = writeln!(out, "\n{name}: {}", list.len());
            for mismatch in list {
                let _ = writeln!(out, "  {}", plain(&mismatch.text()));
            }
        }
        out
    }
}

impl Errors {
    fn by_kind(&self) -> [(&'static str, &Vec<Mismatch>); 5] {
        [
            ("missed", &self.missed),
            ("spurious", &self.spurious),
            ("extent", &self.extent),
            ("type", &self.kind),
            ("value", &self.value),
        ]
    }
}

impl Mismatch {
    fn text(&self) -> String {
        let name = &self.document;
        match (&self.gold, &self.found) {
            (Some(gold), None) => format!("{name}: wanted {}", gold.text_with_place()),
            (None, Some(found)) => format!("{name}: got {}", found.text_with_place()),
            (Some(gold), Some(found)) => format!(
                "{name}: wanted {}, got {}",
                gold.text_with_place(),
                found.text_with_place()
            ),
            (None, None) => name.clone(),
        }
    }
}

impl Expression {
    fn text_with_place(&self) -> String {
        let Self {
            start,
            end,
            text,
            kind,
            value,
        } = self;
        format!("‘{text}’ {start}..{end} {kind} {value}")
    }
}

/// `text` on one line, control characters shown.
fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            plain.extend(c.escape_unicode());
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks in `text`: `[words|TYPE|value]`.
    fn marked(text: &str) -> (String, Vec<MarkedTime>) {
        let mut plain = String::new();
        let mut times = Vec::new();
        for (number, part) in text.split(['[', ']']).enumerate() {
            let start = plain.len();
            let mut fields = part.split('|');
            plain.push_str(fields.next().unwrap_or_default());
            if number % 2 == 1 {
                times.push(MarkedTime {
                    span: Span::new(start, plain.len()),
                    kind: fields.next().unwrap_or_default().to_owned(),
                    value: fields.next().unwrap_or_default().to_owned(),
                    modifier: None,
                });
            }
        }
        (plain, times)
    }

    fn score(gold: &str, found: &str) -> TimesScores {
        let (text, gold) = marked(gold);
        let (same, found) = marked(found);
        assert_eq!(text, same, "the marks change no text");
        times(&[JudgedTimes {
            name: "a".to_owned(),
            text,
            gold,
            found,
        }])
    }

    #[test]
    fn each_kind_of_error() {
        let scores = score(
            "[Monday|DATE|A] and [late May|DATE|B], [two days|DURATION|P2D] [now|DATE|PRESENT_REF] [1998|DATE|1998]",
            "[Monday|DATE|A] [and|SET|X] late [May|DATE|C], [two days|DATE|P2D] now [1998|DATE|1998]",
        );
        let hits = |score: Score| score.hits;
        assert_eq!((scores.gold, scores.found), (5, 5));
        assert_eq!(hits(scores.relaxed), 4);
        assert_eq!(hits(scores.strict), 3);
        assert_eq!(hits(scores.kind), 3);
        assert_eq!(hits(scores.value), 3);
        let lengths = scores.errors.by_kind().map(|(_, list)| list.len());
        assert_eq!(lengths, [1, 1, 1, 1, 1]);
        assert!(!scores.agrees());
        let text = scores.text();
        assert!(
            text.contains("\nrelaxed      80.00   80.00   80.00      4\n"),
            "{text}"
        );
        assert!(
            text.contains(
                "extent: 1\n  a: wanted ‘late May’ 11..19 DATE B, got ‘May’ 16..19 DATE C\n"
            ),
            "{text}"
        );
        assert!(text.contains("missed: 1\n  a: wanted ‘now’ "), "{text}");
        assert!(text.contains("spurious: 1\n  a: got ‘and’ "), "{text}");
    }

    #[test]
    fn blanks_at_the_ends_do_not_matter() {
        assert!(score("on[ Monday\n|DATE|A]x", "on [Monday|DATE|A]\nx").agrees());
        let scores = score("[é Monday|DATE|A]", "é [Monday|DATE|A]");
        assert_eq!((scores.relaxed.hits, scores.strict.hits), (1, 0));
        let found = scores.errors.extent[0].found.as_ref();
        assert_eq!(found.map(|found| (found.start, found.end)), Some((2, 8)));
    }

    #[test]
    fn one_meets_one() {
        // two marks in one finding: the longer overlap meets it
        let scores = score("[May|DATE|A] [3, 1998|DATE|B]", "[May 3, 1998|DATE|B]");
        assert_eq!((scores.relaxed.hits, scores.value.hits), (1, 1));
        assert_eq!(scores.errors.missed.len(), 1);
        assert_eq!(format!("{:.2}", scores.relaxed.recall), "50.00");
        // an equal extent before a longer overlap
        let scores = score("[May 3|DATE|A]", "[May|DATE|B] [3|DATE|A]");
        assert_eq!(scores.relaxed.hits, 1);
        assert_eq!(scores.errors.spurious.len(), 1);
    }

    #[test]
    fn nothing_is_no_hit() {
        let scores = score("a", "a");
        assert_eq!(format!("{:.2}", scores.relaxed.f1), "0.00");
        assert!(scores.agrees());
    }
}
