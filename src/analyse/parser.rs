//! Dependency parsing: a beam over arc-hybrid transitions.
//!
//! Owns decoding. Three actions are scored and summed over the sentence (Zhang & Clark
//! 2008); a second model labels each arc as it is made. Equal views of different states are
//! scored once. Time is linear in the sentence.

use super::arcs;
use super::transitions::{Action, Input, Stacks, State, View};
use super::weights::{Scorer, best};

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

/// Scores that have been computed at the present transition, by what was seen.
struct Seen<T> {
    rows: Vec<(u64, T)>,
}

impl<T: Copy> Seen<T> {
    fn get(&mut self, key: u64, compute: impl FnOnce() -> T) -> T {
        if let Some((_, value)) = self.rows.iter().find(|(other, _)| *other == key) {
            return *value;
        }
        let value = compute();
        self.rows.push((key, value));
        value
    }
}

/// Room that scoring needs again and again.
#[derive(Default)]
pub(crate) struct Scratch {
    features: Vec<u64>,
    scores: Vec<f32>,
}

impl<S: Scorer> Parser<'_, S> {
    pub(crate) fn action_scores(&self, view: &View<'_>, scratch: &mut Scratch) -> [f32; 3] {
        arcs::actions(view, &mut scratch.features);
        scratch.scores.resize(self.actions.width(), 0.0);
        self.actions.score(&scratch.features, &mut scratch.scores);
        [scratch.scores[0], scratch.scores[1], scratch.scores[2]]
    }

    pub(crate) fn label(&self, view: &View<'_>, head: usize, scratch: &mut Scratch) -> usize {
        arcs::labels(view, head, &mut scratch.features);
        scratch.scores.resize(self.labeller.width(), 0.0);
        self.labeller.score(&scratch.features, &mut scratch.scores);
        best(&scratch.scores[..self.label_count])
    }

    /// Searches the derivations of a sentence.
    pub(crate) fn search(&self, input: &Input, beam: Beam) -> Search {
        let mut stacks = Stacks::new(input);
        let mut items = vec![Item { score: 0.0, state: Stacks::first(), last: None }];
        let mut search = Search::default();
        let mut scratch = Scratch::default();
        let mut candidates: Vec<(f32, usize, Action)> = Vec::new();
        let (mut scored, mut labelled) = (Seen { rows: Vec::new() }, Seen { rows: Vec::new() });
        for _ in 0..2 * input.length() {
            candidates.clear();
            scored.rows.clear();
            labelled.rows.clear();
            for (index, item) in items.iter().enumerate() {
                let view = stacks.view(&item.state);
                let mut compute = || self.action_scores(&view, &mut scratch);
                let of_action = if items.len() == 1 { compute() } else { scored.get(view.key(), compute) };
                let allowed = Action::ALL.into_iter().filter(|&action| view.allows(action));
                candidates.extend(allowed.map(|action| (item.score + of_action[action as usize], index, action)));
            }
            // Stable, so that of equals the earlier state and the earlier action win.
            candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
            candidates.truncate(beam.width);
            let floor = candidates.first().map_or(0.0, |first| first.0) - beam.margin;
            candidates.retain(|candidate| candidate.0 >= floor);
            let mut next = Vec::with_capacity(candidates.len());
            for &(score, index, action) in &candidates {
                let item = &items[index];
                let view = stacks.view(&item.state);
                let label = view.arc(action).map_or(0, |(head, _)| {
                    let mut compute = || self.label(&view, head, &mut scratch);
                    if candidates.len() == 1 { compute() } else { labelled.get(view.key() ^ action as u64, compute) }
                });
                search.steps.push(Step { before: item.last, action, label });
                let last = search.steps.len() - 1;
                next.push(Item { score, state: stacks.after(&item.state, action, label), last: Some(last) });
            }
            let Some(first) = next.first() else { break };
            search.best.push((first.score, search.steps.len() - next.len()));
            items = next;
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
