//! What is counted and found by name in a snapshot.
//!
//! Owns the entities with their names and how much is said of each, the newest deals, and the search. Made once a
//! snapshot, when it is first asked for.

use std::collections::HashMap;

use oxrdf::{GraphNameRef, NamedOrBlankNode, Quad, Term};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::ontology::vocab::RELATA;
use crate::store::Store;

use super::pages::names;

/// An entity as lists show it.
#[derive(Debug, Clone, Default)]
pub(super) struct Listed {
    pub(super) iri: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) aliases: Vec<String>,
    /// How many statements it takes part in.
    pub(super) degree: usize,
    folded: Vec<String>,
}

/// The counts of a snapshot.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The entities, those of which most is said first.
    pub(super) entities: Vec<Listed>,
    /// IRIs of the statements that were said last, newest first.
    pub(super) newest: Vec<String>,
    /// How often a term of the ontology is used, by its local name.
    pub(super) uses: HashMap<String, usize>,
    pub(super) statements: usize,
}

/// How many of the newest deals are kept.
const NEWEST: usize = 20;

impl Index {
    /// Counts what a store holds.
    pub(super) fn of(store: &Store, base: &str) -> Self {
        let mut index = Self::default();
        let mut found: HashMap<String, Listed> = HashMap::new();
        let entities = format!("{base}entity/");
        let all = |predicate: &'static str| {
            store.matching(None, Some(predicate), None, Some(GraphNameRef::DefaultGraph)).filter_map(pair)
        };
        for (subject, class) in all(names::TYPE) {
            let Some(class) = local(&class) else { continue };
            *index.uses.entry(class.to_owned()).or_default() += 1;
            if class == "Statement" {
                index.statements += 1;
            } else if subject.starts_with(&entities) {
                let new = Listed { iri: subject.clone(), ..Listed::default() };
                class.clone_into(&mut found.entry(subject).or_insert(new).kind);
            }
        }
        for (subject, label) in all(names::LABEL) {
            if let (Some(entity), Term::Literal(label)) = (found.get_mut(&subject), label) {
                label.value().clone_into(&mut entity.name);
            }
        }
        for (subject, alias) in all(names::ALT_LABEL) {
            if let (Some(entity), Term::Literal(alias)) = (found.get_mut(&subject), alias) {
                entity.aliases.push(alias.value().to_owned());
            }
        }
        for end in [names::SUBJECT, names::OBJECT] {
            for (_, entity) in all(end) {
                if let Term::NamedNode(node) = entity
                    && let Some(entity) = found.get_mut(node.as_str())
                {
                    entity.degree += 1;
                }
            }
        }
        for (_, relation) in all(names::PREDICATE) {
            if let Some(relation) = local(&relation) {
                *index.uses.entry(relation.to_owned()).or_default() += 1;
            }
        }
        for (_, status) in all(names::STATUS) {
            if let Some(status) = local(&status) {
                *index.uses.entry(status.to_owned()).or_default() += 1;
            }
        }
        index.newest = newest(store, all(names::LAST_SEEN).chain(all(names::START)));
        index.entities = found.into_values().collect();
        for entity in &mut index.entities {
            entity.aliases.sort_unstable();
            entity.folded = std::iter::once(&entity.name).chain(&entity.aliases).map(|name| folded(name)).collect();
        }
        index.entities.sort_unstable_by(|a, b| b.degree.cmp(&a.degree).then_with(|| a.iri.cmp(&b.iri)));
        index
    }

    /// The entities that go by a name like `text`, the likeliest first: the same name, one that begins so, one with a
    /// word that begins so, one that holds it.
    pub(super) fn search(&self, text: &str, limit: usize) -> Vec<(&Listed, u8)> {
        let wanted = folded(text);
        if wanted.is_empty() {
            return Vec::new();
        }
        let rated = self.entities.iter().enumerate().filter_map(|(at, entity)| {
            let best = entity.folded.iter().filter_map(|name| likeness(name, &wanted)).max()?;
            Some((best, at))
        });
        let mut rated: Vec<(u8, usize)> = rated.collect();
        rated.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        rated.truncate(limit);
        rated.into_iter().map(|(best, at)| (&self.entities[at], best)).collect()
    }
}

/// How alike two folded names are: 100 for the same, less for a beginning, a word's beginning, a part.
fn likeness(name: &str, wanted: &str) -> Option<u8> {
    if name == wanted {
        Some(100)
    } else if name.starts_with(wanted) {
        Some(80)
    } else if name.match_indices(wanted).any(|(at, _)| name[..at].ends_with(' ')) {
        Some(60)
    } else if wanted.chars().count() > 2 && name.contains(wanted) {
        Some(40)
    } else if wanted.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')) {
        Some(30)
    } else {
        None
    }
}

/// Entities with a name that is written much like `text`: the share of pairs of letters that both have (Dice's coefficient),
/// at most 90.
pub(super) fn similar<'i>(index: &'i Index, text: &str) -> Vec<(&'i Listed, f64)> {
    let wanted = pairs(&folded(text));
    if wanted.len() < 2 {
        return Vec::new();
    }
    let near = |name: &String| {
        let found = pairs(name);
        let both = wanted.iter().filter(|pair| found.contains(pair)).count();
        200.0 * both as f64 / (wanted.len() + found.len()) as f64
    };
    let rated = index.entities.iter().map(|entity| (entity, entity.folded.iter().map(near).fold(0.0, f64::max)));
    rated.filter(|(_, score)| *score >= 55.0).map(|(entity, score)| (entity, score.min(90.0).round())).collect()
}

/// The pairs of letters in a row of a name, each once.
fn pairs(name: &str) -> Vec<(char, char)> {
    let mut found: Vec<(char, char)> = name.chars().zip(name.chars().skip(1)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A name without case, accents and punctuation.
pub(super) fn folded(name: &str) -> String {
    let plain: String = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn newest(store: &Store, dated: impl Iterator<Item = (String, Term)>) -> Vec<String> {
    let mut last: HashMap<String, String> = HashMap::new();
    for (statement, date) in dated {
        if let Term::Literal(date) = date {
            // What was said last counts before when it happened.
            last.entry(statement).or_insert_with(|| date.value().to_owned());
        }
    }
    let mut sorted: Vec<(String, String)> = last.into_iter().collect();
    sorted.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let deal = |iri: &str| store.matching(Some(iri), Some(names::OBJECT), None, None).next().is_some();
    sorted.into_iter().map(|(statement, _)| statement).filter(|iri| deal(iri)).take(NEWEST).collect()
}

fn local(term: &Term) -> Option<&str> {
    let Term::NamedNode(node) = term else { return None };
    node.as_str().strip_prefix(RELATA)
}

fn pair(quad: Quad) -> Option<(String, Term)> {
    let NamedOrBlankNode::NamedNode(subject) = quad.subject else { return None };
    Some((subject.into_string(), quad.object))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_without_case_accents_and_punctuation() {
        assert_eq!(folded("  L'\u{C9}toile-du Nord, S.A. "), "l etoile du nord s a");
        for (name, wanted, found) in [
            ("etoile du nord", "etoile du nord", Some(100)),
            ("etoile du nord", "etoi", Some(80)),
            ("etoile du nord", "nord", Some(60)),
            ("etoile du nord", "ile", Some(40)),
            ("etoile", "etoile sa", Some(30)),
            ("etoile du nord", "sud", None),
        ] {
            assert_eq!(likeness(name, wanted), found, "{name} {wanted}");
        }
    }
}
