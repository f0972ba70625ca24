//! The legend of a drawing: which colour is which kind, which line which status.
//!
//! Owns its frame. Shows only what the drawing holds.

use std::collections::BTreeSet;

use graphviz_rust::dot_structures::{Edge, EdgeTy, Node, Stmt, Vertex};

use crate::model::{EntityKind, Status};

use super::{Rows, drawn, framed, id, pairs, palette};

pub(super) fn legend(rows: &Rows<'_>) -> Stmt {
    let kinds: BTreeSet<EntityKind> = (0..rows.vertices.len()).filter_map(|number| rows.kind(number)).collect();
    let statuses: BTreeSet<Status> =
        rows.arrows.iter().flat_map(|arrow| rows.facts(arrow)).map(|fact| fact.status).collect();
    let mut inside: Vec<Stmt> = kinds.into_iter().map(kind).collect();
    for status in statuses {
        inside.extend(line(status));
    }
    framed("cluster_legend", "legend", inside)
}

fn kind(kind: EntityKind) -> Stmt {
    let colour = palette::hexadecimal(palette::kind(Some(kind)));
    let attributes = pairs(&[
        ("label", kind.name()),
        ("fillcolor", &format!("{colour}26")),
        ("color", &colour),
        ("fontsize", "9"),
        ("margin", "0.08,0.03"),
        ("height", "0.2"),
    ]);
    Stmt::Node(Node { id: id(&format!("k:{}", kind.name())), attributes })
}

fn line(status: Status) -> [Stmt; 3] {
    let (from, to) = (format!("k:{}", status.name()), format!("k:{}:", status.name()));
    let point = |name: &str| {
        let attributes = pairs(&[("label", ""), ("shape", "point"), ("width", "0.02"), ("color", "#ffffff")]);
        Stmt::Node(Node { id: id(name), attributes })
    };
    let [style, colour, head] = drawn(status);
    let attributes = pairs(&[("label", status.name()), style, colour, head, ("fontcolor", colour.1)]);
    let ends = EdgeTy::Pair(Vertex::N(id(&from)), Vertex::N(id(&to)));
    [point(&from), point(&to), Stmt::Edge(Edge { ty: ends, attributes })]
}
