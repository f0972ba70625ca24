//! Turtle files as descriptions: one resource with everything a file says of it.
//!
//! Owns parsing and the way from a resource back to its line. Knows no term of the
//! ontology; leaves meaning to `load`.

use indexmap::IndexMap;
use oxrdf::{NamedOrBlankNode, Term};
use oxttl::TurtleParser;

use crate::model::Diagnostic;

/// A Turtle file to load.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// Its path from the project's root, for messages.
    pub(super) path: String,
    /// Its content.
    pub(super) text: String,
}

/// What one file says of one resource.
#[derive(Debug, Default)]
pub(super) struct Description {
    properties: Vec<(String, Term)>,
}

impl Description {
    pub(super) fn values<'d>(&'d self, predicate: &'d str) -> impl Iterator<Item = &'d Term> + 'd {
        self.properties.iter().filter(move |(found, _)| found == predicate).map(|(_, value)| value)
    }

    /// The IRIs that a property points to.
    pub(super) fn iris<'d>(&'d self, predicate: &'d str) -> impl Iterator<Item = &'d str> + 'd {
        self.values(predicate).filter_map(|value| match value {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        })
    }

    /// The literals of a property with their language tags.
    pub(super) fn literals<'d>(&'d self, predicate: &'d str) -> impl Iterator<Item = (&'d str, Option<&'d str>)> + 'd {
        self.values(predicate).filter_map(|value| match value {
            Term::Literal(literal) => Some((literal.value(), literal.language())),
            _ => None,
        })
    }

    /// The keys of the blank nodes that a property points to.
    pub(super) fn nested<'d>(&'d self, predicate: &'d str) -> impl Iterator<Item = String> + 'd {
        self.values(predicate).filter_map(|value| match value {
            Term::BlankNode(node) => Some(format!("_:{}", node.as_str())),
            _ => None,
        })
    }
}

/// A parsed file: its resources in the order of the file, keyed by IRI (blank nodes by `_:label`).
pub(super) struct File<'s> {
    pub(super) source: &'s Source,
    pub(super) resources: IndexMap<String, Description>,
    prefixes: Vec<(String, String)>,
}

impl<'s> File<'s> {
    /// Parses a file; a syntax error is one diagnostic, and what came before it is kept.
    pub(super) fn parse(source: &'s Source, faults: &mut Vec<Diagnostic>) -> Self {
        let mut resources: IndexMap<String, Description> = IndexMap::new();
        let mut parser = TurtleParser::new().for_slice(source.text.as_bytes());
        for triple in &mut parser {
            match triple {
                Ok(triple) => {
                    let subject = match triple.subject {
                        NamedOrBlankNode::NamedNode(node) => node.into_string(),
                        NamedOrBlankNode::BlankNode(node) => format!("_:{}", node.as_str()),
                    };
                    resources
                        .entry(subject)
                        .or_default()
                        .properties
                        .push((triple.predicate.into_string(), triple.object));
                }
                Err(cause) => {
                    let line = usize::try_from(cause.location().start.line).unwrap_or(usize::MAX).saturating_add(1);
                    let fault = Diagnostic::error("malformed-turtle", &source.path, cause.message().to_owned());
                    faults.push(fault.at_line(line).with_hint("check the punctuation just before this place"));
                }
            }
        }
        let prefixes = parser.prefixes().map(|(name, iri)| (name.to_owned(), iri.to_owned())).collect();
        Self { source, resources, prefixes }
    }

    /// An IRI as the file's prefixes shorten it.
    pub(super) fn curie(&self, iri: &str) -> String {
        let longest = self
            .prefixes
            .iter()
            .filter(|(_, space)| iri.starts_with(space.as_str()))
            .max_by_key(|(_, space)| space.len());
        longest.map_or_else(|| format!("<{iri}>"), |(name, space)| format!("{name}:{}", &iri[space.len()..]))
    }

    /// The line on which the file starts to describe `iri`, counted from 1.
    pub(super) fn line(&self, iri: &str) -> usize {
        let (short, full) = (self.curie(iri), format!("<{iri}>"));
        let starts = |line: &str| {
            [&short, &full].into_iter().any(|name| {
                line.strip_prefix(name.as_str())
                    .is_some_and(|rest| rest.starts_with(char::is_whitespace) || rest.is_empty())
            })
        };
        self.source.text.lines().position(starts).map_or(1, |line| line + 1)
    }

    /// A fault in what the file says of `iri`.
    pub(super) fn fault(&self, name: &'static str, iri: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(name, &self.source.path, message).at_line(self.line(iri))
    }
}
