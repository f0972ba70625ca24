//! Why names are one, or may be: what readers are told.
//!
//! Owns the reasons and the lists of `relata identity`; leaves the decisions to `decided`.

use std::collections::BTreeMap;

use crate::model::{EntityId, EntityKind};

/// Why two names are taken for one, or are not sure to be; the surer first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// People decided it.
    Judged,
    /// The list of known entities or a register gives both names.
    Known,
    /// Accents, case, article, title, legal form, possessive or plural aside they are the same.
    Spelling,
    /// One word acts and is made in one document.
    Kinds,
    /// A document introduces the acronym, or it is made of the initials.
    Acronym,
    /// A document says that the name has changed.
    Renaming,
    /// The end of a person's full name in the same document.
    Surname,
    /// The full name with words cut to initials or left out.
    Initial,
    /// The beginning of a longer name that the document gives first.
    Short,
    /// The name with a noun that adds nothing to it.
    Appellation,
    /// The name with an article.
    Article,
    /// The first word of a person's full name in the same document.
    FirstName,
    /// Not one: what is said of them tells two of the same name apart.
    Homonym,
    /// Not sure: the name fits several others.
    Ambiguous,
    /// Not sure: the names look alike.
    Similar,
}

impl Reason {
    /// The reason in a few words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Judged => "judged",
            Self::Known => "listed as names of one",
            Self::Spelling => "another spelling",
            Self::Kinds => "one word for maker and thing",
            Self::Acronym => "acronym",
            Self::Renaming => "renamed",
            Self::Surname => "surname",
            Self::Initial => "initials or middle names",
            Self::Short => "short form",
            Self::Appellation => "with a noun that adds nothing",
            Self::Article => "with an article",
            Self::FirstName => "first name",
            Self::Homonym => "same name, told apart by what is said of them",
            Self::Ambiguous => "fits several",
            Self::Similar => "names look alike",
        }
    }
}

/// A name taken for another, for readers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merged {
    /// The entity that both are.
    pub entity: EntityId,
    /// The shorter or former name.
    pub from: String,
    /// The other.
    pub to: String,
    /// Why.
    pub reason: Reason,
    /// Who judged, when and why; the document where it is said.
    pub note: String,
}

/// Two entities that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// One entity, with a name.
    pub one: (EntityId, String),
    /// The other.
    pub other: (EntityId, String),
    /// What speaks for one, or for two.
    pub reason: Reason,
    /// Statements that would change hands: those of the lesser of the two.
    pub weight: usize,
}

/// How it was decided who is who.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Identity {
    /// Names taken for one, by entity, then reason.
    pub merged: Vec<Merged>,
    /// Pairs left unsure, those that matter most first.
    pub doubts: Vec<Doubt>,
    /// The entity of each name: (name, kind, document) to id.
    pub names: BTreeMap<(String, EntityKind, String), EntityId>,
}
