//! What the shape of the graph says of its nodes: communities and rank.
//!
//! Owns Louvain's communities (Blondel, Guillaume, Lambiotte & Lefebvre, J. Stat. Mech. P10008, 2008) and PageRank
//! (Brin & Page 1998). Nodes are visited in the graph's order and ties go to the smallest number, so that
//! the same graph has the same communities.

use std::collections::BTreeMap;

use super::Graph;

/// Chance of following an edge rather than starting anew.
const DAMPING: f64 = 0.85;
/// Gains below this are noise of the sums.
const LEAST_GAIN: f64 = 1e-12;

/// The number of each node's community, in the order of the nodes; community 0 is the largest, then by first node.
///
/// Every fact is a link of weight 1, whatever its direction; runs in about `n + m` steps a level.
pub fn communities(graph: &Graph) -> Vec<usize> {
    let links = graph.links().into_iter().map(|(a, b)| (a, b, 1.0)).collect();
    let mut belongs: Vec<usize> = (0..graph.node_count()).collect();
    let mut level = Level::new(graph.node_count(), links);
    while let Some(groups) = level.grouped() {
        belongs.iter_mut().for_each(|group| *group = groups[*group]);
        level = level.folded(&groups);
    }
    by_size(&belongs)
}

/// Communities numbered from the largest.
fn by_size(belongs: &[usize]) -> Vec<usize> {
    let mut found: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (node, &group) in belongs.iter().enumerate() {
        found.entry(group).or_insert((0, node)).0 += 1;
    }
    let mut order: Vec<(usize, usize, usize)> =
        found.into_iter().map(|(group, (size, first))| (usize::MAX - size, first, group)).collect();
    order.sort_unstable();
    let number: BTreeMap<usize, usize> =
        order.into_iter().enumerate().map(|(number, (_, _, group))| (group, number)).collect();
    belongs.iter().map(|group| number[group]).collect()
}

/// A weighted graph without direction. Weights are sums of halves, so that no order of adding changes them.
struct Level {
    /// Where the neighbours of each node begin, and the end.
    starts: Vec<usize>,
    /// Neighbours with weights, node by node; a loop stands once, with twice its weight.
    near: Vec<(usize, f64)>,
    degree: Vec<f64>,
    total: f64,
}

impl Level {
    /// The graph of links (node, node, weight) in any order; weights of links between the same two are summed.
    fn new(nodes: usize, mut links: Vec<(usize, usize, f64)>) -> Self {
        links.iter_mut().for_each(|(a, b, _)| (*a, *b) = ((*a).min(*b), (*a).max(*b)));
        links.sort_unstable_by_key(|&(a, b, _)| (a, b));
        links.dedup_by(|later, first| {
            let same = (later.0, later.1) == (first.0, first.1);
            first.2 += if same { later.2 } else { 0.0 };
            same
        });
        let mut starts = vec![0; nodes + 1];
        for &(a, b, _) in &links {
            starts[a + 1] += 1;
            starts[b + 1] += usize::from(a != b);
        }
        (0..nodes).for_each(|node| starts[node + 1] += starts[node]);
        let mut near = vec![(0, 0.0); starts[nodes]];
        let mut next = starts.clone();
        let mut put = |node: usize, other: usize, weight: f64| {
            near[next[node]] = (other, weight);
            next[node] += 1;
        };
        for &(a, b, weight) in &links {
            if a == b {
                put(a, a, 2.0 * weight);
            } else {
                put(a, b, weight);
                put(b, a, weight);
            }
        }
        let weights = |node: usize| near[starts[node]..starts[node + 1]].iter().map(|(_, weight)| weight).sum();
        let degree: Vec<f64> = (0..nodes).map(weights).collect();
        let total = degree.iter().sum();
        Self { starts, near, degree, total }
    }

    fn near(&self, node: usize) -> &[(usize, f64)] {
        &self.near[self.starts[node]..self.starts[node + 1]]
    }

