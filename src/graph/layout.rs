//! Where nodes stand in a drawing.
//!
//! Owns the layout: ForceAtlas2 (Jacomy, Venturini, Heymann & Bastian, PLOS ONE 9(6), 2014) for each connected part,
//! repulsion by Barnes & Hut's quadtree (Nature 324, 1986), then the parts side by side.
//! Only additions, products, quotients and square roots of IEEE 754, in a fixed order: the same graph
//! stands in the same places on every machine.

use std::collections::HashSet;

use super::Graph;
use super::quadtree::{Body, Tree};

/// A place: x to the right, y up; about 100 units between neighbours.
pub type Point = (f64, f64);

/// Repulsion between two nodes, before their degrees multiply it.
const REPULSION: f64 = 60.0;
/// Pull towards the centre, before the degree multiplies it.
const GRAVITY: f64 = 0.05;
/// How far nodes may swing before they are slowed down.
const TOLERANCE: f64 = 1.0;
/// Width over height of a node with its label: rows of text need more room sideways.
const STRETCH: f64 = 1.2;
/// Height over width of the spiral on which parts find their places: makes up for the stretch.
const UPRIGHT: f64 = 1.25;
/// Least distance between nodes of two parts.
const ROOM: f64 = 62.0;
/// Units between neighbours when the forces are done.
const SPACING: f64 = 110.0;

/// A connected part by itself: its nodes around the origin, and the links between them.
struct Block {
    points: Vec<Point>,
    links: Vec<(usize, usize)>,
}

impl Block {
    /// Points along the links, near enough to each other that nothing slips between.
    fn along(&self) -> impl Iterator<Item = Point> {
        self.links.iter().flat_map(|&(a, b)| {
            let (from, to) = (self.points[a], self.points[b]);
            let (x, y) = (to.0 - from.0, to.1 - from.1);
            let steps = ((x * x + y * y).sqrt() / (ROOM / 2.0)).ceil().max(1.0);
            (1..steps as usize).map(move |step| {
                let part = step as f64 / steps;
                (from.0 + x * part, from.1 + y * part)
            })
        })
    }
}

/// A place for every node, in the order of the graph's nodes.
///
/// Time grows with `n log n` a step; there are 100 to 600 steps, fewer for more nodes.
pub fn layout(graph: &Graph) -> Vec<Point> {
    let links = graph.links();
    let parts = parts(graph.node_count(), &links);
    let mut places = vec![(0.0, 0.0); graph.node_count()];
    let mut blocks: Vec<(Vec<usize>, Block)> = parts
        .into_iter()
        .map(|members| {
            let links = within(&members, &links);
            let points = part(members.len(), &links);
            (members, Block { points, links })
        })
        .collect();
    // The largest part stands in the middle; of equals the one with the first node.
    blocks.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0[0].cmp(&b.0[0])));
    let drawn: Vec<&Block> = blocks.iter().map(|(_, block)| block).collect();
    for ((members, block), centre) in blocks.iter().zip(side_by_side(&drawn)) {
        for (&node, point) in members.iter().zip(&block.points) {
            places[node] = (rounded((point.0 + centre.0) * STRETCH), rounded(point.1 + centre.1));
        }
    }
    places
}

/// Hundredths are enough for a drawing and keep files readable.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}

/// The number of each node's connected part, in the order of the nodes.
pub fn components(graph: &Graph) -> Vec<usize> {
    let mut found = vec![0; graph.node_count()];
    for (number, members) in parts(graph.node_count(), &graph.links()).into_iter().enumerate() {
        members.into_iter().for_each(|node| found[node] = number);
    }
    found
}

/// The connected parts, each sorted, in the order of their first nodes.
fn parts(nodes: usize, links: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut chief: Vec<usize> = (0..nodes).collect();
    for &(a, b) in links {
        let (a, b) = (find(&mut chief, a), find(&mut chief, b));
        let (low, high) = (a.min(b), a.max(b));
        chief[high] = low;
    }
    let mut found: indexmap::IndexMap<usize, Vec<usize>> = indexmap::IndexMap::new();
    for node in 0..nodes {
        found.entry(find(&mut chief, node)).or_default().push(node);
    }
    found.into_values().collect()
}

/// The first node of the part that `node` is known to be in; halves the way there.
fn find(chief: &mut [usize], mut node: usize) -> usize {
    while chief[node] != node {
        chief[node] = chief[chief[node]];
        node = chief[node];
    }
    node
}

/// The links of a part, its nodes counted from zero.
fn within(members: &[usize], links: &[(usize, usize)]) -> Vec<(usize, usize)> {
    if members.len() < 2 {
        return Vec::new();
    }
    let place = |node: usize| members.binary_search(&node).ok();
    links.iter().filter_map(|&(a, b)| Some((place(a)?, place(b)?))).collect()
}

