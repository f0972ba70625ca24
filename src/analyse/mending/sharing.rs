//! Verbs that share a subject, which parsers give to the wrong one of them: *X designs, builds and sells boats*, *Ann Orr,
//! having run X, joined Y*, *was sold to X, then sold to Y*.
//!
//! Owns those repairs, for rows of finite verbs, for participles between commas and for a verb that stands again. Takes the tokens of a sentence.

use crate::analyse::repair::child_by;
use crate::model::{Token, Upos, VerbForm};

/// Mends both in place.
pub(super) fn mend(tokens: &mut [Token]) {
    rows(tokens);
    asides(tokens);
    repeats(tokens);
}

/// *X designs, builds and sells boats*: the first of three verbs has the subject, the others are joined to it.
fn rows(tokens: &mut [Token]) {
    for second in 2..tokens.len() {
        let first = second - 2;
        let under = tokens[first].head == Some(second)
            && matches!(tokens[first].relation(), "nsubj" | "csubj" | "parataxis" | "advcl" | "ccomp" | "dep")
            && &*tokens[second - 1].form == ",";
        if !under || !is_finite(&tokens[first]) || !is_finite(&tokens[second]) {
            continue;
        }
        let subject = child_by(tokens, first, &["nsubj"]).is_some_and(|subject| subject < first);
        let other = tokens.iter().enumerate().any(|(at, token)| {
            token.head == Some(second) && at != first && matches!(token.relation(), "nsubj" | "csubj" | "expl" | "mark")
        });
        let third = child_by(tokens, second, &["conj"]).filter(|&third| third > second);
        let joined = third.is_some_and(|third| tokens[third].upos == Upos::Verb && is_joined(tokens, third));
        if subject && !other && joined && child_by(tokens, first, &["obj", "mark", "aux"]).is_none() {
            (tokens[first].head, tokens[first].deprel) = (tokens[second].head, tokens[second].deprel.clone());
            (tokens[second].head, tokens[second].deprel) = (Some(first), "conj".into());
            hand_over(tokens, second, first, |at| at < first);
        }
    }
}

/// *Ann Orr, having run X, joined Y*: what stands before a participle between commas is the subject of the verb behind
/// them, where that one has none.
fn asides(tokens: &mut [Token]) {
    for participle in 1..tokens.len() {
        let aside = tokens[participle].relation() == "advcl" && tokens[participle].upos == Upos::Verb;
        let Some(verb) = tokens[participle].head.filter(|&verb| aside && verb > participle) else { continue };
        let finite = |at: usize| tokens[at].morph.verb_form == Some(VerbForm::Fin);
        let own = (0..tokens.len()).any(|at| {
            tokens[at].head == Some(participle)
                && (tokens[at].relation() == "aux" && finite(at) || tokens[at].relation() == "mark")
        });
        let Some(subject) = child_by(tokens, participle, &["nsubj"]).filter(|&subject| subject < participle) else {
            continue;
        };
        let parted = (subject..participle).any(|at| &*tokens[at].form == ",");
        let closed = (participle..verb).any(|at| &*tokens[at].form == ",");
        if own
            || finite(participle)
            || !parted
            || !closed
            || child_by(tokens, verb, &["nsubj", "csubj", "expl"]).is_some()
        {
            continue;
        }
        let passive = tokens.iter().any(|token| token.head == Some(verb) && &*token.deprel == "aux:pass");
        tokens[subject].head = Some(verb);
        tokens[subject].deprel = if passive { "nsubj:pass" } else { "nsubj" }.into();
    }
}

/// *Was sold to X, then sold to Y*: a verb that stands again behind a comma is joined to the first, it modifies no
/// complement of it.
fn repeats(tokens: &mut [Token]) {
    for again in 2..tokens.len() {
        let modifies = tokens[again].upos == Upos::Verb && tokens[again].relation() == "acl";
        let Some(noun) = tokens[again].head.filter(|&noun| modifies && noun < again) else { continue };
        let same =
            |&verb: &usize| verb < noun && tokens[verb].upos == Upos::Verb && tokens[verb].lemma == tokens[again].lemma;
        let Some(verb) = tokens[noun].head.filter(same) else { continue };
        let comma = (noun + 1..again).any(|at| tokens[at].head == Some(again) && &*tokens[at].form == ",");
        // *Was sold to X, who sold Y*: a clause with a subject of its own is of the noun.
        if comma && child_by(tokens, again, &["nsubj", "csubj", "mark"]).is_none() {
            (tokens[again].head, tokens[again].deprel) = (Some(verb), "conj".into());
        }
    }
}

/// Hangs on `to` what hangs on `from` and stands where `place` says.
fn hand_over(tokens: &mut [Token], from: usize, to: usize, place: impl Fn(usize) -> bool) {
    for (at, token) in tokens.iter_mut().enumerate() {
        if token.head == Some(from) && place(at) {
            token.head = Some(to);
        }
    }
}

fn is_finite(token: &Token) -> bool {
    token.upos == Upos::Verb && token.morph.verb_form == Some(VerbForm::Fin)
}

/// Whether a conjunction joins the token to what stands before it.
fn is_joined(tokens: &[Token], at: usize) -> bool {
    child_by(tokens, at, &["cc"]).is_some()
}
