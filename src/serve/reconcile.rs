//! The W3C Reconciliation Service API 0.2 over the entities and their names.
//!
//! Owns the manifest, queries, suggestions, previews and data extension. Scores are 0 to 100: 100 for the same name.

use std::collections::BTreeMap;

use hyper::header;
use hyper::{Method, StatusCode};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::model::Language;
use crate::ontology::vocab::RELATA;

use super::exchange::{Body, Fault, Reply, Request, form, parameter};
use super::index::{Listed, folded, similar};
use super::pages::drawing::escaped;
use super::pages::names;
use super::snapshot::Snapshot;
use super::vocabulary::Vocabulary;

/// Queries in one request, at most.
const BATCH: usize = 200;
/// Candidates of one query, at most.
const MOST: usize = 50;

/// Answers for one snapshot.
pub(super) struct Service<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) vocabulary: &'s Vocabulary,
    /// Where clients reach the site.
    pub(super) root: String,
}

/// A query as clients send it.
#[derive(Deserialize)]
struct Query {
    query: String,
    #[serde(rename = "type", default)]
    kinds: Kinds,
    limit: Option<usize>,
    #[serde(default)]
    properties: Vec<Constraint>,
}

/// One type or several.
#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Kinds {
    #[default]
    None,
    One(String),
    Several(Vec<String>),
}

/// What a candidate is wanted to have.
#[derive(Deserialize)]
struct Constraint {
    pid: String,
    v: Value,
}

/// What a client wants to know of entities.
#[derive(Deserialize)]
struct Extension {
    ids: Vec<String>,
    properties: Vec<Wanted>,
}

#[derive(Deserialize)]
struct Wanted {
    id: String,
}

