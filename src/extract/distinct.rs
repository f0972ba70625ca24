//! One statement for one thing said in a document.
//!
//! Owns the choice between several wordings of the same statement: the one that tells more
//! stays, then the surer, then the earlier; an amount or a time that only another wording gives goes with it.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::{Participant, Statement, Status};
use crate::ontology::Relations;

type Key = (String, Arc<str>, Option<String>, Status);

/// `statements` without second wordings, in text order.
pub(super) fn distinct(statements: Vec<Statement<Participant>>, relations: &Relations) -> Vec<Statement<Participant>> {
    let mut groups: IndexMap<Key, Vec<Statement<Participant>>> = IndexMap::new();
    for statement in statements {
        let mut subject = statement.subject.name.clone();
        let mut object = statement.object.as_ref().map(|object| object.name.clone());
        // *X is a partner of Y* and *Y is a partner of X* say one thing.
        let symmetric = relations.get(&statement.relation).is_some_and(|relation| relation.symmetric);
        if let Some(object) = object.as_mut().filter(|object| symmetric && **object < subject) {
            std::mem::swap(object, &mut subject);
        }
        let key = (subject, statement.relation.clone(), object, statement.status);
        let group = groups.entry(key).or_default();
        match group.iter_mut().find(|other| agree(other, &statement)) {
            Some(other) => {
                // Of two orders the first in the text stays.
                let turned = other.subject.name != statement.subject.name;
                let more = !turned && tells(&statement) > tells(other);
                let (mut kept, lesser) = if more { (statement, &*other) } else { (other.clone(), &statement) };
                // *X lève 5 millions* in the heading, *X a annoncé le 3 mars avoir levé* below: each says a part.
                kept.value = kept.value.or_else(|| lesser.value.clone());
                kept.time = kept.time.or_else(|| lesser.time.clone());
                *other = kept;
            }
            None => group.push(statement),
        }
    }
    let mut kept: Vec<_> = groups.into_values().flatten().collect();
    without_facts_of_plans(&mut kept);
    kept.sort_by_key(|statement| statement.evidence.start);
    kept
}

/// *X aims for 40 million in revenue*: the noun alone says a fact of the figure that the verb says is a plan.
fn without_facts_of_plans(statements: &mut Vec<Statement<Participant>>) {
    let told: Vec<_> = statements
        .iter()
        .filter(|statement| statement.status != Status::Completed && statement.object.is_none())
        .map(|plan| {
            (
                plan.subject.name.clone(),
                plan.relation.clone(),
                plan.value.as_ref().map(|it| it.number),
                plan.evidence.start,
            )
        })
        .collect();
    statements.retain(|statement| {
        let same = |(subject, relation, number, start): &(String, Arc<str>, Option<f64>, _)| {
            *subject == statement.subject.name
                && *relation == statement.relation
                && number.is_some()
                && *number == statement.value.as_ref().map(|it| it.number)
                && *start == statement.evidence.start
        };
        statement.status != Status::Completed || statement.object.is_some() || !told.iter().any(same)
    });
}

/// Whether two statements with the same participants can be one: no figure against another.
fn agree(a: &Statement<Participant>, b: &Statement<Participant>) -> bool {
    match (&a.value, &b.value) {
        (Some(a), Some(b)) => (a.number - b.number).abs() < f64::EPSILON.max(a.number.abs() * 1e-9) && a.unit == b.unit,
        _ => true,
    }
}

/// How much a statement tells: value, time, attributes, sureness.
fn tells(statement: &Statement<Participant>) -> (usize, u64) {
    let details =
        usize::from(statement.value.is_some()) + usize::from(statement.time.is_some()) + statement.attributes.len();
    (details, (statement.confidence * 1000.0) as u64)
}
