//! `relata build`: from sources to the store and the exports.
//!
//! Owns what is kept between runs: documents of earlier runs stay, changed ones are replaced.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufWriter, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;
use indexmap::IndexMap;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use relata::analyse::Analyser;
use relata::export::{self, Format};
use relata::graph::Graph;
use relata::model::{Diagnostic, DocumentInfo, Extracted, Participant, Register, Statement, Status};
use relata::ontology::Ontology;
use relata::pipeline::{self, Options};
use relata::read;
use relata::resolve;
use relata::store::{Directory, Manifest, sha256};

use super::arguments::{OntologyOption, StoreOnly};
use super::kept::{self, Change, Kept};
use super::output::{self, Outcome};

/// Arguments of `build`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata build articles/ --export out
  relata build report.md news.jsonl --store graph
  relata extract big.jsonl | relata build -      statements from another program")]
pub(crate) struct Arguments {
    /// Files, folders, or `-` for JSON Lines on standard input (.txt .md .html .jsonl).
    #[arg(required = true)]
    pub(crate) sources: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    /// Also write every export into this folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) export: Option<PathBuf>,
    /// Threads; all cores when left out.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// Start with an empty store.
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Base of the IRIs of entities, statements and documents; that of the store, or a domain for examples.
    #[arg(long)]
    pub(crate) base: Option<String>,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Builds or extends a store.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let ontology = super::extract::ontology(&arguments.ontology)?;
    let directory = Directory::new(&arguments.store.store);
    let lock = directory.lock()?;
    let kept = (!arguments.fresh && directory.exists()).then(|| Kept::open(&arguments.store)).transpose()?;
    let base = checked_base(arguments, kept.as_ref())?;
    let sources = read::expand(&arguments.sources);
    let mut diagnostics = sources.diagnostics;
    let mut beliefs = kept::beliefs(&arguments.store, &mut diagnostics)?;
    let registers = read::registers(&sources.value).unload(&mut diagnostics);
    let registers = registers_after(kept.as_ref(), registers);
    beliefs.described = resolve::described(&registers, &ontology).unload(&mut diagnostics);
    let made = kept::analysis(&ontology);
    let found = extracted(&sources.value, &ontology, arguments.jobs, kept.as_ref().map(|kept| (kept, made.as_str())))?;
    diagnostics.extend(found.diagnostics);
    let described = sources.value.iter().any(|source| registers.iter().any(|register| register.name == source.name));
    if found.value.is_empty() && !described {
        output::report(&diagnostics);
        bail!("none of the sources could be read; the store was left as it was");
    }
    let again = found.value.len() - recalled(kept.as_ref(), &found.value, &made);
    let before = found.value.len() - again;
    let analyses = analyses(kept.as_ref(), &found.value, &made, &mut diagnostics);
    let now: Vec<String> = found.value.iter().map(|extracted| extracted.document.name.clone()).collect();
    let (kept, mut said) = kept.map(|kept| (kept.documents, kept.said)).unwrap_or_default();
    // What another version of the program printed is printed again.
    said.forget(now.iter().chain(analyses.iter().filter(|(_, analysis)| **analysis != made).map(|(name, _)| name)));
    // The process ends with this command: the system takes memory back at once, piece by piece takes a while.
    let documents = ManuallyDrop::new(pipeline::merge(kept, found.value));
    let graph = ManuallyDrop::new(pipeline::assemble(&documents, &ontology, &beliefs).unload(&mut diagnostics));
    // What is unsure in documents of earlier runs was told then; `relata identity` lists it.
    let named: BTreeSet<&str> = now.iter().map(String::as_str).collect();
    diagnostics.retain(|told| told.name != "unsure-name" || named.contains(told.place.file.as_str()));
    let exports = match &arguments.export {
        Some(folder) => write_exports(folder, &graph, &ontology, &base)?,
        None => IndexMap::new(),
    };
    let (documents, registers, analyses, beliefs) = (&documents, &registers, &analyses, &beliefs);
    let (ontology, base, said) = (&ontology, &base, &said);
    let change = Change { ontology, base, documents, registers, analyses, beliefs, exports, said };
    let manifest = change.keep(&directory, &graph)?;
    drop(lock);
    output::report(&diagnostics);
    let mut text = summary(arguments, &graph, documents, &manifest);
    text.insert_str(text.find('\n').unwrap_or(0), &format!(" ({again} analysed, {before} as before)"));
    output::print(&text)?;
    Ok(Outcome::of(&diagnostics))
}

