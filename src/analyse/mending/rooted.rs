//! *X and Y are its rivals*: two subjects of which the parser made the first a sentence of its own.
//!
//! Owns one repair: a noun that is the root without a predicate, and a clause joined to it whose subject stands right behind
//! the conjunction. Takes a sentence's tokens; the clause becomes the root, the nouns its coordinated subjects.

use crate::model::{Token, Upos};

use super::has_child;

/// Joins the first subject of a clause to the second.
pub(super) fn mend(tokens: &mut [Token]) {
    let Some(first) = tokens.iter().position(|token| token.head.is_none()) else { return };
    let nominal = matches!(tokens[first].upos, Upos::Noun | Upos::Propn);
    if !nominal || has_child(tokens, first, &["cop", "nsubj", "aux", "case", "acl", "parataxis"]) {
        return;
    }
    let clause =
        (first + 1..tokens.len()).find(|&at| tokens[at].head == Some(first) && tokens[at].relation() == "conj");
    let Some(clause) = clause.filter(|&clause| says(tokens, clause)) else { return };
    let of_clause = |relation: &str| {
        (first + 1..clause).find(|&at| tokens[at].head == Some(clause) && tokens[at].relation() == relation)
    };
    let (Some(joint), Some(second)) = (of_clause("cc"), of_clause("nsubj")) else { return };
    let bare = (first + 1..joint).all(|at| tokens[at].upos != Upos::Punct && tokens[at].upos != Upos::Verb);
    let plural = (joint + 1..second).all(|at| !matches!(tokens[at].upos, Upos::Punct | Upos::Verb | Upos::Aux));
    if joint > second || !bare || !plural || tokens[second].upos == Upos::Pron {
        return;
    }
    let relation = tokens[second].deprel.clone();
    for token in tokens.iter_mut().filter(|token| token.head == Some(first) && &*token.deprel == "punct") {
        token.head = Some(clause);
    }
    (tokens[clause].head, tokens[clause].deprel) = (None, "root".into());
    (tokens[first].head, tokens[first].deprel) = (Some(clause), relation);
    (tokens[second].head, tokens[second].deprel) = (Some(first), "conj".into());
    tokens[joint].head = Some(second);
}

/// Whether a token is a predicate: a verb, or a noun or adjective with a copula.
fn says(tokens: &[Token], at: usize) -> bool {
    tokens[at].upos == Upos::Verb || has_child(tokens, at, &["cop"])
}
