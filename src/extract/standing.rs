//! What a trigger makes of a statement's status, beyond what its clause says.
//!
//! Owns what the nature of a relation adds: deals that are announced or under way, posts that are over, offers that are
//! turned down. Leaves mood, tense and negation to `status`.

use crate::model::analysis::MeasureKind;
use crate::model::{Status, Tense, Upos, VerbForm};
use crate::ontology::{Frame, Nature, PartOfSpeech, WordClass, Words};

use super::companions;
use super::complements::is_marked;
use super::frames::Reading;
use super::predication;
use super::reaching;
use super::relations::{
    CONTRACTS_WITH, DEVELOPS, JOINS, LEAVES, OWNS_STAKE_IN, PARTNERS_WITH, PRICE_CHANGE, SUES, SUPPLIES,
};
use super::statements::Extraction;
use super::status;
use super::tree::Tree;
use super::triggers::Trigger;

impl Extraction<'_, '_> {
    /// Whether what the trigger says is a fact; `None` when it states nothing.
    pub(super) fn status(&self, sentence: usize, trigger: &Trigger<'_>, reading: &Reading) -> Option<Status> {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let (entry, predicate) = (trigger.entry, trigger.predicate);
        if self.is_over(sentence, trigger) {
            return Some(Status::Cancelled);
        }
        let describes = matches!(
            entry.frame,
            Frame::RelationalNoun | Frame::RelationalNounInverse | Frame::ClassNoun | Frame::Attributive
        );
        if entry.frame == Frame::Counted {
            let verb = reading.support_verb.unwrap_or(predicate);
            let said = status::of(tree, words, verb, entry.status)?;
            // *Has cancelled an order for 30 jets*, *plans the closure of 30 stores*: of what is given up the count is too, and
            // of what is done to the counted things.
            let own = status::of(tree, words, predicate, entry.status)?;
            let follows = own == Status::Cancelled || status::is_of_act(tree, words, predicate);
            return Some(if follows { said.max(own) } else { said });
        }
        // *Le projet d'usine à X est abandonné*: where it was to stand.
        if entry.frame == Frame::Location && status::is_intended(tree, words, predicate) {
            let done = tree.head(predicate).and_then(|plan| status::completion(tree, words, plan));
            return status::of(tree, words, done.unwrap_or(predicate), None);
        }
        if matches!(entry.frame, Frame::Location | Frame::Rated)
            && let Some(said) = status::in_the_making(tree, words, predicate)
        {
            return Some(said);
        }
        if entry.part_of_speech == PartOfSpeech::Construction {
            return Some(Status::Completed);
        }
        if describes {
            let said = status::of_description(tree, words, predicate, entry.status)?;
            // *Is not leaving as chief executive of X*: who does not leave a post holds it.
            if matches!(said, Status::Planned | Status::Denied) && self.is_given_up(sentence, trigger) {
                return Some(Status::Completed);
            }
            let left = self.has_left(sentence, trigger);
            if left && said == Status::Denied {
                return Some(Status::Completed);
            }
            let ceased = !left && said == Status::Completed && self.has_ceased(sentence, trigger);
            return Some(if ceased { self.over(trigger) } else { said });
        }
        // *A inauguré son projet d'usine*: what is done is no plan.
        let plan = entry.part_of_speech == PartOfSpeech::Noun && entry.status == Some(Status::Planned);
        if let Some(done) = status::completion(tree, words, predicate).filter(|_| plan) {
            return status::of(tree, words, done, None);
        }
        if entry.frame == Frame::MeasureNoun
            && let Some(said) = status::set_off(tree, words, predicate)
        {
            return Some(said);
        }
        if self.is_held_until_sold(sentence, trigger) || self.is_a_whole(sentence, trigger) {
            return Some(Status::Completed);
        }
        let implied = if self.is_ended(sentence, trigger) { Some(Status::Cancelled) } else { entry.status };
        // *Making it the second-largest holder*: who is made something is not what is made.
        if entry.relation.as_ref() == DEVELOPS && entry.with.is_empty() && self.has_a_predicate(sentence, predicate) {
            return None;
        }
        let said = status::of(tree, words, predicate, implied)?;
        // *Has terminated the deal that binds it to X*: with what is given up goes what it did.
        let clause = tree.full_relation(predicate) == "acl:relcl" && !entry.with.is_empty();
        let bond = companions::antecedent(self.context, tree, predicate).filter(|_| clause);
        if bond.is_some_and(|bond| status::of(tree, words, bond, None) == Some(Status::Cancelled)) {
            return Some(Status::Cancelled);
        }
        let said = match said {
            // *Is not to be confused with*: what an entry gives for a fact stands with its negation.
            _ if entry.status == Some(Status::Completed) => Status::Completed,
            // *Ne fait plus partie de X*: who has left.
            Status::Denied | Status::Completed if self.has_left(sentence, trigger) => Status::Completed,
            // *The share gave up 3 %*: a figure that falls is not given up.
            Status::Cancelled if entry.relation.as_ref() == PRICE_CHANGE => Status::Completed,
            // *The court rejected the claim of X against Y*: X has sued all the same.
            Status::Denied if entry.relation.as_ref() == SUES && self.is_turned_down(sentence, trigger) => {
                Status::Completed
            }
            Status::Denied if self.is_turned_down(sentence, trigger) => Status::Cancelled,
            Status::Completed if self.is_under_way(sentence, trigger) => Status::Planned,
            Status::Completed if self.has_ceased(sentence, trigger) => self.over(trigger),
            Status::Rumoured if self.is_able(sentence, trigger) => Status::Completed,
            said => said,
        };
        match reading.support_verb {
            Some(verb) if !tree.descends(predicate, verb) => {
                Some(said.max(status::of(tree, words, verb, entry.status)?))
            }
            _ => Some(said),
        }
    }

