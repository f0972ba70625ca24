//! Arc-hybrid transitions over a stack that many states share.
//!
//! Owns the transition system (Kuhlmann, Gómez-Rodríguez & Satta 2011) with one root that
//! stays at the stack's bottom. A stack is a linked list in an arena, as in Huang & Sagae
//! (2010): a transition adds at most one cell, so the states of a beam cost nothing to keep.

use super::features::{Word, mix};

/// A transition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    /// The first of the buffer goes onto the stack.
    Shift,
    /// The first of the buffer governs the top of the stack.
    Left,
    /// The second of the stack governs its top.
    Right,
}

impl Action {
    pub(crate) const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// What is counted between two words: verbs, commas, conjunctions, opening and closing brackets,
/// quotes, subordinators.
pub(crate) const KINDS: usize = 7;

/// A sentence as the parser sees it.
pub(crate) struct Input {
    /// The words, from index 1; index 0 stands for the root and for whatever is not there.
    words: Vec<Word>,
    /// Counts of what may stand between two nodes before each node.
    counts: Vec<[u16; KINDS]>,
    /// The label of adpositions.
    case_label: usize,
}

impl Input {
    /// Words, each with what it counts as.
    pub(crate) fn new(words: impl Iterator<Item = (Word, [bool; KINDS])>, case_label: usize) -> Self {
        let mut all = vec![Word { tag: 1, ..Word::default() }];
        let mut counts = vec![[0; KINDS]; 2];
        for (word, kinds) in words {
            let last = counts[counts.len() - 1];
            counts.push(std::array::from_fn(|kind| last[kind] + u16::from(kinds[kind])));
            all.push(word);
        }
        Self { words: all, counts, case_label }
    }

    pub(crate) fn length(&self) -> usize {
        self.words.len() - 1
    }

    /// The word of a node; the empty word for what lies outside the sentence.
    pub(crate) fn word(&self, node: usize) -> &Word {
        self.words.get(node).unwrap_or(&self.words[0])
    }

    /// Whether verbs, commas and conjunctions stand between two nodes, counted up to three.
    pub(crate) fn between(&self, a: usize, b: usize) -> u64 {
        let (low, high) = (a.min(b), a.max(b));
        if low == 0 || high <= low + 1 || high > self.length() {
            return 0;
        }
        let count = |kind: usize| u64::from((self.counts[high][kind] - self.counts[low + 1][kind]).min(3));
        count(0) * 16 + count(1) * 4 + count(2)
    }

    /// Which brackets and quotes open, close or stand between two nodes.
    pub(crate) fn enclosed(&self, a: usize, b: usize) -> u64 {
        let (low, high) = (a.min(b), a.max(b));
        if low == 0 || high <= low + 1 || high > self.length() {
            return 0;
        }
        let count = |kind: usize| u64::from((self.counts[high][kind] - self.counts[low + 1][kind]).min(2));
        count(3) * 27 + count(4) * 9 + count(5) * 3 + count(6)
    }
}

/// What hangs left and right of a node so far.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Sides {
    /// A set of labels as bits, by label modulo 64.
    pub(crate) labels: u64,
    /// The lemma of the adposition before the node.
    pub(crate) case: u64,
    /// The outermost and the next child on each side, by label; 0 for none.
    pub(crate) left_label: u8,
    pub(crate) left_second: u8,
    pub(crate) right_label: u8,
    pub(crate) right_second: u8,
    pub(crate) left_tag: u8,
    pub(crate) right_tag: u8,
    pub(crate) left_count: u8,
    pub(crate) right_count: u8,
}

impl Sides {
    fn with(&self, input: &Input, head: usize, dependent: usize, label: usize) -> Self {
        let (code, tag, before) = (label as u8 + 1, input.word(dependent).tag as u8, dependent < head);
        let mut sides = *self;
        sides.labels |= 1 << (label % 64);
        if before {
            sides.left_second = sides.left_label;
            sides.left_label = code;
            sides.left_tag = tag;
            sides.left_count = (sides.left_count + 1).min(3);
        } else {
            sides.right_second = sides.right_label;
            sides.right_label = code;
            sides.right_tag = tag;
            sides.right_count = (sides.right_count + 1).min(3);
        }
        if label == input.case_label && before {
            sides.case = input.word(dependent).lemma;
        }
        sides
    }

    /// The sides as one number, to know equal ones by.
    fn key(&self) -> u64 {
        let small = [
            self.left_label,
            self.left_second,
            self.right_label,
            self.right_second,
            self.left_tag,
            self.right_tag,
            self.left_count,
            self.right_count,
        ];
        mix(u64::from_le_bytes(small), &[self.labels, self.case])
    }
}

/// A node on the stack with what hangs on it and the cell below.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    node: usize,
    below: usize,
    sides: Sides,
    /// The node and its sides as one number.
    own: u64,
}

