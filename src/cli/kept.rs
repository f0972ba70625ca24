//! What a store keeps, as the library's nouns, and writing it back.
//!
//! Owns the way between the store directory and documents, beliefs and graph: every command that needs the
//! graph gets it here, and every command that changes it ends here.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;
use rayon::prelude::*;

use relata::analyse;
use relata::graph::Graph;
use relata::model::{Diagnostic, DocumentInfo, Extracted, Language, Register};
use relata::ontology::Ontology;
use relata::pipeline;
use relata::read::{self, lines};
use relata::resolve::{self, Beliefs, judgement};
use relata::store::{Contents, Directory, DocumentEntry, Manifest, RegisterEntry, sha256};

use super::arguments;
use super::dataset;

/// Everything a store holds.
pub(crate) struct Kept {
    pub(crate) directory: Directory,
    pub(crate) manifest: Manifest,
    pub(crate) documents: Vec<Extracted>,
    pub(crate) said: Said,
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
        let (documents, said) = documents(&directory, &manifest)?;
        let mut diagnostics = Vec::new();
        let registers = registers(&directory, &manifest)?;
        let beliefs = beliefs(store, &mut diagnostics)?;
        Ok(Self { directory, manifest, documents, said, registers, beliefs, diagnostics })
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
            said: &self.said,
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

/// The statement lines of documents as they stand in a store, so that what did not change is not printed again.
#[derive(Default)]
pub(crate) struct Said {
    text: String,
    /// Where the lines of a document lie, by its name.
    places: BTreeMap<String, Range<usize>>,
}

impl Said {
    /// Leaves out documents that say something else now.
    pub(crate) fn forget<'n>(&mut self, names: impl Iterator<Item = &'n String>) {
        for name in names {
            self.places.remove(name);
        }
    }

    /// The lines of a document.
    fn lines(&self, extracted: &Extracted) -> Cow<'_, str> {
        match self.places.get(&extracted.document.name) {
            Some(place) => Cow::Borrowed(&self.text[place.clone()]),
            None => extracted.statements.iter().map(|statement| lines::print(statement) + "\n").collect(),
        }
    }
}

fn documents(directory: &Directory, manifest: &Manifest) -> Result<(Vec<Extracted>, Said)> {
    let text = directory.statements(manifest)?;
    let damaged = || "the statements of the store are damaged; build it again with --fresh";
    let mut ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
    let mut places: Vec<Range<usize>> = Vec::with_capacity(manifest.documents.len());
    for entry in &manifest.documents {
        let from = places.last().map_or(0, |place| place.end);
        let end = if entry.statements == 0 { Some(from) } else { ends.nth(entry.statements - 1) };
        places.push(from..end.with_context(damaged)?);
    }
    if places.last().map_or(0, |place| place.end) != text.len() {
        bail!(damaged());
    }
    let entries = manifest.documents.par_iter().zip(&places);
    let documents = entries.map(|(entry, place)| {
        let statements = lines::of_document(&text[place.clone()])?;
        Ok(Extracted { document: info(entry), proposed: entry.proposed.min(statements.len()), statements })
    });
    let documents: Result<Vec<Extracted>, lines::Fault> = documents.collect();
    let documents = documents.with_context(damaged)?;
    let names = manifest.documents.iter().map(|entry| entry.name.clone());
    Ok((documents, Said { places: names.zip(places).collect(), text }))
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
    pub(crate) said: &'c Said,
}

impl Change<'_> {
    /// Writes the store.
    pub(crate) fn keep(self, directory: &Directory, graph: &Graph) -> Result<Manifest> {
        let nquads = dataset::nquads(graph, self.ontology, self.base, self.registers);
        let quads = dataset::count(&nquads);
        let statements: Vec<Cow<'_, str>> =
            self.documents.par_iter().map(|extracted| self.said.lines(extracted)).collect();
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
