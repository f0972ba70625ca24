//! Nodes and edges as the rows that every graph program gets.
//!
//! Owns what becomes a node and an edge: one edge a fact, or one for all facts between two entities;
//! figures as text, columns or nodes; and the measures that nodes carry. `columns` says what stands in a row,
//! the files of the formats how it is written.

use std::borrow::Cow;
use std::collections::HashMap;

use indexmap::IndexMap;

use crate::graph::{self, Fact, Graph, Node, Point};
use crate::model::{DocumentInfo, EntityKind};
use crate::ontology::Ontology;

use super::columns::{self, Column};
use super::options::{Cluster, Metrics, Options};

/// What a node stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Vertex<'g> {
    Entity(&'g Node),
    /// A figure or unary fact as a node of its own.
    Observation(&'g Fact),
}

/// One edge and the facts behind it, at least one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrow {
    pub(super) source: usize,
    pub(super) target: usize,
    first: usize,
    past: usize,
}

/// What the shape of the graph says of its nodes.
pub(super) struct Measures {
    pub(super) places: Vec<Point>,
    pub(super) communities: Vec<usize>,
    pub(super) ranks: Vec<f64>,
}

/// A graph as rows.
pub(super) struct Rows<'g> {
    pub(super) graph: &'g Graph,
    pub(super) ontology: &'g Ontology,
    pub(super) metrics: Metrics,
    pub(super) vertices: Vec<Vertex<'g>>,
    pub(super) arrows: Vec<Arrow>,
    facts: Vec<&'g Fact>,
    ids: Vec<String>,
    /// Facts that touch each node.
    pub(super) degrees: Vec<usize>,
    pub(super) measures: Option<Measures>,
    /// The connected part of each entity, when drawings frame them.
    pub(super) parts: Vec<usize>,
    /// Metrics that are columns.
    pub(super) figures: Vec<&'g str>,
    pub(super) node_columns: Vec<Column>,
    pub(super) documents: HashMap<&'g str, &'g DocumentInfo>,
}

impl<'g> Rows<'g> {
    pub(super) fn new(graph: &'g Graph, ontology: &'g Ontology, options: &Options) -> Self {
        let mut rows = Self {
            graph,
            ontology,
            metrics: options.metrics,
            vertices: graph.nodes().map(Vertex::Entity).collect(),
            arrows: Vec::with_capacity(graph.edge_count()),
            facts: Vec::with_capacity(graph.edge_count()),
            ids: graph.nodes().map(|node| format!("n:{}", node.entity.id)).collect(),
            degrees: Vec::new(),
            measures: None,
            parts: Vec::new(),
            figures: Vec::new(),
            node_columns: Vec::new(),
            documents: graph.documents().iter().map(|info| (info.name.as_str(), info)).collect(),
        };
        if options.merge {
            rows.merged();
        } else {
            rows.parallel();
        }
        if options.metrics == Metrics::Nodes {
            rows.observed();
        }
        rows.counted();
        if options.metrics == Metrics::Columns {
            rows.figures = figures(graph, ontology);
        }
        if options.measures.unwrap_or(graph.node_count() <= Options::MEASURED) {
            rows.measured();
        }
        if options.cluster == Cluster::Component {
            rows.parts = graph::components(graph);
        }
        rows.node_columns = columns::node_columns(&rows);
        rows
    }

    fn parallel(&mut self) {
        for (edge, (source, target)) in self.graph.edges().zip(self.graph.links()) {
            let first = self.facts.len();
            self.facts.push(edge.fact);
            self.arrows.push(Arrow { source, target, first, past: first + 1 });
        }
    }

    fn merged(&mut self) {
        let mut between: IndexMap<(usize, usize), Vec<&'g Fact>> = IndexMap::new();
        for (edge, ends) in self.graph.edges().zip(self.graph.links()) {
            between.entry(ends).or_default().push(edge.fact);
        }
        between.sort_unstable_keys();
        for ((source, target), facts) in between {
            let first = self.facts.len();
            self.facts.extend(facts);
            self.arrows.push(Arrow { source, target, first, past: self.facts.len() });
        }
    }

