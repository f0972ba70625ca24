//! Offsets in Unicode characters, as statements count them.
//!
//! Owns the way from the bytes of the analysis to the characters of RFC 5147.

use crate::model::Span;

/// Character counts at regular places of a text, so that no offset costs a walk from its start.
pub(super) struct Characters {
    /// Characters before byte `index * STEP` (rounded down to a character boundary).
    marks: Vec<usize>,
    text: String,
}

/// Bytes between two marks.
const STEP: usize = 1024;

impl Characters {
    pub(super) fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            while marks.len() * STEP <= byte {
                marks.push(count);
            }
        }
        Self { marks, text: text.to_owned() }
    }

    /// The span in characters from the start of the text.
    pub(super) fn range(&self, span: Span) -> (usize, usize) {
        (self.before(span.start), self.before(span.end))
    }

    /// The characters that start before `byte`.
    fn before(&self, byte: usize) -> usize {
        let mark = (byte / STEP).min(self.marks.len().saturating_sub(1));
        let Some(&count) = self.marks.get(mark) else { return 0 };
        // The mark counts the characters that start before the first boundary at or after it.
        let start = (mark * STEP..=byte).find(|&at| self.text.is_char_boundary(at)).unwrap_or(byte);
        count + if byte > start { self.text[start..byte].chars().count() } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_characters_and_not_bytes() {
        let text = "é".repeat(3000) + "x€y";
        let characters = Characters::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(characters.range(Span::new(byte, text.len())), (count, 3003));
        }
    }

    #[test]
    fn an_empty_text_has_no_characters() {
        assert_eq!(Characters::new("").range(Span::new(0, 0)), (0, 0));
    }
}
