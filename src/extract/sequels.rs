//! Figures that a second verb gives of the same thing: *revenue reached 3 million and should pass 4 million in 2027*.
//!
//! Owns which verb goes on about what the first has measured. Takes a statement of a metric and its measure; gives the
//! statement once more with the figure, the time and the status of the second verb.

use crate::model::analysis::Measure;
use crate::model::{Participant, Statement, Upos};
use crate::ontology::WordClass;

use super::complements::is_marked;
use super::statements::Extraction;
use super::triggers::Trigger;
use super::{status, values};

impl Extraction<'_, '_> {
    /// What the verbs joined to the one whose subject is the noun of a metric say of it.
    pub(super) fn sequels(
        &self,
        trigger: &Trigger<'_>,
        measure: &Measure,
        first: &Statement<Participant>,
    ) -> Vec<Statement<Participant>> {
        let tree = &self.context.trees[measure.sentence];
        let verb = tree.head(trigger.predicate).filter(|&verb| {
            tree.relation(trigger.predicate) == "nsubj" && tree.upos(verb) == Upos::Verb && measure.head > verb
        });
        let goes_on = |&next: &usize| tree.upos(next) == Upos::Verb && tree.child_by(next, &["nsubj"]).is_none();
        let joined = verb.into_iter().flat_map(|verb| tree.children_by(verb, &["conj"]).filter(goes_on));
        joined.filter_map(|next| self.sequel(next, measure, first)).collect()
    }

    fn sequel(&self, next: usize, measure: &Measure, first: &Statement<Participant>) -> Option<Statement<Participant>> {
        let tree = &self.context.trees[measure.sentence];
        let words = &self.context.ontology.words;
        let said = tree.child_by(next, &["xcomp"]).filter(|&said| tree.upos(said) == Upos::Verb).unwrap_or(next);
        // *And has fallen by 3 million since*: by how much is not what it comes to.
        let by = |measure: &Measure| {
            [WordClass::GenitiveMarker, WordClass::AgentMarker]
                .iter()
                .any(|&class| is_marked(tree, words, measure.head, class))
        };
        let own = |other: &&Measure| {
            other.kind == measure.kind
                && other.quantity.unit == measure.quantity.unit
                && tree.head(other.head) == Some(said)
                && !by(other)
        };
        let other = self.context.measures(measure.sentence).iter().find(own)?;
        let status = status::of(tree, words, said, None)?;
        let time = values::time(self.context, measure.sentence, said).map(|time| time.period.clone().into());
        Some(Statement { value: Some(other.quantity.clone().into()), status, time, ..first.clone() })
    }
}
