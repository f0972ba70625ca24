//! Entities from groups of names: their ids, kinds and preferred names.
//!
//! Owns minting: an id is made of the entity's name, so that new documents seldom change it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};
use rayon::prelude::*;

use crate::model::{Entity, EntityId, EntityKind, Extracted, Statement};

use super::forms::Forms;
use super::groups::Groups;
use super::local::Atom;
use super::register::Register;
use super::slug::{slug, suffix};

/// The entities, by number.
pub(super) struct Entities {
    /// The entity of each atom.
    pub(super) of: Vec<usize>,
    pub(super) ids: Vec<EntityId>,
    /// The atoms of each.
    pub(super) members: Vec<Vec<usize>>,
    known: Vec<Option<Arc<str>>>,
    kinds: Vec<EntityKind>,
}

/// The entities of `groups`, each with an id of its own.
pub(super) fn mint(
    atoms: &[Atom],
    groups: &mut Groups,
    documents: &[&Extracted],
    register: &Register<'_>,
    forms: &Forms<'_>,
) -> Entities {
    let mut by_root: IndexMap<usize, Vec<usize>> = IndexMap::new();
    for at in 0..atoms.len() {
        by_root.entry(groups.root(at)).or_default().push(at);
    }
    let mut entities = Entities {
        of: vec![0; atoms.len()],
        ids: Vec::new(),
        members: Vec::new(),
        known: Vec::new(),
        kinds: Vec::new(),
    };
    for (root, members) in by_root {
        members.iter().for_each(|&at| entities.of[at] = entities.members.len());
        let known = groups.known(root);
        let kind =
            known.as_ref().and_then(|id| register.get(id)).map_or_else(|| kind(atoms, &members), |known| known.kind);
        entities.kinds.push(kind);
        entities.known.push(known);
        entities.members.push(members);
    }
    entities.one_of_each_known(atoms, register);
    entities.name(atoms, documents, register, forms);
    entities
}

/// What most uses say it is; of equals the first kind.
fn kind(atoms: &[Atom], members: &[usize]) -> EntityKind {
    let first = atoms[members[0]].kind;
    if members.iter().all(|&at| atoms[at].kind == first) {
        return first;
    }
    let mut uses: BTreeMap<EntityKind, usize> = BTreeMap::new();
    for &at in members {
        *uses.entry(atoms[at].kind).or_default() += atoms[at].uses;
    }
    uses.into_iter().max_by_key(|&(kind, count)| (count, Reverse(kind))).map_or(EntityKind::Unnamed, |(kind, _)| kind)
}

/// The names that are not short for another, unless all are.
fn principal<'a>(atoms: &'a [Atom], members: &[usize]) -> Vec<&'a Atom> {
    let all = members.iter().map(|&at| &atoms[at]);
    let full: Vec<&Atom> = all.clone().filter(|atom| !atom.attached).collect();
    if full.is_empty() { all.collect() } else { full }
}

impl Entities {
    /// Of several groups that people keep apart, only the one that bears its preferred name is the known entity.
    fn one_of_each_known(&mut self, atoms: &[Atom], register: &Register<'_>) {
        let mut claims: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
        for (number, known) in self.known.iter().enumerate() {
            if let Some(known) = known {
                claims.entry(known.clone()).or_default().push(number);
            }
        }
        for (known, numbers) in claims.into_iter().filter(|(_, numbers)| numbers.len() > 1) {
            let name = register.get(&known).map(|known| known.name.as_str());
            let bears = |number: &usize| self.members[*number].iter().any(|&at| Some(atoms[at].name.as_str()) == name);
            let chosen = numbers.iter().copied().find(bears).unwrap_or(numbers[0]);
            numbers.iter().filter(|&&number| number != chosen).for_each(|&number| self.known[number] = None);
        }
    }

