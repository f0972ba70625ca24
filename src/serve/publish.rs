//! A site as files, for any web host.
//!
//! Owns which files there are and what happens to those of the time before: a file that says the same is left alone, one that is
//! no longer part of the site is removed, and nothing else in the folder is touched.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use serde_json::json;

use crate::model::Language;

use super::exchange::Body;
use super::pages::{Pages, explore, syntax};
use super::site::{ASSETS, context};
use super::snapshot::Snapshot;
use super::{Error, Options, dataset, triples};

/// The list of what was published, in the folder.
const LIST: &str = ".relata-published";

/// What was done to a folder.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Files that were written, new ones and changed ones.
    pub written: usize,
    /// Files that said the same already.
    pub kept: usize,
    /// Files that are no longer part of the site.
    pub removed: usize,
    /// Things whose address is no path of a file: it has `.` or `..` for a part.
    pub left_out: usize,
}

/// Writes the site of a store into a folder, with `more` files made elsewhere: (path, bytes).
pub fn publish(options: &Options, folder: &Path, more: Vec<(String, Vec<u8>)>) -> Result<Published, Error> {
    let snapshot = Snapshot::load(&crate::store::Directory::new(&options.store), options)?;
    let graph = more.iter().any(|(name, _)| name == "graph.html");
    let pages = Pages::new(&options.ontology, false, graph);
    let files = Folder {
        root: folder.to_owned(),
        names: Mutex::default(),
        written: AtomicUsize::new(0),
        kept: AtomicUsize::new(0),
    };
    for (name, bytes) in more.into_iter().chain(shared(&snapshot)) {
        files.write(&name, &bytes)?;
    }
    let paths = paths(&snapshot);
    let (sound, odd): (Vec<&String>, Vec<&String>) = paths.iter().partition(|path| file(path).is_some());
    sound.par_iter().try_for_each(|path| page(&pages, &snapshot, path, &files))?;
    files.end(odd.len())
}

/// The paths of all things with a page, without their endings.
fn paths(snapshot: &Snapshot) -> Vec<String> {
    let inside = |iri: &str| iri.strip_prefix(&snapshot.base).map(str::to_owned);
    let entities = snapshot.index().entities.iter().filter_map(|entity| inside(&entity.iri));
    let statements = snapshot.statements().into_iter().filter_map(|iri| inside(&iri));
    let documents = snapshot.manifest.documents.iter().map(|entry| snapshot.namer.document(&entry.name));
    let documents = documents.filter_map(|iri| inside(iri.as_str()));
    let own = ["", "search", "explore", "ontology"].map(str::to_owned);
    own.into_iter().chain(entities).chain(statements).chain(documents).collect()
}

/// The files of one thing: a page for each language, and its data.
fn page(pages: &Pages, snapshot: &Snapshot, path: &str, files: &Folder) -> Result<(), Error> {
    let name = if path.is_empty() { "index" } else { path };
    for (ending, named, language) in
        [(".html", None, Language::English), (".fr.html", Some(Language::French), Language::French)]
    {
        if let Some(html) = pages.html(snapshot, path, named, language, "") {
            files.write(&format!("{name}{ending}"), html.as_bytes())?;
        }
    }
    if let Some(near) = path.strip_prefix("entity/").and_then(|_| pages.neighbours(snapshot, path)) {
        files.write(&format!("{path}{}", explore::ENDING), near.to_string().as_bytes())?;
    }
    if matches!(path, "" | "search" | "explore") {
        return Ok(());
    }
    for syntax in syntax::ALL {
        let bytes = pages.bytes(snapshot, path, syntax).map_err(|fault| io::Error::other(fault.message))?;
        files.write(&format!("{name}{}", syntax.ending()), &bytes)?;
    }
    Ok(())
}

