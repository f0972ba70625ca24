//! Relative clauses whose subject stands behind the verb, and those whose pronoun has an adposition: *l'amende que lui a
//! infligée X*, *un tour auquel ont participé X et Y*, *une levée menée par X, à laquelle participent Y et Z*.
//!
//! Owns what the pronoun that opens such a clause is, the noun that the clause tells of, and the subject that parsers take
//! for an object or for a part of the pronoun. Takes a sentence, gives a tree as before; leaves clauses that lack no more
//! than their pronoun to `thats`.

use crate::analyse::features::lower;
use crate::model::{Sentence, Token, Upos, VerbForm};
use crate::ontology::{Typology, WordClass, Words};

use super::{descends, has_child};

/// Gives each such clause its subject and its noun, and its pronoun the place that the clause has for it.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    let head_initial = words.is(sentence.language, Typology::HeadInitial);
    for pronoun in 1..sentence.tokens.len() {
        if !is_relative(sentence, pronoun, words) {
            continue;
        }
        mark(&mut sentence.tokens, pronoun);
        let tokens = &mut sentence.tokens;
        if let Some(verb) = governor(tokens, pronoun) {
            place(sentence, verb, pronoun, words);
        } else if let Some(verb) = inverted(tokens, pronoun).filter(|_| head_initial)
            && let Some(subject) = subject(tokens, verb, pronoun)
        {
            tokens[subject].deprel = "nsubj".into();
            tokens[pronoun].upos = Upos::Pron;
            tokens[pronoun].deprel = "obj".into();
        }
    }
}

fn is_relative(sentence: &Sentence, at: usize, words: &Words) -> bool {
    let token = &sentence.tokens[at];
    let listed = |word: &str| words.has(sentence.language, WordClass::RelativePronoun, &lower(word));
    listed(&token.form) || listed(&token.lemma)
}

/// Gives a pronoun that the parser took for a subject or object the adposition right before it, and its clause the noun
/// that it agrees with.
fn mark(tokens: &mut [Token], pronoun: usize) {
    let marker = pronoun - 1;
    let argument = matches!(tokens[pronoun].relation(), "nsubj" | "obj");
    let governs = tokens[marker].upos == Upos::Adp && tokens[pronoun].upos == Upos::Pron;
    let verb = tokens[pronoun].head.filter(|&verb| verb > pronoun && tokens[verb].upos == Upos::Verb);
    let Some(verb) = verb.filter(|_| argument && governs && !has_child(tokens, pronoun, &["case"])) else { return };
    tokens[pronoun].deprel = "obl:arg".into();
    (tokens[marker].head, tokens[marker].deprel) = (Some(pronoun), "case".into());
    if let Some(noun) = agreeing(tokens, pronoun, marker).filter(|&noun| !descends(tokens, noun, verb)) {
        (tokens[verb].head, tokens[verb].deprel) = (Some(noun), "acl:relcl".into());
    }
}

/// The noun before the adposition that a pronoun with gender and number agrees with, the nearest first.
fn agreeing(tokens: &[Token], pronoun: usize, marker: usize) -> Option<usize> {
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

/// The verb behind a relative pronoun that has an adposition.
fn governor(tokens: &[Token], pronoun: usize) -> Option<usize> {
    let marked = tokens[pronoun].upos == Upos::Pron && tokens[pronoun].deprel.starts_with("obl");
    tokens[pronoun].head.filter(|&verb| marked && verb > pronoun && has_child(tokens, pronoun, &["case"]))
}

/// The verb of a relative clause that a pronoun read as a conjunction opens, its only noun behind it.
fn inverted(tokens: &[Token], pronoun: usize) -> Option<usize> {
    let verb = tokens[pronoun].head.filter(|&verb| verb > pronoun && tokens[verb].upos == Upos::Verb)?;
    let opens = tokens[pronoun].upos == Upos::Sconj && &*tokens[pronoun].deprel == "mark";
    (opens && &*tokens[verb].deprel == "acl:relcl").then_some(verb)
}

/// Hangs the clause of a pronoun with an adposition where it belongs, and gives it its subject.
fn place(sentence: &mut Sentence, verb: usize, pronoun: usize, words: &Words) {
    let tokens = &mut sentence.tokens;
    if let Some(noun) = told_of(tokens, verb, pronoun) {
        (tokens[verb].head, tokens[verb].deprel) = (Some(noun), "acl:relcl".into());
    }
    if &*tokens[verb].deprel != "acl:relcl" {
        return;
    }
    if let Some(subject) = subject(tokens, verb, pronoun) {
        (tokens[subject].head, tokens[subject].deprel) = (Some(verb), "nsubj".into());
    }
    if let Some(round) = round_led(sentence, verb, words) {
        sentence.tokens[verb].head = Some(round);
    }
}

/// *A round led by X, in which Y took part*: what opens with such a pronoun and no conjunction is no second predicate; it
/// tells of the noun that ends before the adposition.
fn told_of(tokens: &[Token], verb: usize, pronoun: usize) -> Option<usize> {
    let second = matches!(&*tokens[verb].deprel, "conj" | "parataxis") && !has_child(tokens, verb, &["cc"]);
    let marker = (0..=pronoun).find(|&at| at == pronoun || tokens[at].head == Some(pronoun))?;
    let last = (0..marker).rev().find(|&at| tokens[at].upos != Upos::Punct)?;
    let inside = |at: &usize| matches!(tokens[*at].relation(), "flat" | "appos" | "compound");
    let up = std::iter::successors(Some(last), |at| tokens[*at].head.filter(|_| inside(at))).take(tokens.len());
    up.last().filter(|&noun| second && noun < marker && matches!(tokens[noun].upos, Upos::Noun | Upos::Propn))
}

/// A finite clause has a subject, and a verb without any has the noun that stands behind it, or that the parser coordinates
/// with the pronoun.
fn subject(tokens: &[Token], verb: usize, pronoun: usize) -> Option<usize> {
    let finite = |token: &Token| token.morph.verb_form == Some(VerbForm::Fin);
    let auxiliary = |token: &&Token| token.head == Some(verb) && token.upos == Upos::Aux;
    let clause = finite(&tokens[verb]) || tokens.iter().filter(auxiliary).any(finite);
    if !clause || has_child(tokens, verb, &["nsubj", "csubj", "expl"]) {
        return None;
    }
    let nominal = |at: &usize| matches!(tokens[*at].upos, Upos::Noun | Upos::Propn);
    if let Some(first) = (pronoun + 1..verb).find(nominal) {
        let row = (first..verb).find(|&at| tokens[at].head == Some(pronoun) && &*tokens[at].deprel == "conj")?;
        return (!has_child(tokens, row, &["cc"])).then_some(row);
    }
    let object = |&at: &usize| tokens[at].head == Some(verb) && tokens[at].relation() == "obj" && nominal(&at);
    (verb + 1..tokens.len()).find(object).filter(|&object| !has_child(tokens, object, &["case"]))
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
