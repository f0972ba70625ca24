//! The legend of a drawing: which colour is which kind, which line which status.
//!
//! Owns its frame. Shows only what the drawing holds.

use std::collections::BTreeSet;

use graphviz_rust::dot_structures::{Attribute, Edge, EdgeTy, Node, Stmt, Vertex};

use crate::graph::Point;
use crate::model::{EntityKind, Status};

use super::{ROOM, Rows, drawn, framed, id, pairs, palette};

pub(super) fn legend(rows: &Rows<'_>) -> Stmt {
    let kinds: BTreeSet<EntityKind> = (0..rows.vertices.len()).filter_map(|number| rows.kind(number)).collect();
    let statuses: BTreeSet<Status> =
        rows.arrows.iter().flat_map(|arrow| rows.facts(arrow)).map(|fact| fact.status).collect();
    let corner = corner(rows);
    let mut inside: Vec<Stmt> = Vec::new();
    for (turn, of) in kinds.into_iter().enumerate() {
        inside.push(kind(of, corner.map(|(x, y)| (x + 110.0 * turn as f64, y))));
    }
    for (turn, status) in statuses.into_iter().enumerate() {
        inside.extend(line(status, corner.map(|(x, y)| (x + 170.0 * turn as f64, y - 45.0))));
    }
    framed("cluster_legend", "legend", inside)
}

/// Where the legend stands, below the drawing, when nodes have places.
fn corner(rows: &Rows<'_>) -> Option<Point> {
    let places = &rows.measures.as_ref()?.places;
    let low = places.iter().fold((f64::INFINITY, f64::INFINITY), |low, place| (low.0.min(place.0), low.1.min(place.1)));
    Some((low.0 * ROOM, low.1 * ROOM - 100.0))
}

fn at(attributes: &mut Vec<Attribute>, place: Option<Point>) {
    if let Some((x, y)) = place {
        attributes.extend(pairs(&[("pos", &format!("{x},{y}"))]));
    }
}

fn kind(kind: EntityKind, place: Option<Point>) -> Stmt {
    let colour = palette::hexadecimal(palette::kind(Some(kind)));
    let mut attributes = pairs(&[
        ("label", kind.name()),
        ("fillcolor", &format!("{colour}26")),
        ("color", &colour),
        ("fontsize", "9"),
        ("margin", "0.08,0.03"),
        ("height", "0.2"),
    ]);
    at(&mut attributes, place);
    Stmt::Node(Node { id: id(&format!("k:{}", kind.name())), attributes })
}

fn line(status: Status, place: Option<Point>) -> [Stmt; 3] {
    let (from, to) = (format!("k:{}", status.name()), format!("k:{}:", status.name()));
    let point = |name: &str, place: Option<Point>| {
        let mut attributes = pairs(&[("label", ""), ("shape", "point"), ("width", "0.02"), ("color", "#ffffff")]);
        at(&mut attributes, place);
        Stmt::Node(Node { id: id(name), attributes })
    };
    let [style, colour, head] = drawn(status);
    let attributes = pairs(&[("label", status.name()), style, colour, head, ("fontcolor", colour.1)]);
    let ends = EdgeTy::Pair(Vertex::N(id(&from)), Vertex::N(id(&to)));
    [point(&from, place), point(&to, place.map(|(x, y)| (x + 110.0, y))), Stmt::Edge(Edge { ty: ends, attributes })]
}
