//! KGTK's edge file: tab-separated statements, and their qualifiers as further rows.
//!
//! Owns its literals: the first character of a value says its type.

use std::io::{self, Write};

use crate::graph::{Fact, Graph};
use crate::model::statement::Attribute;
use crate::model::{Date, EntityId};

/// Writes names, kinds and outside identities of entities, then the statements with their qualifiers.
pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "id\tnode1\tlabel\tnode2")?;
    for node in graph.nodes() {
        let entity = &node.entity;
        let id = subject(&entity.id);
        row(out, &format!("{id}-label"), &id, "label", &string(&entity.name))?;
        row(out, &format!("{id}-kind"), &id, "instance_of", entity.kind.name())?;
        for (number, alias) in entity.aliases.iter().enumerate() {
            row(out, &format!("{id}-alias-{number}"), &id, "alias", &string(alias))?;
        }
        for (number, same) in entity.same_as.iter().enumerate() {
            row(out, &format!("{id}-same-{number}"), &id, "same_as", &string(same))?;
        }
    }
    for node in graph.nodes() {
        for fact in &node.observations {
            let value = fact.value.as_ref().map_or_else(|| "True".to_owned(), |value| number(value.number));
            statement(out, &subject(&node.entity.id), &value, fact)?;
        }
    }
    for edge in graph.edges() {
        statement(out, &subject(&edge.source.id), &subject(&edge.target.id), edge.fact)?;
    }
    Ok(())
}

fn statement(out: &mut impl Write, node1: &str, node2: &str, fact: &Fact) -> io::Result<()> {
    let id = format!("e:{}", fact.id);
    row(out, &id, node1, &fact.relation, node2)?;
    let mut qualifier = |label: &str, value: &str| row(out, &format!("{id}-{label}"), &id, label, value);
    qualifier("status", fact.status.name())?;
    qualifier("confidence", &number(fact.confidence))?;
    if let Some(value) = &fact.value {
        qualifier("amount", &number(value.number))?;
        qualifier("unit", &string(&value.unit))?;
        qualifier("bound", value.bound.name())?;
    }
    if let Some(time) = &fact.time {
        qualifier("start", &date(time.start))?;
        if let Some(end) = time.end {
            qualifier("end", &date(end))?;
        }
    }
    for (name, value) in fact.attributes.iter() {
        match value {
            Attribute::Text(text) => qualifier(name, &string(text))?,
            Attribute::Number(value) => qualifier(name, &number(*value))?,
        }
    }
    for (turn, evidence) in fact.evidence.iter().enumerate() {
        qualifier(&format!("document-{turn}"), &string(&evidence.document))?;
        qualifier(&format!("quote-{turn}"), &string(&evidence.text))?;
    }
    Ok(())
}

fn subject(id: &EntityId) -> String {
    format!("n:{id}")
}

/// A row; the label of a numbered qualifier is the same for every number.
fn row(out: &mut impl Write, id: &str, node1: &str, label: &str, node2: &str) -> io::Result<()> {
    let label = label.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
    writeln!(out, "{id}\t{node1}\t{label}\t{node2}")
}

/// A string literal: quotes, backslashes, bars and line ends escaped.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '|' => out.push_str("\\|"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn number(number: f64) -> String {
    format!("{number}")
}

/// A date with its precision: 9 year, 10 month, 11 day. Halves and quarters, which have none, are strings.
fn date(date: Date) -> String {
    match date {
        Date::Year(year) => format!("^{year:04}-01-01T00:00:00Z/9"),
        Date::Month(year, month) => format!("^{year:04}-{month:02}-01T00:00:00Z/10"),
        Date::Day(year, month, day) => format!("^{year:04}-{month:02}-{day:02}T00:00:00Z/11"),
        Date::Half(..) | Date::Quarter(..) => string(&date.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_say_their_type() {
        assert_eq!(string("a|b \"c\"\n"), "\"a\\|b \\\"c\\\"\\n\"");
        assert_eq!(date(Date::Month(2024, 4)), "^2024-04-01T00:00:00Z/10");
        assert_eq!(date(Date::Quarter(2024, 1)), "\"2024-Q1\"");
    }
}
