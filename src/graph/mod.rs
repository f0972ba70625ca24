//! The graph: entities, and what is said between them.
//!
//! Owns merging, order, paths and neighbourhoods; the only room that names petgraph.
//! Takes what `resolve` made; knows nothing of RDF or of formats.

mod changes;
mod layout;
mod links;
mod measures;
mod quadtree;
mod view;

use std::sync::Arc;

use indexmap::IndexMap;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use sha2::{Digest, Sha256};

pub use changes::{Changes, Said, Support, changes};
pub use links::Exclusive;

use crate::model::statement::Attribute;
use crate::model::{Date, DocumentInfo, Entity, EntityId, Evidence, Period, Quantity, Resolved, Statement, Status};

pub use layout::{Point, components, layout};
pub use measures::{communities, page_rank};
pub use view::View;

/// Something said, by one document or by several.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Sixteen lower-case hexadecimal digits of the SHA-256 of what it says.
    pub id: String,
    /// Local name of its relation or metric.
    pub relation: Arc<str>,
    /// The amount or figure.
    pub value: Option<Quantity>,
    /// When it holds or happens.
    pub time: Option<Period>,
    /// Whether it is a fact.
    pub status: Status,
    /// Role, share, counted noun, law; sorted by name.
    pub attributes: IndexMap<String, Attribute>,
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
    /// Ids of facts that cannot hold together with this one, sorted.
    pub contradicts: Vec<String>,
    /// Ids of facts of which this one says what became, sorted.
    pub supersedes: Vec<String>,
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
    graph: DiGraph<Node, Fact>,
    by_id: IndexMap<EntityId, NodeIndex>,
}

impl Graph {
    /// The graph of what was said: one fact for each thing said, with all its evidence.
    pub fn build(resolved: Resolved) -> Self {
        let mut facts: IndexMap<(EntityId, Arc<str>, Option<EntityId>, String), Fact> = IndexMap::new();
        for statement in resolved.statements {
            let id = identify(&statement);
            let key = (statement.subject.clone(), statement.relation.clone(), statement.object.clone(), id.clone());
            merge(facts.entry(key), id, statement);
        }
        facts.sort_unstable_keys();
        let dates: IndexMap<String, Date> =
            resolved.documents.iter().filter_map(|document| Some((document.name.clone(), document.date?))).collect();
        let mut graph = Self { documents: resolved.documents, ..Self::default() };
        graph.documents.sort_by(|a, b| (&a.name, &a.hash).cmp(&(&b.name, &b.hash)));
        let mut entities: Vec<Entity> = resolved.entities.into_values().collect();
        entities.sort_by(|a, b| a.id.cmp(&b.id));
        for entity in entities {
            graph.add(Node { entity, observations: Vec::new() });
        }
        for ((subject, _, object, _), mut fact) in facts {
            fact.evidence.sort_unstable();
            fact.evidence.dedup();
            let dates = fact.evidence.iter().filter_map(|evidence| dates.get(&*evidence.document).copied());
            fact.first_seen = dates.clone().min_by_key(|date| date.days());
            fact.last_seen = dates.max_by_key(|date| date.days());
            let Some(&source) = graph.by_id.get(&subject) else { continue };
            match object.map(|object| graph.by_id.get(&object).copied()) {
                Some(Some(target)) => {
                    graph.graph.add_edge(source, target, fact);
                }
                Some(None) => {}
                None => graph.graph[source].observations.push(fact),
            }
        }
        graph
    }

    fn add(&mut self, node: Node) {
        let id = node.entity.id.clone();
        let index = self.graph.add_node(node);
        self.by_id.insert(id, index);
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
        self.by_id.get(id).map(|&index| &self.graph[index])
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
        self.by_id.get(id).map(|index| index.index())
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
        let (&start, &goal) = (self.by_id.get(from)?, self.by_id.get(to)?);
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
            from.iter().filter_map(|id| self.by_id.get(id)).map(|&index| (index, 0)).collect();
        let mut next = 0;
        while let Some((&here, &distance)) = near.get_index(next) {
            if distance < hops {
                for (other, _) in self.steps(here) {
                    near.entry(other).or_insert(distance + 1);
                }
            }
            next += 1;
        }
        self.retain(|node| self.by_id.get(&node.entity.id).is_some_and(|index| near.contains_key(index)), |_| true)
    }

