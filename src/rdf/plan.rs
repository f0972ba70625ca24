//! What will be said of a graph, in which order.
//!
//! Owns the items of a file: one for each entity, each statement and each document. An item can be said by itself, so
//! that many can be said at once and their texts put in a row.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use rayon::prelude::*;

use crate::graph::{Fact, FactId, Graph, Node};
use crate::model::{DocumentInfo, Entity, Evidence};
use crate::ontology::Ontology;

use super::blocks::{Block, Blocks};
use super::iri::encoded;
use super::{Namer, Profile, full, wikibase};

/// A fact with those it is said of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'g> {
    pub(super) source: &'g Entity,
    pub(super) target: Option<&'g Entity>,
    pub(super) fact: &'g Fact,
}

/// What one document says.
pub(super) struct Source<'g> {
    /// Its name as it stands in IRIs.
    pub(super) name: Cow<'g, str>,
    pub(super) info: Option<&'g DocumentInfo>,
    /// Which statements it supports, sorted by their ids, and where.
    pub(super) supports: Vec<(&'g Fact, &'g Evidence)>,
}

impl<'g> Source<'g> {
    /// Its stretches of text, sorted, each once.
    pub(super) fn stretches(&self) -> Vec<&'g Evidence> {
        let mut found: Vec<&Evidence> = self.supports.iter().map(|(_, evidence)| *evidence).collect();
        found.sort_unstable_by(|a, b| (a.start, a.end, &a.text).cmp(&(b.start, b.end, &b.text)));
        found.dedup();
        found
    }
}

/// A graph, ready to be said in RDF.
pub struct Plan<'g> {
    pub(super) ontology: &'g Ontology,
    pub(super) namer: Namer,
    pub(super) profile: Profile,
    /// Whether evidence stands in the graph of its document.
    pub(super) named: bool,
    pub(super) nodes: Vec<&'g Node>,
    /// All facts, node by node: first those of it alone, then its edges.
    told: Vec<Told<'g>>,
    /// Where the facts of each node begin, and the end.
    starts: Vec<usize>,
    /// The facts in the order in which statements are said: by id, in Wikibase's shape by source and relation.
    order: Vec<u32>,
    pub(super) sources: Vec<Source<'g>>,
    /// Stretches of text, which in Wikibase's shape are items of their own.
    pub(super) references: Vec<&'g Evidence>,
}

impl<'g> Plan<'g> {
    /// What will be said of `graph` in a profile. With `named`, evidence stands in the graph of its document, after
    /// everything else.
    pub fn new(graph: &'g Graph, ontology: &'g Ontology, base: &str, profile: Profile, named: bool) -> Self {
        let (told, starts) = by_source(graph);
        let mut ids: Vec<(FactId, u32)> = told.iter().zip(0..).map(|(told, at)| (told.fact.id, at)).collect();
        ids.par_sort_unstable();
        let mut order: Vec<u32> = ids.into_iter().map(|(_, at)| at).collect();
        let fact = |at: u32| told[at as usize].fact;
        let sources = if profile == Profile::Full { sources(graph, &told, &order) } else { Vec::new() };
        let mut references = Vec::new();
        match profile {
            Profile::Full => {}
            Profile::Simple => order.clear(),
            Profile::Wikibase => {
                // Node by node, as facts stand; a stable sort keeps those of one relation in the order of their ids.
                let mut place = vec![0; told.len()];
                starts.windows(2).enumerate().for_each(|(node, bounds)| place[bounds[0]..bounds[1]].fill(node));
                order.sort_by(|&a, &b| {
                    (place[a as usize], &fact(a).relation).cmp(&(place[b as usize], &fact(b).relation))
                });
                let all: BTreeSet<&Evidence> = told.iter().flat_map(|told| &told.fact.evidence).collect();
                references = all.into_iter().collect();
            }
        }
        let nodes = graph.nodes().collect();
        Self { ontology, namer: Namer::new(base), profile, named, nodes, told, starts, order, sources, references }
    }

