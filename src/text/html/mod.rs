//! A web page → the text of its article, its title and its day of publication.
//!
//! One pass over the tokens of the page and no tree, so that broken and deeply nested pages cost no more than others. What is
//! boilerplate shows in the element it stands in (`nav`, `footer`, a class called "share") or in being mostly links. The
//! text that comes out is the document's: spans point into it and not into the page.

mod choose;
mod elements;
mod metadata;

use std::collections::HashMap;

use html5gum::{StartTag, Token, Tokenizer};

use crate::types::Publication;

use choose::{Block, Kind, Part, article, everything, is_short};
use elements::{
    attribute, has_word, is_around, is_block, is_called_around, is_hidden, is_raw, is_void,
};
use metadata::Metadata;

/// What a page holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// The paragraphs of the article with a blank line between them.
    pub(super) text: String,
    pub(super) title: Option<String>,
    pub(super) published: Option<Publication>,
}

/// Elements within elements that are kept apart; browsers stop at the same depth. What lies deeper counts as part of the last.
const DEPTH: usize = 512;

/// Whether `text` is a web page, or a piece of one: its first element is one that pages are made of.
pub(super) fn is_html(text: &str) -> bool {
    const FIRST: &[&str] = &[
        "!doctype html",
        "html",
        "head",
        "meta",
        "title",
        "body",
        "header",
        "main",
        "article",
        "section",
        "div",
        "p",
        "h1",
        "h2",
    ];
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else {
            break;
        };
        let Some(at) = rest.find(end) else {
            return false;
        };
        rest = rest[at + end.len()..].trim_start();
    }
    let Some(rest) = rest.strip_prefix('<') else {
        return false;
    };
    FIRST.iter().any(|name| {
        let Some((head, tail)) = rest.as_bytes().split_at_checked(name.len()) else {
            return false;
        };
        head.eq_ignore_ascii_case(name.as_bytes())
            && tail
                .first()
                .is_some_and(|&c| c == b'>' || c == b'/' || c.is_ascii_whitespace())
    })
}

/// Reads a page. Any text gives one; a page without an article gives all of its words.
pub(super) fn read(html: &str) -> Page {
    let (blocks, metadata) = collect(html, true);
    let mut text = article(&blocks);
    if is_short(&text) {
        // Navigation that never ends, or a box that is called so and is none.
        let (blocks, _) = collect(html, false);
        let all = article(&blocks);
        if !is_short(&all) || text.is_empty() {
            text = all;
        }
        if text.is_empty() {
            text = everything(&blocks);
        }
    }
    Page {
        text,
        published: metadata.published(),
        title: metadata.title(),
    }
}

/// An element that is open.
struct Open {
    name: Vec<u8>,
    link: bool,
    /// The part of the page that what follows it belongs to.
    before: Part,
    /// How much boilerplate it stands in.
    around: usize,
}

#[derive(Default)]
struct Collector {
    /// Whether boxes and their classes say what is boilerplate; else only what is never shown is left out.
    strict: bool,
    open: Vec<Open>,
    /// How many elements of a name are open, so that a stray end tag costs nothing.
    names: HashMap<Vec<u8>, usize>,
    /// How many of the open elements are boilerplate (the body of an article counts anew), and how many are links.
    boilerplate: usize,
    in_links: usize,
    articles: usize,
    here: Part,
    /// The block that grows.
    text: String,
    links: usize,
    kind: Kind,
    blocks: Vec<Block>,
    metadata: Metadata,
}

