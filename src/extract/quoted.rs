//! For whom somebody speaks who is quoted: *"We bought Y," said Ann Orr, chief executive of X*.
//!
//! Owns the search for the organisation of a speaker in the sentence of the quote. Takes a pronoun of the first person
//! inside quotes; gives the one firm that the words outside name as the speaker or the speaker's own.

use crate::model::EntityKind;

use super::participants::Context;
use super::tree::Tree;

/// The organisation that the *we* at `token` speaks for.
pub(super) fn firm(context: &Context<'_>, sentence: usize, token: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let inside = quoted(tree);
    if !inside[token] {
        return None;
    }
    let speaks = |head: usize| {
        let above = std::iter::once(head).chain(tree.ancestors(head));
        let subject = above.take_while(|&at| !inside[at]).find(|&at| tree.relation(at) == "nsubj");
        subject.is_some_and(|subject| tree.head(subject).is_none_or(|verb| !inside[verb]))
    };
    let mut firms = context.mentions(sentence).filter(|(_, mention)| {
        mention.proper && mention.kind == EntityKind::Organization && !inside[mention.head] && speaks(mention.head)
    });
    let (first, named) = firms.next()?;
    firms.all(|(_, other)| other.name == named.name).then_some(first)
}

/// Which tokens stand inside quotes.
fn quoted(tree: &Tree<'_>) -> Vec<bool> {
    let mut open = false;
    let inside = |at: usize| {
        match tree.token(at).form.as_ref() {
            "\"" => open = !open,
            "\u{201C}" | "\u{AB}" => open = true,
            "\u{201D}" | "\u{BB}" => open = false,
            _ => {}
        }
        open
    };
    (0..tree.len()).map(inside).collect()
}
