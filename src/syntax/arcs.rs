//! The state of the parser → features of the next action, and of the label of an arc.

#![allow(clippy::similar_names, clippy::too_many_lines)] // lists of features: s0 is the top of the stack, n0 the next node

use super::model::Model;
use super::table::keys;
use super::words::{Word, mix};
use crate::types::Tag;

/// How many features the next action has: those looked at first, those looked at where these leave a doubt, and the rest.
pub const OF_ACTION: [usize; 3] = [14, 14, 64];
/// How many features a label has, likewise.
pub const OF_LABEL: [usize; 3] = [10, 12, 29];

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

    /// What the features of the next action see.
    pub fn view(&self) -> View<'_> {
        let below = |depth: usize| self.stack.iter().rev().nth(depth).copied();
        let top = below(0);
        let s0 = self.node(top);
        let n0 = self.node(Some(self.buffer));
        let sh = self.node(s0.head);
        let between = top.map_or([0; 3], |top| self.between(top, self.buffer));
        let ahead = self.verbs.get(self.buffer as usize + 1).copied();
        View {
            s0,
            s1: self.node(below(1)),
            s2: self.node(below(2)),
            n0,
            n1: self.node(Some(self.buffer + 1)),
            n2: self.node(Some(self.buffer + 2)),
            n3: self.node(Some(self.buffer + 3)),
            before: self.node(self.buffer.checked_sub(1)),
            sh,
            shh: self.node(sh.head),
            left_of_s0: s0.left.map(|at| self.node(at)),
            right_of_s0: s0.right.map(|at| self.node(at)),
            left_of_n0: n0.left.map(|at| self.node(at)),
            distance: top.map_or(0, |top| distance(top, self.buffer)),
            crossed: between[0] + 3 * between[1] + 9 * between[2],
            marks_ahead: ahead.map_or(0, |verb| self.between(self.buffer, verb)[0].min(1)),
            ahead: self.node(ahead),
        }
    }

    /// What the features of the label between `child` and `head` see.
    pub fn arc(&self, child: u32, head: u32) -> Arc<'_> {
        let c = self.node(Some(child));
        let h = self.node(Some(head));
        let side = usize::from(child > head);
        let [same, other] = if side == 1 {
            [h.right[0], h.left[0]]
        } else {
            [h.left[0], h.right[0]]
        };
        Arc {
            c,
            h,
            grand: self.node(h.head),
            left: c.left.map(|at| self.node(at)),
            right: self.node(c.right[0]),
            sibling: self.node(same),
            other: self.node(other),
            before: self.node(child.checked_sub(1)),
            after: self.node(Some(child + 1)),
            head_before: self.node(head.checked_sub(1)),
            head_after: self.node(Some(head + 1)),
            way: distance(child, head) + if side == 1 { 100 } else { 0 },
            side: side as u64 + 1,
        }
    }
}

