//! What a caller may say about a text.

use super::Publication;

/// What is known about a text besides its words.
///
/// ```
/// use demarche::Options;
/// let options = Options { published: demarche::publication("2022-02-15"), ..Options::default() };
/// assert!(options.published.is_some());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The name of the document in the output.
    pub id: Option<String>,
    /// The headline, where it is not part of the text.
    pub title: Option<String>,
    /// When it was published; wins over what the text itself says.
    pub published: Option<Publication>,
    /// Whether `text` is taken as it is: no front matter or markup is looked for.
    pub raw: bool,
    /// What is wrapped around the text; where nothing is said, its first words tell.
    pub markup: Option<Markup>,
    /// Add every other verb and noun that names an event, unlisted (TimeML's view).
    pub all_events: bool,
}

/// What is wrapped around the text of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Nothing, or front matter: `key: value` lines between two `---` at its head.
    FrontMatter,
    /// A web page: the paragraphs of its article are the text, the day that its metadata call that of publication is that.
    Html,
    /// TimeML.
    TimeMl,
}
