//! Clauses that leave out their verb: *X makes the engines and Y the doors*, *the engines come from X and the doors from Y*,
//! *X sold the mill to Y and the quarry to Z*.
//!
//! Owns the tree of two remnants behind a conjunction (gapping, Ross 1970), which parsers hang on the objects of the clause
//! before: the first remnant is joined to the verb, the second is its orphan. Takes the tokens of a sentence, gives heads
//! and relations as before; leaves to `extract` what such a clause says, and figures without a noun as they are.

use std::ops::Range;

use crate::model::{Token, Upos};

use super::{has_child, outward};

/// Hangs each pair of remnants on the verb that they leave out.
pub(super) fn mend(tokens: &mut [Token]) {
    lift(tokens);
    for conjunction in 2..tokens.len() {
        let Some((verb, first, second)) = remnants(tokens, conjunction) else { continue };
        let (Some(one), Some(other)) = (nominal(tokens, &first), nominal(tokens, &second)) else { continue };
        if [one, other].iter().any(|&at| super::descends(tokens, verb, at)) {
            continue;
        }
        (tokens[one].head, tokens[one].deprel) = (Some(verb), "conj".into());
        (tokens[other].head, tokens[other].deprel) = (Some(one), "orphan".into());
        tokens[conjunction].head = Some(one);
        for at in second {
            let above = tokens[at].head.unwrap_or(at);
            if at != other && !(first.start..=tokens.len()).contains(&above) {
                tokens[at].head = Some(other);
            }
        }
    }
}

/// *X holds a quarter of Y and Z the remainder*: a remnant that has its orphan but hangs on an object or deeper is joined to
/// the verb above.
fn lift(tokens: &mut [Token]) {
    for remnant in 1..tokens.len() {
        // With a conjunction of its own it is no apposition, though the parser says so.
        let joined = match tokens[remnant].relation() {
            "conj" => true,
            "appos" => has_child(tokens, remnant, &["cc"]),
            _ => false,
        };
        let above = tokens[remnant].head.filter(|&above| joined && tokens[above].upos != Upos::Verb);
        let Some(above) = above.filter(|_| has_child(tokens, remnant, &["orphan"])) else { continue };
        let chain = std::iter::successors(Some(above), |&at| tokens[at].head).take(tokens.len());
        let subject = |verb: usize| tokens.iter().any(|token| token.head == Some(verb) && token.relation() == "nsubj");
        let verb = chain.into_iter().find(|&at| tokens[at].upos == Upos::Verb);
        if let Some(verb) = verb.filter(|&verb| verb < remnant && subject(verb)) {
            (tokens[remnant].head, tokens[remnant].deprel) = (Some(verb), "conj".into());
        }
    }
}

/// The noun or name that heads a remnant.
fn nominal(tokens: &[Token], range: &Range<usize>) -> Option<usize> {
    outward(tokens, range).filter(|&at| matches!(tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Sym))
}

/// The verb that is left out behind a conjunction, and where its two remnants stand.
fn remnants(tokens: &[Token], conjunction: usize) -> Option<(usize, Range<usize>, Range<usize>)> {
    let comma = &*tokens[conjunction].form == ",";
    if tokens[conjunction].upos != Upos::Cconj && !comma {
        return None;
    }
    let start = conjunction + 1;
    let inside = |token: &Token| {
        matches!(token.upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Adp | Upos::Sym)
            || &*token.deprel == "nmod:poss"
    };
    let length = tokens[start..].iter().take_while(|token| inside(token)).count();
    let end = start + length;
    // *X makes the engines, Y the doors and Z the wheels*.
    let goes_on = |token: &Token| comma && token.upos == Upos::Cconj;
    let closed = tokens.get(end).is_none_or(|token| matches!(&*token.form, "." | ";" | ",") || goes_on(token));
    let named = |at: &usize| matches!(tokens[*at].upos, Upos::Noun | Upos::Propn);
    let opening = (start..end).find(named)?;
    let border = (opening + 1..end).find(|&at| matches!(tokens[at].upos, Upos::Adp | Upos::Det | Upos::Num))?;
    if !closed || tokens[start].upos == Upos::Adp || (start..opening).any(|at| tokens[at].upos == Upos::Adp) {
        return None;
    }
    let chain = std::iter::successors(Some(conjunction - 1), |&at| tokens[at].head).take(tokens.len());
    let verb = chain.into_iter().find(|&at| tokens[at].upos == Upos::Verb && at < conjunction)?;
    let child = |relations: &[&str], range: Range<usize>| {
        range.into_iter().find(|&at| tokens[at].head == Some(verb) && relations.contains(&tokens[at].relation()))
    };
    let subject = child(&["nsubj"], 0..verb)?;
    let object = child(&["obj"], verb..conjunction);
    let fits = match tokens[border].upos {
        // *X makes the engines and Y the doors*: a name beside a name acts.
        Upos::Det => {
            let name = (start..border).all(|at| matches!(tokens[at].upos, Upos::Propn | Upos::Det));
            // *And Y the Leeds depot*, but *and Y, the broker Z*.
            let apposed = tokens[end - 1].upos == Upos::Propn;
            let acts = matches!(tokens[subject].upos, Upos::Propn | Upos::Noun);
            let bare = !comma || tokens[start].upos == Upos::Propn && tokens.get(end).is_some_and(goes_on);
            object.is_some()
                && name
                && acts
                && !apposed
                && bare
                && (comma || tokens[conjunction - 1].upos != Upos::Propn)
        }
        // *Was bought by Y, Z by V*: with a comma alone only beside who acts.
        Upos::Adp if comma => {
            let named = tokens[start..border].iter().any(|token| token.upos == Upos::Propn);
            let agent = |at: usize| tokens[at].head == Some(verb) && &*tokens[at].deprel == "obl:agent";
            let passive = &*tokens[subject].deprel == "nsubj:pass" && (verb..conjunction).any(agent);
            named && passive && governed(tokens, verb, verb..conjunction, border)
        }
        _ if comma => false,
        // *X takes 20 % of Z and Y 10 %*.
        Upos::Num => {
            let name = (start..border).all(|at| tokens[at].upos == Upos::Propn);
            let share = tokens[end - 1].upos == Upos::Sym || *tokens[end - 1].form == *tokens[object?].form;
            let numbers = tokens[border..end - 1].iter().all(|token| token.upos == Upos::Num);
            name && share && numbers && border + 1 < end
        }
        // *Sold the mill to Y and the quarry to Z*: an object and its complement beside those of the verb.
        _ => match object {
            Some(object) => governed(tokens, verb, object..conjunction, border),
            None => governed(tokens, verb, verb..conjunction, border) && tokens[start].upos != Upos::Adj,
        },
    };
    fits.then_some((verb, start..border, border..end))
}

/// Whether a complement of the verb that stands inside `reach` has the adposition at `marker` as its own.
fn governed(tokens: &[Token], verb: usize, reach: Range<usize>, marker: usize) -> bool {
    reach.skip(1).any(|at| {
        let complement = tokens[at].head == Some(verb) && tokens[at].relation() == "obl";
        let case =
            |case: &Token| case.head == Some(at) && case.relation() == "case" && case.lemma == tokens[marker].lemma;
        complement && tokens[verb..at].iter().any(case)
    })
}