    /// *The plant can produce 300,000 cars a year*: what somebody is able to is a figure they have, not a guess.
    fn is_able(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let modal = tree.child_by(trigger.predicate, &["aux"]).or_else(|| tree.head(trigger.predicate));
        let able = modal.is_some_and(|modal| words.has(tree.sentence.language, WordClass::Ability, tree.lower(modal)));
        let metric = self.context.ontology.relations.get(&trigger.entry.relation).is_some_and(|relation| {
            let counts = |kind: &MeasureKind| matches!(kind, MeasureKind::Count | MeasureKind::Power);
            relation.metric && relation.measures.iter().any(counts)
        });
        able && metric && trigger.entry.frame == Frame::Measure
    }

    /// What becomes of a relation that is said to hold no more: a post once held is told all the same, one that is told as
    /// held now is over, anything else is not so.
    fn over(&self, trigger: &Trigger<'_>) -> Status {
        let is = |nature| self.context.ontology.relations.is(&trigger.entry.relation, nature);
        match (is(Nature::Current), is(Nature::Post)) {
            (true, _) => Status::Cancelled,
            (false, true) => Status::Completed,
            (false, false) => Status::Denied,
        }
    }

    /// Whether adverbs of the predicate say that it is so no more, which an entry does not take for its own words.
    fn has_ceased(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        ceasing(tree, words, trigger.predicate).any(|form| {
            let last = form.rsplit(' ').next().unwrap_or_default();
            !trigger.entry.with.iter().any(|companion| companion.split(' ').any(|word| word == last))
        })
    }

    /// *Is no longer a member of X*: whether a membership is over, which is said as leaving it.
    pub(super) fn has_left(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        // *No longer joins X* says nothing of a membership before.
        let member = trigger.entry.part_of_speech == PartOfSpeech::Noun || !trigger.entry.with.is_empty();
        trigger.entry.relation.as_ref() == JOINS && member && self.has_ceased(sentence, trigger)
    }

    /// *Will step down as chief executive of X*: whether a post is the one that the verb before it leaves.
    pub(super) fn is_given_up(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[sentence];
        let post = self.context.ontology.relations.is(&trigger.entry.relation, Nature::Post);
        let marked = predication::marker(tree, &self.context.ontology.words, trigger.predicate).is_some();
        tree.head(trigger.predicate).filter(|_| post && marked).is_some_and(|verb| {
            let lexicon = &self.context.ontology.lexicon;
            let mut entries = lexicon.starting_with(trigger.entry.language, PartOfSpeech::Verb, tree.lemma(verb));
            entries.any(|entry| entry.relation.as_ref() == LEAVES && tree.phrase_at(verb, &entry.lemma))
        })
    }

    /// *Plans to sell its stake in X*, *denies selling it*: what somebody has yet to sell is theirs.
    fn is_held_until_sold(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let stake =
            trigger.entry.relation.as_ref() == OWNS_STAKE_IN && trigger.entry.part_of_speech == PartOfSpeech::Noun;
        let above = tree.head(trigger.predicate).filter(|_| matches!(tree.relation(trigger.predicate), "obj" | "nmod"));
        let sold =
            above.filter(|&above| stake && words.has(tree.sentence.language, WordClass::Disposing, tree.lemma(above)));
        // *Would have sold*: hearsay of a sale is no holding.
        let past = |verb: usize| tree.token(verb).morph.verb_form == Some(VerbForm::Part);
        sold.is_some_and(|sold| {
            let said = status::of(tree, words, sold, None);
            said.is_some_and(|said| said != Status::Completed && !(said == Status::Rumoured && past(sold)))
        })
    }

    /// *Will cut 10% of its 2,000 staff*: whether a figure is the whole that a share is taken of.
    fn is_a_whole(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let noun = trigger.predicate;
        let whose = tree
            .children_by(noun, &["det", "nmod"])
            .any(|child| words.has(tree.sentence.language, WordClass::Possessive, tree.lower(child)));
        let part = tree.head(noun).filter(|_| {
            trigger.entry.frame == Frame::MeasureNoun
                && whose
                && is_marked(tree, words, noun, WordClass::GenitiveMarker)
        });
        let share = |part: usize| {
            let mut measures = self.context.measures(sentence).iter();
            measures.any(|measure| measure.kind == MeasureKind::Percent && measure.tokens.contains(&part))
        };
        part.is_some_and(share)
    }

