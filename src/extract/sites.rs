//! Sites without a name that the text comes back to: *a plant in X. The plant employs 300 people*.
//!
//! Owns the search for the site that a noun with an article means. Takes the noun; leaves names to `antecedents`.

use crate::model::{EntityKind, Number, Upos};
use crate::ontology::WordClass;

use super::context::Context;

/// How many sentences back the site stands that a noun with an article means.
const REACH: usize = 2;

/// *X opens a plant in Y. The plant employs 300 people*: the site without a name that the text has told of by the same
/// noun or another for a site.
pub(super) fn told_before(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let language = tree.sentence.language;
    if tree.upos(token) != Upos::Noun {
        return None;
    }
    let general = context.ontology.words.has(language, WordClass::SiteNoun, tree.lemma(token));
    let told = |index: usize| {
        let mention = context.mention(index);
        let there = &context.trees[mention.sentence];
        let same = there.lemma(mention.head) == tree.lemma(token) || general;
        let one = there.token(mention.head).morph.number != Some(Number::Plur);
        mention.kind == EntityKind::Facility
            && !mention.proper
            && same
            && one
            && !context.places_behind(mention).is_empty()
    };
    (1..=REACH.min(sentence)).find_map(|back| {
        let before = context.mentions(sentence - back).map(|(index, _)| index);
        before.filter(|&index| told(index)).last()
    })
}
