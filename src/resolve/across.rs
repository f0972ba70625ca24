//! Links between names of different documents: one key, or an alias that documents established.
//!
//! Owns the alias index and the contexts that keep homonyms apart. What it gives depends on the names and
//! their documents alone, not on the order in which they came.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::EntityKind;

use super::Reason;
use super::forms::Forms;
use super::groups::Groups;
use super::local::{Atom, Link};

/// What is said of a name besides: the organisations, places and sectors it is said with, and everyone, each key as a
/// number.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    pub(super) organizations: BTreeSet<u32>,
    pub(super) places: BTreeSet<u32>,
    pub(super) sectors: BTreeSet<u32>,
    pub(super) others: BTreeSet<u32>,
}

impl Context {
    fn extend(&mut self, other: &Self) {
        self.organizations.extend(other.organizations.iter().copied());
        self.places.extend(other.places.iter().copied());
        self.sectors.extend(other.sectors.iter().copied());
        self.others.extend(other.others.iter().copied());
    }

    fn meets(&self, other: &Self) -> bool {
        !self.others.is_disjoint(&other.others)
    }

    /// Whether enough is said to tell this one from another of the same name.
    fn tells(&self, kind: EntityKind) -> bool {
        match kind {
            EntityKind::Person => !self.organizations.is_empty() || !self.places.is_empty(),
            _ => !self.places.is_empty() && !self.sectors.is_empty(),
        }
    }
}

/// What links names across documents.
#[derive(Default)]
pub(super) struct Across {
    pub(super) links: Vec<Link>,
    /// Homonyms kept apart, and aliases that documents give to several.
    pub(super) doubts: Vec<(Reason, usize, usize)>,
}

/// The links across documents, given the groups inside each and the context of each atom.
pub(super) fn link(
    atoms: &[Atom],
    contexts: &[Context],
    local: &[Link],
    forms: &Forms<'_>,
    groups: &mut Groups,
) -> Across {
    let mut across = Across::default();
    let mut by_key: BTreeMap<(EntityKind, &str), Vec<usize>> = BTreeMap::new();
    for (at, atom) in atoms.iter().enumerate() {
        if !atom.attached && !atom.local() {
            by_key.entry((atom.kind, &atom.key)).or_default().push(at);
        }
    }
    for ((kind, _), bucket) in &by_key {
        let parts = apart(*kind, bucket, atoms, contexts, forms, groups);
        for part in &parts {
            across.links.extend(part.windows(2).map(|pair| Link {
                reason: Reason::Spelling,
                from: pair[1],
                to: pair[0],
            }));
        }
        let firsts: Vec<usize> = parts.iter().filter_map(|part| part.first().copied()).collect();
        across.doubts.extend(firsts.windows(2).map(|pair| (Reason::Homonym, pair[0], pair[1])));
    }
    aliases(atoms, local, &by_key, &mut across);
    across
}

/// The names of one bucket, divided where what is said of them tells two of the same name apart.
fn apart(
    kind: EntityKind,
    bucket: &[usize],
    atoms: &[Atom],
    contexts: &[Context],
    forms: &Forms<'_>,
    groups: &mut Groups,
) -> Vec<Vec<usize>> {
    let known = |at: usize, groups: &mut Groups| groups.known(at).is_some();
    let homonymous = match kind {
        EntityKind::Person => bucket.first().is_some_and(|&at| forms.is_common_person(&atoms[at].words)),
        EntityKind::Organization => true,
        _ => false,
    };
    if !homonymous || bucket.len() < 2 || bucket.iter().any(|&at| known(at, groups)) {
        return vec![bucket.to_vec()];
    }
    // Parts that share something said; then those of which too little is said go to the largest.
    let mut parts: Vec<(Vec<usize>, Context)> = Vec::new();
    for &at in bucket {
        let (near, far): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(members, context)| {
            context.meets(&contexts[at]) || members.iter().any(|&member| atoms[member].document == atoms[at].document)
        });
        let mut joined = (vec![at], contexts[at].clone());
        for (members, context) in near {
            joined.0.extend(members);
            joined.1.extend(&context);
        }
        parts = far;
        parts.push(joined);
    }
    for (members, _) in &mut parts {
        members.sort_unstable();
    }
    parts.sort_by_key(|(members, _)| (std::cmp::Reverse(members.len()), members[0]));
    let (telling, silent): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(_, context)| context.tells(kind));
    let mut parts: Vec<Vec<usize>> = telling.into_iter().map(|(members, _)| members).collect();
    let rest = silent.into_iter().flat_map(|(members, _)| members);
    match parts.first_mut() {
        Some(largest) => largest.extend(rest),
        None => parts.push(rest.collect()),
    }
    parts.iter_mut().for_each(|members| members.sort_unstable());
    parts
}

/// Aliases that some documents establish, applied to documents that use them without saying what they stand for.
fn aliases(atoms: &[Atom], local: &[Link], by_key: &BTreeMap<(EntityKind, &str), Vec<usize>>, across: &mut Across) {
    let mut index: BTreeMap<(EntityKind, &str), BTreeMap<&str, (Reason, usize)>> = BTreeMap::new();
    for link in local {
        let learnt = matches!(
            link.reason,
            Reason::Acronym | Reason::Short | Reason::Appellation | Reason::Article | Reason::Renaming
        );
        let (from, to) = (&atoms[link.from], &atoms[link.to]);
        if !learnt || from.kind != to.kind {
            continue;
        }
        // Case tells an acronym or short form from a word; the spelling of a full name may vary.
        let name = if exact(link.reason) { from.name.as_str() } else { from.key.as_str() };
        let targets = index.entry((from.kind, name)).or_default();
        let target = targets.entry(to.key.as_str()).or_insert((link.reason, link.to));
        *target = (*target).min((link.reason, link.to));
    }
    for bucket in by_key.values() {
        for &at in bucket.iter().filter(|&&at| atoms[at].known.is_none()) {
            let atom = &atoms[at];
            let found =
                [atom.name.as_str(), atom.key.as_str()].into_iter().find_map(|name| index.get(&(atom.kind, name)));
            let Some(targets) = found else { continue };
            match targets.values().collect::<Vec<_>>().as_slice() {
                [(reason, target)] => across.links.push(Link { reason: *reason, from: at, to: *target }),
                several => {
                    across.doubts.extend(several.iter().map(|(_, target)| (Reason::Ambiguous, at, *target)));
                }
            }
        }
    }
}

fn exact(reason: Reason) -> bool {
    matches!(reason, Reason::Acronym | Reason::Short)
}
