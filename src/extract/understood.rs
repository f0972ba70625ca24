//! Organisations that a verb leaves to be understood: *X resigned*, *X will take over as chief executive*, *Y takes a stake as
//! well*.
//!
//! Owns which one that is: whose post the subject says, who raised money last, whom the text is about. Takes the arguments of
//! a verb; gives readings. What the verb itself says is left to `verbs`, the choice among firms to `antecedents`.

use crate::model::{EntityKind, Upos};
use crate::ontology::{Frame, WordClass};

use super::antecedents;
use super::discourse;
use super::frames::{Place, Reading};
use super::naming;
use super::participants::Reached;
use super::predication;
use super::proposition::Arguments;
use super::relations::INVESTS_IN;
use super::rounds;

impl Place<'_, '_> {
    /// *X will take over as chief executive*, *X resigned*: of the organisation that is understood.
    pub(super) fn in_a_post(&self, arguments: &Arguments) -> Vec<Reading> {
        // *X resigned*, *X succeeded Y*: a person before is no organisation.
        let person = |&object: &usize| {
            let reached = self.context.reach(self.sentence, object);
            !reached.is_empty() && reached.iter().all(|it| self.context.mention(it.mention).kind == EntityKind::Person)
        };
        let nobody = self.reach(&arguments.objects, self.wanted.object).is_empty();
        let left_out =
            self.entry.understood && (arguments.objects.iter().all(person) || !self.entry.with.is_empty() && nobody);
        // *Controls 45 % of the market* leaves nothing to be understood, *of the shares* does.
        let words = &self.context.ontology.words;
        let tree = &self.context.trees[self.sentence];
        let said = arguments.obliques.iter().any(|oblique| {
            self.lists(&oblique.marker)
                && !words.has(self.entry.language, WordClass::StakeNoun, tree.lemma(oblique.head))
        });
        if left_out && said && !self.entry.with.is_empty() {
            return Vec::new();
        }
        let token = if left_out { Some(self.predicate) } else { self.bare_post(arguments) };
        let Some(token) = token else { return Vec::new() };
        let mut people = self.reach(&arguments.subjects, self.wanted.subject);
        people.retain(|reached| self.wanted.subject.contains(&self.context.mention(reached.mention).kind));
        if self.entry.with.is_empty() {
            people.retain(|reached| self.context.mention(reached.mention).kind == EntityKind::Person);
        }
        // *X, head of Y, will leave*: where a verb that takes an object has none, only the sentence tells what it is.
        let told = |mention: &usize| {
            self.entry.frame != Frame::Transitive
                || !self.entry.with.is_empty()
                || self.context.mention(*mention).sentence == self.sentence
        };
        let organisation = if left_out && self.entry.relation.as_ref() == INVESTS_IN {
            self.opened_capital(&arguments.subjects)
        } else {
            self.owner_of_post(&arguments.subjects).or_else(|| self.other_firm(&arguments.subjects, token))
        };
        let organisation = organisation.filter(told).map(|mention| Reached { token, ..self.left_out(mention) });
        self.pair_up(&people, organisation.as_slice())
    }

    /// *X makes pumps. Y owns 40 % of the shares*: the firm that is understood at `token`, which nobody among the subjects is.
    fn other_firm(&self, subjects: &[usize], token: usize) -> Option<usize> {
        let acting = self.reach(subjects, &[]);
        let name = |mention: usize| &self.context.mention(mention).name;
        let other = |mention: &usize| acting.iter().all(|it| name(it.mention) != name(*mention));
        let understood = antecedents::understood(self.context, self.sentence, token).filter(other);
        let topic = || discourse::sole_topic(self.context).filter(other);
        let before = || antecedents::of_post(self.context, self.sentence, self.predicate).filter(other);
        understood.or_else(topic).or_else(before)
    }

    /// *Its president, Ann Orr, will step down*: whose post the subject says.
    fn owner_of_post(&self, subjects: &[usize]) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let possessive = |&at: &usize| words.has(tree.sentence.language, WordClass::Possessive, tree.lower(at));
        let mut owners = subjects.iter().filter_map(|&post| {
            let own = tree.children(post).iter().copied().find(possessive)?;
            antecedents::of_possessive(self.context, self.sentence, own)
        });
        owners.find(|&owner| self.context.mention(owner).kind == EntityKind::Organization)
    }

    /// *X raises 3 million. Y, advised by Z, takes a stake as well*: in whom one invests who is named before, the last to
    /// raise money, the one understood or whom the text is about, but nobody in the phrase of who invests.
    fn opened_capital(&self, subjects: &[usize]) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let invests = |mention: &usize| {
            let mention = self.context.mention(*mention);
            mention.sentence == self.sentence && subjects.iter().any(|&subject| tree.descends(mention.head, subject))
        };
        let raiser = rounds::last_raiser(self.context, self.sentence, self.predicate, rounds::BACK);
        let understood = || antecedents::understood(self.context, self.sentence, self.predicate);
        let other = |mention: &usize| !invests(mention);
        let told = raiser.map(|raiser| raiser.mention).filter(other);
        told.or_else(|| understood().filter(other)).or_else(|| discourse::topic(self.context).filter(other))
    }

    /// *Steps down as head of sales at X*: where the post behind the verb is held, where the entry's verb is one for
    /// people and firms.
    pub(super) fn held_at(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let employs =
            self.wanted.subject == [EntityKind::Person] && self.wanted.object.contains(&EntityKind::Organization);
        let post = tree.children(self.predicate).iter().copied().find(|&child| {
            child > self.predicate
                && !matches!(tree.upos(child), Upos::Propn | Upos::Verb)
                && predication::marker(tree, words, child).is_some()
        });
        let Some(post) = post.filter(|_| employs) else { return Vec::new() };
        let held = |child: &usize| {
            tree.marker(*child).is_some_and(|marker| {
                [WordClass::GenitiveMarker, WordClass::LocativeMarker]
                    .iter()
                    .any(|&class| words.has(self.entry.language, class, &marker))
            })
        };
        tree.children_by(post, &["nmod", "obl"]).filter(held).collect()
    }

    /// The post behind *as* that says no organisation, where the entry's frame wants one.
    fn bare_post(&self, arguments: &Arguments) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let bare = |token: usize| tree.children_by(token, &["nmod", "compound", "appos"]).next().is_none();
        let employs =
            self.entry.frame == Frame::Prepositional && self.wanted.object.contains(&EntityKind::Organization);
        // *Serves as treasurer of*: where the entry's markers name posts, it is one of them.
        let named = |marker: &str, post: &str| {
            let mut posts =
                self.entry.markers.iter().filter_map(|it| it.strip_prefix(marker)?.strip_prefix(' ')).peekable();
            posts.peek().is_none() || posts.any(|words| words.split(' ').next() == Some(post))
        };
        let post = arguments.obliques.iter().find(|oblique| {
            words.has(self.entry.language, WordClass::PredicativeMarker, &oblique.marker)
                && named(&oblique.marker, tree.lower_lemma(oblique.head))
                && naming::kind_of(self.context, self.sentence, oblique.head) == Some(EntityKind::Person)
                && bare(oblique.head)
        });
        // *Works as a consultant for a builder*: who goes without a name is not understood.
        let elsewhere = arguments.obliques.iter().any(|oblique| oblique.direct && self.lists(&oblique.marker));
        post.filter(|_| employs && !elsewhere).map(|post| post.head)
    }
}
