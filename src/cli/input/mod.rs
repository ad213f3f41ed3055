//! Files and standard input → texts.

mod csv;
mod decode;
mod files;
mod records;
mod unpack;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use demarche::Options;
use demarche::types::{Analysis, Note};

use super::arguments::{Events, InputFormat, Reading};
use super::failure::Failure;

pub(super) use decode::decode;
pub(super) use files::expand;
pub(super) use records::{Raw, Record, Rows, read_record};
use unpack::Source;

/// What standard input is called where something is wrong with it.
const STDIN: &str = "standard input";

/// A packed file of more bytes than these is no article: it would not be read into memory at all.
const MAX_UNPACKED: u64 = 256 << 20;

/// An article as it came in.
pub(super) struct Article {
    /// The file's name; `None` for standard input.
    pub(super) id: Option<String>,
    pub(super) text: String,
    /// What the reader should know about how it became text.
    pub(super) note: Option<Note>,
}

/// Whether `path` means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Where `file` is read from; `None` for standard input.
pub(super) fn path_of(file: &Path) -> Option<&Path> {
    (!is_stdin(file)).then_some(file)
}

/// The files that are read: standard input where none is named.
pub(super) fn all(files: &[PathBuf]) -> Vec<PathBuf> {
    match files {
        [] => vec![PathBuf::from("-")],
        files => files.to_vec(),
    }
}

/// The one file that is read; `None` for standard input.
pub(super) fn only_file(files: &[PathBuf]) -> Result<Option<&Path>, Failure> {
    match files {
        [] => Ok(None),
        [file] => Ok(path_of(file)),
        [first, second, ..] => Err(Failure::usage(format!(
            "{} and {}: this command reads one article at a time; ‘demarche timeline’ reads several",
            first.display(),
            second.display()
        ))),
    }
}

/// Why a document cannot be read.
pub(super) struct Bad {
    /// What kind of error: `bad-json`, `no-text`, …
    pub(super) code: &'static str,
    pub(super) message: String,
}

impl Bad {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, message }
    }
}

/// One that ends no run.
impl From<Failure> for Bad {
    fn from(failure: Failure) -> Self {
        Self::new("unreadable", failure.message)
    }
}

/// Where it is the only document.
impl From<Bad> for Failure {
    fn from(bad: Bad) -> Self {
        Self::io(bad.message)
    }
}

fn too_big(most: usize) -> Bad {
    let message = format!("more than {most} bytes; raise --max-doc-bytes to read it");
    Bad::new("too-big", message)
}

/// Reads an article from `path`, or from standard input.
pub(super) fn article(path: Option<&Path>, reading: &Reading) -> Result<Article, Failure> {
    Ok(article_within(path, reading, usize::MAX)?)
}

/// As [`article`], of up to `most` bytes.
pub(super) fn article_within(
    path: Option<&Path>,
    reading: &Reading,
    most: usize,
) -> Result<Article, Bad> {
    let article = file_within(path, most)?;
    if reading.input_format.is_none() && is_record(&article.text) {
        let way_out = "read it with --jsonl, or as it stands with --input-format text";
        return Err(refused(path, "JSON, not text", way_out).into());
    }
    if reading.input_format != Some(InputFormat::Text) {
        legible(&article.text).map_err(|bad| in_file(path, &bad))?;
    }
    Ok(article)
}

/// Reads any text from `path`, or from standard input.
pub(super) fn file(path: Option<&Path>) -> Result<Article, Failure> {
    Ok(file_within(path, usize::MAX)?)
}

fn file_within(path: Option<&Path>, most: usize) -> Result<Article, Bad> {
    let Source {
        bytes: source,
        packed,
        ..
    } = unpack::open(path)?;
    let room = if packed { MAX_UNPACKED } else { u64::MAX };
    let room = room.min(most as u64);
    let mut bytes = Vec::new();
    let read = source.take(room.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| Failure::read(path.unwrap_or(Path::new(STDIN)), &error))?;
    if bytes.len() > most {
        return Err(in_file(path, &too_big(most)));
    }
    if bytes.len() as u64 > room {
        let what = format!("unpacks to more than {} MB, no article", MAX_UNPACKED >> 20);
        let way_out = "if it holds records, read them with --jsonl";
        return Err(refused(path, &what, way_out).into());
    }
    if let Some((what, way_out)) = no_text(&bytes) {
        return Err(refused(path, &format!("{what}, not text"), way_out).into());
    }
    let (text, note) = decode(bytes);
    Ok(Article {
        id: path.map(|path| path.display().to_string()),
        text,
        note,
    })
}

/// The same, with the name of the file.
pub(super) fn in_file(path: Option<&Path>, bad: &Bad) -> Bad {
    let name = path.unwrap_or(Path::new(STDIN)).display();
    Bad::new(bad.code, format!("{name}: {}", bad.message))
}

