//! Which names are one: the decision, and how it came about.
//!
//! Owns the order in which evidence counts. Takes names and what is believed; leaves the evidence itself to `judged`,
//! `local` and `across`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Diagnostic, Extracted};

use super::forms::Forms;
use super::groups::Groups;
use super::judgement::Verdict;
use super::local::Link;
use super::names::Names;
use super::{Beliefs, Identity, Merged, Reason, across, entities, judged, similar};

/// Two names that were taken for one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Merge {
    pub(super) reason: Reason,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) note: String,
}

/// Groups of atoms, and how they came about.
pub(super) struct Decided {
    pub(super) groups: Groups,
    merges: Vec<Merge>,
    doubts: Vec<(Reason, usize, usize)>,
    diagnostics: Vec<Diagnostic>,
}

impl Decided {
    /// Who is who: what people judged and documents deny first, then what is known, then what documents say each for
    /// itself, then what they say together.
    pub(super) fn new(names: &mut Names, documents: &[&Extracted], beliefs: &Beliefs, forms: &Forms<'_>) -> Self {
        let mut groups = Groups::new(names.atoms.iter().map(|atom| atom.known.clone()).collect());
        let judged = judged::apply(&beliefs.judgements, &names.atoms, documents, &mut groups);
        forbid(&mut groups, &names.distinct, beliefs.judgements.len());
        let mut decided = Self { groups, merges: judged.merges, doubts: Vec::new(), diagnostics: judged.diagnostics };
        decided.join_known(names);
        decided.join(&mut names.links);
        let keys = names.keys();
        let contexts = names.contexts(documents, &keys);
        let mut across = across::link(&names.atoms, &keys, &contexts, &names.links, forms, &mut decided.groups);
        decided.join(&mut across.links);
        for link in across.links.iter().filter(|link| link.reason != Reason::Spelling) {
            names.atoms[link.from].attached |= decided.groups.root(link.from) == decided.groups.root(link.to);
        }
        decided.doubts = across.doubts;
        decided.doubts.extend(names.doubts.iter().map(|&(short, full)| (Reason::Ambiguous, short, full)));
        for (judgement, (one, other)) in beliefs.judgements.iter().zip(&judged.meant) {
            if let (Verdict::Unsure, Some(&one), Some(&other)) = (judgement.verdict, one.first(), other.first()) {
                decided.doubts.push((Reason::Judged, one, other));
            }
        }
        decided
    }

    /// Joins the names that the list of known entities or a register gives to one.
    fn join_known(&mut self, names: &Names) {
        let mut by_known: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        for (at, atom) in names.atoms.iter().enumerate() {
            let Some(known) = &atom.known else { continue };
            let first = *by_known.entry(known.clone()).or_insert(at);
            if self.groups.join(first, at) {
                self.merges.push(Merge { reason: Reason::Known, from: at, to: first, note: String::new() });
            }
        }
    }

    /// Joins what links tie, the surest first.
    fn join(&mut self, links: &mut [Link]) {
        links.sort();
        for link in links.iter() {
            if self.groups.join(link.to, link.from) {
                self.merges.push(Merge { reason: link.reason, from: link.from, to: link.to, note: String::new() });
            }
        }
    }

    /// What is left unsure, for whom it may concern.
    pub(super) fn diagnostics(&self, names: &Names, documents: &[&Extracted]) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics.clone();
        let mut fits: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for &(short, full) in names.doubts.iter().filter(|(short, _)| names.atoms[*short].unsure) {
            fits.entry(short).or_default().push(&names.atoms[full].name);
        }
        for (short, full) in fits {
            let atom = &names.atoms[short];
            let message = format!(
                "`{}` may be {}",
                atom.name,
                full.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
            );
            let unsure = Diagnostic::warning("unsure-name", &documents[atom.document].document.name, message);
            diagnostics.push(unsure.with_hint("`relata identity decide` settles it"));
        }
        diagnostics
    }

    /// What readers are told.
    pub(super) fn identity(
        &mut self,
        names: &Names,
        documents: &[&Extracted],
        entities: &entities::Entities,
    ) -> Identity {
        let id = |at: usize| entities.ids[entities.of[at]].clone();
        let merged = self.merges.iter().filter(|merge| names.atoms[merge.from].name != names.atoms[merge.to].name);
        let mut merged: Vec<Merged> = merged
            .map(|merge| Merged {
                entity: id(merge.from),
                from: names.atoms[merge.from].name.clone(),
                to: names.atoms[merge.to].name.clone(),
                reason: merge.reason,
                note: merge.note.clone(),
            })
            .collect();
        merged.sort();
        merged.dedup();
        self.doubts.sort_unstable();
        let doubts = similar::doubts(&self.doubts, &names.atoms, entities);
        let names =
            names.atoms.iter().enumerate().map(|(at, atom)| {
                ((atom.name.clone(), atom.kind, documents[atom.document].document.name.clone()), id(at))
            });
        let names = names.collect();
        Identity { merged, doubts, names }
    }
}

/// Keeps apart what documents call two things; `mark` is the first number that no judgement has.
fn forbid(groups: &mut Groups, distinct: &[(usize, usize)], mark: usize) {
    let mark = u32::try_from(mark).unwrap_or(u32::MAX);
    for (number, &(one, other)) in distinct.iter().enumerate() {
        if groups.root(one) != groups.root(other) {
            groups.forbid(one, other, mark.saturating_add(u32::try_from(number).unwrap_or(u32::MAX)));
        }
    }
}
