//! Clauses of possession between commas that the parser took for the main one: *X, whose investors include Y, makes Z*.
//!
//! Owns that one repair, which exchanges the two verbs. Takes a sentence, gives a tree as before.

use crate::model::{Sentence, Token, Upos, VerbForm};
use crate::ontology::Words;

/// What hangs where in such a sentence, as token indices.
struct Inserted {
    /// Whom both clauses are about.
    owner: usize,
    /// What the relative pronoun says is the owner's.
    owned: usize,
    /// The verb of the insertion, and that of the sentence.
    inner: usize,
    outer: usize,
}

/// Gives the sentence back the verb behind an insertion.
pub(super) fn mend(sentence: &mut Sentence, words: &Words) {
    let Some(Inserted { owner, owned, inner, outer }) = find(sentence, words) else { return };
    let tokens = &mut sentence.tokens;
    (tokens[outer].head, tokens[outer].deprel) = (tokens[inner].head, tokens[inner].deprel.clone());
    for at in 0..tokens.len() {
        let between = inner < at && at < outer;
        if tokens[at].head == Some(outer) && between && tokens[at].deprel.starts_with("nsubj") {
            tokens[at].head = Some(inner);
            tokens[at].deprel = "obj".into();
        } else if tokens[at].head == Some(inner) && at > outer {
            tokens[at].head = Some(outer);
        }
    }
    let mut hang = |token: usize, head: usize, relation: &str| {
        tokens[token].head = Some(head);
        tokens[token].deprel = relation.into();
    };
    hang(owner, outer, "nsubj");
    hang(owned, inner, "nsubj");
    hang(inner, owner, "acl:relcl");
}

fn find(sentence: &Sentence, words: &Words) -> Option<Inserted> {
    let tokens = &sentence.tokens;
    let genitive = |at: usize| {
        let form = tokens[at].form.to_lowercase();
        words.is_genitive_relative(sentence.language, &form)
    };
    let pronoun = (1..tokens.len()).find(|&at| &*tokens[at - 1].form == "," && genitive(at))?;
    let thing = tokens[pronoun].head.filter(|&thing| thing > pronoun)?;
    let owner =
        tokens[thing].head.filter(|&owner| owner < pronoun && matches!(&*tokens[thing].deprel, "appos" | "conj"))?;
    let inner = tokens[owner].head.filter(|&inner| inner > thing && tokens[owner].deprel.starts_with("nsubj"))?;
    let outer = (inner + 1..tokens.len()).find(|&at| is_main(tokens, at, inner))?;
    Some(Inserted { owner, owned: thing, inner, outer })
}

/// Whether a finite verb hangs on the verb of the insertion, a comma before it and no subject behind the comma.
fn is_main(tokens: &[Token], at: usize, inner: usize) -> bool {
    let joined = matches!(&*tokens[at].deprel, "ccomp" | "conj" | "parataxis" | "xcomp" | "advcl");
    let finite = tokens[at].upos == Upos::Verb && tokens[at].morph.verb_form == Some(VerbForm::Fin);
    let comma = (inner + 1..at).rev().find(|&before| &*tokens[before].form == ",");
    let bare = |comma: usize| (comma + 1..at).all(|between| matches!(tokens[between].upos, Upos::Aux | Upos::Adv));
    joined && finite && tokens[at].head == Some(inner) && comma.is_some_and(bare)
}
