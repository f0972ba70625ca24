//! Ordinary words that open a sentence and are names there: *Summit has sued X*.
//!
//! Owns what betrays such a name, whose capital says nothing: a noun in the singular without an article that acts.
//! Takes a run at the word; leaves words that nobody knows to `runs`.

use crate::model::{Number, Upos, VerbForm};
use crate::ontology::WordClass;

use super::names::Run;

/// How many words may stand between the name and the verb that says what it does.
const REACH: usize = 4;

/// Whether the noun at the start of a sentence acts as only somebody with a name does.
pub(super) fn acts_bare(run: &Run<'_>, at: usize) -> bool {
    let tokens = &run.sentence.tokens;
    let token = &tokens[at];
    let noun = matches!(token.upos, Upos::Noun | Upos::Propn) && token.morph.number != Some(Number::Plur);
    if at > 0 || !noun || token.form.chars().count() < 3 {
        return false;
    }
    // A word for a body or a firm may do as much without an article: *Management has appointed X*.
    let lower = run.lower(at);
    if [WordClass::KindNoun, WordClass::PublicBody, WordClass::Organ].iter().any(|&class| run.has(class, &lower)) {
        return false;
    }
    let helps = |token: &crate::model::Token| {
        matches!(token.upos, Upos::Aux | Upos::Adv | Upos::Part)
            || token.upos == Upos::Pron && token.deprel.starts_with("expl")
    };
    let behind = tokens.iter().enumerate().skip(at + 1).take(REACH);
    let Some((verb, found)) = behind.clone().find(|(_, token)| !helps(token)) else { return false };
    let finite = tokens[at + 1..=verb].iter().any(|token| token.morph.verb_form == Some(VerbForm::Fin));
    let passive = tokens.iter().any(|token| token.head == Some(verb) && &*token.deprel == "aux:pass");
    found.upos == Upos::Verb && finite && !passive && run.lists.preferences.is_deed(run.sentence.language, &found.lemma)
}
