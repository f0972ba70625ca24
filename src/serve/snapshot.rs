//! What a store holds at one moment, ready to be asked, and the moment after.
//!
//! Owns loading and following the store directory: when a build has replaced the manifest, a new snapshot is loaded
//! beside the old one and takes its place; the old one goes with the last reply that uses it.

use std::sync::{Arc, OnceLock, PoisonError, RwLock, Weak};
use std::time::Duration;

use oxrdf::{GraphNameRef, Triple};

use crate::rdf::Namer;
use crate::store::{Directory, Manifest, Store, sha256};

use super::dataset;
use super::index::Index;
use super::texts::Texts;
use super::{Error, Options};

/// How often the directory is looked at.
const TICK: Duration = Duration::from_millis(500);

/// What follows from facts: questions that construct it.
pub(super) const RULES: [&str; 6] = [
    include_str!("../../ontology/rules/sub-properties.rq"),
    include_str!("../../ontology/rules/sub-classes.rq"),
    include_str!("../../ontology/rules/symmetry.rq"),
    include_str!("../../ontology/rules/inverses.rq"),
    include_str!("../../ontology/rules/equivalents.rq"),
    include_str!("../../ontology/rules/subsidiaries.rq"),
];

/// A store that is asked, and never changed.
pub(super) struct Snapshot {
    pub(super) store: Store,
    pub(super) manifest: Manifest,
    /// Differs whenever an answer may.
    pub(super) tag: String,
    /// The base of its IRIs, with its final slash.
    pub(super) base: String,
    pub(super) namer: Namer,
    /// What the owner of the site says of it.
    pub(super) site: Vec<Triple>,
    /// The texts that may be shown.
    pub(super) texts: Texts,
    /// The graph of what was inferred, when something was.
    pub(super) inferred: Option<String>,
    index: OnceLock<Index>,
}

impl Snapshot {
    /// Loads what the directory holds.
    pub(super) fn load(directory: &Directory, options: &Options) -> Result<Self, Error> {
        loop {
            let manifest = directory.manifest()?;
            let quads = directory.nquads()?;
            // A build may replace the store between the reads.
            if directory.manifest()? == manifest {
                let store = Store::from_nquads(&quads)?;
                let slash = if manifest.base.ends_with(['/', '#']) { "" } else { "/" };
                let (base, namer) = (format!("{}{slash}", manifest.base), Namer::new(&manifest.base));
                let site = options.site.as_deref().map_or(Ok(Vec::new()), |text| dataset::site(text, &base));
                let site = site.map_err(Error::Site)?;
                let inferred = format!("{base}inferred");
                if options.inference {
                    store.infer(&RULES, &options.ontology, &inferred)?;
                }
                let inferred = options.inference.then_some(inferred);
                let texts = Texts::read(&options.texts, &manifest.documents);
                if let Some(told) = texts.told() {
                    (options.say)(&told);
                }
                let (tag, index) = (tag(&manifest) + &texts.tag(), OnceLock::new());
                return Ok(Self { store, manifest, tag, base, namer, site, texts, inferred, index });
            }
        }
    }

    /// The IRIs of all statements, sorted.
    pub(super) fn statements(&self) -> Vec<String> {
        let predicate = Some(super::pages::names::PREDICATE);
        let told = self.store.matching(None, predicate, None, Some(GraphNameRef::DefaultGraph));
        let mut told: Vec<String> = told.map(|quad| super::pages::text(quad.subject.into())).collect();
        told.sort_unstable();
        told
    }

    /// What is counted and found by name.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.store, &self.base))
    }
}

/// A hash of what answers depend on in the directory.
fn tag(manifest: &Manifest) -> String {
    let documents: Vec<String> = manifest.documents.iter().map(|document| format!("{document:?}")).collect();
    let all = [env!("CARGO_PKG_VERSION"), &manifest.dataset, &manifest.base, &documents.concat()].join("\n");
    sha256(all.as_bytes())[..16].to_owned()
}

/// The newest snapshot of a directory.
pub(super) struct Current {
    options: Options,
    newest: RwLock<Arc<Snapshot>>,
}

impl Current {
    /// Loads the directory and follows it for as long as the result lives.
    pub(super) fn follow(options: &Options) -> Result<Arc<Self>, Error> {
        let directory = Directory::new(&options.store);
        let stamp = directory.stamp();
        let newest = RwLock::new(Arc::new(Snapshot::load(&directory, options)?));
        let current = Arc::new(Self { options: options.clone(), newest });
        let followed = Arc::downgrade(&current);
        std::thread::spawn(move || watch(&followed, stamp));
        Ok(current)
    }

    /// The newest snapshot.
    pub(super) fn get(&self) -> Arc<Snapshot> {
        // The lock is held for a copy of a pointer; a panic leaves it sound.
        self.newest.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Loads the directory again when something in it differs.
    fn renew(&self) {
        let directory = Directory::new(&self.options.store);
        let old = self.get();
        let same = directory.manifest().is_ok_and(|manifest| tag(&manifest) == tag(&old.manifest));
        drop(old);
        if same {
            return;
        }
        match Snapshot::load(&directory, &self.options) {
            Ok(snapshot) => {
                let quads = snapshot.manifest.quads;
                *self.newest.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
                (self.options.say)(&format!("the store has changed: {quads} quads\n"));
            }
            Err(cause) => (self.options.say)(&format!("the store has changed and cannot be read: {cause}\n")),
        }
    }
}

fn watch(current: &Weak<Current>, mut stamp: Option<(std::time::SystemTime, u64)>) {
    loop {
        std::thread::sleep(TICK);
        let Some(current) = current.upgrade() else { return };
        let now = Directory::new(&current.options.store).stamp();
        if now.is_some() && now != stamp {
            current.renew();
            stamp = now;
        }
    }
}
