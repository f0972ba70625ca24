//! Words that stress or distribute a subject from a place of their own: *the firms each hold a third*, *X was itself
//! taken over*, *X lui-même est racheté*.
//!
//! Owns what parsers make of floating quantifiers and intensifiers (Sportiche 1988, König & Siemund 1999): a second
//! subject, a mark of the clause. They are adverbs of its verb, and where one took the place of a relative pronoun, the
//! pronoun gets it back. Takes a sentence, gives heads and relations as before.

use crate::model::{Sentence, Token, Upos};
use crate::ontology::{WordClass, Words};

/// Makes adverbs of what floats between a subject and its verb.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    let language = sentence.language;
    let tokens = &mut sentence.tokens;
    for at in 0..tokens.len() {
        let floats = words.has(language, WordClass::Floating, tokens[at].lower());
        let Some(verb) = tokens[at].head.filter(|&verb| floats && verb > at && has_other_subject(tokens, at, verb))
        else {
            continue;
        };
        if matches!(&*tokens[at].deprel, "nsubj" | "nsubj:pass" | "mark" | "obj" | "cc") {
            let subject = tokens[at].deprel.starts_with("nsubj");
            tokens[at].deprel = "advmod".into();
            tokens[at].upos = Upos::Adv;
            if subject {
                restore_relative(tokens, at, verb);
            }
        }
    }
}

/// Whether the verb has a subject, or a relative pronoun that may be it, before the floating word.
fn has_other_subject(tokens: &[Token], floating: usize, verb: usize) -> bool {
    let mut before = tokens[..floating].iter();
    matches!(tokens[verb].upos, Upos::Verb | Upos::Adj | Upos::Noun)
        && before.any(|token| {
            token.head == Some(verb)
                && (token.deprel.starts_with("nsubj") || &*token.deprel == "obj" && token.upos == Upos::Pron)
        })
}

/// *Y, which itself became Z*: the pronoun right before the floating word is the subject, what stands behind the verb in
/// that part is not.
fn restore_relative(tokens: &mut [Token], floating: usize, verb: usize) {
    let pronoun = floating
        .checked_sub(1)
        .filter(|&at| tokens[at].upos == Upos::Pron && tokens[at].head == Some(verb) && &*tokens[at].deprel == "obj");
    let Some(pronoun) = pronoun else { return };
    tokens[pronoun].deprel = "nsubj".into();
    for token in &mut tokens[verb + 1..] {
        if token.head == Some(verb) && token.deprel.starts_with("nsubj") {
            token.deprel = "obj".into();
        }
    }
}