impl Service<'_> {
    /// Answers a request to `/reconcile` or below.
    pub(super) fn answer(&self, request: &Request) -> Result<Reply, Fault> {
        let mut pairs = request.parameters();
        if request.method == Method::POST {
            pairs.extend(form(&request.body));
        }
        let of = |name: &str| parameter(&pairs, name).unwrap_or_default();
        match request.path.trim_start_matches("/reconcile").trim_matches('/') {
            "" => match (parameter(&pairs, "queries"), parameter(&pairs, "extend")) {
                (Some(queries), _) => self.batch(queries),
                (None, Some(extension)) => self.extend(extension),
                (None, None) => Ok(Reply::json(&self.manifest())),
            },
            "suggest/entity" => Ok(Reply::json(&self.suggest_entity(of("prefix")))),
            "suggest/type" => Ok(Reply::json(&self.suggest_term(of("prefix"), true))),
            "suggest/property" => Ok(Reply::json(&self.suggest_term(of("prefix"), false))),
            "properties" => Ok(Reply::json(&self.propose(of("type"), of("limit").parse().unwrap_or(MOST)))),
            "preview" => self.preview(of("id")),
            _ => Err(Fault::missing()),
        }
    }

    fn entity_space(&self) -> String {
        format!("{}entity/", self.snapshot.base)
    }

    fn manifest(&self) -> Value {
        let root = &self.root;
        let service = format!("{root}reconcile");
        let suggest = |what: &str| json!({ "service_url": service, "service_path": format!("/suggest/{what}") });
        json!({
            "versions": ["0.2"],
            "name": "relata",
            "identifierSpace": self.entity_space(),
            "schemaSpace": RELATA,
            "defaultTypes": self.kinds().iter().map(|name| self.kind(name)).collect::<Vec<_>>(),
            "view": { "url": format!("{root}entity/{{{{id}}}}") },
            "preview": { "url": format!("{service}/preview?id={{{{id}}}}"), "width": 400, "height": 160 },
            "suggest": { "entity": suggest("entity"), "type": suggest("type"), "property": suggest("property") },
            "extend": {
                "propose_properties": { "service_url": service, "service_path": "/properties" },
                "property_settings": [],
            },
        })
    }

    /// The kinds of entities, by how many there are.
    fn kinds(&self) -> Vec<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entity in &self.snapshot.index().entities {
            *counts.entry(&entity.kind).or_default() += 1;
        }
        let mut kinds: Vec<(&str, usize)> = counts.into_iter().collect();
        kinds.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        kinds.into_iter().map(|(kind, _)| kind.to_owned()).collect()
    }

    fn kind(&self, name: &str) -> Value {
        json!({ "id": name, "name": self.vocabulary.label(name, Language::English) })
    }

    fn id<'i>(&self, iri: &'i str) -> &'i str {
        iri.strip_prefix(&self.entity_space()).unwrap_or(iri)
    }

    fn batch(&self, text: &str) -> Result<Reply, Fault> {
        let queries: BTreeMap<String, Query> = serde_json::from_str(text)
            .map_err(|cause| Fault::bad(format!("`queries` is no batch of queries: {cause}")))?;
        if queries.len() > BATCH {
            let message = format!("a batch may have {BATCH} queries, this one has {}", queries.len());
            return Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, message));
        }
        let answers: Map<String, Value> =
            queries.iter().map(|(name, query)| (name.clone(), json!({ "result": self.candidates(query) }))).collect();
        Ok(Reply::json(&Value::Object(answers)))
    }

    fn candidates(&self, query: &Query) -> Vec<Value> {
        let kinds: Vec<&str> = match &query.kinds {
            Kinds::None => Vec::new(),
            Kinds::One(kind) => vec![kind],
            Kinds::Several(kinds) => kinds.iter().map(String::as_str).collect(),
        };
        let fits = |entity: &Listed| {
            kinds.is_empty()
                || kinds
                    .iter()
                    .any(|kind| self.vocabulary.is_a(&entity.kind, kind.strip_prefix(RELATA).unwrap_or(kind)))
        };
        let index = self.snapshot.index();
        let mut found: Vec<(&Listed, f64)> = index
            .search(&query.query, usize::MAX)
            .into_iter()
            .map(|(entity, likeness)| (entity, f64::from(likeness)))
            .filter(|(entity, _)| fits(entity))
            .collect();
        if found.is_empty() {
            found = similar(index, &query.query).into_iter().filter(|(entity, _)| fits(entity)).collect();
        }
        for (entity, score) in &mut found {
            for constraint in &query.properties {
                // What is wanted and not so makes a candidate less likely; it may only be unknown.
                if !self.has(&entity.iri, constraint) {
                    *score *= 0.7;
                }
            }
        }
        found.sort_by(|a, b| {
            b.1.total_cmp(&a.1).then_with(|| b.0.degree.cmp(&a.0.degree)).then_with(|| a.0.iri.cmp(&b.0.iri))
        });
        let sure = found.iter().filter(|(_, score)| *score >= 100.0).count() == 1;
        found.truncate(query.limit.unwrap_or(10).clamp(1, MOST));
        let shown = |(entity, score): &(&Listed, f64)| {
            json!({
                "id": self.id(&entity.iri), "name": entity.name, "score": score, "match": sure && *score >= 100.0,
                "type": [self.kind(&entity.kind)], "description": entity.aliases.join(", "),
                "features": [{ "id": "statements", "value": entity.degree }],
            })
        };
        found.iter().map(shown).collect()
    }

    /// Whether an entity has a value: an entity by its id or name, or a text.
    fn has(&self, iri: &str, constraint: &Constraint) -> bool {
        let wanted: Vec<String> = match &constraint.v {
            Value::Array(values) => values.iter().map(plain).collect(),
            value => vec![plain(value)],
        };
        let held = self.values(iri, &constraint.pid);
        wanted.iter().any(|wanted| {
            held.iter().any(|value| {
                let texts = ["id", "name", "str"].iter().filter_map(|key| value[key].as_str());
                let number = value["float"].as_f64().map(|number| number.to_string());
                texts.map(folded).any(|text| text == folded(wanted)) || number.is_some_and(|number| number == *wanted)
            })
        })
    }

    /// What an entity has of a property, as cells of the API.
    fn values(&self, iri: &str, property: &str) -> Vec<Value> {
        let store = &self.snapshot.store;
        let name = property.strip_prefix(RELATA).unwrap_or(property);
        let predicate = match name {
            "name" => names::LABEL.to_owned(),
            "alias" => names::ALT_LABEL.to_owned(),
            "same-as" => names::SAME_AS.to_owned(),
            name => format!("{RELATA}{name}"),
        };
        let mut cells: Vec<Value> = store
            .matching(Some(iri), Some(&predicate), None, Some(oxrdf::GraphNameRef::DefaultGraph))
            .map(|quad| match quad.object {
                oxrdf::Term::Literal(literal) if literal.value() == "true" => json!({ "bool": true }),
                oxrdf::Term::Literal(literal) => json!({ "str": literal.value() }),
                oxrdf::Term::NamedNode(node) => self.cell(node.as_str()),
                oxrdf::Term::BlankNode(node) => json!({ "str": node.as_str() }),
            })
            .collect();
        cells.sort_by_key(ToString::to_string);
        cells
    }

    /// An entity, the number of an amount, or an address.
    fn cell(&self, iri: &str) -> Value {
        let one = |predicate: &str| {
            let mut found = self.snapshot.matching(Some(iri), Some(predicate), None, None);
            found.next().map(|quad| super::pages::text(quad.object))
        };
        if iri.starts_with(&self.entity_space()) {
            return json!({ "id": self.id(iri), "name": one(names::LABEL).unwrap_or_else(|| self.id(iri).to_owned()) });
        }
        let number =
            ["value", "minValue", "maxValue"].iter().find_map(|name| one(&format!("https://schema.org/{name}")));
        match number.and_then(|number| number.parse::<f64>().ok()) {
            Some(number) => json!({ "float": number }),
            None => json!({ "str": iri }),
        }
    }

    fn suggest_entity(&self, prefix: &str) -> Value {
        let found = self.snapshot.index().search(prefix, 10);
        let shown = |(entity, _): &(&Listed, u8)| json!({ "id": self.id(&entity.iri), "name": entity.name, "description": entity.aliases.join(", "), "notable": [self.kind(&entity.kind)] });
        json!({ "result": found.iter().map(shown).collect::<Vec<_>>() })
    }

    fn suggest_term(&self, prefix: &str, kinds: bool) -> Value {
        let wanted = folded(prefix);
        let names: Vec<String> = if kinds { self.kinds() } else { self.properties("") };
        let found = names.iter().filter(|name| {
            let label = folded(self.vocabulary.label(name, Language::English));
            label.starts_with(&wanted) || name.starts_with(prefix)
        });
        let shown = |name: &String| {
            let definition = self.vocabulary.terms.get(name).map_or("", |term| term.definition(Language::English));
            json!({ "id": name, "name": self.vocabulary.label(name, Language::English), "description": definition })
        };
        json!({ "result": found.take(20).map(shown).collect::<Vec<_>>() })
    }

    /// The properties that entities of a kind may have; of any kind when none is named.
    fn properties(&self, kind: &str) -> Vec<String> {
        let kind = kind.strip_prefix(RELATA).unwrap_or(kind);
        let own = ["name", "alias", "same-as"].map(str::to_owned);
        let said = self.vocabulary.terms.iter().filter(|(_, term)| {
            let told = term.classes.iter().any(|class| class == "Relation" || class == "Metric");
            told && (kind.is_empty() || term.domain.iter().any(|domain| self.vocabulary.is_a(kind, domain)))
        });
        own.into_iter().chain(said.map(|(name, _)| name.clone())).collect()
    }

    fn propose(&self, kind: &str, limit: usize) -> Value {
        let shown = |name: &String| json!({ "id": name, "name": self.vocabulary.label(name, Language::English) });
        let found: Vec<Value> = self.properties(kind).iter().take(limit).map(shown).collect();
        json!({ "type": kind, "limit": limit, "properties": found })
    }

    fn extend(&self, text: &str) -> Result<Reply, Fault> {
        let asked: Extension = serde_json::from_str(text)
            .map_err(|cause| Fault::bad(format!("`extend` is no data extension query: {cause}")))?;
        if asked.ids.len() * asked.properties.len() > 10_000 {
            return Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "an extension may have 10000 cells"));
        }
        let meta =
            |wanted: &Wanted| json!({ "id": wanted.id, "name": self.vocabulary.label(&wanted.id, Language::English) });
        let row = |id: &String| {
            let iri = format!("{}{id}", self.entity_space());
            let cells = asked.properties.iter().map(|wanted| (wanted.id.clone(), json!(self.values(&iri, &wanted.id))));
            (id.clone(), Value::Object(cells.collect()))
        };
        let rows: Map<String, Value> = asked.ids.iter().map(row).collect();
        Ok(Reply::json(&json!({ "meta": asked.properties.iter().map(meta).collect::<Vec<_>>(), "rows": rows })))
    }

    /// A few lines about an entity, for a frame in another page.
    fn preview(&self, id: &str) -> Result<Reply, Fault> {
        let iri = format!("{}{id}", self.entity_space());
        let found =
            self.snapshot.index().entities.iter().find(|entity| entity.iri == iri).ok_or_else(Fault::missing)?;
        let kind = self.vocabulary.label(&found.kind, Language::English);
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}</title></head><body><h1>{0}</h1><p>{1}, {2} statements</p><p>{3}</p></body></html>",
            escaped(&found.name),
            escaped(kind),
            found.degree,
            escaped(&found.aliases.join(", ")),
        );
        let reply = Reply::new("text/html; charset=utf-8", Body::Whole(html.into_bytes()));
        Ok(reply.with(header::CONTENT_SECURITY_POLICY, "default-src 'none'"))
    }
}

/// A wanted value as text.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(entity) => entity.get("id").and_then(Value::as_str).unwrap_or_default().to_owned(),
        other => other.to_string(),
    }
}
