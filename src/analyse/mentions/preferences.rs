//! What the predicates of the lexicon want behind an adposition that may be one of place: *sell to X* wants a buyer.
//!
//! Owns the selectional preferences (Resnik 1996, here read off the frames) that keep an unknown name from being taken
//! for a place. Takes the lexicon, once; leaves what they weigh to `evidence`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{EntityKind, Language};
use crate::ontology::{Frame, LexicalEntry, Nature, Ontology, Relation, Relations};

/// Predicates and adpositions behind which somebody stands who acts.
pub(crate) struct Preferences {
    actors: FxHashSet<(Language, String, String)>,
    /// Verbs whose subject is an organisation that acts on its own account.
    deeds: FxHashSet<(Language, String)>,
}

impl Preferences {
    pub(crate) fn new(ontology: &Ontology) -> Self {
        let mut acts: FxHashMap<(Language, String, String), bool> = FxHashMap::default();
        // *Build a stake in X*: what needs another word says nothing of the verb alone.
        let alone = |entry: &&LexicalEntry| entry.with.is_empty() && !entry.lemma.contains(' ');
        for entry in ontology.lexicon.entries().iter().filter(alone) {
            let Some(relation) = ontology.relations.get(&entry.relation) else { continue };
            let Some(kinds) = behind_marker(entry, relation) else { continue };
            for marker in &entry.markers {
                let key = (entry.language, entry.lemma.clone(), marker.clone());
                // Where an organisation may stand, a country may as well; where none may, it is a place that is meant.
                *acts.entry(key).or_insert(true) &= kinds.contains(&EntityKind::Organization);
            }
        }
        let deeds = ontology.lexicon.entries().iter().filter(|entry| is_deed(entry, &ontology.relations));
        let deeds = deeds.map(|entry| (entry.language, entry.lemma.clone())).collect();
        Self { deeds, actors: acts.into_iter().filter(|(_, acts)| *acts).map(|(key, _)| key).collect() }
    }

    /// Whether a verb says what somebody does, not what happens to a thing.
    pub(super) fn is_deed(&self, language: Language, verb: &str) -> bool {
        self.deeds.contains(&(language, verb.to_owned()))
    }

    /// Whether every entry of a predicate with an adposition takes an organisation behind it.
    pub(super) fn wants_an_actor(&self, language: Language, predicate: &str, marker: &str) -> bool {
        self.actors.contains(&(language, predicate.to_owned(), marker.to_owned()))
    }
}

fn is_deed(entry: &LexicalEntry, relations: &Relations) -> bool {
    let acts = matches!(
        entry.frame,
        Frame::Transitive
            | Frame::Prepositional
            | Frame::ObjectOblique
            | Frame::Ditransitive
            | Frame::Reciprocal
            | Frame::Unary
    );
    // *X named Y chief executive*: who gives somebody a post.
    let appoints = entry.frame == Frame::TransitiveInverse && relations.is(&entry.relation, Nature::Post);
    acts && entry.with.is_empty() && relations.is(&entry.relation, Nature::Deed) || appoints
}

/// The kinds of what stands behind the markers of an entry.
fn behind_marker<'o>(entry: &'o LexicalEntry, relation: &'o Relation) -> Option<&'o [EntityKind]> {
    let narrowed = |own: &'o [EntityKind], wide: &'o [EntityKind]| if own.is_empty() { wide } else { own };
    match entry.frame {
        Frame::Prepositional
        | Frame::DirectedNoun
        | Frame::RelationalNoun
        | Frame::Attributive
        | Frame::Reciprocal
        | Frame::MutualNoun
        | Frame::ObjectOblique
        | Frame::Ditransitive => Some(narrowed(&entry.object_kinds, &relation.range)),
        Frame::PrepositionalInverse
        | Frame::DirectedNounInverse
        | Frame::RelationalNounInverse
        | Frame::ObliqueObject => Some(narrowed(&entry.subject_kinds, &relation.domain)),
        _ => None,
    }
}
