//! Terms of the vocabularies that quads are made of.
//!
//! Owns namespaces and typed literals.

use oxrdf::{Literal, NamedNode};

use crate::model::Date;
use crate::ontology::vocab;

pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(super) const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
pub(super) const OWL: &str = "http://www.w3.org/2002/07/owl#";
pub(super) const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
pub(super) const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
pub(super) const SCHEMA: &str = "https://schema.org/";
pub(super) const PROV: &str = "http://www.w3.org/ns/prov#";
pub(super) const NIF: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
pub(super) const DCTERMS: &str = "http://purl.org/dc/terms/";

pub(super) const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
pub(super) const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
pub(super) const ALT_LABEL: &str = "http://www.w3.org/2004/02/skos/core#altLabel";
pub(super) const SAME_AS: &str = "http://www.w3.org/2002/07/owl#sameAs";

/// A term whose IRI stands in this file.
pub(super) fn node(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

pub(super) fn rdf(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{RDF}{local}"))
}

pub(super) fn prov(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{PROV}{local}"))
}

pub(super) fn dcterms(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{DCTERMS}{local}"))
}

pub(super) fn nif(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{NIF}{local}"))
}

pub(super) fn schema(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SCHEMA}{local}"))
}

/// A term of the project's own ontology. Names come from the ontology or from gates that know it.
pub(super) fn relata(local: &str) -> NamedNode {
    NamedNode::new_unchecked(vocab::term(local))
}

pub(super) fn decimal(number: f64) -> Literal {
    // A decimal has no exponent; Rust prints none either.
    Literal::new_typed_literal(format!("{number}"), NamedNode::new_unchecked(format!("{XSD}decimal")))
}

pub(super) fn count(number: usize) -> Literal {
    Literal::new_typed_literal(number.to_string(), NamedNode::new_unchecked(format!("{XSD}nonNegativeInteger")))
}

pub(super) fn integer(number: i64) -> Literal {
    Literal::new_typed_literal(number.to_string(), NamedNode::new_unchecked(format!("{XSD}integer")))
}

/// A point in time, in its lexical form.
pub(super) fn moment(text: &str) -> Literal {
    Literal::new_typed_literal(text, NamedNode::new_unchecked(format!("{XSD}dateTime")))
}

/// Whether a unit is a currency or token: three to five capitals.
pub(super) fn is_currency(unit: &str) -> bool {
    (3..=5).contains(&unit.len()) && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A date with the type that its precision has; halves and quarters have none and stay strings.
pub(super) fn date(date: Date) -> Literal {
    let datatype = match date {
        Date::Year(_) => "gYear",
        Date::Month(..) => "gYearMonth",
        Date::Day(..) => "date",
        Date::Half(..) | Date::Quarter(..) => return Literal::new_simple_literal(date.to_string()),
    };
    Literal::new_typed_literal(date.to_string(), NamedNode::new_unchecked(format!("{XSD}{datatype}")))
}
