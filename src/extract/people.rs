//! What the people of an organisation make, use and run: *engineers at X built Y*, *developers of X have adopted Y*.
//!
//! Owns when such people stand for the organisation they work for, and who has charge of a part of it. Takes a verb's
//! arguments in canonical functions; leaves who works for whom to the lexicon, whose nouns for people say by which marker.

use std::borrow::Cow;

use crate::model::{EntityKind, Mention, Upos};
use crate::ontology::{Frame, Nature, PartOfSpeech, Relation, WordClass};

use super::complements::is_marked;
use super::context::Context;
use super::frames::{BY_THINGS, Place, Reading};
use super::naming;
use super::nominal;
use super::participants::Reached;
use super::proposition::Arguments;
use super::relations::{LEADS, WORKS_FOR};
use super::speakers;
use super::statements::Extraction;
use super::triggers::Trigger;

/// *Head of motor underwriting at X*: whether a post is that of somebody who leads a part of the organisation, which a bare
/// noun says.
pub(super) fn leads_a_part(context: &Context<'_>, sentence: usize, trigger: &Trigger<'_>, reading: &Reading) -> bool {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let Some(whole) = reading.object.mention() else { return false };
    let part = |child: usize| {
        let held_by_one = matches!(
            naming::kind_of(context, sentence, child),
            Some(EntityKind::Organization | EntityKind::Person | EntityKind::Group | EntityKind::Facility)
        );
        let (first, last) = tree.extent(child);
        let named = (first..=last).any(|at| context.mention_at(sentence, at).is_some_and(|(_, proper)| proper));
        // *Head of purchasing*.
        let act = || {
            let before = tree.lemma(child - 1);
            tree.upos(child) == Upos::Verb && words.has(tree.sentence.language, WordClass::GenitiveMarker, before)
        };
        let thing = || tree.upos(child) == Upos::Noun && is_marked(tree, words, child, WordClass::GenitiveMarker);
        child >= trigger.own.end.max(trigger.predicate + 1)
            && tree.child_by(child, &["det", "nmod:poss", "obj"]).is_none()
            && (thing() || act())
            && !held_by_one
            && !(named && tree.descends(whole.token, child))
            // *Sous la présidence de Mme X*.
            && !tree.descends(reading.subject.token, child)
    };
    let noun = trigger.entry.part_of_speech == PartOfSpeech::Noun;
    trigger.entry.relation.as_ref() == LEADS
        && (noun && tree.children_by(trigger.predicate, &["nmod", "acl"]).any(part)
            || is_of_a_part(context, sentence, trigger, whole))
}

/// *La directrice de la division X de Y*, *prend la tête de la recherche de Y*: whether a post, or what a verb takes of one, is
/// that of a part of the firm at `whole`.
fn is_of_a_part(context: &Context<'_>, sentence: usize, trigger: &Trigger<'_>, whole: &Reached) -> bool {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let language = tree.sentence.language;
    let companion = |&noun: &usize| trigger.entry.with.iter().any(|with| **with == *tree.lemma(noun));
    let post = match trigger.entry.part_of_speech {
        PartOfSpeech::Noun => Some(trigger.predicate),
        _ => tree.children_by(trigger.predicate, &["obj", "obl", "xcomp"]).find(companion),
    };
    let (body, whole) = (context.is_governed(context.mention(whole.mention)), whole.token);
    let firm = (body || tree.upos(whole) == Upos::Propn) && is_marked(tree, words, whole, WordClass::GenitiveMarker);
    // *Des ventes*: a contraction holds the article.
    let contracted = |child: usize| {
        let case = tree.child_by(child, &["case"]).filter(|_| tree.child_by(child, &["det"]).is_none());
        case.is_some_and(|case| tree.lower(case) != tree.lemma(case))
    };
    let part = |child: usize| {
        let named = words.has(language, WordClass::FirmPart, tree.lemma(child));
        let department = || naming::kind_of(context, sentence, child).is_none() && tree.descends(whole, child);
        child < whole
            && tree.upos(child) == Upos::Noun
            && is_marked(tree, words, child, WordClass::GenitiveMarker)
            && (naming::is_definite(context, sentence, child) || contracted(child))
            && !words.has(language, WordClass::Organ, tree.lemma(child))
            && (named || department())
    };
    firm && post.is_some_and(|post| tree.children_by(post, &["nmod"]).any(part))
}

