//! What changed between two graphs: statements that came or went, support, status, amounts.
//!
//! Owns which statement of one graph is which of the other. Entities may have other ids in the two; whoever
//! resolved them says which is which.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{EntityId, Status};

use super::{Fact, Graph};

/// A fact with the names of its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Name of the subject.
    pub subject: String,
    /// Name of the object, when it has one.
    pub object: Option<String>,
    /// What is said.
    pub fact: Fact,
}

/// A statement that both graphs have, with other documents behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Support {
    /// The statement as the newer graph has it.
    pub said: Said,
    /// Documents that say so now and did not before.
    pub gained: Vec<Arc<str>>,
    /// Documents that said so and no longer do.
    pub lost: Vec<Arc<str>>,
}

/// What changed between two graphs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// Statements that only the newer graph has.
    pub appeared: Vec<Said>,
    /// Statements that only the older graph has.
    pub vanished: Vec<Said>,
    /// Statements with another status: before, now.
    pub status: Vec<(Said, Said)>,
    /// Statements with another amount or date: before, now.
    pub amount: Vec<(Said, Said)>,
    /// Statements with other documents behind them.
    pub support: Vec<Support>,
}

type Deal = (Arc<str>, EntityId, Option<EntityId>);

/// What makes a statement the same one: the deal, its status, its amount, date and attributes.
type Key = (Deal, Status, String);

/// The changes from `old` to `new`; `moved` gives the newer ids of older entities.
pub fn changes(old: &Graph, new: &Graph, moved: &BTreeMap<EntityId, EntityId>) -> Changes {
    let none = BTreeMap::new();
    let (mut before, mut after) = (facts(old, moved), facts(new, &none));
    let mut changes = Changes::default();
    let both: Vec<Key> = before.keys().filter(|key| after.contains_key(*key)).cloned().collect();
    for key in both {
        if let (Some(old), Some(new)) = (before.remove(&key), after.remove(&key)) {
            changes.support.extend(support(&old, new));
        }
    }
    // What vanished and appeared of one deal is a change of it: of its status, or of its amount or date.
    for by_figures in [true, false] {
        for key in before.keys().cloned().collect::<Vec<Key>>() {
            let (deal, status, figures) = &key;
            let start: Key = (deal.clone(), Status::ALL[0], String::new());
            let mut others = after.range(start..).map(|(other, _)| other).take_while(|(other, ..)| other == deal);
            let found = others.find(|other| if by_figures { other.2 == *figures } else { other.1 == *status }).cloned();
            let Some(pair) = found.and_then(|other| before.remove(&key).zip(after.remove(&other))) else { continue };
            if by_figures { changes.status.push(pair) } else { changes.amount.push(pair) }
        }
    }
    changes.vanished = before.into_values().collect();
    changes.appeared = after.into_values().collect();
    changes
}

fn facts(graph: &Graph, moved: &BTreeMap<EntityId, EntityId>) -> BTreeMap<Key, Said> {
    let id = |id: &EntityId| moved.get(id).unwrap_or(id).clone();
    let nodes = graph.nodes().flat_map(|node| node.observations.iter().map(move |fact| (&node.entity, None, fact)));
    let edges = graph.edges().map(|edge| (edge.source, Some(edge.target), edge.fact));
    let all = nodes.chain(edges).map(|(source, target, fact)| {
        let key =
            ((fact.relation.clone(), id(&source.id), target.map(|target| id(&target.id))), fact.status, details(fact));
        let object = target.map(|target| target.name.clone());
        (key, Said { subject: source.name.clone(), object, fact: fact.clone() })
    });
    all.collect()
}

/// Amount, date and attributes as one text.
fn details(fact: &Fact) -> String {
    let amount = fact.value.as_ref().map(|value| format!("{} {} {}", value.bound.name(), value.number, value.unit));
    let end = fact.time.as_ref().and_then(|time| time.end);
    let time =
        fact.time.as_ref().map(|time| format!("{} {}", time.start, end.map(|end| end.to_string()).unwrap_or_default()));
    let attributes: Vec<_> = fact.attributes.iter().collect();
    format!("{}|{}|{attributes:?}", amount.unwrap_or_default(), time.unwrap_or_default())
}

fn support(old: &Said, new: Said) -> Option<Support> {
    let documents = |said: &Said| -> BTreeSet<Arc<str>> {
        said.fact.evidence.iter().map(|evidence| evidence.document.clone()).collect()
    };
    let (before, after) = (documents(old), documents(&new));
    let gained: Vec<Arc<str>> = after.difference(&before).cloned().collect();
    let lost: Vec<Arc<str>> = before.difference(&after).cloned().collect();
    (!gained.is_empty() || !lost.is_empty()).then_some(Support { said: new, gained, lost })
}
