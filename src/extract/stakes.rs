//! What the purchase of a share makes of its buyer: an owner of that share, or of the whole.
//!
//! Owns where a holding becomes control. Takes a statement that somebody puts money in an organisation; gives those
//! that follow from the share it tells. Leaves what a stake is a stake in to `holdings`.

use crate::model::statement::Attribute;
use crate::model::{Participant, Statement};

use super::relations::{ACQUIRES, INVESTS_IN, OWNS_STAKE_IN};

/// From this share on a buyer controls what is bought.
const CONTROL: f64 = 0.5;

/// The statement with what the share in it makes true: *X takes 30 % of Y for 20 million* has X own 30 % of Y, *X buys
/// 80 % of Y* is a takeover.
pub(super) fn with_its_holding(statement: Statement<Participant>) -> Vec<Statement<Participant>> {
    let share = match statement.attributes.get("share") {
        Some(Attribute::Number(share)) if statement.relation.as_ref() == INVESTS_IN => *share,
        _ => return vec![statement],
    };
    if share >= CONTROL {
        return vec![Statement { relation: ACQUIRES.into(), ..statement }];
    }
    let holding = Statement { relation: OWNS_STAKE_IN.into(), value: None, ..statement.clone() };
    vec![statement, holding]
}
