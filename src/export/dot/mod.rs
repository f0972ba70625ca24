//! DOT, for Graphviz.
//!
//! Owns the syntax tree (graphviz-rust's, which prints ids verbatim: every id and value is quoted here), colours by
//! kind, arrows by status, frames and the legend. `drawing` has Graphviz make pictures of it.

mod drawing;
mod legend;

use std::io::{self, Write};

use graphviz_rust::dot_structures::{
    Attribute, Edge as DotEdge, EdgeTy, Graph as DotGraph, GraphAttributes, Id, Node as DotNode, NodeId, Stmt,
    Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};
use indexmap::IndexMap;

use crate::graph::Fact;
use crate::model::Status;

use super::columns;
use super::options::{Cluster, Engine, Options};
use super::palette;
use super::rows::{Arrow, Rows, Vertex as Row};

pub(super) use drawing::{Picture, draw};

/// Graphviz refuses strings of 16 KiB; a tooltip is cut well before.
const LONGEST: usize = 2000;
/// A drawn box needs more room than the dot that places are made for.
const ROOM: f64 = 1.5;
/// Longer names are broken into lines of about so many characters.
const LINE: usize = 24;

pub(super) fn write(rows: &Rows<'_>, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let printed = tree(rows, options).print(&mut PrinterContext::default());
    out.write_all(printed.as_bytes())?;
    writeln!(out)
}

fn tree(rows: &Rows<'_>, options: &Options) -> DotGraph {
    let mut statements = defaults();
    let mut frames: IndexMap<String, Vec<Stmt>> = IndexMap::new();
    for number in 0..rows.vertices.len() {
        let node = Stmt::Node(node(rows, number));
        match frame(rows, number, options.cluster) {
            Some(label) => frames.entry(label).or_default().push(node),
            None => statements.push(node),
        }
    }
    frames.sort_unstable_keys();
    for (turn, (label, nodes)) in frames.into_iter().enumerate() {
        statements.push(framed(&format!("cluster_{turn}"), &label, nodes));
    }
    statements.extend(rows.arrows.iter().map(|arrow| Stmt::Edge(edge(rows, arrow))));
    if options.legend {
        statements.push(legend::legend(rows));
    }
    DotGraph::DiGraph { id: Id::Plain("relata".to_owned()), strict: false, stmts: statements }
}

fn defaults() -> Vec<Stmt> {
    vec![
        Stmt::GAttribute(GraphAttributes::Graph(pairs(&[
            ("rankdir", "LR"),
            ("fontname", "Helvetica"),
            ("overlap", "prism"),
            ("splines", "true"),
            ("bgcolor", "white"),
            ("ranksep", "0.9"),
            ("nodesep", "0.3"),
        ]))),
        Stmt::GAttribute(GraphAttributes::Node(pairs(&[
            ("shape", "box"),
            ("style", "rounded,filled"),
            ("fontname", "Helvetica"),
            ("fontsize", "11"),
            ("margin", "0.14,0.07"),
        ]))),
        Stmt::GAttribute(GraphAttributes::Edge(pairs(&[
            ("fontname", "Helvetica"),
            ("fontsize", "9"),
            ("arrowsize", "0.8"),
        ]))),
    ]
}

/// What stands on the frame around a node.
fn frame(rows: &Rows<'_>, number: usize, cluster: Cluster) -> Option<String> {
    match cluster {
        Cluster::Nothing => None,
        Cluster::Kind => Some(rows.kind(number).map_or("Observation", crate::model::EntityKind::name).to_owned()),
        Cluster::Community => {
            rows.measures.as_ref().map(|measures| format!("community {:04}", measures.communities[number]))
        }
        Cluster::Component => rows.parts.get(number).map(|part| format!("component {part:04}")),
    }
}

fn framed(id: &str, label: &str, nodes: Vec<Stmt>) -> Stmt {
    let mut inside: Vec<Stmt> = vec![Stmt::GAttribute(GraphAttributes::Graph(pairs(&[
        ("label", label),
        ("style", "rounded"),
        ("color", "#c8c8c8"),
        ("fontcolor", "#707070"),
        ("fontsize", "10"),
    ])))];
    inside.extend(nodes);
    Stmt::Subgraph(Subgraph { id: Id::Plain(id.to_owned()), stmts: inside })
}