/// The files that there is one of.
fn shared(snapshot: &Snapshot) -> Vec<(String, Vec<u8>)> {
    let index: Vec<_> = snapshot
        .index()
        .entities
        .iter()
        .map(|entity| {
            let names: Vec<&String> = std::iter::once(&entity.name).chain(&entity.aliases).collect();
            json!({ "path": entity.iri.strip_prefix(&snapshot.base), "names": names })
        })
        .collect();
    let mut void = Vec::new();
    // Memory takes everything.
    let _ = triples::write(
        dataset::void(snapshot, &snapshot.site).into_iter(),
        crate::store::AnswerFormat::Turtle,
        &snapshot.base,
        &mut void,
    );
    let mut files = vec![
        ("context.jsonld".to_owned(), context()),
        ("search-index.json".to_owned(), json!(index).to_string().into_bytes()),
        (".well-known/void".to_owned(), void),
        ("robots.txt".to_owned(), bytes(dataset::robots(&snapshot.base).body)),
    ];
    if let Ok(sitemap) = dataset::sitemap(snapshot, "sitemap.xml") {
        files.push(("sitemap.xml".to_owned(), bytes(sitemap.body)));
    }
    let parts = (1..).map(|part| format!("sitemap-{part}.xml"));
    let parts = parts.map_while(|name| dataset::sitemap(snapshot, &name).ok().map(|reply| (name, bytes(reply.body))));
    files.extend(parts);
    let own = ASSETS
        .iter()
        .filter(|(name, ..)| ["site.", "explore.", "cytoscape."].iter().any(|start| name.starts_with(start)));
    files.extend(own.map(|(name, _, bytes)| (format!("assets/{name}"), bytes.to_vec())));
    files
}

fn bytes(body: Body) -> Vec<u8> {
    match body {
        Body::Whole(bytes) => bytes,
        Body::Fixed(bytes) => bytes.to_vec(),
        Body::Flow(_) => Vec::new(),
    }
}

/// The path of a file for an address: a host decodes what a browser asks for. Nothing leads out of the folder.
fn file(path: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let sound = |part: &str| !matches!(part, "." | "..") && !part.contains(['\0', '\\']);
    let whole = decoded.is_empty() || decoded.split('/').all(|part| !part.is_empty() && sound(part));
    whole.then(|| PathBuf::from(decoded.as_ref()))
}

/// A folder that is filled.
struct Folder {
    root: PathBuf,
    names: Mutex<BTreeSet<String>>,
    written: AtomicUsize,
    kept: AtomicUsize,
}

impl Folder {
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let Some(inside) = file(name) else { return Ok(()) };
        let place = self.root.join(&inside);
        self.names.lock().expect("no thread panics while it holds the lock").insert(inside.display().to_string());
        if fs::read(&place).is_ok_and(|found| found == bytes) {
            self.kept.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        }
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&place, bytes)?;
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Removes what was published before and is not now, and keeps the list.
    fn end(self, left_out: usize) -> Result<Published, Error> {
        let names = self.names.into_inner().expect("no thread panicked");
        let list = self.root.join(LIST);
        let before = fs::read_to_string(&list).unwrap_or_default();
        let mut removed = 0;
        for old in before.lines().filter(|old| !names.contains(*old)) {
            // The list may have been edited; what leads out of the folder is not followed.
            if file(old).is_some() && fs::remove_file(self.root.join(old)).is_ok() {
                removed += 1;
            }
        }
        let lines: String = names.iter().map(|name| format!("{name}\n")).collect();
        fs::write(&list, lines)?;
        let (written, kept) = (self.written.into_inner(), self.kept.into_inner());
        Ok(Published { written, kept, removed, left_out })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_leads_out_of_the_folder() {
        for path in ["../x", "a/../../x", "a//b", "/etc/passwd", "a/%2e%2e/b", "a\\b", "a/%00"] {
            assert_eq!(file(path), None, "{path}");
        }
        assert_eq!(file("document/a%20b%25.txt"), Some(PathBuf::from("document/a b%.txt")));
    }
}
