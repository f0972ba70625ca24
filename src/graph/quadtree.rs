//! A quadtree over bodies in a plane.
//!
//! Owns the approximation of far bodies by their common centre (Barnes & Hut, Nature 324, 1986), and the removal of
//! overlaps through a grid. Serves `layout` alone.

use super::layout::Point;

/// A cell is one body for those who see it under a smaller angle than this.
const ANGLE: f64 = 1.0;
/// Bodies that share a place are told apart down to this depth.
const DEEPEST: usize = 24;

/// A node that pushes others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) mass: f64,
}

/// A square with the sum of its bodies; `first` of its four quarters, when it is divided.
struct Cell {
    x: f64,
    y: f64,
    half: f64,
    mass: f64,
    centre: Point,
    first: Option<usize>,
    bodies: usize,
}

impl Cell {
    fn new(x: f64, y: f64, half: f64) -> Self {
        Self { x, y, half, mass: 0.0, centre: (0.0, 0.0), first: None, bodies: 0 }
    }

    fn quarter(&self, point: Point) -> usize {
        usize::from(point.0 >= self.x) + 2 * usize::from(point.1 >= self.y)
    }

    fn take(&mut self, point: Point, mass: f64) {
        let sum = self.mass + mass;
        self.centre =
            ((self.centre.0 * self.mass + point.0 * mass) / sum, (self.centre.1 * self.mass + point.1 * mass) / sum);
        self.mass = sum;
        self.bodies += 1;
    }
}

/// The tree; cell 0 holds everything.
pub(super) struct Tree {
    cells: Vec<Cell>,
}

impl Tree {
    pub(super) fn new(bodies: &[Body]) -> Self {
        let largest = |value: fn(&Body) -> f64| bodies.iter().map(value).fold(1.0, |a: f64, b| a.max(b.abs()));
        let half = largest(|body| body.x).max(largest(|body| body.y)) * 1.001;
        let mut tree = Self { cells: Vec::with_capacity(bodies.len() * 2) };
        tree.cells.push(Cell::new(0.0, 0.0, half));
        for body in bodies {
            tree.insert((body.x, body.y), body.mass);
        }
        tree
    }

    fn insert(&mut self, point: Point, mass: f64) {
        let (mut at, mut depth) = (0, 0);
        loop {
            let alone = self.cells[at].bodies == 1 && self.cells[at].first.is_none();
            if alone && depth < DEEPEST {
                // The body that lived here alone moves into a quarter.
                let (there, heavy) = (self.cells[at].centre, self.cells[at].mass);
                self.divide(at);
                let quarter = self.cells[at].first.unwrap_or(at) + self.cells[at].quarter(there);
                self.cells[quarter].take(there, heavy);
            }
            self.cells[at].take(point, mass);
            match self.cells[at].first {
                Some(first) => at = first + self.cells[at].quarter(point),
                None => return,
            }
            depth += 1;
        }
    }

    fn divide(&mut self, at: usize) {
        let Cell { x, y, half, .. } = self.cells[at];
        let half = half / 2.0;
        self.cells[at].first = Some(self.cells.len());
        for (right, up) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            self.cells.push(Cell::new(x + right, y + up, half));
        }
    }

    /// The force with which all others push `body`: strength times both masses over the distance.
    pub(super) fn push(&self, body: &Body, strength: f64) -> Point {
        let mut force = (0.0, 0.0);
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            let cell = &self.cells[at];
            if cell.bodies == 0 {
                continue;
            }
            let (x, y) = (body.x - cell.centre.0, body.y - cell.centre.1);
            let square = x * x + y * y;
            let far = 4.0 * cell.half * cell.half < ANGLE * ANGLE * square;
            match cell.first {
                Some(first) if !far => open.extend(first..first + 4),
                _ if square > 0.0 => {
                    let factor = strength * body.mass * cell.mass / square;
                    force = (force.0 + x * factor, force.1 + y * factor);
                }
                _ => {}
            }
        }
        force
    }
}

/// Pushes points that are nearer than `least` apart, a few rounds, by a grid of cells of that size.
pub(super) fn apart(points: &mut [Point], least: f64) {
    for _ in 0..40 {
        let cell = |value: f64| (value / least).floor() as i64;
        let mut grid: std::collections::BTreeMap<(i64, i64), Vec<usize>> = std::collections::BTreeMap::new();
        for (number, point) in points.iter().enumerate() {
            grid.entry((cell(point.0), cell(point.1))).or_default().push(number);
        }
        let mut quiet = true;
        for a in 0..points.len() {
            let (x, y) = (cell(points[a].0), cell(points[a].1));
            let around = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y)));
            for b in around.filter_map(|place| grid.get(&place)).flatten().copied().filter(|&b| b < a) {
                quiet &= !pushed(points, a, b, least);
            }
        }
        if quiet {
            return;
        }
    }
}

/// Moves two points apart when they are too near; says whether they were.
fn pushed(points: &mut [Point], a: usize, b: usize, least: f64) -> bool {
    let (x, y) = (points[a].0 - points[b].0, points[a].1 - points[b].1);
    let distance = (x * x + y * y).sqrt();
    if distance >= least {
        return false;
    }
    // Points on the same place part sideways.
    let (x, y) = if distance > 1e-9 { (x / distance, y / distance) } else { (1.0, 0.0) };
    let half = (least - distance) / 2.0 + 1e-6;
    points[a] = (points[a].0 + x * half, points[a].1 + y * half);
    points[b] = (points[b].0 - x * half, points[b].1 - y * half);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_pushes_as_all_pairs_do() {
        let bodies: Vec<Body> = (0..40)
            .map(|number| {
                let number = f64::from(number);
                Body { x: (number * 37.0) % 101.0 - 50.0, y: (number * 53.0) % 97.0 - 48.0, mass: 1.0 + number % 3.0 }
            })
            .collect();
        let tree = Tree::new(&bodies);
        for body in &bodies {
            let mut exact = (0.0, 0.0);
            for other in &bodies {
                let (x, y) = (body.x - other.x, body.y - other.y);
                let square = x * x + y * y;
                if square > 0.0 {
                    let factor = body.mass * other.mass / square;
                    exact = (exact.0 + x * factor, exact.1 + y * factor);
                }
            }
            let found = tree.push(body, 1.0);
            let (x, y) = (found.0 - exact.0, found.1 - exact.1);
            let size = (exact.0 * exact.0 + exact.1 * exact.1).sqrt();
            assert!((x * x + y * y).sqrt() < 0.35 * size + 0.3, "{found:?} is far from {exact:?}");
        }
    }

    #[test]
    fn points_on_one_place_part() {
        let mut points = vec![(1.0, 1.0); 4];
        apart(&mut points, 10.0);
        let mut all = (0..4).flat_map(|a| (0..a).map(move |b| (a, b)));
        assert!(
            all.all(|(a, b)| {
                let (x, y): Point = (points[a].0 - points[b].0, points[a].1 - points[b].1);
                (x * x + y * y).sqrt() > 9.0
            }),
            "{points:?}"
        );
    }
}