fn node(rows: &Rows<'_>, number: usize) -> DotNode {
    let label = rows.label(number);
    let colour = palette::hexadecimal(palette::kind(rows.kind(number)));
    let mut attributes = pairs(&[
        ("label", &lines(&label)),
        ("fillcolor", &format!("{colour}26")),
        ("color", &colour),
        ("tooltip", &hint(rows, number)),
        ("class", rows.kind(number).map_or("Observation", crate::model::EntityKind::name)),
    ]);
    match rows.vertices[number] {
        Row::Entity(node) => {
            if let Some(outside) = node.entity.same_as.first() {
                attributes.extend(pairs(&[("URL", outside)]));
            }
        }
        Row::Observation(_) => attributes.extend(pairs(&[("shape", "note"), ("fontsize", "9")])),
    }
    if let Some(measures) = &rows.measures {
        // For `neato -n2`; other layouts choose their own places.
        let (x, y) = measures.places[number];
        let (x, y) = (x * ROOM, y * ROOM);
        attributes.extend(pairs(&[("pos", &format!("{x},{y}"))]));
    }
    DotNode { id: id(rows.node_id(number)), attributes }
}

/// Name, kind and figures of a node.
fn hint(rows: &Rows<'_>, number: usize) -> String {
    let mut text = rows.label(number).into_owned();
    columns::node(rows, number, |column, value| {
        if let (0 | 3, columns::Value::Text(value)) = (column, &value) {
            text.push('\n');
            text.push_str(value);
        }
    });
    text
}

/// Line, colour and arrow of a status: solid is done, dashed planned, dotted rumoured; what ends in a bar was
/// cancelled, in an open box denied.
fn drawn(status: Status) -> [(&'static str, &'static str); 3] {
    match status {
        Status::Completed => [("style", "solid"), ("color", "#333333"), ("arrowhead", "normal")],
        Status::Planned => [("style", "dashed"), ("color", "#465a78"), ("arrowhead", "normal")],
        Status::Rumoured => [("style", "dotted"), ("color", "#8c693c"), ("arrowhead", "empty")],
        Status::Cancelled => [("style", "dashed"), ("color", "#a0a0a0"), ("arrowhead", "teetee")],
        Status::Denied => [("style", "dotted"), ("color", "#a0a0a0"), ("arrowhead", "obox")],
    }
}

fn edge(rows: &Rows<'_>, arrow: &Arrow) -> DotEdge {
    let facts = rows.facts(arrow);
    let fact = facts[0];
    let [style, colour, head] = drawn(fact.status);
    let told: Vec<String> = facts.iter().map(|fact| quoted_source(fact)).collect();
    let tooltip = told.join("\n");
    let mut attributes = pairs(&[
        ("id", &columns::edge_id(fact)),
        ("label", &label(rows, arrow)),
        style,
        colour,
        ("fontcolor", colour.1),
        head,
        ("class", fact.status.name()),
        ("tooltip", &tooltip),
        ("labeltooltip", &tooltip),
        ("penwidth", &(1.0 + 0.4 * (rows.weight(arrow) - 1).min(5) as f64).to_string()),
    ]);
    let link = rows.documents.get(&*fact.evidence[0].document).and_then(|info| info.source.as_deref());
    if let Some(link) = link.filter(|link| link.starts_with("http")) {
        attributes.extend(pairs(&[("URL", link)]));
    }
    let ends = (Vertex::N(id(rows.node_id(arrow.source))), Vertex::N(id(rows.node_id(arrow.target))));
    DotEdge { ty: EdgeTy::Pair(ends.0, ends.1), attributes }
}

fn label(rows: &Rows<'_>, arrow: &Arrow) -> String {
    let facts = rows.facts(arrow);
    let mut label = rows.relation(arrow).replace("; ", "\n");
    if let [fact] = facts {
        if let Some(value) = &fact.value {
            label.push_str(&format!("\n{} {}", readable(value.number), value.unit));
        }
        if let Some(time) = &fact.time {
            label.push_str(&format!("\n{}", time.start));
        }
    }
    label
}

fn quoted_source(fact: &Fact) -> String {
    let evidence = &fact.evidence[0];
    format!("{}, {}: {} [{}]", fact.relation, fact.status.name(), evidence.text, evidence.document)
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

/// A long name in lines.
fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut length = 0;
    for word in text.split(' ') {
        let long = word.chars().count();
        if length > 0 {
            let fits = length + long < LINE;
            out.push(if fits { ' ' } else { '\n' });
            length = if fits { length + 1 } else { 0 };
        }
        out.push_str(word);
        length += long;
    }
    out
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

    #[test]
    fn long_names_break_between_words() {
        assert_eq!(
            lines("Autorité de régulation des marchés financiers"),
            "Autorité de régulation\ndes marchés financiers"
        );
        assert_eq!(lines("two blanks"), "two blanks");
        assert_eq!(lines("Tether"), "Tether");
    }
}
