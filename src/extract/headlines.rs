//! Of whom a line without a verb tells a figure: *Loss of 3 million for X*, *Bénéfice en hausse de 4 % pour X, à 3 millions*.
//!
//! Owns the name behind the marker of whom such a line is about, and the one before the pronoun that says whose a figure is.
//! Takes the noun of a metric at its place; gives mentions of the kinds that its metric wants.

use crate::model::analysis::MeasureKind;
use crate::model::{EntityKind, Mention, Upos, VerbForm};
use crate::ontology::{Typology, WordClass};

use super::complements::is_marked;
use super::frames::{BY_ORDER, Place};
use super::naming;
use super::participants::Reached;
use super::relative;

/// How many words may stand between a pronoun that says whose a figure is and the noun for the figure.
const BETWEEN: usize = 4;

impl Place<'_, '_> {
    /// *Loss of 3 million for X*: the first name behind a noun that opens its line, where the marker of whom a line is about
    /// stands before it and no verb between.
    pub(super) fn headlined(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let start = self.own.start.min(self.predicate);
        let modifies = |at: usize| tree.head(at) == Some(self.predicate) && tree.relation(at) == "compound";
        let opens = (0..start)
            .all(|at| matches!(tree.upos(at), Upos::Adj | Upos::Adv | Upos::Num | Upos::Punct) || modifies(at));
        let bare = tree.child_by(self.predicate, &["det", "case"]).is_none();
        if !opens || !bare || self.is_price() {
            return Vec::new();
        }
        let end = self.own.end.max(self.predicate + 1);
        let finite = |at: usize| tree.token(at).morph.verb_form == Some(VerbForm::Fin);
        let behind =
            |mention: &Mention| mention.proper && mention.kind != EntityKind::Place && mention.tokens.start > end;
        let names = self.context.mentions(self.sentence).filter(|(_, mention)| behind(mention));
        let Some(first) = names.min_by_key(|(_, mention)| mention.tokens.start) else { return Vec::new() };
        let describes = |&at: &usize| matches!(tree.upos(at), Upos::Det | Upos::Noun | Upos::Adj);
        let opening = first.1.tokens.start;
        let (index, name) = self.whom_it_describes(first);
        let marker = (end..opening).rev().find(|at| !describes(at));
        let about = marker.is_some_and(|at| {
            self.context.ontology.words.has(self.entry.language, WordClass::ConcernMarker, tree.lower(at))
        });
        if !about || (end..opening).any(finite) || !self.context.fits(index, self.wanted.subject) {
            return Vec::new();
        }
        vec![Reached { mention: index, token: name.head, confidence: BY_ORDER }]
    }

    /// *For X customer Y*, *for X-backed Y*: the name behind the nouns that the first name only helps to describe it by, in a
    /// language whose heads come last.
    fn whom_it_describes<'m>(&'m self, first: (usize, &'m Mention)) -> (usize, &'m Mention) {
        let tree = &self.context.trees[self.sentence];
        let describes = |&at: &usize| {
            matches!(tree.upos(at), Upos::Noun | Upos::Adj | Upos::Verb) || tree.token(at).form.as_ref() == "-"
        };
        let start = first.1.tokens.end;
        let end = start + (start..tree.len()).take_while(describes).count();
        let named = |mention: &Mention| mention.proper && mention.tokens.start == end && end > start;
        let last = self.context.mentions(self.sentence).find(|(_, mention)| named(mention));
        let compounds = !self.context.ontology.words.is(self.entry.language, Typology::HeadInitial);
        last.filter(|_| compounds).unwrap_or(first)
    }

    /// *Conçu par X, un éditeur de 58 salariés que dirige Y*: whom the noun for a firm is said of that tells how many it has.
    pub(super) fn counted_in_a_firm(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let relation = self.context.ontology.relations.get(&self.entry.relation);
        let counts = relation.is_some_and(|relation| relation.measures == [MeasureKind::Count]);
        let marked = tree.relation(self.predicate) == "nmod"
            && is_marked(tree, words, self.predicate, WordClass::GenitiveMarker);
        let Some(firm) = tree.head(self.predicate).filter(|&firm| counts && marked && firm < self.predicate) else {
            return Vec::new();
        };
        let trade = words.has(self.entry.language, WordClass::Trade, tree.lemma(firm))
            || naming::kind_of(self.context, self.sentence, firm) == Some(EntityKind::Organization);
        let mut found = self.reach(if trade { std::slice::from_ref(&firm) } else { &[] }, self.wanted.subject);
        found.retain(|reached| self.context.mention(reached.mention).proper);
        found
    }

    /// *Une année dans le rouge pour X, dont la perte a doublé*: the name right before the comma and the pronoun, where the
    /// tree has hung the clause on something that has no figures.
    pub(super) fn before_relative(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let near = self.predicate.saturating_sub(BETWEEN)..self.predicate;
        let pronoun = near.rev().find(|&at| relative::is_genitive(tree, words, at));
        let comma = pronoun.and_then(|at| at.checked_sub(1)).filter(|&at| tree.token(at).form.as_ref() == ",");
        let Some(comma) = comma else { return Vec::new() };
        let before = |mention: &Mention| mention.proper && mention.tokens.end == comma;
        let name = self.context.mentions(self.sentence).find(|(_, mention)| before(mention));
        let fits = |index: usize| self.context.fits(index, self.wanted.subject);
        let reached = |(mention, name): (usize, &Mention)| Reached { mention, token: name.head, confidence: BY_ORDER };
        name.filter(|&(index, _)| fits(index)).map(reached).into_iter().collect()
    }
}
