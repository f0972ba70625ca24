//! Learning to parse: derivations that the beam should prefer.
//!
//! Owns the oracle and the updates at the point of maximum violation (Huang, Fayong & Guo
//! 2012), and the lessons of the labeller along the derivations that were found.

use crate::analyse::arcs;
use crate::analyse::parser::{Beam, Parser, Scratch, Step};
use crate::analyse::transitions::{Action, Input, Stacks, State};

use super::lessons::{Dice, Exercise};
use super::perceptron::{Averaged, Perceptron};
use crate::analyse::weights::{Scorer, Weights, best};

/// Bits of the tables.
const ACTION_BITS: u32 = 21;
const LABEL_BITS: u32 = 17;

/// States kept while learning.
const WIDTH: usize = 8;

/// Learns actions and labels, once for each seed, and sums up what was learnt.
pub(super) fn parser(exercises: &[Exercise], labels: usize, epochs: usize, seeds: &[u64]) -> (Weights, Weights) {
    let golds: Vec<Vec<Action>> =
        exercises.iter().map(|exercise| oracle(&exercise.input, &projective(&exercise.heads))).collect();
    let learnt = in_pairs(seeds, |seed| once(exercises, &golds, labels, epochs, seed));
    let (actions, labellers): (Vec<_>, Vec<_>) = learnt.into_iter().unzip();
    (Averaged::sum(actions).round(), Averaged::sum(labellers).round())
}

