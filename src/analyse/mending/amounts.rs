//! Amounts that the parser takes for the head of what they only measure: *a $5 billion bid*, *is 70 per cent owned by X*.
//!
//! Owns the exchange of the two, where the noun or participle takes the place of the amount and what hung on it, and the
//! goods that an amount opens. Takes the tokens of a
//! sentence and where a measure stands.

use std::ops::Range;

use crate::model::{Token, Upos};

/// Hangs the amount in `range` on the noun right behind it, when the tree has it the other way round or beside it; whether
/// it did.
pub(super) fn precede(tokens: &mut [Token], range: &Range<usize>, head: usize) -> bool {
    let noun = range.end;
    let beside = noun_beside(tokens, range, head);
    let turned = tokens.get(noun).is_some_and(|token| {
        token.upos == Upos::Noun
            && token.head.is_some_and(|above| range.contains(&above))
            && matches!(token.relation(), "appos" | "nmod" | "compound" | "dep" | "flat" | "obj")
            && !tokens.iter().any(|other| other.head == Some(noun) && &*other.deprel == "case")
    });
    let Some(noun) = beside.or_else(|| turned.then_some(noun)).filter(|_| range.contains(&head)) else { return false };
    let (above, relation) = (tokens[head].head, tokens[head].deprel.clone());
    if above.is_some_and(|above| range.contains(&above)) {
        return false;
    }
    for at in 0..tokens.len() {
        let hung = tokens[at].head.is_some_and(|above| range.contains(&above));
        if at != head && at != noun && hung && !range.contains(&at) {
            tokens[at].head = Some(noun);
        }
    }
    tokens[noun].head = above;
    tokens[noun].deprel = relation;
    tokens[head].head = Some(noun);
    tokens[head].deprel = "compound".into();
    true
}

/// *Opened a new $300 million food plant*: an amount with an article measures the noun whose phrase begins right behind it,
/// where the parser hangs both on the verb.
fn noun_beside(tokens: &[Token], range: &Range<usize>, head: usize) -> Option<usize> {
    let child = |of: usize, relation: &str| {
        tokens.iter().position(|token| token.head == Some(of) && token.relation() == relation)
    };
    let article = range.clone().find_map(|at| child(at, "det")).filter(|&article| article < range.start);
    let verb = tokens.get(head)?.head.filter(|&verb| article.is_some() && tokens[verb].upos == Upos::Verb)?;
    let noun = (range.end..tokens.len()).find(|&at| tokens[at].head == Some(verb))?;
    let inside = |at: usize| {
        let mut up = Some(at);
        // No phrase is deeper than it is long.
        for _ in range.end..=noun {
            up = up.and_then(|at| tokens[at].head);
            if up == Some(noun) {
                return true;
            }
        }
        false
    };
    let bare = tokens[noun].upos == Upos::Noun && child(noun, "case").is_none() && child(noun, "det").is_none();
    let argument = matches!(tokens[noun].relation(), "obl" | "obj");
    (bare && argument && (range.end..noun).all(inside)).then_some(noun)
}

/// *Owned by X (52%) and Y (30%)*: a share in brackets right behind a name is of that name, and what the parser hung on the
/// share behind the brackets goes on from the name; whether it stands so.
pub(super) fn bracketed(tokens: &mut [Token], range: &Range<usize>, head: usize) -> bool {
    let is = |at: usize, form: &str| tokens.get(at).is_some_and(|token| &*token.form == form);
    let Some(last) = range.start.checked_sub(2).filter(|&last| tokens[last].upos == Upos::Propn) else { return false };
    if !is(range.start - 1, "(") || !is(range.end, ")") || !range.contains(&head) {
        return false;
    }
    let within = |at: usize| matches!(tokens[at].relation(), "flat" | "compound");
    let up = std::iter::successors(Some(last), |&at| tokens[at].head.filter(|&above| within(at) && above <= last));
    let name = up.take(tokens.len()).last().unwrap_or(last);
    if super::descends(tokens, name, head) {
        return false;
    }
    for at in range.end + 1..tokens.len() {
        if tokens[at].head.is_some_and(|above| range.contains(&above)) {
            tokens[at].head = Some(name);
        }
    }
    (tokens[head].head, tokens[head].deprel) = (Some(name), "appos".into());
    true
}

