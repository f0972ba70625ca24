//! What nodes and edges carry in the formats of graph programs.
//!
//! Owns the columns: lower-case ASCII names that no reader gives a meaning of its own, one
//! type each. A missing value is left out.

use std::borrow::Cow;

use crate::graph::{Fact, FactId, Node};
use crate::model::Date;
use crate::model::statement::Attribute;

use super::options::Metrics;
use super::rows::{Arrow, Rows, Vertex};
use super::text;

/// Type of a column, within what every reader knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Whole,
    Truth,
}

impl Kind {
    /// The name that GraphML and GEXF share.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "double",
            Self::Whole => "long",
            Self::Truth => "boolean",
        }
    }
}

/// A column: its name, which is also its id, and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: Cow<'static, str>,
    pub(super) kind: Kind,
}

/// A value of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'v> {
    Text(Cow<'v, str>),
    /// The id of an edge.
    Id(FactId),
    Date(Date),
    Number(f64),
    Whole(usize),
    Truth(bool),
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl Value<'_> {
    /// Appends a number or truth value as every reader takes it, and leaves text to the format.
    pub(super) fn print(&self, out: &mut String, text: impl FnOnce(&mut String, &str)) {
        match self {
            Self::Text(value) => text(out, value),
            Self::Id(id) => {
                let mut bytes = *b"e:0123456789abcdef";
                bytes[2..].copy_from_slice(id.as_bytes());
                text(out, std::str::from_utf8(&bytes).expect("hexadecimal digits are ASCII"));
            }
            Self::Date(date) => match text::date(*date) {
                Some(written) => text(out, written.as_str()),
                None => text(out, &date.to_string()),
            },
            Self::Number(number) => text::number(out, *number),
            Self::Whole(number) => text::whole(out, *number),
            Self::Truth(truth) => out.push_str(if *truth { "true" } else { "false" }),
        }
    }
}

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name: Cow::Borrowed(name), kind }
}

/// How many columns an edge has.
pub(super) const EDGES: usize = 27;

/// The columns of edges.
pub(super) static EDGE: [Column; EDGES] = [
    column("edge_id", Kind::Text),
    column("relation", Kind::Text),
    column("status", Kind::Text),
    column("confidence", Kind::Number),
    column("sources", Kind::Whole),
    column("symmetric", Kind::Truth),
    column("amount", Kind::Number),
    column("unit", Kind::Text),
    column("bound", Kind::Text),
    column("start_said", Kind::Text),
    column("end_said", Kind::Text),
    column("role", Kind::Text),
    column("share", Kind::Number),
    column("counted", Kind::Text),
    column("law", Kind::Text),
    column("document", Kind::Text),
    column("document_title", Kind::Text),
    column("published", Kind::Text),
    column("link", Kind::Text),
    column("quote", Kind::Text),
    column("begin_index", Kind::Whole),
    column("end_index", Kind::Whole),
    column("extractor", Kind::Text),
    column("first_seen", Kind::Text),
    column("last_seen", Kind::Text),
    column("supersedes", Kind::Text),
    column("contradicts", Kind::Text),
];

/// The columns of nodes: fixed ones, measures when they were taken, metrics when they are columns.
pub(super) fn node_columns(rows: &Rows<'_>) -> Vec<Column> {
    let mut found = vec![
        column("entity_kind", Kind::Text),
        column("aliases", Kind::Text),
        column("same_as", Kind::Text),
        column("observations", Kind::Text),
        column("statements", Kind::Whole),
    ];
    if rows.measures.is_some() {
        found.push(column("community", Kind::Whole));
        found.push(column("page_rank", Kind::Number));
    }
    for metric in &rows.figures {
        let name = format!("metric_{}", metric.replace('-', "_"));
        found.push(Column { name: Cow::Owned(format!("{name}_unit")), kind: Kind::Text });
        found.push(Column { name: Cow::Owned(format!("{name}_said")), kind: Kind::Text });
        found.push(Column { name: Cow::Owned(name), kind: Kind::Number });
    }
    found
}

