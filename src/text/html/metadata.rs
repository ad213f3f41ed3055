//! What a page says about itself: its title and its day of publication.

use chrono::{DateTime, NaiveDate};
use html5gum::StartTag;
use serde_json::Value;

use crate::types::{Publication, PublishedFrom};

use super::super::front_matter::publication;
use super::elements::{attribute, has_word};

/// Where a day of publication stood, best first. A day of change is never one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    JsonLd,
    Property,
    Name,
    MarkedTime,
    TimeInArticle,
}

/// Text that is kept aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aside {
    JsonLd,
    Title,
    Heading,
}

#[derive(Default)]
pub(super) struct Metadata {
    aside: Option<Aside>,
    kept: String,
    published: Option<(Source, Publication)>,
    /// What search engines and other sites are to call it.
    shared_title: Option<String>,
    heading: Option<String>,
    title: Option<String>,
}

impl Metadata {
    /// Looks at a start tag; `in_article` where an `article` is open.
    pub(super) fn start(&mut self, tag: &StartTag<()>, in_article: bool) {
        if has_word(&attribute(tag, b"itemprop"), "datePublished") {
            for key in [&b"content"[..], b"datetime"] {
                self.found(Source::Property, &attribute(tag, key));
            }
        }
        match &tag.name[..] {
            b"meta" => self.meta(tag),
            b"time" => self.time(tag, in_article),
            b"script"
                if attribute(tag, b"type")
                    .trim()
                    .eq_ignore_ascii_case("application/ld+json") =>
            {
                self.keep(Aside::JsonLd);
            }
            b"title" if self.title.is_none() => self.keep(Aside::Title),
            b"h1" if self.heading.is_none() => self.keep(Aside::Heading),
            _ => {}
        }
    }

    fn keep(&mut self, aside: Aside) {
        self.aside = Some(aside);
        self.kept.clear();
    }

    /// Looks at text; whether it is of no other use.
    pub(super) fn push(&mut self, text: &str) -> bool {
        if self.aside.is_some() {
            self.kept.push_str(text);
        }
        matches!(self.aside, Some(Aside::JsonLd | Aside::Title))
    }

    /// Looks at an end tag.
    pub(super) fn end(&mut self, name: &[u8]) {
        let kept = match (self.aside, name) {
            (Some(Aside::JsonLd), b"script") => {
                if let Some(value) = json(&self.kept) {
                    self.json_ld(&value);
                }
                None
            }
            (Some(Aside::Title), b"title") => Some(&mut self.title),
            (Some(Aside::Heading), b"h1") => Some(&mut self.heading),
            _ => return,
        };
        if let Some(place) = kept {
            *place = tidy(&self.kept);
        }
        self.aside = None;
    }

    fn found(&mut self, source: Source, value: &str) {
        let better = self.published.is_none_or(|(other, _)| source < other);
        if let Some(published) = day(value).filter(|_| better) {
            let from = PublishedFrom::Metadata;
            self.published = Some((source, Publication { from, ..published }));
        }
    }

    fn meta(&mut self, tag: &StartTag<()>) {
        const PROPERTIES: &[&str] = &["article:published_time", "og:article:published_time"];
        const NAMES: &[&str] = &[
            "article:published_time",
            "date",
            "dc.date",
            "dc.date.created",
            "dc.date.issued",
            "dcterms.created",
            "dcterms.issued",
            "parsely-pub-date",
            "pubdate",
            "publish-date",
            "publish_date",
            "sailthru.date",
        ];
        let content = attribute(tag, b"content");
        let property = attribute(tag, b"property").to_ascii_lowercase();
        let name = attribute(tag, b"name").to_ascii_lowercase();
        if PROPERTIES.contains(&property.as_str()) {
            self.found(Source::Property, &content);
        } else if NAMES.contains(&name.as_str()) {
            self.found(Source::Name, &content);
        } else if property == "og:title" && self.shared_title.is_none() {
            self.shared_title = tidy(&content);
        }
    }

