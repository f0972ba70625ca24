//! The page that draws a graph and grows it as names are clicked, and what stands around each name.
//!
//! Owns the names to begin with, the labels that the page's script shows, and the JSON at `entity/x.graph.json`: the same address behind a server and as a file. It says nothing in a language but names and
//! amounts, so that one file does for both.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::ontology::vocab::RELATA;

use super::names;
use super::reader::Reader;
use super::render::View;
use super::schema;

/// How the address ends.
pub(in crate::serve) const ENDING: &str = ".graph.json";
/// Statements of one entity that are drawn: more cannot be read.
const MOST: usize = 150;

/// Names that the page begins with.
const BEGINNINGS: usize = 40;

/// The graph that grows; without a script, or before a name is chosen, a list of names to begin with.
pub(super) fn view(reader: &Reader<'_>) -> View {
    let place = |iri: &str| {
        let local = reader.links.local(iri);
        format!("{}?entity={local}", reader.links.path("explore"))
    };
    let biggest: Vec<Value> = reader
        .snapshot
        .index()
        .entities
        .iter()
        .take(BEGINNINGS)
        .map(|it| json!({ "name": it.name, "href": place(&it.iri), "kind": it.kind, "degree": it.degree }))
        .collect();
    let (mut relations, mut statuses, mut kinds) = (Map::new(), Map::new(), Map::new());
    for (name, term) in &reader.vocabulary.terms {
        let is = |class: &str| term.classes.iter().any(|found| found == class);
        let label = json!(reader.vocabulary.label(name, reader.language));
        let labels = if is("Relation") {
            &mut relations
        } else if is("Status") {
            &mut statuses
        } else if name.starts_with(char::is_uppercase) {
            &mut kinds
        } else {
            continue;
        };
        labels.insert(name.clone(), label);
    }
    let labels = json!({
        "relations": relations, "statuses": statuses, "kinds": kinds,
        "statement": reader.words.get("statement"), "more": reader.words.get("more"),
    });
    let content = json!({
        "title": reader.words.get("explore"), "biggest": biggest, "labels": schema::inert(&labels),
    });
    View { template: "explore.html", content }
}

/// What is said between an entity and others; nothing when there is no such entity. `readers` are those of each language.
pub(super) fn around(readers: &[Reader<'_>], iri: &str) -> Option<Value> {
    let reader = readers.first()?;
    if reader.thing(iri).kind.is_empty() {
        return None;
    }
    let mut statements = [names::SUBJECT, names::OBJECT].map(|end| reader.statements(iri, end)).concat();
    statements.sort_unstable();
    // What an entity says of itself stands at both ends.
    statements.dedup();
    let mut edges: Vec<Value> = statements.iter().filter_map(|statement| edge(reader, statement)).collect();
    // Facts are drawn before what was only said.
    edges.sort_by_key(|edge| edge["status"] != "completed");
    let left = edges.len().saturating_sub(MOST);
    edges.truncate(MOST);
    for edge in &mut edges {
        amounts(readers, edge);
    }
    let mut nodes: BTreeMap<String, Value> = BTreeMap::new();
    let ends = edges.iter().flat_map(|edge| [&edge["from"], &edge["to"]]).filter_map(Value::as_str);
    for path in ends.chain([inside(reader, iri).as_str()]) {
        nodes.entry(path.to_owned()).or_insert_with(|| node(reader, path));
    }
    Some(
        json!({ "entity": inside(reader, iri), "nodes": nodes.into_values().collect::<Vec<_>>(), "edges": edges, "left": left }),
    )
}

/// The path of a thing of the site.
fn inside(reader: &Reader<'_>, iri: &str) -> String {
    iri.strip_prefix(&reader.snapshot.base).unwrap_or(iri).to_owned()
}

fn node(reader: &Reader<'_>, path: &str) -> Value {
    let iri = format!("{}{path}", reader.snapshot.base);
    let thing = reader.thing(&iri);
    let says = [names::SUBJECT, names::OBJECT].map(|end| reader.count(&iri, end)).iter().sum::<usize>();
    json!({ "id": path, "name": thing.name, "kind": thing.kind, "statements": says })
}

/// A statement between two entities.
fn edge(reader: &Reader<'_>, iri: &str) -> Option<Value> {
    let one = |predicate: &str| reader.one(iri, predicate);
    let local = |predicate: &str| one(predicate).map(|term| term.strip_prefix(RELATA).unwrap_or(&term).to_owned());
    Some(json!({
        "id": inside(reader, iri),
        "from": inside(reader, &one(names::SUBJECT)?),
        "to": inside(reader, &one(names::OBJECT)?),
        "relation": local(names::PREDICATE)?,
        "status": local(names::STATUS)?,
        "when": one(names::START).unwrap_or_default(),
    }))
}

/// Adds the amount of a statement in each language, when it has one.
fn amounts(readers: &[Reader<'_>], edge: &mut Value) {
    let Some(reader) = readers.first() else { return };
    let iri = format!("{}{}", reader.snapshot.base, edge["id"].as_str().unwrap_or_default());
    let Some(amount) = reader.one(&iri, &format!("{RELATA}amount")) else { return };
    for reader in readers {
        edge["amount"][reader.language.tag()] = json!(reader.amount(&amount));
    }
}
