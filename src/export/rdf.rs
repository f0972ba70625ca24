//! Turtle, N-Triples, N-Quads, TriG and RDF/XML.
//!
//! Owns what becomes of named graphs in formats that have none: their triples stand with their subjects.
//! Resources are written as they come, so that a file of any size needs no memory.

use std::convert::Infallible;
use std::io::{self, Write};

use oxrdf::{Literal, Quad, Term};
use oxrdfio::{RdfFormat, RdfSerializer};

use crate::graph::Graph;
use crate::ontology::Ontology;
use crate::rdf::{self, Block, Plan};

use super::Format;
use super::options::Options;
use super::pages;
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
    let plan = Plan::new(graph, ontology, &options.base, options.profile, named);
    let paged = |out: &mut _, text: &(dyn Fn(&mut String, &Block<'_>) + Sync)| {
        pages::write(&plan.stretches(), out, |items, page| {
            items.for_each(|item| {
                let Ok(()) = plan.give(item..item + 1, |block| {
                    text(page, block);
                    Ok::<(), Infallible>(())
                });
            });
        })
    };
    match format {
        Format::Turtle => {
            let turtle = Turtle::new(&prefixes);
            out.write_all(turtle.head().as_bytes())?;
            paged(out, &|page, block| turtle.resource(page, block))
        }
        Format::TriG => {
            let turtle = Turtle::new(&prefixes);
            out.write_all(turtle.head().as_bytes())?;
            trig(&plan, &turtle, out)
        }
        Format::RdfXml => {
            let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
            for (prefix, namespace) in &prefixes {
                serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
            }
            let mut writer = serializer.for_writer(out);
            plan.give(0..plan.len(), |block| {
                block.quads().into_iter().try_for_each(|quad| writer.serialize_quad(&legal(quad)))
            })?;
            writer.finish().map(|_| ())
        }
        _ => paged(out, &rdf::lines),
    }
}

/// Resources by graph. What an item says stands in one graph.
fn trig(plan: &Plan<'_>, turtle: &Turtle<'_>, out: &mut impl Write) -> io::Result<()> {
    pages::write(&plan.stretches(), out, |items, page| {
        for item in items {
            let mut open = false;
            let Ok(()) = plan.give(item..item + 1, |block| {
                if let Some(graph) = block.graph().filter(|_| !open) {
                    turtle.open(page, graph);
                    open = true;
                }
                turtle.resource(page, block);
                Ok::<(), Infallible>(())
            });
            if open {
                page.push_str("}\n");
            }
        }
    })
}

/// The quad without the characters that XML 1.0 forbids.
fn legal(quad: Quad) -> Quad {
    let forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    match &quad.object {
        Term::Literal(literal) if literal.value().contains(forbidden) => {
            let value = literal.value().replace(forbidden, "");
            let literal = match literal.language() {
                Some(language) => Literal::new_language_tagged_literal_unchecked(value, language),
                None => Literal::new_typed_literal(value, literal.datatype()),
            };
            Quad { object: literal.into(), ..quad }
        }
        _ => quad,
    }
}