    /// Makes nodes of figures and unary facts, each with an edge from whom it is said of.
    fn observed(&mut self) {
        for (source, node) in self.graph.nodes().enumerate() {
            for fact in &node.observations {
                let (first, target) = (self.facts.len(), self.vertices.len());
                self.facts.push(fact);
                self.vertices.push(Vertex::Observation(fact));
                self.ids.push(format!("o:{}", fact.id));
                self.arrows.push(Arrow { source, target, first, past: first + 1 });
            }
        }
    }

    fn counted(&mut self) {
        self.degrees = vec![0; self.vertices.len()];
        for arrow in &self.arrows {
            let facts = arrow.past - arrow.first;
            self.degrees[arrow.source] += facts;
            self.degrees[arrow.target] += facts;
        }
    }

    fn measured(&mut self) {
        let (mut places, mut communities, mut ranks) =
            (graph::layout(self.graph), graph::communities(self.graph), graph::page_rank(self.graph));
        // An observation stands beside its entity and belongs where that does.
        let mut beside: HashMap<usize, usize> = HashMap::new();
        for arrow in self.arrows.iter().filter(|arrow| arrow.target >= self.graph.node_count()) {
            let turn = beside.entry(arrow.source).or_default();
            let (x, y) = places[arrow.source];
            places.push((x + 35.0 + 10.0 * *turn as f64, y - 30.0 - 22.0 * *turn as f64));
            communities.push(communities[arrow.source]);
            ranks.push(0.0);
            *turn += 1;
        }
        self.measures = Some(Measures { places, communities, ranks });
    }

    pub(super) fn node_id(&self, node: usize) -> &str {
        &self.ids[node]
    }

    /// What is shown for a node.
    pub(super) fn label(&self, node: usize) -> Cow<'g, str> {
        match self.vertices[node] {
            Vertex::Entity(node) => Cow::Borrowed(&node.entity.name),
            Vertex::Observation(fact) => Cow::Owned(columns::said(fact)),
        }
    }

    /// The kind of a node's entity, when it stands for one.
    pub(super) fn kind(&self, node: usize) -> Option<EntityKind> {
        match self.vertices[node] {
            Vertex::Entity(node) => Some(node.entity.kind),
            Vertex::Observation(_) => None,
        }
    }

    /// A size for a node that grows with what is said of it, 10 and more.
    pub(super) fn size(&self, node: usize) -> f64 {
        match self.vertices[node] {
            Vertex::Entity(_) => ((10.0 + 6.0 * (self.degrees[node] as f64).sqrt()) * 10.0).round() / 10.0,
            Vertex::Observation(_) => 8.0,
        }
    }

    /// The facts behind an edge; the first speaks for it.
    pub(super) fn facts(&self, arrow: &Arrow) -> &[&'g Fact] {
        &self.facts[arrow.first..arrow.past]
    }

    /// The relations of an edge, each once.
    pub(super) fn relation(&self, arrow: &Arrow) -> Cow<'g, str> {
        columns::joined(self.facts(arrow), |fact| &fact.relation)
    }

    /// The statuses of an edge, each once.
    pub(super) fn status(&self, arrow: &Arrow) -> Cow<'g, str> {
        columns::joined(self.facts(arrow), |fact| fact.status.name())
    }

    /// How many documents and places say it: at least 1.
    pub(super) fn weight(&self, arrow: &Arrow) -> usize {
        self.facts(arrow).iter().map(|fact| fact.evidence.len()).sum()
    }
}

/// The metrics of which a node of the graph has a figure, in the order of the ontology.
fn figures<'g>(graph: &'g Graph, ontology: &'g Ontology) -> Vec<&'g str> {
    let all: std::collections::BTreeSet<&str> =
        graph.nodes().flat_map(|node| &node.observations).map(|fact| &*fact.relation).collect();
    let known = ontology.relations.0.keys().map(|name| &**name);
    known.filter(|name| all.contains(name)).collect()
}
