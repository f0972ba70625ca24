//! Pairs that may be one: what was left unsure, and names that look alike.
//!
//! Owns likeness and the order in which people should look at pairs. Nothing here ever merges.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{EntityId, EntityKind, Resolved};

use super::entities::Entities;
use super::local::Atom;
use super::{Doubt, Reason};

/// Names shorter than this are never alike: too many acronyms differ by a letter.
const SHORTEST: usize = 6;
/// From this length on two letters may differ.
const LONG: usize = 10;

/// The doubts between atoms as doubts between entities, those that matter most first.
pub(super) fn doubts(pairs: &[(Reason, usize, usize)], atoms: &[Atom], entities: &Entities) -> Vec<Doubt> {
    let mut found: BTreeMap<(usize, usize), Reason> = BTreeMap::new();
    for &(reason, one, other) in pairs {
        let (one, other) = (entities.of[one], entities.of[other]);
        if one != other {
            found.entry((one.min(other), one.max(other))).or_insert(reason);
        }
    }
    let uses = |number: usize| entities.members[number].iter().map(|&at| atoms[at].uses).sum::<usize>();
    let named = |number: usize| (entities.ids[number].clone(), entities.label(number, atoms).to_owned());
    let doubts = found.into_iter().map(|((one, other), reason)| Doubt {
        one: named(one),
        other: named(other),
        reason,
        weight: uses(one).min(uses(other)),
    });
    ranked(doubts.collect())
}

fn ranked(mut doubts: Vec<Doubt>) -> Vec<Doubt> {
    doubts.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| (&a.one, &a.other).cmp(&(&b.one, &b.other))));
    doubts
}

/// `known` with the pairs of entities whose names look alike: a letter or two apart, or one the beginning of the
/// other. Pairs of `settled` ids were judged already.
pub fn with_similar(known: Vec<Doubt>, resolved: &Resolved, settled: &BTreeSet<(EntityId, EntityId)>) -> Vec<Doubt> {
    let mut uses: BTreeMap<&EntityId, usize> = BTreeMap::new();
    for statement in &resolved.statements {
        for id in std::iter::once(&statement.subject).chain(&statement.object) {
            *uses.entry(id).or_default() += 1;
        }
    }
    let pair = |a: &EntityId, b: &EntityId| if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) };
    let mut seen: BTreeSet<(EntityId, EntityId)> =
        known.iter().map(|doubt| pair(&doubt.one.0, &doubt.other.0)).collect();
    seen.extend(settled.iter().cloned());
    let mut doubts = known;
    for bucket in buckets(resolved).values() {
        for (nth, &(one, first)) in bucket.iter().enumerate() {
            for &(other, second) in &bucket[nth + 1..] {
                if one != other && alike(first, second) && seen.insert(pair(one, other)) {
                    let weight = uses.get(one).copied().unwrap_or(0).min(uses.get(other).copied().unwrap_or(0));
                    let named = |id: &EntityId, name: &str| (id.clone(), name.to_owned());
                    let reason = Reason::Similar;
                    doubts.push(Doubt { one: named(one, first), other: named(other, second), reason, weight });
                }
            }
        }
    }
    ranked(doubts)
}

/// Names of entities by kind and first letters: only names in one bucket are compared.
fn buckets(resolved: &Resolved) -> BTreeMap<(EntityKind, String), Vec<(&EntityId, &str)>> {
    let mut buckets: BTreeMap<(EntityKind, String), Vec<(&EntityId, &str)>> = BTreeMap::new();
    for entity in resolved.entities.values() {
        if matches!(entity.kind, EntityKind::Group | EntityKind::Unnamed | EntityKind::Sector) {
            continue;
        }
        let start: String = entity.name.chars().take(3).flat_map(char::to_lowercase).collect();
        buckets.entry((entity.kind, start)).or_default().push((&entity.id, &entity.name));
        // A surname alone is looked for among the endings of full names.
        if let Some((_, last)) = entity.name.rsplit_once(' ').filter(|_| entity.kind == EntityKind::Person) {
            let start: String = last.chars().take(3).flat_map(char::to_lowercase).collect();
            buckets.entry((entity.kind, start)).or_default().push((&entity.id, &entity.name));
        }
    }
    buckets
}

fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let part = short.len() > 3
        && (long.strip_prefix(short.as_str()).is_some_and(|rest| rest.starts_with(' '))
            || long.strip_suffix(short.as_str()).is_some_and(|rest| rest.ends_with(' ')));
    let allowed = if short.chars().count() >= LONG { 2 } else { 1 };
    part || short.chars().count() >= SHORTEST && distance(short, long, allowed) <= allowed
}

/// Letters to change, add or drop to make one text of the other (Levenshtein 1966), or more than `most`.
fn distance(one: &str, other: &str, most: usize) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = before + usize::from(a != b);
            before = row[j + 1];
            row[j + 1] = changed.min(before + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_look_alike_by_a_letter_or_a_part() {
        assert!(alike("Grolsch", "Grolch"));
        assert!(alike("Zorvex Labs", "Zorvex"));
        assert!(alike("Ada Blorne", "Blorne"));
        assert!(!alike("ARJ", "ARK"));
        assert!(!alike("Zorvex", "Zorblax"));
        assert_eq!(distance("kitten", "sitting", 9), 3);
    }
}
