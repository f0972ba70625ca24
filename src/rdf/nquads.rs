//! N-Quads: lines as they come, and the sorted lines that are the canonical form of a graph.
//!
//! Owns escaping (that of RDFC-1.0) and the order by code point. A subject's lines stand together in sorted N-Quads, so
//! that the items of a plan, put in the order of their subjects, can be written at once in many places.

use std::convert::Infallible;
use std::ops::Range;

use rayon::prelude::*;

use crate::graph::Graph;
use crate::ontology::Ontology;

use super::blocks::{Block, Blocks, Iri, Object};
use super::iri::encoded;
use super::plan::{Plan, Source, Told};
use super::terms::XSD;
use super::{Profile, full};

/// Appends the lines of a block.
pub fn lines(out: &mut String, block: &Block<'_>) {
    for (predicate, value) in block.said() {
        line(out, block, predicate, value);
    }
}

fn line(out: &mut String, block: &Block<'_>, predicate: Iri<'_>, value: Object<'_>) {
    iri(out, block.subject());
    out.push(' ');
    iri(out, predicate);
    out.push(' ');
    object(out, value);
    if let Some(graph) = block.graph() {
        out.push(' ');
        iri(out, graph);
    }
    out.push_str(" .\n");
}

fn iri(out: &mut String, iri: Iri<'_>) {
    out.push('<');
    out.push_str(iri.space);
    out.push_str(iri.local);
    out.push('>');
}

/// Appends an object.
pub(super) fn object(out: &mut String, object: Object<'_>) {
    match object {
        Object::Iri(node) => iri(out, node),
        Object::Text(text) => quote(out, text),
        Object::Typed(text, name) => {
            quote(out, text);
            out.push_str("^^");
            iri(out, Iri { space: XSD, local: name });
        }
    }
}

/// Bytes at which quoting has something to decide.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        stops[byte] = true;
        byte += 1;
    }
    stops[b'"' as usize] = true;
    stops[b'\\' as usize] = true;
    stops[0x7F] = true;
    // U+FFFE and U+FFFF begin so.
    stops[0xEF] = true;
    stops
};

/// Appends a quoted string, escaped as RDFC-1.0 says, which Turtle takes as well.
pub fn quote(out: &mut String, text: &str) {
    out.push('"');
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(stop) = bytes[at..].iter().position(|&byte| STOPS[usize::from(byte)]) {
        at += stop;
        let byte = bytes[at];
        let (escape, length) = match byte {
            b'"' => ("\\\"", 1),
            b'\\' => ("\\\\", 1),
            b'\n' => ("\\n", 1),
            b'\r' => ("\\r", 1),
            b'\t' => ("\\t", 1),
            0x08 => ("\\b", 1),
            0x0C => ("\\f", 1),
            0xEF if text[at..].starts_with('\u{FFFE}') => ("\\uFFFE", 3),
            0xEF if text[at..].starts_with('\u{FFFF}') => ("\\uFFFF", 3),
            0xEF => {
                at += 1;
                continue;
            }
            _ => ("", 1),
        };
        out.push_str(&text[from..at]);
        if escape.is_empty() {
            out.push_str(&format!("\\u{byte:04X}"));
        } else {
            out.push_str(escape);
        }
        at += length;
        from = at;
    }
    out.push_str(&text[from..]);
    out.push('"');
}

/// How many items are written at a time.
const TOGETHER: usize = 1024;

/// The quads of a graph in full as N-Quads: one a line, sorted by code point, without doubles; in pieces, each of which
/// ends with the last line of a subject.
pub fn nquads(graph: &Graph, ontology: &Ontology, base: &str) -> Vec<String> {
    let plan = Plan::new(graph, ontology, base, Profile::Full, true);
    in_order(&plan).par_chunks(TOGETHER).map(|subjects| Page::written(&plan, subjects)).collect()
}

/// Resources whose lines stand together.
#[derive(Clone, Copy)]
enum Subjects<'p> {
    Document(&'p Source<'p>),
    Stretches(&'p Source<'p>),
    Node(usize),
    Statement(&'p Told<'p>),
}

/// What a plan says, in the order of the subjects' IRIs: documents, entities, statements, which is the order of
/// their paths under the base.
fn in_order<'p>(plan: &'p Plan<'p>) -> Vec<Subjects<'p>> {
    let mut documents: Vec<(String, Subjects<'p>)> = Vec::with_capacity(2 * plan.sources.len());
    for source in &plan.sources {
        // What follows the name in a line decides whether a document comes before another that begins alike.
        documents.push((format!("{}#", source.name), Subjects::Stretches(source)));
        documents.push((format!("{}>", source.name), Subjects::Document(source)));
    }
    documents.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    let entities = plan.nodes.iter().enumerate();
    let mut entities: Vec<(String, usize)> =
        entities.map(|(at, node)| (format!("{}>", encoded(&node.entity.id.0)), at)).collect();
    entities.sort_unstable();
    let documents = documents.into_iter().map(|(_, subjects)| subjects);
    let entities = entities.into_iter().map(|(_, at)| Subjects::Node(at));
    let statements = plan.statements().map(Subjects::Statement);
    documents.chain(entities).chain(statements).collect()
}

/// Sorted lines in the making.
#[derive(Default)]
struct Page {
    /// Lines of the subjects at hand.
    lines: String,
    /// Where each of them lies.
    places: Vec<Range<usize>>,
    sorted: String,
}

impl Page {
    fn written<'p>(plan: &'p Plan<'p>, subjects: &[Subjects<'p>]) -> String {
        // A statement takes somewhat more than a kilobyte with its amount and evidence.
        let mut page = Self { sorted: String::with_capacity(1536 * subjects.len()), ..Self::default() };
        for &subjects in subjects {
            let mut blocks = Blocks::new(plan, |block: &Block<'_>| {
                page.take(block);
                Ok::<(), Infallible>(())
            });
            let Ok(()) = match subjects {
                Subjects::Document(source) => full::document(&mut blocks, source),
                Subjects::Stretches(source) => full::stretches(&mut blocks, source),
                Subjects::Node(number) => full::node(&mut blocks, number),
                Subjects::Statement(told) => {
                    full::statement(&mut blocks, told).and_then(|()| full::support(&mut blocks, told.fact))
                }
            };
            page.sort();
        }
        page.sorted
    }

    fn take(&mut self, block: &Block<'_>) {
        for (predicate, value) in block.said() {
            let start = self.lines.len();
            line(&mut self.lines, block, predicate, value);
            self.places.push(start..self.lines.len());
        }
    }

    fn sort(&mut self) {
        let Self { lines, places, sorted } = self;
        let text = |place: &Range<usize>| &lines[place.clone()];
        places.sort_unstable_by(|a, b| text(a).cmp(text(b)));
        places.dedup_by(|a, b| text(a) == text(b));
        places.drain(..).for_each(|place| sorted.push_str(&lines[place]));
        lines.clear();
    }
}

#[cfg(test)]
mod tests {
    use oxrdf::Literal;

    use super::*;

    #[test]
    fn strings_are_quoted_as_oxrdf_does() {
        let hostile = "a\"b\\\n\r\t\u{8}\u{C}\u{1}\u{7F}\u{FFFD}\u{FFFE}\u{FFFF}\u{EF00}é";
        for text in [hostile, "", "plain", "\"", "ends\u{FFFF}"] {
            let mut out = String::new();
            quote(&mut out, text);
            assert_eq!(out, Literal::new_simple_literal(text).to_string());
        }
    }
}
