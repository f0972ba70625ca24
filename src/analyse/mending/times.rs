//! Dates that the parser mixes with the number behind them: *exploitait au 31 décembre 3 850 véhicules*, *employait en
//! 2023 1 200 salariés*.
//!
//! Owns the parting of the two: what is counted hangs on the verb, and so does the date. Takes the tokens of a
//! sentence and where its dates and counts stand.

use std::ops::Range;

use crate::model::{EntityKind, Sentence, Token, Upos};
use crate::ontology::{Ontology, WordClass};

/// A month right before `end`, with its day where it has one.
pub(super) fn month_before(sentence: &Sentence, end: usize, ontology: &Ontology) -> Option<Range<usize>> {
    let month = end.checked_sub(1)?;
    let form = sentence.tokens[month].lower();
    let known = ontology.words.has(sentence.language, WordClass::Month, form);
    let day = month.checked_sub(1).filter(|&at| sentence.tokens[at].upos == Upos::Num);
    known.then(|| day.unwrap_or(month)..end)
}

/// Bare days of the week and seasons are no arguments: *a annoncé vendredi avoir racheté X*, *a cédé ce printemps X*.
pub(super) fn days(sentence: &mut Sentence, ontology: &Ontology) {
    for at in 0..sentence.tokens.len() {
        let form = sentence.tokens[at].lower();
        let argument = matches!(&*sentence.tokens[at].deprel, "nsubj" | "obj" | "iobj" | "nsubj:pass");
        let under_verb = sentence.tokens[at].head.is_some_and(|head| sentence.tokens[head].upos == Upos::Verb);
        let has = |class| ontology.words.has(sentence.language, class, form);
        // *Printemps a racheté X*: a season with a capital is somebody.
        let small = sentence.tokens[at].form.starts_with(char::is_lowercase);
        let time = has(WordClass::Weekday) || small && has(WordClass::Season);
        if argument && under_verb && time {
            sentence.tokens[at].deprel = "obl".into();
        }
        if time {
            give_back(sentence, at, ontology);
        }
    }
}

/// Gives the verb above a bare time what else hangs on it behind an adposition: *sera cédé d'ici à l'été au fonds X*.
fn give_back(sentence: &mut Sentence, time: usize, ontology: &Ontology) {
    let language = sentence.language;
    let marked = |of: usize| {
        let mut cases = sentence.tokens.iter().filter(|token| token.head == Some(of) && &*token.deprel == "case");
        cases.next().is_some_and(|case| !ontology.words.has(language, WordClass::GenitiveMarker, &case.lemma))
    };
    let other = |&at: &usize| {
        sentence.tokens[at].head == Some(time) && sentence.tokens[at].deprel.starts_with("nmod") && marked(at)
    };
    let Some(other) = (time + 1..sentence.tokens.len()).find(other) else { return };
    // *D'ici à l'été*: the adverb is part of the time.
    let above = |at: usize| sentence.tokens[at].head;
    let adverb = |&at: &usize| sentence.tokens[at].upos == Upos::Adv;
    let verb = above(time).filter(adverb).map_or(above(time), above);
    let Some(verb) = verb.filter(|&verb| sentence.tokens[verb].upos == Upos::Verb) else { return };
    sentence.tokens[other].head = Some(verb);
    sentence.tokens[other].deprel = "obl".into();
}

/// *Le 20 septembre dernier*, *mardi prochain*: an adjective right behind a day or month is part of the date, whatever
/// the parser made of it.
pub(super) fn ordinals(sentence: &mut Sentence, ontology: &Ontology) {
    let language = sentence.language;
    for at in 1..sentence.tokens.len() {
        let argument = matches!(&*sentence.tokens[at].deprel, "nsubj" | "obj" | "iobj" | "nsubj:pass");
        let before = sentence.tokens[at - 1].lower();
        let dated =
            || [WordClass::Month, WordClass::Weekday].iter().any(|&class| ontology.words.has(language, class, before));
        let adjective = argument && sentence.tokens[at].upos == Upos::Adj;
        if adjective && dated() && !super::descends(&sentence.tokens, at - 1, at) {
            sentence.tokens[at].head = Some(at - 1);
            sentence.tokens[at].deprel = "amod".into();
        }
    }
}

