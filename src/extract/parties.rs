//! Who is no party to what a reading says: a kind that never stands there, an actor that a title leaves without a name.
//!
//! Owns what is left out whatever entry says it. Takes a reading at its gate; `statements` asks before it keeps one.

use crate::model::analysis::Mention;
use crate::model::{EntityKind, Upos};
use crate::ontology::{PartOfSpeech, WordClass};

use super::frames::Reading;
use super::officials;
use super::relations::{
    ACQUIRES, ACTIVE_IN, BASED_IN, CONTRACTS_WITH, FOUNDS, LEADS, PARTNERS_WITH, REGULATES, RENAMES_TO, SUBSIDIARY_OF,
    WORKS_FOR,
};
use super::statements::Extraction;
use super::triggers::Trigger;

impl Extraction<'_, '_> {
    /// Whether somebody stands where their own kind never does: a person is in no trade, has no other name and signs for others,
    /// nobody works for a person; customers without a name acquire nothing; what is regulated has a name, or is a trade or a firm.
    pub(super) fn has_no_such_party(&self, sentence: usize, trigger: &Trigger<'_>, reading: &Reading) -> bool {
        let subject = self.context.mention(reading.subject.mention);
        let object = reading.object.mention().map(|object| self.context.mention(object.mention));
        let person = |mention: &Mention| mention.kind == EntityKind::Person;
        // *X buys Spanish rival*: whom a title does not name the text below it does.
        let unnamed = |mention: &Mention| {
            let actor = matches!(mention.kind, EntityKind::Organization | EntityKind::Unnamed | EntityKind::Group);
            actor && !mention.proper && mention.sentence == sentence
        };
        if (unnamed(subject) || object.is_some_and(unnamed)) && self.is_title(sentence) {
            return true;
        }
        let noun = trigger.entry.part_of_speech != PartOfSpeech::Verb;
        // *The media group X*, *the shipping magnate X*: a noun for any firm, or for people, tells what the name is.
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let firm = || words.has(tree.sentence.language, WordClass::AnyFirm, tree.lemma(trigger.predicate));
        let asked = trigger.entry.subject_kinds.contains(&EntityKind::Person);
        match trigger.entry.relation.as_ref() {
            ACTIVE_IN => person(subject) && !asked && !firm(),
            CONTRACTS_WITH | RENAMES_TO => person(subject) || object.is_some_and(person),
            LEADS | WORKS_FOR => noun && object.is_some_and(person),
            BASED_IN => trigger.own.is_empty() && person(subject),
            SUBSIDIARY_OF => person(subject),
            FOUNDS => object.is_some_and(person),
            ACQUIRES => {
                let ware = |thing: &Mention| !subject.proper && thing.kind == EntityKind::Product;
                object.is_some_and(|it| ware(it) || person(it))
            }
            PARTNERS_WITH => person(subject) && object.is_some_and(person),
            REGULATES if officials::is_family(self.context, reading.subject.mention) => true,
            REGULATES => object.is_some_and(|thing| !thing.proper && thing.kind == EntityKind::Product),
            _ => false,
        }
    }

    /// Whether a sentence is a line without a full stop that others follow.
    fn is_title(&self, sentence: usize) -> bool {
        let tree = &self.context.trees[sentence];
        let last = tree.len().checked_sub(1);
        last.is_some_and(|last| tree.upos(last) != Upos::Punct) && sentence + 1 < self.context.trees.len()
    }
}
