//! The firm that is somebody's: *Ann Orr a vendu son entreprise*, *the founders sold their company*.
//!
//! Owns which nouns with a possessive stand for the firm that the text has told of, and which firm that is: the one with
//! which it introduced its owner, before any other. Takes the noun; leaves firms without an owner to `antecedents`, what a
//! firm has to `organs`.

use crate::model::{EntityKind, Number, Upos};
use crate::ontology::WordClass;

use super::antecedents;
use super::complements::is_marked;
use super::context::Context;
use super::speakers;

/// Whether the noun at `noun` is a bare word for any firm with a possessive. Firms have no firms, so that it is the owner's
/// if a person has it, and the owner itself otherwise.
pub(super) fn is_own(context: &Context<'_>, sentence: usize, noun: usize) -> bool {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let any = words.has(tree.sentence.language, WordClass::AnyFirm, tree.lemma(noun));
    let one = tree.upos(noun) == Upos::Noun && tree.token(noun).morph.number != Some(Number::Plur);
    // *A vendu son entreprise au groupe X*: what an adposition of another kind governs may be the verb's.
    let apart = |child: usize| {
        let itself = tree.full_relation(child) == "nmod:poss" && tree.upos(child) == Upos::Pron;
        let marked = tree.relation(child) == "nmod" && tree.marker(child).is_some();
        itself || marked && !is_marked(tree, words, child, WordClass::GenitiveMarker)
    };
    any && one
        && possessive(context, sentence, noun).is_some()
        && tree.children_by(noun, &["amod", "nmod", "appos", "flat", "compound", "acl", "conj"]).all(apart)
}

/// The firm with which the text introduced the person whose firm the noun means: the last whom its sentence names before,
/// else whom the possessive stands for.
pub(super) fn of_owner(context: &Context<'_>, sentence: usize, noun: usize) -> Option<usize> {
    let possessive = possessive(context, sentence, noun)?;
    let person = |index: &usize| context.mention(*index).kind == EntityKind::Person;
    let before = context.mentions(sentence).filter(|(_, mention)| mention.proper && mention.tokens.end <= noun);
    let here = before.map(|(index, _)| index).filter(person).last();
    let owner = here.or_else(|| antecedents::of_possessive(context, sentence, possessive).filter(person))?;
    speakers::affiliation(context, owner, sentence)
}

fn possessive(context: &Context<'_>, sentence: usize, noun: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let possessive = |&child: &usize| words.has(tree.sentence.language, WordClass::Possessive, tree.lower(child));
    tree.children(noun).iter().copied().find(possessive)
}
