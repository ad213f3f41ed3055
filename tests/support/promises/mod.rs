//! What `demarche` promises of any input, as functions that panic where it does not hold. Property tests call them with
//! texts of a generator, fuzzing with bytes of a fuzzer, and `tests/corpus.rs` with what the fuzzer once found.
#![allow(dead_code, unreachable_pub)] // no test uses all of it, and fuzz/ makes it public

pub mod analysis;
pub mod formats;
pub mod laid_out;
pub mod records;

use std::sync::LazyLock;

use demarche::compare::{Expected, compare};
use demarche::lexicon::actors::ActorLexicon;
use demarche::timeline::lay_out;
use demarche::types::{Document, Markup, Publication};
use demarche::{Analyzer, Offsets, Options, Timeline, analyze, output, publication, syntax, text};

/// A target of the fuzzer: its name, which is that of its corpus, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All targets. The first byte of an input chooses settings where there are any; the rest is the text.
pub const TARGETS: &[Target] = &[
    ("cutting", cutting),
    ("times", times),
    ("pipeline", pipeline),
    ("trees", trees),
    ("timeml", timeml),
    ("html", html),
    ("dictionary", dictionary),
    ("comparison", comparison),
    ("timeline_json", timeline_json),
    ("formats", formats),
    ("together", together),
];

/// Days of publication a target chooses from.
const PUBLISHED: &[&str] = &[
    "",
    "2022-02-15",
    "2022-02-15T18:30:00",
    "2024-02-29",
    "0001-01-01",
    "9999-12-31",
];

