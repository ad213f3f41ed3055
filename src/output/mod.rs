//! Timeline → a format, and trees for who writes rules: one file a format, one function each, and the table of them all.

mod brat;
mod conllu;
mod csv;
mod documents;
mod dot;
mod gdelt;
mod gexf;
mod graphml;
mod icalendar;
mod json;
mod label_studio;
mod lists;
mod mermaid;
mod plover;
mod report;
mod text;
mod timelinejs;
mod timeml;
mod trees;
mod units;
mod view;
mod vis;
mod xml;

pub use brat::{article, brat};
pub use conllu::conllu;
pub use csv::{CSV_HEAD, CSV_MENTIONS_HEAD, csv, csv_mentions};
pub use documents::of_document;
pub use dot::dot;
pub use gdelt::gdelt;
pub use gexf::gexf;
pub use graphml::graphml;
pub use icalendar::icalendar;
pub use json::{RecordError, SCHEMA, error_line, json, json_line};
pub use label_studio::label_studio;
pub use lists::{actors_json, actors_text, times_json, times_line, times_text};
pub use mermaid::{mermaid, mermaid_graph};
pub use plover::plover;
pub use report::html;
pub use text::text;
pub use timelinejs::timelinejs;
pub use timeml::timeml;
pub use trees::tree;
pub use vis::vis;

use crate::types::timeline::Timeline;

/// A way to write a timeline.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What `-f` calls it.
    pub name: &'static str,
    /// What a file's name ends with, after a dot, to be of this format.
    pub endings: &'static [&'static str],
    /// Whom it is for, in half a line.
    pub about: &'static str,
    /// Whether it shows the article itself; the timeline then has to carry the text.
    pub with_text: bool,
    /// The timeline in this format, as a whole file.
    pub write: fn(&Timeline, &Style) -> String,
    /// How timelines follow each other in one file; `None` where a file holds one.
    pub series: Option<Series>,
    /// What stands in a folder for each document, where a file holds one document and not a whole timeline.
    pub folder: &'static [Leaf],
}

/// A file of one document in a folder with those of others.
#[derive(Clone, Copy, Debug)]
pub struct Leaf {
    /// What its name ends with, after a dot.
    pub ending: &'static str,
    /// The file, from a timeline of that document alone, as [`of_document`] gives it.
    pub write: fn(&Timeline) -> String,
}

/// How timelines follow each other in one file.
#[derive(Clone, Copy, Debug)]
pub struct Series {
    /// What stands once at the top.
    pub head: &'static str,
    /// One timeline of the row.
    pub write: fn(&Timeline, &Style) -> String,
}

/// What a reader may choose about the looks; each format takes what concerns it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Text: terminal colours.
    pub color: bool,
    /// Text: columns of the terminal that lines are fitted to; `None` leaves them as long as they are.
    pub width: Option<usize>,
    /// Graphs: from top to bottom instead of from left to right.
    pub downward: bool,
    /// Graphs: rejected assertions too.
    pub conflicts: bool,
}

const TIMEML_FILES: &[Leaf] = &[Leaf {
    ending: "tml",
    write: |timeline| timeml(timeline, &article(timeline)),
}];

const ARTICLE_FILES: &[Leaf] = &[Leaf {
    ending: "txt",
    write: article,
}];

/// brat reads an annotation with the text of the same name beside it.
const BRAT_FILES: &[Leaf] = &[
    Leaf {
        ending: "ann",
        write: brat,
    },
    Leaf {
        ending: "txt",
        write: article,
    },
];

