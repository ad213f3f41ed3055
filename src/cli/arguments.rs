//! The commands and their flags.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use demarche::Offsets;
use demarche::types::Publication;

/// Reads English news on diplomacy and tells what happened, who did it, when, and in what order.
#[derive(Debug, Parser)]
#[command(
    version,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 done, 1 a difference found, 2 usage, 3 finished but some documents failed, 4 input or output failed."
)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// What happened, who did it, when, and in what order
    Timeline(TimelineArguments),
    /// The order of events as a graph
    Graph(TimelineArguments),
    /// The time expressions alone
    Times(TimesArguments),
    /// The actors alone, with their mentions
    Actors(ListArguments),
    /// Why an event was found, who takes part, and what places it in time
    Explain(ExplainArguments),
    /// The JSON Schema of the timeline JSON
    Schema,
    /// What a timeline lacks, held against what a careful reader sees
    Compare(CompareArguments),
    /// What is found, held against annotated corpora
    #[command(subcommand)]
    Evaluate(Evaluate),
}

/// What is evaluated.
#[derive(Debug, Subcommand)]
pub(super) enum Evaluate {
    /// Time expressions, against TimeML
    Times(EvaluateArguments),
}

/// Flags of `evaluate`.
#[derive(Args, Debug)]
pub(super) struct EvaluateArguments {
    /// Annotated documents, or folders of them; .tml files, here and one folder down
    #[arg(value_name = "DIR", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// What is written
    #[arg(short, long, value_enum, default_value_t)]
    pub(super) format: PlainFormat,
}

/// Flags of `times`.
#[derive(Args, Debug)]
pub(super) struct TimesArguments {
    /// What is read.
    #[command(flatten)]
    pub(super) reading: Reading,
    /// What is written
    #[arg(short, long, value_enum, default_value_t)]
    pub(super) format: TimesFormat,
    /// Read one JSON record a line: {"id", "text", "published"}; as JSON, write one object a line
    #[arg(long, conflicts_with = "conllu")]
    pub(super) jsonl: bool,
}

/// Formats of time expressions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TimesFormat {
    /// For a terminal
    #[default]
    Text,
    /// For a program
    Json,
    /// The text with TIMEX3 around each expression
    #[value(name = "timeml")]
    TimeMl,
}

/// Flags of `actors`.
#[derive(Args, Debug)]
pub(super) struct ListArguments {
    /// What is read.
    #[command(flatten)]
    pub(super) reading: Reading,
    /// What is written
    #[arg(short, long, value_enum, default_value_t)]
    pub(super) format: PlainFormat,
}

/// Flags of `explain`.
#[derive(Args, Debug)]
pub(super) struct ExplainArguments {
    /// What is read.
    #[command(flatten)]
    pub(super) reading: Reading,
    /// The event, by its id in the timeline: e3; all listed ones where none is named
    #[arg(long, value_name = "ID")]
    pub(super) event: Option<String>,
    /// Which of two events came first, and by what chain of reasons; or what is missing: --order e4 e7
    #[arg(long, num_args = 2, value_names = ["ID", "ID"], conflicts_with = "event")]
    pub(super) order: Vec<String>,
    /// The event at a place of the file, or why the word there gave none: --at 12:8 (line and column, from 1)
    #[arg(long, value_name = "LINE:COL", conflicts_with_all = ["event", "order"])]
    pub(super) at: Option<String>,
    /// Show the tree of every sentence instead
    #[arg(long, conflicts_with_all = ["event", "order", "at"])]
    pub(super) syntax: bool,
    /// How the trees are written [default: text]
    #[arg(short, long, value_enum, requires = "syntax")]
    pub(super) format: Option<TreeFormat>,
}

/// Formats of trees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TreeFormat {
    /// For a terminal
    Text,
    /// For a program; --conllu reads it
    Conllu,
}

