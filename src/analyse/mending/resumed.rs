//! Rows that go on behind an apposition: *founded by Ann Orr, a former X executive, and the economist Joan Rees*.
//!
//! Owns that one repair: parsers hang the second name on the apposition or on the verb. Asked once names are known; a
//! name of the same kind behind the comma that closes the apposition and a conjunction is joined to the first.

use std::ops::Range;

use crate::model::{Mention, Sentence, Token, Upos, VerbForm};

use super::{descends, is_name, outward};

/// How long an apposition may be, in tokens.
const LONG: usize = 14;

/// How many words may stand between the conjunction and the name.
const TITLE: usize = 5;

/// Joins names to those that a closed apposition parts them from.
pub(super) fn mend(sentences: &mut [Sentence], mentions: &[Mention]) {
    for (at, first) in mentions.iter().enumerate().filter(|(_, mention)| is_name(mention)) {
        let tokens = &mut sentences[first.sentence].tokens;
        let Some(conjunction) = behind_apposition(tokens, &first.tokens) else { continue };
        let row = |mention: &&Mention| {
            mention.sentence == first.sentence
                && mention.tokens.start > conjunction
                && mention.tokens.start <= conjunction + TITLE
        };
        let same = |mention: &&Mention| is_name(mention) && mention.kind == first.kind;
        let inside = |mention: &Mention| {
            mention.sentence == first.sentence
                && (first.tokens.end + 1) == mention.tokens.start
                && mention.proper
                && mention.kind == first.kind
        };
        // *A, B, and C* is a row without an apposition.
        let Some(second) = mentions[at..].iter().filter(row).find(same).filter(|_| !mentions.iter().any(inside)) else {
            continue;
        };
        join(tokens, &first.tokens, (conjunction, &second.tokens));
    }
}

/// The conjunction behind the comma that closes an apposition right behind a name.
fn behind_apposition(tokens: &[Token], name: &Range<usize>) -> Option<usize> {
    let comma = |at: usize| tokens.get(at).is_some_and(|token| &*token.form == ",");
    let opens = tokens.get(name.end + 1).is_some_and(|token| matches!(token.upos, Upos::Det | Upos::Noun | Upos::Adj));
    if !comma(name.end) || !opens {
        return None;
    }
    let plain = |at: usize| {
        let finite = tokens[at].morph.verb_form == Some(VerbForm::Fin);
        !(matches!(tokens[at].upos, Upos::Verb | Upos::Aux) && finite || &*tokens[at].form == ";")
    };
    let last = tokens.len().min(name.end + LONG);
    let closing = (name.end + 2..last).take_while(|&at| plain(at)).find(|&at| comma(at))?;
    tokens.get(closing + 1).filter(|token| token.upos == Upos::Cconj).map(|_| closing + 1)
}

/// Hangs the phrase of the second name on the first, unless it has a verb of its own or the tree knows better.
fn join(tokens: &mut [Token], first: &Range<usize>, (conjunction, second): (usize, &Range<usize>)) {
    let (Some(one), Some(name)) = (outward(tokens, first), outward(tokens, second)) else { return };
    let mut top = name;
    while let Some(above) = tokens[top].head.filter(|&above| (conjunction + 1..second.end).contains(&above)) {
        top = above;
    }
    let marked =
        (conjunction + 1..second.start).any(|at| matches!(tokens[at].upos, Upos::Adp | Upos::Verb | Upos::Sconj));
    let acts = tokens[top].deprel.starts_with("nsubj") && tokens[top].head.is_some_and(|verb| verb > top);
    if marked || acts || tokens[top].head.is_none() || tokens[top].head == Some(one) || descends(tokens, one, top) {
        return;
    }
    tokens[top].head = Some(one);
    tokens[top].deprel = "conj".into();
    tokens[conjunction].head = Some(top);
    tokens[conjunction].deprel = "cc".into();
}