/// Parts the date in `date` from the `count` right behind it.
pub(super) fn part(tokens: &mut [Token], date: &Range<usize>, count: &Range<usize>) {
    let Some(noun) = count.clone().rev().find(|&at| tokens[at].upos == Upos::Noun) else { return };
    let Some(number) = count.clone().find(|&at| tokens[at].upos == Upos::Num) else { return };
    let mixed = |at: usize| tokens[at].head.is_some_and(|head| date.contains(&head));
    let inside = date.clone().any(|at| tokens[at].head == Some(noun));
    if !mixed(noun) && !mixed(number) && !inside {
        return;
    }
    let Some(verb) = verb_above(tokens, date.start) else { return };
    for at in count.clone().filter(|&at| at != noun) {
        tokens[at].head = Some(noun);
        tokens[at].deprel = "nummod".into();
    }
    if inside || tokens[noun].head.is_none_or(|head| date.contains(&head) || count.contains(&head)) {
        let marked = inside && tokens[noun].deprel.starts_with("obl");
        tokens[noun].head = Some(verb);
        tokens[noun].deprel = if marked { "obl".into() } else { "obj".into() };
    }
    let top = super::top(tokens, date, date.start);
    if tokens[top].head == Some(noun) {
        tokens[top].head = Some(verb);
        tokens[top].deprel = "obl".into();
        let before = (0..date.start).rev().take_while(|&at| tokens[at].head == Some(noun));
        for at in before.collect::<Vec<_>>() {
            tokens[at].head = Some(top);
        }
    }
}

/// Gives the verb above the date in `date` what hangs bare on the date behind it: *a racheté en 2011 X*, *deviendra le
/// 17 mars PDG de X*.
pub(super) fn release(sentence: &mut Sentence, date: &Range<usize>, ontology: &Ontology) {
    let (language, tokens) = (sentence.language, &mut sentence.tokens);
    let top = super::top(tokens, date, date.start);
    let Some(verb) = tokens[top].head.filter(|&verb| verb < date.start && tokens[verb].upos == Upos::Verb) else {
        return;
    };
    let argument = matches!(&*tokens[top].deprel, "obj" | "xcomp");
    if !argument && !tokens[top].deprel.starts_with("obl") {
        return;
    }
    let child =
        |of: usize, relation: &str| tokens.iter().any(|token| token.head == Some(of) && token.relation() == relation);
    let post = |at: usize| {
        let kind = ontology.words.value(language, WordClass::KindNoun, &tokens[at].lemma);
        argument && kind.and_then(EntityKind::from_name) == Some(EntityKind::Person)
    };
    let bare = |&at: &usize| {
        let nominal = matches!(tokens[at].upos, Upos::Noun | Upos::Propn);
        let hangs = tokens[at].head.is_some_and(|head| date.contains(&head))
            && matches!(tokens[at].relation(), "nmod" | "appos" | "flat");
        let whole = tokens[at].upos == Upos::Propn || child(at, "det") || post(at);
        nominal && hangs && whole && !child(at, "case") && tokens[at - 1].form.as_ref() != ","
    };
    let object = (date.end..tokens.len()).find(bare).filter(|_| argument || !child(verb, "obj"));
    if let Some(object) = object {
        tokens[object].head = Some(verb);
        tokens[object].deprel = if argument { tokens[top].deprel.clone() } else { "obj".into() };
        tokens[top].deprel = "obl".into();
    }
}

/// The nearest verb above a token.
fn verb_above(tokens: &[Token], token: usize) -> Option<usize> {
    let up = std::iter::successors(tokens[token].head, |&at| tokens[at].head).take(tokens.len());
    up.into_iter().find(|&at| tokens[at].upos == Upos::Verb)
}