/// Every format, in the order help lists them.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        endings: &["txt"],
        about: "For a terminal",
        with_text: false,
        write: text,
        series: Some(Series {
            head: "",
            write: text::named,
        }),
        folder: &[],
    },
    Format {
        name: "json",
        endings: &["json", "jsonl"],
        about: "The timeline JSON, whose schema ‘demarche schema’ prints",
        with_text: false,
        write: |timeline, _| json(timeline),
        series: Some(Series {
            head: "",
            write: |timeline, _| json_line(timeline),
        }),
        folder: &[],
    },
    Format {
        name: "html",
        endings: &["html"],
        about: "A report for a browser: one file, no network",
        with_text: true,
        write: |timeline, _| html(timeline),
        series: None,
        folder: &[],
    },
    Format {
        name: "csv",
        endings: &["csv"],
        about: "For spreadsheets, R and pandas: a row an event",
        with_text: false,
        write: |timeline, _| csv(timeline),
        series: Some(Series {
            head: CSV_HEAD,
            write: |timeline, _| csv::csv_rows(timeline),
        }),
        folder: &[],
    },
    Format {
        name: "csv-mentions",
        endings: &["mentions.csv"],
        about: "The same: a row a mention",
        with_text: false,
        write: |timeline, _| csv_mentions(timeline),
        series: Some(Series {
            head: CSV_MENTIONS_HEAD,
            write: |timeline, _| csv::csv_mentions_rows(timeline),
        }),
        folder: &[],
    },
    Format {
        name: "dot",
        endings: &["dot", "gv"],
        about: "The order of events as a graph for Graphviz",
        with_text: false,
        write: dot,
        series: Some(Series {
            head: "",
            write: dot,
        }),
        folder: &[],
    },
    Format {
        name: "mermaid",
        endings: &["mmd"],
        about: "For Markdown: a Mermaid timeline, and from ‘graph’ a flowchart",
        with_text: false,
        write: |timeline, _| mermaid(timeline),
        series: None,
        folder: &[],
    },
    Format {
        name: "mermaid-graph",
        endings: &["graph.mmd"],
        about: "For Markdown: a Mermaid flowchart",
        with_text: false,
        write: mermaid_graph,
        series: None,
        folder: &[],
    },
    Format {
        name: "graphml",
        endings: &["graphml"],
        about: "The temporal graph for networkx, igraph and yEd",
        with_text: false,
        write: graphml,
        series: None,
        folder: &[],
    },
    Format {
        name: "gexf",
        endings: &["gexf"],
        about: "Who dealt with whom and when, for Gephi",
        with_text: false,
        write: |timeline, _| gexf(timeline),
        series: None,
        folder: &[],
    },
    Format {
        name: "timelinejs",
        endings: &["timelinejs.json"],
        about: "Slides for TimelineJS",
        with_text: false,
        write: |timeline, _| timelinejs(timeline),
        series: None,
        folder: &[],
    },
    Format {
        name: "vis",
        endings: &["vis.json"],
        about: "Items and groups for vis-timeline",
        with_text: false,
        write: |timeline, _| vis(timeline),
        series: None,
        folder: &[],
    },
    Format {
        name: "ics",
        endings: &["ics"],
        about: "Dated events for a calendar",
        with_text: false,
        write: |timeline, _| icalendar(timeline),
        series: None,
        folder: &[],
    },
    Format {
        name: "timeml",
        endings: &["tml"],
        about: "The text with TIMEX3, EVENT and TLINK",
        with_text: true,
        write: |timeline, _| timeml(timeline, &article(timeline)),
        series: None,
        folder: TIMEML_FILES,
    },
    Format {
        name: "plover",
        endings: &["plover.jsonl"],
        about: "PLOVER event records, one a line",
        with_text: false,
        write: |timeline, _| plover(timeline),
        series: Some(Series {
            head: "",
            write: |timeline, _| plover(timeline),
        }),
        folder: &[],
    },
    Format {
        name: "gdelt",
        endings: &["gdelt.csv", "gdelt.tsv"],
        about: "The columns of a GDELT 2.0 event file",
        with_text: false,
        write: |timeline, _| gdelt(timeline),
        series: Some(Series {
            head: "",
            write: |timeline, _| gdelt(timeline),
        }),
        folder: &[],
    },
    Format {
        name: "brat",
        endings: &["ann"],
        about: "Stand-off annotation for brat; its text is ‘article’",
        with_text: true,
        write: |timeline, _| brat(timeline),
        series: None,
        folder: BRAT_FILES,
    },
    Format {
        name: "article",
        endings: &["brat.txt"],
        about: "The text as read, to lie beside the annotation",
        with_text: true,
        write: |timeline, _| article(timeline),
        series: None,
        folder: ARTICLE_FILES,
    },
    Format {
        name: "label-studio",
        endings: &["label-studio.json"],
        about: "A task for Label Studio with predictions",
        with_text: true,
        write: |timeline, _| label_studio(timeline),
        series: None,
        folder: &[],
    },
];

impl Format {
    /// The format that `-f` calls `name`.
    ///
    /// ```
    /// assert!(demarche::output::Format::named("json").is_some());
    /// assert!(demarche::output::Format::named("jason").is_none());
    /// ```
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The format that a file called `name` is of; of several endings that fit, the longest says.
    ///
    /// ```
    /// let format = |name| demarche::output::Format::of_file(name).map(|format| format.name);
    /// assert_eq!(format("graph.gv"), Some("dot"));
    /// assert_eq!(format("notes.doc"), None);
    /// assert_eq!(format("json"), None); // a name, not an ending
    /// ```
    pub fn of_file(name: &str) -> Option<&'static Self> {
        let ends = |ending: &str| {
            let rest = name.strip_suffix(ending);
            rest.is_some_and(|rest| rest.ends_with('.'))
        };
        let endings = FORMATS.iter().flat_map(|format| {
            let endings = format.endings.iter();
            endings.map(move |&ending| (ending, format))
        });
        let fitting = endings.filter(|(ending, _)| ends(ending));
        let longest = fitting.max_by_key(|(ending, _)| ending.len());
        longest.map(|(_, format)| format)
    }
}
