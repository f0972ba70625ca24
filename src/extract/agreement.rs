//! Whether a name and what points back to it agree in gender.
//!
//! Owns what is known of the gender of a name: a person's by the given name, another's by the article or noun that
//! it stands beside (*le fonds X*). Takes a mention; gives whether a pronoun or description of one gender may
//! stand for it. What is not known agrees.

use crate::model::analysis::Gender;
use crate::model::{EntityKind, Upos};
use crate::ontology::WordClass;

use super::context::Context;
use super::salience;
use super::tree::Tree;

/// The gender that the value of a word says, among other things.
pub(super) fn said(value: &str) -> Option<Gender> {
    value.split(' ').find_map(|part| match part {
        "Masc" => Some(Gender::Masc),
        "Fem" => Some(Gender::Fem),
        _ => None,
    })
}

/// Whether a word of `gender` may stand for the person or thing that a mention names.
pub(super) fn agrees(context: &Context<'_>, mention: usize, gender: Option<Gender>) -> bool {
    let Some(gender) = gender else { return true };
    let own = match context.mention(mention).kind {
        EntityKind::Person => of_person(context, mention),
        _ => of_thing(context, mention),
    };
    own.is_none_or(|own| own == gender)
}

/// Whether the word at `token`, which points back itself, and a word of `gender` may stand for the same.
pub(super) fn is_of(context: &Context<'_>, sentence: usize, token: usize, gender: Option<Gender>) -> bool {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let own = match tree.upos(token) {
        Upos::Pron => words.value(tree.sentence.language, WordClass::Pronoun, tree.lower(token)).and_then(said),
        _ => of_noun(tree, token),
    };
    gender.is_none() || own.is_none() || own == gender
}

/// The gender of the person that a mention names.
fn of_person(context: &Context<'_>, mention: usize) -> Option<Gender> {
    let mention = context.mention(mention);
    let given = mention.name.split(' ').next()?;
    let language = context.trees[mention.sentence].sentence.language;
    let listed = |word: &str| context.ontology.words.value(language, WordClass::GivenName, word);
    listed(given).or_else(|| listed(given.split_once('-')?.0)).and_then(said)
}

/// The gender that a name has in its place: of the noun that it stands beside, or of its article.
fn of_thing(context: &Context<'_>, mention: usize) -> Option<Gender> {
    let mention = context.mention(mention);
    let tree = &context.trees[mention.sentence];
    let noun = salience::standing(tree, mention.head);
    let noun = Some(noun).filter(|&noun| noun != mention.head && tree.upos(noun) == Upos::Noun);
    let article = || tree.child_by(mention.head, &["det"]);
    noun.map_or_else(|| article().and_then(|article| tree.token(article).morph.gender), |noun| of_noun(tree, noun))
}

/// The gender of a noun: that of its article, where that says one, since a tagger may not know the noun (*la fintech*).
fn of_noun(tree: &Tree<'_>, noun: usize) -> Option<Gender> {
    let article = tree.children_by(noun, &["det"]).find_map(|article| tree.token(article).morph.gender);
    article.or(tree.token(noun).morph.gender)
}
