//! What facts do to each other: which contradict, and which say what became of another.
//!
//! Owns the rules, which `docs/guide.md` writes down under the same letters. Nothing is ever overwritten: a
//! link is all that happens.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use petgraph::graph::NodeIndex;

use crate::model::{Bound, Date, Period, Quantity, Status};

use super::{Fact, FactId, Graph};

/// Relations that hold with one participant at a time.
#[derive(Debug, Clone, Default)]
pub struct Exclusive {
    /// Relations with one subject at a time for an object.
    pub subjects: BTreeSet<Arc<str>>,
    /// Relations with one object at a time for a subject.
    pub objects: BTreeSet<Arc<str>>,
}

/// Two figures that are closer than this share of the larger are one figure rounded differently.
const ROUNDED: f64 = 0.02;
/// As above, when one of them is only about right.
const ROUGH: f64 = 0.1;

/// Links between facts: from, to.
#[derive(Default)]
struct Links {
    contradicts: Vec<(FactId, FactId)>,
    supersedes: Vec<(FactId, FactId)>,
}

impl Links {
    fn contradict(&mut self, one: &Fact, other: &Fact) {
        self.contradicts.extend([(one.id, other.id), (other.id, one.id)]);
    }

    fn supersede(&mut self, later: &Fact, earlier: &Fact) {
        self.supersedes.push((later.id, earlier.id));
    }

    /// Where the links from `id` lead, given sorted links.
    fn of(links: &[(FactId, FactId)], id: FactId) -> Vec<FactId> {
        let start = links.partition_point(|(from, _)| *from < id);
        links[start..].iter().take_while(|(from, _)| *from == id).map(|(_, to)| *to).collect()
    }
}

impl Graph {
    /// Links facts that contradict each other or follow from one another.
    pub fn relate(&mut self, exclusive: &Exclusive) {
        let mut links = Links::default();
        let mut shared: BTreeMap<(&str, NodeIndex), Vec<(NodeIndex, &Fact)>> = BTreeMap::new();
        let ends = |edge: &petgraph::graph::Edge<Fact>| (edge.source(), edge.target());
        // Edges come sorted by source, relation and target.
        let edges = self.graph.raw_edges();
        for deal in edges.chunk_by(|a, b| ends(a) == ends(b) && a.weight.relation == b.weight.relation) {
            pairs(deal, |one, other| of_one_deal(&mut links, &one.weight, &other.weight));
            let relation = &deal[0].weight.relation;
            let (source, target) = ends(&deal[0]);
            if exclusive.subjects.contains(relation) {
                let owners = shared.entry((relation, target)).or_default();
                owners.extend(deal.iter().map(|edge| (source, &edge.weight)));
            }
            if exclusive.objects.contains(relation) {
                let parents = shared.entry((relation, source)).or_default();
                parents.extend(deal.iter().map(|edge| (target, &edge.weight)));
            }
        }
        for facts in shared.values() {
            pairs(facts, |(one_end, one), (other_end, other)| {
                if one_end != other_end {
                    owners(&mut links, one, other);
                }
            });
        }
        for node in self.graph.node_weights() {
            for facts in node.observations.chunk_by(|a, b| a.relation == b.relation) {
                pairs(facts, |one, other| figures(&mut links, one, other));
            }
        }
        self.write(links);
    }

    fn write(&mut self, mut links: Links) {
        for list in [&mut links.contradicts, &mut links.supersedes] {
            list.sort_unstable();
            list.dedup();
        }
        let write = |fact: &mut Fact| {
            fact.contradicts = Links::of(&links.contradicts, fact.id);
            fact.supersedes = Links::of(&links.supersedes, fact.id);
        };
        self.graph.edge_weights_mut().for_each(write);
        self.graph.node_weights_mut().flat_map(|node| &mut node.observations).for_each(write);
    }
}

fn pairs<T>(items: &[T], mut each: impl FnMut(&T, &T)) {
    for (nth, one) in items.iter().enumerate() {
        items[nth + 1..].iter().for_each(|other| each(one, other));
    }
}

/// Rules A to C: two facts of one relation between the same two.
fn of_one_deal(links: &mut Links, one: &Fact, other: &Fact) {
    let (before, after) = if stage(one.status) <= stage(other.status) { (one, other) } else { (other, one) };
    if another_deal(before, after) {
        return;
    }
    if one.status == other.status {
        if figures_differ(one.value.as_deref(), other.value.as_deref()) && !same_words(one, other) {
            links.contradict(one, other);
        }
        return;
    }
    let settled = stage(before.status) == stage(Status::Completed);
    if settled || before.status != Status::Rumoured && after.status == Status::Denied {
        links.contradict(before, after);
    }
    match seen(before, after) {
        // What was settled is settled otherwise only by what is seen later.
        Seen::First => links.supersede(after, before),
        Seen::Later => links.supersede(before, after),
        Seen::Together if !settled => links.supersede(after, before),
        Seen::Together => {}
    }
}

