//! What a deal comes to, told in a sentence of its own: *X has ordered twelve ships from Y. The order is worth 324 million.*
//!
//! Owns which deal that is: the one of its kind in the sentence nearest before. Takes the statements of a document complete;
//! gives values to those that have none. Which relations a noun is about is data; amounts told with the deal itself are left to
//! `values`.

use std::sync::Arc;

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::{Participant, Statement, Upos};
use crate::ontology::WordClass;

use super::statements::Extraction;

/// How many sentences back a deal may stand.
const NEAR: usize = 2;

impl Extraction<'_, '_> {
    /// Gives each deal without a value the one that a sentence behind it tells of *the deal*.
    pub(super) fn complete_deals(&self, statements: &mut [Statement<Participant>]) {
        for sentence in 1..self.context.trees.len() {
            let money = self.context.measures(sentence).iter().filter(|measure| measure.kind == MeasureKind::Money);
            for measure in money {
                if let Some(relations) = self.deal_of(measure) {
                    self.complete_deal(statements, sentence, &relations, measure);
                }
            }
        }
    }

    fn complete_deal(
        &self,
        statements: &mut [Statement<Participant>],
        sentence: usize,
        relations: &[&str],
        measure: &Measure,
    ) {
        for before in (sentence.saturating_sub(NEAR)..sentence).rev() {
            let (start, end) = self.characters.range(self.context.trees[before].sentence.span);
            let there = |statement: &Statement<Participant>| (start..end).contains(&statement.evidence.start);
            let (first, second) = {
                let mut deals = statements.iter().filter(|it| there(it) && relations.contains(&it.relation.as_ref()));
                (deals.next().cloned(), deals.next().cloned())
            };
            let Some(first) = first else { continue };
            // Of two deals it may be either's; several buyers of one firm share theirs.
            let one = second.is_none_or(|second| second.relation == first.relation && second.object == first.object);
            let same = |it: &Statement<Participant>| there(it) && it.relation == first.relation && it.value.is_none();
            for deal in statements.iter_mut().filter(|it| one && same(it)) {
                deal.value = Some(Arc::new(measure.quantity.clone()));
            }
            return;
        }
    }

    /// The relations of the deal that a text takes for known and says to be worth a measure: *the order is worth 3 million*,
    /// *the contract, of a value of 3 million, runs to 2030*.
    fn deal_of(&self, measure: &Measure) -> Option<Vec<&str>> {
        let tree = &self.context.trees[measure.sentence];
        let (words, language) = (&self.context.ontology.words, tree.sentence.language);
        let is = |class: WordClass, at: usize| words.has(language, class, tree.lemma(at));
        let above = tree.head(measure.head)?;
        let noun = if is(WordClass::WorthVerb, above) || is(WordClass::WorthMarker, above) {
            let subject = tree.child_by(above, &["nsubj"]);
            subject.or_else(|| tree.head(above).filter(|_| matches!(tree.relation(above), "amod" | "acl")))?
        } else if is(WordClass::ThinNoun, above) && matches!(tree.relation(above), "nmod" | "appos") {
            tree.head(above)?
        } else {
            return None;
        };
        let relations = words.value(language, WordClass::DealNoun, tree.lemma(noun))?;
        let known = tree
            .children_by(noun, &["det"])
            .any(|article| words.has(language, WordClass::Definite, tree.lower(article)));
        // *The contract with Y is worth 3 million* names its own.
        let (first, last) = tree.extent(noun);
        let named = (first..=last).any(|at| tree.upos(at) == Upos::Propn && !measure.tokens.contains(&at));
        (known && !named).then(|| relations.split(' ').collect())
    }
}
