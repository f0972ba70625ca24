//! The store directory: what is kept between runs.
//!
//! Owns its layout: `manifest.json`, `graph.nq`, and one file of statement lines a
//! document. Everything is written to a temporary directory that then takes the old one's
//! place, so that a killed run leaves the last good store.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Version of the layout.
const FORMAT: u32 = 1;

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
    #[error("another build is using the store; wait for it, or remove `{}` if none is running", path.display())]
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
    /// SHA-256 of the dataset's canonical form (RDFC-1.0).
    pub dataset: String,
    /// Number of quads.
    pub quads: usize,
    /// The documents, sorted by name.
    pub documents: Vec<DocumentEntry>,
}

/// One document of the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentEntry {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, and the name of its file of statements.
    pub hash: String,
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
}

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
        self.manifest()?;
        self.read("graph.nq")
    }

    /// The statement lines of a document.
    pub fn statements(&self, hash: &str) -> Result<String, Error> {
        let file = format!("statements/{hash}.jsonl");
        String::from_utf8(self.read(&file)?)
            .map_err(|cause| Error::Damaged { path: self.path.join(file), reason: cause.to_string() })
    }

    /// Takes the lock; it is given back when the value is dropped.
    pub fn lock(&self) -> Result<Lock, Error> {
        let path = sibling(&self.path, "lock");
        let io = |source: io::Error| Error::Io { path: path.clone(), source };
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(io)?;
        }
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                let _ = writeln!(file, "{}", std::process::id());
                Ok(Lock { path })
            }
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
                if stale(&path) {
                    fs::remove_file(&path).map_err(io)?;
                    return self.lock();
                }
                Err(Error::Locked { path })
            }
            Err(source) => Err(Error::Io { path, source }),
        }
    }

    /// Writes a whole store in place of the old one. `statements` are (hash, lines) of each document.
    pub fn replace(&self, manifest: &Manifest, nquads: &str, statements: &[(String, String)]) -> Result<(), Error> {
        let fresh = sibling(&self.path, "new");
        let old = sibling(&self.path, "old");
        for leftover in [&fresh, &old] {
            if leftover.exists() {
                fs::remove_dir_all(leftover).map_err(|source| Error::Io { path: leftover.clone(), source })?;
            }
        }
        let write = |file: PathBuf, bytes: &[u8]| -> Result<(), Error> {
            let io = |source| Error::Io { path: file.clone(), source };
            let mut out = File::create(&file).map_err(io)?;
            out.write_all(bytes).map_err(io)?;
            out.sync_all().map_err(io)
        };
        let folder = fresh.join("statements");
        fs::create_dir_all(&folder).map_err(|source| Error::Io { path: folder.clone(), source })?;
        for (hash, lines) in statements {
            write(folder.join(format!("{hash}.jsonl")), lines.as_bytes())?;
        }
        write(fresh.join("graph.nq"), nquads.as_bytes())?;
        let mut json = serde_json::to_string_pretty(manifest).expect("a manifest holds only text and numbers");
        json.push('\n');
        write(fresh.join("manifest.json"), json.as_bytes())?;
        let io = |source| Error::Io { path: self.path.clone(), source };
        if self.path.exists() {
            fs::rename(&self.path, &old).map_err(io)?;
        }
        fs::rename(&fresh, &self.path).map_err(io)?;
        if old.exists() {
            fs::remove_dir_all(&old).map_err(|source| Error::Io { path: old.clone(), source })?;
        }
        Ok(())
    }

    /// Puts the old store back when a run was killed between the two renames of `replace`.
    pub fn recover(&self) -> Result<(), Error> {
        let old = sibling(&self.path, "old");
        if !self.path.exists() && old.join("manifest.json").exists() {
            fs::rename(&old, &self.path).map_err(|source| Error::Io { path: old, source })?;
        }
        Ok(())
    }

    /// The manifest of this version for these contents.
    pub fn describe(
        ontology: &str,
        base: &str,
        dataset: String,
        quads: usize,
        documents: Vec<DocumentEntry>,
    ) -> Manifest {
        Manifest {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            ontology: ontology.to_owned(),
            base: base.to_owned(),
            dataset,
            quads,
            documents,
        }
    }
}

/// A file beside the store that only one build can hold.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Nothing can be done about a lock that is already gone.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether the process that took a lock is gone (known only where `/proc` exists).
fn stale(path: &Path) -> bool {
    let process = fs::read_to_string(path).ok().and_then(|text| text.trim().parse::<u32>().ok());
    process.is_some_and(|process| {
        Path::new("/proc/self").exists() && !Path::new("/proc").join(process.to_string()).exists()
    })
}

/// `store` becomes `store.new`, beside it.
fn sibling(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(extension);
    path.with_file_name(name)
}
