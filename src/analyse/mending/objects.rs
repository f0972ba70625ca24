//! Objects behind an insertion: *X has developed, with the University of Y, a new valve*, *bought X and, a year later, Y*.
//!
//! Owns two repairs: the parser hangs such an object on the noun of the insertion, or makes two of a row. Takes a sentence's
//! tokens, gives heads and relations as before.

use crate::model::{Token, Upos};

use super::{descends, has_child};

/// Gives each verb the object that an insertion parts from it.
pub(super) fn mend(tokens: &mut [Token]) {
    for verb in 0..tokens.len() {
        if let Some(object) = parted(tokens, verb).filter(|&object| !descends(tokens, verb, object)) {
            tokens[object].head = Some(verb);
            tokens[object].deprel = "obj".into();
        }
    }
}

/// *Bought X in 2018 and, a year later, Y*: a second object with a conjunction of its own is joined to the first.
pub(super) fn join(tokens: &mut [Token]) {
    for second in 1..tokens.len() {
        let Some(verb) = tokens[second].head.filter(|&verb| verb < second && tokens[second].relation() == "obj") else {
            continue;
        };
        let own = |at: usize| tokens[at].head == Some(second) && tokens[at].relation() == "cc";
        let first = (verb + 1..second).find(|&at| tokens[at].head == Some(verb) && tokens[at].relation() == "obj");
        if let Some(first) = first.filter(|&first| (first + 1..second).any(own)) {
            tokens[second].head = Some(first);
            tokens[second].deprel = "conj".into();
        }
    }
}

/// The noun with an article behind the second comma, where the verb has no object and an adpositional phrase stands
/// between the commas.
fn parted(tokens: &[Token], verb: usize) -> Option<usize> {
    let is_comma = |at: usize| tokens.get(at).is_some_and(|token| &*token.form == ",");
    let passive = || tokens.iter().any(|token| token.head == Some(verb) && &*token.deprel == "aux:pass");
    let active = tokens[verb].upos == Upos::Verb && !has_child(tokens, verb, &["obj", "xcomp", "ccomp"]) && !passive();
    if !active || !is_comma(verb + 1) || tokens.get(verb + 2)?.upos != Upos::Adp && &*tokens[verb + 2].deprel != "case"
    {
        return None;
    }
    let inserted = tokens[verb + 2].head.filter(|&noun| tokens[noun].head == Some(verb))?;
    let close = (inserted + 1..tokens.len()).find(|&at| is_comma(at))?;
    let opens = tokens.get(close + 1).filter(|token| token.upos == Upos::Det)?;
    let object = opens.head.filter(|&noun| noun > close && tokens[noun].upos == Upos::Noun)?;
    let hung = tokens[object].head.is_some_and(|head| (verb + 2..close).contains(&head));
    (hung && matches!(&*tokens[object].deprel, "appos" | "conj" | "nmod" | "dep")).then_some(object)
}
