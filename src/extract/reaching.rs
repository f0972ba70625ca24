//! Whom an act that a noun names reaches, where the noun's own complements do not say so.
//!
//! Owns the clause in which the noun acts upon somebody (*une amende de X frappe Y*) and the phrase that says what
//! somebody has got (*grâce à un prêt de X, Y agrandit son usine*). Takes a noun in a tree; leaves whose the act is to
//! `nominal`.

use crate::model::Upos;
use crate::ontology::{WordClass, Words};

use super::tree::Tree;

/// How far above a noun the phrase may open that says what somebody has got.
const ABOVE: usize = 2;

/// The object of the verb that the noun is the subject of, or its complement with the verb's marker.
pub(super) fn reached(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<usize> {
    let Some(verb) = tree.head(noun).filter(|_| tree.full_relation(noun) == "nsubj") else { return Vec::new() };
    let Some(marker) = words.value(tree.sentence.language, WordClass::ReachingVerb, tree.lemma(verb)) else {
        return Vec::new();
    };
    let behind = |child: &usize| *child > verb;
    if marker.is_empty() {
        return tree.children_by(verb, &["obj"]).filter(behind).collect();
    }
    let marked = |child: &usize| tree.marker(*child).is_some_and(|own| own == marker);
    tree.children_by(verb, &["obl", "iobj", "obj"]).filter(behind).filter(marked).collect()
}

/// The subject of the clause that a phrase opens which says what its subject has got.
pub(super) fn endowed(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<usize> {
    let language = tree.sentence.language;
    let endows = |token: usize| {
        tree.marker(token).is_some_and(|marker| words.has(language, WordClass::Endowing, &marker))
            || matches!(tree.upos(token), Upos::Adj | Upos::Verb)
                && words.has(language, WordClass::Endowing, tree.lemma(token))
    };
    let Some(phrase) = tree.ancestors(noun).take(ABOVE).find(|&token| endows(token)) else { return Vec::new() };
    let Some(clause) = tree.head(phrase).filter(|&clause| phrase < clause) else { return Vec::new() };
    tree.children_by(clause, &["nsubj"]).filter(|&subject| subject > noun).collect()
}
