//! Changes in percent that are told in a row or beside a count: *revenue fell by 3% and profit by 12%*, *sold 40 ships, 3%
//! fewer than in 2019*.
//!
//! Owns what changes by a percentage where no word for a figure and no way stand next to it. Takes a percentage, gives
//! whether it falls and the trigger whose figure changes; leaves the rest to `beside`.

use crate::model::Upos;
use crate::model::analysis::{Measure, MeasureKind};
use crate::ontology::{Frame, WordClass};

use super::beside::is_right_behind;
use super::complements::is_marked;
use super::relations::{HEADCOUNT, UNITS};
use super::statements::Extraction;
use super::tree::Tree;
use super::triggers::Trigger;

/// What the words of comparison say that tell of less.
const LESS: &str = "less";

/// How far before a percentage the comma stands that sets it off.
const COMMA: usize = 2;

impl Extraction<'_, '_> {
    /// Whether a change falls, and the trigger of what changes, by the change or the count before it; `way` is its own.
    pub(super) fn change_in_a_row<'f, 'o>(
        &self,
        fired: &'f [Trigger<'o>],
        measure: &Measure,
        way: Option<(bool, usize)>,
    ) -> Option<(bool, &'f Trigger<'o>)> {
        if let Some((falls, _)) = way {
            return Some((falls, self.changed_count(fired, measure)?));
        }
        if let Some(falls) = self.comparative(measure) {
            let before = || self.noun_before(fired, measure);
            return Some((falls, self.changed_count(fired, measure).or_else(before)?));
        }
        self.joined_change(fired, measure).or_else(|| self.gapped_change(fired, measure))
    }

    /// *3,4 % de moins qu'en 2019*, *sold 40 ships, 3% more than in 2019*: the word of comparison behind a percentage that is
    /// set off, whether it is of less.
    fn comparative(&self, measure: &Measure) -> Option<bool> {
        let tree = &self.context.trees[measure.sentence];
        let start = measure.tokens.start;
        let mut before = start.saturating_sub(COMMA)..start;
        if !before.any(|at| tree.upos(at) == Upos::Punct) {
            return None;
        }
        let end = measure.tokens.end;
        let mut words = self.context.ontology.words.of(tree.sentence.language, WordClass::Comparative);
        words.find_map(|(form, value)| tree.phrase_at(end, form).then_some(value == LESS))
    }

    /// *On sales of 6 million, 2% less than a year before*: the noun of a figure before, no verb between.
    fn noun_before<'f, 'o>(&self, fired: &'f [Trigger<'o>], measure: &Measure) -> Option<&'f Trigger<'o>> {
        let tree = &self.context.trees[measure.sentence];
        let start = measure.tokens.start;
        let plain = |at: usize| !matches!(tree.upos(at), Upos::Verb | Upos::Aux);
        let told = |trigger: &&Trigger<'_>| {
            let noun = trigger.entry.frame == Frame::MeasureNoun && trigger.own.end <= start;
            noun && (trigger.own.end..start).all(plain)
        };
        fired.iter().filter(told).max_by_key(|trigger| trigger.predicate)
    }

    /// *A fall of 3 % in revenue and 12 % in profit*: a percentage that a conjunction adds to a change, its own noun behind it.
    fn joined_change<'f, 'o>(&self, fired: &'f [Trigger<'o>], measure: &Measure) -> Option<(bool, &'f Trigger<'o>)> {
        let tree = &self.context.trees[measure.sentence];
        let start = measure.tokens.start;
        let joint = (0..start).rev().find(|&at| tree.upos(at) != Upos::Adp)?;
        let percents = self.context.measures(measure.sentence).iter();
        let mut percents = percents.filter(|other| other.kind == MeasureKind::Percent && other.tokens.end <= joint);
        let first = percents.next_back().filter(|_| tree.upos(joint) == Upos::Cconj && joint + 2 >= start)?;
        let plain = (first.tokens.end..joint).all(|at| !matches!(tree.upos(at), Upos::Verb | Upos::Aux));
        let (falls, _) = self.direction(first).filter(|_| plain)?;
        let noun = |trigger: &&Trigger<'_>| {
            trigger.entry.frame == Frame::MeasureNoun && is_right_behind(tree, measure.tokens.end, trigger)
        };
        Some((falls, fired.iter().find(noun)?))
    }

    /// *Revenue fell by 3% and profit by 12%*: a percentage of the noun that a clause without its verb tells of.
    fn gapped_change<'f, 'o>(&self, fired: &'f [Trigger<'o>], measure: &Measure) -> Option<(bool, &'f Trigger<'o>)> {
        let tree = &self.context.trees[measure.sentence];
        let words = &self.context.ontology.words;
        let by = [WordClass::AgentMarker, WordClass::GenitiveMarker];
        let noun = tree.head(measure.head).filter(|&noun| tree.upos(noun) == Upos::Noun && noun < measure.head)?;
        let verb = tree.head(noun).filter(|_| tree.relation(noun) == "conj")?;
        by.iter().find(|&&class| is_marked(tree, words, measure.head, class))?;
        let falls = self.goes(tree, verb).filter(|_| tree.upos(verb) == Upos::Verb)?;
        let told = |trigger: &&Trigger<'_>| trigger.entry.frame == Frame::MeasureNoun && trigger.predicate == noun;
        Some((falls, fired.iter().find(told)?))
    }

    /// Whether the word at `at` says that something falls; nothing when it says no way.
    fn goes(&self, tree: &Tree<'_>, at: usize) -> Option<bool> {
        let words = &self.context.ontology.words;
        let says = |class| words.has(tree.sentence.language, class, tree.lemma(at));
        if says(WordClass::Decrease) { Some(true) } else { says(WordClass::Increase).then_some(false) }
    }

    /// *Sold 40 ships last year, up 12% from 2019*: what counts the things behind which a change is set off.
    fn changed_count<'f, 'o>(&self, fired: &'f [Trigger<'o>], measure: &Measure) -> Option<&'f Trigger<'o>> {
        let tree = &self.context.trees[measure.sentence];
        let start = measure.tokens.start;
        let mut before = self.context.measures(measure.sentence).iter().filter(|other| other.tokens.end <= start);
        let count = before.next_back().filter(|other| matches!(other.kind, MeasureKind::Count | MeasureKind::Other))?;
        let between = count.tokens.end..start;
        let aside = between.clone().any(|at| matches!(tree.token(at).form.as_ref(), "," | "("));
        let plain = between.clone().all(|at| !matches!(tree.upos(at), Upos::Verb | Upos::Aux | Upos::Cconj));
        let told = |trigger: &&Trigger<'_>| {
            let metric = matches!(trigger.entry.relation.as_ref(), UNITS | HEADCOUNT);
            let counts = match trigger.entry.frame {
                Frame::Counted | Frame::MeasureNoun => count.tokens.contains(&trigger.predicate),
                Frame::Measure => tree.head(count.head) == Some(trigger.predicate),
                _ => false,
            };
            metric && counts
        };
        fired.iter().find(told).filter(|_| aside && plain)
    }
}
