//! What the words of a description say of whom it means: *the retailer* of *Sorrel Retail*, but not of who acts on it.
//!
//! Owns the exclusion of who acts in a description's own clause (principle C of Chomsky 1981), and the names that say in
//! a word of theirs the trade that a description says. Takes the noun; leaves the choice to `ranking`.

use crate::model::{Number, Upos};
use crate::ontology::WordClass;

use super::antecedents;
use super::context::Context;
use super::naming;
use super::proposition;
use super::ranking::REACH;
use super::tree::Tree;

/// How many letters two words share that say the same trade.
const STEM: usize = 4;

/// How many letters the shorter and the longer rest may have.
const ENDINGS: (usize, usize) = (2, 5);

/// *The fund called for the removal of the retailer's chairman*: who acts in the clause of the noun at `token`, by another
/// noun or a name, is not whom the noun means. Nouns that any firm may be called by are said of who acts all the same.
pub(super) fn not_meant(context: &Context<'_>, sentence: usize, token: usize) -> Vec<Box<str>> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let any = words.has(tree.sentence.language, WordClass::AnyFirm, tree.lemma(token));
    if tree.upos(token) != Upos::Noun || any || !naming::is_definite(context, sentence, token) {
        return Vec::new();
    }
    let Some(verb) = tree.ancestors(token).skip(1).find(|&at| tree.upos(at) == Upos::Verb) else { return Vec::new() };
    // *X becomes the largest retailer* is said of who acts, and no other is meant.
    let told =
        words.has(tree.sentence.language, WordClass::Copula, tree.lemma(verb)) || tree.relation(token) == "xcomp";
    if told || tree.child_by(token, &["cop"]).is_some() {
        return Vec::new();
    }
    let subjects = proposition::arguments(tree, words, verb).subjects.into_iter();
    let before = subjects.filter(|&subject| subject < token && !tree.descends(token, subject));
    before.filter_map(|subject| who(context, tree, (sentence, subject), token)).collect()
}

/// The name of whom a subject means, unless it is called by the very noun at `token`.
fn who(context: &Context<'_>, tree: &Tree<'_>, (sentence, subject): (usize, usize), token: usize) -> Option<Box<str>> {
    let proper = context.mention_at(sentence, subject).filter(|&(_, proper)| proper).map(|(index, _)| index);
    let noun = tree.upos(subject) == Upos::Noun && tree.lemma(subject) != tree.lemma(token);
    let meant = proper.or_else(|| naming::beside(context, sentence, subject));
    let meant = meant.or_else(|| if noun { antecedents::of(context, sentence, subject, &[]) } else { None });
    meant.map(|index| context.mention(index).name.clone())
}

/// The names before the noun at `token` that say its trade in a word of theirs: *the hotel operator* of *Capri Hotels*.
pub(super) fn echoed(context: &Context<'_>, sentence: usize, token: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let language = tree.sentence.language;
    if tree.upos(token) != Upos::Noun || tree.token(token).morph.number == Some(Number::Plur) {
        return Vec::new();
    }
    let general = |word: &str| {
        words.has(language, WordClass::AnyFirm, word) || words.value(language, WordClass::Demonym, word).is_some()
    };
    let modifiers = tree.children_by(token, &["compound", "amod", "nmod"]).filter(|&at| tree.upos(at) != Upos::Propn);
    let said = std::iter::once(token).chain(modifiers).map(|at| tree.lower_lemma(at));
    let said: Vec<&str> = said.filter(|word| !general(word)).collect();
    let near = (0..=REACH.min(sentence)).flat_map(|back| context.mentions(sentence - back));
    let before = near.filter(|(_, mention)| mention.proper && (mention.sentence, mention.head) < (sentence, token));
    let echoes = |word: &str| !general(word) && said.iter().any(|said| is_akin(said, word));
    before.filter(|(_, mention)| mention.name.to_lowercase().split(' ').any(echoes)).map(|(index, _)| index).collect()
}

/// Whether two words have one stem: *insurer* and *insurance*, *hôtelier* and *hôtels*.
fn is_akin(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let rests = [one, other].map(|word| word.chars().count() - shared);
    shared >= STEM && rests[0].min(rests[1]) <= ENDINGS.0 && rests[0].max(rests[1]) <= ENDINGS.1
}
