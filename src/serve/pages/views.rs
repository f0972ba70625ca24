//! What each kind of page shows.
//!
//! Owns the content of templates, one function a kind.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::NamedNodeRef;
use serde_json::{Value, json};

use crate::ontology::vocab::RELATA;
use crate::rdf::PREFIXES;

use super::names;
use super::reader::{Reader, Told, subject, text};
use super::render::View;
use super::{drawing, schema, whole};

/// What the page at `path` shows.
pub(super) fn view(reader: &Reader<'_>, path: &str, query: &str) -> Option<View> {
    let iri = format!("{}{path}", reader.snapshot.base);
    match path.split('/').next().unwrap_or_default() {
        "" => Some(home(reader)),
        "search" => Some(search(reader, query)),
        "explore" => Some(super::explore::view(reader)),
        "query" => Some(query_page(reader)),
        "validation" => super::validation::view(reader),
        "ontology" => Some(ontology(reader)),
        "entity" => entity(reader, &iri),
        "statement" => statement(reader, &iri),
        "document" => document(reader, &iri),
        _ => None,
    }
}

/// What stands where nothing stands.
pub(super) fn missing(reader: &Reader<'_>) -> View {
    View { template: "missing.html", content: json!({ "title": reader.words.get("missing") }) }
}

/// An address elsewhere, as a link when a browser may follow it: anything else is only shown.
fn outside(address: &str) -> Value {
    let followed = address.starts_with("http://") || address.starts_with("https://");
    json!({ "name": address, "href": if followed { address } else { "" } })
}

fn entity(reader: &Reader<'_>, iri: &str) -> Option<View> {
    let thing = reader.thing(iri);
    if thing.kind.is_empty() {
        return None;
    }
    let told = |end: &str| -> Vec<Told> {
        reader.statements(iri, end).iter().filter_map(|statement| reader.told(statement)).collect()
    };
    let (says, mut said) = (told(names::SUBJECT), told(names::OBJECT));
    // A renaming is said of one entity by itself.
    said.retain(|told| told.subject.iri != iri);
    let (aliases, same) = (reader.all(iri, names::ALT_LABEL), reader.all(iri, names::SAME_AS));
    let mut groups = grouped(&says, false);
    groups.extend(grouped(&said, true));
    let all: Vec<Told> = says.into_iter().chain(said).collect();
    let drawn = drawing::draw(&thing, &all, reader.words.get("drawing"));
    let mut timeline: Vec<&Told> = all.iter().filter(|told| !told.when.is_empty()).collect();
    timeline.sort_by(|a, b| a.when.cmp(&b.when).then_with(|| a.iri.cmp(&b.iri)));
    let kind = reader.vocabulary.label(&thing.kind, reader.language).to_owned();
    let content = json!({
        "title": thing.name,
        "description": format!("{} – {kind}", thing.name),
        "schema": schema::inert(&schema::entity(&thing, &aliases, &same)),
        "entity": thing,
        "kind": kind,
        "aliases": aliases,
        "same": same.iter().map(|same| outside(same)).collect::<Vec<_>>(),
        "drawing": drawn.as_ref().map(|(drawing, _)| drawing),
        "grow": format!("{}?entity={}", reader.links.path("explore"), reader.links.local(iri)),
        "left": drawn.as_ref().map_or(0, |(_, left)| *left),
        "timeline": timeline,
        "groups": groups,
    });
    Some(View { template: "entity.html", content })
}

/// Statements by relation, in the order of the ontology's labels.
fn grouped(statements: &[Told], inverse: bool) -> Vec<Value> {
    let mut groups: BTreeMap<(&str, &str), Vec<&Told>> = BTreeMap::new();
    for told in statements {
        groups.entry((&told.relation.name, &told.relation.iri)).or_default().push(told);
    }
    let groups = groups.into_values();
    groups
        .map(|statements| json!({ "relation": statements[0].relation, "inverse": inverse, "statements": statements }))
        .collect()
}

fn sentence(told: &Told) -> String {
    let object = told.object.as_ref().map(|object| format!(" {}", object.name)).unwrap_or_default();
    let amount =
        if told.object.is_none() && !told.amount.is_empty() { format!(" {}", told.amount) } else { String::new() };
    format!("{} {}{object}{amount}", told.subject.name, told.relation.name)
}

