//! A linear model: hashed features, one row of small integers each.
//!
//! Owns scoring. Rows are found by the hash of a feature modulo the table's size, as in
//! feature hashing (Weinberger et al. 2009); nothing is stored of the features themselves.

use std::io::Read;

/// Columns of a table that chooses among a few.
pub(crate) const FEW: usize = 4;

/// Anything that gives each column a score from hashed features: a table, or one being learnt.
pub(crate) trait Scorer {
    /// A row of a table of `FEW` columns, or a sum of such rows.
    type Row: Copy + Default;

    /// Columns of the table; a few at the end may stand for nothing.
    fn width(&self) -> usize;

    /// Begins to fetch the rows of `features`, which will be asked for soon.
    fn fetch(&self, _features: &[u64]) {}

    /// The rows of `features` in a table of `FEW` columns.
    fn rows(&self, features: &[u64], rows: &mut Vec<Self::Row>);

    /// The sum of rows.
    fn sum(rows: &[Self::Row]) -> Self::Row;

    /// The scores that a sum of rows gives the columns.
    fn columns(sum: Self::Row) -> [f32; FEW];

    /// Adds up the rows of `features` into `scores`, which holds `width` numbers.
    fn score(&self, features: &[u64], scores: &mut [f32]);
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
        if !(1..=24).contains(&bits) || !(1..=LINE).contains(&width) {
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

    /// The row of a feature, which has `N` cells with those that stand for nothing.
    fn cells<const N: usize>(&self, feature: u64) -> &[i8; N] {
        let row = row(feature, self.bits);
        let rows = self.lines[row / (LINE / N)].0.as_chunks().0;
        &rows[row % (LINE / N)]
    }

    /// Adds up rows of `N` cells.
    fn add<const N: usize>(&self, features: &[u64], scores: &mut [f32]) {
        debug_assert!(features.len() <= 256, "sums of 16 bits hold 258 weights");
        let mut sums = [0_i16; N];
        for &feature in features {
            for (sum, &cell) in sums.iter_mut().zip(self.cells::<N>(feature)) {
                *sum += i16::from(cell);
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score = f32::from(sum);
        }
    }
}

/// Four weights as one number: each times the power of `1 << 16` of its place. Such numbers are added up as the weights
/// would be each by itself, while no sum leaves 16 bits (arithmetic on several fields of a word at once, Lamport 1975).
fn packed(cells: [i8; FEW]) -> u64 {
    // Each plus 128, so that none is negative while they are moved apart.
    let bytes = u64::from(u32::from_le_bytes(cells.map(i8::cast_unsigned)) ^ 0x8080_8080);
    let pairs = (bytes | bytes << 16) & 0x0000_FFFF_0000_FFFF;
    let places = (pairs | pairs << 8) & 0x00FF_00FF_00FF_00FF;
    places.wrapping_sub(0x0080_0080_0080_0080)
}

/// Tells the processor that a line will be needed.
#[cfg(target_arch = "x86_64")]
fn prefetch(line: &Line) {
    safe_arch::prefetch_t0(line);
}

/// The same where nothing safe tells it: a look at the line, which is not waited for before others are under way.
#[cfg(not(target_arch = "x86_64"))]
fn prefetch(line: &Line) {
    std::hint::black_box(line.0[0]);
}

impl Scorer for Weights {
    type Row = u64;

    fn width(&self) -> usize {
        self.width
    }

    fn fetch(&self, features: &[u64]) {
        // Nearly all of the time of a look-up is waiting for memory; asked for before they are needed, rows are on their way
        // while the processor does something else.
        let per_line = (LINE / self.stride).trailing_zeros();
        features.iter().for_each(|&feature| prefetch(&self.lines[row(feature, self.bits) >> per_line]));
    }

    fn rows(&self, features: &[u64], rows: &mut Vec<u64>) {
        debug_assert!(features.len() <= 256, "sums of 16 bits hold 258 weights");
        rows.clear();
        rows.extend(features.iter().map(|&feature| packed(*self.cells(feature))));
    }

    fn sum(rows: &[u64]) -> u64 {
        rows.iter().fold(0, |sum, &row| sum.wrapping_add(row))
    }

    fn columns(sum: u64) -> [f32; FEW] {
        let mut rest = sum;
        std::array::from_fn(|_| {
            let lowest = rest as i16;
            rest = rest.wrapping_sub(lowest as u64) >> 16;
            f32::from(lowest)
        })
    }

    fn score(&self, features: &[u64], scores: &mut [f32]) {
        self.fetch(features);
        // The strides that there are, compiled apart, so that a row is added in one go.
        match self.stride {
            1 => self.add::<1>(features, scores),
            2 => self.add::<2>(features, scores),
            4 => self.add::<4>(features, scores),
            8 => self.add::<8>(features, scores),
            16 => self.add::<16>(features, scores),
            32 => self.add::<32>(features, scores),
            _ => self.add::<LINE>(features, scores),
        }
    }
}

/// The width of a table for so many columns: one that is added up fast.
#[cfg(feature = "train")]
pub(crate) fn width_for(columns: usize) -> usize {
    [FEW, 32, 48, LINE].into_iter().find(|&width| columns > 1 && columns <= width).unwrap_or(columns)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn summed(rows: &[u64]) -> [i32; FEW] {
        Weights::columns(Weights::sum(rows)).map(|score| score as i32)
    }

    #[test]
    fn packed_weights_add_up_as_each_by_itself() {
        let rows = [[-128, 127, -1, 0], [-128, 127, 1, 5], [7, -128, 0, -128]].map(packed);
        assert_eq!(summed(&rows), [-249, 126, 0, -123]);
        let most = [packed([-128, 127, -128, 127]); 256];
        assert_eq!(summed(&most), [-32768, 32512, -32768, 32512]);
    }

    #[test]
    fn both_ways_of_adding_rows_agree() {
        let cells: Vec<u8> = (0..64).map(|cell: u8| cell.wrapping_mul(37)).collect();
        let weights = Weights::read(4, FEW, &mut cells.as_slice()).expect("sixteen rows");
        let features: Vec<u64> = (0..40_u64).map(|feature| feature.wrapping_mul(0x9FB2_1C65_1E98_DF25)).collect();
        let (mut rows, mut scores) = (Vec::new(), [0.0; FEW]);
        weights.rows(&features, &mut rows);
        weights.score(&features, &mut scores);
        assert_eq!(summed(&rows), scores.map(|score| score as i32));
    }

    #[test]
    fn a_table_without_rows_is_none() {
        assert_eq!(Weights::read(0, FEW, &mut [0; 8].as_slice()), None);
        assert_eq!(Weights::read(3, FEW, &mut [0; 8].as_slice()), None);
    }
}