/// A connected part around the origin.
fn part(nodes: usize, links: &[(usize, usize)]) -> Vec<Point> {
    match nodes {
        0 | 1 => return vec![(0.0, 0.0); nodes],
        // Aslant, so that the names below both have room.
        2 => return vec![(-SPACING * 0.42, SPACING * 0.27), (SPACING * 0.42, -SPACING * 0.27)],
        _ => {}
    }
    let mut bodies = start(nodes, links);
    let steps = (60_000 / nodes).clamp(100, 600);
    let mut speed = 1.0;
    let mut before = vec![(0.0, 0.0); nodes];
    for _ in 0..steps {
        let forces = forces(&bodies, links);
        speed = moved(&mut bodies, &forces, &before, speed);
        before = forces;
    }
    settled(&bodies, links)
}

/// Nodes in a scatter that depends on nothing but their number (`SplitMix64`, Steele, Lea & Flood 2014).
fn start(nodes: usize, links: &[(usize, usize)]) -> Vec<Body> {
    let mut seed: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut next = || {
        seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64 - 0.5
    };
    let side = 100.0 * (nodes as f64).sqrt();
    let mut bodies: Vec<Body> = (0..nodes).map(|_| Body { x: next() * side, y: next() * side, mass: 1.0 }).collect();
    for &(a, b) in links {
        bodies[a].mass += 1.0;
        bodies[b].mass += 1.0;
    }
    bodies
}

fn forces(bodies: &[Body], links: &[(usize, usize)]) -> Vec<Point> {
    let tree = Tree::new(bodies);
    let mut forces: Vec<Point> = bodies
        .iter()
        .map(|body| {
            let away = tree.push(body, REPULSION * 100.0);
            let distance = (body.x * body.x + body.y * body.y).sqrt().max(1.0);
            let pull = GRAVITY * 100.0 * body.mass / distance;
            (away.0 - body.x * pull, away.1 - body.y * pull)
        })
        .collect();
    for &(a, b) in links {
        let (x, y) = (bodies[b].x - bodies[a].x, bodies[b].y - bodies[a].y);
        forces[a] = (forces[a].0 + x, forces[a].1 + y);
        forces[b] = (forces[b].0 - x, forces[b].1 - y);
    }
    forces
}

/// Moves every node, slower where it swings, and gives the speed of the next step.
fn moved(bodies: &mut [Body], forces: &[Point], before: &[Point], speed: f64) -> f64 {
    let (mut swinging, mut traction) = (0.0, 0.0);
    let swing = |now: &Point, then: &Point| {
        let (x, y) = (now.0 - then.0, now.1 - then.1);
        (x * x + y * y).sqrt()
    };
    for ((body, now), then) in bodies.iter().zip(forces).zip(before) {
        let (x, y) = (now.0 + then.0, now.1 + then.1);
        swinging += body.mass * swing(now, then);
        traction += body.mass * (x * x + y * y).sqrt() / 2.0;
    }
    let wanted: f64 = TOLERANCE * traction / f64::max(swinging, 1e-9);
    let speed = wanted.min(speed * 1.5);
    for ((body, now), then) in bodies.iter_mut().zip(forces).zip(before) {
        let factor = 0.1 * speed / (1.0 + speed * swing(now, then).sqrt());
        let length = (now.0 * now.0 + now.1 * now.1).sqrt().max(1e-9);
        let factor = factor.min(100.0 / length);
        body.x += now.0 * factor;
        body.y += now.1 * factor;
    }
    speed
}

/// The part scaled to its spacing, nodes that lie on each other pushed apart, its middle at the origin.
fn settled(bodies: &[Body], links: &[(usize, usize)]) -> Vec<Point> {
    let length = |&(a, b): &(usize, usize)| {
        let (x, y) = (bodies[a].x - bodies[b].x, bodies[a].y - bodies[b].y);
        (x * x + y * y).sqrt()
    };
    let mut lengths: Vec<f64> = links.iter().filter(|(a, b)| a != b).map(length).collect();
    lengths.sort_by(f64::total_cmp);
    let typical = lengths.get(lengths.len() / 2).copied().unwrap_or(SPACING).max(1e-3);
    let scale = SPACING / typical;
    let mut points: Vec<Point> = bodies.iter().map(|body| (body.x * scale, body.y * scale)).collect();
    super::quadtree::apart(&mut points, SPACING * 0.55);
    let (low, high) = bounds(&points);
    let (x, y) = (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1));
    points.iter().map(|point| (point.0 - x, point.1 - y)).collect()
}

