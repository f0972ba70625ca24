//! JSON-LD 1.1, compacted, with its context inside.
//!
//! Owns compaction against `context.json`, one object a resource and line, named graphs as objects with `@graph`.
//! Numbers are typed strings, so that no reader changes them.

use std::collections::HashMap;
use std::io::{self, Write};

use oxrdf::{GraphName, Literal, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

use crate::graph::Graph;
use crate::ontology::Ontology;
use crate::rdf;

use super::options::Options;

/// The context that every file carries; what a term means to a reader stands in the guide.
pub const CONTEXT: &str = include_str!("context.json");

const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
const BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";

pub(super) fn write(graph: &Graph, ontology: &Ontology, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let shared: Map<String, Value> = serde_json::from_str(CONTEXT).expect("the context is part of the program");
    let prefixes = rdf::prefixes(&options.base, options.profile);
    let own: Map<String, Value> = prefixes
        .iter()
        .filter(|(prefix, _)| !shared.contains_key(prefix))
        .map(|(prefix, namespace)| (prefix.clone(), json!(namespace)))
        .collect();
    let context = Context::new(&shared, &own);
    let both = serde_json::to_string_pretty(&json!([shared, own]))?;
    write!(out, "{{\n\"@context\": {both},\n\"@graph\": [")?;
    let mut within = GraphName::DefaultGraph;
    let mut first = true;
    let plan = rdf::Plan::new(graph, ontology, &options.base, options.profile, true);
    plan.give(0..plan.len(), |block| {
        let quads = &block.quads();
        if quads[0].graph_name != within {
            if within != GraphName::DefaultGraph {
                write!(out, "\n]}}")?;
            }
            within = quads[0].graph_name.clone();
            if let GraphName::NamedNode(node) = &within {
                let id = json!(context.reference(node.as_str()));
                write!(out, "{}\n{{\"@id\": {id}, \"@graph\": [", if first { "" } else { "," })?;
            }
            first = true;
        }
        let object = serde_json::to_string(&context.resource(quads))?;
        write!(out, "{}\n{object}", if first { "" } else { "," })?;
        first = false;
        Ok::<(), io::Error>(())
    })?;
    if within != GraphName::DefaultGraph {
        write!(out, "\n]}}")?;
    }
    writeln!(out, "\n]\n}}")
}

/// One object for the quads of one subject, compacted against [`CONTEXT`] alone.
pub fn compact(quads: &[Quad]) -> Value {
    static SHARED: std::sync::LazyLock<Context> = std::sync::LazyLock::new(|| {
        let shared = serde_json::from_str(CONTEXT).expect("the context is part of the program");
        Context::new(&shared, &Map::new())
    });
    SHARED.resource(quads)
}

/// A term of the context and what its values are taken for.
struct Entry {
    name: String,
    coercion: Option<String>,
}

/// The context, read backwards: from IRIs to terms.
struct Context {
    vocabulary: String,
    terms: HashMap<String, Entry>,
    prefixes: Vec<(String, String)>,
    names: Vec<String>,
}

impl Context {
    fn new(shared: &Map<String, Value>, own: &Map<String, Value>) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut prefixes: Vec<(String, String)> = Vec::new();
        let mut terms = HashMap::new();
        let expand = |prefixes: &[(String, String)], compact: &str| {
            let (prefix, local) = compact.split_once(':').unwrap_or(("", compact));
            let found = prefixes.iter().find(|(name, _)| name == prefix);
            found.map_or_else(|| compact.to_owned(), |(_, namespace)| format!("{namespace}{local}"))
        };
        for (name, value) in shared.iter().chain(own).filter(|(name, _)| !name.starts_with('@')) {
            match value {
                Value::String(iri) if iri.contains("://") => prefixes.push((name.clone(), iri.clone())),
                Value::String(compact) => {
                    terms.insert(expand(&prefixes, compact), Entry { name: name.clone(), coercion: None });
                }
                described => {
                    let coercion = expand(&prefixes, &text(&described["@type"]));
                    let entry = Entry { name: name.clone(), coercion: Some(coercion) };
                    terms.insert(expand(&prefixes, &text(&described["@id"])), entry);
                }
            }
        }
        let names = shared.keys().chain(own.keys()).cloned().collect();
        Self { vocabulary: text(&shared["@vocab"]), terms, prefixes, names }
    }

    /// One object for one subject: `@type`, then `@id`, then the rest, as streaming readers want.
    fn resource(&self, quads: &[Quad]) -> Value {
        let mut object = Map::new();
        for quad in quads.iter().filter(|quad| quad.predicate.as_str() == TYPE) {
            if let Term::NamedNode(class) = &quad.object {
                add(&mut object, "@type", json!(self.word(class.as_str())));
            }
        }
        let id = match &quads[0].subject {
            NamedOrBlankNode::NamedNode(node) => self.reference(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        object.insert("@id".to_owned(), json!(id));
        for quad in quads.iter().filter(|quad| quad.predicate.as_str() != TYPE) {
            let predicate = quad.predicate.as_str();
            match self.terms.get(predicate) {
                Some(entry) => add(&mut object, &entry.name, self.value(&quad.object, entry.coercion.as_deref())),
                None => add(&mut object, &self.word(predicate), self.value(&quad.object, None)),
            }
        }
        Value::Object(object)
    }

    fn value(&self, term: &Term, coercion: Option<&str>) -> Value {
        match term {
            Term::NamedNode(node) => match coercion {
                Some("@id") => json!(self.reference(node.as_str())),
                Some("@vocab") => json!(self.word(node.as_str())),
                _ => json!({ "@id": self.reference(node.as_str()) }),
            },
            Term::BlankNode(node) => json!({ "@id": node.to_string() }),
            Term::Literal(literal) => self.literal(literal, coercion),
        }
    }

    fn literal(&self, literal: &Literal, coercion: Option<&str>) -> Value {
        match (literal.language(), literal.datatype().as_str()) {
            (Some(tag), _) => json!({ "@language": tag, "@value": literal.value() }),
            (None, STRING) if coercion.is_none() => json!(literal.value()),
            (None, BOOLEAN) if coercion.is_none() && literal.value() == "true" => json!(true),
            (None, datatype) if coercion == Some(datatype) => json!(literal.value()),
            (None, datatype) => json!({ "@type": self.word(datatype), "@value": literal.value() }),
        }
    }

    /// An IRI where a reader looks for a term: a name of the vocabulary, a compact IRI, or the IRI.
    fn word(&self, iri: &str) -> String {
        match iri.strip_prefix(&self.vocabulary) {
            Some(local)
                if !local.is_empty() && !local.contains(':') && !self.names.iter().any(|name| name == local) =>
            {
                local.to_owned()
            }
            _ => self.reference(iri),
        }
    }

    /// An IRI where a reader looks for an IRI.
    fn reference(&self, iri: &str) -> String {
        let found = self.prefixes.iter().find_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace)?)));
        match found {
            Some((prefix, local)) if !local.is_empty() && !local.starts_with("//") => format!("{prefix}:{local}"),
            _ => iri.to_owned(),
        }
    }
}

/// Adds a value to those of a key.
fn add(object: &mut Map<String, Value>, key: &str, value: Value) {
    match object.get_mut(key) {
        None => {
            object.insert(key.to_owned(), value);
        }
        Some(Value::Array(list)) => list.push(value),
        Some(single) => *single = json!([single.take(), value]),
    }
}
