//! The store directory: what is kept between runs.
//!
//! Owns its layout: `manifest.json`, and the files it names by what they hold: the graph as sorted N-Quads, the
//! statements of all documents, the registers. Graph and statements are cut into pieces (`pieces`), so that a small
//! change writes few of them. Files are written first, then the manifest
//! takes the old one's place in one step, so that a killed run leaves the old store or the new one.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use indexmap::IndexMap;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::pieces::{Pieces, hexadecimal};

/// Version of the layout.
const FORMAT: u32 = 2;

/// Why a store directory cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no store.
    #[error("there is no store in `{}`; make one with `relata build SOURCE... --store {}`", path.display(), path.display())]
    Missing {
        /// The directory.
        path: PathBuf,
    },
    /// The store was made by another version of the program.
    #[error("the store in `{}` has format {found}, this program reads {FORMAT}; build it again with --fresh", path.display())]
    Version {
        /// The directory.
        path: PathBuf,
        /// The format found.
        found: u32,
    },
    /// A file of the store is damaged.
    #[error("`{}` is damaged ({reason}); build the store again with --fresh", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another build is writing to the store.
    #[error("the store is locked by another build or server (`{}`); wait until it has ended", path.display())]
    Locked {
        /// The lock file.
        path: PathBuf,
    },
    /// A file could not be read or written.
    #[error("cannot read or write `{}`", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// What the store holds, without its bulk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the layout.
    pub format: u32,
    /// Version of the program that wrote it.
    pub program: String,
    /// Hash of the ontology it was built with.
    pub ontology: String,
    /// Base of its IRIs.
    pub base: String,
    /// SHA-256 of the dataset's canonical form (RDFC-1.0), which is that of the graph's files in a row as well: it has
    /// no blank nodes and its lines are sorted.
    pub dataset: String,
    /// SHA-256 of each piece of the graph, in order.
    pub graph: Vec<String>,
    /// Number of quads.
    pub quads: usize,
    /// SHA-256 of the statements.
    pub statements: String,
    /// SHA-256 of each piece of the statements, in order.
    pub said: Vec<String>,
    /// SHA-256 of the judgements that were replayed.
    pub judgements: String,
    /// SHA-256 of each export that was written with it, by file name.
    #[serde(skip_serializing_if = "IndexMap::is_empty", default)]
    pub exports: IndexMap<String, String>,
    /// The registers, sorted by name.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub registers: Vec<RegisterEntry>,
    /// The documents, sorted by name.
    pub documents: Vec<DocumentEntry>,
}

/// A file of RDF that describes entities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterEntry {
    /// Its name.
    pub name: String,
    /// SHA-256 of the triples taken from it.
    pub hash: String,
}

/// One document of the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentEntry {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// What analysed it: a hash of ontology, models and program version.
    pub analysis: String,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// Its publisher.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub publisher: Option<String>,
    /// Where it can be found.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// Its declared language.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<String>,
    /// Length of its text in characters.
    pub characters: usize,
    /// Number of its statements.
    pub statements: usize,
    /// How many of them, the last ones, another program proposed.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub proposed: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What is written besides the manifest.
#[derive(Debug, Clone, Copy)]
pub struct Contents<'c> {
    /// The graph as sorted N-Quads, in stretches; the lines of a subject stand in one.
    pub nquads: &'c [String],
    /// The statement lines of each document, in the order of the manifest.
    pub statements: &'c [Cow<'c, str>],
    /// The N-Triples of each register, in the order of the manifest.
    pub registers: &'c [&'c str],
}

/// Lower-case hexadecimal SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// When a file was written and how long it is: the manifest, and the graphs of a user's own where there are any.
pub type Stamp = ((SystemTime, u64), Option<(SystemTime, u64)>);

/// A directory that holds a store, or will.
#[derive(Debug, Clone)]
pub struct Directory {
    path: PathBuf,
}

impl Directory {
    /// The directory at `path`; nothing is read yet.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// Whether a store stands here.
    pub fn exists(&self) -> bool {
        self.path.join("manifest.json").exists()
    }

