//! The lexicon's own examples, run as an author of entries wants them run.
//!
//! Owns the one-line notation of a statement, `subject | relation | object | status | number
//! unit bound | time` (trailing fields optional), and the comparison of what an entry's
//! examples expect with what is extracted. Leaves the entries to `ontology`.

use std::sync::Arc;

use rayon::prelude::*;

use crate::analyse::Analyser;
use crate::extract;
use crate::model::{Language, Participant, Statement, Warned};
use crate::ontology::{LexicalEntry, Ontology};
use crate::read::{self, Markup};

use super::{Error, statements};

/// An example that is not extracted as its entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// CURIE of the entry.
    pub entry: Arc<str>,
    /// The text of the example or counter-example.
    pub text: String,
    /// The line that is missing; `None` for a counter-example on which the entry fires.
    pub wanted: Option<String>,
    /// What is extracted, as lines.
    pub found: Vec<String>,
}

/// The examples and counter-examples that the extractor does not get right, in the order of the lexicon.
pub fn unmet(ontology: &Ontology, analyser: &Analyser<'_>) -> Result<Vec<Unmet>, Error> {
    let each = |entry| of_entry(entry, ontology, analyser);
    let found: Vec<Vec<Unmet>> = ontology.lexicon.entries().par_iter().map(each).collect::<Result<_, Error>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn of_entry(entry: &LexicalEntry, ontology: &Ontology, analyser: &Analyser<'_>) -> Result<Vec<Unmet>, Error> {
    let mut faults = Vec::new();
    let mut fault = |text: &str, wanted: Option<&String>, found: &[String]| {
        faults.push(Unmet {
            entry: entry.id.clone(),
            text: text.to_owned(),
            wanted: wanted.cloned(),
            found: found.to_vec(),
        });
    };
    for example in &entry.examples {
        let said = said(&example.text, Some(entry.language), ontology, analyser)?;
        let found: Vec<String> = said.iter().map(line).collect();
        for expected in example.expects.iter().filter(|expected| !found.iter().any(|found| agrees(expected, found))) {
            fault(&example.text, Some(expected), &found);
        }
    }
    for counter in &entry.counter_examples {
        let said = said(&counter.text, Some(entry.language), ontology, analyser)?;
        let fired: Vec<String> = said.iter().filter(|statement| statement.extractor == entry.id).map(line).collect();
        if !fired.is_empty() {
            fault(&counter.text, None, &fired);
        }
    }
    Ok(faults)
}

/// What a text without markup says.
pub fn said(
    text: &str,
    language: Option<Language>,
    ontology: &Ontology,
    analyser: &Analyser<'_>,
) -> Result<Vec<Statement<Participant>>, Error> {
    let Some(mut document) = read::document("example", text.as_bytes(), Markup::Plain).value else {
        return Ok(Vec::new());
    };
    document.info.language = language;
    Ok(statements(&document, analyser, ontology)?.value)
}

/// Every entry that fires in a text without markup, and what came of it.
pub fn explained(
    text: &str,
    language: Option<Language>,
    ontology: &Ontology,
    analyser: &Analyser<'_>,
) -> Result<Warned<Vec<extract::Explained>>, Error> {
    let mut diagnostics = Vec::new();
    let read = read::document("sentence", text.as_bytes(), Markup::Plain).unload(&mut diagnostics);
    let Some(mut document) = read else { return Ok(Warned { value: Vec::new(), diagnostics }) };
    document.info.language = language;
    let analysis = analyser.analyse(&document)?.unload(&mut diagnostics);
    Ok(Warned { value: extract::explain(&document, &analysis, ontology), diagnostics })
}

/// A statement as one line.
pub fn line(statement: &Statement<Participant>) -> String {
    let value = statement
        .value
        .as_ref()
        .map_or_else(String::new, |value| format!("{} {} {}", value.number, value.unit, value.bound.name()));
    let time = statement.time.as_ref().map_or_else(String::new, |time| {
        let end = time.end.map(|end| format!("/{end}")).unwrap_or_default();
        format!("{}{end}", time.start)
    });
    let object = statement.object.as_ref().map_or("", |object| object.name.as_str());
    let cells = [&statement.subject.name, statement.relation.as_ref(), object, statement.status.name(), &value, &time];
    cells.join(" | ").trim_end_matches([' ', '|']).to_owned()
}

/// Whether a line found has every field that a line expected gives; fields left empty are free.
pub fn agrees(expected: &str, found: &str) -> bool {
    let fields = |line: &str| line.split('|').map(|field| field.trim().to_owned()).collect::<Vec<_>>();
    let (expected, found) = (fields(expected), fields(found));
    expected.iter().enumerate().all(|(place, field)| field.is_empty() || found.get(place) == Some(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_field_agrees_with_anything_and_a_full_one_with_itself() {
        assert!(agrees("A | acquires | B", "A | acquires | B | planned | 5 EUR exact"));
        assert!(agrees("A | revenue | | completed | 5 EUR exact", "A | revenue |  | completed | 5 EUR exact | 2024"));
        assert!(!agrees("A | acquires | B | completed", "A | acquires | B | planned"));
        assert!(!agrees("A | acquires | B | completed | 5 EUR exact", "A | acquires | B | completed"));
    }
}
