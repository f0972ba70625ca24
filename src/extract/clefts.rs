//! Clefts: *c'est avec X que Y a signé*, *c'est X que Y rachète*.
//!
//! Owns the argument that a clause has in front of it, across a copula. Takes a verb in a tree; leaves the subject of
//! such a clause (*c'est X qui rachète Y*) to the relative pronoun.

use std::borrow::Cow;

use crate::model::{Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::tree::Tree;

/// The head in front of the clause of `verb`, and its marker when it has one.
pub(super) fn fronted(tree: &Tree<'_>, words: &Words, verb: usize) -> Option<(Option<String>, usize)> {
    let language = tree.sentence.language;
    let open =
        |token: usize| tree.relation(token) == "xcomp" && tree.token(token).morph.verb_form == Some(VerbForm::Inf);
    // What stands in front belongs to the innermost verb: *c'est X que Y a choisi de racheter*.
    if tree.children_by(verb, &["xcomp"]).any(open) {
        return None;
    }
    let mut clause = verb;
    while open(clause) {
        clause = tree.head(clause)?;
    }
    let front = tree.head(clause).filter(|&front| {
        front < clause
            && matches!(tree.relation(clause), "acl" | "ccomp" | "advcl")
            && matches!(tree.upos(front), Upos::Noun | Upos::Propn)
    })?;
    let presents = |subject: usize| {
        tree.upos(subject) == Upos::Pron && words.has(language, WordClass::Definite, tree.lemma(subject))
    };
    tree.child_by(front, &["cop"])?;
    tree.children_by(front, &["nsubj", "expl"]).find(|&subject| presents(subject))?;
    tree.child_by(clause, &["nsubj"])?;
    let joins = |child: usize| words.has(language, WordClass::RelativePronoun, tree.lower(child));
    tree.children_by(clause, &["mark", "obj", "obl"]).find(|&child| child > front && joins(child))?;
    Some((tree.marker(front).map(Cow::into_owned), front))
}
