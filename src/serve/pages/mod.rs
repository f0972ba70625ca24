//! The pages: what is said of entities, statements, documents and terms, for readers and for programs.
//!
//! Owns which page stands at which path, in which language and syntax. Templates and words are data beside this file.

mod cache;
mod describe;
pub(super) mod drawing;
pub(super) mod explore;
mod links;
pub(super) mod names;
mod reader;
mod render;
mod schema;
pub(super) mod syntax;
mod validation;
mod views;
mod whole;
mod words;

use std::sync::Arc;

use hyper::header;
use hyper::{Method, StatusCode};

use crate::model::Language;

use super::exchange::{Body, Fault, Reply, Request, parameter};
use super::negotiate;
use super::protocol;
use super::snapshot::Snapshot;
use super::vocabulary::Vocabulary;

use describe::Description;
use links::Links;
use reader::Reader;
pub(super) use reader::text;
use words::Words;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// The languages of the pages; the first is that of clients who like none.
const LANGUAGES: [Language; 2] = [Language::English, Language::French];

/// The pages of a site.
pub(super) struct Pages {
    pub(super) vocabulary: Vocabulary,
    words: [Words; 2],
    templates: render::Templates,
    /// Whether programs answer behind the pages: a published site has none.
    live: bool,
    /// Whether a page of the whole graph stands at `graph.html`.
    graph: bool,
    cache: cache::Cache,
}

/// What a path asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The thing itself.
    Thing,
    /// Its page, in a language when one is named.
    Page(Option<Language>),
    /// What is said of it, in a syntax.
    Data(syntax::Syntax),
}

/// A path without the ending that says in which form it is wanted.
fn formed(path: &str) -> (&str, Form) {
    for (ending, language) in
        [(".fr.html", Some(Language::French)), (".en.html", Some(Language::English)), (".html", None)]
    {
        if let Some(path) = path.strip_suffix(ending) {
            return (path, Form::Page(language));
        }
    }
    for syntax in syntax::ALL {
        if let Some(path) = path.strip_suffix(syntax.ending()) {
            return (path, Form::Data(syntax));
        }
    }
    (path, Form::Thing)
}

impl Pages {
    pub(super) fn new(ontology: &str, live: bool, graph: bool) -> Self {
        Self {
            vocabulary: Vocabulary::read(ontology),
            words: LANGUAGES.map(Words::of),
            templates: render::Templates::new(),
            live,
            graph,
            cache: cache::Cache::default(),
        }
    }

    fn reader<'r>(&'r self, snapshot: &'r Snapshot, path: &str, ending: &str, language: Language) -> Reader<'r> {
        let words = &self.words[usize::from(language == Language::French)];
        let links = Links::from(&snapshot.base, path, ending);
        Reader { snapshot, vocabulary: &self.vocabulary, words, links, language }
    }

    /// The page or data at a path of the site.
    pub(super) fn answer(&self, request: &Request, snapshot: &Arc<Snapshot>) -> Result<Reply, Fault> {
        if !matches!(request.method, Method::GET | Method::HEAD) {
            return Err(Fault::new(StatusCode::METHOD_NOT_ALLOWED, "pages are only read"));
        }
        let path = request.path.trim_start_matches('/');
        if let Some(entity) = path.strip_suffix(explore::ENDING)
            && entity.starts_with("entity/")
            && exists(snapshot, entity)
        {
            return self.near(request, snapshot, entity);
        }
        let exact = exists(snapshot, path);
        let (bare, form) = if exact { (path, Form::Thing) } else { formed(path) };
        let bare = if bare == "index" { "" } else { bare };
        if !exact && !exists(snapshot, bare) {
            return self.missing(request, snapshot);
        }
        match form {
            Form::Thing => thing(request, bare),
            Form::Page(language) => self.page(request, snapshot, bare, language),
            Form::Data(syntax) => self.data(request, snapshot, bare, syntax),
        }
    }

