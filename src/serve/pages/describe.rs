//! What is said of a thing in RDF: the thing, the statements about it, their amounts and words.
//!
//! Owns which triples belong to a page.

use std::collections::BTreeSet;

use oxrdf::{GraphNameRef, NamedNodeRef, Quad, Term, Triple};

use crate::serve::snapshot::Snapshot;

use super::names;
use super::reader::{subject, text};

/// Triples of several resources, each resource once, in the order they were asked for.
pub(super) struct Description<'s> {
    snapshot: &'s Snapshot,
    seen: BTreeSet<String>,
    pub(super) triples: Vec<Triple>,
}

impl<'s> Description<'s> {
    pub(super) fn new(snapshot: &'s Snapshot) -> Self {
        Self { snapshot, seen: BTreeSet::new(), triples: Vec::new() }
    }

    /// Everything with this subject, in all graphs.
    pub(super) fn resource(&mut self, iri: &str) -> bool {
        if !self.seen.insert(iri.to_owned()) {
            return true;
        }
        let mut found: Vec<Triple> = self.snapshot.matching(Some(iri), None, None, None).map(Triple::from).collect();
        found.sort_by_cached_key(|triple| {
            (triple.predicate.as_str() != names::TYPE, triple.predicate.to_string(), triple.object.to_string())
        });
        found.dedup();
        let any = !found.is_empty();
        self.triples.extend(found);
        any
    }

    /// What a thing is called, and what it is: enough for a neighbour.
    fn name(&mut self, iri: &str) {
        if !self.seen.insert(iri.to_owned()) {
            return;
        }
        for predicate in [names::TYPE, names::LABEL] {
            let found = self.snapshot.matching(Some(iri), Some(predicate), None, Some(GraphNameRef::DefaultGraph));
            self.triples.extend(found.map(Triple::from));
        }
    }

    /// A statement with its amount, its participants' names and the words that say it.
    pub(super) fn statement(&mut self, iri: &str) -> bool {
        if !self.resource(iri) {
            return false;
        }
        let said: Vec<Quad> = self.snapshot.matching(Some(iri), None, None, None).collect();
        self.resource(&format!("{iri}#amount"));
        let of = |predicate: &str| -> Vec<String> {
            let found = said.iter().filter(|quad| quad.predicate.as_str() == predicate);
            let mut found: Vec<String> = found.map(|quad| text(quad.object.clone())).collect();
            found.sort_unstable();
            found
        };
        of(names::DERIVED).iter().for_each(|words| {
            self.resource(words);
        });
        [names::SUBJECT, names::OBJECT].iter().flat_map(|end| of(end)).for_each(|end| self.name(&end));
        true
    }

    /// An entity with everything that is said of it, in both directions.
    pub(super) fn entity(&mut self, iri: &str, statements: &[String]) -> bool {
        if !self.resource(iri) {
            return false;
        }
        let object = Term::from(NamedNodeRef::new_unchecked(iri).into_owned());
        let facts = self.snapshot.matching(None, None, Some(object.as_ref()), Some(GraphNameRef::DefaultGraph));
        let mut facts: Vec<Quad> = facts.filter(|quad| !quad.predicate.as_str().starts_with(super::RDF)).collect();
        facts.sort_by_cached_key(ToString::to_string);
        for quad in facts {
            self.triples.push(Triple::from(quad));
        }
        for statement in statements {
            self.statement(statement);
        }
        true
    }

    /// A document with the words that were used of it, and the statements they support.
    pub(super) fn document(&mut self, iri: &str) -> bool {
        if !self.resource(iri) {
            return false;
        }
        let graph = NamedNodeRef::new_unchecked(iri);
        let told = self.snapshot.matching(None, Some(names::DERIVED), None, Some(graph.into()));
        let statements: BTreeSet<String> = told.map(|quad| subject(&quad).to_owned()).collect();
        for statement in statements {
            self.statement(&statement);
        }
        true
    }
}
