//! The model of the world and of the words, loaded from Turtle into typed tables.
//!
//! Owns `ontology/` and `seeds/entities.ttl`: relations and metrics, lexical entries and
//! their frames, word classes, known entities. Read-only once loaded. Knows nothing of documents.

pub mod known;
pub mod lexicon;
pub mod relation;
pub mod words;

pub use known::{Known, KnownEntity};
pub use lexicon::{Example, Frame, LexicalEntry, Lexicon, PartOfSpeech};
pub use relation::{Relation, Relations};
pub use words::{WordClass, Words};

/// Everything that `ontology/` and `seeds/` say.
#[derive(Debug, Clone, Default)]
pub struct Ontology {
    /// The relations and metrics.
    pub relations: Relations,
    /// The lexical entries.
    pub lexicon: Lexicon,
    /// The word classes: function words, cues, units, months.
    pub words: Words,
    /// The entities that are known before any document is read.
    pub known: Known,
}
