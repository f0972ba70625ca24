//! Rows told of one by one: *X and Y run A and B respectively*.
//!
//! Owns which member of one row belongs to which of the other where a sentence says that it pairs them. Takes a reading; leaves
//! rows of figures to `gapping`.

use crate::ontology::WordClass;

use super::context::Context;
use super::frames::{Object, Reading};

/// Whether a reading joins members that stand at different places in their rows.
pub(super) fn is_crossed(context: &Context<'_>, sentence: usize, reading: &Reading) -> bool {
    let tree = &context.trees[sentence];
    let says = |at: usize| context.ontology.words.has(tree.sentence.language, WordClass::Respective, &tree.lower(at));
    let Object::Mention(object) = &reading.object else { return false };
    if !(0..tree.len()).any(says) {
        return false;
    }
    let place = |mention: usize| {
        let head = Some(context.mention(mention)).filter(|it| it.sentence == sentence)?.head;
        let up = |&at: &usize| tree.head(at).filter(|_| tree.relation(at) == "conj");
        let row = context.conjuncts(sentence, std::iter::successors(Some(head), up).last()?);
        let at = tree.ancestors(head).find_map(|above| row.iter().position(|&member| member == above))?;
        Some((at, row.len()))
    };
    let (Some(one), Some(other)) = (place(reading.subject.mention), place(object.mention)) else { return false };
    one.1 == other.1 && one.0 != other.0
}
