//! A linear model: hashed features, one row of small integers each.
//!
//! Owns scoring. Rows are found by the hash of a feature modulo the table's size, as in
//! feature hashing (Weinberger et al. 2009); nothing is stored of the features themselves.

/// A table of `1 << bits` rows of `width` weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Weights {
    bits: u32,
    width: usize,
    cells: Vec<i8>,
}

impl Weights {
    /// The table of these cells, or `None` when their number is not `width << bits`.
    pub(crate) fn new(bits: u32, width: usize, cells: Vec<i8>) -> Option<Self> {
        (bits <= 24 && width > 0 && cells.len() == width << bits).then_some(Self { bits, width, cells })
    }

    #[cfg(feature = "train")]
    pub(crate) fn parts(&self) -> (u32, usize, &[i8]) {
        (self.bits, self.width, &self.cells)
    }

    /// Adds up the rows of `features` into `scores`, which holds `width` numbers.
    pub(crate) fn score(&self, features: &[u64], scores: &mut [i32]) {
        scores.fill(0);
        for &feature in features {
            let start = row(feature, self.bits) * self.width;
            for (score, &cell) in scores.iter_mut().zip(&self.cells[start..start + self.width]) {
                *score += i32::from(cell);
            }
        }
    }
}

/// The row of a feature in a table of `1 << bits` rows.
pub(crate) fn row(feature: u64, bits: u32) -> usize {
    // The high bits of a product mix best (Fibonacci hashing).
    (feature.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits)) as usize
}

/// The index of the highest score; the first of equals.
pub(crate) fn best<T: PartialOrd + Copy>(scores: &[T]) -> usize {
    let mut best = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = index;
        }
    }
    best
}
