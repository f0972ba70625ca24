//! Descriptions behind a comma that the parser made an adverbial of the verb: *X a vendu Y, sa filiale de téléphonie*.
//!
//! Owns the return of such a noun to the name before it. Takes the tokens of a sentence; asks the words for the nouns that
//! say what kind of thing a name is.

use crate::model::{Sentence, Upos};
use crate::ontology::{WordClass, Words};

/// Hangs a noun for a kind of thing, with an article or possessive and no adposition, on the name before its comma.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    for noun in 3..sentence.tokens.len() {
        if let Some(name) = described(sentence, words, noun) {
            sentence.tokens[noun].head = Some(name);
            sentence.tokens[noun].deprel = "appos".into();
        }
    }
}

/// The name that the noun describes.
fn described(sentence: &Sentence, words: &Words, noun: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let adverbial = tokens[noun].upos == Upos::Noun && tokens[noun].deprel.starts_with("obl");
    let says_a_kind = words.has(sentence.language, WordClass::KindNoun, &tokens[noun].lemma);
    let marked = tokens.iter().any(|token| token.head == Some(noun) && &*token.deprel == "case");
    let article = noun - 1;
    let introduced = tokens[article].upos == Upos::Det && tokens[article].head == Some(noun);
    if !adverbial || !says_a_kind || marked || !introduced || tokens[article - 1].form.as_ref() != "," {
        return None;
    }
    // A name of several words is headed by its first.
    let mut name = article.checked_sub(2)?;
    while tokens[name].deprel.starts_with("flat") {
        name = tokens[name].head.filter(|&head| head < name)?;
    }
    (tokens[name].upos == Upos::Propn && tokens[name].head == tokens[noun].head).then_some(name)
}