/// Flags of `compare`.
#[derive(Args, Debug)]
pub(super) struct CompareArguments {
    /// What is wanted: an expected.json or a timeline JSON; or a folder of stories, or one story
    #[arg(value_name = "EXPECTED")]
    pub(super) expected: PathBuf,
    /// The timeline JSON that is held against it; standard input for -; none for a folder
    #[arg(value_name = "ACTUAL")]
    pub(super) actual: Option<PathBuf>,
    /// Count events that nobody asked for as differences
    #[arg(long)]
    pub(super) strict: bool,
    /// What is written
    #[arg(short, long, value_enum, default_value_t)]
    pub(super) format: PlainFormat,
}

/// Formats of a plain result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum PlainFormat {
    /// For a terminal
    #[default]
    Text,
    /// For a program
    Json,
}

/// Flags of `timeline`.
#[derive(Args, Debug)]
pub(super) struct TimelineArguments {
    /// What is read.
    #[command(flatten)]
    pub(super) reading: Reading,
    /// What is written [default: what the ending of -o says; else text, and dot for graph]
    #[arg(short, long, value_enum)]
    pub(super) format: Option<Format>,
    /// Where it is written.
    #[command(flatten)]
    pub(super) writing: Writing,
    /// One timeline for each FILE; as JSON, one a line
    #[arg(long, conflicts_with_all = ["jsonl", "conllu"])]
    pub(super) each: bool,
    /// Read one JSON record a line ({"id", "text", "published"}), write one timeline a line
    #[arg(long, conflicts_with = "conllu")]
    pub(super) jsonl: bool,
    /// How many documents are read at once [default: one for each core]
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Colours in text
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,
}

/// What every command that reads articles takes.
#[derive(Args, Clone, Debug)]
pub(super) struct Reading {
    /// The article; standard input where none is named, or for -
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// The day of publication, which "on Tuesday" counts from: 2022-02-15, or 2022-02-15T18:30:00
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub(super) published: Option<Publication>,
    /// Which events: those a reader would list, or every word that names one
    #[arg(long, value_enum, default_value_t)]
    pub(super) events: Events,
    /// Take tokens and trees of the article from this CoNLL-U file
    #[arg(long, value_name = "FILE")]
    pub(super) conllu: Option<PathBuf>,
    /// What offsets count: Unicode code points, bytes of UTF-8, or code units of UTF-16
    #[arg(long, value_enum, default_value_t)]
    pub(super) offsets: OffsetUnit,
    /// Put the text as read into the JSON
    #[arg(long)]
    pub(super) with_text: bool,
    /// Say only what failed altogether
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say what was read
    #[arg(short, long)]
    pub(super) verbose: bool,
}

/// What every command that writes takes.
#[derive(Args, Debug)]
pub(super) struct Writing {
    /// A file to write instead of standard output; its ending chooses the format; may be repeated
    #[arg(short, long = "output", value_name = "FILE")]
    pub(super) outputs: Vec<PathBuf>,
}

/// Formats of a timeline and its graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For a terminal
    Text,
    /// The timeline JSON, whose schema `demarche schema` prints
    Json,
    /// The temporal graph for Graphviz
    Dot,
}

/// Which events are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Events {
    /// Those a reader would put on a timeline
    #[default]
    Listed,
    /// Every verb and noun that names one
    All,
}

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum OffsetUnit {
    /// Unicode code points
    #[default]
    Char,
    /// Bytes of UTF-8
    Byte,
    /// Code units of UTF-16
    Utf16,
}

/// When text is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<OffsetUnit> for Offsets {
    fn from(unit: OffsetUnit) -> Self {
        match unit {
            OffsetUnit::Char => Self::Char,
            OffsetUnit::Byte => Self::Byte,
            OffsetUnit::Utf16 => Self::Utf16,
        }
    }
}

fn published(text: &str) -> Result<Publication, String> {
    demarche::publication(text).ok_or_else(|| {
        "no day of the calendar; write it as 2022-02-15 or 2022-02-15T18:30:00".to_owned()
    })
}
