//! GEXF 1.3, for Gephi and Gephi Lite.
//!
//! Owns its elements: one block of attributes a class, a `kind` of its own for each parallel edge so that Gephi
//! merges none, colours, sizes and places, and dates as existence in time.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::graph::Fact;

use super::columns::{self, Column, EDGE};
use super::pages;
use super::palette;
use super::rows::{Rows, Vertex};
use super::spells::{self, Spell};
use super::text;
use super::xml::escape;

pub(super) fn write(rows: &Rows<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">")?;
    let spells = Existence::new(rows);
    let mode = if spells.any() {
        "mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\" timezone=\"UTC\""
    } else {
        "mode=\"static\""
    };
    writeln!(out, "  <graph defaultedgetype=\"directed\" {mode}>")?;
    attributes(out, "node", &rows.node_columns)?;
    attributes(out, "edge", &EDGE)?;
    writeln!(out, "    <nodes>")?;
    let tags = Tags::new(rows);
    pages::even(rows.vertices.len(), out, |number, text| node(rows, number, &spells, &tags, text))?;
    writeln!(out, "    </nodes>\n    <edges>")?;
    pages::even(rows.arrows.len(), out, |number, text| edge(rows, number, &tags, text))?;
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

fn attributes(out: &mut impl Write, class: &str, columns: &[Column]) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\" mode=\"static\">")?;
    for Column { name, kind } in columns {
        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{}\"/>", kind.name())?;
    }
    writeln!(out, "    </attributes>")
}

/// What stands before the value of each column.
struct Tags {
    node: Vec<String>,
    edge: Vec<String>,
}

impl Tags {
    fn new(rows: &Rows<'_>) -> Self {
        let tag = |column: &Column| format!("          <attvalue for=\"{}\" value=\"", column.name);
        Self { node: rows.node_columns.iter().map(tag).collect(), edge: EDGE.iter().map(tag).collect() }
    }
}

fn node(rows: &Rows<'_>, number: usize, spells: &Existence, tags: &Tags, text: &mut String) {
    attribute(text, "      <node id", rows.node_id(number));
    attribute(text, " label", &rows.label(number));
    exists(text, &spells.nodes[number]);
    text.push_str("        <attvalues>\n");
    columns::node(rows, number, |column, value| attvalue(text, &tags.node[column], &value));
    text.push_str("        </attvalues>\n");
    colour(text, palette::kind(rows.kind(number)));
    put(text, format_args!("        <viz:size value=\"{}\"/>\n", rows.size(number)));
    if let Some(measures) = &rows.measures {
        let (x, y) = measures.places[number];
        put(text, format_args!("        <viz:position x=\"{x}\" y=\"{y}\"/>\n"));
    }
    text.push_str("      </node>\n");
}

fn edge(rows: &Rows<'_>, number: usize, tags: &Tags, text: &mut String) {
    let arrow = &rows.arrows[number];
    let facts = rows.facts(arrow);
    let (relation, status) = (rows.relation(arrow), rows.status(arrow));
    text.push_str("      <edge id=\"");
    columns::Value::Id(facts[0].id).print(text, String::push_str);
    text.push('"');
    attribute(text, " source", rows.node_id(arrow.source));
    attribute(text, " target", rows.node_id(arrow.target));
    attribute(text, " kind", &relation);
    // The closing quote goes behind what is added.
    text.pop();
    text.push(' ');
    text.push_str(&status);
    let turn = turn(rows, number);
    if turn > 1 {
        put(text, format_args!(" {turn}"));
    }
    text.push('"');
    attribute(text, " label", &relation);
    text.push_str(" weight=\"");
    text::whole(text, rows.weight(arrow));
    text.push('"');
    exists(text, &spells::spells(facts.iter().copied()));
    text.push_str("        <attvalues>\n");
    columns::edge(rows, arrow, |column, value| attvalue(text, &tags.edge[column], &value));
    text.push_str("        </attvalues>\n");
    colour(text, palette::status(facts[0].status));
    text.push_str("      </edge>\n");
}

