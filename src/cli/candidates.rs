//! `relata identity candidates`: what a reconciliation service holds under the names of a store.
//!
//! Owns the W3C Reconciliation Service API 0.2 as far as it asks for candidates, and the cache that answers
//! without the service. What it prints are proposals; nothing here ever decides.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use serde::{Deserialize, Serialize};

use relata::model::EntityKind;
use relata::store::Directory;

use super::arguments::{OntologyOption, StoreOnly};
use super::build::write_file;
use super::kept::Kept;
use super::memory;
use super::output::{self, Outcome};
use super::remote;

/// Arguments of `identity candidates`.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Address of the service (http).
    pub(crate) service: String,
    /// At most so many candidates of each name.
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) limit: usize,
    /// Only for the entity of this name.
    #[arg(long, value_name = "NAME")]
    pub(crate) of: Option<String>,
    /// Ask the cache alone.
    #[arg(long)]
    pub(crate) offline: bool,
    /// The cache; STORE.candidates.json when left out.
    #[arg(long, value_name = "FILE")]
    pub(crate) cache: Option<PathBuf>,
    /// Write into this file instead of standard output.
    #[arg(short, long)]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Names asked for in one request, as services recommend.
const BATCH: usize = 10;

/// How long a service may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What services answered, by the address of the service.
#[derive(Default, Serialize, Deserialize)]
struct Cache(BTreeMap<String, Service>);

/// What one service said of itself and of names.
#[derive(Default, Serialize, Deserialize)]
struct Service {
    /// Where its ids live: a template with `{{id}}`, or the start of an IRI.
    space: String,
    candidates: BTreeMap<String, Vec<Candidate>>,
}

/// A candidate as the API gives it; what else a service says is passed over.
#[derive(Clone, Serialize, Deserialize)]
struct Candidate {
    id: String,
    name: String,
    #[serde(default)]
    score: f64,
    #[serde(rename = "match", default)]
    matches: bool,
}

#[derive(Deserialize)]
struct Answer {
    result: Vec<Candidate>,
}

#[derive(Deserialize)]
struct Manifest {
    #[serde(rename = "identifierSpace", default)]
    space: String,
    #[serde(default)]
    view: Option<View>,
}

#[derive(Deserialize)]
struct View {
    url: String,
}

/// Asks for candidates and prints them.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let ontology = super::extract::ontology(&arguments.ontology)?;
    let graph = Kept::open(&arguments.store)?.graph(&ontology);
    let proper = |kind| !matches!(kind, EntityKind::Group | EntityKind::Unnamed | EntityKind::Sector);
    let wanted: Vec<(String, String)> = graph
        .nodes()
        .map(|node| &node.entity)
        .filter(|entity| proper(entity.kind) && arguments.of.as_ref().is_none_or(|of| *of == entity.name))
        .map(|entity| (entity.id.to_string(), entity.name.clone()))
        .collect();
    let file =
        arguments.cache.clone().unwrap_or_else(|| Directory::new(&arguments.store.store).beside("candidates.json"));
    let mut cache: Cache = memory::read(&file, "is no cache of candidates")?;
    let service = cache.0.entry(arguments.service.clone()).or_default();
    let mut names: Vec<&str> = wanted.iter().map(|(_, name)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| !service.candidates.contains_key(*name));
    if !arguments.offline && !names.is_empty() {
        ask(&arguments.service, &names, arguments.limit, service)?;
    }
    let text = proposals(&wanted, service);
    let missing = wanted.iter().filter(|(_, name)| !service.candidates.contains_key(name)).count();
    memory::write(&file, &cache)?;
    match &arguments.output {
        Some(file) => write_file(file, |out| Ok(out.write_all(text.as_bytes())?))?,
        None => output::print(&text)?,
    }
    if missing > 0 {
        output::say(&format!("{missing} names are not in the cache; ask without --offline\n"));
    }
    Ok(Outcome::Clean)
}

/// Asks a service for its manifest, then for the names, batch by batch.
fn ask(url: &str, names: &[&str], limit: usize, service: &mut Service) -> Result<()> {
    remote::spoken(url)?;
    let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().into();
    let failed =
        || format!("the reconciliation service at `{url}` does not answer; --offline uses what it said before");
    let text =
        agent.get(url).call().and_then(|mut response| response.body_mut().read_to_string()).with_context(failed)?;
    let manifest: Manifest =
        serde_json::from_str(&text).with_context(|| format!("`{url}` gives no manifest of the Reconciliation API"))?;
    service.space = manifest.view.map_or(manifest.space, |view| view.url);
    for batch in names.chunks(BATCH) {
        let queries: serde_json::Map<String, serde_json::Value> = batch
            .iter()
            .enumerate()
            .map(|(at, name)| (format!("q{at}"), serde_json::json!({ "query": name, "limit": limit })))
            .collect();
        let queries = serde_json::Value::Object(queries).to_string();
        let sent = agent.post(url).send_form([("queries", queries.as_str())]);
        let text = sent.and_then(|mut response| response.body_mut().read_to_string()).with_context(failed)?;
        let mut answers: BTreeMap<String, Answer> = serde_json::from_str(&text)
            .with_context(|| format!("`{url}` answers otherwise than the Reconciliation API says"))?;
        for (at, name) in batch.iter().enumerate() {
            let mut found = answers.remove(&format!("q{at}")).map(|answer| answer.result).unwrap_or_default();
            found.truncate(limit);
            service.candidates.insert((*name).to_owned(), found);
        }
    }
    Ok(())
}

/// Candidates as tab-separated lines, the likeliest of each entity first.
fn proposals(wanted: &[(String, String)], service: &Service) -> String {
    let mut text = "entity\tname\tcandidate\tcandidate name\tscore\tmatch\n".to_owned();
    for (id, name) in wanted {
        let mut found = service.candidates.get(name).cloned().unwrap_or_default();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        for candidate in found {
            let iri = if service.space.contains("{{id}}") {
                service.space.replace("{{id}}", &candidate.id)
            } else {
                format!("{}{}", service.space, candidate.id)
            };
            let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
            let (score, matches) = (candidate.score, candidate.matches);
            text.push_str(&format!("{id}\t{}\t{iri}\t{}\t{score}\t{matches}\n", plain(name), plain(&candidate.name)));
        }
    }
    text
}
