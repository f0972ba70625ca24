//! What pages know of the store: names of things, and statements with their words.
//!
//! Owns the way from quads to what a template shows, in the language of the reader.

use std::cmp::Ordering;

use oxrdf::{GraphNameRef, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use serde::Serialize;

use crate::model::Language;
use crate::ontology::vocab::RELATA;
use crate::serve::snapshot::Snapshot;
use crate::serve::vocabulary::Vocabulary;

use super::links::Links;
use super::names;
use super::words::Words;

/// Something with a page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Thing {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) iri: String,
    /// What kind of entity it is, when it is one.
    pub(super) kind: String,
}

/// A stretch of a quote, and whether it names a participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Stretch {
    pub(super) text: String,
    pub(super) marked: bool,
}

/// The words of a document that say something.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Quote {
    pub(super) iri: String,
    pub(super) document: Thing,
    pub(super) date: String,
    pub(super) begin: usize,
    pub(super) parts: Vec<Stretch>,
}

/// A statement as pages show it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Told {
    pub(super) iri: String,
    pub(super) id: String,
    pub(super) href: String,
    pub(super) subject: Thing,
    pub(super) relation: Thing,
    pub(super) object: Option<Thing>,
    pub(super) amount: String,
    pub(super) status: String,
    pub(super) status_name: String,
    pub(super) when: String,
    pub(super) confidence: String,
    pub(super) details: Vec<(String, String)>,
    pub(super) contradicts: Vec<Thing>,
    pub(super) supersedes: Vec<Thing>,
    pub(super) quotes: Vec<Quote>,
}

/// Reads a snapshot for a reader of one language.
pub(super) struct Reader<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) vocabulary: &'s Vocabulary,
    pub(super) words: &'s Words,
    pub(super) links: Links,
    pub(super) language: Language,
}

/// The object as text: the value of a literal, or the IRI.
pub(in crate::serve) fn text(term: Term) -> String {
    match term {
        Term::Literal(literal) => literal.destruct().0,
        Term::NamedNode(node) => node.into_string(),
        Term::BlankNode(node) => node.into_string(),
    }
}

pub(super) fn subject(quad: &Quad) -> &str {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}

