//! What search engines read in a page: schema.org as JSON-LD.
//!
//! Owns the mapping from kinds of the ontology to types of schema.org.

use serde_json::{Value, json};

use super::reader::{Thing, Told};

/// JSON that no element of a page can end in.
pub(super) fn inert(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

fn class(kind: &str) -> &'static str {
    match kind {
        "Organization" => "Organization",
        "Person" => "Person",
        "Place" | "Facility" => "Place",
        "Product" => "Product",
        "Law" => "Legislation",
        _ => "Thing",
    }
}

/// An entity.
pub(super) fn entity(thing: &Thing, aliases: &[String], same: &[String]) -> Value {
    json!({
        "@context": "https://schema.org", "@type": class(&thing.kind), "@id": thing.iri, "name": thing.name,
        "alternateName": aliases, "sameAs": same,
    })
}

/// A statement is a claim that documents make.
pub(super) fn statement(told: &Told, title: &str) -> Value {
    let appearances: Vec<Value> = told
        .quotes
        .iter()
        .map(|quote| json!({ "@type": "CreativeWork", "@id": quote.document.iri, "name": quote.document.name }))
        .collect();
    let about: Vec<Value> = std::iter::once(&told.subject)
        .chain(&told.object)
        .map(|thing| json!({ "@type": class(&thing.kind), "@id": thing.iri, "name": thing.name }))
        .collect();
    json!({
        "@context": "https://schema.org", "@type": "Claim", "@id": told.iri, "name": title, "about": about,
        "appearance": appearances,
    })
}

/// A document.
pub(super) fn document(iri: &str, title: &str, date: &str, publisher: &str) -> Value {
    let mut found = json!({ "@context": "https://schema.org", "@type": "CreativeWork", "@id": iri, "name": title });
    if !date.is_empty() {
        found["datePublished"] = json!(date);
    }
    if !publisher.is_empty() {
        found["publisher"] = json!({ "@type": "Organization", "name": publisher });
    }
    found
}

/// The data set.
pub(super) fn dataset(base: &str, name: &str, about: &str, version: &str) -> Value {
    json!({
        "@context": "https://schema.org", "@type": "Dataset", "@id": base, "name": name, "description": about,
        "version": version, "url": base,
    })
}
