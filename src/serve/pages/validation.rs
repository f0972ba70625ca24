//! What a store's quads lack of a good graph, as a page.
//!
//! Owns the translation of the report into what the template shows.

use serde_json::{Value, json};

use crate::validate::{SHAPES, Shapes, Violation};

use super::reader::Reader;
use super::render::View;

/// How many violations the page lists.
const LISTED: usize = 200;

/// The report on the snapshot; nothing when the shapes cannot be checked.
pub(super) fn view(reader: &Reader<'_>) -> Option<View> {
    let report = Shapes::parse(SHAPES).ok()?.check(&reader.snapshot.store).ok()?;
    let found: Vec<Value> = report.violations.iter().take(LISTED).map(|violation| shown(reader, violation)).collect();
    let (words, count) = (reader.words, report.violations.len());
    let summary = if count == 0 {
        words.get("conforms").to_owned()
    } else {
        format!("{} {}", words.decimal(&count.to_string()), words.get("violations"))
    };
    let content = json!({ "title": words.get("validation"), "summary": summary, "found": found });
    Some(View { template: "validation.html", content })
}

fn shown(reader: &Reader<'_>, violation: &Violation) -> Value {
    let iri = super::reader::text(violation.focus.clone());
    let mut focus = reader.thing(&iri);
    if let Some(label) = &violation.label {
        focus.name.clone_from(label);
    }
    json!({
        "focus": focus,
        "constraint": violation.component,
        "message": violation.message(reader.language),
        "path": violation.path,
        "value": violation.value.clone().map(super::reader::text),
        "words": violation.words,
        "severe": violation.severe(),
    })
}
