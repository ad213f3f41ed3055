//! The state of the parser → features of the next action, and of the label of an arc.

#![allow(clippy::similar_names, clippy::too_many_lines)] // lists of features: s0 is the top of the stack, n0 the next node

use super::model::Model;
use super::table::key;
use super::words::{Word, mix};
use crate::types::Tag;

/// How many features the next action has.
pub const ACTION_FEATURES: usize = 76;
/// How many features a label has.
pub const LABEL_FEATURES: usize = 46;

/// A token, or the root, as the parser sees it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Node {
    /// Hash of the form.
    pub form: u64,
    /// Hash of the joint tag.
    pub tag: u64,
    /// Hash of form and joint tag.
    pub both: u64,
    /// Hash of the ending.
    pub ending: u64,
    /// The head found so far.
    pub head: Option<u32>,
    /// The label of the arc to it; 0 where there is none.
    pub label: u8,
    /// The outermost two children on each side.
    pub left: [Option<u32>; 2],
    /// The outermost two children on each side.
    pub right: [Option<u32>; 2],
    /// How many children there are on each side.
    pub counts: [u8; 2],
    /// The labels of the children on each side, a bit each.
    pub labels: [u64; 2],
}

/// What stands where there is no token.
const NOTHING: Node = Node {
    form: 0x11,
    tag: 0x22,
    both: 0x33,
    ending: 0x44,
    head: None,
    label: 0,
    left: [None; 2],
    right: [None; 2],
    counts: [0; 2],
    labels: [0; 2],
};

/// The state of the parser: `nodes` ends with the root, `buffer` is the next node.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The tokens of the sentence, then the root.
    pub nodes: Vec<Node>,
    /// Nodes that may still take children, the last on top.
    pub stack: Vec<u32>,
    /// The next node, `nodes.len() - 1` for the root.
    pub buffer: u32,
    /// How many marks, verbs and conjunctions stand before each node.
    passed: Vec<[u16; 3]>,
    /// The first verb at or after each node.
    verbs: Vec<u32>,
}

impl State {
    /// Starts on a sentence of `words` with joint tags `tags`.
    pub fn start(&mut self, model: &Model, words: &[Word], tags: &[u8]) {
        self.nodes.clear();
        self.stack.clear();
        self.passed.clear();
        self.verbs.clear();
        self.buffer = 0;
        let mut passed = [0_u16; 3];
        for (word, &joint) in words.iter().zip(tags) {
            let tag = mix(u64::from(joint) + 5000);
            self.nodes.push(Node {
                form: word.form,
                tag,
                both: mix(word.form ^ tag),
                ending: word.suffixes[2],
                ..NOTHING
            });
            self.passed.push(passed);
            let kind = match model.tag(joint).0 {
                Tag::Punct => 0,
                Tag::Verb | Tag::Aux => 1,
                Tag::Cconj => 2,
                _ => continue,
            };
            passed[kind] = passed[kind].saturating_add(1);
        }
        self.nodes.push(Node {
            form: 0x55,
            tag: 0x66,
            both: 0x77,
            ending: 0x88,
            ..NOTHING
        });
        self.passed.push(passed);
        let root = self.root();
        self.verbs.resize(self.nodes.len(), root);
        let mut next = root;
        for at in (0..words.len()).rev() {
            if self.passed[at][1] != self.passed[at + 1][1] {
                next = u32::try_from(at).unwrap_or(root);
            }
            self.verbs[at] = next;
        }
    }

    /// How many marks, verbs and conjunctions stand between two nodes, up to two of each.
    fn between(&self, left: u32, right: u32) -> [u64; 3] {
        let (Some(from), Some(to)) = (
            self.passed.get(left as usize + 1),
            self.passed.get(right as usize),
        ) else {
            return [0; 3];
        };
        std::array::from_fn(|kind| u64::from(to[kind].saturating_sub(from[kind]).min(2)))
    }

