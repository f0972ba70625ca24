//! Products told by who makes them: *buses from the manufacturer X*, *the software Y by X*.
//!
//! Owns the maker behind a marker of the entry. Takes a construction at its head from `constructions`, which keeps
//! possession.

use crate::model::{EntityKind, Upos};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::constructions::{Around, pairs};
use super::frames::Reading;
use super::naming;
use super::participants::Reached;
use super::relations::USES;

/// How many words behind a marker a noun that describes a name is looked for.
const DESCRIPTION: usize = 5;

impl Around<'_, '_> {
    /// *Electric buses from the manufacturer X*: things of a kind, and their maker behind one of the entry's markers.
    pub(super) fn of_maker(&self) -> Vec<Reading> {
        let makes = self.entry.frame == Frame::Possession && self.wanted.object.contains(&EntityKind::Product);
        let Some((index, false)) = self.context.mention_at(self.sentence, self.head).filter(|_| makes) else {
            return Vec::new();
        };
        let things = self.context.mention(index);
        let known = things.kind == EntityKind::Product && self.context.acts(index);
        let says = things.head == self.head && (known || self.is_used());
        if !says || !self.context.fits(index, &[EntityKind::Product]) {
            return Vec::new();
        }
        let own = Reached { mention: index, token: self.head, confidence: 0.8 };
        let mut owners = self.maker_of(&own);
        // *Uses proceeds from X*: only a noun for a firm that makes things tells that it made them.
        owners.retain(|owner| known || self.follows_a_firm_noun(owner));
        owners.retain(|owner| owner.mention != index);
        let name = self.context.reach(self.sentence, self.head).into_iter().find(|reached| {
            let mention = self.context.mention(reached.mention);
            mention.proper && self.context.fits(reached.mention, &[EntityKind::Product])
        });
        pairs(&owners, name.unwrap_or(own), true)
    }

    /// *From the publisher X*: whether a noun for an organisation stands before a name.
    fn follows_a_firm_noun(&self, owner: &Reached) -> bool {
        let tree = &self.context.trees[self.sentence];
        let name = self.context.mention(owner.mention);
        let noun = tree.head(name.head).filter(|&noun| noun < name.head && tree.upos(noun) == Upos::Noun);
        noun.is_some_and(|noun| naming::kind_of(self.context, self.sentence, noun) == Some(EntityKind::Organization))
    }

    /// *X uses terminals from Y*: whether the head is what a verb of using takes, which is a product whatever its noun says.
    fn is_used(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let lexicon = &self.context.ontology.lexicon;
        let verb = tree.head(self.head).filter(|&verb| {
            matches!(tree.relation(self.head), "obj" | "obl" | "nsubj:pass") && tree.upos(verb) == Upos::Verb
        });
        verb.is_some_and(|verb| {
            let mut entries = lexicon.of_lemma(self.entry.language, PartOfSpeech::Verb, tree.lemma(verb));
            entries.any(|entry| {
                entry.with.is_empty() && entry.frame == Frame::Transitive && entry.relation.as_ref() == USES
            })
        })
    }

    /// Who stands as the maker right behind the phrase of a product.
    pub(super) fn maker_of(&self, thing: &Reached) -> Vec<Reached> {
        let mention = self.context.mention(thing.mention);
        let maker = Some(mention.tokens.end).filter(|_| mention.kind == EntityKind::Product);
        let makers: Vec<usize> = maker.and_then(|at| self.maker_behind(at)).into_iter().collect();
        let mut owners = self.reach(&makers, self.wanted.subject);
        owners.retain(|owner| self.context.mention(owner.mention).proper);
        owners
    }

    /// A noun for an organisation that describes a name, behind one of the entry's markers at `at`; behind a marker that
    /// says more than whose a thing is, the name itself.
    fn maker_behind(&self, at: usize) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let marks = |at: usize| at + 1 < tree.len() && tree.upos(at) == Upos::Adp;
        let marker = Some(at).filter(|&at| marks(at)).map(|at| tree.lower_lemma(at))?;
        if !self.entry.has_marker(marker) {
            return None;
        }
        let genitive = self.context.ontology.words.has(tree.sentence.language, WordClass::GenitiveMarker, marker);
        let named = self.context.mention_at(self.sentence, at + 1).is_some_and(|(_, proper)| proper);
        if named && !genitive {
            return Some(at + 1);
        }
        // *From the Oslo firm X*.
        let place = |token: usize| {
            let at = self.context.mention_at(self.sentence, token);
            at.is_some_and(|(index, _)| self.context.mention(index).kind == EntityKind::Place)
        };
        let inside = |&token: &usize| matches!(tree.upos(token), Upos::Det | Upos::Adj | Upos::Noun) || place(token);
        let says = |token: &usize| {
            tree.upos(*token) == Upos::Noun
                && naming::kind_of(self.context, self.sentence, *token) == Some(EntityKind::Organization)
                && naming::beside(self.context, self.sentence, *token).is_some()
        };
        (at + 1..tree.len().min(at + DESCRIPTION)).take_while(inside).find(says)
    }
}
