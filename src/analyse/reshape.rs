//! One shape for what treebanks write in several, so that rules need to know one alone.
//!
//! Owns nominals behind a comma, names behind a noun that modifies another, clauses with a finite auxiliary that hang like
//! participles, verbs that look like them, lists whose first comma was taken for none, and ranges of numbers. Takes the
//! tokens of a sentence, gives heads and relations; holds in both languages.

use crate::model::{Tense, Token, Upos, VerbForm};

use super::repair::{child_by, would_loop};

/// Reshapes the tree of a sentence in place.
pub(super) fn reshape(tokens: &mut [Token]) {
    finite_participles(tokens);
    bare_behind_comma(tokens);
    second_objects(tokens);
    bare_modifiers(tokens);
    acting_participles(tokens);
    for low in 1..tokens.len().saturating_sub(3) {
        range(tokens, low);
    }
}

/// *La perte de 300 à 400 postes*: what the second number of a range counts takes the place of the first.
fn range(tokens: &mut [Token], low: usize) {
    let (marker, link, high, noun) = (low - 1, low + 1, low + 2, low + 3);
    let child = |of: usize, at: usize, role: &str| tokens[at].head == Some(of) && tokens[at].relation() == role;
    let numbers = [low, high].iter().all(|&at| tokens[at].upos == Upos::Num);
    let ends = child(low, marker, "case") && child(noun, link, "case") && child(noun, high, "nummod");
    let above = tokens[low].head.filter(|&above| above < low && !would_loop(tokens, noun, above));
    if !numbers || !ends || tokens[noun].upos != Upos::Noun || above.is_none() {
        return;
    }
    (tokens[noun].head, tokens[noun].deprel) = (above, tokens[low].deprel.clone());
    tokens[marker].head = Some(noun);
    (tokens[low].head, tokens[low].deprel) = (Some(noun), "nummod".into());
    (tokens[high].head, tokens[high].deprel) = (Some(low), "nmod".into());
    tokens[link].head = Some(high);
}

fn is_nominal(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn)
}

/// *Its rival, X,*: a nominal without an adposition behind a comma stands in apposition.
fn bare_behind_comma(tokens: &mut [Token]) {
    for at in 1..tokens.len() {
        let Some(noun) = tokens[at].head.filter(|&noun| noun < at && is_nominal(&tokens[noun])) else { continue };
        let own = |child: usize| tokens[child].head == Some(at);
        let comma = (noun + 1..at).any(|child| own(child) && &*tokens[child].form == ",");
        let bare = child_by(tokens, at, &["case", "cc", "mark"]).is_none();
        if comma && bare && &*tokens[at].deprel == "nmod" && is_nominal(&tokens[at]) {
            tokens[at].deprel = "appos".into();
        }
    }
}

/// *L'opérateur télécom kényan X*: a noun right behind another that only modifies it has no name and no adjective of its own.
fn bare_modifiers(tokens: &mut [Token]) {
    for modifier in 1..tokens.len() {
        let noun = modifier - 1;
        let behind = tokens[modifier].head == Some(noun) && &*tokens[modifier].deprel == "nmod";
        let nouns = tokens[noun].upos == Upos::Noun && tokens[modifier].upos == Upos::Noun;
        if !behind || !nouns || child_by(tokens, modifier, &["case", "det", "nummod"]).is_some() {
            continue;
        }
        let lent = |token: &Token| match token.upos {
            Upos::Propn => matches!(&*token.deprel, "appos" | "nmod"),
            Upos::Adj => &*token.deprel == "amod",
            _ => false,
        };
        let named = (modifier + 1..tokens.len())
            .find(|&at| tokens[at].head == Some(modifier) && tokens[at].upos == Upos::Propn && lent(&tokens[at]));
        let bare = named.is_some_and(|name| child_by(tokens, name, &["case", "punct"]).is_none());
        for at in modifier + 1..tokens.len() {
            if bare && tokens[at].head == Some(modifier) && lent(&tokens[at]) {
                tokens[at].head = Some(noun);
            }
        }
    }
}

