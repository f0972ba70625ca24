//! A statement: one document saying that a relation holds, with the words that say so.
//!
//! Owns status, evidence, and the generic statement whose parameter says how far it has come:
//! `Statement<Participant>` leaves `extract`, only `Statement<EntityId>` enters `graph`.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{DocumentInfo, Entity, EntityId, EntityKind, Period, Quantity};

/// Whether what is said is a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// A fact as told.
    Completed,
    /// Announced, intended or agreed but not done.
    Planned,
    /// Reported, alleged, considered, in talks.
    Rumoured,
    /// Was planned, then failed or was dropped.
    Cancelled,
    /// The text says that it is not so.
    Denied,
}

impl Status {
    /// Every status, in the order of the enum.
    pub const ALL: [Self; 5] = [Self::Completed, Self::Planned, Self::Rumoured, Self::Cancelled, Self::Denied];

    /// The status's name in statement lines and in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Planned => "planned",
            Self::Rumoured => "rumoured",
            Self::Cancelled => "cancelled",
            Self::Denied => "denied",
        }
    }

    /// The status called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// Where a document says something.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Evidence {
    /// The document's name.
    pub document: Arc<str>,
    /// First character, counted in Unicode characters from the start of the document's text (RFC 5147).
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The document's text from `start` to `end`.
    pub text: Arc<str>,
}

/// Someone or something that takes part in a statement, as the document says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// The best full name the document gives it.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The words at this place in the text.
    pub mention: Option<String>,
    /// Where those words stand, in Unicode characters.
    pub characters: Option<(usize, usize)>,
    /// Its IRI, when it is already known who this is.
    pub iri: Option<String>,
}

/// The value of a statement's attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum Attribute {
    /// A word: a role, a law, a counted noun.
    Text(String),
    /// A number: a share between 0 and 1.
    Number(f64),
}

/// The attributes of a statement, sorted by name. Copies share them; a statement without any has one word for them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attributes(Option<Arc<Vec<(String, Attribute)>>>);

impl Attributes {
    /// Sets an attribute.
    pub fn insert(&mut self, name: String, value: Attribute) {
        let list = Arc::make_mut(self.0.get_or_insert_default());
        match list.binary_search_by(|(other, _)| other.cmp(&name)) {
            Ok(at) => list[at].1 = value,
            Err(at) => list.insert(at, (name, value)),
        }
    }

    /// The attribute of this name.
    pub fn get(&self, name: &str) -> Option<&Attribute> {
        self.iter().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// The attributes in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Attribute)> {
        self.0.iter().flat_map(|list| list.iter().map(|(name, value)| (name.as_str(), value)))
    }

    /// Number of attributes.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |list| list.len())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl FromIterator<(String, Attribute)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (String, Attribute)>>(attributes: I) -> Self {
        let mut found = Self::default();
        attributes.into_iter().for_each(|(name, value)| found.insert(name, value));
        found
    }
}

/// One document saying that a relation or metric holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement<P> {
    /// Of whom it is said.
    pub subject: P,
    /// Local name of the relation or metric in the ontology.
    pub relation: Arc<str>,
    /// The other participant; `None` for a unary relation and for a metric.
    pub object: Option<P>,
    /// The amount of a deal, or the figure of a metric.
    pub value: Option<Arc<Quantity>>,
    /// When it holds or happens.
    pub time: Option<Arc<Period>>,
    /// Whether it is a fact.
    pub status: Status,
    /// `role`, `share`, `counted`, `law`.
    pub attributes: Attributes,
    /// The measured precision of what made it, 0 to 1.
    pub confidence: f64,
    /// The words that say so.
    pub evidence: Evidence,
    /// CURIE of the lexical entry, or `import:NAME`, `model:NAME` for another program.
    pub extractor: Arc<str>,
}

/// A document and what it says, before anyone asks who is who.
#[derive(Debug, Clone, PartialEq)]
pub struct Extracted {
    /// The document.
    pub document: DocumentInfo,
    /// Its statements in text order, then those that another program proposed.
    pub statements: Vec<Statement<Participant>>,
    /// How many of them, the last ones, another program proposed.
    pub proposed: usize,
}

/// Everything said, once it is known who is who.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resolved {
    /// The documents, sorted by name.
    pub documents: Vec<DocumentInfo>,
    /// The entities, sorted by id.
    pub entities: IndexMap<EntityId, Entity>,
    /// The statements about them.
    pub statements: Vec<Statement<EntityId>>,
}
