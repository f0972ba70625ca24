//! Whose a site is that a verb of having gives to its subject: *X has a plant in Y*, *X dispose d'une usine à Y*.
//!
//! Owns possession that a verb says. Takes a construction of possession at the head of a site; leaves possessives and
//! genitives to `constructions`, what is counted to `counted`.

use crate::model::{EntityKind, Status, Upos};
use crate::ontology::WordClass;

use super::complements::is_marked;
use super::constructions::Around;
use super::participants::Reached;
use super::proposition;
use super::status;

impl Around<'_, '_> {
    /// Who has the site whose head this is, by the verb it completes.
    pub(super) fn had_by(&self, thing: &Reached, kinds: &[EntityKind]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        if self.context.mention(thing.mention).kind != EntityKind::Facility {
            return Vec::new();
        }
        let Some((verb, first)) = self.possession_verb() else { return Vec::new() };
        // *Has no plant in Y*, *will have a plant*: nobody has it, or not yet. *Counts a plant in Y among its clients*: what it
        // is to the subject is said besides.
        let fact = [verb, first].iter().all(|&at| status::of(tree, words, at, None) == Some(Status::Completed));
        let marked = |child: usize| {
            let roles = [WordClass::RoleMarker, WordClass::PredicativeMarker];
            roles.iter().any(|&class| is_marked(tree, words, child, class))
        };
        let role = tree.children(verb).iter().chain(tree.children(first)).any(|&child| marked(child));
        if fact && !role { self.reach(&proposition::arguments(tree, words, verb).subjects, kinds) } else { Vec::new() }
    }

    /// The verb of having that the site whose head this is completes, and the first of the sites joined there: *has a
    /// plant in Y and an office in Z*.
    fn possession_verb(&self) -> Option<(usize, usize)> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let mut first = self.head;
        while tree.relation(first) == "conj"
            && let Some(above) = tree.head(first)
        {
            first = above;
        }
        let completes = match tree.relation(first) {
            "obj" => tree.marker(first).is_none(),
            "obl" => is_marked(tree, words, first, WordClass::GenitiveMarker),
            _ => false,
        };
        let has = |&verb: &usize| {
            tree.upos(verb) == Upos::Verb
                && words.has(tree.sentence.language, WordClass::PossessionVerb, tree.lemma(verb))
        };
        tree.head(first).filter(|_| completes).filter(has).map(|verb| (verb, first))
    }

    /// *Has no plant in Y*, *no longer has offices in Z*: what nobody has is nowhere.
    pub(super) fn is_had_by_nobody(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let denied = |&at: &usize| status::of(tree, &self.context.ontology.words, at, None) == Some(Status::Denied);
        self.possession_verb().is_some_and(|(verb, first)| [verb, first].iter().any(denied))
    }
}
