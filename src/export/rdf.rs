//! Turtle, N-Triples, N-Quads, TriG and RDF/XML, through oxrdfio.
//!
//! Owns the order in which quads reach a streaming writer, and what becomes of named graphs
//! in formats that have none: their triples join the others.

use std::io::{self, Write};

use oxrdf::{GraphName, Quad};
use oxrdfio::{RdfFormat, RdfSerializer};

use super::Format;

pub(super) fn write(mut quads: Vec<Quad>, format: Format, out: &mut impl Write) -> io::Result<()> {
    let syntax = match format {
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::TriG => RdfFormat::TriG,
        Format::RdfXml => RdfFormat::RdfXml,
        _ => RdfFormat::Turtle,
    };
    if !syntax.supports_datasets() {
        quads.iter_mut().for_each(|quad| quad.graph_name = GraphName::DefaultGraph);
        quads
            .sort_by_cached_key(|quad| (quad.subject.to_string(), quad.predicate.to_string(), quad.object.to_string()));
        quads.dedup();
    }
    let mut serializer = RdfSerializer::from_format(syntax);
    if matches!(syntax, RdfFormat::Turtle | RdfFormat::TriG | RdfFormat::RdfXml) {
        for (prefix, namespace) in crate::rdf::PREFIXES {
            serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
        }
    }
    let mut writer = serializer.for_writer(out);
    for quad in &quads {
        writer.serialize_quad(quad)?;
    }
    writer.finish().map(|_| ())
}