    /// When the manifest and the graphs of a user's own were last written and how long they are: differs after every build and
    /// every change that changed something.
    pub fn stamp(&self) -> Option<Stamp> {
        let of = |path: &Path| fs::metadata(path).ok().and_then(|found| Some((found.modified().ok()?, found.len())));
        Some((of(&self.path.join("manifest.json"))?, of(&self.own_file())))
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Error> {
        let path = self.path.join(file);
        fs::read(&path).map_err(|source| Error::Io { path, source })
    }

    /// The manifest, checked for its version.
    pub fn manifest(&self) -> Result<Manifest, Error> {
        if !self.exists() {
            return Err(Error::Missing { path: self.path.clone() });
        }
        let bytes = self.read("manifest.json")?;
        let damaged = |cause: serde_json::Error| Error::Damaged {
            path: self.path.join("manifest.json"),
            reason: cause.to_string(),
        };
        let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(damaged)?;
        let found = value.get("format").and_then(serde_json::Value::as_u64).unwrap_or(0);
        if found != u64::from(FORMAT) {
            return Err(Error::Version { path: self.path.clone(), found: u32::try_from(found).unwrap_or(0) });
        }
        serde_json::from_value(value).map_err(damaged)
    }

    /// The graph as sorted N-Quads.
    pub fn nquads(&self) -> Result<Vec<u8>, Error> {
        // A build may replace the store between the reads; then the new manifest names other files.
        let first = self.pieces("graph", "nq", &self.manifest()?.graph);
        first.or_else(|_| self.pieces("graph", "nq", &self.manifest()?.graph))
    }

    /// A piece of the graph, by its hash in the manifest.
    pub fn graph(&self, hash: &str) -> Result<String, Error> {
        self.text(&piece("graph", hash, "nq"))
    }

    /// The statement lines of all documents, in the order of the manifest.
    pub fn statements(&self, manifest: &Manifest) -> Result<String, Error> {
        let bytes = self.pieces("statements", "jsonl", &manifest.said)?;
        let damaged = |cause: std::string::FromUtf8Error| Error::Damaged {
            path: self.path.join("statements"),
            reason: cause.to_string(),
        };
        String::from_utf8(bytes).map_err(damaged)
    }

    fn pieces(&self, name: &str, extension: &str, hashes: &[String]) -> Result<Vec<u8>, Error> {
        let mut all = Vec::new();
        for hash in hashes {
            all.extend(self.read(&piece(name, hash, extension))?);
        }
        Ok(all)
    }

    /// The N-Triples of a register.
    pub fn register(&self, entry: &RegisterEntry) -> Result<String, Error> {
        self.text(&piece("register", &entry.hash, "nt"))
    }

    fn text(&self, file: &str) -> Result<String, Error> {
        String::from_utf8(self.read(file)?)
            .map_err(|cause| Error::Damaged { path: self.path.join(file), reason: cause.to_string() })
    }

    /// A file beside the store: `store` becomes `store.EXTENSION`.
    pub fn beside(&self, extension: &str) -> PathBuf {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(".");
        name.push(extension);
        self.path.with_file_name(name)
    }

    /// Takes the lock, which the operating system gives back when the process ends, however it ends.
    pub fn lock(&self) -> Result<Lock, Error> {
        self.hold("lock")
    }

    pub(super) fn hold(&self, extension: &str) -> Result<Lock, Error> {
        let path = self.beside(extension);
        let io = |source: io::Error| Error::Io { path: path.clone(), source };
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(io)?;
        }
        loop {
            let file = File::options().write(true).create(true).truncate(false).open(&path).map_err(io)?;
            match file.try_lock() {
                // The holder before may have removed the file in between.
                Ok(()) if is_at(&file, &path) => return Ok(Lock { path, file }),
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => return Err(Error::Locked { path }),
                Err(fs::TryLockError::Error(source)) => return Err(io(source)),
            }
        }
    }

