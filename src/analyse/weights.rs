//! A linear model: hashed features, one row of small integers each.
//!
//! Owns scoring. Rows are found by the hash of a feature modulo the table's size, as in
//! feature hashing (Weinberger et al. 2009); nothing is stored of the features themselves.

/// Anything that gives each column a score from hashed features: a table, or one being learnt.
pub(crate) trait Scorer {
    /// Columns of the table; a few at the end may stand for nothing.
    fn width(&self) -> usize;

    /// Adds up `N` columns from `first` of the rows of `features` into the first `N` of `scores`.
    fn add<const N: usize>(&self, features: &[u64], first: usize, scores: &mut [f32]);

    /// Adds up the rows of `features` into `scores`, which holds `width` numbers.
    fn score(&self, features: &[u64], scores: &mut [f32]) {
        // The usual widths are compiled apart, so that a row is added in one go.
        match self.width() {
            4 => self.add::<4>(features, 0, scores),
            32 => self.add::<32>(features, 0, scores),
            48 => self.add::<48>(features, 0, scores),
            64 => self.add::<64>(features, 0, scores),
            width => (0..width).for_each(|column| self.add::<1>(features, column, &mut scores[column..=column])),
        }
    }
}

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
}

impl Scorer for Weights {
    fn width(&self) -> usize {
        self.width
    }

    fn add<const N: usize>(&self, features: &[u64], first: usize, scores: &mut [f32]) {
        debug_assert!(features.len() <= 256, "sums of 16 bits hold 258 weights");
        let mut sums = [0_i16; N];
        for &feature in features {
            let start = row(feature, self.bits) * self.width + first;
            let cells: &[i8; N] = self.cells[start..start + N].try_into().expect("a slice of N");
            for (sum, &cell) in sums.iter_mut().zip(cells) {
                *sum += i16::from(cell);
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score = f32::from(sum);
        }
    }
}

/// The width of a table for so many columns: one that is added up fast.
#[cfg(feature = "train")]
pub(crate) fn width_for(columns: usize) -> usize {
    [4, 32, 48, 64].into_iter().find(|&width| columns > 1 && columns <= width).unwrap_or(columns)
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