    fn name(&mut self, atoms: &[Atom], documents: &[&Extracted], register: &Register<'_>, forms: &Forms<'_>) {
        let numbers = (0..self.members.len()).into_par_iter();
        let wanted: Vec<String> =
            numbers.map(|number| self.wanted(number, atoms, documents, register, forms)).collect();
        let mut claims: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, wanted) in wanted.into_iter().enumerate() {
            claims.entry(wanted).or_default().push(number);
        }
        self.ids = vec![EntityId("".into()); self.members.len()];
        let mut taken: IndexSet<String> = claims.keys().cloned().collect();
        for (wanted, mut numbers) in claims {
            if let [only] = numbers[..] {
                self.ids[only] = EntityId(wanted.into());
                continue;
            }
            numbers.sort_by_key(|&number| {
                let members = &self.members[number];
                let mut places: Vec<&str> =
                    members.iter().map(|&at| documents[atoms[at].document].document.name.as_str()).collect();
                places.dedup();
                (self.known[number].is_none(), Reverse(places.len()), places[0], members[0])
            });
            self.ids[numbers[0]] = EntityId(wanted.as_str().into());
            for &number in &numbers[1..] {
                let document = &documents[atoms[self.members[number][0]].document].document.name;
                let mut id = format!("{wanted}-{}", slug(document));
                while !taken.insert(id.clone()) {
                    id.push_str("-x");
                }
                self.ids[number] = EntityId(id.into());
            }
        }
    }

    fn wanted(
        &self,
        number: usize,
        atoms: &[Atom],
        documents: &[&Extracted],
        register: &Register<'_>,
        forms: &Forms<'_>,
    ) -> String {
        if let Some(known) = &self.known[number] {
            return known.to_string();
        }
        let kind = self.kinds[number];
        let names = principal(atoms, &self.members[number]);
        let of_kind = names.iter().filter(|atom| atom.kind == kind);
        let first = of_kind.map(|atom| &*atom.slug).min().map(str::to_owned);
        let name = first.or_else(|| names.iter().map(|atom| forms.slug(&atom.name, kind)).min()).unwrap_or_default();
        let mut id = format!("{name}{}", suffix(kind));
        // A clash with a known entity of another kind is settled by the kind's name.
        if register.get(&id).is_some_and(|known| known.kind != kind) {
            id = format!("{name}-{}", kind.name().to_lowercase());
        }
        let local = kind == EntityKind::Unnamed || names.iter().all(|atom| atom.local());
        if local {
            let hash = &documents[names[0].document].document.hash;
            id = format!("{id}-{}", hash.get(..8).unwrap_or(hash));
        }
        id
    }

    /// A name of the entity for readers.
    pub(super) fn label<'a>(&self, number: usize, atoms: &'a [Atom]) -> &'a str {
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        for atom in principal(atoms, &self.members[number]) {
            *uses.entry(&atom.name).or_default() += atom.uses;
        }
        // The most used name; of equals the longest, then the first in order.
        let best = uses.into_iter().max_by(|(a, x), (b, y)| x.cmp(y).then(a.len().cmp(&b.len())).then(b.cmp(a)));
        best.map(|(name, _)| name).unwrap_or_default()
    }

    /// The entities that `statements` are about, sorted by id.
    pub(super) fn described(
        &self,
        atoms: &[Atom],
        register: &Register<'_>,
        statements: &[Statement<EntityId>],
    ) -> IndexMap<EntityId, Entity> {
        let used: HashSet<&EntityId> =
            statements.iter().flat_map(|said| std::iter::once(&said.subject).chain(&said.object)).collect();
        let mut numbers: Vec<usize> = (0..self.ids.len()).filter(|&number| used.contains(&self.ids[number])).collect();
        numbers.par_sort_unstable_by(|&a, &b| self.ids[a].cmp(&self.ids[b]));
        let entities = numbers.par_iter().map(|&number| self.entity(number, atoms, register));
        let entities: Vec<Entity> = entities.collect();
        entities.into_iter().map(|entity| (entity.id.clone(), entity)).collect()
    }

    fn entity(&self, number: usize, atoms: &[Atom], register: &Register<'_>) -> Entity {
        let id = self.ids[number].clone();
        let known = self.known[number].as_ref().and_then(|id| register.get(id));
        let described = self.known[number].as_ref().and_then(|id| register.described(id));
        let name = known.map_or_else(|| self.label(number, atoms).to_owned(), |known| known.name.clone());
        let mut aliases: BTreeSet<&str> = self.members[number].iter().map(|&at| atoms[at].name.as_str()).collect();
        let mut same_as: BTreeSet<&str> = BTreeSet::new();
        for known in known.into_iter().chain(described) {
            aliases.extend(known.aliases.iter().map(String::as_str));
            aliases.insert(&known.name);
            same_as.extend(known.same_as.iter().map(String::as_str));
        }
        aliases.remove(name.as_str());
        let [aliases, same_as] = [aliases, same_as].map(|set| set.into_iter().map(str::to_owned).collect());
        Entity { id, name, kind: self.kinds[number], aliases, same_as }
    }
}
