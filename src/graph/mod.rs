//! The graph: entities, and what is said between them.
//!
//! Owns merging, order, paths and neighbourhoods; the only room that names petgraph.
//! Takes what `resolve` made; knows nothing of RDF or of formats.

mod changes;
mod layout;
mod links;
mod measures;
mod merge;
mod quadtree;
mod view;

use std::sync::Arc;

use indexmap::IndexMap;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

pub use changes::{Changes, Said, Support, changes};
pub use links::Exclusive;
pub use merge::FactId;

use crate::model::statement::Attributes;
use crate::model::{Date, DocumentInfo, Entity, EntityId, Evidence, Period, Quantity, Resolved, Status};

pub use layout::{Point, components, layout};
pub use measures::{communities, page_rank};
pub use view::View;

/// Something said, by one document or by several.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// A digest of what it says.
    pub id: FactId,
    /// Local name of its relation or metric.
    pub relation: Arc<str>,
    /// The amount or figure.
    pub value: Option<Arc<Quantity>>,
    /// When it holds or happens.
    pub time: Option<Arc<Period>>,
    /// Whether it is a fact.
    pub status: Status,
    /// Role, share, counted noun, law.
    pub attributes: Attributes,
    /// The highest confidence of the statements behind it.
    pub confidence: f64,
    /// The lexical entry of the surest of them.
    pub extractor: Arc<str>,
    /// Where it is said: sorted, without doubles, never empty.
    pub evidence: Vec<Evidence>,
    /// Date of the first dated document that says so.
    pub first_seen: Option<Date>,
    /// Date of the last dated document that says so.
    pub last_seen: Option<Date>,
    /// Facts that cannot hold together with this one, sorted.
    pub contradicts: Vec<FactId>,
    /// Facts of which this one says what became, sorted.
    pub supersedes: Vec<FactId>,
}

impl Fact {
    /// Number of documents that say so.
    pub fn support(&self) -> usize {
        // Evidence is sorted by document.
        self.evidence.chunk_by(|a, b| a.document == b.document).count()
    }
}

/// An entity with what is said of it alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The entity.
    pub entity: Entity,
    /// Unary relations and metrics, sorted by relation, then id.
    pub observations: Vec<Fact>,
}

/// A fact between two entities.
#[derive(Debug, Clone, Copy)]
pub struct Edge<'g> {
    /// Of whom it is said.
    pub source: &'g Entity,
    /// The other participant.
    pub target: &'g Entity,
    /// What is said.
    pub fact: &'g Fact,
}

/// Entities and facts, in an order that depends on nothing but themselves.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    documents: Vec<DocumentInfo>,
    /// Nodes sorted by entity id, edges by source, relation, target and fact id.
    graph: DiGraph<Node, Fact>,
}

impl Graph {
    /// The graph of what was said: one fact for each thing said, with all its evidence.
    pub fn build(resolved: Resolved) -> Self {
        let Resolved { documents, entities, statements } = resolved;
        let mut graph = Self { documents, ..Self::default() };
        graph.documents.sort_by(|a, b| (&a.name, &a.hash).cmp(&(&b.name, &b.hash)));
        let mut entities: Vec<Entity> = entities.into_values().collect();
        entities.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        for entity in entities {
            graph.graph.add_node(Node { entity, observations: Vec::new() });
        }
        let places = graph.nodes().zip(0..).map(|(node, place)| (node.entity.id.clone(), place)).collect();
        let Self { documents, graph: inner } = &mut graph;
        let dates = documents.iter().filter_map(|info| Some((info.name.as_str(), info.date?))).collect();
        merge::facts(&places, &dates, statements, |subject, object, fact| match object {
            Some(object) => {
                inner.add_edge(NodeIndex::new(subject as usize), NodeIndex::new(object as usize), fact);
            }
            None => inner[NodeIndex::new(subject as usize)].observations.push(fact),
        });
        graph
    }

    fn index(&self, id: &EntityId) -> Option<NodeIndex> {
        let found = self.graph.raw_nodes().binary_search_by(|node| node.weight.entity.id.cmp(id));
        found.ok().map(NodeIndex::new)
    }

    /// The documents behind the facts, sorted by name.
    pub fn documents(&self) -> &[DocumentInfo] {
        &self.documents
    }

