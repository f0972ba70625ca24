//! What stands at which address.
//!
//! Owns the paths, and the headers that all replies share.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use hyper::header::{self, HeaderName};
use hyper::{Method, StatusCode};

use crate::store::Services;

use super::Options;
use super::bounds::Bounds;
use super::exchange::{Body, Fault, Reply, Request, parameter};
use super::pages::Pages;
use super::snapshot::{Current, Snapshot};
use super::{dataset, graphs, negotiate, protocol, reconcile, triples, write};

/// Everything that is served.
pub(super) struct Site {
    current: Arc<Current>,
    bounds: Arc<Bounds>,
    pages: Pages,
    origin: Option<String>,
    services: Option<Arc<dyn Services>>,
    store: PathBuf,
    viewer: Option<fn(&Path) -> Option<Vec<u8>>>,
    /// The page of the whole graph with the tag of its snapshot.
    graph: Mutex<Option<(String, Vec<u8>)>>,
}

impl Site {
    pub(super) fn new(current: Arc<Current>, options: &Options) -> Self {
        let bounds = Bounds::new(options.queries, options.timeout, options.memory);
        let pages = Pages::new(&options.ontology, true, options.viewer.is_some());
        let (origin, store, graph) = (options.origin.clone(), options.store.clone(), Mutex::default());
        let services = options.services.clone().map(|services| services.0);
        Self { current, bounds, pages, origin, services, store, viewer: options.viewer, graph }
    }

    /// Answers a request, whatever it is.
    pub(super) fn answer(&self, request: &Request) -> Reply {
        let reply = if request.method == Method::OPTIONS { Ok(preflight(request)) } else { self.route(request) };
        self.share(reply.unwrap_or_else(Fault::reply))
    }

    fn route(&self, request: &Request) -> Result<Reply, Fault> {
        let snapshot = self.current.get();
        let first = request.path.trim_start_matches('/').split('/').next().unwrap_or_default();
        match (first, request.path.as_str()) {
            ("sparql", "/sparql") => self.endpoint(request, &snapshot),
            ("store", "/store") if [Method::GET, Method::HEAD].contains(&request.method) => {
                graphs::answer(request, &snapshot, &self.bounds)
            }
            ("store", "/store") => {
                only(request, &[Method::PUT, Method::POST, Method::DELETE])?;
                write::graph(request, &self.current, &self.bounds)
            }
            ("reconcile", _) => {
                only(request, &[Method::GET, Method::HEAD, Method::POST])?;
                let (vocabulary, root) = (&self.pages.vocabulary, reached(request, &snapshot.base));
                reconcile::Service { snapshot: &snapshot, vocabulary, root }.answer(request)
            }
            (_, "/.well-known/void") => data(request, &snapshot, dataset::void(&snapshot, &snapshot.site)),
            (_, "/robots.txt") => Ok(dataset::robots(&snapshot.base)),
            (name, _) if name.starts_with("sitemap") => dataset::sitemap(&snapshot, name),
            ("assets", _) => asset(request),
            (_, "/context.jsonld") => Ok(Reply::new("application/ld+json", Body::Whole(context()))),
            (_, "/suggest") => Ok(suggest(request, &snapshot)),
            (_, "/graph.html") => self.graph(&snapshot),
            _ => self.pages.answer(request, &snapshot),
        }
    }

    /// The endpoint: without a query it describes itself, and a browser is led to the editor.
    fn endpoint(&self, request: &Request, snapshot: &Arc<Snapshot>) -> Result<Reply, Fault> {
        only(request, &[Method::GET, Method::HEAD, Method::POST])?;
        if let Some(update) = write::asked(request)? {
            return write::update(request, &update, &self.current, &self.bounds);
        }
        if request.method == Method::POST || request.query.as_ref().is_some_and(|query| !query.is_empty()) {
            return protocol::answer(request, snapshot, &self.bounds, self.services.as_ref());
        }
        let offers: [&[&str]; 2] =
            [&["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"], &["text/html"]];
        if negotiate::best(request.header(&header::ACCEPT), &offers) == Some(1) {
            return Ok(Reply::see_other("/query.html"));
        }
        data(request, snapshot, dataset::service(snapshot, self.current.token().is_some()))
    }

