//! Where the page of a thing stands, seen from another page.
//!
//! Owns the addresses under the site: `entity/x` is a thing, `entity/x.html` its page in the language that the client
//! likes best, `entity/x.fr.html` its page in French, `entity/x.ttl` what is said of it in Turtle. All links are
//! relative, so that a site works under any path.

/// Makes links from one page.
#[derive(Debug, Clone)]
pub(super) struct Links {
    base: String,
    /// The way up to the site's root: as many `../` as the page is deep.
    pub(super) root: String,
    /// How names of pages end: `.html`, or `.fr.html` once a language was chosen.
    pub(super) ending: String,
}

impl Links {
    /// Links from the page at `path` (without a leading slash) of a site about things under `base`.
    pub(super) fn from(base: &str, path: &str, ending: &str) -> Self {
        let root = "../".repeat(path.matches('/').count());
        Self {
            base: base.to_owned(),
            root: if root.is_empty() { "./".to_owned() } else { root },
            ending: ending.to_owned(),
        }
    }

    /// The page of an IRI; things elsewhere are their own.
    pub(super) fn page(&self, iri: &str) -> String {
        match iri.strip_prefix(&self.base) {
            Some(path) => {
                let (path, fragment) = path
                    .split_once('#')
                    .map_or((path, String::new()), |(path, fragment)| (path, format!("#{fragment}")));
                format!("{}{path}{}{fragment}", self.root, self.ending)
            }
            None => iri.to_owned(),
        }
    }

    /// A page of the site itself.
    pub(super) fn path(&self, path: &str) -> String {
        format!("{}{path}{}", self.root, self.ending)
    }

    /// The last part of an IRI.
    pub(super) fn local<'i>(&self, iri: &'i str) -> &'i str {
        let inside = iri.strip_prefix(&self.base).unwrap_or(iri);
        inside.split_once('/').map_or(inside, |(_, local)| local)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_up_to_the_root_and_down_again() {
        let links = Links::from("https://x.example/", "document/a/b.txt.html", ".fr.html");
        assert_eq!(links.page("https://x.example/entity/q"), "../../entity/q.fr.html");
        assert_eq!(
            links.page("https://x.example/document/a%20b.txt#char=1,2"),
            "../../document/a%20b.txt.fr.html#char=1,2"
        );
        assert_eq!(links.page("http://other.example/q"), "http://other.example/q");
        assert_eq!(Links::from("https://x.example/", "ontology.html", ".html").path("search"), "./search.html");
    }
}
