//! Registers: RDF files that describe entities.
//!
//! Owns parsing them, names for their blank nodes, and which properties give names. A file that is malformed
//! anywhere gives nothing. Leaves what its classes mean to `resolve`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use oxrdf::{NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use oxrdfio::{RdfFormat, RdfParseError, RdfParser};
use sha2::{Digest, Sha256};

use crate::model::register::{Described, Register};
use crate::model::{Diagnostic, Warned};

use super::{Content, Source};

const TYPES: [&str; 2] = ["http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://www.wikidata.org/prop/direct/P31"];
/// Properties that give the preferred name, the first the most telling.
const NAMES: [&str; 7] = [
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "https://schema.org/name",
    "http://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
    "http://www.w3.org/ns/regorg#legalName",
    "https://schema.org/legalName",
];
const ALIASES: [&str; 4] = [
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "https://schema.org/alternateName",
    "http://schema.org/alternateName",
    "http://schema.org/legalName",
];
const SAME: [&str; 2] = ["http://www.w3.org/2002/07/owl#sameAs", "https://schema.org/sameAs"];

/// The registers among `sources`.
pub fn registers(sources: &[Source]) -> Warned<Vec<Register>> {
    let mut found = Warned { value: Vec::new(), diagnostics: Vec::new() };
    for source in sources.iter().filter(|source| source.content == Content::Rdf) {
        let extension = source.path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let Some(format) = RdfFormat::from_extension(extension) else { continue };
        match fs::read(&source.path) {
            Ok(bytes) => match parse(&source.name, &bytes, format) {
                Ok(register) => found.value.push(register),
                Err(fault) => found.diagnostics.push(fault),
            },
            Err(cause) => {
                let path = source.path.display().to_string();
                found.diagnostics.push(Diagnostic::error("unread-file", path, format!("cannot be read: {cause}")));
            }
        }
    }
    found
}

/// The register of lines of N-Triples that [`Register::triples`] held.
pub fn stored(name: &str, triples: &str) -> Result<Register, Diagnostic> {
    parse(name, triples.as_bytes(), RdfFormat::NTriples)
}

fn parse(name: &str, bytes: &[u8], format: RdfFormat) -> Result<Register, Diagnostic> {
    let hash: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let mut nodes = Nodes { prefix: format!("urn:relata:register:{hash}:"), named: BTreeMap::new() };
    let mut triples = BTreeSet::new();
    // Relative IRIs are the file's own.
    let parser = RdfParser::from_format(format).with_base_iri(format!("urn:relata:register:{hash}"));
    let parser = parser.map_err(|cause| malformed(name, 0, 0, &cause.to_string()))?;
    for quad in parser.for_slice(bytes) {
        triples.insert(nodes.plain(quad.map_err(|cause| fault(name, &cause.into()))?).to_string() + " .\n");
    }
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    let lines: String = triples.into_iter().collect();
    for quad in RdfParser::from_format(RdfFormat::NTriples).for_slice(lines.as_bytes()) {
        let quad = quad.map_err(|cause| fault(name, &cause.into()))?;
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            drafts.entry(subject.as_str().to_owned()).or_default().note(quad.predicate.as_str(), &quad.object);
        }
    }
    let entities = drafts.into_iter().filter_map(|(iri, draft)| draft.described(iri)).collect();
    Ok(Register { name: name.to_owned(), triples: lines, entities })
}

fn fault(name: &str, cause: &RdfParseError) -> Diagnostic {
    let place = match cause {
        RdfParseError::Syntax(cause) => cause.location().map(|range| (range.start.line, range.start.column)),
        RdfParseError::Io(_) => None,
    };
    let (line, column) = place.map_or((0, 0), |(line, column)| (line as usize + 1, column as usize + 1));
    malformed(name, line, column, &cause.to_string())
}

