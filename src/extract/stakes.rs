//! What the purchase of a share makes of its buyer, an owner of that share or of the whole; what owners are of what they
//! own together.
//!
//! Owns where a holding becomes control and control a holding. Takes statements that somebody puts money in an
//! organisation or owns it; gives those that follow. Leaves what a stake is a stake in to `holdings`.

use crate::model::statement::Attribute;
use crate::model::{Participant, Statement};
use crate::ontology::PartOfSpeech;

use super::relations::{ACQUIRES, INVESTS_IN, OWNS_STAKE_IN, SUBSIDIARY_OF};
use super::rivals::Said;
use super::shares::SHARE;

/// From this share on a buyer controls what is bought.
const CONTROL: f64 = 0.5;

/// The statement with what the share in it makes true: *X takes 30 % of Y for 20 million* has X own 30 % of Y, *X buys
/// 80 % of Y* is a takeover.
pub(super) fn with_its_holding(statement: Statement<Participant>) -> Vec<Statement<Participant>> {
    let share = match statement.attributes.get(SHARE) {
        Some(Attribute::Number(share)) if statement.relation.as_ref() == INVESTS_IN => *share,
        _ => return vec![statement],
    };
    if share >= CONTROL {
        return vec![Statement { relation: ACQUIRES.into(), ..statement }];
    }
    let holding = Statement { relation: OWNS_STAKE_IN.into(), value: None, ..statement.clone() };
    vec![statement, holding]
}

/// *X is owned by Y and by Z*, *owned by the Y family*: of several owners each has a stake, and a house is no parent.
pub(super) fn of_several_owners(mut all: Vec<Said>, house: impl Fn(&str) -> bool) -> Vec<Said> {
    let owned =
        |said: &Said| said.word == Some(PartOfSpeech::Verb) && said.statement.relation.as_ref() == SUBSIDIARY_OF;
    let name = |said: &Said| said.statement.object.as_ref().map(|owner| owner.name.clone());
    let shared: Vec<bool> = all
        .iter()
        .map(|said| {
            let with = |other: &Said| {
                owned(other)
                    && other.predicate == said.predicate
                    && other.statement.subject.name == said.statement.subject.name
                    && name(other) != name(said)
            };
            let kin = said.statement.object.as_ref().is_some_and(|owner| house(&owner.name));
            owned(said) && (kin || all.iter().any(with))
        })
        .collect();
    for (said, _) in all.iter_mut().zip(shared).filter(|&(_, shared)| shared) {
        if let Some(owner) = said.statement.object.take() {
            let unit = std::mem::replace(&mut said.statement.subject, owner);
            said.statement.object = Some(unit);
            said.statement.relation = OWNS_STAKE_IN.into();
        }
    }
    all
}
