//! Turtle and TriG for readers: one block a resource, its type first, prefixes for everything that has one.
//!
//! Owns layout and the choice between prefixed names and full IRIs; a name that would need an escape is written in full.

use crate::rdf::{Block, Iri, Object, quote};

const TYPE: Iri<'_> = Iri { space: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", local: "type" };
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Prefixes with their namespaces.
pub(super) struct Turtle<'p> {
    prefixes: &'p [(String, String)],
}

impl<'p> Turtle<'p> {
    pub(super) fn new(prefixes: &'p [(String, String)]) -> Self {
        Self { prefixes }
    }

    /// The declarations of the prefixes.
    pub(super) fn head(&self) -> String {
        let each = self.prefixes.iter();
        each.map(|(prefix, namespace)| format!("@prefix {prefix}: <{namespace}> .\n")).collect()
    }

    /// Appends a resource.
    pub(super) fn resource(&self, text: &mut String, block: &Block<'_>) {
        let indent = if block.graph().is_none() { "" } else { "  " };
        text.push('\n');
        text.push_str(indent);
        self.iri(text, block.subject());
        let mut before = None;
        for (predicate, object) in block.said() {
            if before == Some(predicate) {
                text.push_str(", ");
            } else {
                if before.is_some() {
                    text.push_str(" ;\n");
                    text.push_str(indent);
                    text.push_str("   ");
                }
                text.push(' ');
                if predicate == TYPE {
                    text.push('a');
                } else {
                    self.iri(text, predicate);
                }
                text.push(' ');
                before = Some(predicate);
            }
            self.object(text, object);
        }
        text.push_str(" .\n");
    }

    /// Opens a graph.
    pub(super) fn open(&self, text: &mut String, graph: Iri<'_>) {
        text.push('\n');
        self.iri(text, graph);
        text.push_str(" {");
    }

    fn object(&self, text: &mut String, object: Object<'_>) {
        match object {
            Object::Iri(iri) => self.iri(text, iri),
            Object::Typed(value @ ("true" | "false"), "boolean") => text.push_str(value),
            Object::Text(value) => quote(text, value),
            Object::Typed(value, name) => {
                quote(text, value);
                text.push_str("^^");
                self.iri(text, Iri { space: XSD, local: name });
            }
        }
    }

    /// A prefixed name when the rest is a plain word, else the IRI in full.
    fn iri(&self, text: &mut String, iri: Iri<'_>) {
        if let Some((prefix, local)) = self.prefixed(iri) {
            text.push_str(prefix);
            text.push(':');
            text.push_str(local);
        } else {
            text.push('<');
            text.push_str(iri.space);
            text.push_str(iri.local);
            text.push('>');
        }
    }

    fn prefixed<'i>(&self, iri: Iri<'i>) -> Option<(&'p str, &'i str)> {
        let mut prefixes = self.prefixes.iter();
        if iri.space.is_empty() {
            // An IRI from outside may lie in a namespace that has a prefix.
            return prefixes.find_map(|(prefix, namespace)| {
                let local = iri.local.strip_prefix(namespace.as_str())?;
                plain(local).then_some((prefix.as_str(), local))
            });
        }
        let (prefix, _) = prefixes.find(|(_, namespace)| namespace == iri.space)?;
        plain(iri.local).then_some((prefix.as_str(), iri.local))
    }
}

/// Whether a name needs no escape behind a prefix.
fn plain(local: &str) -> bool {
    let mut bytes = local.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(iri: &str) -> String {
        let prefixes = [("e".to_owned(), "https://x.example/e/".to_owned())];
        let mut text = String::new();
        Turtle::new(&prefixes).iri(&mut text, Iri { space: "", local: iri });
        let mut parted = String::new();
        let at = iri.rfind('/').map_or(0, |slash| slash + 1);
        Turtle::new(&prefixes).iri(&mut parted, Iri { space: &iri[..at], local: &iri[at..] });
        assert_eq!(text, parted);
        text
    }

    #[test]
    fn a_name_that_needs_an_escape_is_written_in_full() {
        assert_eq!(shown("https://x.example/e/a-1"), "e:a-1");
        for iri in
            ["https://x.example/e/a.", "https://x.example/e/%C3%A9", "https://x.example/e/", "https://x.example/e/-a"]
        {
            assert_eq!(shown(iri), format!("<{iri}>"));
        }
    }

    #[test]
    fn strings_are_escaped() {
        let mut text = String::new();
        quote(&mut text, "a\"b\\\n\u{1}\u{7F}é");
        assert_eq!(text, "\"a\\\"b\\\\\\n\\u0001\\u007Fé\"");
    }
}
