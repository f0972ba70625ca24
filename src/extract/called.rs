//! What a participant is called where a name and a common noun stand together: *the Veriface engine*, *the Tilvarn
//! refinery*, *the fertiliser business*.
//!
//! Owns the choice between the name, the noun's phrase and both. Takes a mention where it was reached; gives its name and
//! the span of the words that say it; leaves its kind to `filling`.

use crate::model::{EntityKind, Mention, Number, Span, Upos};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::context::{Context, KNOWN_FOR_SURE};
use super::naming;
use super::relations::PARTNERS_WITH;

/// A name and where it stands.
pub(super) struct Called {
    pub(super) name: String,
    pub(super) span: Span,
}

/// What a mention that stands where `token` does is called together with what is beside it, when that is more or less
/// than its own words.
pub(super) fn together(context: &Context<'_>, mention: &Mention, token: usize) -> Option<Called> {
    if mention.proper {
        with_its_noun(context, mention, token)
    } else {
        inner_name(context, mention)
            .or_else(|| name_of_several(context, mention))
            .or_else(|| with_its_place(context, mention))
            .or_else(|| with_its_owner(context, mention))
    }
}

/// *The SkyBond alliance*: a name reached by the noun that it stands before.
fn with_its_noun(context: &Context<'_>, mention: &Mention, token: usize) -> Option<Called> {
    let tree = &context.trees[mention.sentence];
    let beside = token >= mention.tokens.end
        && tree.upos(token) == Upos::Noun
        && tree.head(mention.head) == Some(token)
        && (mention.tokens.end..token).all(|at| matches!(tree.upos(at), Upos::Noun | Upos::Adj | Upos::Propn));
    let kind = naming::kind_of(context, mention.sentence, token);
    let thing = !matches!(kind, None | Some(EntityKind::Person | EntityKind::Sector));
    (beside && thing && !names_follow(context, mention, token))
        .then(|| Called { name: mention.name.to_string(), span: mention.span.cover(tree.token(token).span) })
}

/// *Its subsidiary X*: the noun describes the name behind it.
fn names_follow(context: &Context<'_>, mention: &Mention, token: usize) -> bool {
    context.mentions(mention.sentence).any(|(_, other)| other.proper && other.tokens.start == token + 1)
}

/// *The Veriface engine*: a thing is called by the name that its phrase opens with, when that is a name for things; a
/// name that the ontology knows is another thing's (*Windows laptops*), unless the noun says nothing else of it
/// (*the AURA tokens*).
fn inner_name(context: &Context<'_>, mention: &Mention) -> Option<Called> {
    let tree = &context.trees[mention.sentence];
    if !matches!(mention.kind, EntityKind::Product | EntityKind::Token) {
        return None;
    }
    let words = &context.ontology.words;
    let start = (mention.tokens.start..mention.head).find(|&at| {
        tree.upos(at) != Upos::Num && !words.has(tree.sentence.language, WordClass::Ranking, tree.lower(at))
    })?;
    let thing = |kind| matches!(kind, EntityKind::Product | EntityKind::Token);
    let (_, name) = context.mentions(mention.sentence).find(|(_, name)| {
        name.proper && name.tokens.start == start && name.tokens.end <= mention.head && thing(name.kind)
    })?;
    let unknown = name.iri.is_none() && name.confidence < KNOWN_FOR_SURE;
    (unknown || name.kind == mention.kind && name.kind == EntityKind::Token)
        .then(|| Called { name: name.name.to_string(), span: mention.span })
}

/// *The GreenSteel consortium*: so is a body of several, whose noun says no more than that.
fn name_of_several(context: &Context<'_>, mention: &Mention) -> Option<Called> {
    if mention.kind != EntityKind::Organization || mention.tokens.len() < 2 {
        return None;
    }
    let tree = &context.trees[mention.sentence];
    let lemma = tree.lower_lemma(mention.head);
    let mut entries = context.ontology.lexicon.of_lemma(tree.sentence.language, PartOfSpeech::Noun, lemma);
    let several = entries.any(|entry| entry.frame == Frame::MutualNoun && *entry.relation == *PARTNERS_WITH);
    let (_, name) = context.mentions(mention.sentence).filter(|_| several).find(|(_, name)| {
        name.proper
            && name.tokens.start == mention.tokens.start
            && name.tokens.end == mention.head
            && !matches!(name.kind, EntityKind::Place | EntityKind::Person)
    })?;
    Some(Called { name: name.name.to_string(), span: mention.span })
}

/// *The Tilvarn refinery*: one site is told apart by its place.
pub(super) fn with_its_place(context: &Context<'_>, mention: &Mention) -> Option<Called> {
    let tree = &context.trees[mention.sentence];
    if mention.kind != EntityKind::Facility || tree.token(mention.head).morph.number == Some(Number::Plur) {
        return None;
    }
    let (_, place) = context.mentions(mention.sentence).find(|(_, place)| {
        place.proper && place.kind == EntityKind::Place && place.tokens.end == mention.tokens.start
    })?;
    let beside = tree.head(place.head).is_some_and(|head| mention.tokens.contains(&head))
        && matches!(tree.upos(place.head), Upos::Propn | Upos::Noun);
    let name = format!("{} {}", place.name, mention.name);
    beside.then(|| Called { name, span: place.span.cover(mention.span) })
}

/// *Tilvarn's plant*: so is a site by who owns it, in a language that puts the owner first.
pub(super) fn with_its_owner(context: &Context<'_>, mention: &Mention) -> Option<Called> {
    let tree = &context.trees[mention.sentence];
    if mention.kind != EntityKind::Facility || tree.token(mention.head).morph.number == Some(Number::Plur) {
        return None;
    }
    let clitic = mention.tokens.start.checked_sub(1).filter(|&at| tree.upos(at) == Upos::Part)?;
    let (_, owner) = context
        .mentions(mention.sentence)
        .find(|(_, owner)| owner.proper && owner.kind == EntityKind::Organization && owner.tokens.end == clitic)?;
    let owns = tree.head(owner.head).is_some_and(|head| mention.tokens.contains(&head));
    let name = format!("{}{} {}", owner.name, tree.token(clitic).form, mention.name);
    owns.then(|| Called { name, span: owner.span.cover(mention.span) })
}
