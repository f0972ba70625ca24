//! Which public body a noun means that its name or its description has said: *the authority* after *the Markets Authority*.
//!
//! Owns nouns for public bodies, which stand for no company that a text is about: only for a name that they head, one whose
//! full name in the ontology they head, or one that the text has described by them. Takes the noun; `antecedents` asks.

use crate::model::{Mention, Number, Upos};
use crate::ontology::{Typology, WordClass};

use super::context::Context;
use super::discourse::{described, named_by};
use super::naming;
use super::salience::acts;

/// How many sentences back the name of a body may stand.
const FAR: usize = 12;

/// The last name before the definite noun for a public body at `token` that the noun heads or has described.
pub(super) fn called(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let (words, language) = (&context.ontology.words, tree.sentence.language);
    let noun = tree.lemma(token);
    let points = tree.upos(token) == Upos::Noun
        && words.has(language, WordClass::PublicBody, noun)
        && tree.token(token).morph.number != Some(Number::Plur)
        && naming::is_definite(context, sentence, token)
        && tree.child_by(token, &["nmod", "appos", "flat", "compound", "amod"]).is_none();
    if !points {
        return None;
    }
    let said =
        [named_by(context), described(context)].into_iter().filter_map(|nouns| nouns.get(noun)).flatten().copied();
    let before = |index: usize| {
        let there = context.mention(index);
        there.sentence + FAR >= sentence && (there.sentence, there.tokens.end) <= (sentence, token)
    };
    let near = (sentence.saturating_sub(FAR)..=sentence).flat_map(|near| context.mentions(near));
    let full = near.filter(|(_, mention)| is_headed_by(context, mention, noun));
    let all = said.chain(full.map(|(index, _)| index)).filter(|&index| before(index));
    // *X was called Y*: of two in a sentence the one that acts.
    all.max_by_key(|&index| {
        let there = context.mention(index);
        (there.sentence, acts(context, there), there.tokens.end)
    })
}

/// *The FCA*: whether a full name that the ontology knows of a mention is headed by `noun`.
fn is_headed_by(context: &Context<'_>, mention: &Mention, noun: &str) -> bool {
    let Some(id) = mention.iri.as_ref().filter(|_| mention.proper).and_then(|iri| iri.rsplit('/').next()) else {
        return false;
    };
    let Some(entity) = context.ontology.known.get(id) else { return false };
    let words = &context.ontology.words;
    let language = context.trees[mention.sentence].sentence.language;
    let genitive = |word: &str| words.has(language, WordClass::GenitiveMarker, word);
    let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
    names.any(|name| {
        let before: Vec<&str> = name.split(' ').take_while(|word| !genitive(word)).collect();
        let head = if words.is(language, Typology::HeadInitial) { before.first() } else { before.last() };
        head.is_some_and(|head| head.to_lowercase() == noun)
    })
}