    /// The part of the graph whose nodes and facts are wanted; a fact goes with either end.
    #[must_use]
    pub fn retain(&self, node: impl Fn(&Node) -> bool, fact: impl Fn(&Fact) -> bool) -> Self {
        let mut kept = Self { documents: self.documents.clone(), ..Self::default() };
        for old in self.nodes().filter(|old| node(old)) {
            let observations = old.observations.iter().filter(|found| fact(found)).cloned().collect();
            kept.add(Node { entity: old.entity.clone(), observations });
        }
        for edge in self.edges().filter(|edge| fact(edge.fact)) {
            let ends = kept.by_id.get(&edge.source.id).zip(kept.by_id.get(&edge.target.id));
            if let Some((&source, &target)) = ends {
                kept.graph.add_edge(source, target, edge.fact.clone());
            }
        }
        kept
    }
}

fn merge(
    slot: indexmap::map::Entry<'_, (EntityId, Arc<str>, Option<EntityId>, String), Fact>,
    id: String,
    statement: Statement<EntityId>,
) {
    let fact = slot.or_insert_with(|| Fact {
        id,
        relation: statement.relation.clone(),
        value: statement.value.clone(),
        time: statement.time.clone(),
        status: statement.status,
        attributes: statement.attributes.clone(),
        confidence: statement.confidence,
        extractor: statement.extractor.clone(),
        evidence: Vec::new(),
        first_seen: None,
        last_seen: None,
        contradicts: Vec::new(),
        supersedes: Vec::new(),
    });
    // The surest statement speaks for all; of equals, the first by entry and words.
    let surer = statement.confidence > fact.confidence
        || (statement.confidence - fact.confidence).abs() < f64::EPSILON && words(&statement) < spoken(fact);
    if surer {
        fact.confidence = statement.confidence;
        fact.extractor = statement.extractor;
        fact.value = statement.value;
        fact.time = statement.time;
    }
    fact.evidence.push(statement.evidence);
}

type Words<'w> = (&'w str, Option<&'w str>, Option<&'w str>);

fn words(statement: &Statement<EntityId>) -> Words<'_> {
    let value = statement.value.as_ref().and_then(|value| value.text.as_deref());
    (&statement.extractor, value, statement.time.as_ref().and_then(|time| time.text.as_deref()))
}

fn spoken(fact: &Fact) -> Words<'_> {
    let value = fact.value.as_ref().and_then(|value| value.text.as_deref());
    (&fact.extractor, value, fact.time.as_ref().and_then(|time| time.text.as_deref()))
}

/// A digest of what a statement says, its words and evidence left out.
fn identify(statement: &Statement<EntityId>) -> String {
    let mut parts = vec![statement.subject.to_string(), statement.relation.to_string()];
    parts.push(statement.object.as_ref().map(ToString::to_string).unwrap_or_default());
    parts.push(statement.status.name().to_owned());
    parts.push(
        statement
            .value
            .as_ref()
            .map_or_else(String::new, |value| format!("{} {} {}", value.number, value.unit, value.bound.name())),
    );
    parts.push(statement.time.as_ref().map_or_else(String::new, |time| {
        format!("{}/{}", time.start, time.end.map(|end| end.to_string()).unwrap_or_default())
    }));
    for (name, value) in &statement.attributes {
        parts.push(match value {
            Attribute::Text(text) => format!("{name}={text}"),
            Attribute::Number(number) => format!("{name}={number}"),
        });
    }
    let digest = Sha256::digest(parts.join("\u{1F}").as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use indexmap::IndexSet;

    use crate::model::EntityKind;

    use super::*;

    fn entity(id: &str) -> Entity {
        Entity {
            id: EntityId(id.into()),
            name: id.to_uppercase(),
            kind: EntityKind::Organization,
            aliases: IndexSet::new(),
            same_as: IndexSet::new(),
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
            attributes: IndexMap::new(),
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
