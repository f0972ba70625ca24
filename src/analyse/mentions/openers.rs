//! Ordinary words that open a sentence and are names there: *Summit has sued X*.
//!
//! Owns what betrays such a name, whose capital says nothing: a noun in the singular without an article that acts.
//! Takes a run at the word; leaves words that nobody knows to `runs`.

use crate::model::{Number, Token, Upos, VerbForm};
use crate::ontology::{Typology, WordClass};

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
    if owns(run, at) {
        return true;
    }
    let helps = |token: &Token| {
        matches!(token.upos, Upos::Aux | Upos::Adv | Upos::Part)
            || token.upos == Upos::Pron && token.deprel.starts_with("expl")
    };
    let behind = || tokens.iter().enumerate().skip(at + 1).take(REACH);
    let Some((end, found)) = behind().find(|(_, token)| !helps(token)) else { return false };
    let finite = tokens[at + 1..=end].iter().any(|token| token.morph.verb_form == Some(VerbForm::Fin));
    let passive = tokens.iter().any(|token| token.head == Some(end) && &*token.deprel == "aux:pass");
    let does = found.upos == Upos::Verb
        && !passive
        && (needs_an_article(run) || run.lists.preferences.is_deed(run.sentence.language, &found.lemma));
    // *Sommet est en discussions avec X*.
    let is = needs_an_article(run) && end > at + 1 && matches!(found.upos, Upos::Adp | Upos::Det);
    finite && (does || is)
}

/// *Summit's revenue rose*: an ordinary noun without an article owns something.
fn owns(run: &Run<'_>, at: usize) -> bool {
    let next = run.sentence.tokens.get(at + 1);
    let clitic = next.is_some_and(|next| next.upos == Upos::Part && &*next.deprel == "case");
    let times = [WordClass::RelativeTime, WordClass::Weekday, WordClass::Month, WordClass::Unit];
    clitic && !times.iter().any(|&class| run.has(class, &run.lower(at)))
}

/// Whether a noun without an article is a name in any case: a language that says *some of* with one gives one to all.
fn needs_an_article(run: &Run<'_>) -> bool {
    run.lists.ontology.words.is(run.sentence.language, Typology::PartitiveArticle)
}
