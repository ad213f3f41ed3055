//! The places one run writes to, each with its format: what -o, -f and the flags on looks come to.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use demarche::Timeline;
use demarche::output::{self, FORMATS, Format, RecordError, Style};

use super::arguments::{Color, Direction, Events, Reading, TimelineArguments};
use super::failure::Failure;
use super::sink::Sink;

/// A format and how it is to look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rendering {
    format: &'static Format,
    style: Style,
    /// Whether the timeline JSON shows the text because the reader asked for it.
    with_text: bool,
    /// Whether it shows the forms of events.
    with_forms: bool,
}

impl Rendering {
    /// The one timeline of the run.
    pub(super) fn only(&self, timeline: &Timeline) -> String {
        (self.format.write)(&self.shown(timeline), &self.style)
    }

    /// The next timeline of several.
    pub(super) fn next(&self, timeline: &Timeline) -> String {
        let series = self.format.series.as_ref();
        series.map_or_else(String::new, |series| {
            (series.write)(&self.shown(timeline), &self.style)
        })
    }

    /// What stands in the place of a timeline that could not be made; where a format has no word for it, stderr names it.
    pub(super) fn error(&self, id: Option<&str>, error: &RecordError) -> String {
        match self.format.name {
            "json" => output::error_line(id, error),
            _ => String::new(),
        }
    }

    /// What stands once above several timelines.
    pub(super) fn head(&self) -> &'static str {
        self.format.series.as_ref().map_or("", |series| series.head)
    }

    /// Everything that decides what it writes, in words.
    pub(super) fn looks(&self) -> String {
        let (text, forms) = (self.with_text, self.with_forms);
        format!("{} {:?} {text} {forms}", self.format.name, self.style)
    }

    /// The timeline without the text and the forms that only another format asked for.
    fn shown<'a>(&self, timeline: &'a Timeline) -> Cow<'a, Timeline> {
        let mut timeline = Cow::Borrowed(timeline);
        if self.format.name != "json" {
            return timeline;
        }
        let mut documents = timeline.documents.iter();
        if !self.with_text && documents.any(|document| document.text.is_some()) {
            for document in &mut timeline.to_mut().documents {
                document.text = None;
            }
        }
        let mut events = timeline.events.iter();
        if !self.with_forms && events.any(|event| !event.forms.is_empty()) {
            for event in &mut timeline.to_mut().events {
                event.forms.clear();
            }
        }
        timeline
    }
}

/// The places one run writes to; `None` for standard output.
pub(super) type Places = Vec<(Option<PathBuf>, Rendering)>;

/// What -o and -f come to: standard output where no place is named, in the format called `default` unless -f says another.
pub(super) fn places(arguments: &TimelineArguments, default: &str) -> Result<Places, Failure> {
    let graph = default == "dot";
    let mut places = Vec::new();
    for path in &arguments.writing.outputs {
        let format = match arguments.format {
            Some(format) => format,
            None => format_of(path)?,
        };
        let rendering = rendering(arguments, format, graph, false);
        places.push((Some(path.clone()), rendering));
    }
    if places.is_empty() {
        let default = Format::named(default).expect("a command's default is in the table");
        let format = arguments.format.unwrap_or(default);
        places.push((None, rendering(arguments, format, graph, true)));
    }
    Ok(places)
}

/// Fails where one of `places` is of a format whose files hold one timeline; `flag` asks for more.
pub(super) fn check_series(places: &Places, flag: &str) -> Result<(), Failure> {
    match places
        .iter()
        .find(|(_, rendering)| rendering.format.series.is_none())
    {
        None => Ok(()),
        Some((_, rendering)) => {
            let name = rendering.format.name;
            let way_out = if rendering.format.folder.is_empty() {
                String::new()
            } else {
                format!(" and name a folder, -f {name} -o FOLDER/")
            };
            Err(Failure::usage(format!(
                "{name}: a file of it holds one timeline; leave {flag} out{way_out}, or choose another format with -f"
            )))
        }
    }
}

/// Fails where one of `places` is a file that holds one document, and `count` are read into it.
pub(super) fn check_documents(places: &Places, count: usize) -> Result<(), Failure> {
    let narrow = places.iter().find(|(path, rendering)| {
        !rendering.format.folder.is_empty() && path.as_deref().and_then(folder).is_none()
    });
    match narrow {
        Some((_, rendering)) if count > 1 => {
            let name = rendering.format.name;
            Err(Failure::usage(format!(
                "{name}: a file of it holds one document, and {count} are read; name a folder for them: -f {name} -o FOLDER/"
            )))
        }
        _ => Ok(()),
    }
}

/// The folder that -o names: one that is there, or any name that ends as folders' do.
fn folder(path: &Path) -> Option<&Path> {
    let named = path.to_str().is_some_and(|name| name.ends_with('/'));
    (named || path.is_dir()).then_some(path)
}