impl Extraction<'_, '_> {
    /// A reading with the firm in the place of a person who cannot be its subject: *Ann Orr, head of X, claims sales of 3
    /// million* tells the sales of X. Nobody is based in a trade or a town.
    pub(super) fn meant<'r>(
        &self,
        sentence: usize,
        trigger: &Trigger<'_>,
        relation: &Relation,
        reading: &'r Reading,
    ) -> Option<Cow<'r, Reading>> {
        let mention = self.context.mention(reading.subject.mention);
        let person = mention.kind == EntityKind::Person
            && !relation.domain.contains(&EntityKind::Person)
            && !trigger.entry.subject_kinds.contains(&EntityKind::Person);
        if !person || !self.is_told_as_a_person(mention, trigger) || !relation.metric && !relation.is(Nature::Defining)
        {
            return Some(Cow::Borrowed(reading));
        }
        let firm = speakers::affiliation(self.context, reading.subject.mention, sentence).filter(|&firm| {
            let mention = self.context.mention(firm);
            let tree = &self.context.trees[mention.sentence];
            let nominal = |&at: &usize| matches!(tree.upos(at), Upos::Noun | Upos::Propn | Upos::Adj);
            // *Ann Orr, who came from X*: not X.
            let top = tree.ancestors(mention.head).take_while(nominal).last();
            relation.metric && top.is_some_and(|top| tree.relation(top) != "obl")
        })?;
        let subject = Reached { mention: firm, ..reading.subject };
        Some(Cow::Owned(Reading { subject, ..reading.clone() }))
    }

    /// Whether a post stands beside a name, or its verb says what only people do.
    fn is_told_as_a_person(&self, mention: &Mention, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[mention.sentence];
        let lexicon = &self.context.ontology.lexicon;
        // *X, expert en Y*: what the trigger itself says of a name may be said of a firm.
        let own = |at: usize| at == trigger.predicate || trigger.own.contains(&at);
        let post =
            |at: usize| !own(at) && naming::kind_of(self.context, mention.sentence, at) == Some(EntityKind::Person);
        let human = |verb: usize| {
            let mut entries = lexicon.of_lemma(tree.sentence.language, PartOfSpeech::Verb, tree.lemma(verb));
            entries.any(|entry| {
                entry.relation.as_ref() == LEADS
                    && entry.frame == Frame::Transitive
                    && entry.subject_kinds == [EntityKind::Person]
                    && entry.with.is_empty()
            })
        };
        let verb = tree.head(mention.head).filter(|_| tree.relation(mention.head) == "nsubj");
        tree.children_by(mention.head, &["appos"]).any(post) || verb.is_some_and(human)
    }
}

impl Place<'_, '_> {
    /// The readings of a verb whose subject are people, said of the organisation that these work for.
    pub(super) fn through_people(&self, arguments: &Arguments) -> Vec<Reading> {
        let named = self.context.ontology.relations.is(&self.entry.relation, Nature::Delegated);
        let wanted = self.wanted.subject.contains(&EntityKind::Organization);
        if !named || !wanted {
            return Vec::new();
        }
        let mut subjects: Vec<usize> = arguments.subjects.iter().flat_map(|&people| self.employers(people)).collect();
        if subjects.is_empty() {
            subjects.extend(self.at_whom(arguments));
        }
        if subjects.is_empty() {
            return Vec::new();
        }
        let mut found = self.verb(&Arguments { subjects, ..arguments.clone() });
        found.iter_mut().for_each(|reading| reading.subject.confidence *= BY_THINGS);
        found
    }

    /// *Chez X, on utilise Y*: where a pronoun that stands for nobody in particular acts, or where nobody is named who does,
    /// whoever opens the clause behind a marker of place.
    fn at_whom(&self, arguments: &Arguments) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let language = self.entry.language;
        let nobody = |&subject: &usize| {
            tree.upos(subject) == Upos::Pron
                && tree.relation(subject) == "nsubj"
                && !words.has(language, WordClass::Pronoun, tree.lower(subject))
                && !words.has(language, WordClass::RelativePronoun, tree.lower(subject))
        };
        if arguments.subjects.is_empty() != arguments.passive || !arguments.subjects.iter().all(nobody) {
            return None;
        }
        let local = |marker: &str| words.has(language, WordClass::LocativeMarker, marker);
        let firm = |head: usize| {
            self.context
                .mention_at(self.sentence, head)
                .is_some_and(|(index, proper)| proper && self.context.mention(index).kind == EntityKind::Organization)
        };
        let mut at = arguments.obliques.iter().filter(|oblique| oblique.direct && local(&oblique.marker));
        at.find(|oblique| oblique.head < self.predicate && firm(oblique.head)).map(|oblique| oblique.head)
    }

    /// Who the people that a plain noun names work for.
    fn employers(&self, people: usize) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let named = self.context.mention_at(self.sentence, people).is_some_and(|(_, proper)| proper);
        let lemma = tree.lower_lemma(people);
        let lexicon = &self.context.ontology.lexicon;
        let mut entries = lexicon.of_lemma(self.entry.language, PartOfSpeech::Noun, lemma);
        let Some(post) = entries.find(|entry| entry.relation.as_ref() == WORKS_FOR) else {
            return Vec::new();
        };
        // *The former X engineer Y built a plant* built it for another.
        let words = &self.context.ontology.words;
        let former = |child: usize| words.has(self.entry.language, WordClass::Former, tree.lower(child));
        if named || tree.children_by(people, &["amod"]).any(former) {
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
        let behind = around.complements.iter().filter(|oblique| post.has_marker(&oblique.marker));
        behind.map(|oblique| oblique.head).chain(around.owners.iter().copied()).filter(organisation).collect()
    }
}
