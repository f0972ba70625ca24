//! GEXF 1.3, for Gephi and Gephi Lite.
//!
//! Owns its elements: one block of attributes a class, a `kind` of its own for each parallel edge so that Gephi
//! merges none, colours, sizes and places, and dates as existence in time.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use crate::graph::Fact;

use super::columns::{self, Column, EDGE};
use super::palette;
use super::rows::{Rows, Vertex};
use super::spells::{self, Spell};
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
    let mut text = String::new();
    for number in 0..rows.vertices.len() {
        text.clear();
        node(rows, number, &spells, &mut text);
        out.write_all(text.as_bytes())?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    let mut kinds = Kinds::default();
    for number in 0..rows.arrows.len() {
        text.clear();
        edge(rows, number, &mut kinds, &mut text);
        out.write_all(text.as_bytes())?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

fn attributes(out: &mut impl Write, class: &str, columns: &[Column]) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\" mode=\"static\">")?;
    for Column { name, kind } in columns {
        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{}\"/>", kind.name())?;
    }
    writeln!(out, "    </attributes>")
}

fn node(rows: &Rows<'_>, number: usize, spells: &Existence, text: &mut String) {
    attribute(text, "      <node id", rows.node_id(number));
    attribute(text, " label", &rows.label(number));
    exists(text, &spells.nodes[number]);
    text.push_str("        <attvalues>\n");
    columns::node(rows, number, |column, value| attvalue(text, &rows.node_columns[column].name, &value));
    text.push_str("        </attvalues>\n");
    colour(text, palette::kind(rows.kind(number)));
    put(text, format_args!("        <viz:size value=\"{}\"/>\n", rows.size(number)));
    if let Some(measures) = &rows.measures {
        let (x, y) = measures.places[number];
        put(text, format_args!("        <viz:position x=\"{x}\" y=\"{y}\"/>\n"));
    }
    text.push_str("      </node>\n");
}

fn edge<'g>(rows: &Rows<'g>, number: usize, kinds: &mut Kinds<'g>, text: &mut String) {
    let arrow = &rows.arrows[number];
    let facts = rows.facts(arrow);
    let (relation, status) = (rows.relation(arrow), rows.status(arrow));
    attribute(text, "      <edge id", &columns::edge_id(facts[0]));
    attribute(text, " source", rows.node_id(arrow.source));
    attribute(text, " target", rows.node_id(arrow.target));
    attribute(text, " kind", &relation);
    // The closing quote goes behind what is added.
    text.pop();
    text.push(' ');
    text.push_str(&status);
    let turn = kinds.turn(arrow.source, (arrow.target, relation.clone(), status));
    if turn > 1 {
        put(text, format_args!(" {turn}"));
    }
    text.push('"');
    attribute(text, " label", &relation);
    put(text, format_args!(" weight=\"{}\"", rows.weight(arrow)));
    exists(text, &spells::spells(facts.iter().copied()));
    text.push_str("        <attvalues>\n");
    columns::edge(rows, arrow, |column, value| attvalue(text, &EDGE[column].name, &value));
    text.push_str("        </attvalues>\n");
    colour(text, palette::status(facts[0].status));
    text.push_str("      </edge>\n");
}

fn colour(text: &mut String, (r, g, b): palette::Rgb) {
    put(text, format_args!("        <viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>\n"));
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

fn attvalue(text: &mut String, name: &str, value: &columns::Value<'_>) {
    text.push_str("          <attvalue for=\"");
    text.push_str(name);
    text.push_str("\" value=\"");
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

/// Kinds of edge so far from one node: Gephi merges edges that share ends and kind, and loses the evidence of all but one.
#[derive(Default)]
struct Kinds<'g> {
    source: usize,
    used: HashMap<Used<'g>, usize>,
}

/// Target, relations and statuses of an edge.
type Used<'g> = (usize, Cow<'g, str>, Cow<'g, str>);

impl<'g> Kinds<'g> {
    /// How many edges of this kind there are between these two, this one included.
    fn turn(&mut self, source: usize, used: Used<'g>) -> usize {
        // Edges come sorted by source, so what an earlier source used is never met again.
        if source != self.source {
            self.used.clear();
            self.source = source;
        }
        let turn = self.used.entry(used).or_default();
        *turn += 1;
        *turn
    }
}
