//! *A maker of single-board computers*: compounds with a hyphen before a noun, where the parser made the first half the head.
//!
//! Owns one repair: the noun takes the place of the first half and what hangs on it, both halves modify the noun. Takes a
//! sentence's tokens; leaves hyphened participles before names to `compounds`.

use crate::model::{Token, Upos};

/// Gives each noun behind a hyphened compound the place that the first half of the compound has.
pub(super) fn mend(tokens: &mut [Token]) {
    for first in 0..tokens.len().saturating_sub(3) {
        let (hyphen, second, noun) = (first + 1, first + 2, first + 3);
        let touches = |at: usize| tokens[at].span.end == tokens[at + 1].span.start;
        let glued = &*tokens[hyphen].form == "-" && touches(first) && touches(hyphen) && !touches(second);
        let half = |at: usize| matches!(tokens[at].upos, Upos::Noun | Upos::Adj | Upos::Num);
        let headed = tokens[noun].upos == Upos::Noun
            && tokens[noun].head == Some(first)
            && matches!(tokens[noun].relation(), "conj" | "appos" | "dep" | "flat" | "compound" | "nmod")
            && tokens[second].head == Some(noun);
        if !glued || !headed || !half(first) || !half(second) {
            continue;
        }
        (tokens[noun].head, tokens[noun].deprel) = (tokens[first].head, tokens[first].deprel.clone());
        for at in (0..first).chain(noun + 1..tokens.len()) {
            let modifies = matches!(tokens[at].relation(), "compound" | "amod");
            if tokens[at].head == Some(first) && !(at < first && modifies) {
                tokens[at].head = Some(noun);
            }
        }
        (tokens[first].head, tokens[first].deprel) = (Some(noun), "compound".into());
    }
}
