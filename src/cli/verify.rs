//! `relata verify`: every hash of the manifest recomputed.
//!
//! Owns what is compared with what: files with the manifest, the dataset with its canonical form as another
//! program computes it, the graph with what the statements give today, exports with what the graph gives.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use relata::export;
use relata::store::{canonical_hash, parse, sha256};

use super::arguments::{OntologyOption, StoreOnly};
use super::build;
use super::dataset;
use super::kept::{self, Kept};
use super::output::{self, Outcome};

/// Arguments of `verify`.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Also compare the exports in this folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) export: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Recomputes and compares.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let ontology = super::extract::ontology(&arguments.ontology)?;
    let mut kept = Kept::open(&arguments.store)?;
    let manifest = kept.manifest.clone();
    let mut report = Report::default();
    let bytes = kept.directory.nquads()?;
    report.compare("graph file", &manifest.dataset, &sha256(&bytes));
    let quads = parse(&bytes)?;
    let canonical = canonical_hash(&quads).map_err(anyhow::Error::msg).context("the dataset has no canonical form")?;
    report.compare("dataset (RDFC-1.0)", &manifest.dataset, &canonical);
    drop(quads);
    report.compare("statements", &manifest.statements, &sha256(kept.directory.statements(&manifest)?.as_bytes()));
    report.compare("judgements", &manifest.judgements, &kept::judgements_hash(&kept.beliefs));
    report.compare("ontology", &manifest.ontology, ontology.version());
    let graph = kept.graph(&ontology);
    let again = dataset::nquads(&graph, &ontology, &manifest.base, &kept.registers).concat();
    report.compare("graph built again", &manifest.dataset, &sha256(again.as_bytes()));
    drop(again);
    let options = export::Options { base: manifest.base.clone(), ..export::Options::default() };
    for format in build::exported() {
        let name = format!("graph.{}", format.extension());
        let Some(told) = manifest.exports.get(&name) else { continue };
        let mut bytes = Vec::new();
        export::write(&graph, &ontology, &options, format, &mut bytes)?;
        report.compare(&format!("{name} written again"), told, &sha256(&bytes));
        if let Some(folder) = &arguments.export {
            let file = folder.join(&name);
            let found = fs::read(&file).map_or_else(|cause| cause.to_string(), |bytes| sha256(&bytes));
            report.compare(&file.display().to_string(), told, &found);
        }
    }
    if arguments.export.is_some() && manifest.exports.is_empty() {
        output::say("the last build wrote no exports; build with --export to have their hashes kept\n");
    }
    output::print(&report.text)?;
    Ok(if report.faults == 0 { Outcome::Clean } else { Outcome::Faults })
}

#[derive(Default)]
struct Report {
    text: String,
    faults: usize,
}

impl Report {
    fn compare(&mut self, what: &str, told: &str, found: &str) {
        if told == found {
            self.text.push_str(&format!("same     {what}  {told}\n"));
        } else {
            self.faults += 1;
            self.text.push_str(&format!("differs  {what}\n    manifest {told}\n    found    {found}\n"));
        }
    }
}
