//! `relata build`: from sources to the store and the exports.
//!
//! Owns what is kept between runs: documents of earlier runs stay, changed ones are replaced.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use relata::analyse::Analyser;
use relata::export::{self, Format};
use relata::graph::Graph;
use relata::model::{DocumentInfo, Extracted, Language, Participant, Statement, Status};
use relata::ontology::Ontology;
use relata::pipeline::{self, Options};
use relata::read::{self, lines};
use relata::store::{Directory, DocumentEntry, Manifest, canonical_hash, sorted};

use super::arguments;
use super::output::{self, Outcome};

/// Builds or extends a store.
pub(crate) fn run(arguments: &arguments::Build) -> Result<Outcome> {
    let base = checked_base(&arguments.base)?;
    let ontology = super::extract::ontology(&arguments.ontology)?;
    let directory = Directory::new(&arguments.store.store);
    let _lock = directory.lock()?;
    directory.recover()?;
    let before = if arguments.fresh || !directory.exists() { Vec::new() } else { stored(&directory)? };
    let usable = !before.is_empty()
        && directory.manifest()?.ontology == ontology.version()
        && directory.manifest()?.program == env!("CARGO_PKG_VERSION");
    let sources = read::expand(&arguments.sources);
    let mut diagnostics = sources.diagnostics;
    let found = extracted(&sources.value, &ontology, arguments.jobs, usable.then_some(&before))?;
    diagnostics.extend(found.diagnostics);
    if found.value.is_empty() {
        output::report(&diagnostics);
        bail!("none of the sources could be read; the store was left as it was");
    }
    let documents = merged(before, found.value);
    let graph = pipeline::assemble(documents.clone(), &ontology, &relata::resolve::Beliefs::default());
    diagnostics.extend(graph.diagnostics);
    let graph = graph.value;
    let manifest = keep(&directory, &graph, &documents, &ontology, &base)?;
    if let Some(folder) = &arguments.export {
        write_exports(folder, &graph, &ontology, &base)?;
    }
    output::report(&diagnostics);
    output::print(&summary(arguments, &graph, &documents, &manifest))?;
    Ok(Outcome::of(&diagnostics))
}

fn checked_base(base: &str) -> Result<String> {
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
    before: Option<&Vec<Extracted>>,
) -> Result<relata::model::Warned<Vec<Extracted>>> {
    let analyser = Analyser::new(ontology);
    let known: BTreeMap<(&str, &str), &Extracted> = before
        .into_iter()
        .flatten()
        .map(|extracted| ((extracted.document.hash.as_str(), extracted.document.name.as_str()), extracted))
        .collect();
    let recall = |document: &DocumentInfo| -> Option<Vec<Statement<Participant>>> {
        known.get(&(document.hash.as_str(), document.name.as_str())).map(|extracted| extracted.statements.clone())
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

/// The documents of a store with what they say.
pub(crate) fn stored(directory: &Directory) -> Result<Vec<Extracted>> {
    let manifest = directory.manifest()?;
    let mut documents = Vec::with_capacity(manifest.documents.len());
    for entry in &manifest.documents {
        let mut statements = Vec::with_capacity(entry.statements);
        for line in directory.statements(&entry.hash)?.lines() {
            let value = serde_json::from_str(line)
                .with_context(|| format!("the statements of `{}` are damaged", entry.name))?;
            let statement: Statement<Participant> = lines::parse(&value).with_context(|| {
                format!("the statements of `{}` are damaged; build the store again with --fresh", entry.name)
            })?;
            // Two documents with the same bytes share a file; each says its own lines.
            if *statement.evidence.document == *entry.name {
                statements.push(statement);
            }
        }
        documents.push(Extracted { document: info(entry), statements });
    }
    Ok(documents)
}

fn info(entry: &DocumentEntry) -> DocumentInfo {
    DocumentInfo {
        name: entry.name.clone(),
        hash: entry.hash.clone(),
        title: entry.title.clone(),
        date: entry.date.as_deref().and_then(|date| date.parse().ok()),
        publisher: entry.publisher.clone(),
        source: entry.source.clone(),
        language: entry.language.as_deref().and_then(Language::from_tag),
        characters: entry.characters,
    }
}

/// The old documents with the new ones in their place, sorted by name.
fn merged(before: Vec<Extracted>, found: Vec<Extracted>) -> Vec<Extracted> {
    let all = before.into_iter().chain(found).map(|extracted| (extracted.document.name.clone(), extracted));
    all.collect::<BTreeMap<_, _>>().into_values().collect()
}

fn keep(
    directory: &Directory,
    graph: &Graph,
    documents: &[Extracted],
    ontology: &Ontology,
    base: &str,
) -> Result<Manifest> {
    let quads = relata::rdf::quads(graph, ontology, base);
    let hash = canonical_hash(&quads).map_err(|cause| anyhow::anyhow!("the dataset has no canonical form: {cause}"))?;
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut entries = Vec::with_capacity(documents.len());
    for extracted in documents {
        let file = files.entry(extracted.document.hash.clone()).or_default();
        for statement in &extracted.statements {
            file.push_str(&lines::print(statement));
            file.push('\n');
        }
        entries.push(entry(extracted));
    }
    let files: Vec<(String, String)> = files.into_iter().collect();
    let manifest = Directory::describe(ontology.version(), base, hash, quads.len(), entries);
    directory.replace(&manifest, &sorted(&quads), &files)?;
    Ok(manifest)
}

fn entry(extracted: &Extracted) -> DocumentEntry {
    let document = &extracted.document;
    DocumentEntry {
        name: document.name.clone(),
        hash: document.hash.clone(),
        title: document.title.clone(),
        date: document.date.map(|date| date.to_string()),
        publisher: document.publisher.clone(),
        source: document.source.clone(),
        language: document.language.map(|language| language.tag().to_owned()),
        characters: document.characters,
        statements: extracted.statements.len(),
    }
}

/// Formats that `build --export` writes: all but the one that needs another program.
fn exported() -> impl Iterator<Item = Format> {
    Format::all().filter(|format| *format != Format::Svg)
}

fn write_exports(folder: &Path, graph: &Graph, ontology: &Ontology, base: &str) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    for format in exported() {
        let file = folder.join(format!("graph.{}", format.extension()));
        write_file(&file, |out| Ok(export::write(graph, ontology, base, format, out)?))?;
    }
    Ok(())
}

/// Writes a file through a temporary one beside it, so that the last good one survives a failure.
pub(crate) fn write_file(file: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = file.with_file_name(name);
    let failed = || format!("cannot write `{}`", file.display());
    let mut out = BufWriter::new(File::create(&part).with_context(failed)?);
    let done = write(&mut out).and_then(|()| Ok(out.flush()?)).with_context(failed);
    if done.is_err() {
        // The failure itself is what the user must hear of.
        let _ = fs::remove_file(&part);
        return done;
    }
    fs::rename(&part, file).with_context(failed)
}

fn summary(arguments: &arguments::Build, graph: &Graph, documents: &[Extracted], manifest: &Manifest) -> String {
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
