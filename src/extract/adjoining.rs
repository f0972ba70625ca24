//! Owners that stand beside a relational noun without a word that ties them: *X and parent Y*, *Ann Orr, chief
//! executive, X*.
//!
//! Owns the two ways that place alone says it: a bare noun and its name joined to the owner, and an owner set off by a comma
//! behind a post. Takes a relational noun at its place; asked once its complements and possessors say nothing.

use crate::model::{EntityKind, Mention, Upos};

use super::frames::Place;
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
        self.firm(|name| name.tokens.end == conjunction)
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

    /// The name of an organisation in the sentence whose place is as wanted.
    fn firm(&self, stands: impl Fn(&Mention) -> bool) -> Option<Reached> {
        let mut names = self.context.mentions(self.sentence);
        let (mention, name) =
            names.find(|(_, name)| name.proper && name.kind == EntityKind::Organization && stands(name))?;
        Some(Reached { mention, token: name.head, confidence: BY_PLACE })
    }
}