/// What the features of the next action see: the top of the stack `s0`, the nodes below it, its head, the head of that, the
/// next nodes, their outermost children, and what stands between.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    s0: &'a Node,
    s1: &'a Node,
    s2: &'a Node,
    n0: &'a Node,
    n1: &'a Node,
    n2: &'a Node,
    n3: &'a Node,
    before: &'a Node,
    sh: &'a Node,
    shh: &'a Node,
    left_of_s0: [&'a Node; 2],
    right_of_s0: [&'a Node; 2],
    left_of_n0: [&'a Node; 2],
    distance: u64,
    crossed: u64,
    marks_ahead: u64,
    ahead: &'a Node,
}

impl View<'_> {
    /// The keys of the features that are enough for most actions.
    pub fn first(&self) -> [u64; OF_ACTION[0]] {
        let Self {
            s0,
            s1,
            n0,
            n1,
            crossed,
            left_of_s0: [sl, _],
            left_of_n0: [nl, _],
            ..
        } = *self;
        let headed = u64::from(s0.head.is_some());
        keys!(
            101,
            [
                [n1.tag, 0, 0, 0],
                [sl.both, s0.tag, 0, 0],
                [nl.both, n0.tag, 0, 0],
                [s1.tag, s0.tag, n0.tag, 12],
                [n0.tag, n1.tag, 0, 0],
                [n0.form, 0, 0, 0],
                [s0.tag, n0.tag, crossed, 16],
                [n0.tag, 0, 0, 0],
                [s0.tag, headed, label(s0), 0],
                [n1.form, 0, 0, 0],
                [s0.tag, n0.tag, nl.tag, 0],
                [s0.form, s0.labels[1], 0, 5],
                [s0.tag, n0.tag, n1.tag, headed],
                [s1.form, s0.tag, n0.tag, 13],
            ],
        )
    }

    /// The keys of those that are enough for most others.
    pub fn second(&self) -> [u64; OF_ACTION[1]] {
        let Self {
            s0,
            n0,
            n1,
            n2,
            before,
            sh,
            distance,
            marks_ahead,
            ahead,
            left_of_s0: [sl, _],
            right_of_s0: [sr, _],
            left_of_n0: [nl, nl2],
            ..
        } = *self;
        let headed = u64::from(s0.head.is_some());
        keys!(
            115,
            [
                [n0.form, n0.labels[0], 0, 9],
                [s0.tag, sl.tag, n0.tag, 0],
                [s0.tag, s0.labels[1], n0.tag, n0.labels[0] ^ 0xb],
                [sh.tag, label(s0), n0.tag, 0],
                [s0.tag, n0.tag, ahead.tag, marks_ahead],
                [s0.form, headed, 0, 0],
                [n0.tag, nl.tag, nl2.tag, s0.tag],
                [s0.tag, sr.tag, n0.tag, 0],
                [s0.tag, s0.labels[0], n0.tag, 8],
                [n0.tag, n1.tag, n2.tag, 0],
                [sr.both, s0.tag, 0, 0],
                [n0.form, distance, 0, 0],
                [before.tag, n0.tag, s0.tag, 14],
                [n2.tag, 0, 0, 0],
            ],
        )
    }

    /// The keys of the rest.
    pub fn rest(&self) -> [u64; OF_ACTION[2]] {
        let Self {
            s0,
            s1,
            s2,
            n0,
            n1,
            n2,
            n3,
            sh,
            shh,
            distance,
            crossed,
            marks_ahead,
            ahead,
            left_of_s0: [sl, sl2],
            right_of_s0: [sr, sr2],
            left_of_n0: [nl, _],
            ..
        } = *self;
        let headed = u64::from(s0.head.is_some());
        keys!(
            129,
            [
                [s0.both, headed, 0, 0],
                [n0.both, 0, 0, 0],
                [n1.both, 0, 0, 0],
                [n2.both, 0, 0, 0],
                [s0.both, n0.both, 0, 0],
                [s0.both, n0.form, 0, 0],
                [s0.form, n0.both, 0, 0],
                [s0.both, n0.tag, headed, 0],
                [s0.tag, n0.both, headed, 0],
                [s0.form, n0.form, 0, 0],
                [s0.tag, n0.tag, headed, 0],
                [s0.tag, n0.tag, n1.tag, n2.tag],
                [s0.form, n0.tag, n1.tag, 0],
                [s0.tag, n0.form, n1.tag, 0],
                [s0.tag, n0.tag, n1.form, 0],
                [sh.tag, s0.tag, n0.tag, 0],
                [sh.tag, s0.tag, n0.tag, n1.tag],
                [s0.form, n0.form, nl.form, 0],
                [s0.form, n0.tag, nl.form, 0],
                [s0.tag, n0.form, nl.form, 0],
                [s0.form, distance, 0, 0],
                [s0.tag, distance, 0, 0],
                [n0.tag, distance, 0, 0],
                [s0.form, n0.form, distance, 0],
                [s0.tag, n0.tag, distance, headed],
                [s0.form, counts(s0, 1), counts(s0, 0), 1],
                [s0.tag, counts(s0, 1), counts(s0, 0), 2],
                [n0.form, counts(n0, 0), 0, 3],
                [n0.tag, counts(n0, 0), 0, 4],
                [sh.form, sh.tag, 0, 0],
                [sr.form, n0.form, 0, 0],
                [shh.tag, sh.tag, s0.tag, n0.tag],
                [s0.tag, sl.tag, sl2.tag, n0.tag],
                [s0.tag, sr.tag, sr2.tag, n0.tag],
                [s0.tag, s0.labels[1], n0.tag, 6],
                [s0.form, s0.labels[0], 0, 7],
                [n0.tag, n0.labels[0], s0.tag, 10],
                [s1.tag, s0.tag, n0.tag, n1.tag],
                [s0.ending, n0.ending, 0, 15],
                [n0.tag, n1.tag, n2.tag, n3.tag],
                [s0.form, n0.tag, crossed, 17],
                [s0.tag, n0.form, crossed, 18],
                [s0.tag, n0.tag, n1.tag, crossed ^ 0x13],
                [s0.tag, n0.both, ahead.tag, marks_ahead],
                [s0.tag, n0.tag, ahead.both, marks_ahead],
                [s1.tag, s0.tag, ahead.tag, n0.tag],
                [s0.tag, s0.labels[0], ahead.tag, n0.tag ^ marks_ahead],
                [s0.form, n0.form, crossed, headed],
                [s1.form, n0.form, 20, 0],
                [s1.both, n0.form, s0.tag, 21],
                [sh.form, n0.form, s0.tag, 22],
                [s1.form, s0.form, n0.tag, 23],
                [s0.form, n0.form, n1.tag, 24],
                [n0.form, n1.form, s0.tag, 25],
                [s0.form, n1.form, n0.tag, 26],
                [sl.form, n0.form, s0.tag, 27],
                [n0.form, s0.tag, n1.tag, n2.tag],
                [n0.form, s1.tag, s0.tag, n1.tag],
                [s2.tag, s1.tag, s0.tag, n0.tag],
                [label(s1), label(s0), s0.tag, n0.tag],
                [s0.tag, s0.labels[1], n0.form, n1.tag],
                [sr.form, s0.form, n0.tag, 28],
                [n0.form, n1.tag, n2.tag, n3.tag],
                [s1.form, s1.labels[1], n0.tag, 29],
            ],
        )
    }
}

/// What the features of the label of an arc see: the child `c`, its head `h`, their neighbours and relatives.
#[derive(Clone, Copy, Debug)]
pub struct Arc<'a> {
    c: &'a Node,
    h: &'a Node,
    grand: &'a Node,
    left: [&'a Node; 2],
    right: &'a Node,
    sibling: &'a Node,
    other: &'a Node,
    before: &'a Node,
    after: &'a Node,
    head_before: &'a Node,
    head_after: &'a Node,
    way: u64,
    side: u64,
}

impl Arc<'_> {
    /// The keys of the features that are enough for most labels.
    pub fn first(&self) -> [u64; OF_LABEL[0]] {
        let Self {
            c,
            h,
            side,
            left: [cl, cl2],
            ..
        } = *self;
        keys!(
            201,
            [
                [c.labels[0], h.labels[1], c.tag, side],
                [c.labels[0], c.form, side, 0],
                [label(cl), c.tag, h.tag, side],
                [c.labels[1], c.tag, h.tag, side],
                [c.form, side, 0, 0],
                [h.labels[0], h.labels[1], side, h.tag],
                [c.tag, side, 0, 0],
                [cl.form, c.tag, h.tag, side],
                [h.form, side, 0, 0],
                [cl.tag, cl2.tag, c.tag, h.tag],
            ],
        )
    }

    /// The keys of those that are enough for most others.
    pub fn second(&self) -> [u64; OF_LABEL[1]] {
        let Self {
            c,
            h,
            sibling,
            other,
            before,
            after,
            head_before,
            head_after,
            way,
            side,
            left: [cl, _],
            ..
        } = *self;
        keys!(
            211,
            [
                [sibling.tag, label(sibling), c.tag, side],
                [c.both, h.tag, way, 0],
                [before.form, c.tag, side, 0],
                [head_before.tag, h.tag, c.tag, side],
                [sibling.form, c.tag, h.tag, side],
                [other.tag, label(other), c.tag, side],
                [after.tag, c.tag, h.tag, side],
                [c.ending, h.tag, side, 0],
                [h.tag, side, 0, 0],
                [cl.form, h.form, side, 0],
                [head_after.tag, h.tag, c.tag, side],
                [c.both, side, 0, 0],
            ],
        )
    }

    /// The keys of the rest.
    pub fn rest(&self) -> [u64; OF_LABEL[2]] {
        let Self {
            c,
            h,
            grand,
            before,
            after,
            way,
            side,
            left: [cl, cl2],
            right: cr,
            ..
        } = *self;
        keys!(
            223,
            [
                [h.both, side, 0, 0],
                [c.tag, h.tag, side, 0],
                [c.tag, h.tag, way, 0],
                [c.form, h.tag, side, 0],
                [c.tag, h.form, side, 0],
                [c.form, h.form, side, 0],
                [c.tag, h.both, way, 0],
                [c.tag, h.ending, side, 0],
                [c.ending, h.ending, side, 0],
                [cl.form, c.form, side, 0],
                [cl.tag, c.tag, h.tag, side],
                [label(cl), c.tag, h.form, side],
                [cl2.form, c.tag, h.tag, side],
                [cr.form, c.tag, h.tag, side],
                [c.labels[0], c.tag, h.tag, side],
                [c.labels[0], c.tag, h.form, side],
                [h.labels[0], c.tag, h.tag, side],
                [h.labels[1], c.tag, h.tag, side],
                [h.labels[0], c.tag, h.form, side],
                [h.labels[1], c.tag, h.form, side],
                [c.labels[0], h.labels[0], c.tag, side],
                [before.tag, c.tag, h.tag, side],
                [label(h), h.tag, c.tag, side],
                [grand.tag, label(h), h.tag, c.tag],
                [c.form, cl.form, h.form, side],
                [c.form, after.form, h.tag, side],
                [c.both, h.both, way, 1],
                [h.form, h.labels[0], h.labels[1], c.tag],
                [grand.form, h.tag, c.tag, side],
            ],
        )
    }
}

fn counts(node: &Node, side: usize) -> u64 {
    u64::from(node.counts[side])
}

fn label(node: &Node) -> u64 {
    u64::from(node.label) + 1
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