    /// The page that shows the whole graph; made once a snapshot.
    fn graph(&self, snapshot: &Arc<Snapshot>) -> Result<Reply, Fault> {
        let mut held = self.graph.lock().unwrap_or_else(PoisonError::into_inner);
        if held.as_ref().is_none_or(|(tag, _)| *tag != snapshot.tag) {
            let make = self.viewer.ok_or_else(Fault::missing)?;
            let page = make(&self.store).ok_or_else(|| Fault::busy("the graph cannot be read at the moment"))?;
            *held = Some((snapshot.tag.clone(), page));
        }
        let page = held.as_ref().map(|(_, page)| page.clone()).unwrap_or_default();
        Ok(Reply::new("text/html; charset=utf-8", Body::Whole(page)))
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

/// Where the client reaches the site: at its base, or at the address it asked, before the site is where its base says.
fn reached(request: &Request, base: &str) -> String {
    let host = request.header(&header::HOST);
    let sound =
        host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | b'-' | b'[' | b']'));
    let at_base = base.split("://").nth(1).is_some_and(|rest| rest.split('/').next() == Some(host));
    if host.is_empty() || !sound || at_base { base.to_owned() } else { format!("http://{host}/") }
}

/// Triples in the syntax that the client likes best.
fn data(request: &Request, snapshot: &Snapshot, triples: Vec<oxrdf::Triple>) -> Result<Reply, Fault> {
    let (media, format) = protocol::choose(request.header(&header::ACCEPT), &protocol::GRAPHS)?;
    let mut bytes = Vec::new();
    triples::write(triples.into_iter(), format, &snapshot.base, &mut bytes)?;
    Ok(Reply::new(&protocol::typed(media), Body::Whole(bytes)))
}

/// The context that the JSON-LD of the site names.
pub(super) fn context() -> Vec<u8> {
    format!("{{\"@context\": {}}}\n", crate::export::CONTEXT.trim()).into_bytes()
}

/// Files that pages need.
pub(super) const ASSETS: [(&str, &str, &[u8]); 8] = [
    ("site.css", "text/css; charset=utf-8", include_bytes!("assets/site.css")),
    ("site.js", "text/javascript; charset=utf-8", include_bytes!("assets/site.js")),
    ("explore.css", "text/css; charset=utf-8", include_bytes!("assets/explore.css")),
    ("explore.js", "text/javascript; charset=utf-8", include_bytes!("assets/explore.js")),
    ("cytoscape.min.js", "text/javascript; charset=utf-8", crate::export::CYTOSCAPE.as_bytes()),
    ("query.js", "text/javascript; charset=utf-8", include_bytes!("assets/query.js")),
    ("yasgui.min.js", "text/javascript; charset=utf-8", include_bytes!("assets/yasgui/yasgui.min.js.gz")),
    ("yasgui.min.css", "text/css; charset=utf-8", include_bytes!("assets/yasgui/yasgui.min.css.gz")),
];

fn asset(request: &Request) -> Result<Reply, Fault> {
    let name = request.path.trim_start_matches("/assets/");
    let found = ASSETS.iter().find(|(found, ..)| *found == name);
    let (_, media, bytes) = found.ok_or_else(Fault::missing)?;
    let tag = protocol::etag(env!("CARGO_PKG_VERSION"), &crate::store::sha256(bytes));
    if protocol::matches(request, &tag) {
        return Ok(Reply::empty(StatusCode::NOT_MODIFIED).with(header::ETAG, &tag));
    }
    let reply = if !bytes.starts_with(&[0x1F, 0x8B]) {
        Reply::new(media, Body::Fixed(bytes))
    } else if negotiate::best(request.header(&header::ACCEPT_ENCODING), &[&["gzip"]]).is_some()
        && request.headers.contains_key(header::ACCEPT_ENCODING)
    {
        Reply::new(media, Body::Fixed(bytes)).with(header::CONTENT_ENCODING, "gzip")
    } else {
        let mut plain = Vec::new();
        let read = flate2::read::GzDecoder::new(*bytes).read_to_end(&mut plain);
        read.map_err(|cause| Fault::new(StatusCode::INTERNAL_SERVER_ERROR, cause.to_string()))?;
        Reply::new(media, Body::Whole(plain))
    };
    Ok(reply.with(header::ETAG, &tag).with(header::CACHE_CONTROL, "max-age=3600"))
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

/// What may be done at one address or another.
const METHODS: &str = "GET, HEAD, POST, PUT, DELETE, OPTIONS";

/// What a browser asks before it lets a page of another site send a request.
fn preflight(request: &Request) -> Reply {
    let asked = request.header(&HeaderName::from_static("access-control-request-headers"));
    Reply::empty(StatusCode::NO_CONTENT)
        .with(header::ALLOW, METHODS)
        .with(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .with(header::ACCESS_CONTROL_ALLOW_HEADERS, asked)
        .with(header::ACCESS_CONTROL_MAX_AGE, "86400")
}
