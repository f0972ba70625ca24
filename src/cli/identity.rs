//! `relata identity`: who was taken for whom and why, who may be one, and judgements about it.
//!
//! Owns the lists and the file of judgements; every decision about names is the library's.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};

use relata::model::EntityId;
use relata::ontology::Ontology;
use relata::resolve::{self, Doubt, Identity, Judgement, Merged, Verdict, judgement};
use relata::store::Directory;

use super::arguments::{OntologyOption, StoreOnly};
use super::build::write_file;
use super::candidates;
use super::kept::{self, Kept};
use super::output::{self, Outcome};

/// Arguments of `identity`.
#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  relata identity
  relata identity decide 'Zorvex' 'Zorvex Labs' different --why 'two entries of the register'"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) action: Option<Action>,
    /// Only names and pairs of this entity.
    #[arg(long, value_name = "NAME")]
    pub(crate) of: Option<String>,
    /// Print tab-separated values.
    #[arg(long)]
    pub(crate) tsv: bool,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// What is done about identity.
#[derive(Subcommand)]
pub(crate) enum Action {
    /// Records a judgement beside the store and replays all of them.
    Decide(Decision),
    /// Asks a W3C Reconciliation API service for candidates; prints proposals and decides nothing.
    Candidates(candidates::Arguments),
}

/// Arguments of `identity decide`.
#[derive(Args)]
pub(crate) struct Decision {
    /// A name as documents write it, NAME@DOCUMENT, or an entity's id.
    pub(crate) one: String,
    /// Another.
    pub(crate) other: String,
    /// `same`, `different` or `unsure`.
    pub(crate) verdict: String,
    /// Who decides.
    #[arg(long, default_value = "")]
    pub(crate) who: String,
    /// When.
    #[arg(long, default_value = "")]
    pub(crate) when: String,
    /// Why.
    #[arg(long, default_value = "")]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Lists, or what the subcommand does.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    match &arguments.action {
        None => list(arguments),
        Some(Action::Decide(decide)) => self::decide(decide),
        Some(Action::Candidates(candidates)) => candidates::run(candidates),
    }
}

fn list(arguments: &Arguments) -> Result<Outcome> {
    let ontology = super::extract::ontology(&arguments.ontology)?;
    let mut kept = Kept::open(&arguments.store)?;
    kept.learn(&ontology);
    let mut diagnostics = kept.diagnostics;
    let (resolved, identity) = resolve::explained(&kept.documents, &ontology, &kept.beliefs).unload(&mut diagnostics);
    let settled = settled(&kept.beliefs.judgements, &identity);
    let mut doubts = resolve::with_similar(identity.doubts, &resolved, &settled);
    // Two known entities are two, however alike their names.
    let known = |id: &EntityId| ontology.known.get(&id.0).is_some();
    doubts.retain(|doubt| !known(&doubt.one.0) || !known(&doubt.other.0));
    let name = |id: &EntityId| resolved.entities.get(id).map_or_else(|| id.to_string(), |entity| entity.name.clone());
    let wanted = |ids: &[&EntityId], names: &[&str]| {
        arguments
            .of
            .as_deref()
            .is_none_or(|of| names.contains(&of) || ids.iter().any(|id| *id.0 == *of || name(id) == of))
    };
    let merged: Vec<&Merged> =
        identity.merged.iter().filter(|merged| wanted(&[&merged.entity], &[&merged.from, &merged.to])).collect();
    let doubts: Vec<&Doubt> = doubts
        .iter()
        .filter(|doubt| wanted(&[&doubt.one.0, &doubt.other.0], &[&doubt.one.1, &doubt.other.1]))
        .collect();
    let text = if arguments.tsv { table(&merged, &doubts) } else { told(&merged, &doubts, name) };
    output::report(&diagnostics);
    output::print(&text)?;
    Ok(Outcome::of(&diagnostics))
}

/// Pairs of entities that were judged to be two: nobody need look at them again.
fn settled(judgements: &[Judgement], identity: &Identity) -> BTreeSet<(EntityId, EntityId)> {
    let ids = |name: &str| -> BTreeSet<EntityId> {
        let named = identity.names.iter().filter(|((other, _, document), _)| {
            other == name || name.rsplit_once('@') == Some((other.as_str(), document.as_str()))
        });
        named.map(|(_, id)| id.clone()).collect()
    };
    let mut settled = BTreeSet::new();
    for judgement in judgements.iter().filter(|judgement| judgement.verdict == Verdict::Different) {
        for one in ids(&judgement.one) {
            for other in ids(&judgement.other) {
                settled.insert(if one < other { (one.clone(), other) } else { (other, one.clone()) });
            }
        }
    }
    settled
}

