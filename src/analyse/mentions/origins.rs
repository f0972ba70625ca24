//! Places said by an adjective: *une société italienne*, *the German group*.
//!
//! Owns the mention of the place at an adjective of origin that is no part of a name. Gives it the place's name.

use crate::model::{EntityKind, Language, Mention, Sentence, Span, Upos};
use crate::ontology::{KnownEntity, Ontology, WordClass};

/// How sure it is that the adjective says where something is.
const CONFIDENCE: f32 = 0.5;

/// Inserts the places of adjectives among the names, in order.
pub(super) fn find(sentences: &[Sentence], ontology: &Ontology, names: &mut Vec<Mention>) {
    let mut found = Vec::new();
    let mut name = 0;
    for (index, sentence) in sentences.iter().enumerate() {
        for (at, token) in sentence.tokens.iter().enumerate() {
            while names.get(name).is_some_and(|n| n.sentence < index || n.sentence == index && n.tokens.end <= at) {
                name += 1;
            }
            let inside = names.get(name).is_some_and(|n| n.sentence == index && n.tokens.contains(&at));
            if token.upos != Upos::Adj || inside {
                continue;
            }
            let place = |form: &str| ontology.words.value(sentence.language, WordClass::Demonym, form);
            // *A South Korean company*.
            let first = at.checked_sub(1).map(|first| &sentence.tokens[first]);
            let both = first.and_then(|first| {
                let pair = [first.lower(), token.lower()];
                ontology.words.value_of_two(sentence.language, WordClass::Demonym, pair)
            });
            let tokens = if both.is_some() { at - 1..at + 1 } else { at..at + 1 };
            let place = both.or_else(|| place(token.lower())).or_else(|| place(&token.lemma));
            let Some(place) = place.and_then(|id| ontology.known.get(id)) else { continue };
            found.push(Mention {
                sentence: index,
                head: at,
                span: Span::new(sentence.tokens[tokens.start].span.start, token.span.end),
                tokens,
                name: called(place, sentence.language).into(),
                kind: EntityKind::Place,
                proper: true,
                iri: Some(place.iri.clone()),
                confidence: CONFIDENCE,
            });
        }
    }
    names.extend(found);
    names.sort_by_key(|mention| (mention.sentence, mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
}

/// Whether a token in small letters is a word of origin that stands as a noun, with an article: *l'allemand X*.
pub(super) fn is_noun(sentence: &Sentence, at: usize, ontology: &Ontology) -> bool {
    let token = &sentence.tokens[at];
    let article = at.checked_sub(1).is_some_and(|before| sentence.tokens[before].upos == Upos::Det);
    let small = token.form.starts_with(char::is_lowercase);
    article && small && ontology.words.has(sentence.language, WordClass::Demonym, &token.form)
}

/// What a language calls a known place.
fn called(place: &KnownEntity, language: Language) -> &str {
    place.labels.get(&language).unwrap_or(&place.name)
}
