//! Sites without a name that the text comes back to: *a plant in X. The plant employs 300 people*.
//!
//! Owns the search for the site that a noun with an article means. Takes the noun; leaves names to `antecedents`.

use crate::model::{EntityKind, Gender, Mention, Number, Upos};
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
            && (is_placed(context, mention) || !context.places_behind(mention).is_empty())
    };
    (1..=REACH.min(sentence)).find_map(|back| {
        let before = context.mentions(sentence - back).map(|(index, _)| index);
        before.filter(|&index| told(index)).last()
    })
}

/// *X opens a plant in Y. The site employs 300 people*: the site that a noun for any of them means.
pub(super) fn general(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let any = context.ontology.words.has(tree.sentence.language, WordClass::SiteNoun, tree.lemma(token));
    any.then(|| told_before(context, sentence, token)).flatten()
}

/// *Cette usine appartient à X. Elle emploie 300 personnes*: the site without a name that a pronoun takes up, which opens
/// the sentence before as its subject; one that means the nearest takes up a site behind whom else it may mean (`nearest`).
pub(super) fn in_focus(
    context: &Context<'_>,
    sentence: usize,
    (token, gender): (usize, Option<Gender>),
    nearest: Option<usize>,
) -> Option<usize> {
    let before = sentence.checked_sub(1).filter(|_| context.trees[sentence].upos(token) == Upos::Pron)?;
    let there = &context.trees[before];
    let focus = |mention: &Mention| match nearest.map(|index| context.mention(index)) {
        Some(other) => other.sentence < before || other.sentence == before && other.tokens.end <= mention.tokens.start,
        None => {
            there.relation(mention.head) == "nsubj"
                && there.head(mention.head).is_some_and(|top| there.head(top).is_none())
        }
    };
    let told = |&(_, mention): &(usize, &Mention)| {
        let morph = &there.token(mention.head).morph;
        mention.kind == EntityKind::Facility
            && !mention.proper
            && morph.number != Some(Number::Plur)
            && gender.is_some()
            && morph.gender == gender
            && (is_placed(context, mention) || !context.places_behind(mention).is_empty())
    };
    context.mentions(before).filter(told).filter(|(_, mention)| focus(mention)).last().map(|(index, _)| index)
}

/// Whether the phrase of a site holds the place that tells it apart: *parc éolien de Tilvarn*.
pub(super) fn is_placed(context: &Context<'_>, site: &Mention) -> bool {
    let inside = |mention: &Mention| {
        mention.kind == EntityKind::Place
            && mention.proper
            && mention.tokens.start > site.tokens.start
            && mention.tokens.end <= site.tokens.end
    };
    context.mentions(site.sentence).any(|(_, mention)| inside(mention))
}

/// *X opens its wind park. The new park has ten turbines*: whether a noun that is none for a site by itself is the head of
/// a term for one that the text has told of.
pub(super) fn is_head_of_one(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let lemma = context.trees[sentence].lemma(token);
    let site = |mention: &Mention| {
        let tree = &context.trees[mention.sentence];
        mention.kind == EntityKind::Facility && mention.tokens.len() > 1 && tree.lemma(mention.head) == lemma
    };
    general(context, sentence, token).is_some()
        || (1..=REACH.min(sentence)).any(|back| context.mentions(sentence - back).any(|(_, mention)| site(mention)))
}
