//! `demarche compare`: a timeline held against the wanted one, or every story of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use demarche::compare::{Comparison, Expected, compare};
use demarche::timeline::lay_out;
use demarche::{Offsets, Options, Timeline, analyze, text};
use serde::Serialize;

use super::arguments::{CompareArguments, PlainFormat};
use super::failure::{Difference, Failure};
use super::input;
use super::sink::Sink;

pub(super) fn run(arguments: &CompareArguments) -> Result<Difference, Failure> {
    let stories = match &arguments.actual {
        Some(actual) => vec![files(&arguments.expected, actual)?],
        None => folder(&arguments.expected)?,
    };
    let mut sink = Sink::stdout();
    let agree = |story: &&Story| story.comparison.agrees(arguments.strict);
    let good = stories.iter().filter(agree).count();
    match arguments.format {
        PlainFormat::Json => sink.write(&json(&stories))?,
        PlainFormat::Text => {
            for story in &stories {
                let verdict = if agree(&story) {
                    "agrees".to_owned()
                } else {
                    differences(story, arguments.strict)
                };
                let lines = story.comparison.text(&story.known);
                sink.write(&format!("{}: {verdict}\n{lines}", story.name))?;
            }
            if stories.len() > 1 {
                sink.write(&format!("{good} of {} stories agree\n", stories.len()))?;
            }
        }
    }
    sink.finish()?;
    Ok(if good == stories.len() {
        Difference::None
    } else {
        Difference::Found
    })
}

/// A comparison and where it comes from.
#[derive(Serialize)]
struct Story {
    name: String,
    #[serde(flatten)]
    comparison: Comparison,
    /// The misses that `misses.txt` lists.
    #[serde(skip)]
    known: Vec<String>,
}

fn json(stories: &[Story]) -> String {
    let json = match stories {
        [story] => serde_json::to_string_pretty(story),
        stories => serde_json::to_string_pretty(stories),
    };
    json.expect("strings and numbers are JSON") + "\n"
}

fn differences(story: &Story, strict: bool) -> String {
    let misses = &story.comparison.misses;
    let known = misses
        .iter()
        .filter(|miss| story.known.contains(&miss.key))
        .count();
    let core = misses.iter().filter(|miss| miss.core).count();
    let mut words = vec![match misses.len() {
        1 => "1 miss".to_owned(),
        count => format!("{count} misses"),
    }];
    if core > 0 {
        words.push(format!("{core} of them core"));
    }
    if known > 0 {
        words.push(format!("{known} of them known"));
    }
    if strict {
        words.push(format!("{} extra", story.comparison.extra.len()));
    }
    words.join(", ")
}

/// Two files.
fn files(expected: &Path, actual: &Path) -> Result<Story, Failure> {
    let mut wanted = read_expected(expected)?;
    let found = read_timeline(actual)?;
    if !wanted.is_located() {
        let text = match found.documents.first().and_then(|entry| entry.text.clone()) {
            Some(text) => text,
            None => beside(expected)?,
        };
        locate(&mut wanted, &text, expected)?;
    }
    Ok(Story {
        name: actual.display().to_string(),
        comparison: compare(&wanted, &found),
        known: Vec::new(),
    })
}

/// One story, or all those in a folder, by name.
fn folder(path: &Path) -> Result<Vec<Story>, Failure> {
    if path.join("expected.json").is_file() {
        return Ok(vec![story(path)?]);
    }
    if path.is_file() {
        return Err(Failure::usage(format!(
            "{}: needs a second file to be compared with; a folder of stories stands alone",
            path.display()
        )));
    }
    let mut folders: Vec<PathBuf> = fs::read_dir(path)
        .map_err(|error| Failure::read(path, &error))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|folder| folder.join("expected.json").is_file())
        .collect();
    folders.sort();
    if folders.is_empty() {
        return Err(Failure::io(format!(
            "{}: holds no story; a story is a folder with article.txt and expected.json",
            path.display()
        )));
    }
    folders.iter().map(|folder| story(folder)).collect()
}

/// Reads the article of a story and holds what is found against its truth.
fn story(folder: &Path) -> Result<Story, Failure> {
    let path = folder.join("expected.json");
    let mut expected = read_expected(&path)?;
    let published = match &expected.published {
        None => None,
        Some(date) => Some(demarche::publication(date).ok_or_else(|| {
            let path = path.display();
            Failure::io(format!(
                "{path}: \"published\" is no day of the calendar: {date}; write it as 2022-02-15"
            ))
        })?),
    };
    let article = input::file(Some(&folder.join("article.txt")))?;
    let options = Options {
        published,
        ..Options::default()
    };
    let analysis = analyze(&article.text, &options);
    locate(&mut expected, &analysis.document.text, &path)?;
    let known = fs::read_to_string(folder.join("misses.txt")).unwrap_or_default();
    Ok(Story {
        name: folder.display().to_string(),
        comparison: compare(&expected, &lay_out(&analysis, Offsets::Char)),
        known: known
            .lines()
            .map(|line| line.strip_prefix("core: ").unwrap_or(line).to_owned())
            .collect(),
    })
}

fn read_expected(path: &Path) -> Result<Expected, Failure> {
    let json = input::file(Some(path))?.text;
    Expected::from_json(&json)
        .map_err(|message| Failure::io(format!("{}: {message}", path.display())))
}

fn read_timeline(path: &Path) -> Result<Timeline, Failure> {
    let json = input::file(input::path_of(path))?.text;
    let timeline: Timeline = serde_json::from_str(&json).map_err(|error| {
        let path = path.display();
        Failure::io(format!(
            "{path}: is no timeline JSON: {error}; make one with ‘demarche timeline -f json’"
        ))
    })?;
    let other = timeline
        .documents
        .iter()
        .any(|document| document.offsets != Offsets::Char);
    if other {
        return Err(Failure::io(format!(
            "{}: offsets do not count code points; write it with --offsets char",
            path.display()
        )));
    }
    Ok(timeline)
}

/// The article beside `expected`, as it is read.
fn beside(expected: &Path) -> Result<String, Failure> {
    let path = expected.with_file_name("article.txt");
    if !path.is_file() {
        return Err(Failure::io(format!(
            "{}: words without a place need the article: put article.txt beside it, or write ACTUAL with --with-text",
            expected.display()
        )));
    }
    let article = input::file(Some(&path))?;
    Ok(text::read(&article.text, &Options::default()).text)
}

fn locate(expected: &mut Expected, text: &str, path: &Path) -> Result<(), Failure> {
    expected
        .locate(text)
        .map_err(|message| Failure::io(format!("{}: {message}", path.display())))
}
