//! The order of the stages, from sources to a graph.
//!
//! Owns order, parallelism and the gates for what other programs propose. Documents are
//! analysed in parallel; nothing of that shows in the result.

pub mod examples;

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::analyse::{self, Analyser};
use crate::extract;
use crate::graph::{Exclusive, Graph};
use crate::model::{Diagnostic, Document, DocumentInfo, EntityKind, Extracted, Participant, Statement, Warned};
use crate::ontology::{Ontology, Side};
use crate::read::{self, Item, Source};
use crate::resolve::{self, Beliefs};

/// Why a run could not be done at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A language model cannot be used.
    #[error(transparent)]
    Model(#[from] analyse::Error),
}

/// How a run is done.
#[derive(Default)]
pub struct Options<'r> {
    /// Statements of documents that were extracted before, by the document's hash.
    pub known: Option<&'r (dyn Fn(&DocumentInfo) -> Option<Vec<Statement<Participant>>> + Sync)>,
    /// Called after each source.
    pub progress: Option<&'r (dyn Fn() + Sync)>,
}

/// What `document` says.
pub fn statements(
    document: &Document,
    analyser: &Analyser<'_>,
    ontology: &Ontology,
) -> Result<Warned<Vec<Statement<Participant>>>, Error> {
    let mut diagnostics = Vec::new();
    let analysis = analyser.analyse(document)?.unload(&mut diagnostics);
    let value = extract::extract(document, &analysis, ontology).unload(&mut diagnostics);
    Ok(Warned { value, diagnostics })
}

/// Everything that `sources` say, sorted by document name: each source read, analysed and extracted
/// on a thread of the current pool, imported statements put through the gates.
pub fn extract_all(
    sources: &[Source],
    analyser: &Analyser<'_>,
    ontology: &Ontology,
    options: &Options<'_>,
) -> Result<Warned<Vec<Extracted>>, Error> {
    let each = |source: &Source| {
        let found = one(source, analyser, ontology, options);
        if let Some(progress) = options.progress {
            progress();
        }
        found
    };
    let parts: Vec<Part> = sources.par_iter().map(each).collect::<Result<_, Error>>()?;
    let mut diagnostics = Vec::new();
    let mut documents: BTreeMap<String, (Extracted, Option<Arc<str>>)> = BTreeMap::new();
    let mut imported = Vec::new();
    for part in parts {
        diagnostics.extend(part.diagnostics);
        imported.extend(part.imported);
        for (extracted, text) in part.documents {
            let name = extracted.document.name.clone();
            let same = documents.get(&name).is_none_or(|(other, _)| other.document.hash == extracted.document.hash);
            if same {
                documents.insert(name, (extracted, text));
            } else {
                let message = format!("two different documents are called `{name}`; the second was left out");
                diagnostics.push(
                    Diagnostic::error("same-name", name, message).with_hint("give each document a name of its own"),
                );
            }
        }
    }
    for (statement, place) in imported {
        match gate(&statement, &documents, ontology) {
            Ok(()) => import(statement, &mut documents),
            Err(message) => diagnostics.push(Diagnostic::error("refused-statement", place, message)),
        }
    }
    Ok(Warned { value: documents.into_values().map(|(extracted, _)| extracted).collect(), diagnostics })
}

#[derive(Default)]
struct Part {
    /// Documents with their text, which the gate for imported statements wants.
    documents: Vec<(Extracted, Option<Arc<str>>)>,
    imported: Vec<(Statement<Participant>, String)>,
    diagnostics: Vec<Diagnostic>,
}

fn one(source: &Source, analyser: &Analyser<'_>, ontology: &Ontology, options: &Options<'_>) -> Result<Part, Error> {
    let mut part = Part::default();
    let mut failure = None;
    let mut each = |read: Warned<Option<Item>>| {
        match read.unload(&mut part.diagnostics) {
            Some(Item::Statement(statement)) => part.imported.push((statement, source.name.clone())),
            Some(Item::Document(document)) => {
                let known = options.known.and_then(|known| known(&document.info));
                let found =
                    known.map_or_else(|| statements(&document, analyser, ontology), |found| Ok(Warned::clean(found)));
                match found {
                    Ok(found) => {
                        let statements = found.unload(&mut part.diagnostics);
                        // Only a line of a JSON Lines file can be quoted by another line.
                        part.documents.push((
                            Extracted { document: document.info, statements, proposed: 0 },
                            Some(document.text.into()),
                        ));
                    }
                    Err(cause) => failure = Some(cause),
                }
            }
            None => {}
        }
    };
    if let Err(cause) = read::records(source, &mut each) {
        let reason = std::error::Error::source(&cause).map(ToString::to_string).unwrap_or_default();
        let diagnostic =
            Diagnostic::error("unread-file", source.path.display().to_string(), format!("cannot be read: {reason}"));
        part.diagnostics.push(diagnostic.with_hint("check the path and that you may read it"));
    }
    failure.map_or(Ok(part), Err)
}

