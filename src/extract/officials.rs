//! Names that no word for a company stands for: authorities, families, parts of a firm, brands.
//!
//! Owns which names of a text are such, those of authorities by a word in the name, by the full name that the ontology knows or by
//! the noun that says what they are (*the regulator X*), brands by the noun before them. Takes a mention; `ranking` weighs what it
//! says.

use std::collections::HashSet;

use crate::model::{EntityKind, Upos};
use crate::ontology::{Typology, WordClass};

use super::context::Context;
use super::naming;
use super::salience::standing;

/// Whether a name is that of an authority.
pub(super) fn is_authority(context: &Context<'_>, index: usize) -> bool {
    let mention = context.mention(index);
    mention.kind == EntityKind::Organization && of_text(context).contains(mention.name.as_ref())
}

/// Whether a name is that of a family.
pub(super) fn is_family(context: &Context<'_>, index: usize) -> bool {
    let mention = context.mention(index);
    let language = context.trees[mention.sentence].sentence.language;
    let family = |word: &str| context.ontology.words.has(language, WordClass::FamilyNoun, &word.to_lowercase());
    mention.name.split(' ').any(family)
}

/// *La division X*, *the X division*: whether a name is that of a part of a firm.
pub(super) fn is_part(context: &Context<'_>, index: usize) -> bool {
    let mention = context.mention(index);
    let tree = &context.trees[mention.sentence];
    let part = |at: usize| {
        at < tree.len()
            && tree.upos(at) == Upos::Noun
            && context.ontology.words.has(tree.sentence.language, WordClass::FirmPart, tree.lemma(at))
    };
    mention.tokens.start.checked_sub(1).is_some_and(part) || part(mention.tokens.end)
}

/// *La marque X*, *des marques X et Y*: whether a name is that of a brand, which nobody governs.
pub(super) fn is_brand(context: &Context<'_>, index: usize) -> bool {
    let mention = context.mention(index);
    let tree = &context.trees[mention.sentence];
    let language = tree.sentence.language;
    let brand = |at: usize| context.ontology.words.has(language, WordClass::BrandNoun, tree.lemma(at));
    let joined = tree.head(mention.head).filter(|_| tree.relation(mention.head) == "conj");
    [Some(mention.head), joined].into_iter().flatten().any(|name| brand(standing(tree, name)))
}

/// The names of authorities in a text, asked once.
fn of_text<'c>(context: &'c Context<'_>) -> &'c HashSet<String> {
    context.authorities.get_or_init(|| {
        let names = context.analysis.mentions.iter().enumerate();
        let organisations = names.filter(|(_, it)| it.proper && it.kind == EntityKind::Organization);
        let by_name = organisations.filter(|&(index, _)| says_so(context, index)).map(|(index, _)| index);
        let by_noun = (0..context.trees.len()).flat_map(|sentence| described(context, sentence));
        by_name.chain(by_noun).map(|index| context.mention(index).name.to_string()).collect()
    })
}

/// Whether a name says that it is an authority's: *the Competition Authority*, *the Fraud Office*, or the full name of an
/// acronym that the ontology knows.
fn says_so(context: &Context<'_>, index: usize) -> bool {
    let mention = context.mention(index);
    let words = &context.ontology.words;
    let language = context.trees[mention.sentence].sentence.language;
    let public = |name: &str| is_headed_by_a_body(context, mention.sentence, name);
    let last = mention.name.rsplit(' ').next().filter(|last| *last != mention.name.as_ref());
    let office = last.is_some_and(|last| words.has(language, WordClass::OfficeNoun, &last.to_lowercase()));
    let known = || {
        let id = mention.iri.as_ref()?.rsplit('/').next()?;
        let entity = context.ontology.known.get(id)?;
        let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
        Some(names.any(|name| public(name)))
    };
    public(&mention.name) || office || known().unwrap_or(false)
}

/// Whether a name is headed by a word for a public body, which stands before its genitive, or else last where heads come last:
/// *the Bank of Tilvarn*, *State Street* are none.
fn is_headed_by_a_body(context: &Context<'_>, sentence: usize, name: &str) -> bool {
    let words = &context.ontology.words;
    let language = context.trees[sentence].sentence.language;
    let all: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    let genitive = all.iter().position(|word| words.has(language, WordClass::GenitiveMarker, word));
    let before = &all[..genitive.unwrap_or(all.len())];
    let public = |word: &String| is_public(context, sentence, word);
    if words.is(language, Typology::HeadInitial) {
        before.iter().any(public)
    } else {
        before.last().is_some_and(public)
    }
}

/// The names of a sentence that a noun for an authority describes: *the energy regulator X*.
fn described(context: &Context<'_>, sentence: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let proper = |at: usize| context.mention_at(sentence, at).filter(|&(_, proper)| proper).map(|(index, _)| index);
    let nouns =
        (0..tree.len()).filter(|&at| tree.upos(at) == Upos::Noun && is_public(context, sentence, tree.lower_lemma(at)));
    nouns
        .filter_map(|noun| {
            let said = || naming::said_of(context, sentence, noun).and_then(proper);
            naming::beside(context, sentence, noun).or_else(said)
        })
        .collect()
}

/// Whether a word names an authority, and nothing else besides.
fn is_public(context: &Context<'_>, sentence: usize, word: &str) -> bool {
    let language = context.trees[sentence].sentence.language;
    context.ontology.words.value(language, WordClass::PublicBody, word).is_some_and(str::is_empty)
}
