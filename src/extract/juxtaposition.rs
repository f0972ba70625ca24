//! What stands right beside a noun, wherever the tree hangs it: *Zorvex chief executive Ann Orr*, *oil
//! and gas company*.
//!
//! Owns readings of noun phrases by adjacency alone. Takes a noun's place in its sentence; asked
//! where the tree gives nothing.

use std::ops::Range;

use crate::model::{EntityKind, Number, Upos};
use crate::ontology::WordClass;

use super::context::Context;
use super::naming;

/// How many words a sector before a class noun may have.
const LONGEST: usize = 5;

/// The name that ends where the phrase of the noun at `noun` begins, a possessive clitic or plain
/// adjectives between them.
pub(super) fn name_before(context: &Context<'_>, sentence: usize, noun: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let mut end = noun;
    while let Some(before) = end.checked_sub(1) {
        let (index, proper) = context.mention_at(sentence, before).unwrap_or((0, false));
        if proper {
            return (context.mention(index).tokens.end == end).then_some(index);
        }
        let clitic = tree.upos(before) == Upos::Part && tree.relation(before) == "case";
        if !clitic && tree.upos(before) != Upos::Adj && tree.upos(before) != Upos::Noun {
            return None;
        }
        end = before;
    }
    None
}

/// The name right behind the phrase of one noun with an article, which describes it whatever stands before: *Propriété de
/// Y, la marque de stylos X*.
pub(super) fn name_behind(context: &Context<'_>, sentence: usize, noun: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let (index, proper) = context.mention_at(sentence, noun)?;
    let phrase = context.mention(index);
    let one = !proper && phrase.head == noun && tree.token(noun).morph.number != Some(Number::Plur);
    let determined = tree.children_by(noun, &["det"]).any(|det| det < noun);
    let bare = (noun + 1..phrase.tokens.end).all(|token| tree.upos(token) != Upos::Det);
    // *La plateforme de paiement du groupe Y*: what says the kind of a firm has the name behind it.
    let last = phrase.tokens.end - 1;
    if last != noun && naming::kind_of(context, sentence, last) == Some(EntityKind::Organization) {
        return None;
    }
    let mut names = context.mentions(sentence).map(|(_, mention)| mention);
    let name = names.find(|name| name.proper && name.tokens.start == phrase.tokens.end)?;
    let thing = !matches!(name.kind, EntityKind::Person | EntityKind::Place | EntityKind::Sector);
    (one && determined && bare && thing).then_some(name.head)
}

/// The name right before the bracket or dash that opens what stands around `token`: *X (58 million of sales)*.
pub(super) fn name_before_bracket(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let opening = (0..token).rev().find(|&at| tree.upos(at) == Upos::Punct)?;
    let opens = matches!(tree.token(opening).form.as_ref(), "(" | "\u{2013}" | "\u{2014}" | "[");
    let before = opening.checked_sub(1).filter(|_| opens)?;
    context.mention_at(sentence, before).filter(|(_, proper)| *proper).map(|(index, _)| index)
}

/// The nouns right before a class noun that tell its sector: *oil and gas*, *digital subscription television*.
pub(super) fn sector_before(context: &Context<'_>, sentence: usize, noun: usize) -> Option<Range<usize>> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let language = tree.sentence.language;
    let is_noun = |token: usize| {
        let lower = tree.token(token).form.chars().next().is_some_and(|c| !c.is_uppercase());
        // *Kiosk maker X*: the capital of a sentence on what names nothing.
        let opens = tree.upos(token) == Upos::Propn
            && token == 0
            && context.mention_at(sentence, token).is_none()
            && !words.has(language, WordClass::Demonym, tree.lower(token));
        opens
            || tree.upos(token) == Upos::Noun
                && (lower || context.mention_at(sentence, token).is_none_or(|(_, proper)| !proper))
    };
    let ranks = |token: usize| words.has(language, WordClass::Ranking, tree.lower(token));
    let ties = |token: usize| {
        let span = |token: usize| tree.token(token).span;
        tree.token(token).form.as_ref() == "-" && span(token).end == span(token + 1).start
    };
    noun.checked_sub(1).filter(|&before| is_noun(before))?;
    let mut start = noun;
    while let Some(before) = start.checked_sub(1).filter(|_| noun - start < LONGEST) {
        // *A low-fare airline*: what a hyphen ties to the noun goes with it.
        if before > 0 && ties(before) && !ranks(before + 1) {
            start = before - 1;
            continue;
        }
        let joins = tree.token(before).form.as_ref() == "&" || tree.upos(before) == Upos::Cconj;
        let described = tree.upos(before) == Upos::Adj
            && !words.has(language, WordClass::Demonym, tree.lower(before))
            && start < noun;
        if !(is_noun(before) || described && !ranks(before) || joins && before > 0 && is_noun(before - 1)) {
            break;
        }
        start = before;
    }
    // An adjective alone before the first noun may describe the company instead.
    let alone = |at: usize| tree.upos(at) != Upos::Noun && tree.upos(at + 1) != Upos::Noun && !ties(at + 1);
    while start < noun && alone(start) {
        start += 1;
    }
    (start < noun).then_some(start..noun)
}
