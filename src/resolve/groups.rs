//! Groups of names that are one thing, joined link by link unless something forbids it.
//!
//! Owns the union-find structure (Tarjan 1975, with path halving) and what may not be in one group.

use std::sync::Arc;

/// Names in groups; every name starts alone.
pub(super) struct Groups {
    parent: Vec<usize>,
    /// The known entity of a group, by its root.
    known: Vec<Option<Arc<str>>>,
    /// Marks of a group, and marks it may not be joined with; short lists.
    marks: Vec<Vec<u32>>,
    against: Vec<Vec<u32>>,
}

impl Groups {
    pub(super) fn new(known: Vec<Option<Arc<str>>>) -> Self {
        let count = known.len();
        Self { parent: (0..count).collect(), known, marks: vec![Vec::new(); count], against: vec![Vec::new(); count] }
    }

    pub(super) fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    pub(super) fn known(&mut self, at: usize) -> Option<Arc<str>> {
        let root = self.root(at);
        self.known[root].clone()
    }

    /// Keeps the groups of `one` and of `other` apart from now on.
    pub(super) fn forbid(&mut self, one: usize, other: usize, mark: u32) {
        let (one, other) = (self.root(one), self.root(other));
        self.marks[one].push(mark);
        self.against[other].push(mark);
    }

    /// Joins two groups; `false` when they may not be one.
    pub(super) fn join(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return true;
        }
        let two_known = matches!((&self.known[one], &self.known[other]), (Some(a), Some(b)) if a != b);
        if two_known || self.forbidden(one, other) || self.forbidden(other, one) {
            return false;
        }
        self.unite(one, other);
        true
    }

    fn forbidden(&self, one: usize, other: usize) -> bool {
        self.marks[one].iter().any(|mark| self.against[other].contains(mark))
    }

    /// Joins two groups whatever speaks against it: people said so.
    pub(super) fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (root, child) = (one.min(other), one.max(other));
        if root == child {
            return;
        }
        self.parent[child] = root;
        let known = [self.known[root].take(), self.known[child].take()].into_iter().flatten().min();
        self.known[root] = known;
        for lists in [&mut self.marks, &mut self.against] {
            let moved = std::mem::take(&mut lists[child]);
            lists[root].extend(moved);
            lists[root].sort_unstable();
            lists[root].dedup();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_forbidden_stays_apart_through_others() {
        let mut groups = Groups::new(vec![None; 4]);
        groups.forbid(0, 3, 1);
        assert!(groups.join(0, 1));
        assert!(groups.join(1, 2));
        assert!(!groups.join(2, 3));
        groups.unite(2, 3);
        assert_eq!(groups.root(3), groups.root(0));
    }

    #[test]
    fn two_known_things_are_two() {
        let mut groups = Groups::new(vec![Some("a".into()), None, Some("b".into())]);
        assert!(groups.join(0, 1));
        assert!(!groups.join(1, 2));
    }
}
