//! Figures that are another's, though they stand near: *a rise in sales and a profit of 88 million*, *at $85 a barrel, X
//! would earn 900 million*.
//!
//! Owns what keeps a figure from the metric of a word that it does not belong to. Takes the figure that `figures` would
//! choose; gives whether a noun of its own or a rate claims it.

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::{Number, Upos};
use crate::ontology::{Frame, PartOfSpeech, Relation, WordClass};

use super::relations::{ACQUIRES, LOSS, MARKET_CAP, PRICE, PRODUCTION_COST, PROFIT, REVENUE, VALUATION};
use super::statements::Extraction;
use super::triggers::Trigger;

/// What the unit of a time is in the ontology's words.
const DURATION: &str = "duration";

impl Extraction<'_, '_> {
    /// Whether a figure is not that of the metric or deal of `trigger`.
    pub(super) fn is_anothers(&self, trigger: &Trigger<'_>, relation: &Relation, measure: &Measure) -> bool {
        if relation.metric {
            self.is_of_another_noun(trigger, measure) || self.is_for_one(trigger, relation, measure)
        } else {
            self.is_size_of_a_firm(trigger, measure)
        }
    }

    /// *Raised money at a valuation of $2 billion*, *invested in X, with $3m in revenue*: how big a firm is, is no amount of a
    /// deal; but who buys a firm at a valuation pays it.
    fn is_size_of_a_firm(&self, trigger: &Trigger<'_>, measure: &Measure) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let Some(noun) = tree.head(measure.head).filter(|noun| !trigger.own.contains(noun)) else { return false };
        let lemma = tree.lower_lemma(noun);
        let mut entries = self.context.ontology.lexicon.of_lemma(tree.sentence.language, PartOfSpeech::Noun, lemma);
        let paid = trigger.entry.relation.as_ref() == ACQUIRES;
        // *Bought $3m worth of X*: what the entry names itself is its own.
        let named = trigger.entry.with.iter().any(|word| **word == *lemma);
        measure.kind == MeasureKind::Money
            && !named
            && tree.upos(noun) == Upos::Noun
            && entries.any(|entry| {
                let size = [VALUATION, MARKET_CAP, REVENUE, PROFIT, LOSS].contains(&entry.relation.as_ref());
                size && entry.frame == Frame::MeasureNoun && !(paid && entry.relation.as_ref() == VALUATION)
            })
    }

    /// *A rise in sales and a profit of 88 million*: the figure hangs on a noun of another metric.
    fn is_of_another_noun(&self, trigger: &Trigger<'_>, measure: &Measure) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let language = tree.sentence.language;
        let genitive = tree
            .marker(measure.head)
            .is_some_and(|marker| self.context.ontology.words.has(language, WordClass::GenitiveMarker, &marker));
        let noun = tree.head(measure.head).filter(|&noun| genitive && noun < measure.tokens.start);
        let Some(noun) = noun.filter(|&noun| tree.upos(noun) == Upos::Noun && !trigger.own.contains(&noun)) else {
            return false;
        };
        let joined = tree.relation(noun) == "conj";
        let mut entries = self.context.ontology.lexicon.of_lemma(language, PartOfSpeech::Noun, tree.lemma(noun));
        trigger.entry.frame == Frame::MeasureNoun
            && joined
            && entries.any(|entry| entry.frame == Frame::MeasureNoun && entry.relation != trigger.entry.relation)
    }

    /// *$85 a barrel*: what one thing costs is no total. What comes to so much a year is one.
    fn is_for_one(&self, trigger: &Trigger<'_>, relation: &Relation, measure: &Measure) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        let marker = measure.tokens.end;
        let prices = matches!(relation.name.as_ref(), PRICE | PRODUCTION_COST);
        if measure.kind != MeasureKind::Money || prices || marker + 1 >= tree.len() {
            return false;
        }
        let thing = marker + 1;
        let time = words.value(language, WordClass::Unit, tree.lemma(thing)) == Some(DURATION);
        // *Porte à 320 millions d'euros le chiffre d'affaires*: what is measured is no thing that costs so much.
        words.has(language, WordClass::RateMarker, tree.lower(marker))
            && !trigger.own.contains(&thing)
            && tree.upos(thing) == Upos::Noun
            && tree.token(thing).morph.number != Some(Number::Plur)
            && !time
    }
}
