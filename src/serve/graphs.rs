//! The SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013), for reading.
//!
//! Owns what `?default` and `?graph=` mean at `/store`; writing is that of `write`.

use std::sync::Arc;

use hyper::StatusCode;
use hyper::header;
use oxrdf::{GraphName, GraphNameRef, NamedNode};

use super::bounds::Bounds;
use super::exchange::{Fault, Reply, Request, parameter};
use super::protocol::{self, GRAPHS};
use super::snapshot::Snapshot;
use super::triples;

/// Gives a graph.
pub(super) fn answer(request: &Request, snapshot: &Arc<Snapshot>, bounds: &Arc<Bounds>) -> Result<Reply, Fault> {
    let graph = named(&request.parameters(), &snapshot.base)?;
    let held = snapshot.store.matching(None, None, None, Some(GraphNameRef::from(&graph))).next().is_some();
    if !held && graph != GraphName::DefaultGraph {
        return Err(Fault::new(StatusCode::NOT_FOUND, format!("there is no graph {graph}")));
    }
    let (media, format) = protocol::choose(request.header(&header::ACCEPT), &GRAPHS)?;
    let tag = protocol::etag(&snapshot.asked_tag(), &format!("{graph} {media}"));
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

/// The graph that a request names.
pub(super) fn named(pairs: &[(String, String)], base: &str) -> Result<GraphName, Fault> {
    match (parameter(pairs, "default"), parameter(pairs, "graph")) {
        (Some(_), None) => Ok(GraphName::DefaultGraph),
        (None, Some(iri)) => Ok(NamedNode::new(absolute(base, iri))
            .map_err(|cause| Fault::bad(format!("`{iri}` is no IRI: {cause}")))?
            .into()),
        _ => Err(Fault::bad("name one graph: `?default` or `?graph=IRI`")),
    }
}

/// An IRI relative to the base of the store, as clients write those of its documents.
fn absolute(base: &str, iri: &str) -> String {
    if iri.contains(':') { iri.to_owned() } else { format!("{base}{}", iri.trim_start_matches('/')) }
}
