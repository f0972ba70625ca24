//! A view: which part of a graph is looked at.
//!
//! Owns the choice of facts and entities. It is made once, before any format is written, so that
//! the same view is the same subgraph in every format.

use std::collections::BTreeSet;

use crate::model::{Date, EntityId, EntityKind, Status};

use super::{Fact, Graph};

/// What is wanted of a graph. The default view is the whole graph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct View {
    /// Only what is near these entities; empty for no focus.
    pub focus: Vec<EntityId>,
    /// How many edges away from the focus.
    pub hops: usize,
    /// Only these relations and metrics; empty for all.
    pub relations: Vec<String>,
    /// Only these statuses; empty for all.
    pub statuses: Vec<Status>,
    /// Only entities of these kinds, and what stands between them; empty for all.
    pub kinds: Vec<EntityKind>,
    /// Only facts that hold or happen on the first day of this date or later.
    pub since: Option<Date>,
    /// Only facts that hold or happen on the last day of this date or earlier.
    pub until: Option<Date>,
    /// Only facts that at least so many documents say.
    pub min_sources: usize,
}

impl View {
    /// The part of `graph` that is wanted. A choice among facts leaves out the entities of which nothing is said
    /// any more, except those in focus. A fact without a time of its own is as old as the first
    /// document that says it; one whose documents have no date either has no place in time.
    pub fn of(&self, graph: &Graph) -> Graph {
        let kind = |kind| self.kinds.is_empty() || self.kinds.contains(&kind);
        let chosen = graph.retain(|node| kind(node.entity.kind), |fact| self.wants(fact));
        let near = if self.focus.is_empty() { chosen } else { chosen.neighbourhood(&self.focus, self.hops) };
        if !self.chooses_facts() {
            return near;
        }
        let ends: BTreeSet<EntityId> =
            near.edges().flat_map(|edge| [edge.source.id.clone(), edge.target.id.clone()]).collect();
        let said = |id: &EntityId| ends.contains(id) || self.focus.contains(id);
        near.retain(|node| said(&node.entity.id) || !node.observations.is_empty(), |_| true)
    }

    fn chooses_facts(&self) -> bool {
        !self.relations.is_empty()
            || !self.statuses.is_empty()
            || self.since.is_some()
            || self.until.is_some()
            || self.min_sources > 1
    }

    fn wants(&self, fact: &Fact) -> bool {
        (self.relations.is_empty() || self.relations.iter().any(|relation| **relation == *fact.relation))
            && (self.statuses.is_empty() || self.statuses.contains(&fact.status))
            && (self.min_sources <= 1 || fact.support() >= self.min_sources)
            && self.in_time(fact)
    }

    fn in_time(&self, fact: &Fact) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let (first, last) = match (&fact.time, fact.first_seen) {
            (Some(time), _) => (time.start.days().0, time.end.unwrap_or(time.start).days().1),
            (None, Some(seen)) => seen.days(),
            (None, None) => return false,
        };
        self.since.is_none_or(|since| last >= since.days().0) && self.until.is_none_or(|until| first <= until.days().1)
    }
}

#[cfg(test)]
mod tests {

    use crate::model::statement::Attributes;
    use crate::model::{DocumentInfo, Entity, Evidence, Period, Resolved, Statement};

    use super::*;

    fn graph() -> Graph {
        let entity = |id: &str, kind| Entity {
            id: EntityId(id.into()),
            name: id.to_owned(),
            kind,
            aliases: Vec::new(),
            same_as: Vec::new(),
        };
        let entities = [
            entity("a", EntityKind::Organization),
            entity("b", EntityKind::Organization),
            entity("c", EntityKind::Person),
            entity("z", EntityKind::Place),
        ];
        let said = |from: &str, relation: &str, to: &str, status, time: Option<&str>, document: &str| Statement {
            subject: EntityId(from.into()),
            relation: relation.into(),
            object: Some(EntityId(to.into())),
            value: None,
            time: time.map(|time| Period { start: time.parse().expect("a date"), end: None, text: None }.into()),
            status,
            attributes: Attributes::default(),
            confidence: 0.5,
            evidence: Evidence { document: document.into(), start: 0, end: 1, text: "x".into() },
            extractor: "e".into(),
        };
        let document = |name: &str, date: Option<&str>| DocumentInfo {
            name: name.to_owned(),
            date: date.map(|date| date.parse().expect("a date")),
            ..DocumentInfo::default()
        };
        Graph::build(Resolved {
            documents: vec![document("1", Some("2024-06-01")), document("2", None)],
            entities: entities.into_iter().map(|entity| (entity.id.clone(), entity)).collect(),
            statements: vec![
                said("a", "acquires", "b", Status::Completed, Some("2021"), "1"),
                said("a", "acquires", "b", Status::Completed, Some("2021"), "2"),
                said("c", "leads", "a", Status::Completed, None, "1"),
                said("b", "partners-with", "c", Status::Planned, None, "2"),
            ],
        })
    }

    fn size(view: &View) -> (usize, usize) {
        let seen = view.of(&graph());
        (seen.node_count(), seen.edge_count())
    }

    #[test]
    fn the_default_view_is_the_whole_graph() {
        assert_eq!(size(&View::default()), (4, 3));
    }

    #[test]
    fn a_choice_of_facts_leaves_out_who_has_none() {
        assert_eq!(size(&View { relations: vec!["acquires".to_owned()], ..View::default() }), (2, 1));
        assert_eq!(size(&View { statuses: vec![Status::Planned], ..View::default() }), (2, 1));
        assert_eq!(size(&View { min_sources: 2, ..View::default() }), (2, 1));
    }

    #[test]
    fn kinds_choose_entities_and_what_stands_between_them() {
        assert_eq!(size(&View { kinds: vec![EntityKind::Organization], ..View::default() }), (2, 1));
    }

    #[test]
    fn a_fact_without_a_time_is_as_old_as_its_first_dated_document() {
        let date = |text: &str| Some(text.parse().expect("a date"));
        assert_eq!(size(&View { since: date("2024"), ..View::default() }), (2, 1));
        assert_eq!(size(&View { until: date("2021-06"), ..View::default() }), (2, 1));
        assert_eq!(size(&View { since: date("2021"), until: date("2024-06-01"), ..View::default() }), (3, 2));
    }

    #[test]
    fn what_is_in_focus_stays_even_alone() {
        let view = View { focus: vec![EntityId("z".into())], hops: 1, ..View::default() };
        assert_eq!(size(&view), (1, 0));
        let view = View { statuses: vec![Status::Planned], ..view };
        assert_eq!(size(&view), (1, 0));
    }
}
