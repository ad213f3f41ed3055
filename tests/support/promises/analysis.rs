//! What holds of an [`Analysis`] of any text: places on character boundaries, cuts without loss, times that do not end before
//! they begin, an order that does not run in a circle.

use demarche::types::{Analysis, Document, Fate, Node, RelationKind, Sentence, Span, Timex};

/// Everything below.
pub fn sound(analysis: &Analysis) {
    cut_without_loss(&analysis.document);
    trees(&analysis.document);
    times(&analysis.document, &analysis.timexes);
    places(analysis);
    windows(analysis);
    fates(analysis);
    no_circle(analysis);
    events_stay_in_order(analysis);
}

/// A span is a slice of the text, not turned round.
pub fn place(document: &Document, span: Span) {
    let text = &document.text;
    assert!(span.start <= span.end, "{span:?} in {text:?}");
    assert!(
        text.get(span.start..span.end).is_some(),
        "{span:?} in {text:?}"
    );
}

/// Tokens hold every character that is no blank; sentences hold all tokens and paragraphs all sentences, in order.
pub fn cut_without_loss(document: &Document) {
    let text = &document.text;
    let words: String = document
        .tokens
        .iter()
        .map(|token| document.slice(token.span))
        .collect();
    let wanted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    assert_eq!(words, wanted, "{text:?}");

    let (mut token, mut end) = (0, 0);
    for (index, sentence) in document.sentences.iter().enumerate() {
        place(document, sentence.span);
        assert!(sentence.span.start >= end, "sentences overlap in {text:?}");
        assert_eq!(sentence.tokens.start, token, "{text:?}");
        assert!(
            !sentence.tokens.is_empty() && sentence.tokens.len() <= Sentence::MAX_TOKENS,
            "{text:?}"
        );
        for at in sentence.tokens.clone() {
            let word = document.tokens[at];
            place(document, word.span);
            assert!(!word.span.is_empty(), "{text:?}");
            assert!(sentence.span.contains(word.span), "{text:?}");
            assert!(word.span.start >= end, "tokens overlap in {text:?}");
            assert_eq!(word.sentence as usize, index, "{text:?}");
            let _ = (document.word(at), document.lemma(at));
            end = word.span.end;
        }
        assert_eq!(end, sentence.span.end, "{text:?}");
        token = sentence.tokens.end;
    }
    assert_eq!(token, document.tokens.len(), "{text:?}");

    let (mut sentence, mut end) = (0, 0);
    for paragraph in &document.paragraphs {
        place(document, paragraph.span);
        assert!(
            paragraph.span.start >= end,
            "paragraphs overlap in {text:?}"
        );
        assert_eq!(paragraph.sentences.start, sentence, "{text:?}");
        for held in &document.sentences[paragraph.sentences.clone()] {
            assert!(paragraph.span.contains(held.span), "{text:?}");
        }
        (sentence, end) = (paragraph.sentences.end, paragraph.span.end);
    }
    assert_eq!(sentence, document.sentences.len(), "{text:?}");

    let mut last = 0;
    for quotation in &document.quotations {
        place(document, quotation.span);
        assert!(quotation.span.start >= last, "{text:?}");
        last = quotation.span.start;
    }
    if let Some(dateline) = &document.dateline {
        place(document, dateline.span);
        place(document, dateline.place);
        assert!(dateline.span.contains(dateline.place) || dateline.place.is_empty());
    }
}

/// A tree a sentence: heads within it, no circle, children and heads tell the same.
pub fn trees(document: &Document) {
    let text = &document.text;
    let mut hanging = 0;
    for at in 0..document.tokens.len() {
        for child in document.children(at) {
            assert_eq!(document.head(child), Some(at), "{text:?}");
            hanging += 1;
        }
    }
    let headed = document.tokens.iter().filter(|token| token.head.is_some());
    assert_eq!(hanging, headed.count(), "{text:?}");
    for sentence in &document.sentences {
        let inside = &sentence.tokens;
        let mut roots = 0;
        for at in inside.clone() {
            roots += usize::from(document.head(at).is_none());
            let (mut above, mut steps) = (at, 0);
            while let Some(head) = document.head(above) {
                assert!(
                    inside.contains(&head),
                    "a head outside its sentence in {text:?}"
                );
                steps += 1;
                assert!(steps <= inside.len(), "a tree with a circle in {text:?}");
                above = head;
            }
        }
        assert!(
            roots == 1 || !sentence.parsed,
            "{roots} roots of a tree in {text:?}"
        );
    }
}

