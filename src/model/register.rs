//! A register: RDF of others that describes entities.
//!
//! Owns the nouns between `read`, which parses a register, and `resolve`, which uses its names and types.

/// An entity as a register describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Described {
    /// Its IRI in the register.
    pub iri: String,
    /// Its preferred name.
    pub name: String,
    /// Its other names, sorted.
    pub aliases: Vec<String>,
    /// IRIs of its classes, sorted.
    pub classes: Vec<String>,
    /// IRIs that denote the same thing, sorted.
    pub same_as: Vec<String>,
}

/// A file of RDF that describes entities.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Register {
    /// Its name, as a document's.
    pub name: String,
    /// Its triples as lines of N-Triples, sorted, without doubles and without blank nodes.
    pub triples: String,
    /// The named entities it describes, sorted by IRI.
    pub entities: Vec<Described>,
}
