//! Objects that share a verb, each with a price or a date of its own: *bought X for $3m and Y for $2m*, *X in 2010 and Y
//! in 2013*.
//!
//! Owns argument clusters in coordination (Steedman 1985), of which parsers take the second object for a complement of
//! the price or date before it. Asked once names, quantities and times are known; the second object is joined to the
//! first, its price or date hangs on it.

use std::ops::Range;

use crate::model::{Mention, Sentence, Token, Upos};

use super::{Found, descends, is_name, outward};

/// Joins the objects of a sentence that have a measure or time behind the same marker.
pub(super) fn mend(sentences: &mut [Sentence], found: &Found<'_>) {
    for first in found.mentions.iter().filter(|mention| is_name(mention)) {
        let tokens = &mut sentences[first.sentence].tokens;
        let Some(object) = outward(tokens, &first.tokens).filter(|&at| is_object(tokens, at)) else { continue };
        let own = |mention: &&Mention| mention.sentence == first.sentence && mention.tokens.start > first.tokens.end;
        let (mut end, mut joined) = (first.tokens.end, false);
        let Some(marker) = marker(tokens, end) else { continue };
        if !is_measured(first.sentence, end, found) {
            continue;
        }
        for next in found.mentions.iter().filter(|mention| is_name(mention)).filter(own) {
            let same =
                tokens.get(next.tokens.end).is_some_and(|token| token.upos == Upos::Adp && token.lemma == marker);
            // *Z for an undisclosed sum*: of a third what stands behind its marker is clear from the others.
            let told = joined || is_measured(next.sentence, next.tokens.end, found);
            if same && told && adjoins(tokens, end..next.tokens.start) {
                join(tokens, object, &next.tokens);
                end = next.tokens.end;
                joined = true;
            }
        }
    }
}

fn is_object(tokens: &[Token], at: usize) -> bool {
    let verb = tokens[at].head.filter(|&verb| verb < at && tokens[verb].upos == Upos::Verb);
    verb.is_some() && &*tokens[at].deprel == "obj"
}

/// The lemma of the adposition at `at`.
fn marker(tokens: &[Token], at: usize) -> Option<Box<str>> {
    tokens.get(at).filter(|token| token.upos == Upos::Adp).map(|token| token.lemma.to_string().into())
}

/// Whether a measure or time stands behind the adposition at `marker`, an article or a word of degree between.
fn is_measured(sentence: usize, marker: usize, found: &Found<'_>) -> bool {
    let near = |range: &Range<usize>| (marker + 1..=marker + 3).contains(&range.start);
    found.measures.iter().any(|measure| measure.sentence == sentence && near(&measure.tokens))
        || found.times.iter().any(|time| time.sentence == sentence && near(&time.tokens))
}

/// Whether between two objects stands the price or date of the first alone, a comma or conjunction last.
fn adjoins(tokens: &[Token], between: Range<usize>) -> bool {
    let last = &tokens[between.end - 1];
    let joins = last.upos == Upos::Cconj || &*last.form == ",";
    let short = between.len() <= 9;
    joins
        && short
        && between.clone().all(|at| !matches!(tokens[at].upos, Upos::Verb | Upos::Aux | Upos::Pron | Upos::Sconj))
}

/// Joins the name to the object, with its own price or date on it.
fn join(tokens: &mut [Token], object: usize, name: &Range<usize>) {
    let Some(top) = outward(tokens, name).filter(|&top| !descends(tokens, object, top)) else { return };
    let case = name.end;
    let Some(complement) = tokens[case].head.filter(|&head| head > case && !descends(tokens, top, head)) else {
        return;
    };
    tokens[top].head = Some(object);
    tokens[top].deprel = "conj".into();
    tokens[complement].head = Some(top);
    tokens[complement].deprel = "nmod".into();
}