/// *Merges A, B and C*: of two objects behind a verb, the second a bare name behind the name and the comma before it, and
/// with a conjunct, one row is made.
fn second_objects(tokens: &mut [Token]) {
    for second in 2..tokens.len() {
        let Some(verb) = tokens[second].head.filter(|_| &*tokens[second].deprel == "obj") else { continue };
        let first = (verb + 1..second).rev().find(|&at| tokens[at].head == Some(verb) && &*tokens[at].deprel == "obj");
        let Some(first) = first else { continue };
        let names = tokens[first].upos == Upos::Propn && tokens[second].upos == Upos::Propn;
        let close = (first + 1..second).all(|at| {
            let comma = &*tokens[at].form == ",";
            comma || tokens[at].head.is_some_and(|head| (first..second).contains(&head))
        });
        if names && close && &*tokens[second - 1].form == "," && child_by(tokens, second, &["conj"]).is_some() {
            tokens[second].head = Some(first);
            tokens[second].deprel = "conj".into();
        }
    }
}

/// *Lumidor souscrit 20 % de X*: what looks like a participle right behind a name that heads the sentence, and has an object
/// of its own, is its verb.
fn acting_participles(tokens: &mut [Token]) {
    let Some(name) = tokens.iter().position(|token| token.head.is_none() && token.upos == Upos::Propn) else { return };
    let of_name = |at: usize| tokens[at].head == Some(name);
    let inside = |at: usize| at == name || of_name(at) && tokens[at].relation() == "flat";
    let Some(verb) = (name + 1..tokens.len()).find(|&at| !inside(at)) else { return };
    let participle = tokens[verb].upos == Upos::Verb && of_name(verb) && &*tokens[verb].deprel == "acl";
    let object = child_by(tokens, verb, &["obj"]).filter(|&object| object > verb && tokens[object].upos != Upos::Pron);
    let carried = child_by(tokens, verb, &["aux", "nsubj", "mark"]).is_some();
    if !participle || object.is_none() || carried || tokens[verb].morph.verb_form == Some(VerbForm::Ger) {
        return;
    }
    if tokens[verb].morph.tense == Some(Tense::Pres) && tokens[verb].morph.verb_form == Some(VerbForm::Part) {
        return;
    }
    (tokens[verb].head, tokens[verb].deprel) = (None, "root".into());
    tokens[verb].morph.verb_form = Some(VerbForm::Fin);
    (tokens[name].head, tokens[name].deprel) = (Some(verb), "nsubj".into());
    for at in (0..tokens.len()).filter(|&at| at != verb) {
        let punctuation = tokens[at].head == Some(name) && tokens[at].upos == Upos::Punct;
        if punctuation || tokens[at].head == Some(name) && at > verb {
            tokens[at].head = Some(verb);
        }
    }
}

/// *X has sales of 1 million, but has lost 5*: what a conjunction opens and a finite auxiliary carries is no participle of
/// a noun but goes on with the clause.
fn finite_participles(tokens: &mut [Token]) {
    for verb in 1..tokens.len() {
        let Some(noun) = tokens[verb].head.filter(|&noun| noun < verb && &*tokens[verb].deprel == "acl") else {
            continue;
        };
        let own = |at: usize| tokens[at].head == Some(verb);
        let carried = (noun..verb)
            .any(|at| own(at) && tokens[at].relation() == "aux" && tokens[at].morph.verb_form == Some(VerbForm::Fin));
        let opened = (noun..verb).any(|at| own(at) && tokens[at].relation() == "cc");
        let subject = child_by(tokens, verb, &["nsubj", "mark"]).is_some();
        let ancestors = std::iter::successors(Some(noun), |&at| tokens[at].head).take(tokens.len());
        let clause = ancestors.into_iter().find(|&at| tokens[at].upos == Upos::Verb);
        let Some(clause) = clause.filter(|&clause| carried && opened && !subject && clause < verb) else { continue };
        if !would_loop(tokens, verb, clause) {
            tokens[verb].head = Some(clause);
            tokens[verb].deprel = "conj".into();
        }
    }
}