/// The registers of a store after a run, sorted by name: new ones take the place of old ones.
fn registers_after(kept: Option<&Kept>, found: Vec<Register>) -> Vec<Register> {
    let before = kept.into_iter().flat_map(|kept| kept.registers.iter().cloned());
    let all = before.chain(found).map(|register| (register.name.clone(), register));
    all.collect::<BTreeMap<_, _>>().into_values().collect()
}

/// How many of the documents had been analysed before.
fn recalled(kept: Option<&Kept>, found: &[Extracted], made: &str) -> usize {
    let entries = kept.into_iter().flat_map(|kept| &kept.manifest.documents);
    let known: BTreeSet<(&str, &str)> = entries
        .filter(|entry| entry.analysis == made)
        .map(|entry| (entry.name.as_str(), entry.hash.as_str()))
        .collect();
    let same = |extracted: &&Extracted| known.contains(&(&extracted.document.name, &extracted.document.hash));
    found.iter().filter(same).count()
}

/// What made the statements of the documents of earlier runs; those of another version are told.
fn analyses(
    kept: Option<&Kept>,
    found: &[Extracted],
    made: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let now: BTreeSet<&str> = found.iter().map(|extracted| extracted.document.name.as_str()).collect();
    let entries = kept.into_iter().flat_map(|kept| &kept.manifest.documents);
    let older: BTreeMap<String, String> = entries
        .filter(|entry| !now.contains(entry.name.as_str()))
        .map(|entry| (entry.name.clone(), entry.analysis.clone()))
        .collect();
    for name in older.iter().filter(|(_, analysis)| *analysis != made).map(|(name, _)| name) {
        let message = "was analysed with another ontology, model or version of the program";
        diagnostics.push(Diagnostic::warning("stale-document", name, message).with_hint("name its source again"));
    }
    older
}

/// The base that the user names, or that of the store.
fn checked_base(arguments: &Arguments, kept: Option<&Kept>) -> Result<String> {
    let stored = kept.map(|kept| kept.manifest.base.as_str());
    sound_base(arguments.base.as_deref().or(stored).unwrap_or(relata::rdf::DEFAULT_BASE))
}

/// A base from which IRIs can be made.
pub(crate) fn sound_base(base: &str) -> Result<String> {
    let sound = oxrdf::NamedNode::new(format!("{base}x")).is_ok() && base.contains(':');
    if !sound {
        bail!("`{base}` is no base for IRIs; write one like https://data.example.org/");
    }
    Ok(base.to_owned())
}

fn extracted(
    sources: &[read::Source],
    ontology: &Ontology,
    jobs: Option<usize>,
    before: Option<(&Kept, &str)>,
) -> Result<relata::model::Warned<Vec<Extracted>>> {
    let analyser = Analyser::new(ontology);
    let usable = before.into_iter().flat_map(|(kept, made)| {
        let entries = kept.manifest.documents.iter().zip(&kept.documents);
        entries.filter(move |(entry, _)| entry.analysis == made).map(|(_, extracted)| extracted)
    });
    let known: BTreeMap<(&str, &str), &Extracted> = usable
        .map(|extracted| ((extracted.document.hash.as_str(), extracted.document.name.as_str()), extracted))
        .collect();
    let recall = |document: &DocumentInfo| -> Option<Vec<Statement<Participant>>> {
        let extracted = known.get(&(document.hash.as_str(), document.name.as_str()))?;
        Some(extracted.statements[..extracted.statements.len() - extracted.proposed].to_vec())
    };
    let bar = progress(sources.len());
    let step = || bar.inc(1);
    let options = Options { known: Some(&recall), progress: Some(&step) };
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build().context("cannot start threads")?;
    let found = pool.install(|| pipeline::extract_all(sources, &analyser, ontology, &options))?;
    bar.finish_and_clear();
    Ok(found)
}

