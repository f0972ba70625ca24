//! Turtle, N-Triples, N-Quads, TriG and RDF/XML.
//!
//! Owns what becomes of named graphs in formats that have none: their triples stand with their subjects.
//! Resources are written as they come, so that a file of any size needs no memory.

use std::io::{self, Write};

use oxrdf::{Literal, Quad, Term};
use oxrdfio::{RdfFormat, RdfSerializer};

use crate::graph::Graph;
use crate::ontology::Ontology;
use crate::rdf;

use super::Format;
use super::options::Options;
use super::turtle::Turtle;

pub(super) fn write(
    graph: &Graph,
    ontology: &Ontology,
    options: &Options,
    format: Format,
    out: &mut impl Write,
) -> io::Result<()> {
    let named = matches!(format, Format::NQuads | Format::TriG);
    let prefixes = rdf::prefixes(&options.base, options.profile);
    let resources = |give: &mut dyn FnMut(&[Quad]) -> io::Result<()>| {
        rdf::resources(graph, ontology, &options.base, options.profile, named, give)
    };
    match format {
        Format::Turtle | Format::TriG => {
            let mut writer = Turtle::new(&prefixes, out)?;
            resources(&mut |quads| writer.resource(quads))?;
            writer.finish()
        }
        Format::RdfXml => {
            let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
            for (prefix, namespace) in &prefixes {
                serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
            }
            let mut writer = serializer.for_writer(out);
            resources(&mut |quads| quads.iter().try_for_each(|quad| writer.serialize_quad(&legal(quad))))?;
            writer.finish().map(|_| ())
        }
        _ => {
            let mut text = String::new();
            resources(&mut |quads| {
                text.clear();
                quads.iter().for_each(|quad| line(&mut text, quad));
                out.write_all(text.as_bytes())
            })
        }
    }
}

/// A line of N-Quads; of N-Triples when the quad is in the default graph.
fn line(text: &mut String, quad: &Quad) {
    use std::fmt::Write;

    write!(text, "{quad} .").expect("a string takes everything");
    text.push('\n');
}

/// The quad without the characters that XML 1.0 forbids.
fn legal(quad: &Quad) -> Quad {
    let forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    match &quad.object {
        Term::Literal(literal) if literal.value().contains(forbidden) => {
            let value = literal.value().replace(forbidden, "");
            let literal = match literal.language() {
                Some(language) => Literal::new_language_tagged_literal_unchecked(value, language),
                None => Literal::new_typed_literal(value, literal.datatype()),
            };
            Quad { object: literal.into(), ..quad.clone() }
        }
        _ => quad.clone(),
    }
}