/// *X is 70 per cent owned by Y*: the participle behind a share is what is said, the share how much of it.
pub(super) fn owned(tokens: &mut [Token], range: &Range<usize>, head: usize) {
    let participle = range.end;
    let hangs = |at: usize, relation: &str| tokens[at].head == Some(head) && tokens[at].deprel.starts_with(relation);
    let said = tokens.get(participle).is_some_and(|token| token.upos == Upos::Verb) && hangs(participle, "acl");
    if !said || !range.contains(&head) || !(0..range.start).any(|at| hangs(at, "cop")) {
        return;
    }
    (tokens[participle].head, tokens[participle].deprel) = (tokens[head].head, tokens[head].deprel.clone());
    for (at, token) in tokens.iter_mut().enumerate() {
        if token.head == Some(head) && at != participle && !range.contains(&at) {
            token.head = Some(participle);
            token.deprel = match &*token.deprel {
                "cop" => "aux:pass".into(),
                "nsubj" => "nsubj:pass".into(),
                _ => token.deprel.clone(),
            };
        }
    }
    tokens[head].head = Some(participle);
    tokens[head].deprel = "obl:npmod".into();
}

/// *A acheté pour 3 millions d'euros de machines*: right behind a verb and a marker of prices, what an amount is an amount
/// of is the object of the verb, and its genitive marker a partitive article.
pub(super) fn goods(tokens: &mut [Token], range: &Range<usize>, head: usize, prices: impl Fn(&Token) -> bool) {
    let Some(marker) = range.start.checked_sub(1).filter(|&at| at > 0 && prices(&tokens[at])) else { return };
    let Some(verb) = tokens[head].head.filter(|&verb| verb + 1 == marker && tokens[verb].upos == Upos::Verb) else {
        return;
    };
    let object = |at: usize| tokens[at].head == Some(verb) && &*tokens[at].deprel == "obj";
    let inside = |at: usize| tokens[at].head.is_some_and(|above| range.contains(&above));
    let case = tokens.get(range.end).filter(|token| token.upos == Upos::Adp).and_then(|token| token.head);
    let noun = case.filter(|&noun| matches!(tokens[noun].upos, Upos::Noun | Upos::Propn) && inside(noun));
    let Some(noun) = noun.filter(|_| !(0..tokens.len()).any(|at| object(at) && at != head)) else { return };
    (tokens[noun].head, tokens[noun].deprel) = (Some(verb), "obj".into());
    (tokens[range.end].upos, tokens[range.end].deprel) = (Upos::Det, "det".into());
    tokens[head].deprel = "obl".into();
}

/// Makes an object of the amount in `range` whose bound the parser took for an adposition: *owns close to 9 %*.
pub(super) fn bounded(tokens: &mut [Token], range: &Range<usize>, head: usize) {
    let of_head = |at: &usize| tokens[*at].head == Some(head) && &*tokens[*at].deprel == "case";
    let Some(bound) = (range.start..head.min(range.end)).find(of_head) else { return };
    let outside = (0..tokens.len()).any(|at| of_head(&at) && !range.contains(&at));
    let Some(verb) = tokens[head].head.filter(|_| &*tokens[head].deprel == "obl" && !outside) else { return };
    let taken = tokens.iter().any(|token| token.head == Some(verb) && &*token.deprel == "obj");
    if tokens[verb].upos == Upos::Verb && verb < range.start && !taken {
        tokens[bound].deprel = "advmod".into();
        tokens[head].deprel = "obj".into();
    }
}
