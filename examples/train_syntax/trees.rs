//! Trees → the weights of the parser: a dynamic oracle says which actions lose no arc of the gold tree.

use demarche::syntax::arcs::State;
use demarche::syntax::model::{LABEL_ROW, Model};
use demarche::syntax::parser::{allowed, best, best_label, index, only, perform};
use demarche::syntax::table::Plan;
use demarche::syntax::words::Word;
use demarche::types::Dependency;

use crate::treebank::Gold;
use crate::weights::{Dice, Weights};

/// Words and joint tags of a sentence, tags as a tagger that never saw the sentence gives them.
pub(crate) struct Example {
    pub(crate) words: Vec<Word>,
    pub(crate) tags: Vec<u8>,
}

/// How often the parser follows its own choice after the first round, in percent.
const EXPLORE: usize = 90;
/// How many actions there are.
pub(crate) const ACTIONS: usize = 4;
/// How many classes the labeller has.
pub(crate) const LABELS: usize = Dependency::ALL.len();

/// Trains the actions and the labels.
pub(crate) fn train<'a>(
    model: &Model,
    examples: &[Example],
    sentences: &[Gold],
    [of_actions, of_labels]: [&'a Plan; 2],
    (epochs, seed): (usize, u64),
) -> [Weights<'a>; 2] {
    let mut actions = Weights::new(of_actions, ACTIONS);
    let mut labels = Weights::new(of_labels, LABELS);
    let mut dice = Dice(seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = State::default();
    let mut slots = Vec::new();
    for epoch in 0..epochs {
        dice.shuffle(&mut order);
        let (mut wrong, mut total) = (0, 0);
        for &sentence in &order {
            let gold = Oracle::of(&sentences[sentence]);
            let example = &examples[sentence];
            state.start(model, &example.words, &example.tags);
            while let Some(allowed) = allowed(&state) {
                let action = only(allowed).unwrap_or_else(|| {
                    let view = state.view();
                    let mut scores = [0; ACTIONS];
                    slots.clear();
                    let early = [&view.first()[..], &view.second(), &view.rest()].map(|keys| {
                        let before = slots.len();
                        actions.find(keys, &mut slots);
                        actions.add(&slots[before..], &mut scores);
                        (best(scores, allowed).0, slots.len())
                    });
                    let [.., (found, _)] = early;
                    let costs = gold.costs(&state);
                    let cheapest = (0..4)
                        .filter(|&at| allowed[at])
                        .map(|at| costs[at])
                        .min()
                        .unwrap_or(0);
                    let right = std::array::from_fn(|at| allowed[at] && costs[at] == cheapest);
                    let wanted = best(scores, right).0;
                    total += 1;
                    actions.tick();
                    // whoever stops early is to be right as well
                    for (found, seen) in early {
                        if !right[found as usize] {
                            actions.learn(&slots[..seen], wanted as usize, found as usize);
                        }
                    }
                    if right[found as usize] {
                        return found;
                    }
                    wrong += 1;
                    if epoch > 0 && dice.below(100) < EXPLORE {
                        found
                    } else {
                        wanted
                    }
                });
                perform(&mut state, action, |state, child, head| {
                    let arc = state.arc(child, head);
                    let mut scores = [0; LABEL_ROW];
                    slots.clear();
                    let early = [&arc.first()[..], &arc.second(), &arc.rest()].map(|keys| {
                        let before = slots.len();
                        labels.find(keys, &mut slots);
                        labels.add(&slots[before..], &mut scores);
                        (best_label(&scores).0, slots.len())
                    });
                    let [.., (found, _)] = early;
                    if gold.heads[child as usize] != head {
                        return found;
                    }
                    let wanted = gold.labels[child as usize];
                    labels.tick();
                    for (found, seen) in early {
                        if wanted != found {
                            labels.learn(&slots[..seen], usize::from(wanted), usize::from(found));
                        }
                    }
                    if epoch > 0 && dice.below(100) < EXPLORE {
                        found
                    } else {
                        wanted
                    }
                });
            }
        }
        println!("parser, epoch {epoch}: {wrong} of {total} wrong");
    }
    [actions, labels]
}

/// The features of actions and of labels on the way to the gold trees, as often as they occur.
pub(crate) fn count(model: &Model, examples: &[Example], sentences: &[Gold]) -> [Vec<u64>; 2] {
    let (mut actions, mut labels) = (Vec::new(), Vec::new());
    let mut state = State::default();
    for (example, gold) in examples.iter().zip(sentences) {
        let gold = Oracle::of(gold);
        state.start(model, &example.words, &example.tags);
        while let Some(allowed) = allowed(&state) {
            let action = only(allowed).unwrap_or_else(|| {
                let view = state.view();
                actions.extend(view.first());
                actions.extend(view.second());
                actions.extend(view.rest());
                best(
                    gold.costs(&state)
                        .map(|cost| -i32::try_from(cost).unwrap_or(i32::MAX)),
                    allowed,
                )
                .0
            });
            perform(&mut state, action, |state, child, head| {
                let arc = state.arc(child, head);
                labels.extend(arc.first());
                labels.extend(arc.second());
                labels.extend(arc.rest());
                gold.labels[child as usize]
            });
        }
    }
    [actions, labels]
}

/// A gold tree; the root is the node after the last word.
struct Oracle {
    heads: Vec<u32>,
    labels: Vec<u8>,
    children: Vec<Vec<u32>>,
}

impl Oracle {
    fn of(gold: &Gold) -> Self {
        let root = gold.words.len();
        let heads: Vec<u32> = gold
            .words
            .iter()
            .map(|word| word.head.unwrap_or(root) as u32)
            .collect();
        let mut children = vec![Vec::new(); root + 1];
        for (child, &head) in heads.iter().enumerate() {
            children[head as usize].push(child as u32);
        }
        Self {
            heads,
            labels: gold
                .words
                .iter()
                .map(|word| index(word.dependency))
                .collect(),
            children,
        }
    }

    /// How many arcs of the gold tree each action puts out of reach.
    fn costs(&self, state: &State) -> [usize; 4] {
        let next = state.buffer;
        let Some(&top) = state.stack.last() else {
            return [0; 4];
        };
        let on_stack = |node: u32| state.stack.contains(&node);
        let waiting = |node: u32| on_stack(node) && state.nodes[node as usize].head.is_none();
        // words of the stack without a head that the next word governs
        let lost_left = self.children[next as usize]
            .iter()
            .filter(|&&child| child < next && waiting(child))
            .count();
        // words of the buffer that the top of the stack governs
        let lost_right = self.children[top as usize]
            .iter()
            .filter(|&&child| child >= next)
            .count();
        let head_of_next = self.heads.get(next as usize).copied();
        let head_of_top = self.heads[top as usize];
        let shift =
            lost_left + usize::from(head_of_next.is_some_and(|head| head < next && on_stack(head)));
        let left = lost_right + usize::from(head_of_top > next);
        let right = lost_left
            + usize::from(
                head_of_next.is_some_and(|head| head != top && (head > next || on_stack(head))),
            );
        [shift, left, right, lost_right]
    }
}
