//! What a store keeps, as the library's nouns, and writing it back.
//!
//! Owns the way between the store directory and documents, beliefs and graph: every command that needs the
//! graph gets it here, and every command that changes it ends here.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;
use rayon::prelude::*;

use relata::analyse;
use relata::graph::Graph;
use relata::model::{Diagnostic, DocumentInfo, Extracted, Language, Participant, Register, Statement};
use relata::ontology::Ontology;
use relata::pipeline;
use relata::rdf::Namer;
use relata::read::{self, lines};
use relata::resolve::{self, Beliefs, judgement};
use relata::store::{Contents, Directory, DocumentEntry, Manifest, RegisterEntry, sha256};

use super::arguments;

/// Everything a store holds.
pub(crate) struct Kept {
    pub(crate) directory: Directory,
    pub(crate) manifest: Manifest,
    pub(crate) documents: Vec<Extracted>,
    pub(crate) registers: Vec<Register>,
    pub(crate) beliefs: Beliefs,
    /// What was odd about the judgements.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Kept {
    /// The store that the arguments name.
    pub(crate) fn open(store: &arguments::StoreOnly) -> Result<Self> {
        let directory = Directory::new(&store.store);
        let manifest = directory.manifest()?;
        let documents = documents(&directory, &manifest)?;
        let mut diagnostics = Vec::new();
        let registers = registers(&directory, &manifest)?;
        let beliefs = beliefs(store, &mut diagnostics)?;
        Ok(Self { directory, manifest, documents, registers, beliefs, diagnostics })
    }

    /// The graph of what the store holds.
    pub(crate) fn graph(&mut self, ontology: &Ontology) -> Graph {
        self.learn(ontology);
        pipeline::assemble(&self.documents, ontology, &self.beliefs).unload(&mut self.diagnostics)
    }
}

impl Kept {
    /// Believes what the registers describe.
    pub(crate) fn learn(&mut self, ontology: &Ontology) {
        // What is odd about them was told when they were read.
        self.beliefs.described = resolve::described(&self.registers, ontology).value;
    }

    /// Writes the store anew from what it holds now: the same documents, or fewer, or other judgements.
    pub(crate) fn keep_again(&mut self, ontology: &Ontology) -> Result<(Graph, Manifest)> {
        if self.manifest.ontology != ontology.version() {
            bail!("the store was built with another ontology; name it with --ontology, or build again");
        }
        let graph = self.graph(ontology);
        let entries = self.manifest.documents.iter();
        let analyses = entries.map(|entry| (entry.name.clone(), entry.analysis.clone())).collect();
        let change = Change {
            ontology,
            base: &self.manifest.base,
            documents: &self.documents,
            registers: &self.registers,
            analyses: &analyses,
            beliefs: &self.beliefs,
            exports: IndexMap::new(),
        };
        let manifest = change.keep(&self.directory, &graph)?;
        Ok((graph, manifest))
    }
}

/// The file of judgements that belongs to a store.
pub(crate) fn judgements_file(store: &arguments::StoreOnly) -> PathBuf {
    store.judgements.clone().unwrap_or_else(|| Directory::new(&store.store).beside("judgements.tsv"))
}

/// What is believed before any document is read: the judgements beside the store.
pub(crate) fn beliefs(store: &arguments::StoreOnly, diagnostics: &mut Vec<Diagnostic>) -> Result<Beliefs> {
    let file = judgements_file(store);
    if !file.exists() {
        if let Some(named) = &store.judgements {
            bail!("there are no judgements in `{}`", named.display());
        }
        return Ok(Beliefs::default());
    }
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let judgements = judgement::parse(&text, &file.display().to_string()).unload(diagnostics);
    Ok(Beliefs { judgements, ..Beliefs::default() })
}

/// What made the statements of a document: another ontology, model or version of the program may find others.
pub(crate) fn analysis(ontology: &Ontology) -> String {
    let made = format!("{}\n{}\n{}", ontology.version(), analyse::models(), env!("CARGO_PKG_VERSION"));
    sha256(made.as_bytes())[..16].to_owned()
}

