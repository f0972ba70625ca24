//! A small drawing of an entity and its neighbours, as SVG with links.
//!
//! Owns places on a circle. Colours stand in the style sheet, so that no style is written into the page.

use std::collections::BTreeMap;

use super::reader::{Thing, Told};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 420.0;
/// More neighbours than this cannot be read.
const MOST: usize = 14;

/// One neighbour with what joins it.
struct Neighbour<'t> {
    thing: &'t Thing,
    relations: Vec<&'t str>,
    status: &'t str,
    count: usize,
}

/// The drawing, and how many neighbours it leaves out.
pub(super) fn draw(centre: &Thing, statements: &[Told], title: &str) -> Option<(String, usize)> {
    let mut found: BTreeMap<&str, Neighbour<'_>> = BTreeMap::new();
    for told in statements {
        let other = if told.subject.iri == centre.iri { told.object.as_ref() } else { Some(&told.subject) };
        let Some(other) = other.filter(|other| other.iri != centre.iri) else { continue };
        let new = || Neighbour { thing: other, relations: Vec::new(), status: "", count: 0 };
        let neighbour = found.entry(other.iri.as_str()).or_insert_with(new);
        neighbour.count += 1;
        if !neighbour.relations.contains(&told.relation.name.as_str()) {
            neighbour.relations.push(&told.relation.name);
        }
        // A fact is drawn before what was only said.
        if neighbour.status.is_empty() || told.status == "completed" {
            neighbour.status = &told.status;
        }
    }
    if found.is_empty() {
        return None;
    }
    let mut neighbours: Vec<Neighbour<'_>> = found.into_values().collect();
    neighbours.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.thing.iri.cmp(&b.thing.iri)));
    let left = neighbours.len().saturating_sub(MOST);
    neighbours.truncate(MOST);
    let (mut edges, mut nodes) = (String::new(), String::new());
    for (at, neighbour) in neighbours.iter().enumerate() {
        let angle = std::f64::consts::TAU * at as f64 / neighbours.len() as f64 - std::f64::consts::FRAC_PI_2;
        let (x, y) = (WIDTH / 2.0 + angle.cos() * 235.0, HEIGHT / 2.0 + angle.sin() * 165.0);
        edges.push_str(&format!(
            "<line class=\"{}\" x1=\"{:.0}\" y1=\"{:.0}\" x2=\"{x:.0}\" y2=\"{y:.0}\"><title>{}</title></line>",
            escaped(neighbour.status),
            WIDTH / 2.0,
            HEIGHT / 2.0,
            escaped(&neighbour.relations.join(", ")),
        ));
        nodes.push_str(&node(neighbour.thing, x, y, &neighbour.relations.join(", ")));
    }
    nodes.push_str(&node(centre, WIDTH / 2.0, HEIGHT / 2.0, ""));
    let drawing = format!(
        "<svg class=\"drawing\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"group\" aria-label=\"{}\">{edges}{nodes}</svg>",
        escaped(title)
    );
    Some((drawing, left))
}

fn node(thing: &Thing, x: f64, y: f64, relations: &str) -> String {
    let short: String = thing.name.chars().take(22).collect();
    let short = if short.len() < thing.name.len() { format!("{short}\u{2026}") } else { short };
    let hint = if relations.is_empty() { thing.name.clone() } else { format!("{} ({relations})", thing.name) };
    format!(
        "<a href=\"{}\"><title>{}</title><circle class=\"{}\" cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"9\"/><text x=\"{x:.0}\" y=\"{:.0}\">{}</text></a>",
        escaped(&thing.href),
        escaped(&hint),
        escaped(&thing.kind),
        y + 24.0,
        escaped(&short),
    )
}

/// Text that ends no element and no attribute.
pub(in crate::serve) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
