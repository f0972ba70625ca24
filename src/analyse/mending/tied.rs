//! Names that a participle behind a hyphen ties to another name: *Tilvarn-based X*.
//!
//! Owns that one repair: the name behind the participle heads the phrase, the one before the hyphen says where or by
//! whom. Takes the tokens of a sentence and the two names; touches nothing where the tree has it so already.

use std::ops::Range;

use crate::model::{Mention, Token, Upos};

/// Hangs the name before a hyphen on its participle, and the participle on the name behind it, which takes over what the
/// parser gave to the first.
pub(super) fn mend(tokens: &mut [Token], mentions: &[&Mention]) {
    for named in mentions {
        let Some(participle) = named.tokens.start.checked_sub(1) else { continue };
        let Some(hyphen) = participle.checked_sub(1).filter(|&at| tokens[at].form.as_ref() == "-") else { continue };
        let touches = tokens[hyphen].span.end == tokens[participle].span.start;
        let before = mentions.iter().find(|other| other.tokens.end == hyphen);
        if let Some(before) = before.filter(|_| touches && tokens[participle].upos == Upos::Verb) {
            exchange(tokens, (&before.tokens, before.head), participle, (&named.tokens, named.head));
        }
    }
}

fn exchange(tokens: &mut [Token], first: (&Range<usize>, usize), participle: usize, second: (&Range<usize>, usize)) {
    let ((before, top), (behind, head)) = (first, second);
    let inside = |at: usize| before.start <= at && at < behind.end;
    let outer = tokens[top].head;
    let lower = tokens[head].head.is_some_and(inside);
    if outer.is_some_and(|outer| outer == participle) && !lower {
        return;
    }
    if lower && !outer.is_some_and(inside) {
        let relation = tokens[top].deprel.clone();
        tokens[head].head = outer;
        tokens[head].deprel = relation;
    } else if lower {
        return;
    }
    for at in 0..tokens.len() {
        if !inside(at) && tokens[at].head.is_some_and(|above| before.contains(&above) || above == participle) {
            // *To Tilvarn-based X*: with its adposition the name is no object.
            if &*tokens[at].deprel == "case" && &*tokens[head].deprel == "obj" {
                tokens[head].deprel = "obl".into();
            }
            tokens[at].head = Some(head);
        }
    }
    tokens[top].head = Some(participle);
    tokens[top].deprel = "compound".into();
    tokens[participle].head = Some(head);
    tokens[participle].deprel = "amod".into();
}