    /// The index of the root.
    pub fn root(&self) -> u32 {
        u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX)
    }

    fn node(&self, at: Option<u32>) -> &Node {
        at.and_then(|at| self.nodes.get(at as usize))
            .unwrap_or(&NOTHING)
    }

    /// Hangs `child` on `head`.
    pub fn attach(&mut self, child: u32, head: u32, label: u8) {
        let node = &mut self.nodes[child as usize];
        node.head = Some(head);
        node.label = label;
        let head_node = &mut self.nodes[head as usize];
        let side = usize::from(child > head);
        head_node.counts[side] = head_node.counts[side].saturating_add(1).min(4);
        head_node.labels[side] |= 1 << (label & 63);
        let outer = if side == 0 {
            &mut head_node.left
        } else {
            &mut head_node.right
        };
        *outer = [Some(child), outer[0]];
    }

    /// The keys of the features of the next action.
    pub fn action_features(&self) -> [u64; ACTION_FEATURES] {
        let top = self.stack.last().copied();
        let s0 = self.node(top);
        let s1 = self.node(self.stack.len().checked_sub(2).map(|at| self.stack[at]));
        let n0 = self.node(Some(self.buffer));
        let n1 = self.node(Some(self.buffer + 1));
        let n2 = self.node(Some(self.buffer + 2));
        let n3 = self.node(Some(self.buffer + 3));
        let before = self.node(self.buffer.checked_sub(1));
        let sh = self.node(s0.head);
        let shh = self.node(sh.head);
        let [sl, sl2] = s0.left.map(|at| self.node(at));
        let [sr, sr2] = s0.right.map(|at| self.node(at));
        let [nl, nl2] = n0.left.map(|at| self.node(at));
        let distance = top.map_or(0, |top| distance(top, self.buffer));
        let between = top.map_or([0; 3], |top| self.between(top, self.buffer));
        let crossed = between[0] + 3 * between[1] + 9 * between[2];
        let ahead = self.verbs.get(self.buffer as usize + 1).copied();
        let marks_ahead = ahead.map_or(0, |verb| self.between(self.buffer, verb)[0].min(1));
        let ahead = self.node(ahead);
        let headed = u64::from(s0.head.is_some());
        let counts = |node: &Node, side: usize| u64::from(node.counts[side]);
        let label = |node: &Node| u64::from(node.label) + 1;
        let mut found = [0; ACTION_FEATURES];
        let mut count = 0;
        let mut add = |a: u64, b: u64, c: u64, d: u64| {
            found[count] = key(count as u64 + 101, [a, b, c, d]);
            count += 1;
        };
        add(s0.both, headed, 0, 0);
        add(s0.form, headed, 0, 0);
        add(s0.tag, headed, label(s0), 0);
        add(n0.both, 0, 0, 0);
        add(n0.form, 0, 0, 0);
        add(n0.tag, 0, 0, 0);
        add(n1.both, 0, 0, 0);
        add(n1.form, 0, 0, 0);
        add(n1.tag, 0, 0, 0);
        add(n2.both, 0, 0, 0);
        add(n2.tag, 0, 0, 0);
        add(s0.both, n0.both, 0, 0);
        add(s0.both, n0.form, 0, 0);
        add(s0.form, n0.both, 0, 0);
        add(s0.both, n0.tag, headed, 0);
        add(s0.tag, n0.both, headed, 0);
        add(s0.form, n0.form, 0, 0);
        add(s0.tag, n0.tag, headed, 0);
        add(n0.tag, n1.tag, 0, 0);
        add(n0.tag, n1.tag, n2.tag, 0);
        add(s0.tag, n0.tag, n1.tag, headed);
        add(s0.tag, n0.tag, n1.tag, n2.tag);
        add(s0.form, n0.tag, n1.tag, 0);
        add(s0.tag, n0.form, n1.tag, 0);
        add(s0.tag, n0.tag, n1.form, 0);
        add(sh.tag, s0.tag, n0.tag, 0);
        add(sh.tag, s0.tag, n0.tag, n1.tag);
        add(s0.tag, sl.tag, n0.tag, 0);
        add(s0.tag, sr.tag, n0.tag, 0);
        add(s0.tag, n0.tag, nl.tag, 0);
        add(s0.form, n0.form, nl.form, 0);
        add(s0.form, n0.tag, nl.form, 0);
        add(s0.tag, n0.form, nl.form, 0);
        add(s0.form, distance, 0, 0);
        add(s0.tag, distance, 0, 0);
        add(n0.form, distance, 0, 0);
        add(n0.tag, distance, 0, 0);
        add(s0.form, n0.form, distance, 0);
        add(s0.tag, n0.tag, distance, headed);
        add(s0.form, counts(s0, 1), counts(s0, 0), 1);
        add(s0.tag, counts(s0, 1), counts(s0, 0), 2);
        add(n0.form, counts(n0, 0), 0, 3);
        add(n0.tag, counts(n0, 0), 0, 4);
        add(sh.form, sh.tag, 0, 0);
        add(sh.tag, label(s0), n0.tag, 0);
        add(sl.both, s0.tag, 0, 0);
        add(sr.both, s0.tag, 0, 0);
        add(sr.form, n0.form, 0, 0);
        add(nl.both, n0.tag, 0, 0);
        add(shh.tag, sh.tag, s0.tag, n0.tag);
        add(s0.tag, sl.tag, sl2.tag, n0.tag);
        add(s0.tag, sr.tag, sr2.tag, n0.tag);
        add(n0.tag, nl.tag, nl2.tag, s0.tag);
        add(s0.form, s0.labels[1], 0, 5);
        add(s0.tag, s0.labels[1], n0.tag, 6);
        add(s0.form, s0.labels[0], 0, 7);
        add(s0.tag, s0.labels[0], n0.tag, 8);
        add(n0.form, n0.labels[0], 0, 9);
        add(n0.tag, n0.labels[0], s0.tag, 10);
        add(s0.tag, s0.labels[1], n0.tag, n0.labels[0] ^ 0xb);
        add(s1.tag, s0.tag, n0.tag, 12);
        add(s1.form, s0.tag, n0.tag, 13);
        add(s1.tag, s0.tag, n0.tag, n1.tag);
        add(before.tag, n0.tag, s0.tag, 14);
        add(s0.ending, n0.ending, 0, 15);
        add(n0.tag, n1.tag, n2.tag, n3.tag);
        add(s0.tag, n0.tag, crossed, 16);
        add(s0.form, n0.tag, crossed, 17);
        add(s0.tag, n0.form, crossed, 18);
        add(s0.tag, n0.tag, n1.tag, crossed ^ 0x13);
        add(s0.tag, n0.tag, ahead.tag, marks_ahead);
        add(s0.tag, n0.both, ahead.tag, marks_ahead);
        add(s0.tag, n0.tag, ahead.both, marks_ahead);
        add(s1.tag, s0.tag, ahead.tag, n0.tag);
        add(s0.tag, s0.labels[0], ahead.tag, n0.tag ^ marks_ahead);
        add(s0.form, n0.form, crossed, headed);
        debug_assert_eq!(count, ACTION_FEATURES);
        found
    }

    /// The keys of the features of the label between `child` and `head`.
    pub fn label_features(&self, child: u32, head: u32) -> [u64; LABEL_FEATURES] {
        let c = self.node(Some(child));
        let h = self.node(Some(head));
        let grand = self.node(h.head);
        let [cl, cl2] = c.left.map(|at| self.node(at));
        let [cr, _] = c.right.map(|at| self.node(at));
        // The innermost left child would be the case marker's neighbour; the outermost is the marker itself.
        let side = usize::from(child > head);
        let sibling = self.node(if side == 1 { h.right[0] } else { h.left[0] });
        let other = self.node(if side == 1 { h.left[0] } else { h.right[0] });
        let before = self.node(child.checked_sub(1));
        let after = self.node(Some(child + 1));
        let head_before = self.node(head.checked_sub(1));
        let head_after = self.node(Some(head + 1));
        let way = distance(child, head) + if side == 1 { 100 } else { 0 };
        let side = side as u64 + 1;
        let label = |node: &Node| u64::from(node.label) + 1;
        let mut found = [0; LABEL_FEATURES];
        let mut count = 0;
        let mut add = |a: u64, b: u64, c: u64, d: u64| {
            found[count] = key(count as u64 + 201, [a, b, c, d]);
            count += 1;
        };
        add(c.form, side, 0, 0);
        add(c.tag, side, 0, 0);
        add(c.both, side, 0, 0);
        add(h.form, side, 0, 0);
        add(h.tag, side, 0, 0);
        add(h.both, side, 0, 0);
        add(c.tag, h.tag, side, 0);
        add(c.tag, h.tag, way, 0);
        add(c.form, h.tag, side, 0);
        add(c.tag, h.form, side, 0);
        add(c.form, h.form, side, 0);
        add(c.both, h.tag, way, 0);
        add(c.tag, h.both, way, 0);
        add(c.ending, h.tag, side, 0);
        add(c.tag, h.ending, side, 0);
        add(c.ending, h.ending, side, 0);
        add(cl.form, c.tag, h.tag, side);
        add(cl.form, c.form, side, 0);
        add(cl.form, h.form, side, 0);
        add(cl.tag, c.tag, h.tag, side);
        add(label(cl), c.tag, h.tag, side);
        add(label(cl), c.tag, h.form, side);
        add(cl2.form, c.tag, h.tag, side);
        add(cl.tag, cl2.tag, c.tag, h.tag);
        add(cr.form, c.tag, h.tag, side);
        add(c.labels[0], c.tag, h.tag, side);
        add(c.labels[0], c.tag, h.form, side);
        add(c.labels[0], c.form, side, 0);
        add(c.labels[1], c.tag, h.tag, side);
        add(h.labels[0], c.tag, h.tag, side);
        add(h.labels[1], c.tag, h.tag, side);
        add(h.labels[0], c.tag, h.form, side);
        add(h.labels[1], c.tag, h.form, side);
        add(c.labels[0], h.labels[0], c.tag, side);
        add(c.labels[0], h.labels[1], c.tag, side);
        add(h.labels[0], h.labels[1], side, h.tag);
        add(sibling.tag, label(sibling), c.tag, side);
        add(sibling.form, c.tag, h.tag, side);
        add(other.tag, label(other), c.tag, side);
        add(before.tag, c.tag, h.tag, side);
        add(after.tag, c.tag, h.tag, side);
        add(before.form, c.tag, side, 0);
        add(head_before.tag, h.tag, c.tag, side);
        add(head_after.tag, h.tag, c.tag, side);
        add(label(h), h.tag, c.tag, side);
        add(grand.tag, label(h), h.tag, c.tag);
        debug_assert_eq!(count, LABEL_FEATURES);
        found
    }
}

/// The distance between two nodes, coarser where it is larger.
fn distance(a: u32, b: u32) -> u64 {
    match a.abs_diff(b) {
        near @ 0..=4 => u64::from(near),
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}
