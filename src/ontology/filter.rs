//! A filter before a table of words: most words that are looked up are not there.
//!
//! Owns the bits that tell so from a word's length and both ends, without a hash of all its bytes (Bloom 1970, with one
//! hash). Takes the words of a table as they join it; leaves the table to who has it.

/// Bits of a filter for each word in it, at least.
const BITS: usize = 8;

/// Which words a table may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    /// A power of two of them.
    bits: Vec<u64>,
}

impl Default for Filter {
    fn default() -> Self {
        Self { bits: vec![0; 8] }
    }
}

impl Filter {
    /// Whether a word may be in the table; if not, it is not.
    pub(crate) fn passes(&self, word: &str) -> bool {
        let (at, bit) = self.place(word);
        self.bits[at] & bit != 0
    }

    /// Lets a word pass that joins the words of a table.
    pub(crate) fn add<'w>(&mut self, word: &str, table: impl ExactSizeIterator<Item = &'w str>) {
        if (table.len() + 1) * BITS > self.bits.len() * 64 {
            self.bits = vec![0; self.bits.len() * 2];
            table.for_each(|word| self.set(word));
        }
        self.set(word);
    }

    fn set(&mut self, word: &str) {
        let (at, bit) = self.place(word);
        self.bits[at] |= bit;
    }

    /// Where the bit of a word is, and the bit.
    fn place(&self, word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let byte = |index: usize| bytes.get(index).map_or(0, |&byte| u64::from(byte));
        let ends = [0, 1, 2, bytes.len().wrapping_sub(2), bytes.len().wrapping_sub(1)].map(byte);
        let key = ends.into_iter().fold(bytes.len() as u64, |key, byte| key << 8 | byte);
        // The upper half of a product mixes best (Fibonacci hashing).
        let mixed = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed >> 32) as usize & (self.bits.len() - 1), 1 << (mixed >> 58))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_table_is_kept_out_and_most_others_are() {
        let word = |letter: char, number: usize| format!("{letter}{}x{number}", number % 61);
        let words: Vec<String> = (0..3000).map(|number| word('w', number)).collect();
        let mut filter = Filter::default();
        for (at, word) in words.iter().enumerate() {
            filter.add(word, words[..at].iter().map(String::as_str));
        }
        assert!(words.iter().all(|word| filter.passes(word)));
        assert!((0..3000).filter(|&number| filter.passes(&word('q', number))).count() < 1000);
    }
}
