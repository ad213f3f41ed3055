//! Joint tags → a tree: arc-eager transitions with the root at the end of the sentence.

use std::ops::Range;

use super::arcs::State;
use super::model::{LABEL_ROW, Model, weight};
use super::table::Table;
use super::tagger::Tagger;
use crate::types::{Dependency, Document, Tag};

/// What the parser can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The next node goes onto the stack.
    Shift,
    /// The top of the stack hangs on the next node and is done.
    Left,
    /// The next node hangs on the top of the stack and goes onto it.
    Right,
    /// The top of the stack is done.
    Reduce,
}

impl Action {
    /// Every action, in the order of the weights.
    pub const ALL: [Self; 4] = [Self::Shift, Self::Left, Self::Right, Self::Reduce];
}

/// The working memory of the parser, used again for every sentence.
#[derive(Clone, Debug, Default)]
pub struct Parser {
    state: State,
}

impl Parser {
    /// Hangs the sentence that holds `tokens` on a tree, by the words and tags that `tagger` has just read.
    pub fn parse(
        &mut self,
        model: &Model,
        document: &mut Document,
        tokens: Range<usize>,
        tagger: &Tagger,
    ) {
        let state = &mut self.state;
        state.start(model, &tagger.words, &tagger.tags);
        while let Some(allowed) = allowed(state) {
            let action = only(allowed)
                .unwrap_or_else(|| chosen(&model.actions, &state.action_features(), allowed));
            perform(state, action, |state, child, head| {
                let features = state.label_features(child, head);
                best_label(&model.labels.scores::<LABEL_ROW, _>(&features))
            });
        }
        let offset = tokens.start;
        for at in tokens.clone() {
            let node = &state.nodes[at - offset];
            let token = &mut document.tokens[at];
            if let Some(head) = node.head.filter(|&head| head != state.root()) {
                token.head = u32::try_from(head as usize + offset).ok();
                token.dependency = Dependency::ALL[usize::from(node.label)];
            } else {
                (token.head, token.dependency) = (None, Dependency::Root);
            }
        }
        keep_one_root(document, tokens);
    }
}

/// The actions that are possible in `state`; `None` at the end.
pub fn allowed(state: &State) -> Option<[bool; 4]> {
    let top = state.stack.last();
    if state.buffer == state.root() {
        let headed = state.nodes[*top? as usize].head.is_some();
        return Some([false, !headed, false, headed]);
    }
    let Some(&top) = top else {
        return Some([true, false, false, false]);
    };
    let headed = state.nodes[top as usize].head.is_some();
    Some([true, !headed, true, headed])
}

/// The action, where just one is possible.
pub fn only(allowed: [bool; 4]) -> Option<Action> {
    let mut possible = Action::ALL
        .into_iter()
        .zip(allowed)
        .filter(|(_, possible)| *possible);
    match (possible.next(), possible.next()) {
        (Some((action, _)), None) => Some(action),
        _ => None,
    }
}

/// The possible action that the features speak for.
#[inline]
fn chosen<const F: usize>(table: &Table, features: &[u64; F], allowed: [bool; 4]) -> Action {
    let rows = table.data(features);
    let sum = |column: usize| {
        rows.iter()
            .map(|row| weight(row.to_le_bytes()[column]))
            .sum()
    };
    best([0, sum(0), sum(1), sum(2)], allowed)
}

/// The possible action with the highest score, the first of equals.
pub fn best(scores: [i32; 4], allowed: [bool; 4]) -> Action {
    let (mut best, mut top) = (Action::Shift, i32::MIN);
    for (action, (score, possible)) in Action::ALL.into_iter().zip(scores.into_iter().zip(allowed))
    {
        if possible && score > top {
            (best, top) = (action, score);
        }
    }
    best
}

/// Performs `action`; `label` names a new arc from its child and head.
pub fn perform(state: &mut State, action: Action, mut label: impl FnMut(&State, u32, u32) -> u8) {
    let next = state.buffer;
    match action {
        Action::Shift => {
            state.stack.push(next);
            state.buffer += 1;
        }
        Action::Left => {
            if let Some(top) = state.stack.pop() {
                let name = if next == state.root() {
                    root_label()
                } else {
                    label(state, top, next)
                };
                state.attach(top, next, name);
            }
        }
        Action::Right => {
            if let Some(&top) = state.stack.last() {
                let name = label(state, next, top);
                state.attach(next, top, name);
            }
            state.stack.push(next);
            state.buffer += 1;
        }
        Action::Reduce => {
            state.stack.pop();
        }
    }
}

fn root_label() -> u8 {
    index(Dependency::Root)
}

/// The number of a relation in the model.
pub fn index(dependency: Dependency) -> u8 {
    dependency as u8
}

/// The label with the highest score, the first of equals; never "none" and never "root".
pub fn best_label(scores: &[i32; LABEL_ROW]) -> u8 {
    let first = root_label() + 1;
    let (mut best, mut top) = (first, i32::MIN);
    for (label, &score) in (0..)
        .zip(&scores[..Dependency::ALL.len()])
        .skip(usize::from(first))
    {
        if score > top {
            (best, top) = (label, score);
        }
    }
    best
}

/// A sentence has one root. Of several, the first verb or, where there is none, the first word stays; the others hang
/// on it.
fn keep_one_root(document: &mut Document, tokens: Range<usize>) {
    let roots = || {
        tokens
            .clone()
            .filter(|&at| document.tokens[at].head.is_none())
    };
    if roots().nth(1).is_none() {
        return;
    }
    let is_word = |&at: &usize| !matches!(document.tokens[at].tag, Tag::Punct | Tag::Sym);
    let is_verb = |&at: &usize| matches!(document.tokens[at].tag, Tag::Verb | Tag::Aux);
    let Some(main) = roots()
        .find(is_verb)
        .or_else(|| roots().find(is_word))
        .or_else(|| roots().next())
    else {
        return;
    };
    for at in tokens {
        let token = &mut document.tokens[at];
        if token.head.is_none() && at != main {
            token.head = u32::try_from(main).ok();
            token.dependency = if token.tag == Tag::Punct {
                Dependency::Punct
            } else {
                Dependency::Parataxis
            };
        }
    }
}
