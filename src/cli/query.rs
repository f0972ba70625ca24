//! `relata query`: a SPARQL question to the store.
//!
//! Owns where the question comes from and where the answer goes.

use std::fs;
use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;

use relata::rdf::PREFIXES;
use relata::serve::{RULES, VOCABULARY};
use relata::store::{Directory, Question, Store};

use super::arguments::StoreOnly;
use super::output::{self, Outcome};
use super::remote;

/// Arguments of `query`.
#[derive(Args)]
#[command(
    after_help = "The prefixes of the ontology, RDF, RDFS, XSD, SKOS, schema.org, PROV, NIF, OWL and Dublin Core are declared."
)]
pub(crate) struct Arguments {
    /// The question, in SPARQL.
    #[arg(required_unless_present = "file")]
    pub(crate) query: Option<String>,
    /// A file that holds the question.
    #[arg(short, long, conflicts_with = "query")]
    pub(crate) file: Option<PathBuf>,
    /// Ask what follows from facts as well.
    #[arg(long)]
    pub(crate) inference: bool,
    /// Let `SERVICE` in queries ask this host, `dbpedia.org` or `localhost:3030`; again for more. Without it no query reaches
    /// another server.
    #[arg(long, value_name = "HOST")]
    pub(crate) allow_service: Vec<String>,
    /// How the answer is written.
    #[arg(long, default_value = "table")]
    pub(crate) format: relata::store::AnswerFormat,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// How long another endpoint may take, for `SERVICE`.
const PATIENCE: Duration = Duration::from_secs(300);

/// Answers a question.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let text = match (&arguments.query, &arguments.file) {
        (Some(query), _) => query.clone(),
        (None, Some(file)) => fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?,
        (None, None) => String::new(),
    };
    let directory = Directory::new(&arguments.store.store);
    let manifest = directory.manifest()?;
    // The process ends with this command: the system takes memory back at once, quad by quad takes a while.
    let store = ManuallyDrop::new(Store::open(&directory, &manifest)?);
    let base = manifest.base;
    store.load_own(&directory, &format!("{}/", base.trim_end_matches('/')))?;
    let inferred = [format!("{}/inferred", base.trim_end_matches('/'))];
    let services = remote::services(&arguments.allow_service, PATIENCE)?;
    let mut question = Question { text: &text, prefixes: &PREFIXES, services, ..Question::default() };
    if arguments.inference {
        store.infer(&RULES, VOCABULARY, &inferred[0])?;
        question.also = &inferred;
    }
    let answer = store.answer(&question)?.write(arguments.format)?;
    let mut out = io::stdout().lock();
    output::write(&mut out, &answer)?;
    out.flush().context(output::TO_STDOUT)?;
    Ok(Outcome::Clean)
}
