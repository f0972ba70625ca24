//! What `relata check` reports of a sound ontology: counts, gaps and clashes.
//!
//! Owns coverage and ambiguity; faults that stop the loader are `load`'s.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::{Diagnostic, Language};

use super::{Frame, LexicalEntry, Ontology};

/// Entries that every relation should have in every language.
const ENOUGH: usize = 3;

/// Figures of an ontology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Relations and metrics with their number of entries in each language (the order of `Language::ALL`).
    pub entries: IndexMap<Arc<str>, [usize; 2]>,
    /// Entries by frame, in the order of the frames.
    pub frames: IndexMap<&'static str, usize>,
    /// Number of known entities.
    pub known: usize,
    /// Gaps and clashes.
    pub diagnostics: Vec<Diagnostic>,
}

/// Counts the entries of `ontology` and looks for gaps and clashes.
pub fn check(ontology: &Ontology) -> Report {
    let mut entries: IndexMap<Arc<str>, [usize; 2]> =
        ontology.relations.0.keys().map(|name| (name.clone(), [0, 0])).collect();
    let mut frames: IndexMap<&'static str, usize> = Frame::ALL.iter().map(|(_, name)| (*name, 0)).collect();
    for entry in ontology.lexicon.entries() {
        entries.entry(entry.relation.clone()).or_default()[entry.language as usize] += 1;
        *frames.entry(entry.frame.name()).or_default() += 1;
    }
    let mut diagnostics = clashes(ontology.lexicon.entries());
    for (relation, counts) in &entries {
        for language in Language::ALL {
            let count = counts[language as usize];
            if count < ENOUGH {
                let message = format!("`{relation}` has {count} lexical entries in `{}`", language.tag());
                let file = format!("ontology/lexicon/{}", language.tag());
                diagnostics.push(
                    Diagnostic::warning("few-entries", file, message).with_hint(format!("give it at least {ENOUGH}")),
                );
            }
        }
    }
    Report { entries, frames, known: ontology.known.entities().count(), diagnostics }
}

/// Entries that nothing tells apart and that express different relations.
fn clashes(entries: &[LexicalEntry]) -> Vec<Diagnostic> {
    let mut seen: IndexMap<_, &LexicalEntry> = IndexMap::new();
    let mut found = Vec::new();
    for entry in entries {
        let key = (
            entry.language,
            entry.part_of_speech,
            &entry.lemma,
            entry.frame,
            &entry.markers,
            &entry.with,
            (&entry.subject_kinds, &entry.object_kinds),
        );
        match seen.get(&key) {
            Some(other) => {
                let message = format!("nothing tells `{}` and `{}` apart", other.id, entry.id);
                let file = format!("ontology/lexicon/{}", entry.language.tag());
                found.push(
                    Diagnostic::warning("clashing-entries", file, message)
                        .with_hint("narrow one of them by a marker, a companion word or the kind of a participant"),
                );
            }
            None => {
                seen.insert(key, entry);
            }
        }
    }
    found
}