    /// The items in stretches that take about the same room: some hundreds of kilobytes.
    pub fn stretches(&self) -> Vec<Range<usize>> {
        /// Facts and stretches of text that stand together.
        const TOGETHER: usize = 256;

        let mut found = Vec::new();
        let (mut from, mut weight) = (0, 0);
        for item in 0..self.len() {
            weight += match self.item(item) {
                Item::Node(node) => 1 + self.facts_of(node).len() / 4,
                Item::Statement(_) | Item::Reference(_) => 1,
                Item::Source(source) => 1 + 2 * source.supports.len(),
            };
            if weight >= TOGETHER {
                found.push(from..item + 1);
                (from, weight) = (item + 1, 0);
            }
        }
        found.extend(Some(from..self.len()).filter(|rest| !rest.is_empty()));
        found
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.nodes.len() + self.order.len() + self.sources.len() + self.references.len()
    }

    /// Whether nothing will be said.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives what some of the items say, resource by resource: every block has what is said of one subject in one graph,
    /// and no subject comes twice in one graph.
    pub fn give<E>(&self, items: Range<usize>, give: impl FnMut(&Block<'_>) -> Result<(), E>) -> Result<(), E> {
        let mut blocks = Blocks::new(self, give);
        for item in items {
            match self.profile {
                Profile::Full => full::say(&mut blocks, item)?,
                Profile::Simple => full::say_simply(&mut blocks, item)?,
                Profile::Wikibase => wikibase::say(&mut blocks, item)?,
            }
        }
        Ok(())
    }

    /// The facts of which a node is the source.
    pub(super) fn facts_of(&self, node: usize) -> &[Told<'g>] {
        &self.told[self.starts[node]..self.starts[node + 1]]
    }

    /// All facts in the order in which statements are said.
    pub(super) fn statements(&self) -> impl Iterator<Item = &Told<'g>> {
        self.order.iter().map(|&at| &self.told[at as usize])
    }

    /// The facts of a node in the order in which statements are said, in Wikibase's shape.
    pub(super) fn ordered(&self, node: usize) -> impl Iterator<Item = &Told<'g>> {
        self.order[self.starts[node]..self.starts[node + 1]].iter().map(|&at| &self.told[at as usize])
    }

    /// What an item stands for.
    pub(super) fn item(&self, item: usize) -> Item<'_, 'g> {
        let Some(statement) = item.checked_sub(self.nodes.len()) else { return Item::Node(item) };
        let Some(source) = statement.checked_sub(self.order.len()) else {
            return Item::Statement(&self.told[self.order[statement] as usize]);
        };
        match source.checked_sub(self.sources.len()) {
            None => Item::Source(&self.sources[source]),
            Some(reference) => Item::Reference(self.references[reference]),
        }
    }
}

/// What is said together.
pub(super) enum Item<'p, 'g> {
    Node(usize),
    Statement(&'p Told<'g>),
    Source(&'p Source<'g>),
    Reference(&'g Evidence),
}

/// All facts node by node, and where those of each node begin.
fn by_source(graph: &Graph) -> (Vec<Told<'_>>, Vec<usize>) {
    let mut told = Vec::with_capacity(graph.edge_count());
    let mut starts = Vec::with_capacity(graph.node_count() + 1);
    let mut edges = graph.edges().peekable();
    for node in graph.nodes() {
        let source = &node.entity;
        starts.push(told.len());
        told.extend(node.observations.iter().map(|fact| Told { source, target: None, fact }));
        // Edges come sorted by source, like the nodes.
        while let Some(edge) = edges.next_if(|edge| edge.source.id == source.id) {
            told.push(Told { source, target: Some(edge.target), fact: edge.fact });
        }
    }
    starts.push(told.len());
    (told, starts)
}

/// What each document says, sorted by name.
fn sources<'g>(graph: &'g Graph, told: &[Told<'g>], order: &[u32]) -> Vec<Source<'g>> {
    let mut found: Vec<(&str, Source<'g>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut place = |name: &'g str, found: &mut Vec<(&'g str, Source<'g>)>| {
        *places.entry(name).or_insert_with(|| {
            found.push((name, Source { name: encoded(name), info: None, supports: Vec::new() }));
            found.len() - 1
        })
    };
    for info in graph.documents() {
        let at = place(&info.name, &mut found);
        found[at].1.info = Some(info);
    }
    for &at in order {
        let fact = told[at as usize].fact;
        for evidence in &fact.evidence {
            let at = place(&evidence.document, &mut found);
            found[at].1.supports.push((fact, evidence));
        }
    }
    found.sort_unstable_by_key(|(name, _)| *name);
    found.into_iter().map(|(_, source)| source).collect()
}
