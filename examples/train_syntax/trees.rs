//! Trees → the weights of the parser: a dynamic oracle says which actions lose no arc of the gold tree.

use demarche::syntax::arcs::State;
use demarche::syntax::model::{LABEL_ROW, Model};
use demarche::syntax::parser::{allowed, best, best_label, index, only, perform, place_count};
use demarche::syntax::words::Word;

use crate::treebank::Gold;
use crate::weights::{Dice, Seen, Weights};

/// Words and joint tags of a sentence, tags as a tagger that never saw the sentence gives them.
pub(crate) struct Example {
    pub(crate) words: Vec<Word>,
    pub(crate) tags: Vec<u8>,
}

/// The sizes of the tables: rows of actions, places of labels; the rounds, the seed.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) rows: usize,
    pub(crate) labels: usize,
    pub(crate) epochs: usize,
    pub(crate) seed: u64,
}

/// How often the parser follows its own choice after the first round, in percent.
const EXPLORE: usize = 90;

/// Trains the actions and the labels.
pub(crate) fn train(
    model: &Model,
    examples: &[Example],
    sentences: &[Gold],
    plan: Plan,
) -> (Weights, Weights) {
    let mut actions = Weights::new(plan.rows * 4);
    let mut labels = Weights::new(plan.labels);
    let mut dice = Dice(plan.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = State::default();
    let (seen_actions, seen_labels) = count(model, examples, sentences);
    for epoch in 0..plan.epochs {
        dice.shuffle(&mut order);
        let (mut wrong, mut total) = (0, 0);
        for &sentence in &order {
            let gold = Oracle::of(&sentences[sentence]);
            state.start(model, &examples[sentence].words, &examples[sentence].tags);
            while let Some(allowed) = allowed(&state) {
                let action = only(allowed).unwrap_or_else(|| {
                    let features = state.action_features(plan.rows as u32);
                    let mut scores = [0; 4];
                    for &feature in &features {
                        for (score, weight) in
                            scores.iter_mut().zip(actions.row(feature as usize * 4, 4))
                        {
                            *score += weight;
                        }
                    }
                    let found = best(scores, allowed);
                    let costs = gold.costs(&state);
                    let cheapest = (0..4)
                        .filter(|&at| allowed[at])
                        .map(|at| costs[at])
                        .min()
                        .unwrap_or(0);
                    let right = std::array::from_fn(|at| allowed[at] && costs[at] == cheapest);
                    let wanted = best(scores, right);
                    total += 1;
                    actions.tick();
                    if right[found as usize] {
                        return found;
                    }
                    wrong += 1;
                    let exact = state.action_features(Seen::PLACES);
                    let often = |(_, exact): &(&u32, u32)| seen_actions.often(*exact);
                    for (&feature, _) in features.iter().zip(exact).filter(often) {
                        actions.add(feature as usize * 4 + wanted as usize, 1);
                        actions.add(feature as usize * 4 + found as usize, -1);
                    }
                    if epoch > 0 && dice.below(100) < EXPLORE {
                        found
                    } else {
                        wanted
                    }
                });
                perform(&mut state, action, |state, child, head| {
                    let features = state.label_features(place_count(plan.labels), child, head);
                    let mut scores = [0_i32; LABEL_ROW];
                    for &feature in &features {
                        for (score, weight) in scores
                            .iter_mut()
                            .zip(labels.row(feature as usize, LABEL_ROW))
                        {
                            *score += weight;
                        }
                    }
                    let found = best_label(&scores);
                    if gold.heads[child as usize] != head {
                        return found;
                    }
                    let wanted = gold.labels[child as usize];
                    labels.tick();
                    if wanted != found {
                        let exact = state.label_features(Seen::PLACES, child, head);
                        let often = |(_, exact): &(&u32, u32)| seen_labels.often(*exact);
                        for (&feature, _) in features.iter().zip(exact).filter(often) {
                            labels.add(feature as usize + usize::from(wanted), 1);
                            labels.add(feature as usize + usize::from(found), -1);
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
    (actions, labels)
}

/// Features of actions and labels seen less often get no weight.
const NEEDED: u8 = 3;

/// Follows the gold trees and counts the features on the way.
fn count(model: &Model, examples: &[Example], sentences: &[Gold]) -> (Seen, Seen) {
    let (mut actions, mut labels) = (Seen::new(NEEDED), Seen::new(NEEDED));
    let mut state = State::default();
    for (example, gold) in examples.iter().zip(sentences) {
        let gold = Oracle::of(gold);
        state.start(model, &example.words, &example.tags);
        while let Some(allowed) = allowed(&state) {
            let action = only(allowed).unwrap_or_else(|| {
                for feature in state.action_features(Seen::PLACES) {
                    actions.count(feature);
                }
                best(
                    gold.costs(&state)
                        .map(|cost| -i32::try_from(cost).unwrap_or(i32::MAX)),
                    allowed,
                )
            });
            perform(&mut state, action, |state, child, head| {
                for feature in state.label_features(Seen::PLACES, child, head) {
                    labels.count(feature);
                }
                gold.labels[child as usize]
            });
        }
    }
    (actions, labels)
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
