//! *X and Y are its rivals*: two subjects of which the parser made the first a sentence of its own.
//!
//! Owns two repairs of a noun that is the root without a predicate: a clause joined to it whose subject stands right behind
//! the conjunction, and a verb that goes on behind its relative clause. Takes a sentence's tokens; the clause becomes the
//! root, the nouns its coordinated subjects.

use crate::model::{Token, Upos, VerbForm};

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

/// *X, which sells pumps, was bought by Y*: the verb behind the comma that closes the relative clause is what the sentence says
/// of the noun, though the parser hung it somewhere in that clause.
pub(super) fn mend_predicates(tokens: &mut [Token]) {
    let Some(noun) = tokens.iter().position(|token| token.head.is_none()) else { return };
    let nominal = matches!(tokens[noun].upos, Upos::Noun | Upos::Propn);
    if !nominal || has_child(tokens, noun, &["cop", "nsubj", "aux", "case", "conj", "parataxis"]) {
        return;
    }
    let relative = (noun + 1..tokens.len()).find(|&at| {
        tokens[at].head == Some(noun) && &*tokens[at].deprel == "acl:relcl" && tokens[at].upos == Upos::Verb
    });
    let opens = tokens.get(noun + 1).is_some_and(|next| &*next.form == ",");
    let Some(relative) = relative.filter(|_| opens) else { return };
    let finite = |at: usize| tokens[at].morph.verb_form == Some(VerbForm::Fin);
    let found = (relative + 1..tokens.len()).find_map(|verb| {
        let left: Vec<usize> = (0..verb).filter(|&at| tokens[at].head == Some(verb)).collect();
        let auxiliaries: Vec<usize> = left.iter().copied().filter(|&at| tokens[at].relation() == "aux").collect();
        let says = tokens[verb].upos == Upos::Verb && (finite(verb) || auxiliaries.iter().any(|&at| finite(at)));
        let first = auxiliaries.first().copied().unwrap_or(verb);
        let closed = says && &*tokens[first - 1].form == "," && !has_child(tokens, verb, &["nsubj", "csubj", "mark"]);
        (closed && tokens[verb].head.is_some()).then_some((verb, first))
    });
    let Some((verb, first)) = found else { return };
    // What the clause has before its auxiliaries belongs to the one in front.
    let above = tokens[verb].head;
    for token in tokens[..first].iter_mut().filter(|token| token.head == Some(verb)) {
        token.head = above;
    }
    let passive = tokens.iter().any(|token| token.head == Some(verb) && &*token.deprel == "aux:pass");
    for token in tokens.iter_mut().filter(|token| token.head == Some(noun) && &*token.deprel == "punct") {
        token.head = Some(verb);
    }
    (tokens[verb].head, tokens[verb].deprel) = (None, "root".into());
    (tokens[noun].head, tokens[noun].deprel) = (Some(verb), if passive { "nsubj:pass" } else { "nsubj" }.into());
}

/// Whether a token is a predicate: a verb, or a noun or adjective with a copula.
fn says(tokens: &[Token], at: usize) -> bool {
    tokens[at].upos == Upos::Verb || has_child(tokens, at, &["cop"])
}
