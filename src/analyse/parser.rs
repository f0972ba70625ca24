//! Dependency parsing: a beam over arc-hybrid transitions.
//!
//! Owns decoding. Three actions are scored and summed over the sentence (Zhang & Clark
//! 2008); a second model labels each arc as it is made. Equal views of different states are
//! scored once. Time is linear in the sentence.

use super::arcs::{self, PARTS};
use super::transitions::{Action, Input, Stacks, State, View};
use super::weights::{FEW, Scorer, best, row};

/// How wide the search is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beam {
    /// States kept at each step; one is greedy.
    pub(crate) width: usize,
    /// States this far behind the best are dropped.
    pub(crate) margin: f32,
}

/// The scorers of a parser, and what they are shown.
pub(crate) struct Parser<'m, S> {
    pub(crate) actions: &'m S,
    pub(crate) labeller: &'m S,
    pub(crate) label_count: usize,
}

/// A step of a derivation: the one before it, the action, the label of its arc.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) before: Option<usize>,
    pub(crate) action: Action,
    pub(crate) label: usize,
}

/// What a search found.
#[derive(Debug, Default)]
pub(crate) struct Search {
    pub(crate) steps: Vec<Step>,
    /// After each transition, the score of the best state and its last step.
    pub(crate) best: Vec<(f32, usize)>,
}

struct Item {
    score: f32,
    state: State,
    last: Option<usize>,
}

/// Room that scoring needs again and again, and the sums of parts of the features that were seen in the sentence.
pub(crate) struct Scratch<R> {
    features: Vec<u64>,
    rows: Vec<R>,
    scores: Vec<f32>,
    sums: Vec<[Sum<R>; SLOTS]>,
    labels: Vec<(Option<u64>, usize)>,
}

impl<R: Copy + Default> Default for Scratch<R> {
    fn default() -> Self {
        Self {
            features: Vec::new(),
            rows: Vec::new(),
            scores: Vec::new(),
            sums: vec![[Sum::default(); SLOTS]; PARTS],
            labels: vec![(None, 0); SLOTS],
        }
    }
}

/// The sum of a part's weights, with what it was computed from.
#[derive(Clone, Copy, Default)]
struct Sum<R> {
    key: Option<u64>,
    row: R,
}

/// Sums kept of each part, and labels.
const SLOTS: usize = 64;

/// Where the sum of a key is kept.
fn slot(key: u64) -> usize {
    row(key, SLOTS.trailing_zeros())
}

impl<S: Scorer> Parser<'_, S> {
    pub(crate) fn action_scores(&self, view: &View<'_>, scratch: &mut Scratch<S::Row>) -> [f32; FEW] {
        let Scratch { features, rows, sums, .. } = scratch;
        let keys = arcs::keys(view);
        // The last part looks at all that the others do, so what is kept of it is the whole sum.
        let whole = &sums[PARTS - 1][slot(keys[PARTS - 1])];
        if whole.key == Some(keys[PARTS - 1]) {
            return S::columns(whole.row);
        }
        features.clear();
        let mut ends = [0; PARTS];
        for number in 0..PARTS {
            let start = features.len();
            if sums[number][slot(keys[number])].key != Some(keys[number]) {
                arcs::part(view, number, features);
                self.actions.fetch(&features[start..]);
            }
            ends[number] = features.len();
        }
        self.actions.rows(features, rows);
        let (mut parts, mut start) = ([S::Row::default(); PARTS], 0);
        for number in 0..PARTS {
            let sum = &mut sums[number][slot(keys[number])];
            if ends[number] > start {
                *sum = Sum { key: Some(keys[number]), row: S::sum(&rows[start..ends[number]]) };
            }
            parts[number] = sum.row;
            start = ends[number];
        }
        let total = S::sum(&parts);
        sums[PARTS - 1][slot(keys[PARTS - 1])].row = total;
        S::columns(total)
    }

    pub(crate) fn label(&self, view: &View<'_>, head: usize, scratch: &mut Scratch<S::Row>) -> usize {
        let Scratch { features, scores, labels, .. } = scratch;
        let key = arcs::label_key(view, head);
        let kept = &mut labels[slot(key)];
        if kept.0 != Some(key) {
            arcs::labels(view, head, features);
            scores.resize(self.labeller.width(), 0.0);
            self.labeller.score(features, scores);
            *kept = (Some(key), best(&scores[..self.label_count]));
        }
        kept.1
    }

    /// Searches the derivations of a sentence.
    pub(crate) fn search(&self, input: &Input, beam: Beam) -> Search {
        let mut stacks = Stacks::new(input);
        let mut items = vec![Item { score: 0.0, state: Stacks::first(), last: None }];
        let mut search = Search::default();
        let mut scratch = Scratch::default();
        let mut candidates: Vec<(f32, usize, Action)> = Vec::new();
        let mut next: Vec<Item> = Vec::new();
        for _ in 0..2 * input.length() {
            candidates.clear();
            for (index, item) in items.iter().enumerate() {
                let view = stacks.view(&item.state);
                let of_action = self.action_scores(&view, &mut scratch);
                let allowed = Action::ALL.into_iter().filter(|&action| view.allows(action));
                candidates.extend(allowed.map(|action| (item.score + of_action[action as usize], index, action)));
            }
            // Stable, so that of equals the earlier state and the earlier action win.
            candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
            candidates.truncate(beam.width);
            let floor = candidates.first().map_or(0.0, |first| first.0) - beam.margin;
            candidates.retain(|candidate| candidate.0 >= floor);
            next.clear();
            for &(score, index, action) in &candidates {
                let item = &items[index];
                let view = stacks.view(&item.state);
                let label = view.arc(action).map_or(0, |(head, _)| self.label(&view, head, &mut scratch));
                search.steps.push(Step { before: item.last, action, label });
                let last = search.steps.len() - 1;
                next.push(Item { score, state: stacks.after(&item.state, action, label), last: Some(last) });
            }
            let Some(first) = next.first() else { break };
            search.best.push((first.score, search.steps.len() - next.len()));
            std::mem::swap(&mut items, &mut next);
        }
        search
    }

    /// Heads (0 is the root) and labels of the nodes 1..=n; index 0 is unused.
    pub(crate) fn parse(&self, input: &Input, beam: Beam) -> (Vec<usize>, Vec<usize>) {
        let search = self.search(input, beam);
        tree(input, &search.derivation(search.best.last().map(|best| best.1)))
    }
}

impl Search {
    /// The steps that lead to `last`, in order.
    pub(crate) fn derivation(&self, last: Option<usize>) -> Vec<Step> {
        let before = |&step: &usize| self.steps[step].before;
        let mut steps: Vec<Step> = std::iter::successors(last, before).map(|step| self.steps[step]).collect();
        steps.reverse();
        steps
    }
}

/// The heads and labels that a derivation builds.
fn tree(input: &Input, derivation: &[Step]) -> (Vec<usize>, Vec<usize>) {
    let (mut heads, mut labels) = (vec![0; input.length() + 1], vec![0; input.length() + 1]);
    let mut stack = vec![0];
    let mut next = 1;
    for step in derivation {
        if step.action == Action::Shift {
            stack.push(next);
            next += 1;
            continue;
        }
        let Some(dependent) = stack.pop() else { break };
        heads[dependent] = if step.action == Action::Left { next } else { stack.last().copied().unwrap_or(0) };
        labels[dependent] = step.label;
    }
    (heads, labels)
}
