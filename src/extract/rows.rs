//! What a row of things lends its members: *makes transformers, automation and controls*.
//!
//! Owns the kind that a common noun has only since its neighbours in a coordination have it. Takes a mention that says too
//! little by itself for a place in a frame; leaves what a mention may be alone to `filling`.

use crate::model::{EntityKind, Mention};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::context::Context;

/// What a whole row of common nouns may stand for.
const LENT: [EntityKind; 2] = [EntityKind::Product, EntityKind::Sector];

/// How many other members must say their kind before a noun that tells nothing takes part.
const ENOUGH: usize = 2;

impl Context<'_> {
    /// The kind that a mention of no fitting kind has in a place that asks for one of `kinds`, when it is a common noun in
    /// a row whose other members have it.
    pub(super) fn kind_of_row(&self, mention: &Mention, kinds: &[EntityKind]) -> Option<EntityKind> {
        let common = matches!(mention.kind, EntityKind::Product | EntityKind::Sector);
        if !common || !LENT.iter().any(|kind| kinds.contains(kind)) {
            return None;
        }
        let tree = &self.trees[mention.sentence];
        let first = tree.head(mention.head).filter(|_| tree.relation(mention.head) == "conj").unwrap_or(mention.head);
        let row = self.conjuncts(mention.sentence, first);
        if row.len() <= ENOUGH || self.is_a_notion(mention) {
            return None;
        }
        let others = row.iter().filter(|&&head| head != mention.head);
        let others = others.filter_map(|&head| self.mention_at(mention.sentence, head));
        let said: Vec<EntityKind> = others
            .filter(|&(_, proper)| !proper)
            .filter_map(|(other, _)| self.kind_alone(other, kinds))
            .filter(|kind| LENT.contains(kind))
            .collect();
        let first = said.first().copied()?;
        (said.len() >= ENOUGH && said.iter().all(|&kind| kind == first)).then_some(first)
    }

    /// *Makes cars, trucks and losses*: whether a noun is one of a figure or a post, or means a notion by its ending.
    fn is_a_notion(&self, mention: &Mention) -> bool {
        let tree = &self.trees[mention.sentence];
        let (language, lemma) = (tree.sentence.language, tree.lower_lemma(mention.head));
        let ending = |word: &str| {
            self.ontology.words.of(language, WordClass::AbstractEnding).any(|(end, _)| word.ends_with(end))
        };
        let lexicon = &self.ontology.lexicon;
        let mut entries = lexicon.of_lemma(language, PartOfSpeech::Noun, lemma);
        let counted = entries.any(|entry| !matches!(entry.frame, Frame::ClassNoun));
        counted || mention.kind != EntityKind::Sector && ending(lemma)
    }
}
