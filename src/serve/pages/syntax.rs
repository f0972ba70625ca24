//! What is said of a thing in the syntaxes of RDF.
//!
//! Owns their names and endings. JSON-LD is compacted against the context that the site serves.

use oxrdf::{GraphName, Quad, Triple};
use serde_json::json;

use crate::export::compact;
use crate::serve::exchange::Fault;
use crate::serve::triples;
use crate::store::AnswerFormat;

/// A syntax of RDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Syntax {
    Turtle,
    JsonLd,
    NTriples,
    RdfXml,
}

/// All of them, the usual one first.
pub(in crate::serve) const ALL: [Syntax; 4] = [Syntax::Turtle, Syntax::JsonLd, Syntax::NTriples, Syntax::RdfXml];

impl Syntax {
    /// How the names of files end.
    pub(in crate::serve) fn ending(self) -> &'static str {
        match self {
            Self::Turtle => ".ttl",
            Self::JsonLd => ".jsonld",
            Self::NTriples => ".nt",
            Self::RdfXml => ".rdf",
        }
    }

    /// Media types, the one it is sent as first.
    pub(in crate::serve) fn names(self) -> &'static [&'static str] {
        match self {
            Self::Turtle => &["text/turtle", "application/x-turtle"],
            Self::JsonLd => &["application/ld+json", "application/json"],
            Self::NTriples => &["application/n-triples", "text/plain"],
            Self::RdfXml => &["application/rdf+xml", "application/xml", "text/xml"],
        }
    }

    /// What readers call it.
    pub(in crate::serve) fn name(self) -> &'static str {
        match self {
            Self::Turtle => "Turtle",
            Self::JsonLd => "JSON-LD",
            Self::NTriples => "N-Triples",
            Self::RdfXml => "RDF/XML",
        }
    }
}

/// Writes triples; `root` leads from the file to the site's root.
pub(super) fn write(triples: Vec<Triple>, syntax: Syntax, base: &str, root: &str) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let format = match syntax {
        Syntax::Turtle => AnswerFormat::Turtle,
        Syntax::NTriples => AnswerFormat::NTriples,
        Syntax::RdfXml => AnswerFormat::RdfXml,
        Syntax::JsonLd => return Ok(linked(triples, root)),
    };
    triples::write(triples.into_iter(), format, base, &mut out)?;
    Ok(out)
}

fn linked(triples: Vec<Triple>, root: &str) -> Vec<u8> {
    let quads: Vec<Quad> = triples.into_iter().map(|triple| triple.in_graph(GraphName::DefaultGraph)).collect();
    let resources: Vec<_> = quads.chunk_by(|a, b| a.subject == b.subject).map(compact).collect();
    let whole = json!({ "@context": format!("{root}context.jsonld"), "@graph": resources });
    let mut bytes = serde_json::to_vec_pretty(&whole).expect("text and numbers are JSON");
    bytes.push(b'\n');
    bytes
}
