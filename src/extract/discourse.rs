//! What a text has said so far of whom it names: its topic, the nouns that described each, who is taken up again.
//!
//! Owns what `antecedents` remembers of the sentences before. Takes a document's analysis, reads it once.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::model::{EntityKind, Language, Upos};
use crate::ontology::WordClass;

use super::antecedents::{SUBJECT, distance, of};
use super::naming;
use super::participants::Context;

/// How often a name must stand in a text, and how much more often than any other, to be its speaker.
const SPEAKS: (usize, f32) = (3, 1.5);

/// The organisation that a text is about, whom it says *we* of: the one named far more often than any other.
pub(super) fn topic(context: &Context<'_>) -> Option<usize> {
    *context.topic.get_or_init(|| most_named(context))
}

fn most_named(context: &Context<'_>) -> Option<usize> {
    let mut counts: IndexMap<&str, (usize, usize)> = IndexMap::new();
    for (index, mention) in context.analysis.mentions.iter().enumerate() {
        if mention.proper && mention.kind == EntityKind::Organization {
            counts.entry(&mention.name).or_insert((index, 0)).1 += 1;
        }
    }
    let mut counts: Vec<(usize, usize)> = counts.into_values().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let (first, count) = *counts.first()?;
    let second = counts.get(1).map_or(0, |&(_, count)| count);
    let far = count >= SPEAKS.0 && count as f32 >= SPEAKS.1 * second as f32;
    far.then_some(first)
        .or_else(|| opening(context).filter(|(_, own)| *own >= 2 && own + 1 >= count).map(|(index, _)| index))
}

/// The organisation that a text opens with as its subject, and how often it is named.
fn opening(context: &Context<'_>) -> Option<(usize, usize)> {
    let mentions = &context.analysis.mentions;
    let (index, first) =
        mentions.iter().enumerate().find(|(_, mention)| mention.proper && mention.kind == EntityKind::Organization)?;
    let tree = &context.trees[first.sentence];
    let subject = !matches!(tree.relation(first.head), "obj" | "obl" | "nmod" | "iobj");
    let count = mentions.iter().filter(|mention| mention.proper && mention.name == first.name).count();
    (subject && first.sentence <= OPENING).then_some((index, count))
}

/// In how many sentences a text says whom it is about.
const OPENING: usize = 1;

/// The names that each noun of the document describes, by its lemma.
pub(super) fn described<'c>(context: &'c Context<'_>) -> &'c HashMap<String, Vec<usize>> {
    context.described.get_or_init(|| {
        let mut found: HashMap<String, Vec<usize>> = HashMap::new();
        for (sentence, tree) in context.trees.iter().enumerate() {
            for noun in (0..tree.len()).filter(|&token| tree.upos(token) == Upos::Noun) {
                let kind = naming::kind_of(context, sentence, noun);
                let any = context.ontology.words.has(tree.sentence.language, WordClass::AnyFirm, tree.lemma(noun));
                if any || !matches!(kind, Some(EntityKind::Organization | EntityKind::Product | EntityKind::Facility)) {
                    continue;
                }
                let said = naming::said_of(context, sentence, noun);
                let said = said.and_then(|token| context.mention_at(sentence, token));
                let name = naming::beside(context, sentence, noun).or(said.map(|(index, _)| index));
                if let Some(name) = name.filter(|&name| context.mention(name).proper) {
                    found.entry(tree.lemma(noun).to_owned()).or_default().push(name);
                }
            }
        }
        found
    })
}

/// The names that begin or end with each noun: *Parc éolien des Caps*, then *le parc*.
pub(super) fn named_by<'c>(context: &'c Context<'_>) -> &'c HashMap<String, Vec<usize>> {
    context.named_by.get_or_init(|| {
        let mut found: HashMap<String, Vec<usize>> = HashMap::new();
        let thing = |kind| matches!(kind, EntityKind::Organization | EntityKind::Facility | EntityKind::Product);
        let names = context.analysis.mentions.iter().enumerate();
        for (index, mention) in names.filter(|(_, mention)| mention.proper && thing(mention.kind)) {
            let tree = &context.trees[mention.sentence];
            for at in [mention.tokens.start, mention.tokens.end - 1] {
                let word = tree.token(at).form.to_lowercase();
                let words = &context.ontology.words;
                let any = words.has(tree.sentence.language, WordClass::AnyFirm, &word);
                let heads = words.has(tree.sentence.language, WordClass::KindNoun, &word)
                    || tree.sentence.language == Language::French && at == mention.tokens.start;
                if heads && !any && mention.tokens.len() > 1 {
                    found.entry(word).or_default().push(index);
                }
            }
        }
        found
    })
}

/// Whom the subjects of the sentence `back` before point back to in their turn, each as good as a name in its place:
/// *X grew. The company hired. It ...*
pub(super) fn taken_up(context: &Context<'_>, sentence: usize, back: usize) -> Vec<(usize, f32)> {
    let there = sentence - back;
    let tree = &context.trees[there];
    let subjects = (0..tree.len()).filter(|&token| tree.relation(token) == "nsubj");
    let found = subjects.filter_map(|token| chained(context, there, token));
    found.map(|index| (index, SUBJECT + distance(back) + 0.2 * context.mention(index).confidence)).collect()
}

/// The antecedent of a phrase, asked once for a document.
fn chained(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    if let Some(known) = context.antecedents.borrow().get(&(sentence, token)) {
        return *known;
    }
    context.antecedents.borrow_mut().insert((sentence, token), None);
    let found = of(context, sentence, token, &[]);
    context.antecedents.borrow_mut().insert((sentence, token), found);
    found
}
