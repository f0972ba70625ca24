//! What a bidder offers for a share: *raised its offer for X to 14 dollars a share*, *buys X for 23 euros per share*.
//!
//! Owns the step from a purchase to the price of a share of who is bought. Takes the statements of a sentence; gives
//! them with those of the prices. What is a rate is known to `figures`.

use std::sync::Arc;

use crate::model::statement::Attributes;
use crate::model::{EntityKind, Measure, MeasureKind, Participant, Statement, Status, Upos};

use super::relations::{ACQUIRES, PRICE};
use super::statements::Extraction;
use super::tree::Tree;

impl Extraction<'_, '_> {
    /// The statements with the price of a share for each purchase that names one.
    pub(super) fn with_price_of_share(
        &self,
        sentence: usize,
        mut statements: Vec<Statement<Participant>>,
    ) -> Vec<Statement<Participant>> {
        let rates = self.context.measures(sentence).iter();
        let Some(rate) = rates.filter(|it| it.kind == MeasureKind::Money).find(|it| self.is_rate(it)) else {
            return statements;
        };
        let purchase =
            statements.iter().find(|it| it.relation.as_ref() == ACQUIRES && self.is_priced(sentence, it, rate));
        let priced = purchase.and_then(|purchase| {
            let status = match purchase.status {
                Status::Planned => Status::Completed,
                other => other,
            };
            let (subject, value) = (purchase.object.clone()?, Some(Arc::new(rate.quantity.clone())));
            let (relation, attributes) = (Arc::from(PRICE), Attributes::default());
            Some(Statement {
                subject,
                relation,
                object: None,
                value,
                status,
                attributes,
                time: None,
                ..purchase.clone()
            })
        });
        let known = |price: &Statement<Participant>| {
            statements.iter().any(|it| it.relation == price.relation && it.subject.name == price.subject.name)
        };
        let priced = priced.filter(|price| !known(price));
        statements.extend(priced);
        statements
    }

    /// Whether the clause that a rate stands in is the one about the firm bought, or the one around it.
    fn is_priced(&self, sentence: usize, purchase: &Statement<Participant>, rate: &Measure) -> bool {
        let tree = &self.context.trees[sentence];
        let Some(bought) = purchase.object.as_ref().filter(|it| it.kind == EntityKind::Organization) else {
            return false;
        };
        let Some(around) = clause(tree, rate.head) else { return false };
        let named = self.context.mentions(sentence).filter(|(_, mention)| *mention.name == *bought.name);
        let inside = |head: usize| {
            let up =
                |&verb: &usize| matches!(tree.relation(verb), "xcomp" | "advcl").then(|| clause(tree, verb)).flatten();
            std::iter::successors(clause(tree, head), up).take(3).any(|verb| verb == around)
        };
        named.map(|(_, mention)| mention.head).any(inside)
    }
}

/// The nearest verb above a token.
fn clause(tree: &Tree<'_>, token: usize) -> Option<usize> {
    tree.ancestors(token).skip(1).find(|&at| tree.upos(at) == Upos::Verb)
}
