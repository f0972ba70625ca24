//! What stands at which address.
//!
//! Owns the paths, and the headers that all replies share.

use std::sync::Arc;

use hyper::header::{self, HeaderName};
use hyper::{Method, StatusCode};

use super::Options;
use super::bounds::Bounds;
use super::exchange::{Body, Fault, Reply, Request, parameter};
use super::pages::Pages;
use super::snapshot::{Current, Snapshot};
use super::{graphs, protocol};

/// Programs that read everything are led to the pages; answers to queries are not pages.
const ROBOTS: &[u8] = b"User-agent: *\nDisallow: /sparql\nDisallow: /store\nDisallow: /reconcile\n";

/// Everything that is served.
pub(super) struct Site {
    current: Arc<Current>,
    bounds: Arc<Bounds>,
    pages: Pages,
    origin: Option<String>,
}

impl Site {
    pub(super) fn new(current: Arc<Current>, options: &Options) -> Self {
        let bounds = Bounds::new(options.queries, options.timeout, options.memory);
        let pages = Pages::new(&options.ontology, false);
        Self { current, bounds, pages, origin: options.origin.clone() }
    }

    /// Answers a request, whatever it is.
    pub(super) fn answer(&self, request: &Request) -> Reply {
        let reply = if request.method == Method::OPTIONS { Ok(preflight(request)) } else { self.route(request) };
        self.share(reply.unwrap_or_else(Fault::reply))
    }

    fn route(&self, request: &Request) -> Result<Reply, Fault> {
        let snapshot = self.current.get();
        let first = request.path.trim_start_matches('/').split('/').next().unwrap_or_default();
        match first {
            "sparql" if request.path == "/sparql" => {
                only(request, &[Method::GET, Method::HEAD, Method::POST])?;
                protocol::answer(request, &snapshot, &self.bounds)
            }
            "store" if request.path == "/store" => graphs::answer(request, &snapshot, &self.bounds),
            "robots.txt" => Ok(Reply::new("text/plain; charset=utf-8", Body::Fixed(ROBOTS))),
            "assets" => asset(request),
            "context.jsonld" => {
                let context = format!("{{\"@context\": {}}}\n", crate::export::CONTEXT.trim());
                Ok(Reply::new("application/ld+json", Body::Whole(context.into_bytes())))
            }
            "suggest" => Ok(suggest(request, &snapshot)),
            _ => self.pages.answer(request, &snapshot),
        }
    }

    fn share(&self, reply: Reply) -> Reply {
        let reply = reply
            .with(header::VARY, "Accept, Accept-Encoding, Accept-Language")
            .with(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .with(header::SERVER, concat!("relata/", env!("CARGO_PKG_VERSION")));
        let Some(origin) = &self.origin else { return reply };
        reply
            .with(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin)
            .with(header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Link, Location, Retry-After")
    }
}

/// Files that pages need.
const ASSETS: [(&str, &str, &[u8]); 2] = [
    ("site.css", "text/css; charset=utf-8", include_bytes!("assets/site.css")),
    ("site.js", "text/javascript; charset=utf-8", include_bytes!("assets/site.js")),
];

fn asset(request: &Request) -> Result<Reply, Fault> {
    let name = request.path.trim_start_matches("/assets/");
    let found = ASSETS.iter().find(|(found, ..)| *found == name);
    let (_, media, bytes) = found.ok_or_else(Fault::missing)?;
    let tag = protocol::etag(env!("CARGO_PKG_VERSION"), &crate::store::sha256(bytes));
    if protocol::matches(request, &tag) {
        return Ok(Reply::empty(StatusCode::NOT_MODIFIED).with(header::ETAG, &tag));
    }
    let reply = Reply::new(media, Body::Fixed(bytes)).with(header::ETAG, &tag);
    Ok(reply.with(header::CACHE_CONTROL, "max-age=3600"))
}

/// Names that begin like what was typed.
fn suggest(request: &Request, snapshot: &Snapshot) -> Reply {
    let pairs = request.parameters();
    let found = snapshot.index().search(parameter(&pairs, "q").unwrap_or_default(), 10);
    Reply::json(&found.iter().map(|(entity, _)| entity.name.as_str()).collect())
}

/// Refuses other methods.
fn only(request: &Request, methods: &[Method]) -> Result<(), Fault> {
    if methods.contains(&request.method) {
        return Ok(());
    }
    Err(Fault::new(StatusCode::METHOD_NOT_ALLOWED, format!("`{}` does nothing here", request.method)))
}

/// What a browser asks before it lets a page of another site send a request.
fn preflight(request: &Request) -> Reply {
    let asked = request.header(&HeaderName::from_static("access-control-request-headers"));
    Reply::empty(StatusCode::NO_CONTENT)
        .with(header::ALLOW, "GET, HEAD, POST, OPTIONS")
        .with(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, OPTIONS")
        .with(header::ACCESS_CONTROL_ALLOW_HEADERS, asked)
        .with(header::ACCESS_CONTROL_MAX_AGE, "86400")
}
