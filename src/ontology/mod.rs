//! The model of the world and of the words, loaded from Turtle into typed tables.
//!
//! Owns `ontology/` and `seeds/entities.ttl`: relations and metrics, lexical entries and
//! their frames, word classes, known entities. Read-only once loaded. Knows nothing of documents.

mod builtin;
mod check;
mod entries;
mod filter;
pub mod known;
pub mod lexicon;
mod load;
mod nearest;
pub mod relation;
mod reliability;
mod snapshot;
mod turtle;
mod typology;
pub mod vocab;
pub mod words;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::model::Diagnostic;

pub use check::{Report, check};

pub(crate) use filter::Filter;
pub use known::{Known, KnownEntity};
pub use lexicon::{Example, Frame, LexicalEntry, Lexicon, PartOfSpeech};
pub use relation::{Nature, Relation, Relations, Side};
pub use reliability::Measured;
pub use typology::Typology;
pub use words::{WordClass, Words};

/// Everything that `ontology/` and `seeds/` say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ontology {
    /// The relations and metrics.
    pub relations: Relations,
    /// The lexical entries.
    pub lexicon: Lexicon,
    /// The word classes: function words, cues, units, months.
    pub words: Words,
    /// The entities that are known before any document is read.
    pub known: Known,
    version: String,
}

/// Why an ontology could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The files say things that make no sense; all of them are listed.
    #[error("{} fault(s) in the ontology", .0.len())]
    Faults(Vec<Diagnostic>),
}

/// The bytes of the project's own ontology, from its Turtle.
///
/// # Panics
/// With every fault of the files, when they have any: such a binary cannot be built.
#[cfg(not(ontology_prepared))]
pub(crate) fn prepared() -> Vec<u8> {
    match Ontology::from_sources(&builtin::carried()) {
        Ok(ontology) => snapshot::write(&ontology),
        Err(Error::Faults(faults)) => {
            panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        }
        Err(other) => panic!("{other}"),
    }
}

impl Ontology {
    /// The ontology that the binary carries.
    ///
    /// # Panics
    /// When the carried files are faulty, which a test of the project excludes.
    #[cfg(ontology_prepared)]
    pub fn builtin() -> Self {
        snapshot::read(include_bytes!(concat!(env!("OUT_DIR"), "/ontology.bin")))
    }

    /// The ontology in the folders `ontology/` and `seeds/` of `root`.
    pub fn load(root: &Path) -> Result<Self, Error> {
        Self::from_sources(&builtin::in_folder(root)?)
    }

    fn from_sources(sources: &[turtle::Source]) -> Result<Self, Error> {
        let mut digest = Sha256::new();
        for source in sources {
            digest.update(source.path.as_bytes());
            digest.update([0]);
            digest.update(source.text.as_bytes());
            digest.update([0]);
        }
        let version = digest.finalize().iter().fold(String::new(), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        load::load(sources, version).map_err(Error::Faults)
    }

    /// Lower-case hexadecimal SHA-256 of the files it was loaded from.
    pub fn version(&self) -> &str {
        &self.version
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(text: &str) -> Result<Ontology, Error> {
        let prefixes = "@prefix relata: <https://w3id.org/relata/ontology#> . @prefix fr: <https://w3id.org/relata/lexicon/fr#> .
            @prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> . @prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .\n";
        let relations = builtin::carried().into_iter().find(|source| source.path == "ontology/relata.ttl");
        let words = turtle::Source { path: "test.ttl".to_owned(), text: format!("{prefixes}{text}") };
        Ontology::from_sources(&[relations.expect("the vocabulary is carried"), words])
    }

    #[test]
    fn the_carried_ontology_is_sound() {
        match Ontology::from_sources(&builtin::carried()) {
            Ok(ontology) => assert!(ontology == Ontology::builtin(), "what was prepared is not what the files say"),
            Err(Error::Faults(faults)) => {
                panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
            }
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_mistyped_relation_is_reported_with_its_line_and_the_nearest_name() {
        let entry = "fr:a-v a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ;
            ontolex:canonicalForm [ ontolex:writtenRep \"a\"@fr ] ; relata:expresses relata:aquires ; relata:frame relata:transitive ;
            relata:example [ relata:text \"A.\"@fr ; relata:expects \"A | acquires | B | completed\" ] ; relata:counterExample [ relata:text \"B.\"@fr ] .";
        let Err(Error::Faults(faults)) = loaded(entry) else { panic!("the entry is faulty") };
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!((faults[0].name, faults[0].place.line), ("unknown-relation", Some(3)));
        assert_eq!(faults[0].hint.as_deref(), Some("did you mean `acquires`?"));
    }

    #[test]
    fn every_fault_is_reported_at_once() {
        let text = "fr:a-v a ontolex:LexicalEntry .\nfr:b-v a relata:Mounth ; relata:form \"x\"@fr .";
        let Err(Error::Faults(faults)) = loaded(text) else { panic!("both are faulty") };
        let names: Vec<_> = faults.iter().map(|fault| fault.name).collect();
        assert!(names.contains(&"malformed-entry") && names.contains(&"unknown-term"), "{names:?}");
    }

    #[test]
    fn a_syntax_error_names_its_line() {
        let Err(Error::Faults(faults)) = loaded("fr:a-v a ;; .") else { panic!("the syntax is wrong") };
        assert_eq!((faults[0].name, faults[0].place.line), ("malformed-turtle", Some(3)));
    }
}
