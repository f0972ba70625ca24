//! *Is a Danish timber and paper company*: two trades before one noun for a firm.
//!
//! Owns one repair, in languages whose compounds have their head last: parsers make the first trade the head, and the firm
//! another thing joined to it. Takes a sentence; the firm becomes the head, the first trade its compound as the second is.

use crate::model::{Number, Sentence, Token, Upos};
use crate::ontology::{Typology, WordClass, Words};

/// Makes the noun for a firm the head of its two trades.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    let language = sentence.language;
    if words.is(language, Typology::HeadInitial) {
        return;
    }
    let tokens = &mut sentence.tokens;
    let firm = |token: &Token| {
        let noun = token.upos == Upos::Noun && token.morph.number != Some(Number::Plur);
        noun && words.value(language, WordClass::KindNoun, &token.lemma.to_lowercase()) == Some("Organization")
    };
    for at in 3..tokens.len() {
        if !firm(&tokens[at]) || &*tokens[at].deprel != "conj" {
            continue;
        }
        let Some(trade) = tokens[at].head.filter(|&trade| trade < at) else { continue };
        let determined = |noun: usize| tokens.iter().any(|token| token.head == Some(noun) && &*token.deprel == "det");
        let joined = (trade + 1..at).any(|cc| tokens[cc].upos == Upos::Cconj);
        // Nothing stands between them but the conjunction and the second trade.
        let bare = (trade + 1..at).all(|at| matches!(tokens[at].upos, Upos::Cconj | Upos::Noun | Upos::Adj));
        let described = determined(trade) && !determined(at);
        // *Opened a store and coffee company*: the phrase says what somebody is, and no site or person stands in it.
        let cop = tokens.iter().any(|token| token.head == Some(trade) && &*token.deprel == "cop");
        let says = cop || &*tokens[trade].deprel == "appos";
        let trade_alone = !words.has(language, WordClass::KindNoun, &tokens[trade].lemma.to_lowercase());
        let bare = bare && says && trade_alone;
        if tokens[trade].upos == Upos::Noun && !firm(&tokens[trade]) && joined && bare && described {
            let own = |at: &usize| tokens[*at].head == Some(trade);
            let origin = |at: &usize| words.has(language, WordClass::Demonym, tokens[*at].lower());
            let origin: Vec<usize> = (0..trade).filter(own).filter(origin).collect();
            exchange(tokens, trade, at, &origin);
        }
    }
}

/// Puts the firm where its first trade stands in the tree; what tells which trade stays with that, an adjective of `origin` is
/// the firm's.
fn exchange(tokens: &mut [Token], trade: usize, firm: usize, origin: &[usize]) {
    for (at, token) in tokens.iter_mut().enumerate().filter(|(_, token)| token.head == Some(trade)) {
        let tells = matches!(&*token.deprel, "amod" | "compound") && !origin.contains(&at);
        if !tells {
            token.head = Some(firm);
        }
    }
    (tokens[firm].head, tokens[firm].deprel) = (tokens[trade].head, tokens[trade].deprel.clone());
    (tokens[trade].head, tokens[trade].deprel) = (Some(firm), "compound".into());
}
