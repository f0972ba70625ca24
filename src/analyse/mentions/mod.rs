//! Mentions: what in a document names something, and of what kind.
//!
//! Owns the order: spans of names (those that are sure, then the others by their light), their kinds over the
//! whole document, then places said by an adjective and the noun phrases between. Takes tagged and parsed
//! sentences; leaves who is who to `resolve`.

mod bodies;
mod couples;
mod described;
mod evidence;
mod extents;
mod gazetteer;
mod institutions;
mod kinds;
mod names;
mod namesakes;
mod nouns;
mod openers;
mod openings;
mod origins;
mod phrases;
mod placed;
mod possessors;
mod preferences;
mod runs;
mod seen;
mod variants;
mod whole;

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::analysis::{Measure, MeasureKind, TimeExpression};
use crate::model::{Document, EntityKind, Language, Mention, Sentence};
use crate::ontology::Ontology;

pub(super) use gazetteer::Gazetteer;
pub(super) use preferences::Preferences;

/// What is known before a document is read.
pub(super) struct Lists<'l> {
    pub(super) ontology: &'l Ontology,
    pub(super) gazetteer: &'l Gazetteer,
    /// Whether a form is an ordinary word of a language.
    pub(super) ordinary: &'l dyn Fn(Language, &str) -> bool,
    pub(super) preferences: &'l Preferences,
    /// Whether it is an ordinary word that may be rare: a dictionary has it.
    pub(super) dictionary: &'l dyn Fn(Language, &str) -> bool,
}

/// The mentions of a document by sentence, then first token.
pub(super) fn find(
    document: &Document,
    sentences: &[Sentence],
    (measures, times): (&[Measure], &[TimeExpression]),
    lists: &Lists<'_>,
) -> Vec<Mention> {
    // Every form is looked up once a document.
    let known = RefCell::new(Language::ALL.map(|_| FxHashMap::<String, bool>::default()));
    let ordinary = |language: Language, form: &str| {
        let known = &mut known.borrow_mut()[language as usize];
        known.get(form).copied().unwrap_or_else(|| {
            let found = (lists.ordinary)(language, form);
            known.insert(form.to_owned(), found);
            found
        })
    };
    let lists = &Lists { ordinary: &ordinary, ..*lists };
    let names = names::of_document(document, sentences, lists);
    let mut mentions = kinds::decide(document, sentences, lists, &names);
    drop_units(&mut mentions, measures);
    couples::share(sentences, lists.ontology, &mut mentions);
    origins::find(sentences, lists.ontology, &mut mentions);
    let (mut name, mut measure) = (0, 0);
    let mut phrases = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let (first, start) = (name, measure);
        name += mentions[first..].iter().take_while(|mention| mention.sentence == index).count();
        measure += measures[start..].iter().take_while(|measure| measure.sentence == index).count();
        // An activity that is known by name may be part of a phrase that says more.
        let names: Vec<Mention> =
            mentions[first..name].iter().filter(|mention| mention.kind != EntityKind::Sector).cloned().collect();
        let known = |head: usize, tokens: &std::ops::Range<usize>| {
            mentions[first..name].iter().any(|name| name.head == head && name.tokens == *tokens)
        };
        let found = nouns::find(document, index, sentence, &measures[start..measure], lists.ontology, &names);
        let own = &times[times.partition_point(|time| time.sentence < index)..];
        let own = &own[..own.partition_point(|time| time.sentence == index)];
        let in_time = |head: usize| own.iter().any(|time| time.tokens.contains(&head));
        let activity = |head: usize| mentions[first..name].iter().any(|name| name.head == head);
        let new = |phrase: &Mention| !known(phrase.head, &phrase.tokens) && !in_time(phrase.head);
        phrases.extend(found.into_iter().filter(new).map(|mut phrase| {
            if phrase.confidence <= nouns::ANY_THING && activity(phrase.head) {
                (phrase.kind, phrase.confidence) = (EntityKind::Sector, nouns::SAID);
            }
            phrase
        }));
    }
    drop_activities(&mut mentions, &phrases);
    mentions.extend(phrases);
    mentions.sort_by_key(|mention| (mention.sentence, mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    mentions
}

/// *28 millions de kWh*, *R1.4m*: what measures is no name.
fn drop_units(mentions: &mut Vec<Mention>, measures: &[Measure]) {
    let mut inside: FxHashMap<usize, Vec<&Measure>> = FxHashMap::default();
    for measure in measures {
        inside.entry(measure.sentence).or_default().push(measure);
    }
    let within = |measure: &Measure, name: &Mention| {
        let after = measure.tokens.start < name.tokens.start;
        let place = match measure.kind {
            MeasureKind::Other | MeasureKind::Power => after,
            // The sign stands before the number, the token that is paid in behind it.
            MeasureKind::Money => !after && measure.tokens.start == name.tokens.start,
            _ => false,
        };
        place && name.tokens.end <= measure.tokens.end
    };
    mentions.retain(|name| {
        let own = inside.get(&name.sentence).map(Vec::as_slice).unwrap_or_default();
        !own.iter().any(|measure| within(measure, name))
    });
}

/// An activity known by name gives way to the longer phrase it heads: *minage de Bitcoin* over *minage*.
fn drop_activities(mentions: &mut Vec<Mention>, phrases: &[Mention]) {
    let heads: FxHashSet<(usize, usize)> =
        phrases.iter().filter(|phrase| phrase.tokens.len() > 1).map(|phrase| (phrase.sentence, phrase.head)).collect();
    mentions.retain(|name| name.kind != EntityKind::Sector || !heads.contains(&(name.sentence, name.head)));
}

/// The words of a range of tokens as the document writes them, line breaks as blanks.
fn slice(document: &Document, sentence: &Sentence, tokens: &std::ops::Range<usize>) -> String {
    let span = sentence.tokens[tokens.start].span.cover(sentence.tokens[tokens.end - 1].span);
    document.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The token of a range whose head lies outside it, nouns and names before other words.
fn head_of(sentence: &Sentence, tokens: &std::ops::Range<usize>) -> usize {
    use crate::model::Upos;

    let outside = |token: &usize| sentence.tokens[*token].head.is_none_or(|head| !tokens.contains(&head));
    let candidates: Vec<usize> = tokens.clone().filter(outside).collect();
    let noun = |token: &usize| matches!(sentence.tokens[*token].upos, Upos::Noun | Upos::Propn);
    candidates.iter().copied().find(noun).or_else(|| candidates.first().copied()).unwrap_or(tokens.start)
}
