//! GraphML, for Gephi, Cytoscape, igraph and NetworkX, and with drawn labels for yEd.
//!
//! Owns its elements. Keys are declared before use, with types that every reader knows; the keys of drawings, which
//! other readers stumble over, stand in yEd's variant alone.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::columns::{self, EDGE, Kind};
use super::pages;
use super::palette;
use super::rows::Rows;
use super::xml::escape;

/// For whom the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    Any,
    Yed,
}

pub(super) fn write(rows: &Rows<'_>, reader: Reader, out: &mut impl Write) -> io::Result<()> {
    let drawn = reader == Reader::Yed;
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let drawing = if drawn { " xmlns:y=\"http://www.yworks.com/xml/graphml\"" } else { "" };
    writeln!(
        out,
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"{drawing} xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
    )?;
    for name in ["label", "name"] {
        key(out, &format!("n_{name}"), "node", name, Kind::Text)?;
    }
    for column in &rows.node_columns {
        key(out, &format!("n_{}", column.name), "node", &column.name, column.kind)?;
    }
    for name in ["label", "interaction"] {
        key(out, &format!("e_{name}"), "edge", name, Kind::Text)?;
    }
    key(out, "e_weight", "edge", "weight", Kind::Number)?;
    for column in &EDGE {
        key(out, &format!("e_{}", column.name), "edge", &column.name, column.kind)?;
    }
    if drawn {
        writeln!(out, "  <key id=\"d_node\" for=\"node\" yfiles.type=\"nodegraphics\"/>")?;
        writeln!(out, "  <key id=\"d_edge\" for=\"edge\" yfiles.type=\"edgegraphics\"/>")?;
    }
    writeln!(out, "  <graph id=\"relata\" edgedefault=\"directed\">")?;
    let tags = Tags::new(rows);
    pages::even(rows.vertices.len(), out, |number, text| node(rows, number, &tags, drawn, text))?;
    pages::even(rows.arrows.len(), out, |number, text| edge(rows, number, &tags, drawn, text))?;
    writeln!(out, "  </graph>\n</graphml>")
}

fn key(out: &mut impl Write, id: &str, of: &str, name: &str, kind: Kind) -> io::Result<()> {
    writeln!(out, "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{}\"/>", kind.name())
}

/// What stands before the value of each column.
struct Tags {
    node: Vec<String>,
    edge: Vec<String>,
}

impl Tags {
    fn new(rows: &Rows<'_>) -> Self {
        let tag = |class: &str, name: &str| format!("      <data key=\"{class}_{name}\">");
        Self {
            node: rows.node_columns.iter().map(|column| tag("n", &column.name)).collect(),
            edge: EDGE.iter().map(|column| tag("e", &column.name)).collect(),
        }
    }
}

fn node(rows: &Rows<'_>, number: usize, tags: &Tags, drawn: bool, text: &mut String) {
    text.push_str("    <node id=\"");
    escape(text, rows.node_id(number));
    text.push_str("\">\n");
    let label = rows.label(number);
    for tag in ["      <data key=\"n_label\">", "      <data key=\"n_name\">"] {
        data(text, tag, &label.as_ref().into());
    }
    columns::node(rows, number, |column, value| data(text, &tags.node[column], &value));
    if drawn {
        shape(rows, number, text);
    }
    text.push_str("    </node>\n");
}

fn edge(rows: &Rows<'_>, number: usize, tags: &Tags, drawn: bool, text: &mut String) {
    let arrow = &rows.arrows[number];
    text.push_str("    <edge id=\"");
    columns::Value::Id(rows.facts(arrow)[0].id).print(text, String::push_str);
    for (opening, value) in [("\" source=\"", rows.node_id(arrow.source)), ("\" target=\"", rows.node_id(arrow.target))]
    {
        text.push_str(opening);
        escape(text, value);
    }
    text.push_str("\">\n");
    let relation = rows.relation(arrow);
    for tag in ["      <data key=\"e_label\">", "      <data key=\"e_interaction\">"] {
        data(text, tag, &relation.as_ref().into());
    }
    data(text, "      <data key=\"e_weight\">", &columns::Value::Whole(rows.weight(arrow)));
    columns::edge(rows, arrow, |column, value| data(text, &tags.edge[column], &value));
    if drawn {
        line(rows, number, &relation, text);
    }
    text.push_str("    </edge>\n");
}

fn data(text: &mut String, tag: &str, value: &columns::Value<'_>) {
    text.push_str(tag);
    value.print(text, escape);
    text.push_str("</data>\n");
}

/// A rounded box with its label, at its place (yEd's y grows downwards).
fn shape(rows: &Rows<'_>, number: usize, text: &mut String) {
    let label = rows.label(number);
    let colour = palette::hexadecimal(palette::kind(rows.kind(number)));
    let width = 24 + 7 * label.chars().count();
    text.push_str("      <data key=\"d_node\"><y:ShapeNode>");
    let (x, y) = rows.measures.as_ref().map_or((0.0, 0.0), |measures| measures.places[number]);
    let y = 0.0 - y;
    put(text, format_args!("<y:Geometry height=\"30\" width=\"{width}\" x=\"{x}\" y=\"{y}\"/>"));
    put(
        text,
        format_args!(
            "<y:Fill color=\"{colour}33\" transparent=\"false\"/><y:BorderStyle color=\"{colour}\" type=\"line\" width=\"1.5\"/>"
        ),
    );
    text.push_str("<y:NodeLabel>");
    escape(text, &label);
    text.push_str("</y:NodeLabel><y:Shape type=\"roundrectangle\"/></y:ShapeNode></data>\n");
}

fn line(rows: &Rows<'_>, number: usize, relation: &str, text: &mut String) {
    use crate::model::Status;

    let status = rows.facts(&rows.arrows[number])[0].status;
    let colour = palette::hexadecimal(palette::status(status));
    let style = match status {
        Status::Completed => "line",
        Status::Planned | Status::Cancelled => "dashed",
        Status::Rumoured | Status::Denied => "dotted",
    };
    text.push_str("      <data key=\"d_edge\"><y:PolyLineEdge>");
    put(
        text,
        format_args!(
            "<y:LineStyle color=\"{colour}\" type=\"{style}\" width=\"1.5\"/><y:Arrows source=\"none\" target=\"standard\"/><y:EdgeLabel>"
        ),
    );
    escape(text, relation);
    text.push_str("</y:EdgeLabel></y:PolyLineEdge></data>\n");
}

fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    text.write_fmt(what).expect("a string takes everything");
}