fn settings(bytes: &[u8]) -> (u8, String) {
    let (&first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    (first, String::from_utf8_lossy(rest).into_owned())
}

fn published(choice: u8) -> Option<Publication> {
    publication(PUBLISHED[usize::from(choice) % PUBLISHED.len()])
}

/// Options as `choice` has them.
pub fn options(choice: u8) -> Options {
    Options {
        published: published(choice),
        raw: choice & 0x40 == 0,
        all_events: choice & 0x80 != 0,
        ..Options::default()
    }
}

/// Text → sentences and tokens.
pub fn cutting(bytes: &[u8]) {
    let (choice, text) = settings(bytes);
    let document = text::read(&text, &options(choice));
    analysis::cut_without_loss(&document);
    assert!(choice & 0x40 != 0 || document.text == text);
}

/// Text → times, alone and beside everything else.
pub fn times(bytes: &[u8]) {
    let (choice, text) = settings(bytes);
    let options = options(choice);
    let alone = demarche::times(&text, &options);
    analysis::cut_without_loss(&alone.document);
    analysis::times(&alone.document, &alone.timexes);
    let timeline = lay_out(&alone, Offsets::Char);
    laid_out::sound(&timeline, &[&alone.document.text]);
    formats::timeml_is_read_back(&timeline, &alone.document.text);
    let parsed = syntax::parse(text::read(&text, &options));
    assert_eq!(demarche::timex::find(&parsed), alone.timexes, "{text:?}");
}

/// Text → timeline.
pub fn pipeline(bytes: &[u8]) {
    let (choice, text) = settings(bytes);
    whole(&text, &options(choice));
}

/// Everything that is promised of one text.
pub fn whole(text: &str, options: &Options) {
    let found = analyze(text, options);
    analysis::sound(&found);
    let text_as_read = found.document.text.as_str();
    let [chars, bytes, units] =
        [Offsets::Char, Offsets::Byte, Offsets::Utf16].map(|unit| lay_out(&found, unit));
    for timeline in [&chars, &bytes, &units] {
        laid_out::sound(timeline, &[text_as_read]);
    }
    let again = lay_out(&analyze(text, options), Offsets::Char);
    assert_eq!(chars, again, "not the same twice: {text:?}");
}

/// Trees → CoNLL-U → the same trees; and a broken file gives an error that names its line.
pub fn trees(bytes: &[u8]) {
    let (choice, text) = settings(bytes);
    let (text, file) = text.split_once('\u{1}').unwrap_or((&text, ""));
    let options = Options {
        raw: true,
        ..options(choice)
    };
    let document = syntax::parse(text::read(text, &options));
    analysis::trees(&document);
    trees_are_read_back(&document, text, &options);
    if let Ok(document) = syntax::read_conllu(text::read(text, &options), file) {
        analysis::trees(&document);
    }
}

/// Written as CoNLL-U and read, the same trees.
pub fn trees_are_read_back(document: &Document, text: &str, options: &Options) {
    let written = output::conllu(document);
    let again = syntax::read_conllu(text::read(text, options), &written)
        .unwrap_or_else(|misfit| panic!("{misfit} in {text:?}"));
    assert_eq!(output::conllu(&again), written);
    assert_eq!(again.sentences, document.sentences);
}

/// TimeML of anybody: spans that are slices, or an error on one line that names a line there is; and what we write of its text
/// is read back.
pub fn timeml(bytes: &[u8]) {
    let file = String::from_utf8_lossy(bytes);
    match text::marked(&file) {
        Ok(marked) => {
            for time in &marked.times {
                assert!(time.span.start <= time.span.end);
                assert!(marked.text.get(time.span.start..time.span.end).is_some());
            }
            let options = Options {
                published: marked.published,
                raw: true,
                ..Options::default()
            };
            let timeline = lay_out(&demarche::times(&marked.text, &options), Offsets::Char);
            formats::timeml_is_read_back(&timeline, &marked.text);
        }
        Err(message) => one_line(&message, &file),
    }
    analysis::cut_without_loss(&text::read(&file, &Options::default()));
}

/// A page of anybody gives a document like any other; and paragraphs that we make a page of come back out of it, with its day
/// and title, and nothing of what stands around them.
pub fn html(bytes: &[u8]) {
    let (choice, page) = settings(bytes);
    let options = Options {
        published: published(choice),
        raw: false,
        markup: Some(Markup::Html),
        ..Options::default()
    };
    let read = text::read(&page, &options);
    analysis::cut_without_loss(&read);
    assert!(read.title.is_none_or(|title| title.trim() == title));

    let kept = |c: &char| !c.is_control() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}');
    let paragraphs: Vec<String> = page
        .lines()
        .map(|line| line.chars().filter(kept).collect::<String>())
        .filter(|line| line.chars().any(char::is_alphanumeric))
        .collect();
    if paragraphs.is_empty() {
        return;
    }
    let marked = paragraphs
        .iter()
        .map(|words| format!("<p>{}</p>", escaped(words)));
    let body = marked.collect::<Vec<_>>().join("\n");
    let page = format!(
        "<!doctype html><html><head><title>Talks</title><meta property=\"article:published_time\" content=\"2021-05-03\">\
         <script>var x = \"<p>Seen by nobody.</p>\";</script></head><body><nav><a href=\"/\">Home</a></nav><article>{body}\
         </article><footer>All rights reserved.</footer></body></html>"
    );
    let read = text::read(&page, &options);
    analysis::cut_without_loss(&read);
    let words =
        |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
    let (found, wanted) = (words(&read.text), words(&paragraphs.join("\n")));
    // on a page with hardly any words, what stands around them may be the article
    let surely = wanted.len() >= 20;
    assert!(
        found == wanted || !surely && found.windows(wanted.len()).any(|window| window == wanted),
        "{found:?} of {page}"
    );
    assert_eq!(read.title.as_deref(), Some("Talks"));
    let day = options.published.or(publication("2021-05-03"));
    assert_eq!(read.published.map(|day| day.date), day.map(|day| day.date));
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A message for a reader: one line, and the line it names exists.
fn one_line(message: &str, file: &str) {
    assert!(
        !message.is_empty() && !message.contains('\n'),
        "{message:?}"
    );
    if let Some(rest) = message.strip_prefix("line ") {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let line: usize = digits.parse().expect("a number follows");
        // the line after the last line end counts too
        assert!(line <= file.matches('\n').count() + 1, "{message:?}");
    }
}

/// A dictionary of a reader's own: every line is understood or named with its number, and the names do not break a text.
pub fn dictionary(bytes: &[u8]) {
    let file = String::from_utf8_lossy(bytes);
    let mut actors = ActorLexicon::default();
    dictionary_is_read(&mut actors, &file);
    let known = Analyzer::knowing(actors);
    let text: String = file.chars().take(300).collect();
    let found = known.analyze(&text.replace(['\t', '|', '_'], " "), &options(1));
    analysis::sound(&found);
}

/// Reads `file` into `actors`; bad lines are in order, once each, and exist.
pub fn dictionary_is_read(actors: &mut ActorLexicon, file: &str) {
    let bad = actors.extend(file);
    let lines = file.lines().count();
    let mut last = 0;
    for bad in &bad {
        assert!(bad.line > last && bad.line <= lines, "{bad:?} of {lines}");
        assert!(
            !bad.reason.is_empty() && !bad.reason.contains('\n'),
            "{bad:?}"
        );
        last = bad.line;
    }
}

static STORY: LazyLock<Timeline> = LazyLock::new(|| {
    let text = "Officials said Moscow condemned the strike. France and Japan signed a treaty on Monday, \
                three hours after envoys met in Geneva.";
    lay_out(&analyze(text, &options(1)), Offsets::Char)
});

/// An expectation of anybody: read, or refused on one line; a comparison counts no more right than there is.
pub fn comparison(bytes: &[u8]) {
    let file = String::from_utf8_lossy(bytes);
    match Expected::from_json(&file) {
        Ok(expected) => compared(&expected, &STORY),
        Err(message) => one_line(&message, &file),
    }
}

/// What holds of any comparison.
pub fn compared(expected: &Expected, actual: &Timeline) {
    let comparison = compare(expected, actual);
    for score in &comparison.scores {
        assert!(score.right <= score.of, "{score:?}");
    }
    let mut once: Vec<&str> = comparison.pairs.iter().map(|pair| &*pair.actual).collect();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), comparison.pairs.len());
    assert_eq!(comparison, compare(expected, actual));
}

