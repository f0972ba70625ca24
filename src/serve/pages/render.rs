//! Templates into pages.
//!
//! Owns the engine, and what every page carries besides its own: links to its other forms and language.

use hyper::header;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde_json::{Value, json};

use crate::serve::exchange::Reply;

use super::drawing::escaped;
use super::reader::Reader;
use super::{described, syntax};

const TEMPLATES: [(&str, &str); 12] = [
    ("layout.html", include_str!("templates/layout.html")),
    ("told.html", include_str!("templates/told.html")),
    ("home.html", include_str!("templates/home.html")),
    ("search.html", include_str!("templates/search.html")),
    ("entity.html", include_str!("templates/entity.html")),
    ("statement.html", include_str!("templates/statement.html")),
    ("document.html", include_str!("templates/document.html")),
    ("explore.html", include_str!("templates/explore.html")),
    ("ontology.html", include_str!("templates/ontology.html")),
    ("query.html", include_str!("templates/query.html")),
    ("validation.html", include_str!("templates/validation.html")),
    ("missing.html", include_str!("templates/missing.html")),
];

/// Scripts and styles come from the site alone, and none stands in a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// With the headers that a page of HTML has.
pub(super) fn secured(reply: Reply) -> Reply {
    reply.with(header::CONTENT_SECURITY_POLICY, POLICY).with(header::REFERRER_POLICY, "no-referrer")
}

/// The editor sets styles of its own as it draws; scripts are held as elsewhere.
const EDITOR: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// With the headers that the page of the editor has.
pub(super) fn edited(reply: Reply) -> Reply {
    reply.with(header::CONTENT_SECURITY_POLICY, EDITOR).with(header::REFERRER_POLICY, "no-referrer")
}

/// The page in the other language. A published site has no program that chooses, so the first language has the plain name.
fn switch(file: &str, other: &str, live: bool) -> String {
    if live || other != super::LANGUAGES[0].tag() { format!("{file}.{other}.html") } else { format!("{file}.html") }
}

/// A page's template and what it shows.
pub(super) struct View {
    pub(super) template: &'static str,
    pub(super) content: Value,
}

/// The templates, ready to be filled.
pub(super) struct Templates(Environment<'static>);

impl Templates {
    pub(super) fn new() -> Self {
        let mut environment = Environment::new();
        // Text is escaped where the template's name ends in .html; slashes stay, for readers of the source.
        environment.set_undefined_behavior(UndefinedBehavior::Lenient);
        environment.set_formatter(|out, state, value| {
            let plain = value.is_safe() || !matches!(state.auto_escape(), AutoEscape::Html);
            match value.as_str() {
                Some(text) if !plain => Ok(out.write_str(&escaped(text))?),
                _ => minijinja::escape_formatter(out, state, value),
            }
        });
        for (name, text) in TEMPLATES {
            environment.add_template(name, text).expect("the templates are part of the program");
        }
        Self(environment)
    }

    /// The page at `path`, with links to what answers queries and to the page of the whole graph where they stand.
    pub(super) fn page(&self, reader: &Reader<'_>, path: &str, (live, graph): (bool, bool), view: View) -> String {
        let place = if path.is_empty() { "index" } else { path };
        let file = place.rsplit('/').next().unwrap_or(place);
        let forms: Vec<Value> = if described(path) {
            let form = |syntax: &syntax::Syntax| json!({ "href": format!("{file}{}", syntax.ending()), "media": syntax.names()[0], "name": syntax.name() });
            syntax::ALL.iter().map(form).collect()
        } else {
            Vec::new()
        };
        let links = &reader.links;
        let mut content = json!({
            "w": reader.words.all,
            "root": links.root,
            "ending": links.ending,
            "home": links.path("index"),
            "ontology": links.path("ontology"),
            "switch": switch(file, reader.words.get("other"), live),
            "forms": forms,
            "live": live,
            "graph": graph,
            "version": env!("CARGO_PKG_VERSION"),
            "query": "",
            "front": path.is_empty(),
        });
        if let (Some(all), Value::Object(own)) = (content.as_object_mut(), view.content) {
            all.extend(own);
        }
        let template = self.0.get_template(view.template).expect("a view names a template");
        template.render(minijinja::value::Serde(content)).unwrap_or_else(|cause| panic!("{}: {cause:#}", view.template))
    }
}
