//! `relata changes`: two stores compared, as text or JSON.
//!
//! Owns how changes are told; what changed is the library's finding.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use relata::graph::{Changes, Said, changes};
use relata::model::{Bound, EntityId};
use relata::resolve::{self, Moves};

use super::arguments::{OntologyOption, StoreOnly};
use super::kept::Kept;
use super::output::{self, Outcome};

/// Arguments of `changes`.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The older store.
    pub(crate) old: PathBuf,
    /// The newer store.
    pub(crate) new: PathBuf,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Compares two stores.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let ontology = super::extract::ontology(&arguments.ontology)?;
    let open = |path: &std::path::Path| -> Result<_> {
        let store = StoreOnly { store: path.to_owned(), judgements: None };
        let mut kept = Kept::open(&store)?;
        kept.learn(&ontology);
        let identity = resolve::explained(&kept.documents, &ontology, &kept.beliefs).value.1;
        Ok((kept.graph(&ontology), identity))
    };
    let ((old, old_names), (new, new_names)) = (open(&arguments.old)?, open(&arguments.new)?);
    let moves = resolve::moves(&old_names, &new_names);
    let changes = changes(&old, &new, &moves.ids);
    let text = if arguments.json {
        format!("{}\n", serde_json::to_string_pretty(&as_json(&changes, &moves))?)
    } else {
        as_text(&changes, &moves)
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

fn as_text(changes: &Changes, moves: &Moves) -> String {
    let mut text = String::new();
    let ids = |ids: &BTreeSet<EntityId>| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    for (into, from) in &moves.merged {
        text.push_str(&format!("merged    {} -> {into}\n", ids(from)));
    }
    for (from, into) in &moves.split {
        text.push_str(&format!("split     {from} -> {}\n", ids(into)));
    }
    for said in &changes.appeared {
        text.push_str(&format!("appeared  {}  ({})\n", line(said), documents(said).join(", ")));
    }
    for said in &changes.vanished {
        text.push_str(&format!("vanished  {}  ({})\n", line(said), documents(said).join(", ")));
    }
    for (before, now) in &changes.status {
        text.push_str(&format!("status    {}, was {}\n", line(now), before.fact.status.name()));
    }
    for (before, now) in &changes.amount {
        text.push_str(&format!("amount    {}, was {}\n", line(now), figures(before)));
    }
    for support in &changes.support {
        let signed = |sign: &str, documents: &[std::sync::Arc<str>]| {
            documents.iter().map(|document| format!("{sign}{document}")).collect::<Vec<_>>()
        };
        let documents = [signed("+", &support.gained), signed("-", &support.lost)].concat();
        text.push_str(&format!("support   {}  {}\n", line(&support.said), documents.join(" ")));
    }
    if text.is_empty() {
        text.push_str("nothing changed\n");
    }
    text
}

fn line(said: &Said) -> String {
    let object = said.object.as_ref().map(|object| format!(" {object}")).unwrap_or_default();
    let figures = figures(said);
    let figures = if figures == "nothing" { String::new() } else { format!("  {figures}") };
    format!("{} {}{object}  {}{figures}", said.subject, said.fact.relation, said.fact.status.name())
}

/// Amount and date in a few words.
fn figures(said: &Said) -> String {
    let amount = said.fact.value.as_ref().map(|value| {
        let bound = if value.bound == Bound::Exact { String::new() } else { format!("{} ", value.bound.name()) };
        format!("{bound}{} {}", value.number, value.unit)
    });
    let time = said.fact.time.as_ref().map(|time| time.start.to_string());
    let both: Vec<String> = amount.into_iter().chain(time).collect();
    if both.is_empty() { "nothing".to_owned() } else { both.join(", ") }
}

fn documents(said: &Said) -> Vec<String> {
    let all: BTreeSet<&str> = said.fact.evidence.iter().map(|evidence| &*evidence.document).collect();
    all.into_iter().map(str::to_owned).collect()
}

fn as_json(changes: &Changes, moves: &Moves) -> Value {
    let said = |said: &Said| {
        json!({
            "statement": &*said.fact.id,
            "subject": said.subject,
            "relation": *said.fact.relation,
            "object": said.object,
            "status": said.fact.status.name(),
            "amount": said.fact.value.as_ref().map(|value| json!({"number": value.number, "unit": value.unit, "bound": value.bound.name()})),
            "start": said.fact.time.as_ref().map(|time| time.start.to_string()),
            "documents": documents(said),
        })
    };
    let pair = |(before, now): &(Said, Said)| json!({"before": said(before), "now": said(now)});
    let ids = |ids: &BTreeSet<EntityId>| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    json!({
        "merged": moves.merged.iter().map(|(into, from)| json!({"into": into.to_string(), "from": ids(from)})).collect::<Vec<_>>(),
        "split": moves.split.iter().map(|(from, into)| json!({"from": from.to_string(), "into": ids(into)})).collect::<Vec<_>>(),
        "appeared": changes.appeared.iter().map(said).collect::<Vec<_>>(),
        "vanished": changes.vanished.iter().map(said).collect::<Vec<_>>(),
        "status": changes.status.iter().map(pair).collect::<Vec<_>>(),
        "amount": changes.amount.iter().map(pair).collect::<Vec<_>>(),
        "support": changes.support.iter().map(|support| {
            json!({"statement": said(&support.said), "gained": support.gained.iter().map(|name| &**name).collect::<Vec<_>>(), "lost": support.lost.iter().map(|name| &**name).collect::<Vec<_>>()})
        }).collect::<Vec<_>>(),
    })
}
