//! The HTML report: what an article says stays text, and the page needs nothing but itself.
#![allow(clippy::unwrap_used)] // a test stops where it finds something wrong

mod support;

use demarche::timeline::lay_out;
use demarche::{Offsets, Options, analyze, output, publication};
use sha2::{Digest, Sha256};

fn report(text: &str, title: Option<&str>) -> String {
    let options = Options {
        published: publication("2022-02-15"),
        title: title.map(str::to_owned),
        raw: true,
        ..Options::default()
    };
    let analysis = analyze(text, &options);
    let mut timeline = lay_out(&analysis, Offsets::Char);
    timeline.documents[0].text = Some(analysis.document.text.clone());
    output::html(&timeline)
}

/// The names of all elements, closing ones left out.
fn elements(page: &str) -> Vec<&str> {
    let opened = page.split('<').skip(1);
    opened
        .map(|rest| {
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(rest.len());
            &rest[..end]
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn what_an_article_says_never_becomes_markup() {
    let hostile = [
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "<!--<script>",
        "\u{2028}\u{2029}\u{202e}&lt;b&gt;",
        "]]><iframe srcdoc=x>",
    ];
    let plain = report(
        "France condemned the attack in Paris on Monday.",
        Some("A title"),
    );
    for bad in hostile {
        let text = format!("France {bad} condemned the attack in {bad} on Monday, {bad} said.");
        let page = report(&text, Some(bad));
        let names = elements(&page);
        let count = |wanted: &str| names.iter().filter(|name| **name == wanted).count();
        assert_eq!(count("script"), 2, "{bad:?}"); // the data, and the program
        for name in ["img", "iframe", "object", "embed", "link", "base"] {
            assert_eq!(count(name), 0, "{bad:?}: {name}");
        }
        let onload = elements(&plain)
            .iter()
            .filter(|name| **name == "svg")
            .count();
        assert_eq!(count("svg"), onload, "{bad:?}");
    }
}

#[test]
fn the_page_allows_its_own_style_and_script_and_asks_for_nothing() {
    for article in support::articles() {
        let page = report(&article, None);
        let between = |from: &str, to: &str| {
            let start = page.rfind(from).unwrap() + from.len();
            &page[start..start + page[start..].find(to).unwrap()]
        };
        let policy = between("Content-Security-Policy\" content=\"", "\"");
        assert!(policy.starts_with("default-src 'none';"), "{policy}");
        for part in [
            between("<style>", "</style>"),
            between("<script>", "</script>"),
        ] {
            let hash = base64(&Sha256::digest(part.as_bytes()));
            assert!(policy.contains(&format!("'sha256-{hash}'")), "{policy}");
        }
        for asks in [
            " src=",
            "url(http",
            "url(/",
            "@import",
            "fetch(",
            "XMLHttpRequest",
            "import(",
        ] {
            assert!(!page.contains(asks), "{asks}");
        }
        let data: serde_json::Value = serde_json::from_str(between(
            "<script type=\"application/json\" id=\"data\">",
            "</script>",
        ))
        .unwrap();
        assert!(data.is_object());
    }
    let empty = report("", None);
    assert!(empty.len() < 60_000, "{} bytes before data", empty.len());
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let mut bits = 0u32;
        for index in 0..3 {
            bits = bits << 8 | u32::from(chunk.get(index).copied().unwrap_or_default());
        }
        for index in 0..4 {
            out.push(if index <= chunk.len() {
                char::from(LETTERS[(bits >> (18 - 6 * index) & 63) as usize])
            } else {
                '='
            });
        }
    }
    out
}