/// A timeline agrees with itself, even in a strict reader's eyes.
pub fn agrees_with_itself(timeline: &Timeline) {
    let json = output::json(timeline);
    let expected = Expected::from_json(&json).expect("a timeline is an expectation");
    let comparison = compare(&expected, timeline);
    assert!(comparison.agrees(true), "{comparison:#?}");
    assert!(
        comparison
            .scores
            .iter()
            .all(|score| score.right == score.of)
    );
}

/// A timeline JSON of anybody: what can be read can be written in every format and read again.
pub fn timeline_json(bytes: &[u8]) {
    let Ok(timeline) = serde_json::from_slice::<Timeline>(bytes) else {
        return;
    };
    laid_out::json_is_read_back(&timeline);
    formats::can_be_read(&timeline);
}

/// A text in every format, each read back.
pub fn formats(bytes: &[u8]) {
    let (choice, text) = settings(bytes);
    let found = analyze(&text, &options(choice));
    let text = found.document.text.as_str();
    for unit in [Offsets::Char, Offsets::Byte, Offsets::Utf16] {
        let timeline = formats::with_texts(lay_out(&found, unit), &[text]);
        formats::can_be_read(&timeline);
        if unit == Offsets::Char {
            agrees_with_itself(&timeline);
            formats::timeml_is_read_back(&timeline, text);
        }
    }
}

/// Several texts, one timeline: sound, and the same in whatever order they come. U+0001 stands between the texts.
pub fn together(bytes: &[u8]) {
    let (choice, text) = settings(bytes);
    let texts: Vec<&str> = text.split('\u{1}').take(4).collect();
    several(&texts, choice);
}

/// As [`together`].
pub fn several(texts: &[&str], choice: u8) {
    let read = |order: &mut dyn Iterator<Item = usize>| {
        let analyses = order.map(|at| {
            let options = Options {
                id: Some(at.to_string()),
                ..options(choice.wrapping_add(u8::try_from(at).unwrap_or(0)) & 0x3f)
            };
            analyze(texts[at], &options)
        });
        demarche::analyze_together(analyses.collect())
    };
    let one = read(&mut (0..texts.len()));
    let other = read(&mut (0..texts.len()).rev());
    analysis::sound(&one);
    let parts: Vec<&str> = if one.document.parts.is_empty() {
        vec![&one.document.text]
    } else {
        let parts = one.document.parts.iter();
        parts.map(|part| one.document.slice(part.span)).collect()
    };
    let timeline = lay_out(&one, Offsets::Char);
    laid_out::sound(&timeline, &parts);
    let other = lay_out(&other, Offsets::Char);
    assert_eq!(timeline, other, "{texts:?}");
}