/// Gives the values of a node with the numbers of their columns.
pub(super) fn node(rows: &Rows<'_>, number: usize, mut put: impl FnMut(usize, Value<'_>)) {
    match rows.vertices[number] {
        Vertex::Entity(node) => entity(rows, node, &mut put),
        Vertex::Observation(fact) => {
            put(0, "Observation".into());
            put(3, observation(fact).into());
        }
    }
    put(4, Value::Whole(rows.degrees[number]));
    if let Some(measures) = &rows.measures {
        put(5, Value::Whole(measures.communities[number]));
        put(6, Value::Number((measures.ranks[number] * 1e6).round() / 1e6));
    }
}

fn entity(rows: &Rows<'_>, node: &Node, put: &mut impl FnMut(usize, Value<'_>)) {
    let entity = &node.entity;
    put(0, entity.kind.name().into());
    if !entity.aliases.is_empty() {
        put(1, list(entity.aliases.iter(), "; ").into());
    }
    if !entity.same_as.is_empty() {
        put(2, list(entity.same_as.iter(), " ").into());
    }
    if matches!(rows.metrics, Metrics::Text | Metrics::Columns) && !node.observations.is_empty() {
        put(3, node.observations.iter().map(observation).collect::<Vec<_>>().join("; ").into());
    }
    let start = 5 + if rows.measures.is_some() { 2 } else { 0 };
    for (turn, metric) in rows.figures.iter().enumerate() {
        let told = node.observations.iter().filter(|fact| *fact.relation == **metric);
        // The latest figure; a fact comes before a plan, and of equals the surer.
        let latest = told.filter(|fact| fact.value.is_some()).max_by(|a, b| {
            let when = |fact: &Fact| fact.time.as_ref().map(|time| time.end.unwrap_or(time.start).days().1);
            when(a).cmp(&when(b)).then(b.status.cmp(&a.status)).then(a.confidence.total_cmp(&b.confidence))
        });
        let Some((fact, value)) = latest.and_then(|fact| Some((fact, fact.value.as_ref()?))) else { continue };
        put(start + 3 * turn, value.unit.as_str().into());
        put(start + 3 * turn + 1, qualified(fact).into());
        put(start + 3 * turn + 2, Value::Number(value.number));
    }
}

fn list<'a>(items: impl Iterator<Item = &'a String>, by: &str) -> String {
    items.map(String::as_str).collect::<Vec<_>>().join(by)
}

/// A fact without its participants: *revenue 3 EUR*.
pub(super) fn said(fact: &Fact) -> String {
    let value = fact.value.as_ref().map(|value| format!(" {} {}", value.number, value.unit));
    format!("{}{}", fact.relation, value.unwrap_or_default())
}

/// When, and whether it is so: *2024, planned*.
fn qualified(fact: &Fact) -> String {
    let time = fact.time.as_ref().map(|time| format!("{}, ", time.start));
    format!("{}{}", time.unwrap_or_default(), fact.status.name())
}

/// An observation in a line: *revenue 3 EUR (2024, planned) [document: quote]*.
fn observation(fact: &Fact) -> String {
    let evidence = &fact.evidence[0];
    format!("{} ({}) [{}: {}]", said(fact), qualified(fact), evidence.document, evidence.text)
}

/// What facts say in one respect, each once, in their order.
pub(super) fn joined<'g>(facts: &[&'g Fact], what: impl Fn(&'g Fact) -> &'g str) -> Cow<'g, str> {
    if let [only] = facts {
        return Cow::Borrowed(what(only));
    }
    let mut each: Vec<&str> = Vec::new();
    for text in facts.iter().map(|fact| what(fact)) {
        if !each.contains(&text) {
            each.push(text);
        }
    }
    if let [only] = each[..] { Cow::Borrowed(only) } else { Cow::Owned(each.join("; ")) }
}