/// The cells of all stacks over one sentence; cell 0 is the root.
pub(crate) struct Stacks<'i> {
    pub(crate) input: &'i Input,
    cells: Vec<Cell>,
}

/// A parser state: the top cell of its stack, the first node of its buffer and what hangs on that.
#[derive(Debug, Clone, Copy)]
pub(crate) struct State {
    top: usize,
    next: usize,
    front: Sides,
}

/// What features look at: the top of the stack and the front of the buffer.
pub(crate) struct View<'s> {
    pub(crate) input: &'s Input,
    /// The three topmost nodes of the stack, 0 where there is none.
    pub(crate) stack: [usize; 3],
    pub(crate) sides: [&'s Sides; 2],
    /// The first node of the buffer, beyond the last when it is empty.
    pub(crate) next: usize,
    pub(crate) front: &'s Sides,
    /// The two topmost nodes with their sides, and the sides of the front, as numbers.
    pub(crate) own: [u64; 2],
    pub(crate) front_key: u64,
}

impl<'i> Stacks<'i> {
    pub(crate) fn new(input: &'i Input) -> Self {
        // Two for each word, and as many again for what other states of the beam add.
        let mut cells = Vec::with_capacity(4 * input.length() + 1);
        cells.push(Cell::default());
        Self { input, cells }
    }

    pub(crate) fn first() -> State {
        State { top: 0, next: 1, front: Sides::default() }
    }

    pub(crate) fn view<'s>(&'s self, state: &'s State) -> View<'s> {
        let top = &self.cells[state.top];
        let second = &self.cells[top.below];
        View {
            input: self.input,
            stack: [top.node, second.node, self.cells[second.below].node],
            sides: [&top.sides, &second.sides],
            next: state.next,
            front: &state.front,
            own: [top.own, second.own],
            front_key: state.front.key(),
        }
    }

    /// Puts a node on a stack; gives the new top.
    fn push(&mut self, node: usize, below: usize, sides: Sides) -> usize {
        let own = mix(node as u64, &[sides.key()]);
        self.cells.push(Cell { node, below, sides, own });
        self.cells.len() - 1
    }

    /// The state after an action, with the label of the arc it makes.
    pub(crate) fn after(&mut self, state: &State, action: Action, label: usize) -> State {
        let top = self.cells[state.top];
        match action {
            Action::Shift => {
                let top = self.push(state.next, state.top, state.front);
                State { top, next: state.next + 1, front: Sides::default() }
            }
            Action::Left => {
                let front = state.front.with(self.input, state.next, top.node, label);
                State { top: top.below, next: state.next, front }
            }
            // The root keeps no record of its one child.
            Action::Right if top.below == 0 => State { top: 0, ..*state },
            Action::Right => {
                let second = self.cells[top.below];
                let sides = second.sides.with(self.input, second.node, top.node, label);
                State { top: self.push(second.node, second.below, sides), ..*state }
            }
        }
    }
}

impl View<'_> {
    pub(crate) fn has_buffer(&self) -> bool {
        self.next <= self.input.length()
    }

    /// The first node of the buffer, 0 when it is empty.
    pub(crate) fn front_node(&self) -> usize {
        if self.has_buffer() { self.next } else { 0 }
    }

    /// The word at a depth of the stack.
    pub(crate) fn word(&self, depth: usize) -> &Word {
        self.input.word(self.stack[depth])
    }

    /// The word at a depth of the stack between its neighbours in the text.
    pub(crate) fn around_stack(&self, depth: usize) -> [&Word; 3] {
        let node = self.stack[depth];
        let after = if node > 0 { node + 1 } else { 0 };
        [node.saturating_sub(1), node, after].map(|node| self.input.word(node))
    }

    /// The word before the front of the buffer, the front and the two behind it.
    pub(crate) fn around_front(&self) -> [&Word; 4] {
        [self.next - 1, self.next, self.next + 1, self.next + 2].map(|node| self.input.word(node))
    }

    pub(crate) fn allows(&self, action: Action) -> bool {
        match action {
            Action::Shift => self.has_buffer(),
            Action::Left => self.stack[0] > 0 && self.has_buffer(),
            // One root: nothing hangs on it before the buffer is empty.
            Action::Right => self.stack[0] > 0 && (self.stack[1] > 0 || !self.has_buffer()),
        }
    }

    /// The arc that an allowed action makes: (head, dependent).
    pub(crate) fn arc(&self, action: Action) -> Option<(usize, usize)> {
        match action {
            Action::Shift => None,
            Action::Left => Some((self.next, self.stack[0])),
            Action::Right => Some((self.stack[1], self.stack[0])),
        }
    }

    /// The sides of the head of an arc, and the dependent's.
    pub(crate) fn arc_sides(&self, head: usize) -> [&Sides; 2] {
        [if head == self.next { self.front } else { self.sides[1] }, self.sides[0]]
    }
}
