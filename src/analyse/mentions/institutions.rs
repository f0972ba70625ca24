//! Names of institutions that go on in small letters: *Autorité de la concurrence*, *Banque centrale européenne*.
//!
//! Owns their extent: a capitalised ordinary noun inside a sentence takes its adjectives and its genitives along.
//! Only in a language that writes common nouns without capitals everywhere else, so not in English.

use crate::model::{Language, Upos};
use crate::ontology::WordClass;

use super::names::Run;
use super::seen::{all_capitals, capitalised};

/// The longest name of an institution, in tokens.
const LONGEST: usize = 12;

/// Where a name ends that starts with an ordinary noun and whose capitals end at `end`.
pub(super) fn extend(run: &Run<'_>, start: usize, end: usize) -> usize {
    let language = run.sentence.language == Language::French;
    let noun = |at: usize| {
        (run.ordinary(at) || run.has(WordClass::KindNoun, &run.lower(at)))
            && !all_capitals(&run.sentence.tokens[at].form)
    };
    let short = end <= start + 2 || run.sentence.tokens[end - 2].upos == Upos::Det;
    if !language || run.opening(start) || !short || !noun(start) || !noun(end - 1) {
        return end;
    }
    let mut last = adjectives(run, end);
    while last < start + LONGEST
        && let Some(next) = genitive(run, last)
    {
        last = next;
    }
    last
}

/// After the adjectives in small letters at a token.
fn adjectives(run: &Run<'_>, mut at: usize) -> usize {
    let adjective = |at: usize| {
        run.sentence.tokens.get(at).is_some_and(|token| token.upos == Upos::Adj && !capitalised(&token.form))
    };
    while adjective(at) {
        at += 1;
    }
    at
}

/// After a genitive (its marker, an article, a noun and the noun's adjectives), when one stands at a token; a
/// conjunction may come before a second one.
fn genitive(run: &Run<'_>, at: usize) -> Option<usize> {
    let tokens = &run.sentence.tokens;
    let mut next = at;
    if tokens.get(next)?.upos == Upos::Cconj {
        next += 1;
    }
    let marker = tokens.get(next)?;
    if marker.upos != Upos::Adp || !run.has(WordClass::GenitiveMarker, &marker.lemma) {
        return None;
    }
    next += 1;
    if tokens.get(next)?.upos == Upos::Det {
        if !run.has(WordClass::Definite, &run.lower(next)) {
            return None;
        }
        next += 1;
    }
    let noun = tokens.get(next)?;
    let named = matches!(noun.upos, Upos::Noun | Upos::Propn) && noun.form.chars().any(char::is_alphabetic);
    if !named || run.has(WordClass::Month, &run.lower(next)) {
        return None;
    }
    let mut end = next + 1;
    while noun.upos == Upos::Propn
        && tokens.get(end).is_some_and(|token| token.upos == Upos::Propn && capitalised(&token.form))
    {
        end += 1;
    }
    Some(adjectives(run, end))
}

/// Whether a conjunction inside an institution's name joins two of its fields: *Ministry of Electronics and
/// Information Technology*. Another institution or a known name after it is a name of its own.
pub(super) fn goes_on(run: &Run<'_>, start: usize, at: usize) -> bool {
    let tokens = &run.sentence.tokens;
    let fields = (start + 1..at).any(|token| run.has(WordClass::NameParticle, &run.lower(token)));
    let ordinary = |token: usize| tokens.get(token).is_some_and(|next| capitalised(&next.form)) && run.ordinary(token);
    fields && ordinary(at - 1) && ordinary(at + 1) && !run.has(WordClass::KindNoun, &run.lower(at + 1))
}
