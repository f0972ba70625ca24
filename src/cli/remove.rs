//! `relata remove`: documents withdrawn, and the store rebuilt without them.
//!
//! Owns the check that they are there. The store is then what it would be had they never come.

use anyhow::{Result, bail};
use clap::Args;

use relata::store::Directory;

use super::arguments::{OntologyOption, StoreOnly};
use super::kept::Kept;
use super::output::{self, Outcome};

/// Arguments of `remove`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata remove tether-invests.fr.txt
  relata remove reports/2024.md reports/2025.md --store graph")]
pub(crate) struct Arguments {
    /// Names of documents, as `relata stats --documents` lists them.
    #[arg(required = true)]
    pub(crate) documents: Vec<String>,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Withdraws documents.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let ontology = super::extract::ontology(&arguments.ontology)?;
    let directory = Directory::new(&arguments.store.store);
    let _lock = directory.lock()?;
    let mut kept = Kept::open(&arguments.store)?;
    for name in &arguments.documents {
        let document = kept.documents.iter().any(|extracted| extracted.document.name == *name);
        if !document && !kept.registers.iter().any(|register| register.name == *name) {
            bail!("the store has no document `{name}`; `relata stats --documents` lists them");
        }
    }
    kept.documents.retain(|extracted| !arguments.documents.contains(&extracted.document.name));
    kept.registers.retain(|register| !arguments.documents.contains(&register.name));
    let (graph, manifest) = kept.keep_again(&ontology)?;
    output::report(&kept.diagnostics);
    output::print(&format!(
        "{} documents, {} entities, {} edges, {} quads\n  dataset: {}\n",
        kept.documents.len(),
        graph.node_count(),
        graph.edge_count(),
        manifest.quads,
        manifest.dataset
    ))?;
    Ok(Outcome::of(&kept.diagnostics))
}
