//! Passives whose participle was read as a past: *X was last valued at $3bn*.
//!
//! Owns that one repair: a finite verb has a copula only as the predicate of a noun before it (*the truth is X sold Y*); any
//! other that has one is a participle in the passive. Takes the tokens of a sentence; leaves participles without an
//! auxiliary to `participles`.

use crate::model::{Tense, Token, Upos, VerbForm};

/// Makes a passive of each past that a copula hangs on.
pub(super) fn mend(tokens: &mut [Token]) {
    for verb in 1..tokens.len() {
        let morph = tokens[verb].morph;
        let past = morph.verb_form == Some(VerbForm::Fin) && morph.tense == Some(Tense::Past);
        let copula = (0..verb).find(|&at| tokens[at].head == Some(verb) && &*tokens[at].deprel == "cop");
        let Some(copula) = copula.filter(|_| past && tokens[verb].upos == Upos::Verb) else { continue };
        let subject = |at: usize| tokens[at].head == Some(verb) && tokens[at].deprel.starts_with("nsubj");
        let clause = (copula + 1..verb).any(subject);
        if clause || tokens.iter().any(|token| token.head == Some(verb) && &*token.deprel == "nsubj:outer") {
            continue;
        }
        tokens[verb].morph.verb_form = Some(VerbForm::Part);
        tokens[copula].deprel = "aux:pass".into();
        for at in 0..tokens.len() {
            if tokens[at].head != Some(verb) {
                continue;
            }
            let marked = tokens.iter().any(|token| token.head == Some(at) && &*token.deprel == "case");
            let relation = match &*tokens[at].deprel {
                "nsubj" => "nsubj:pass",
                "obj" if marked => "obl",
                _ => continue,
            };
            tokens[at].deprel = relation.into();
        }
    }
}
