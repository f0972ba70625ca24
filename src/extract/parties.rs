//! Who is no party to what a reading says: a kind that never stands there, an actor that a title leaves without a name.
//!
//! Owns what is left out whatever entry says it. Takes a reading at its gate; `statements` asks before it keeps one.

use crate::model::analysis::Mention;
use crate::model::{EntityKind, Upos};

use super::filling::PERSON_FOR_SURE;
use super::frames::Reading;
use super::officials;
use super::relations::{ACQUIRES, BASED_IN, CONTRACTS_WITH, PARTNERS_WITH, REGULATES, RENAMES_TO, SUBSIDIARY_OF};
use super::statements::Extraction;
use super::triggers::Trigger;

impl Extraction<'_, '_> {
    /// Whether somebody stands where their own kind never does: a person has no other name, is nobody's unit, has no seat by a
    /// construction and is not bought, two of them are no partners; who has no name buys no product; a family regulates nobody;
    /// whom a title leaves without a name the text below it tells.
    pub(super) fn has_no_such_party(&self, sentence: usize, trigger: &Trigger<'_>, reading: &Reading) -> bool {
        let subject = self.context.mention(reading.subject.mention);
        let object = reading.object.mention().map(|object| self.context.mention(object.mention));
        // Who is hardly a person may be the firm that the relation asks for.
        let person = |mention: &Mention| {
            mention.kind == EntityKind::Person && (mention.iri.is_some() || mention.confidence >= PERSON_FOR_SURE)
        };
        // *X buys Spanish rival*: whom a title does not name the text below it does.
        let unnamed = |mention: &Mention| {
            let actor = matches!(mention.kind, EntityKind::Organization | EntityKind::Unnamed);
            actor && !mention.proper && mention.sentence == sentence
        };
        if (unnamed(subject) || object.is_some_and(unnamed)) && self.is_title(sentence) {
            return true;
        }
        match trigger.entry.relation.as_ref() {
            RENAMES_TO => person(subject) || object.is_some_and(person),
            BASED_IN => trigger.own.is_empty() && person(subject),
            SUBSIDIARY_OF => person(subject),
            ACQUIRES => {
                let ware = |thing: &Mention| !subject.proper && thing.kind == EntityKind::Product;
                object.is_some_and(|it| ware(it) || person(it))
            }
            PARTNERS_WITH => person(subject) && object.is_some_and(person),
            CONTRACTS_WITH => reading.object.mention().is_some_and(|object| self.is_told_of_a_person(object.mention)),
            REGULATES => officials::is_family(self.context, reading.subject.mention),
            _ => false,
        }
    }

    /// *Hired former X executive Ann Orr*: whether a firm only says who somebody is.
    fn is_told_of_a_person(&self, firm: usize) -> bool {
        let mention = self.context.mention(firm);
        let tree = &self.context.trees[mention.sentence];
        let modifies = ["compound", "amod"].contains(&tree.relation(mention.head));
        let Some(noun) = tree.head(mention.head).filter(|&noun| modifies && noun > mention.head) else { return false };
        let person = |at: usize| {
            let named = self.context.mention_at(mention.sentence, at).filter(|&(_, proper)| proper);
            named.is_some_and(|(index, _)| self.context.mention(index).kind == EntityKind::Person)
        };
        person(noun) || tree.children_by(noun, &["appos", "flat"]).any(person)
    }

    /// Whether a sentence is a line without a full stop that others follow.
    fn is_title(&self, sentence: usize) -> bool {
        let tree = &self.context.trees[sentence];
        let last = tree.len().checked_sub(1);
        last.is_some_and(|last| tree.upos(last) != Upos::Punct) && sentence + 1 < self.context.trees.len()
    }
}
