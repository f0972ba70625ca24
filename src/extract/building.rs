//! Sites that are yet to be built: where they will stand is as sure as that they are built.
//!
//! Owns that one inference over the statements of a document. Takes them complete; changes the status of places.
//! Leaves what a clause says to `status`.

use std::collections::BTreeMap;

use crate::model::{EntityKind, Participant, Statement, Status};
use crate::ontology::{Nature, Relations};

use super::relations::BASED_IN;

/// *X will build a plant in Y*: the plant is planned in Y if all that is said at the same words of who builds, opens or
/// runs it is no fact.
pub(super) fn places(statements: &mut [Statement<Participant>], relations: &Relations) {
    let mut told: BTreeMap<(usize, usize), Status> = BTreeMap::new();
    for statement in statements.iter().filter(|statement| relations.is(&statement.relation, Nature::Building)) {
        let site = statement.object.as_ref().filter(|object| object.kind == EntityKind::Facility);
        if let Some(characters) = site.and_then(|site| site.characters) {
            let status = told.entry(characters).or_insert(statement.status);
            // One fact of a site is enough: it stands.
            if statement.status == Status::Completed {
                *status = Status::Completed;
            }
        }
    }
    let standing = |statement: &&mut Statement<Participant>| {
        *statement.relation == *BASED_IN
            && statement.status == Status::Completed
            && statement.subject.kind == EntityKind::Facility
    };
    for place in statements.iter_mut().filter(standing) {
        let status = place.subject.characters.and_then(|characters| told.get(&characters));
        place.status = status.copied().unwrap_or(place.status);
    }
}