/// A bar on stderr, on a terminal, that shows itself after a second.
fn progress(length: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::hidden());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {eta} left") {
        bar.set_style(style);
    }
    let started = Instant::now();
    let shown = bar.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(1).saturating_sub(started.elapsed()));
        if !shown.is_finished() {
            shown.set_draw_target(ProgressDrawTarget::stderr());
        }
    });
    bar
}

/// Formats that `build --export` writes: all but the one that needs another program.
pub(crate) fn exported() -> impl Iterator<Item = Format> {
    Format::all().filter(|format| !format.needs_graphviz())
}

/// Writes every export and gives their SHA-256 by file name.
fn write_exports(folder: &Path, graph: &Graph, ontology: &Ontology, base: &str) -> Result<IndexMap<String, String>> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    let options = export::Options { base: base.to_owned(), ..export::Options::default() };
    let mut hashes = IndexMap::new();
    for format in exported() {
        let name = format!("graph.{}", format.extension());
        let mut bytes = Vec::new();
        export::write(graph, ontology, &options, format, &mut bytes)?;
        write_file(&folder.join(&name), |out| Ok(out.write_all(&bytes)?))?;
        hashes.insert(name, sha256(&bytes));
    }
    Ok(hashes)
}

/// Writes a file through a temporary one beside it, so that the last good one survives a failure.
pub(crate) fn write_file(file: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = file.with_file_name(name);
    let failed = || format!("cannot write `{}`", file.display());
    let mut out = BufWriter::new(File::create(&part).with_context(failed)?);
    // On disk before it takes its name: a crash must not leave an empty file under a good one's name.
    let done = write(&mut out).and_then(|()| Ok(out.flush()?)).and_then(|()| Ok(out.get_ref().sync_all()?));
    let done = done.with_context(failed);
    if done.is_err() {
        // The failure itself is what the user must hear of.
        let _ = fs::remove_file(&part);
        return done;
    }
    fs::rename(&part, file).with_context(failed)
}

fn summary(arguments: &Arguments, graph: &Graph, documents: &[Extracted], manifest: &Manifest) -> String {
    let mut statuses: IndexMap<&str, usize> = Status::ALL.iter().map(|status| (status.name(), 0)).collect();
    for statement in documents.iter().flat_map(|extracted| &extracted.statements) {
        *statuses.entry(statement.status.name()).or_default() += 1;
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for node in graph.nodes() {
        *kinds.entry(node.entity.kind.name()).or_default() += 1;
    }
    let listed = |pairs: Vec<(&str, usize)>| {
        pairs
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(name, count)| format!("{name} {count}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let relations = pipeline::tally(documents);
    let mut relations: Vec<(&str, usize)> = relations.iter().map(|(name, count)| (name.as_ref(), *count)).collect();
    relations.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let count: usize = relations.iter().map(|(_, count)| count).sum();
    let store = arguments.store.store.display();
    let option =
        if arguments.store.store == Path::new("relata-store") { String::new() } else { format!("--store {store} ") };
    let mut text = format!(
        "{} documents, {count} statements, {} entities, {} edges, {} quads in {store}\n  relations: {}\n  statuses: {}\n  entities: {}\n  dataset: {}\n",
        documents.len(),
        graph.node_count(),
        graph.edge_count(),
        manifest.quads,
        listed(relations),
        listed(statuses.into_iter().collect()),
        listed(kinds.into_iter().collect()),
        manifest.dataset,
    );
    text.push_str(&format!(
        "Next: relata query {option}'SELECT ?who ?whom {{ ?a relata:acquires ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom }}'\n"
    ));
    if let Some(folder) = &arguments.export {
        text.push_str(&format!("Open in Gephi: {}\n", folder.join("graph.gexf").display()));
    }
    text
}
