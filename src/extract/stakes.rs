//! What the purchase of a share makes of its buyer: an owner of that share, or of the whole.
//!
//! Owns where a holding becomes control, and what a stake that is handed over is a part of. Takes a statement that
//! somebody puts money in an organisation; gives those that follow from the share it tells.

use crate::model::statement::Attribute;
use crate::model::{Participant, Statement};
use crate::ontology::WordClass;

use super::frames::Place;
use super::proposition::{Arguments, Oblique};

/// The relation of who buys into another.
const INVESTS: &str = "invests-in";

/// The relation of who holds a share.
const HOLDS: &str = "owns-stake-in";

/// The relation of who buys the whole, or enough of it to have its way.
pub(super) const ACQUIRES: &str = "acquires";

/// From this share on a buyer controls what is bought.
const CONTROL: f64 = 0.5;

/// The statement with what the share in it makes true: *X takes 30 % of Y for 20 million* has X own 30 % of Y, *X buys
/// 80 % of Y* is a takeover.
pub(super) fn with_its_holding(statement: Statement<Participant>) -> Vec<Statement<Participant>> {
    let share = match statement.attributes.get("share") {
        Some(Attribute::Number(share)) if statement.relation.as_ref() == INVESTS => *share,
        _ => return vec![statement],
    };
    if share >= CONTROL {
        return vec![Statement { relation: ACQUIRES.into(), ..statement }];
    }
    let holding = Statement { relation: HOLDS.into(), value: None, ..statement.clone() };
    vec![statement, holding]
}

impl Place<'_, '_> {
    /// *X sells its stake in Y to Z*: what Z puts money in is not the stake but what it is a part of.
    pub(super) fn handed_over(&self, arguments: &Arguments) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let stake = |&object: &usize| words.has(self.entry.language, WordClass::StakeNoun, tree.lemma(object));
        if self.entry.relation.as_ref() != INVESTS || !arguments.objects.iter().any(stake) {
            return arguments.objects.clone();
        }
        let inside = |oblique: &&Oblique| {
            let marked = |class| words.has(self.entry.language, class, &oblique.marker);
            !self.lists(&oblique.marker) && (marked(WordClass::LocativeMarker) || marked(WordClass::GenitiveMarker))
        };
        // *X sells its stake in the club to Z*: nobody sells a stake in itself.
        let sellers = self.reach(&arguments.subjects, &[]);
        let own = |head: &usize| {
            let reached = self.context.reach(self.sentence, *head);
            reached.iter().any(|it| {
                sellers
                    .iter()
                    .any(|seller| self.context.mention(seller.mention).name == self.context.mention(it.mention).name)
            })
        };
        arguments.obliques.iter().filter(inside).map(|oblique| oblique.head).filter(|head| !own(head)).collect()
    }
}
