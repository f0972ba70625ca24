//! What kind of thing each name is, decided over the whole document.
//!
//! Owns the evidence and its weights: what is known, legal suffixes, titles and given
//! names, kind nouns inside and beside the name, the shape. A name has one kind a document.

use indexmap::IndexMap;

use crate::model::{EntityKind, Language, Mention, Sentence, Upos};
use crate::ontology::{Ontology, WordClass};

use super::head_of;
use super::names::Name;

type Votes = [f32; 10];

/// The mentions of `names`, each with its kind and best full name.
pub(super) fn decide(sentences: &[Sentence], ontology: &Ontology, names: Vec<Name>) -> Vec<Mention> {
    let mut votes: IndexMap<String, Votes> = IndexMap::new();
    for name in &names {
        let evidence = Evidence { sentence: &sentences[name.sentence], ontology, name };
        let found = evidence.votes();
        let sum = votes.entry(name.text.clone()).or_insert([0.0; 10]);
        for (sum, vote) in sum.iter_mut().zip(found) {
            *sum += vote;
        }
    }
    let people = surnames(&votes);
    for (surname, full) in &people {
        if let Some(sum) = votes.get_mut(surname)
            && full.is_some()
        {
            sum[EntityKind::Person as usize] += 2.0;
        }
    }
    let longer = prefixes(&votes);
    names
        .into_iter()
        .map(|name| {
            let sentence = &sentences[name.sentence];
            let (kind, confidence) = winner(&votes[&name.text]);
            let full = if kind == EntityKind::Person {
                people.get(&name.text).cloned().flatten()
            } else {
                longer.get(&name.text).cloned().flatten()
            };
            let known = name.known.as_ref().filter(|(known, _)| *known == kind);
            let span = sentence.tokens[name.tokens.start].span.cover(sentence.tokens[name.tokens.end - 1].span);
            Mention {
                sentence: name.sentence,
                head: head_of(sentence, &name.tokens),
                tokens: name.tokens,
                span,
                iri: known.map(|(_, iri)| iri.clone()),
                name: if known.is_some() { name.text } else { full.unwrap_or(name.text) }.into(),
                kind,
                proper: true,
                confidence,
            }
        })
        .collect()
}

fn winner(votes: &Votes) -> (EntityKind, f32) {
    let mut best = 0;
    for index in 1..votes.len() {
        if votes[index] > votes[best] {
            best = index;
        }
    }
    let total: f32 = votes.iter().sum();
    let share = if total > 0.0 { votes[best] / total } else { 0.0 };
    // Little evidence is little certainty, however unanimous.
    let confidence = (share * (0.5 + 0.5 * (votes[best] / 3.0).min(1.0))).clamp(0.3, 0.99);
    (EntityKind::ALL[best], confidence)
}

/// Single words that end the name of one person of the document, with that name; `None` when of two.
fn surnames(votes: &IndexMap<String, Votes>) -> IndexMap<String, Option<String>> {
    let mut found: IndexMap<String, Option<String>> = IndexMap::new();
    for (name, votes) in votes {
        let last = name.rsplit(' ').next().unwrap_or_default();
        if last != name && winner(votes).0 == EntityKind::Person {
            found.entry(last.to_owned()).and_modify(|full| *full = None).or_insert_with(|| Some(name.clone()));
        }
    }
    found
}

/// Names that open exactly one longer name of an organisation: *Mistral* and *Mistral AI*.
fn prefixes(votes: &IndexMap<String, Votes>) -> IndexMap<String, Option<String>> {
    let mut found: IndexMap<String, Option<String>> = IndexMap::new();
    for (name, counts) in votes {
        let Some((first, _)) = name.split_once(' ') else { continue };
        let same_kind = votes.get(first).is_some_and(|other| winner(other).0 == winner(counts).0);
        if same_kind && winner(counts).0 == EntityKind::Organization {
            found.entry(first.to_owned()).and_modify(|full| *full = None).or_insert_with(|| Some(name.clone()));
        }
    }
    found
}

struct Evidence<'e> {
    sentence: &'e Sentence,
    ontology: &'e Ontology,
    name: &'e Name,
}

