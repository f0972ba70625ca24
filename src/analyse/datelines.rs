//! Datelines: *Paris, le 12 mars 2024 – X annonce*.
//!
//! Owns where the line of place and date ends that opens a press release. Takes the words of a block; gives how many belong
//! to it. They make a sentence of their own, so that the place is no subject of what follows.

use crate::model::Span;

/// A dateline has no more words.
const LONGEST: usize = 12;

/// How many words of a block are a dateline with its dash; `None` when it opens with something else.
pub(super) fn end(text: &str, tokens: &[Span]) -> Option<usize> {
    let word = |at: usize| &text[tokens[at].start..tokens[at].end];
    let dash = (2..tokens.len().min(LONGEST)).find(|&at| matches!(word(at), "-" | "\u{2013}" | "\u{2014}" | "--"))?;
    let spaced = tokens[dash - 1].end < tokens[dash].start;
    let last = if word(dash - 1) == ")" { dash - 2 } else { dash - 1 };
    let begins = word(0).starts_with(|c: char| c.is_uppercase() || c == '(');
    let parted = (0..last).any(|at| word(at) == ",");
    (spaced && begins && parted && is_dated(word(last)) && dash + 1 < tokens.len()).then_some(dash + 1)
}

/// Whether a word is a year or ends in one.
fn is_dated(word: &str) -> bool {
    let year = word.rsplit(['/', '.', '-']).next().unwrap_or_default();
    year.len() == 4 && (year.starts_with("19") || year.starts_with("20")) && year.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Span> {
        let mut start = 0;
        let word = |word: &str| {
            let span = Span::new(start, start + word.len());
            start = span.end + 1;
            span
        };
        text.split(' ').map(word).collect()
    }

    #[test]
    fn a_place_and_a_date_before_a_dash_open_a_release() {
        let dateline = "Lyon , le 3 mai 2021 \u{2013} Zorvex annonce";
        assert_eq!(end(dateline, &words(dateline)), Some(7));
        let plain = "Zorvex , fondée en 2021 par Krobel \u{2013} un ingénieur";
        assert_eq!(end(plain, &words(plain)), None);
    }
}
