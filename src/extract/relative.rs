//! Relative pronouns and the nouns they stand for.
//!
//! Owns the way from *who*, *which*, *whose* to the noun before them, also where the parser
//! took the relative clause for a main clause, and whom such a clause says nothing of. Takes a tree; knows nothing of mentions.

use crate::model::{Language, Upos};
use crate::ontology::{WordClass, Words};

use super::tree::Tree;

/// The noun that the relative pronoun at `pronoun` stands for; `None` for any other token.
pub(super) fn antecedent(tree: &Tree<'_>, words: &Words, pronoun: usize) -> Option<usize> {
    // What is an argument of its clause is no conjunction, whatever the tagger says: *l'usine que X exploite*.
    let argument = tree.upos(pronoun) == Upos::Sconj && matches!(tree.relation(pronoun), "obj" | "nsubj");
    if !argument && !matches!(tree.upos(pronoun), Upos::Pron | Upos::Det | Upos::Adv) || !is_in(tree, words, pronoun) {
        return None;
    }
    // A preposition may come before the pronoun.
    let opening = (0..pronoun).rev().take_while(|&token| tree.upos(token) == Upos::Adp).last().unwrap_or(pronoun);
    let clause = tree.ancestors(pronoun).find(|&token| tree.full_relation(token) == "acl:relcl");
    if let Some(clause) = clause
        && tree.extent(clause).0 >= opening.saturating_sub(1)
        && let Some(noun) = tree.head(clause)
        && tree.upos(noun) != Upos::Verb
    {
        return set_off(tree, words, noun, opening).or(Some(noun));
    }
    let before = noun_before(tree, opening);
    joined_to(tree, pronoun, opening).or_else(|| before.and_then(|noun| set_off(tree, words, noun, opening))).or(before)
}

/// *X, basée à Y, qui*; *X, filiale de Y, dont*: between two commas a participle and its place, or a noun and whose it
/// is, only tell of the noun that goes on.
fn set_off(tree: &Tree<'_>, words: &Words, noun: usize, opening: usize) -> Option<usize> {
    let language = tree.sentence.language;
    let comma = |at: usize| tree.token(at).form.as_ref() == ",";
    opening.checked_sub(1).filter(|&at| comma(at))?;
    let mut noun = noun;
    while let Some(above) = tree.head(noun).filter(|&above| above < noun && tree.marker(noun).is_none()) {
        if !matches!(tree.relation(noun), "nmod" | "appos" | "flat") || tree.child_by(noun, &["punct"]).is_some() {
            break;
        }
        noun = above;
    }
    let aside = tree.head(noun).filter(|&above| above < noun)?;
    let (first, _) = tree.extent(aside);
    let starts = comma(first) || first.checked_sub(1).is_some_and(comma);
    let marker = tree.marker(noun)?;
    let place = matches!(tree.relation(aside), "acl" | "amod")
        && matches!(tree.relation(noun), "obl" | "nmod")
        && !words.has(language, WordClass::AgentMarker, &marker);
    let whose = matches!(tree.relation(aside), "appos" | "advcl")
        && tree.upos(aside) == Upos::Noun
        && tree.relation(noun) == "nmod"
        && tree.child_by(aside, &["det"]).is_none()
        && words.has(language, WordClass::GenitiveMarker, &marker);
    let told = tree.head(aside).filter(|_| starts && (place || whose))?;
    // *X, créée en 1990, filiale de Y, dont*: the parser hangs it on the participle.
    let participle = tree.upos(told) == Upos::Verb && matches!(tree.relation(told), "acl" | "amod");
    if participle { tree.head(told) } else { Some(told).filter(|&told| tree.upos(told) != Upos::Verb) }
}

/// *X, fondée en 1924 et dont le siège est à Y*: what the participle modifies that a conjunction joins the clause to.
fn joined_to(tree: &Tree<'_>, pronoun: usize, opening: usize) -> Option<usize> {
    let joint = opening.checked_sub(1).filter(|&joint| tree.upos(joint) == Upos::Cconj)?;
    let clause = tree.ancestors(pronoun).skip(1).find(|&token| tree.upos(token) == Upos::Verb)?;
    let first = tree.head(clause).filter(|&first| first < joint && tree.relation(clause) == "conj")?;
    matches!(tree.relation(first), "acl" | "amod").then(|| tree.head(first)).flatten()
}

fn is_in(tree: &Tree<'_>, words: &Words, token: usize) -> bool {
    let language: Language = tree.sentence.language;
    let form = tree.lower(token);
    words.has(language, WordClass::RelativePronoun, form)
}

/// Whether the pronoun is one of the genitive: *dont*, *whose*.
pub(super) fn is_genitive(tree: &Tree<'_>, words: &Words, pronoun: usize) -> bool {
    let form = tree.lower(pronoun);
    words.is_genitive_relative(tree.sentence.language, form)
}

/// The head of the nominal that ends just before `end`, a comma between them or not.
pub(super) fn noun_before(tree: &Tree<'_>, end: usize) -> Option<usize> {
    let mut last = end.checked_sub(1)?;
    if tree.token(last).form.as_ref() == "," {
        last = last.checked_sub(1)?;
    }
    let nominal = |token: usize| matches!(tree.upos(token), Upos::Noun | Upos::Propn);
    let mut head = last;
    if !nominal(last) {
        // *le groupe américain, qui*: an adjective after its noun.
        head = tree.head(last).filter(|&noun| noun < last && nominal(noun) && tree.relation(last) == "amod")?;
    }
    while let Some(above) = tree.head(head).filter(|&above| {
        above < head && nominal(above) && matches!(tree.relation(head), "flat" | "amod" | "compound" | "fixed")
    }) {
        head = above;
    }
    Some(head)
}

/// *X, who runs three mills, and Y*: whether the token is one that is joined to the noun at `head` behind a clause about
/// that noun, in which the predicate stands: of it the clause says nothing.
pub(super) fn is_joined_behind(tree: &Tree<'_>, predicate: usize, (head, token): (usize, usize)) -> bool {
    let mut inside = tree.ancestors(predicate).take_while(|&at| at != head);
    let about = head < predicate
        && inside.any(|clause| tree.head(clause) == Some(head) && tree.relation(clause) == "acl" && head < clause);
    let joined = tree.ancestors(token).take_while(|&at| at != head).last();
    about && joined.is_some_and(|joined| joined > predicate && tree.relation(joined) == "conj")
}
