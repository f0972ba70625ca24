//! What nodes and edges carry in the formats of graph programs.
//!
//! Owns the columns: lower-case ASCII names that no reader gives a meaning of its own, one
//! type each. A missing value is left out.

use crate::graph::{Edge, Fact, Node};
use crate::model::statement::Attribute;
use crate::ontology::Ontology;

/// Type of a column, within what every reader knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Whole,
    Truth,
}

impl Kind {
    /// The name that GraphML and GEXF share, but for whole numbers.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "double",
            Self::Whole => "long",
            Self::Truth => "boolean",
        }
    }
}

/// The columns of nodes.
pub(super) const NODE: [(&str, Kind); 4] =
    [("entity_kind", Kind::Text), ("aliases", Kind::Text), ("same_as", Kind::Text), ("observations", Kind::Text)];

/// The columns of edges.
pub(super) const EDGE: [(&str, Kind); 18] = [
    ("edge_id", Kind::Text),
    ("relation", Kind::Text),
    ("status", Kind::Text),
    ("confidence", Kind::Number),
    ("sources", Kind::Whole),
    ("symmetric", Kind::Truth),
    ("amount", Kind::Number),
    ("unit", Kind::Text),
    ("bound", Kind::Text),
    ("start_said", Kind::Text),
    ("end_said", Kind::Text),
    ("role", Kind::Text),
    ("share", Kind::Number),
    ("document", Kind::Text),
    ("quote", Kind::Text),
    ("begin_index", Kind::Whole),
    ("end_index", Kind::Whole),
    ("extractor", Kind::Text),
];

/// The id of a node; the prefix keeps it apart from edges and from keywords.
pub(super) fn node_id(id: &crate::model::EntityId) -> String {
    format!("n:{id}")
}

/// The id of an edge.
pub(super) fn edge_id(fact: &Fact) -> String {
    format!("e:{}", fact.id)
}

/// The values of a node, in the order of [`NODE`].
pub(super) fn node(node: &Node) -> [Option<String>; 4] {
    let joined = |items: Vec<String>, by: &str| (!items.is_empty()).then(|| items.join(by));
    let entity = &node.entity;
    [
        Some(entity.kind.name().to_owned()),
        joined(entity.aliases.iter().cloned().collect(), "; "),
        joined(entity.same_as.iter().cloned().collect(), " "),
        joined(node.observations.iter().map(observation).collect(), "; "),
    ]
}

/// An observation in a line: *revenue 3 EUR (2024, planned) [document: quote]*.
fn observation(fact: &Fact) -> String {
    let mut text = fact.relation.to_string();
    if let Some(value) = &fact.value {
        text.push_str(&format!(" {} {}", value.number, value.unit));
    }
    let time = fact.time.as_ref().map(|time| time.start.to_string());
    let details: Vec<String> = time.into_iter().chain([fact.status.name().to_owned()]).collect();
    let evidence = &fact.evidence[0];
    format!("{text} ({}) [{}: {}]", details.join(", "), evidence.document, evidence.text)
}

/// The values of an edge, in the order of [`EDGE`].
pub(super) fn edge(edge: &Edge<'_>, ontology: &Ontology) -> [Option<String>; 18] {
    let fact = edge.fact;
    let text = |name: &str| match fact.attributes.get(name) {
        Some(Attribute::Text(text)) => Some(text.clone()),
        Some(Attribute::Number(number)) => Some(number.to_string()),
        None => None,
    };
    let value = fact.value.as_ref();
    let evidence = fact.evidence.first();
    [
        Some(edge_id(fact)),
        Some(fact.relation.to_string()),
        Some(fact.status.name().to_owned()),
        Some(fact.confidence.to_string()),
        Some(fact.evidence.len().to_string()),
        Some(ontology.relations.get(&fact.relation).is_some_and(|relation| relation.symmetric).to_string()),
        value.map(|value| value.number.to_string()),
        value.map(|value| value.unit.clone()),
        value.map(|value| value.bound.name().to_owned()),
        fact.time.as_ref().map(|time| time.start.to_string()),
        fact.time.as_ref().and_then(|time| time.end).map(|end| end.to_string()),
        text("role"),
        text("share"),
        evidence.map(|evidence| evidence.document.to_string()),
        evidence.map(|evidence| evidence.text.to_string()),
        evidence.map(|evidence| evidence.start.to_string()),
        evidence.map(|evidence| evidence.end.to_string()),
        Some(fact.extractor.to_string()),
    ]
}
