//! `relata history`: what was said of a deal over time, each status with its sources.
//!
//! Owns the order of the story and how it is told; the links between facts are the graph's.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::Args;

use relata::graph::{Fact, Graph};
use relata::model::{Bound, Date, EntityId, Quantity, Status};
use relata::ontology::Ontology;

use super::arguments::StoreOnly;
use super::export;
use super::output::{self, Outcome};
use super::stats;

/// Arguments of `history`.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Name of an entity.
    pub(crate) one: String,
    /// Name of another; all deals of the first when left out.
    pub(crate) other: Option<String>,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// Prints a story.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let graph = export::graph(&arguments.store, &Ontology::builtin())?;
    let one = stats::one(&graph, &arguments.one)?;
    let other = arguments.other.as_ref().map(|name| stats::one(&graph, name)).transpose()?;
    let story = story(&graph, &one, other.as_ref());
    if story.is_empty() {
        output::print("no document says anything about the two together\n")?;
        return Ok(Outcome::Faults);
    }
    output::print(&told(&graph, &story))?;
    Ok(Outcome::Clean)
}

/// A fact with its ends' names.
struct Event<'g> {
    subject: &'g str,
    object: &'g str,
    fact: &'g Fact,
}

/// The facts of one entity, or between two, as they came to pass.
fn story<'g>(graph: &'g Graph, one: &EntityId, other: Option<&EntityId>) -> Vec<Event<'g>> {
    let edges = graph.edges().filter(|edge| match other {
        Some(other) => {
            (&edge.source.id, &edge.target.id) == (one, other) || (&edge.source.id, &edge.target.id) == (other, one)
        }
        None => edge.source.id == *one || edge.target.id == *one,
    });
    let mut story: Vec<Event<'g>> =
        edges.map(|edge| Event { subject: &edge.source.name, object: &edge.target.name, fact: edge.fact }).collect();
    if other.is_none() {
        let node = graph.node(one).into_iter();
        story.extend(node.flat_map(|node| {
            node.observations.iter().map(|fact| Event { subject: &node.entity.name, object: "", fact })
        }));
    }
    story.sort_by_key(|event| {
        let first = day(event.fact.time.as_ref().map(|time| time.start)).or(day(event.fact.first_seen));
        (event.subject, &event.fact.relation, event.object, first, stage(event.fact.status), &event.fact.id)
    });
    story
}

fn day(date: Option<Date>) -> Option<(i32, u8, u8)> {
    date.map(|date| date.days().0)
}

fn stage(status: Status) -> usize {
    let course = [Status::Rumoured, Status::Planned, Status::Completed, Status::Cancelled, Status::Denied];
    course.iter().position(|stage| *stage == status).unwrap_or_default()
}

fn told(graph: &Graph, story: &[Event<'_>]) -> String {
    let titles: BTreeMap<&str, Option<Date>> =
        graph.documents().iter().map(|document| (document.name.as_str(), document.date)).collect();
    let mut text = String::new();
    let mut deal = ("", "", "");
    for event in story {
        let fact = event.fact;
        let this = (event.subject, &*fact.relation, event.object);
        if this != deal {
            text.push_str(format!("{} {} {}", this.0, this.1, this.2).trim_end());
            text.push('\n');
            deal = this;
        }
        let when =
            fact.time.as_ref().map(|time| time.start).map_or_else(|| "no date".to_owned(), |date| date.to_string());
        let amount = fact.value.as_ref().map(|value| format!("  {}", amount(value))).unwrap_or_default();
        text.push_str(&format!("  {when:<10}  {}{amount}\n", fact.status.name()));
        for evidence in &fact.evidence {
            let seen = titles.get(&*evidence.document).copied().flatten();
            let seen = seen.map(|date| format!(" ({date})")).unwrap_or_default();
            let words = evidence.text.split_whitespace().collect::<Vec<_>>().join(" ");
            text.push_str(&format!("      {}{seen}: {words}\n", evidence.document));
        }
        for (verb, others) in [("supersedes", &fact.supersedes), ("contradicts", &fact.contradicts)] {
            let others = others.iter().filter_map(|id| story.iter().find(|other| other.fact.id == *id));
            let named: Vec<String> = others.map(|other| label(event, other)).collect();
            if !named.is_empty() {
                text.push_str(&format!("      {verb} {}\n", named.join(", ")));
            }
        }
    }
    text
}

/// Another fact in a few words: its status, and what differs.
fn label(this: &Event<'_>, other: &Event<'_>) -> String {
    let mut words = vec![other.fact.status.name().to_owned()];
    if (this.subject, this.object) != (other.subject, other.object) {
        words.insert(0, format!("{} {} {},", other.subject, other.fact.relation, other.object));
    }
    words.extend(other.fact.value.as_deref().map(amount));
    words.join(" ")
}

fn amount(value: &Quantity) -> String {
    let bound = if value.bound == Bound::Exact { String::new() } else { format!("{} ", value.bound.name()) };
    format!("{bound}{} {}", value.number, value.unit)
}
