//! Shapes as their graph says them.
//!
//! Owns the vocabulary of SHACL Core: which terms a shape may use, what they take, and where shapes stand in others.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{NamedOrBlankNode, Quad, Term, Triple};

use super::Error;
use super::path;

pub(super) const SH: &str = "http://www.w3.org/ns/shacl#";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";

/// Terms that take part in no check of their own.
const SILENT: [&str; 17] = [
    "path",
    "targetNode",
    "targetClass",
    "targetSubjectsOf",
    "targetObjectsOf",
    "severity",
    "message",
    "deactivated",
    "name",
    "description",
    "order",
    "group",
    "defaultValue",
    "ignoredProperties",
    "flags",
    "qualifiedValueShapesDisjoint",
    "property",
];

/// Terms that make a check.
const CONSTRAINTS: [&str; 27] = [
    "class",
    "datatype",
    "nodeKind",
    "minCount",
    "maxCount",
    "minExclusive",
    "minInclusive",
    "maxExclusive",
    "maxInclusive",
    "minLength",
    "maxLength",
    "pattern",
    "languageIn",
    "uniqueLang",
    "equals",
    "disjoint",
    "lessThan",
    "lessThanOrEquals",
    "not",
    "and",
    "or",
    "xone",
    "node",
    "closed",
    "hasValue",
    "in",
    "qualifiedValueShape",
];

/// The triples of a shapes graph by subject.
#[derive(Debug, Default)]
pub(super) struct Facts(BTreeMap<String, Vec<(String, Term)>>);

impl Facts {
    fn read(quads: Vec<Quad>) -> Self {
        let mut facts = Self::default();
        for quad in quads {
            let entry = facts.0.entry(quad.subject.to_string()).or_default();
            let fact = (quad.predicate.into_string(), quad.object);
            if !entry.contains(&fact) {
                entry.push(fact);
            }
        }
        facts
    }

    /// What is said of a node.
    pub(super) fn of(&self, node: &NamedOrBlankNode) -> &[(String, Term)] {
        self.0.get(&node.to_string()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn one(&self, node: &NamedOrBlankNode, predicate: &str) -> Option<&Term> {
        self.of(node).iter().find(|(found, _)| found == predicate).map(|(_, object)| object)
    }

    pub(super) fn all(&self, node: &NamedOrBlankNode, predicate: &str) -> Vec<&Term> {
        self.of(node).iter().filter(|(found, _)| found == predicate).map(|(_, object)| object).collect()
    }

    /// The members of a list; nothing when the node is no list.
    pub(super) fn list(&self, node: &Term) -> Option<Vec<Term>> {
        let (mut at, mut members) = (node.clone(), Vec::new());
        loop {
            let node: NamedOrBlankNode = match &at {
                Term::NamedNode(node) if node.as_str() == format!("{RDF}nil") => return Some(members),
                Term::NamedNode(node) => node.clone().into(),
                Term::BlankNode(node) => node.clone().into(),
                Term::Literal(_) => return None,
            };
            members.push(self.one(&node, &format!("{RDF}first"))?.clone());
            at = self.one(&node, &format!("{RDF}rest"))?.clone();
            if members.len() > 100_000 {
                return None;
            }
        }
    }
}

/// A shape.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) node: NamedOrBlankNode,
    /// The path as SPARQL, and as its graph has it.
    pub(super) path: Option<(String, Term)>,
    /// Patterns that bind `?x` to the focus nodes.
    pub(super) targets: Vec<String>,
    /// What it asks: (term of SHACL without its namespace, what it takes).
    pub(super) constraints: Vec<(String, Term)>,
    /// The property shapes that its value nodes have to fit.
    pub(super) properties: Vec<Term>,
    pub(super) severity: String,
    pub(super) messages: Vec<Term>,
    pub(super) deactivated: bool,
}

/// A graph of shapes.
#[derive(Debug)]
pub(super) struct Graph {
    pub(super) facts: Facts,
    pub(super) shapes: BTreeMap<String, Shape>,
}

impl Graph {
    /// Finds the shapes of a graph and reads them.
    pub(super) fn read(quads: Vec<Quad>) -> Result<Self, Error> {
        let facts = Facts::read(quads);
        let mut graph = Self { facts, shapes: BTreeMap::new() };
        for node in graph.roots() {
            graph.add(&node)?;
        }
        Ok(graph)
    }

    pub(super) fn shape(&self, node: &Term) -> Option<&Shape> {
        self.shapes.get(&node.to_string())
    }

    /// The nodes that are shapes whatever points at them.
    fn roots(&self) -> Vec<NamedOrBlankNode> {
        let targets =
            ["targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf"].map(|name| format!("{SH}{name}"));
        let mut found = Vec::new();
        for (key, facts) in &self.facts.0 {
            let typed = facts.iter().any(|(predicate, object)| {
                let shape = |name: &str| object.to_string() == format!("<{SH}{name}>");
                predicate == &format!("{RDF}type") && (shape("NodeShape") || shape("PropertyShape"))
            });
            if typed || facts.iter().any(|(predicate, _)| targets.contains(predicate)) {
                found.push(node(key));
            }
        }
        found
    }

