//! Turtle and TriG for readers: one block a resource, its type first, prefixes for everything that has one.
//!
//! Owns layout and the choice between prefixed names and full IRIs; a name that would need an escape is written in full.

use std::io::{self, Write};

use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};

const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
const BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";

/// A writer of resources.
pub(super) struct Turtle<'p, W> {
    prefixes: &'p [(String, String)],
    out: W,
    text: String,
    graph: GraphName,
}

impl<'p, W: Write> Turtle<'p, W> {
    /// Writes the prefixes.
    pub(super) fn new(prefixes: &'p [(String, String)], mut out: W) -> io::Result<Self> {
        for (prefix, namespace) in prefixes {
            writeln!(out, "@prefix {prefix}: <{namespace}> .")?;
        }
        Ok(Self { prefixes, out, text: String::new(), graph: GraphName::DefaultGraph })
    }

    /// Writes a resource: quads with one subject and one graph.
    pub(super) fn resource(&mut self, quads: &[Quad]) -> io::Result<()> {
        let Some(first) = quads.first() else { return Ok(()) };
        self.text.clear();
        self.enter(&first.graph_name);
        let indent = if self.graph == GraphName::DefaultGraph { "" } else { "  " };
        self.text.push('\n');
        self.text.push_str(indent);
        match &first.subject {
            NamedOrBlankNode::NamedNode(node) => iri(&mut self.text, self.prefixes, node.as_str()),
            NamedOrBlankNode::BlankNode(node) => self.text.push_str(&node.to_string()),
        }
        for (turn, of_one) in quads.chunk_by(|a, b| a.predicate == b.predicate).enumerate() {
            if turn > 0 {
                self.text.push_str(" ;\n");
                self.text.push_str(indent);
                self.text.push_str("   ");
            }
            self.text.push(' ');
            match of_one[0].predicate.as_str() {
                TYPE => self.text.push('a'),
                other => iri(&mut self.text, self.prefixes, other),
            }
            for (turn, quad) in of_one.iter().enumerate() {
                self.text.push_str(if turn > 0 { ", " } else { " " });
                term(&mut self.text, self.prefixes, &quad.object);
            }
        }
        self.text.push_str(" .\n");
        self.out.write_all(self.text.as_bytes())
    }

    /// Opens the graph of what follows, once what came before is closed.
    fn enter(&mut self, graph: &GraphName) {
        if *graph == self.graph {
            return;
        }
        if self.graph != GraphName::DefaultGraph {
            self.text.push_str("}\n");
        }
        self.graph = graph.clone();
        if let GraphName::NamedNode(node) = graph {
            self.text.push('\n');
            iri(&mut self.text, self.prefixes, node.as_str());
            self.text.push_str(" {");
        }
    }

    /// Closes the last graph.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.graph != GraphName::DefaultGraph {
            writeln!(self.out, "}}")?;
        }
        Ok(())
    }
}

fn term(text: &mut String, prefixes: &[(String, String)], term: &Term) {
    match term {
        Term::NamedNode(node) => iri(text, prefixes, node.as_str()),
        Term::BlankNode(node) => text.push_str(&node.to_string()),
        Term::Literal(literal) => match (literal.language(), literal.datatype().as_str()) {
            (None, BOOLEAN) if matches!(literal.value(), "true" | "false") => text.push_str(literal.value()),
            (language, datatype) => {
                quote(text, literal.value());
                if let Some(language) = language {
                    text.push('@');
                    text.push_str(language);
                } else if datatype != STRING {
                    text.push_str("^^");
                    iri(text, prefixes, datatype);
                }
            }
        },
    }
}

/// A prefixed name when the rest is a plain word, else the IRI in full.
fn iri(text: &mut String, prefixes: &[(String, String)], iri: &str) {
    let found = prefixes.iter().find_map(|(prefix, namespace)| {
        let local = iri.strip_prefix(namespace.as_str())?;
        let mut bytes = local.bytes();
        let plain = bytes.next().is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        plain.then_some((prefix, local))
    });
    if let Some((prefix, local)) = found {
        text.push_str(prefix);
        text.push(':');
        text.push_str(local);
    } else {
        text.push('<');
        text.push_str(iri);
        text.push('>');
    }
}

/// Appends a quoted string as Turtle and N-Quads take it.
pub(super) fn quote(out: &mut String, text: &str) {
    out.push('"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..0x20 | 0x7F => "",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        if escape.is_empty() {
            out.push_str(&format!("\\u{byte:04X}"));
        } else {
            out.push_str(escape);
        }
        from = at + 1;
    }
    out.push_str(&text[from..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(iri: &str) -> String {
        let prefixes = [("e".to_owned(), "https://x.example/e/".to_owned())];
        let mut text = String::new();
        super::iri(&mut text, &prefixes, iri);
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