impl Reader<'_> {
    /// The objects of a subject and predicate in the merged graph.
    pub(super) fn all(&self, subject: &str, predicate: &str) -> Vec<String> {
        let found = self.snapshot.matching(Some(subject), Some(predicate), None, Some(GraphNameRef::DefaultGraph));
        let mut found: Vec<String> = found.map(|quad| text(quad.object)).collect();
        found.sort_unstable();
        found
    }

    /// The object of a subject and predicate in any graph.
    pub(super) fn one(&self, subject: &str, predicate: &str) -> Option<String> {
        self.snapshot.matching(Some(subject), Some(predicate), None, None).next().map(|quad| text(quad.object))
    }

    /// An entity with its name and page.
    pub(super) fn thing(&self, iri: &str) -> Thing {
        let name = self.one(iri, names::LABEL).unwrap_or_else(|| self.links.local(iri).to_owned());
        let kind =
            self.all(iri, names::TYPE).into_iter().find_map(|class| class.strip_prefix(RELATA).map(str::to_owned));
        Thing { name, href: self.links.page(iri), iri: iri.to_owned(), kind: kind.unwrap_or_default() }
    }

    /// A term of the ontology with its label.
    pub(super) fn term(&self, local: &str) -> Thing {
        Thing {
            name: self.vocabulary.label(local, self.language).to_owned(),
            href: format!("{}#{local}", self.links.path("ontology")),
            iri: format!("{RELATA}{local}"),
            kind: String::new(),
        }
    }

    /// A document with its title.
    pub(super) fn document(&self, iri: &str) -> Thing {
        let name = self.one(iri, &format!("{}title", names::DCTERMS));
        let name = name.or_else(|| self.one(iri, &format!("{}identifier", names::DCTERMS)));
        Thing {
            name: name.unwrap_or_else(|| self.links.local(iri).to_owned()),
            href: self.links.page(iri),
            iri: iri.to_owned(),
            kind: String::new(),
        }
    }

    /// The IRIs of the statements with this entity as `end`, sorted.
    pub(super) fn statements(&self, entity: &str, end: &str) -> Vec<String> {
        let object = NamedNodeRef::new_unchecked(entity).into();
        let found = self.snapshot.matching(None, Some(end), Some(object), Some(GraphNameRef::DefaultGraph));
        let mut found: Vec<String> = found.map(|quad| subject(&quad).to_owned()).collect();
        found.sort_unstable();
        found
    }

    /// How many statements have this entity as `end`.
    pub(super) fn count(&self, entity: &str, end: &str) -> usize {
        let object = NamedNodeRef::new_unchecked(entity).into();
        self.snapshot.matching(None, Some(end), Some(object), Some(GraphNameRef::DefaultGraph)).count()
    }

    /// A statement, when `iri` is one.
    pub(super) fn told(&self, iri: &str) -> Option<Told> {
        let said = self.snapshot.matching(Some(iri), None, None, Some(GraphNameRef::DefaultGraph));
        let mut told = Told {
            iri: iri.to_owned(),
            id: self.links.local(iri).to_owned(),
            href: self.links.page(iri),
            subject: self.term("Statement"),
            relation: self.term("Statement"),
            object: None,
            amount: String::new(),
            status: String::new(),
            status_name: String::new(),
            when: String::new(),
            confidence: String::new(),
            details: Vec::new(),
            contradicts: Vec::new(),
            supersedes: Vec::new(),
            quotes: Vec::new(),
        };
        let mut holds = false;
        for quad in said {
            holds |= quad.predicate.as_str() == names::PREDICATE;
            self.learn(&mut told, quad.predicate.as_str(), text(quad.object));
        }
        if !holds {
            return None;
        }
        told.details.sort();
        told.quotes = self.quotes(&told);
        Some(told)
    }

    fn learn(&self, told: &mut Told, predicate: &str, value: String) {
        match predicate {
            names::SUBJECT => told.subject = self.thing(&value),
            names::OBJECT => told.object = Some(self.thing(&value)),
            names::PREDICATE => told.relation = self.term(value.strip_prefix(RELATA).unwrap_or(&value)),
            _ => {}
        }
        let Some(name) = predicate.strip_prefix(RELATA) else { return };
        match name {
            "status" => {
                let status = value.strip_prefix(RELATA).unwrap_or(&value);
                self.vocabulary.label(status, self.language).clone_into(&mut told.status_name);
                status.clone_into(&mut told.status);
            }
            "amount" => told.amount = self.amount(&value),
            // A period is written with a slash, as ISO 8601 does.
            "start" => told.when = if told.when.is_empty() { value } else { format!("{value}/{}", told.when) },
            "end" => told.when = if told.when.is_empty() { value } else { format!("{}/{value}", told.when) },
            "confidence" => told.confidence = self.words.decimal(&value),
            "contradicts" => told.contradicts.push(self.statement_link(&value)),
            "supersedes" => told.supersedes.push(self.statement_link(&value)),
            "held-share" => {
                let share = value.parse::<f64>().map_or(value, |share| self.words.percent(share));
                told.details.push((self.vocabulary.label(name, self.language).to_owned(), share));
            }
            _ => told.details.push((self.vocabulary.label(name, self.language).to_owned(), value)),
        }
    }

    /// Another statement in one line.
    fn statement_link(&self, iri: &str) -> Thing {
        let name = |predicate| self.one(iri, predicate).unwrap_or_default();
        let relation = name(names::PREDICATE);
        let relation =
            self.vocabulary.label(relation.strip_prefix(RELATA).unwrap_or(&relation), self.language).to_owned();
        let status = name(names::STATUS);
        let status = self.vocabulary.label(status.strip_prefix(RELATA).unwrap_or(&status), self.language).to_owned();
        let ends = [names::SUBJECT, names::OBJECT].map(|end| {
            self.one(iri, end).map(|end| self.one(&end, names::LABEL).unwrap_or_default()).unwrap_or_default()
        });
        let name = format!("{} {relation} {} ({status})", ends[0], ends[1]);
        Thing { name, href: self.links.page(iri), iri: iri.to_owned(), kind: String::new() }
    }

    /// An amount in words of the language.
    pub(super) fn amount(&self, iri: &str) -> String {
        let (mut number, mut unit, mut bound) = (String::new(), String::new(), String::new());
        for quad in self.snapshot.matching(Some(iri), None, None, Some(GraphNameRef::DefaultGraph)) {
            let predicate = quad.predicate.as_str();
            let value = text(quad.object.clone());
            match predicate.strip_prefix(names::SCHEMA) {
                Some("value" | "minValue" | "maxValue") => number = value,
                Some("currency" | "unitText") => unit = value,
                _ if predicate.strip_prefix(RELATA) == Some("bound") => {
                    value.strip_prefix(RELATA).unwrap_or_default().clone_into(&mut bound);
                }
                _ => {}
            }
        }
        let bound = if bound == "exact" { "" } else { self.vocabulary.label(&bound, self.language) };
        let number = self.words.number(&number);
        let parts = [bound, number.as_str(), unit.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Where documents say it, sorted by date and place.
    fn quotes(&self, told: &Told) -> Vec<Quote> {
        let mut marks: Vec<String> = Vec::new();
        for thing in std::iter::once(&told.subject).chain(&told.object) {
            marks.push(thing.name.clone());
            marks.extend(self.all(&thing.iri, names::ALT_LABEL));
        }
        let found = self.snapshot.matching(Some(&told.iri), Some(names::DERIVED), None, None);
        let mut quotes: Vec<Quote> = found.filter_map(|quad| self.quote(&text(quad.object), &marks)).collect();
        quotes.sort_by(|a, b| {
            let dates = a.date.cmp(&b.date);
            let places = || (&a.document.iri, a.begin).cmp(&(&b.document.iri, b.begin));
            if dates == Ordering::Equal { places() } else { dates }
        });
        quotes
    }

    /// A stretch of a document with the names in `marks` marked.
    pub(super) fn quote(&self, iri: &str, marks: &[String]) -> Option<Quote> {
        let words = self.one(iri, names::ANCHOR)?;
        let begin = self.one(iri, names::BEGIN).and_then(|begin| begin.parse().ok()).unwrap_or(0);
        let document = iri.split('#').next().unwrap_or(iri);
        let date = self.one(document, &format!("{}date", names::DCTERMS)).unwrap_or_default();
        Some(Quote {
            iri: iri.to_owned(),
            document: self.document(document),
            date,
            begin,
            parts: marked(&words, marks),
        })
    }
}

/// Cuts a text where one of the names begins and ends; the longest name wins, and a name is a whole word.
fn marked(text: &str, names: &[String]) -> Vec<Stretch> {
    let mut parts = Vec::new();
    let (mut plain, mut at) = (0, 0);
    let whole = |start: usize, end: usize| {
        let before = text[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before && text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    };
    while at < text.len() {
        let fitting = names.iter().filter(|name| !name.is_empty() && text[at..].starts_with(name.as_str()));
        let longest = fitting.map(String::len).filter(|length| whole(at, at + length)).max();
        if let Some(length) = longest {
            if plain < at {
                parts.push(Stretch { text: text[plain..at].to_owned(), marked: false });
            }
            parts.push(Stretch { text: text[at..at + length].to_owned(), marked: true });
            at += length;
            plain = at;
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    if plain < text.len() {
        parts.push(Stretch { text: text[plain..].to_owned(), marked: false });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_marked_as_whole_words_the_longest_first() {
        let names = ["Orr".to_owned(), "Orr Labs".to_owned()];
        let parts = marked("Orr Labs, not Orrin, says Orr", &names);
        let marks: Vec<&str> = parts.iter().filter(|part| part.marked).map(|part| part.text.as_str()).collect();
        assert_eq!(marks, ["Orr Labs", "Orr"]);
        let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(whole, "Orr Labs, not Orrin, says Orr");
    }
}
