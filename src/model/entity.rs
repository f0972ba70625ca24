//! An entity: the thing that mentions name, once it is known which one.
//!
//! Owns the kinds of entity and the resolved noun. Made by `resolve`.

use std::fmt;
use std::sync::Arc;

/// The ten kinds of entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// A company, institution, association, government body.
    Organization,
    /// A human being.
    Person,
    /// A country, region, city.
    Place,
    /// An industry, activity or market.
    Sector,
    /// Software, a model, a data set, a chip, a service.
    Product,
    /// A crypto-asset.
    Token,
    /// A plant, a data centre, a mine, a building.
    Facility,
    /// A law, a regulation, a treaty.
    Law,
    /// An unnamed class or group of actors.
    Group,
    /// One specific actor that the document does not name.
    Unnamed,
}

impl EntityKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 10] = [
        Self::Organization,
        Self::Person,
        Self::Place,
        Self::Sector,
        Self::Product,
        Self::Token,
        Self::Facility,
        Self::Law,
        Self::Group,
        Self::Unnamed,
    ];

    /// The kind's name in the ontology and in statement lines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organization => "Organization",
            Self::Person => "Person",
            Self::Place => "Place",
            Self::Sector => "Sector",
            Self::Product => "Product",
            Self::Token => "Token",
            Self::Facility => "Facility",
            Self::Law => "Law",
            Self::Group => "Group",
            Self::Unnamed => "Unnamed",
        }
    }

    /// The kind called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// The stable local name of an entity: a slug of ASCII letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub Arc<str>);

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A resolved thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its stable local name.
    pub id: EntityId,
    /// Its preferred name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Other names that documents or `seeds/` give it, sorted; never holds `name`.
    pub aliases: Vec<String>,
    /// Outside IRIs that denote the same thing, sorted.
    pub same_as: Vec<String>,
}
