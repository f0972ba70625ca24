//! `relata stats` and `relata path`: what a store holds, and how two of its entities hang together.
//!
//! Owns the layout of both.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use clap::Args;

use relata::graph::Graph;
use relata::model::EntityId;
use relata::ontology::Ontology;
use relata::store::{Directory, DocumentEntry};

use super::arguments::StoreOnly;
use super::export;
use super::output::{self, Outcome};

/// Arguments of `stats`.
#[derive(Args)]
pub(crate) struct Arguments {
    /// List the documents instead.
    #[arg(long)]
    pub(crate) documents: bool,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// Arguments of `path`.
#[derive(Args)]
pub(crate) struct PathArguments {
    /// Name of the first entity.
    pub(crate) from: String,
    /// Name of the other.
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// Prints counts.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    if arguments.documents {
        let manifest = Directory::new(&arguments.store.store).manifest()?;
        let line = |entry: &DocumentEntry| format!("{}\t{}\n", entry.name, entry.statements);
        output::print(&manifest.documents.iter().map(line).collect::<String>())?;
        return Ok(Outcome::Clean);
    }
    let graph = export::graph(&arguments.store, &Ontology::builtin())?;
    let mut relations: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    let facts = graph.edges().map(|edge| edge.fact).chain(graph.nodes().flat_map(|node| &node.observations));
    for fact in facts {
        *relations.entry(fact.relation.to_string()).or_default().entry(fact.status.name()).or_default() += 1;
    }
    let mut text = format!(
        "{} documents, {} entities, {} edges\n",
        graph.documents().len(),
        graph.node_count(),
        graph.edge_count()
    );
    for (relation, statuses) in relations {
        let parts: Vec<String> = statuses.iter().map(|(status, count)| format!("{status} {count}")).collect();
        text.push_str(&format!("{relation:<20} {}\n", parts.join(", ")));
    }
    output::print(&text)?;
    Ok(Outcome::Clean)
}

/// Prints a shortest way between two entities.
pub(crate) fn path(arguments: &PathArguments) -> Result<Outcome> {
    let graph = export::graph(&arguments.store, &Ontology::builtin())?;
    let (from, to) = (one(&graph, &arguments.from)?, one(&graph, &arguments.to)?);
    let Some(way) = graph.path(&from, &to) else {
        output::print("no way leads from one to the other\n")?;
        return Ok(Outcome::Faults);
    };
    let mut text = String::new();
    for edge in way {
        let evidence = &edge.fact.evidence[0];
        text.push_str(&format!(
            "{} {} {} ({})\n    {}: {}\n",
            edge.source.name,
            edge.fact.relation,
            edge.target.name,
            edge.fact.status.name(),
            evidence.document,
            evidence.text
        ));
    }
    output::print(&text)?;
    Ok(Outcome::Clean)
}

pub(crate) fn one(graph: &Graph, name: &str) -> Result<EntityId> {
    match graph.find(name).as_slice() {
        [] => bail!("no entity is called `{name}`"),
        [entity] => Ok(entity.id.clone()),
        several => {
            let ids: Vec<String> = several.iter().map(|entity| entity.id.to_string()).collect();
            bail!("several entities are called `{name}`; name one by its id: {}", ids.join(", "))
        }
    }
}
