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

const TEMPLATES: [(&str, &str); 9] = [
    ("layout.html", include_str!("templates/layout.html")),
    ("told.html", include_str!("templates/told.html")),
    ("home.html", include_str!("templates/home.html")),
    ("search.html", include_str!("templates/search.html")),
    ("entity.html", include_str!("templates/entity.html")),
    ("statement.html", include_str!("templates/statement.html")),
    ("document.html", include_str!("templates/document.html")),
    ("ontology.html", include_str!("templates/ontology.html")),
    ("missing.html", include_str!("templates/missing.html")),
];

/// Scripts and styles come from the site alone, and none stands in a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// With the headers that a page of HTML has.
pub(super) fn secured(reply: Reply) -> Reply {
    reply.with(header::CONTENT_SECURITY_POLICY, POLICY).with(header::REFERRER_POLICY, "no-referrer")
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

    /// The page at `path`.
    pub(super) fn page(&self, reader: &Reader<'_>, path: &str, live: bool, view: View) -> String {
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
            "switch": format!("{file}.{}.html", reader.words.get("other")),
            "forms": forms,
            "live": live,
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
