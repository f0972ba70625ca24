//! `relata push`: the store's quads to another SPARQL server, and away from there.
//!
//! Owns the batches, the state that lets a broken push go on, and the two ways of sending: the Graph Store Protocol and
//! SPARQL Update.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use clap::Args;
use serde::{Deserialize, Serialize};

use relata::store::{Directory, parse};

use super::arguments::StoreOnly;
use super::memory;
use super::output::{self, Outcome};
use super::remote;

/// Arguments of `push`.
#[derive(Args)]
#[command(
    after_help = "Credentials come from the environment: RELATA_PUSH_TOKEN, or RELATA_PUSH_USER and RELATA_PUSH_PASSWORD.

Examples:
  relata push http://localhost:7879/store
  relata push http://localhost:8890/sparql --update
  relata push http://localhost:7879/store --remove"
)]
pub(crate) struct Arguments {
    /// Address of a graph store (Graph Store Protocol), or with --update of an endpoint that takes updates.
    pub(crate) url: String,
    /// Send by SPARQL Update.
    #[arg(long)]
    pub(crate) update: bool,
    /// Triples in one request.
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    pub(crate) batch: usize,
    /// Remove what was sent there from this store.
    #[arg(long)]
    pub(crate) remove: bool,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// How long a server may take for a batch.
const PATIENCE: Duration = Duration::from_secs(120);

/// What was sent, by the address of the server.
#[derive(Default, Serialize, Deserialize)]
struct State(BTreeMap<String, Sent>);

/// What one server was sent.
#[derive(Default, Clone, Serialize, Deserialize)]
struct Sent {
    /// The dataset's hash.
    dataset: String,
    /// Batches that arrived.
    batches: usize,
    /// Whether all did.
    whole: bool,
    /// The graphs that hold them.
    graphs: BTreeSet<String>,
}

/// Sends the store, or removes what was sent.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let url = arguments.url.as_str();
    remote::spoken(url)?;
    let directory = Directory::new(&arguments.store.store);
    let file = directory.beside("push.json");
    let mut state: State = memory::read(&file, "does not say what was sent")?;
    let server = Server { url, update: arguments.update, agent: remote::agent(PATIENCE) };
    if arguments.remove {
        let Some(sent) = state.0.remove(url) else { bail!("nothing was sent to `{url}` from this store") };
        sent.graphs.iter().try_for_each(|graph| server.drop(graph))?;
        memory::write(&file, &state)?;
        output::say(&format!("{} graphs removed from {url}\n", sent.graphs.len()));
        return Ok(Outcome::Clean);
    }
    let manifest = directory.manifest()?;
    let mut sent = state.0.get(url).cloned().unwrap_or_default();
    if sent.dataset == manifest.dataset && sent.whole {
        output::say(&format!("{url} has this store already\n"));
        return Ok(Outcome::Clean);
    }
    if sent.dataset != manifest.dataset {
        // The store has changed: what it was before goes first.
        sent.graphs.iter().try_for_each(|graph| server.drop(graph))?;
        sent = Sent { dataset: manifest.dataset.clone(), ..Sent::default() };
    }
    let batches = batches(&directory.nquads()?, &manifest.base, arguments.batch.max(1))?;
    let done = sent.batches;
    for (number, (graph, triples)) in batches.iter().enumerate().skip(done) {
        sent.graphs.insert(graph.clone());
        let failed =
            || format!("batch {} of {} did not arrive; the same command goes on from there", number + 1, batches.len());
        let arrived = server.add(graph, triples).with_context(failed);
        sent.batches = number + usize::from(arrived.is_ok());
        sent.whole = sent.batches == batches.len();
        state.0.insert(url.to_owned(), sent.clone());
        memory::write(&file, &state)?;
        arrived?;
    }
    output::say(&format!("{} batches sent to {url}, {} graphs\n", batches.len() - done, sent.graphs.len()));
    Ok(Outcome::Clean)
}

/// The quads in batches of one graph each, as N-Triples. The merged graph gets a name, the base of the store, so that it can be
/// removed without what others have put into the default graph of the server.
fn batches(nquads: &[u8], base: &str, size: usize) -> Result<Vec<(String, String)>> {
    let mut graphs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for quad in parse(nquads)? {
        let line = format!("{} {} {} .\n", quad.subject, quad.predicate, quad.object);
        let name = quad.graph_name.to_string();
        let name = if name == "DEFAULT" { base.to_owned() } else { name.trim_matches(['<', '>']).to_owned() };
        graphs.entry(name).or_default().push(line);
    }
    let cut = |(graph, lines): (String, Vec<String>)| {
        lines.chunks(size).map(|lines| (graph.clone(), lines.concat())).collect::<Vec<_>>()
    };
    Ok(graphs.into_iter().flat_map(cut).collect())
}

/// A server that takes quads.
struct Server<'s> {
    url: &'s str,
    update: bool,
    agent: ureq::Agent,
}

impl Server<'_> {
    fn add(&self, graph: &str, triples: &str) -> Result<()> {
        if self.update {
            return self.change(&format!("INSERT DATA {{ GRAPH <{graph}> {{ {triples} }} }}"));
        }
        let request = authorised(self.agent.post(self.graph(graph)).header("Content-Type", "application/n-triples"));
        fine(request.send(triples)?, &[])
    }

    fn drop(&self, graph: &str) -> Result<()> {
        if self.update {
            return self.change(&format!("DROP SILENT GRAPH <{graph}>"));
        }
        // A graph that is gone already is as good as removed.
        fine(authorised(self.agent.delete(self.graph(graph))).call()?, &[404])
    }

    fn change(&self, update: &str) -> Result<()> {
        let request = authorised(self.agent.post(self.url).header("Content-Type", "application/sparql-update"));
        fine(request.send(update)?, &[])
    }

    fn graph(&self, graph: &str) -> String {
        let sign = if self.url.contains('?') { '&' } else { '?' };
        let encoded: String = graph.bytes().fold(String::new(), |mut out, byte| {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
                other => out.push_str(&format!("%{other:02X}")),
            }
            out
        });
        format!("{}{sign}graph={encoded}", self.url)
    }
}

/// With the credentials of the environment, which never stand on a command line.
fn authorised<B>(request: ureq::RequestBuilder<B>) -> ureq::RequestBuilder<B> {
    let of = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    match (of("RELATA_PUSH_TOKEN"), of("RELATA_PUSH_USER"), of("RELATA_PUSH_PASSWORD")) {
        (Some(token), ..) => request.header("Authorization", format!("Bearer {token}")),
        (None, Some(user), password) => {
            let pair = format!("{user}:{}", password.unwrap_or_default());
            let pair = base64::engine::general_purpose::STANDARD.encode(pair);
            request.header("Authorization", format!("Basic {pair}"))
        }
        (None, None, _) => request,
    }
}

fn fine(mut response: ureq::http::Response<ureq::Body>, also: &[u16]) -> Result<()> {
    let status = response.status();
    if status.is_success() || also.contains(&status.as_u16()) {
        return Ok(());
    }
    let said = response.body_mut().read_to_string().unwrap_or_default();
    let said: String = said.chars().take(300).collect();
    bail!("the server answers {status}: {}", said.trim())
}