/// What is read, with the text and the forms of events where a format shows them.
pub(super) fn reading(reading: &Reading, places: &Places) -> Reading {
    let mut reading = reading.clone();
    reading.with_forms = reading.events == Events::All
        || places
            .iter()
            .any(|(_, rendering)| rendering.format.name == "timeml");
    reading.with_text |= places
        .iter()
        .any(|(_, rendering)| rendering.format.with_text);
    reading
}

/// A place that is open.
pub(super) enum Open {
    /// One file, or standard output.
    One(Sink),
    /// A folder that gets a file a document.
    Folder(PathBuf),
}

/// Opens every place, before anything is read.
pub(super) fn open(places: &Places) -> Result<Vec<Open>, Failure> {
    let open = |(path, rendering): &(Option<PathBuf>, Rendering)| {
        let Some(path) = path else {
            return Ok(Open::One(Sink::stdout()));
        };
        match folder(path).filter(|_| !rendering.format.folder.is_empty()) {
            Some(folder) => {
                fs::create_dir_all(folder).map_err(|error| Failure::write(folder, &error))?;
                Ok(Open::Folder(folder.to_owned()))
            }
            None => Sink::file(path).map(Open::One),
        }
    };
    places.iter().map(open).collect()
}

/// Writes the one timeline of a run to every place.
pub(super) fn write(open: Vec<Open>, places: &Places, timeline: &Timeline) -> Result<(), Failure> {
    let mut sinks = Vec::new();
    for (place, (_, rendering)) in open.into_iter().zip(places) {
        match place {
            Open::One(mut sink) => {
                sink.write(&rendering.only(timeline))?;
                sinks.push(sink);
            }
            Open::Folder(folder) => {
                for (name, text) in leaves(rendering.format, timeline) {
                    let mut sink = Sink::file(&folder.join(name))?;
                    sink.write(&text)?;
                    sinks.push(sink);
                }
            }
        }
    }
    sinks.into_iter().try_for_each(Sink::finish)
}

/// The files that `format` makes of each document, with their names: that of the document's own file without its ending, and
/// a number behind it where another document has that name already.
fn leaves(format: &Format, timeline: &Timeline) -> Vec<(String, String)> {
    let mut leaves = Vec::new();
    let mut taken = BTreeSet::new();
    for (doc, document) in timeline.documents.iter().enumerate() {
        let id = document.id.as_deref().map(Path::new);
        let stem = id.and_then(Path::file_stem).and_then(|stem| stem.to_str());
        let stem = stem.unwrap_or("document");
        // Names that differ in case alone are one name on some systems.
        let mut name = stem.to_owned();
        let mut number = 1;
        while !taken.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{stem}-{number}");
        }
        let one = output::of_document(timeline, doc);
        for leaf in format.folder {
            leaves.push((format!("{name}.{}", leaf.ending), (leaf.write)(&one)));
        }
    }
    leaves
}

fn rendering(
    arguments: &TimelineArguments,
    format: &'static Format,
    graph: bool,
    stdout: bool,
) -> Rendering {
    // Mermaid draws both: a timeline as one, a graph as a flowchart.
    let format = match format.name {
        "mermaid" if graph => Format::named("mermaid-graph").unwrap_or(format),
        _ => format,
    };
    let terminal = stdout && std::io::stdout().is_terminal();
    let width = arguments.width.map(usize::from);
    Rendering {
        format,
        style: Style {
            color: color(arguments.color, terminal),
            width: width.or_else(|| terminal.then(terminal_width).flatten()),
            downward: arguments.rankdir == Direction::Tb,
            conflicts: arguments.conflicts,
        },
        with_text: arguments.reading.with_text,
        with_forms: arguments.reading.events == Events::All,
    }
}

fn format_of(path: &Path) -> Result<&'static Format, Failure> {
    let name = path.file_name().and_then(|name| name.to_str());
    name.and_then(Format::of_file).ok_or_else(|| {
        let endings: Vec<String> = FORMATS
            .iter()
            .filter_map(|format| Some(format!(".{}", format.endings.first()?)))
            .collect();
        Failure::usage(format!(
            "{}: the ending says no format; use one of {}, or choose with -f",
            path.display(),
            endings.join(" ")
        ))
    })
}

/// Whether text takes colours.
fn color(color: Color, terminal: bool) -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
            terminal && !dumb && !set("NO_COLOR")
        }
    }
}

/// `COLUMNS` where it is set, else what the terminal says.
fn terminal_width() -> Option<usize> {
    let columns = env::var("COLUMNS").ok();
    let columns = columns.and_then(|columns| columns.parse().ok());
    let columns = columns.filter(|&columns| columns > 0);
    columns.or_else(|| {
        let (width, _) = terminal_size::terminal_size()?;
        Some(usize::from(width.0)).filter(|&width| width > 0)
    })
}
