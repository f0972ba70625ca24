//! *X et Y sont ses rivaux*: a verb of being that the parser took for a verb with an object.
//!
//! Owns that one repair: the noun becomes the predicate, the verb its copula. Takes a sentence; verbs of becoming stay verbs.

use crate::model::{Sentence, Token, Upos};
use crate::ontology::{WordClass, Words};

/// The value of verbs that join a noun to their subject and stay verbs.
const BECOMING: &str = "becoming";

/// Makes a predicate of each bare noun behind a verb of being.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    let language = sentence.language;
    let tokens = &mut sentence.tokens;
    let being = |token: &Token| {
        let value = words.value(language, WordClass::Copula, &token.lemma);
        token.upos == Upos::Verb && value.is_some_and(|value| value != BECOMING)
    };
    for verb in 0..tokens.len() {
        if !being(&tokens[verb]) {
            continue;
        }
        let noun = (verb + 1..tokens.len()).find(|&at| {
            tokens[at].head == Some(verb) && tokens[at].relation() == "obj" && tokens[at].upos == Upos::Noun
        });
        let subject = (0..verb).any(|at| tokens[at].head == Some(verb) && tokens[at].relation() == "nsubj");
        let Some(noun) = noun.filter(|_| subject) else { continue };
        if tokens.iter().any(|token| token.head == Some(noun) && token.relation() == "case") {
            continue;
        }
        (tokens[noun].head, tokens[noun].deprel) = (tokens[verb].head, tokens[verb].deprel.clone());
        for (at, token) in tokens.iter_mut().enumerate() {
            if token.head == Some(verb) && at != noun {
                token.head = Some(noun);
            }
        }
        (tokens[verb].head, tokens[verb].deprel, tokens[verb].upos) = (Some(noun), "cop".into(), Upos::Aux);
    }
}
