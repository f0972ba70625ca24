//! `relata remove`: documents withdrawn, and the store rebuilt without them.
//!
//! Owns the check that they are there. The store is then what it would be had they never come.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use indexmap::IndexMap;

use relata::pipeline;
use relata::store::Directory;

use super::arguments;
use super::kept::{Change, Kept};
use super::output::{self, Outcome};

/// Withdraws documents.
pub(crate) fn run(arguments: &arguments::Remove) -> Result<Outcome> {
    let ontology = super::extract::ontology(&arguments.ontology)?;
    let directory = Directory::new(&arguments.store.store);
    let _lock = directory.lock()?;
    let mut kept = Kept::open(&arguments.store)?;
    for name in &arguments.documents {
        if !kept.documents.iter().any(|extracted| extracted.document.name == *name) {
            bail!("the store has no document `{name}`; `relata stats --documents` lists them");
        }
    }
    if kept.manifest.ontology != ontology.version() {
        bail!("the store was built with another ontology; name it with --ontology, or build again");
    }
    kept.documents.retain(|extracted| !arguments.documents.contains(&extracted.document.name));
    let analyses: BTreeMap<String, String> =
        kept.manifest.documents.iter().map(|entry| (entry.name.clone(), entry.analysis.clone())).collect();
    let (base, documents) = (kept.manifest.base.as_str(), kept.documents.as_slice());
    let mut diagnostics = kept.diagnostics;
    let graph = pipeline::assemble(documents.to_vec(), &ontology, &kept.beliefs).unload(&mut diagnostics);
    let change = Change {
        ontology: &ontology,
        base,
        documents,
        analyses: &analyses,
        beliefs: &kept.beliefs,
        exports: IndexMap::new(),
    };
    let manifest = change.keep(&directory, &graph)?;
    output::report(&diagnostics);
    output::print(&format!(
        "{} documents, {} entities, {} edges, {} quads\n  dataset: {}\n",
        documents.len(),
        graph.node_count(),
        graph.edge_count(),
        manifest.quads,
        manifest.dataset
    ))?;
    Ok(Outcome::of(&diagnostics))
}
