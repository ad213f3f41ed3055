//! What the elements of a page are for.

use html5gum::StartTag;

/// The value of an attribute; empty where there is none.
pub(super) fn attribute(tag: &StartTag<()>, name: &[u8]) -> String {
    tag.attributes.get(name).map_or_else(String::new, |value| {
        String::from_utf8_lossy(&value.value).into_owned()
    })
}

/// Whether `word` is one of the words of `list`.
pub(super) fn has_word(list: &str, word: &str) -> bool {
    list.split_whitespace()
        .any(|other| other.eq_ignore_ascii_case(word))
}

/// Elements that stand on lines of their own.
pub(super) fn is_block(name: &[u8]) -> bool {
    #[rustfmt::skip]
    let is = matches!(
        name,
        b"address" | b"article" | b"aside" | b"blockquote" | b"body" | b"caption" | b"center" | b"dd" | b"details"
            | b"dialog" | b"div" | b"dl" | b"dt" | b"fieldset" | b"figcaption" | b"figure" | b"footer" | b"form"
            | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"head" | b"header" | b"hr" | b"html" | b"li" | b"main"
            | b"nav" | b"ol" | b"p" | b"pre" | b"section" | b"summary" | b"table" | b"tbody" | b"td" | b"tfoot" | b"th"
            | b"thead" | b"title" | b"tr" | b"ul"
    );
    is
}

/// Elements without content and without an end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    #[rustfmt::skip]
    let is = matches!(
        name,
        b"area" | b"base" | b"br" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link" | b"meta" | b"param"
            | b"source" | b"track" | b"wbr"
    );
    is
}

/// Elements that hold no text of the page, and no other elements.
pub(super) fn is_raw(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style" | b"textarea" | b"title")
}

/// Elements that are not shown as text.
pub(super) fn is_hidden(name: &[u8]) -> bool {
    #[rustfmt::skip]
    let is = matches!(
        name,
        b"audio" | b"canvas" | b"datalist" | b"iframe" | b"noscript" | b"object" | b"select" | b"svg" | b"template"
            | b"video"
    );
    is
}

/// Elements around an article.
pub(super) fn is_around(tag: &StartTag<()>) -> bool {
    #[rustfmt::skip]
    let named = matches!(
        &tag.name[..],
        b"aside" | b"button" | b"dialog" | b"figure" | b"footer" | b"form" | b"menu" | b"nav"
    );
    named
        || tag.attributes.contains_key(&b"hidden"[..])
        || matches!(
            attribute(tag, b"role").to_ascii_lowercase().as_str(),
            "banner"
                | "complementary"
                | "contentinfo"
                | "dialog"
                | "menu"
                | "navigation"
                | "search"
        )
}

/// Whether a class or the id of an element says that it stands around an article. One that says what else there is
/// ("has-sidebar") does not.
pub(super) fn is_called_around(tag: &StartTag<()>) -> bool {
    [&b"class"[..], b"id"].iter().any(|key| {
        attribute(tag, key).split_whitespace().any(|class| {
            let words = words_of(class);
            let has = ["has", "no", "with", "without"].contains(&words[0].as_str());
            !has && words.iter().any(|word| names_surroundings(word))
        })
    })
}

fn names_surroundings(word: &str) -> bool {
    #[rustfmt::skip]
    let does = matches!(
        word,
        "ad" | "ads" | "advert" | "advertisement" | "bio" | "breadcrumb" | "breadcrumbs" | "byline" | "caption"
            | "comment" | "comments" | "consent" | "cookie" | "cookies" | "credit" | "disqus" | "footer" | "gdpr" | "menu"
            | "modal" | "nav" | "navbar" | "navigation" | "newsletter" | "onetrust" | "outbrain" | "popup" | "promo"
            | "pubdate" | "recirc" | "recommended" | "related" | "share" | "sharing" | "sidebar" | "signup" | "social"
            | "sponsored" | "subscribe" | "taboola" | "timestamp" | "toolbar" | "trending"
    );
    does
}

/// The words a class is made of, in lower case: "related-links" and "relatedLinks" are both two.
fn words_of(class: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in class.chars() {
        if !c.is_ascii_alphanumeric() || small && c.is_ascii_uppercase() {
            words.push(String::new());
        }
        small = c.is_ascii_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_ascii_alphanumeric()) {
            word.push(c.to_ascii_lowercase());
        }
    }
    words
}
