//! `relata publish`: the site of a store as files.
//!
//! Owns the files that other rooms make: the page to explore, the whole graph.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use relata::export::{self, Format};
use relata::serve::{Options, publish};

use super::arguments::{OntologyOption, StoreOnly};
use super::kept::Kept;
use super::output::{self, Outcome};
use super::serve::{self, SiteOptions};

/// Arguments of `publish`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata publish site
  relata publish site --site site.ttl")]
pub(crate) struct Arguments {
    /// The folder; files that are no longer part of the site are removed, others are left alone.
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) site: SiteOptions,
    /// Describe what follows from facts as well.
    #[arg(long)]
    pub(crate) inference: bool,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Writes the site and says what changed.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let ontology = super::extract::ontology(&arguments.ontology)?;
    let mut kept = Kept::open(&arguments.store)?;
    let graph = kept.graph(&ontology);
    let looks = export::Options { base: kept.manifest.base.clone(), ..export::Options::default() };
    let mut more = Vec::new();
    for (name, format) in [("graph.html", Format::Html), ("graph.nq", Format::NQuads), ("graph.ttl", Format::Turtle)] {
        let mut bytes = Vec::new();
        export::write(&graph, &ontology, &looks, format, &mut bytes)?;
        more.push((name.to_owned(), bytes));
    }
    let options = serve::options(&arguments.store, &arguments.site)?;
    let options = Options { inference: arguments.inference, ..options };
    let done = publish(&options, &arguments.folder, more)?;
    output::say(&format!(
        "{}: {} files written, {} as before, {} removed\n",
        arguments.folder.display(),
        done.written,
        done.kept,
        done.removed
    ));
    if done.left_out > 0 {
        output::say(&format!("{} documents have names that no file can have and were left out\n", done.left_out));
    }
    Ok(Outcome::Clean)
}
