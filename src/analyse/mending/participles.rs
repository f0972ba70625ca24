//! Participles between a possessive and its noun that the parser took for clauses: *its threatened lawsuit*.
//!
//! Owns that one repair. A possessive determiner is never a subject, so the reading is certain.

use crate::model::{Sentence, Upos};
use crate::ontology::{Ontology, WordClass};

/// Ties each possessive read as a subject to the noun behind the participle.
pub(super) fn mend(sentence: &mut Sentence, ontology: &Ontology) {
    let language = sentence.language;
    let tokens = &mut sentence.tokens;
    for owner in 0..tokens.len().saturating_sub(2) {
        let (verb, noun) = (owner + 1, owner + 2);
        let possessive = ontology.words.has(language, WordClass::Possessive, &tokens[owner].form.to_lowercase());
        let misread = &*tokens[owner].deprel == "nsubj"
            && tokens[owner].head == Some(verb)
            && tokens[verb].upos == Upos::Verb
            && tokens[noun].upos == Upos::Noun
            && tokens[noun].head == Some(verb);
        if !(possessive && misread) {
            continue;
        }
        let Some(above) = tokens[verb].head else { continue };
        let taken = tokens.iter().any(|token| token.head == Some(above) && &*token.deprel == "obj");
        for token in tokens.iter_mut() {
            if token.head == Some(verb) {
                token.head = Some(noun);
            }
        }
        tokens[noun].head = Some(above);
        tokens[noun].deprel = if taken { "obl".into() } else { "obj".into() };
        tokens[verb].head = Some(noun);
        tokens[verb].deprel = "amod".into();
        tokens[owner].deprel = "nmod:poss".into();
    }
}
