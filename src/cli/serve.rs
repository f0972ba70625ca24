//! `relata serve`: a store on the Web.
//!
//! Owns the address and what is told on the terminal.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;

use relata::export::{self, Format};
use relata::ontology::Ontology;
use relata::serve::{Asking, Options, Server, Token};

use super::arguments::StoreOnly;
use super::kept::Kept;
use super::output::{self, Outcome};
use super::remote;

/// Arguments of `serve`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata serve
  relata serve --store graph --address 127.0.0.1:8080 --timeout 10
  relata serve --with-texts articles/")]
pub(crate) struct Arguments {
    /// Where to listen; only this machine reaches the default.
    #[arg(long, default_value = "127.0.0.1:7878", value_name = "HOST:PORT")]
    pub(crate) address: String,
    /// Seconds that a query may take.
    #[arg(long, default_value_t = 30.0, value_name = "SECONDS")]
    pub(crate) timeout: f64,
    /// Queries answered at once, others wait; twice the number of cores when left out.
    #[arg(long, value_name = "N")]
    pub(crate) queries: Option<usize>,
    /// MiB that all queries together may take (where the system tells, as Linux does).
    #[arg(long, default_value_t = 2048, value_name = "MIB")]
    pub(crate) memory: u64,
    /// Let pages of this origin read what is served: `*` for those of every site.
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) cors: Option<String>,
    /// Let `SERVICE` in queries ask this host, `dbpedia.org` or `localhost:3030`; again for more. Without it no query reaches
    /// another server.
    #[arg(long, value_name = "HOST")]
    pub(crate) allow_service: Vec<String>,
    /// Let those who show the token in RELATA_TOKEN write to graphs of their own (SPARQL Update, Graph Store Protocol); they are kept
    /// in STORE.own.nq beside the store.
    #[arg(long)]
    pub(crate) writable: bool,
    #[command(flatten)]
    pub(crate) site: SiteOptions,
    /// Serve what follows from facts as well, in the graph `inferred` under the base.
    #[arg(long)]
    pub(crate) inference: bool,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// What a site shows besides its graph, as `publish` has it too.
#[derive(Args)]
pub(crate) struct SiteOptions {
    /// What you say of the site, in Turtle: `<> dcterms:license <…>`.
    #[arg(long, value_name = "FILE")]
    pub(crate) site: Option<PathBuf>,
    /// Show whole texts of documents, read again from this file or folder; again for more. Without it pages show only sentences
    /// that say something, as texts may not be yours to publish.
    #[arg(long, value_name = "SOURCE")]
    pub(crate) with_texts: Vec<PathBuf>,
}

/// Serves until told to end.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    if !(arguments.timeout > 0.0 && arguments.timeout <= 86_400.0) {
        bail!("`--timeout` takes seconds, more than 0 and at most a day");
    }
    let usual = options(&arguments.store, &arguments.site)?;
    let options = Options {
        queries: arguments.queries.unwrap_or(usual.queries).max(1),
        timeout: Duration::from_secs_f64(arguments.timeout),
        memory: arguments.memory << 20,
        origin: arguments.cors.clone(),
        inference: arguments.inference,
        token: arguments.writable.then(token).transpose()?,
        services: remote::services(&arguments.allow_service, Duration::from_secs_f64(arguments.timeout))?.map(Asking),
        viewer: Some(viewer),
        ..usual
    };
    let server = Server::bind(&arguments.address, &options)?;
    let address = server.address()?;
    if !loopback(&address) {
        output::say(&format!("warning: everyone who reaches {address} can read and query this store\n"));
    }
    output::say(&format!("serving `{}` at http://{address}/\n", arguments.store.store.display()));
    server.run()?;
    Ok(Outcome::Clean)
}

/// What writers must show, from the environment: it never stands on a command line.
fn token() -> Result<Token> {
    let secret = std::env::var("RELATA_TOKEN").unwrap_or_default();
    Token::new(&secret)
        .context("`--writable` needs a token of at least 16 characters in the environment variable RELATA_TOKEN")
}

/// The usual options for a store, with what its owner says of the site and the texts that may be shown.
pub(super) fn options(store: &StoreOnly, site: &SiteOptions) -> Result<Options> {
    for text in &site.with_texts {
        if text.as_os_str() == "-" {
            bail!(
                "`--with-texts` reads its sources again whenever the store changes, which standard input cannot be; name a file or a folder"
            );
        }
        fs::metadata(text).with_context(|| format!("`--with-texts`: cannot read `{}`", text.display()))?;
    }
    let read = |file: &PathBuf| fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()));
    let (texts, site) = (site.with_texts.clone(), site.site.as_ref().map(read).transpose()?);
    Ok(Options { site, texts, say: output::say, ..Options::new(&store.store) })
}

/// The page that shows the whole graph of a store.
fn viewer(store: &Path) -> Option<Vec<u8>> {
    let store = StoreOnly { store: store.to_owned(), judgements: None };
    let mut kept = Kept::open(&store).ok()?;
    let ontology = Ontology::builtin();
    let graph = kept.graph(&ontology);
    let looks = export::Options { base: kept.manifest.base.clone(), ..export::Options::default() };
    let mut page = Vec::new();
    export::write(&graph, &ontology, &looks, Format::Html, &mut page).ok()?;
    Some(page)
}

fn loopback(address: &SocketAddr) -> bool {
    address.ip().is_loopback()
}
