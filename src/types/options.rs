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
    /// Whether `text` is taken as it is: no front matter is looked for.
    pub raw: bool,
    /// Add every other verb and noun that names an event, unlisted (TimeML's view).
    pub all_events: bool,
}