fn bounds(points: &[Point]) -> (Point, Point) {
    let start = ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY));
    points.iter().fold(start, |(low, high), point| {
        ((low.0.min(point.0), low.1.min(point.1)), (high.0.max(point.0), high.1.max(point.1)))
    })
}

/// Centres of parts so that no node of one comes near a node or link of another: the first in the middle, each other
/// in the first free place on a spiral.
fn side_by_side(blocks: &[&Block]) -> Vec<Point> {
    let cell = |value: f64| (value / ROOM).floor() as i64;
    let mut taken: HashSet<(i64, i64)> = HashSet::new();
    let (mut from, mut last) = (0, usize::MAX);
    let mut centres = Vec::with_capacity(blocks.len());
    for block in blocks {
        // Parts come largest first: where one of the same size found no room, this one hardly will.
        if block.points.len() != last {
            from = 0;
        }
        last = block.points.len();
        let at = |point: &Point, centre: &Point| (cell(point.0 + centre.0), cell(point.1 + centre.1));
        let free = |centre: &Point| block.points.iter().all(|point| !taken.contains(&at(point, centre)));
        let places =
            (from..).map(|turn| (turn, spiral(turn, ROOM / 2.0))).map(|(turn, (x, y))| (turn, (x, y * UPRIGHT)));
        let (turn, centre) = places.into_iter().find(|(_, centre)| free(centre)).expect("a plane has room");
        from = turn;
        for point in block.points.iter().copied().chain(block.along()) {
            let (x, y) = at(&point, &centre);
            taken.extend((x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y))));
        }
        centres.push(centre);
    }
    centres
}

/// Point `turn` of a square spiral around the origin.
fn spiral(turn: usize, step: f64) -> Point {
    if turn == 0 {
        return (0.0, 0.0);
    }
    let ring = usize::midpoint(turn.isqrt(), 1);
    let first = (2 * ring - 1) * (2 * ring - 1);
    let along = turn - first;
    let (side, at) = (along / (2 * ring), along % (2 * ring));
    let (ring, at) = (ring as f64, at as f64);
    let (x, y) = match side {
        0 => (ring, -ring + 1.0 + at),
        1 => (ring - 1.0 - at, ring),
        2 => (-ring, ring - 1.0 - at),
        _ => (-ring + 1.0 + at, -ring),
    };
    (x * step, y * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spiral_meets_every_place_once() {
        let mut seen: Vec<(i64, i64)> =
            (0..121).map(|turn| spiral(turn, 1.0)).map(|(x, y)| (x as i64, y as i64)).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 121);
        assert!(seen.iter().all(|(x, y)| x.abs() <= 5 && y.abs() <= 5), "{seen:?}");
    }

    #[test]
    fn neighbours_stand_closer_than_strangers_and_nobody_on_another() {
        // Two triangles that share a link.
        let links = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (0, 3)];
        let points = part(6, &links);
        let distance = |a: usize, b: usize| {
            let (x, y) = (points[a].0 - points[b].0, points[a].1 - points[b].1);
            (x * x + y * y).sqrt()
        };
        assert!(distance(1, 2) < distance(1, 4), "{points:?}");
        assert!(distance(4, 5) < distance(2, 5), "{points:?}");
        let all = (0..6).flat_map(|a| (0..a).map(move |b| (a, b)));
        assert!(all.into_iter().all(|(a, b)| distance(a, b) > SPACING * 0.4), "{points:?}");
    }

    #[test]
    fn parts_do_not_come_near_each_other() {
        let line = |nodes: usize| Block {
            points: (0..nodes).map(|at| (200.0 * at as f64, 0.0)).collect(),
            links: (1..nodes).map(|at| (at - 1, at)).collect(),
        };
        let parts = [line(5), line(3), line(3), line(1), line(1)];
        let centres = side_by_side(&parts.iter().collect::<Vec<_>>());
        let moved = |part: usize, point: &Point| (point.0 + centres[part].0, point.1 + centres[part].1);
        for a in 0..parts.len() {
            for b in 0..a {
                let there: Vec<Point> = parts[b].points.iter().copied().chain(parts[b].along()).collect();
                let pairs = parts[a].points.iter().flat_map(|one| there.iter().map(move |other| (one, other)));
                for (one, other) in pairs {
                    let (one, other) = (moved(a, one), moved(b, other));
                    let (x, y) = (one.0 - other.0, one.1 - other.1);
                    assert!((x * x + y * y).sqrt() >= ROOM, "{centres:?}");
                }
            }
        }
    }

    #[test]
    fn parts_are_found_whatever_the_order_of_links() {
        assert_eq!(parts(5, &[(3, 1), (4, 3)]), [vec![0], vec![1, 3, 4], vec![2]]);
    }
}
