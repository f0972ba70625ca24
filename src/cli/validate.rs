//! `relata validate`: the store, or a file, against shapes.
//!
//! Owns which graph is checked and how the report is printed.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use relata::model::Language;
use relata::store::{Directory, Store};
use relata::validate::{BLANK, SHAPES, Shapes};

use super::arguments::StoreOnly;
use super::output::{self, Outcome};

/// Arguments of `validate`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata validate
  relata validate --shapes ours.ttl --format ttl")]
pub(crate) struct Arguments {
    /// Shapes in Turtle (SHACL Core); the program's own when left out.
    #[arg(long, value_name = "FILE")]
    pub(crate) shapes: Option<PathBuf>,
    /// A file of RDF to check instead of the store.
    #[arg(long, value_name = "FILE")]
    pub(crate) data: Option<PathBuf>,
    /// How the report is written: `text`, `ttl` (SHACL's validation report), `json`.
    #[arg(long, default_value = "text")]
    pub(crate) format: String,
    /// The language of the messages, `fr` or `en`.
    #[arg(long, default_value = "en", value_name = "TAG")]
    pub(crate) language: String,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// Checks and prints the report.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let text = match &arguments.shapes {
        Some(file) => fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?,
        None => SHAPES.to_owned(),
    };
    let language = Language::from_tag(&arguments.language)
        .with_context(|| format!("unknown language `{}`; it must be one of fr, en", arguments.language))?;
    let shapes = Shapes::parse(&text)?;
    let store = match &arguments.data {
        Some(file) => store_of(file)?,
        None => Store::from_nquads(&Directory::new(&arguments.store.store).nquads()?)?,
    };
    let report = shapes.check(&store)?;
    let bytes = match arguments.format.as_str() {
        "text" => report.text(language).into_bytes(),
        "ttl" => report.turtle()?,
        "json" => (serde_json::to_string_pretty(&report.json())? + "\n").into_bytes(),
        other => bail!("unknown format `{other}`; it must be one of text, ttl, json"),
    };
    let mut out = io::stdout().lock();
    output::write(&mut out, &bytes)?;
    out.flush().context(output::TO_STDOUT)?;
    let severe = report.violations.iter().any(relata::validate::Violation::severe);
    Ok(if severe { Outcome::Faults } else { Outcome::Clean })
}

/// The triples of a file of RDF. Its blank nodes get names, so that questions can speak of them.
fn store_of(file: &Path) -> Result<Store> {
    let bytes = fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let failed = || format!("`{}` is not RDF that can be read", file.display());
    Store::from_file(&bytes, extension, BLANK).with_context(failed)
}
