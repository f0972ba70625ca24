//! Writing to graphs of a user's own, for those who hold the token: SPARQL 1.1 Update and the Graph Store Protocol.
//!
//! Owns who may write and what requests that write mean; what may be written, and where it is kept, is said by `store`.

use std::sync::Arc;

use hyper::header;
use hyper::{Method, StatusCode};
use oxrdf::{GraphName, Triple};
use oxrdfio::{RdfFormat, RdfParser};

use crate::rdf::PREFIXES;
use crate::store::{Change, sha256};

use super::bounds::Bounds;
use super::exchange::{Fault, Reply, Request, parameter};
use super::limits;
use super::snapshot::Current;

/// What writers show: its hash alone is held.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// Characters of a token, at least: it must not be guessed.
const LEAST: usize = 16;

impl Token {
    /// A token; nothing when it is too short to be safe.
    pub fn new(secret: &str) -> Option<Self> {
        (secret.chars().count() >= LEAST).then(|| Self(sha256(secret.as_bytes())))
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

/// Refuses those who may not write.
fn authorised(request: &Request, current: &Current) -> Result<(), Fault> {
    let Some(token) = current.token() else {
        return Err(Fault::new(StatusCode::FORBIDDEN, "this store is read-only; `relata build` changes it"));
    };
    let shown = request.header(&header::AUTHORIZATION);
    let shown = shown.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    // Hashes are compared, so that the time it takes says nothing of the token.
    if shown.is_some_and(|(_, shown)| sha256(shown.trim().as_bytes()) == token.0) {
        return Ok(());
    }
    Err(Fault::new(StatusCode::UNAUTHORIZED, "writing needs the token of this store: `Authorization: Bearer TOKEN`"))
}

/// Does what an update says.
pub(super) fn update(request: &Request, text: &str, current: &Current, bounds: &Arc<Bounds>) -> Result<Reply, Fault> {
    authorised(request, current)?;
    limits::check_update(text)?;
    let slot = bounds.enter(&request.stop)?;
    let change = Change::Update { text, prefixes: &PREFIXES, stop: request.stop.clone() };
    current.change(&change).map_err(|cause| slot.explain(cause.into()))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// Changes one graph, as PUT, POST and DELETE of the Graph Store Protocol say.
pub(super) fn graph(request: &Request, current: &Current, bounds: &Arc<Bounds>) -> Result<Reply, Fault> {
    authorised(request, current)?;
    let snapshot = current.get();
    let GraphName::NamedNode(graph) = super::graphs::named(&request.parameters(), &snapshot.base)? else {
        let message = "the default graph is made from documents by `relata build`";
        return Err(Fault::new(StatusCode::FORBIDDEN, message));
    };
    let name = GraphName::from(graph.clone());
    let held = snapshot.store.matching(None, None, None, Some(name.as_ref())).next().is_some();
    let _slot = bounds.enter(&request.stop)?;
    if request.method == Method::DELETE {
        if !held {
            return Err(Fault::new(StatusCode::NOT_FOUND, format!("there is no graph {graph}")));
        }
        current.change(&Change::Remove { graph })?;
        return Ok(Reply::empty(StatusCode::NO_CONTENT));
    }
    let triples = sent(request, graph.as_str())?;
    current.change(&Change::Put { graph, triples, replace: request.method == Method::PUT })?;
    Ok(Reply::empty(if held { StatusCode::NO_CONTENT } else { StatusCode::CREATED }))
}

/// The triples of a body.
fn sent(request: &Request, base: &str) -> Result<Vec<Triple>, Fault> {
    let media = request.content_type();
    let format = RdfFormat::from_media_type(if media.is_empty() { "text/turtle" } else { &media });
    let format = format.ok_or_else(|| {
        Fault::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            format!("triples are sent as text/turtle, application/n-triples, application/rdf+xml or application/ld+json, not as `{media}`"),
        )
    })?;
    let parser = RdfParser::from_format(format).without_named_graphs().rename_blank_nodes();
    let parser = parser.with_base_iri(base).map_err(|cause| Fault::bad(cause.to_string()))?;
    let quads = parser.for_slice(&request.body);
    quads.map(|quad| quad.map(Triple::from).map_err(|cause| Fault::bad(cause.to_string()))).collect()
}

/// The text of an update in a request, when it holds one.
pub(super) fn asked(request: &Request) -> Result<Option<String>, Fault> {
    if request.method != Method::POST {
        return Ok(None);
    }
    let pairs = match request.content_type().as_str() {
        "application/sparql-update" => {
            let text = String::from_utf8(request.body.clone());
            let pairs = request.parameters();
            usual(&pairs)?;
            return text.map(Some).map_err(|_| Fault::bad("the update is not UTF-8"));
        }
        "application/x-www-form-urlencoded" => super::exchange::form(&request.body),
        _ => return Ok(None),
    };
    let Some(text) = parameter(&pairs, "update") else { return Ok(None) };
    usual(&pairs)?;
    if pairs.iter().filter(|(name, _)| matches!(name.as_str(), "update" | "query")).count() > 1 {
        return Err(Fault::bad("a request holds one update"));
    }
    Ok(Some(text.to_owned()))
}

/// Refuses a dataset beside the update: the update itself names it.
fn usual(pairs: &[(String, String)]) -> Result<(), Fault> {
    let beside = pairs.iter().any(|(name, _)| matches!(name.as_str(), "using-graph-uri" | "using-named-graph-uri"));
    if beside { Err(Fault::bad("say in the update which graphs it reads (`USING`)")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_and_never_printed() {
        assert!(Token::new("short").is_none());
        let token = Token::new("a token that is long enough").expect("it is long");
        assert_eq!(format!("{token:?}"), "Token");
    }
}