fn malformed(name: &str, line: usize, column: usize, message: &str) -> Diagnostic {
    let message = format!("column {column}: {message}; nothing of the file was taken");
    Diagnostic::error("malformed-rdf", name, message).at_line(line).with_hint("correct the file and name it again")
}

/// Names for blank nodes, by the order in which the file brings them.
struct Nodes {
    prefix: String,
    named: BTreeMap<String, usize>,
}

impl Nodes {
    fn plain(&mut self, quad: Quad) -> Triple {
        let subject = match quad.subject {
            NamedOrBlankNode::BlankNode(node) => self.name(node.as_str()).into(),
            named @ NamedOrBlankNode::NamedNode(_) => named,
        };
        let object = match quad.object {
            Term::BlankNode(node) => self.name(node.as_str()).into(),
            other => other,
        };
        Triple::new(subject, quad.predicate, object)
    }

    fn name(&mut self, label: &str) -> NamedNode {
        let next = self.named.len();
        let number = *self.named.entry(label.to_owned()).or_insert(next);
        NamedNode::new_unchecked(format!("{}b{number}", self.prefix))
    }
}

/// What a register says of one subject.
#[derive(Default)]
struct Draft {
    /// Names with the rank of their property and whether they are tagged; the least is preferred.
    names: BTreeSet<(usize, bool, String)>,
    aliases: BTreeSet<String>,
    classes: BTreeSet<String>,
    same: BTreeSet<String>,
}

impl Draft {
    fn note(&mut self, predicate: &str, object: &Term) {
        match object {
            Term::Literal(literal) => {
                let value = literal.value().split_whitespace().collect::<Vec<_>>().join(" ");
                if value.is_empty() {
                } else if let Some(rank) = NAMES.iter().position(|name| *name == predicate) {
                    self.names.insert((rank, literal.language().is_some_and(|tag| tag != "en"), value));
                } else if ALIASES.contains(&predicate) {
                    self.aliases.insert(value);
                }
            }
            Term::NamedNode(node) if TYPES.contains(&predicate) => {
                self.classes.insert(node.as_str().to_owned());
            }
            Term::NamedNode(node) if SAME.contains(&predicate) => {
                self.same.insert(node.as_str().to_owned());
            }
            _ => {}
        }
    }

    fn described(self, iri: String) -> Option<Described> {
        let name = self.names.first()?.2.clone();
        let mut aliases: BTreeSet<String> =
            self.names.into_iter().map(|(_, _, name)| name).chain(self.aliases).collect();
        aliases.remove(&name);
        let list = |set: BTreeSet<String>| set.into_iter().collect();
        Some(Described { iri, name, aliases: list(aliases), classes: list(self.classes), same_as: list(self.same) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_classes_and_outside_iris_are_read() {
        let text = "@prefix schema: <https://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            <http://r/1> a schema:Organization ; schema:name \"Zorvex\" ; skos:altLabel \"ZVX\"@en ; schema:address [ schema:postalCode \"1\" ] .";
        let register = parse("r.ttl", text.as_bytes(), RdfFormat::Turtle).expect("the Turtle is sound");
        assert_eq!(register.entities.len(), 1);
        assert_eq!(
            (register.entities[0].name.as_str(), register.entities[0].aliases.as_slice()),
            ("Zorvex", &["ZVX".to_owned()][..])
        );
        assert!(!register.triples.contains("_:"), "{}", register.triples);
        assert_eq!(stored("r.ttl", &register.triples).map(|again| again.triples), Ok(register.triples));
    }

    #[test]
    fn a_fault_has_line_and_column() {
        let text = "<http://r/1> <http://p> \"x\" .\n<http://r/1> <http://p> ;; .\n";
        let fault = parse("r.ttl", text.as_bytes(), RdfFormat::Turtle).expect_err("the Turtle is cut");
        assert_eq!((fault.name, fault.place.line), ("malformed-rdf", Some(2)));
        assert!(fault.message.starts_with("column 2"), "{}", fault.message);
    }
}
