//! What is said of a thing or a department that belongs to somebody: *X's new robot comes out in May*, *Ann Orr runs the
//! marketing of Y*.
//!
//! Owns the step from such a thing to its owner, where the verb names nobody else. Takes the arguments of a verb; gives readings
//! of its entry.

use crate::model::{EntityKind, Number, Upos};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::frames::{Place, Reading};
use super::naming;
use super::nominal;
use super::participants::Reached;
use super::people;
use super::proposition::Arguments;
use super::relations::{ACTIVE_IN, CONTRACTS_WITH, DEVELOPS, LEADS, LEAVES, PIVOTS_FROM, PIVOTS_TO, WORKS_FOR};
use super::statements::Extraction;
use super::triggers::Trigger;

impl Place<'_, '_> {
    /// *X's robot Z comes out in May*, *will be launched in May*: who owns what a verb of making is said of has made it.
    pub(super) fn of_its_maker(&self, arguments: &Arguments) -> Vec<Reading> {
        let things = match (&arguments.subjects[..], &arguments.objects[..]) {
            (things, []) if !arguments.passive => things,
            ([], things) if arguments.passive => things,
            _ => return Vec::new(),
        };
        if self.entry.relation.as_ref() != DEVELOPS {
            return Vec::new();
        }
        let owners = things.iter().flat_map(|&thing| self.owners_of(thing)).collect::<Vec<_>>();
        let named = |reading: &Reading| {
            let Some(thing) = reading.object.mention().map(|object| self.context.mention(object.mention)) else {
                return false;
            };
            thing.proper && thing.kind == EntityKind::Product && self.context.mention(reading.subject.mention).proper
        };
        let mut found = self.pairs(&owners, things);
        found.retain(named);
        found
    }

    /// *Ann Orr runs the marketing of Y*: whose the department is that somebody leads.
    pub(super) fn of_a_department(&self, arguments: &Arguments) -> Vec<Reading> {
        let [department] = arguments.objects[..] else { return Vec::new() };
        let leads = self.entry.relation.as_ref() == LEADS && self.wanted.subject == [EntityKind::Person];
        if !leads || arguments.passive || !is_department(self, department) {
            return Vec::new();
        }
        let mut found = self.pairs(&arguments.subjects, &self.owners_of(department));
        let firm = |object: &Reached| {
            let firm = self.context.mention(object.mention);
            firm.proper && firm.kind == EntityKind::Organization
        };
        found.retain(|reading| reading.object.mention().is_some_and(firm));
        found
    }

    /// *La maintenance des trains de X a été confiée à Y*: whose the thing is that a contract gives to somebody.
    pub(super) fn entrusted(&self, arguments: &Arguments, oblique: &[usize]) -> Vec<Reading> {
        let [thing] = arguments.objects[..] else { return Vec::new() };
        let open = arguments.passive && arguments.subjects.is_empty() && !oblique.is_empty();
        if !open || self.entry.relation.as_ref() != CONTRACTS_WITH {
            return Vec::new();
        }
        let near = self.owners_of(thing);
        let far: Vec<usize> = near.iter().flat_map(|&noun| self.owners_of(noun)).collect();
        let firm = |reading: &Reading| {
            let of = |mention: usize| self.context.mention(mention);
            let Some(object) = reading.object.mention().map(|object| of(object.mention)) else { return false };
            object.proper && object.kind == EntityKind::Organization && of(reading.subject.mention).proper
        };
        let given_by = |owners: &[usize]| {
            let mut found = self.pairs(oblique, owners);
            found.retain(firm);
            found
        };
        let found = given_by(&near);
        if found.is_empty() { given_by(&far) } else { found }
    }

    pub(super) fn owners_of(&self, noun: usize) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let of = nominal::arguments(tree, words, noun, &(noun..noun + 1));
        let local = of.complements.iter().filter(|oblique| {
            oblique.direct && words.has(self.entry.language, WordClass::LocativeMarker, &oblique.marker)
        });
        of.owners.iter().chain(&of.genitives).copied().chain(local.map(|oblique| oblique.head)).collect()
    }
}

/// Whether a noun is known and says no kind of firm, site or body: *the sales*, *le marketing*.
fn is_department(place: &Place<'_, '_>, noun: usize) -> bool {
    let tree = &place.context.trees[place.sentence];
    let words = &place.context.ontology.words;
    let lexicon = &place.context.ontology.lexicon;
    let mut entries = lexicon.starting_with(place.entry.language, PartOfSpeech::Noun, tree.lemma(noun));
    // *Mène la cession de X*: an act is no department, many of them may be (*les achats*).
    let act = tree.token(noun).morph.number != Some(Number::Plur)
        && entries.any(|entry| {
            use Frame::{ActionNoun, DirectedNoun, DirectedNounInverse, MutualNoun, UnaryNoun};
            matches!(entry.frame, ActionNoun | DirectedNoun | DirectedNounInverse | MutualNoun | UnaryNoun)
        });
    let named = place
        .context
        .mention_at(place.sentence, noun)
        .is_some_and(|(index, proper)| proper && place.context.mention(index).kind != EntityKind::Sector);
    tree.upos(noun) == Upos::Noun
        && !named
        && !act
        && naming::kind_of(place.context, place.sentence, noun).is_none()
        && naming::is_definite(place.context, place.sentence, noun)
        && !words.has(place.entry.language, WordClass::Organ, tree.lemma(noun))
}

impl Extraction<'_, '_> {
    /// *Once a printer, X has turned to packaging*: whether a noun for a former trade stands in a clause that tells what
    /// somebody turns to.
    fn is_left_behind(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[sentence];
        let lexicon = &self.context.ontology.lexicon;
        let language = tree.sentence.language;
        let turns = |&verb: &usize| {
            let mut entries = lexicon.starting_with(language, PartOfSpeech::Verb, tree.lemma(verb));
            tree.upos(verb) == Upos::Verb && entries.any(|entry| entry.relation.as_ref() == PIVOTS_TO)
        };
        tree.upos(trigger.predicate) == Upos::Noun
            && self.is_former(sentence, trigger)
            && tree.ancestors(trigger.predicate).skip(1).take(2).any(|at| turns(&at))
    }

    /// The relation that a reading says: who leads a department or a part of a firm works for the firm.
    pub(super) fn said_relation<'t>(&self, sentence: usize, trigger: &'t Trigger<'_>, reading: &Reading) -> &'t str {
        let relation = trigger.entry.relation.as_ref();
        let verb = trigger.entry.part_of_speech == PartOfSpeech::Verb && trigger.entry.frame == Frame::Transitive;
        if people::leads_a_part(self.context, sentence, trigger, reading) {
            return WORKS_FOR;
        }
        if relation == ACTIVE_IN && self.is_left_behind(sentence, trigger) {
            return PIVOTS_FROM;
        }
        // *Ne fait plus partie de X*, *is no longer a member of X*.
        if self.has_left(sentence, trigger) {
            return LEAVES;
        }
        let Some(object) = reading.object.mention().filter(|_| relation == LEADS && verb) else { return relation };
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let led = tree.child_by(trigger.predicate, &["obj"]).filter(|&led| {
            tree.upos(led) == Upos::Noun
                && led != object.token
                && tree.descends(object.token, led)
                && naming::kind_of(self.context, sentence, led).is_none()
                && naming::beside(self.context, sentence, led).is_none()
                && !words.has(tree.sentence.language, WordClass::Organ, tree.lemma(led))
        });
        if led.is_some() { WORKS_FOR } else { relation }
    }
}
