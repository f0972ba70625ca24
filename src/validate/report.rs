//! What was found, and how it is told.
//!
//! Owns violations, and the report as text, as SHACL's validation report in Turtle, and as JSON.

use std::collections::BTreeSet;

use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxrdfio::{RdfFormat, RdfSerializer};
use serde_json::{Value, json};

use crate::model::Language;
use crate::store::{Answer, Question, Store};

use super::Error;
use super::shapes::SH;
use super::translate::Check;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const DERIVED: &str = "http://www.w3.org/ns/prov#wasDerivedFrom";
const ANCHOR: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf";

/// One thing that is not as a shape wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The node that was looked at.
    pub focus: Term,
    /// What it is called, when it has a name.
    pub label: Option<String>,
    /// The words of documents that it stands on, when it is a statement.
    pub words: Vec<String>,
    /// The path from the node to the value, as SPARQL writes it.
    pub path: Option<String>,
    /// The value.
    pub value: Option<Term>,
    /// The constraint component of SHACL: `MinCount`.
    pub component: &'static str,
    /// The shape.
    pub shape: NamedOrBlankNode,
    /// IRI of the severity.
    pub severity: String,
    /// What the shape says about it, by language.
    pub messages: Vec<Term>,
    structure: Option<Term>,
}

/// Everything that was found.
#[derive(Debug)]
pub struct Report {
    /// The violations, sorted by focus node, shape, constraint and value.
    pub violations: Vec<Violation>,
    pub(super) structures: Vec<Triple>,
}

/// Asks a check of a store.
pub(super) fn ask(check: &Check<'_>, store: &Store) -> Result<Vec<Violation>, Error> {
    // A node that is reached from two others is looked at twice.
    let mut variables: Vec<&str> = check.chain.iter().map(String::as_str).collect();
    variables.extend([Some(check.focus.as_str()), check.value.as_deref(), check.path.as_deref()].into_iter().flatten());
    variables.sort_unstable();
    variables.dedup();
    let text = format!("SELECT DISTINCT {} {{ {} }}", variables.join(" "), check.pattern);
    let question = Question { text: &text, union: true, ..Question::default() };
    let Answer::Rows { rows, .. } = store.answer(&question)? else { return Ok(Vec::new()) };
    let at = |name: &str| name.trim_start_matches('?').to_owned();
    let (focus, value, path) = (at(&check.focus), check.value.as_deref().map(at), check.path.as_deref().map(at));
    let mut found = Vec::new();
    for row in &rows {
        let Some(node) = row.get(focus.as_str()).cloned() else { continue };
        // A closed shape names the property that it does not know.
        let named = path.as_deref().filter(|_| check.component == "Closed").and_then(|path| row.get(path).cloned());
        let (path, structure) = match (named, &check.shape.path) {
            (Some(path), _) => (Some(path.to_string()), Some(path)),
            (None, Some((text, term))) => (Some(text.clone()), Some(term.clone())),
            (None, None) => (None, None),
        };
        found.push(Violation {
            label: one(store, &node, LABEL),
            words: quotes(store, &node),
            path,
            structure,
            value: value.as_deref().and_then(|value| row.get(value).cloned()),
            component: check.component,
            shape: check.shape.node.clone(),
            severity: check.shape.severity.clone(),
            messages: check.shape.messages.clone(),
            focus: node,
        });
    }
    Ok(found)
}

/// A text that is said of a node.
fn one(store: &Store, node: &Term, predicate: &str) -> Option<String> {
    let Term::NamedNode(node) = node else { return None };
    let mut found: Vec<String> = store
        .matching(Some(node.as_str()), Some(predicate), None, None)
        .filter_map(|quad| if let Term::Literal(text) = quad.object { Some(text.value().to_owned()) } else { None })
        .collect();
    found.sort_unstable();
    found.into_iter().next()
}

/// The words that a statement was read from.
fn quotes(store: &Store, node: &Term) -> Vec<String> {
    let Term::NamedNode(node) = node else { return Vec::new() };
    let stretches = store.matching(Some(node.as_str()), Some(DERIVED), None, None).map(|quad| quad.object);
    let words: BTreeSet<String> = stretches.filter_map(|stretch| one(store, &stretch, ANCHOR)).collect();
    words.into_iter().collect()
}

pub(super) fn sort(violations: &mut [Violation]) {
    violations.sort_by_cached_key(|found| {
        let value = found.value.as_ref().map(ToString::to_string);
        (found.focus.to_string(), found.shape.to_string(), found.component, found.path.clone(), value)
    });
}

