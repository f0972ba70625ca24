//! DOT, for Graphviz, and the drawing that Graphviz makes of it.
//!
//! Owns attributes, colours by kind and arrows by status. Built as graphviz-rust's syntax
//! tree, which prints ids verbatim: every id and value is quoted here.

use std::io::{self, Write};

use graphviz_rust::cmd::Format as Drawing;
use graphviz_rust::dot_structures::{
    Attribute, Edge as DotEdge, EdgeTy, Graph as DotGraph, GraphAttributes, Id, Node, NodeId, Stmt, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use crate::graph::{Edge, Graph};
use crate::model::Status;

use super::columns;
use super::gexf::colour;

/// Graphviz refuses strings of 16 KiB; a tooltip is cut well before.
const LONGEST: usize = 2000;

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let printed = tree(graph).print(&mut PrinterContext::default());
    out.write_all(printed.as_bytes())?;
    writeln!(out)
}

/// Writes the drawing of a graph, made by Graphviz.
pub fn svg(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let drawn = graphviz_rust::exec(tree(graph), &mut PrinterContext::default(), vec![Drawing::Svg.into()]);
    let bytes = drawn.map_err(|cause| {
        let hint = "Graphviz's `dot` is needed for drawings; install Graphviz (for example `apt-get install graphviz`) or export dot";
        io::Error::other(format!("{hint} ({cause})"))
    })?;
    out.write_all(&bytes)
}

fn tree(graph: &Graph) -> DotGraph {
    let mut statements = vec![
        Stmt::GAttribute(GraphAttributes::Graph(pairs(&[
            ("rankdir", "LR"),
            ("fontname", "Helvetica"),
            ("overlap", "false"),
            ("splines", "true"),
        ]))),
        Stmt::GAttribute(GraphAttributes::Node(pairs(&[
            ("shape", "box"),
            ("style", "rounded,filled"),
            ("fontname", "Helvetica"),
            ("fontsize", "11"),
        ]))),
        Stmt::GAttribute(GraphAttributes::Edge(pairs(&[("fontname", "Helvetica"), ("fontsize", "9")]))),
    ];
    for node in graph.nodes() {
        let entity = &node.entity;
        let (r, g, b) = colour(entity.kind);
        let mut attributes = pairs(&[
            ("label", entity.name.as_str()),
            ("tooltip", entity.kind.name()),
            ("fillcolor", &format!("#{r:02x}{g:02x}{b:02x}33")),
            ("color", &format!("#{r:02x}{g:02x}{b:02x}")),
        ]);
        if let [.., Some(observations)] = &columns::node(node) {
            attributes.extend(pairs(&[("comment", observations)]));
        }
        statements.push(Stmt::Node(Node { id: id(&columns::node_id(&entity.id)), attributes }));
    }
    statements.extend(graph.edges().map(|edge| Stmt::Edge(drawn(&edge))));
    DotGraph::DiGraph { id: Id::Plain("relata".to_owned()), strict: false, stmts: statements }
}

fn drawn(edge: &Edge<'_>) -> DotEdge {
    let fact = edge.fact;
    let mut label = fact.relation.to_string();
    if let Some(value) = &fact.value {
        label.push_str(&format!("\n{} {}", readable(value.number), value.unit));
    }
    if let Some(time) = &fact.time {
        label.push_str(&format!("\n{}", time.start));
    }
    let evidence = &fact.evidence[0];
    let (style, colour, head) = match fact.status {
        Status::Completed => ("solid", "#333333", "normal"),
        Status::Planned => ("dashed", "#333333", "normal"),
        Status::Rumoured => ("dotted", "#333333", "empty"),
        Status::Cancelled => ("dashed", "#b0b0b0", "tee"),
        Status::Denied => ("dotted", "#b0b0b0", "box"),
    };
    let attributes = pairs(&[
        ("id", &columns::edge_id(fact)),
        ("label", &label),
        ("style", style),
        ("color", colour),
        ("fontcolor", colour),
        ("arrowhead", head),
        ("class", fact.status.name()),
        ("tooltip", &format!("{}: {} [{}]", fact.status.name(), evidence.text, evidence.document)),
        ("penwidth", &(1 + fact.evidence.len().min(4)).to_string()),
    ]);
    let ends = Vertex::N(id(&columns::node_id(&edge.source.id)));
    let target = Vertex::N(id(&columns::node_id(&edge.target.id)));
    DotEdge { ty: EdgeTy::Pair(ends, target), attributes }
}

/// A number with thousands apart, in whole millions where it has them.
fn readable(number: f64) -> String {
    let (number, scale) = match number.abs() {
        big if big >= 1e9 => (number / 1e9, " bn"),
        big if big >= 1e6 => (number / 1e6, " m"),
        _ => (number, ""),
    };
    format!("{}{scale}", (number * 100.0).round() / 100.0)
}

fn id(text: &str) -> NodeId {
    NodeId(Id::Escaped(quoted(text)), None)
}

fn pairs(list: &[(&str, &str)]) -> Vec<Attribute> {
    list.iter().map(|(name, value)| Attribute(Id::Plain((*name).to_owned()), Id::Escaped(quoted(value)))).collect()
}

/// A quoted string: quotes and backslashes escaped, line breaks as `\n`, entities spelt out, control
/// characters left out.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars().take(LONGEST) {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' | '\r' => out.push(' '),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_texts_are_quoted() {
        assert_eq!(quoted("a \"b\" \\ \n & \u{1}"), "\"a \\\"b\\\" \\\\ \\n &amp; \"");
    }

    #[test]
    fn big_numbers_are_readable() {
        assert_eq!(
            (readable(1.3e9), readable(600e6), readable(12.0)),
            ("1.3 bn".to_owned(), "600 m".to_owned(), "12".to_owned())
        );
    }
}
