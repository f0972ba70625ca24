//! relata reads news and reports in French and English and builds a knowledge graph.

pub mod model;

pub mod ontology;

pub mod read;

pub mod analyse;

pub mod extract;

pub mod resolve;

pub mod graph;

pub mod pipeline;

pub mod rdf;

pub mod store;

pub mod validate;

pub mod export;

#[cfg(feature = "serve")]
pub mod serve;

#[cfg(feature = "train")]
pub mod train;
