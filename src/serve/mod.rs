//! A store on the Web: SPARQL endpoint and pages.
//!
//! Owns the protocols and the addresses. Takes a store directory and follows it while builds change it; never writes
//! to it, but beside it, where a user's own graphs are kept. Requests are answered by plain functions from request to reply; `listen` alone knows the network.

mod bounds;
mod dataset;
mod exchange;
mod graphs;
mod index;
mod limits;
mod listen;
mod negotiate;
mod pages;
mod protocol;
mod publish;
mod reconcile;
mod site;
mod snapshot;
mod texts;
mod triples;
mod vocabulary;
mod write;

use std::fmt;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

pub use publish::{Published, publish};
pub use write::Token;

use crate::store::Services;

/// The rules that inference applies, in the order of their files.
pub const RULES: [&str; 6] = snapshot::RULES;

/// Why a store cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address cannot be listened on.
    #[error("cannot listen on `{address}`; choose another with --address")]
    Address {
        /// The address.
        address: String,
        /// Why.
        source: io::Error,
    },
    /// The store cannot be read.
    #[error(transparent)]
    Directory(#[from] crate::store::DirectoryError),
    /// The store cannot be loaded.
    #[error(transparent)]
    Store(#[from] crate::store::Error),
    /// What the owner says of the site is no Turtle.
    #[error("the description of the site is not Turtle: {0}")]
    Site(String),
    /// The network failed.
    #[error("the server ended")]
    Network(#[from] io::Error),
}

/// The vocabulary that the program carries.
pub const VOCABULARY: &str = include_str!("../../ontology/relata.ttl");

/// What asks other endpoints.
#[derive(Clone)]
pub struct Asking(pub Arc<dyn Services>);

impl fmt::Debug for Asking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Asking")
    }
}

/// How a store is served.
#[derive(Debug, Clone)]
pub struct Options {
    /// The store directory.
    pub store: PathBuf,
    /// Questions that are answered at once; others wait.
    pub queries: usize,
    /// How long a question may take.
    pub timeout: Duration,
    /// Bytes by which all questions together may make the process grow.
    pub memory: u64,
    /// The ontology's vocabulary in Turtle: what the pages call its terms.
    pub ontology: String,
    /// What the owner says of the site, in Turtle relative to its base: licence, publisher, provenance.
    pub site: Option<String>,
    /// Whether what follows from facts is served as well, in a graph of its own.
    pub inference: bool,
    /// Makes the page that shows the whole graph, from the store directory.
    pub viewer: Option<fn(&Path) -> Option<Vec<u8>>>,
    /// The origin whose pages may read what is served (CORS): `*` for all.
    pub origin: Option<String>,
    /// What those must show who write to graphs of their own, beside those that relata makes; without it nobody writes.
    pub token: Option<Token>,
    /// Asks other endpoints, for `SERVICE` in queries; without it none is asked.
    pub services: Option<Asking>,
    /// Where the texts of documents are read again, to be shown whole; without them only sentences that say something are shown.
    pub texts: Vec<PathBuf>,
    /// Told when the store has changed, a line each.
    pub say: fn(&str),
}

impl Options {
    /// The usual bounds for a store.
    pub fn new(store: impl Into<PathBuf>) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            store: store.into(),
            queries: cores * 2,
            timeout: Duration::from_secs(30),
            memory: 2 << 30,
            ontology: VOCABULARY.to_owned(),
            site: None,
            inference: false,
            viewer: None,
            origin: None,
            token: None,
            services: None,
            texts: Vec::new(),
            say: |_| {},
        }
    }
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    site: site::Site,
    ended: Arc<Notify>,
}

impl Server {
    /// Loads the store and listens on an address: `127.0.0.1:7878`, or port 0 for any that is free.
    pub fn bind(address: &str, options: &Options) -> Result<Self, Error> {
        let failed = |source| Error::Address { address: address.to_owned(), source };
        let listener = TcpListener::bind(address).map_err(failed)?;
        let current = snapshot::Current::follow(options)?;
        Ok(Self { listener, site: site::Site::new(current, options), ended: Arc::new(Notify::new()) })
    }

    /// Where it listens.
    pub fn address(&self) -> Result<SocketAddr, Error> {
        Ok(self.listener.local_addr()?)
    }

    /// What ends it: [`Server::run`] returns when the handle is told to end, once what was asked before is answered.
    pub fn ending(&self) -> Ending {
        Ending(self.ended.clone())
    }

    /// Serves until it is told to end, by its handle, by the terminal (Ctrl-C) or by the system (SIGTERM).
    pub fn run(self) -> Result<(), Error> {
        let site = self.site;
        let answer: Arc<listen::Answer> = Arc::new(move |request| site.answer(&request));
        Ok(listen::run(self.listener, answer, self.ended)?)
    }
}

/// Ends a server.
#[derive(Debug, Clone)]
pub struct Ending(Arc<Notify>);

impl Ending {
    /// Tells it to end.
    pub fn end(&self) {
        self.0.notify_one();
    }
}
