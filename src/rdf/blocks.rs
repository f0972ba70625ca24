//! Quads resource by resource.
//!
//! Owns the block in the making: the quads of one subject in one graph, handed on as soon as the next begins, so that
//! no more than one resource is held in memory.

use oxrdf::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::graph::{Fact, Graph};
use crate::model::Entity;
use crate::ontology::Ontology;

use super::Namer;

/// A fact with those it is said of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'g> {
    pub(super) source: &'g Entity,
    pub(super) target: Option<&'g Entity>,
    pub(super) fact: &'g Fact,
}

/// Where quads go.
pub(super) struct Blocks<'g, G> {
    pub(super) graph: &'g Graph,
    pub(super) ontology: &'g Ontology,
    pub(super) namer: Namer,
    give: G,
    quads: Vec<Quad>,
    subject: NamedNode,
    name: GraphName,
}

impl<'g, G> Blocks<'g, G> {
    pub(super) fn new(graph: &'g Graph, ontology: &'g Ontology, namer: Namer, give: G) -> Self {
        let subject = NamedNode::new_unchecked("");
        Self { graph, ontology, namer, give, quads: Vec::new(), subject, name: GraphName::DefaultGraph }
    }

    /// Names the graph of the blocks to come.
    pub(super) fn within(&mut self, name: GraphName) {
        self.name = name;
    }

    /// Begins a block.
    pub(super) fn about(&mut self, subject: NamedNode) {
        self.subject = subject;
    }

    /// Says something of the block's subject.
    pub(super) fn say(&mut self, predicate: impl Into<NamedNode>, object: impl Into<Term>) {
        self.quads.push(Quad {
            subject: NamedOrBlankNode::NamedNode(self.subject.clone()),
            predicate: predicate.into(),
            object: object.into(),
            graph_name: self.name.clone(),
        });
    }

    /// Says what the quad before may have said already: two facts can support one plain triple, and come in a row.
    pub(super) fn say_once(&mut self, predicate: &NamedNode, object: Term) {
        let said = self.quads.last().is_some_and(|quad| quad.predicate == *predicate && quad.object == object);
        if !said {
            self.say(predicate.clone(), object);
        }
    }

    /// All facts, sorted by id.
    pub(super) fn told(&self) -> Vec<Told<'g>> {
        let mut told: Vec<Told<'g>> = Vec::with_capacity(self.graph.edge_count());
        for node in self.graph.nodes() {
            told.extend(node.observations.iter().map(|fact| Told { source: &node.entity, target: None, fact }));
        }
        told.extend(self.graph.edges().map(|edge| Told {
            source: edge.source,
            target: Some(edge.target),
            fact: edge.fact,
        }));
        told.sort_by(|a, b| a.fact.id.cmp(&b.fact.id));
        told
    }
}

impl<E, G: FnMut(&[Quad]) -> Result<(), E>> Blocks<'_, G> {
    /// Ends a block: hands its quads on.
    pub(super) fn done(&mut self) -> Result<(), E> {
        if !self.quads.is_empty() {
            (self.give)(&self.quads)?;
            self.quads.clear();
        }
        Ok(())
    }
}
