//! The commands and their flags.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use demarche::output::{FORMATS, Format};
use demarche::types::{Markup, Publication};
use demarche::{Analyzer, Offsets};

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
    #[command(after_help = examples(&[
        "demarche timeline article.txt --published 2022-02-15",
        "demarche timeline article.txt -o events.csv -o graph.dot",
        "demarche timeline --each news/ -o timelines.jsonl",
        "demarche timeline --jsonl < articles.jsonl > timelines.jsonl",
        "demarche timeline --csv articles.csv --text-field body --date-field day -o timelines.jsonl",
    ]))]
    Timeline(TimelineArguments),
    /// The order of events as a graph
    #[command(after_help = examples(&[
        "demarche graph article.txt --published 2022-02-15 | dot -Tsvg > graph.svg",
        "demarche graph article.txt -f mermaid --rankdir TB",
        "demarche graph article.txt --conflicts -o graph.graphml",
    ]))]
    Graph(TimelineArguments),
    /// The time expressions alone
    #[command(after_help = examples(&[
        "demarche times article.txt --published 2022-02-15",
        "demarche times article.txt -f timeml > article.tml",
        "echo \"They met on Monday.\" | demarche times --published 2022-02-15",
    ]))]
    Times(TimesArguments),
    /// The actors alone, with their mentions
    #[command(after_help = examples(&[
        "demarche actors article.txt",
        "demarche actors article.txt -f json",
        "cat article.txt | demarche actors -",
    ]))]
    Actors(ListArguments),
    /// Why an event was found, who takes part, and what places it in time
    #[command(after_help = examples(&[
        "demarche explain article.txt --event e1",
        "demarche explain article.txt --order e1 e2",
        "demarche explain article.txt news/ --order e1 e4",
        "demarche explain article.txt --actor a1",
        "demarche explain article.txt --syntax",
    ]))]
    Explain(ExplainArguments),
    /// The JSON Schema of the timeline JSON
    #[command(after_help = examples(&[
        "demarche schema > timeline.schema.json",
        "demarche schema | head -3",
        "demarche schema | python3 -m json.tool",
    ]))]
    Schema,
    /// What a shell needs to complete commands and flags
    #[command(after_help = examples(&[
        "demarche completions bash > demarche.bash",
        "demarche completions zsh > _demarche",
        "demarche completions fish > demarche.fish",
    ]))]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// The manual page, or one for each command in a folder
    #[command(after_help = examples(&[
        "demarche man > demarche.1",
        "demarche man | man -l -",
        "demarche man man1/",
    ]))]
    Man {
        /// A folder to write a page for each command into
        #[arg(value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
    /// What a timeline lacks, held against what a careful reader sees
    #[command(after_help = examples(&[
        "demarche compare expected.json actual.json",
        "demarche compare fixtures/",
        "demarche compare expected.json actual.json --strict -f json",
    ]))]
    Compare(CompareArguments),
    /// What is found, held against annotated corpora
    #[command(subcommand)]
    Evaluate(Evaluate),
    /// What a person corrected in another tool, as an expected.json to compare with
    #[command(subcommand)]
    Import(Import),
}

/// The tool it was corrected in.
#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// brat's annotation (.ann); the text it was made on, where it lies beside it as .txt, is held against it
    #[command(after_help = examples(&[
        "demarche import brat story.brat.ann --published 2022-02-15 > expected.json",
        "demarche import brat story.brat.ann -o expected.json",
        "demarche import brat story.brat.ann | demarche compare /dev/stdin actual.json",
    ]))]
    Brat(ImportArguments),
    /// Label Studio's export as JSON, once the tasks are submitted
    #[command(name = "labelstudio", visible_alias = "label-studio", after_help = examples(&[
        "demarche import labelstudio export.json > expected.json",
        "demarche import labelstudio export.json -o expected.json",
        "demarche import labelstudio export.json | demarche compare /dev/stdin actual.json",
    ]))]
    LabelStudio(ImportArguments),
}

/// Flags of `import`.
#[derive(Args, Debug)]
pub(super) struct ImportArguments {
    /// The annotation; standard input for -
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The day of publication, where the annotation does not say it: 2022-02-15
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub(super) published: Option<Publication>,
    /// A file to write instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
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
    /// Whether records are read.
    #[command(flatten)]
    pub(super) records: Records,
    /// How many documents are read.
    #[command(flatten)]
    pub(super) batch: BatchFlags,
}

