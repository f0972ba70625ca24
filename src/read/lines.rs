//! Statement lines: the JSON Lines form of a statement, both ways.
//!
//! Owns the interchange line of `relata extract` and `relata build`. Reading checks form;
//! whether the relation exists and the words stand in the document is `pipeline`'s gate.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::model::statement::Attribute;
use crate::model::{Bound, EntityKind, Evidence, Participant, Period, Quantity, Statement, Status};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    document: String,
    subject: Who,
    relation: String,
    #[serde(default)]
    object: Option<Who>,
    #[serde(default)]
    value: Option<Amount>,
    #[serde(default)]
    time: Option<When>,
    status: String,
    #[serde(default)]
    attributes: IndexMap<String, Detail>,
    #[serde(default = "certain")]
    confidence: f64,
    evidence: Words,
    extractor: String,
}

fn certain() -> f64 {
    1.0
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Who {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mention: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    iri: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Amount {
    number: serde_json::Number,
    unit: String,
    bound: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    start: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    start: usize,
    end: usize,
    text: String,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Detail {
    Number(f64),
    Text(String),
}

/// Why a line is not a statement.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A field is missing, misspelt or of another type.
    #[error(transparent)]
    Shape(#[from] serde_json::Error),
    /// A field holds a word that is none of its values.
    #[error("`{found}` is no {field}; it must be one of {known}")]
    Word {
        /// The field.
        field: &'static str,
        /// What it holds.
        found: String,
        /// What it may hold.
        known: String,
    },
    /// A date that no calendar has.
    #[error(transparent)]
    Date(#[from] crate::model::time::NotADate),
    /// A number out of range.
    #[error("{0}")]
    Range(&'static str),
}

fn word<T: Copy>(field: &'static str, found: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T, Fault> {
    all.iter().copied().find(|&value| name(value) == found).ok_or_else(|| Fault::Word {
        field,
        found: found.to_owned(),
        known: all.iter().map(|&value| name(value)).collect::<Vec<_>>().join(", "),
    })
}

/// The statement of a parsed line.
pub fn parse(value: &serde_json::Value) -> Result<Statement<Participant>, Fault> {
    statement(Line::deserialize(value)?)
}

/// The statement of a line.
pub fn read(line: &str) -> Result<Statement<Participant>, Fault> {
    statement(serde_json::from_str(line)?)
}

/// The statements of a document's lines, which share its name and the names of relations and extractors.
pub fn of_document(text: &str) -> Result<Vec<Statement<Participant>>, Fault> {
    let mut names: Vec<Arc<str>> = Vec::new();
    let mut shared = |name: &mut Arc<str>| match names.iter().find(|known| **known == *name) {
        Some(known) => *name = known.clone(),
        None => names.push(name.clone()),
    };
    let mut statements = text.lines().map(read).collect::<Result<Vec<_>, _>>()?;
    for statement in &mut statements {
        shared(&mut statement.evidence.document);
        shared(&mut statement.relation);
        shared(&mut statement.extractor);
    }
    Ok(statements)
}

fn statement(line: Line) -> Result<Statement<Participant>, Fault> {
    let document: Arc<str> = line.document.as_str().into();
    if !(0.0..=1.0).contains(&line.confidence) {
        return Err(Fault::Range("confidence must lie between 0 and 1"));
    }
    if line.evidence.end < line.evidence.start {
        return Err(Fault::Range("evidence must not end before it starts"));
    }
    let attributes = line
        .attributes
        .into_iter()
        .map(|(name, detail)| {
            (
                name,
                match detail {
                    Detail::Number(number) => Attribute::Number(number),
                    Detail::Text(text) => Attribute::Text(text),
                },
            )
        })
        .collect();
    Ok(Statement {
        subject: participant(line.subject)?,
        relation: line.relation.into(),
        object: line.object.map(participant).transpose()?,
        value: line.value.map(quantity).transpose()?.map(Arc::new),
        time: line.time.map(period).transpose()?.map(Arc::new),
        status: word("status", &line.status, &Status::ALL, Status::name)?,
        attributes,
        confidence: line.confidence,
        evidence: Evidence {
            document,
            start: line.evidence.start,
            end: line.evidence.end,
            text: line.evidence.text.into(),
        },
        extractor: line.extractor.into(),
    })
}

fn participant(who: Who) -> Result<Participant, Fault> {
    if who.name.trim().is_empty() {
        return Err(Fault::Range("a participant needs a name"));
    }
    Ok(Participant {
        kind: word("type", &who.kind, &EntityKind::ALL, EntityKind::name)?,
        name: who.name,
        mention: who.mention,
        characters: who.start.zip(who.end),
        iri: who.iri,
    })
}

fn quantity(amount: Amount) -> Result<Quantity, Fault> {
    let number =
        amount.number.as_f64().filter(|number| number.is_finite()).ok_or(Fault::Range("a number must be finite"))?;
    Ok(Quantity {
        number,
        unit: amount.unit,
        bound: word("bound", &amount.bound, &Bound::ALL, Bound::name)?,
        text: amount.text,
    })
}

fn period(when: When) -> Result<Period, Fault> {
    Ok(Period { start: when.start.parse()?, end: when.end.map(|end| end.parse()).transpose()?, text: when.text })
}

/// The line of a statement, without line break.
pub fn print(statement: &Statement<Participant>) -> String {
    let who = |participant: &Participant| Who {
        name: participant.name.clone(),
        kind: participant.kind.name().to_owned(),
        mention: participant.mention.clone(),
        start: participant.characters.map(|(start, _)| start),
        end: participant.characters.map(|(_, end)| end),
        iri: participant.iri.clone(),
    };
    let line = Line {
        document: statement.evidence.document.to_string(),
        subject: who(&statement.subject),
        relation: statement.relation.to_string(),
        object: statement.object.as_ref().map(who),
        value: statement.value.as_ref().map(|value| Amount {
            number: exact(value.number),
            unit: value.unit.clone(),
            bound: value.bound.name().to_owned(),
            text: value.text.clone(),
        }),
        time: statement.time.as_ref().map(|time| When {
            start: time.start.to_string(),
            end: time.end.map(|end| end.to_string()),
            text: time.text.clone(),
        }),
        status: statement.status.name().to_owned(),
        attributes: statement
            .attributes
            .iter()
            .map(|(name, value)| {
                (
                    name.to_owned(),
                    match value {
                        Attribute::Text(text) => Detail::Text(text.clone()),
                        Attribute::Number(number) => Detail::Number(*number),
                    },
                )
            })
            .collect(),
        confidence: statement.confidence,
        evidence: Words {
            start: statement.evidence.start,
            end: statement.evidence.end,
            text: statement.evidence.text.to_string(),
        },
        extractor: statement.extractor.to_string(),
    };
    serde_json::to_string(&line).expect("a line holds only text and finite numbers")
}

/// A whole number without a fraction; quantities are finite.
fn exact(number: f64) -> serde_json::Number {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        return serde_json::Number::from(number as i64);
    }
    serde_json::Number::from_f64(number).unwrap_or_else(|| serde_json::Number::from(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"document":"d","subject":{"name":"Acme","type":"Organization","mention":"Acme","start":0,"end":4},"relation":"acquires","object":{"name":"Bolt","type":"Organization"},"value":{"number":5200000000,"unit":"EUR","bound":"about"},"time":{"start":"2024-04"},"status":"planned","attributes":{"share":0.5},"confidence":0.75,"evidence":{"start":0,"end":3,"text":"abc"},"extractor":"en:buy-v"}"#;

    #[test]
    fn a_line_prints_as_it_was_read() {
        assert_eq!(print(&read(LINE).expect("the line is sound")), LINE);
    }

    #[test]
    fn a_fault_names_the_field_and_its_values() {
        let message = |line: String| read(&line).err().map(|fault| fault.to_string()).unwrap_or_default();
        assert!(
            message(LINE.replace("planned", "perhaps")).contains("`perhaps` is no status; it must be one of completed")
        );
        assert!(message(LINE.replace("\"relation\"", "\"relatoin\"")).contains("relatoin"));
        assert!(message(LINE.replace("2024-04", "2024-13")).contains("2024-13"));
        assert!(message(LINE.replace("0.75", "1.5")).contains("between 0 and 1"));
    }
}
