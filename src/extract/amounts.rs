//! Amounts between a noun and whose it is.
//!
//! Owns the genitive that stands behind an amount and belongs to the noun before it: *un apport de 4 millions d'euros
//! de X*. Takes arguments as `nominal` finds them; knows nothing of frames.

use std::borrow::Cow;

use crate::model::Upos;
use crate::ontology::WordClass;

use super::context::Context;
use super::nominal::NounArguments;

impl Context<'_> {
    /// The arguments of a noun, with the genitives that stand right behind the amounts among them and, where the noun
    /// is one for a figure, behind what the figure is of (*la facture d'énergie de X*).
    pub(super) fn through_amounts<'a>(
        &self,
        sentence: usize,
        found: &'a NounArguments,
        figure: bool,
    ) -> Cow<'a, NounArguments> {
        let amounts = found.genitives.iter().filter_map(|&genitive| self.behind_amount(sentence, genitive));
        let kinds = found.genitives.iter().filter_map(|&genitive| self.behind_kind(sentence, genitive, figure));
        let behind: Vec<usize> = amounts.chain(kinds).filter(|head| !found.genitives.contains(head)).collect();
        if behind.is_empty() {
            return Cow::Borrowed(found);
        }
        let mut completed = found.clone();
        completed.genitives.extend(behind);
        Cow::Owned(completed)
    }

    /// The head of the phrase with a genitive marker right behind the amount that `genitive` stands in.
    fn behind_amount(&self, sentence: usize, genitive: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let within = |tokens: &std::ops::Range<usize>| tokens.contains(&genitive);
        let mut measures = self.measures(sentence).iter();
        let end = measures.find(|measure| within(&measure.tokens))?.tokens.end;
        let marker = Some(end).filter(|&end| end < tree.len() && tree.relation(end) == "case")?;
        let head = tree.head(marker).filter(|&head| head > marker)?;
        let own = tree.marker(head)?;
        let words = &self.ontology.words;
        words.has(tree.sentence.language, WordClass::GenitiveMarker, &own).then_some(head)
    }

    /// The name behind a bare common noun that says what a figure is of.
    fn behind_kind(&self, sentence: usize, genitive: usize, figure: bool) -> Option<usize> {
        let tree = &self.trees[sentence];
        let words = &self.ontology.words;
        let thing = figure
            && tree.upos(genitive) == Upos::Noun
            && tree.child_by(genitive, &["det"]).is_none()
            && self.mention_at(sentence, genitive).is_none_or(|(_, proper)| !proper);
        let named = |child: usize| self.mention_at(sentence, child).is_some_and(|(_, proper)| proper);
        let marked = |child: usize| {
            let next = tree.children_by(child, &["case"]).min() == Some(genitive + 1);
            let own = tree.marker(child).filter(|_| next);
            own.is_some_and(|own| words.has(tree.sentence.language, WordClass::GenitiveMarker, &own))
        };
        tree.children_by(genitive, &["nmod"]).find(|&child| thing && child > genitive && named(child) && marked(child))
    }
}
