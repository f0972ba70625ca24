//! `relata export`: the store's graph, or a part of it, in one format.
//!
//! Owns the choice of format and of what is shown.

use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail};

use relata::export::{self, Format};
use relata::graph::Graph;
use relata::model::{EntityId, Status};
use relata::ontology::Ontology;

use super::arguments;
use super::build;
use super::kept::Kept;
use super::output::Outcome;

/// Writes the graph.
pub(crate) fn run(arguments: &arguments::Export) -> Result<Outcome> {
    let format = format(arguments)?;
    let ontology = Ontology::builtin();
    let graph = view(arguments, &graph(&arguments.store, &ontology)?, &ontology)?;
    match arguments.output.as_deref().filter(|output| *output != Path::new("-")) {
        Some(file) => {
            build::write_file(file, |out| Ok(export::write(&graph, &ontology, &arguments.base, format, out)?))?;
        }
        None => export::write(&graph, &ontology, &arguments.base, format, io::stdout().lock())?,
    }
    Ok(Outcome::Clean)
}

/// The graph of a store.
pub(crate) fn graph(store: &arguments::StoreOnly, ontology: &Ontology) -> Result<Graph> {
    Ok(Kept::open(store)?.graph(ontology))
}

fn format(arguments: &arguments::Export) -> Result<Format> {
    let names = || Format::all().map(Format::name).collect::<Vec<_>>().join(", ");
    if let Some(name) = &arguments.format {
        return Format::from_name(name)
            .with_context(|| format!("unknown format `{name}`; it must be one of {}", names()));
    }
    let extension = arguments.output.as_deref().and_then(Path::extension).and_then(|extension| extension.to_str());
    let guessed = extension.and_then(Format::from_extension);
    guessed.with_context(|| format!("name a format with --format, one of {}", names()))
}

/// The part of the graph that the options ask for.
fn view(arguments: &arguments::Export, graph: &Graph, ontology: &Ontology) -> Result<Graph> {
    for relation in &arguments.relation {
        if ontology.relations.get(relation).is_none() {
            bail!("unknown relation `{relation}`; `relata check` lists them");
        }
    }
    let statuses: Vec<Status> = arguments
        .status
        .iter()
        .map(|name| {
            let known = || Status::ALL.map(Status::name).join(", ");
            Status::from_name(name).with_context(|| format!("unknown status `{name}`; it must be one of {}", known()))
        })
        .collect::<Result<_>>()?;
    let wanted = |fact: &relata::graph::Fact| {
        (arguments.relation.is_empty() || arguments.relation.iter().any(|relation| **relation == *fact.relation))
            && (statuses.is_empty() || statuses.contains(&fact.status))
    };
    let mut graph = graph.retain(|_| true, wanted);
    if let Some(name) = &arguments.focus {
        let found: Vec<EntityId> = graph.find(name).iter().map(|entity| entity.id.clone()).collect();
        if found.is_empty() {
            bail!("no entity is called `{name}`");
        }
        graph = graph.neighbourhood(&found, arguments.hops);
    } else if !arguments.relation.is_empty() || !statuses.is_empty() {
        let ends: std::collections::BTreeSet<EntityId> =
            graph.edges().flat_map(|edge| [edge.source.id.clone(), edge.target.id.clone()]).collect();
        graph = graph.retain(|node| ends.contains(&node.entity.id) || !node.observations.is_empty(), |_| true);
    }
    Ok(graph)
}