    fn time(&mut self, tag: &StartTag<()>, in_article: bool) {
        let moment = attribute(tag, b"datetime");
        let changed = [&b"class"[..], b"itemprop", b"id"].iter().any(|key| {
            let value = attribute(tag, key).to_ascii_lowercase();
            value.contains("modif") || value.contains("updat")
        });
        if tag.attributes.contains_key(&b"pubdate"[..]) {
            self.found(Source::MarkedTime, &moment);
        } else if in_article && !changed {
            self.found(Source::TimeInArticle, &moment);
        }
    }

    /// `datePublished` of an article among the things described.
    fn json_ld(&mut self, value: &Value) {
        let things = match value {
            Value::Array(things) => &things[..],
            thing => std::slice::from_ref(thing),
        };
        for thing in things {
            for within in ["@graph", "mainEntity"] {
                if let Some(things) = thing.get(within) {
                    self.json_ld(things);
                }
            }
            let Some(date) = thing.get("datePublished").and_then(Value::as_str) else {
                continue;
            };
            let kinds = thing.get("@type");
            let is_article = |kind: &Value| {
                kind.as_str().is_some_and(|kind| {
                    kind.ends_with("Article")
                        || kind.ends_with("Posting")
                        || kind.ends_with("Report")
                })
            };
            let article = match kinds {
                Some(Value::Array(kinds)) => kinds.iter().any(is_article),
                Some(kind) => is_article(kind),
                None => false,
            };
            // a page or a picture has days of its own
            let source = if article {
                Source::JsonLd
            } else {
                Source::MarkedTime
            };
            self.found(source, date);
            if article && self.shared_title.is_none() {
                self.shared_title = thing.get("headline").and_then(Value::as_str).and_then(tidy);
            }
        }
    }

    /// Whether a heading is the title itself.
    pub(super) fn is_title(&self, text: &str) -> bool {
        let is = |title: &Option<String>| title.as_deref() == Some(text);
        is(&self.heading) || is(&self.shared_title) || self.aside == Some(Aside::Heading)
    }

    pub(super) fn title(self) -> Option<String> {
        self.shared_title.or(self.heading).or(self.title)
    }

    pub(super) fn published(&self) -> Option<Publication> {
        self.published.map(|(_, published)| published)
    }
}

/// JSON as pages hold it: some wrap it in a comment or break lines within a string.
fn json(text: &str) -> Option<Value> {
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])? + 1;
    let text = text.get(start..end)?;
    let text = text.replace(|c: char| c.is_control(), " ");
    serde_json::from_str(&text).ok()
}

/// The day where it was published, in the ways that pages write one: 2024-05-02 with or without a clock, 2024/05/02, 20240502,
/// "Thu, 02 May 2024 10:00:00 +0200" and "May 2, 2024".
fn day(value: &str) -> Option<Publication> {
    let value = value.trim();
    if let Some(published) = publication(value) {
        return Some(published);
    }
    let iso = value.get(..10).map(|day| day.replace('/', "-"));
    let goes_on = value
        .get(10..)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(published) = iso.filter(|_| !goes_on).and_then(|day| publication(&day)) {
        return Some(published);
    }
    let written = |format| NaiveDate::parse_from_str(value, format).ok();
    let mailed = || Some(DateTime::parse_from_rfc2822(value).ok()?.date_naive());
    let compact = || {
        let digits = value
            .get(..8)
            .filter(|day| day.bytes().all(|c| c.is_ascii_digit()))?;
        let alone = value.len() == 8 || value.as_bytes()[8] == b'T';
        let parsed = NaiveDate::parse_from_str(digits, "%Y%m%d").ok();
        parsed.filter(|_| alone)
    };
    let date = compact()
        .or_else(mailed)
        .or_else(|| written("%B %d, %Y"))
        .or_else(|| written("%d %B %Y"))?;
    publication(&date.format("%Y-%m-%d").to_string())
}

/// One line without blanks around it; `None` where nothing is left.
fn tidy(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(words.join(" ")).filter(|text| !text.is_empty())
}
