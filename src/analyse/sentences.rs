//! Sentences: where the tokens of a block are divided.
//!
//! Owns the places where a sentence may end and the cut of what is too long to be one; a
//! trained model decides (as in Read et al. 2012 and UDPipe, from the words around, not from
//! rules for marks). Gives ranges of tokens.

use std::ops::Range;

use crate::model::Span;

use super::features::{self, Shape};
use super::weights::{Scorer, Weights};

/// Tokens after which a sentence is cut whatever it says, at the next mark if one is near.
const LONGEST: usize = 250;

/// Marks that may close after the end of a sentence.
const CLOSING: usize = 3;

/// The sentences of a block's surface words.
pub(crate) fn sentences(text: &str, tokens: &[Span], model: &Weights) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut gap = Gap::default();
    let (mut features, mut scores) = (Vec::new(), vec![0.0; model.width()]);
    for end in 1..=tokens.len() {
        gap.pass(&text[tokens[end - 1].start..tokens[end - 1].end]);
        let length = end - gap.start;
        let long = length >= LONGEST
            && (is_pause(&text[tokens[end - 1].start..tokens[end - 1].end]) || length >= LONGEST + 50);
        let ends = end == tokens.len()
            || long
            || may_end(text, tokens, end) && {
                gap.features(text, tokens, end, &mut features);
                model.score(&features, &mut scores);
                scores[0] > 0.0
            };
        if ends {
            found.push(gap.start..end);
            gap = Gap::starting(end);
        }
    }
    found
}

/// What is known of the sentence before a place where it may end.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Gap {
    start: usize,
    /// Straight quotes so far, odd or even.
    quoted: bool,
    /// Brackets and slanted quotes that are open.
    depth: usize,
}

impl Gap {
    pub(crate) fn starting(start: usize) -> Self {
        Self { start, ..Self::default() }
    }

    /// Another token belongs to the sentence.
    pub(crate) fn pass(&mut self, word: &str) {
        match word {
            "\"" => self.quoted = !self.quoted,
            "(" | "[" | "\u{AB}" | "\u{201C}" => self.depth += 1,
            ")" | "]" | "\u{BB}" | "\u{201D}" => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// Features of the place before token `end`.
    pub(crate) fn features(&self, text: &str, tokens: &[Span], end: usize, out: &mut Vec<u64>) {
        let shape = |at: Option<usize>| {
            let token = at.filter(|&at| at >= self.start).and_then(|at| tokens.get(at));
            token.map(|token| Shape::new(&text[token.start..token.end])).unwrap_or_default()
        };
        let around = [end.checked_sub(3), end.checked_sub(2), end.checked_sub(1), Some(end), Some(end + 1)].map(shape);
        let touches = tokens[end - 1].end == tokens[end].start;
        let first = shape(Some(self.start));
        let open = [u64::from(self.quoted), self.depth.min(2) as u64, u64::from(touches)];
        features::ending(&around, first, (end - self.start) as u64, open, out);
    }
}

/// Whether a sentence may end before token `at`: only behind a mark, with quotes and brackets that
/// close after it. A capital alone does not begin a sentence: it is a name far more often, and
/// titles stand on lines of their own.
pub(crate) fn may_end(text: &str, tokens: &[Span], at: usize) -> bool {
    let word = |at: usize| &text[tokens[at].start..tokens[at].end];
    let mark = |word: &str| word.ends_with(['.', '!', '?', '\u{2026}', '\u{203D}', '\u{3002}']);
    let closing = |word: &str| matches!(word, "\u{BB}" | "\u{201D}" | "\"" | ")" | "]" | "'" | "\u{2019}");
    let closed = (1..=CLOSING).take_while(|&back| back < at && closing(word(at - back))).count();
    mark(word(at - 1 - closed))
}

fn is_pause(word: &str) -> bool {
    matches!(word, "," | ";" | ":" | ")" | "-" | "\u{2013}" | "\u{2014}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_sentence_is_cut() {
        let text = "mot ".repeat(5000);
        let tokens: Vec<Span> = (0..5000).map(|at| Span::new(at * 4, at * 4 + 3)).collect();
        let blank = Weights::read(4, 1, &mut [0; 16].as_slice()).expect("the table has its shape");
        let found = sentences(&text, &tokens, &blank);
        assert!(found.iter().all(|range| range.len() <= LONGEST + 50));
        assert_eq!(found.iter().map(Range::len).sum::<usize>(), 5000);
    }

    #[test]
    fn a_sentence_may_end_behind_a_mark_but_not_before_a_capital() {
        let text = "Il part. \" Elle Bien";
        let tokens = [0..2, 3..7, 7..8, 9..10, 11..15, 16..20].map(|range| Span::new(range.start, range.end));
        let places: Vec<usize> = (1..tokens.len()).filter(|&at| may_end(text, &tokens, at)).collect();
        assert_eq!(places, [3, 4]);
    }
}
