//! Who held a post before, and who holds it now: *X becomes chief executive of Y, succeeding Z*, *X, chief executive of Y,
//! was replaced by Z*.
//!
//! Owns the step from the post of who comes to the post of who goes, and back. Takes the statements of a sentence, the
//! post also from the one before; gives those of the others besides.

use crate::model::statement::Attributes;
use crate::model::{EntityKind, Participant, Statement, Status, Upos};
use crate::ontology::{PartOfSpeech, WordClass};

use super::antecedents;
use super::discourse;
use super::nominal;
use super::proposition::{self, Oblique};
use super::relations::{LEADS, WORKS_FOR};
use super::statements::Extraction;
use super::status;

/// The value of nouns for who was before somebody.
const PREDECESSOR: &str = "predecessor";

/// Words of the longest marker of succession.
const LONGEST_MARKER: usize = 4;

/// The attribute that tells a post.
const ROLE: &str = "role";

/// A verb, noun or adposition of succession with who comes and who goes.
struct Succession {
    predicate: usize,
    heir: usize,
    predecessor: usize,
    /// Whether who goes had the very post that who comes gets, whatever it is.
    same_post: bool,
}

impl Extraction<'_, '_> {
    /// The statements with those that a verb of succession makes of the one who held the post before, or of the one who
    /// holds it now.
    pub(super) fn with_predecessors(
        &self,
        sentence: usize,
        mut statements: Vec<Statement<Participant>>,
    ) -> Vec<Statement<Participant>> {
        for Succession { predicate, heir, predecessor, same_post } in self.successions(sentence) {
            // *Will succeed X as chief executive*: X has been that whatever the verb says.
            for held in statements.iter_mut().filter(|statement| self.is_post_of(predecessor, statement)) {
                held.status = Status::Completed;
            }
            let post = |of: usize| {
                let led = statements.iter().find(|statement| self.is_post_of(of, statement));
                led.or_else(|| self.only_role(of, &statements).filter(|_| same_post)).cloned()
            };
            let told = match post(heir).or_else(|| self.post_before(sentence, heir)) {
                Some(_) if post(predecessor).is_some() => None,
                Some(post) => Some(self.said_of(sentence, predecessor, post, Status::Completed)),
                None if post(predecessor).is_none() && self.post_before(sentence, predecessor).is_none() => {
                    let understood = self.understood_post(sentence, predicate);
                    let status =
                        status::of(&self.context.trees[sentence], &self.context.ontology.words, predicate, None);
                    let follows = |post| Some(self.said_of(sentence, heir, post, status?));
                    if let Some(post) = understood {
                        statements.extend(follows(post.clone()));
                        Some(self.said_of(sentence, predecessor, post, Status::Completed))
                    } else {
                        // *X, finance director of Y, leaves; he will be replaced by Z*.
                        let post =
                            self.only_role(predecessor, &statements).filter(|post| self.is_named(sentence, post));
                        post.cloned().and_then(follows)
                    }
                }
                // *X, chief executive of Y, was replaced by Z*.
                None => post(predecessor).or_else(|| self.post_before(sentence, predecessor)).and_then(|post| {
                    let (tree, words) = (&self.context.trees[sentence], &self.context.ontology.words);
                    Some(self.said_of(sentence, heir, post, status::of(tree, words, predicate, None)?))
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

    /// *X becomes finance director of Y in succession to Z*: the only post of another kind that a person is said to have.
    fn only_role<'s>(
        &self,
        person: usize,
        statements: &'s [Statement<Participant>],
    ) -> Option<&'s Statement<Participant>> {
        let mut posts = statements.iter().filter(|statement| {
            statement.relation.as_ref() == WORKS_FOR && statement.subject.name == *self.context.mention(person).name
        });
        let post = posts.next().filter(|post| post.attributes.get(ROLE).is_some())?;
        posts.all(|other| other.object == post.object).then_some(post)
    }

    /// Whether a sentence itself names the firm of a post.
    fn is_named(&self, sentence: usize, post: &Statement<Participant>) -> bool {
        let firm = post.object.as_ref().map(|firm| &firm.name);
        self.context.mentions(sentence).any(|(_, mention)| firm.is_some_and(|firm| *firm == *mention.name))
    }

    /// *X has grown. Ann Orr will succeed Tom Becker in the chair*: a post behind the verb of succession that names no firm,
    /// of the one that is understood; the person is left to be filled in.
    fn understood_post(&self, sentence: usize, verb: usize) -> Option<Statement<Participant>> {
        let tree = &self.context.trees[sentence];
        let ontology = self.context.ontology;
        let language = tree.sentence.language;
        let led = |noun: usize| {
            let mut entries = ontology.lexicon.starting_with(language, PartOfSpeech::Noun, tree.lemma(noun));
            entries.find(|entry| entry.relation.as_ref() == LEADS && tree.phrase_at(noun, &entry.lemma))
        };
        let mut posts = tree.children_by(verb, &["obl"]).filter(|&noun| noun > verb && tree.upos(noun) == Upos::Noun);
        let (noun, entry) = posts.find_map(|noun| Some((noun, led(noun)?)))?;
        let named = self.context.mentions(sentence).any(|(_, mention)| {
            mention.proper && mention.kind == EntityKind::Organization && tree.descends(mention.head, noun)
        });
        let about = discourse::topic(self.context);
        let firm = about.or_else(|| antecedents::understood(self.context, sentence, noun)).filter(|_| !named)?;
        let relation = ontology.relations.get(LEADS)?;
        let firm = self.participant(firm, noun, sentence, &relation.range);
        Some(Statement {
            subject: firm.clone(),
            relation: relation.name.clone(),
            object: Some(firm),
            value: None,
            time: None,
            status: Status::Completed,
            attributes: Attributes::default(),
            confidence: entry.precision.clamp(0.01, 0.99),
            evidence: self.evidence(sentence),
            extractor: entry.id.clone(),
        })
    }

    /// *X becomes chief executive of Y. She succeeds Z*: the post that the sentence before gives a person.
    fn post_before(&self, sentence: usize, person: usize) -> Option<Statement<Participant>> {
        let earlier = self.sentence(sentence.checked_sub(1)?);
        let post = earlier.into_iter().find(|statement| self.is_post_of(person, statement))?;
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

    /// Who comes and who goes, for each word that says so.
    fn successions(&self, sentence: usize) -> Vec<Succession> {
        let saying = |at: usize| {
            let by_verb = self.succeeded(sentence, at).or_else(|| self.handed_over(sentence, at));
            by_verb.or_else(|| self.named(sentence, at)).or_else(|| self.marked(sentence, at))
        };
        let pairs = (0..self.context.trees[sentence].len()).filter_map(saying);
        pairs.filter(|it| it.heir != it.predecessor).collect()
    }

    /// *Z succeeds X*, *Z takes over from X*.
    fn succeeded(&self, sentence: usize, verb: usize) -> Option<Succession> {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        let after = if verb + 1 < tree.len() { tree.lower(verb + 1) } else { "" };
        let phrase = format!("{} {after}", tree.lemma(verb));
        let is_one = |phrase: &str| words.has(language, WordClass::SuccessionVerb, phrase);
        if !is_one(tree.lemma(verb)) && !is_one(&phrase) {
            return None;
        }
        let clause = proposition::arguments(tree, words, verb);
        // *Succéder à X*: the verb may say which marker its predecessor has.
        let own = words.value(language, WordClass::SuccessionVerb, tree.lemma(verb)).filter(|own| !own.is_empty());
        let marked = |it: &&Oblique| {
            own.is_some_and(|own| own == it.marker) || words.has(language, WordClass::SourceMarker, &it.marker)
        };
        let from = clause.obliques.iter().filter(marked);
        // *Z lui succède*.
        let dative = tree.children_by(verb, &["iobj"]).filter(|_| own.is_some());
        let gone: Vec<usize> = clause.objects.iter().copied().chain(from.map(|it| it.head)).chain(dative).collect();
        // *Y named Z chief executive, replacing X*: who is named replaces, not who names.
        let above = tree.head(verb).filter(|_| tree.relation(verb).starts_with("advcl"));
        let named = || self.person(sentence, &proposition::arguments(tree, words, above?).objects);
        Some(Succession {
            predicate: verb,
            heir: self.person(sentence, &clause.subjects).or_else(named)?,
            predecessor: self.person(sentence, &gone)?,
            same_post: false,
        })
    }

    /// *X hands over to Z*, *X cède sa place à Z*.
    fn handed_over(&self, sentence: usize, verb: usize) -> Option<Succession> {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let arguments = tree.children_by(verb, &["obj", "compound", "advmod", "xcomp"]);
        let mut phrases = arguments.map(|argument| format!("{} {}", tree.lemma(verb), tree.lemma(argument)));
        let marker =
            phrases.find_map(|phrase| words.value(tree.sentence.language, WordClass::HandoverVerb, &phrase))?;
        let clause = proposition::arguments(tree, words, verb);
        let to = clause.obliques.iter().filter(|it| it.marker == marker).map(|it| it.head).collect::<Vec<_>>();
        Some(Succession {
            predicate: verb,
            heir: self.person(sentence, &to)?,
            predecessor: self.person(sentence, &clause.subjects)?,
            same_post: false,
        })
    }

    /// *Her successor will be Z*, *X, the predecessor of Z*.
    fn named(&self, sentence: usize, noun: usize) -> Option<Succession> {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let value = words.value(tree.sentence.language, WordClass::SuccessionNoun, tree.lemma(noun))?;
        let arguments = nominal::arguments(tree, words, noun, &(noun..noun + 1));
        let said = [arguments.referents, arguments.predication.said_of].concat();
        // *Z takes her place*: any other value is the verb whose subject has what the noun says.
        let taking = tree.head(noun).filter(|&verb| tree.lemma(verb) == value);
        let taken = || self.person(sentence, &proposition::arguments(tree, words, taking?).subjects);
        let named = self.person(sentence, &said).or_else(taken)?;
        let is_person = |&mention: &usize| self.context.mention(mention).kind == EntityKind::Person;
        let owner = |&possessive: &usize| antecedents::of_possessive(self.context, sentence, possessive);
        let possessor = arguments.possessives.iter().find_map(owner).filter(is_person);
        let other = possessor.or_else(|| self.person(sentence, &arguments.genitives))?;
        let (heir, predecessor) = if value == PREDECESSOR { (other, named) } else { (named, other) };
        // *Her successor will be Z*: the copula is the name's.
        let copular = |&name: &usize| tree.relation(noun) == "nsubj" && tree.child_by(name, &["cop"]).is_some();
        let predicate = taking.or_else(|| tree.head(noun).filter(copular)).unwrap_or(noun);
        Some(Succession { predicate, heir, predecessor, same_post: false })
    }

    /// *Becomes chief executive of Y in succession to Z*, *nomme X directeur de Y en remplacement de Z*: by the words of the
    /// marker that begins at `at`, whose parts parsers hang on anything before them.
    fn marked(&self, sentence: usize, at: usize) -> Option<Succession> {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let phrase = |end: usize| (at..end).map(|token| tree.lower_lemma(token)).collect::<Vec<_>>().join(" ");
        let says = |end: &usize| words.has(tree.sentence.language, WordClass::SuccessionMarker, &phrase(*end));
        let end = (at + 2..=tree.len().min(at + LONGEST_MARKER)).find(says)?;
        let predecessor = (end..tree.len().min(end + 2)).find_map(|token| self.person(sentence, &[token]))?;
        let predicate = |&token: &usize| tree.upos(token) == Upos::Verb || tree.has_child(token, "cop");
        let verb = tree.ancestors(at).find(predicate)?;
        let clause = proposition::arguments(tree, words, verb);
        let heir = self.person(sentence, &clause.objects).or_else(|| self.person(sentence, &clause.subjects))?;
        Some(Succession { predicate: verb, heir, predecessor, same_post: true })
    }

    /// The first person with a name among what stands at `heads`.
    fn person(&self, sentence: usize, heads: &[usize]) -> Option<usize> {
        let reached = heads.iter().flat_map(|&head| self.context.reach_for(sentence, head, &[EntityKind::Person]));
        let people = reached.filter(|it| self.context.mention(it.mention).kind == EntityKind::Person);
        people.map(|it| it.mention).find(|&mention| self.context.mention(mention).proper)
    }
}
