//! What a verb counts that is no ordinary thing: coins, which are no money there, and a few of what is nobody's figure.
//!
//! Owns these two questions about the object of a verb that counts. Takes a measure; leaves the choice to `figures`.

use crate::model::analysis::{Measure, MeasureKind};
use crate::ontology::{Frame, WordClass};

use super::relations::UNITS;
use super::statements::Extraction;
use super::triggers::Trigger;

/// From this number on even what people have by nature is counted.
const TELLING: f64 = 20.0;

impl Extraction<'_, '_> {
    /// *Sold 1,050 bitcoins*: what is counted in a token is an object like others that a verb counts.
    pub(super) fn counted_tokens(&self, sentence: usize, trigger: &Trigger<'_>, counts: bool) -> Option<&Measure> {
        let own = counts && trigger.entry.frame == Frame::Measure && trigger.entry.relation.as_ref() == UNITS;
        let mut measures = self.context.measures(sentence).iter();
        measures.find(|measure| own && self.is_token_object(measure, trigger.predicate))
    }

    /// Whether an amount in a token, which is no money of a state, is the object of a verb.
    pub(super) fn is_token_object(&self, measure: &Measure, verb: usize) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let object = tree.head(measure.head) == Some(verb) && tree.relation(measure.head) == "obj";
        let mut currencies = self.context.ontology.words.of(tree.sentence.language, WordClass::Currency);
        measure.kind == MeasureKind::Money && object && !currencies.any(|(_, code)| code == measure.quantity.unit)
    }

    /// *Carries his two children*: what is no figure of who has it.
    pub(super) fn is_uncounted(&self, measure: &Measure) -> bool {
        let tree = &self.context.trees[measure.sentence];
        measure.kind == MeasureKind::Count
            && measure.quantity.number < TELLING
            && self.context.ontology.words.has(tree.sentence.language, WordClass::Uncounted, tree.lemma(measure.head))
    }
}
