//! Whose a firm or brand is that calls itself by its owner's name: *X, a Y company*, *X, une marque Y*.
//!
//! Owns the name that stands bare beside the class noun said of another. Takes a construction that lists such nouns, at the
//! head of the name they are said of; leaves *Y's X* to `constructions`, units and parents to the lexicon.

use crate::model::{EntityKind, Number, Upos};
use crate::ontology::WordClass;

use super::constructions::{Around, pairs};
use super::frames::Reading;
use super::naming;

impl Around<'_, '_> {
    /// The firm at the head with whose name the noun said of it bears.
    pub(super) fn branded(&self) -> Vec<Reading> {
        let tree = &self.context.trees[self.sentence];
        let Some(firm) = self.own(self.wanted.subject).filter(|it| self.context.mention(it.mention).proper) else {
            return Vec::new();
        };
        let copular = tree
            .head(self.head)
            .filter(|&noun| tree.relation(self.head) == "nsubj" && tree.child_by(noun, &["cop"]).is_some());
        let said = tree.children_by(self.head, &["appos"]).chain(copular);
        let owners = said.filter(|&noun| self.is_one_of_a_class(noun)).filter_map(|noun| self.bare_name(noun));
        let mut owners = self.reach(&owners.collect::<Vec<_>>(), self.wanted.object);
        owners.retain(|owner| owner.mention != firm.mention);
        pairs(&owners, firm, false)
    }

    /// Whether a noun is among those of the entry, in the singular, with an article that takes it for one of several.
    fn is_one_of_a_class(&self, noun: usize) -> bool {
        let tree = &self.context.trees[self.sentence];
        let listed = self.entry.with.iter().any(|word| word == tree.lemma(noun));
        let article = tree.children_by(noun, &["det"]).next().is_some();
        tree.upos(noun) == Upos::Noun
            && listed
            && article
            && tree.token(noun).morph.number != Some(Number::Plur)
            && !naming::is_definite(self.context, self.sentence, noun)
    }

    /// The name of an organisation between the article and its noun, or right behind the noun.
    fn bare_name(&self, noun: usize) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let article = tree.child_by(noun, &["det"])?;
        let owned = |at: usize| {
            at < tree.len()
                && self.context.ontology.words.has(tree.sentence.language, WordClass::GenitiveMarker, tree.lower(at))
        };
        let mut names = self.context.mentions(self.sentence).map(|(_, mention)| mention);
        let name = names.find(|name| {
            let before = name.tokens.start == article + 1 && name.tokens.end == noun;
            let behind = name.tokens.start == noun + 1 && tree.descends(name.head, noun) && article + 1 == noun;
            name.proper && name.kind == EntityKind::Organization && (before || behind) && !owned(name.tokens.end)
        })?;
        // *A Fortune 500 company*, *an NYSE company*: firms of any kind go by what ranks or certifies them; an owner is told of
        // besides.
        let ranks = tree.upos(name.tokens.end - 1) == Upos::Num;
        let any = self.context.ontology.words.has(tree.sentence.language, WordClass::AnyFirm, tree.lemma(noun));
        let told =
            self.context.analysis.mentions.iter().filter(|other| other.proper && other.name == name.name).count() > 1;
        (!ranks && (!any || told)).then_some(name.head)
    }
}
