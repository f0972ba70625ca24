//! JSON-LD 1.1, compacted, with its context inside.
//!
//! Owns the context and the nesting: one object a resource, named graphs as objects with
//! `@graph`. Numbers are typed strings, so that no reader changes them.

use std::io::{self, Write};

use indexmap::IndexMap;
use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

pub(super) fn write(quads: &[Quad], out: &mut impl Write) -> io::Result<()> {
    let context: Map<String, Value> =
        crate::rdf::PREFIXES.iter().map(|(prefix, namespace)| ((*prefix).to_owned(), json!(namespace))).collect();
    let mut graphs: IndexMap<Option<String>, Vec<&Quad>> = IndexMap::new();
    graphs.insert(None, Vec::new());
    for quad in quads {
        let name = match &quad.graph_name {
            GraphName::NamedNode(node) => Some(node.as_str().to_owned()),
            GraphName::BlankNode(node) => Some(format!("_:{}", node.as_str())),
            GraphName::DefaultGraph => None,
        };
        graphs.entry(name).or_default().push(quad);
    }
    let mut objects = Vec::new();
    for (name, quads) in graphs {
        let inside = resources(&quads);
        match name {
            None => objects.extend(inside),
            Some(name) => objects.push(json!({ "@id": name, "@graph": inside })),
        }
    }
    serde_json::to_writer_pretty(&mut *out, &json!({ "@context": context, "@graph": objects }))?;
    writeln!(out)
}

/// One object for each subject, in order; `@id`, then `@type`, then the rest.
fn resources(quads: &[&Quad]) -> Vec<Value> {
    let mut found: IndexMap<String, Map<String, Value>> = IndexMap::new();
    for quad in quads {
        let subject = match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
            NamedOrBlankNode::BlankNode(node) => format!("_:{}", node.as_str()),
        };
        let object = found.entry(subject).or_default();
        let (key, value) = if quad.predicate.as_str() == TYPE {
            let class = match &quad.object {
                Term::NamedNode(node) => compact(node.as_str()),
                other => other.to_string(),
            };
            ("@type".to_owned(), json!(class))
        } else {
            (compact(quad.predicate.as_str()), term(&quad.object))
        };
        match object.get_mut(&key) {
            None => {
                object.insert(key, value);
            }
            Some(Value::Array(list)) => list.push(value),
            Some(single) => *single = json!([single.take(), value]),
        }
    }
    let ordered = |(id, mut rest): (String, Map<String, Value>)| {
        let mut object = Map::new();
        // Streaming readers want the type before the identifier and both before the rest.
        if let Some(class) = rest.shift_remove("@type") {
            object.insert("@type".to_owned(), class);
        }
        object.insert("@id".to_owned(), json!(id));
        object.extend(rest);
        Value::Object(object)
    };
    found.into_iter().map(ordered).collect()
}

fn term(term: &Term) -> Value {
    match term {
        Term::NamedNode(node) => json!({ "@id": node.as_str() }),
        Term::BlankNode(node) => json!({ "@id": format!("_:{}", node.as_str()) }),
        Term::Literal(literal) => match (literal.language(), literal.datatype().as_str()) {
            (Some(tag), _) => json!({ "@language": tag, "@value": literal.value() }),
            (None, STRING) => json!(literal.value()),
            (None, datatype) => json!({ "@type": compact(datatype), "@value": literal.value() }),
        },
    }
}

fn compact(iri: &str) -> String {
    let found =
        crate::rdf::PREFIXES.iter().find_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace)?)));
    match found {
        Some((prefix, local)) if !local.is_empty() && !local.starts_with("//") => format!("{prefix}:{local}"),
        _ => iri.to_owned(),
    }
}
