//! Statements that say the same thing become one fact.
//!
//! Owns the digest of what a statement says and the order of facts. Gives facts with the places of their
//! ends among the nodes.

use std::collections::{BTreeSet, HashMap};
use std::fmt::{self, Write as _};
use std::ops::Deref;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::model::statement::Attribute;
use crate::model::{Date, EntityId, Statement};

use super::Fact;

/// Sixteen lower-case hexadecimal digits of the SHA-256 of what a fact says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FactId([u8; 16]);

impl Deref for FactId {
    type Target = str;

    fn deref(&self) -> &str {
        std::str::from_utf8(&self.0).expect("hexadecimal digits are ASCII")
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// What puts a statement in its place: facts are sorted so, and statements of one fact are equal but for the last part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    subject: u32,
    relation: u32,
    /// One more than the object's place; zero for none.
    object: u32,
    id: FactId,
    statement: u32,
}

impl Key {
    fn same_fact(&self, other: &Self) -> bool {
        Self { statement: 0, ..*self } == Self { statement: 0, ..*other }
    }
}

/// Facts in order, each with the places of its subject and object, given to `take`. A statement about an entity that
/// `places` does not have is left out.
pub(super) fn facts(
    places: &HashMap<EntityId, u32>,
    dates: &HashMap<&str, Date>,
    statements: Vec<Statement<EntityId>>,
    mut take: impl FnMut(u32, Option<u32>, Fact),
) {
    let relations: BTreeSet<&str> = statements.iter().map(|statement| &*statement.relation).collect();
    let ranks: HashMap<&str, u32> = relations.into_iter().zip(0..).collect();
    let key = |(number, statement): (usize, &Statement<EntityId>)| {
        let object = match &statement.object {
            Some(object) => places.get(object)? + 1,
            None => 0,
        };
        Some(Key {
            subject: *places.get(&statement.subject)?,
            relation: ranks[&*statement.relation],
            object,
            id: identify(statement),
            statement: number as u32,
        })
    };
    let mut keys: Vec<Key> = statements.par_iter().enumerate().filter_map(key).collect();
    keys.par_sort_unstable();
    let mut statements: Vec<Option<Statement<EntityId>>> = statements.into_iter().map(Some).collect();
    for of_one in keys.chunk_by(Key::same_fact) {
        let said = of_one.iter().filter_map(|key| statements[key.statement as usize].take());
        if let Some(fact) = merged(of_one[0].id, of_one.len(), said, dates) {
            take(of_one[0].subject, of_one[0].object.checked_sub(1), fact);
        }
    }
}

/// The fact that statements of one digest say.
fn merged(
    id: FactId,
    count: usize,
    mut said: impl Iterator<Item = Statement<EntityId>>,
    dates: &HashMap<&str, Date>,
) -> Option<Fact> {
    let first = said.next()?;
    let mut fact = Fact {
        id,
        relation: first.relation,
        value: first.value,
        time: first.time,
        status: first.status,
        attributes: first.attributes,
        confidence: first.confidence,
        extractor: first.extractor,
        evidence: Vec::with_capacity(count),
        first_seen: None,
        last_seen: None,
        contradicts: Vec::new(),
        supersedes: Vec::new(),
    };
    fact.evidence.push(first.evidence);
    for statement in said {
        // The surest statement speaks for all; of equals, the first by entry and words.
        let surer = statement.confidence > fact.confidence
            || (statement.confidence - fact.confidence).abs() < f64::EPSILON && words(&statement) < spoken(&fact);
        if surer {
            fact.confidence = statement.confidence;
            fact.extractor = statement.extractor;
            fact.value = statement.value;
            fact.time = statement.time;
        }
        fact.evidence.push(statement.evidence);
    }
    fact.evidence.sort_unstable();
    fact.evidence.dedup();
    let dates = fact.evidence.iter().filter_map(|evidence| dates.get(&*evidence.document).copied());
    fact.first_seen = dates.clone().min_by_key(|date| date.days());
    fact.last_seen = dates.max_by_key(|date| date.days());
    Some(fact)
}

type Words<'w> = (&'w str, Option<&'w str>, Option<&'w str>);

fn words(statement: &Statement<EntityId>) -> Words<'_> {
    let value = statement.value.as_ref().and_then(|value| value.text.as_deref());
    (&statement.extractor, value, statement.time.as_ref().and_then(|time| time.text.as_deref()))
}

fn spoken(fact: &Fact) -> Words<'_> {
    let value = fact.value.as_ref().and_then(|value| value.text.as_deref());
    (&fact.extractor, value, fact.time.as_ref().and_then(|time| time.text.as_deref()))
}

/// A digest of what a statement says, its words and evidence left out.
fn identify(statement: &Statement<EntityId>) -> FactId {
    let text = said(statement).expect("a string takes everything");
    let digest = Sha256::digest(text.as_bytes());
    let mut digits = [0; 16];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(digest.iter()) {
        let hexadecimal = |half: u8| b"0123456789abcdef"[usize::from(half)];
        pair.copy_from_slice(&[hexadecimal(byte >> 4), hexadecimal(byte & 15)]);
    }
    FactId(digits)
}

/// What a statement says, part by part.
fn said(statement: &Statement<EntityId>) -> Result<String, fmt::Error> {
    const NEXT: char = '\u{1F}';

    let mut text = String::with_capacity(128);
    write!(text, "{}{NEXT}{}{NEXT}", statement.subject, statement.relation)?;
    if let Some(object) = &statement.object {
        text.push_str(&object.0);
    }
    write!(text, "{NEXT}{}{NEXT}", statement.status.name())?;
    if let Some(value) = &statement.value {
        write!(text, "{} {} {}", value.number, value.unit, value.bound.name())?;
    }
    text.push(NEXT);
    if let Some(time) = &statement.time {
        write!(text, "{}/", time.start)?;
        if let Some(end) = time.end {
            write!(text, "{end}")?;
        }
    }
    for (name, value) in statement.attributes.iter() {
        match value {
            Attribute::Text(value) => write!(text, "{NEXT}{name}={value}")?,
            Attribute::Number(value) => write!(text, "{NEXT}{name}={value}")?,
        }
    }
    Ok(text)
}
