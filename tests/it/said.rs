//! What the extractor says of a text, as lines that people can read and compare.
//!
//! `subject | relation | object | status | number unit bound | time`, trailing fields optional.

use relata::analyse::Analyser;
use relata::model::{Language, Participant, Statement};
use relata::ontology::Ontology;
use relata::pipeline;
use relata::read::{self, Markup};

pub(crate) fn statements(
    analyser: &Analyser<'_>,
    ontology: &Ontology,
    text: &str,
    language: Option<Language>,
) -> Vec<Statement<Participant>> {
    let mut document = read::document("case", text.as_bytes(), Markup::Plain).value.expect("a case has text");
    document.info.language = language;
    pipeline::statements(&document, analyser, ontology).expect("the models are sound").value
}

pub(crate) fn lines(
    analyser: &Analyser<'_>,
    ontology: &Ontology,
    text: &str,
    language: Option<Language>,
) -> Vec<String> {
    statements(analyser, ontology, text, language).iter().map(line).collect()
}

pub(crate) fn line(statement: &Statement<Participant>) -> String {
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
pub(crate) fn agrees(expected: &str, found: &str) -> bool {
    let fields = |line: &str| line.split('|').map(|field| field.trim().to_owned()).collect::<Vec<_>>();
    let (expected, found) = (fields(expected), fields(found));
    expected.iter().enumerate().all(|(place, field)| field.is_empty() || found.get(place) == Some(field))
}
