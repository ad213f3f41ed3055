//! Joint tags → a tree: arc-eager transitions with the root at the end of the sentence.

use std::ops::Range;

use super::arcs::{Arc, State, View};
use super::model::{self, LABEL_ROW, Model, Rows, weight};
use super::table::Table;
use super::tagger::Tagger;
use crate::types::{Dependency, Document, Tag};

/// An action with this lead by the first features is taken without the rest.
pub const SURE_ACTION: i32 = 6000;
/// A label with this lead by the first features is taken without the rest.
pub const SURE_LABEL: i32 = 900;

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
            let action =
                only(allowed).unwrap_or_else(|| chosen(&model.actions, &state.view(), allowed));
            perform(state, action, |state, child, head| {
                label(&model.labels, &state.arc(child, head))
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
fn chosen(table: &Table, view: &View, allowed: [bool; 4]) -> Action {
    let mut scores = [0; 4];
    add(table, &view.first(), &mut scores);
    let (action, lead) = best(scores, allowed);
    if lead >= SURE_ACTION {
        return action;
    }
    add(table, &view.second(), &mut scores);
    let (action, lead) = best(scores, allowed);
    if lead >= SURE_ACTION {
        return action;
    }
    add(table, &view.rest(), &mut scores);
    best(scores, allowed).0
}

/// Adds the weights of `features` to the scores of the actions; that of the first is always 0.
#[inline]
fn add<const F: usize>(table: &Table, features: &[u64; F], scores: &mut [i32; 4]) {
    let (rows, count) = table.data(features);
    for row in rows.iter().take(count) {
        let [a, b, c, _] = row.to_le_bytes();
        scores[1] += weight(a);
        scores[2] += weight(b);
        scores[3] += weight(c);
    }
}

/// The label that the features speak for.
fn label(rows: &Rows, arc: &Arc) -> u8 {
    let mut scores = [0; LABEL_ROW];
    rows.add(&arc.first(), &mut scores);
    let (label, lead) = best_label(&scores);
    if lead >= SURE_LABEL {
        return label;
    }
    rows.add(&arc.second(), &mut scores);
    let (label, lead) = best_label(&scores);
    if lead >= SURE_LABEL {
        return label;
    }
    rows.add(&arc.rest(), &mut scores);
    best_label(&scores).0
}

/// The possible action with the highest score, the first of equals; and its lead.
pub fn best(scores: [i32; 4], allowed: [bool; 4]) -> (Action, i32) {
    let (mut best, mut top, mut second) = (Action::Shift, i32::MIN, i32::MIN);
    for (action, (score, possible)) in Action::ALL.into_iter().zip(scores.into_iter().zip(allowed))
    {
        if possible && score > top {
            (best, top, second) = (action, score, top);
        } else if possible && score > second {
            second = score;
        }
    }
    (best, top.saturating_sub(second))
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

/// The label with the highest score, the first of equals, and its lead; never "none" and never "root".
pub fn best_label<T: Copy + Ord + Into<i32>>(scores: &[T; LABEL_ROW]) -> (u8, i32) {
    const FIRST: usize = Dependency::Root as usize + 1;
    const { assert!(Dependency::ALL.len() <= LABEL_ROW) };
    let (label, lead) = model::best(&scores[FIRST..Dependency::ALL.len()]);
    (u8::try_from(FIRST + label).unwrap_or(0), lead)
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
