//! *X is part of Y plc, the group that owns Z*: what a noun for an organisation stands beside.
//!
//! Owns one repair: parsers hang such an apposition on the bare noun that governs the name right before its comma. Takes a
//! sentence; leaves appositions with adpositions to `gainsaid`.

use crate::model::{Sentence, Token, Upos};
use crate::ontology::{WordClass, Words};

/// Hangs each apposition by a noun for an organisation on the name right before its comma.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    let language = sentence.language;
    let tokens = &mut sentence.tokens;
    let kind = |token: &Token| words.value(language, WordClass::KindNoun, &token.lemma.to_lowercase());
    for at in 2..tokens.len() {
        let firm = tokens[at].upos == Upos::Noun
            && &*tokens[at].deprel == "appos"
            && kind(&tokens[at]) == Some("Organization");
        let Some(above) = tokens[at].head.filter(|&above| firm && above < at) else { continue };
        let other = tokens[above].upos == Upos::Noun
            && !matches!(kind(&tokens[above]), Some("Organization" | "Person"))
            && !tokens.iter().any(|token| token.head == Some(above) && token.upos == Upos::Det);
        let start = (above + 1..at).rev().find(|&mark| &*tokens[mark].form == ",");
        let Some(comma) = start.filter(|&comma| other && comma > above + 1) else { continue };
        let named = |name: usize| {
            (above + 1..comma)
                .any(|token| tokens[token].upos == Upos::Propn && (token == name || tokens[token].head == Some(name)))
        };
        let mut path = std::iter::successors(Some(comma - 1), |&token| tokens[token].head).take(4);
        let name = path.find(|&token| tokens[token].head == Some(above) && tokens[token].relation() == "nmod");
        if let Some(name) = name.filter(|&name| named(name)) {
            tokens[at].head = Some(name);
        }
    }
}
