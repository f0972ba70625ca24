//! Relative clauses between commas that the parser took for the main one: *X, whose investors include Y, makes Z*, *X, in
//! which Y holds 20%, lost 3 million*.
//!
//! Owns that one repair, which exchanges the two verbs. Takes a sentence, gives a tree as before.

use crate::model::{Sentence, Token, Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::{descends, has_child};

/// What hangs where in such a sentence, as token indices.
struct Inserted {
    /// Whom both clauses are about.
    owner: usize,
    /// What the relative pronoun says is the owner's, where it is no argument of the verb.
    owned: Option<usize>,
    /// The verb of the insertion, and that of the sentence.
    inner: usize,
    outer: usize,
}

/// Gives the sentence back the verb behind an insertion.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    let Some(Inserted { owner, owned, inner, outer }) = owning(sentence, words).or_else(|| plain(sentence, words))
    else {
        return;
    };
    let tokens = &mut sentence.tokens;
    if tokens[inner].head != Some(outer) {
        (tokens[outer].head, tokens[outer].deprel) = (tokens[inner].head, tokens[inner].deprel.clone());
    }
    for at in 0..tokens.len() {
        let between = inner < at && at < outer;
        if tokens[at].head == Some(outer) && between && tokens[at].deprel.starts_with("nsubj") {
            tokens[at].head = Some(inner);
            tokens[at].deprel = "obj".into();
        } else if tokens[at].head == Some(inner) && (at > outer || at < owner) {
            tokens[at].head = Some(outer);
        }
    }
    let mut hang = |token: usize, head: usize, relation: &str| {
        tokens[token].head = Some(head);
        tokens[token].deprel = relation.into();
    };
    hang(owner, outer, "nsubj");
    if let Some(owned) = owned {
        hang(owned, inner, "nsubj");
    }
    hang(inner, owner, "acl:relcl");
}

/// The clause of a relative that is an argument of its verb: who stands before the comma is then no second one.
fn plain(sentence: &Sentence, words: &Words) -> Option<Inserted> {
    let tokens = &sentence.tokens;
    let relative = |at: usize| {
        let form = tokens[at].lower();
        tokens[at].upos == Upos::Pron && words.has(sentence.language, WordClass::RelativePronoun, form)
    };
    (2..tokens.len()).filter(|&at| relative(at)).find_map(|pronoun| {
        let before = pronoun - 1;
        let comma = if tokens[before].upos == Upos::Adp { before - 1 } else { before };
        let inner = tokens[pronoun].head.filter(|&verb| verb > pronoun && &*tokens[comma].form == ",")?;
        let owner = (0..comma)
            .find(|&at| tokens[at].head == Some(inner) && is_first_of(tokens, at))
            .filter(|&owner| (owner..comma).all(|at| descends(tokens, at, owner)))?;
        let outer = (inner + 1..tokens.len()).find(|&at| is_behind(tokens, at, inner, relative))?;
        let subject = |at: usize| tokens[at].head == Some(outer) && tokens[at].deprel.starts_with("nsubj");
        (!(inner..outer).any(subject)).then_some(Inserted { owner, owned: None, inner, outer })
    })
}

/// Whether a nominal is the subject of its clause, or one without an adposition that opens the sentence.
fn is_first_of(tokens: &[Token], at: usize) -> bool {
    let nominal = matches!(tokens[at].upos, Upos::Noun | Upos::Propn);
    let opens = || (0..at).all(|before| descends(tokens, before, at)) && !has_child(tokens, at, &["case"]);
    tokens[at].deprel.starts_with("nsubj") || nominal && opens()
}

/// Whether the verb at `at` hangs below the one of the insertion, nothing but what belongs to it between the comma and
/// itself, or governs it.
fn is_behind(tokens: &[Token], at: usize, inner: usize, relative: impl Fn(usize) -> bool) -> bool {
    let finite = |token: usize| tokens[token].morph.verb_form == Some(VerbForm::Fin);
    let verbal = |token: usize| matches!(tokens[token].upos, Upos::Verb | Upos::Aux);
    let comma = (inner + 1..at).rev().find(|&before| &*tokens[before].form == ",");
    let own = |comma: usize| {
        let first = (comma + 1..=at).find(|&token| !matches!(tokens[token].upos, Upos::Adv | Upos::Pron | Upos::Part));
        first.is_some_and(|first| verbal(first) && finite(first))
            && (comma + 1..at).all(|token| tokens[token].head == Some(at) && !relative(token))
    };
    comma.is_some_and(own) && (descends(tokens, at, inner) || tokens[inner].head == Some(at))
}

/// The clause of what a genitive relative says is the owner's.
fn owning(sentence: &Sentence, words: &Words) -> Option<Inserted> {
    let tokens = &sentence.tokens;
    let genitive = |at: usize| {
        let form = tokens[at].lower();
        words.is_genitive_relative(sentence.language, form)
    };
    let pronoun = (1..tokens.len()).find(|&at| &*tokens[at - 1].form == "," && genitive(at))?;
    let thing = tokens[pronoun].head.filter(|&thing| thing > pronoun)?;
    let above = tokens[thing].head?;
    let subject = |&at: &usize| tokens[at].head == Some(above) && tokens[at].deprel.starts_with("nsubj");
    let owner = match &*tokens[thing].deprel {
        "appos" | "conj" => Some(above).filter(|&owner| owner < pronoun),
        // Both are subjects of the verb of the insertion.
        "nsubj" | "nsubj:pass" => (0..pronoun).find(subject),
        _ => None,
    }?;
    let inner = tokens[owner].head.filter(|&inner| inner > thing && tokens[owner].deprel.starts_with("nsubj"))?;
    let outer = (inner + 1..tokens.len()).find(|&at| is_main(tokens, at, inner))?;
    Some(Inserted { owner, owned: Some(thing), inner, outer })
}

/// Whether a finite verb hangs on the verb of the insertion, a comma before it and no subject behind the comma.
fn is_main(tokens: &[Token], at: usize, inner: usize) -> bool {
    let joined = matches!(&*tokens[at].deprel, "ccomp" | "conj" | "parataxis" | "xcomp" | "advcl");
    let comma = (inner + 1..at).rev().find(|&before| &*tokens[before].form == ",");
    // The auxiliary of a passive or perfect is what is finite: *is valued at*, *has opened*.
    let finite = tokens[at].upos == Upos::Verb
        && (comma.unwrap_or(at)..=at).any(|verb| tokens[verb].morph.verb_form == Some(VerbForm::Fin));
    let bare = |comma: usize| (comma + 1..at).all(|between| matches!(tokens[between].upos, Upos::Aux | Upos::Adv));
    joined && finite && tokens[at].head == Some(inner) && comma.is_some_and(bare)
}
