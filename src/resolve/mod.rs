//! Who is who: from the names in documents to entities.
//!
//! Owns the decision that two names are one thing, inside a document and across documents,
//! and the stable local names. Takes what all documents say; the order in which they came
//! leaves no trace.

mod names;
mod slug;

use indexmap::{IndexMap, IndexSet};

use crate::model::{Entity, EntityId, EntityKind, Extracted, Participant, Resolved, Statement, Warned};
use crate::ontology::Ontology;

use names::Aliases;

/// What is known of an entity before it has a name.
#[derive(Default)]
struct Draft {
    kind: Option<EntityKind>,
    /// Names with how often they were used.
    names: IndexMap<String, usize>,
}

/// The entities behind the participants of `documents`, and the statements about them.
pub fn resolve(mut documents: Vec<Extracted>, ontology: &Ontology) -> Warned<Resolved> {
    documents.sort_by(|a, b| (&a.document.name, &a.document.hash).cmp(&(&b.document.name, &b.document.hash)));
    let mut drafts: IndexMap<EntityId, Draft> = IndexMap::new();
    let mut statements = Vec::new();
    for extracted in &documents {
        let aliases = Aliases::of(extracted, ontology);
        for statement in &extracted.statements {
            statements.extend(identified(statement, &aliases, extracted, ontology, &mut drafts));
        }
    }
    drafts.sort_unstable_keys();
    let entities = drafts.into_iter().map(|(id, draft)| (id.clone(), entity(id, &draft, ontology))).collect();
    let documents = documents.into_iter().map(|extracted| extracted.document).collect();
    Warned::clean(Resolved { documents, entities, statements })
}

/// A statement about entities; `None` when both participants turn out to be one.
fn identified(
    statement: &Statement<Participant>,
    aliases: &Aliases<'_>,
    extracted: &Extracted,
    ontology: &Ontology,
    drafts: &mut IndexMap<EntityId, Draft>,
) -> Option<Statement<EntityId>> {
    let mut identify = |participant: &Participant| {
        let (id, name, kind) = aliases.identify(participant, &extracted.document.hash);
        let draft = drafts.entry(id.clone()).or_default();
        draft.kind.get_or_insert(kind);
        *draft.names.entry(name).or_default() += 1;
        *draft.names.entry(participant.name.clone()).or_default() += 1;
        id
    };
    let mut subject = identify(&statement.subject);
    let mut object = statement.object.as_ref().map(&mut identify);
    if object.as_ref() == Some(&subject) {
        return None;
    }
    let symmetric = ontology.relations.get(&statement.relation).is_some_and(|relation| relation.symmetric);
    if let Some(other) = object.as_mut().filter(|other| symmetric && **other < subject) {
        std::mem::swap(&mut subject, other);
    }
    Some(Statement {
        subject,
        relation: statement.relation.clone(),
        object,
        value: statement.value.clone(),
        time: statement.time.clone(),
        status: statement.status,
        attributes: statement.attributes.clone(),
        confidence: statement.confidence,
        evidence: statement.evidence.clone(),
        extractor: statement.extractor.clone(),
    })
}

fn entity(id: EntityId, draft: &Draft, ontology: &Ontology) -> Entity {
    let known = ontology.known.get(&id.0);
    // The most used name; of equals the longest, then the first in order.
    let best = draft.names.iter().max_by(|(a, x), (b, y)| x.cmp(y).then(a.len().cmp(&b.len())).then(b.cmp(a)));
    let name = known.map_or_else(|| best.map(|(name, _)| name.clone()).unwrap_or_default(), |known| known.name.clone());
    let mut aliases: IndexSet<String> = draft.names.keys().cloned().collect();
    aliases.extend(known.into_iter().flat_map(|known| known.aliases.iter().cloned()));
    aliases.shift_remove(&name);
    aliases.sort_unstable();
    let mut same_as: IndexSet<String> = known.into_iter().flat_map(|known| known.same_as.iter().cloned()).collect();
    same_as.sort_unstable();
    Entity {
        kind: known.map_or_else(|| draft.kind.unwrap_or(EntityKind::Unnamed), |known| known.kind),
        id,
        name,
        aliases,
        same_as,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::{DocumentInfo, Evidence, Status};

    use super::*;

    fn participant(name: &str, kind: EntityKind) -> Participant {
        Participant { name: name.to_owned(), kind, mention: None, characters: None, iri: None }
    }

    fn document(name: &str, pairs: &[(Participant, Participant)]) -> Extracted {
        let info = DocumentInfo { name: name.to_owned(), hash: name.repeat(4), ..DocumentInfo::default() };
        let statements = pairs.iter().map(|(subject, object)| Statement {
            subject: subject.clone(),
            relation: Arc::from("partners-with"),
            object: Some(object.clone()),
            value: None,
            time: None,
            status: Status::Completed,
            attributes: IndexMap::new(),
            confidence: 0.5,
            evidence: Evidence { document: name.into(), start: 0, end: 0, text: "".into() },
            extractor: "x".into(),
        });
        Extracted { document: info, statements: statements.collect() }
    }

    fn ids(documents: Vec<Extracted>) -> Vec<String> {
        let resolved = resolve(documents, &Ontology::builtin()).value;
        resolved.entities.keys().map(ToString::to_string).collect()
    }

    #[test]
    fn legal_suffixes_and_articles_do_not_make_another_company() {
        let org = |name| participant(name, EntityKind::Organization);
        let found = ids(vec![
            document("1", &[(org("Zorblax SA"), org("Quenta"))]),
            document("2", &[(org("Zorblax"), org("the Quenta"))]),
        ]);
        assert_eq!(found, ["quenta", "zorblax"]);
    }

    #[test]
    fn a_surname_is_the_person_of_the_document() {
        let (person, org) =
            (|name| participant(name, EntityKind::Person), |name| participant(name, EntityKind::Organization));
        let found =
            ids(vec![document("1", &[(person("Ada Blorne"), org("Quenta")), (person("Blorne"), org("Zorblax"))])]);
        assert_eq!(found, ["ada-blorne", "quenta", "zorblax"]);
    }

    #[test]
    fn kinds_keep_homonyms_apart() {
        let found = ids(vec![document(
            "1",
            &[(participant("Orblet", EntityKind::Organization), participant("Orblet", EntityKind::Token))],
        )]);
        assert_eq!(found, ["orblet", "orblet-token"]);
    }

    #[test]
    fn unnamed_actors_of_two_documents_are_two() {
        let pair =
            || [(participant("une start-up", EntityKind::Unnamed), participant("Quenta", EntityKind::Organization))];
        assert_eq!(ids(vec![document("1", &pair()), document("2", &pair())]).len(), 3);
    }

    #[test]
    fn the_order_of_documents_leaves_no_trace() {
        let org = |name| participant(name, EntityKind::Organization);
        let one = document("1", &[(org("Zorblax SA"), org("Quenta"))]);
        let two = document("2", &[(org("Quenta"), org("Zorblax"))]);
        let ontology = Ontology::builtin();
        let forward = resolve(vec![one.clone(), two.clone()], &ontology);
        assert_eq!(forward, resolve(vec![two, one], &ontology));
        assert!(forward.value.statements.iter().all(|statement| statement.subject.0.as_ref() == "quenta"));
    }
}
