//! Blocks of a page → the text of the article among them.

/// Text that stands by itself.
pub(super) struct Block {
    pub(super) text: String,
    /// Bytes of it that are links.
    pub(super) links: usize,
    pub(super) kind: Kind,
    pub(super) part: Part,
}

/// What a block is marked as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing: loose text in some box.
    #[default]
    Loose,
    /// A paragraph or an item of a list.
    Paragraph,
    Heading,
}

/// Which part of the page something stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// The outermost article around it, counted from 1; 0 for none.
    pub(super) article: usize,
    /// Whether the page calls it the body of an article.
    pub(super) body: bool,
    /// Whether it is in the main part.
    pub(super) main: bool,
}

/// Fewer words than these are no article: it must stand somewhere else on the page.
const FEW_WORDS: usize = 20;

/// Whether `text` is too short to be an article.
pub(super) fn is_short(text: &str) -> bool {
    text.split_whitespace().nth(FEW_WORDS - 1).is_none()
}

/// The text of the part of the page that is the article, with a blank line between its paragraphs.
pub(super) fn article(blocks: &[Block]) -> String {
    let body = |block: &&Block| block.part.body;
    let main = |block: &&Block| block.part.main;
    enough(blocks.iter().filter(body))
        .or_else(|| longest(blocks))
        .or_else(|| enough(blocks.iter().filter(main)))
        .unwrap_or_else(|| join(blocks.iter()))
}

/// Every block, links and all.
pub(super) fn everything(blocks: &[Block]) -> String {
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    texts.join("\n\n")
}

fn enough<'a>(blocks: impl Iterator<Item = &'a Block>) -> Option<String> {
    Some(join(blocks)).filter(|text| !is_short(text))
}

/// The longest of several articles; all of them where none holds half of the text, as on a page that grows through the day.
fn longest(blocks: &[Block]) -> Option<String> {
    let articles = blocks.iter().map(|block| block.part.article).max()?;
    let mut sizes = vec![0; articles + 1];
    for block in blocks {
        sizes[block.part.article] += block.text.len() - block.links;
    }
    sizes[0] = 0;
    let size = sizes.iter().max().filter(|&&size| size > 0)?;
    let longest = sizes.iter().position(|other| other == size)?;
    let half = 2 * size >= sizes.iter().sum();
    enough(blocks.iter().filter(|block| {
        if half {
            block.part.article == longest
        } else {
            block.part.article > 0
        }
    }))
}

/// The blocks that read like text. A heading waits for what it is the heading of.
fn join<'a>(blocks: impl Iterator<Item = &'a Block>) -> String {
    let blocks: Vec<&Block> = blocks.collect();
    let has_paragraphs = blocks
        .iter()
        .any(|block| block.kind == Kind::Paragraph && !is_short(&block.text));
    let mut kept: Vec<&str> = Vec::new();
    let mut headings: Vec<&str> = Vec::new();
    for block in blocks {
        if 2 * block.links > block.text.len() {
            headings.clear();
        } else if block.kind == Kind::Heading {
            headings.push(&block.text);
        } else if !(has_paragraphs && is_label(block)) {
            kept.append(&mut headings);
            kept.push(&block.text);
        }
    }
    if kept.is_empty() {
        kept = headings;
    }
    kept.join("\n\n")
}

/// A few words in some box, of which no sentence is made.
fn is_label(block: &Block) -> bool {
    block.kind == Kind::Loose
        && is_short(&block.text)
        && !block
            .text
            .ends_with(['.', '!', '?', ':', '"', '”', '’', ')'])
}
