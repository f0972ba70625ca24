//! Organs that act for their organisation: *the board of X*, *its engineers*, *X's creditors*.
//!
//! Owns whose organ a noun names, and when an organ acts for itself or is itself what is bought or sold. Takes
//! the head of a phrase, gives the owner; `participants` decides when to ask.

use crate::model::{EntityKind, Number, Upos};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::antecedents;
use super::complements::is_marked;
use super::context::Context;
use super::naming;
use super::nominal;
use super::proposition;
use super::relations::{ACQUIRES, FOUNDS, LEADS};

/// What an organ is that may be bought or used apart from who has it.
const THING: &str = "thing";

/// What an organ is that one person has.
const HELD: &str = "held";

impl Context<'_> {
    /// The organisation that an organ acts for: *the board of X*, *X's engineers*.
    pub(super) fn organ_of(&self, sentence: usize, head: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let words = &self.ontology.words;
        let language = tree.sentence.language;
        let form = tree.lower(head);
        if !words.has(language, WordClass::Organ, form) && !words.has(language, WordClass::Organ, tree.lemma(head)) {
            return None;
        }
        if self.acts_for_itself(sentence, head) {
            return None;
        }
        // *Un poste d'ingénieur chez X* is open to anybody, *son poste* is somebody's.
        let owned = || {
            let article = |&child: &usize| words.has(language, WordClass::Possessive, tree.lower(child));
            naming::is_definite(self, sentence, head) || tree.children(head).iter().any(article)
        };
        if self.is_traded(sentence, head) || words.value(language, WordClass::Organ, form) == Some(HELD) && !owned() {
            return None;
        }
        let genitive = |child: usize| is_marked(tree, words, child, WordClass::GenitiveMarker);
        let owners = |head: usize| {
            tree.children(head).iter().copied().filter(|&child| {
                tree.full_relation(child) == "nmod:poss" && tree.upos(child) != Upos::Pron
                    || tree.relation(child) == "nmod" && genitive(child)
            })
        };
        // *The supervisory board of X* may hang X on an inner noun, and the noun itself may describe it: *of the group X*.
        let named = |child: usize| {
            self.mention_at(sentence, child).is_some_and(|(_, proper)| proper)
                || naming::beside(self, sentence, child).is_some()
        };
        let mut own = owners(head).collect::<Vec<_>>();
        own.extend(owners(head).flat_map(owners).collect::<Vec<_>>());
        // *Funds advised by X*, *vehicles controlled by X*; but *le groupe, dont X possède 31 %*, is not X's organ, nor is
        // *le groupe de Lille* that of a town.
        let house = words.has(language, WordClass::AnyFirm, tree.lemma(head));
        let clauses = tree.children_by(head, &["acl"]).filter(|_| !house);
        own.extend(clauses.flat_map(|child| proposition::arguments(tree, words, child).subjects));
        own.extend(nominal::possessed_by_relative(tree, words, head));
        let town = |child: usize| house && naming::is_town(self, sentence, child);
        let whose = own.iter().copied().find(|&child| named(child) && !town(child));
        // *La capacité de l'usine de Lille*: of the site, where only a place says which.
        let kind = |child: usize| self.mention_at(sentence, child).map(|(index, _)| self.mention(index).kind);
        let site = || own.iter().copied().find(|&child| kind(child) == Some(EntityKind::Facility));
        let placed = whose.is_some_and(|at| kind(at) == Some(EntityKind::Place));
        if placed { site().or(whose) } else { whose }
    }

    /// *Former engineers of X*, *two engineers of X*, *des ingénieurs de X*: who was part of a firm, or some that it has, do not act for it.
    fn acts_for_itself(&self, sentence: usize, head: usize) -> bool {
        let tree = &self.trees[sentence];
        let words = &self.ontology.words;
        let language = tree.sentence.language;
        let former = |at: usize| {
            words.has(language, WordClass::Former, tree.lower(at))
                || words.has(language, WordClass::Former, tree.lemma(at))
        };
        let people = || matches!(naming::kind_of(self, sentence, head), Some(EntityKind::Person | EntityKind::Group));
        let possessive = |at: usize| words.has(language, WordClass::Possessive, tree.lower(at));
        let plural = tree.token(head).morph.number == Some(Number::Plur);
        let some =
            || tree.has_child(head, "nummod") || plural && tree.children_by(head, &["det"]).any(|at| !possessive(at));
        tree.children_by(head, &["amod"]).any(former)
            || some() && people() && !naming::is_definite(self, sentence, head)
    }

    /// Who buys a division of X does not buy X.
    pub(super) fn is_traded(&self, sentence: usize, head: usize) -> bool {
        let tree = &self.trees[sentence];
        let words = &self.ontology.words;
        let organ = |word: &str| words.value(tree.sentence.language, WordClass::Organ, word);
        let thing = organ(tree.lower(head)).or_else(|| organ(tree.lemma(head))) == Some(THING);
        // *Sells some of its stores*, *the purchase of X's stores*.
        let some = |above: &usize| matches!(tree.upos(*above), Upos::Pron | Upos::Det | Upos::Num);
        let act = |above: usize| {
            let lexicon = &self.ontology.lexicon;
            let mut entries = lexicon.starting_with(tree.sentence.language, PartOfSpeech::Noun, tree.lemma(above));
            entries.any(|entry| entry.frame == Frame::ActionNoun && entry.relation.as_ref() == ACQUIRES)
        };
        let above = tree.head(head).filter(|_| tree.relation(head) == "nmod");
        let traded = |at: usize| matches!(tree.full_relation(at), "obj" | "nsubj:pass");
        thing && (traded(head) || above.filter(some).is_some_and(traded) || above.is_some_and(act))
    }

    /// The organisation whose organ a possessive names: *its board*, *their engineers*.
    pub(super) fn organ_of_it(&self, sentence: usize, head: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let words = &self.ontology.words;
        let language = tree.sentence.language;
        let form = tree.lower(head);
        let organ =
            words.has(language, WordClass::Organ, form) || words.has(language, WordClass::Organ, tree.lemma(head));
        let organ = organ && !self.is_traded(sentence, head) && !self.acts_for_itself(sentence, head);
        let possessive = tree
            .children(head)
            .iter()
            .copied()
            .find(|&child| words.has(language, WordClass::Possessive, tree.lower(child)));
        let owner = match possessive {
            Some(possessive) => antecedents::of_possessive(self, sentence, possessive).filter(|_| organ)?,
            None if organ && self.acts_alone(sentence, head) => antecedents::understood(self, sentence, head)?,
            None => return None,
        };
        (self.mention(owner).kind == EntityKind::Organization).then_some(owner)
    }

    /// *Its supervisory board*, *ses deux codirecteurs généraux*: whether a noun is what a firm has and no person: an organ, or the
    /// post of who leads or has founded it.
    pub(super) fn belongs_to_a_firm(&self, sentence: usize, noun: usize) -> bool {
        let tree = &self.trees[sentence];
        let (words, lexicon) = (&self.ontology.words, &self.ontology.lexicon);
        let language = tree.sentence.language;
        // *Son successeur* is a person's, who came before.
        let follows = words.has(language, WordClass::SuccessionNoun, tree.lemma(noun));
        let post = || {
            let mut entries = lexicon.starting_with(language, PartOfSpeech::Noun, tree.lemma(noun));
            entries
                .any(|entry| [LEADS, FOUNDS].contains(&entry.relation.as_ref()) && tree.phrase_at(noun, &entry.lemma))
        };
        words.has(language, WordClass::GoverningBody, tree.lemma(noun)) || !follows && post()
    }

    /// *The board has chosen X*: one organ that the text takes as known, without a word of whose it is, does something.
    fn acts_alone(&self, sentence: usize, head: usize) -> bool {
        let tree = &self.trees[sentence];
        let modified = tree.children_by(head, &["nmod", "acl", "appos", "amod", "compound", "flat"]).next().is_some();
        tree.full_relation(head) == "nsubj"
            && tree.token(head).morph.number != Some(Number::Plur)
            && !modified
            && naming::kind_of(self, sentence, head) != Some(EntityKind::Organization)
            && naming::is_definite(self, sentence, head)
    }
}
