//! Relations and metrics: what a statement can say, and of whom.
//!
//! Owns the typed table behind the terms of `ontology/relata.ttl`.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::{EntityKind, Language, MeasureKind};

/// One of the two participants of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Of whom it is said.
    Subject,
    /// The other.
    Object,
}

impl Side {
    /// Both, in the order of the enum.
    pub const ALL: [Self; 2] = [Self::Subject, Self::Object];

    /// The class of relations that have one such participant at a time, a term of the ontology.
    pub fn class(self) -> &'static str {
        match self {
            Self::Subject => "OneSubject",
            Self::Object => "OneObject",
        }
    }
}

/// What a relation is like, beyond who takes part: how its words are to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// It is between names: neither participant may be a description.
    Naming,
    /// It takes a closing: what is announced or under way is not done yet.
    Closing,
    /// It holds now or not at all: said of the past, it is over.
    Current,
    /// An agent brings it about: no thing, rate or trade does.
    Deed,
    /// An organisation gives it to a person.
    Post,
    /// A text introduces somebody by it.
    Defining,
    /// People do it in the name of those who employ them.
    Delegated,
    /// It sets up a site: while it is planned, so is the site.
    Building,
    /// A market sets its figure.
    Market,
}

impl Nature {
    /// Every nature.
    pub const ALL: [Self; 9] = [
        Self::Naming,
        Self::Closing,
        Self::Current,
        Self::Deed,
        Self::Post,
        Self::Defining,
        Self::Delegated,
        Self::Building,
        Self::Market,
    ];

    /// The local name of its class in the ontology.
    pub fn class(self) -> &'static str {
        match self {
            Self::Naming => "NamingRelation",
            Self::Closing => "ClosingRelation",
            Self::Current => "CurrentRelation",
            Self::Deed => "DeedRelation",
            Self::Post => "PostRelation",
            Self::Defining => "DefiningRelation",
            Self::Delegated => "DelegatedRelation",
            Self::Building => "BuildingRelation",
            Self::Market => "MarketMetric",
        }
    }
}

/// A relation between entities, or a metric of one entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its local name: `invests-in`.
    pub name: Arc<str>,
    /// Whether it is a metric: the object is a quantity.
    pub metric: bool,
    /// What a subject may be (`schema:domainIncludes`, sub-kinds included).
    pub domain: Vec<EntityKind>,
    /// What an object may be (`schema:rangeIncludes`); empty for a unary relation and a metric.
    pub range: Vec<EntityKind>,
    /// What kinds of quantity a metric takes (`schema:rangeIncludes`); for a relation, the kinds that are its amount.
    pub measures: Vec<MeasureKind>,
    /// Whether the order of its participants means nothing.
    pub symmetric: bool,
    /// What else is true of whatever it is said of.
    pub natures: Vec<Nature>,
    /// The participant of which there is one at a time for the other, so that two contradict each other: the subject
    /// of *acquires* (two buyers of the whole), the object of *subsidiary-of* (two parents).
    pub exclusive: Option<Side>,
    /// Local name of its inverse, when the ontology names one.
    pub inverse: Option<Arc<str>>,
    /// Its `rdfs:label` by language.
    pub labels: IndexMap<Language, String>,
    /// Its `skos:definition` by language.
    pub definitions: IndexMap<Language, String>,
    /// Outside terms it is aligned with: (predicate IRI, term IRI).
    pub alignments: Vec<(String, String)>,
}

impl Relation {
    /// Whether it has a nature.
    pub fn is(&self, nature: Nature) -> bool {
        self.natures.contains(&nature)
    }

    /// Whether it takes no object and is no metric.
    pub fn unary(&self) -> bool {
        !self.metric && self.range.is_empty()
    }
}

/// The relations and metrics by local name, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Relations(pub IndexMap<Arc<str>, Relation>);

impl Relations {
    /// The relation or metric called `name`.
    pub fn get(&self, name: &str) -> Option<&Relation> {
        self.0.get(name)
    }

    /// Whether there is a relation or metric of that name with that nature.
    pub fn is(&self, name: &str, nature: Nature) -> bool {
        self.get(name).is_some_and(|relation| relation.is(nature))
    }
}
