//! IRIs of the terms that pages read.
//!
//! Owns constants only.

pub(in crate::serve) const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
pub(in crate::serve) const SUBJECT: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject";
pub(in crate::serve) const PREDICATE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate";
pub(in crate::serve) const OBJECT: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object";
pub(in crate::serve) const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
pub(in crate::serve) const ALT_LABEL: &str = "http://www.w3.org/2004/02/skos/core#altLabel";
pub(in crate::serve) const SAME_AS: &str = "http://www.w3.org/2002/07/owl#sameAs";
pub(in crate::serve) const STATUS: &str = "https://w3id.org/relata/ontology#status";
pub(in crate::serve) const START: &str = "https://w3id.org/relata/ontology#start";
pub(in crate::serve) const LAST_SEEN: &str = "https://w3id.org/relata/ontology#last-seen";
pub(super) const DERIVED: &str = "http://www.w3.org/ns/prov#wasDerivedFrom";
pub(super) const ANCHOR: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf";
pub(super) const BEGIN: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex";
pub(super) const DCTERMS: &str = "http://purl.org/dc/terms/";
pub(super) const SCHEMA: &str = "https://schema.org/";
