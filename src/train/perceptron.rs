//! The averaged perceptron (Collins 2002) over hashed features.
//!
//! Owns the weights while they are learnt and their rounding to small integers.

use crate::analyse::weights::{Weights, row};

/// A table being learnt.
pub(super) struct Perceptron {
    bits: u32,
    width: usize,
    weights: Vec<f32>,
    /// Sum over the steps of each weight, kept lazily: weight times the step of its change.
    totals: Vec<f64>,
    step: f64,
}

impl Perceptron {
    pub(super) fn new(bits: u32, width: usize) -> Self {
        Self { bits, width, weights: vec![0.0; width << bits], totals: vec![0.0; width << bits], step: 1.0 }
    }

    pub(super) fn score(&self, features: &[u64], scores: &mut [f32]) {
        scores.fill(0.0);
        for &feature in features {
            let start = row(feature, self.bits) * self.width;
            for (score, weight) in scores.iter_mut().zip(&self.weights[start..start + self.width]) {
                *score += weight;
            }
        }
    }

    /// One example has been seen.
    pub(super) fn tick(&mut self) {
        self.step += 1.0;
    }

    /// Moves the weights of `features` for one column.
    pub(super) fn update(&mut self, features: &[u64], column: usize, amount: f32) {
        for &feature in features {
            let cell = row(feature, self.bits) * self.width + column;
            self.weights[cell] += amount;
            self.totals[cell] += self.step * f64::from(amount);
        }
    }

    /// The averaged weights, scaled so that the largest becomes 127.
    pub(super) fn finish(self) -> Weights {
        let averaged: Vec<f64> = self
            .weights
            .iter()
            .zip(&self.totals)
            .map(|(&weight, total)| f64::from(weight) - total / self.step)
            .collect();
        let largest = averaged.iter().fold(1e-9_f64, |largest, weight| largest.max(weight.abs()));
        let cells = averaged.iter().map(|weight| (weight / largest * 127.0).round() as i8).collect();
        Weights::new(self.bits, self.width, cells).expect("the table keeps its shape")
    }
}
