//! The forms under which a document gives one name.
//!
//! Owns acronyms given in brackets, legal forms left off, surnames, shared or left off, and first words: which short form
//! stands for which full name.

use indexmap::IndexMap;

use crate::analyse::features::lower;
use crate::model::{EntityKind, Language, Number, Sentence, Upos};
use crate::ontology::{Ontology, WordClass};

use super::names::Name;

/// Full names by short form: names that are one thing whatever its kind.
pub(super) fn same(sentences: &[Sentence], ontology: &Ontology, names: &[Name]) -> IndexMap<String, String> {
    let mut full = IndexMap::new();
    for pair in names.windows(2) {
        let [first, second] = pair else { continue };
        if first.sentence != second.sentence || first.tokens.end + 1 != second.tokens.start {
            continue;
        }
        let tokens = &sentences[first.sentence].tokens;
        let closed = tokens.get(second.tokens.end).is_some_and(|token| token.form.as_ref() == ")");
        if !closed || tokens[first.tokens.end].form.as_ref() != "(" {
            continue;
        }
        if abbreviates(&second.text, &first.text) {
            full.entry(second.text.clone()).or_insert_with(|| first.text.clone());
        } else if abbreviates(&first.text, &second.text) {
            full.entry(first.text.clone()).or_insert_with(|| second.text.clone());
        }
    }
    let texts: std::collections::BTreeSet<&str> = names.iter().map(|name| name.text.as_str()).collect();
    for &text in &texts {
        let bare = without_legal(text, ontology);
        if bare != text && texts.contains(bare) {
            full.entry(bare.to_owned()).or_insert_with(|| text.to_owned());
        }
        // With and without its article: *The Block*, *Block*.
        let article = |word: &str| {
            let word = lower(word);
            Language::ALL.iter().any(|&language| ontology.words.has(language, WordClass::Definite, &word))
        };
        if let Some((_, rest)) = text.split_once(' ').filter(|(first, rest)| article(first) && texts.contains(rest)) {
            full.entry(text.to_owned()).or_insert_with(|| rest.to_owned());
        }
    }
    for (given, person) in names.windows(2).filter_map(|pair| shared_surname(sentences, ontology, pair)) {
        full.entry(given).or_insert(person);
    }
    full
}

/// *The brothers Jan and Piet Moerman*: the given name that stands before another's with its surname, and the full one.
fn shared_surname(sentences: &[Sentence], ontology: &Ontology, pair: &[Name]) -> Option<(String, String)> {
    let [first, second] = pair else { return None };
    let sentence = &sentences[first.sentence];
    let (language, tokens) = (sentence.language, &sentence.tokens);
    let has = |class: WordClass, word: &str| ontology.words.has(language, class, word);
    let (given, surname) = second.text.split_once(' ')?;
    let joined = first.sentence == second.sentence
        && first.tokens.len() == 1
        && first.tokens.end + 1 == second.tokens.start
        && tokens[first.tokens.end].upos == Upos::Cconj;
    let noun = first.tokens.start.checked_sub(1).map(|at| &tokens[at]);
    let people = noun.is_some_and(|noun| {
        let person =
            ontology.words.value(language, WordClass::KindNoun, &noun.lemma) == Some(EntityKind::Person.name());
        person && noun.morph.number == Some(Number::Plur)
    });
    (joined && people && has(WordClass::GivenName, given))
        .then(|| (first.text.clone(), format!("{} {surname}", first.text)))
}

/// A name without the legal forms at its end.
fn without_legal<'t>(text: &'t str, ontology: &Ontology) -> &'t str {
    let legal =
        |word: &str| Language::ALL.iter().any(|&language| ontology.words.has(language, WordClass::LegalSuffix, word));
    let mut bare = text;
    while let Some((before, last)) = bare.rsplit_once(' ').filter(|(_, last)| legal(last)) {
        bare = before.trim_end_matches(',');
        if last.is_empty() {
            break;
        }
    }
    bare
}

/// Whether the capitals of `short` are first letters of words of `long`, in order, from its first word on.
fn abbreviates(short: &str, long: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect();
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    let words: Vec<char> = long
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    if letters.len() < 2 || capitals * 2 < letters.len() || words.len() < 2 || letters.first() != words.first() {
        return false;
    }
    let mut rest = words.iter();
    let found = letters.iter().filter(|letter| rest.any(|word| word == *letter)).count();
    found == letters.len() || found >= 2 && found * 3 >= letters.len() * 2
}

/// Single words that end or open the name of one person of the document, with that name; `None` when of two.
pub(super) fn surnames<'n>(names: impl Iterator<Item = (&'n str, EntityKind)>) -> IndexMap<String, Option<String>> {
    let mut found: IndexMap<String, Option<String>> = IndexMap::new();
    for (name, _) in names.filter(|(name, kind)| *kind == EntityKind::Person && name.contains(' ')) {
        let last = name.rsplit(' ').next().unwrap_or_default();
        let first = name.split(' ').next().unwrap_or_default();
        for word in [last, first] {
            found.entry(word.to_owned()).and_modify(|full| *full = None).or_insert_with(|| Some(name.to_owned()));
        }
    }
    found
}

/// First words of exactly one longer name of an organisation that the document gives first: *Mistral AI*, then
/// *Mistral*. `names` come in text order.
pub(super) fn first_words(names: &[(&str, EntityKind)]) -> IndexMap<String, Option<String>> {
    let mut found: IndexMap<String, Option<String>> = IndexMap::new();
    for (at, (name, kind)) in names.iter().enumerate() {
        let Some((first, _)) = name.split_once(' ').filter(|_| *kind == EntityKind::Organization) else { continue };
        let before = names[..at].iter().any(|(other, _)| *other == first);
        let there = before || names[at..].iter().any(|(other, kind)| *other == first && *kind == names[at].1);
        if there {
            let full = (!before).then(|| (*name).to_owned());
            found.entry(first.to_owned()).and_modify(|full| *full = None).or_insert(full);
        }
    }
    found
}

/// First words of longer names that stand as names of their own in one sentence with them: *Quorvia France, a unit of
/// Quorvia,* is another firm.
pub(super) fn told_apart(names: &[Name]) -> std::collections::BTreeSet<&str> {
    let mut found = std::collections::BTreeSet::new();
    let mut longer: Vec<&Name> = Vec::new();
    for name in names {
        longer.retain(|long| long.sentence == name.sentence);
        let begins = |long: &&Name| {
            let rest = long.text.strip_prefix(name.text.as_str());
            rest.is_some_and(|rest| rest.starts_with(' ')) && long.tokens.end + 1 < name.tokens.start
        };
        if longer.iter().any(begins) {
            found.insert(name.text.as_str());
        }
        longer.push(name);
    }
    found
}
