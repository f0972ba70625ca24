//! Pasts that the parser took for participles of the last of several names: *A, B Capital and C Partners invested in X*.
//!
//! Owns that one repair, of sentences that have no verb else. Asked once names are known; leaves nouns that are verbs to
//! `verbs`.

use crate::model::{Mention, Sentence, Tense, Token, Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::{has_child, is_name, outward};

/// Makes the predicate of each such past, the names its subject.
pub(super) fn mend(sentences: &mut [Sentence], mentions: &[Mention], words: &Words) {
    for mention in mentions.iter().filter(|mention| is_name(mention)) {
        let sentence = &mut sentences[mention.sentence];
        let Some((root, verb)) = found(sentence, mention, words) else { continue };
        let tokens = &mut sentence.tokens;
        for token in &mut tokens[verb + 1..] {
            if token.head == Some(root) {
                token.head = Some(verb);
            }
        }
        tokens[verb].head = None;
        tokens[verb].deprel = "root".into();
        tokens[verb].morph.verb_form = Some(VerbForm::Fin);
        tokens[root].head = Some(verb);
        tokens[root].deprel = "nsubj".into();
    }
}

/// The root, a name with others joined to it, and the past right behind the last of them, `last`. A participle that agrees
/// with its noun is no finite verb.
fn found(sentence: &Sentence, last: &Mention, words: &Words) -> Option<(usize, usize)> {
    let tokens = &sentence.tokens;
    let verb = last.tokens.end;
    let past = |token: &Token| {
        token.upos == Upos::Verb
            && &*token.deprel == "acl"
            && token.morph.verb_form == Some(VerbForm::Part)
            && token.morph.tense != Some(Tense::Pres)
            && token.morph.gender.is_none()
            && token.morph.number.is_none()
    };
    tokens.get(verb).filter(|token| past(token))?;
    let name = outward(tokens, &last.tokens).filter(|&name| tokens[verb].head == Some(name))?;
    let root = tokens[name].head.filter(|&root| &*tokens[name].deprel == "conj" && tokens[root].head.is_none())?;
    let agent = tokens.iter().any(|token| {
        let argument = token.head.is_some_and(|head| tokens[head].head == Some(verb)) && &*token.deprel == "case";
        argument && words.has(sentence.language, WordClass::AgentMarker, &token.lemma)
    });
    let closed = tokens.last().is_some_and(|token| &*token.form == ".");
    let verbless = !has_child(tokens, root, &["nsubj", "cop", "aux", "csubj", "parataxis", "ccomp"]);
    let nominal = matches!(tokens[root].upos, Upos::Propn | Upos::Noun);
    (nominal && verbless && closed && !agent && has_child(tokens, verb, &["obj", "obl"])).then_some((root, verb))
}
