//! Known entities: names that a reader of the business pages knows already.
//!
//! Owns the table behind `seeds/entities.ttl`. Leaves matching them in a text to `analyse`.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::{EntityKind, Language};

/// An entity that is known before any document is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEntity {
    /// Its IRI in `seeds/entities.ttl`, ending in its stable local name.
    pub iri: Arc<str>,
    /// Its stable local name: the slug after the last `/`.
    pub id: Arc<str>,
    /// Its preferred name.
    pub name: String,
    /// Its preferred names that hold for one language.
    pub labels: IndexMap<Language, String>,
    /// What it is.
    pub kind: EntityKind,
    /// Other names, case as written; each matches in that case only.
    pub aliases: Vec<String>,
    /// Outside IRIs that denote the same thing.
    pub same_as: Vec<String>,
}

impl KnownEntity {
    /// Its preferred name in a text of `language`.
    pub fn label(&self, language: Language) -> &str {
        self.labels.get(&language).unwrap_or(&self.name)
    }
}

/// The known entities, found by id and by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    entities: IndexMap<Arc<str>, KnownEntity>,
    by_name: IndexMap<String, Vec<Arc<str>>>,
}

impl Known {
    /// The table of `entities`, kept in order.
    pub fn new(entities: Vec<KnownEntity>) -> Self {
        let mut known = Self::default();
        for entity in entities {
            for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                let ids = known.by_name.entry(name.clone()).or_default();
                if !ids.contains(&entity.id) {
                    ids.push(entity.id.clone());
                }
            }
            known.entities.insert(entity.id.clone(), entity);
        }
        known
    }

    /// Every known entity, in the order of the file.
    pub fn entities(&self) -> impl Iterator<Item = &KnownEntity> {
        self.entities.values()
    }

    /// The entity with the local name `id`.
    pub fn get(&self, id: &str) -> Option<&KnownEntity> {
        self.entities.get(id)
    }

    /// Every name and alias with the ids of the entities that bear it.
    pub fn names(&self) -> impl Iterator<Item = (&str, &[Arc<str>])> {
        self.by_name.iter().map(|(name, ids)| (name.as_str(), ids.as_slice()))
    }

    /// The entities called exactly `name`.
    pub fn called(&self, name: &str) -> impl Iterator<Item = &KnownEntity> {
        self.by_name.get(name).into_iter().flatten().filter_map(|id| self.entities.get(id))
    }
}
