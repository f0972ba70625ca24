//! The SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013), for reading.
//!
//! Owns what `?default` and `?graph=` mean at `/store`.

use std::sync::Arc;

use hyper::header;
use hyper::{Method, StatusCode};
use oxrdf::{GraphName, GraphNameRef, NamedNode};

use super::bounds::Bounds;
use super::exchange::{Fault, Reply, Request, parameter};
use super::protocol::{self, GRAPHS};
use super::snapshot::Snapshot;
use super::triples;

/// Gives a graph.
pub(super) fn answer(request: &Request, snapshot: &Arc<Snapshot>, bounds: &Arc<Bounds>) -> Result<Reply, Fault> {
    if !matches!(request.method, Method::GET | Method::HEAD) {
        return Err(Fault::new(StatusCode::FORBIDDEN, "this store is read-only; `relata build` changes it"));
    }
    let pairs = request.parameters();
    let graph = match (parameter(&pairs, "default"), parameter(&pairs, "graph")) {
        (Some(_), None) => GraphName::DefaultGraph,
        (None, Some(iri)) => NamedNode::new(absolute(&snapshot.manifest.base, iri))
            .map_err(|cause| Fault::bad(format!("`{iri}` is no IRI: {cause}")))?
            .into(),
        _ => return Err(Fault::bad("name one graph: `?default` or `?graph=IRI`")),
    };
    let held = snapshot.store.matching(None, None, None, Some(GraphNameRef::from(&graph))).next().is_some();
    if !held && graph != GraphName::DefaultGraph {
        return Err(Fault::new(StatusCode::NOT_FOUND, format!("there is no graph {graph}")));
    }
    let (media, format) = protocol::choose(request.header(&header::ACCEPT), &GRAPHS)?;
    let tag = protocol::etag(&snapshot.tag, &format!("{graph} {media}"));
    if protocol::matches(request, &tag) {
        return Ok(Reply::empty(StatusCode::NOT_MODIFIED).with(header::ETAG, &tag));
    }
    let slot = bounds.enter(&request.stop)?;
    let (snapshot, stop) = (snapshot.clone(), request.stop.clone());
    let flow = move |out: &mut dyn std::io::Write| {
        let quads = snapshot.store.matching(None, None, None, Some(GraphNameRef::from(&graph)));
        let triples = quads.map(oxrdf::Triple::from).take_while(|_| !stop.stopped());
        triples::write(triples, format, &snapshot.manifest.base, out)?;
        if stop.stopped() { Err(slot.explain(Fault::busy("the answer was stopped"))) } else { Ok(()) }
    };
    Ok(Reply::new(&protocol::typed(media), super::exchange::Body::Flow(Box::new(flow))).with(header::ETAG, &tag))
}

/// An IRI relative to the base of the store, as clients write those of its documents.
fn absolute(base: &str, iri: &str) -> String {
    if iri.contains(':') { iri.to_owned() } else { format!("{base}{}", iri.trim_start_matches('/')) }
}
