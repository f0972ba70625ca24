//! Who does the same: *X est une filiale de Y, tout comme Z*, *X joined the alliance at the same time as Z*.
//!
//! Owns one repair: parsers hang such a name on the nearest noun, or make a clause of it, though the same is said of it as of
//! the subject. Takes a sentence; the name joins the subject, its marker becomes the conjunction.

use std::ops::Range;

use crate::analyse::repair::child_by;
use crate::model::{Sentence, Token, Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::descends;

/// The value of markers that say so only between commas right behind the subject: *X, like Z, has*.
const ASIDE: &str = "aside";

pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    for start in 0..sentence.tokens.len() {
        let Some((end, aside)) = marker_at(sentence, words, start) else { continue };
        let Some(name) = phrase_behind(&sentence.tokens, end) else { continue };
        let Some(subject) = subject_of(&sentence.tokens, (start, name)) else { continue };
        if !aside || is_aside(&sentence.tokens, start, (name, subject)) {
            join(&mut sentence.tokens, start..end, (name, subject));
        }
    }
}

/// Where a marker ends that begins at `start`, and whether it says so only in an aside.
fn marker_at(sentence: &Sentence, words: &Words, start: usize) -> Option<(usize, bool)> {
    let tokens = &sentence.tokens;
    let first = tokens[start].lower();
    let length = |form: &str| {
        // Most tokens open no marker.
        form.strip_prefix(first).filter(|rest| rest.is_empty() || rest.starts_with(' '))?;
        let count = form.split(' ').count();
        let there = tokens.get(start..start + count)?;
        there.iter().map(Token::lower).eq(form.split(' ')).then_some(count)
    };
    let markers = words.of(sentence.language, WordClass::SameMarker);
    let found = markers.filter_map(|(form, value)| Some((start + length(form)?, value == ASIDE)));
    found.max_by_key(|&(end, _)| end)
}

/// The head of the phrase of a name that begins at `start`: *Z*, *le groupe Z*, *its rival Z*.
fn phrase_behind(tokens: &[Token], start: usize) -> Option<usize> {
    let first = (start..tokens.len()).find(|&at| !matches!(tokens[at].upos, Upos::Det | Upos::Adj))?;
    if !matches!(tokens[first].upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    let within = |&at: &usize| tokens[at].head.filter(|&above| above >= start && tokens[at].deprel.as_ref() != "nsubj");
    let head = std::iter::successors(Some(first), |at| within(at)).take(tokens.len()).last()?;
    // *Tout comme Z a racheté Y*: who acts in a clause of its own.
    let acts = tokens[head].deprel.starts_with("nsubj") && tokens[head].head.is_some_and(|verb| verb >= start);
    let named = |at: usize| tokens[at].upos == Upos::Propn && !acts;
    let beside = || (head..tokens.len()).any(|at| named(at) && tokens[at].head == Some(head));
    (named(head) || tokens[head].upos == Upos::Noun && !acts && beside()).then_some(head)
}

/// The subject of the clause around what a marker at `start` introduces.
fn subject_of(tokens: &[Token], (start, name): (usize, usize)) -> Option<usize> {
    let above = std::iter::successors(tokens[name].head, |&at| tokens[at].head).take(tokens.len());
    let mut subjects = above.filter_map(|clause| child_by(tokens, clause, &["nsubj"]));
    let subject = subjects.find(|&subject| subject != name && (subject < start || start == 0))?;
    let actor = matches!(tokens[subject].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    (actor && !descends(tokens, subject, name)).then_some(subject)
}

/// *X, like Z, has grown*: whether a comma parts the marker from the name before it, and another the phrase from a verb.
fn is_aside(tokens: &[Token], start: usize, (name, subject): (usize, usize)) -> bool {
    let comma = |at: usize| tokens.get(at).is_some_and(|token| token.form.as_ref() == ",");
    let behind = (start..tokens.len()).find(|&at| comma(at));
    let finite = |at: usize| {
        let token = tokens.get(at);
        token.is_some_and(|it| it.morph.verb_form == Some(VerbForm::Fin) || matches!(it.upos, Upos::Pron | Upos::Adv))
    };
    tokens[subject].upos == Upos::Propn
        && start > 1
        && comma(start - 1)
        && descends(tokens, start - 2, subject)
        && behind.is_some_and(|behind| behind > name && finite(behind + 1))
}

/// Hangs the name on the subject, and the words of its marker on the name.
fn join(tokens: &mut [Token], marker: Range<usize>, (name, subject): (usize, usize)) {
    if marker.clone().any(|at| descends(tokens, subject, at)) {
        return;
    }
    for at in marker {
        tokens[at].head = Some(name);
        tokens[at].deprel = "cc".into();
    }
    tokens[name].head = Some(subject);
    tokens[name].deprel = "conj".into();
}