/// Rule D: two owners of one thing, two parents of one company.
fn owners(links: &mut Links, one: &Fact, other: &Fact) {
    if one.status != Status::Completed || other.status != Status::Completed || same_words(one, other) {
        return;
    }
    match (&one.time, &other.time) {
        (Some(a), Some(b)) if apart(Some(a), Some(b)) => {
            let (later, earlier) = if a.start.days() > b.start.days() { (one, other) } else { (other, one) };
            links.supersede(later, earlier);
        }
        _ => links.contradict(one, other),
    }
}

/// Rule E: two figures of one metric for one period.
fn figures(links: &mut Links, one: &Fact, other: &Fact) {
    let same_period = one.time.as_deref().map(days) == other.time.as_deref().map(days) && one.time.is_some();
    let comparable = one.status == other.status && one.attributes == other.attributes && same_period;
    if comparable && !same_words(one, other) && figures_differ(one.value.as_deref(), other.value.as_deref()) {
        links.contradict(one, other);
    }
}

/// How far a deal has come.
fn stage(status: Status) -> u8 {
    match status {
        Status::Rumoured => 0,
        Status::Planned => 1,
        Status::Completed | Status::Cancelled | Status::Denied => 2,
    }
}

/// Whether the dates say that two facts are about two deals: two of one stage with no day in common, or a plan for
/// after the end of the other.
fn another_deal(before: &Fact, after: &Fact) -> bool {
    let Some((a, b)) = before.time.as_ref().zip(after.time.as_ref()) else { return false };
    if stage(before.status) == stage(after.status) { apart(Some(a), Some(b)) } else { days(b).1 < days(a).0 }
}

enum Seen {
    First,
    Together,
    Later,
}

/// When the first of two was seen, by the dates of their documents, as far as they have any.
fn seen(one: &Fact, other: &Fact) -> Seen {
    let day = |date: Option<Date>| date.map(|date| date.days().0);
    let ((Some(a), Some(b)), (Some(last_a), Some(last_b))) =
        ((day(one.first_seen), day(other.first_seen)), (day(one.last_seen), day(other.last_seen)))
    else {
        return Seen::Together;
    };
    if last_a < b {
        Seen::First
    } else if last_b < a {
        Seen::Later
    } else {
        Seen::Together
    }
}

/// Whether one sentence says both: then it speaks of two things, or of one together.
fn same_words(one: &Fact, other: &Fact) -> bool {
    one.evidence.iter().any(|evidence| other.evidence.contains(evidence))
}

type Day = (i32, u8, u8);

fn days(period: &Period) -> (Day, Day) {
    (period.start.days().0, period.end.unwrap_or(period.start).days().1)
}

/// Whether two periods have no day in common.
fn apart(one: Option<&Period>, other: Option<&Period>) -> bool {
    one.zip(other).is_some_and(|(one, other)| {
        let (one, other) = (days(one), days(other));
        one.1 < other.0 || other.1 < one.0
    })
}

/// Whether two quantities of one unit cannot both be right.
fn figures_differ(one: Option<&Quantity>, other: Option<&Quantity>) -> bool {
    let Some((one, other)) = one.zip(other).filter(|(one, other)| one.unit == other.unit) else { return false };
    let margin = if one.bound == Bound::Exact && other.bound == Bound::Exact { ROUNDED } else { ROUGH };
    let near = (one.number - other.number).abs() <= margin * one.number.abs().max(other.number.abs());
    let below = |low: &Quantity, high: &Quantity| {
        // `low` lies under what `high` allows at least, or the other way round.
        high.number > low.number && high.bound != Bound::AtMost && low.bound != Bound::AtLeast
    };
    !near && (below(one, other) || below(other, one))
}

#[cfg(test)]
mod tests {

    use crate::model::statement::Attributes;
    use crate::model::{DocumentInfo, Entity, EntityId, EntityKind, Evidence, Resolved, Statement};

    use super::*;

