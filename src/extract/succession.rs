//! Who held a post before: *X becomes chief executive of Y, succeeding Z*.
//!
//! Owns the step from the post of who comes to the post of who goes. Takes the statements of a sentence; gives those of
//! the predecessors besides.

use crate::model::{EntityKind, Participant, Statement, Status};
use crate::ontology::WordClass;

use super::proposition::{self, Oblique};
use super::relations::LEADS;
use super::statements::Extraction;
use super::status;

/// A verb of succession with who comes and who goes.
struct Succession {
    verb: usize,
    heir: usize,
    predecessor: usize,
}

impl Extraction<'_, '_> {
    /// The statements with those that a verb of succession makes of the one who held the post before.
    pub(super) fn with_predecessors(
        &self,
        sentence: usize,
        mut statements: Vec<Statement<Participant>>,
    ) -> Vec<Statement<Participant>> {
        for Succession { verb, heir, predecessor } in self.successions(sentence) {
            let name = &self.context.mention(heir).name;
            let gone = &self.context.mention(predecessor).name;
            let of_gone = |statement: &Statement<Participant>| {
                statement.relation.as_ref() == LEADS && statement.subject.name.as_str() == &**gone
            };
            // *Will succeed X as chief executive*: X has been that whatever the verb says.
            for held in statements.iter_mut().filter(|statement| of_gone(statement)) {
                held.status = Status::Completed;
            }
            let of_heir = |statement: &&Statement<Participant>| {
                statement.relation.as_ref() == LEADS && statement.subject.name.as_str() == &**name
            };
            // *X becomes chief executive of Y. She succeeds Z*.
            let before = || {
                let earlier = self.sentence(sentence.checked_sub(1)?);
                let post = earlier.iter().find(of_heir)?.clone();
                Some(Statement { evidence: self.evidence(sentence), ..post })
            };
            let held = statements.iter().find(|statement| of_gone(statement)).cloned();
            let Some(post) = statements.iter().find(of_heir).cloned().or_else(before) else {
                // *X, chief executive of Y, was replaced by Z*.
                statements.extend(held.and_then(|held| self.taken_over(sentence, held, (verb, heir))));
                continue;
            };
            let head = self.context.mention(predecessor).head;
            let subject = self.participant(predecessor, head, sentence, &[EntityKind::Person]);
            let known =
                statements.iter().any(|other| other.subject.name == subject.name && other.relation == post.relation);
            if !known {
                statements.push(Statement { subject, status: Status::Completed, time: None, value: None, ..post });
            }
        }
        statements
    }

    /// The post of who goes, said of who comes.
    fn taken_over(
        &self,
        sentence: usize,
        held: Statement<Participant>,
        (verb, heir): (usize, usize),
    ) -> Option<Statement<Participant>> {
        let status = status::of(&self.context.trees[sentence], &self.context.ontology.words, verb, None)?;
        let subject = self.participant(heir, self.context.mention(heir).head, sentence, &[EntityKind::Person]);
        Some(Statement { subject, status, time: None, value: None, ..held })
    }

    /// Who comes and who goes, for each verb of succession.
    fn successions(&self, sentence: usize) -> Vec<Succession> {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        let succeeds = |&token: &usize| {
            let phrase = format!(
                "{} {}",
                tree.lemma(token),
                if token + 1 < tree.len() { tree.lower(token + 1) } else { String::new() }
            );
            words.has(language, WordClass::SuccessionVerb, tree.lemma(token))
                || words.has(language, WordClass::SuccessionVerb, &phrase)
        };
        let person = |heads: &[usize]| {
            let reached = heads.iter().flat_map(|&head| self.context.reach(sentence, head));
            let people = reached.filter(|it| self.context.mention(it.mention).kind == EntityKind::Person);
            people.map(|it| it.mention).find(|&mention| self.context.mention(mention).proper)
        };
        let pair = |verb: usize| {
            let clause = proposition::arguments(tree, words, verb);
            // *Succéder à X*: the verb may say which marker its predecessor has.
            let own = words.value(language, WordClass::SuccessionVerb, tree.lemma(verb)).filter(|own| !own.is_empty());
            let marked = |it: &&Oblique| {
                own.is_some_and(|own| own == it.marker) || words.has(language, WordClass::SourceMarker, &it.marker)
            };
            let from = clause.obliques.iter().filter(marked);
            let gone: Vec<usize> = clause.objects.iter().copied().chain(from.map(|it| it.head)).collect();
            Some(Succession { verb, heir: person(&clause.subjects)?, predecessor: person(&gone)? })
        };
        (0..tree.len()).filter(succeeds).filter_map(pair).filter(|it| it.heir != it.predecessor).collect()
    }
}