/// Whether a proposed statement may enter: the relation exists, the participants fit it, and the
/// evidence is the document's text where the document is at hand.
fn gate(
    statement: &Statement<Participant>,
    documents: &BTreeMap<String, (Extracted, Option<Arc<str>>)>,
    ontology: &Ontology,
) -> Result<(), String> {
    let Some(relation) = ontology.relations.get(&statement.relation) else {
        return Err(format!("unknown relation `{}`", statement.relation));
    };
    fits("subject", statement.subject.kind, &relation.domain)?;
    match &statement.object {
        Some(object) if relation.metric || relation.unary() => {
            return Err(format!("`{}` takes no object, but `{}` is given", relation.name, object.name));
        }
        Some(object) => fits("object", object.kind, &relation.range)?,
        None if !relation.metric && !relation.unary() => return Err(format!("`{}` needs an object", relation.name)),
        None => {}
    }
    if relation.metric && statement.value.is_none() {
        return Err(format!("`{}` needs a value", relation.name));
    }
    let evidence = &statement.evidence;
    let text = documents.get(evidence.document.as_ref()).and_then(|(_, text)| text.as_ref());
    if let Some(text) = text {
        let there: String = text.chars().skip(evidence.start).take(evidence.end - evidence.start).collect();
        if there != *evidence.text {
            return Err(format!(
                "the evidence is not what `{}` says from character {} to {}",
                evidence.document, evidence.start, evidence.end
            ));
        }
    }
    Ok(())
}

fn fits(place: &str, kind: EntityKind, wanted: &[EntityKind]) -> Result<(), String> {
    if wanted.contains(&kind) {
        return Ok(());
    }
    let known: Vec<&str> = wanted.iter().map(|kind| kind.name()).collect();
    Err(format!("the {place} may not be a {}; it must be one of {}", kind.name(), known.join(", ")))
}

/// Adds a statement to its document; a document that is not at hand is known by its name alone.
fn import(statement: Statement<Participant>, documents: &mut BTreeMap<String, (Extracted, Option<Arc<str>>)>) {
    let name = statement.evidence.document.to_string();
    let (extracted, _) = documents.entry(name.clone()).or_insert_with(|| {
        let document = DocumentInfo { hash: unseen(&name), name, ..DocumentInfo::default() };
        (Extracted { document, statements: Vec::new(), proposed: 0 }, None)
    });
    propose(statement, extracted);
}

/// Adds a proposed statement to what a document says, once.
fn propose(statement: Statement<Participant>, extracted: &mut Extracted) {
    if !extracted.statements.contains(&statement) {
        extracted.statements.push(statement);
        extracted.proposed += 1;
    }
}

/// What stands for the hash of a document whose bytes were not seen: nothing but the name tells it from others.
fn unseen(name: &str) -> String {
    format!("imported-{}", name.bytes().map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// The documents of a store after a run: changed ones replace what they said, proposals about a document stay
/// until others come or its text changes. Sorted by name.
pub fn merge(before: Vec<Extracted>, found: Vec<Extracted>) -> Vec<Extracted> {
    let mut all: BTreeMap<String, Extracted> =
        before.into_iter().map(|extracted| (extracted.document.name.clone(), extracted)).collect();
    for mut extracted in found {
        let old = all.remove(&extracted.document.name);
        let old = old.filter(|old| {
            let unseen = |extracted: &Extracted| extracted.document.hash == unseen(&extracted.document.name);
            old.document.hash == extracted.document.hash || unseen(old) || unseen(&extracted)
        });
        if let Some(mut old) = old {
            let proposals = if extracted.proposed > 0 { split(&mut extracted) } else { split(&mut old) };
            let _ = split(&mut old);
            // A document that was not at hand this time is as it was.
            if extracted.document.hash == unseen(&extracted.document.name) {
                extracted = old;
            }
            proposals.into_iter().for_each(|proposal| propose(proposal, &mut extracted));
        }
        all.insert(extracted.document.name.clone(), extracted);
    }
    all.into_values().collect()
}

/// Takes the proposals off what a document says.
fn split(extracted: &mut Extracted) -> Vec<Statement<Participant>> {
    let own = extracted.statements.len() - std::mem::take(&mut extracted.proposed);
    extracted.statements.split_off(own)
}

/// The graph of what documents say, given what is believed about who is who.
pub fn assemble(documents: &[Extracted], ontology: &Ontology, beliefs: &Beliefs) -> Warned<Graph> {
    let resolved = resolve::resolve(documents, ontology, beliefs);
    let mut graph = Graph::build(resolved.value);
    graph.relate(&exclusive(ontology));
    Warned { value: graph, diagnostics: resolved.diagnostics }
}

/// The relations that hold with one participant at a time.
fn exclusive(ontology: &Ontology) -> Exclusive {
    let named = |side: Side| {
        let relations = ontology.relations.0.values();
        relations.filter(|relation| relation.exclusive == Some(side)).map(|relation| relation.name.clone()).collect()
    };
    Exclusive { subjects: named(Side::Subject), objects: named(Side::Object) }
}

/// Statements of a document by relation and status, for a summary.
pub fn tally(documents: &[Extracted]) -> IndexMap<Arc<str>, usize> {
    let mut counts: IndexMap<Arc<str>, usize> = IndexMap::new();
    for statement in documents.iter().flat_map(|extracted| &extracted.statements) {
        *counts.entry(statement.relation.clone()).or_default() += 1;
    }
    counts.sort_unstable_keys();
    counts
}
