//! The SPARQL 1.1 Protocol for queries (W3C, 2013).
//!
//! Owns what the protocol's parameters and media types mean; updates are those of `write`.

use std::sync::Arc;

use hyper::header;
use hyper::{Method, StatusCode};

use crate::rdf::PREFIXES;
use crate::store::{AnswerFormat, AnswerKind, Question, Services};

use super::bounds::Bounds;
use super::exchange::{Body, Fault, Reply, Request, form};
use super::limits;
use super::negotiate;
use super::snapshot::Snapshot;

/// Names of a format in `Accept`, the one it is sent as first.
type Offer = (&'static [&'static str], AnswerFormat);

const TABLES: [Offer; 4] = [
    (&["application/sparql-results+json", "application/json"], AnswerFormat::Json),
    (&["application/sparql-results+xml", "application/xml", "text/xml"], AnswerFormat::Xml),
    (&["text/csv"], AnswerFormat::Csv),
    (&["text/tab-separated-values"], AnswerFormat::Tsv),
];

/// The syntaxes of triples.
pub(super) const GRAPHS: [Offer; 4] = [
    (&["text/turtle", "application/x-turtle"], AnswerFormat::Turtle),
    (&["application/n-triples", "text/plain"], AnswerFormat::NTriples),
    (&["application/rdf+xml"], AnswerFormat::RdfXml),
    (&["application/ld+json", "application/json"], AnswerFormat::JsonLd),
];

/// What a request asks.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked {
    query: String,
    default_graphs: Vec<String>,
    named_graphs: Vec<String>,
}

/// Answers a question.
pub(super) fn answer(
    request: &Request,
    snapshot: &Arc<Snapshot>,
    bounds: &Arc<Bounds>,
    services: Option<&Arc<dyn Services>>,
) -> Result<Reply, Fault> {
    let asked = read(request)?;
    let accept = request.header(&header::ACCEPT);
    let (tag, steady) = (variant(&asked, accept, snapshot), steady(&asked.query));
    if steady && matches(request, &tag) {
        return Ok(Reply::empty(StatusCode::NOT_MODIFIED).with(header::ETAG, &tag));
    }
    let slot = bounds.enter(&request.stop)?;
    limits::check(&asked.query)?;
    let question = Question {
        text: &asked.query,
        prefixes: &PREFIXES,
        base: Some(&snapshot.manifest.base),
        default_graphs: &asked.default_graphs,
        named_graphs: &asked.named_graphs,
        union: false,
        also: snapshot.inferred.as_slice(),
        services: services.cloned(),
        stop: request.stop.clone(),
    };
    let answering = snapshot.store.ask(&question).map_err(|cause| slot.explain(cause.into()))?;
    let offers = if answering.kind() == AnswerKind::Triples { &GRAPHS } else { &TABLES };
    let (media, format) = choose(accept, offers)?;
    let flow =
        move |out: &mut dyn std::io::Write| answering.write(format, out).map_err(|cause| slot.explain(cause.into()));
    let reply = Reply::new(&typed(media), Body::Flow(Box::new(flow)));
    Ok(if steady { reply.with(header::ETAG, &tag) } else { reply })
}

/// The media type with the encoding of what is text.
pub(super) fn typed(media: &str) -> String {
    let text = media.starts_with("text/") || media == "application/n-triples";
    if text { format!("{media}; charset=utf-8") } else { media.to_owned() }
}

/// The format that the client likes best.
pub(super) fn choose(accept: &str, offers: &[Offer]) -> Result<(&'static str, AnswerFormat), Fault> {
    let names: Vec<&[&str]> = offers.iter().map(|(names, _)| *names).collect();
    let Some(at) = negotiate::best(accept, &names) else {
        let known: Vec<&str> = offers.iter().map(|(names, _)| names[0]).collect();
        return Err(Fault::new(StatusCode::NOT_ACCEPTABLE, format!("the answer can be given as {}", known.join(", "))));
    };
    Ok((offers[at].0[0], offers[at].1))
}

/// Reads the three ways of the protocol: GET, a form, the query itself.
fn read(request: &Request) -> Result<Asked, Fault> {
    let mut pairs = request.parameters();
    let mut direct = None;
    if request.method == Method::POST {
        match request.content_type().as_str() {
            "application/x-www-form-urlencoded" => pairs.extend(form(&request.body)),
            "application/sparql-query" => {
                let text = String::from_utf8(request.body.clone());
                direct = Some(text.map_err(|_| Fault::bad("the query is not UTF-8"))?);
            }
            other => {
                return Err(Fault::new(
                    StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    format!(
                        "a query is sent as application/sparql-query or application/x-www-form-urlencoded, not as `{other}`"
                    ),
                ));
            }
        }
    }
    let all = |name: &str| -> Vec<String> {
        pairs.iter().filter(|(found, _)| found == name).map(|(_, value)| value.clone()).collect()
    };
    let mut queries = all("query");
    queries.extend(direct);
    match <[String; 1]>::try_from(queries) {
        Ok([query]) => {
            Ok(Asked { query, default_graphs: all("default-graph-uri"), named_graphs: all("named-graph-uri") })
        }
        Err(queries) => Err(Fault::bad(format!("a request holds one query, not {}", queries.len()))),
    }
}

/// Whether the same query always has the same answer.
fn steady(query: &str) -> bool {
    let lower = query.to_ascii_lowercase();
    // What another endpoint says may change at any time.
    !lower.contains("service")
        && !["now", "rand", "uuid", "bnode", "struuid"].iter().any(|function| {
            lower.match_indices(function).any(|(at, _)| lower[at + function.len()..].trim_start().starts_with('('))
        })
}

/// What tells this answer from others at the same address.
fn variant(asked: &Asked, accept: &str, snapshot: &Snapshot) -> String {
    let all = format!("{asked:?}\n{accept}");
    etag(&snapshot.asked_tag(), &all)
}

/// A tag of what is said about `variant` in the snapshot `tag`. It is weak: compressed or not, the answer is the same.
pub(super) fn etag(tag: &str, variant: &str) -> String {
    format!("W/\"{tag}-{}\"", &crate::store::sha256(variant.as_bytes())[..12])
}

/// Whether the client has this already.
pub(super) fn matches(request: &Request, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let held = request.header(&header::IF_NONE_MATCH);
    held.split(',').any(|held| held.trim() == "*" || opaque(held) == opaque(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_from_call_to_call_is_not_steady() {
        assert!(steady("SELECT ?now { ?now ?p ?uuid }"));
        for query in ["SELECT (NOW() AS ?n) {}", "SELECT (rand () AS ?n) {}", "SELECT (StrUUID() AS ?n) {}"] {
            assert!(!steady(query), "{query}");
        }
    }
}
