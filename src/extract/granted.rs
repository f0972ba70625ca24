//! What nobody gainsays: *nobody denies that X bought Y*, *X never denied having bought Y*.
//!
//! Owns when a verb of gainsaying leaves what it governs as it stands. Takes the verb in a tree; leaves plain negation, which
//! only lets a thing be possible (*does not deny having bought Y*), to `status`.

use crate::ontology::{WordClass, Words};

use super::standing;
use super::tree::Tree;

/// The value of negations that hold at any time: *never*.
const EVER: &str = "ever";

/// Whether the verb at `verb` is one of gainsaying which nobody does, or which somebody never does.
pub(super) fn is(tree: &Tree<'_>, words: &Words, verb: usize) -> bool {
    let language = tree.sentence.language;
    if !words.has(language, WordClass::Gainsaying, tree.lemma(verb)) {
        return false;
    }
    let never = |at: usize| words.value(language, WordClass::Negation, tree.lower(at)) == Some(EVER);
    let adverbs = tree.children_by(verb, &["advmod"]);
    let auxiliaries = tree.children_by(verb, &["aux"]).flat_map(|aux| tree.children_by(aux, &["advmod"]));
    let no = |at: usize| words.has(language, WordClass::Negation, tree.lemma(at));
    let nobody = |subject: usize| {
        let bare = tree.child_by(subject, &["det", "amod", "nummod"]).is_none();
        bare && words.has(language, WordClass::Nobody, tree.lower(subject))
            || tree.children_by(subject, &["det"]).any(no)
    };
    // *No longer denies that it bought X*.
    let ceased = standing::ceasing(tree, words, verb).next().is_some();
    ceased || adverbs.chain(auxiliaries).any(never) || tree.children_by(verb, &["nsubj"]).any(nobody)
}