fn documents(directory: &Directory, manifest: &Manifest) -> Result<Vec<Extracted>> {
    let text = directory.statements(manifest)?;
    let damaged = || "the statements of the store are damaged; build it again with --fresh";
    let lines: Vec<&str> = text.lines().collect();
    let statements: Vec<Statement<Participant>> =
        lines.par_iter().map(|line| lines::read(line)).collect::<Result<_, _>>().with_context(damaged)?;
    let mut statements = statements.into_iter();
    let documents: Vec<Extracted> = manifest
        .documents
        .iter()
        .map(|entry| {
            let statements: Vec<_> = statements.by_ref().take(entry.statements).collect();
            Extracted { document: info(entry), proposed: entry.proposed.min(statements.len()), statements }
        })
        .collect();
    let told: usize = manifest.documents.iter().map(|entry| entry.statements).sum();
    if told != lines.len() {
        bail!(damaged());
    }
    Ok(documents)
}

fn registers(directory: &Directory, manifest: &Manifest) -> Result<Vec<Register>> {
    let one = |entry: &RegisterEntry| {
        let stored = read::register::stored(&entry.name, &directory.register(entry)?);
        stored.map_err(|fault| anyhow::anyhow!("{fault}")).context("a register of the store is damaged")
    };
    manifest.registers.iter().map(one).collect()
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

/// What a store is to hold from now on.
pub(crate) struct Change<'c> {
    pub(crate) ontology: &'c Ontology,
    pub(crate) base: &'c str,
    pub(crate) documents: &'c [Extracted],
    pub(crate) registers: &'c [Register],
    /// What made the statements of documents that were not analysed now, by name.
    pub(crate) analyses: &'c BTreeMap<String, String>,
    pub(crate) beliefs: &'c Beliefs,
    pub(crate) exports: IndexMap<String, String>,
}

impl Change<'_> {
    /// The quads of `graph` as sorted N-Quads.
    pub(crate) fn nquads(&self, graph: &Graph) -> (String, usize) {
        let mut lines = relata::rdf::nquads(graph, self.ontology, self.base);
        if !self.registers.is_empty() {
            let namer = Namer::new(self.base);
            let registers = self.registers.iter().flat_map(|register| {
                let graph = namer.register(&register.name);
                register.triples.lines().map(move |line| format!("{} {graph} .", line.trim_end_matches(" .")))
            });
            let mut all: Vec<String> = lines.lines().map(str::to_owned).chain(registers).collect();
            all.sort_unstable();
            all.dedup();
            lines = all.join("\n") + "\n";
        }
        let count = lines.bytes().filter(|byte| *byte == b'\n').count();
        (lines, count)
    }

    /// Writes the store.
    pub(crate) fn keep(self, directory: &Directory, graph: &Graph) -> Result<Manifest> {
        let (nquads, quads) = self.nquads(graph);
        let statements: Vec<String> = self
            .documents
            .par_iter()
            .map(|extracted| extracted.statements.iter().map(|statement| lines::print(statement) + "\n").collect())
            .collect();
        let statements = statements.concat();
        let made = analysis(self.ontology);
        let mut manifest = Manifest {
            quads,
            judgements: judgements_hash(self.beliefs),
            exports: self.exports,
            registers: self
                .registers
                .iter()
                .map(|register| RegisterEntry {
                    name: register.name.clone(),
                    hash: sha256(register.triples.as_bytes()),
                })
                .collect(),
            documents: self
                .documents
                .iter()
                .map(|extracted| entry(extracted, self.analyses.get(&extracted.document.name).unwrap_or(&made)))
                .collect(),
            ..Manifest::new(self.ontology.version(), self.base)
        };
        let registers: Vec<&str> = self.registers.iter().map(|register| register.triples.as_str()).collect();
        directory
            .replace(&mut manifest, Contents { nquads: &nquads, statements: &statements, registers: &registers })?;
        Ok(manifest)
    }
}

/// SHA-256 of the judgements, sorted as they are replayed.
pub(crate) fn judgements_hash(beliefs: &Beliefs) -> String {
    let lines: Vec<String> = beliefs.judgements.iter().map(|judgement| format!("{judgement}\n")).collect();
    sha256(lines.concat().as_bytes())
}

fn entry(extracted: &Extracted, analysis: &str) -> DocumentEntry {
    let document = &extracted.document;
    DocumentEntry {
        name: document.name.clone(),
        hash: document.hash.clone(),
        analysis: analysis.to_owned(),
        title: document.title.clone(),
        date: document.date.map(|date| date.to_string()),
        publisher: document.publisher.clone(),
        source: document.source.clone(),
        language: document.language.map(|language| language.tag().to_owned()),
        characters: document.characters,
        statements: extracted.statements.len(),
        proposed: extracted.proposed,
    }
}
