//! Files and standard input → texts.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use demarche::Options;
use demarche::types::{Analysis, Note, NoteCode, Span};

use super::arguments::{Events, Reading};
use super::failure::Failure;

/// An article as it came in.
pub(super) struct Article {
    /// The file's name; `None` for standard input.
    pub(super) id: Option<String>,
    /// The text, in which every byte that is no letter became U+FFFD.
    pub(super) text: String,
    /// How many such places there were.
    pub(super) replaced: usize,
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

/// Reads an article from `path`, or from standard input.
pub(super) fn article(path: Option<&Path>) -> Result<Article, Failure> {
    let mut bytes = Vec::new();
    if let Some(path) = path {
        if path.is_dir() {
            return Err(Failure::directory(path));
        }
        bytes = fs::read(path).map_err(|error| Failure::read(path, &error))?;
    } else {
        let read = io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| Failure::read(Path::new("standard input"), &error))?;
    }
    if let Some((what, way_out)) = no_text(&bytes) {
        let name = path.unwrap_or(Path::new("standard input"));
        let message = format!("{}: {what}, not text; {way_out}", name.display());
        return Err(Failure::io(message));
    }
    let (text, replaced) = decode(bytes);
    Ok(Article {
        id: path.map(|path| path.display().to_string()),
        text,
        replaced,
    })
}

/// Opens `path`, or standard input, for reading line by line.
pub(super) fn lines(path: Option<&Path>) -> Result<Box<dyn BufRead + Send>, Failure> {
    Ok(match path {
        Some(path) if path.is_dir() => return Err(Failure::directory(path)),
        Some(path) => {
            let file = File::open(path).map_err(|error| Failure::read(path, &error))?;
            Box::new(BufReader::new(file))
        }
        None => Box::new(BufReader::new(io::stdin())),
    })
}

/// The next line of `input` that is not blank; `line` counts all of them.
pub(super) fn next_line(
    input: &mut dyn BufRead,
    line: &mut usize,
) -> Result<Option<Vec<u8>>, Failure> {
    loop {
        *line += 1;
        let mut bytes = Vec::new();
        let read = input
            .read_until(b'\n', &mut bytes)
            .map_err(|error| Failure::io(format!("line {line}: cannot be read: {error}")))?;
        if read == 0 {
            return Ok(None);
        }
        if !bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(Some(bytes));
        }
    }
}

/// What the first bytes say a file is that holds no text to read as it stands, and what to do about it: nothing is worse than
/// a timeline that is empty because nobody looked.
fn no_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const KINDS: &[(&[u8], &str, &str)] = &[
        (
            b"\x1f\x8b",
            "compressed with gzip",
            "unpack it with gunzip first",
        ),
        (
            b"\x28\xb5\x2f\xfd",
            "compressed with zstd",
            "unpack it with unzstd first",
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
    KINDS
        .iter()
        .find(|(magic, ..)| bytes.starts_with(magic))
        .map(|&(_, what, way_out)| (what, way_out))
}

/// UTF-16 with its byte order mark → text, and how many places were none; `None` for anything else.
fn utf16(bytes: &[u8]) -> Option<(String, usize)> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, rest) = bytes[2..].as_chunks::<2>();
    // two bytes that only look like a mark: English in UTF-16 is Latin letters all through
    let latin = pairs.iter().filter(|&&pair| unit(pair) < 0x250).count();
    if 2 * latin < pairs.len() {
        return None;
    }
    let mut replaced = usize::from(!rest.is_empty());
    let mut text = String::with_capacity(bytes.len() / 2);
    for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        replaced += usize::from(c.is_err());
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    Some((text, replaced))
}

/// Bytes → text: UTF-16 where a byte order mark says so, else UTF-8; every stretch that is neither becomes one U+FFFD, and is
/// counted.
pub(super) fn decode(bytes: Vec<u8>) -> (String, usize) {
    if let Some(decoded) = utf16(&bytes) {
        return decoded;
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, 0),
        Err(error) => {
            let bytes = error.into_bytes();
            let replaced = bytes
                .utf8_chunks()
                .filter(|chunk| !chunk.invalid().is_empty())
                .count();
            (String::from_utf8_lossy(&bytes).into_owned(), replaced)
        }
    }
}

/// The remark on `replaced` places that were no UTF-8.
pub(super) fn replacement_note(replaced: usize) -> Option<Note> {
    let message = match replaced {
        0 => return None,
        1 => "1 place was not UTF-8 and was replaced by U+FFFD".to_owned(),
        more => format!("{more} places were not UTF-8 and were replaced by U+FFFD"),
    };
    Some(Note {
        code: NoteCode::InvalidUtf8,
        span: Span::default(),
        message,
    })
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
            ..Options::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bad_stretch_is_counted() {
        let check = |bytes: &[u8], text: &str, replaced| {
            assert_eq!(decode(bytes.to_vec()), (text.to_owned(), replaced));
        };
        check(b"talks", "talks", 0);
        check(b"caf\xe9", "caf\u{fffd}", 1);
        check(b"\xff\xfe and \x80", "\u{fffd}\u{fffd} and \u{fffd}", 3);
        check(b"cut \xe2\x82", "cut \u{fffd}", 1);
    }
}
