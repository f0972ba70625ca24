//! The bytes of every format.
//!
//! Owns the list of formats and the one `match` over them. Takes a graph and a writer;
//! knows nothing of files. Every edge of every format carries status, evidence and words.

mod columns;
mod csv;
mod dot;
mod format;
mod gexf;
mod graphml;
mod html;
mod json;
mod jsonld;
mod kgtk;
mod options;
mod pages;
mod palette;
mod rdf;
mod rows;
mod spells;
mod text;
mod turtle;
mod xml;

use std::io::{self, Write};

use crate::graph::Graph;
use crate::ontology::Ontology;

pub use format::{Format, PAIRS};
pub use html::LIBRARY as CYTOSCAPE;
pub use jsonld::{CONTEXT, compact};
pub use options::{Cluster, Engine, Metrics, Options, Profile};

use graphml::Reader;
use rows::Rows;

/// Writes `graph` in `format`.
///
/// Fails when `out` does, and for drawings when Graphviz is missing or the graph too large for it.
pub fn write(
    graph: &Graph,
    ontology: &Ontology,
    options: &Options,
    format: Format,
    mut out: impl Write,
) -> io::Result<()> {
    let rows = || Rows::new(graph, ontology, options);
    match format {
        Format::Html => {
            // Readers want every statement, and places for however many nodes there are.
            let options = Options { merge: false, metrics: Metrics::Text, measures: Some(true), ..options.clone() };
            html::write(&Rows::new(graph, ontology, &options), &options.title, &mut out)
        }
        Format::Dot => dot::write(&rows(), options, &mut out),
        Format::Svg => dot::draw(&rows(), options, dot::Picture::Svg, &mut out),
        Format::Png => dot::draw(&rows(), options, dot::Picture::Png, &mut out),
        Format::Pdf => dot::draw(&rows(), options, dot::Picture::Pdf, &mut out),
        Format::GraphMl => graphml::write(&rows(), Reader::Any, &mut out),
        Format::Yed => graphml::write(&rows(), Reader::Yed, &mut out),
        Format::Gexf => gexf::write(&rows(), &mut out),
        Format::Csv => {
            // Every statement is a row, figures too.
            let options = Options { metrics: Metrics::Nodes, measures: Some(false), ..options.clone() };
            csv::spreadsheet(&Rows::new(graph, ontology, &options), options.bom, &mut out)
        }
        Format::GephiNodes => csv::gephi_nodes(&rows(), &mut out),
        Format::GephiEdges => csv::gephi_edges(&rows(), &mut out),
        Format::Neo4jNodes => csv::neo4j_nodes(&rows(), &mut out),
        Format::Neo4jRelationships => csv::neo4j_relationships(&rows(), &mut out),
        Format::Kgtk => kgtk::write(graph, &mut out),
        Format::Graphology => json::graphology(&rows(), &mut out),
        Format::Cytoscape => json::cytoscape(&rows(), &options.title, &mut out),
        Format::JsonLd => jsonld::write(graph, ontology, options, &mut out),
        Format::Turtle | Format::NTriples | Format::NQuads | Format::TriG | Format::RdfXml => {
            rdf::write(graph, ontology, options, format, &mut out)
        }
    }?;
    out.flush()
}
