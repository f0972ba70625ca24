//! Who is made what: *X named Ann Orr chief executive and Tom Lee chair*.
//!
//! Owns the tie between a verb, a person and the post behind the person, which parsers read as a compound, and that of a
//! second person and post that share the verb. Asked once names are known; leaves posts before a name to `titles`.

use std::ops::Range;

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
        } else if let Some((post, verb)) =
            made_as_well(tokens, name, mention.tokens.start).or_else(|| made_behind(tokens, name, &mention.tokens))
        {
            // No object of the verb, or each would be what the other is made.
            tokens[name].head = Some(verb);
            tokens[name].deprel = "parataxis".into();
            tokens[post].head = Some(name);
            tokens[post].deprel = "appos".into();
            for at in 0..mention.tokens.end {
                if tokens[at].head == Some(post) && matches!(&*tokens[at].deprel, "cc" | "punct") {
                    tokens[at].head = Some(name);
                }
            }
        }
    }
}

/// *Named Ann Orr chief executive and Tom Lee chair*: the post on which the second name hangs, joined to the first post,
/// and the verb, which has the first person for its object.
fn made_as_well(tokens: &[Token], name: usize, start: usize) -> Option<(usize, usize)> {
    let post = tokens[name].head.filter(|&post| post > name && tokens[post].upos == Upos::Noun)?;
    let before = start.checked_sub(1)?;
    let joined = tokens[before].upos == Upos::Cconj || &*tokens[before].form == ",";
    let marked = tokens.iter().any(|token| token.head == Some(name) && &*token.deprel == "case");
    let modifies = matches!(&*tokens[name].deprel, "compound" | "nmod:poss" | "nmod");
    let first = tokens[post]
        .head
        .filter(|&first| &*tokens[post].deprel == "conj" && matches!(&*tokens[first].deprel, "xcomp" | "obj"))?;
    let verb = tokens[first].head?;
    let person = (verb + 1..first).any(|at| tokens[at].head == Some(verb) && &*tokens[at].deprel == "obj");
    (person && joined && modifies && !marked && tokens[first].upos == Upos::Noun).then_some((post, verb))
}

/// *A été nommée directrice générale de X et Ann Orr directrice financière*: the post right behind a person who is joined to
/// what stands in the phrase of the first post, and the verb.
fn made_behind(tokens: &[Token], name: usize, person: &Range<usize>) -> Option<(usize, usize)> {
    let before = person.start.checked_sub(1).filter(|&before| tokens[before].upos == Upos::Cconj)?;
    let post = Some(person.end).filter(|&post| tokens.get(post).is_some_and(|token| token.upos == Upos::Noun))?;
    let chain = std::iter::successors(Some(name), |&at| tokens[at].head).take(tokens.len());
    let first = chain.skip(1).find(|&at| at < before && &*tokens[at].deprel == "xcomp")?;
    let verb = tokens[first].head.filter(|&verb| verb < first && tokens[verb].upos == Upos::Verb)?;
    let marked = tokens.iter().any(|token| token.head == Some(post) && matches!(&*token.deprel, "case" | "det"));
    let free = tokens[post].head.is_some_and(|above| above == name || super::descends(tokens, above, verb));
    let joined = &*tokens[name].deprel == "conj" && !super::descends(tokens, name, post);
    (joined && free && !marked && tokens[first].upos == Upos::Noun).then_some((post, verb))
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
