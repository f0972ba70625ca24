//! IRIs of the ontology's own terms and of the vocabularies it is written in.
//!
//! Owns the constants.

/// Namespace of classes, relations, metrics, frames, statuses and properties.
pub const RELATA: &str = "https://w3id.org/relata/ontology#";
/// Namespace of the known entities in `seeds/entities.ttl`.
pub const ENTITY: &str = "https://w3id.org/relata/entity/";

pub(super) const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
pub(super) const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
pub(super) const DEFINITION: &str = "http://www.w3.org/2004/02/skos/core#definition";
pub(super) const ALT_LABEL: &str = "http://www.w3.org/2004/02/skos/core#altLabel";
pub(super) const CLOSE_MATCH: &str = "http://www.w3.org/2004/02/skos/core#closeMatch";
pub(super) const SUB_PROPERTY: &str = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
pub(super) const EQUIVALENT_PROPERTY: &str = "http://www.w3.org/2002/07/owl#equivalentProperty";
pub(super) const INVERSE: &str = "http://www.w3.org/2002/07/owl#inverseOf";
pub(super) const SYMMETRIC: &str = "http://www.w3.org/2002/07/owl#SymmetricProperty";
pub(super) const SAME_AS: &str = "http://www.w3.org/2002/07/owl#sameAs";
pub(super) const DOMAIN: &str = "https://schema.org/domainIncludes";
pub(super) const RANGE: &str = "https://schema.org/rangeIncludes";
pub(super) const LANGUAGE: &str = "http://www.w3.org/ns/lemon/lime#language";
pub(super) const ENTRY: &str = "http://www.w3.org/ns/lemon/ontolex#LexicalEntry";
pub(super) const CANONICAL_FORM: &str = "http://www.w3.org/ns/lemon/ontolex#canonicalForm";
pub(super) const WRITTEN_REP: &str = "http://www.w3.org/ns/lemon/ontolex#writtenRep";
pub(super) const PART_OF_SPEECH: &str = "http://www.lexinfo.net/ontology/3.0/lexinfo#partOfSpeech";
pub(super) const LEXINFO: &str = "http://www.lexinfo.net/ontology/3.0/lexinfo#";

/// The local name of a term of the ontology, or `None` for an outside IRI.
pub(super) fn local(iri: &str) -> Option<&str> {
    iri.strip_prefix(RELATA)
}

/// The IRI of a term of the ontology.
pub fn term(local: &str) -> String {
    format!("{RELATA}{local}")
}
