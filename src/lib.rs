//! Reads English news on diplomacy and tells **what happened, who did it, when, and in what order**.
//!
//! ```
//! use demarche::{Options, analyze, publication};
//!
//! let options = Options { published: publication("2024-03-13"), ..Options::default() };
//! let analysis = analyze("The envoys met in Geneva on Monday.", &options);
//! assert_eq!(analysis.document.sentences.len(), 1);
//! ```
//!
//! Text flows one way: text → syntax → time expressions → actors → events → temporal graph → timeline → output. Each stage
//! is one function; [`analyze`] calls them in order.

pub mod actor;
pub mod compare;
pub mod event;
pub mod graph;
pub mod lexicon;
pub mod output;
pub mod syntax;
pub mod text;
pub mod timeline;
pub mod timex;
pub mod types;

pub use text::publication;
pub use types::timeline::{Offsets, Timeline};
pub use types::{Analysis, Options};

/// Reads `text` as news and returns everything found in it. Any text gives a result; what stays open is in the notes.
///
/// ```
/// let analysis = demarche::analyze("", &demarche::Options::default());
/// assert!(analysis.events.is_empty());
/// ```
pub fn analyze(text: &str, options: &Options) -> Analysis {
    let document = syntax::parse(text::read(text, options));
    let timexes = timex::find(&document);
    let actors = actor::find(&document);
    let events = event::find(&document, &timexes, &actors, options);
    let graph = graph::build(&document, &timexes, &actors, &events);
    Analysis {
        document,
        timexes,
        actors,
        events,
        graph,
    }
}
