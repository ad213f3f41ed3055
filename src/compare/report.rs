//! A comparison → lines a person can act on.

use std::fmt::Write as _;

use super::{Comparison, Miss, Score};

impl Comparison {
    /// What is missed and what is extra, then the scores; misses whose key is in `known` are marked as known.
    pub fn text(&self, known: &[String]) -> String {
        let mut text = String::new();
        for miss in &self.misses {
            let mark = match miss {
                Miss { core: true, .. } => "core ",
                Miss { key, .. } if known.contains(key) => "known",
                _ => "miss ",
            };
            line(
                &mut text,
                &format!(
                    "  {mark}  {}: wanted {}, got {}",
                    miss.key, miss.wanted, miss.got
                ),
            );
        }
        for extra in &self.extra {
            line(&mut text, &format!("  extra  {}: {}", extra.id, extra.what));
        }
        let scores: Vec<String> = self
            .scores
            .iter()
            .filter(|score| score.of > 0)
            .map(Score::text)
            .collect();
        if !scores.is_empty() {
            line(&mut text, &format!("  {}", scores.join(", ")));
        }
        text
    }
}

impl Score {
    fn text(&self) -> String {
        format!("{} {}/{}", self.name, self.right, self.of)
    }
}

/// Adds `words` as one line, control characters shown.
fn line(text: &mut String, words: &str) {
    for c in words.chars() {
        if c.is_control() {
            let _ = write!(text, "{}", c.escape_default());
        } else {
            text.push(c);
        }
    }
    text.push('\n');
}