    /// Writes a whole store in place of the old one, and says in the manifest what it consists of.
    pub fn replace(&self, manifest: &mut Manifest, contents: Contents<'_>) -> Result<(), Error> {
        fs::create_dir_all(&self.path).map_err(|source| Error::Io { path: self.path.clone(), source })?;
        let (graph, statements) = rayon::join(
            || Pieces::of(contents.nquads, "> ", SUBJECTS),
            || Pieces::of(contents.statements, "\",\"subject\"", DOCUMENTS),
        );
        (manifest.dataset, manifest.graph) = (graph.whole, graph.hashes);
        (manifest.statements, manifest.said) = (statements.whole, statements.hashes);
        let graph = manifest.graph.iter().zip(graph.texts).map(|(hash, texts)| (piece("graph", hash, "nq"), texts));
        let said = manifest.said.iter().zip(statements.texts);
        let said = said.map(|(hash, texts)| (piece("statements", hash, "jsonl"), texts));
        let registers = manifest.registers.iter().zip(contents.registers);
        let registers = registers.map(|(entry, text)| (piece("register", &entry.hash, "nt"), vec![*text]));
        let files: Vec<(String, Vec<&str>)> = graph.chain(said).chain(registers).collect();
        files.par_iter().try_for_each(|(name, texts)| self.write(name, texts))?;
        let mut json = serde_json::to_string_pretty(manifest).expect("a manifest holds only text and numbers");
        json.push('\n');
        self.write("manifest.json", &[&json])?;
        self.sweep(&files.iter().map(|(name, _)| name.as_str()).chain(["manifest.json"]).collect())
    }

    /// Writes a file in one step; one that stands already is left alone.
    fn write(&self, name: &str, texts: &[&str]) -> Result<(), Error> {
        let path = self.path.join(name);
        let io = |source| Error::Io { path: path.clone(), source };
        let length: usize = texts.iter().map(|text| text.len()).sum();
        let same_length = fs::metadata(&path).is_ok_and(|found| found.len() == length as u64);
        if same_length && fs::read(&path).is_ok_and(|found| holds(&found, texts)) {
            return Ok(());
        }
        let part = self.path.join(format!("{name}.part"));
        let mut out = File::create(&part).map_err(io)?;
        texts.iter().try_for_each(|text| out.write_all(text.as_bytes())).and_then(|()| out.sync_all()).map_err(io)?;
        fs::rename(&part, &path).map_err(io)
    }

    /// Removes what the manifest does not name: files of the store before, leftovers of killed runs.
    fn sweep(&self, kept: &BTreeSet<&str>) -> Result<(), Error> {
        let io = |source| Error::Io { path: self.path.clone(), source };
        for entry in fs::read_dir(&self.path).map_err(io)? {
            let entry = entry.map_err(io)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let ours =
                ["graph-", "statements-", "register-", "manifest.json"].iter().any(|start| name.starts_with(start));
            if ours && !kept.contains(name.as_str()) {
                fs::remove_file(entry.path()).map_err(io)?;
            }
        }
        Ok(())
    }
}

impl Manifest {
    /// A manifest of this version of the layout and the program, still without contents.
    pub fn new(ontology: &str, base: &str) -> Self {
        Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            ontology: ontology.to_owned(),
            base: base.to_owned(),
            dataset: String::new(),
            graph: Vec::new(),
            quads: 0,
            statements: String::new(),
            said: Vec::new(),
            judgements: String::new(),
            exports: IndexMap::new(),
            registers: Vec::new(),
            documents: Vec::new(),
        }
    }
}

/// The file of a piece, named by what it holds.
fn piece(name: &str, hash: &str, extension: &str) -> String {
    format!("{name}-{}.{extension}", hash.get(..16).unwrap_or(hash))
}

/// Whether bytes are texts in a row.
fn holds(bytes: &[u8], texts: &[&str]) -> bool {
    let rest = texts.iter().try_fold(bytes, |rest, text| rest.strip_prefix(text.as_bytes()));
    rest.is_some_and(<[u8]>::is_empty)
}

/// One in so many subjects begins a piece: about a megabyte of quads.
const SUBJECTS: u64 = 2048;
/// One in so many documents begins a piece: some hundred kilobytes of statements.
const DOCUMENTS: u64 = 32;

/// A file beside the store that only one build can hold.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still held; nothing can be done about a file that is already gone.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Whether an open file is the one that stands at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let number = |found: fs::Metadata| (found.dev(), found.ino());
    file.metadata().ok().map(number).is_some_and(|open| fs::metadata(path).ok().map(number) == Some(open))
}

/// Whether an open file is the one that stands at `path`: elsewhere an open file cannot be removed.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
