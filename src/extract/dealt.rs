//! Whom a deal is about: *X is buying Y in a deal that values the company at $3bn*.
//!
//! Owns the choice between the two sides of a deal for what a clause about the deal says of one of them by a common
//! noun. Takes the verb's objects and whom they were taken for; gives who is meant instead, if anybody.

use crate::model::{EntityKind, Upos};
use crate::ontology::{Nature, WordClass};

use super::frames::Place;
use super::participants::Reached;
use super::proposition;

impl Place<'_, '_> {
    /// *X is buying Y in a deal that values the company at $3bn*: what is valued is whom the deal is about, not who makes
    /// it.
    pub(super) fn dealt_in(&self, objects: &[usize], valued: &[Reached]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let described = |&object: &usize| tree.upos(object) == Upos::Noun;
        let verb = tree.ancestors(self.predicate).skip(1).find(|&at| tree.upos(at) == Upos::Verb);
        let deal = matches!(tree.relation(self.predicate), "acl")
            && objects.iter().all(described)
            && self.context.ontology.relations.is(&self.entry.relation, Nature::Market);
        let Some(verb) = verb.filter(|_| deal) else { return Vec::new() };
        let around = proposition::arguments(tree, words, verb);
        let name = |reached: &Reached| &self.context.mention(reached.mention).name;
        let makers = self.reach(&around.subjects, self.wanted.subject);
        if !valued.iter().any(|it| makers.iter().any(|maker| name(maker) == name(it))) {
            return Vec::new();
        }
        let local = |oblique: &&proposition::Oblique| {
            words.has(self.entry.language, WordClass::LocativeMarker, &oblique.marker)
                && !tree.descends(self.predicate, oblique.head)
        };
        let within = around.obliques.iter().filter(local).map(|oblique| oblique.head);
        let heads: Vec<usize> = around.objects.iter().copied().chain(within).collect();
        let firm = |reached: &Reached| {
            let mention = self.context.mention(reached.mention);
            mention.proper && mention.kind == EntityKind::Organization
        };
        let mut dealt = self.reach(&heads, self.wanted.subject);
        dealt.retain(|reached| firm(reached) && makers.iter().all(|maker| name(maker) != name(reached)));
        dealt.truncate(1);
        dealt
    }
}
