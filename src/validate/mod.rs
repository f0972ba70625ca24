//! What a good graph is, checked: SHACL Core (W3C, 2017) by SPARQL in the store.
//!
//! Owns the shapes, their translation and the report. Each constraint becomes one question, so that the store does the
//! work; a constraint that is not Core is an error, never passed in silence.

mod path;
mod report;
mod shapes;
mod translate;

use oxrdf::Quad;
use oxrdfio::{RdfFormat, RdfParser};

use crate::store::Store;

pub use report::{Report, Violation};

pub use translate::BLANK;

/// The shapes that the program carries.
pub const SHAPES: &str = include_str!("../../ontology/shapes.ttl");

/// Why shapes cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The shapes are not Turtle.
    #[error("the shapes are not Turtle: {0}")]
    Syntax(String),
    /// A shape uses what is not SHACL Core, or more of it than is translated.
    #[error("the shape {shape} uses `{term}`, which is not supported: {why}")]
    Unsupported {
        /// The shape.
        shape: String,
        /// The term.
        term: String,
        /// Why.
        why: String,
    },
    /// A shape contradicts SHACL's own grammar.
    #[error("the shape {shape} is malformed: {why}")]
    Malformed {
        /// The shape.
        shape: String,
        /// What is wrong.
        why: String,
    },
    /// The store could not be asked.
    #[error("a constraint could not be checked")]
    Store(#[from] crate::store::Error),
}

/// Shapes, ready to check stores.
pub struct Shapes {
    parsed: shapes::Graph,
}

impl Shapes {
    /// Reads a graph of shapes in Turtle.
    pub fn parse(turtle: &str) -> Result<Self, Error> {
        let parser = RdfParser::from_format(RdfFormat::Turtle)
            .with_base_iri("http://shapes.example/this")
            .expect("the base is an IRI")
            .for_slice(turtle.as_bytes());
        let quads: Vec<Quad> = parser.collect::<Result<_, _>>().map_err(|cause| Error::Syntax(cause.to_string()))?;
        Ok(Self { parsed: shapes::Graph::read(quads)? })
    }

    /// How many shapes there are, those inside others included.
    pub fn len(&self) -> usize {
        self.parsed.shapes.len()
    }

    /// Whether there is no shape.
    pub fn is_empty(&self) -> bool {
        self.parsed.shapes.is_empty()
    }

    /// Checks what all graphs of a store say together.
    pub fn check(&self, store: &Store) -> Result<Report, Error> {
        let mut violations = Vec::new();
        for check in translate::checks(&self.parsed)? {
            violations.extend(report::ask(&check, store)?);
        }
        report::sort(&mut violations);
        Ok(Report { violations, structures: self.parsed.structures() })
    }
}