/// Fails where `text` has more than `most` tokens.
pub(super) fn workable(text: &str, options: &Options, most: Option<usize>) -> Result<(), Bad> {
    let most = most.unwrap_or(usize::MAX);
    // a token has a byte at least
    if text.len() <= most || demarche::text::read(text, options).tokens.len() <= most {
        return Ok(());
    }
    let message = format!("more than {most} tokens; raise --max-doc-tokens to read it");
    Err(Bad::new("too-much-work", message))
}

/// Fails where `text` is none: a fifth of it was bytes of no meaning.
fn legible(text: &str) -> Result<(), Bad> {
    // counted in bytes, many at a time
    let controls = text.as_bytes().chunks(128).map(|block| {
        let controls = block
            .iter()
            .map(|byte| matches!(byte, 0..=8 | 14..=31 | 127));
        usize::from(controls.map(u8::from).sum::<u8>())
    });
    let meaningless = controls.sum::<usize>() + text.matches(char::REPLACEMENT_CHARACTER).count();
    // the characters need counting only where there is a doubt
    if meaningless == 0 || 5 * meaningless <= text.chars().count() {
        return Ok(());
    }
    let message = "no text in any encoding that is known here: a fifth of it or more is no character; save it as UTF-8";
    Err(Bad::new("bad-encoding", message))
}

fn refused(path: Option<&Path>, what: &str, way_out: &str) -> Failure {
    let name = path.unwrap_or(Path::new(STDIN)).display();
    Failure::io(format!("{name}: {what}; {way_out}"))
}

/// Whether the first line of `text` is a JSON object.
fn is_record(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.lines().next().unwrap_or_default();
    let is_object = |json: &str| serde_json::from_str::<serde::de::IgnoredAny>(json).is_ok();
    first.starts_with('{') && (is_object(first) || is_object(text))
}

/// Fails where one of `files` is not there, before anything is written.
pub(super) fn check(files: &[PathBuf]) -> Result<(), Failure> {
    for path in files.iter().filter_map(|file| path_of(file)) {
        fs::metadata(path).map_err(|error| Failure::read(path, &error))?;
    }
    Ok(())
}

/// What the first bytes say a file is that holds no text to read as it stands, and what to do about it: nothing is worse than
/// a timeline that is empty because nobody looked.
fn no_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const KINDS: &[(&[u8], &str, &str)] = &[
        (b"\x1f\x8b", "gzip within gzip", "unpack it first"),
        (
            b"\x28\xb5\x2f\xfd",
            "zstd within another packing",
            "unpack it first",
        ),
        (
            b"BZh",
            "compressed with bzip2",
            "unpack it with bunzip2 first",
        ),
        (
            b"\xfd7zXZ",
            "compressed with xz",
            "unpack it with unxz first",
        ),
        (
            b"PK\x03\x04",
            "a ZIP archive",
            "unpack it, or save a document as plain text, first",
        ),
        (b"%PDF-", "a PDF", "take its text out with pdftotext first"),
    ];
    if bytes.get(257..262) == Some(b"ustar") {
        return Some(("a tar archive", "unpack it first"));
    }
    KINDS
        .iter()
        .find(|(magic, ..)| bytes.starts_with(magic))
        .map(|&(_, what, way_out)| (what, way_out))
}

/// Everything that is found in `text`, with the trees that the flags ask for.
pub(super) fn analysis(
    text: &str,
    reading: &Reading,
    options: &Options,
) -> Result<Analysis, Failure> {
    let Some(path) = &reading.conllu else {
        return Ok(reading.analyzer.analyze(text, options));
    };
    if path.is_dir() {
        return Err(Failure::directory(path));
    }
    let bytes = fs::read(path).map_err(|error| Failure::read(path, &error))?;
    let (trees, _) = decode(bytes);
    let analysis = reading.analyzer.analyze_with_trees(text, &trees, options);
    analysis.map_err(|misfit| {
        let (path, line) = (path.display(), misfit.line);
        let message = misfit.message;
        Failure::io(format!(
            "{path}:{line}: {message}; --conllu needs trees of the same text"
        ))
    })
}

/// The time expressions of `text` alone, with the trees that the flags ask for.
pub(super) fn times(text: &str, reading: &Reading, options: &Options) -> Result<Analysis, Failure> {
    if reading.conllu.is_some() {
        return analysis(text, reading, options);
    }
    Ok(demarche::times(text, options))
}

impl Reading {
    /// What the flags say about a document called `id`.
    pub(super) fn options(&self, id: Option<String>) -> Options {
        Options {
            id,
            published: self.published,
            all_events: self.events == Events::All,
            raw: self.input_format == Some(InputFormat::Text),
            markup: self.input_format.and_then(InputFormat::markup),
            ..Options::default()
        }
    }
}
