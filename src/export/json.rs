//! The JSON of graphology (Gephi Lite, sigma.js) and of Cytoscape.
//!
//! Owns both shapes. Ids are strings, no attribute is called `type` and none is null; edges follow the nodes.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::columns::{self, EDGE, Value};
use super::palette;
use super::rows::Rows;

/// Writes `{"options", "attributes", "nodes", "edges"}` as `Graph.from` takes it, with the attributes that sigma draws.
pub(super) fn graphology(rows: &Rows<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{{\n  \"options\": {{\"type\": \"directed\", \"multi\": true, \"allowSelfLoops\": true}},")?;
    writeln!(out, "  \"attributes\": {{}},\n  \"nodes\": [")?;
    each(out, rows.vertices.len(), |number, text| {
        let mut object = Object::open(text);
        object.text("key", rows.node_id(number));
        let mut inside = object.nested("attributes");
        inside.text("label", &rows.label(number));
        let (x, y) = rows.measures.as_ref().map_or_else(|| ring(number), |measures| measures.places[number]);
        inside.number("x", x);
        inside.number("y", y);
        inside.number("size", (rows.size(number) * 5.0).round() / 10.0);
        inside.text("color", &palette::hexadecimal(palette::kind(rows.kind(number))));
        columns::node(rows, number, |column, value| inside.value(&rows.node_columns[column].name, &value));
        inside.close();
        object.close();
    })?;
    writeln!(out, "  ],\n  \"edges\": [")?;
    each(out, rows.arrows.len(), |number, text| {
        let arrow = &rows.arrows[number];
        let facts = rows.facts(arrow);
        let mut object = Object::open(text);
        object.text("key", &columns::edge_id(facts[0]));
        object.text("source", rows.node_id(arrow.source));
        object.text("target", rows.node_id(arrow.target));
        let mut inside = object.nested("attributes");
        inside.text("label", &rows.relation(arrow));
        inside.value("weight", &Value::Whole(rows.weight(arrow)));
        inside.value("size", &Value::Whole(rows.weight(arrow).min(5)));
        inside.text("color", &palette::hexadecimal(palette::status(facts[0].status)));
        columns::edge(rows, arrow, |column, value| inside.value(&EDGE[column].name, &value));
        inside.close();
        object.close();
    })?;
    writeln!(out, "  ]\n}}")
}

/// Writes elements as Cytoscape and cytoscape.js take them; NetworkX reads them through `value` and `key`.
pub(super) fn cytoscape(rows: &Rows<'_>, title: &str, out: &mut impl Write) -> io::Result<()> {
    let mut name = String::new();
    quote(&mut name, title);
    writeln!(out, "{{\n  \"data\": {{\"name\": {name}}},\n  \"directed\": true,\n  \"multigraph\": true,")?;
    writeln!(out, "  \"elements\": {{\n  \"nodes\": [")?;
    each(out, rows.vertices.len(), |number, text| {
        let mut object = Object::open(text);
        let mut data = object.nested("data");
        for key in ["id", "value"] {
            data.text(key, rows.node_id(number));
        }
        for key in ["name", "label"] {
            data.text(key, &rows.label(number));
        }
        columns::node(rows, number, |column, value| data.value(&rows.node_columns[column].name, &value));
        data.close();
        if let Some(measures) = &rows.measures {
            let (x, y) = measures.places[number];
            let mut position = object.nested("position");
            position.number("x", x);
            // Cytoscape's y grows downwards.
            position.number("y", 0.0 - y);
            position.close();
        }
        object.close();
    })?;
    writeln!(out, "  ],\n  \"edges\": [")?;
    each(out, rows.arrows.len(), |number, text| {
        let arrow = &rows.arrows[number];
        let id = columns::edge_id(rows.facts(arrow)[0]);
        let mut object = Object::open(text);
        let mut data = object.nested("data");
        for key in ["id", "key"] {
            data.text(key, &id);
        }
        data.text("source", rows.node_id(arrow.source));
        data.text("target", rows.node_id(arrow.target));
        for key in ["name", "label", "interaction"] {
            data.text(key, &rows.relation(arrow));
        }
        data.value("weight", &Value::Whole(rows.weight(arrow)));
        columns::edge(rows, arrow, |column, value| data.value(&EDGE[column].name, &value));
        data.close();
        object.close();
    })?;
    writeln!(out, "  ]\n  }}\n}}")
}

/// A place for a node of a graph too large to be laid out: readers want one for every node.
fn ring(number: usize) -> (f64, f64) {
    let side = 300;
    (20.0 * (number % side) as f64, 20.0 * (number / side) as f64)
}

/// Writes one object a line, commas between.
fn each(out: &mut impl Write, count: usize, mut print: impl FnMut(usize, &mut String)) -> io::Result<()> {
    let mut text = String::new();
    for number in 0..count {
        text.clear();
        text.push_str("    ");
        print(number, &mut text);
        text.push_str(if number + 1 < count { ",\n" } else { "\n" });
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

/// A JSON object in the making.
struct Object<'t> {
    text: &'t mut String,
    empty: bool,
}

impl<'t> Object<'t> {
    fn open(text: &'t mut String) -> Self {
        text.push('{');
        Self { text, empty: true }
    }

    fn key(&mut self, key: &str) {
        if !self.empty {
            self.text.push_str(", ");
        }
        self.empty = false;
        self.text.push('"');
        self.text.push_str(key);
        self.text.push_str("\": ");
    }

    fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        quote(self.text, value);
    }

    fn number(&mut self, key: &str, value: f64) {
        self.key(key);
        write!(self.text, "{value}").expect("a string takes everything");
    }

    fn value(&mut self, key: &str, value: &Value<'_>) {
        self.key(key);
        value.print(self.text, quote);
    }

    fn nested(&mut self, key: &str) -> Object<'_> {
        self.key(key);
        Object::open(self.text)
    }

    fn close(self) {
        self.text.push('}');
    }
}

/// Appends a JSON string.
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
            0..0x20 => "",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        if escape.is_empty() {
            write!(out, "\\u{byte:04x}").expect("a string takes everything");
        } else {
            out.push_str(escape);
        }
        from = at + 1;
    }
    out.push_str(&text[from..]);
    out.push('"');
}
