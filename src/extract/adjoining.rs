//! Owners that stand beside a relational noun without a word that ties them: *X and parent Y*, *Ann Orr, chief
//! executive, X*.
//!
//! Owns the ways that place alone says it: a bare noun and its name joined to the owner, an owner set off by a comma
//! behind a post, and two posts between a firm and a person. Takes a relational noun at its place; asked once its
//! complements and possessors say nothing.

use crate::model::{EntityKind, Mention, Upos};
use crate::ontology::{Typology, WordClass};

use super::frames::Place;
use super::naming;
use super::participants::Reached;

/// How sure an owner is that only its place tells.
const BY_PLACE: f32 = 0.8;

impl Place<'_, '_> {
    /// *X and parent Y*, *X and chief executive Ann Orr*: a bare noun before a name that a conjunction joins to another
    /// name is one of that name's. With an article it would be a noun of its own.
    pub(super) fn joined_owner(&self, said: &[Reached]) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        let start = self.own.start.min(self.predicate);
        let describes = said.iter().any(|said| {
            let name = self.context.mention(said.mention);
            name.proper && name.sentence == self.sentence && name.tokens.start == self.own.end.max(self.predicate + 1)
        });
        let conjunction = start.checked_sub(1).filter(|&before| describes && tree.upos(before) == Upos::Cconj)?;
        // *Kelpin bought X and partner Y bought Z*: what joins clauses joins no names.
        let clause = tree.head(conjunction).is_some_and(|joined| matches!(tree.upos(joined), Upos::Verb | Upos::Aux));
        self.firm(|name| !clause && name.tokens.end == conjunction)
    }

    /// *Ann Orr, senior vice president, sales and marketing, X,*: behind the comma of a post, and of what it is a post for,
    /// a firm alone up to the next comma or the end.
    pub(super) fn set_off_owner(&self, said: &[Reached]) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        let form = |at: usize| tree.token(at).form.as_ref();
        let before = |said: &Reached| {
            let person = self.context.mention(said.mention);
            person.proper
                && person.sentence == self.sentence
                && person.tokens.end < self.predicate
                && form(person.tokens.end) == ","
        };
        if !said.iter().any(before) {
            return None;
        }
        for at in self.own.end.max(self.predicate + 1)..tree.len() {
            let inside = matches!(tree.upos(at), Upos::Noun | Upos::Adj | Upos::Cconj | Upos::Adp | Upos::Det)
                || matches!(form(at), "," | "&");
            if form(at - 1) == ","
                && let Some(firm) = self.firm(|name| name.tokens.start == at)
            {
                let end = self.context.mention(firm.mention).tokens.end;
                let closed = end >= tree.len() || tree.upos(end) == Upos::Punct;
                return closed.then_some(firm);
            }
            if !inside {
                return None;
            }
        }
        None
    }

    /// *Le délégué X, Paul Orr,*, *Paul Orr, responsable logistique X*: in a language whose names stand behind their nouns, a
    /// firm right behind a post and what it is a post for.
    pub(super) fn firm_behind_post(&self) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        if !self.context.ontology.words.is(self.entry.language, Typology::HeadInitial) {
            return None;
        }
        let end = self.own.end.max(self.predicate + 1);
        let tells =
            |&at: &usize| matches!(tree.upos(at), Upos::Adj | Upos::Noun) && tree.head(at) == Some(self.predicate);
        let start = end + (end..tree.len()).take_while(tells).count();
        let firm = self.firm(|name| name.tokens.start == end || name.tokens.start == start)?;
        tree.descends(firm.token, self.predicate).then_some(firm)
    }

    /// *X founder and chief executive Ann Orr*: before the first of two posts that a conjunction joins stands whose both are.
    pub(super) fn owner_before_posts(&self) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        let start = self.own.start.min(self.predicate);
        let conjunction = start.checked_sub(1).filter(|&before| tree.upos(before) == Upos::Cconj)?;
        // *Talks and chief executive Ann Orr*: what stands before the conjunction is a post as well.
        let post = |at: usize| naming::kind_of(self.context, self.sentence, at) == Some(EntityKind::Person);
        let conjunction = Some(conjunction).filter(|&at| at > 0 && post(at - 1))?;
        let first = conjunction - (0..conjunction).rev().take_while(|&at| self.is_part_of_post(at)).count();
        let clitic = first.checked_sub(1).filter(|&at| tree.upos(at) == Upos::Part);
        let end = clitic.unwrap_or(first);
        // *Former X engineer and founder Ann Orr*: the firm of the first post is not that of the second.
        let words = &self.context.ontology.words;
        let former = |name: &Mention| {
            let before = name.tokens.start.checked_sub(1).map(|before| tree.lower(before));
            before.is_some_and(|before| words.has(self.entry.language, WordClass::Former, before))
        };
        self.firm(|name| first < conjunction && name.tokens.end == end && !former(name))
    }

    /// *X founder and chief executive Ann Orr*: behind the second of two posts that a conjunction joins stands who has both.
    pub(super) fn name_behind_posts(&self) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        let conjunction = self.own.end.max(self.predicate + 1);
        let joins = conjunction < tree.len() && tree.upos(conjunction) == Upos::Cconj;
        let second = conjunction + 1;
        let end = second + (second..tree.len()).take_while(|&at| joins && self.is_part_of_post(at)).count();
        let person = |at: usize| naming::kind_of(self.context, self.sentence, at) == Some(EntityKind::Person);
        let post = (second..end).any(person);
        let mut names = self.context.mentions(self.sentence).filter(|_| post);
        let (mention, name) =
            names.find(|(_, name)| name.proper && name.kind == EntityKind::Person && name.tokens.start == end)?;
        Some(Reached { mention, token: name.head, confidence: BY_PLACE })
    }

    /// Whether a word may be part of a post, and of no name.
    fn is_part_of_post(&self, at: usize) -> bool {
        let tree = &self.context.trees[self.sentence];
        let named = self.context.mention_at(self.sentence, at).is_some_and(|(_, proper)| proper);
        matches!(tree.upos(at), Upos::Noun | Upos::Adj) && !named
    }

    /// The name of an organisation in the sentence whose place is as wanted.
    fn firm(&self, stands: impl Fn(&Mention) -> bool) -> Option<Reached> {
        let mut names = self.context.mentions(self.sentence);
        let (mention, name) =
            names.find(|(_, name)| name.proper && name.kind == EntityKind::Organization && stands(name))?;
        Some(Reached { mention, token: name.head, confidence: BY_PLACE })
    }
}
