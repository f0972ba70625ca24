//! Partitive phrases: *a group of banks*, *10,000 cards*, *49 per cent of X*.
//!
//! Owns the step from a noun that counts, groups or takes a part to the noun behind it, which
//! is what takes part. Takes and gives heads of phrases; `participants` decides when to ask.

use crate::model::{EntityKind, MeasureKind, Upos};
use crate::ontology::WordClass;

use super::context::{Context, SAYS_ITS_KIND};

impl Context<'_> {
    /// What is counted or grouped: *10 000 cartes*, *un groupe de banques* reach the inner noun
    /// when the outer one names nothing itself.
    pub(super) fn quantified(&self, sentence: usize, head: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let measured = self
            .measures(sentence)
            .iter()
            .any(|measure| measure.tokens.contains(&head) && measure.kind != MeasureKind::Money);
        let genitive = |child: usize| {
            tree.marker(child).is_none_or(|marker| {
                self.ontology.words.has(tree.sentence.language, WordClass::GenitiveMarker, &marker)
            })
        };
        // *A round of 3 million from X*: whom an amount is from is not what it is an amount of.
        let amount = self
            .measures(sentence)
            .iter()
            .any(|measure| measure.tokens.contains(&head) && measure.kind == MeasureKind::Money);
        let governed = measured || amount;
        let inner = tree.children_by(head, &["nmod"]).find(|&child| child > head && (!governed || genitive(child)));
        let inner = inner.or_else(|| self.part_of(sentence, head))?;
        // *Two mines of copper*: what a count counts is itself one of the kinds that the ontology knows.
        let named = self.mention_at(sentence, inner).is_some_and(|(_, proper)| proper);
        let own = self.mention_at(sentence, head).map(|(index, _)| self.mention(index));
        let site = own.is_some_and(|own| own.kind == EntityKind::Facility && own.confidence >= SAYS_ITS_KIND);
        // *Buys three stores of X*: not X.
        let whole = named && !self.is_traded(sentence, head);
        (measured && (whole || !site) || own.is_none()).then_some(inner)
    }

    /// *49 per cent of X*: the name behind a share, wherever the tree hangs it.
    fn part_of(&self, sentence: usize, head: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let share = self
            .measures(sentence)
            .iter()
            .find(|measure| measure.kind == MeasureKind::Percent && measure.tokens.contains(&head))?;
        let marker = share.tokens.end;
        let genitive = marker + 1 < tree.len()
            && self.ontology.words.has(tree.sentence.language, WordClass::GenitiveMarker, tree.lemma(marker));
        let start = if genitive && tree.upos(marker + 1) == Upos::Det { marker + 2 } else { marker + 1 };
        let (index, proper) = self.mention_at(sentence, start).filter(|_| genitive)?;
        proper.then(|| self.mention(index).head)
    }
}
