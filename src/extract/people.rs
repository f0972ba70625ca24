//! What the people of an organisation make, use and run: *engineers at X built Y*, *developers of X have adopted Y*.
//!
//! Owns when such people stand for the organisation they work for. Takes a verb's arguments in canonical functions;
//! leaves who works for whom to the lexicon, whose nouns for people say by which marker.

use crate::model::EntityKind;
use crate::ontology::PartOfSpeech;

use super::frames::{BY_THINGS, Place, Reading};
use super::nominal;
use super::proposition::Arguments;

/// What people do in the name of those they work for.
const IN_THE_NAME: [&str; 4] = ["develops", "uses", "operates", "supplies"];

/// The relation of people to the organisation they work for.
const WORKS: &str = "works-for";

impl Place<'_, '_> {
    /// The readings of a verb whose subject are people, said of the organisation that these work for.
    pub(super) fn through_people(&self, arguments: &Arguments) -> Vec<Reading> {
        let named = IN_THE_NAME.contains(&self.entry.relation.as_ref());
        let wanted = self.wanted.subject.contains(&EntityKind::Organization);
        if !named || !wanted {
            return Vec::new();
        }
        let subjects: Vec<usize> = arguments.subjects.iter().flat_map(|&people| self.employers(people)).collect();
        if subjects.is_empty() {
            return Vec::new();
        }
        let mut found = self.verb(&Arguments { subjects, ..arguments.clone() });
        found.iter_mut().for_each(|reading| reading.subject.confidence *= BY_THINGS);
        found
    }

    /// Who the people that a plain noun names work for.
    fn employers(&self, people: usize) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let named = self.context.mention_at(self.sentence, people).is_some_and(|(_, proper)| proper);
        let lemma = tree.lemma(people).to_lowercase();
        let lexicon = &self.context.ontology.lexicon;
        let mut entries = lexicon.starting_with(self.entry.language, PartOfSpeech::Noun, &lemma);
        let Some(post) = entries.find(|entry| entry.relation.as_ref() == WORKS && *entry.lemma == *lemma) else {
            return Vec::new();
        };
        if named {
            return Vec::new();
        }
        let around = nominal::arguments(tree, &self.context.ontology.words, people, &(people..people + 1));
        let organisation = |&head: &usize| {
            let reached = self.context.reach(self.sentence, head);
            reached.iter().any(|it| {
                let mention = self.context.mention(it.mention);
                mention.proper && mention.kind == EntityKind::Organization
            })
        };
        let behind = around.complements.iter().filter(|oblique| post.markers.contains(&oblique.marker));
        behind.map(|oblique| oblique.head).chain(around.owners.iter().copied()).filter(organisation).collect()
    }
}
