//! Names that the parser took for the subject of a verb that has one already: *X change de nom et devient Y*.
//!
//! Owns what stands behind the second of two verbs that share a subject. Takes the tokens of a sentence; leaves verbs of
//! saying alone, behind which their subject does stand.

use crate::model::{Sentence, Upos, VerbForm};
use crate::ontology::{WordClass, Words};

/// Makes an object of a name right behind a finite verb that a conjunction joins to one with a subject before it.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    for name in 1..sentence.tokens.len() {
        if follows_a_joined_verb(sentence, words, name) {
            sentence.tokens[name].deprel = "obj".into();
        }
    }
}

fn follows_a_joined_verb(sentence: &Sentence, words: &Words, name: usize) -> bool {
    let tokens = &sentence.tokens;
    let Some(verb) = tokens[name].head.filter(|&verb| verb < name && &*tokens[name].deprel == "nsubj") else {
        return false;
    };
    let Some(first) = tokens[verb].head.filter(|&first| first < verb && &*tokens[verb].deprel == "conj") else {
        return false;
    };
    let finite = |at: usize| tokens[at].upos == Upos::Verb && tokens[at].morph.verb_form == Some(VerbForm::Fin);
    let mut own = tokens.iter().enumerate().filter(|(_, token)| token.head == Some(verb));
    let alone = !own.any(|(at, token)| {
        at != name && matches!(token.deprel.split(':').next(), Some("nsubj" | "obj" | "csubj" | "ccomp" | "xcomp"))
    });
    let subject = tokens[..first].iter().any(|token| token.head == Some(first) && token.deprel.starts_with("nsubj"));
    let says = words.has(sentence.language, WordClass::Reporting, &tokens[verb].lemma);
    tokens[name].upos == Upos::Propn && name == verb + 1 && finite(verb) && alone && subject && !says
}
