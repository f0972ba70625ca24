//! Stakes that change hands: *sold its stake in X to Y*, *cède à Y sa participation de 30 % dans X*.
//!
//! Owns what a stake is a stake in, for entries that ask for a word for one. Leaves who buys it to the frames.

use crate::model::Upos;
use crate::ontology::WordClass;

use super::frames::Place;
use super::nominal::NounArguments;
use super::relations::ACQUIRES;

/// How many words behind the stake what it is a stake in may stand.
const REACH: usize = 14;

impl Place<'_, '_> {
    /// Whether the entry asks for a word for a stake.
    pub(super) fn deals_in_stakes(&self) -> bool {
        let words = &self.context.ontology.words;
        self.entry.with.iter().any(|word| words.has(self.entry.language, WordClass::StakeNoun, word))
    }

    /// The organisation that the stake beside the predicate is a stake in: behind a marker of place, else its genitive.
    pub(super) fn staked(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let stake = (0..tree.len())
            .filter(|&at| self.entry.with.iter().any(|word| word == tree.lemma(at)))
            .find(|&at| tree.descends(at, self.predicate));
        let Some(stake) = stake else { return Vec::new() };
        let end = tree.len().min(stake + REACH);
        let inside = |at: &usize| !matches!(tree.upos(*at), Upos::Verb | Upos::Aux | Upos::Sconj);
        let of_class = |class: WordClass| {
            let behind = (stake + 1..end).take_while(inside).filter(|&at| tree.upos(at) == Upos::Adp);
            let markers = behind.filter(|&at| {
                words.has(self.entry.language, class, tree.lemma(at))
                    && !self.entry.markers.iter().any(|own| own == tree.lemma(at))
            });
            markers.filter_map(|at| tree.head(at)).filter(|&head| head > stake).collect::<Vec<_>>()
        };
        let found = of_class(WordClass::LocativeMarker).into_iter().chain(of_class(WordClass::GenitiveMarker));
        found.into_iter().find(|&head| !self.reach(&[head], self.wanted.object).is_empty()).into_iter().collect()
    }

    /// *La cession de sa participation dans X à Y*: who buys a stake does not buy the seller.
    pub(super) fn sells_but_a_stake(&self, arguments: &NounArguments) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let stake = |&of: &usize| {
            words.has(self.entry.language, WordClass::StakeNoun, tree.lemma(of)) && tree.upos(of) == Upos::Noun
        };
        self.entry.relation.as_ref() == ACQUIRES && !self.deals_in_stakes() && arguments.genitives.iter().any(stake)
    }
}