/// What every command that reads many documents, each on its own, takes.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct BatchFlags {
    /// How many documents are read at once; the output is the same for every N [default: one for each core]
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Write the error records of documents that failed here, not among the results
    #[arg(long, value_name = "FILE")]
    pub(super) errors: Option<PathBuf>,
    /// A document of more bytes (500k, 64M) is not read [default: 4M of several documents, any of a single one]
    #[arg(long, value_name = "BYTES", value_parser = bytes)]
    pub(super) max_doc_bytes: Option<usize>,
    /// A document of more tokens is not worked on [default: any]
    #[arg(long, value_name = "N")]
    pub(super) max_doc_tokens: Option<usize>,
}

impl BatchFlags {
    /// How many bytes one document of several may have.
    pub(super) fn most(&self) -> usize {
        self.max_doc_bytes.unwrap_or(4 << 20)
    }
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
    /// The event at a place of the file, or why the word there gave none: --at 12:8 (line and column, from 1; of several files
    /// article.txt:12:8)
    #[arg(long, value_name = "LINE:COL", conflicts_with_all = ["event", "order"])]
    pub(super) at: Option<String>,
    /// An actor, by its id in the timeline: its mentions, and why each is the same one: --actor a2
    #[arg(long, value_name = "ID", conflicts_with_all = ["event", "order", "at"])]
    pub(super) actor: Option<String>,
    /// Show the tree of every sentence instead
    #[arg(long, conflicts_with_all = ["event", "order", "at", "actor"])]
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
    #[arg(short, long, value_parser = format())]
    pub(super) format: Option<&'static Format>,
    /// Where it is written.
    #[command(flatten)]
    pub(super) writing: Writing,
    /// One timeline for each FILE; as JSON, one a line
    #[arg(long, conflicts_with_all = ["jsonl", "csv", "conllu"])]
    pub(super) each: bool,
    /// Whether records are read.
    #[command(flatten)]
    pub(super) records: Records,
    /// How many documents are read.
    #[command(flatten)]
    pub(super) batch: BatchFlags,
    /// Colours in text
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,
    /// Break lines of text at this column [default: the terminal's width; none where no terminal reads]
    #[arg(long, value_name = "COLUMNS")]
    pub(super) width: Option<NonZeroUsize>,
    /// Draw graphs from left to right or from top to bottom
    #[arg(
        long,
        value_enum,
        default_value_t,
        ignore_case = true,
        value_name = "DIRECTION"
    )]
    pub(super) rankdir: Direction,
    /// Draw rejected assertions into graphs too
    #[arg(long)]
    pub(super) conflicts: bool,
}

/// What every command that reads articles takes.
#[allow(clippy::struct_excessive_bools)] // flags, each of its own
#[derive(Args, Clone, Debug)]
pub(super) struct Reading {
    /// The article, or several: files, folders (all but hidden files in them), patterns ("news/**/*.html"); standard input where
    /// none is named, or for -
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Read the files that this file names too, one a line or with a NUL after each; - for standard input
    #[arg(long, value_name = "FILE")]
    pub(super) files_from: Option<PathBuf>,
    /// What each article is [default: what its first words say]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) input_format: Option<InputFormat>,
    /// The day of publication, which "on Tuesday" counts from: 2022-02-15, or 2022-02-15T18:30:00
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub(super) published: Option<Publication>,
    /// Which events: those a reader would list, or every word that names one
    #[arg(long, value_enum, default_value_t)]
    pub(super) events: Events,
    /// Take tokens and trees of the article from this CoNLL-U file
    #[arg(long, value_name = "FILE")]
    pub(super) conllu: Option<PathBuf>,
    #[command(flatten)]
    pub(super) dictionaries: Dictionaries,
    /// What knows the actors of all dictionaries.
    #[arg(skip)]
    pub(super) analyzer: Analyzer,
    /// What offsets count: Unicode code points, bytes of UTF-8, or code units of UTF-16
    #[arg(long, value_enum, default_value_t)]
    pub(super) offsets: OffsetUnit,
    /// Put the text as read into the JSON
    #[arg(long)]
    pub(super) with_text: bool,
    /// Whether the forms of events are asked for, by a flag or by a format.
    #[arg(skip)]
    pub(super) with_forms: bool,
    /// Say only what failed altogether
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say what was read
    #[arg(short, long)]
    pub(super) verbose: bool,
}