fn told(merged: &[&Merged], doubts: &[&Doubt], name: impl Fn(&EntityId) -> String) -> String {
    let mut text = String::new();
    let mut entity = None;
    for merge in merged {
        if entity != Some(&merge.entity) {
            text.push_str(&format!("{} ({})\n", name(&merge.entity), merge.entity));
            entity = Some(&merge.entity);
        }
        let note = if merge.note.is_empty() { String::new() } else { format!(" ({})", merge.note) };
        text.push_str(&format!("    {} = {}: {}{note}\n", merge.from, merge.to, merge.reason.text()));
    }
    if !doubts.is_empty() {
        text.push_str("\nNot sure, the weightiest first:\n");
    }
    for doubt in doubts {
        text.push_str(&format!(
            "{:>5}  {} ({}) / {} ({}): {}\n",
            doubt.weight,
            doubt.one.1,
            doubt.one.0,
            doubt.other.1,
            doubt.other.0,
            doubt.reason.text()
        ));
    }
    if let Some(first) = doubts.first() {
        text.push_str(&format!(
            "\nNext: relata identity decide '{}' '{}' same|different\n",
            first.one.1.replace('\'', "'\\''"),
            first.other.1.replace('\'', "'\\''")
        ));
    }
    if text.is_empty() {
        text.push_str("no two names were taken for one, and none look alike\n");
    }
    text
}

fn table(merged: &[&Merged], doubts: &[&Doubt]) -> String {
    let mut text = "what\tone\tother\tentity\treason\tweight\n".to_owned();
    for merge in merged {
        text.push_str(&format!("merged\t{}\t{}\t{}\t{}\t\n", merge.from, merge.to, merge.entity, merge.reason.text()));
    }
    for doubt in doubts {
        let ids = format!("{} {}", doubt.one.0, doubt.other.0);
        text.push_str(&format!(
            "unsure\t{}\t{}\t{ids}\t{}\t{}\n",
            doubt.one.1,
            doubt.other.1,
            doubt.reason.text(),
            doubt.weight
        ));
    }
    text
}

fn decide(arguments: &Decision) -> Result<Outcome> {
    let ontology = super::extract::ontology(&arguments.ontology)?;
    let verdict = Verdict::from_name(&arguments.verdict).with_context(|| {
        let known = Verdict::ALL.map(Verdict::name).join(", ");
        format!("`{}` is no verdict; it must be one of {known}", arguments.verdict)
    })?;
    let directory = Directory::new(&arguments.store.store);
    let _lock = directory.lock()?;
    let mut kept = Kept::open(&arguments.store)?;
    kept.learn(&ontology);
    let new = Judgement {
        verdict,
        one: arguments.one.clone(),
        other: arguments.other.clone(),
        who: arguments.who.clone(),
        when: arguments.when.clone(),
        why: arguments.why.clone(),
    };
    let line = judged(&new)?;
    let before = told_of(&kept, &ontology);
    if !kept.beliefs.judgements.contains(&new) {
        kept.beliefs.judgements.push(new);
        kept.beliefs.judgements.sort();
    }
    // What the new judgement alone gives rise to speaks against it.
    let against: Vec<_> = told_of(&kept, &ontology).into_iter().filter(|told| !before.contains(told)).collect();
    if let Some(told) = against.iter().find(|told| matches!(told.name, "contradicting-judgements" | "idle-judgement")) {
        bail!("{}; the judgement was not recorded", told.message);
    }
    append(&kept::judgements_file(&arguments.store), &line)?;
    let (graph, manifest) = kept.keep_again(&ontology)?;
    output::report(&kept.diagnostics);
    output::print(&format!(
        "{line}\n{} entities, {} edges, dataset {}\n",
        graph.node_count(),
        graph.edge_count(),
        manifest.dataset
    ))?;
    Ok(Outcome::Clean)
}

/// The line of a judgement that reads as it was meant.
fn judged(new: &Judgement) -> Result<String> {
    let line = new.to_string();
    let read = judgement::parse(&line, "judgement");
    match read.diagnostics.first() {
        Some(fault) => bail!("{}", fault.message),
        None => Ok(line),
    }
}

fn told_of(kept: &Kept, ontology: &Ontology) -> Vec<relata::model::Diagnostic> {
    resolve::resolve(&kept.documents, ontology, &kept.beliefs).diagnostics
}

/// Appends a line to the file of judgements, in one step.
fn append(file: &std::path::Path, line: &str) -> Result<()> {
    let mut text = if file.exists() {
        fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?
    } else {
        format!("{}\n", judgement::HEADER)
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    if !text.lines().any(|other| other == line) {
        text.push_str(line);
        text.push('\n');
    }
    write_file(file, |out| Ok(out.write_all(text.as_bytes())?))
}
