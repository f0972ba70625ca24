//! Which noun a participle or adjective modifies, where the parser hangs it on the nearest.
//!
//! Owns agreement in gender and number between a modifier and its noun, as far as a language has it: *une plateforme de
//! prêts fondée à Lyon*, *un modèle de 12 milliards de paramètres publié par X*. Takes a tree; knows nothing of mentions.

use crate::model::Upos;

use super::tree::Tree;

/// How many nouns further up come into question.
const REACH: usize = 3;

/// The noun at `noun`, or where the modifier does not agree with it, the nearest above that it agrees with.
pub(super) fn agreeing(tree: &Tree<'_>, modifier: usize, noun: usize) -> usize {
    if agree(tree, modifier, noun) {
        return noun;
    }
    let nominal = |token: &usize| matches!(tree.upos(*token), Upos::Noun | Upos::Propn);
    let below = |token: &usize| matches!(tree.relation(*token), "nmod" | "conj" | "appos" | "flat");
    let mut above = tree.ancestors(noun).take_while(below).filter_map(|token| tree.head(token)).take_while(nominal);
    above.by_ref().take(REACH).find(|&above| agree(tree, modifier, above)).unwrap_or(noun)
}

/// Whether nothing tells that one does not belong to the other. What is not known agrees.
fn agree(tree: &Tree<'_>, modifier: usize, noun: usize) -> bool {
    let (one, other) = (&tree.token(modifier).morph, &tree.token(noun).morph);
    // The gender that a tagger gives a name is a guess.
    let guessed = tree.upos(noun) == Upos::Propn;
    let gender = guessed || one.gender.is_none() || other.gender.is_none() || one.gender == other.gender;
    // *X et Y, fondées en 2019*: several are behind one.
    let several = tree.children_by(noun, &["conj"]).next().is_some();
    let number = one.number.is_none() || other.number.is_none() || one.number == other.number || several;
    (gender || several) && number
}