    fn add(&mut self, node: &NamedOrBlankNode) -> Result<(), Error> {
        let name = node.to_string();
        if self.shapes.contains_key(&name) {
            return Ok(());
        }
        let shape = self.parse(node)?;
        let mut inner: Vec<Term> = shape.properties.clone();
        for (term, value) in &shape.constraints {
            match term.as_str() {
                "not" | "node" | "qualifiedValueShape" => inner.push(value.clone()),
                "and" | "or" | "xone" => inner.extend(self.members(&name, term, value)?),
                _ => {}
            }
        }
        self.shapes.insert(name.clone(), shape);
        for term in inner {
            let node: NamedOrBlankNode = match term {
                Term::NamedNode(node) => node.into(),
                Term::BlankNode(node) => node.into(),
                Term::Literal(_) => return Err(malformed(&name, "a literal stands where a shape is wanted")),
            };
            self.add(&node)?;
        }
        Ok(())
    }

    /// The members of the list that a constraint takes.
    pub(super) fn members(&self, shape: &str, term: &str, list: &Term) -> Result<Vec<Term>, Error> {
        self.facts.list(list).ok_or_else(|| malformed(shape, &format!("sh:{term} takes a list")))
    }

    fn parse(&self, node: &NamedOrBlankNode) -> Result<Shape, Error> {
        let name = node.to_string();
        let mut shape = Shape {
            node: node.clone(),
            path: None,
            targets: self.targets(node),
            constraints: Vec::new(),
            properties: Vec::new(),
            severity: format!("{SH}Violation"),
            messages: Vec::new(),
            deactivated: false,
        };
        for (predicate, object) in self.facts.of(node) {
            let Some(term) = predicate.strip_prefix(SH) else { continue };
            match term {
                "path" if shape.path.is_some() => return Err(malformed(&name, "it has two paths")),
                "path" => shape.path = Some((path::sparql(&self.facts, object, &name)?, object.clone())),
                "property" => shape.properties.push(object.clone()),
                "severity" => object.to_string().trim_matches(['<', '>']).clone_into(&mut shape.severity),
                "message" => shape.messages.push(object.clone()),
                "deactivated" => shape.deactivated = truth(object),
                // Both belong to a qualified shape.
                "qualifiedMinCount" | "qualifiedMaxCount" => {}
                _ if SILENT.contains(&term) => {}
                _ if CONSTRAINTS.contains(&term) => shape.constraints.push((term.to_owned(), object.clone())),
                _ => {
                    let why = "it is not SHACL Core".to_owned();
                    return Err(Error::Unsupported { shape: name, term: format!("sh:{term}"), why });
                }
            }
        }
        shape.constraints.sort_by(|a, b| (&a.0, a.1.to_string()).cmp(&(&b.0, b.1.to_string())));
        shape.properties.sort_by_key(ToString::to_string);
        Ok(shape)
    }

    fn targets(&self, shape: &NamedOrBlankNode) -> Vec<String> {
        let is_a = format!("<{RDF}type>/<{RDFS}subClassOf>*");
        let mut found = Vec::new();
        for (predicate, object) in self.facts.of(shape) {
            match predicate.strip_prefix(SH) {
                Some("targetNode") => found.push(format!("VALUES ?x {{ {} }}", named(object))),
                Some("targetClass") => found.push(format!("?x {is_a} {object} .")),
                Some("targetSubjectsOf") => found.push(format!("?x {object} ?any .")),
                Some("targetObjectsOf") => found.push(format!("?any {object} ?x .")),
                _ => {}
            }
        }
        // A shape that is a class is about its instances.
        if self
            .facts
            .all(shape, &format!("{RDF}type"))
            .iter()
            .any(|class| class.to_string() == format!("<{RDFS}Class>"))
        {
            found.push(format!("?x {is_a} {shape} ."));
        }
        found
    }

    /// The blank nodes that paths of this graph are made of, for reports that name them.
    pub(super) fn structures(&self) -> Vec<Triple> {
        let mut seen = BTreeSet::new();
        let paths = self.shapes.values().filter_map(|shape| shape.path.as_ref());
        let mut open: Vec<Term> = paths.map(|(_, path)| path.clone()).collect();
        let mut found = Vec::new();
        while let Some(term) = open.pop() {
            let Term::BlankNode(node) = term else { continue };
            if !seen.insert(node.to_string()) {
                continue;
            }
            for (predicate, object) in self.facts.of(&node.clone().into()) {
                let predicate = oxrdf::NamedNode::new_unchecked(predicate);
                found.push(Triple::new(node.clone(), predicate, object.clone()));
                open.push(object.clone());
            }
        }
        found
    }
}

/// A node from its text.
fn node(text: &str) -> NamedOrBlankNode {
    match text.strip_prefix("_:") {
        Some(label) => oxrdf::BlankNode::new_unchecked(label).into(),
        None => oxrdf::NamedNode::new_unchecked(text.trim_matches(['<', '>'])).into(),
    }
}

/// A term in a question. A blank node has no name there; one of a file under check was given one (see `BLANK`).
pub(super) fn named(term: &Term) -> String {
    match term {
        Term::BlankNode(node) => format!("<{}{}>", super::translate::BLANK, node.as_str()),
        other => other.to_string(),
    }
}

pub(super) fn truth(term: &Term) -> bool {
    matches!(term, Term::Literal(literal) if matches!(literal.value(), "true" | "1"))
}

pub(super) fn malformed(shape: &str, why: &str) -> Error {
    Error::Malformed { shape: shape.to_owned(), why: why.to_owned() }
}
