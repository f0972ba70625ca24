//! How the entities of two stores correspond: which became one, which fell apart.
//!
//! Owns the comparison by the names that both stores have in the same document.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::EntityId;

use super::Identity;

/// Entities of an older store in a newer one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    /// The newer id of each older one: the one that most of its names have now.
    pub ids: BTreeMap<EntityId, EntityId>,
    /// Newer ids with the several older ones that they join.
    pub merged: BTreeMap<EntityId, BTreeSet<EntityId>>,
    /// Older ids with the several newer ones that they fell into.
    pub split: BTreeMap<EntityId, BTreeSet<EntityId>>,
}

/// How the entities of `old` stand in `new`.
pub fn moves(old: &Identity, new: &Identity) -> Moves {
    let mut counts: BTreeMap<&EntityId, BTreeMap<&EntityId, usize>> = BTreeMap::new();
    let mut origins: BTreeMap<&EntityId, BTreeSet<&EntityId>> = BTreeMap::new();
    for (name, before) in &old.names {
        if let Some(after) = new.names.get(name) {
            *counts.entry(before).or_default().entry(after).or_default() += 1;
            origins.entry(after).or_default().insert(before);
        }
    }
    let owned = |ids: &BTreeSet<&EntityId>| ids.iter().map(|id| (*id).clone()).collect::<BTreeSet<EntityId>>();
    let mut moves = Moves::default();
    for (before, after) in &counts {
        let most = after.iter().max_by(|(a, x), (b, y)| x.cmp(y).then(b.cmp(a))).map(|(id, _)| (*id).clone());
        moves.ids.extend(most.map(|id| ((*before).clone(), id)));
        if after.len() > 1 {
            moves.split.insert((*before).clone(), owned(&after.keys().copied().collect()));
        }
    }
    for (after, before) in origins.iter().filter(|(_, before)| before.len() > 1) {
        moves.merged.insert((*after).clone(), owned(before));
    }
    moves
}
