//! The names of all documents, and what ties or parts them inside each.
//!
//! Owns their numbering, which the order of documents alone decides. Takes documents; leaves one document to `local`
//! and what names of several have in common to `across`.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::model::{EntityKind, Extracted};

use super::across::Context;
use super::forms::Forms;
use super::local::{self, Atom, Link};
use super::register::Register;

/// Where something is.
const PLACE: &str = "based-in";
/// What something does business in.
const SECTOR: &str = "active-in";

/// The names of documents.
#[derive(Default)]
pub(super) struct Names {
    pub(super) atoms: Vec<Atom>,
    /// The atoms of the participants of each statement, by document.
    pub(super) parties: Vec<Vec<local::Parties>>,
    pub(super) links: Vec<Link>,
    pub(super) doubts: Vec<(usize, usize)>,
    pub(super) distinct: Vec<(usize, usize)>,
}

impl Names {
    /// The names of all documents.
    pub(super) fn of(documents: &[&Extracted], forms: &Forms<'_>, register: &Register<'_>) -> Self {
        // Names are taken apart once a thread.
        let each = documents.len().div_ceil(rayon::current_num_threads()).max(1);
        let parts = documents.par_chunks(each).enumerate();
        let parts: Vec<Self> =
            parts.map(|(part, documents)| Self::read(part * each, documents, forms, register)).collect();
        let mut names = Self::default();
        parts.into_iter().for_each(|part| names.append(part));
        names
    }

    /// The names of some documents, the first of which has the index `first`.
    fn read(first: usize, documents: &[&Extracted], forms: &Forms<'_>, register: &Register<'_>) -> Self {
        let mut names = Self::default();
        let mut seen = local::Seen::default();
        for (index, extracted) in documents.iter().enumerate() {
            let local = local::read(first + index, extracted, forms, register, &mut seen, &mut names.atoms);
            names.parties.push(local.parties);
            names.links.extend(local.links);
            names.doubts.extend(local.doubts);
            names.distinct.extend(local.distinct);
        }
        names
    }

    /// Adds the names of other documents, whose atoms get the next numbers.
    fn append(&mut self, other: Self) {
        let start = self.atoms.len();
        let pair = |(one, two)| (start + one, start + two);
        self.atoms.extend(other.atoms);
        let parties = |parties: Vec<local::Parties>| {
            parties.into_iter().map(|(subject, object)| (start + subject, object.map(|at| start + at))).collect()
        };
        self.parties.extend(other.parties.into_iter().map(parties));
        self.links.extend(other.links.into_iter().map(|Link { reason, from, to }| Link {
            reason,
            from: start + from,
            to: start + to,
        }));
        self.doubts.extend(other.doubts.into_iter().map(pair));
        self.distinct.extend(other.distinct.into_iter().map(pair));
    }

    /// A number for the key of each atom.
    pub(super) fn keys(&self) -> Vec<u32> {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut keys = Vec::with_capacity(self.atoms.len());
        for atom in &self.atoms {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            keys.push(*numbers.entry(&atom.key).or_insert(next));
        }
        keys
    }

    /// What is said of each atom besides, by the keys of those it is said with.
    pub(super) fn contexts(&self, documents: &[&Extracted], keys: &[u32]) -> Vec<Context> {
        let mut contexts = vec![Context::default(); self.atoms.len()];
        for (parties, extracted) in self.parties.iter().zip(documents) {
            for (statement, &(subject, object)) in extracted.statements.iter().zip(parties) {
                let Some(object) = object else { continue };
                for (here, there) in [(subject, object), (object, subject)] {
                    let context = &mut contexts[here];
                    match self.atoms[there].kind {
                        EntityKind::Organization => context.organizations = true,
                        EntityKind::Place => context.places |= *statement.relation == *PLACE,
                        EntityKind::Sector => context.sectors |= *statement.relation == *SECTOR,
                        _ => {}
                    }
                    context.others.push(keys[there]);
                }
            }
        }
        contexts
    }
}
