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
mod jsonld;
mod rdf;
mod xml;

use std::io::{self, Write};

use crate::graph::Graph;
use crate::ontology::Ontology;

pub use dot::svg;
pub use format::Format;

/// Writes `graph` in `format`. `base` is the base of the IRIs of RDF formats.
pub fn write(graph: &Graph, ontology: &Ontology, base: &str, format: Format, mut out: impl Write) -> io::Result<()> {
    match format {
        Format::Dot => dot::write(graph, &mut out),
        Format::Svg => svg(graph, &mut out),
        Format::GraphMl => graphml::write(graph, ontology, &mut out),
        Format::Gexf => gexf::write(graph, ontology, &mut out),
        Format::Csv => csv::write(graph, ontology, &mut out),
        Format::JsonLd => jsonld::write(&crate::rdf::quads(graph, ontology, base), &mut out),
        Format::Turtle | Format::NTriples | Format::NQuads | Format::TriG | Format::RdfXml => {
            rdf::write(crate::rdf::quads(graph, ontology, base), format, &mut out)
        }
    }?;
    out.flush()
}