fn collect(html: &str, strict: bool) -> (Vec<Block>, Metadata) {
    let mut collector = Collector {
        strict,
        ..Collector::default()
    };
    let mut emitter = html5gum::DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => collector.start(&tag),
            Token::EndTag(tag) => collector.end(&tag.name),
            Token::String(text) => collector.push(&String::from_utf8_lossy(&text.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    collector.flush();
    (collector.blocks, collector.metadata)
}

impl Collector {
    fn start(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        let in_article = self.here.article > 0 && self.boilerplate == 0;
        self.metadata.start(tag, in_article);
        // "on <time>Monday</time>" is text, a day in a box of its own is not
        let stamp = name == b"time" && self.kind == Kind::Loose;
        if is_block(name) {
            self.flush();
        }
        match name {
            b"br" => self.text.push('\n'),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => self.kind = Kind::Heading,
            b"p" | b"li" | b"blockquote" | b"dd" => self.kind = Kind::Paragraph,
            _ => {}
        }
        // a paragraph or an item ends the one before it
        if matches!(name, b"p" | b"li") && self.open.last().is_some_and(|open| open.name == name) {
            self.pop();
        }
        let raw = is_raw(name);
        if is_void(name) || self.open.len() >= DEPTH && !raw {
            return;
        }
        let boilerplate = raw || self.strict && (stamp || self.is_boilerplate(tag));
        let link = name == b"a" && tag.attributes.contains_key(&b"href"[..]);
        *self.names.entry(name.to_vec()).or_default() += 1;
        self.open.push(Open {
            name: name.to_vec(),
            link,
            before: self.here,
            around: self.boilerplate,
        });
        self.boilerplate += usize::from(boilerplate);
        self.in_links += usize::from(link);
        if name == b"article" && self.here.article == 0 {
            self.articles += 1;
            self.here.article = self.articles;
        }
        self.here.main |= name == b"main" || attribute(tag, b"role").eq_ignore_ascii_case("main");
        if has_word(&attribute(tag, b"itemprop"), "articleBody") {
            self.here.body = true;
            self.boilerplate = 0;
        }
    }

    fn is_boilerplate(&self, tag: &StartTag<()>) -> bool {
        let name: &[u8] = &tag.name;
        if is_hidden(name) || is_around(tag) {
            return true;
        }
        let outside = self.here.article == 0 && !self.here.main;
        match name {
            b"header" if outside => true,
            // their classes say what the page has, not what it is
            b"html" | b"body" | b"main" => false,
            b"article" if self.here.article == 0 => false,
            _ => is_called_around(tag),
        }
    }

    fn end(&mut self, name: &[u8]) {
        if is_block(name) {
            self.flush();
        }
        self.metadata.end(name);
        if self.names.get(name).copied().unwrap_or(0) == 0 {
            return;
        }
        while let Some(open) = self.pop() {
            if open.name == name {
                break;
            }
        }
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        if let Some(count) = self.names.get_mut(&open.name) {
            *count -= 1;
        }
        self.boilerplate = open.around;
        self.in_links -= usize::from(open.link);
        self.here = open.before;
        Some(open)
    }

    fn push(&mut self, text: &str) {
        if self.metadata.push(text) || self.boilerplate > 0 {
            return;
        }
        let as_it_stands = self.names.get(&b"pre"[..]).is_some_and(|&open| open > 0);
        for c in text.chars() {
            let c = match c {
                // where a word may be broken
                '\u{ad}' | '\u{200b}' => continue,
                '\n' if as_it_stands => '\n',
                c if c.is_whitespace() => ' ',
                c => c,
            };
            if c == ' ' && self.text.ends_with([' ', '\n']) {
                continue;
            }
            if self.in_links > 0 {
                self.links += c.len_utf8();
            }
            self.text.push(c);
        }
    }

    /// Ends the block.
    fn flush(&mut self) {
        let links = std::mem::take(&mut self.links);
        let kind = std::mem::take(&mut self.kind);
        let text = std::mem::take(&mut self.text);
        // two line breaks are the paragraphs of old pages
        for part in text.split("\n\n") {
            let part = part.trim();
            let title = kind == Kind::Heading && self.metadata.is_title(part);
            if !part.is_empty() && !title {
                self.blocks.push(Block {
                    text: part.to_owned(),
                    links: links.min(part.len()),
                    kind,
                    part: self.here,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests;
