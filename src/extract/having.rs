//! Whose a site is that a verb of having gives to its subject: *X has a plant in Y*, *X dispose d'une usine à Y*.
//!
//! Owns possession that a verb says. Takes a construction of possession at the head of a site; leaves possessives and
//! genitives to `constructions`, what is counted to `counted`.

use crate::model::{EntityKind, Upos};
use crate::ontology::WordClass;

use super::complements::is_marked;
use super::constructions::Around;
use super::participants::Reached;
use super::proposition;

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
        let verb = tree.head(first).filter(|_| completes).filter(has);
        verb.map(|verb| self.reach(&proposition::arguments(tree, words, verb).subjects, kinds)).unwrap_or_default()
    }
}
