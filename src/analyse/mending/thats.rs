//! Relative clauses whose pronoun the parser took for a conjunction or an adverb: *the plant that X bought in 2010*.
//!
//! Owns that one repair. Takes a sentence, gives a tree as before.

use crate::model::{Sentence, Token, Upos};
use crate::ontology::{WordClass, Words};

use super::{descends, has_child};

/// Makes each such pronoun what its clause lacks, and the clause one that tells more of the noun before it.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    for pronoun in 1..sentence.tokens.len() {
        let form = sentence.tokens[pronoun].lower();
        let relative = words.has(sentence.language, WordClass::RelativePronoun, form);
        if let Some((noun, verb)) = relative.then(|| clause(&sentence.tokens, pronoun)).flatten() {
            let tokens = &mut sentence.tokens;
            let part = if has_child(tokens, verb, &["nsubj", "csubj"]) { "obj" } else { "nsubj" };
            tokens[pronoun].head = governed(tokens, verb).or(Some(verb));
            tokens[pronoun].upos = Upos::Pron;
            tokens[pronoun].deprel = part.into();
            tokens[verb].head = Some(noun);
            tokens[verb].deprel = "acl:relcl".into();
        }
    }
}

/// *Le prêt que X devait accorder à Y*: the verb without an object that another governs, which has a subject.
fn governed(tokens: &[Token], verb: usize) -> Option<usize> {
    let lacks = |at: &usize| {
        tokens[*at].head == Some(verb)
            && &*tokens[*at].deprel == "xcomp"
            && tokens[*at].upos == Upos::Verb
            && !has_child(tokens, *at, &["obj", "ccomp", "xcomp", "cop", "mark"])
    };
    let subject = has_child(tokens, verb, &["nsubj"]) && !has_child(tokens, verb, &["obj", "ccomp"]);
    (verb + 1..tokens.len()).find(lacks).filter(|_| subject)
}

/// The noun right before the pronoun and the verb of its clause, where that is relative and lacks an argument.
fn clause(tokens: &[Token], pronoun: usize) -> Option<(usize, usize)> {
    let own = &tokens[pronoun];
    let verb = own.head.filter(|&verb| verb > pronoun && tokens[verb].upos == Upos::Verb)?;
    let adverbial = matches!(&*own.deprel, "mark" | "obl:unmarked" | "obl" | "dep");
    let chained = has_child(tokens, verb, &["xcomp"]) && governed(tokens, verb).is_none();
    if !adverbial
        || chained
        || has_child(tokens, pronoun, &["case"])
        || has_child(tokens, verb, &["obj", "ccomp", "cop"])
    {
        return None;
    }
    let above = tokens[verb].head.filter(|&above| above < pronoun)?;
    let nominal = |at: usize| matches!(tokens[at].upos, Upos::Noun | Upos::Propn);
    // *The news that X has closed* has a conjunction; a clause that is relative by its own relation has none.
    let relative = match &*tokens[verb].deprel {
        "acl:relcl" | "advcl:relcl" => true,
        "acl" => own.upos == Upos::Pron,
        _ => false,
    };
    let before = pronoun - 1;
    let passive = tokens.iter().any(|token| token.head == Some(verb) && &*token.deprel == "nsubj:pass");
    let near = nominal(before) && descends(tokens, before, above) && tokens[before].relation() != "flat";
    let noun = if near && &*tokens[verb].deprel == "advcl:relcl" { before } else { above };
    (relative && nominal(above) && !passive).then_some((noun, verb))
}
