//! Relative clauses about a funding round and their subjects: *une levée menée par X, à laquelle participent Y et Z*.
//!
//! Owns three repairs of relative clauses whose pronoun has an adposition: the clause that the parser takes for a second
//! predicate, the subject that it takes for an object or for a part of the pronoun, and the clause about a round that it
//! hangs on who leads the round. Takes a sentence's tokens, gives heads and relations as before.

use crate::analyse::features::lower;
use crate::analyse::repair::relation;
use crate::model::{Sentence, Token, Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::has_child;

/// Mends the relative clauses of a sentence.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    for verb in 1..sentence.tokens.len() {
        let Some(pronoun) = marked_pronoun(sentence, verb, words) else { continue };
        if let Some(noun) = antecedent(&sentence.tokens, verb, pronoun) {
            sentence.tokens[verb].head = Some(noun);
            sentence.tokens[verb].deprel = "acl:relcl".into();
        }
        if &*sentence.tokens[verb].deprel != "acl:relcl" {
            continue;
        }
        if let Some(subject) = subject(&sentence.tokens, verb, pronoun) {
            sentence.tokens[subject].head = Some(verb);
            sentence.tokens[subject].deprel = "nsubj".into();
        }
        if let Some(round) = round_led(sentence, verb, words) {
            sentence.tokens[verb].head = Some(round);
        }
    }
}

/// The relative pronoun with an adposition that the verb governs.
fn marked_pronoun(sentence: &Sentence, verb: usize, words: &Words) -> Option<usize> {
    let tokens = &sentence.tokens;
    let relative = |token: &Token| {
        let said = [&token.lemma, &token.form];
        token.upos == Upos::Pron
            && said.iter().any(|word| words.has(sentence.language, WordClass::RelativePronoun, &lower(word)))
    };
    let own = |at: &usize| tokens[*at].head == Some(verb) && tokens[*at].deprel.starts_with("obl");
    (0..verb).filter(own).find(|&at| relative(&tokens[at]) && has_child(tokens, at, &["case"]))
}

/// *A round led by X, in which Y took part*: what opens with such a pronoun and no conjunction is no second predicate; it
/// tells of the noun that ends before the adposition.
fn antecedent(tokens: &[Token], verb: usize, pronoun: usize) -> Option<usize> {
    let second = matches!(&*tokens[verb].deprel, "conj" | "parataxis") && !has_child(tokens, verb, &["cc"]);
    let marker = (0..=pronoun).find(|&at| at == pronoun || tokens[at].head == Some(pronoun))?;
    let last = (0..marker).rev().find(|&at| tokens[at].upos != Upos::Punct)?;
    let inside = |at: &usize| matches!(relation(&tokens[*at]), "flat" | "appos" | "compound");
    let up = std::iter::successors(Some(last), |at| tokens[*at].head.filter(|_| inside(at))).take(tokens.len());
    up.last().filter(|&noun| second && noun < marker && matches!(tokens[noun].upos, Upos::Noun | Upos::Propn))
}

/// *Auquel ont participé les fonds X et Y*: a finite clause has a subject, and a verb without any has the noun that stands
/// behind it, or that the parser coordinates with the pronoun.
fn subject(tokens: &[Token], verb: usize, pronoun: usize) -> Option<usize> {
    let finite = |token: &Token| token.morph.verb_form == Some(VerbForm::Fin);
    let auxiliary = |token: &&Token| token.head == Some(verb) && token.upos == Upos::Aux;
    let clause = finite(&tokens[verb]) || tokens.iter().filter(auxiliary).any(finite);
    if !clause || has_child(tokens, verb, &["nsubj", "csubj", "expl"]) {
        return None;
    }
    let nominal = |at: &usize| matches!(tokens[*at].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let Some(first) = (pronoun + 1..verb).find(nominal) else {
        return (verb + 1..tokens.len()).find(|&at| tokens[at].head == Some(verb) && &*tokens[at].deprel == "obj");
    };
    let row = (first..verb).find(|&at| tokens[at].head == Some(pronoun) && &*tokens[at].deprel == "conj")?;
    (!has_child(tokens, row, &["cc"])).then_some(row)
}

/// The round whose leader, behind the marker of an agent, the clause of `verb` hangs on.
fn round_led(sentence: &Sentence, verb: usize, words: &Words) -> Option<usize> {
    let tokens = &sentence.tokens;
    let language = sentence.language;
    let leads = |at: &usize| words.has(language, WordClass::LeadingVerb, &tokens[*at].lemma);
    let is_round = |at: &usize| words.has(language, WordClass::Round, &lower(&tokens[*at].lemma));
    let above = |at: usize| std::iter::successors(tokens[at].head, |&at| tokens[at].head).take(tokens.len());
    let nominal = |at: &usize| matches!(tokens[*at].upos, Upos::Noun | Upos::Propn);
    let mut leader = above(verb).skip_while(nominal);
    let leading = leader.next().filter(leads).filter(|&at| tokens[at].deprel.starts_with("acl"))?;
    above(leading).take_while(nominal).find(is_round)
}