    fn near(&self, request: &Request, snapshot: &Arc<Snapshot>, path: &str) -> Result<Reply, Fault> {
        let tag = protocol::etag(&snapshot.tag, &format!("{path}{}", explore::ENDING));
        if protocol::matches(request, &tag) {
            return Ok(Reply::empty(StatusCode::NOT_MODIFIED).with(header::ETAG, &tag));
        }
        let json = self.neighbours(snapshot, path).ok_or_else(Fault::missing)?;
        Ok(Reply::json(&json).with(header::ETAG, &tag))
    }

    /// What is said between the entity at a path and others, as JSON.
    pub(super) fn neighbours(&self, snapshot: &Snapshot, path: &str) -> Option<serde_json::Value> {
        let readers = LANGUAGES.map(|language| self.reader(snapshot, path, ".html", language));
        explore::around(&readers, &format!("{}{path}", snapshot.base))
    }

    fn page(
        &self,
        request: &Request,
        snapshot: &Arc<Snapshot>,
        path: &str,
        named: Option<Language>,
    ) -> Result<Reply, Fault> {
        let language = named.unwrap_or_else(|| {
            let tags: Vec<&str> = LANGUAGES.iter().map(|language| language.tag()).collect();
            LANGUAGES[negotiate::language(request.header(&header::ACCEPT_LANGUAGE), &tags)]
        });
        let pairs = request.parameters();
        let query = parameter(&pairs, "q").unwrap_or_default();
        let variant = format!("{path} {} {named:?} {query}", language.tag());
        let tag = protocol::etag(&snapshot.tag, &variant);
        if protocol::matches(request, &tag) {
            return Ok(Reply::empty(StatusCode::NOT_MODIFIED).with(header::ETAG, &tag));
        }
        let make = || self.html(snapshot, path, named, language, query);
        let html = if query.is_empty() {
            self.cache.get(&snapshot.tag, &variant, make).map(|page| page.to_vec())
        } else {
            make().map(String::into_bytes)
        };
        let Some(html) = html else { return self.missing(request, snapshot) };
        let reply = Reply::new("text/html; charset=utf-8", Body::Whole(html));
        let reply = if path == "query" { render::edited(reply) } else { render::secured(reply) };
        let reply = linked(reply, path).with(header::CONTENT_LANGUAGE, language.tag());
        Ok(reply.with(header::ETAG, &tag))
    }

    /// The HTML of a page; nothing when there is no such thing.
    pub(super) fn html(
        &self,
        snapshot: &Snapshot,
        path: &str,
        named: Option<Language>,
        language: Language,
        query: &str,
    ) -> Option<String> {
        let ending = named.map_or_else(|| ".html".to_owned(), |language| format!(".{}.html", language.tag()));
        let place = if path.is_empty() { "index.html".to_owned() } else { format!("{path}.html") };
        let reader = self.reader(snapshot, &place, &ending, language);
        let view = views::view(&reader, path, query)?;
        Some(self.templates.page(&reader, path, (self.live, self.graph), view))
    }

    fn data(
        &self,
        request: &Request,
        snapshot: &Arc<Snapshot>,
        path: &str,
        syntax: syntax::Syntax,
    ) -> Result<Reply, Fault> {
        if !described(path) {
            return self.missing(request, snapshot);
        }
        let tag = protocol::etag(&snapshot.tag, &format!("{path}{}", syntax.ending()));
        if protocol::matches(request, &tag) {
            return Ok(Reply::empty(StatusCode::NOT_MODIFIED).with(header::ETAG, &tag));
        }
        let bytes = self.bytes(snapshot, path, syntax)?;
        let reply = Reply::new(&protocol::typed(syntax.names()[0]), Body::Whole(bytes)).with(header::ETAG, &tag);
        Ok(reply.with(header::LINK, &format!("</{path}.html>; rel=\"alternate\"; type=\"text/html\"")))
    }

