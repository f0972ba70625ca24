//! What stands around a noun without an adposition: *X's Y acquisition*, *a deal to buy Y*, *a 400-bed hospital*.
//!
//! Owns which of the names of an act acts and which undergoes, whether an infinitive tells what is agreed on, and counts
//! that a hyphen ties to a noun. Takes the noun's arguments; leaves the readings to `nouns` and `counted`.

use crate::model::Upos;

use super::nominal::NounArguments;
use super::tree::Tree;

/// The names that a noun with an owner has as its compounds, and the owners proper. None of the first where there is no
/// owner: *the X acquisition* leaves open who buys.
pub(super) fn told_apart(tree: &Tree<'_>, arguments: &NounArguments) -> (Vec<usize>, Vec<usize>) {
    let compound = |owner: &usize| tree.relation(*owner) == "compound" && tree.upos(*owner) == Upos::Propn;
    let owns = |owner: &usize| tree.full_relation(*owner) == "nmod:poss";
    let owners: Vec<usize> = arguments.owners.iter().copied().filter(owns).collect();
    let compounds = arguments.owners.iter().copied().filter(|owner| compound(owner) && !owners.is_empty()).collect();
    (compounds, owners)
}

/// Whether a noun with its number, a hyphen between, tells the size of what it modifies: *a 400-bed hospital*, *a
/// 4,000-square-foot shop*.
pub(super) fn is_size(tree: &Tree<'_>, noun: usize) -> bool {
    let touches = |at: usize| tree.token(at).span.end == tree.token(at + 1).span.start;
    let before = |word: usize| {
        let hyphen =
            word.checked_sub(1).filter(|&hyphen| tree.token(hyphen).form.as_ref() == "-" && touches(hyphen))?;
        hyphen.checked_sub(1).filter(|&first| touches(first))
    };
    let counts = |number: usize| tree.upos(number) == Upos::Num || tree.relation(number) == "nmod";
    // A unit may have two words.
    let number = before(noun).map(|first| if counts(first) { first } else { before(first).unwrap_or(first) });
    tree.relation(noun) == "compound" && number.is_some_and(counts)
}

/// Whether an infinitive with its mark hangs on a noun or on the verb that has it, behind the noun.
pub(super) fn has_purpose(tree: &Tree<'_>, noun: usize) -> bool {
    let heads = [Some(noun), tree.head(noun).filter(|&verb| tree.upos(verb) == Upos::Verb)];
    let purpose = |head: usize| {
        let mut clauses = tree.children_by(head, &["acl", "advcl", "xcomp", "ccomp"]);
        clauses.any(|verb| verb > noun && tree.upos(verb) == Upos::Verb && tree.child_by(verb, &["mark"]).is_some())
    };
    heads.into_iter().flatten().any(purpose)
}