/// Time expressions have words, stand in order, share none, and none ends before it begins.
pub fn times(document: &Document, timexes: &[Timex]) {
    let text = &document.text;
    let mut end = 0;
    for timex in timexes {
        place(document, timex.span);
        let words = document.slice(timex.span);
        assert!(
            !words.trim().is_empty() && words.trim() == words,
            "{words:?} in {text:?}"
        );
        assert!(timex.span.start >= end, "times overlap in {text:?}");
        end = timex.span.end;
        if let Some(period) = timex.period() {
            assert!(period.start <= period.end, "{words:?} in {text:?}");
            assert!(!period.value().is_empty());
        }
        let value = timex.timex_value().unwrap_or_default();
        assert!(
            !value.contains(char::is_whitespace),
            "{value:?} of {words:?}"
        );
        assert!(!timex.rule.is_empty());
    }
}

fn places(analysis: &Analysis) {
    let document = &analysis.document;
    let check = |span: Span| place(document, span);
    for actor in &analysis.actors {
        assert!(!actor.mentions.is_empty(), "{:?}", document.text);
        assert!(!actor.name.trim().is_empty(), "{:?}", document.text);
        for mention in &actor.mentions {
            check(mention.span);
            assert!(!mention.span.is_empty(), "{:?}", document.text);
        }
    }
    for event in &analysis.events {
        check(event.trigger);
        assert!(!event.trigger.is_empty(), "{:?}", document.text);
        assert!(
            (0.0..=1.0).contains(&event.confidence),
            "{:?}",
            document.text
        );
        let first = event.mentions.first().map(|mention| mention.span);
        assert!(first.is_some(), "{:?}", document.text);
        event
            .mentions
            .iter()
            .for_each(|mention| check(mention.span));
        for part in &event.participants {
            check(part.span);
            assert!(part.actor.0 < analysis.actors.len());
        }
    }
    for assertion in &analysis.graph.assertions {
        assertion.evidence.iter().for_each(|&span| check(span));
    }
    for note in &document.notes {
        check(note.span);
    }
}

/// No window ends before it begins.
fn windows(analysis: &Analysis) {
    for time in &analysis.graph.times {
        if let (Some(earliest), Some(latest)) = (time.window.earliest, time.window.latest) {
            assert!(earliest <= latest, "{:?}", analysis.document.text);
        }
    }
}

/// Every assertion has its rule and an end: a redundant one follows from those it names, a rejected one names some that stand, and
/// none names itself.
fn fates(analysis: &Analysis) {
    let text = &analysis.document.text;
    let all = &analysis.graph.assertions;
    let start = starts(analysis);
    for (index, assertion) in all.iter().enumerate() {
        assert!(!assertion.rule.is_empty(), "{text:?}");
        let named = match &assertion.fate {
            Fate::Accepted => continue,
            Fate::Redundant(ids) | Fate::Rejected(ids) => ids,
        };
        for id in named {
            let stands = id.0 < index && all[id.0].fate == Fate::Accepted;
            assert!(
                stands,
                "{} names what does not stand: {text:?}",
                assertion.rule
            );
        }
        if matches!(assertion.fate, Fate::Redundant(_)) {
            // what a thing needs to be before another: its own length, and what the named ones say
            let mut edges: Vec<(usize, usize, bool)> = Vec::new();
            for claim in named.iter().map(|id| &all[id.0]).chain([assertion]) {
                for node in [claim.from, claim.to] {
                    edges.push((start(node), start(node) + 1, true));
                }
            }
            for claim in named.iter().map(|id| &all[id.0]) {
                edges.extend(said(claim.kind, start(claim.from), start(claim.to)));
            }
            for (from, to, _) in said(assertion.kind, start(assertion.from), start(assertion.to)) {
                assert!(
                    leads(&edges, from, to),
                    "{} does not follow: {text:?}",
                    assertion.rule
                );
            }
        }
    }
}

