//! The noun that a name names when its complement stands between: *le fabricant de béton X*.
//!
//! Owns how far such a complement goes: bare nouns and their adjectives, each behind an adposition. Takes tokens and the
//! kinds that nouns say; leaves what to make of the noun to `evidence`.

use crate::model::{EntityKind, Token, Upos};

/// How many complements may stand between: *l'éditeur de logiciels de gestion X* has two.
const COMPLEMENTS: usize = 3;

/// The noun for an organisation or a site whose bare complement ends where a name starts, and that noun's kind.
pub(super) fn named(
    tokens: &[Token],
    start: usize,
    kind: impl Fn(usize) -> Option<EntityKind>,
) -> Option<(usize, EntityKind)> {
    let mut noun = noun_before(tokens, start)?;
    for _ in 0..COMPLEMENTS {
        let adposition = noun.checked_sub(1).filter(|&at| tokens[at].upos == Upos::Adp)?;
        noun = noun_before(tokens, adposition)?;
        let said = kind(noun).filter(|kind| matches!(kind, EntityKind::Organization | EntityKind::Facility));
        if let Some(kind) = said {
            return Some((noun, kind));
        }
    }
    None
}

/// The common noun that ends before `end`, adjectives behind it left aside.
fn noun_before(tokens: &[Token], end: usize) -> Option<usize> {
    (0..end).rev().find(|&at| tokens[at].upos != Upos::Adj).filter(|&at| tokens[at].upos == Upos::Noun)
}
