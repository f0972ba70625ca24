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
        // *Has a plant in Y and an office in Z*.
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
        // *Has no plant in Y*, *will have a plant*: nobody has it, or not yet. *Counts a plant in Y among its clients*: what it
        // is to the subject is said besides.
        let fact = |&verb: &usize| {
            [verb, first].iter().all(|&at| status::of(tree, words, at, None) == Some(Status::Completed))
        };
        let role = |&verb: &usize| {
            let children = tree.children(verb).iter().chain(tree.children(first));
            let marked = |&child: &usize| {
                [WordClass::RoleMarker, WordClass::PredicativeMarker]
                    .iter()
                    .any(|&class| is_marked(tree, words, child, class))
            };
            children.copied().any(|child| marked(&child))
        };
        let verb = tree.head(first).filter(|_| completes).filter(has).filter(fact).filter(|verb| !role(verb));
        verb.map(|verb| self.reach(&proposition::arguments(tree, words, verb).subjects, kinds)).unwrap_or_default()
    }
}
