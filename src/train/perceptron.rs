//! The averaged perceptron (Collins 2002) over hashed features.
//!
//! Owns the weights while they are learnt, the sum of several that were learnt in another
//! order, and their rounding to small integers.

use crate::analyse::weights::{FEW, Scorer, Weights, row, width_for};

/// A table being learnt.
pub(super) struct Perceptron {
    bits: u32,
    width: usize,
    weights: Vec<f32>,
    /// Sum over the steps of each weight, kept lazily: weight times the step of its change.
    totals: Vec<f64>,
    step: f64,
}

impl Scorer for Perceptron {
    type Row = [f32; FEW];

    fn width(&self) -> usize {
        self.width
    }

    fn rows(&self, features: &[u64], rows: &mut Vec<Self::Row>) {
        rows.clear();
        rows.extend(features.iter().map(|&feature| *self.cells(feature, 0)));
    }

    fn sum(rows: &[Self::Row]) -> Self::Row {
        let mut sum = [0.0; FEW];
        rows.iter().for_each(|row| sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight));
        sum
    }

    fn columns(sum: Self::Row) -> [f32; FEW] {
        sum
    }

    fn score(&self, features: &[u64], scores: &mut [f32]) {
        // The usual widths are compiled apart, so that a row is added in one go.
        match self.width {
            FEW => self.add::<FEW>(features, 0, scores),
            32 => self.add::<32>(features, 0, scores),
            48 => self.add::<48>(features, 0, scores),
            64 => self.add::<64>(features, 0, scores),
            width => (0..width).for_each(|column| self.add::<1>(features, column, &mut scores[column..=column])),
        }
    }
}

impl Perceptron {
    /// `N` weights from `first` of the row of a feature.
    fn cells<const N: usize>(&self, feature: u64, first: usize) -> &[f32; N] {
        let start = row(feature, self.bits) * self.width + first;
        self.weights[start..start + N].try_into().expect("a slice of N")
    }

    fn add<const N: usize>(&self, features: &[u64], first: usize, scores: &mut [f32]) {
        let mut sums = [0.0; N];
        for &feature in features {
            sums.iter_mut().zip(self.cells::<N>(feature, first)).for_each(|(sum, weight)| *sum += weight);
        }
        scores[..N].copy_from_slice(&sums);
    }

    /// A table of zeros for so many columns.
    pub(super) fn new(bits: u32, columns: usize) -> Self {
        let width = width_for(columns);
        Self { bits, width, weights: vec![0.0; width << bits], totals: vec![0.0; width << bits], step: 1.0 }
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

    /// The weights averaged over all steps.
    pub(super) fn finish(self) -> Averaged {
        let step = self.step;
        let average = |(&weight, total): (&f32, &f64)| (f64::from(weight) - total / step) as f32;
        Averaged {
            bits: self.bits,
            width: self.width,
            cells: self.weights.iter().zip(&self.totals).map(average).collect(),
        }
    }
}

/// Averaged weights, before they are rounded.
pub(super) struct Averaged {
    bits: u32,
    width: usize,
    cells: Vec<f32>,
}

impl Averaged {
    /// The sum of several tables: the scores of a linear model are linear in its weights, so one
    /// table decides as all of them would together.
    pub(super) fn sum(tables: Vec<Self>) -> Self {
        let add = |mut sum: Self, other: Self| {
            sum.cells.iter_mut().zip(&other.cells).for_each(|(cell, more)| *cell += more);
            sum
        };
        tables.into_iter().reduce(add).expect("one table or more was learnt")
    }

    /// The weights scaled so that the largest becomes 127.
    pub(super) fn round(&self) -> Weights {
        let largest = self.cells.iter().fold(1e-9_f32, |largest, weight| largest.max(weight.abs()));
        let cells: Vec<u8> =
            self.cells.iter().flat_map(|weight| ((weight / largest * 127.0).round() as i8).to_le_bytes()).collect();
        Weights::read(self.bits, self.width, &mut cells.as_slice()).expect("the table keeps its shape")
    }
}