/// What each seed gives, two at a time, in the order of the seeds.
pub(super) fn in_pairs<T: Send>(seeds: &[u64], learn: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let pair = |pair: &[u64]| {
        std::thread::scope(|scope| {
            let threads: Vec<_> = pair
                .iter()
                .map(|&seed| {
                    scope.spawn({
                        let learn = &learn;
                        move || learn(seed)
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().expect("learning does not panic")).collect::<Vec<_>>()
        })
    };
    seeds.chunks(2).flat_map(pair).collect()
}

fn once(
    exercises: &[Exercise],
    golds: &[Vec<Action>],
    labels: usize,
    epochs: usize,
    seed: u64,
) -> (Averaged, Averaged) {
    let mut school =
        School { actions: Perceptron::new(ACTION_BITS, 3), labeller: Perceptron::new(LABEL_BITS, labels), labels };
    let mut order: Vec<usize> = (0..exercises.len()).collect();
    let mut dice = Dice::new(seed);
    for epoch in 0..epochs {
        dice.shuffle(&mut order);
        for &index in &order {
            school.teach(&exercises[index], &golds[index], epoch == 0);
        }
    }
    (school.actions.finish(), school.labeller.finish())
}

struct School {
    actions: Perceptron,
    labeller: Perceptron,
    labels: usize,
}

impl School {
    fn teach(&mut self, exercise: &Exercise, gold: &[Action], first: bool) {
        let parser = Parser { actions: &self.actions, labeller: &self.labeller, label_count: self.labels };
        let search = parser.search(&exercise.input, Beam { width: WIDTH, margin: f32::INFINITY });
        let (gold_steps, gold_scores) = replay(&parser, &exercise.input, gold);
        let found = search.derivation(search.best.last().map(|best| best.1));
        // The transition at which the best wrong derivation is furthest ahead of the right one.
        let worst = search
            .best
            .iter()
            .zip(&gold_scores)
            .map(|(best, gold)| best.0 - gold)
            .enumerate()
            .fold((0, f32::NEG_INFINITY), |worst, (at, gap)| if gap >= worst.1 { (at, gap) } else { worst });
        let same = |a: &[Step], b: &[Step]| a.iter().zip(b).all(|(a, b)| a.action == b.action);
        if !same(&found, &gold_steps) {
            let wrong = search.derivation(search.best.get(worst.0).map(|best| best.1));
            let agreed = wrong.iter().zip(&gold_steps).take_while(|(a, b)| a.action == b.action).count();
            self.learn(&exercise.input, &gold_steps[..wrong.len()], agreed, 1.0);
            self.learn(&exercise.input, &wrong, agreed, -1.0);
        }
        self.actions.tick();
        self.label(exercise, if first { &gold_steps } else { &found });
    }

    /// Moves the weights of a derivation's actions from step `from` on.
    fn learn(&mut self, input: &Input, steps: &[Step], from: usize, amount: f32) {
        let mut features = Vec::new();
        walk(input, steps, |stacks, state, at, step| {
            if at >= from {
                arcs::actions(&stacks.view(state), &mut features);
                self.actions.update(&features, step.action as usize, amount);
            }
        });
    }

    /// Teaches the labels of those arcs of a derivation that are right.
    fn label(&mut self, exercise: &Exercise, steps: &[Step]) {
        let mut features = Vec::new();
        let mut scores = vec![0.0; self.labeller.width()];
        walk(&exercise.input, steps, |stacks, state, _, step| {
            let view = stacks.view(state);
            let Some((head, dependent)) = view.arc(step.action) else { return };
            if exercise.heads[dependent] != head || head == 0 {
                return;
            }
            arcs::labels(&view, head, &mut features);
            self.labeller.score(&features, &mut scores);
            let (guess, gold) = (best(&scores[..self.labels]), exercise.labels[dependent]);
            if guess != gold {
                self.labeller.update(&features, gold, 1.0);
                self.labeller.update(&features, guess, -1.0);
            }
            self.labeller.tick();
        });
    }
}

/// Goes through the states of a derivation, each shown before its step is taken.
fn walk(input: &Input, steps: &[Step], mut show: impl FnMut(&Stacks<'_>, &State, usize, &Step)) {
    let mut stacks = Stacks::new(input);
    let mut state = Stacks::first();
    for (at, step) in steps.iter().enumerate() {
        show(&stacks, &state, at, step);
        state = stacks.after(&state, step.action, step.label);
    }
}

/// The steps of a sequence of actions with the labels the model gives, and the score after each.
fn replay(parser: &Parser<'_, Perceptron>, input: &Input, actions: &[Action]) -> (Vec<Step>, Vec<f32>) {
    let mut stacks = Stacks::new(input);
    let mut state = Stacks::first();
    let mut scratch = Scratch::default();
    let (mut steps, mut scores, mut score) = (Vec::new(), Vec::new(), 0.0);
    for &action in actions {
        let view = stacks.view(&state);
        score += parser.action_scores(&view, &mut scratch)[action as usize];
        let label = view.arc(action).map_or(0, |(head, _)| parser.label(&view, head, &mut scratch));
        state = stacks.after(&state, action, label);
        steps.push(Step { before: None, action, label });
        scores.push(score);
    }
    (steps, scores)
}

/// The actions that build a projective tree: arcs as early as they can be made.
fn oracle(input: &Input, heads: &[usize]) -> Vec<Action> {
    let mut waiting = vec![0_usize; heads.len()];
    heads[1..].iter().for_each(|&head| waiting[head] += 1);
    let mut stacks = Stacks::new(input);
    let mut state = Stacks::first();
    let mut actions = Vec::with_capacity(2 * input.length());
    for _ in 0..2 * input.length() {
        let view = stacks.view(&state);
        let [top, second, _] = view.stack;
        let complete = top > 0 && waiting[top] == 0;
        let action = if complete && view.has_buffer() && heads[top] == view.next {
            Action::Left
        } else if complete && view.allows(Action::Right) && heads[top] == second {
            Action::Right
        } else if view.has_buffer() {
            Action::Shift
        } else {
            Action::Right
        };
        if let Some((head, _)) = view.arc(action) {
            waiting[head] = waiting[head].saturating_sub(1);
        }
        state = stacks.after(&state, action, 0);
        actions.push(action);
    }
    actions
}

/// The heads with each crossing arc lifted until none crosses (Nivre & Nilsson 2005).
fn projective(heads: &[usize]) -> Vec<usize> {
    let mut heads = heads.to_vec();
    let below = |heads: &[usize], node: usize, head: usize| {
        std::iter::successors(Some(node), |&node| (node > 0).then(|| heads[node]))
            .take(heads.len())
            .any(|at| at == head)
    };
    loop {
        let crossing = |&node: &usize| {
            let (low, high) = (node.min(heads[node]), node.max(heads[node]));
            (low + 1..high).any(|between| !below(&heads, between, heads[node]))
        };
        let shortest = (1..heads.len()).filter(crossing).min_by_key(|&node| node.abs_diff(heads[node]));
        let Some(node) = shortest else { return heads };
        heads[node] = heads[heads[node]];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossing_arcs_are_lifted() {
        // 1 <- 3, 2 <- 4, 3 root, 4 <- 3: the arc from 4 to 2 crosses that from 3 to 1.
        assert_eq!(projective(&[0, 3, 4, 0, 3]), [0, 3, 3, 0, 3]);
    }
}
