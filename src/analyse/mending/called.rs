//! Names that the parser took for somebody who is called to: *X, the startup founded by Y, has secured*.
//!
//! Owns that one repair: the name is the subject, the noun behind its comma stands beside it. Asked once trees are mended
//! otherwise; leaves asides without a noun to `misplaced`.

use crate::model::{Mention, Sentence, Token, Upos};

use super::{is_name, outward};

/// Makes a subject of each name that hangs as a vocative on the noun which stands for the subject.
pub(super) fn mend(sentences: &mut [Sentence], mentions: &[Mention]) {
    for mention in mentions.iter().filter(|mention| is_name(mention)) {
        let tokens = &mut sentences[mention.sentence].tokens;
        let Some(name) = outward(tokens, &mention.tokens) else { continue };
        // *X, a Dayton, Ohio-based startup, makes*: a noun between the commas is no clause.
        if let Some(noun) = aside(tokens, name, mention.tokens.end) {
            tokens[noun].deprel = "appos".into();
        }
        let Some((noun, verb)) = described(tokens, name, mention.tokens.end) else { continue };
        tokens[name].head = Some(verb);
        tokens[name].deprel = tokens[noun].deprel.clone();
        tokens[noun].head = Some(name);
        tokens[noun].deprel = "appos".into();
    }
}

/// The noun between the commas behind a name, and the verb whose subject the parser made it.
fn described(tokens: &[Token], name: usize, end: usize) -> Option<(usize, usize)> {
    let called = matches!(&*tokens[name].deprel, "vocative" | "dislocated" | "compound");
    let comma = |at: usize| tokens.get(at).is_some_and(|token| token.form.as_ref() == ",");
    let noun = tokens[name].head.filter(|&noun| called && noun > end && tokens[noun].upos == Upos::Noun)?;
    let verb = tokens[noun].head.filter(|_| tokens[noun].deprel.starts_with("nsubj"))?;
    let closes = (noun + 1..verb).any(comma);
    (comma(end) && closes).then_some((noun, verb))
}

/// The noun with an article right behind the comma of a name, on which it hangs as a clause.
fn aside(tokens: &[Token], name: usize, end: usize) -> Option<usize> {
    let form = |at: usize| tokens.get(at).map(|token| token.form.as_ref());
    let article = end + 1;
    let noun = tokens.get(article).filter(|token| token.upos == Upos::Det)?.head?;
    let hangs = tokens[noun].head == Some(name) && matches!(&*tokens[noun].deprel, "parataxis" | "list" | "dep");
    (form(end) == Some(",") && hangs && tokens[noun].upos == Upos::Noun).then_some(noun)
}
