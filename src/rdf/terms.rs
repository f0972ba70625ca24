//! Terms of the vocabularies that quads are made of.
//!
//! Owns namespaces and typed literals.

use crate::model::Date;

pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(super) const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
pub(super) const OWL: &str = "http://www.w3.org/2002/07/owl#";
pub(super) const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
pub(super) const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
pub(super) const SCHEMA: &str = "https://schema.org/";
pub(super) const PROV: &str = "http://www.w3.org/ns/prov#";
pub(super) const NIF: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
pub(super) const DCTERMS: &str = "http://purl.org/dc/terms/";

/// Whether a unit is a currency or token: three to five capitals.
pub(super) fn is_currency(unit: &str) -> bool {
    (3..=5).contains(&unit.len()) && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The type of XML Schema that a date of this precision has; halves and quarters have none and stay strings.
pub(super) fn date_type(date: Date) -> Option<&'static str> {
    match date {
        Date::Year(_) => Some("gYear"),
        Date::Month(..) => Some("gYearMonth"),
        Date::Day(..) => Some("date"),
        Date::Half(..) | Date::Quarter(..) => None,
    }
}
