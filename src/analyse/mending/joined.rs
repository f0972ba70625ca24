//! Names that are joined without the parser's knowing: *X change de nom et devient Y*, *X, Y agree to merge*.
//!
//! Owns what stands behind the second of two verbs that share a subject, rows of two names that open a headline, rows of
//! obliques, and what tells of a whole row behind it. Takes the tokens of a sentence; leaves verbs of saying alone, behind which their subject does stand.

use crate::analyse::repair::child_by;
use crate::model::{EntityKind, Mention, Number, Sentence, Token, Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::{is_name, outward};

/// Makes an object of a name right behind a finite verb that a conjunction joins to one with a subject before it.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    for name in 1..sentence.tokens.len() {
        if follows_a_joined_verb(sentence, words, name) {
            sentence.tokens[name].deprel = "obj".into();
        }
    }
}

/// *Dans l'hôtellerie, la restauration et les casinos*: a noun without an adposition behind the comma after an oblique, which a
/// conjunction joins to a last one, is the second of a row.
pub(super) fn mend_obliques(tokens: &mut [Token]) {
    for noun in 2..tokens.len() {
        let oblique = |at: usize| tokens[at].deprel.starts_with("obl") && tokens[at].upos == Upos::Noun;
        if !oblique(noun) || child_by(tokens, noun, &["case"]).is_some() {
            continue;
        }
        let opens = child_by(tokens, noun, &["det"]).filter(|&det| det < noun).unwrap_or(noun);
        let closed = child_by(tokens, noun, &["conj"]).is_some_and(|last| child_by(tokens, last, &["cc"]).is_some());
        let comma = opens.checked_sub(1).filter(|&at| closed && &*tokens[at].form == ",");
        let first = comma.and_then(|comma| comma.checked_sub(1)).filter(|&first| {
            oblique(first) && tokens[first].head == tokens[noun].head && child_by(tokens, first, &["case"]).is_some()
        });
        if let Some(first) = first {
            tokens[noun].head = Some(first);
            tokens[noun].deprel = "conj".into();
        }
    }
}

/// *By X and Y, two former engineers*: behind the last name of a row a noun without a conjunction tells of them.
pub(super) fn part_rows(tokens: &mut [Token]) {
    for noun in 1..tokens.len() {
        let Some(first) = tokens[noun].head.filter(|&first| first < noun && &*tokens[noun].deprel == "conj") else {
            continue;
        };
        let joined = |of: usize| tokens.iter().any(|token| token.head == Some(of) && &*token.deprel == "cc");
        let child = |at: usize| tokens[at].head == Some(noun);
        let comma = (first + 1..noun).any(|at| child(at) && &*tokens[at].form == ",");
        let closed = (first + 1..noun).any(|at| {
            tokens[at].head == Some(first)
                && &*tokens[at].deprel == "conj"
                && tokens[at].upos == Upos::Propn
                && joined(at)
        });
        let plural = tokens[noun].upos == Upos::Noun && tokens[noun].morph.number == Some(Number::Plur);
        let last = tokens.iter().skip(noun + 1).all(|token| token.head != Some(first) || &*token.deprel != "conj");
        if comma && closed && plural && last && tokens[first].upos == Upos::Propn && !joined(noun) {
            tokens[noun].deprel = "appos".into();
        }
    }
}

fn follows_a_joined_verb(sentence: &Sentence, words: &Words, name: usize) -> bool {
    let tokens = &sentence.tokens;
    let Some(verb) = tokens[name].head.filter(|&verb| verb < name && &*tokens[name].deprel == "nsubj") else {
        return false;
    };
    let Some(first) = tokens[verb].head.filter(|&first| first < verb && &*tokens[verb].deprel == "conj") else {
        return false;
    };
    let finite = |at: usize| tokens[at].upos == Upos::Verb && tokens[at].morph.verb_form == Some(VerbForm::Fin);
    let mut own = tokens.iter().enumerate().filter(|(_, token)| token.head == Some(verb));
    let alone =
        !own.any(|(at, token)| at != name && matches!(token.relation(), "nsubj" | "obj" | "csubj" | "ccomp" | "xcomp"));
    let subject = tokens[..first].iter().any(|token| token.head == Some(first) && token.deprel.starts_with("nsubj"));
    let says = words.has(sentence.language, WordClass::Reporting, &tokens[verb].lemma);
    tokens[name].upos == Upos::Propn && name == verb + 1 && finite(verb) && alone && subject && !says
}

/// *X, Y agree to merge*: a comma alone joins two firms that open a sentence where their verb comes right behind them.
pub(super) fn mend_rows(sentences: &mut [Sentence], mentions: &[Mention]) {
    let firm = |mention: &&Mention| is_name(mention) && mention.kind == EntityKind::Organization;
    for first in mentions.iter().filter(firm).filter(|mention| mention.tokens.start == 0) {
        let tokens = &mut sentences[first.sentence].tokens;
        let comma = first.tokens.end;
        let next = |mention: &&Mention| mention.sentence == first.sentence && mention.tokens.start == comma + 1;
        let Some(second) = mentions.iter().filter(firm).find(next) else { continue };
        let (Some(one), Some(other)) = (outward(tokens, &first.tokens), outward(tokens, &second.tokens)) else {
            continue;
        };
        if !opens_predicate(tokens, comma, second.tokens.end) {
            continue;
        }
        // Of the two the one that the parser hung on the verb says what both are to it.
        if tokens[other].head != Some(one) {
            tokens[one].head = tokens[other].head;
            tokens[one].deprel = tokens[other].deprel.clone();
        }
        tokens[other].head = Some(one);
        tokens[other].deprel = "conj".into();
    }
}

/// Whether a comma, and behind the second name a verb, a mark of an infinitive or an adposition stand.
fn opens_predicate(tokens: &[Token], comma: usize, end: usize) -> bool {
    let predicate = tokens.get(end).is_some_and(|token| {
        let one = token.morph.number == Some(Number::Sing) && token.morph.person == Some(3);
        matches!(token.upos, Upos::Verb | Upos::Aux) && !one || matches!(token.upos, Upos::Part | Upos::Adp)
    });
    &*tokens[comma].form == "," && predicate
}
