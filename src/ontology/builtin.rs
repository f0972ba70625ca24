//! The files of the project's own ontology.
//!
//! Owns the list of the project's own `ontology/` and `seeds/entities.ttl`, and the search
//! for the same files in a folder. A test compares the list with the disk.

use std::fs;
use std::path::{Path, PathBuf};

use super::Error;
use super::turtle::Source;

macro_rules! carried {
    ($($path:literal),+ $(,)?) => {
        #[cfg(any(test, not(ontology_prepared)))]
        const CARRIED: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../", $path)))),+];
    };
}

carried![
    "ontology/lexicon/en/capital.ttl",
    "ontology/lexicon/en/change.ttl",
    "ontology/lexicon/en/constructions.ttl",
    "ontology/lexicon/en/deals.ttl",
    "ontology/lexicon/en/law.ttl",
    "ontology/lexicon/en/metrics.ttl",
    "ontology/lexicon/en/people.ttl",
    "ontology/lexicon/en/things.ttl",
    "ontology/lexicon/fr/capital.ttl",
    "ontology/lexicon/fr/change.ttl",
    "ontology/lexicon/fr/constructions.ttl",
    "ontology/lexicon/fr/deals.ttl",
    "ontology/lexicon/fr/law.ttl",
    "ontology/lexicon/fr/metrics.ttl",
    "ontology/lexicon/fr/people.ttl",
    "ontology/lexicon/fr/things.ttl",
    "ontology/lexicon/measured.ttl",
    "ontology/relata.ttl",
    "ontology/words/classes.ttl",
    "ontology/words/cues.ttl",
    "ontology/words/family.ttl",
    "ontology/words/given.ttl",
    "ontology/words/kinds.ttl",
    "ontology/words/languages.ttl",
    "ontology/words/names.ttl",
    "ontology/words/places.ttl",
    "ontology/words/quantities.ttl",
    "ontology/words/sectors.ttl",
    "ontology/words/status.ttl",
    "ontology/words/syntax.ttl",
    "ontology/words/thin.ttl",
    "ontology/words/time.ttl",
    "ontology/words/tokens.ttl",
    "seeds/entities.ttl",
];

/// The project's own files; the binary carries what the build made of them.
#[cfg(any(test, not(ontology_prepared)))]
pub(super) fn carried() -> Vec<Source> {
    CARRIED.iter().map(|(path, text)| Source { path: (*path).to_owned(), text: (*text).to_owned() }).collect()
}

/// The same kind of files in the folder `root`, sorted by path.
pub(super) fn in_folder(root: &Path) -> Result<Vec<Source>, Error> {
    let mut paths = Vec::new();
    turtle_files(&root.join("ontology"), &mut paths)?;
    let seeds = root.join("seeds").join("entities.ttl");
    if seeds.exists() {
        paths.push(seeds);
    }
    let mut sources = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).map_err(|source| Error::Unreadable { path: path.clone(), source })?;
        let inside = path.strip_prefix(root).unwrap_or(&path);
        let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        sources.push(Source { path: parts.join("/"), text });
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

/// The vocabulary, lexicon and word files; other Turtle beside them (shapes) is not the loader's.
fn turtle_files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Error> {
    let unreadable = |source| Error::Unreadable { path: folder.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let other = path.file_name().is_some_and(|name| name == "shapes.ttl");
        if path.is_dir() {
            turtle_files(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "ttl") && !other {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_carries_every_file_of_the_project() {
        let on_disk = in_folder(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the project's own files are readable");
        let paths = |sources: Vec<Source>| sources.into_iter().map(|source| source.path).collect::<Vec<_>>();
        assert_eq!(paths(carried()), paths(on_disk));
    }
}