fn colour(text: &mut String, (r, g, b): palette::Rgb) {
    for (opening, part) in [("        <viz:color r=\"", r), ("\" g=\"", g), ("\" b=\"", b)] {
        text.push_str(opening);
        text::whole(text, usize::from(part));
    }
    text.push_str("\"/>\n");
}

fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    text.write_fmt(what).expect("a string takes everything");
}

fn attribute(text: &mut String, opening: &str, value: &str) {
    text.push_str(opening);
    text.push_str("=\"");
    escape(text, value);
    text.push('"');
}

fn attvalue(text: &mut String, tag: &str, value: &columns::Value<'_>) {
    text.push_str(tag);
    value.print(text, escape);
    text.push_str("\"/>\n");
}

/// Closes the tag of a node or edge with when it exists: in attributes for one spell, in elements for several.
fn exists(text: &mut String, spells: &[Spell]) {
    let ends = |text: &mut String, spell: &Spell| {
        put(text, format_args!(" start=\"{}\"", spells::iso(spell.first)));
        if let Some(last) = spell.last {
            put(text, format_args!(" end=\"{}\"", spells::iso(last)));
        }
    };
    if let [only] = spells {
        ends(text, only);
    }
    text.push_str(">\n");
    if spells.len() > 1 {
        text.push_str("        <spells>\n");
        for spell in spells {
            text.push_str("          <spell");
            ends(text, spell);
            text.push_str("/>\n");
        }
        text.push_str("        </spells>\n");
    }
}

/// When nodes exist: while something is said of them.
struct Existence {
    nodes: Vec<Vec<Spell>>,
    edges: bool,
}

impl Existence {
    fn new(rows: &Rows<'_>) -> Self {
        let edges = rows.arrows.iter().any(|arrow| rows.facts(arrow).iter().any(|fact| fact.time.is_some()));
        if !edges {
            return Self { nodes: vec![Vec::new(); rows.vertices.len()], edges };
        }
        // A node with something undated always exists: its facts need not be gathered.
        let mut always = vec![false; rows.vertices.len()];
        let undated = |fact: &&Fact| fact.time.is_none();
        for arrow in rows.arrows.iter().filter(|arrow| rows.facts(arrow).iter().any(undated)) {
            always[arrow.source] = true;
            always[arrow.target] = true;
        }
        let mut facts: Vec<Vec<&Fact>> = vec![Vec::new(); rows.vertices.len()];
        for arrow in &rows.arrows {
            for end in [arrow.source, arrow.target].into_iter().filter(|&end| !always[end]) {
                facts[end].extend(rows.facts(arrow));
            }
        }
        for ((facts, vertex), _) in facts.iter_mut().zip(&rows.vertices).zip(&always).filter(|(_, always)| !**always) {
            if let Vertex::Entity(node) = vertex {
                facts.extend(&node.observations);
            }
        }
        let nodes = facts.into_iter().map(|facts| spells::spells(facts.into_iter())).collect();
        Self { nodes, edges }
    }

    fn any(&self) -> bool {
        self.edges
    }
}

/// How many edges of one kind there are between the same two up to an edge: Gephi merges edges that share ends and kind,
/// and loses the evidence of all but one.
fn turn(rows: &Rows<'_>, number: usize) -> usize {
    let arrow = &rows.arrows[number];
    let (relation, status) = (rows.relation(arrow), rows.status(arrow));
    // Edges come sorted by source, relation and target; merged ones have no other between the same two.
    let before = rows.arrows[..number].iter().rev();
    let alike = before.take_while(|other| {
        (other.source, other.target) == (arrow.source, arrow.target) && rows.relation(other) == relation
    });
    1 + alike.filter(|other| rows.status(other) == status).count()
}