fn statement(reader: &Reader<'_>, iri: &str) -> Option<View> {
    let told = reader.told(iri)?;
    let title = sentence(&told);
    let schema = schema::inert(&schema::statement(&told, &title));
    let content = json!({ "title": title, "description": title, "schema": schema, "s": told });
    Some(View { template: "statement.html", content })
}

fn document(reader: &Reader<'_>, iri: &str) -> Option<View> {
    let of = |name: &str| reader.one(iri, &format!("{}{name}", names::DCTERMS)).unwrap_or_default();
    let name = of("identifier");
    let derived =
        reader.snapshot.matching(None, Some(names::DERIVED), None, Some(NamedNodeRef::new_unchecked(iri).into()));
    let mut stretches: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for quad in derived {
        let statement = subject(&quad).to_owned();
        stretches.entry(text(quad.object)).or_default().insert(statement);
    }
    if name.is_empty() && stretches.is_empty() {
        return None;
    }
    let mut sentences: Vec<((usize, usize), Value)> = stretches
        .iter()
        .filter_map(|(stretch, statements)| {
            let statements: Vec<Told> = statements.iter().filter_map(|statement| reader.told(statement)).collect();
            let ends = statements.iter().flat_map(|told| std::iter::once(&told.subject).chain(&told.object));
            let marks: Vec<String> = ends.map(|thing| thing.name.clone()).collect();
            let quote = reader.quote(stretch, &marks)?;
            let begin = quote.begin;
            let end: usize = stretch.rsplit(',').next().and_then(|end| end.parse().ok()).unwrap_or(begin);
            Some(((begin, end), json!({ "begin": begin, "end": end, "parts": quote.parts, "statements": statements })))
        })
        .collect();
    sentences.sort_by_key(|(place, _)| *place);
    let places: Vec<(usize, usize)> = sentences.iter().map(|(place, _)| *place).collect();
    let text = reader.snapshot.texts.get(&name);
    let language = reader.snapshot.manifest.documents.iter().find(|entry| entry.name == name);
    let title = reader.document(iri).name;
    let (date, publisher) = (of("date"), of("publisher"));
    let content = json!({
        "title": title,
        "description": title,
        "schema": schema::inert(&schema::document(iri, &title, &date, &publisher)),
        "name": name,
        "date": date,
        "publisher": publisher,
        "source": outside(&of("source")),
        "language": language.and_then(|entry| entry.language.as_deref()),
        "paragraphs": text.map(|text| whole::paragraphs(text, &places)),
        "sentences": sentences.into_iter().map(|(_, sentence)| sentence).collect::<Vec<_>>(),
    });
    Some(View { template: "document.html", content })
}

/// How many entities and documents the first page lists.
const LISTED: usize = 40;

fn home(reader: &Reader<'_>) -> View {
    let (snapshot, words) = (reader.snapshot, reader.words);
    let index = snapshot.index();
    let biggest: Vec<Value> = index
        .entities
        .iter()
        .take(LISTED)
        .map(|it| json!({ "name": it.name, "href": reader.links.page(&it.iri), "kind": it.kind, "degree": it.degree }))
        .collect();
    let newest: Vec<Told> = index.newest.iter().filter_map(|iri| reader.told(iri)).collect();
    let count = |count: usize| words.decimal(&count.to_string());
    let manifest = &snapshot.manifest;
    let facts = [
        (words.get("entities"), count(index.entities.len())),
        (words.get("statements"), count(index.statements)),
        (words.get("documents"), count(manifest.documents.len())),
        (words.get("quads"), count(manifest.quads)),
        (words.get("hash"), manifest.dataset.clone()),
        (words.get("program"), format!("relata {}", manifest.program)),
    ];
    let documents: Vec<_> = manifest
        .documents
        .iter()
        .take(LISTED)
        .map(|entry| reader.document(snapshot.namer.document(&entry.name).as_str()))
        .collect();
    let (title, about) = ("relata", words.get("what"));
    let content = json!({
        "title": title,
        "description": about,
        "about": about,
        "schema": schema::inert(&schema::dataset(&snapshot.base, title, about, &manifest.dataset)),
        "biggest": biggest,
        "newest": newest,
        "facts": facts,
        "documents": documents,
    });
    View { template: "home.html", content }
}

