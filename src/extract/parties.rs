//! Who is no party to what a reading says: a kind that never stands there, an actor that a title leaves without a name, a number
//! too small to be a figure.
//!
//! Owns what is left out whatever entry says it. Takes a reading or a statement at its gate; `statements` asks before it keeps
//! one.

use crate::model::analysis::Mention;
use crate::model::{EntityKind, Participant, Quantity, Statement, Status, Upos};
use crate::ontology::{PartOfSpeech, WordClass};

use super::frames::Reading;
use super::relations::{
    ACQUIRES, ACTIVE_IN, BASED_IN, CONTRACTS_WITH, FOUNDS, LEADS, PARTNERS_WITH, REGULATES, RENAMES_TO, SUBSIDIARY_OF,
    UNITS, WORKS_FOR,
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
            LEADS => noun && object.is_some_and(person) || self.is_but_a_part(sentence, reading),
            WORKS_FOR => noun && object.is_some_and(person),
            BASED_IN => noun && person(subject),
            SUBSIDIARY_OF => person(subject) || object.is_some_and(person),
            FOUNDS => object.is_some_and(person),
            ACQUIRES => {
                let ware = |thing: &Mention| !subject.proper && thing.kind == EntityKind::Product;
                object.is_some_and(|it| ware(it) || person(it))
            }
            PARTNERS_WITH => person(subject) && object.is_some_and(person),
            REGULATES => object.is_some_and(|thing| !thing.proper && thing.kind == EntityKind::Product),
            _ => false,
        }
    }

    /// *Runs the logistics division of X*: who leads a part of a firm does not lead the firm.
    fn is_but_a_part(&self, sentence: usize, reading: &Reading) -> bool {
        let tree = &self.context.trees[sentence];
        let Some(object) = reading.object.mention().filter(|object| object.token < tree.len()) else { return false };
        let words = &self.context.ontology.words;
        tree.upos(object.token) == Upos::Noun
            && words.has(tree.sentence.language, WordClass::FirmPart, tree.lemma(object.token))
    }

    /// Whether a sentence is a line without a full stop that others follow.
    fn is_title(&self, sentence: usize) -> bool {
        let tree = &self.context.trees[sentence];
        let last = tree.len().checked_sub(1);
        last.is_some_and(|last| tree.upos(last) != Upos::Punct) && sentence + 1 < self.context.trees.len()
    }
}

/// How many of what does not exist yet are too few to be a figure of anybody.
const FEW: f64 = 10.0;

/// *Plans to build four plants*: what is only to come and can be told one by one is told as what it is, not as a number.
pub(super) fn is_few_to_come(statement: &Statement<Participant>) -> bool {
    let few = |value: &Quantity| value.number.abs() < FEW && value.number.fract() == 0.0 && value.unit != "%";
    statement.relation.as_ref() == UNITS
        && matches!(statement.status, Status::Planned | Status::Rumoured)
        && statement.value.as_deref().is_some_and(few)
}
