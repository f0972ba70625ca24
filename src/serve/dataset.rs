//! What the data set and the service say of themselves: VoID, DCAT, the SPARQL Service Description, the sitemap.
//!
//! Owns `/.well-known/void`, the description at `/sparql`, `/sitemap.xml`, `/robots.txt`. What only the owner of the site knows
//! (licence, publisher) comes from `site.ttl`.

use oxrdf::{Literal, NamedNode, Triple};
use oxrdfio::{RdfFormat, RdfParser};

use crate::ontology::vocab::RELATA;

use super::exchange::{Body, Fault, Reply};
use super::pages::drawing::escaped;
use super::pages::names;
use super::snapshot::Snapshot;

const VOID: &str = "http://rdfs.org/ns/void#";
const DCAT: &str = "http://www.w3.org/ns/dcat#";
const DCTERMS: &str = "http://purl.org/dc/terms/";
const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const FORMATS: &str = "http://www.w3.org/ns/formats/";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Addresses in one file of a sitemap, at most (sitemaps.org).
const MOST: usize = 50_000;

/// Triples in the making.
struct Said(Vec<Triple>);

impl Said {
    fn node(&mut self, subject: &str, predicate: String, object: &str) {
        let object = NamedNode::new_unchecked(object);
        self.0.push(Triple::new(NamedNode::new_unchecked(subject), NamedNode::new_unchecked(predicate), object));
    }

    fn text(&mut self, subject: &str, predicate: String, object: impl Into<Literal>) {
        let object: Literal = object.into();
        self.0.push(Triple::new(NamedNode::new_unchecked(subject), NamedNode::new_unchecked(predicate), object));
    }

    fn count(&mut self, subject: &str, predicate: String, count: usize) {
        let integer = NamedNode::new_unchecked(format!("{XSD}integer"));
        self.text(subject, predicate, Literal::new_typed_literal(count.to_string(), integer));
    }
}

/// The triples of `site.ttl`; relative IRIs are those of the site.
pub(super) fn site(turtle: &str, base: &str) -> Result<Vec<Triple>, String> {
    let parser = RdfParser::from_format(RdfFormat::Turtle).with_base_iri(base).map_err(|cause| cause.to_string())?;
    parser.for_slice(turtle.as_bytes()).map(|quad| quad.map(Triple::from).map_err(|cause| cause.to_string())).collect()
}

/// The data set in VoID and DCAT.
pub(super) fn void(snapshot: &Snapshot, site: &[Triple]) -> Vec<Triple> {
    let (base, index) = (snapshot.base.as_str(), snapshot.index());
    let (void, dcat, dcterms) =
        (|n: &str| format!("{VOID}{n}"), |n: &str| format!("{DCAT}{n}"), |n: &str| format!("{DCTERMS}{n}"));
    let mut said = Said(Vec::new());
    for class in [void("Dataset"), dcat("Dataset")] {
        said.node(base, names::TYPE.to_owned(), &class);
    }
    said.text(base, dcterms("identifier"), Literal::new_simple_literal(&snapshot.manifest.dataset));
    said.count(base, void("triples"), snapshot.manifest.quads);
    said.count(base, void("entities"), index.entities.len());
    said.count(base, void("documents"), snapshot.manifest.documents.len());
    said.text(base, void("uriSpace"), Literal::new_simple_literal(base));
    said.node(base, void("sparqlEndpoint"), &format!("{base}sparql"));
    said.node(base, void("vocabulary"), RELATA);
    if let Some(first) = index.entities.first() {
        said.node(base, void("exampleResource"), &first.iri);
    }
    let service = format!("{base}sparql");
    said.node(base, dcat("distribution"), &format!("{base}store?default"));
    said.node(&format!("{base}store?default"), names::TYPE.to_owned(), &dcat("Distribution"));
    said.node(&format!("{base}store?default"), dcat("accessURL"), &format!("{base}store?default"));
    said.node(&service, names::TYPE.to_owned(), &dcat("DataService"));
    said.node(&service, dcat("servesDataset"), base);
    said.node(&service, dcat("endpointURL"), &service);
    let mut uses: Vec<(&String, &usize)> = index.uses.iter().collect();
    uses.sort();
    for (name, count) in uses {
        let class = name.starts_with(char::is_uppercase);
        let (part, partition, term, number) = if class {
            (format!("{base}.well-known/void#class-{name}"), "classPartition", "class", "entities")
        } else {
            (format!("{base}.well-known/void#property-{name}"), "propertyPartition", "property", "triples")
        };
        said.node(base, void(partition), &part);
        said.node(&part, void(term), &format!("{RELATA}{name}"));
        said.count(&part, void(number), *count);
    }
    said.0.extend(site.iter().cloned());
    said.0
}