    /// The nodes, sorted by entity id.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.graph.node_weights()
    }

    /// The edges, sorted by source, relation, target and fact id.
    pub fn edges(&self) -> impl Iterator<Item = Edge<'_>> {
        // Edges were added in that order and none is ever removed.
        self.graph.edge_references().map(|edge| self.edge(edge.source(), edge.target(), edge.weight()))
    }

    fn edge<'g>(&'g self, source: NodeIndex, target: NodeIndex, fact: &'g Fact) -> Edge<'g> {
        Edge { source: &self.graph[source].entity, target: &self.graph[target].entity, fact }
    }

    /// The node of an entity.
    pub fn node(&self, id: &EntityId) -> Option<&Node> {
        self.index(id).map(|index| &self.graph[index])
    }

    /// Number of entities.
    pub fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    /// Number of facts between two entities.
    pub fn edge_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// The place of an entity among the nodes.
    pub fn position(&self, id: &EntityId) -> Option<usize> {
        self.index(id).map(NodeIndex::index)
    }

    /// The places of both ends of every edge among the nodes, in the order of the edges.
    pub fn links(&self) -> Vec<(usize, usize)> {
        self.graph.edge_references().map(|edge| (edge.source().index(), edge.target().index())).collect()
    }

    /// The entities called `name`: by id, exact name or alias; if none is, whatever the case.
    pub fn find(&self, name: &str) -> Vec<&Entity> {
        let called = |same: &dyn Fn(&str) -> bool| -> Vec<&Entity> {
            let entities = self.nodes().map(|node| &node.entity);
            entities
                .filter(|entity| {
                    same(&entity.name) || same(&entity.id.0) || entity.aliases.iter().any(|alias| same(alias))
                })
                .collect()
        };
        let exact = called(&|other| other == name);
        let folded = name.to_lowercase();
        if exact.is_empty() { called(&|other| other.to_lowercase() == folded) } else { exact }
    }

    /// A shortest way between two entities, whatever the direction of its edges (breadth first;
    /// of equal ways the one through the first entities and facts in order).
    pub fn path(&self, from: &EntityId, to: &EntityId) -> Option<Vec<Edge<'_>>> {
        let (start, goal) = (self.index(from)?, self.index(to)?);
        let mut reached: IndexMap<NodeIndex, Option<(NodeIndex, petgraph::graph::EdgeIndex)>> = IndexMap::new();
        reached.insert(start, None);
        let mut next = 0;
        while next < reached.len() && !reached.contains_key(&goal) {
            let here = *reached.get_index(next)?.0;
            for (other, edge) in self.steps(here) {
                reached.entry(other).or_insert(Some((here, edge)));
            }
            next += 1;
        }
        let mut way = Vec::new();
        let mut at = goal;
        while let Some((before, edge)) = *reached.get(&at)? {
            let (source, target) = self.graph.edge_endpoints(edge)?;
            way.push(self.edge(source, target, &self.graph[edge]));
            at = before;
        }
        way.reverse();
        Some(way)
    }

    /// The neighbours of a node with the edge that leads there, sorted by neighbour and edge.
    fn steps(&self, node: NodeIndex) -> Vec<(NodeIndex, petgraph::graph::EdgeIndex)> {
        let out = self.graph.edges(node).map(|edge| (edge.target(), edge.id()));
        let into =
            self.graph.edges_directed(node, petgraph::Direction::Incoming).map(|edge| (edge.source(), edge.id()));
        let mut steps: Vec<_> = out.chain(into).collect();
        steps.sort_unstable();
        steps
    }

    /// The part of the graph within `hops` edges of the entities `from`.
    #[must_use]
    pub fn neighbourhood(&self, from: &[EntityId], hops: usize) -> Self {
        let mut near: IndexMap<NodeIndex, usize> =
            from.iter().filter_map(|id| self.index(id)).map(|index| (index, 0)).collect();
        let mut next = 0;
        while let Some((&here, &distance)) = near.get_index(next) {
            if distance < hops {
                for (other, _) in self.steps(here) {
                    near.entry(other).or_insert(distance + 1);
                }
            }
            next += 1;
        }
        self.retain(|node| self.index(&node.entity.id).is_some_and(|index| near.contains_key(&index)), |_| true)
    }

    /// The part of the graph whose nodes and facts are wanted; a fact goes with either end.
    #[must_use]
    pub fn retain(&self, node: impl Fn(&Node) -> bool, fact: impl Fn(&Fact) -> bool) -> Self {
        let mut kept = Self { documents: self.documents.clone(), ..Self::default() };
        for old in self.nodes().filter(|old| node(old)) {
            let observations = old.observations.iter().filter(|found| fact(found)).cloned().collect();
            kept.graph.add_node(Node { entity: old.entity.clone(), observations });
        }
        for edge in self.edges().filter(|edge| fact(edge.fact)) {
            let ends = kept.index(&edge.source.id).zip(kept.index(&edge.target.id));
            if let Some((source, target)) = ends {
                kept.graph.add_edge(source, target, edge.fact.clone());
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {

    use crate::model::{EntityKind, Statement};

    use super::*;

    fn entity(id: &str) -> Entity {
        Entity {
            id: EntityId(id.into()),
            name: id.to_uppercase(),
            kind: EntityKind::Organization,
            aliases: Vec::new(),
            same_as: Vec::new(),
        }
    }

    fn said(subject: &str, object: &str, status: Status, document: &str, confidence: f64) -> Statement<EntityId> {
        Statement {
            subject: EntityId(subject.into()),
            relation: "acquires".into(),
            object: Some(EntityId(object.into())),
            value: None,
            time: None,
            status,
            attributes: Attributes::default(),
            confidence,
            evidence: Evidence { document: document.into(), start: 0, end: 1, text: "x".into() },
            extractor: "en:acquire-v".into(),
        }
    }

    fn graph(statements: Vec<Statement<EntityId>>) -> Graph {
        let entities = ["c", "b", "a", "d"].map(|id| (EntityId(id.into()), entity(id))).into_iter().collect();
        Graph::build(Resolved { documents: Vec::new(), entities, statements })
    }

    #[test]
    fn what_two_documents_say_is_one_fact_with_two_evidences() {
        let graph =
            graph(vec![said("a", "b", Status::Completed, "2", 0.5), said("a", "b", Status::Completed, "1", 0.9)]);
        let facts: Vec<_> = graph.edges().map(|edge| edge.fact).collect();
        assert_eq!(facts.len(), 1);
        assert_eq!(facts[0].evidence.iter().map(|evidence| &*evidence.document).collect::<Vec<_>>(), ["1", "2"]);
        assert!((facts[0].confidence - 0.9).abs() < 1e-9);
    }

    #[test]
    fn statuses_live_side_by_side() {
        let graph = graph(Status::ALL.map(|status| said("a", "b", status, "1", 0.5)).to_vec());
        assert_eq!(graph.edge_count(), 5);
    }

    #[test]
    fn the_order_of_the_input_leaves_no_trace() {
        let mut statements = vec![
            said("a", "b", Status::Completed, "1", 0.5),
            said("c", "a", Status::Planned, "1", 0.5),
            said("a", "c", Status::Completed, "2", 0.5),
        ];
        let one: Vec<_> = graph(statements.clone()).edges().map(|edge| format!("{edge:?}")).collect();
        statements.reverse();
        let other: Vec<_> = graph(statements).edges().map(|edge| format!("{edge:?}")).collect();
        assert_eq!(one, other);
    }

    #[test]
    fn a_path_ignores_direction_and_a_neighbourhood_ends_after_its_hops() {
        let graph = graph(vec![
            said("a", "b", Status::Completed, "1", 0.5),
            said("c", "b", Status::Completed, "1", 0.5),
            said("c", "d", Status::Completed, "1", 0.5),
        ]);
        let id = |id: &str| EntityId(id.into());
        assert_eq!(graph.path(&id("a"), &id("d")).map(|way| way.len()), Some(3));
        assert!(graph.path(&id("a"), &id("zz")).is_none());
        assert_eq!(graph.neighbourhood(&[id("a")], 1).node_count(), 2);
        assert_eq!(graph.neighbourhood(&[id("a")], 2).edge_count(), 2);
    }

    #[test]
    fn places_communities_and_ranks_are_the_same_every_time() {
        let ring = |names: [&str; 4]| {
            graph((0..4).map(|at| said(names[at], names[(at + 1) % 4], Status::Completed, "1", 0.5)).collect())
        };
        let (one, other) = (ring(["a", "b", "c", "d"]), ring(["c", "d", "a", "b"]));
        assert_eq!(layout(&one), layout(&other));
        assert_eq!(communities(&one), communities(&other));
        let ranks = page_rank(&one);
        assert_eq!(ranks, page_rank(&other));
        assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(ranks.iter().all(|rank| (rank - 0.25).abs() < 1e-9), "{ranks:?}");
    }

    #[test]
    fn whom_everyone_points_at_ranks_first() {
        let star = graph(["a", "b", "d"].map(|from| said(from, "c", Status::Completed, "1", 0.5)).to_vec());
        let ranks = page_rank(&star);
        let best = (0..4).max_by(|&a, &b| ranks[a].total_cmp(&ranks[b])).expect("four nodes");
        assert_eq!(star.position(&EntityId("c".into())), Some(best));
    }
}
