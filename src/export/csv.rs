//! The edges as CSV (RFC 4180), with the column names that Gephi and spreadsheets know.
//!
//! Owns quoting. Unary relations and metrics are rows with an empty target.

use std::io::{self, Write};

use crate::graph::{Edge, Graph};
use crate::ontology::Ontology;

use super::columns;

pub(super) fn write(graph: &Graph, ontology: &Ontology, out: &mut impl Write) -> io::Result<()> {
    let mut header = vec![
        "Source".to_owned(),
        "Target".to_owned(),
        "Type".to_owned(),
        "Id".to_owned(),
        "Label".to_owned(),
        "Weight".to_owned(),
        "source_name".to_owned(),
        "target_name".to_owned(),
    ];
    header.extend(columns::EDGE.iter().skip(1).map(|(name, _)| (*name).to_owned()));
    row(out, header.iter().map(String::as_str))?;
    for node in graph.nodes() {
        for fact in &node.observations {
            let edge = Edge { source: &node.entity, target: &node.entity, fact };
            line(out, &edge, ontology, false)?;
        }
    }
    for edge in graph.edges() {
        line(out, &edge, ontology, true)?;
    }
    Ok(())
}

fn line(out: &mut impl Write, edge: &Edge<'_>, ontology: &Ontology, two: bool) -> io::Result<()> {
    let target = |text: String| if two { text } else { String::new() };
    let mut cells = vec![
        columns::node_id(&edge.source.id),
        target(columns::node_id(&edge.target.id)),
        "Directed".to_owned(),
        columns::edge_id(edge.fact),
        edge.fact.relation.to_string(),
        edge.fact.evidence.len().to_string(),
        edge.source.name.clone(),
        target(edge.target.name.clone()),
    ];
    cells.extend(columns::edge(edge, ontology).into_iter().skip(1).map(Option::unwrap_or_default));
    row(out, cells.iter().map(String::as_str))
}

fn row<'c>(out: &mut impl Write, cells: impl Iterator<Item = &'c str>) -> io::Result<()> {
    let quoted: Vec<String> = cells
        .map(|cell| {
            let plain = !cell.contains([',', '"', '\n', '\r', '\'']) && cell.trim() == cell;
            if plain {
                cell.to_owned()
            } else {
                format!("\"{}\"", cell.replace('"', "\"\"").replace(['\n', '\r'], " "))
            }
        })
        .collect();
    write!(out, "{}\r\n", quoted.join(","))
}