/// Whether a way leads from one point to another.
fn leads(edges: &[(usize, usize, bool)], from: usize, to: usize) -> bool {
    let mut reached = vec![from];
    let mut next = 0;
    while let Some(&here) = reached.get(next) {
        next += 1;
        for &(first, second, _) in edges {
            if first == here && !reached.contains(&second) {
                reached.push(second);
            }
        }
    }
    reached.contains(&to)
}

/// The number of the point where each node starts; where it ends is the next one.
fn starts(analysis: &Analysis) -> impl Fn(Node) -> usize {
    let parts = analysis.document.part_count();
    let times = analysis.timexes.len();
    move |node| match node {
        Node::Published(part) => 2 * part.0,
        Node::Timex(id) => 2 * (parts + id.0),
        Node::Event(id) => 2 * (parts + times + id.0),
    }
}

/// What a relation says of the points of two nodes: one is not after another, or strictly before it.
fn said(kind: RelationKind, a: usize, b: usize) -> Vec<(usize, usize, bool)> {
    match kind {
        RelationKind::Before => vec![(a + 1, b, false)],
        RelationKind::StartBefore => vec![(a, b, true)],
        RelationKind::Includes => vec![(a, b, false), (b + 1, a + 1, false)],
        RelationKind::Simultaneous => vec![
            (a, b, false),
            (b, a, false),
            (a + 1, b + 1, false),
            (b + 1, a + 1, false),
        ],
    }
}

/// What stands in the graph contradicts nothing: no end point comes before itself.
fn no_circle(analysis: &Analysis) {
    let points =
        2 * (analysis.document.part_count() + analysis.timexes.len() + analysis.events.len());
    let start = starts(analysis);
    // (from, to, strictly)
    let mut edges: Vec<(usize, usize, bool)> = (0..points / 2)
        .map(|node| (2 * node, 2 * node + 1, true))
        .collect();
    for assertion in &analysis.graph.assertions {
        if assertion.fate == Fate::Accepted {
            edges.extend(said(
                assertion.kind,
                start(assertion.from),
                start(assertion.to),
            ));
        }
    }
    // Longest strict way to each point; one that keeps growing runs in a circle.
    let mut rank = vec![0usize; points];
    for round in 0..=points {
        let mut changed = false;
        for &(from, to, strict) in &edges {
            let least = rank[from] + usize::from(strict);
            if rank[to] < least {
                rank[to] = least;
                changed = true;
            }
        }
        if !changed {
            break;
        }
        assert!(
            round < points,
            "the order runs in a circle: {:?}",
            analysis.document.text
        );
    }
}

/// What is accepted as before lies so in the one line of all events, and in the calendar where both have windows.
fn events_stay_in_order(analysis: &Analysis) {
    let mut at = vec![usize::MAX; analysis.events.len()];
    for (place, event) in analysis.graph.sequence.iter().enumerate() {
        assert_eq!(at[event.0], usize::MAX, "an event twice in the sequence");
        at[event.0] = place;
    }
    assert!(at.iter().all(|&place| place != usize::MAX));
    for assertion in &analysis.graph.assertions {
        let (Node::Event(from), Node::Event(to)) = (assertion.from, assertion.to) else {
            continue;
        };
        if assertion.fate != Fate::Accepted || assertion.kind != RelationKind::Before {
            continue;
        }
        let text = &analysis.document.text;
        assert!(
            at[from.0] < at[to.0],
            "{} puts {from:?} before {to:?}, the line does not: {text:?}",
            assertion.rule
        );
        let (before, after) = (&analysis.graph.times[from.0], &analysis.graph.times[to.0]);
        if let (Some(earliest), Some(latest)) = (before.window.earliest, after.window.latest) {
            assert!(
                earliest <= latest,
                "{} puts {from:?} before {to:?}, the calendar does not: {text:?}",
                assertion.rule
            );
        }
    }
}
