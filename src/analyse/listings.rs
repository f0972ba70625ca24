//! Where shares are listed, told in brackets behind a name: *(Nasdaq: ABC)*, *(TSX-V: ABC, OTC: ABCDF)*, *(ABC.N)*.
//!
//! Owns what such a bracket looks like. Takes the words of a block; gives them without it, since no grammar holds it and
//! nothing is said in it. Leaves other brackets (a sign, an earlier name, a place) to the parser.

use crate::model::Span;

/// Words of the longest bracket that is looked at.
const LONGEST: usize = 24;

/// Letters and digits of the longest code.
const CODE: usize = 7;

/// The words without brackets that only tell a listing.
pub(super) fn left_out(text: &str, tokens: &[Span]) -> Vec<Span> {
    let word = |span: &Span| &text[span.start..span.end];
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(&span) = tokens.get(at) {
        let opens = at > 0 && word(&span) == "(";
        let closing = || tokens[at + 1..].iter().take(LONGEST).position(|span| word(span) == ")");
        let listing = |&length: &usize| {
            let words: Vec<&str> = tokens[at + 1..=at + length].iter().map(word).collect();
            words.split(|word| matches!(*word, "," | ";")).all(is_listing)
        };
        if let Some(length) = opens.then(closing).flatten().filter(listing) {
            at += length + 2;
        } else {
            kept.push(span);
            at += 1;
        }
    }
    kept
}

/// An exchange with a capital, a colon and a code; or a code and the letters of its exchange behind a dot.
fn is_listing(words: &[&str]) -> bool {
    let Some(colon) = words.iter().position(|&word| word == ":") else {
        let [word] = words else { return false };
        let parts = word.split_once('.');
        return parts.is_some_and(|(code, place)| is_code(code) && is_code(place) && code.len() > 1 && place.len() < 3);
    };
    let (exchange, code) = (&words[..colon], &words[colon + 1..]);
    exchange.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        && !code.is_empty()
        && code.len() < 4
        && code.iter().all(|word| is_code(word) || matches!(*word, "." | "-" | ":"))
}

fn is_code(word: &str) -> bool {
    let mut letters = word.chars();
    word.len() <= CODE && !word.is_empty() && letters.all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> String {
        let tokens = text.split(' ').map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            Span::new(start, start + word.len())
        });
        left_out(text, &tokens.collect::<Vec<_>>())
            .iter()
            .map(|span| &text[span.start..span.end])
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_listing_is_left_out() {
        assert_eq!(kept("Vexora ( Nasdaq : VXR ) grew"), "Vexora grew");
        assert_eq!(kept("Vexora ( TSX-V : VXR , OTC : VXRAF ) grew"), "Vexora grew");
        assert_eq!(kept("Vexora ( Euronext Paris : VXR ) grew"), "Vexora grew");
        assert_eq!(kept("Vexora ( VXR.N ) grew"), "Vexora grew");
    }

    #[test]
    fn other_brackets_stay() {
        for text in
            ["Vexora ( VXR ) grew", "Vexora ( formerly : Orbal ) grew", "Vexora ( Lyon , France ) grew", "( A : B )"]
        {
            assert_eq!(kept(text), text);
        }
    }
}
