//! Tables: for spreadsheets, for Gephi, and for Neo4j's importer.
//!
//! Owns quoting (RFC 4180) and each reader's column names; no header serves two of them.

use std::io::{self, Write};

use super::columns::{self, Column, EDGE, EDGES, Kind, Value};
use super::rows::{Rows, Vertex};
use super::spells;

/// Columns of edges whose dates would make Gephi take the whole graph for one of points in time.
const DATES: [&str; 5] = ["start_said", "end_said", "published", "first_seen", "last_seen"];

/// A line in the making.
#[derive(Default)]
struct Line {
    text: String,
    begun: bool,
}

impl Line {
    /// A cell; line breaks become blanks, because few readers keep them.
    fn cell(&mut self, value: &str) {
        if self.begun {
            self.text.push(',');
        }
        self.begun = true;
        let plain = !value.contains([',', '"', '\n', '\r', '\'', ';']) && value.trim() == value;
        if plain {
            self.text.push_str(value);
            return;
        }
        self.text.push('"');
        for c in value.chars() {
            match c {
                '"' => self.text.push_str("\"\""),
                '\n' | '\r' => self.text.push(' '),
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }

    fn write(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.text.push_str("\r\n");
        out.write_all(self.text.as_bytes())?;
        self.text.clear();
        self.begun = false;
        Ok(())
    }
}

fn header<'c>(out: &mut impl Write, names: impl IntoIterator<Item = &'c str>) -> io::Result<()> {
    let mut line = Line::default();
    names.into_iter().for_each(|name| line.cell(name));
    line.write(out)
}

fn names(columns: &[Column]) -> impl Iterator<Item = &str> {
    columns.iter().map(|column| &*column.name)
}

/// The cells of a row by column; a value that is missing is empty.
fn edge_cells(rows: &Rows<'_>, number: usize, text: impl Fn(&str) -> String) -> [String; EDGES] {
    let mut cells = [const { String::new() }; EDGES];
    columns::edge(rows, &rows.arrows[number], |column, value| cells[column] = printed(&value, &text));
    cells
}

fn node_cells(rows: &Rows<'_>, number: usize, text: impl Fn(&str) -> String) -> Vec<String> {
    let mut cells = vec![String::new(); rows.node_columns.len()];
    columns::node(rows, number, |column, value| cells[column] = printed(&value, &text));
    cells
}

fn printed(value: &Value<'_>, text: impl Fn(&str) -> String) -> String {
    let mut cell = String::new();
    value.print(&mut cell, |cell, value| *cell = text(value));
    cell
}

/// The edges with the names of their ends, a row each: what a spreadsheet wants. Figures and unary facts
/// are rows without a target.
pub(super) fn spreadsheet(rows: &Rows<'_>, bom: bool, out: &mut impl Write) -> io::Result<()> {
    if bom {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let fixed = ["Source", "Target", "Type", "Id", "Label", "Weight", "source_name", "target_name"];
    header(out, fixed.into_iter().chain(names(&EDGE[1..])))?;
    let mut line = Line::default();
    for number in 0..rows.arrows.len() {
        let arrow = &rows.arrows[number];
        let alone = matches!(rows.vertices[arrow.target], Vertex::Observation(_));
        let cells = edge_cells(rows, number, harmless);
        let (id, label) =
            if alone { ("", String::new()) } else { (rows.node_id(arrow.target), harmless(&rows.label(arrow.target))) };
        line.cell(rows.node_id(arrow.source));
        line.cell(id);
        line.cell("Directed");
        line.cell(&cells[0]);
        line.cell(&rows.relation(arrow));
        line.cell(&rows.weight(arrow).to_string());
        line.cell(&harmless(&rows.label(arrow.source)));
        line.cell(&label);
        cells[1..].iter().for_each(|cell| line.cell(cell));
        line.write(out)?;
    }
    Ok(())
}

/// Text that no spreadsheet takes for a formula (OWASP, "CSV injection").
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// Text as Gephi's reader gives it back: a backslash escapes there.
fn gephi(text: &str) -> String {
    text.replace('\\', "\\\\")
}

/// Gephi's table of nodes.
pub(super) fn gephi_nodes(rows: &Rows<'_>, out: &mut impl Write) -> io::Result<()> {
    header(out, ["Id", "Label"].into_iter().chain(names(&rows.node_columns)))?;
    let mut line = Line::default();
    for number in 0..rows.vertices.len() {
        line.cell(rows.node_id(number));
        line.cell(&gephi(&rows.label(number)));
        node_cells(rows, number, gephi).iter().for_each(|cell| line.cell(cell));
        line.write(out)?;
    }
    Ok(())
}

/// Gephi's table of edges. `timeset` says when an edge exists; plain dates carry a mark, or Gephi would
/// turn the graph into one of points in time.
pub(super) fn gephi_edges(rows: &Rows<'_>, out: &mut impl Write) -> io::Result<()> {
    let fixed = ["Source", "Target", "Type", "Id", "Label", "Kind", "Weight", "timeset"];
    header(out, fixed.into_iter().chain(names(&EDGE)))?;
    let mut line = Line::default();
    for number in 0..rows.arrows.len() {
        let arrow = &rows.arrows[number];
        let mut cells = edge_cells(rows, number, gephi);
        for (column, cell) in EDGE.iter().zip(&mut cells) {
            if DATES.contains(&&*column.name) && !cell.is_empty() {
                cell.push_str(" (d)");
            }
        }
        line.cell(rows.node_id(arrow.source));
        line.cell(rows.node_id(arrow.target));
        line.cell("Directed");
        line.cell(&cells[0]);
        line.cell(&rows.relation(arrow));
        line.cell(&format!("{} {}", rows.relation(arrow), rows.status(arrow)));
        line.cell(&rows.weight(arrow).to_string());
        line.cell(&timeset(rows, number));
        cells.iter().for_each(|cell| line.cell(cell));
        line.write(out)?;
    }
    Ok(())
}

/// `<[2024-01-01, 2024-12-31]; [2025-02-01, Infinity]>`
fn timeset(rows: &Rows<'_>, number: usize) -> String {
    let found = spells::spells(rows.facts(&rows.arrows[number]).iter().copied());
    if found.is_empty() {
        return String::new();
    }
    let end = |last: Option<spells::Day>| last.map_or_else(|| "Infinity".to_owned(), spells::iso);
    let parts: Vec<String> =
        found.iter().map(|spell| format!("[{}, {}]", spells::iso(spell.first), end(spell.last))).collect();
    format!("<{}>", parts.join("; "))
}

/// A column's name with its type, as Neo4j's importer wants.
fn typed(column: &Column) -> String {
    let (name, kind) = (&column.name, column.kind);
    match (&**name, kind) {
        ("aliases" | "same_as", _) => format!("{name}:string[]"),
        (_, Kind::Text) => name.to_string(),
        (_, Kind::Number) => format!("{name}:double"),
        (_, Kind::Whole) => format!("{name}:long"),
        (_, Kind::Truth) => format!("{name}:boolean"),
    }
}

/// Neo4j's table of nodes.
pub(super) fn neo4j_nodes(rows: &Rows<'_>, out: &mut impl Write) -> io::Result<()> {
    let typed: Vec<String> = rows.node_columns.iter().skip(1).map(typed).collect();
    header(out, ["id:ID(entity)", "name", ":LABEL"].into_iter().chain(typed.iter().map(String::as_str)))?;
    let mut line = Line::default();
    for number in 0..rows.vertices.len() {
        let mut cells = node_cells(rows, number, str::to_owned);
        if let Vertex::Entity(node) = rows.vertices[number] {
            let array =
                |items: &[String]| items.iter().map(|item| item.replace(';', ",")).collect::<Vec<_>>().join(";");
            cells[1] = array(&node.entity.aliases);
            cells[2] = array(&node.entity.same_as);
        }
        line.cell(rows.node_id(number));
        line.cell(&rows.label(number));
        cells.iter().for_each(|cell| line.cell(cell));
        line.write(out)?;
    }
    Ok(())
}

/// Neo4j's table of relationships.
pub(super) fn neo4j_relationships(rows: &Rows<'_>, out: &mut impl Write) -> io::Result<()> {
    let typed: Vec<String> = EDGE.iter().map(typed).collect();
    let fixed = [":START_ID(entity)", ":END_ID(entity)", ":TYPE", "weight:long"];
    header(out, fixed.into_iter().chain(typed.iter().map(String::as_str)))?;
    let mut line = Line::default();
    for number in 0..rows.arrows.len() {
        let arrow = &rows.arrows[number];
        line.cell(rows.node_id(arrow.source));
        line.cell(rows.node_id(arrow.target));
        let facts = rows.facts(arrow);
        let kind =
            if facts.iter().all(|fact| fact.relation == facts[0].relation) { &facts[0].relation } else { "RELATED" };
        line.cell(&kind.replace('-', "_").to_uppercase());
        line.cell(&rows.weight(arrow).to_string());
        edge_cells(rows, number, str::to_owned).iter().for_each(|cell| line.cell(cell));
        line.write(out)?;
    }
    Ok(())
}
