//! Relative clauses whose subject stands behind the verb: *l'amende que lui a infligée X*, *un tour auquel ont participé X et Y*.
//!
//! Owns what the pronoun that opens such a clause is, and the subject that parsers take for an object. Takes a sentence, gives
//! a tree as before; leaves clauses that lack no more than their pronoun to `thats`.

use crate::analyse::features::lower;
use crate::analyse::repair::relation;
use crate::model::{Sentence, Token, Upos, VerbForm};
use crate::ontology::{Typology, WordClass, Words};

use super::{descends, has_child};

/// Gives each such clause its subject, and its pronoun the place that the clause has for it.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    let language = sentence.language;
    for pronoun in 2..sentence.tokens.len() {
        let form = lower(&sentence.tokens[pronoun].form);
        let lemma = &sentence.tokens[pronoun].lemma;
        if ![&*form, lemma].iter().any(|word| words.has(language, WordClass::RelativePronoun, word)) {
            continue;
        }
        let tokens = &mut sentence.tokens;
        if let Some((marker, verb)) = marked(tokens, pronoun) {
            tokens[pronoun].deprel = "obl:arg".into();
            (tokens[marker].head, tokens[marker].deprel) = (Some(pronoun), "case".into());
            turn(tokens, verb);
            if let Some(noun) = antecedent(tokens, pronoun, marker).filter(|&noun| !descends(tokens, noun, verb)) {
                (tokens[verb].head, tokens[verb].deprel) = (Some(noun), "acl:relcl".into());
            }
        } else if words.is(language, Typology::HeadInitial)
            && let Some(verb) = inverted(tokens, pronoun)
            && turn(tokens, verb)
        {
            tokens[pronoun].upos = Upos::Pron;
            tokens[pronoun].deprel = "obj".into();
        }
    }
}

/// The adposition right before a relative pronoun that the parser took for a subject or object, and the verb.
fn marked(tokens: &[Token], pronoun: usize) -> Option<(usize, usize)> {
    let marker = pronoun - 1;
    let argument = matches!(relation(&tokens[pronoun]), "nsubj" | "obj");
    let verb = tokens[pronoun].head.filter(|&verb| verb > pronoun && tokens[verb].upos == Upos::Verb)?;
    let governs = tokens[marker].upos == Upos::Adp && tokens[pronoun].upos == Upos::Pron;
    (argument && governs && !has_child(tokens, pronoun, &["case"])).then_some((marker, verb))
}

/// The verb of a relative clause that a pronoun read as a conjunction opens, its only noun behind it.
fn inverted(tokens: &[Token], pronoun: usize) -> Option<usize> {
    let verb = tokens[pronoun].head.filter(|&verb| verb > pronoun && tokens[verb].upos == Upos::Verb)?;
    let opens = tokens[pronoun].upos == Upos::Sconj && &*tokens[pronoun].deprel == "mark";
    (opens && &*tokens[verb].deprel == "acl:relcl").then_some(verb)
}

/// Makes the subject of a verb that has none of the nominal behind it; says whether there is one.
fn turn(tokens: &mut [Token], verb: usize) -> bool {
    let finite = tokens[verb].morph.verb_form == Some(VerbForm::Fin) || has_child(tokens, verb, &["aux"]);
    if !finite || has_child(tokens, verb, &["nsubj", "csubj"]) {
        return false;
    }
    let nominal = |token: &Token| matches!(token.upos, Upos::Noun | Upos::Propn);
    let object = (verb + 1..tokens.len())
        .find(|&at| tokens[at].head == Some(verb) && relation(&tokens[at]) == "obj" && nominal(&tokens[at]));
    let Some(object) = object.filter(|&object| !has_child(tokens, object, &["case"])) else { return false };
    tokens[object].deprel = "nsubj".into();
    true
}

/// The noun before the adposition that a pronoun with gender and number agrees with, the nearest first.
fn antecedent(tokens: &[Token], pronoun: usize, marker: usize) -> Option<usize> {
    let last = marker.checked_sub(1).filter(|&at| &*tokens[at].form != ",").or_else(|| marker.checked_sub(2))?;
    let morph = tokens[pronoun].morph;
    let agrees = |&at: &usize| {
        let own = tokens[at].morph;
        let nominal = matches!(tokens[at].upos, Upos::Noun | Upos::Propn);
        nominal && (own.gender.is_none() || own.gender == morph.gender) && own.number == morph.number
    };
    let chain = std::iter::successors(Some(last), |&at| tokens[at].head.filter(|&above| above < at));
    chain.take(tokens.len()).find(agrees)
}
