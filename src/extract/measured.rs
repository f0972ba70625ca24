//! Verbs that tell a figure: *X employs 300 people*, *values X at 2 billion*, *shares in X closed at 3 euros*.
//!
//! Owns whose figure that is: the subject's, the object's, or whose the subject is where that is something with a price. Takes
//! the arguments of a verb; gives readings. Which figure it is, is left to `values` and `figures`.

use crate::model::Upos;
use crate::ontology::{Frame, Nature, PartOfSpeech, WordClass};

use super::frames::{Place, Reading, alone};
use super::nominal;
use super::participants::Reached;
use super::proposition::Arguments;

impl Place<'_, '_> {
    /// *Values X at 2 billion*: what a verb with an object measures.
    pub(super) fn measured_object(&self, arguments: &Arguments) -> Vec<Reading> {
        let tree = &self.context.trees[self.sentence];
        // *X se valorise à 2 milliards*: a bare pronoun that stands for nobody sends back to the subject.
        let reflexive = arguments.objects.iter().all(|&object| tree.upos(object) == Upos::Pron);
        let mut valued = self.reach(&arguments.objects, self.wanted.subject);
        if valued.is_empty() && reflexive && !arguments.objects.is_empty() {
            valued = self.reach(&arguments.subjects, self.wanted.subject);
        }
        // *Each tonne cost X 900 dollars to produce*: beside an amount as object, whom it costs.
        if valued.is_empty() {
            valued = self.reach(&arguments.recipients, self.wanted.subject);
        }
        let dealt = self.dealt_in(&arguments.objects, &valued);
        alone(self.context, if dealt.is_empty() { valued } else { dealt })
    }

    /// *X employs 300 people*, *shares in X fell 3 %*: what a verb with a figure measures.
    pub(super) fn measured_subject(&self, arguments: &Arguments) -> Vec<Reading> {
        // *Sold its shops for 95 million*: the price is of what is sold.
        let sells = self.entry.frame == Frame::Measure && self.is_price() && !self.entry.markers.is_empty();
        if sells && !arguments.passive && self.has_other_object(arguments) {
            return Vec::new();
        }
        let told = alone(self.context, self.reach(&arguments.subjects, self.wanted.subject));
        let priced = told.is_empty() && self.context.ontology.relations.is(&self.entry.relation, Nature::Market);
        if priced { alone(self.context, self.quoted(&arguments.subjects)) } else { told }
    }

    /// Whether a verb has an object besides the figure itself.
    pub(super) fn has_other_object(&self, arguments: &Arguments) -> bool {
        let measures = self.context.measures(self.sentence);
        let figure = |object: usize| measures.iter().any(|measure| measure.tokens.contains(&object));
        arguments.objects.iter().any(|&object| !figure(object))
    }

    /// *Shares in X closed at 3 euros*, *its stock fell*: whose the subject of a verb of price is.
    fn quoted(&self, subjects: &[usize]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let mut found = Vec::new();
        let lexicon = &self.context.ontology.lexicon;
        // *Sales at X fell*: only what has a price is meant.
        let priced = |&&subject: &&usize| {
            [tree.lower_lemma(subject), tree.lower(subject)].into_iter().any(|word| {
                let mut entries = lexicon.starting_with(self.entry.language, PartOfSpeech::Noun, word);
                entries.any(|entry| self.context.ontology.relations.is(&entry.relation, Nature::Market))
            })
        };
        for &subject in subjects.iter().filter(priced) {
            let of = nominal::arguments(tree, words, subject, &(subject..subject + 1));
            let local = of.complements.iter().filter(|oblique| {
                oblique.direct && words.has(self.entry.language, WordClass::LocativeMarker, &oblique.marker)
            });
            let heads: Vec<usize> =
                of.owners.iter().chain(&of.genitives).copied().chain(local.map(|oblique| oblique.head)).collect();
            found.extend(self.reach(&heads, self.wanted.subject));
            if found.is_empty() {
                found.extend(self.possessors(&of));
            }
        }
        found
    }
}