impl Evidence<'_> {
    fn language(&self) -> Language {
        self.sentence.language
    }

    fn votes(&self) -> Votes {
        let mut votes = [0.0; 10];
        let mut add = |kind: EntityKind, weight: f32| votes[kind as usize] += weight;
        if let Some((kind, _)) = &self.name.known {
            add(*kind, 4.0);
        }
        let words: Vec<&str> = self.name.text.split(' ').collect();
        let (first, last) = (words[0], words[words.len() - 1]);
        let has = |class, word: &str| self.ontology.words.has(self.language(), class, word);
        if words.len() > 1 && has(WordClass::LegalSuffix, last) {
            add(EntityKind::Organization, 3.0);
        }
        if words.len() > 1 && words.len() <= 4 && has(WordClass::GivenName, first.split('-').next().unwrap_or(first)) {
            add(EntityKind::Person, 3.0);
        }
        if self.titled() {
            add(EntityKind::Person, 3.0);
        }
        // The head of a name comes first in French and last in English.
        let inside = if self.language() == Language::French { first } else { last };
        for (word, weight) in [(inside, 2.0), (first, 0.7), (last, 0.7)] {
            if let Some(kind) = self.kind_noun(&word.to_lowercase()).filter(|_| words.len() > 1) {
                add(kind, weight);
            }
        }
        for (kind, weight) in self.beside() {
            add(kind, weight);
        }
        self.shape(&words, &mut add);
        votes
    }

    fn kind_noun(&self, lemma: &str) -> Option<EntityKind> {
        let kind =
            self.ontology.words.value(self.language(), WordClass::KindNoun, lemma).and_then(EntityKind::from_name)?;
        Some(if kind == EntityKind::Group { EntityKind::Organization } else { kind })
    }

    fn titled(&self) -> bool {
        let before = self.name.tokens.start.checked_sub(1).map(|at| &self.sentence.tokens[at]);
        before.is_some_and(|token| self.ontology.words.has(self.language(), WordClass::PersonTitle, &token.form))
    }

    /// Kind nouns that the syntax ties to the name: in apposition, as its title, as its predicate.
    fn beside(&self) -> Vec<(EntityKind, f32)> {
        let tokens = &self.sentence.tokens;
        let head = head_of(self.sentence, &self.name.tokens);
        let mut found = Vec::new();
        let mut noun = |at: usize, weight: f32| {
            let token = &tokens[at];
            let common = matches!(token.upos, Upos::Noun | Upos::Propn) && !self.name.tokens.contains(&at);
            if let Some(kind) = self.kind_noun(&token.lemma.to_lowercase()).filter(|_| common) {
                found.push((kind, weight));
            }
        };
        let bare = |at: usize| !tokens.iter().any(|child| child.head == Some(at) && &*child.deprel == "case");
        if let Some(before) = self.name.tokens.start.checked_sub(1).filter(|&before| tokens[before].upos == Upos::Noun)
        {
            noun(before, 2.0);
        }
        if let Some(above) = tokens[head].head {
            let relation = tokens[head].deprel.as_ref();
            let tied = relation.starts_with("appos")
                || relation.starts_with("flat")
                || relation.starts_with("nmod") && bare(head);
            if tied {
                noun(above, 2.0);
            }
            if relation == "nsubj" && tokens.iter().any(|child| child.head == Some(above) && &*child.deprel == "cop") {
                noun(above, 1.5);
            }
        }
        for at in 0..tokens.len() {
            if tokens[at].head == Some(head) && tokens[at].deprel.starts_with("appos") {
                noun(at, 1.5);
            }
        }
        found
    }

    /// What the name's letters and the words around it suggest, weakly.
    fn shape(&self, words: &[&str], add: &mut impl FnMut(EntityKind, f32)) {
        let text = &self.name.text;
        let tokens = &self.sentence.tokens;
        let digits = text.chars().any(|c| c.is_ascii_digit());
        let capitals = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let before = self.name.tokens.start.checked_sub(1).map(|at| &tokens[at]);
        if before.is_some_and(|token| token.form.as_ref() == "$") {
            add(EntityKind::Token, 2.0);
        }
        if digits && words.len() <= 3 {
            add(EntityKind::Product, 0.8);
        }
        let head = head_of(self.sentence, &self.name.tokens);
        let relation = tokens[head].deprel.as_ref();
        let locative = before.is_some_and(|token| {
            token.upos == Upos::Adp
                && !self.ontology.words.has(self.language(), WordClass::GenitiveMarker, &token.lemma)
                && token.lemma.chars().count() <= 2
        });
        if locative && relation.starts_with("obl") && !capitals && words.len() <= 2 && !digits {
            add(EntityKind::Place, 0.45);
        }
        if relation.starts_with("nsubj") {
            add(EntityKind::Organization, 0.3);
        }
        add(EntityKind::Organization, if capitals { 0.6 } else { 0.4 });
    }
}
