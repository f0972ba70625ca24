//! Who is who: from the names in documents to entities.
//!
//! Owns the decision that two names are one thing, inside a document and across documents, the judgements of
//! people about it, and the stable local names. Takes what all documents say; the order in which they came
//! leaves no trace.

mod across;
mod decided;
mod entities;
mod forms;
mod groups;
mod judged;
pub mod judgement;
mod local;
mod moves;
mod names;
mod reasons;
mod register;
mod similar;
mod slug;

use rayon::prelude::*;

use crate::model::statement::Attribute;
use crate::model::{EntityId, Extracted, Participant, Resolved, Statement, Warned};
use crate::ontology::{Known, Ontology};

pub use judgement::{Judgement, Verdict};
pub use moves::{Moves, moves};
pub use reasons::{Doubt, Identity, Merged, Reason};
pub use register::described;
pub use similar::with_similar;

use decided::{Decided, Merge};
use forms::Forms;
use names::Names;
use register::Register;

/// The relation between a former name and the present one.
const RENAMES: &str = "renames-to";
/// The relation between two things that a document says are not one.
const DISTINCT: &str = "distinct-from";

/// What is believed before any document is read.
#[derive(Debug, Clone, Default)]
pub struct Beliefs {
    /// The judgements of people, sorted.
    pub judgements: Vec<Judgement>,
    /// Entities that registers describe.
    pub described: Known,
}

/// The entities behind the participants of `documents`, and the statements about them.
pub fn resolve(documents: &[Extracted], ontology: &Ontology, beliefs: &Beliefs) -> Warned<Resolved> {
    let mut diagnostics = Vec::new();
    let value = resolved(documents, ontology, beliefs, |names, decided, _, documents| {
        diagnostics = decided.diagnostics(names, documents);
    });
    Warned { value, diagnostics }
}

/// As [`resolve`], with how it was decided who is who.
pub fn explained(documents: &[Extracted], ontology: &Ontology, beliefs: &Beliefs) -> Warned<(Resolved, Identity)> {
    let mut diagnostics = Vec::new();
    let mut identity = Identity::default();
    let value = resolved(documents, ontology, beliefs, |names, decided, entities, documents| {
        diagnostics = decided.diagnostics(names, documents);
        identity = decided.identity(names, documents, entities);
    });
    Warned { value: (value, identity), diagnostics }
}

fn resolved(
    documents: &[Extracted],
    ontology: &Ontology,
    beliefs: &Beliefs,
    tell: impl FnOnce(&Names, &mut Decided, &entities::Entities, &[&Extracted]),
) -> Resolved {
    let mut documents: Vec<&Extracted> = documents.iter().collect();
    documents.sort_by(|a, b| (&a.document.name, &a.document.hash).cmp(&(&b.document.name, &b.document.hash)));
    let forms = Forms::new(ontology);
    let register = Register::new(&forms, ontology, &beliefs.described);
    let mut names = Names::of(&documents, &forms, &register);
    let mut decided = Decided::new(&mut names, &documents, beliefs, &forms);
    let entities = entities::mint(&names.atoms, &mut decided.groups, &documents, &register, &forms);
    tell(&names, &mut decided, &entities, &documents);
    let id = |at: usize| entities.ids[entities.of[at]].clone();
    let said = documents.par_iter().zip(&names.parties);
    let statements: Vec<Statement<EntityId>> = said
        .flat_map_iter(|(extracted, parties)| {
            let pairs = extracted.statements.iter().zip(parties);
            pairs.filter_map(|(statement, &(subject, object))| {
                identified(statement, id(subject), object.map(id), ontology)
            })
        })
        .collect();
    Resolved {
        entities: entities.described(&names.atoms, &register, &statements),
        documents: documents.into_iter().map(|extracted| extracted.document.clone()).collect(),
        statements,
    }
}

