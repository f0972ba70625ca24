//! Whom a demonstrative takes up, or a clitic in the place of a genitive: who is new to the text rather than its topic.
//!
//! Owns what a name loses by being given, as the subject of its clause, and gains by being new, within its object or
//! predicate: *X annonce le rachat de Y. Ce cabinet emploie 40 personnes*. Takes what points back and a name; leaves the
//! choice to `ranking`.

use crate::model::{Mention, Upos};
use crate::ontology::WordClass;

use super::context::Context;
use super::naming;
use super::ranking::REACH;
use super::salience::standing;

/// What a subject loses: more than it has before an object.
const GIVEN: f32 = -0.4;

/// What a name gains within the object or the predicate: what it lacks of an object itself.
const NEW: f32 = 0.45;

/// Whether what points back at `token` takes up what is new.
pub(super) fn takes_up_new(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let tree = &context.trees[sentence];
    let clitic = || context.ontology.words.has(tree.sentence.language, WordClass::GenitiveClitic, tree.lower(token));
    match tree.upos(token) {
        Upos::Noun => naming::is_shown(context, sentence, token),
        Upos::Pron => clitic(),
        _ => false,
    }
}

/// *A racheté une société appelée X. Cette société emploie 40 personnes*: the names that the sentences before have brought in
/// with a noun and the same lemma.
pub(super) fn called_so(context: &Context<'_>, sentence: usize, lemma: &str) -> Vec<usize> {
    let near = (1..=REACH.min(sentence)).map(|back| sentence - back);
    let nouns = near.flat_map(|there| {
        let tree = &context.trees[there];
        let so = (0..tree.len()).filter(|&at| tree.upos(at) == Upos::Noun && tree.lemma(at) == lemma);
        so.filter(move |&at| !naming::is_definite(context, there, at)).map(move |at| (there, at))
    });
    nouns.filter_map(|(there, noun)| naming::beside(context, there, noun)).collect()
}

/// What a name gains or loses by its place.
pub(super) fn weight(context: &Context<'_>, mention: &Mention) -> f32 {
    let tree = &context.trees[mention.sentence];
    let place = standing(tree, mention.head);
    let around = tree.head(place).filter(|_| tree.relation(place) == "nmod");
    let told = |noun: usize| tree.relation(noun) == "obj" || tree.has_child(noun, "cop");
    match tree.relation(place) {
        "nsubj" => GIVEN,
        _ if around.is_some_and(told) => NEW,
        _ => 0.0,
    }
}
