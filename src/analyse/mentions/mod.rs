//! Mentions: what in a document names something, and of what kind.
//!
//! Owns the order: spans of names, their kinds over the whole document, then the noun
//! phrases between them. Takes tagged and parsed sentences; leaves who is who to `resolve`.

mod kinds;
mod names;
mod nouns;

use crate::model::analysis::Measure;
use crate::model::{Document, Mention, Sentence};
use crate::ontology::Ontology;

pub(super) use names::Gazetteer;

/// The mentions of a document by sentence, then first token.
pub(super) fn find(
    document: &Document,
    sentences: &[Sentence],
    measures: &[Measure],
    ontology: &Ontology,
    gazetteer: &Gazetteer,
) -> Vec<Mention> {
    let mut names = Vec::new();
    let seen = names::Seen::new(sentences, ontology);
    for (index, sentence) in sentences.iter().enumerate() {
        names::find(document, index, sentence, ontology, gazetteer, &seen, &mut names);
    }
    let mut mentions = kinds::decide(sentences, ontology, names);
    for (index, sentence) in sentences.iter().enumerate() {
        nouns::find(document, index, sentence, measures, ontology, &mut mentions);
    }
    mentions.sort_by_key(|mention| (mention.sentence, mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    mentions
}

/// The token of a range whose head lies outside it, nouns and names before other words.
fn head_of(sentence: &Sentence, tokens: &std::ops::Range<usize>) -> usize {
    use crate::model::Upos;

    let outside = |token: &usize| sentence.tokens[*token].head.is_none_or(|head| !tokens.contains(&head));
    let candidates: Vec<usize> = tokens.clone().filter(outside).collect();
    let noun = |token: &usize| matches!(sentence.tokens[*token].upos, Upos::Noun | Upos::Propn);
    candidates.iter().copied().find(noun).or_else(|| candidates.first().copied()).unwrap_or(tokens.start)
}