    /// Moves nodes to the neighbour's group that gains most modularity, until none moves; `None` when none ever did.
    fn grouped(&self) -> Option<Vec<usize>> {
        let nodes = self.degree.len();
        let mut group: Vec<usize> = (0..nodes).collect();
        let mut weight = self.degree.clone();
        let mut to: Vec<f64> = vec![0.0; nodes];
        let mut around: Vec<usize> = Vec::new();
        // When the weight of a group changed last, and when a node was looked at: a node around which nothing
        // changed since stays where it is.
        let (mut now, mut changed, mut looked) = (1, vec![1; nodes], vec![0; nodes]);
        let mut ever = false;
        // Each round gains; a bound guards against a swing by rounding.
        for _ in 0..50 {
            let mut moved = false;
            for node in 0..nodes {
                let old = group[node];
                let since = looked[node];
                let still = |group: usize| changed[group] <= since;
                if still(old) && self.near(node).iter().all(|&(other, _)| still(group[other])) {
                    continue;
                }
                looked[node] = now;
                around.clear();
                around.push(old);
                for &(other, link) in self.near(node).iter().filter(|(other, _)| *other != node) {
                    let there = group[other];
                    if to[there] == 0.0 && there != old {
                        around.push(there);
                    }
                    to[there] += link;
                }
                weight[old] -= self.degree[node];
                let gain = |there: usize| to[there] - weight[there] * self.degree[node] / self.total;
                let mut best = old;
                around[1..].sort_unstable();
                for &there in &around {
                    if gain(there) > gain(best) + LEAST_GAIN {
                        best = there;
                    }
                }
                weight[best] += self.degree[node];
                around.iter().for_each(|&there| to[there] = 0.0);
                if best != old {
                    group[node] = best;
                    moved = true;
                    now += 1;
                    (changed[old], changed[best]) = (now, now);
                }
            }
            if !moved {
                break;
            }
            ever = true;
        }
        ever.then(|| numbered(&group))
    }

    /// The graph whose nodes are the groups.
    fn folded(&self, groups: &[usize]) -> Self {
        let count = groups.iter().max().map_or(0, |largest| largest + 1);
        let mut links = Vec::with_capacity(self.near.len());
        for node in 0..groups.len() {
            // Both ends list a link, and a loop is listed with twice its weight.
            let here = self.near(node).iter();
            links.extend(here.map(|&(other, weight)| (groups[node], groups[other], weight / 2.0)));
        }
        Self::new(count, links)
    }
}

/// Groups numbered without gaps, in the order of their first nodes.
fn numbered(group: &[usize]) -> Vec<usize> {
    let mut number: BTreeMap<usize, usize> = BTreeMap::new();
    group
        .iter()
        .map(|old| {
            let next = number.len();
            *number.entry(*old).or_insert(next)
        })
        .collect()
}

/// The PageRank of each node, in the order of the nodes; they sum to 1.
///
/// Power iteration until a step changes less than 1e-9 in all, at most 100 steps.
pub fn page_rank(graph: &Graph) -> Vec<f64> {
    let nodes = graph.node_count();
    if nodes == 0 {
        return Vec::new();
    }
    let links = graph.links();
    let mut out = vec![0_u32; nodes];
    links.iter().for_each(|&(source, _)| out[source] += 1);
    let even = 1.0 / nodes as f64;
    let mut rank = vec![even; nodes];
    for _ in 0..100 {
        let idle: f64 = rank.iter().zip(&out).filter(|(_, out)| **out == 0).map(|(rank, _)| rank).sum();
        let mut next = vec![(1.0 - DAMPING) * even + DAMPING * idle * even; nodes];
        for &(source, target) in &links {
            next[target] += DAMPING * rank[source] / f64::from(out[source]);
        }
        let change: f64 = next.iter().zip(&rank).map(|(new, old)| (new - old).abs()).sum();
        rank = next;
        if change < 1e-9 {
            break;
        }
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grouped(nodes: usize, links: &[(usize, usize)]) -> Vec<usize> {
        let links = links.iter().map(|&(a, b)| (a, b, 1.0)).collect();
        Level::new(nodes, links).grouped().expect("something moves")
    }

    #[test]
    fn two_cliques_with_one_bridge_are_two_communities() {
        let clique = |from: usize| (from..from + 4).flat_map(move |a| (a + 1..from + 4).map(move |b| (a, b)));
        let mut links: Vec<(usize, usize)> = clique(0).chain(clique(4)).collect();
        links.push((3, 4));
        assert_eq!(grouped(8, &links), [0, 0, 0, 0, 1, 1, 1, 1]);
    }

    #[test]
    fn folding_keeps_the_weight() {
        let level = Level::new(3, vec![(0, 1, 1.0), (1, 2, 1.0), (2, 2, 3.0)]);
        let folded = level.folded(&[0, 0, 1]);
        assert!((level.total - folded.total).abs() < 1e-12);
        assert_eq!(folded.degree.len(), 2);
    }

    #[test]
    fn communities_are_numbered_from_the_largest() {
        assert_eq!(by_size(&[7, 3, 3, 7, 9, 3]), [1, 0, 0, 1, 2, 0]);
    }
}
