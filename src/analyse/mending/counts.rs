//! Counts that a bound opens, which the parser takes for the head of their phrase: *plus de 300 firms use it*.
//!
//! Owns the exchange of the two, counts set off behind a share that the parser took for a clause (*20% of its staff, about
//! 90 people*) and the adverbs that it took for adpositions (*jusqu'alors X*). Takes the tokens of a sentence; leaves
//! amounts of money to `amounts`.

use crate::model::{Token, Upos, VerbForm};

/// Puts counted nouns in the place of the bounds before them where these stand for a subject.
pub(super) fn mend(tokens: &mut [Token]) {
    for bound in 0..tokens.len().saturating_sub(3) {
        if let Some(noun) = counted(tokens, bound).filter(|_| tokens[bound].upos == Upos::Adv) {
            exchange(tokens, bound, noun);
        }
    }
    for marker in 0..tokens.len().saturating_sub(2) {
        until_then(tokens, marker);
    }
    for noun in 0..tokens.len() {
        if let Some(share) = set_off(tokens, noun) {
            tokens[noun].head = Some(share);
            tokens[noun].deprel = "appos".into();
        }
    }
}

/// The share that is the verb's object, behind whose phrase a counted noun is set off by a comma.
fn set_off(tokens: &[Token], noun: usize) -> Option<usize> {
    let counted = |token: &Token| token.head == Some(noun) && token.upos == Upos::Num && token.relation() == "nummod";
    let loose = tokens[noun].upos == Upos::Noun && tokens[noun].relation() == "parataxis";
    let verb = tokens[noun].head.filter(|&verb| loose && verb < noun && tokens.iter().any(counted))?;
    let comma = (verb..noun).rev().find(|&at| &*tokens[at].form == ",")?;
    let clause = tokens.iter().any(|token| token.head == Some(noun) && matches!(token.relation(), "nsubj" | "cop"));
    let object = |&at: &usize| tokens[at].head == Some(verb) && tokens[at].relation() == "obj";
    (verb + 1..comma).find(object).filter(|&share| !clause && tokens[share].upos == Upos::Sym)
}

/// The noun that a number counts behind the bound and its adposition.
fn counted(tokens: &[Token], bound: usize) -> Option<usize> {
    let marker = &tokens[bound + 1];
    let noun = marker.head.filter(|&noun| &*marker.deprel == "case" && noun > bound + 2 && noun < tokens.len())?;
    let number = &tokens[bound + 2];
    let counts = number.upos == Upos::Num && number.head == Some(noun);
    (counts && tokens[noun].head == Some(bound) && matches!(tokens[noun].upos, Upos::Noun | Upos::Sym)).then_some(noun)
}

fn exchange(tokens: &mut [Token], bound: usize, noun: usize) {
    let Some(verb) = tokens[bound].head.filter(|&verb| verb > noun || tokens[bound].relation() == "obj") else {
        return;
    };
    let finite = |token: &Token| token.morph.verb_form == Some(VerbForm::Fin);
    let aux = |token: &Token| token.head == Some(verb) && finite(token) && token.relation() == "aux";
    let clause = finite(&tokens[verb]) || tokens.iter().any(aux);
    let other = tokens
        .iter()
        .enumerate()
        .any(|(at, token)| at != bound && token.head == Some(verb) && matches!(token.relation(), "nsubj" | "csubj"));
    let role = match tokens[bound].relation() {
        "nsubj" | "obj" => tokens[bound].deprel.clone(),
        "obl" | "advmod" if verb > noun && clause && !other => "nsubj".into(),
        _ => return,
    };
    for token in tokens.iter_mut().filter(|token| token.head == Some(bound)) {
        token.head = Some(noun);
    }
    tokens[noun].head = Some(verb);
    tokens[noun].deprel = role;
    tokens[bound].head = Some(bound + 2);
    tokens[bound].deprel = "advmod".into();
    tokens[bound + 1].head = Some(bound);
    tokens[bound + 1].deprel = "fixed".into();
}

/// *X dirigeait jusqu'alors Y*: an adposition and the adverb right behind it are an adverb of the verb's, the name behind
/// both is its object, or its subject where a pronoun is the object.
fn until_then(tokens: &mut [Token], marker: usize) {
    let adverb = marker + 1;
    let Some(name) = tokens[marker].head.filter(|&name| name > adverb) else { return };
    let both = &*tokens[marker].deprel == "case"
        && tokens[marker].upos == Upos::Adp
        && tokens[adverb].upos == Upos::Adv
        && (tokens[adverb].head == Some(marker) || tokens[adverb].head == Some(name));
    let Some(verb) = tokens[name].head.filter(|&verb| verb + 1 == marker && both) else { return };
    let named = tokens[name].upos == Upos::Propn && tokens[verb].upos == Upos::Verb;
    if !named || !matches!(tokens[name].relation(), "obl" | "obj") {
        return;
    }
    let object = tokens
        .iter()
        .enumerate()
        .any(|(at, token)| at != name && token.head == Some(verb) && token.relation() == "obj");
    tokens[name].deprel = if object { "nsubj" } else { "obj" }.into();
    tokens[adverb].head = Some(verb);
    tokens[adverb].deprel = "advmod".into();
    tokens[marker].head = Some(adverb);
}
