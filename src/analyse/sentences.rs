//! Sentences: where the tokens of a block are divided.
//!
//! Owns the marks that end a sentence. Gives ranges of tokens; splits what is too long to
//! be one sentence.

use std::ops::Range;

use crate::model::Span;

/// Tokens after which a sentence is cut whatever it says, at the next mark if one is near.
const LONGEST: usize = 250;

/// The sentences of a block's surface words.
pub(crate) fn sentences(text: &str, tokens: &[Span]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let word = &text[tokens[at].start..tokens[at].end];
        let mut end = at + 1;
        let ends = is_end(word);
        if ends {
            while end < tokens.len()
                && is_closing(&text[tokens[end].start..tokens[end].end], tokens[end - 1].end, tokens[end])
            {
                end += 1;
            }
        }
        let long = end - start >= LONGEST && (is_pause(word) || end - start >= LONGEST + 50);
        if ends && opens(text, tokens, end) || long {
            found.push(start..end);
            start = end;
        }
        at = end;
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

fn is_end(word: &str) -> bool {
    word == "\u{2026}"
        || !word.is_empty() && word.chars().all(|c| matches!(c, '.' | '!' | '?' | '\u{203D}' | '\u{3002}'))
}

fn is_pause(word: &str) -> bool {
    matches!(word, "," | ";" | ":" | ")" | "-" | "\u{2013}" | "\u{2014}")
}

/// Quotes and brackets that close right after the end mark (French quotes after a blank).
fn is_closing(word: &str, before: usize, token: Span) -> bool {
    let touches = token.start == before;
    matches!(word, "\u{BB}" | "\u{201D}") || touches && matches!(word, "\"" | ")" | "]" | "'" | "\u{2019}")
}

/// Whether a sentence may begin at token `at`: not with a lower-case letter or a comma.
fn opens(text: &str, tokens: &[Span], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    // No blank between: a decimal, a file name, a mark inside brackets.
    if token.start == tokens[at - 1].end {
        return text[tokens[at - 1].start..tokens[at - 1].end].chars().any(|c| c != '.') && !starts_low(text, *token);
    }
    !starts_low(text, *token)
}

fn starts_low(text: &str, token: Span) -> bool {
    text[token.start..token.end]
        .chars()
        .next()
        .is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | ':' | ')' | '\u{BB}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(words: &[&str]) -> Vec<Range<usize>> {
        let mut text = String::new();
        let mut spans = Vec::new();
        for word in words {
            let start = text.len();
            text.push_str(word);
            spans.push(Span::new(start, text.len()));
            text.push(' ');
        }
        sentences(&text, &spans)
    }

    #[test]
    fn a_stop_before_a_capital_ends_a_sentence() {
        assert_eq!(
            split(&["Il", "part", ".", "Elle", "reste", "?", "\u{AB}", "Oui", ".", "\u{BB}", "Bien"]),
            [0..3, 3..6, 6..10, 10..11]
        );
    }

    #[test]
    fn an_ellipsis_before_a_small_letter_does_not() {
        assert_eq!(split(&["Il", "part", "\u{2026}", "puis", "revient", "."]).len(), 1);
    }

    #[test]
    fn an_endless_sentence_is_cut() {
        let words = vec!["mot"; 5000];
        let found = split(&words);
        assert!(found.iter().all(|range| range.len() <= LONGEST + 50));
        assert_eq!(found.iter().map(Range::len).sum::<usize>(), 5000);
    }
}