/// Gives the values of an edge with the numbers of their columns.
pub(super) fn edge(rows: &Rows<'_>, arrow: &Arrow, mut put: impl FnMut(usize, Value<'_>)) {
    let facts = rows.facts(arrow);
    let fact = facts[0];
    put(0, Value::Id(fact.id));
    put(1, Value::Text(rows.relation(arrow)));
    put(2, Value::Text(rows.status(arrow)));
    put(3, Value::Number(facts.iter().map(|fact| fact.confidence).fold(0.0, f64::max)));
    put(4, Value::Whole(sources(facts)));
    let symmetric = |fact: &&Fact| rows.ontology.relations.get(&fact.relation).is_some_and(|known| known.symmetric);
    put(5, Value::Truth(facts.iter().all(symmetric)));
    details(facts, &mut put);
    let evidence = &fact.evidence[0];
    put(15, joined(facts, |fact| &fact.evidence[0].document).as_ref().into());
    if let Some(info) = rows.documents.get(&*evidence.document) {
        if let Some(title) = &info.title {
            put(16, title.as_str().into());
        }
        if let Some(date) = info.date {
            put(17, Value::Date(date));
        }
        if let Some(source) = &info.source {
            put(18, source.as_str().into());
        }
    }
    match facts {
        [_] => put(19, (&*evidence.text).into()),
        _ => put(19, facts.iter().map(|fact| &*fact.evidence[0].text).collect::<Vec<_>>().join(" / ").into()),
    }
    if facts.len() == 1 {
        put(20, Value::Whole(evidence.start));
        put(21, Value::Whole(evidence.end));
    }
    put(22, joined(facts, |fact| &fact.extractor).as_ref().into());
    standing(facts, &mut put);
}

/// When documents said it first and last, and what it does to other facts.
fn standing(facts: &[&Fact], put: &mut impl FnMut(usize, Value<'_>)) {
    if let Some(date) = facts.iter().filter_map(|fact| fact.first_seen).min_by_key(|date| date.days()) {
        put(23, Value::Date(date));
    }
    if let Some(date) = facts.iter().filter_map(|fact| fact.last_seen).max_by_key(|date| date.days()) {
        put(24, Value::Date(date));
    }
    let lists: [(usize, fn(&Fact) -> &[FactId]); 2] = [(25, |fact| &fact.supersedes), (26, |fact| &fact.contradicts)];
    for (column, others) in lists {
        if facts.iter().all(|fact| others(fact).is_empty()) {
            continue;
        }
        let ids: Vec<String> = facts.iter().flat_map(|fact| others(fact)).map(|id| format!("e:{id}")).collect();
        put(column, ids.join("; ").into());
    }
}

fn sources(facts: &[&Fact]) -> usize {
    if let [fact] = facts {
        return fact.support();
    }
    let documents = facts.iter().flat_map(|fact| &fact.evidence).map(|evidence| &*evidence.document);
    documents.collect::<std::collections::BTreeSet<&str>>().len()
}

/// Amount, time and attributes: of facts taken together those that a single one has.
fn details(facts: &[&Fact], put: &mut impl FnMut(usize, Value<'_>)) {
    let only = |has: &dyn Fn(&Fact) -> bool| {
        let mut found = facts.iter().filter(|fact| has(fact));
        found.next().filter(|_| found.next().is_none())
    };
    if let Some(value) = only(&|fact| fact.value.is_some()).and_then(|fact| fact.value.as_ref()) {
        put(6, Value::Number(value.number));
        put(7, value.unit.as_str().into());
        put(8, value.bound.name().into());
    }
    if let Some(time) = only(&|fact| fact.time.is_some()).and_then(|fact| fact.time.as_ref()) {
        put(9, Value::Date(time.start));
        if let Some(end) = time.end {
            put(10, Value::Date(end));
        }
    }
    if facts.iter().all(|fact| fact.attributes.is_empty()) {
        return;
    }
    for (column, name) in [(11, "role"), (12, "share"), (13, "counted"), (14, "law")] {
        match only(&|fact| fact.attributes.get(name).is_some()).and_then(|fact| fact.attributes.get(name)) {
            Some(Attribute::Number(number)) if EDGE[column].kind == Kind::Number => put(column, Value::Number(*number)),
            Some(Attribute::Number(number)) => put(column, number.to_string().into()),
            Some(Attribute::Text(text)) if EDGE[column].kind == Kind::Text => put(column, text.as_str().into()),
            // A share in words has no place in a column of numbers.
            Some(Attribute::Text(_)) | None => {}
        }
    }
}

/// The id of an edge.
pub(super) fn edge_id(fact: &Fact) -> String {
    format!("e:{}", fact.id)
}
