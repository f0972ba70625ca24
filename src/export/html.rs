//! A page to explore the graph with: one file that fetches nothing.
//!
//! Owns the data that the page reads and how the parts of `viewer/` become one file. How the page
//! looks and behaves stands there.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::graph::Fact;
use crate::model::statement::Attribute;
use crate::model::{EntityKind, Evidence, Language};

use super::palette;
use super::rows::{Rows, Vertex};

const PAGE: &str = include_str!("viewer/page.html");
const STYLE: &str = include_str!("viewer/page.css");
const SCRIPT: &str = include_str!("viewer/page.js");
const WORDS: &str = include_str!("viewer/words.json");
/// cytoscape.js, which draws graphs in a browser.
pub const LIBRARY: &str = include_str!("viewer/cytoscape.min.js");

pub(super) fn write(rows: &Rows<'_>, title: &str, out: &mut impl Write) -> io::Result<()> {
    let mut rest = PAGE;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").expect("the page closes what it opens");
        out.write_all(before.as_bytes())?;
        let part: Cow<'_, str> = match name {
            "title" => escaped(title).into(),
            "version" => env!("CARGO_PKG_VERSION").into(),
            "style" => STYLE.into(),
            "script" => SCRIPT.into(),
            "library" => LIBRARY.into(),
            "words" => inert(&serde_json::from_str(WORDS)?).into(),
            "data" => inert(&data(rows, title)).into(),
            other => unreachable!("the page names no part `{other}`"),
        };
        out.write_all(part.as_bytes())?;
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    super::xml::escape(&mut out, text);
    out
}

/// JSON that no element of a page can end in.
fn inert(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

fn data(rows: &Rows<'_>, title: &str) -> Value {
    let documents: HashMap<&str, usize> =
        rows.graph.documents().iter().enumerate().map(|(number, info)| (info.name.as_str(), number)).collect();
    let facts: Vec<(usize, Option<usize>, &Fact)> = facts(rows);
    let names: BTreeSet<&str> = facts.iter().map(|(_, _, fact)| &*fact.relation).collect();
    let relations: HashMap<&str, usize> = names.iter().enumerate().map(|(number, name)| (*name, number)).collect();
    let kinds: Map<String, Value> = EntityKind::ALL
        .into_iter()
        .map(|kind| (kind.name().to_owned(), json!(palette::hexadecimal(palette::kind(Some(kind))))))
        .collect();
    json!({
        "title": title,
        "kinds": kinds,
        "relations": names.iter().map(|name| relation(rows, name)).collect::<Vec<_>>(),
        "documents": rows.graph.documents().iter().map(document).collect::<Vec<_>>(),
        "nodes": (0..rows.vertices.len()).filter_map(|number| node(rows, number)).collect::<Vec<_>>(),
        "facts": facts
            .iter()
            .map(|(source, target, fact)| told(*source, *target, fact, &relations, &documents))
            .collect::<Vec<_>>(),
    })
}

/// Every fact with the places of its participants among the nodes.
fn facts<'g>(rows: &Rows<'g>) -> Vec<(usize, Option<usize>, &'g Fact)> {
    let alone = rows.vertices.iter().enumerate().flat_map(|(number, vertex)| match vertex {
        Vertex::Entity(node) => node.observations.iter().map(|fact| (number, None, fact)).collect::<Vec<_>>(),
        Vertex::Observation(_) => Vec::new(),
    });
    let between = rows.arrows.iter().flat_map(|arrow| {
        rows.facts(arrow).iter().map(|fact| (arrow.source, Some(arrow.target), *fact)).collect::<Vec<_>>()
    });
    alone.chain(between).collect()
}

fn relation(rows: &Rows<'_>, name: &str) -> Value {
    let known = rows.ontology.relations.get(name);
    let labels: Map<String, Value> = known
        .into_iter()
        .flat_map(|relation| &relation.labels)
        .map(|(language, label)| (language.tag().to_owned(), json!(label)))
        .collect();
    json!({ "name": name, "labels": labels })
}

fn document(info: &crate::model::DocumentInfo) -> Value {
    json!({
        "n": info.name,
        "title": info.title,
        "date": info.date.map(|date| date.to_string()),
        "publisher": info.publisher,
        "source": info.source,
        "lang": info.language.map(Language::tag),
    })
}

fn node(rows: &Rows<'_>, number: usize) -> Option<Value> {
    let Vertex::Entity(node) = rows.vertices[number] else { return None };
    let entity = &node.entity;
    let (x, y) = rows.measures.as_ref().map_or((0.0, 0.0), |measures| measures.places[number]);
    Some(json!({
        "i": &*entity.id.0,
        "n": entity.name,
        "k": entity.kind.name(),
        "x": x.round(),
        "y": y.round(),
        "a": entity.aliases.iter().collect::<Vec<_>>(),
        "l": entity.same_as.iter().collect::<Vec<_>>(),
    }))
}

fn told(
    source: usize,
    target: Option<usize>,
    fact: &Fact,
    relations: &HashMap<&str, usize>,
    documents: &HashMap<&str, usize>,
) -> Value {
    let evidence = |evidence: &Evidence| json!({ "d": documents.get(&*evidence.document), "t": &*evidence.text });
    let mut object = json!({
        "i": &*fact.id,
        "s": source,
        "t": target.map_or(json!(-1), |target| json!(target)),
        "r": relations.get(&*fact.relation),
        "st": fact.status.name(),
        "c": fact.confidence,
        "x": &*fact.extractor,
        "e": fact.evidence.iter().map(evidence).collect::<Vec<_>>(),
    });
    if let Some(value) = &fact.value {
        object["v"] = json!({ "n": value.number, "u": value.unit, "b": value.bound.name(), "t": value.text });
    }
    if let Some(time) = &fact.time {
        object["w"] = json!({ "s": time.start.to_string(), "e": time.end.map(|end| end.to_string()), "t": time.text });
    }
    for (key, others) in [("su", &fact.supersedes), ("co", &fact.contradicts)] {
        if !others.is_empty() {
            object[key] = json!(others.iter().map(|other| &**other).collect::<Vec<&str>>());
        }
    }
    if !fact.attributes.is_empty() {
        let attributes = fact.attributes.iter().map(|(name, value)| {
            let value = match value {
                Attribute::Text(text) => json!(text),
                Attribute::Number(number) => json!(number),
            };
            (name.to_owned(), value)
        });
        object["at"] = Value::Object(attributes.collect());
    }
    object
}