/// A statement about entities; `None` when both participants turn out to be one. A renaming stays, as what an
/// entity says of itself.
fn identified(
    statement: &Statement<Participant>,
    mut subject: EntityId,
    mut object: Option<EntityId>,
    ontology: &Ontology,
) -> Option<Statement<EntityId>> {
    let mut attributes = statement.attributes.clone();
    if object.as_ref() == Some(&subject) {
        if *statement.relation != *RENAMES {
            return None;
        }
        let new = statement.object.as_ref().map(|object| object.name.clone()).unwrap_or_default();
        attributes.insert("former-name".to_owned(), Attribute::Text(statement.subject.name.clone()));
        attributes.insert("present-name".to_owned(), Attribute::Text(new));
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
        attributes,
        confidence: statement.confidence,
        evidence: statement.evidence.clone(),
        extractor: statement.extractor.clone(),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::statement::Attributes;
    use crate::model::{DocumentInfo, EntityKind, Evidence, Status};

    use super::*;

    fn of(kind: EntityKind) -> impl Fn(&str) -> Participant {
        move |name| Participant { name: name.to_owned(), kind, mention: None, characters: None, iri: None }
    }

    fn org(name: &str) -> Participant {
        of(EntityKind::Organization)(name)
    }

    fn said(document: &str, subject: Participant, relation: &str, object: Participant) -> Statement<Participant> {
        Statement {
            subject,
            relation: Arc::from(relation),
            object: Some(object),
            value: None,
            time: None,
            status: Status::Completed,
            attributes: Attributes::default(),
            confidence: 0.5,
            evidence: Evidence { document: document.into(), start: 0, end: 0, text: "".into() },
            extractor: "x".into(),
        }
    }

    fn document(name: &str, said_of: Vec<(Participant, &str, Participant)>) -> Extracted {
        let info = DocumentInfo { name: name.to_owned(), hash: name.repeat(4), ..DocumentInfo::default() };
        let statements = said_of.into_iter().map(|(subject, relation, object)| said(name, subject, relation, object));
        Extracted { document: info, statements: statements.collect(), proposed: 0 }
    }

    fn pairs(name: &str, pairs: Vec<(Participant, Participant)>) -> Extracted {
        document(name, pairs.into_iter().map(|(one, other)| (one, "partners-with", other)).collect())
    }

    fn judged(documents: &[Extracted], judgements: &str) -> Warned<(Resolved, Identity)> {
        let judgements = judgement::parse(judgements, "j.tsv").value;
        explained(documents, &Ontology::builtin(), &Beliefs { judgements, ..Beliefs::default() })
    }

    fn ids(documents: &[Extracted]) -> Vec<String> {
        judged(documents, "").value.0.entities.keys().map(ToString::to_string).collect()
    }

    #[test]
    fn legal_suffixes_and_articles_do_not_make_another_company() {
        let found = ids(&[
            pairs("1", vec![(org("Zorblax SA"), org("Quenta"))]),
            pairs("2", vec![(org("Zorblax"), org("the Quenta"))]),
        ]);
        assert_eq!(found, ["quenta", "zorblax"]);
    }

    #[test]
    fn a_surname_is_the_person_of_the_document() {
        let person = of(EntityKind::Person);
        let one = vec![(person("Ada Blorne"), org("Quenta")), (person("Blorne"), org("Zorblax"))];
        assert_eq!(ids(&[pairs("1", one)]), ["ada-blorne", "quenta", "zorblax"]);
    }

    #[test]
    fn a_surname_of_two_people_is_left_unsure_and_said_so() {
        let person = of(EntityKind::Person);
        let names = ["Ada Blorne", "Bob Blorne", "Blorne"].map(|name| (person(name), org("Quenta")));
        let found = judged(&[pairs("1", names.to_vec())], "");
        assert_eq!(found.value.0.entities.len(), 4);
        assert_eq!(found.diagnostics.iter().map(|told| told.name).collect::<Vec<_>>(), ["unsure-name"]);
        assert_eq!(found.value.1.doubts.len(), 2);
    }

    #[test]
    fn kinds_keep_homonyms_apart() {
        let token = of(EntityKind::Token);
        assert_eq!(ids(&[pairs("1", vec![(org("Orblet"), token("Orblet"))])]), ["orblet", "orblet-token"]);
    }

    #[test]
    fn unnamed_actors_of_two_documents_are_two() {
        let pair = || vec![(of(EntityKind::Unnamed)("une start-up"), org("Quenta"))];
        assert_eq!(ids(&[pairs("1", pair()), pairs("2", pair())]).len(), 3);
    }

    #[test]
    fn common_nouns_of_two_documents_are_two() {
        let pair = || vec![(org("la société"), org("Quenta"))];
        assert_eq!(ids(&[pairs("1", pair()), pairs("2", pair())]).len(), 3);
    }

    #[test]
    fn an_acronym_of_one_document_is_known_in_the_others() {
        let one = vec![(org("Autorité de régulation des jeux"), org("Quenta")), (org("ARJ"), org("Zorblax"))];
        let found = ids(&[pairs("1", one), pairs("2", vec![(org("ARJ"), org("Quenta"))])]);
        assert_eq!(found, ["autorite-de-regulation-des-jeux", "quenta", "zorblax"]);
    }

    #[test]
    fn a_renamed_company_is_one_and_its_renaming_stays() {
        let one = document("1", vec![(org("Orblet"), RENAMES, org("Quenta"))]);
        let found = judged(&[one, pairs("2", vec![(org("Orblet"), org("Zorblax"))])], "").value.0;
        assert_eq!(found.entities.keys().map(ToString::to_string).collect::<Vec<_>>(), ["quenta", "zorblax"]);
        assert_eq!(found.statements[0].object.as_ref(), Some(&found.statements[0].subject));
        assert!(found.statements[0].attributes.get("former-name").is_some());
    }

    #[test]
    fn people_of_a_common_name_are_told_apart_by_what_is_said_of_them() {
        let person = of(EntityKind::Person);
        let of = |name: &str, company: &str| document(name, vec![(person("John Smith"), "leads", org(company))]);
        let found = judged(&[of("1", "Quenta"), of("2", "Zorblax"), of("3", "Quenta")], "").value;
        assert_eq!(found.0.entities.len(), 4);
        assert_eq!(found.1.doubts[0].reason, Reason::Homonym);
        // A name that hardly two people share is one person who changed companies.
        let of = |name: &str, company: &str| document(name, vec![(person("Ada Blorne"), "leads", org(company))]);
        assert_eq!(ids(&[of("1", "Quenta"), of("2", "Zorblax")]).len(), 3);
    }

    #[test]
    fn judgements_win_over_every_heuristic() {
        let documents = || {
            vec![
                pairs("1", vec![(org("Zorblax SA"), org("Quenta"))]),
                pairs("2", vec![(org("Zorblax"), org("Orblet"))]),
            ]
        };
        assert_eq!(ids(&documents()).len(), 3);
        let count = |judgements: &str| judged(&documents(), judgements).value.0.entities.len();
        assert_eq!(count("different\tZorblax SA\tZorblax"), 4);
        assert_eq!(count("unsure\tZorblax SA\tZorblax"), 4);
        assert_eq!(count("same\tQuenta\tOrblet"), 2);
    }

    #[test]
    fn a_contradiction_among_judgements_is_told_with_its_chain() {
        let documents = vec![pairs("1", vec![(org("Quenta"), org("Orblet")), (org("Orblet"), org("Zorblax"))])];
        let found = judged(&documents, "same\tQuenta\tOrblet\nsame\tOrblet\tZorblax\ndifferent\tQuenta\tZorblax");
        let told = &found.diagnostics[0];
        assert_eq!(told.name, "contradicting-judgements");
        assert!(told.message.ends_with("`Quenta` = `Orblet` = `Zorblax`"), "{}", told.message);
    }

    #[test]
    fn the_order_of_documents_leaves_no_trace() {
        let one = pairs("1", vec![(org("Zorblax SA"), org("Quenta"))]);
        let two = pairs("2", vec![(org("Quenta"), org("Zorblax"))]);
        let forward = judged(&[one.clone(), two.clone()], "");
        assert_eq!(forward, judged(&[two, one], ""));
        assert!(forward.value.0.statements.iter().all(|statement| statement.subject.0.as_ref() == "quenta"));
    }
}
