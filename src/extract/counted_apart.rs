//! Counts that are no ordinary ones: of coins, which are no money there, of what is nobody's figure, in brackets.
//!
//! Owns these questions about the object of a verb or a noun that counts. Takes a measure; leaves the choice to `figures`.

use crate::model::analysis::{Measure, MeasureKind};
use crate::ontology::{Frame, WordClass};

use super::relations::UNITS;
use super::statements::Extraction;
use super::triggers::Trigger;

/// From this number on even what people have by nature is counted.
const TELLING: f64 = 20.0;

impl Extraction<'_, '_> {
    /// *Sold 1,050 bitcoins*, *operates plants in X (3 in Y)*: what is counted in a token is an object like others that a verb
    /// counts, and so is what is counted in brackets.
    pub(super) fn counted_apart(&self, sentence: usize, trigger: &Trigger<'_>) -> Option<&Measure> {
        if trigger.entry.frame != Frame::Measure || trigger.entry.relation.as_ref() != UNITS {
            return None;
        }
        let mut measures = self.context.measures(sentence).iter();
        let object = || self.context.trees[sentence].child_by(trigger.predicate, &["obj"]);
        measures
            .find(|measure| self.is_token_object(measure, trigger.predicate))
            .or_else(|| self.bracketed(sentence, object()?))
    }

    /// Whether an amount in a token, which is no money of a state, is the object of a verb.
    pub(super) fn is_token_object(&self, measure: &Measure, verb: usize) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let object = tree.head(measure.head) == Some(verb) && tree.relation(measure.head) == "obj";
        let mut currencies = self.context.ontology.words.of(tree.sentence.language, WordClass::Currency);
        measure.kind == MeasureKind::Money && object && !currencies.any(|(_, code)| code == measure.quantity.unit)
    }

    /// *Plants in X (3 in Y) and Z (2 in W)*: the first of the counts in brackets that have their noun from a word before.
    pub(super) fn bracketed(&self, sentence: usize, noun: usize) -> Option<&Measure> {
        let tree = &self.context.trees[sentence];
        let noun = &tree.token(noun).form;
        let opens = |at: usize| tree.token(at).form.as_ref() == "(";
        self.context.measures(sentence).iter().find(|measure| {
            let inside = measure.tokens.start.checked_sub(1).is_some_and(opens);
            measure.kind == MeasureKind::Count && inside && *measure.quantity.unit == **noun
        })
    }

    /// *Carries his two children*: what is no figure of who has it.
    pub(super) fn is_uncounted(&self, measure: &Measure) -> bool {
        let tree = &self.context.trees[measure.sentence];
        measure.kind == MeasureKind::Count
            && measure.quantity.number < TELLING
            && self.context.ontology.words.has(tree.sentence.language, WordClass::Uncounted, tree.lemma(measure.head))
    }
}
