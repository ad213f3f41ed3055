//! Several articles, one timeline: what is one happening, and what is not.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

mod support;

use demarche::timeline::lay_out;
use demarche::types::{Analysis, Fate};
use demarche::{Offsets, Options, analyze, analyze_together, output, publication};

/// An article and its day of publication.
type Article<'a> = (&'a str, &'a str);

fn together(articles: &[Article]) -> Analysis {
    let analyses = articles.iter().map(|(published, text)| {
        let options = Options {
            published: publication(published),
            ..Options::default()
        };
        analyze(text, &options)
    });
    analyze_together(analyses.collect())
}

/// How many listed events of `articles` are told in several of them.
fn in_several(articles: &[Article]) -> usize {
    let joined = together(articles);
    let texts = |event: &demarche::types::Event| {
        let mut texts: Vec<_> = event
            .mentions
            .iter()
            .map(|mention| joined.document.part_at(mention.span.start))
            .collect();
        texts.dedup();
        texts.len()
    };
    let events = joined.events.iter();
    events
        .filter(|event| event.listed && texts(event) > 1)
        .count()
}

#[test]
fn one_happening_in_two_texts_is_one_event() {
    let monday = (
        "2024-03-12",
        "France and Japan signed a fishing treaty in Paris on Monday.",
    );
    let cases: &[(Article, Article, usize)] = &[
        (
            monday,
            (
                "2024-03-13",
                "Japan signed a fishing treaty with France on March 11.",
            ),
            1,
        ),
        (
            monday,
            (
                "2024-03-09",
                "France and Japan will sign a fishing treaty on Monday.",
            ),
            1,
        ),
        (
            monday,
            (
                "2024-03-19",
                "France and Japan signed a trade treaty in Tokyo on Monday.",
            ),
            0,
        ), // a week later
        (
            monday,
            (
                "2024-03-12",
                "France and Brazil signed a fishing treaty in Paris on Monday.",
            ),
            0,
        ), // another party
        (
            monday,
            (
                "2024-03-12",
                "France and Japan did not sign a fishing treaty in Paris on Monday.",
            ),
            0,
        ), // denied
        (
            monday,
            (
                "2024-03-12",
                "France and Japan criticized a fishing treaty in Paris on Monday.",
            ),
            0,
        ), // another act
        // two people of one country are not one, a country and its leader may be
        (
            (
                "2022-02-16",
                "US President Joe Biden called Russian President Vladimir Putin on Tuesday.",
            ),
            (
                "2022-02-16",
                "US Secretary of State Antony Blinken called Russian Foreign Minister Sergei Lavrov on Tuesday.",
            ),
            0,
        ),
        (
            (
                "2022-02-16",
                "Russian President Vladimir Putin visited China on Tuesday.",
            ),
            (
                "2022-02-17",
                "Putin visited China on Tuesday, the Kremlin said.",
            ),
            1,
        ),
    ];
    for (first, second, wanted) in cases {
        assert_eq!(
            in_several(&[*first, *second]),
            *wanted,
            "{first:?} {second:?}"
        );
    }
}

/// Two days for one bombing are two claims: the first stands, the other is kept with its words.
#[test]
fn a_disputed_date_is_kept_as_two_claims() {
    let joined = together(&[
        (
            "2024-03-13",
            "Rebels bombed the central market of Kabul on Monday, killing twelve traders.",
        ),
        (
            "2024-03-14",
            "Rebels bombed the central market of Kabul on Tuesday, killing twelve traders.",
        ),
    ]);
    let bombed: Vec<usize> = (0..joined.events.len())
        .filter(|&index| joined.events[index].lemma == "bomb")
        .collect();
    assert_eq!(bombed.len(), 1, "{:#?}", joined.events);
    let claimed = joined.graph.times[bombed[0]].claimed.unwrap();
    assert_eq!(claimed.value(), "2024-03-11");
    let rejected = joined.graph.assertions.iter().any(|assertion| {
        let words = assertion
            .evidence
            .iter()
            .map(|&span| joined.document.slice(span));
        matches!(assertion.fate, Fate::Rejected(_)) && words.clone().any(|words| words == "Tuesday")
    });
    assert!(rejected);
}

/// The stories in any order are one timeline, whose every place has the words it says in the text it names.
#[test]
fn the_order_of_the_articles_does_not_matter() {
    let articles = support::articles();
    let read = |index: usize| {
        let options = Options {
            published: publication(&format!("2022-02-{:02}", 10 + index)),
            id: Some(format!("story {index}")),
            ..Options::default()
        };
        analyze(&articles[index], &options)
    };
    let count = articles.len();
    let mut first = None;
    for turn in 0..count {
        let order = (0..count).map(|index| (index + turn) % count);
        let joined = analyze_together(order.map(read).collect());
        let timeline = lay_out(&joined, Offsets::Char);
        let json = output::json_line(&timeline);
        support::valid(&json);
        let texts: Vec<Vec<char>> = joined
            .document
            .parts
            .iter()
            .map(|part| joined.document.slice(part.span).chars().collect())
            .collect();
        let mentions = timeline.events.iter().flat_map(|event| &event.mentions);
        let named = timeline.actors.iter().flat_map(|actor| &actor.mentions);
        let evidence = timeline
            .relations
            .iter()
            .flat_map(|relation| &relation.evidence);
        let times = timeline.times.iter().map(|time| &time.place);
        for place in mentions.chain(named).chain(evidence).chain(times) {
            let words: String = texts[place.doc][place.start..place.end].iter().collect();
            assert_eq!(words, place.text);
        }
        match &first {
            None => first = Some(json),
            Some(first) => assert_eq!(first, &json),
        }
    }
}

/// A text alone, joined with none, keeps its events, dates and order.
#[test]
fn a_text_alone_stays_as_it_is() {
    for text in support::articles() {
        let alone = analyze(&text, &Options::default());
        let joined = analyze_together(vec![analyze(&text, &Options::default())]);
        assert_eq!(alone.events, joined.events);
        assert_eq!(alone.graph.times, joined.graph.times);
        assert_eq!(alone.graph.steps, joined.graph.steps);
    }
}
