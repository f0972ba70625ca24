//! Who is made what: *X named Ann Orr chief executive*.
//!
//! Owns the tie between a verb, a person and the post behind the person, which parsers read as a compound. Asked once
//! names are known; leaves posts before a name to `titles`.

use crate::model::{EntityKind, Mention, Sentence, Token, Upos};

use super::outward;

/// Makes an object of each person that hangs as a modifier on the noun which the verb before makes of them.
pub(super) fn mend(sentences: &mut [Sentence], mentions: &[Mention]) {
    for mention in mentions.iter().filter(|mention| mention.proper && mention.kind == EntityKind::Person) {
        let tokens = &mut sentences[mention.sentence].tokens;
        let Some(name) = outward(tokens, &mention.tokens) else { continue };
        if let Some((post, verb)) = made(tokens, name, mention.tokens.start) {
            tokens[name].head = Some(verb);
            tokens[name].deprel = "obj".into();
            tokens[post].deprel = "xcomp".into();
        }
    }
}

/// The post on which a name hangs without a mark of possession, and the verb right before the name.
fn made(tokens: &[Token], name: usize, start: usize) -> Option<(usize, usize)> {
    let post = tokens[name].head.filter(|&post| post > name && tokens[post].upos == Upos::Noun)?;
    let marked = tokens.iter().any(|token| token.head == Some(name) && &*token.deprel == "case");
    let modifies = matches!(&*tokens[name].deprel, "compound" | "nmod:poss" | "nmod");
    let verb = tokens[post].head.filter(|&verb| verb + 1 == start && tokens[verb].upos == Upos::Verb)?;
    let complement = matches!(&*tokens[post].deprel, "obj" | "xcomp" | "ccomp");
    (modifies && !marked && complement).then_some((post, verb))
}