    /// `SUBJECT RELATION OBJECT STATUS DOCUMENT [AMOUNT|-] [TIME]`; document `D7` is dated 2024-01-07.
    fn graph(lines: &[&str]) -> Graph {
        let mut resolved = Resolved::default();
        for (number, line) in lines.iter().enumerate() {
            let fields: Vec<&str> = line.split(' ').collect();
            for id in [fields[0], fields[2]] {
                let id = EntityId(id.into());
                let entity = Entity {
                    name: id.to_string(),
                    id: id.clone(),
                    kind: EntityKind::Organization,
                    aliases: Vec::new(),
                    same_as: Vec::new(),
                };
                resolved.entities.insert(id, entity);
            }
            let date = fields[4].strip_prefix('D').and_then(|day| Date::day(2024, 1, day.parse().ok()?));
            resolved.documents.push(DocumentInfo { name: fields[4].to_owned(), date, ..DocumentInfo::default() });
            let amount = fields.get(5).and_then(|amount| amount.parse().ok());
            let bound = Bound::Exact;
            resolved.statements.push(Statement {
                subject: EntityId(fields[0].into()),
                relation: fields[1].into(),
                object: (fields[2] != "-").then(|| EntityId(fields[2].into())),
                value: amount.map(|number| Quantity { number, unit: "EUR".to_owned(), bound, text: None }.into()),
                time: fields
                    .get(6)
                    .map(|time| Period { start: time.parse().expect("a date"), end: None, text: None }.into()),
                status: Status::from_name(fields[3]).expect("a status"),
                attributes: Attributes::default(),
                confidence: 0.5,
                evidence: Evidence { document: fields[4].into(), start: number, end: number + 1, text: "x".into() },
                extractor: "en:x".into(),
            });
        }
        let mut graph = Graph::build(resolved);
        let relation = |name: &str| BTreeSet::from([Arc::from(name)]);
        graph.relate(&Exclusive { subjects: relation("acquires"), objects: relation("subsidiary-of") });
        graph
    }

    /// The links as `STATUS-or-AMOUNT verb STATUS-or-AMOUNT`, sorted.
    fn links(lines: &[&str]) -> Vec<String> {
        let graph = graph(lines);
        let nodes = graph.nodes().flat_map(|node| &node.observations);
        let facts: Vec<&Fact> = graph.edges().map(|edge| edge.fact).chain(nodes).collect();
        let label = |id: &str| {
            let fact = facts.iter().find(|fact| *fact.id == *id).expect("links lead to facts");
            let amount = fact.value.as_ref().map(|value| format!(" {}", value.number)).unwrap_or_default();
            format!("{}{amount}", fact.status.name())
        };
        let mut found = Vec::new();
        for fact in &facts {
            let contradicted = fact.contradicts.iter().filter(|other| fact.id < **other);
            found.extend(contradicted.map(|other| {
                let mut both = [label(&fact.id), label(other)];
                both.sort();
                both.join(" x ")
            }));
            found.extend(fact.supersedes.iter().map(|other| format!("{} > {}", label(&fact.id), label(other))));
        }
        found.sort();
        found
    }

    #[test]
    fn a_deal_runs_from_rumour_to_plan_to_its_end() {
        let found = links(&["a acquires b rumoured D1", "a acquires b planned D2", "a acquires b cancelled D3"]);
        assert_eq!(found, ["cancelled > planned", "cancelled > rumoured", "planned > rumoured"]);
        // Without dates the stages say what came first.
        assert_eq!(links(&["a acquires b planned u", "a acquires b completed v"]), ["completed > planned"]);
    }

    #[test]
    fn a_new_attempt_after_the_end_supersedes_it() {
        assert_eq!(links(&["a acquires b cancelled D1", "a acquires b planned D2"]), ["planned > cancelled"]);
    }

    #[test]
    fn what_is_done_and_what_is_denied_contradict() {
        assert_eq!(links(&["a acquires b completed D1", "a acquires b denied D1"]), ["completed x denied"]);
        let later = links(&["a acquires b completed D1", "a acquires b cancelled D2"]);
        assert_eq!(later, ["cancelled > completed", "cancelled x completed"]);
    }

    #[test]
    fn two_amounts_contradict_unless_rounded_or_of_two_dates() {
        let two = |a: &str, b: &str| {
            links(&[&format!("a lends-to b completed D1 {a}"), &format!("a lends-to b completed D2 {b}")])
        };
        assert_eq!(two("600", "900"), ["completed 600 x completed 900"]);
        assert!(two("600", "605").is_empty());
        assert!(two("600 2023", "900 2024").is_empty());
    }

    #[test]
    fn two_owners_contradict_unless_one_follows_the_other() {
        assert_eq!(links(&["a acquires c completed D1", "b acquires c completed D2"]), ["completed x completed"]);
        let sold_on = links(&["a acquires c completed D1 - 2020", "b acquires c completed D1 - 2023"]);
        assert_eq!(sold_on, ["completed > completed"]);
        assert_eq!(
            links(&["c subsidiary-of a completed D1", "c subsidiary-of b completed D2"]),
            ["completed x completed"]
        );
        assert!(links(&["a invests-in c completed D1", "b invests-in c completed D2"]).is_empty());
    }

    #[test]
    fn two_figures_of_one_period_contradict() {
        let two = |a: &str, b: &str| {
            links(&[&format!("a revenue - completed D1 {a}"), &format!("a revenue - completed D2 {b}")])
        };
        assert_eq!(two("10 2024", "20 2024"), ["completed 10 x completed 20"]);
        assert!(two("10 2023", "20 2024").is_empty());
        assert!(two("10", "20").is_empty());
    }
}