    /// What is said of the thing at a path, in a syntax.
    pub(super) fn bytes(&self, snapshot: &Snapshot, path: &str, syntax: syntax::Syntax) -> Result<Vec<u8>, Fault> {
        let iri = format!("{}{path}", snapshot.base);
        let mut description = Description::new(snapshot);
        match path.split('/').next() {
            Some("entity") => {
                let reader = self.reader(snapshot, path, "", Language::English);
                let ends = [names::SUBJECT, names::OBJECT].map(|end| reader.statements(&iri, end));
                description.entity(&iri, &ends.concat());
            }
            Some("statement") => {
                description.statement(&iri);
            }
            Some("document") => {
                description.document(&iri);
            }
            _ => description.triples.clone_from(&self.vocabulary.triples),
        }
        let root = Links::from(&snapshot.base, path, "").root;
        syntax::write(description.triples, syntax, &snapshot.base, &root)
    }

    fn missing(&self, request: &Request, snapshot: &Arc<Snapshot>) -> Result<Reply, Fault> {
        let accept = request.header(&header::ACCEPT);
        if !accept.contains("text/html") {
            return Err(Fault::missing());
        }
        let tags: Vec<&str> = LANGUAGES.iter().map(|language| language.tag()).collect();
        let language = LANGUAGES[negotiate::language(request.header(&header::ACCEPT_LANGUAGE), &tags)];
        let path = request.path.trim_start_matches('/');
        let reader = self.reader(snapshot, path, ".html", language);
        let html = self.templates.page(&reader, "", (self.live, self.graph), views::missing(&reader));
        let mut reply = render::secured(Reply::new("text/html; charset=utf-8", Body::Whole(html.into_bytes())));
        reply.status = StatusCode::NOT_FOUND;
        Ok(reply)
    }
}

/// Whether something stands at a path without its ending.
fn exists(snapshot: &Snapshot, path: &str) -> bool {
    let room = path.split('/').next().unwrap_or_default();
    match room {
        "" | "ontology" | "search" | "explore" | "query" | "validation" => path == room,
        "entity" | "statement" | "document" => {
            let iri = format!("{}{path}", snapshot.base);
            path.len() > room.len() + 1 && snapshot.matching(Some(&iri), None, None, None).next().is_some()
        }
        _ => false,
    }
}

/// A thing is not a page: the client is sent to the page or the data that it likes best.
fn thing(request: &Request, path: &str) -> Result<Reply, Fault> {
    let page: &[&str] = &["text/html", "application/xhtml+xml"];
    let offers: Vec<&[&str]> = std::iter::once(page).chain(syntax::ALL.iter().map(|syntax| syntax.names())).collect();
    let Some(at) = negotiate::best(request.header(&header::ACCEPT), &offers) else {
        return Err(Fault::new(
            StatusCode::NOT_ACCEPTABLE,
            "it can be had as HTML, Turtle, JSON-LD, N-Triples, RDF/XML",
        ));
    };
    let ending = if at == 0 { ".html" } else { syntax::ALL[at - 1].ending() };
    let path = if path.is_empty() { "index" } else { path };
    let query = request.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
    Ok(Reply::see_other(&format!("/{path}{ending}{query}")))
}

/// With the other forms of a page as links, where it has some.
fn linked(mut reply: Reply, path: &str) -> Reply {
    if described(path) {
        for syntax in syntax::ALL {
            let link = format!("</{path}{}>; rel=\"alternate\"; type=\"{}\"", syntax.ending(), syntax.names()[0]);
            reply = reply.with(header::LINK, &link);
        }
    }
    reply
}

/// Whether what stands at a path is described in RDF as well.
fn described(path: &str) -> bool {
    !matches!(path, "" | "search" | "explore" | "query" | "validation")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_says_the_form() {
        for (path, bare, form) in [
            ("entity/x", "entity/x", Form::Thing),
            ("entity/x.html", "entity/x", Form::Page(None)),
            ("entity/x.fr.html", "entity/x", Form::Page(Some(Language::French))),
            ("document/a.txt.ttl", "document/a.txt", Form::Data(syntax::Syntax::Turtle)),
        ] {
            assert_eq!(formed(path), (bare, form), "{path}");
        }
    }
}