/// The service in the SPARQL 1.1 Service Description.
pub(super) fn service(snapshot: &Snapshot, writable: bool) -> Vec<Triple> {
    let endpoint = format!("{}sparql", snapshot.base);
    let sd = |name: &str| format!("{SD}{name}");
    let mut said = Said(Vec::new());
    said.node(&endpoint, names::TYPE.to_owned(), &sd("Service"));
    said.node(&endpoint, sd("endpoint"), &endpoint);
    said.node(&endpoint, sd("supportedLanguage"), &sd("SPARQL11Query"));
    if writable {
        said.node(&endpoint, sd("supportedLanguage"), &sd("SPARQL11Update"));
    }
    for format in [
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
        "RDF_XML",
        "JSON-LD",
    ] {
        said.node(&endpoint, sd("resultFormat"), &format!("{FORMATS}{format}"));
    }
    let (dataset, graph) = (snapshot.base.clone(), format!("{}store?default", snapshot.base));
    said.node(&endpoint, sd("defaultDataset"), &dataset);
    said.node(&dataset, names::TYPE.to_owned(), &sd("Dataset"));
    said.node(&dataset, sd("defaultGraph"), &graph);
    said.node(&graph, names::TYPE.to_owned(), &sd("Graph"));
    for document in &snapshot.manifest.documents {
        let name = snapshot.namer.document(&document.name);
        said.node(&dataset, sd("namedGraph"), &format!("{}#graph", name.as_str()));
        said.node(&format!("{}#graph", name.as_str()), sd("name"), name.as_str());
    }
    said.0
}

/// The pages of the site that stand for things: entities and documents, by number of the file.
pub(super) fn sitemap(snapshot: &Snapshot, name: &str) -> Result<Reply, Fault> {
    let base = &snapshot.base;
    let documents = snapshot.manifest.documents.iter().map(|entry| snapshot.namer.document(&entry.name).into_string());
    let things = snapshot.index().entities.iter().map(|entity| entity.iri.clone()).chain(documents);
    let places: Vec<String> = [format!("{base}index"), format!("{base}ontology")].into_iter().chain(things).collect();
    let number: Option<usize> = name.strip_prefix("sitemap-").and_then(|rest| rest.strip_suffix(".xml")?.parse().ok());
    let (element, inner, listed) = match number {
        None if places.len() <= MOST => ("urlset", "url", places.iter().map(|place| format!("{place}.html")).collect()),
        None => {
            let files = places.len().div_ceil(MOST);
            ("sitemapindex", "sitemap", (1..=files).map(|file| format!("{base}sitemap-{file}.xml")).collect::<Vec<_>>())
        }
        Some(number) => {
            let part = places.chunks(MOST).nth(number.wrapping_sub(1)).ok_or_else(Fault::missing)?;
            ("urlset", "url", part.iter().map(|place| format!("{place}.html")).collect())
        }
    };
    let listed: String =
        listed.iter().map(|place| format!("<{inner}><loc>{}</loc></{inner}>\n", escaped(place))).collect();
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let text =
        format!("{head}<{element} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{listed}</{element}>\n");
    Ok(Reply::new("application/xml", Body::Whole(text.into_bytes())))
}

/// Programs that read everything are led to the pages; answers to queries are not pages.
pub(super) fn robots(base: &str) -> Reply {
    let text = format!(
        "User-agent: *\nDisallow: /sparql\nDisallow: /store\nDisallow: /reconcile\nSitemap: {base}sitemap.xml\n"
    );
    Reply::new("text/plain; charset=utf-8", Body::Whole(text.into_bytes()))
}
