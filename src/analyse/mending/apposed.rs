//! *X is part of Y plc, the group that owns Z*: what a noun for an organisation stands beside.
//!
//! Owns two repairs: parsers hang such an apposition on the bare noun that governs the name right before its comma, and make an
//! object of what is said of objects. Takes a sentence; leaves appositions with adpositions to `gainsaid`.

use crate::model::{Number, Sentence, Token, Upos};
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

/// *Bought X and Y, two makers of pumps*, *bought X, the maker of Y*: a second object with an article or a number right behind
/// the comma after the first says what that is; where it is several, what all of the row are.
pub(super) fn mend_objects(tokens: &mut [Token]) {
    for noun in 2..tokens.len() {
        if tokens[noun].upos != Upos::Noun || !matches!(tokens[noun].relation(), "obj" | "appos") {
            continue;
        }
        let first = (0..noun).find(|&at| {
            let governs =
                || tokens[noun].head == Some(at) || tokens[noun].head.is_some_and(|it| tokens[it].head == Some(at));
            let beside = tokens[noun].relation() == "obj" && tokens[at].head == tokens[noun].head;
            tokens[at].upos == Upos::Propn && tokens[at].relation() == "obj" && (beside || governs())
        });
        let Some(first) = first else { continue };
        let last = (first + 1..noun).filter(|&at| tokens[at].head == Some(first) && tokens[at].relation() == "conj");
        let last = last.rev().find(|&at| tokens[at].upos == Upos::Propn);
        let Some(comma) = (first + 1..noun).rev().find(|&at| &*tokens[at].form == ",") else { continue };
        let opens = matches!(tokens[comma + 1].upos, Upos::Det | Upos::Num) && tokens[comma + 1].head == Some(noun);
        // No other noun stands between, which it could be said of.
        let row = last.unwrap_or(first);
        let right = (row + 1..comma).all(|at| tokens[at].upos == Upos::Propn) && comma > row;
        let several = tokens[noun].morph.number == Some(Number::Plur);
        let all = several && last.is_some() && tokens[comma + 1].upos == Upos::Num;
        if opens && right && (all || !several) {
            tokens[noun].head = Some(if all { first } else { row });
            tokens[noun].deprel = "appos".into();
        }
    }
}
