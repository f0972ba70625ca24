//! GraphML, for Gephi, Cytoscape, igraph and NetworkX, and with drawn labels for yEd.
//!
//! Owns its elements. Keys are declared before use, with types that every reader knows; the keys of drawings, which
//! other readers stumble over, stand in yEd's variant alone.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::columns::{self, EDGE, Kind};
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
    let mut text = String::new();
    for number in 0..rows.vertices.len() {
        text.clear();
        node(rows, number, drawn, &mut text);
        out.write_all(text.as_bytes())?;
    }
    for number in 0..rows.arrows.len() {
        text.clear();
        edge(rows, number, drawn, &mut text);
        out.write_all(text.as_bytes())?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn key(out: &mut impl Write, id: &str, of: &str, name: &str, kind: Kind) -> io::Result<()> {
    writeln!(out, "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{}\"/>", kind.name())
}

fn node(rows: &Rows<'_>, number: usize, drawn: bool, text: &mut String) {
    text.push_str("    <node id=\"");
    escape(text, rows.node_id(number));
    text.push_str("\">\n");
    let label = rows.label(number);
    for name in ["label", "name"] {
        data(text, "n_", name, &label.as_ref().into());
    }
    columns::node(rows, number, |column, value| data(text, "n_", &rows.node_columns[column].name, &value));
    if drawn {
        shape(rows, number, text);
    }
    text.push_str("    </node>\n");
}

fn edge(rows: &Rows<'_>, number: usize, drawn: bool, text: &mut String) {
    let arrow = &rows.arrows[number];
    let id = columns::edge_id(rows.facts(arrow)[0]);
    for (opening, value) in [
        ("    <edge id=\"", id.as_str()),
        ("\" source=\"", rows.node_id(arrow.source)),
        ("\" target=\"", rows.node_id(arrow.target)),
    ] {
        text.push_str(opening);
        escape(text, value);
    }
    text.push_str("\">\n");
    let relation = rows.relation(arrow);
    for name in ["label", "interaction"] {
        data(text, "e_", name, &relation.as_ref().into());
    }
    data(text, "e_", "weight", &columns::Value::Whole(rows.weight(arrow)));
    columns::edge(rows, arrow, |column, value| data(text, "e_", &EDGE[column].name, &value));
    if drawn {
        line(rows, number, &relation, text);
    }
    text.push_str("    </edge>\n");
}

fn data(text: &mut String, class: &str, name: &str, value: &columns::Value<'_>) {
    text.push_str("      <data key=\"");
    text.push_str(class);
    text.push_str(name);
    text.push_str("\">");
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
