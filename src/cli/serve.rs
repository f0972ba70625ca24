//! `relata serve`: a store on the Web.
//!
//! Owns the address and what is told on the terminal.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use relata::export::{self, Format};
use relata::ontology::Ontology;
use relata::serve::{Asking, Options, Server, Token};

use super::arguments;
use super::kept::Kept;
use super::output::{self, Outcome};
use super::remote;

/// Serves until told to end.
pub(crate) fn run(arguments: &arguments::Serve) -> Result<Outcome> {
    if !(arguments.timeout > 0.0 && arguments.timeout <= 86_400.0) {
        bail!("`--timeout` takes seconds, more than 0 and at most a day");
    }
    let usual = options(&arguments.store, arguments.site.as_ref(), &arguments.with_texts)?;
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
pub(super) fn options(store: &arguments::StoreOnly, site: Option<&PathBuf>, texts: &[PathBuf]) -> Result<Options> {
    for text in texts {
        if text.as_os_str() == "-" {
            bail!(
                "`--with-texts` reads its sources again whenever the store changes, which standard input cannot be; name a file or a folder"
            );
        }
        fs::metadata(text).with_context(|| format!("`--with-texts`: cannot read `{}`", text.display()))?;
    }
    let read = |file: &PathBuf| fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()));
    let (site, texts) = (site.map(read).transpose()?, texts.to_owned());
    Ok(Options { site, texts, say: output::say, ..Options::new(&store.store) })
}

/// The page that shows the whole graph of a store.
fn viewer(store: &Path) -> Option<Vec<u8>> {
    let store = arguments::StoreOnly { store: store.to_owned(), judgements: None };
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
