//! Known entities as `resolve` asks for them: those of `seeds/`, and those that registers describe.
//!
//! Owns finding by name, by spelling and by IRI.

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::{Described, Diagnostic, EntityKind, Language, Participant, Warned};
use crate::ontology::{Known, KnownEntity, Ontology, WordClass};

use super::forms::Forms;
use super::local::acts;
use super::slug::{slug, suffix};

/// Names shorter than this must be written as listed: case tells acronyms from words.
const FOLDED: usize = 4;

/// The entities of registers as known ones: under the id of the entity of `seeds/` that they are, or one of their own.
pub fn described(registers: &[crate::model::Register], ontology: &Ontology) -> Warned<Known> {
    let mut diagnostics = Vec::new();
    let mut entities: IndexMap<String, KnownEntity> = IndexMap::new();
    let by_iri: HashMap<&str, &KnownEntity> = ontology
        .known
        .entities()
        .flat_map(|known| known.same_as.iter().map(move |iri| (iri.as_str(), known)))
        .collect();
    for register in registers {
        let mut untyped = 0;
        for described in &register.entities {
            let outside = std::iter::once(&described.iri).chain(&described.same_as);
            let seeded = outside.clone().find_map(|iri| by_iri.get(iri.as_str()).copied());
            let Some(kind) = seeded.map(|known| known.kind).or_else(|| kind(described, ontology)) else {
                untyped += 1;
                continue;
            };
            let seeded = seeded.or_else(|| ontology.known.called(&described.name).find(|known| known.kind == kind));
            let own = || format!("{}{}", slug(&described.name), suffix(kind));
            let mut id = seeded.map_or_else(own, |known| known.id.to_string());
            // Two entities of one name are two.
            if seeded.is_none() && (entities.contains_key(&id) || ontology.known.get(&id).is_some()) {
                id = format!("{id}-{}", slug(described.iri.rsplit(['/', '#']).next().unwrap_or_default()));
            }
            let entity = entities.entry(id.clone()).or_insert_with(|| KnownEntity {
                iri: described.iri.as_str().into(),
                id: id.into(),
                name: described.name.clone(),
                labels: IndexMap::new(),
                kind,
                aliases: Vec::new(),
                same_as: Vec::new(),
            });
            entity.aliases.extend(std::iter::once(&described.name).chain(&described.aliases).cloned());
            entity.same_as.extend(outside.filter(|iri| !iri.starts_with("urn:relata:")).cloned());
            entity.aliases.sort_unstable();
            entity.aliases.dedup();
            entity.aliases.retain(|alias| *alias != entity.name);
            entity.same_as.sort_unstable();
            entity.same_as.dedup();
        }
        if untyped > 0 {
            let message = format!("{untyped} described entities are of no known class");
            let untyped = Diagnostic::warning("untyped-entities", &register.name, message);
            diagnostics.push(untyped.with_hint("give them a class that ontology/words/classes.ttl lists"));
        }
    }
    Warned { value: Known::new(entities.into_values().collect()), diagnostics }
}

/// The kind of the first class that is known.
fn kind(described: &Described, ontology: &Ontology) -> Option<EntityKind> {
    // Names of classes are of no language: they stand in all.
    let value = |class: &String| {
        Language::ALL.into_iter().find_map(|language| ontology.words.value(language, WordClass::OutsideClass, class))
    };
    described.classes.iter().find_map(value).and_then(EntityKind::from_name)
}

/// What is known before any document, indexed.
pub(super) struct Register<'r> {
    seeds: &'r Known,
    described: &'r Known,
    by_key: HashMap<String, Vec<Arc<str>>>,
}

impl<'r> Register<'r> {
    pub(super) fn new(forms: &Forms<'_>, ontology: &'r Ontology, described: &'r Known) -> Self {
        let mut by_key: HashMap<String, Vec<Arc<str>>> = HashMap::new();
        for entity in ontology.known.entities().chain(described.entities()) {
            for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                let ids = by_key.entry(forms.key(name, entity.kind)).or_default();
                if !ids.contains(&entity.id) {
                    ids.push(entity.id.clone());
                }
            }
        }
        Self { seeds: &ontology.known, described, by_key }
    }

    /// The known entity with an id; `seeds/` before registers.
    pub(super) fn get(&self, id: &str) -> Option<&'r KnownEntity> {
        self.seeds.get(id).or_else(|| self.described.get(id))
    }

    /// What registers say of the entity with an id.
    pub(super) fn described(&self, id: &str) -> Option<&'r KnownEntity> {
        self.described.get(id)
    }

    /// The id of the known entity that a participant is, given the words of its name.
    pub(super) fn known(&self, participant: &Participant, words: &[String]) -> Option<Arc<str>> {
        let by_iri = participant.iri.as_ref().and_then(|iri| iri.rsplit('/').next()).and_then(|id| self.get(id));
        let found = by_iri
            .filter(|known| compatible(known.kind, participant.kind))
            .or_else(|| self.called(&participant.name, participant.kind))
            .or_else(|| self.called(&words.join(" "), participant.kind));
        found.map(|known| known.id.clone())
    }

    /// The one known entity of a compatible kind with exactly this name.
    fn called(&self, name: &str, kind: EntityKind) -> Option<&'r KnownEntity> {
        let mut found: Vec<&KnownEntity> = Vec::new();
        for known in self.seeds.called(name).chain(self.described.called(name)) {
            if compatible(known.kind, kind) && found.iter().all(|other| other.id != known.id) {
                found.push(known);
            }
        }
        match found.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The id of the one known entity of the same kind with a name of this key: another spelling.
    pub(super) fn spelt(&self, key: &str, kind: EntityKind) -> Option<Arc<str>> {
        if key.len() < FOLDED {
            return None;
        }
        let mut found = self.by_key.get(key)?.iter().filter_map(|id| self.get(id)).filter(|known| known.kind == kind);
        let first = found.next()?;
        found.next().is_none().then(|| first.id.clone())
    }
}

/// Whether a name read as one kind may be a known thing of another: what acts is often read as
/// what it makes, and the other way round.
pub(super) fn compatible(known: EntityKind, read: EntityKind) -> bool {
    known == read || acts(known) && acts(read)
}
