//! Texts of documents, read again from their sources.
//!
//! Owns whether a source still says what the store was built from: a document whose bytes have another hash, or that is not
//! among the sources, has no text here, and that is told. A store keeps no texts, so that whoever gets one gets none.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use crate::read::{self, Item};
use crate::store::{DocumentEntry, sha256};

/// How many names a message tells.
const TOLD: usize = 5;

/// The texts of a store's documents.
#[derive(Debug, Default)]
pub(super) struct Texts {
    by_name: HashMap<String, String>,
    /// Documents without a text, each with what became of it.
    missing: Vec<(String, &'static str)>,
}

impl Texts {
    /// Reads the sources; without sources no text is wanted.
    pub(super) fn read(sources: &[PathBuf], documents: &[DocumentEntry]) -> Self {
        let mut texts = Self::default();
        if sources.is_empty() {
            return texts;
        }
        let mut wanted: BTreeMap<&str, (&str, &'static str)> = documents
            .iter()
            .map(|entry| (entry.name.as_str(), (entry.hash.as_str(), "not among the sources")))
            .collect();
        for source in read::expand(sources).value {
            // What cannot be read is told as missing, document by document.
            let _ = read::records(&source, &mut |record| {
                let Some(Item::Document(document)) = record.value else { return };
                let name = document.info.name.as_str();
                match wanted.get_mut(name) {
                    Some((hash, _)) if *hash == document.info.hash => {
                        wanted.remove(name);
                        texts.by_name.insert(document.info.name, document.text);
                    }
                    Some((_, why)) => *why = "changed since the build",
                    None => {}
                }
            });
        }
        texts.missing = wanted.into_iter().map(|(name, (_, why))| (name.to_owned(), why)).collect();
        texts
    }

    /// The text of a document.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(String::as_str)
    }

    /// Which texts are here, as a hash: pages differ by that. Nothing when there are none.
    pub(super) fn tag(&self) -> String {
        let mut names: Vec<&str> = self.by_name.keys().map(String::as_str).collect();
        names.sort_unstable();
        if names.is_empty() { String::new() } else { sha256(names.join("\n").as_bytes())[..8].to_owned() }
    }

    /// What to tell of documents without a text.
    pub(super) fn told(&self) -> Option<String> {
        let all = self.by_name.len() + self.missing.len();
        let names: Vec<String> =
            self.missing.iter().take(TOLD).map(|(name, why)| format!("`{name}` ({why})")).collect();
        let more = self.missing.len().saturating_sub(TOLD);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let count = self.missing.len();
        (count > 0).then(|| format!("warning: no text for {count} of {all} documents: {}{more}\n", names.join(", ")))
    }
}