fn search(reader: &Reader<'_>, query: &str) -> View {
    let found: Vec<Value> = reader
        .snapshot
        .index()
        .search(query, 50)
        .into_iter()
        .map(|(it, _)| {
            json!({
                "name": it.name, "href": reader.links.page(&it.iri), "kind": it.kind, "aliases": it.aliases,
                "kind_name": reader.vocabulary.label(&it.kind, reader.language),
            })
        })
        .collect();
    let title = format!("{} {query}", reader.words.get("search"));
    let content = json!({
        "title": title, "query": query, "found": found,
        "static_index": format!("{}search-index.json", reader.links.root),
    });
    View { template: "search.html", content }
}

/// Questions that the editor offers, each with its title in both languages at its head.
const QUESTIONS: [&str; 6] = [
    include_str!("../../../docs/questions/01-money-into-a-company.rq"),
    include_str!("../../../docs/questions/04-announced-never-completed.rq"),
    include_str!("../../../docs/questions/12-contradictions.rq"),
    include_str!("../../../docs/questions/15-who-leads.rq"),
    include_str!("../../../docs/questions/17-valuations.rq"),
    include_str!("../../../docs/questions/30-facts-only.rq"),
];

fn query_page(reader: &Reader<'_>) -> View {
    let mark = format!("# {}: ", reader.language.tag());
    let title = |text: &str| text.lines().find_map(|line| line.strip_prefix(&mark)).unwrap_or_default().to_owned();
    let examples: Vec<(String, &str)> = QUESTIONS.iter().map(|text| (title(text), *text)).collect();
    let prefixes: serde_json::Map<String, Value> =
        PREFIXES.iter().map(|(prefix, iri)| ((*prefix).to_owned(), json!(iri))).collect();
    let examples = schema::inert(&json!({ "prefixes": prefixes, "examples": examples }));
    View { template: "query.html", content: json!({ "title": reader.words.get("queries"), "examples": examples }) }
}

fn ontology(reader: &Reader<'_>) -> View {
    let index = reader.snapshot.index();
    let mut parts: [(&str, Vec<(usize, Value)>); 4] =
        [("classes", Vec::new()), ("relations", Vec::new()), ("metrics", Vec::new()), ("properties", Vec::new())];
    for (name, term) in &reader.vocabulary.terms {
        let is = |class: &str| term.classes.iter().any(|found| found == class);
        let part = if is("Relation") {
            1
        } else if is("Metric") {
            2
        } else if name.starts_with(char::is_uppercase) {
            0
        } else {
            3
        };
        let kinds = |kinds: &[String]| {
            kinds.iter().map(|kind| reader.vocabulary.label(kind, reader.language)).collect::<Vec<_>>().join(", ")
        };
        let other = |(_, iri): &(String, String)| match iri.strip_prefix(RELATA) {
            Some(local) => {
                json!({ "name": reader.vocabulary.label(local, reader.language), "href": format!("#{local}") })
            }
            None => json!({ "name": iri.rsplit(['/', '#']).next(), "href": iri }),
        };
        let shown = json!({
            "name": name,
            "label": reader.vocabulary.label(name, reader.language),
            "definition": term.definition(reader.language),
            "domain": kinds(&term.domain),
            "range": kinds(&term.range),
            "alignments": term.alignments.iter().map(other).collect::<Vec<_>>(),
            "uses": index.uses.get(name).map_or_else(String::new, |uses| reader.words.decimal(&uses.to_string())),
        });
        parts[part].1.push((term.order, shown));
    }
    let parts: Vec<Value> = parts
        .into_iter()
        .map(|(name, mut terms)| {
            terms.sort_by_key(|(order, _)| *order);
            json!({ "name": reader.words.get(name), "terms": terms.into_iter().map(|(_, term)| term).collect::<Vec<_>>() })
        })
        .collect();
    let title = reader.words.get("ontology");
    View { template: "ontology.html", content: json!({ "title": title, "parts": parts }) }
}
