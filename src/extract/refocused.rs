//! What somebody gives up one business for: *X gave up letters to concentrate on lockers*, *quitte la mine pour se consacrer à
//! l'hébergement*.
//!
//! Owns the turn from one business to another that a purpose tells. Takes what a sentence says; gives it with the business of the
//! purpose as the one turned to.

use std::sync::Arc;

use crate::model::VerbForm;

use super::relations::{ACTIVE_IN, PIVOTS_FROM, PIVOTS_TO};
use super::rivals::Said;
use super::tree::Tree;

/// How far above the purpose the verb of leaving may stand: *gave up letters to concentrate*, the object between them.
const NEAR: usize = 3;

/// What a sentence says, a business that is the purpose of leaving another being turned to.
pub(super) fn refocused(tree: &Tree<'_>, mut found: Vec<Said>) -> Vec<Said> {
    let purpose = |said: &Said| {
        said.statement.relation.as_ref() == ACTIVE_IN
            && tree.token(said.predicate).morph.verb_form == Some(VerbForm::Inf)
            && tree.has_child(said.predicate, "mark")
    };
    let left = |aim: &Said| {
        let above = |said: &&Said| {
            said.statement.relation.as_ref() == PIVOTS_FROM
                && said.statement.subject.name == aim.statement.subject.name
                && tree.ancestors(aim.predicate).skip(1).take(NEAR).any(|at| at == said.predicate)
        };
        found.iter().find(above).map(|said| (said.statement.status, said.statement.time.clone()))
    };
    let turns: Vec<_> = found
        .iter()
        .enumerate()
        .filter(|(_, said)| purpose(said))
        .filter_map(|(at, said)| Some((at, left(said)?)))
        .collect();
    for (at, (status, time)) in turns {
        let statement = &mut found[at].statement;
        (statement.relation, statement.status) = (Arc::from(PIVOTS_TO), status);
        statement.time = statement.time.take().or(time);
        // *Gave up letters to focus on lockers*: what is focused on is not what is given up.
        let (subject, object) = (statement.subject.name.clone(), statement.object.as_ref().map(|it| it.name.clone()));
        for other in found.iter_mut().filter(|other| other.statement.relation.as_ref() == PIVOTS_FROM) {
            let same = other.statement.subject.name == subject
                && other.statement.object.as_ref().map(|it| it.name.clone()) == object;
            if same {
                other.statement.relation = Arc::from(PIVOTS_TO);
            }
        }
    }
    found
}
