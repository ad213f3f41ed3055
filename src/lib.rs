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
pub mod evaluate;
pub mod event;
pub mod graph;
pub mod lexicon;
pub mod merge;
pub mod output;
pub mod syntax;
pub mod text;
pub mod timeline;
pub mod timex;
pub mod types;

pub use text::publication;
pub use types::timeline::{Offsets, Timeline};
pub use types::{Analysis, Options};

use std::sync::Arc;

use lexicon::actors::ActorLexicon;
use types::{Document, Publication, Timex};

/// Reads `text` as news and returns everything found in it. Any text gives a result; what stays open is in the notes.
///
/// ```
/// let analysis = demarche::analyze("", &demarche::Options::default());
/// assert!(analysis.events.is_empty());
/// ```
pub fn analyze(text: &str, options: &Options) -> Analysis {
    Analyzer::default().analyze(text, options)
}

/// Reads texts with one knowledge of who is who: [`analyze`] with actors of a reader's own.
///
/// ```
/// use demarche::lexicon::actors::ActorLexicon;
/// use demarche::{Analyzer, Options};
///
/// let mut actors = ActorLexicon::built_in();
/// assert!(actors.extend("HARBOUR_LEAGUE_ [IGOHLG]\n").is_empty());
/// let analysis = Analyzer::knowing(actors).analyze("The Harbour League met.", &Options::default());
/// assert_eq!(analysis.actors[0].code.as_deref(), Some("IGOHLG"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Analyzer {
    /// `None` for what is compiled in.
    actors: Option<Arc<ActorLexicon>>,
}

impl Analyzer {
    /// One that knows `actors`; [`ActorLexicon::extend`] reads dictionaries.
    pub fn knowing(actors: ActorLexicon) -> Self {
        Self {
            actors: Some(Arc::new(actors)),
        }
    }

    /// As [`analyze`].
    pub fn analyze(&self, text: &str, options: &Options) -> Analysis {
        self.understand(syntax::parse(text::read(text, options)), options)
    }

    /// As [`analyze_with_trees`].
    ///
    /// # Errors
    ///
    /// Where the trees do not fit the text.
    pub fn analyze_with_trees(
        &self,
        text: &str,
        conllu: &str,
        options: &Options,
    ) -> Result<Analysis, syntax::Misfit> {
        let document = syntax::read_conllu(text::read(text, options), conllu)?;
        Ok(self.understand(document, options))
    }

    /// The stages behind syntax, in order.
    fn understand(&self, document: Document, options: &Options) -> Analysis {
        let timexes = timex::find(&document);
        let mut actors = match &self.actors {
            Some(known) => actor::find_knowing(&document, known),
            None => actor::find(&document),
        };
        let events = event::find(&document, &timexes, &actors, options);
        let graph = graph::build(&document, &timexes, &actors, &events);
        let mut acting = vec![false; actors.len()];
        for participant in events.iter().flat_map(|event| &event.participants) {
            acting[participant.actor.0] = true;
        }
        actor::settle(&document, &mut actors, &acting);
        Analysis {
            document,
            timexes,
            actors,
            events,
            graph,
        }
    }
}

/// As [`analyze`], with tokens and trees from `conllu`, the work of another parser or of a person.
///
/// ```
/// use demarche::{Options, analyze, analyze_with_trees, output};
///
/// let analysis = analyze("The envoys met.", &Options::default());
/// let trees = output::conllu(&analysis.document);
/// assert!(analyze_with_trees("The envoys met.", &trees, &Options::default()).is_ok());
/// assert!(analyze_with_trees("The envoys left.", &trees, &Options::default()).is_err());
/// ```
///
/// # Errors
///
/// Where the trees do not fit the text.
pub fn analyze_with_trees(
    text: &str,
    conllu: &str,
    options: &Options,
) -> Result<Analysis, syntax::Misfit> {
    Analyzer::default().analyze_with_trees(text, conllu, options)
}

/// As [`analyze`], but for the time expressions alone: no actors, events or order. The expressions are the same; it is
/// faster, for only sentences in which a tree decides what an expression means get one.
///
/// ```
/// use demarche::{Options, publication};
///
/// let options = Options { published: publication("2022-02-15"), ..Options::default() };
/// let analysis = demarche::times("The envoys met on Monday.", &options);
/// assert_eq!(analysis.timexes[0].timex_value().as_deref(), Some("2022-02-14"));
/// ```
pub fn times(text: &str, options: &Options) -> Analysis {
    let document = text::read(text, options);
    let (document, timexes) = timex::find_parsing(document, syntax::on_demand());
    Analysis {
        document,
        timexes,
        ..Analysis::default()
    }
}

/// What `words`, one time expression such as "three hours later" or "from Monday to Friday", mean when they are said at
/// `anchor`; `None` where they are not one time expression. Open steps count from the anchor, in hours only where it has a
/// time of day. The rules are those of [`analyze`].
///
/// ```
/// use demarche::types::Window;
///
/// let anchor = demarche::publication("2022-02-15T18:30:00").unwrap();
/// let timex = demarche::phrase("three hours later", anchor).unwrap();
/// assert_eq!(timex.timex_value().as_deref(), Some("2022-02-15T21:30"));
/// assert_eq!(timex.relative.as_deref(), Some("PT3H"));
/// assert_eq!(timex.rule, "units-later");
///
/// let timex = demarche::phrase("on Monday", anchor).unwrap();
/// let interval = Window::of(&timex);
/// assert_eq!(interval.earliest.unwrap().to_string(), "2022-02-14 00:00:00");
/// assert_eq!(interval.latest.unwrap().to_string(), "2022-02-15 00:00:00");
/// assert!(demarche::phrase("the envoys", anchor).is_none());
/// ```
pub fn phrase(words: &str, anchor: Publication) -> Option<Timex> {
    let options = Options {
        published: Some(anchor),
        raw: true,
        ..Options::default()
    };
    timex::of_phrase(&syntax::parse(text::read(words, &options)))
}

/// One analysis of several texts, which [`analyze`] read each: every actor and every happening once, with its mentions in
/// each text, and one order of all of them. The order of `analyses` does not matter. Where the texts put one happening on
/// two days, the better claim gives the date and the other one stays in the graph as rejected.
///
/// ```
/// use demarche::{Options, analyze, analyze_together, publication};
///
/// let on = |day| Options { published: publication(day), ..Options::default() };
/// let one = analyze("France and Japan signed a treaty on Monday.", &on("2024-03-12"));
/// let two = analyze("France signed a treaty with Japan on March 11.", &on("2024-03-13"));
/// let both = analyze_together(vec![one, two]);
/// assert_eq!(both.events.len(), 1);
/// ```
pub fn analyze_together(analyses: Vec<Analysis>) -> Analysis {
    let mut joined = merge::join(analyses);
    let claims = std::mem::take(&mut joined.graph.assertions);
    joined.graph = graph::reconcile(
        &joined.document,
        &joined.timexes,
        &joined.actors,
        &joined.events,
        claims,
    );
    joined
}
