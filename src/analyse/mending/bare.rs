//! Relative clauses without a pronoun, whose subject the parser took for the name of the noun before it: *the drone X
//! unveiled costs $900*, *X sold Y, the firm Z founded in 2010*.
//!
//! Owns that one repair. A verb behind a noun with an article and a name lacks an object, and either the verb that goes on has no subject
//! of its own or a name stands before the comma, which the noun describes. Takes a sentence, gives a tree as before.

use crate::model::{Sentence, Token, Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::{descends, has_child};

/// Makes each such clause tell more of the noun, and the name who acts in it.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    let language = sentence.language;
    for verb in 3..sentence.tokens.len() {
        if sentence.tokens[verb].upos != Upos::Verb {
            continue;
        }
        let tokens = &mut sentence.tokens;
        let Some((first, noun, name)) = subject(tokens, verb) else { continue };
        if words.has(language, WordClass::Reporting, &tokens[verb].lemma) {
            continue;
        }
        if let Some(main) = main_behind(tokens, verb) {
            give_clause(tokens, verb, main);
            (tokens[noun].head, tokens[noun].deprel) = (Some(main), "nsubj".into());
        } else if let Some((comma, above)) = described(tokens, first, verb) {
            (tokens[noun].head, tokens[noun].deprel) = (Some(above), "appos".into());
            tokens[comma].head = Some(noun);
        } else {
            continue;
        }
        (tokens[verb].head, tokens[verb].deprel) = (Some(noun), "acl:relcl".into());
        (tokens[name].head, tokens[name].deprel) = (Some(verb), "nsubj".into());
    }
}

/// The article, the noun and the name right before a finite verb without an object, where they are its subject.
fn subject(tokens: &[Token], verb: usize) -> Option<(usize, usize, usize)> {
    let is = |at: usize, relation: &str| tokens[at].head == Some(verb) && tokens[at].deprel.as_ref() == relation;
    let noun = (1..verb).rev().find(|&at| is(at, "nsubj"))?;
    let name = (noun + 1..verb).find(|&at| tokens[at].head == Some(noun) && tokens[at].relation() == "appos")?;
    let first = (0..noun).find(|&at| tokens[at].head == Some(noun))?;
    let between = |at: usize| descends(tokens, at, name) && tokens[at].upos == Upos::Propn || is(at, "aux");
    let plain = tokens[noun].upos == Upos::Noun && tokens[name].upos == Upos::Propn && tokens[first].upos == Upos::Det;
    let lacks = !has_child(tokens, verb, &["obj", "xcomp", "cop", "mark", "cc", "expl"]);
    (plain && lacks && is_finite(tokens, verb) && (noun + 1..verb).all(between)).then_some((first, noun, name))
}

/// The finite verb without a subject that hangs on the one at `verb` and goes on behind it, no comma between them.
fn main_behind(tokens: &[Token], verb: usize) -> Option<usize> {
    let comma = (verb..tokens.len()).find(|&at| tokens[at].upos == Upos::Punct).unwrap_or(tokens.len());
    (verb + 1..comma).find(|&at| {
        tokens[at].head == Some(verb)
            && matches!(tokens[at].relation(), "ccomp" | "conj" | "parataxis" | "advcl")
            && is_finite(tokens, at)
            && !has_child(tokens, at, &["nsubj", "csubj", "mark", "cc", "expl"])
    })
}

/// The comma before the noun phrase that starts at `first`, and the name before it, on which the clause or the verb of the
/// clause above hangs.
fn described(tokens: &[Token], first: usize, verb: usize) -> Option<(usize, usize)> {
    let comma = first.checked_sub(1).filter(|&comma| &*tokens[comma].form == ",")?;
    let last = comma.checked_sub(1).filter(|&last| tokens[last].upos == Upos::Propn)?;
    let whole = |&at: &usize| matches!(tokens[at].relation(), "flat" | "compound");
    let name = std::iter::successors(Some(last), |at| Some(*at).filter(whole).and_then(|at| tokens[at].head)).last()?;
    let above = tokens[verb].head.filter(|&above| above < comma)?;
    let tied = match tokens[verb].relation() {
        "acl" => above == name,
        "advcl" | "parataxis" | "conj" | "ccomp" => descends(tokens, name, above),
        _ => false,
    };
    let alone = !has_child(tokens, verb, &["ccomp"]) && !descends(tokens, name, verb);
    (tied && alone).then_some((comma, name))
}

/// Puts the verb at `main` in the place of the one at `verb`, with what stands before its clause or behind `main`.
fn give_clause(tokens: &mut [Token], verb: usize, main: usize) {
    (tokens[main].head, tokens[main].deprel) = (tokens[verb].head, tokens[verb].deprel.clone());
    for at in (0..verb).chain(main + 1..tokens.len()) {
        if tokens[at].head == Some(verb) && tokens[at].relation() != "aux" {
            tokens[at].head = Some(main);
        }
    }
}

fn is_finite(tokens: &[Token], verb: usize) -> bool {
    let finite = |at: usize| tokens[at].morph.verb_form == Some(VerbForm::Fin);
    let helps = |at: usize| tokens[at].head == Some(verb) && matches!(tokens[at].relation(), "aux" | "cop");
    finite(verb) || (0..tokens.len()).any(|at| helps(at) && finite(at))
}
