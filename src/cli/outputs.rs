//! The places one run writes to, each with its format: what -o, -f and the flags on looks come to.

use std::borrow::Cow;
use std::env;
use std::io::IsTerminal;
use std::path::Path;

use demarche::Timeline;
use demarche::output::{self, FORMATS, Format, RecordError, Style};

use super::arguments::{Color, Direction, Reading, TimelineArguments};
use super::failure::Failure;
use super::sink::Sink;

/// A format and how it is to look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rendering {
    format: &'static Format,
    style: Style,
    /// Whether the timeline JSON shows the text because the reader asked for it.
    with_text: bool,
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

    /// Whether one of them shows the article itself.
    pub(super) fn any_shows_text(renderings: &[Self]) -> bool {
        renderings
            .iter()
            .any(|rendering| rendering.format.with_text)
    }

    /// The timeline without the text that only another format asked for.
    fn shown<'a>(&self, timeline: &'a Timeline) -> Cow<'a, Timeline> {
        let mut timeline = Cow::Borrowed(timeline);
        let carries = |timeline: &Timeline| {
            let mut documents = timeline.documents.iter();
            documents.any(|document| document.text.is_some())
        };
        if self.format.name == "json" && !self.with_text && carries(&timeline) {
            for document in &mut timeline.to_mut().documents {
                document.text = None;
            }
        }
        timeline
    }
}

/// The places one run writes to.
pub(super) struct Outputs {
    sinks: Vec<(Sink, Rendering)>,
}

impl Outputs {
    /// Opens every place; standard output where none is named, in the format called `default` unless -f says another.
    pub(super) fn open(arguments: &TimelineArguments, default: &str) -> Result<Self, Failure> {
        let graph = default == "dot";
        let mut sinks = Vec::new();
        for path in &arguments.writing.outputs {
            let format = match arguments.format {
                Some(format) => format,
                None => format_of(path)?,
            };
            let rendering = rendering(arguments, format, graph, false);
            sinks.push((Sink::file(path)?, rendering));
        }
        if sinks.is_empty() {
            let default = Format::named(default).expect("a command's default is in the table");
            let format = arguments.format.unwrap_or(default);
            sinks.push((Sink::stdout(), rendering(arguments, format, graph, true)));
        }
        let mut outputs = Self { sinks };
        let records = &arguments.records;
        if records.any() || arguments.each {
            let flag = match (records.jsonl, records.csv) {
                (true, _) => "--jsonl",
                (_, true) => "--csv",
                _ => "--each",
            };
            outputs.start_series(flag)?;
        }
        Ok(outputs)
    }

    /// Checks that every format can hold several timelines, and writes what stands above them.
    fn start_series(&mut self, flag: &str) -> Result<(), Failure> {
        for (_, rendering) in &self.sinks {
            if rendering.format.series.is_none() {
                let name = rendering.format.name;
                let message = format!(
                    "{name}: a file of it holds one timeline; leave {flag} out, or choose another format with -f"
                );
                return Err(Failure::usage(message));
            }
        }
        self.write(|rendering| {
            let series = rendering.format.series.as_ref();
            series.map_or_else(String::new, |series| series.head.to_owned())
        })
    }

    /// What is read, with the text where a format shows it.
    pub(super) fn reading<'a>(&self, reading: &'a Reading) -> Cow<'a, Reading> {
        if reading.with_text || !Rendering::any_shows_text(&self.renderings()) {
            return Cow::Borrowed(reading);
        }
        let mut reading = reading.clone();
        reading.with_text = true;
        Cow::Owned(reading)
    }

    /// What is written to each place.
    pub(super) fn renderings(&self) -> Vec<Rendering> {
        let sinks = self.sinks.iter();
        sinks.map(|&(_, rendering)| rendering).collect()
    }

    /// Writes what `render` gives to every place.
    pub(super) fn write(
        &mut self,
        mut render: impl FnMut(&Rendering) -> String,
    ) -> Result<(), Failure> {
        for (sink, rendering) in &mut self.sinks {
            sink.write(&render(rendering))?;
        }
        Ok(())
    }

    /// Writes ready texts, one for each place, in the order of [`Outputs::renderings`].
    pub(super) fn write_ready(&mut self, texts: &[String]) -> Result<(), Failure> {
        for ((sink, ..), text) in self.sinks.iter_mut().zip(texts) {
            sink.write(text)?;
        }
        Ok(())
    }

    /// Hands on what is buffered, so that a reader downstream need not wait.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.sinks
            .iter_mut()
            .try_for_each(|(sink, ..)| sink.flush())
    }

    /// Puts every file in its place.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        self.sinks
            .drain(..)
            .try_for_each(|(sink, ..)| sink.finish())
    }
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
