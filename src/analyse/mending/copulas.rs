//! *X et Y sont ses rivaux*: a verb of being that the parser took for a verb with an object; *it is part of X*: a pronoun that it
//! took for an expletive.
//!
//! Owns those two repairs: the noun becomes the predicate, the verb its copula, the pronoun its subject. Takes a sentence; verbs
//! of becoming stay verbs.

use crate::model::{Sentence, Token, Upos};
use crate::ontology::{WordClass, Words};

use super::has_child;

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

/// Makes a subject of each expletive of a noun with a copula that no clause stands for: *it is a pity that X left* has one.
pub(super) fn mend_expletives(tokens: &mut [Token]) {
    for pronoun in 0..tokens.len() {
        let Some(noun) = tokens[pronoun].head.filter(|&noun| noun > pronoun && &*tokens[pronoun].deprel == "expl")
        else {
            continue;
        };
        let said = tokens[noun].upos == Upos::Noun && has_child(tokens, noun, &["cop"]);
        if said && !has_child(tokens, noun, &["nsubj", "csubj", "ccomp", "xcomp", "acl", "advcl"]) {
            tokens[pronoun].deprel = "nsubj".into();
        }
    }
}
