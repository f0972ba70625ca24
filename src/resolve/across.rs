//! Links between names of different documents: one key, or an alias that documents established.
//!
//! Owns the alias index and the contexts that keep homonyms apart. What it gives depends on the names and
//! their documents alone, not on the order in which they came.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::model::EntityKind;

use super::Reason;
use super::forms::Forms;
use super::groups::Groups;
use super::local::{Atom, Link};

/// What is said of a name besides.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// Whether it is said with an organisation.
    pub(super) organizations: bool,
    /// Whether it is said where it is.
    pub(super) places: bool,
    /// Whether it is said what it does business in.
    pub(super) sectors: bool,
    /// The keys of everyone with whom it is said.
    pub(super) others: Vec<u32>,
}

impl Context {
    /// Whether enough is said to tell this one from another of the same name.
    fn tells(&self, kind: EntityKind) -> bool {
        match kind {
            EntityKind::Person => self.organizations || self.places,
            _ => self.places && self.sectors,
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

/// The links across documents, given the number of each atom's key, its context, and the groups inside each document.
pub(super) fn link(
    atoms: &[Atom],
    keys: &[u32],
    contexts: &[Context],
    local: &[Link],
    forms: &Forms<'_>,
    groups: &mut Groups,
) -> Across {
    let mut across = Across::default();
    // Names of one kind and key side by side, in the order of the documents.
    let mut alike: Vec<usize> = (0..atoms.len()).filter(|&at| !atoms[at].attached && !atoms[at].local()).collect();
    alike.par_sort_unstable_by_key(|&at| (keys[at], atoms[at].kind, at));
    let known: Vec<bool> = (0..atoms.len()).map(|at| groups.known(at).is_some()).collect();
    let buckets: Vec<&[usize]> =
        alike.chunk_by(|&a, &b| (keys[a], atoms[a].kind) == (keys[b], atoms[b].kind)).collect();
    let parts = buckets.par_iter().map(|bucket| apart(bucket, atoms, contexts, &known, forms));
    for parts in parts.collect::<Vec<Vec<Vec<usize>>>>() {
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
    aliases(atoms, local, &alike, &mut across);
    across
}

/// The names of one bucket, divided where what is said of them tells two of the same name apart.
fn apart(bucket: &[usize], atoms: &[Atom], contexts: &[Context], known: &[bool], forms: &Forms<'_>) -> Vec<Vec<usize>> {
    let kind = atoms[bucket[0]].kind;
    let homonymous = match kind {
        EntityKind::Person => forms.is_common_person(&atoms[bucket[0]].words),
        EntityKind::Organization => true,
        _ => false,
    };
    if !homonymous || bucket.len() < 2 || bucket.iter().any(|&at| known[at]) {
        return vec![bucket.to_vec()];
    }
    // Those of which too little is said go to the largest part.
    let tells = |part: &Vec<usize>| {
        let mut all = Context::default();
        for context in part.iter().map(|&at| &contexts[at]) {
            all.organizations |= context.organizations;
            all.places |= context.places;
            all.sectors |= context.sectors;
        }
        all.tells(kind)
    };
    let mut parts = met(bucket, atoms, contexts);
    parts.sort_by_key(|members| (std::cmp::Reverse(members.len()), members[0]));
    let (mut parts, silent): (Vec<_>, Vec<_>) = parts.into_iter().partition(tells);
    let rest = silent.into_iter().flatten();
    match parts.first_mut() {
        Some(largest) => largest.extend(rest),
        None => parts.push(rest.collect()),
    }
    parts.iter_mut().for_each(|members| members.sort_unstable());
    parts
}

/// Names in parts: those of one document, and those of which something in common is said. Each part is sorted.
fn met(bucket: &[usize], atoms: &[Atom], contexts: &[Context]) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(vec![None; bucket.len()]);
    let mut by_document: HashMap<usize, usize> = HashMap::new();
    let mut by_other: HashMap<u32, usize> = HashMap::new();
    for (place, &at) in bucket.iter().enumerate() {
        groups.join(*by_document.entry(atoms[at].document).or_insert(place), place);
        for &other in &contexts[at].others {
            groups.join(*by_other.entry(other).or_insert(place), place);
        }
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, &at) in bucket.iter().enumerate() {
        parts.entry(groups.root(place)).or_default().push(at);
    }
    parts.into_values().collect()
}

/// Aliases that some documents establish, applied to documents that use them without saying what they stand for.
fn aliases(atoms: &[Atom], local: &[Link], alike: &[usize], across: &mut Across) {
    let mut index: HashMap<(EntityKind, &str), BTreeMap<&str, (Reason, usize)>> = HashMap::new();
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
        let name = if exact(link.reason) { from.name.as_str() } else { &*from.key };
        let targets = index.entry((from.kind, name)).or_default();
        let target = targets.entry(&*to.key).or_insert((link.reason, link.to));
        *target = (*target).min((link.reason, link.to));
    }
    for &at in alike.iter().filter(|&&at| atoms[at].known.is_none()) {
        let atom = &atoms[at];
        let found = [atom.name.as_str(), &*atom.key].into_iter().find_map(|name| index.get(&(atom.kind, name)));
        let Some(targets) = found else { continue };
        match targets.values().collect::<Vec<_>>().as_slice() {
            [(reason, target)] => across.links.push(Link { reason: *reason, from: at, to: *target }),
            several => {
                across.doubts.extend(several.iter().map(|(_, target)| (Reason::Ambiguous, at, *target)));
            }
        }
    }
}

fn exact(reason: Reason) -> bool {
    matches!(reason, Reason::Acronym | Reason::Short)
}