    /// Whether a verb has a nominal predicate beside its object.
    fn has_a_predicate(&self, sentence: usize, verb: usize) -> bool {
        let tree = &self.context.trees[sentence];
        let nominal = |at: usize| tree.upos(at) == Upos::Noun;
        tree.upos(verb) == Upos::Verb
            && tree.child_by(verb, &["obj"]).is_some()
            && tree.children_by(verb, &["xcomp"]).any(nominal)
    }

    /// Whether a post is no longer held: *the former chief executive of X*.
    fn is_over(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        let current = self.context.ontology.relations.is(&trigger.entry.relation, Nature::Current);
        current && trigger.entry.part_of_speech == PartOfSpeech::Noun && self.is_former(sentence, trigger)
    }

    /// Whether a word beside the noun of a trigger says that it is so no more.
    pub(super) fn is_former(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let former = |token: usize| {
            let form = tree.lower(token);
            words.has(tree.sentence.language, WordClass::Former, form)
        };
        let before = trigger.own.start.checked_sub(1);
        tree.children_by(trigger.predicate, &["amod", "compound", "advmod"]).any(former) || before.is_some_and(former)
    }

    /// Whether a deal that takes a closing is only announced or on its way: *X announces the purchase of Y*, *X is
    /// buying Y*.
    fn is_under_way(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        let predicate = trigger.predicate;
        if !self.context.ontology.relations.is(&trigger.entry.relation, Nature::Closing) {
            return false;
        }
        if trigger.entry.part_of_speech == PartOfSpeech::Noun {
            let above = tree.head(predicate).filter(|_| matches!(tree.relation(predicate), "obj" | "nsubj"));
            return above.is_some_and(|verb| words.has(language, WordClass::AnnouncingVerb, tree.lemma(verb)));
        }
        // A present participle, as some models call it.
        let form = tree.token(predicate).morph;
        let present = form.verb_form == Some(VerbForm::Part) && form.tense == Some(Tense::Pres);
        let gerund = present || form.verb_form == Some(VerbForm::Ger);
        let progress = |token: usize| words.has(language, WordClass::Progress, tree.lemma(token));
        // *X is being bought by Y*.
        let lasts = |aux: usize| tree.token(aux).morph.verb_form == Some(VerbForm::Ger);
        gerund && tree.child_by(predicate, &["aux"]).is_some()
            || tree.children_by(predicate, &["aux"]).any(lasts)
            || tree.head(predicate).is_some_and(progress)
                && tree.marker(tree.head(predicate).unwrap_or(predicate)).is_some()
    }

    /// *X is exiting its deal with Y*, *X quits its partnership with Y*: whether the noun for a deal is what a verb of ending has
    /// for its object.
    fn is_ended(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let binds = matches!(trigger.entry.frame, Frame::MutualNoun | Frame::DirectedNoun | Frame::DirectedNounInverse)
            && [CONTRACTS_WITH, PARTNERS_WITH, SUPPLIES].contains(&trigger.entry.relation.as_ref());
        let verb = tree.head(trigger.predicate).filter(|_| binds && tree.relation(trigger.predicate) == "obj");
        verb.is_some_and(|verb| words.has(tree.sentence.language, WordClass::EndingVerb, tree.lemma(verb)))
    }

    /// Whether a noun is what its clause's subject undergoes and says no to: an offer that is rejected is no more.
    fn is_turned_down(&self, sentence: usize, trigger: &Trigger<'_>) -> bool {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let undergoes = |token| reaching::is_of_undergoing(tree, words, token);
        trigger.entry.part_of_speech == PartOfSpeech::Noun && tree.ancestors(trigger.predicate).skip(1).any(undergoes)
    }
}

/// *No longer uses X*, *n'exploite plus X*: the adverbs of a predicate that say that it is so no more. Before a relative
/// word they restrict: *n'emploie plus que 300 personnes*.
pub(super) fn ceasing<'w>(tree: &Tree<'_>, words: &'w Words, predicate: usize) -> impl Iterator<Item = &'w str> {
    let language = tree.sentence.language;
    let verbs = std::iter::once(predicate).chain(tree.children_by(predicate, &["aux", "cop"]));
    let own: Vec<usize> = verbs.flat_map(|verb| tree.children_by(verb, &["advmod"]).collect::<Vec<_>>()).collect();
    let inner = own.iter().flat_map(|&adverb| tree.children_by(adverb, &["advmod"]).collect::<Vec<_>>());
    let adverbs: Vec<usize> = own.iter().copied().chain(inner).collect();
    let at = |word: &str| adverbs.iter().copied().find(|&at| tree.lemma(at) == word || tree.lower(at) == word);
    let restricts =
        |at: usize| at + 1 < tree.len() && words.has(language, WordClass::RelativePronoun, tree.lower(at + 1));
    let said = |form: &str| {
        let found: Option<Vec<usize>> = form.split(' ').map(at).collect();
        found.is_some_and(|found| !found.into_iter().any(restricts))
    };
    let forms = words.of(language, WordClass::Cessation).map(|(form, _)| form);
    forms.filter(|form| said(form)).collect::<Vec<_>>().into_iter()
}
