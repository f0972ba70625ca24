//! Who says it, behind what is said: *X will close its plant, the Oslo company said on Monday*.
//!
//! Owns the clause of saying that closes a sentence, which parsers take for an apposition with a participle. Takes a
//! sentence, gives a tree as before.

use crate::model::{Sentence, Token, Upos};
use crate::ontology::{WordClass, Words};

use super::has_child;

/// Gives each such verb its subject, and hangs it on what is said.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    let language = sentence.language;
    for verb in 2..sentence.tokens.len() {
        if !words.has(language, WordClass::Reporting, &sentence.tokens[verb].lemma) {
            continue;
        }
        let tokens = &mut sentence.tokens;
        let Some((noun, comma)) = teller(tokens, verb) else { continue };
        let Some(said) = tokens.iter().position(|token| token.head.is_none()).filter(|&said| said < comma) else {
            continue;
        };
        (tokens[verb].head, tokens[verb].deprel) = (Some(said), "parataxis".into());
        (tokens[noun].head, tokens[noun].deprel) = (Some(verb), "nsubj".into());
        tokens[comma].head = Some(verb);
    }
}

/// The noun right before a verb that only tells more of it, with an article, and the comma that sets it off; nothing but
/// times may follow the verb.
fn teller(tokens: &[Token], verb: usize) -> Option<(usize, usize)> {
    let noun = tokens[verb].head.filter(|&noun| noun + 1 == verb && tokens[noun].upos == Upos::Noun)?;
    let apposed =
        tokens[verb].relation() == "acl" && tokens[verb].upos == Upos::Verb && &*tokens[noun].deprel == "appos";
    let article = (0..noun).find(|&at| tokens[at].head == Some(noun) && tokens[at].upos == Upos::Det)?;
    let comma = article.checked_sub(1).filter(|&comma| &*tokens[comma].form == ",")?;
    let passive = has_child(tokens, verb, &["obj", "xcomp", "ccomp", "aux", "mark"]);
    let last = tokens.len() - usize::from(tokens[tokens.len() - 1].upos == Upos::Punct);
    let under = |at: usize| at == verb || super::descends(tokens, at, verb);
    (apposed && !passive && (verb..last).all(under)).then_some((noun, comma))
}