impl Violation {
    /// What the shape says in a language; in any when it does not speak that one.
    pub fn message(&self, language: Language) -> Option<&str> {
        let literals = || {
            self.messages.iter().filter_map(|message| if let Term::Literal(text) = message { Some(text) } else { None })
        };
        let spoken = |text: &&Literal| text.language().and_then(Language::from_tag) == Some(language);
        literals().find(spoken).or_else(|| literals().next()).map(Literal::value)
    }

    /// Whether it is a violation, and not a warning or a remark.
    pub fn severe(&self) -> bool {
        self.severity == format!("{SH}Violation")
    }

    fn degree(&self) -> &str {
        self.severity.strip_prefix(SH).unwrap_or(&self.severity)
    }
}

impl Report {
    /// Whether nothing was found.
    pub fn conforms(&self) -> bool {
        self.violations.is_empty()
    }

    /// For a reader: one paragraph a violation, with the name of its node and the words it stands on.
    pub fn text(&self, language: Language) -> String {
        let mut out = String::new();
        for found in &self.violations {
            let name = found.label.as_ref().map(|label| format!(" \"{label}\"")).unwrap_or_default();
            out.push_str(&format!("{}[{}] {}{name}", found.degree().to_lowercase(), found.component, found.focus));
            if let Some(path) = &found.path {
                out.push_str(&format!("\n  path  {path}"));
            }
            if let Some(value) = found.value.as_ref().filter(|value| **value != found.focus) {
                out.push_str(&format!("\n  value {value}"));
            }
            out.push_str(&format!("\n  shape {}", found.shape));
            if let Some(message) = found.message(language) {
                out.push_str(&format!("\n  {message}"));
            }
            for words in &found.words {
                out.push_str(&format!("\n  \u{ab}{words}\u{bb}"));
            }
            out.push_str("\n\n");
        }
        let count = self.violations.len();
        out.push_str(&format!("{count} result{}\n", if count == 1 { "" } else { "s" }));
        out
    }

    /// For programs.
    pub fn json(&self) -> Value {
        let results: Vec<Value> = self.violations.iter().map(as_json).collect();
        json!({ "conforms": self.conforms(), "results": results })
    }

    /// SHACL's validation report.
    pub fn turtle(&self) -> Result<Vec<u8>, std::io::Error> {
        let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
        for (prefix, namespace) in [("sh", SH), ("xsd", "http://www.w3.org/2001/XMLSchema#")] {
            serializer = serializer.with_prefix(prefix, namespace).map_err(std::io::Error::other)?;
        }
        let mut writer = serializer.for_writer(Vec::new());
        let report = BlankNode::new_unchecked("report");
        let mut write = |subject: &BlankNode, predicate: String, object: Term| {
            writer.serialize_triple(&Triple::new(subject.clone(), NamedNode::new_unchecked(predicate), object))
        };
        let sh = |name: &str| format!("{SH}{name}");
        let node = |iri: String| Term::from(NamedNode::new_unchecked(iri));
        write(&report, format!("{RDF}type"), node(sh("ValidationReport")))?;
        write(&report, sh("conforms"), Literal::from(self.conforms()).into())?;
        for (number, found) in self.violations.iter().enumerate() {
            let result = BlankNode::new_unchecked(format!("result{number}"));
            write(&report, sh("result"), result.clone().into())?;
            write(&result, format!("{RDF}type"), node(sh("ValidationResult")))?;
            write(&result, sh("focusNode"), found.focus.clone())?;
            if let Some(path) = &found.structure {
                write(&result, sh("resultPath"), path.clone())?;
            }
            if let Some(value) = &found.value {
                write(&result, sh("value"), value.clone())?;
            }
            write(&result, sh("resultSeverity"), node(found.severity.clone()))?;
            write(
                &result,
                sh("sourceConstraintComponent"),
                node(sh(&format!("{}ConstraintComponent", found.component))),
            )?;
            write(&result, sh("sourceShape"), found.shape.clone().into())?;
            for message in &found.messages {
                write(&result, sh("resultMessage"), message.clone())?;
            }
        }
        for triple in &self.structures {
            writer.serialize_triple(triple)?;
        }
        writer.finish()
    }
}

fn as_json(found: &Violation) -> Value {
    let messages: serde_json::Map<String, Value> = found
        .messages
        .iter()
        .filter_map(|message| if let Term::Literal(text) = message { Some(text) } else { None })
        .map(|text| (text.language().unwrap_or_default().to_owned(), json!(text.value())))
        .collect();
    let plain = |term: &Term| match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(node) => node.to_string(),
    };
    json!({
        "focus": plain(&found.focus), "label": found.label, "path": found.path, "value": found.value.as_ref().map(plain),
        "constraint": found.component, "shape": found.shape.to_string().trim_matches(['<', '>']), "severity": found.degree(),
        "messages": messages, "words": found.words,
    })
}
