//! Names that are known before a sentence is read: those of the ontology and those the document
//! itself has given elsewhere.
//!
//! Owns the index by first word and the matching, case by case and longest first.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::{Document, EntityKind, Language, Sentence};
use crate::ontology::{Filter, Ontology, WordClass};

/// What is known of a name.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) kind: EntityKind,
    /// The known entity; a listed place has none.
    pub(super) iri: Option<Arc<str>>,
}

/// A name of the index.
pub(super) struct Entry {
    name: String,
    pub(super) known: Option<Known>,
    /// Whether the name is written without capitals and so may be an ordinary word.
    pub(super) plain: bool,
}

/// Names by their first word.
#[derive(Default)]
pub(in crate::analyse) struct Gazetteer {
    filter: Filter,
    by_first: FxHashMap<String, Vec<Entry>>,
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    if end == 0 { text.split(' ').next().unwrap_or(text) } else { &text[..end] }
}

impl Gazetteer {
    /// The names of the ontology: known entities, then listed places. Names of several letters match in
    /// capitals too, as headlines write them.
    pub(in crate::analyse) fn new(ontology: &Ontology) -> Self {
        let mut index = Self::default();
        let mut capitals = Vec::new();
        for entity in ontology.known.entities() {
            for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                let known = Known { kind: entity.kind, iri: Some(entity.iri.clone()) };
                if !matches!(entity.kind, EntityKind::Sector) && name.len() > 4 && name.to_uppercase() != *name {
                    capitals.push((name.to_uppercase(), known.clone()));
                }
                index.add(name.clone(), Some(known));
            }
        }
        for language in Language::ALL {
            for (name, _) in ontology.words.of(language, WordClass::PlaceName) {
                if !index.has(name) {
                    index.add(name.to_owned(), Some(Known { kind: EntityKind::Place, iri: None }));
                }
            }
        }
        for (name, known) in capitals {
            if !index.has(&name) {
                index.add(name, Some(known));
            }
        }
        index.sort();
        index
    }

    /// The names that a document has given.
    pub(super) fn of_document<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut index = Self::default();
        for name in names {
            if !index.has(name) {
                index.add(name.to_owned(), None);
            }
        }
        index.sort();
        index
    }

    fn has(&self, name: &str) -> bool {
        self.by_first.get(first_word(name)).is_some_and(|list| list.iter().any(|entry| entry.name == name))
    }

    fn add(&mut self, name: String, known: Option<Known>) {
        let plain = !name.chars().any(char::is_uppercase);
        let entry = Entry { name, known, plain };
        let first = first_word(&entry.name);
        if !self.by_first.contains_key(first) {
            self.filter.add(first, self.by_first.keys().map(String::as_str));
        }
        self.by_first.entry(first.to_owned()).or_default().push(entry);
    }

    fn sort(&mut self) {
        for list in self.by_first.values_mut() {
            list.sort_by_key(|entry| std::cmp::Reverse(entry.name.len()));
        }
    }

    /// The longest name at a token, and the token it ends before.
    pub(super) fn at(&self, document: &Document, sentence: &Sentence, at: usize) -> Option<(&Entry, usize)> {
        self.within(document, sentence, at, usize::MAX)
    }

    /// The longest name at a token that ends before another.
    pub(super) fn within(
        &self,
        document: &Document,
        sentence: &Sentence,
        at: usize,
        before: usize,
    ) -> Option<(&Entry, usize)> {
        let start = sentence.tokens[at].span.start;
        // The words of a contraction share a span; a name starts with its first.
        if at > 0 && sentence.tokens[at - 1].span.start == start {
            return None;
        }
        let first = first_word(&document.text[start..sentence.tokens[at].span.end]);
        let list = if self.filter.passes(first) { self.by_first.get(first)? } else { return None };
        list.iter().find_map(|entry| {
            let stop = ends(document, sentence, at, &entry.name).filter(|stop| *stop < before)?;
            Some((entry, stop))
        })
    }
}

/// The token before which `name` ends when it stands at `at`. Apostrophes of both shapes are one, as are
/// blanks and line breaks.
fn ends(document: &Document, sentence: &Sentence, at: usize, name: &str) -> Option<usize> {
    let start = sentence.tokens[at].span.start;
    let mut text = document.text[start..].char_indices();
    let mut end = start;
    for wanted in name.chars() {
        let (offset, found) = text.next()?;
        let same = found == wanted || found == '\u{2019}' && wanted == '\'' || found.is_whitespace() && wanted == ' ';
        if !same {
            return None;
        }
        end = start + offset + found.len_utf8();
    }
    let stop = (at..sentence.tokens.len()).find(|&token| sentence.tokens[token].span.end >= end)?;
    let whole = sentence.tokens[stop].span.end == end;
    let same_span = |token: usize| sentence.tokens.get(token).is_some_and(|next| next.span.end == end);
    let mut after = stop + 1;
    while same_span(after) {
        after += 1;
    }
    whole.then_some(after)
}
