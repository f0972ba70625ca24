//! What a detached noun or participle is said of, by its place between commas.
//!
//! Owns the second opinion on apposition, where parsers err most (`appos` is right about once
//! in two): *Subsidiary of Y, X did*, *X, founded by Y, did*. Takes a tree; asked only where the
//! tree itself gives no referent.

use crate::model::{Number, Upos, VerbForm};

use super::relative;
use super::tree::Tree;

/// The token that heads what the phrase around `head` is said of.
pub(super) fn referent(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let start = phrase_start(tree, head).filter(|&start| !is_subject_of_aside(tree, start, head))?;
    if start == 0 || opens(tree, start) { after_comma(tree, head) } else { before_comma(tree, start) }
}

/// The token before the comma that opens the phrase of the noun at `head`: *X, a subsidiary of Y*.
pub(super) fn before(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let start = phrase_start(tree, head)?;
    if is_subject_of_aside(tree, start, head) { None } else { before_comma(tree, start) }
}

/// *X bought Y, the newspaper wrote*: the noun is the subject of the verb right behind it, and another verb
/// stands before both.
fn is_subject_of_aside(tree: &Tree<'_>, start: usize, head: usize) -> bool {
    let Some(verb) = tree.head(head).filter(|&verb| verb > head && tree.relation(head) == "nsubj") else {
        return false;
    };
    let comma = (head..verb).any(|token| tree.token(token).form.as_ref() == ",");
    !comma && (0..start).any(|token| tree.token(token).morph.verb_form == Some(VerbForm::Fin))
}

/// Who stands at the helm that a fronted or set-off phrase names: *at the helm of Y, X did*, *X, at the helm of Y,*.
pub(super) fn at_the_helm(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let first = tree.children_by(head, &["case", "det"]).filter(|&child| child < head).min()?;
    if first == 0 || opens(tree, first) {
        // The article belongs to the phrase of the helm, not to one who is described.
        return behind_comma(tree, head);
    }
    (tree.token(first - 1).form.as_ref() == ",").then(|| relative::noun_before(tree, first)).flatten()
}

/// Where a phrase without a definite article begins that holds `head`, adjectives before it included.
fn phrase_start(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let mut start = head;
    while let Some(before) = start.checked_sub(1) {
        match tree.upos(before) {
            Upos::Adj | Upos::Adv | Upos::Num => start = before,
            // *Chief economist*, *directeur général délégué*: titles are several nouns in a row.
            Upos::Noun if matches!(tree.upos(start), Upos::Noun | Upos::Adj) => start = before,
            // *The family-controlled Dutch dredging contractor*.
            Upos::Verb if matches!(tree.relation(before), "amod" | "compound") => start = before,
            Upos::Det => return Some(before),
            // *A long-time supplier*.
            Upos::Punct if tree.token(before).form.as_ref() == "-" && before > 0 => start = before - 1,
            Upos::Punct => return Some(start),
            Upos::Propn if tree.upos(start) == Upos::Det => return Some(start),
            _ => return None,
        }
    }
    Some(start)
}

/// Whether only quotes, bullets and the like stand before `start`.
fn opens(tree: &Tree<'_>, start: usize) -> bool {
    (0..start).all(|token| tree.upos(token) == Upos::Punct && tree.token(token).form.as_ref() != ",")
}

/// *The parent of Y and Z, the group X, did*: what the parser joined to a noun with no conjunction, between two commas.
pub(super) fn joined(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let comma =
        |token: Option<usize>| token.is_some_and(|token| token < tree.len() && tree.token(token).form.as_ref() == ",");
    let others: Vec<usize> = tree.children_by(noun, &["conj"]).collect();
    let &[other] = others.as_slice() else { return None };
    let first = tree.children_by(other, &["det"]).min().unwrap_or(other);
    let inside = tree.child_by(other, &["cc", "conj"]).is_none() && first > noun && comma(first.checked_sub(1));
    let last = tree.children(other).iter().copied().filter(|&child| tree.upos(child) != Upos::Punct).max();
    let end = last.filter(|&last| last > other).map_or(other, |last| tree.extent(last).1);
    (inside && comma(Some(end + 1))).then_some(other)
}

/// *Subsidiary of Y, X did*: the nominal right after the comma that ends the opening phrase.
fn after_comma(tree: &Tree<'_>, head: usize) -> Option<usize> {
    if tree.children_by(head, &["det"]).any(|det| det < head) && !is_participle(tree, head) {
        return None;
    }
    behind_comma(tree, head)
}

/// The nominal right after the first comma behind `head`, no finite verb between.
fn behind_comma(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let finite = |token: usize| {
        matches!(tree.upos(token), Upos::Verb | Upos::Aux) && tree.token(token).morph.verb_form == Some(VerbForm::Fin)
    };
    let comma = (head + 1..tree.len()).take_while(|&token| !finite(token)).find(|&token| {
        tree.token(token).form.as_ref() == ","
            && tree.len() > token + 1
            && matches!(tree.upos(token + 1), Upos::Propn | Upos::Det | Upos::Pron)
    })?;
    (comma + 1..tree.len().min(comma + 5))
        .find(|&token| matches!(tree.upos(token), Upos::Noun | Upos::Propn | Upos::Pron))
}

/// *X, a subsidiary of Y*: the nominal right before the comma.
fn before_comma(tree: &Tree<'_>, start: usize) -> Option<usize> {
    let before = start.checked_sub(1)?;
    // *X le vice-président de Y*: a name right before an article needs no comma.
    let adjacent = tree.upos(before) == Upos::Propn && tree.upos(start) == Upos::Det;
    let comma = tree.token(before).form.as_ref() == ",";
    if !adjacent && !comma {
        return None;
    }
    // *X (XYZ), a subsidiary of Y*: what stands in brackets belongs to the name.
    match before.checked_sub(1).filter(|&close| comma && tree.token(close).form.as_ref() == ")") {
        Some(close) => {
            let open = (0..close).rev().take(BRACKET).find(|&token| tree.token(token).form.as_ref() == "(")?;
            relative::noun_before(tree, open)
        }
        None => relative::noun_before(tree, start),
    }
}

/// How many tokens a bracket behind a name may hold.
const BRACKET: usize = 10;

fn is_participle(tree: &Tree<'_>, token: usize) -> bool {
    tree.token(token).morph.verb_form == Some(VerbForm::Part)
}

/// *Orbix, a maker of chips, and Hexon*: whether a name stands behind the singular noun that is set off behind another
/// name of its row, which alone the noun tells of.
pub(super) fn is_behind(tree: &Tree<'_>, noun: usize, name: usize) -> bool {
    let first = tree.head(noun).filter(|&first| tree.relation(noun) == "appos" && first < noun);
    let one = tree.token(noun).morph.number != Some(Number::Plur);
    one && name > tree.extent(noun).1 && first.is_some_and(|first| first != name && tree.descends(name, first))
}
