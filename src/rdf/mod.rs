//! The room `rdf`.
