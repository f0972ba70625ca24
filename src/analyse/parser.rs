//! Dependency parsing: greedy arc-hybrid transitions.
//!
//! Owns the transition system (Kuhlmann, Gómez-Rodríguez & Satta 2011; dynamic oracle of
//! Goldberg & Nivre 2013) and decoding. Three actions are scored; a second model labels
//! each arc as it is made. Time is linear in the sentence.

use super::features::{self, Word};
use super::weights::{Weights, best};

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

/// What hangs left and right of a node so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sides {
    pub(crate) left_label: u64,
    pub(crate) right_label: u64,
    pub(crate) right_second: u64,
    pub(crate) left_tag: u64,
    pub(crate) right_tag: u64,
    pub(crate) left_count: u64,
    pub(crate) right_count: u64,
    /// A set of labels as bits, by label modulo 64.
    pub(crate) labels: u64,
}

/// A parser state over nodes 1..=n; 0 is the root, at the stack's bottom.
pub(crate) struct State<'w> {
    words: &'w [Word],
    stack: Vec<usize>,
    next: usize,
    heads: Vec<usize>,
    labels: Vec<usize>,
    sides: Vec<Sides>,
    case: Vec<u64>,
    /// Counts of verbs, commas and conjunctions before each node, for what stands between two.
    counts: Vec<[u16; 3]>,
    case_label: usize,
}

impl<'w> State<'w> {
    /// The first state of a sentence. `words[0]` is unused; `case_label` is the label of adpositions;
    /// `counted` says of each node whether it is a verb, a comma or a conjunction.
    pub(crate) fn new(words: &'w [Word], case_label: usize, counted: impl Fn(usize) -> [bool; 3]) -> Self {
        let nodes = words.len();
        let mut counts = vec![[0; 3]; nodes + 1];
        for node in 1..nodes {
            let kinds = counted(node);
            counts[node + 1] = std::array::from_fn(|kind| counts[node][kind] + u16::from(kinds[kind]));
        }
        Self {
            words,
            stack: vec![0],
            next: 1,
            heads: vec![0; nodes],
            labels: vec![0; nodes],
            sides: vec![Sides::default(); nodes],
            case: vec![0; nodes],
            counts,
            case_label,
        }
    }

    pub(crate) fn length(&self) -> usize {
        self.words.len() - 1
    }

    pub(crate) fn word(&self, node: usize) -> Word {
        self.words[node]
    }

    /// The node `depth` below the top of the stack, the root left out.
    pub(crate) fn stack(&self, depth: usize) -> Option<usize> {
        self.stack.len().checked_sub(depth + 1).map(|index| self.stack[index]).filter(|&node| node > 0)
    }

    pub(crate) fn buffer(&self, ahead: usize) -> Option<usize> {
        Some(self.next + ahead).filter(|&node| node < self.words.len())
    }

    pub(crate) fn children(&self, node: usize) -> Sides {
        self.sides[node]
    }

    pub(crate) fn case_of(&self, node: usize) -> u64 {
        self.case[node]
    }

    /// Whether verbs, commas and conjunctions stand between two nodes, counted up to three.
    pub(crate) fn between(&self, a: usize, b: usize) -> u64 {
        let (low, high) = (a.min(b), a.max(b));
        let count = |kind: usize| u64::from(self.counts[high][kind].saturating_sub(self.counts[low + 1][kind]).min(3));
        if high <= low + 1 { 0 } else { count(0) * 16 + count(1) * 4 + count(2) }
    }

    pub(crate) fn is_final(&self) -> bool {
        self.stack.len() == 1 && self.buffer(0).is_none()
    }

    pub(crate) fn allows(&self, action: Action) -> bool {
        match action {
            Action::Shift => self.buffer(0).is_some(),
            Action::Left => self.stack(0).is_some() && self.buffer(0).is_some(),
            // One root: nothing hangs on it before the buffer is empty.
            Action::Right => self.stack(0).is_some() && (self.stack(1).is_some() || self.buffer(0).is_none()),
        }
    }

