//! How often an entry is right: counts measured on the cases, smoothed.
//!
//! Owns the estimate behind a statement's confidence. The counts stand in
//! `ontology/lexicon/measured.ttl`, written by the test of the construction matrix.

use super::{Frame, LexicalEntry};

/// Statements that an entry made on the cases, and how many of them were right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measured {
    /// Right statements.
    pub right: u32,
    /// All statements.
    pub found: u32,
}

/// How many statements of its frame an entry is thought to have made before any of its own (the prior
/// strength of a beta-binomial model; Gelman et al., Bayesian Data Analysis, 5.3).
const STRENGTH: f64 = 4.0;

/// Precision of a frame that no case has measured.
const PRIOR: f64 = 0.7;

impl Measured {
    fn add(self, other: Self) -> Self {
        Self { right: self.right + other.right, found: self.found + other.found }
    }

    fn towards(self, prior: f64) -> f64 {
        (f64::from(self.right) + STRENGTH * prior) / (f64::from(self.found) + STRENGTH)
    }
}

/// Gives every entry its precision: its own counts drawn towards those of its frame, and these towards
/// the prior.
pub(super) fn estimate(entries: &mut [LexicalEntry]) {
    let of_frame = |frame: Frame, entries: &[LexicalEntry]| {
        entries
            .iter()
            .filter(|entry| entry.frame == frame)
            .fold(Measured::default(), |sum, entry| sum.add(entry.measured))
    };
    let frames: Vec<f64> = Frame::ALL.into_iter().map(|(frame, _)| of_frame(frame, entries).towards(PRIOR)).collect();
    for entry in entries {
        entry.precision = entry.measured.towards(frames[entry.frame as usize]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_cases_move_little_and_many_move_much() {
        let few = Measured { right: 0, found: 1 }.towards(0.8);
        let many = Measured { right: 0, found: 40 }.towards(0.8);
        assert!(few > 0.6 && many < 0.1, "{few} {many}");
        assert!((Measured::default().towards(0.8) - 0.8).abs() < 1e-9);
    }
}
