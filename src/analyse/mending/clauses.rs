//! Clauses that the parser ran together: *X a signé un accord avec Y et Z emploie 300 personnes*.
//!
//! Owns the parting at a name that a conjunction joins to the one before it where the verb behind says that one alone acts.
//! Takes the tokens of a sentence, gives a tree as before.

use crate::model::{Number, Token, Upos, VerbForm};

/// What hangs where in such a sentence, as token indices.
struct Joined {
    /// The verb behind the name, and the one of the clause before.
    verb: usize,
    before: usize,
    /// What the parser took for the subject, and the name that is it.
    taken: usize,
    name: usize,
    conjunction: usize,
}

/// Gives each such verb its own subject, and what it had for one back to the clause before.
pub(super) fn part(tokens: &mut [Token]) {
    for verb in 1..tokens.len() {
        let Some(Joined { verb, before, taken, name, conjunction }) = find(tokens, verb) else { continue };
        let subject = tokens[taken].deprel.clone();
        let above = tokens[verb].head;
        let noun = above.filter(|&above| above != before);
        (tokens[taken].head, tokens[taken].deprel) = match noun {
            Some(noun) => (Some(noun), "appos".into()),
            None => (Some(before), "obj".into()),
        };
        (tokens[name].head, tokens[name].deprel) = (Some(verb), subject);
        (tokens[verb].head, tokens[verb].deprel) = (Some(before), "conj".into());
        tokens[conjunction].head = Some(verb);
    }
}

fn find(tokens: &[Token], verb: usize) -> Option<Joined> {
    let child = |of: usize, relation: &str| {
        (0..tokens.len()).find(|&at| tokens[at].head == Some(of) && tokens[at].relation() == relation)
    };
    if tokens[verb].upos != Upos::Verb {
        return None;
    }
    let taken = child(verb, "nsubj").filter(|&taken| taken < verb)?;
    let finite = (taken + 1..=verb).find(|&at| {
        let own = at == verb || tokens[at].head == Some(verb) && tokens[at].upos == Upos::Aux;
        own && tokens[at].morph.verb_form == Some(VerbForm::Fin)
    })?;
    let alone = tokens[finite].morph.number == Some(Number::Sing);
    // The last word of the name stands right before the verb.
    let last = finite.checked_sub(1).filter(|&last| alone && tokens[last].upos == Upos::Propn)?;
    let up = std::iter::successors(Some(last), |&at| tokens[at].head).take(tokens.len());
    let name = up.into_iter().take_while(|&at| at != taken).find(|&at| &*tokens[at].deprel == "conj")?;
    if !super::descends(tokens, name, taken) || tokens[name].upos != Upos::Propn {
        return None;
    }
    let conjunction =
        name.checked_sub(1).filter(|&cc| tokens[cc].upos == Upos::Cconj && tokens[cc].head == Some(name))?;
    let above = tokens[verb].head.filter(|&above| above < taken)?;
    let verbal = |at: &usize| tokens[*at].upos == Upos::Verb;
    let before = std::iter::successors(Some(above), |&at| tokens[at].head).take(tokens.len()).find(verbal)?;
    let free = above != before && matches!(tokens[above].upos, Upos::Noun | Upos::Propn)
        || above == before && child(before, "obj").is_none();
    (before < taken && free).then_some(Joined { verb, before, taken, name, conjunction })
}
