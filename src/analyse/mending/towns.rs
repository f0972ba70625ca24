//! A town before the part of the country that a hyphen joins to a participle: *the Dayton, Ohio-based firm*.
//!
//! Owns the tie between the two, which parsers hang apart: the participle governs the town, the region stands beside it.
//! Asked once compounds have their places; leaves towns and regions behind an adposition to the parser.

use std::ops::Range;

use crate::model::{Sentence, Token, Upos};
use crate::ontology::{WordClass, Words};

use super::{descends, outward};

/// How many words a region's name has at most.
const LONGEST: usize = 3;

/// Hangs each town before a region and a hyphened participle on the participle, the region on the town.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    for participle in 2..sentence.tokens.len() {
        let tokens = &sentence.tokens;
        let hyphen = participle - 1;
        let glued = tokens[hyphen].form.as_ref() == "-" && tokens[hyphen].span.end == tokens[participle].span.start;
        if !glued || !matches!(tokens[participle].upos, Upos::Verb | Upos::Adj) {
            continue;
        }
        let Some((town, region)) = before(sentence, words, hyphen - 1) else { continue };
        let tokens = &mut sentence.tokens;
        let whole = whole(tokens, participle);
        give_article(tokens, &town, whole);
        let (Some(head), Some(part)) = (outward(tokens, &town), outward(tokens, &region)) else { continue };
        if (town.start..participle).any(|at| descends(tokens, participle, at)) {
            continue;
        }
        if let Some(whole) = whole {
            tokens[participle].head = Some(whole);
        }
        for at in town.start..participle {
            let inside = |range: &Range<usize>| range.contains(&at);
            let (above, relation) = match at {
                _ if at == head => (participle, "compound"),
                _ if at == part => (head, "appos"),
                _ if inside(&town) => (head, "flat"),
                _ if inside(&region) => (part, "flat"),
                _ => (part, "punct"),
            };
            tokens[at].head = Some(above);
            tokens[at].deprel = relation.into();
        }
    }
}

/// The noun behind the participle that it modifies; the whole phrase is based there: *the Dayton, Ohio-based car maker*.
fn whole(tokens: &[Token], participle: usize) -> Option<usize> {
    let noun = tokens[participle].head.filter(|&noun| noun > participle && tokens[noun].upos == Upos::Noun)?;
    let above = tokens[noun].head.filter(|&above| &*tokens[noun].deprel == "compound" && above > participle);
    Some(above.unwrap_or(noun))
}

/// *The Dayton, Ohio-based firm*: the article before the town is that of the noun that the participle modifies.
fn give_article(tokens: &mut [Token], town: &Range<usize>, noun: Option<usize>) {
    if let Some(article) = town.start.checked_sub(1).filter(|&at| noun.is_some() && tokens[at].upos == Upos::Det) {
        tokens[article].head = noun;
    }
}

/// The town and the region whose last word stands at `last`: capitalised words, a comma, the region.
pub(super) fn before(sentence: &Sentence, words: &Words, last: usize) -> Option<(Range<usize>, Range<usize>)> {
    let tokens = &sentence.tokens;
    let known = |start: usize| {
        let text: Vec<&str> = tokens[start..=last].iter().map(|token| token.form.as_ref()).collect();
        words.has(sentence.language, WordClass::Region, &text.join(" "))
    };
    let start = (last.saturating_sub(LONGEST - 1)..=last).find(|&start| known(start))?;
    let comma = start.checked_sub(1).filter(|&comma| tokens[comma].form.as_ref() == ",")?;
    let capital = |token: &Token| {
        token.form.starts_with(char::is_uppercase) && matches!(token.upos, Upos::Propn | Upos::Adj | Upos::Noun)
    };
    let town = (0..comma).rev().take_while(|&at| capital(&tokens[at])).last()?;
    Some((town..comma, start..last + 1))
}
