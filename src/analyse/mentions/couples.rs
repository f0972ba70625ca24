//! *Founded by François and Françoise Tilvarn*: two given names before one family name.
//!
//! Owns the full name of the first. Takes the mentions of a document in order; leaves who else bears a name to `variants`.

use crate::model::{EntityKind, Mention, Sentence, Upos};
use crate::ontology::{Ontology, WordClass};

/// Gives each given name alone before a conjunction the family name of the person behind it.
pub(super) fn share(sentences: &[Sentence], ontology: &Ontology, mentions: &mut [Mention]) {
    for second in 1..mentions.len() {
        let (before, behind) = mentions.split_at_mut(second);
        let (Some(first), Some(other)) = (before.last_mut(), behind.first()) else { continue };
        let sentence = &sentences[first.sentence];
        let given = |at: usize| {
            let form = &sentence.tokens[at].form;
            ontology.words.has(sentence.language, WordClass::GivenName, form)
        };
        let together = first.sentence == other.sentence
            && first.tokens.end + 1 == other.tokens.start
            && sentence.tokens[first.tokens.end].upos == Upos::Cconj;
        let couple = together
            && first.tokens.len() == 1
            && other.tokens.len() == 2
            && other.kind == EntityKind::Person
            && first.iri.is_none()
            && first.kind != EntityKind::Organization
            && sentence.tokens[first.head].relation() != "obj"
            && given(first.tokens.start)
            && given(other.tokens.start);
        // The text may have given the first its full name elsewhere.
        if couple && !first.name.contains(' ') {
            let family = &sentence.tokens[other.tokens.start + 1].form;
            first.name = format!("{} {family}", first.name).into();
            (first.kind, first.confidence) = (EntityKind::Person, first.confidence.max(other.confidence));
        }
    }
}
