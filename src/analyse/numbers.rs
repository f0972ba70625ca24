//! The number of nouns that neither the treebanks nor the dictionary tell.
//!
//! Owns that a noun has the number of its determiner: *des panneaux*. Takes parsed sentences.

use crate::model::{Sentence, Upos};

/// Gives each noun without a number that of its determiner.
pub(super) fn agree(sentence: &mut Sentence) {
    for at in 0..sentence.tokens.len() {
        let determiner = &sentence.tokens[at];
        let number = determiner.morph.number.filter(|_| determiner.upos == Upos::Det && &*determiner.deprel == "det");
        let (Some(number), Some(noun)) = (number, determiner.head) else { continue };
        let noun = &mut sentence.tokens[noun];
        if noun.upos == Upos::Noun && noun.morph.number.is_none() {
            noun.morph.number = Some(number);
        }
    }
}