/// Records in place of articles.
#[derive(Args, Clone, Debug)]
pub(super) struct Records {
    /// Read one JSON record a line ({"id", "text", "published"}); as JSON, write one result a line
    #[arg(long, group = "rows", conflicts_with = "conllu")]
    pub(super) jsonl: bool,
    /// Read one record a row of CSV, by the names of the columns, with commas, semicolons or tabs between them
    #[arg(long, group = "rows", conflicts_with = "conllu")]
    pub(super) csv: bool,
    /// The field of a record that holds the article [default: text]
    #[arg(long, value_name = "NAME", requires = "rows")]
    pub(super) text_field: Option<String>,
    /// The field of a record that holds the day of publication [default: published]
    #[arg(long, value_name = "NAME", requires = "rows")]
    pub(super) date_field: Option<String>,
    /// The field of a record that names it [default: id]
    #[arg(long, value_name = "NAME", requires = "rows")]
    pub(super) id_field: Option<String>,
}

impl Records {
    /// Whether records are read at all.
    pub(super) fn any(&self) -> bool {
        self.jsonl || self.csv
    }

    pub(super) fn text_field(&self) -> &str {
        self.text_field.as_deref().unwrap_or("text")
    }

    pub(super) fn date_field(&self) -> &str {
        self.date_field.as_deref().unwrap_or("published")
    }

    pub(super) fn id_field(&self) -> &str {
        self.id_field.as_deref().unwrap_or("id")
    }
}

/// What an article is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum InputFormat {
    /// Plain text, taken as it is
    Text,
    /// Text or Markdown, with or without front matter
    Markdown,
    /// A web page
    Html,
    /// TimeML
    #[value(name = "timeml")]
    TimeMl,
}

impl InputFormat {
    /// What is taken off the text.
    pub(super) fn markup(self) -> Option<Markup> {
        match self {
            Self::Text => None,
            Self::Markdown => Some(Markup::FrontMatter),
            Self::Html => Some(Markup::Html),
            Self::TimeMl => Some(Markup::TimeMl),
        }
    }
}

/// Actors of the reader's own.
#[derive(Args, Clone, Debug)]
pub(super) struct Dictionaries {
    /// Actors to know besides those compiled in: rows as in docs/extending.md, or a PETRARCH file; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(super) actors: Vec<PathBuf>,
    /// Stop at the first line of --actors that says nothing
    #[arg(long, requires = "actors")]
    pub(super) actors_strict: bool,
}

/// What every command that writes takes.
#[derive(Args, Debug)]
pub(super) struct Writing {
    /// A file to write instead of standard output; its ending chooses the format; may be repeated. With -f timeml or brat it may
    /// be a folder, which gets a file a document
    #[arg(short, long = "output", value_name = "FILE")]
    pub(super) outputs: Vec<PathBuf>,
    /// Go on where a run of many documents was stopped: what is done is kept beside the FILE of -o until all is
    #[arg(long, requires = "outputs")]
    pub(super) resume: bool,
}

/// Which way graphs grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "UPPER")]
pub(super) enum Direction {
    /// From left to right
    #[default]
    Lr,
    /// From top to bottom
    Tb,
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

/// What help ends with.
fn examples(lines: &[&str]) -> String {
    format!("Examples:\n  {}", lines.join("\n  "))
}

/// The formats of the table, by name.
fn format() -> impl TypedValueParser<Value = &'static Format> {
    let names = FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(names)
        .map(|name| Format::named(&name).expect("only names of the table are let through"))
}

fn published(text: &str) -> Result<Publication, String> {
    demarche::publication(text).ok_or_else(|| {
        "no day of the calendar; write it as 2022-02-15 or 2022-02-15T18:30:00".to_owned()
    })
}

/// `500000`, `500k`, `64M`, `1G`: a number of bytes, in steps of 1024.
fn bytes(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..].to_ascii_lowercase()[..] {
        "" | "b" => Some(1),
        "k" | "kb" | "kib" => Some(1 << 10),
        "m" | "mb" | "mib" => Some(1 << 20),
        "g" | "gb" | "gib" => Some(1 << 30),
        _ => None,
    };
    let number = digits.parse::<usize>().ok();
    let bytes = number
        .zip(unit)
        .and_then(|(number, unit)| number.checked_mul(unit));
    bytes.ok_or_else(|| "no number of bytes; write it as 500k or 64M".to_owned())
}
