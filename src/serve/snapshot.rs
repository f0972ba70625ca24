//! What a store holds at one moment, ready to be asked, and the moment after.
//!
//! Owns loading and following the store directory: when a build has replaced the manifest, a new snapshot is loaded
//! beside the old one and takes its place; the old one goes with the last reply that uses it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock, Weak};
use std::time::Duration;

use oxrdf::{GraphNameRef, Quad, TermRef, Triple};

use crate::rdf::Namer;
use crate::store::{Change, Directory, Lock, Manifest, Stamp, Store, is_own, sha256};

use super::dataset;
use super::index::Index;
use super::texts::Texts;
use super::write::Token;
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

/// A store that is asked. What documents say in it is never changed.
pub(super) struct Snapshot {
    pub(super) store: Store,
    pub(super) manifest: Manifest,
    /// Differs whenever a page may.
    pub(super) tag: String,
    /// The hash of the graphs of a user's own.
    own: RwLock<String>,
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
        let (manifest, store) = opened(directory)?;
        let slash = if manifest.base.ends_with(['/', '#']) { "" } else { "/" };
        let (base, namer) = (format!("{}{slash}", manifest.base), Namer::new(&manifest.base));
        let site = options.site.as_deref().map_or(Ok(Vec::new()), |text| dataset::site(text, &base));
        let site = site.map_err(Error::Site)?;
        let inferred = format!("{base}inferred");
        if options.inference {
            store.infer(&RULES, &options.ontology, &inferred)?;
        }
        let inferred = options.inference.then_some(inferred);
        let own = RwLock::new(store.load_own(directory, &base)?);
        let texts = Texts::read(&options.texts, &manifest.documents);
        if let Some(told) = texts.told() {
            (options.say)(&told);
        }
        let (tag, index) = (tag(&manifest) + &texts.tag(), OnceLock::new());
        Ok(Self { store, manifest, tag, own, base, namer, site, texts, inferred, index })
    }

    /// Differs whenever the answer to a question may.
    pub(super) fn asked_tag(&self) -> String {
        let own = self.own.read().unwrap_or_else(PoisonError::into_inner);
        format!("{}{}", self.tag, own.get(..8).unwrap_or_default())
    }

    /// The quads that documents and registers gave, and what follows, which fit: what pages show.
    pub(super) fn matching<'s>(
        &'s self,
        subject: Option<&str>,
        predicate: Option<&str>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> impl Iterator<Item = Quad> + use<'s> {
        let found = self.store.matching(subject, predicate, object, graph);
        found.filter(|quad| !is_own(quad.graph_name.as_ref(), &self.base))
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

/// What a directory holds now. A build may replace it while it is read; then the manifest names other files.
fn opened(directory: &Directory) -> Result<(Manifest, Store), Error> {
    loop {
        let manifest = directory.manifest()?;
        match Store::open(directory, &manifest) {
            Ok(store) => return Ok((manifest, store)),
            Err(cause) if directory.manifest()? == manifest => return Err(cause.into()),
            Err(_) => {}
        }
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
    /// Held while graphs of a user's own are changed, and while a new snapshot is loaded: no change may be lost between.
    changing: Mutex<()>,
    /// Held by the one that may change them.
    _lock: Option<Lock>,
}

impl Current {
    /// Loads the directory and follows it for as long as the result lives.
    pub(super) fn follow(options: &Options) -> Result<Arc<Self>, Error> {
        let directory = Directory::new(&options.store);
        let lock = options.token.as_ref().map(|_| directory.lock_own()).transpose()?;
        let stamp = directory.stamp();
        let newest = RwLock::new(Arc::new(Snapshot::load(&directory, options)?));
        let current = Arc::new(Self { options: options.clone(), newest, changing: Mutex::default(), _lock: lock });
        let followed = Arc::downgrade(&current);
        std::thread::spawn(move || watch(&followed, stamp));
        Ok(current)
    }

    /// The newest snapshot.
    pub(super) fn get(&self) -> Arc<Snapshot> {
        // The lock is held for a copy of a pointer; a panic leaves it sound.
        self.newest.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What writers must show; nothing when nobody may write.
    pub(super) fn token(&self) -> Option<&Token> {
        self.options.token.as_ref()
    }

    /// Changes graphs of a user's own.
    pub(super) fn change(&self, change: &Change<'_>) -> Result<(), crate::store::Error> {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let snapshot = self.get();
        let own = snapshot.store.change(change, &Directory::new(&self.options.store), &snapshot.base)?;
        *snapshot.own.write().unwrap_or_else(PoisonError::into_inner) = own;
        Ok(())
    }

    /// Loads the directory again when something in it differs.
    fn renew(&self) {
        let directory = Directory::new(&self.options.store);
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let old = self.get();
        let held = directory.own().map(|bytes| if bytes.is_empty() { String::new() } else { sha256(&bytes) });
        let own = held.is_ok_and(|held| held == *old.own.read().unwrap_or_else(PoisonError::into_inner));
        let same = own && directory.manifest().is_ok_and(|manifest| tag(&manifest) == tag(&old.manifest));
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

fn watch(current: &Weak<Current>, mut stamp: Option<Stamp>) {
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
