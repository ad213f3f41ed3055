//! What the arguments name → the files that are read, in an order that is always the same.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::{STDIN, is_stdin, path_of, unpack};
use crate::cli::arguments::Reading;
use crate::cli::failure::Failure;

/// Puts the files in the place of folders, patterns and lists.
pub(in crate::cli) fn expand(reading: &mut Reading) -> Result<(), Failure> {
    let mut named = std::mem::take(&mut reading.files);
    if let Some(list) = &reading.files_from {
        if is_stdin(list) && named.iter().any(|file| is_stdin(file)) {
            let message =
                "- and --files-from -: standard input is read once; name a file for one of them";
            return Err(Failure::usage(message));
        }
        let listed = listed(list)?;
        if named.is_empty() && listed.is_empty() {
            return Err(Failure::io(format!("{}: names no file", list.display())));
        }
        named.extend(listed);
    }
    for path in named {
        if is_stdin(&path) {
            reading.files.push(path);
        } else if path.is_dir() {
            let before = reading.files.len();
            folder(&path, &mut reading.files)?;
            if reading.files.len() == before {
                return Err(Failure::io(format!("{}: holds no files", path.display())));
            }
        } else if is_pattern(&path) {
            pattern(&path, &mut reading.files)?;
        } else {
            reading.files.push(path);
        }
    }
    Ok(())
}

/// The names in a file, or on standard input: one a line, or with a NUL after each as `find -print0` writes them.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Failure> {
    let path = path_of(list);
    let mut bytes = Vec::new();
    let read = unpack::open(path)?.bytes.read_to_end(&mut bytes);
    read.map_err(|error| Failure::read(path.unwrap_or(Path::new(STDIN)), &error))?;
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let names = bytes.split(|&byte| byte == end);
    Ok(names
        .map(|name| name.strip_suffix(b"\r").unwrap_or(name))
        .filter(|name| !name.is_empty())
        .map(path_from)
        .collect())
}

#[cfg(unix)]
fn path_from(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path_from(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

/// The files in a folder and those below it, by name. Hidden ones are left out, and links to folders, which may lead in circles.
fn folder(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error| Failure::read(path, &error);
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            entries.push(entry);
        }
    }
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let kind = entry.file_type().map_err(failed)?;
        let path = entry.path();
        if kind.is_dir() {
            folder(&path, files)?;
        } else if kind.is_file() || kind.is_symlink() && !path.is_dir() {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether `path` is no file and may be a pattern of names.
fn is_pattern(path: &Path) -> bool {
    let has_signs = path.as_os_str().as_encoded_bytes();
    has_signs.iter().any(|byte| b"*?[".contains(byte)) && !path.exists()
}

/// The files whose names fit a pattern, by name: for shells that do not do it, and for more names than they take.
fn pattern(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let name = path.display();
    let text = path.to_str().ok_or_else(|| {
        Failure::usage(format!(
            "{name}: a pattern that is not UTF-8; name the files"
        ))
    })?;
    let options = glob::MatchOptions {
        require_literal_separator: true,
        require_literal_leading_dot: true,
        ..glob::MatchOptions::new()
    };
    let paths = glob::glob_with(text, options)
        .map_err(|error| Failure::usage(format!("{name}: {}; see the pattern", error.msg)))?;
    let before = files.len();
    for path in paths {
        let path = path.map_err(|error| Failure::read(error.path(), error.error()))?;
        if path.is_file() {
            files.push(path);
        }
    }
    if files.len() == before {
        return Err(Failure::io(format!("{name}: no file has such a name")));
    }
    Ok(())
}
