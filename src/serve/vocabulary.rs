//! What the terms of the ontology are called and mean, for readers.
//!
//! Owns labels, definitions, domains and alignments, read from the ontology's Turtle.

use std::collections::BTreeMap;

use oxrdf::{NamedOrBlankNode, Quad, Term, Triple};
use oxrdfio::{RdfFormat, RdfParser};

use crate::model::Language;
use crate::ontology::vocab::RELATA;

const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const SCHEMA: &str = "https://schema.org/";
const OWL: &str = "http://www.w3.org/2002/07/owl#";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// A term of the ontology.
#[derive(Debug, Default)]
pub(super) struct Described {
    labels: [String; 2],
    definitions: [String; 2],
    pub(super) classes: Vec<String>,
    pub(super) domain: Vec<String>,
    pub(super) range: Vec<String>,
    /// Outside terms it is aligned with: (predicate, term).
    pub(super) alignments: Vec<(String, String)>,
    /// Its place in the file.
    pub(super) order: usize,
}

fn at(language: Language) -> usize {
    usize::from(language == Language::French)
}

impl Described {
    pub(super) fn label(&self, language: Language) -> &str {
        &self.labels[at(language)]
    }

    pub(super) fn definition(&self, language: Language) -> &str {
        &self.definitions[at(language)]
    }
}

/// The terms of the ontology by local name.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) terms: BTreeMap<String, Described>,
    pub(super) triples: Vec<Triple>,
}

impl Vocabulary {
    /// Reads Turtle; what cannot be parsed is left out, for the ontology was checked when it was loaded.
    pub(super) fn read(turtle: &str) -> Self {
        let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes());
        let quads: Vec<Quad> = parser.filter_map(Result::ok).collect();
        let mut found = Self::default();
        for quad in &quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
            if let Some(name) = subject.as_str().strip_prefix(RELATA) {
                let order = found.terms.len();
                let term =
                    found.terms.entry(name.to_owned()).or_insert_with(|| Described { order, ..Described::default() });
                term.learn(quad.predicate.as_str(), &quad.object);
            }
        }
        found.triples = quads.into_iter().map(Triple::from).collect();
        found
    }

    /// Whether a kind is another, or stands below it.
    pub(super) fn is_a(&self, kind: &str, other: &str) -> bool {
        let above = |(predicate, iri): &(String, String)| {
            predicate.ends_with("#subClassOf") && iri.strip_prefix(RELATA).is_some_and(|above| self.is_a(above, other))
        };
        kind == other || self.terms.get(kind).is_some_and(|term| term.alignments.iter().any(above))
    }

    /// What a term is called: a term without a label goes by its name.
    pub(super) fn label<'v>(&'v self, name: &'v str, language: Language) -> &'v str {
        self.terms.get(name).map(|term| term.label(language)).filter(|label| !label.is_empty()).unwrap_or(name)
    }
}

impl Described {
    fn learn(&mut self, predicate: &str, object: &Term) {
        match object {
            Term::Literal(literal) => {
                let language = literal.language().and_then(Language::from_tag).map_or(0, at);
                let text = literal.value().to_owned();
                if predicate.strip_prefix(RDFS) == Some("label") {
                    self.labels[language] = text;
                } else if predicate.strip_prefix(SKOS) == Some("definition") {
                    self.definitions[language] = text;
                }
            }
            Term::NamedNode(node) => {
                let iri = node.as_str();
                let local = iri.strip_prefix(RELATA).map(str::to_owned);
                match (predicate, local) {
                    (TYPE, Some(class)) => self.classes.push(class),
                    (predicate, Some(kind)) if predicate.strip_prefix(SCHEMA) == Some("domainIncludes") => {
                        self.domain.push(kind);
                    }
                    (predicate, Some(kind)) if predicate.strip_prefix(SCHEMA) == Some("rangeIncludes") => {
                        self.range.push(kind);
                    }
                    (predicate, _) if [RDFS, SKOS, OWL].iter().any(|space| predicate.starts_with(space)) => {
                        self.alignments.push((predicate.to_owned(), iri.to_owned()));
                    }
                    _ => {}
                }
            }
            Term::BlankNode(_) => {}
        }
    }
}
