//! IRIs of entities, statements, documents and evidence.
//!
//! Owns percent-encoding (RFC 3986) and the paths under the base.

use oxrdf::NamedNode;

use crate::model::{EntityId, Evidence};

/// Makes IRIs under a base.
#[derive(Debug, Clone)]
pub struct Namer {
    base: String,
}

impl Namer {
    /// IRIs under `base`, which gets a final slash when it has none.
    pub fn new(base: &str) -> Self {
        let slash = if base.ends_with(['/', '#']) { "" } else { "/" };
        Self { base: format!("{base}{slash}") }
    }

    /// The namespace of a path under the base.
    pub(super) fn under(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The IRI of a path of which every part is known to be sound.
    pub(super) fn under_node(&self, path: &str) -> NamedNode {
        self.node(path)
    }

    /// The IRI of a unit of measure, a currency or a counted noun.
    pub(super) fn unit(&self, unit: &str) -> NamedNode {
        self.node(&format!("unit/{}", encoded(unit)))
    }

    /// The IRI of a reference to a stretch of a document's text.
    pub(super) fn reference(&self, evidence: &Evidence) -> NamedNode {
        self.node(&format!("reference/{}/{}-{}", encoded(&evidence.document), evidence.start, evidence.end))
    }

    fn node(&self, path: &str) -> NamedNode {
        // The path is percent-encoded and the base was checked by the command line.
        NamedNode::new_unchecked(format!("{}{path}", self.base))
    }

    /// The IRI of an entity.
    pub fn entity(&self, id: &EntityId) -> NamedNode {
        self.node(&format!("entity/{}", encoded(&id.0)))
    }

    /// The IRI of a statement.
    pub fn statement(&self, id: &str) -> NamedNode {
        self.node(&format!("statement/{id}"))
    }

    /// The IRI of a statement's amount.
    pub fn amount(&self, id: &str) -> NamedNode {
        self.node(&format!("statement/{id}#amount"))
    }

    /// The IRI of a document, which is also its named graph.
    pub fn document(&self, name: &str) -> NamedNode {
        self.node(&format!("document/{}", encoded(name)))
    }

    /// The IRI of a register, which is also its named graph.
    pub fn register(&self, name: &str) -> NamedNode {
        self.node(&format!("register/{}", encoded(name)))
    }

    /// The IRI of a stretch of a document's text (RFC 5147).
    pub fn evidence(&self, evidence: &Evidence) -> NamedNode {
        self.node(&format!("document/{}#char={},{}", encoded(&evidence.document), evidence.start, evidence.end))
    }

    /// The IRI of what made a statement: a lexical entry, or another program.
    pub fn extractor(&self, extractor: &str) -> NamedNode {
        match extractor.split_once(':') {
            Some((language @ ("fr" | "en"), entry)) => {
                NamedNode::new_unchecked(format!("https://w3id.org/relata/lexicon/{language}#{}", encoded(entry)))
            }
            _ => self.node(&format!("extractor/{}", encoded(extractor))),
        }
    }
}

/// Percent-encodes what may not stand in a path; slashes stay.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b',' | b'=' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}
