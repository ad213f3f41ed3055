//! Laws of the formats: a reader of each, which shares no line with its writer, finds in it what docs/formats.md says it holds.

mod annotations;
mod drawings;
mod graphs;
mod lines;
mod page;
mod records;
mod tables;
mod wanted;

use proptest::prelude::*;

use demarche::output::FORMATS;

use crate::config;
use crate::timelines::timeline;

/// A law for each format: its name, the name of the law, and the reader.
macro_rules! read_back {
    ($($format:literal $law:ident: $reader:path;)*) => {
        const READ: &[&str] = &[$($format),*];

        proptest! {
            #![proptest_config(config())]
            $(
                #[test]
                fn $law(timeline in timeline()) {
                    $reader(&timeline);
                }
            )*
        }
    };
}

read_back! {
    "text" text_holds_its_timeline: lines::text;
    "json" json_holds_its_timeline: records::json;
    "html" html_holds_its_timeline: page::report;
    "csv" csv_holds_its_timeline: tables::csv;
    "csv-mentions" csv_mentions_hold_their_timeline: tables::mentions;
    "dot" dot_holds_its_timeline: drawings::dot;
    "mermaid" mermaid_holds_its_timeline: lines::mermaid;
    "mermaid-graph" mermaid_graph_holds_its_timeline: drawings::flowchart;
    "graphml" graphml_holds_its_timeline: graphs::graphml;
    "gexf" gexf_holds_its_timeline: graphs::gexf;
    "timelinejs" timelinejs_holds_its_timeline: records::timelinejs;
    "vis" vis_holds_its_timeline: records::vis;
    "ics" ics_holds_its_timeline: lines::calendar;
    "timeml" timeml_holds_its_timeline: annotations::timeml;
    "plover" plover_holds_its_timeline: records::plover;
    "gdelt" gdelt_holds_its_timeline: tables::gdelt;
    "brat" brat_holds_its_timeline: annotations::brat;
    "article" article_holds_its_timeline: annotations::article;
    "label-studio" label_studio_holds_its_timeline: annotations::label_studio;
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn documents_are_cut_out_whole(timeline in timeline()) {
        annotations::documents(&timeline);
    }
}

#[test]
fn every_format_has_a_reader() {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(READ, names);
}