    /// The arc that an action makes: (head, dependent).
    pub(crate) fn arc(&self, action: Action) -> Option<(usize, usize)> {
        let top = self.stack(0)?;
        match action {
            Action::Shift => None,
            Action::Left => Some((self.buffer(0)?, top)),
            Action::Right => Some((self.stack(1).unwrap_or(0), top)),
        }
    }

    /// Applies an action, with the label of the arc it makes.
    pub(crate) fn apply(&mut self, action: Action, label: usize) {
        match self.arc(action) {
            None => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Some((head, dependent)) => {
                self.stack.pop();
                self.heads[dependent] = head;
                self.labels[dependent] = label;
                self.record(head, dependent, label);
            }
        }
    }

    fn record(&mut self, head: usize, dependent: usize, label: usize) {
        let (code, tag) = (label as u64 + 1, self.words[dependent].tag);
        let sides = &mut self.sides[head];
        sides.labels |= 1 << (label % 64);
        if dependent < head {
            sides.left_label = code;
            sides.left_tag = tag;
            sides.left_count = (sides.left_count + 1).min(3);
        } else {
            sides.right_second = sides.right_label;
            sides.right_label = code;
            sides.right_tag = tag;
            sides.right_count = (sides.right_count + 1).min(3);
        }
        if label == self.case_label && dependent < head {
            self.case[head] = self.words[dependent].lemma;
        }
    }

    /// Gold arcs that an action makes unreachable, for the dynamic oracle. `gold[n]` is the head of node n.
    #[cfg(feature = "train")]
    pub(crate) fn cost(&self, action: Action, gold: &[usize]) -> usize {
        let (top, front) = (self.stack(0), self.buffer(0));
        let in_buffer = |node: usize| node >= self.next;
        let waiting_children = |node: usize| (self.next..self.words.len()).filter(|&other| gold[other] == node).count();
        match action {
            Action::Left => {
                let (Some(top), Some(front)) = (top, front) else { return usize::MAX };
                let head = gold[top];
                // The root stays within reach until the end.
                let lost = head != front && (in_buffer(head) || head == 0 || Some(head) == self.stack(1));
                usize::from(lost) + waiting_children(top)
            }
            Action::Right => {
                let Some(top) = top else { return usize::MAX };
                let to_root = gold[top] == 0 && self.stack(1).is_some();
                usize::from(in_buffer(gold[top]) || to_root) + waiting_children(top)
            }
            Action::Shift => {
                let Some(front) = front else { return usize::MAX };
                let below = &self.stack[..self.stack.len() - 1];
                let head_lost = gold[front] != 0 && below.contains(&gold[front]);
                let children_lost = self.stack.iter().filter(|&&node| node > 0 && gold[node] == front).count();
                usize::from(head_lost) + children_lost
            }
        }
    }
}

/// Heads (0 is the root) and labels of the nodes 1..=n; index 0 is unused.
pub(crate) fn parse(
    mut state: State<'_>,
    actions: &Weights,
    labels: &Weights,
    label_count: usize,
) -> (Vec<usize>, Vec<usize>) {
    let (mut features, mut scores, mut label_scores) = (Vec::new(), [0; 3], vec![0; label_count]);
    while !state.is_final() {
        features::parsing(&state, &mut features);
        actions.score(&features, &mut scores);
        let chosen = Action::ALL
            .into_iter()
            .filter(|&action| state.allows(action))
            .max_by_key(|&action| (scores[action as usize], std::cmp::Reverse(action as usize)));
        let Some(action) = chosen else { break };
        let label = state.arc(action).map_or(0, |(head, dependent)| {
            features::labelling(&state, head, dependent, &mut features);
            labels.score(&features, &mut label_scores);
            best(&label_scores)
        });
        state.apply(action, label);
    }
    (state.heads, state.labels)
}
