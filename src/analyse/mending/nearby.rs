//! Names that belong to the noun before, though the parser hung them on an adverb or on the verb: *a centre near X*,
//! *invested in names such as X*.
//!
//! Owns complements of adverbs of place, those of bare nouns (*in tandem with X*), and examples behind a noun in the plural. Takes a sentence, gives heads and
//! relations as before.

use crate::analyse::features::lower;
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
        if let Some(noun) = in_company(sentence, words, at) {
            sentence.tokens[at].head = Some(noun);
            sentence.tokens[at].deprel = "nmod".into();
        }
        if let Some((noun, verb)) = done_in_company(sentence, words, at) {
            sentence.tokens[noun].head = Some(verb);
            sentence.tokens[noun].deprel = "obl".into();
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

/// *Opened a school in tandem with X*: the bare noun between two adpositions, the second one of company, where the parser
/// hung the name beside the noun.
fn in_company(sentence: &Sentence, words: &Words, name: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let above = tokens[name].head.filter(|&above| above < name && tokens[name].upos == Upos::Propn)?;
    let case = (above + 1..name).find(|&at| tokens[at].head == Some(name) && &*tokens[at].deprel == "case")?;
    let noun = case.checked_sub(1).filter(|&noun| noun > above + 1 && tokens[noun].upos == Upos::Noun)?;
    let bare = tokens[noun - 1].upos == Upos::Adp && tokens[noun - 1].head == Some(noun);
    let beside = tokens[noun].head == Some(above) && matches!(&*tokens[noun].deprel, "nmod" | "obl");
    let company = words.has(sentence.language, WordClass::ComitativeMarker, &lower(&tokens[case].lemma));
    (bare && beside && company).then_some(noun)
}

/// *Opened a school in tandem with X*: such a noun with its name, where it hangs on the object, and the verb.
fn done_in_company(sentence: &Sentence, words: &Words, name: usize) -> Option<(usize, usize)> {
    let tokens = &sentence.tokens;
    let noun = tokens[name].head.filter(|&noun| noun > 1 && noun + 2 <= name && tokens[noun].upos == Upos::Noun)?;
    let object = tokens[noun].head.filter(|&object| object + 1 < noun && &*tokens[noun].deprel == "nmod")?;
    let verb = tokens[object].head.filter(|&verb| verb < object && tokens[verb].upos == Upos::Verb)?;
    let bare = tokens[noun - 1].upos == Upos::Adp && tokens[noun - 1].head == Some(noun);
    let case = &tokens[noun + 1];
    let company = words.has(sentence.language, WordClass::ComitativeMarker, &lower(&case.lemma));
    let marked = case.head == Some(name) && &*case.deprel == "case" && company;
    (bare && marked && &*tokens[object].deprel == "obj" && tokens[name].upos == Upos::Propn).then_some((noun, verb))
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
    let example = words.has(sentence.language, WordClass::ExampleMarker, &lower(&tokens[case].lemma));
    let plural = |token: &Token| token.upos == Upos::Noun && token.morph.number == Some(Number::Plur);
    let above = |&at: &usize| at > verb && descends(tokens, at, verb);
    let up = std::iter::successors(Some(case - 1), |&at| tokens[at].head).take(tokens.len()).take_while(above);
    up.into_iter().find(|&at| plural(&tokens[at])).filter(|_| example)
}
