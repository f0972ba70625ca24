//! GraphML, for Gephi, yEd, Cytoscape, igraph and NetworkX.
//!
//! Owns its elements. Keys are declared before use, with types that every reader knows.

use std::io::{self, Write};

use crate::graph::Graph;
use crate::ontology::Ontology;

use super::columns::{self, Kind};
use super::xml::escaped;

pub(super) fn write(graph: &Graph, ontology: &Ontology, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
    )?;
    key(out, "nl", "node", "label", Kind::Text)?;
    key(out, "nn", "node", "name", Kind::Text)?;
    for (number, (name, kind)) in columns::NODE.iter().enumerate() {
        key(out, &format!("n{number}"), "node", name, *kind)?;
    }
    key(out, "el", "edge", "label", Kind::Text)?;
    key(out, "ew", "edge", "weight", Kind::Number)?;
    for (number, (name, kind)) in columns::EDGE.iter().enumerate() {
        key(out, &format!("e{number}"), "edge", name, *kind)?;
    }
    writeln!(out, "  <graph id=\"relata\" edgedefault=\"directed\">")?;
    for node in graph.nodes() {
        writeln!(out, "    <node id=\"{}\">", escaped(&columns::node_id(&node.entity.id)))?;
        data(out, "nl", &node.entity.name)?;
        data(out, "nn", &node.entity.name)?;
        for (number, value) in columns::node(node).iter().enumerate() {
            if let Some(value) = value {
                data(out, &format!("n{number}"), value)?;
            }
        }
        writeln!(out, "    </node>")?;
    }
    for edge in graph.edges() {
        let (source, target) = (columns::node_id(&edge.source.id), columns::node_id(&edge.target.id));
        let id = columns::edge_id(edge.fact);
        writeln!(
            out,
            "    <edge id=\"{}\" source=\"{}\" target=\"{}\">",
            escaped(&id),
            escaped(&source),
            escaped(&target)
        )?;
        data(out, "el", &edge.fact.relation)?;
        data(out, "ew", &edge.fact.evidence.len().to_string())?;
        for (number, value) in columns::edge(&edge, ontology).iter().enumerate() {
            if let Some(value) = value {
                data(out, &format!("e{number}"), value)?;
            }
        }
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn key(out: &mut impl Write, id: &str, of: &str, name: &str, kind: Kind) -> io::Result<()> {
    writeln!(out, "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{}\"/>", kind.name())
}

fn data(out: &mut impl Write, key: &str, value: &str) -> io::Result<()> {
    writeln!(out, "      <data key=\"{key}\">{}</data>", escaped(value))
}
