//! What a sentence says somebody is before it names them: *Founder and chief executive of X, Ann Orr owns 12 % of it*.
//!
//! Owns that tie: parsers make the noun the subject and the name its apposition, or hang both on the verb. Takes sentences with
//! their mentions; the name becomes the subject and the noun its apposition. Leaves names marked by an adposition in front to
//! `fronted`, nouns right before a name to `titles`.

use crate::model::{EntityKind, Mention, Sentence, Token, Upos};
use crate::ontology::{Frame, Ontology, PartOfSpeech};

use super::{Found, outward};

/// Makes each name that a lone comma parts from the noun in front of it the subject of its verb.
pub(super) fn mend(sentences: &mut [Sentence], found: &Found<'_>, ontology: &Ontology) {
    for mention in found.mentions.iter().filter(|mention| mention.proper) {
        let sentence = &mut sentences[mention.sentence];
        let Some((noun, name, verb)) = introduction(sentence, mention) else { continue };
        if !describes(sentence, noun, ontology) {
            continue;
        }
        let subject = if sentence.tokens[name].head == Some(verb) { name } else { noun };
        let relation = sentence.tokens[subject].deprel.clone();
        for token in &mut sentence.tokens[name + 1..] {
            if token.head == Some(noun) && token.upos != Upos::Punct {
                token.head = Some(name);
            }
        }
        (sentence.tokens[name].head, sentence.tokens[name].deprel) = (Some(verb), relation);
        (sentence.tokens[noun].head, sentence.tokens[noun].deprel) = (Some(name), "appos".into());
    }
}

/// The noun in front, the head of the name and the verb that follows it.
fn introduction(sentence: &Sentence, mention: &Mention) -> Option<(usize, usize, usize)> {
    let tokens = &sentence.tokens;
    let comma = mention.tokens.start.checked_sub(1).filter(|&comma| comma > 0 && &*tokens[comma].form == ",")?;
    let clausal = |token: &Token| matches!(token.upos, Upos::Punct | Upos::Verb | Upos::Aux | Upos::Sconj);
    let actor = matches!(mention.kind, EntityKind::Person | EntityKind::Organization);
    let acts = tokens.get(mention.tokens.end).is_some_and(|token| matches!(token.upos, Upos::Verb | Upos::Aux));
    if !actor || !acts || tokens[..comma].iter().any(clausal) {
        return None;
    }
    let (noun, name) = (outward(tokens, &(0..comma))?, outward(tokens, &mention.tokens)?);
    let marked = tokens.iter().any(|token| token.head == Some(noun) && &*token.deprel == "case");
    let whole = (noun + 1..comma).all(|at| tokens[at].head.is_some_and(|head| head < comma));
    if tokens[noun].upos != Upos::Noun || marked || !whole {
        return None;
    }
    let subject = |at: usize| tokens[at].relation() == "nsubj";
    let apposed = tokens[name].head == Some(noun) && subject(noun) && tokens[name].relation() == "appos";
    // *A former X engineer, Ann Orr founded Y*: a verb has one subject.
    let aside =
        matches!(tokens[noun].relation(), "advcl" | "appos" | "nmod" | "dislocated" | "obl" | "parataxis" | "nsubj");
    let beside = aside && subject(name) && tokens[noun].head == tokens[name].head;
    let verb = tokens[if apposed { noun } else { name }].head.filter(|&verb| (apposed || beside) && verb > name)?;
    Some((noun, name, verb))
}

/// Whether a noun says what somebody is.
fn describes(sentence: &Sentence, noun: usize, ontology: &Ontology) -> bool {
    let lemma = &*sentence.tokens[noun].lemma;
    let mut entries = ontology.lexicon.starting_with(sentence.language, PartOfSpeech::Noun, lemma);
    entries.any(|entry| matches!(entry.frame, Frame::RelationalNoun | Frame::ClassNoun))
}
