//! Rows of obliques whose marker stands once: *présent dans le négoce maritime, le fret et l'immobilier*.
//!
//! Owns that one repair: parsers hang the second member of such a row on the verb, without a marker, and the last on the
//! second. Takes a sentence with its tree and its times; changes no row that no conjunction closes. What stands right behind the
//! first `joined` has put there before.

use crate::model::analysis::TimeExpression;
use crate::model::{Token, Upos};

/// Hangs each such second member on the first.
pub(super) fn mend(tokens: &mut [Token], times: &[TimeExpression]) {
    for second in 2..tokens.len() {
        if let Some(first) = first_of(tokens, second).filter(|_| !times.iter().any(|it| it.tokens.contains(&second))) {
            tokens[second].head = Some(first);
            tokens[second].deprel = "conj".into();
        }
    }
}

/// The marked oblique before the unmarked one at `second` that a comma sets apart and a conjunction goes on from.
fn first_of(tokens: &[Token], second: usize) -> Option<usize> {
    let oblique = |at: usize| tokens[at].deprel.starts_with("obl") && tokens[at].upos == Upos::Noun;
    let verb = tokens[second].head.filter(|&verb| oblique(second) && verb < second)?;
    let below = |at: usize, relation: &str| {
        (0..tokens.len()).find(|&child| tokens[child].head == Some(at) && &*tokens[child].deprel == relation)
    };
    if below(second, "case").is_some() || below(second, "nummod").is_some() || below(second, "det").is_none() {
        return None;
    }
    let last = below(second, "conj").filter(|&last| last > second && tokens[last].upos == Upos::Noun)?;
    below(last, "cc").filter(|_| below(last, "case").is_none())?;
    let comma = (verb + 1..second).rev().find(|&at| &*tokens[at].form == ",")?;
    let inside = |at: usize| matches!(tokens[at].upos, Upos::Det | Upos::Adj);
    let first = (verb + 1..comma).rev().find(|&at| tokens[at].head == Some(verb) && oblique(at))?;
    let marked = below(first, "case").is_some();
    let tight = (comma + 1..second).all(inside) && (first + 1..comma).all(|at| tokens[at].upos != Upos::Verb);
    (marked && tight).then_some(first)
}
