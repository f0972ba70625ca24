//! The names of one document and what each stands for.
//!
//! Owns variants inside a document: surnames, legal suffixes, articles, known aliases.

use indexmap::IndexMap;

use crate::model::{EntityId, EntityKind, Extracted, Language, Participant};
use crate::ontology::{KnownEntity, Ontology, WordClass};

use super::slug::{slug, suffix};

/// How the names of a document are understood.
pub(super) struct Aliases<'o> {
    ontology: &'o Ontology,
    /// Full names of the document's people by surname; `None` when two share it.
    surnames: IndexMap<String, Option<String>>,
}

impl<'o> Aliases<'o> {
    pub(super) fn of(extracted: &Extracted, ontology: &'o Ontology) -> Self {
        let mut surnames: IndexMap<String, Option<String>> = IndexMap::new();
        let participants = extracted
            .statements
            .iter()
            .flat_map(|statement| std::iter::once(&statement.subject).chain(&statement.object));
        for participant in participants.filter(|participant| participant.kind == EntityKind::Person) {
            let Some((_, surname)) = participant.name.rsplit_once(' ') else { continue };
            let full = surnames.entry(surname.to_owned()).or_insert_with(|| Some(participant.name.clone()));
            if full.as_ref().is_some_and(|full| *full != participant.name) {
                *full = None;
            }
        }
        Self { ontology, surnames }
    }

    /// The entity a participant stands for: its id, the name it is known by, its kind.
    pub(super) fn identify(&self, participant: &Participant, document: &str) -> (EntityId, String, EntityKind) {
        if let Some(known) = self.known(participant) {
            return (EntityId(known.id.clone()), participant.name.clone(), known.kind);
        }
        let name = match self.surnames.get(&participant.name) {
            Some(Some(full)) if participant.kind == EntityKind::Person => full.clone(),
            _ => participant.name.clone(),
        };
        let bare = self.bare(&name);
        if let Some(known) = self.called(&bare, participant.kind) {
            return (EntityId(known.id.clone()), name, known.kind);
        }
        let mut id = slug(&bare) + suffix(participant.kind);
        // A clash with a known entity of another kind is settled by the kind's name.
        if self.ontology.known.get(&id).is_some_and(|known| known.kind != participant.kind) {
            id = format!("{}-{}", slug(&bare), participant.kind.name().to_lowercase());
        }
        if participant.kind == EntityKind::Unnamed {
            id = format!("{id}-{}", document.get(..8).unwrap_or(document));
        }
        (EntityId(id.into()), name, participant.kind)
    }

    fn known(&self, participant: &Participant) -> Option<&'o KnownEntity> {
        let by_iri =
            participant.iri.as_ref().and_then(|iri| iri.rsplit('/').next()).and_then(|id| self.ontology.known.get(id));
        by_iri
            .filter(|known| compatible(known.kind, participant.kind))
            .or_else(|| self.called(&participant.name, participant.kind))
    }

    /// The one known entity of a compatible kind with exactly this name.
    fn called(&self, name: &str, kind: EntityKind) -> Option<&'o KnownEntity> {
        let mut found = self.ontology.known.called(name).filter(|known| compatible(known.kind, kind));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// A name without article in front and legal form behind.
    fn bare(&self, name: &str) -> String {
        let words = &self.ontology.words;
        let mut parts: Vec<&str> = name.split_whitespace().collect();
        let either = |class, word: &str| Language::ALL.iter().any(|&language| words.has(language, class, word));
        while parts.len() > 1 && either(WordClass::LegalSuffix, parts[parts.len() - 1].trim_matches(',')) {
            parts.pop();
        }
        while parts.len() > 1 && parts[0].chars().all(char::is_lowercase) && either(WordClass::Definite, parts[0]) {
            parts.remove(0);
        }
        parts.join(" ").trim_end_matches(',').to_owned()
    }
}

/// Whether a name read as one kind may be a known thing of another: what acts is often read as
/// what it makes, and the other way round.
fn compatible(known: EntityKind, read: EntityKind) -> bool {
    let acts = |kind| matches!(kind, EntityKind::Organization | EntityKind::Product | EntityKind::Facility);
    known == read || acts(known) && acts(read)
}
