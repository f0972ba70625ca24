//! Names that belong to the noun before, though the parser hung them on an adverb or on the verb: *a centre near X*,
//! *invested in names such as X*.
//!
//! Owns complements of adverbs of place, and examples behind a noun in the plural. Takes a sentence, gives heads and
//! relations as before.

use crate::model::{Number, Sentence, Token, Upos};
use crate::ontology::{WordClass, Words};

use super::descends;

/// Hangs such names on the noun before.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    for at in 1..sentence.tokens.len() {
        if let Some((place, head)) = behind_adverb(sentence, words, at) {
            let tokens = &mut sentence.tokens;
            let nominal = matches!(tokens[head].upos, Upos::Noun | Upos::Propn);
            tokens[place].head = Some(head);
            tokens[place].deprel = if nominal { "nmod" } else { "obl:arg" }.into();
            tokens[at].head = Some(place);
        }
        if let Some(noun) = of_class(sentence, words, at) {
            sentence.tokens[at].head = Some(noun);
            sentence.tokens[at].deprel = "nmod".into();
        }
    }
}

/// *A centre near X*: the name behind an adverb of place and its marker, and what the adverb hangs on.
fn behind_adverb(sentence: &Sentence, words: &Words, adverb: usize) -> Option<(usize, usize)> {
    let tokens = &sentence.tokens;
    let head = tokens[adverb].head.filter(|&head| head < adverb && &*tokens[adverb].deprel == "advmod")?;
    let case = tokens.get(adverb + 1).filter(|case| &*case.deprel == "case")?;
    let place = case.head.filter(|&place| place > adverb && tokens[place].head == Some(adverb))?;
    let marker = format!("{} {}", tokens[adverb].lemma, case.lemma).to_lowercase();
    let of_place = words.has(sentence.language, WordClass::LocativeMarker, &marker);
    (of_place && tokens[place].upos == Upos::Propn).then_some((place, head))
}

/// *Invested in names such as X*: the noun in the plural that ends right before the marker of an example whose name hangs
/// on the verb.
fn of_class(sentence: &Sentence, words: &Words, name: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let verb = tokens[name].head.filter(|&verb| verb < name && tokens[verb].upos == Upos::Verb)?;
    if tokens[name].upos != Upos::Propn || !tokens[name].deprel.starts_with("obl") {
        return None;
    }
    let case = (verb + 1..name).find(|&at| tokens[at].head == Some(name) && &*tokens[at].deprel == "case")?;
    let example = words.has(sentence.language, WordClass::ExampleMarker, &tokens[case].lemma.to_lowercase());
    let plural = |token: &Token| token.upos == Upos::Noun && token.morph.number == Some(Number::Plur);
    let above = |&at: &usize| at > verb && descends(tokens, at, verb);
    let up = std::iter::successors(Some(case - 1), |&at| tokens[at].head).take(tokens.len()).take_while(above);
    up.into_iter().find(|&at| plural(&tokens[at])).filter(|_| example)
}
