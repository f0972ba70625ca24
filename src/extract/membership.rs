//! Who is among those that a noun means: *backers of X include Y and Z*, *X figure parmi les fournisseurs de Y*.
//!
//! Owns the clauses that say so, from either side. Takes a noun in a tree; gives the heads of who is meant.

use crate::model::{Number, Status, Upos};
use crate::ontology::{WordClass, Words};

use super::complements::is_marked;
use super::status;
use super::tree::Tree;

/// What is said to be among those that the noun means: *backers of X include Y and Z*, *among its backers are Y and Z*,
/// *X counts among its backers Y and Z*, *X fait partie des actionnaires de Y*.
pub(super) fn included(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<usize> {
    let language = tree.sentence.language;
    let part = by_part(tree, words, noun);
    if !part.is_empty() {
        return part;
    }
    if let Some(verb) = tree.head(noun).filter(|_| tree.relation(noun) == "obl") {
        let among = is_marked(tree, words, noun, WordClass::RoleMarker)
            || words.has(language, WordClass::Helm, tree.lemma(noun));
        let has = words.has(language, WordClass::HavingVerb, tree.lemma(verb));
        let presents = words.has(language, WordClass::PresentingVerb, tree.lemma(verb));
        let members: &[&str] = if has { &["obj"] } else { &["nsubj", "obj"] };
        let children = tree.children_by(verb, members).filter(|&child| has || child > noun);
        let children: Vec<usize> = if among && (has || presents) { children.collect() } else { Vec::new() };
        return if children.is_empty() && presents && among { counted_among(tree, verb, noun) } else { children };
    }
    let subject = tree.relation(noun) == "nsubj";
    let verb = tree.head(noun).filter(|_| subject);
    let verb = verb.filter(|&verb| words.has(language, WordClass::InclusionVerb, tree.lemma(verb)));
    verb.map(|verb| tree.children_by(verb, &["obj"]).collect()).unwrap_or_default()
}

/// *X is one of 14 firms backed by Y*: of whom a noun in the plural behind a number for one is said.
pub(super) fn one_of(tree: &Tree<'_>, words: &Words, noun: usize) -> Option<usize> {
    let several = tree.token(noun).morph.number == Some(Number::Plur);
    let genitive = || is_marked(tree, words, noun, WordClass::GenitiveMarker);
    let one = tree.head(noun).filter(|_| several && tree.relation(noun) == "nmod" && genitive())?;
    let counts = words.value(tree.sentence.language, WordClass::NumberWord, tree.lower(one)) == Some("1");
    let said = counts && tree.has_child(one, "cop") && is_told(tree, words, one);
    tree.child_by(one, &["nsubj"]).filter(|_| said)
}

/// Whether a clause is a fact.
fn is_told(tree: &Tree<'_>, words: &Words, predicate: usize) -> bool {
    status::of(tree, words, predicate, None) == Some(Status::Completed)
}

/// *X fait partie des sociétés soutenues par Y*: the one of whom it is said.
pub(super) fn part_of(tree: &Tree<'_>, words: &Words, noun: usize) -> Option<usize> {
    let member = by_part(tree, words, noun).first().copied()?;
    tree.head(member).filter(|&verb| is_told(tree, words, verb)).map(|_| member)
}

/// *X figure parmi les fournisseurs de Y*: the subject before a verb without object is one of several.
fn counted_among(tree: &Tree<'_>, verb: usize, noun: usize) -> Vec<usize> {
    let several = tree.token(noun).morph.number == Some(Number::Plur);
    let object = tree.children_by(verb, &["obj"]).any(|child| tree.upos(child) != Upos::Pron);
    if several && !object { tree.children_by(verb, &["nsubj"]).collect() } else { Vec::new() }
}

/// *X fait partie des fournisseurs de Y*: the subject of the verb that has a word for membership.
fn by_part(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<usize> {
    let language = tree.sentence.language;
    let several = tree.token(noun).morph.number == Some(Number::Plur);
    let genitive = || is_marked(tree, words, noun, WordClass::GenitiveMarker);
    let Some(above) = tree.head(noun).filter(|_| several && genitive()) else { return Vec::new() };
    let part = |token: usize| words.has(language, WordClass::Membership, tree.lemma(token));
    let verb = match tree.relation(noun) {
        "obl" => tree.children_by(above, &["obj"]).any(part).then_some(above),
        "nmod" if part(above) => tree.head(above).filter(|_| matches!(tree.relation(above), "obj" | "obl" | "root")),
        _ => None,
    };
    let clause = verb.filter(|&verb| matches!(tree.upos(verb), Upos::Verb | Upos::Aux));
    clause.map(|verb| tree.children_by(verb, &["nsubj"]).collect()).unwrap_or_default()
}
