//! Intentions that their own sentence says were given up: *planned to buy X but dropped the plan*, *avait envisagé de racheter X
//! avant d'y renoncer*.
//!
//! Owns which clause behind an intention takes it back. Takes the verb of the intention; leaves what the other verbs around it
//! make of a status to `status`.

use crate::model::{Mood, Tense, Upos};
use crate::ontology::{WordClass, Words};

use super::tree::Tree;

/// The value of words for what comes to nothing.
const CANCELLED: &str = "cancelled";

/// Whether a clause behind the one of `intention` says that what was meant by it was given up.
pub(super) fn is_taken_back(tree: &Tree<'_>, words: &Words, intention: usize) -> bool {
    let language = tree.sentence.language;
    let marked = |clause: usize, class: WordClass| {
        tree.children_by(clause, &["mark"]).any(|mark| words.has(language, class, tree.lower(mark)))
    };
    let follows = |&clause: &usize| {
        clause > intention
            && match tree.relation(clause) {
                "conj" => tree.child_by(clause, &["cc"]).is_some(),
                _ => marked(clause, WordClass::SequenceMarker),
            }
    };
    let clauses = tree.children_by(intention, &["conj", "advcl", "xcomp"]);
    clauses.filter(follows).any(|clause| gives_up(tree, words, clause))
}

/// Whether a verb gives up what was said before, and nothing else: it has no object, a clitic or a noun for a plan.
fn gives_up(tree: &Tree<'_>, words: &Words, verb: usize) -> bool {
    let language = tree.sentence.language;
    let has = |class: WordClass, at: usize| words.has(language, class, tree.lemma(at));
    let classes = [WordClass::StatusCue, WordClass::SupportVerb];
    let ends = classes.iter().any(|&class| words.value(language, class, tree.lemma(verb)) == Some(CANCELLED));
    let morph = tree.token(verb).morph;
    let auxiliaries = || tree.children_by(verb, &["aux"]).map(|aux| tree.token(aux).morph);
    let open = |mood, tense| mood == Some(Mood::Cnd) || tense == Some(Tense::Fut);
    let real = !open(morph.mood, morph.tense) && auxiliaries().all(|aux| !open(aux.mood, aux.tense));
    let negated = || tree.children_by(verb, &["advmod"]).any(|word| has(WordClass::Negation, word));
    let plan = |at: usize| tree.upos(at) == Upos::Pron || has(WordClass::StatusCue, at) && own(tree, at);
    let aimed = |&at: &usize| {
        tree.relation(at) != "obl"
            || tree.marker(at).is_some_and(|marker| words.has(language, WordClass::DativeMarker, &marker))
    };
    let undergone = tree.children_by(verb, &["obj", "iobj", "obl", "nsubj"]).filter(aimed);
    ends && tree.upos(verb) == Upos::Verb && real && !negated() && undergone.into_iter().all(plan)
}

/// Whether a noun says no more than itself.
fn own(tree: &Tree<'_>, noun: usize) -> bool {
    tree.child_by(noun, &["nmod", "acl", "appos"]).is_none()
}
