//! Who held a post before, and who holds it now: *X becomes chief executive of Y, succeeding Z*, *X, chief executive of Y,
//! was replaced by Z*.
//!
//! Owns the step from the post of who comes to the post of who goes, and back. Takes the statements of a sentence, the
//! post also from the one before; gives those of the others besides.

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
    /// The statements with those that a verb of succession makes of the one who held the post before, or of the one who
    /// holds it now.
    pub(super) fn with_predecessors(
        &self,
        sentence: usize,
        mut statements: Vec<Statement<Participant>>,
    ) -> Vec<Statement<Participant>> {
        for Succession { verb, heir, predecessor } in self.successions(sentence) {
            // *Will succeed X as chief executive*: X has been that whatever the verb says.
            for held in statements.iter_mut().filter(|statement| self.is_post_of(predecessor, statement)) {
                held.status = Status::Completed;
            }
            let post = |of: usize| statements.iter().find(|statement| self.is_post_of(of, statement)).cloned();
            let told = match post(heir).or_else(|| self.post_before(sentence, heir)) {
                Some(_) if post(predecessor).is_some() => None,
                Some(post) => Some(self.said_of(sentence, predecessor, post, Status::Completed)),
                // *X, chief executive of Y, was replaced by Z*.
                None => post(predecessor).and_then(|post| {
                    let (tree, words) = (&self.context.trees[sentence], &self.context.ontology.words);
                    Some(self.said_of(sentence, heir, post, status::of(tree, words, verb, None)?))
                }),
            };
            statements.extend(told);
        }
        statements
    }

    /// Whether a statement says that a person holds a post.
    fn is_post_of(&self, person: usize, statement: &Statement<Participant>) -> bool {
        statement.relation.as_ref() == LEADS && statement.subject.name == *self.context.mention(person).name
    }

    /// *X becomes chief executive of Y. She succeeds Z*: the post that the sentence before gives the heir.
    fn post_before(&self, sentence: usize, heir: usize) -> Option<Statement<Participant>> {
        let earlier = self.sentence(sentence.checked_sub(1)?);
        let post = earlier.into_iter().find(|statement| self.is_post_of(heir, statement))?;
        Some(Statement { evidence: self.evidence(sentence), ..post })
    }

    /// A post, said of somebody else.
    fn said_of(
        &self,
        sentence: usize,
        person: usize,
        post: Statement<Participant>,
        status: Status,
    ) -> Statement<Participant> {
        let subject = self.participant(person, self.context.mention(person).head, sentence, &[EntityKind::Person]);
        Statement { subject, status, time: None, value: None, ..post }
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
            let reached = heads.iter().flat_map(|&head| self.context.reach_for(sentence, head, &[EntityKind::Person]));
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
