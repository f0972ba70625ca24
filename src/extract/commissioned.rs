//! Who makes for whom: *X has its frames welded by Y*.
//!
//! Owns the step from what a verb of having governs to its maker's customer. Takes the statements of a sentence; gives
//! them with who supplies whom. Whose participle it is is known to `control`.

use std::sync::Arc;

use crate::model::{EntityKind, Participant, Statement, Upos};

use super::proposition::{self, Clauses};
use super::relations::{DEVELOPS, SUPPLIES};
use super::statements::Extraction;

impl Extraction<'_, '_> {
    /// The statements with a supplier for each maker whom somebody has at work on what is theirs.
    pub(super) fn with_suppliers(
        &self,
        sentence: usize,
        mut statements: Vec<Statement<Participant>>,
    ) -> Vec<Statement<Participant>> {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let clauses = Clauses { tree, words };
        for verb in (0..tree.len()).filter(|&at| tree.upos(at) == Upos::Verb) {
            let Some(having) = tree.head(verb).filter(|&having| clauses.had_done(verb, having).is_some()) else {
                continue;
            };
            let firm = |heads: Vec<usize>| {
                let mut reached = heads
                    .into_iter()
                    .flat_map(|head| self.context.reach_for(sentence, head, &[EntityKind::Organization]));
                reached.find(|it| {
                    let mention = self.context.mention(it.mention);
                    mention.proper && mention.kind == EntityKind::Organization
                })
            };
            let maker = firm(proposition::arguments(tree, words, verb).subjects);
            let customer = firm(proposition::arguments(tree, words, having).subjects);
            let (Some(maker), Some(customer)) = (maker, customer) else { continue };
            let name = &self.context.mention(maker.mention).name;
            let made = statements.iter().find(|it| it.relation.as_ref() == DEVELOPS && it.subject.name == **name);
            let Some(made) = made.filter(|_| maker.mention != customer.mention).cloned() else { continue };
            let object = self.participant(customer.mention, customer.token, sentence, &[EntityKind::Organization]);
            statements.push(Statement { relation: Arc::from(SUPPLIES), object: Some(object), value: None, ..made });
        }
        statements
    }
}
