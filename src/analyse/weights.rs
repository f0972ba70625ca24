//! A linear model: hashed features, one row of small integers each.
//!
//! Owns scoring. Rows are found by the hash of a feature modulo the table's size, as in
//! feature hashing (Weinberger et al. 2009); nothing is stored of the features themselves.

use std::io::Read;

/// Anything that gives each column a score from hashed features: a table, or one being learnt.
pub(crate) trait Scorer {
    /// Columns of the table; a few at the end may stand for nothing.
    fn width(&self) -> usize;

    /// Adds up `N` columns from `first` of the rows of `features` into the first `N` of `scores`.
    fn add<const N: usize>(&self, features: &[u64], first: usize, scores: &mut [f32]);

    /// Asks for the rows of `features` before the first is needed, so that memory answers for many at once.
    fn ask(&self, _features: &[u64]) {}

    /// Adds up the rows of `features` into `scores`, which holds `width` numbers.
    fn score(&self, features: &[u64], scores: &mut [f32]) {
        self.ask(features);
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

/// Cells of a line of the processor's cache.
const LINE: usize = 64;

/// Lines that are read at a time.
const READ_LINES: usize = 512;

/// As many weights as the processor fetches at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(align(64))]
struct Line([i8; LINE]);

impl Line {
    /// Rows of `width` cells, `stride` cells apart.
    fn new(cells: &[u8], width: usize, stride: usize) -> Self {
        let mut line = Self([0; LINE]);
        if width == stride {
            line.0.iter_mut().zip(cells).for_each(|(weight, &cell)| *weight = cell as i8);
        } else {
            for (row, cells) in line.0.chunks_exact_mut(stride).zip(cells.chunks_exact(width)) {
                row.iter_mut().zip(cells).for_each(|(weight, &cell)| *weight = cell as i8);
            }
        }
        line
    }
}

/// A table of `1 << bits` rows of `width` weights. A row that fits lies within one line: nearly every look-up waits for
/// memory, and a row across two lines would wait twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Weights {
    bits: u32,
    width: usize,
    /// Cells from one row to the next: a power of two.
    stride: usize,
    lines: Vec<Line>,
}

impl Weights {
    /// The table of the next `width << bits` cells of `source`; `None` when they end too soon or a row is longer than a line.
    pub(crate) fn read(bits: u32, width: usize, source: &mut impl Read) -> Option<Self> {
        if bits > 24 || !(1..=LINE).contains(&width) {
            return None;
        }
        let stride = width.next_power_of_two();
        let per_line = LINE / stride;
        let mut left = 1_usize << bits;
        let mut lines = Vec::with_capacity(left.div_ceil(per_line));
        let mut cells = vec![0; width * per_line * READ_LINES];
        while left > 0 {
            let rows = left.min(per_line * READ_LINES);
            source.read_exact(&mut cells[..rows * width]).ok()?;
            lines.extend(cells[..rows * width].chunks(width * per_line).map(|cells| Line::new(cells, width, stride)));
            left -= rows;
        }
        Some(Self { bits, width, stride, lines })
    }

    /// Bits, width and the cells as `read` takes them.
    #[cfg(feature = "train")]
    pub(crate) fn parts(&self) -> (u32, usize, Vec<u8>) {
        let rows = self.lines.iter().flat_map(|line| line.0.chunks_exact(self.stride));
        let cells = rows.flat_map(|row| &row[..self.width]).flat_map(|cell| cell.to_le_bytes());
        (self.bits, self.width, cells.take(self.width << self.bits).collect())
    }

    /// `N` cells from `first` of the row of a feature.
    fn cells<const N: usize>(&self, feature: u64, first: usize) -> &[i8; N] {
        let start = row(feature, self.bits) * self.stride + first;
        let line = &self.lines[start / LINE].0;
        line[start % LINE..start % LINE + N].try_into().expect("a slice of N")
    }
}

impl Scorer for Weights {
    fn width(&self) -> usize {
        self.width
    }

    fn ask(&self, features: &[u64]) {
        // Nothing but the look at each row counts: the processor waits for none of them until all are under way.
        std::hint::black_box(features.iter().fold(0, |seen, &feature| seen ^ self.cells::<1>(feature, 0)[0]));
    }

    fn add<const N: usize>(&self, features: &[u64], first: usize, scores: &mut [f32]) {
        debug_assert!(features.len() <= 256, "sums of 16 bits hold 258 weights");
        let mut sums = [0_i16; N];
        for &feature in features {
            for (sum, &cell) in sums.iter_mut().zip(self.cells::<N>(feature, first)) {
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
