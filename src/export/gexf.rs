//! GEXF 1.3, for Gephi and Gephi Lite.
//!
//! Owns its elements: one block of attributes a class, `kind` so that parallel edges of
//! different relations stay apart, colours by kind of entity, and dates as existence in time.

use std::io::{self, Write};

use crate::graph::{Fact, Graph};
use crate::model::EntityKind;
use crate::ontology::Ontology;

use super::columns;
use super::xml::escaped;

pub(super) fn write(graph: &Graph, ontology: &Ontology, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">")?;
    let dated = graph.edges().any(|edge| edge.fact.time.is_some());
    let mode = if dated {
        "mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\" timezone=\"UTC\""
    } else {
        "mode=\"static\""
    };
    writeln!(out, "  <graph defaultedgetype=\"directed\" {mode}>")?;
    attributes(out, "node", &columns::NODE)?;
    attributes(out, "edge", &columns::EDGE)?;
    writeln!(out, "    <nodes>")?;
    for node in graph.nodes() {
        let id = columns::node_id(&node.entity.id);
        writeln!(out, "      <node id=\"{}\" label=\"{}\">", escaped(&id), escaped(&node.entity.name))?;
        values(out, &columns::node(node))?;
        let (r, g, b) = colour(node.entity.kind);
        writeln!(out, "        <viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>\n      </node>")?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for edge in graph.edges() {
        let (id, source, target) =
            (columns::edge_id(edge.fact), columns::node_id(&edge.source.id), columns::node_id(&edge.target.id));
        let relation = escaped(&edge.fact.relation);
        writeln!(
            out,
            "      <edge id=\"{}\" source=\"{}\" target=\"{}\" kind=\"{relation} {}\" label=\"{relation}\" weight=\"{}\"{}>",
            escaped(&id),
            escaped(&source),
            escaped(&target),
            edge.fact.status.name(),
            edge.fact.evidence.len(),
            existence(edge.fact),
        )?;
        values(out, &columns::edge(&edge, ontology))?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

fn attributes(out: &mut impl Write, class: &str, columns: &[(&str, columns::Kind)]) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\" mode=\"static\">")?;
    for (name, kind) in columns {
        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{}\"/>", kind.name())?;
    }
    writeln!(out, "    </attributes>")
}

fn values<const N: usize>(out: &mut impl Write, values: &[Option<String>; N]) -> io::Result<()> {
    let names = columns::NODE.iter().chain(&columns::EDGE).map(|(name, _)| *name);
    let names: Vec<&str> =
        if N == columns::NODE.len() { names.take(N).collect() } else { names.skip(columns::NODE.len()).collect() };
    writeln!(out, "        <attvalues>")?;
    for (name, value) in names.iter().zip(values) {
        if let Some(value) = value {
            writeln!(out, "          <attvalue for=\"{name}\" value=\"{}\"/>", escaped(value))?;
        }
    }
    writeln!(out, "        </attvalues>")
}

/// When an edge exists: from its first day on, or to the last day of its period. A dated deal has a
/// first day; what it leads to has no known end.
fn existence(fact: &Fact) -> String {
    let Some(time) = &fact.time else { return String::new() };
    let day = |(year, month, day): (i32, u8, u8)| format!("{year:04}-{month:02}-{day:02}");
    let start = day(time.start.days().0);
    let end = time.end.map(|end| format!(" end=\"{}\"", day(end.days().1))).unwrap_or_default();
    format!(" start=\"{start}\"{end}")
}

/// Colours that colour-blind readers tell apart (Okabe & Ito 2008).
pub(super) fn colour(kind: EntityKind) -> (u8, u8, u8) {
    match kind {
        EntityKind::Organization => (0, 114, 178),
        EntityKind::Person => (213, 94, 0),
        EntityKind::Place => (0, 158, 115),
        EntityKind::Sector => (204, 121, 167),
        EntityKind::Product => (230, 159, 0),
        EntityKind::Token => (240, 228, 66),
        EntityKind::Facility => (86, 180, 233),
        EntityKind::Law => (90, 90, 90),
        EntityKind::Group => (140, 170, 200),
        EntityKind::Unnamed => (170, 170, 170),
    }
}
