//! When backers paid: a round that the document dates, said without a date of those who put money into it.
//!
//! Owns that one inference over the statements of a document. Takes them complete; changes times that are not given.
//! Leaves the choice among wordings to `distinct`.

use std::sync::Arc;

use crate::model::{Participant, Period, Statement};

use super::relations::{INVESTS_IN, RAISES_FUNDING};

/// How many characters may lie between the words for the round and those for the backer.
const NEAR: usize = 400;

/// Gives each backing without a time that of the round it belongs to: the one told nearest of the same firm.
pub(super) fn backers(statements: &mut [Statement<Participant>]) {
    let dated: Vec<(String, usize, Arc<Period>)> = statements
        .iter()
        .filter(|statement| *statement.relation == *RAISES_FUNDING)
        .filter_map(|round| Some((round.subject.name.clone(), round.evidence.start, round.time.clone()?)))
        .collect();
    if dated.is_empty() {
        return;
    }
    for backing in
        statements.iter_mut().filter(|statement| *statement.relation == *INVESTS_IN && statement.time.is_none())
    {
        let Some(firm) = backing.object.as_ref() else { continue };
        let apart = |start: usize| start.abs_diff(backing.evidence.start);
        let near = dated.iter().filter(|(name, start, _)| *name == firm.name && apart(*start) <= NEAR);
        backing.time = near.min_by_key(|(_, start, _)| apart(*start)).map(|(_, _, time)| Arc::clone(time));
    }
}
