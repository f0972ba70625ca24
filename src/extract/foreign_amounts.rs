//! Amounts that stand near a trigger and are another's: told in a clause of their own, or of what somebody earns.
//!
//! Owns what excludes the nearest figure that `figures` has found, and what is paid for a purchase though another verb tells
//! it. Takes a measure and a trigger; leaves distances in the tree to `values`.

use crate::model::Upos;
use crate::model::analysis::{Measure, MeasureKind};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::relations::{ACQUIRES, INVESTS_IN, LOSS, OWNS_STAKE_IN, PROFIT, REVENUE};
use super::statements::Extraction;
use super::tree;
use super::triggers::Trigger;

impl Extraction<'_, '_> {
    /// Whether the figure nearest to a trigger is that of something else.
    pub(super) fn is_foreign(&self, measure: &Measure, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let above = tree.head(measure.head);
        let told = above.is_some_and(|verb| self.pays(measure.sentence, trigger, verb))
            || tree.head(trigger.predicate) == Some(measure.head);
        self.is_of_a_metric(measure, trigger)
            || self.is_beside_a_description(measure, trigger)
            || !told && self.is_of_another_clause(measure, trigger.predicate, trigger.entry.frame)
    }

    /// *X has taken over Y, paying 3 million*: whether what a verb behind a purchase says is paid is paid for it.
    pub(super) fn pays(&self, sentence: usize, trigger: &Trigger<'_>, verb: usize) -> bool {
        let tree = &self.context.trees[sentence];
        verb > trigger.predicate
            && matches!(trigger.entry.relation.as_ref(), ACQUIRES | INVESTS_IN)
            && is_of_the_deal(tree, trigger.predicate, verb)
            && self.context.ontology.words.has(tree.sentence.language, WordClass::PayingVerb, tree.lemma(verb))
    }

    /// *X, whose owner, Ann Orr, sold Y for 3 million*: who somebody is costs nothing, and what a stake is sold for is not its
    /// own.
    fn is_beside_a_description(&self, measure: &Measure, trigger: &Trigger<'_>) -> bool {
        let entry = trigger.entry;
        let describes = matches!(
            entry.frame,
            Frame::RelationalNoun | Frame::RelationalNounInverse | Frame::ClassNoun | Frame::Attributive
        );
        let owned = entry.part_of_speech == PartOfSpeech::Noun && entry.relation.as_ref() == OWNS_STAKE_IN;
        (describes || owned)
            && measure.kind == MeasureKind::Money
            && !self.context.trees[measure.sentence].descends(measure.head, trigger.predicate)
    }

    /// *Sold X (40 million in sales) to Y*: an amount whose noun is for what somebody earns is no price.
    fn is_of_a_metric(&self, measure: &Measure, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let ontology = self.context.ontology;
        let metric = |relation: &str| ontology.relations.get(relation).is_some_and(|relation| relation.metric);
        let (end, noun) = (measure.tokens.end, measure.tokens.end + 1);
        let words = &ontology.words;
        let of = |at: usize| {
            [WordClass::GenitiveMarker, WordClass::LocativeMarker]
                .iter()
                .any(|&class| words.has(tree.sentence.language, class, tree.lemma(at)))
        };
        if metric(&trigger.entry.relation) || noun >= tree.len() || !of(end) {
            return false;
        }
        let lemma = tree.lower_lemma(noun);
        let mut entries = ontology.lexicon.starting_with(tree.sentence.language, PartOfSpeech::Noun, lemma);
        entries.any(|entry| {
            entry.frame == Frame::MeasureNoun
                && entry.with.is_empty()
                && matches!(entry.relation.as_ref(), REVENUE | PROFIT | LOSS)
                && tree.phrase_at(noun, &entry.lemma)
        })
    }

    /// *X, valued at $3bn, is backed by Y*, *Y-backed X has raised $3m*: whether a figure is told in a clause about an
    /// argument of the verb, or in the one around a participle.
    fn is_of_another_clause(&self, measure: &Measure, predicate: usize, frame: Frame) -> bool {
        let tree = &self.context.trees[measure.sentence];
        let verbal = |&at: &usize| tree.upos(at) == Upos::Verb;
        let Some(clause) = tree.ancestors(measure.head).find(verbal).filter(|&clause| clause != predicate) else {
            return false;
        };
        let about = |verb: usize| matches!(tree.relation(verb), "acl" | "amod");
        let aside = about(clause) && tree.descends(clause, predicate);
        // *X bought Y and Z raised 3 million*.
        let joined = |verb: usize| {
            matches!(tree.relation(verb), "conj" | "parataxis") && tree.child_by(verb, &["nsubj"]).is_some()
        };
        let aside = aside || joined(clause) && tree.descends(clause, predicate);
        let around = about(predicate) && tree.descends(predicate, clause);
        // *Was valued at $1bn in its latest funding round*: what a verb of another metric measures.
        let words = &self.context.ontology.lexicon;
        let valued = || {
            let mut entries = words.starting_with(tree.sentence.language, PartOfSpeech::Verb, tree.lemma(clause));
            entries.any(|entry| entry.frame == Frame::MeasureObject)
        };
        let beside = frame == Frame::UnaryNoun
            && tree.ancestors(predicate).find(verbal) == Some(clause)
            && tree.head(measure.head) == Some(clause)
            && !matches!(tree.relation(predicate), "nsubj" | "obj");
        tree.upos(predicate) == Upos::Verb && (aside || around) || beside && valued()
    }
}

/// Whether a verb tells what the buyer does: behind the verb of the purchase itself, or in a relative clause of the name that
/// it governs last.
fn is_of_the_deal(tree: &tree::Tree<'_>, purchase: usize, verb: usize) -> bool {
    let adverbial = tree.relation(verb) == "advcl" && tree.head(verb) == Some(purchase);
    let relative = tree.full_relation(verb) == "acl:relcl"
        && tree.head(verb).is_some_and(|noun| matches!(tree.relation(noun), "obl" | "nmod" | "appos"));
    // *Versant un salaire de 3 000 euros*: what is paid is an amount and nothing that has one.
    let amount = |object: usize| matches!(tree.upos(object), Upos::Sym | Upos::Num) || tree.has_child(object, "nummod");
    (adverbial || relative) && tree.children_by(verb, &["obj"]).all(amount)
}
